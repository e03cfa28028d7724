"""The automatic checks at their limits, against cases counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure import check_rules as rules
from core.measure.check_rules import Control
from core.measure.checks import State
from core.model import Period, Sentence

MONDAY = date(2026, 7, 6)
SPAN = Period(MONDAY, MONDAY + timedelta(days=83))  # twelve whole weeks
ORDERS = Sentence("the shop counted", "verkkokauppa laski")


def every_day(*but: date) -> set[date]:
    return set(SPAN) - set(but)


@pytest.mark.parametrize(
    ("behind", "limit", "state"),
    [
        (0, 3, State.OK),
        (3, 3, State.OK),
        (4, 3, State.DOUBTFUL),
        (5, 5, State.OK),
        (6, 5, State.DOUBTFUL),
    ],
)
def test_a_source_is_stale_past_its_own_limit(behind: int, limit: int, state: State) -> None:
    verdict = rules.freshness(date(2026, 9, 20), behind, limit)
    assert verdict.state is state
    assert ("tale" in verdict.evidence.en) == (state is State.DOUBTFUL)


def test_a_deleted_day_is_a_gap() -> None:
    gone = MONDAY + timedelta(days=40)
    found = rules.holes(every_day(gone), SPAN, [SPAN])
    assert found.missing == (gone,)
    verdict = rules.gaps(found)
    assert verdict.state is State.DOUBTFUL
    assert "15 Aug 2026" in verdict.evidence.en.replace("\u00a0", " ")
    assert "15.8.2026" in verdict.evidence.fi


def test_weekends_off_are_no_gaps() -> None:
    office_hours = {day for day in SPAN if day.weekday() < 5}
    assert rules.gaps(rules.holes(office_hours, SPAN)).state is State.OK
    wednesday = MONDAY + timedelta(days=44)
    assert rules.holes(office_hours - {wednesday}, SPAN).missing == (wednesday,)


def test_a_week_of_silence_inside_one_file_is_a_pause_and_between_files_a_gap() -> None:
    quiet = [MONDAY + timedelta(days=d) for d in range(30, 37)]
    inside = rules.holes(every_day(*quiet), SPAN, [SPAN])
    assert (inside.missing, inside.paused) == ((), tuple(quiet))
    assert rules.gaps(inside).state is State.OK
    two_files = [Period(SPAN.start, quiet[0] - timedelta(days=1)), Period(quiet[-1] + timedelta(days=1), SPAN.end)]
    assert rules.holes(every_day(*quiet), SPAN, two_files).missing == tuple(quiet)
    assert rules.holes(every_day(*quiet[:6]), SPAN, [SPAN]).missing == tuple(quiet[:6]), "six days are not yet a pause"


def test_a_source_that_seldom_writes_cannot_be_judged() -> None:
    newsletters = {day for day in SPAN if day.weekday() == 2 and day.day < 15}
    assert rules.gaps(rules.holes(newsletters, SPAN)).state is State.NOT_CHECKED


@given(st.sets(st.integers(0, 83)), st.integers(0, 83), st.integers(0, 83))
def test_missing_and_paused_days_never_have_rows(absent: set[int], first: int, last: int) -> None:
    present = every_day(*(MONDAY + timedelta(days=d) for d in absent))
    covered = [Period(MONDAY + timedelta(days=min(first, last)), MONDAY + timedelta(days=max(first, last)))]
    found = rules.holes(present, SPAN, covered)
    assert not (present & ({*found.missing} | {*found.paused}))
    assert not {*found.missing} & {*found.paused}
    assert all(day in covered[0] for day in found.paused)


@pytest.mark.parametrize(
    ("difference", "state"),
    [("0", State.OK), ("0.01", State.OK), ("-0.02", State.DOUBTFUL), ("10", State.DOUBTFUL), ("10.01", State.BROKEN)],
)
def test_rows_against_the_files_own_total(difference: str, state: State) -> None:
    files = [Control("a.csv", Decimal(50), Decimal(0)), Control("b.csv", Decimal(1000), Decimal(difference))]
    verdict = rules.control(files)
    assert verdict.state is state
    assert ("b.csv" in verdict.evidence.fi) == (state is not State.OK)


def test_files_without_a_total_are_not_checked() -> None:
    assert rules.control([]).state is State.NOT_CHECKED


@pytest.mark.parametrize(
    ("claimed", "happened", "state"),
    [
        ("95", "140", State.OK),
        ("161", "140", State.OK),  # 1.15
        ("162", "140", State.DOUBTFUL),
        ("180", "140", State.DOUBTFUL),  # domain.md 1.5: Meta alone claims 180 of the shop's 140
        ("280", "140", State.DOUBTFUL),
        ("281", "140", State.BROKEN),
        ("5", "9", State.NOT_CHECKED),
        ("5", None, State.NOT_CHECKED),
        (None, "140", State.NOT_CHECKED),
    ],
)
def test_claims_that_exceed_what_happened(claimed: str | None, happened: str | None, state: State) -> None:
    verdict = rules.claims(*(Decimal(n) if n else None for n in (claimed, happened)), ORDERS)
    assert verdict.state is state
    if claimed == "180":
        assert "1.29 times" in verdict.evidence.en
        assert "verkkokauppa laski 140: 1,29 kertaa" in verdict.evidence.fi


def test_analytics_can_raise_a_doubt_and_no_more() -> None:
    assert rules.claims(Decimal(500), Decimal(100), ORDERS, decisive=False).state is State.DOUBTFUL
    money = rules.claims(Decimal(29432), Decimal(14000), ORDERS, currency="EUR")
    assert money.state is State.BROKEN
    assert "29\u00a0432\u00a0€, verkkokauppa laski 14\u00a0000\u00a0€: 2,10 kertaa" in money.evidence.fi


@pytest.mark.parametrize(
    ("direct", "unassigned", "total", "state"),
    [
        (400, 100, 1000, State.OK),
        (401, 0, 1000, State.DOUBTFUL),
        (0, 101, 1000, State.DOUBTFUL),
        (99, 0, 99, State.NOT_CHECKED),
    ],
)
def test_visits_without_a_channel(direct: int, unassigned: int, total: int, state: State) -> None:
    assert rules.untagged(Decimal(direct), Decimal(unassigned), Decimal(total), SPAN).state is state


@pytest.mark.parametrize(
    ("without", "total", "state"),
    [
        ("0", "100", State.OK),
        ("5", "100", State.OK),
        ("5.01", "100", State.DOUBTFUL),
        ("20", "100", State.DOUBTFUL),
        ("20.01", "100", State.BROKEN),
        ("0", "0", State.NOT_CHECKED),
    ],
)
def test_money_without_a_stage(without: str, total: str, state: State) -> None:
    assert rules.unmapped(Decimal(without), Decimal(total), "EUR", SPAN).state is state


def test_unlike_currencies_and_zones() -> None:
    assert rules.currencies(set(), set()).state is State.NOT_CHECKED
    assert rules.currencies({"EUR"}, set()).state is State.OK
    assert rules.currencies({"EUR", "SEK"}, set()).state is State.OK, "each has a rate"
    broken = rules.currencies({"EUR", "SEK"}, {"SEK"})
    assert broken.state is State.BROKEN
    assert "EUR, SEK" in broken.evidence.en
    assert rules.zones({"A": "Europe/Helsinki"}, "Europe/Helsinki").state is State.OK
    assert rules.zones({"A": "UTC", "B": "Europe/Helsinki"}, "Europe/Helsinki").state is State.DOUBTFUL


def test_days_are_joined_where_they_follow_one_another() -> None:
    days = [date(2026, 9, d) for d in (1, 2, 3, 7)]
    assert rules.runs(days) == [Period(days[0], days[2]), Period(days[3], days[3])]
    assert rules.runs([]) == []
