"""Finnish holidays against the almanac of the University of Helsinki."""

from __future__ import annotations

from datetime import date

import pytest

from core.measure.holidays import easter, holidays, holidays_in
from core.model import Period


@pytest.mark.parametrize(
    "day",
    [date(2000, 4, 23), date(2008, 3, 23), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25)],
)
def test_easter(day: date) -> None:
    assert easter(day.year) == day


def test_a_year_of_the_almanac() -> None:
    assert list(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 3),
        date(2026, 4, 5),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 24),
        date(2026, 6, 19),
        date(2026, 6, 20),
        date(2026, 10, 31),
        date(2026, 12, 6),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_a_period_over_new_year() -> None:
    found = holidays_in(Period(date(2026, 12, 26), date(2027, 1, 1)))
    assert [name.fi for name in found.values()] == ["tapaninpäivä", "uudenvuodenpäivä"]
