from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import dates
from core.dates import Sprint
from core.model import Period

ORACLES = Path(__file__).resolve().parents[3] / "shared" / "oracles" / "methods" / "oracles.json"
WEEKS = {
    date(2003, 12, 29): "2004-W01",
    date(2004, 1, 4): "2004-W01",
    date(2021, 1, 3): "2020-W53",
    date(2024, 12, 30): "2025-W01",
    date(2026, 1, 1): "2026-W01",
    date(2027, 1, 1): "2026-W53",
}


@pytest.mark.parametrize(("day", "week"), WEEKS.items())
def test_iso_weeks_carry_their_own_year(day: date, week: str) -> None:
    assert dates.iso_week(day) == week


@pytest.mark.skipif(not ORACLES.exists(), reason="the oracles are not beside this checkout")
@pytest.mark.parametrize("case", ["iso_1", "iso_2"])
def test_iso_weeks_agree_with_the_oracles(case: str) -> None:
    known = next(c for c in json.loads(ORACLES.read_text()) if c["id"] == case)
    days = [date.fromisoformat(d.strip()) for d in known["input"].replace("/", ",").split(",")]
    assert [dates.iso_week(d) for d in days] == known["expected"]


def test_a_week_is_monday_to_sunday() -> None:
    week = Period(date(2026, 9, 28), date(2026, 10, 4))
    assert {dates.week_of(day) for day in week} == {week}


@pytest.mark.parametrize(
    ("day", "last"),
    [(date(2024, 2, 10), 29), (date(2026, 2, 28), 28), (date(2026, 12, 31), 31), (date(2026, 4, 1), 30)],
)
def test_a_month_is_the_calendar_month(day: date, last: int) -> None:
    assert dates.month_of(day) == Period(day.replace(day=1), day.replace(day=last))


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        (datetime(2026, 9, 30, 20, 59, 59), "Europe/Helsinki", date(2026, 9, 30)),  # UTC+3 in summer
        (datetime(2026, 9, 30, 21, 0), "Europe/Helsinki", date(2026, 10, 1)),
        (datetime(2026, 12, 31, 21, 59, 59), "Europe/Helsinki", date(2026, 12, 31)),  # UTC+2 in winter
        (datetime(2026, 12, 31, 22, 0), "Europe/Helsinki", date(2027, 1, 1)),
        (datetime(2026, 10, 1, 3, 0), "America/New_York", date(2026, 9, 30)),
    ],
)
def test_the_local_day_of_an_instant(instant: datetime, zone: str, day: date) -> None:
    assert dates.local_day(instant, zone) == day


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 15), 24)],
)
def test_days_of_the_clock_change_have_23_and_25_hours_in_helsinki(day: date, hours: int) -> None:
    start = dates.day_start(day, "Europe/Helsinki")
    following = dates.day_start(day + timedelta(days=1), "Europe/Helsinki")
    assert following - start == timedelta(hours=hours)
    assert dates.local_day(start, "Europe/Helsinki") == day
    assert dates.local_day(following - timedelta(microseconds=1), "Europe/Helsinki") == day


def test_the_demo_story_stands_still_at_nine_in_helsinki() -> None:
    assert dates.day_start(date(2026, 10, 1), "Europe/Helsinki") + timedelta(hours=9) == dates.DEMO_NOW


def test_the_clock_is_naive_utc() -> None:
    assert dates.utc_now().tzinfo is None


def spans(found: list[Sprint]) -> list[tuple[str, str, bool]]:
    return [(s.period.start.isoformat(), s.period.end.isoformat(), s.agreed) for s in found]


def test_without_monthlies_sprints_are_calendar_months() -> None:
    assert spans(dates.sprints([], date(2026, 1, 15), date(2026, 3, 2))) == [
        ("2026-01-01", "2026-01-31", False),
        ("2026-02-01", "2026-02-28", False),
        ("2026-03-01", "2026-03-31", False),
    ]


def test_sprints_run_from_monthly_to_the_day_before_the_next() -> None:
    monthlies = [date(2026, 3, 5), date(2026, 2, 5), date(2026, 4, 9), date(2026, 3, 5)]
    assert spans(dates.sprints(monthlies, date(2026, 1, 1), date(2026, 4, 20))) == [
        ("2026-01-01", "2026-01-31", False),
        ("2026-02-01", "2026-02-04", False),  # the calendar month is cut at the first monthly
        ("2026-02-05", "2026-03-04", True),
        ("2026-03-05", "2026-04-08", True),
        ("2026-04-09", "2026-05-31", False),  # open: the month in which its fourth week ends
    ]


def test_an_open_sprint_reaches_the_last_day_asked_for() -> None:
    assert spans(dates.sprints([date(2026, 2, 5)], date(2026, 2, 5), date(2026, 6, 10))) == [
        ("2026-02-05", "2026-06-10", False)
    ]


def test_a_monthly_on_the_first_leaves_the_month_before_it_whole() -> None:
    assert spans(dates.sprints([date(2026, 2, 1), date(2026, 3, 2)], date(2026, 1, 1), date(2026, 2, 10))) == [
        ("2026-01-01", "2026-01-31", False),
        ("2026-02-01", "2026-03-01", True),
    ]


def test_only_sprints_that_touch_the_days_asked_for_are_given() -> None:
    monthlies = [date(2026, 2, 5), date(2026, 3, 5), date(2026, 4, 9)]
    assert spans(dates.sprints(monthlies, date(2026, 3, 4), date(2026, 3, 5))) == [
        ("2026-02-05", "2026-03-04", True),
        ("2026-03-05", "2026-04-08", True),
    ]


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2026, 3, 5), date(2026, 2, 5)),  # the monthly itself reviews the sprint that it ends
        (date(2026, 3, 6), date(2026, 2, 5)),
        (date(2026, 3, 11), date(2026, 2, 5)),  # 6 full days of the new one
        (date(2026, 3, 12), date(2026, 3, 5)),  # 7 full days
        (date(2026, 4, 8), date(2026, 3, 5)),
        (date(2026, 4, 9), date(2026, 3, 5)),
        (date(2026, 4, 15), date(2026, 3, 5)),
        (date(2026, 4, 16), date(2026, 4, 9)),
    ],
)
def test_the_reviewed_sprint_needs_seven_full_days(day: date, start: date) -> None:
    known = dates.sprints([date(2026, 2, 5), date(2026, 3, 5), date(2026, 4, 9)], date(2026, 1, 1), date(2026, 5, 1))
    reviewed = dates.reviewed_sprint(known, day)
    assert reviewed is not None
    assert reviewed.period.start == start


def test_the_first_sprint_is_reviewed_from_its_second_day_because_there_is_none_before() -> None:
    known = [Sprint(Period(date(2026, 2, 5), date(2026, 3, 4)), agreed=True)]
    assert dates.reviewed_sprint(known, date(2026, 2, 5)) is None
    assert dates.reviewed_sprint(known, date(2026, 2, 6)) == known[0]
    assert dates.reviewed_sprint([], date(2026, 2, 6)) is None


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(st.lists(days, max_size=20), days, st.integers(0, 800))
def test_sprints_never_overlap_and_cover_every_day(monthlies: list[date], first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = dates.sprints(monthlies, first, last)
    assert found[0].period.start <= first
    assert found[-1].period.end >= last
    for one, following in zip(found, found[1:], strict=False):
        assert following.period.start == one.period.end + timedelta(days=1)


@given(st.lists(days, max_size=20), days, st.integers(0, 800))
def test_every_monthly_starts_a_sprint(monthlies: list[date], first: date, length: int) -> None:
    asked = Period(first, first + timedelta(days=length))
    starts = {s.period.start for s in dates.sprints(monthlies, asked.start, asked.end)}
    assert {m for m in monthlies if m in asked} <= starts


@given(st.lists(days, min_size=1, max_size=20), days)
def test_the_reviewed_sprint_has_begun_and_is_the_newest_with_seven_days(monthlies: list[date], day: date) -> None:
    known = dates.sprints(monthlies, day - timedelta(days=400), day)
    reviewed = dates.reviewed_sprint(known, day)
    assert reviewed is not None
    assert reviewed.period.start < day
    full = [s for s in known if (min(day - timedelta(days=1), s.period.end) - s.period.start).days + 1 >= 7]
    assert not full or reviewed.period.start >= full[-1].period.start


@given(days, st.sampled_from(["Europe/Helsinki", "UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]))
def test_a_day_starts_on_that_day(day: date, zone: str) -> None:
    start = dates.day_start(day, zone)
    assert dates.local_day(start, zone) == day
    assert dates.local_day(start - timedelta(microseconds=1), zone) == day - timedelta(days=1)
