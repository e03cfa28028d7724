"""Blocked time, by hand: 2026-09-07 is a Monday."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.board.blocked import Flag, Flags, Stuck, blocked_days, merged, stuck_now
from core.board.waiting import clock
from core.model import Period
from tests.core.board.tiny import at, day, way

NOW = at("2026-09-18T12:00")


def flag(start: str, end: str = "", reason: str = "Hinnat") -> Flag:
    return Flag(reason, at(start), at(end) if end else None)


@pytest.mark.parametrize(
    ("text", "flags", "days"),
    [
        ("doing 2026-09-07", (), 0),
        ("doing 2026-09-07, blocked 2026-09-09, doing 2026-09-14", (), 3),  # Thu, Fri, Mon
        ("doing 2026-09-07", (flag("2026-09-09", "2026-09-14"),), 3),
        ("doing 2026-09-07", (flag("2026-09-09T09:00", "2026-09-09T15:00"),), 0),  # no day began blocked
        ("doing 2026-09-07", (flag("2026-09-09", "2026-09-14"), flag("2026-09-10", "2026-09-11")), 3),
        ("doing 2026-09-07, blocked 2026-09-09, doing 2026-09-14", (flag("2026-09-08", "2026-09-15"),), 5),
        ("doing 2026-09-07, review_client 2026-09-09", (flag("2026-09-08"),), 1),  # then it waits for the client
        ("to_do 2026-09-07", (flag("2026-09-08"),), 0),
        ("doing 2026-09-07, -doing 2026-09-09", (flag("2026-09-08"),), 1),
        ("doing 2026-09-07", (flag("2026-09-17"),), 1),  # goes on
    ],
)
def test_working_days_blocked_with_us(text: str, flags: Flags, days: int) -> None:
    assert blocked_days(way(text), flags, NOW, day) == days


def test_only_days_of_the_period_count() -> None:
    spans = way("doing 2026-09-07, blocked 2026-09-08")
    assert blocked_days(spans, (), NOW, day, Period(date(2026, 9, 14), date(2026, 9, 16))) == 3


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 200)), max_size=6))
def test_blocked_time_never_exceeds_the_time_with_us(times: list[tuple[int, int]]) -> None:
    start = at("2026-09-01")
    flags = tuple(Flag("", start.replace(hour=h % 24, day=1 + h // 24), None if n > 150 else NOW) for h, n in times)
    spans = way("doing 2026-09-01, blocked 2026-09-03, review_client 2026-09-08, doing 2026-09-11")
    assert 0 <= blocked_days(spans, flags, NOW, day) <= clock(spans, NOW, day).us


def test_times_that_touch_become_one() -> None:
    a, b, c, d = (at(f"2026-09-0{n}") for n in (1, 2, 3, 4))
    assert merged([(b, c), (a, b), (d, d)]) == [(a, c), (d, d)]


@pytest.mark.parametrize(
    ("text", "flags", "labelled", "stuck"),
    [
        ("doing 2026-09-07", (flag("2026-09-08"),), True, Stuck("Hinnat", at("2026-09-08"))),
        ("doing 2026-09-07", (flag("2026-09-08", "2026-09-09"),), False, None),
        ("blocked 2026-09-07", (), False, Stuck("", at("2026-09-07"))),
        ("doing 2026-09-07", (), True, Stuck("", None)),
        ("done 2026-09-07", (flag("2026-09-08"),), True, None),
        ("-doing 2026-09-07", (flag("2026-09-08"),), True, None),
        ("doing 2026-09-07", (flag("2026-09-30"),), False, None),  # as of a day before it
    ],
)
def test_why_a_card_cannot_go_on_now(text: str, flags: Flags, labelled: bool, stuck: Stuck | None) -> None:
    assert stuck_now(way(text), flags, labelled, NOW) == stuck
