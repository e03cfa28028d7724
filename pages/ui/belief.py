""" "Why do we believe this?" at the end of a page whose figures all belong to one client and one period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from core.model import Period
from core.reports.check_facts import RECENT
from core.reports.why import Why
from pages.ui import reads, session, why


def recent(today: date) -> Period:
    """The four weeks before today, for pages without a period of their own."""
    return Period(today - timedelta(days=RECENT), today - timedelta(days=1))


@session.guarded_fragment()
def belief(
    client_id: str, metric_ids: Sequence[str], period: Period, today: date, language: str, *, key: str, also: str = ""
) -> None:
    """The expander of `why.believe`. A page of several clients gives each its own `key`."""

    def ask(metric_id: str) -> Why:
        version, store = session.version(), session.store()
        return reads.why_of(version, client_id, metric_id, period.start, period.end, today, store)

    if metric_ids and session.viewer().may_see(client_id):
        why.believe(metric_ids, ask, language, key=key, also=also)
