"""How busy a day is: season, weekday, Finnish public holidays and the company's own peaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.jobs.story.cast import Company, days

HOLIDAYS = frozenset(
    days(
        "2025-11-01 2025-12-06 2025-12-24 2025-12-25 2025-12-26 2026-01-01 2026-01-06 2026-04-03 2026-04-05 2026-04-06 "
        "2026-05-01 2026-05-14 2026-06-19 2026-06-20"
    )
)
"""Public holidays and the two eves on which Finland stands still, inside the story."""


def season(seasons: Sequence[int], day: date) -> int:
    """Per mille for `day`, sliding evenly from the middle of one month to the middle of the next."""
    near = day.month % 12 if day.day >= 15 else (day.month - 2) % 12
    weight = abs(day.day - 15)
    return (seasons[day.month - 1] * (30 - weight) + seasons[near] * weight) // 30


def busyness(company: Company, seasons: Sequence[int], day: date) -> int:
    """Weight of `day` in millionths of an average day; zero only where the season is."""
    weekly = company.weekdays[day.weekday()] * (company.holiday if day in HOLIDAYS else 1000) // 1000
    return season(seasons or company.seasons, day) * weekly * company.peaks.get(day, 1000) // 1000
