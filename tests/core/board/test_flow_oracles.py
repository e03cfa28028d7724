"""Flow figures against published fixtures and independent recomputations, each under its own convention."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from core.board.flow import cumulative_flow, cycle_days, days_taken, in_progress_at, weeks
from core.board.forecast import at_least, how_many, when
from core.board.history import Span, Spans, card_spans, place_at
from core.board.journey import Journey, journey, reached, time_in_place
from core.board.numbers import FEWEST, percentile
from core.board.status import Columns
from core.cards import Card, Move, MoveKind, Role
from core.model import Period
from core.sources.trello_actions import moves as read_moves
from tests.core.board.tiny import at, day

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
FLOW = SHARED / "oracles" / "flow"
pytestmark = pytest.mark.skipif(not FLOW.exists(), reason="the oracles are not on this machine")

_TWO_SECONDS = 2 / 86400  # the source cuts to seconds before it subtracts
JAM = Columns({"Backlog": 0, "Committed": 1, "Build": 2, "Test": 3, "Done": 4}, start=1, finish=4)


def oracle(name: str) -> Any:
    return json.loads((FLOW / name).read_text("utf-8"))


def jam_items(name: str) -> dict[str, Spans]:
    """Each item of a table of entry days as spans."""
    found = {}
    with (FLOW / name).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = row.pop("key")
            steps = [(column, at(entered)) for column, entered in row.items() if entered]
            ends = [entered for _, entered in steps[1:]] + [None]
            found[key] = tuple(Span(c, s, e) for (c, s), e in zip(steps, ends, strict=True))
    return found


def ways(items: dict[str, Spans]) -> dict[str, Journey]:
    return {key: way for key, spans in items.items() if (way := journey(spans, JAM))}


@pytest.mark.parametrize("size", ["large", "minimal"])
def test_cumulative_flow(size: str) -> None:
    """Arrivals by end of day, per column."""
    facts = oracle(f"jam_{size}_expected.json")
    expected = facts.get("cfd_cumulative") or facts["cfd"]
    days = [date.fromisoformat(text) for text in expected]
    standing = cumulative_flow(jam_items(f"jam_{size}.csv").values(), Period(days[0], days[-1]), day, JAM)
    for row in standing:
        said = expected[row.day.isoformat()]
        assert row.reached == tuple(said.values() if isinstance(said, dict) else said)


def test_work_in_progress_is_the_gap_between_two_lines() -> None:
    facts = oracle("jam_large_expected.json")
    items = jam_items("jam_large.csv")
    for key, columns in (
        ("wip_committed_to_done", JAM),
        ("wip_build_to_test", Columns(JAM.rank, start=2, finish=3)),
    ):
        for text, count in facts[key].items():
            end_of_day = at(text) + timedelta(hours=23)
            assert len(in_progress_at(items, end_of_day, columns)) == count, (key, text)


def test_cycle_times_and_ages_are_one_day_more_where_both_ends_count() -> None:
    """The source counts end − start; ours adds the first day, as the Kanban guides do."""
    facts = oracle("jam_large_expected.json")
    found = ways(jam_items("jam_large.csv"))
    times = {key: cycle_days(way, day) for key, way in found.items() if way.finished}
    assert times == {key: days + 1 for key, _, days in facts["scatter"]}
    for share, value in facts["cycle_time_percentiles_days_linear"].items():
        assert percentile([days for days in times.values() if days], float(share)) == value + 1
    today = date(2018, 1, 10)
    ages = {key: (today - way.started.date()).days for key, way in found.items() if way.started and not way.finished}
    assert ages == {key: age for key, _, age in facts["ageing_wip_2018-01-10"]}
    lies = {key: place_at(spans, at("2018-01-10")) for key, spans in jam_items("jam_large.csv").items()}
    assert {key: lies[key].place for key in ages if lies[key]} == {
        key: column for key, column, _ in facts["ageing_wip_2018-01-10"]
    }


def test_arrivals_departures_and_throughput_by_day() -> None:
    facts = oracle("jam_large_expected.json")
    found = list(ways(jam_items("jam_large.csv")).values())
    for row in facts["net_flow"]:
        the_day = date.fromisoformat(row["day"])
        (week,) = weeks(found, Period(the_day, the_day), day, today=date(2018, 2, 1))
        assert (week.started, week.done) == (row["arrivals"], row["departures"])
    per_day = [
        weeks(found, Period(d, d), day, today=date(2018, 2, 1))[0].done
        for d in Period(date(2018, 1, 5), date(2018, 1, 9))
    ]
    assert per_day == facts["throughput_daily_window5"]


def test_status_transitions_with_moves_back_and_skipped_columns() -> None:
    """The source's rule: moving back clears later columns, a skipped one takes the next date. Blocked days are flags
    there, which no Trello action tells, and are not compared."""
    facts = oracle("jam_transitions.json")
    column_of = {status: column for column, statuses in facts["columns"].items() for status in statuses}
    for key, item in facts["items"].items():
        steps = [("Backlog", at(item["created"]))]
        steps += [(column_of[event[2]], at(event[0])) for event in item["events"] if len(event) == 3]
        ends = [entered for _, entered in steps[1:]] + [None]
        spans = tuple(Span(c, s, e) for (c, s), e in zip(steps, ends, strict=True))
        dates = reached(spans, JAM, keep_start=False)
        for column, rank in JAM.rank.items():
            if column in item["expect"]:
                entered = item["expect"][column]
                assert (dates[rank].date().isoformat() if rank in dates else None) == entered, (key, column)
        taken = (dates[4].date() - dates[1].date()).days if 4 in dates else None
        assert taken == item["expect"]["cycle_days"], key


# ----------------------------------------------------------------------------------------------------- real actions


def test_entry_dates_of_real_actions() -> None:
    """The newest action by which a card entered a list, from 41 real actions."""
    facts = oracle("tkat_expected.json")
    entered: dict[tuple[str, str], datetime] = {}
    for move in read_moves(oracle("tkat_actions.json")):
        if move.after and move.kind is not MoveKind.DUE:
            entered[move.card_id, move.after] = move.at
    for card_id, dates in facts["start_dates"].items():
        found = [entered.get((card_id, list_id)) for list_id in facts["lists"]]
        assert [moment.date().isoformat() if moment else None for moment in found] == dates, card_id


def test_lead_times_and_throughput_of_real_actions() -> None:
    """Last entry − first entry; ours counts both ends, one more. Throughput per day over a half-open period."""
    facts = oracle("tkat_expected.json")
    for dates, lead in facts["lead_time_examples"]:
        if lead is not None:
            known = [date.fromisoformat(text) for text in dates if text]
            assert days_taken(known[0], known[-1]) - 1 == lead
    for case in facts["throughput_examples"]:
        found = [journey((Span("Done", at(text), None),), JAM) for text in case["finished_on"]]
        first, end = date.fromisoformat(case["from_inclusive"]), date.fromisoformat(case["to_exclusive"])
        period = Period(first, end - timedelta(days=1))
        per_week = weeks([w for w in found if w], period, day, today=date(2016, 6, 1))
        done = sum(week.done or 0 for week in per_week)
        assert round(done / period.days, 2) == case["per_day"]


@pytest.mark.parametrize("name", ["typical", "done", "rework", "revived"])
def test_time_in_list_of_real_cards(name: str) -> None:
    """Time in list sums over returns and leaves out what was archived: 480 minutes twice in Doing, 62 in Approved Work
    of a card archived for an hour."""
    actions = oracle(f"adlio_card_actions_{name}.json")
    names = {
        place["id"]: place["name"]
        for action in actions
        for place in (action["data"].get(key) for key in ("list", "listBefore", "listAfter"))
        if place
    }
    moves = read_moves(actions)
    spans = card_spans(_card_after(moves), moves)
    expected = oracle("adlio_expected.json")["recomputed"][name]
    still_in = expected.pop("_still_in")
    there = {names[place]: said for place, said in time_in_place(spans, spans[-1].start).items()}
    if still_in:
        assert place_at(spans, spans[-1].start) == spans[-1]
        there.pop(still_in)
    assert {place: said.times for place, said in there.items()} == {k: v["times"] for k, v in expected.items()}
    for place, said in there.items():
        assert said.days * 24 * 60 == pytest.approx(expected[place]["minutes"], abs=0.001), place


def _card_after(moves: tuple[Move, ...]) -> Card:
    """The card as it lies after its moves."""
    last = [move for move in moves if move.kind in (MoveKind.CREATED, MoveKind.MOVED)][-1]
    flags = [move.kind for move in moves if move.kind in (MoveKind.ARCHIVED, MoveKind.RESTORED)]
    return Card(
        card_id=last.card_id,
        name="",
        list_id=last.after,
        pos=0,
        closed=flags[-1:] == [MoveKind.ARCHIVED],
        role=Role.CARD,
        created_at=moves[0].at,
    )


# ------------------------------------------------------------------------------------------------------- agileplanning

SIMPLE = Columns({"Backlog": 0, "To Do": 1, "In Progress": 2, "In review": 2, "In staging": 2, "Done": 3}, 2, 3)


def events_as_spans(events: list[list[str]]) -> Spans:
    names = {"created": "To Do", "Dev Complete(done)": "Done"}
    steps = [(names.get(place, place), at(text)) for text, place in events]
    ends = [entered for _, entered in steps[1:]] + [None]
    return tuple(Span(c, s, e) for (c, s), e in zip(steps, ends, strict=True))


def test_paused_reopened_and_two_done_columns() -> None:
    """Elapsed time from first start to the finish that counts; process time only in active columns."""
    one_day = timedelta(days=1)
    for case in oracle("agileplanning_facts.json")["cycle_time_policies"]:
        spans = events_as_spans(case["events"])
        way = journey(spans, SIMPLE)
        assert way is not None
        assert way.started is not None
        assert way.finished is not None
        expect = case["expect"]
        for key, value in (("started", way.started), ("completed", way.finished)):
            assert value == at(expect[key]) if key in expect else True, case["case"]
        for key in ("cycle_days", "elapsed_days"):
            if key in expect:
                assert (way.finished - way.started) / one_day == pytest.approx(expect[key], abs=_TWO_SECONDS), case[
                    "case"
                ]
        if "process_time_days" in expect:
            there = time_in_place(spans, way.finished)
            active = sum(said.days for place, said in there.items() if SIMPLE.is_active(place))
            assert active == pytest.approx(expect["process_time_days"])


def test_work_in_progress_at_the_start_of_each_day() -> None:
    """By status a card put back to Backlog is not in progress; started and not done, it still is."""
    facts = oracle("agileplanning_facts.json")["wip"]
    one, two = facts["issue1"], facts["issue2"]
    items = {
        "issue1": events_as_spans([[one["started"], "In Progress"], [one["done"], "Done"]]),
        "issue2": events_as_spans(
            [
                [two["started"], "In Progress"],
                [two["back_to_backlog"], "Backlog"],
                [two["restarted"], "In Progress"],
                [two["done"], "Done"],
            ]
        ),
    }
    for text, count in facts["start_of_day_counts_by_status"].items():
        assert len(in_progress_at(items, at(text), SIMPLE)) == count, text
    found = [journey(spans, SIMPLE) for spans in items.values()]
    for text, count in facts["start_of_day_counts_started_not_done"].items():
        under_way = [w for w in found if w and w.started and w.finished and w.started <= at(text) < w.finished]
        assert len(under_way) == count, text


def test_percentiles_and_when_they_are_said() -> None:
    facts = oracle("agileplanning_facts.json")
    for case in facts["percentiles_linear_interpolation"]:
        for share, value in case["p"].items():
            assert percentile(case["values"], int(share) / 100) == pytest.approx(value)
    assert FEWEST == {0.50: 5, 0.85: 10, 0.95: 20}, facts["small_sample_rule"]


# ------------------------------------------------------------------------------------------------------------ forecast


def test_forecasts_equal_the_exact_distributions() -> None:
    for case in oracle("mc_exact.json")["cases"]:
        if "pmf" in case:
            chances = how_many(case["history"], case["how_many_periods"])
            assert {str(total): float(chance) for total, chance in chances.items()} == pytest.approx(case["pmf"])
            found = {level: at_least(chances, Fraction(level)) for level in case["percentiles"]}
        else:
            found = {level: when(case["history"], case["when_items"], float(level)) for level in case["percentiles"]}
            found = {level: weeks_ for level, weeks_ in found.items() if case["percentiles"][level] <= 53}
            case["percentiles"] = {level: n for level, n in case["percentiles"].items() if n <= 53}
        assert found == case["percentiles"], case["name"]


def test_a_published_simulation_agrees_with_the_exact_distribution() -> None:
    """Its run: the first item takes one of the past cycle times, the other two come after it by daily throughput, drawn
    from 1, 0, 1, 1 on weekdays and none at weekends. 10,000 runs lie within a percentage point of it."""
    facts = oracle("agileplanning_facts.json")["forecast_10000_runs"]
    cycle_times = [days for _, days in facts["completed"]]

    def done_by(after: int, taken: float) -> float:
        days = range(int(taken), int(taken) + int(max(0, after - taken)))  # counted from a Monday
        chances = how_many([1, 0, 1, 1], sum(n % 7 < 5 for n in days))
        return float(sum(chance for total, chance in chances.items() if total >= facts["items"] - 1))

    def exact(after: int) -> float:
        return sum(done_by(after, taken) for taken in cycle_times) / len(cycle_times)

    for text, expected in facts["exact_cumulative_by_days_after_start"].items():
        assert exact(int(text)) == pytest.approx(expected, abs=1e-6), text
    for text, observed in facts["observed_cumulative_quantile_by_date"].items():
        assert exact((date.fromisoformat(text) - date(2024, 1, 1)).days) == pytest.approx(observed, abs=0.01), text


def test_the_weekly_throughput_of_a_published_data_set() -> None:
    """12 weeks of finished items: in the next four weeks at least 15, 12, 10, 7 at 50, 70, 85, 95 %; 20 items take 8
    weeks at 85 %, 105 take 28 at 50 % and 32 at 85 %."""
    with (SHARED / "oracles" / "methods" / "data" / "throughput_bowler.csv").open(encoding="utf-8") as file:
        history = [int(row["done"]) for row in csv.DictReader(file)]
    chances = how_many(history, 4)
    assert float(sum(total * chance for total, chance in chances.items())) == pytest.approx(15.33, abs=0.005)
    assert [at_least(chances, Fraction(level)) for level in ("0.5", "0.7", "0.85", "0.95")] == [15, 12, 10, 7]
    assert [when(history, 20, 0.85), when(history, 105, 0.5), when(history, 105, 0.85)] == [8, 28, 32]


def test_no_line_of_the_cumulative_flow_falls() -> None:
    standing = cumulative_flow(
        jam_items("jam_large.csv").values(), Period(date(2018, 1, 1), date(2018, 1, 9)), day, JAM
    )
    assert all(a <= b for one, two in pairwise(standing) for a, b in zip(one.reached, two.reached, strict=True))
