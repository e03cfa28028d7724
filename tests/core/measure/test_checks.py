"""States, what a figure rests on, and how a person's look at something ages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.measure.checks import (
    AUTOMATIC,
    MANUAL,
    MANUAL_AFFECTS,
    MEASURES,
    Check,
    CheckKind,
    State,
    Tick,
    against,
    manual_checks,
    worst,
    worst_for,
)
from core.model import Sentence

TODAY = date(2026, 10, 1)


def check(kind: CheckKind, state: State, *affects: str, source: str = "") -> Check:
    return Check(kind, state, Sentence("", ""), affects, source, TODAY, "", True)


def test_every_kind_is_somebodys_and_every_manual_one_says_what_rests_on_it() -> None:
    assert {*AUTOMATIC, *MANUAL} == set(CheckKind)
    assert set(MANUAL_AFFECTS) == set(MANUAL)
    assert {m for affects in MANUAL_AFFECTS.values() for m in affects} <= set(MEASURES)


def test_nothing_looked_at_is_never_in_order() -> None:
    assert worst([]) is State.NOT_CHECKED
    assert worst([State.OK, State.NOT_CHECKED]) is State.NOT_CHECKED
    assert worst([State.NOT_CHECKED, State.DOUBTFUL, State.OK]) is State.DOUBTFUL
    assert worst(State) is State.BROKEN


def test_a_figure_takes_the_worst_of_the_checks_it_rests_on() -> None:
    checks = [
        check(CheckKind.FRESHNESS, State.DOUBTFUL, "spend", "clicks", source="meta_ads"),
        check(CheckKind.FRESHNESS, State.OK, "spend", source="google_ads"),
        check(CheckKind.OUTAGE, State.BROKEN, "conversions"),
    ]
    assert worst_for(checks, "spend") is State.DOUBTFUL
    assert worst_for(checks, "spend", "google_ads") is State.OK
    assert worst_for(checks, "conversions", "google_ads") is State.BROKEN, "a check of the whole client is everybody's"
    assert worst_for(checks, "sessions") is State.NOT_CHECKED
    assert [c.state for c in against(checks, ["spend", "conversions"])] == [State.BROKEN, State.DOUBTFUL]
    assert against(checks, ["spend"], "google_ads") == ()


def tick(state: State, on: date, kind: CheckKind = CheckKind.KEY_EVENTS) -> dict[CheckKind, Tick]:
    return {kind: Tick(kind, state, "The form fires once.", on, "Growth Owner")}


def one(ticks: dict[CheckKind, Tick], kind: CheckKind = CheckKind.KEY_EVENTS, **more: object) -> Check:
    return next(c for c in manual_checks(ticks, as_of=TODAY, **more) if c.kind is kind)  # type: ignore[arg-type]


def test_what_nobody_has_looked_at_says_so() -> None:
    found = manual_checks({}, as_of=TODAY)
    assert {c.kind for c in found} == set(MANUAL)
    assert all(c.state is State.NOT_CHECKED and c.checked_on is None and c.evidence.fi for c in found)


@pytest.mark.parametrize(("age", "state"), [(0, State.OK), (90, State.OK), (91, State.NOT_CHECKED)])
def test_a_look_holds_for_a_quarter(age: int, state: State) -> None:
    found = one(tick(State.OK, TODAY - timedelta(days=age)))
    assert found.state is state
    assert found.checked_by == "Growth Owner"
    assert ("Look again" in found.evidence.en) == (state is State.NOT_CHECKED)


def test_a_site_change_undoes_what_was_seen_on_the_site_but_not_the_rules_of_tagging() -> None:
    looked, changed = TODAY - timedelta(days=20), [TODAY - timedelta(days=5)]
    assert one(tick(State.OK, looked), site_changes=changed).state is State.NOT_CHECKED
    assert one(tick(State.OK, TODAY - timedelta(days=5)), site_changes=changed).state is State.OK, "looked at after it"
    assert one(tick(State.OK, looked, CheckKind.UTM), CheckKind.UTM, site_changes=changed).state is State.OK


def test_what_was_found_broken_stays_broken_until_somebody_looks_again() -> None:
    old = TODAY - timedelta(days=300)
    assert one(tick(State.BROKEN, old), site_changes=[TODAY]).state is State.BROKEN


def test_what_a_file_answers_is_not_asked_of_a_person() -> None:
    assert CheckKind.ZONES not in {c.kind for c in manual_checks({}, as_of=TODAY, done={CheckKind.ZONES})}
