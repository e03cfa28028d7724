"""What deserves the meeting's time for one client, at any moment."""

from __future__ import annotations

from datetime import datetime

from core.findings.finding import Found
from core.findings.rules import found_in
from core.reports.finding_facts import finding_facts
from core.store import Store


def findings(store: Store, *, client_id: str, as_of: datetime) -> Found:
    """The client's findings at an instant (naive UTC), most first, and what was looked for and is not told with the
    reason. The same stores and instant always give the same answer."""
    return found_in(finding_facts(store, client_id=client_id, as_of=as_of))
