"""Bring a table of exchange rates in: all of it or nothing."""

from __future__ import annotations

from datetime import datetime

from core.model import Rate
from core.sources.rate_table import read_rates
from core.store import Store
from core.store.rates import set_rates


def import_rates(store: Store, *, name: str, data: bytes, who: str, now: datetime) -> list[Rate]:
    """Store every rate of a CSV file; one for the same pair and day is replaced. Raises Refused or Unreadable, and then
    nothing was written."""
    found = read_rates(data, origin=name, set_by=who)
    set_rates(store.ops, found, now=now)
    return found
