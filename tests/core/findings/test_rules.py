"""Each rule on facts made by hand: what fires, whom it names, and what it stays silent about."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from core.findings.facts import CartWeek, Facts, Marked
from core.findings.finding import Act, Kind
from core.findings.rules import found_in
from core.measure.checks import Check, CheckKind, State
from core.model import Period, Sentence
from core.plans import Content
from tests.core.findings.making import Campaign, kinds, make, of_kind, told, why_not

MONTHLIES = (date(2026, 6, 4), date(2026, 7, 2), date(2026, 7, 30), date(2026, 8, 27), date(2026, 9, 24))
FIRST = date(2026, 4, 6)
DAYS = (date(2026, 10, 6) - FIRST).days  # the sprint of 27 August is reviewed, twelve days of the next have passed
TARGET = {"reach": "0.45", "act": "0.25", "convert": "0.20", "engage": "0.10"}
ORACLE = Path(__file__).parents[3] / ".." / "shared" / "oracles" / "methods" / "data" / "wednesday_case.csv"
WEDNESDAY = (
    ("Reach Lookalike A", "reach", 0, 3800, 0, 11),
    ("Reach Lookalike B", "reach", 0, 2900, 0, 7),
    ("Reach Always-on", "reach", 3000, 3100, 6, 6),
    ("Act Guide", "act", 1500, 1650, 45, 66),
    ("Act Blog", "act", 1200, 1150, 12, 11),
    ("Convert Remarketing", "convert", 900, 880, 63, 61),
    ("Convert Brand", "convert", 1200, 1220, 110, 111),
    ("Engage Newsletter", "engage", 1200, 1200, 30, 30),
)


def column(day: date) -> int:
    return (day - FIRST).days


def spread(before: float, after: float, *, split: date = MONTHLIES[3], days: int = DAYS) -> np.ndarray:
    """A daily level before the split and another from it on."""
    level = np.full(days, before / 28.0)
    level[column(split) :] = after / 28.0
    return level


def wednesday(**changed: object) -> Facts:
    """The consultant's Wednesday: two new lookalikes, a guide that does better, everything else as before."""
    lines = [
        Campaign(
            name,
            stage=stage,
            clicks=spread(n0, n1),
            conversions=spread(c0, c1),
            spend=spread(n0, n1) * 0.8,
        )
        for name, stage, n0, n1, c0, c1 in WEDNESDAY
    ]
    facts = make(lines, first=FIRST, days=DAYS, target=TARGET, monthlies=MONTHLIES)
    return replace(facts, **changed)


def quiet(**changed: object) -> Facts:
    """Three campaigns that never change, with the money as agreed."""
    lines = [
        Campaign("Video", "reach", spend=45.0, clicks=90.0, conversions=1.0),
        Campaign("Guide", "act", "demand_gen", spend=25.0, clicks=50.0, conversions=4.0),
        Campaign("Search", "convert", "paid_search", "google_ads", spend=20.0, clicks=20.0, conversions=3.0),
        Campaign("Club", "engage", spend=10.0, clicks=10.0, conversions=1.0),
    ]
    facts = make(lines, first=FIRST, days=DAYS, target=TARGET, monthlies=MONTHLIES)
    return replace(facts, **changed)


def test_nothing_changes_and_nothing_is_told() -> None:
    found = found_in(quiet())
    assert found.findings == ()
    assert {one.kind for one in found.not_shown} == set(Kind)
    assert all(one.why.en and one.why.fi for one in found.not_shown)


def test_the_ledger_names_both_lookalikes_and_keeps_the_guide() -> None:
    found = of_kind(wednesday(), Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    assert {entity.name for entity in found.entities} == {"Reach Lookalike A", "Reach Lookalike B"}
    assert found.stage == "reach"
    assert found.act is Act.CLIENT
    assert "“Act Guide” in Act" in found.sentence.en
    assert "keep it" in found.sentence.en
    assert "204" in found.sentence.en
    assert "client's yes" in found.lever.en
    assert "points to" in found.sentence.en
    assert "caused" not in found.sentence.en


def test_the_ledger_holds_to_the_published_case() -> None:
    """Table of methods.md §3.1, to a hundredth of a conversion: over whole sprints the days scale back exactly."""
    found = of_kind(wednesday(), Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    rows = {row[0]: row for row in found.evidence.rows}
    assert rows["Reach Lookalike A"][4] == pytest.approx(-101.31, abs=0.01)
    assert rows["Reach Lookalike B"][4] == pytest.approx(-78.71, abs=0.01)
    assert rows["Act Guide"][4:7] == pytest.approx((16.57, 0.82, 15.75), abs=0.01)
    assert found.evidence.rows[-1][4] == pytest.approx(-166.93, abs=0.01)


@pytest.mark.skipif(not ORACLE.exists(), reason="the oracles lie outside the project")
def test_the_ledger_stands_beside_the_published_split_and_last_year() -> None:
    """Volume +167.71, mix −145.43, rate +14.72: +37 in all; half a year of days has no last year."""
    found = of_kind(wednesday(), Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    assert found.evidence.note is not None
    assert "volume +168, mix −145, rate +15, in all +37" in found.evidence.note.en
    assert any("no last year to compare" in caveat.en for caveat in found.caveats)


def test_the_case_is_the_oracles() -> None:
    with ORACLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    given = {tuple(float(v) for k, v in row.items() if k not in ("campaign", "stage")) for row in rows}
    assert len(given) >= 7


def test_reach_is_over_its_share_and_the_other_stages_are_the_same_story() -> None:
    found = found_in(wednesday())
    balance = [f for f in found.findings if f.kind in (Kind.STAGE_OVER, Kind.STAGE_UNDER)]
    assert len(balance) == 1
    assert balance[0].kind is Kind.STAGE_OVER
    assert balance[0].stage == "reach"
    assert any(n.kind is Kind.STAGE_UNDER and "The same story" in n.why.en for n in found.not_shown)


def check(state: State, measure: str = "conversions") -> Check:
    return Check(
        CheckKind.KEY_EVENTS,
        state,
        Sentence("The form fires twice.", "Lomake laukeaa kahdesti."),
        (measure,),
        "",
        date(2026, 9, 1),
        "Anna",
        False,
    )


def test_no_euro_advice_on_broken_tracking() -> None:
    facts = wednesday(checks=(check(State.BROKEN),))
    assert Kind.TRAFFIC_WITHOUT_CONVERSIONS not in kinds(facts)
    assert "fires twice" in why_not(facts, Kind.TRAFFIC_WITHOUT_CONVERSIONS)


def test_doubtful_tracking_takes_the_euros_out_of_the_advice() -> None:
    found = of_kind(wednesday(checks=(check(State.DOUBTFUL),)), Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    assert found.eur is None
    assert "€" not in found.lever.en
    assert "fires twice" in found.lever.en


def test_unchecked_tracking_is_said_first_and_mutes_nothing() -> None:
    found = of_kind(wednesday(checks=(check(State.NOT_CHECKED),)), Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    assert found.lever.en.startswith("Nobody has checked the tracking")
    assert "€" in found.lever.en


def test_visits_with_conversions_following_are_no_finding() -> None:
    lines = [
        Campaign(name, stage, clicks=spread(n, 1.4 * n), conversions=spread(c, 1.4 * c), spend=spread(n, 1.4 * n))
        for name, stage, n, c in (("A", "reach", 3000, 60), ("B", "act", 2000, 80), ("C", "convert", 1000, 90))
    ]
    facts = make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES)
    assert Kind.TRAFFIC_WITHOUT_CONVERSIONS not in kinds(facts)


def test_a_fall_everywhere_points_to_the_site_and_names_no_campaign() -> None:
    lines = [
        Campaign(name, stage, clicks=spread(n, 1.3 * n), conversions=spread(c, 0.6 * c), spend=spread(n, n))
        for name, stage, n, c in (("A", "reach", 3000, 60), ("B", "act", 2000, 80), ("C", "convert", 1000, 90))
    ]
    found = of_kind(make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES), Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    assert found.entities == ()
    assert "nearly all campaigns" in found.sentence.en
    assert "tracking" in found.lever.en


@pytest.mark.parametrize(
    ("after", "stories"), [({"A": 112, "B": 112, "C": 112}, [[]]), ({"A": 80, "B": 80, "C": 240}, [["C"]])]
)
def test_campaigns_that_move_as_all_do_are_one_story(after: dict[str, int], stories: list[list[str]]) -> None:
    """All convert 40 % better: one story. One of them three times as well: that is the story."""
    lines = [
        Campaign(name, "act", clicks=spread(2000, 2000), conversions=spread(80, c), spend=spread(2000, 2000))
        for name, c in after.items()
    ]
    found = told(make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES))
    changed = [f for f in found if f.kind in (Kind.RATE_UP, Kind.COST_DOWN)]
    assert sorted([entity.name for entity in f.entities] for f in changed) == stories


def late(values: np.ndarray) -> np.ndarray:
    """The newest nine days with what a common lag lets in so far."""
    seen = values.copy()
    for age in range(1, 10):
        seen[-age] *= 0.3 + 0.07 * (age - 1)
    return seen


def test_late_conversions_alone_raise_nothing() -> None:
    facts = quiet()
    days = replace(facts.days, conversions=np.apply_along_axis(late, 1, facts.days.conversions * 10))
    assert told(replace(facts, days=days)) == []


def test_an_outage_is_called_one_and_takes_its_children_along() -> None:
    facts = wednesday()
    conversions = facts.days.conversions.copy()
    conversions[:, column(date(2026, 9, 10)) :] = 0
    found = found_in(replace(facts, days=replace(facts.days, conversions=conversions)))
    told_of = {f.kind for f in found.findings}
    assert found.findings[0].kind is Kind.TRACKING_OUTAGE
    assert "tracking" in found.findings[0].sentence.en
    assert not told_of & {Kind.TRAFFIC_WITHOUT_CONVERSIONS, Kind.RATE_DOWN, Kind.COST_UP}


def test_one_campaign_that_stops_is_named() -> None:
    facts = quiet()
    micros = facts.days.money["EUR"].copy()
    micros[2, -5:] = 0
    found = of_kind(replace(facts, days=replace(facts.days, money={"EUR": micros})), Kind.SPEND_STOPPED)
    assert [entity.name for entity in found.entities] == ["Search"]
    assert found.since == facts.today - timedelta(days=5)
    assert float(found.eur or 0) == pytest.approx(100.0)


def test_an_account_or_everything_that_stops_is_one_story_however_little_each_campaign_spent() -> None:
    """Of 100 a day, Club's 10 are too little to be told alone: 30 in three days."""
    facts = quiet()
    micros = facts.days.money["EUR"].copy()
    micros[:, -3:] = 0
    whole = of_kind(replace(facts, days=replace(facts.days, money={"EUR": micros})), Kind.SPEND_STOPPED)
    assert whole.sentence.en.startswith("No campaign has spent anything since")
    assert float(whole.eur or 0) == pytest.approx(300.0)
    assert {entity.name for entity in whole.entities} == {"Video", "Guide", "Search", "Club"}
    micros = facts.days.money["EUR"].copy()
    micros[[0, 1, 3], -3:] = 0
    meta = of_kind(replace(facts, days=replace(facts.days, money={"EUR": micros})), Kind.SPEND_STOPPED)
    assert meta.sentence.en.startswith("No campaign of Meta Ads (main) has spent anything since")
    assert float(meta.eur or 0) == pytest.approx(240.0)


def test_a_campaign_that_goes_on_under_a_new_name_has_not_stopped() -> None:
    lines = [
        Campaign("Video", "reach", spend=45.0, clicks=90.0, conversions=1.0),
        Campaign("Search", "convert", "paid_search", spend=np.where(np.arange(DAYS) < DAYS - 5, 20.0, 0.0)),
        Campaign("Search 2", "convert", "paid_search", spend=np.where(np.arange(DAYS) < DAYS - 5, 0.0, 18.0)),
    ]
    facts = make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES)
    assert Kind.SPEND_STOPPED not in kinds(facts)
    assert "“Search” has stopped, and “Search 2” began in its place" in why_not(facts, Kind.SPEND_STOPPED)


def test_days_that_no_file_covers_are_not_silence() -> None:
    facts = quiet()
    micros = facts.days.money["EUR"].copy()
    micros[2, -5:] = 0
    covered = facts.covered.copy()
    covered[0, -5:] = False  # google_ads
    accounts = (replace(facts.accounts[0], last=facts.today - timedelta(days=6)), facts.accounts[1])
    shown = kinds(replace(facts, days=replace(facts.days, money={"EUR": micros}), covered=covered, accounts=accounts))
    assert Kind.SPEND_STOPPED not in shown
    assert Kind.STALE_DATA in shown


def test_a_day_unlike_the_weeks_before_is_an_anomaly_unless_it_is_known() -> None:
    facts = quiet()
    clicks = facts.days.clicks.copy()
    clicks[0, -3] *= 8
    odd = replace(facts, days=replace(facts.days, clicks=clicks))
    found = of_kind(odd, Kind.ANOMALY)
    assert found.direction == "up"
    assert [entity.name for entity in found.entities] == ["Video"]
    day = facts.today - timedelta(days=3)
    known = replace(odd, notes=(Marked(Period(day, day), "campaign", "Fair"),))
    assert Kind.ANOMALY not in kinds(known)


def test_what_is_odd_at_the_same_time_is_said_once() -> None:
    """Money and visits of every channel at once: the visits, not each channel's visits too."""
    facts = quiet()
    clicks, micros = facts.days.clicks.copy(), facts.days.money["EUR"].copy()
    clicks[:, -3] *= 8
    micros[:, -3] *= 8
    odd = replace(facts, days=replace(facts.days, clicks=clicks, money={"EUR": micros}))
    assert of_kind(odd, Kind.ANOMALY).sentence.en.endswith("At the same time: visits.")


def test_why_a_client_without_a_board_has_no_cards_to_tell_of_names_no_command() -> None:
    for kind in (Kind.REVIEW_WAITING, Kind.CARD_STUCK):
        assert why_not(quiet(), kind) == "The client has no board yet: bring one in on the Board page."


def test_one_campaign_that_lifts_them_all_is_one_story() -> None:
    """The guide's rate doubles: all together rise by it alone, and the guide is what is told."""
    facts = quiet()
    conversions = facts.days.conversions.copy()
    conversions[1, -28:] *= 2.5
    better = replace(facts, days=replace(facts.days, conversions=conversions))
    (found,) = [one for one in told(better) if one.kind is Kind.RATE_UP]
    assert [entity.name for entity in found.entities] == ["Guide"]
    assert "The same story as" in why_not(better, Kind.RATE_UP)


def test_money_without_a_stage_may_be_the_missing_stages() -> None:
    """Club's 10 % has no stage; Engage was agreed to have 10 % and nothing is known of it."""
    facts = quiet()
    moved = dict(facts.stage_money)
    moved["unmapped"], moved["engage"] = moved["engage"], moved["unmapped"]
    unplaced = replace(facts, stage_money=moved, stage_days={key: spent > 0 for key, spent in moved.items()})
    assert Kind.STAGE_MISSING not in kinds(unplaced)
    assert "has no stage yet, and Engage may be in it" in why_not(unplaced, Kind.STAGE_MISSING)


def test_silence_is_heard_where_no_money_is_known_at_all() -> None:
    """Every 20 days three times, then nothing for 74."""
    today = FIRST + timedelta(days=DAYS)
    days = [today - timedelta(days=74 + 20 * n) for n in range(4)]
    pieces = [Content(n, f"Piece {n}", "convert", "", day, "", "", None, "") for n, day in enumerate(days)]
    bare = replace(make([], first=FIRST, days=DAYS), content=tuple(pieces))
    found = of_kind(bare, Kind.CONTENT_GAP)
    assert (found.stage, found.eur) == ("convert", None)
    assert found.sentence.en == "Nothing new has been published for Convert in 74 days (usually about every 20 days)."
    late = replace(bare, content=tuple(replace(one, live_from=one.live_from + timedelta(days=15)) for one in pieces))
    assert Kind.CONTENT_GAP not in kinds(late)


def test_fewer_conversions_from_more_visits_are_said_as_fewer() -> None:
    """303 × .8 = 242, after 266."""
    facts = wednesday()
    conversions = facts.days.conversions.copy()
    conversions[:, column(MONTHLIES[3]) :] *= 0.8
    worse = replace(facts, days=replace(facts.days, conversions=conversions))
    found = of_kind(worse, Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    assert "and 24 fewer came than before." in found.sentence.en
    assert "mutta niitä tuli 24 vähemmän kuin ennen." in found.sentence.fi


def test_a_client_of_three_days_says_why_it_is_silent() -> None:
    facts = make([Campaign("New", spend=50.0, clicks=100.0, conversions=2.0)], first=date(2026, 9, 28), days=3)
    found = found_in(facts)
    assert found.findings == ()
    assert "Too early" in why_not(facts, Kind.RATE_UP) or "no earlier sprint" in why_not(facts, Kind.RATE_UP).lower()


def test_new_years_day_looks_at_december() -> None:
    first = date(2026, 9, 1)
    days = (date(2027, 1, 1) - first).days
    facts = make([Campaign("A", spend=50.0, clicks=100.0, conversions=2.0)], first=first, days=days)
    assert facts.reviewed == Period(date(2026, 12, 1), date(2026, 12, 31))
    assert told(facts) == []


def test_money_in_two_currencies_is_said_and_never_added() -> None:
    facts = quiet()
    micros = facts.days.money["EUR"].copy()
    dollars = np.zeros_like(micros)
    dollars[2] = micros[2]
    micros[2] = 0
    mixed = replace(facts, days=replace(facts.days, money={"EUR": micros, "USD": dollars}))
    assert "several currencies" in why_not(mixed, Kind.STAGE_OVER)
    assert "several currencies" in why_not(mixed, Kind.COST_UP)


def test_a_finding_that_stands_says_its_week_and_does_not_flap() -> None:
    """Reach is over its limit for a sprint, then a little under it: it stays open, because half of the limit closes
    it. A stage that was never over the limit is not told for being near it."""
    facts = quiet()
    reach = facts.stage_money["reach"].copy()
    reach[column(MONTHLIES[4]) :] = 63_000_000  # 53 % where 45 % was agreed: three quarters of the limit
    near = replace(facts, stage_money={**facts.stage_money, "reach": reach})
    assert Kind.STAGE_OVER not in kinds(near)
    reach = reach.copy()
    reach[column(MONTHLIES[3]) : column(MONTHLIES[4])] = 80_000_000
    found = of_kind(replace(facts, stage_money={**facts.stage_money, "reach": reach}), Kind.STAGE_OVER)
    assert found.key == "stage_over/reach"
    assert found.weeks >= 4


def test_the_same_facts_give_the_same_answer() -> None:
    assert found_in(wednesday()) == found_in(wednesday())


def rates(**times: float) -> Facts:
    """Four campaigns whose conversion rate changes on 27 August, each by its own factor."""
    lines = [
        Campaign(name, stage, clicks=spread(9000, 9000), conversions=spread(c, c * times.get(name, 1.0)), spend=100.0)
        for name, stage, c in (("A", "reach", 150), ("B", "act", 300), ("C", "convert", 400), ("D", "engage", 200))
    ]
    return make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES)


def changes(facts: Facts) -> list[tuple[Kind, list[str]]]:
    on = {Kind.RATE_UP, Kind.RATE_DOWN, Kind.COST_UP, Kind.COST_DOWN}
    return [(f.kind, [e.name for e in f.entities]) for f in told(facts) if f.kind in on]


def test_a_campaign_that_does_better_is_good_news_and_its_total_no_second_story() -> None:
    found = changes(rates(C=2.0))
    assert [names for _, names in found] == [["C"]]
    assert all(f.good for f in told(rates(C=2.0)) if f.entities and f.entities[0].name == "C")


def test_three_campaigns_that_fall_at_once_are_one_story_of_all() -> None:
    assert [names for _, names in changes(rates(A=0.6, B=0.6, C=0.6, D=0.6))] == [[]]


def test_clicks_that_cost_more_are_told_of_their_channel() -> None:
    dear = spread(2800, 5600)
    lines = [
        Campaign("Search", "convert", "paid_search", "google_ads", spend=dear, clicks=100.0, conversions=4.0),
        Campaign("Video", "reach", spend=60.0, clicks=200.0, conversions=2.0),
    ]
    found = [f for f in told(make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES)) if f.kind is Kind.COST_UP]
    assert len(found) == 1
    assert found[0].channel == "paid_search"


def test_a_move_to_try_within_one_stage_and_never_to_the_brand() -> None:
    lines = [
        Campaign("Generic", "convert", "paid_search", "google_ads", clicks=60.0, conversions=2.0, spend=90.0),
        Campaign("Competitors", "convert", "paid_search", "google_ads", clicks=40.0, conversions=2.0, spend=30.0),
        Campaign("Brand", "convert", "paid_search", "google_ads", clicks=40.0, conversions=8.0, spend=10.0),
        Campaign("Video", "reach", clicks=90.0, conversions=1.0, spend=200.0),
    ]
    found = of_kind(make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES), Kind.TEST_MOVE)
    assert [entity.name for entity in found.entities] == ["Generic", "Competitors"]
    assert "costs 3.0 times" in found.sentence.en
    assert "cannot tell what the next euro brings" in (found.evidence.note or Sentence("", "")).en


def carts(*shares: float) -> dict[str, tuple[CartWeek, ...]]:
    monday = date(2026, 7, 27)
    weeks = [CartWeek(monday + timedelta(weeks=n), 400.0, 400.0 * (1 - share)) for n, share in enumerate(shares)]
    return {"ga4": tuple(weeks)}


def test_carts_left_behind_more_and_more() -> None:
    growing = (0.55, 0.57, 0.60, 0.62, 0.66, 0.68, 0.71, 0.74, 0.76, 0.78)
    assert of_kind(quiet(carts=carts(*growing)), Kind.CARTS_ABANDONED_UP).channel == "ga4"
    assert Kind.CARTS_ABANDONED_UP not in kinds(quiet(carts=carts(*[0.7] * 10)))
    assert "8 full weeks" in why_not(quiet(carts=carts(*growing[:6])), Kind.CARTS_ABANDONED_UP)


def test_holidays_and_the_clients_own_days_are_said_beside_what_the_days_show() -> None:
    fair = Marked(Period(date(2026, 9, 10), date(2026, 9, 11)), "campaign", "Fair in Tampere")
    found = of_kind(wednesday(notes=(fair,)), Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    assert any("“Fair in Tampere” 10–11" in caveat.en for caveat in found.caveats)


def test_another_thing_counted_as_a_conversion_breaks_the_comparison_and_is_said() -> None:
    facts = wednesday()
    old, new = (np.full(DAYS, 10.0) for _ in range(2))
    old[column(MONTHLIES[3]) :] = 0
    new[: column(MONTHLIES[3])] = 0
    both = {"meta_ads": {"leads": old, "purchases": new}}
    changed = replace(facts, results={("meta_ads", "main"): both["meta_ads"]})
    assert Kind.TRAFFIC_WITHOUT_CONVERSIONS not in kinds(changed)
    assert "What is counted as a conversion changed" in why_not(changed, Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    kept = replace(facts, results={("meta_ads", "main"): {"leads": np.full(DAYS, 10.0)}})
    assert Kind.TRAFFIC_WITHOUT_CONVERSIONS in kinds(kept)


def test_an_account_whose_history_begins_later_is_left_out_and_not_called_new_traffic() -> None:
    """Only the files begin with the sprint: its campaigns are no lookalikes that were started then."""
    facts = wednesday()
    late = [replace(line, account=1) if "Lookalike" in line.name else line for line in facts.lines]
    accounts = (*facts.accounts, replace(facts.accounts[0], source="linkedin_ads", first=MONTHLIES[3]))
    covered = np.ones((2, DAYS), np.bool_)
    covered[1, : column(MONTHLIES[3])] = False
    split = replace(facts, lines=tuple(late), accounts=accounts, covered=covered)
    assert Kind.TRAFFIC_WITHOUT_CONVERSIONS not in kinds(split)


def test_a_young_day_without_conversions_is_late_and_two_newest_ones_are_an_outage() -> None:
    """At 40 a day, 30 % and 37 % of which a slow client would have by now: one empty day tells nothing, two do."""
    facts = quiet()
    conversions = facts.days.conversions * 5
    one = conversions.copy()
    one[:, -2] = 0
    assert Kind.TRACKING_OUTAGE not in kinds(replace(facts, days=replace(facts.days, conversions=one)))
    newest = conversions.copy()
    newest[:, -1] = 0
    assert Kind.TRACKING_OUTAGE not in kinds(replace(facts, days=replace(facts.days, conversions=newest)))
    two = conversions.copy()
    two[:, -2:] = 0
    assert Kind.TRACKING_OUTAGE in kinds(replace(facts, days=replace(facts.days, conversions=two)))
