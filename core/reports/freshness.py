"""How far each account's data reaches, and up to which day it is settled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from core.dates import stale_after
from core.reports.shapes import Freshness
from core.store import facts

RESTATED_DAYS = {
    **{"google_ads": 30, "meta_ads": 28, "linkedin_ads": 30, "tiktok_ads": 30, "microsoft_ads": 30},
    **{"ga4": 3, "search_console": 5},
    **{"klaviyo": 14, "mailchimp": 14, "email": 14},
    **{"shopify": 60, "woocommerce": 60},
}
"""For how long a source still changes a day, in days (the practice of public connectors; see docs/decisions). E-mails
collect openings for two weeks, a shop's orders come back for two months."""
RESTATED_DAYS_OTHERWISE = 30


def restated_window(source: str) -> int:
    """For how many days a source still changes a day."""
    return RESTATED_DAYS.get(source, RESTATED_DAYS_OTHERWISE)


def account_freshness(cursor: Any, *, client_id: str, as_of: date) -> tuple[Freshness, ...]:
    """One row per account with day data before `as_of`, the most behind first.

    `settled_through` counts back from the last data day, not from the clock: a file that reaches day L was
    made after L, and its source may still restate the days of its window before L.
    """
    rows = facts.freshness(cursor, client_id=client_id, before=as_of)
    found = [
        Freshness(
            source=row.source,
            account=row.account,
            currency=row.currency,
            first_day=row.first_day,
            last_day=row.last_day,
            settled_through=_settled(row.source, row.first_day, row.last_day),
            days_behind=(behind := (as_of - row.last_day).days - 1),
            stale=behind > stale_after(row.source),
            last_import_id=row.last_import_id,
            spends=row.spends,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda account: (-account.days_behind, account.source, account.account)))


def outcome_freshness(cursor: Any, *, client_id: str, as_of: date) -> tuple[Freshness, ...]:
    """The same of each shop's and CRM's list of orders, leads and deals, which has a day only where something
    happened."""
    yesterday = as_of - timedelta(days=1)
    spans: dict[tuple[str, str], list[facts.OutcomeSpan]] = {}
    for span in facts.outcome_spans(cursor, client_id=client_id):
        if span.first_day < as_of:
            spans.setdefault((span.source, span.account), []).append(span)
    found = []
    for (source, account), kinds in spans.items():
        first = min(span.first_day for span in kinds)
        last = min(max(span.last_day for span in kinds), yesterday)
        found.append(
            Freshness(
                source=source,
                account=account,
                currency="",
                first_day=first,
                last_day=last,
                settled_through=_settled(source, first, last),
                days_behind=(behind := (yesterday - last).days),
                stale=behind > stale_after(source),
                last_import_id=max(span.last_import_id for span in kinds),
                spends=False,
            )
        )
    return tuple(found)


def _settled(source: str, first: date, last: date) -> date | None:
    through = last - timedelta(days=restated_window(source))
    return through if through >= first else None
