"""Odd days, runs of nothing, and conversions that vanish while people still come."""

from __future__ import annotations

import json
import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.measure.anomalies import DAYS, Rule, anomalies, episodes, expectations, judge
from core.measure.outage import outages
from core.measure.series import Daily
from core.measure.zero_run import chance_of_none, zero_runs
from tests.core.measure.published import METHODS, expected, needs_oracles, rows

START = date(2026, 1, 5)  # a Monday
WEEK = (120.0, 110.0, 100.0, 100.0, 90.0, 40.0, 50.0)
WOBBLE = (1.0, 1.06, 0.95, 1.02, 0.97, 1.05, 0.96, 1.03, 0.99, 0.94, 1.04)  # eleven days, so no weekday keeps one
QUIET = 120


def usual(days: int = QUIET, scale: float = 1.0, week: tuple[float, ...] = WEEK) -> np.ndarray:
    return np.array([scale * week[n % 7] * WOBBLE[n % 11] for n in range(days)])


def series(values: np.ndarray) -> Daily:
    return Daily(START, values)


def day(place: int) -> date:
    return START + timedelta(days=place)


# ------------------------------------------------------------------------------------------------------------ one day


def test_an_ordinary_series_gives_no_alarm() -> None:
    assert anomalies(series(usual(300))) == []


def test_what_is_expected_follows_weekday_and_level() -> None:
    """Exact weeks, doubled for the last four: the weekday's share of the new level."""
    values = np.array([*WEEK * 4, *[2 * v for v in WEEK * 4]])
    found = expectations(np.append(values, 0.0))
    assert found[56] == pytest.approx(2 * WEEK[0])
    assert np.isnan(found[:28]).all()
    assert found[28] == pytest.approx(WEEK[0])


def test_a_sudden_fall_and_rise() -> None:
    values = usual()
    values[100] *= 0.3
    values[110] *= 2.5
    fall, rise = anomalies(series(values))
    assert (fall.day, fall.rule, fall.up) == (day(100), Rule.SUDDEN, False)
    assert (rise.day, rise.rule, rise.up) == (day(110), Rule.SUDDEN, True)
    assert fall.z is not None
    assert fall.z < -5
    assert fall.expected == pytest.approx(WEEK[100 % 7], rel=0.08)


def test_two_smaller_days_running_are_one_alarm_on_the_second() -> None:
    """A spread of about 0.1 here (100 a day): −0.4 is four of them."""
    values = usual()
    values[100:102] *= 0.67
    assert [(alarm.day, alarm.rule) for alarm in anomalies(series(values))] == [(day(101), Rule.TWO_DAYS)]
    up_and_down = usual()
    up_and_down[100] *= 0.67
    up_and_down[101] *= 1.45
    assert anomalies(series(up_and_down)) == []


def test_a_difference_under_a_quarter_is_not_worth_a_look() -> None:
    values = usual(scale=1000.0)
    values[100:103] *= 1.22  # many spreads off at this size
    assert anomalies(series(values)) == []


def test_small_series_stay_silent() -> None:
    values = np.round(usual(scale=0.06))  # about six a day
    values[100] = 0
    assert anomalies(series(values)) == []


def test_money_counts_as_the_events_behind_it() -> None:
    """Six orders of 60 € a day, and then none: no more than six orders can say."""
    values = 60.0 * np.round(usual(scale=0.06))
    values[100] = 0
    assert anomalies(series(values)) != []
    assert anomalies(series(values), one=60.0) == []
    many = 60.0 * usual()
    many[100] *= 0.3
    (alarm,) = anomalies(series(many), one=60.0)
    assert alarm.expected == pytest.approx(60 * WEEK[100 % 7], rel=0.08)


def test_with_short_history_only_a_collapse_is_seen() -> None:
    values = usual(50)
    values[40] *= 0.2
    values[45] *= 0.4
    (alarm,) = anomalies(series(values))
    assert (alarm.day, alarm.rule, alarm.z) == (day(40), Rule.COLLAPSE, None)
    assert anomalies(series(np.append(usual(27), 0.0))) == []


def test_a_missing_day_is_neither_alarm_nor_lesson() -> None:
    values = usual()
    values[100:104] = np.nan
    assert anomalies(series(values)) == []
    gap = judge(series(values))
    assert math.isnan(gap.on(day(100))[0])
    assert gap.on(day(111))[1] == pytest.approx(WEEK[111 % 7], rel=0.08)
    assert all(math.isnan(part) for part in gap.on(day(-1)))
    assert anomalies(series(np.full(100, np.nan))) == []


def test_a_closed_weekend_is_expected_to_be_closed() -> None:
    values = usual(week=(120.0, 110.0, 100.0, 100.0, 90.0, 0.0, 0.0))
    assert anomalies(series(values)) == []
    values[105] = 4.0  # a Monday that was closed
    assert [alarm.day for alarm in anomalies(series(values))] == [day(105)]


def test_late_conversions_are_no_fall() -> None:
    """Yesterday 45 % of the conversions are in, the day before 70 %: told so, nothing is odd; not told, it is."""
    shares = np.ones(QUIET)
    shares[-3:] = (0.85, 0.7, 0.45)
    seen = usual() * shares
    assert anomalies(series(seen), series(shares)) == []
    assert anomalies(series(seen)) != []
    dark = np.append(seen[:-1], 0.0)
    assert [alarm.day for alarm in anomalies(series(dark), series(shares))] == [day(QUIET - 1)]


def test_credits_below_zero_are_read_as_nothing() -> None:
    values = usual()
    values[100] = -30.0
    assert [alarm.day for alarm in anomalies(series(values))] == [day(100)]


def test_alarms_that_speak_of_the_same_thing_are_one_episode() -> None:
    values = usual()
    values[[95, 96, 99]] *= 0.2
    values[105] *= 3
    first, second = episodes(anomalies(series(values)))
    assert (first.first, first.last, first.up, len(first.alarms)) == (day(95), day(99), False, 3)
    assert first.value == pytest.approx(values[[95, 96, 99]].sum())
    assert first.expected > 3 * first.value
    assert (second.first, second.up) == (day(105), True)
    assert episodes([]) == []


@needs_oracles
def test_taxis_in_new_york() -> None:
    """Days of NAB's nyc_taxi: ten alarms, the same days, expectations and distances."""
    days = rows("nyc_taxi_daily.csv")
    found = anomalies(Daily(date.fromisoformat(days[0]["date"]), np.array([float(row["value"]) for row in days])))
    fixture = json.loads((METHODS / "data" / "nyc_taxi_expected.json").read_text("utf-8"))["alarms"]
    assert [(a.day.isoformat(), a.value, round(a.expected), round(a.z or 0, 2)) for a in found] == [
        (a["date"], a["value"], a["expected"], a["z"]) for a in fixture
    ]


VALUES = st.lists(st.floats(0, 1000), min_size=DAYS.warm_up + 10, max_size=DAYS.warm_up + 30)


@settings(max_examples=40)
@given(VALUES, st.floats(0, 10_000))
def test_a_day_is_judged_from_earlier_days_only(values: list[float], other: float) -> None:
    there = judge(series(np.array(values)))
    changed = judge(series(np.array([*values[:-1], other])))
    assert there.expected.tolist() == pytest.approx(changed.expected.tolist(), nan_ok=True)
    assert there.z[:-1].tolist() == pytest.approx(changed.z[:-1].tolist(), nan_ok=True)


@settings(max_examples=40)
@given(VALUES)
def test_every_alarm_is_far_from_what_was_expected(values: list[float]) -> None:
    for alarm in anomalies(series(np.array(values))):
        assert abs(math.log((alarm.value + 0.5) / (alarm.expected + 0.5))) >= math.log(1.25)
        assert alarm.expected >= 10


# --------------------------------------------------------------------------------------------------------- runs of zero


def test_ten_awaited_and_none_seen() -> None:
    """One a day: a run of nine says nothing, one of ten does."""
    values = np.ones(60)
    values[-9:] = 0
    assert zero_runs(series(values)) == []
    values[-10:] = 0
    (run,) = zero_runs(series(values))
    assert (run.first, run.last, run.days) == (day(50), day(59), 10)
    assert run.expected == pytest.approx(10)
    assert run.p == pytest.approx(math.exp(-10))


def test_a_run_that_ended_is_still_told() -> None:
    values = np.ones(90)
    values[40:52] = 0
    (run,) = zero_runs(series(values))
    assert (run.first, run.days) == (day(40), 12)


def test_a_run_needs_four_weeks_before_it() -> None:
    values = np.full(60, 5.0)
    values[20:30] = 0
    assert zero_runs(series(values)) == []
    assert zero_runs(series(np.zeros(60))) == []
    assert zero_runs(series(np.array([]))) == []


def test_missing_days_are_not_zeros() -> None:
    values = np.ones(70)
    values[-15:] = 0
    values[-8:-4] = np.nan
    (run,) = zero_runs(series(values))
    assert (run.days, run.expected) == (11, pytest.approx(11))


def test_what_has_not_come_in_yet_is_not_awaited() -> None:
    values = np.ones(70)
    values[-12:] = 0
    shares = np.ones(70)
    shares[-12:] = 0.5
    assert zero_runs(series(values), series(shares)) == []


def test_the_chance_of_none() -> None:
    assert chance_of_none(10) == pytest.approx(4.54e-5, rel=1e-3)
    assert chance_of_none(10, 2.0) == pytest.approx(2**-10)


@needs_oracles
def test_published_chances() -> None:
    assert [chance_of_none(10), chance_of_none(10, 2.0)] == expected("zero_run")


# -------------------------------------------------------------------------------------------------------------- outages


def parts(total: np.ndarray) -> dict[str, Daily]:
    return {"google": series(total * 0.6), "meta": series(total * 0.4)}


def test_conversions_that_vanish_in_all_channels_are_an_outage() -> None:
    sales, visits = usual(scale=0.5), usual(scale=20)
    sales[110:114] = 0
    (found,) = outages(series(sales), series(visits), parts(sales))
    assert (found.first, found.last, found.days, found.got) == (day(110), day(113), 4, 0)
    assert found.expected == pytest.approx(usual(scale=0.5)[110:114].sum(), rel=0.1)
    assert found.everywhere
    assert found.dark == ("google", "meta")
    assert found.traffic_share == pytest.approx(1, abs=0.1)
    assert not found.ongoing


def test_an_outage_until_yesterday_is_ongoing() -> None:
    sales = usual(scale=0.5)
    sales[-2:] *= 0.1
    (found,) = outages(series(sales), series(usual(scale=20)), {})
    assert found.ongoing
    assert found.everywhere


def test_small_clients_are_dark_after_a_run_of_zeros() -> None:
    sales = np.ones(100)
    sales[-12:] = 0
    (found,) = outages(series(sales), series(usual(100)), {"google": series(sales)})
    assert (found.first, found.days, found.dark) == (day(88), 12, ("google",))


def test_when_people_stay_away_too_it_is_no_outage() -> None:
    sales, visits = usual(scale=0.5), usual(scale=20)
    sales[110:114] = 0
    visits[110:114] = 0
    assert outages(series(sales), series(visits), parts(sales)) == []


def test_a_channel_that_still_counts_is_said() -> None:
    """Google had nine in ten of the conversions, and only Meta still counts its own."""
    usual_sales = usual(scale=0.5)
    google, meta = usual_sales * 0.9, usual_sales * 0.1
    google[110:114] = 0
    lines = {"google": series(google), "meta": series(meta)}
    (found,) = outages(series(google + meta), series(usual(scale=20)), lines)
    assert not found.everywhere
    assert (found.dark, found.lit) == (("google",), ("meta",))


def test_late_conversions_are_no_outage() -> None:
    """A quarter of yesterday's are in, and a client of small numbers has none yet."""
    shares = np.ones(QUIET)
    shares[-2:] = (0.5, 0.2)
    sales = usual(scale=0.5) * shares
    assert outages(series(sales), series(usual(scale=20)), {}, maturity=series(shares)) == []
    assert outages(series(sales), series(usual(scale=20)), {}) != []


def test_one_lit_day_between_does_not_make_two_outages() -> None:
    sales = usual(scale=0.5)
    sales[[105, 106, 108]] = 0
    (found,) = outages(series(sales), series(usual(scale=20)), {})
    assert (found.first, found.last, found.days) == (day(105), day(108), 3)
