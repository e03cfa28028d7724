"""What is known, unknown or explained otherwise: rules that keep a scene from being told as what it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from core.findings.facts import Facts, Marked
from core.findings.finding import Kind
from core.findings.rules import found_in
from core.model import Period
from tests.core.findings.making import Campaign, kinds, make, of_kind, told, why_not
from tests.core.findings.test_rules import DAYS, FIRST, MONTHLIES, column, quiet, rates, spread, wednesday


def test_a_result_that_is_replaced_in_the_middle_of_a_sprint_breaks_the_comparison_too() -> None:
    facts = wednesday()
    old, new = (np.full(DAYS, 10.0) for _ in range(2))
    middle = column(MONTHLIES[3]) + 12
    old[middle:], new[:middle] = 0, 0
    changed = replace(facts, results={("meta_ads", "main"): {"leads": old, "registrations": new}})
    assert "What is counted as a conversion changed" in why_not(changed, Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    beside = {("meta_ads", "main"): {"leads": np.full(DAYS, 10.0), "registrations": new}}
    assert Kind.TRAFFIC_WITHOUT_CONVERSIONS in kinds(replace(facts, results=beside))  # a platform's new campaign
    whole = replace(facts, results=beside, analytics=True)
    assert "What is counted as a conversion changed" in why_not(whole, Kind.TRAFFIC_WITHOUT_CONVERSIONS)


def test_a_stage_whose_accounts_data_are_behind_is_not_called_missing() -> None:
    facts = quiet()
    dark = np.array([[False] * (DAYS - 8) + [True] * 8] * len(facts.lines))
    dark[2] = False  # Google's files go on
    accounts = tuple(
        replace(a, last=facts.yesterday - timedelta(days=8)) if a.source == "meta_ads" else a for a in facts.accounts
    )
    covered = facts.covered.copy()
    covered[[a.source for a in accounts].index("meta_ads"), -8:] = False
    days = replace(facts.days, money={"EUR": np.where(dark, 0, facts.days.money["EUR"])})
    stages = {
        key: np.concatenate([money[:-8], np.zeros(8, np.int64)]) if key != "convert" else money
        for key, money in facts.stage_money.items()
    }
    behind = replace(
        facts,
        accounts=accounts,
        covered=covered,
        days=days,
        stage_money=stages,
        stage_days={key: money > 0 for key, money in stages.items()},
    )
    found = found_in(behind)
    assert {f.kind for f in found.findings} == {Kind.STALE_DATA}
    assert "The data of “main” are behind, and the money of Engage may be there." in why_not(behind, Kind.STAGE_MISSING)


def test_an_outage_that_is_over_is_said_while_its_days_are_left_out() -> None:
    """Three weeks ago, and so in the newest sprint whose conversions are mature."""
    facts = quiet()
    conversions = facts.days.conversions * 10
    conversions[:, column(date(2026, 9, 4)) : column(date(2026, 9, 8))] = 0
    over = replace(facts, days=replace(facts.days, conversions=conversions))
    assert kinds(over) == set()
    assert "4–7" in why_not(over, Kind.TRACKING_OUTAGE)
    assert "left out of the comparisons" in why_not(over, Kind.TRACKING_OUTAGE)


def test_an_outage_of_one_source_makes_no_fall_of_its_campaigns() -> None:
    facts = quiet()
    conversions = facts.days.conversions * 10
    conversions[2, column(date(2026, 9, 3)) : column(date(2026, 9, 11))] = 0  # Search is all of Google
    dark = replace(facts, days=replace(facts.days, conversions=conversions))
    assert kinds(dark) == set()
    assert "3–10" in why_not(dark, Kind.TRACKING_OUTAGE)


@pytest.mark.parametrize(("kind", "spend"), [(Kind.RATE_DOWN, 4.0), (Kind.COST_UP, 40.0)])
def test_new_visits_that_take_all_down_are_named_and_not_the_site(kind: Kind, spend: float) -> None:
    """A seventh more visits without conversions: too few to ask the ledger's question, and no campaign does worse."""
    lines = [
        Campaign("Video", "reach", spend=45.0, clicks=200.0, conversions=2.0),
        Campaign("Guide", "act", spend=25.0, clicks=200.0, conversions=12.0),
        Campaign("Search", "convert", spend=40.0, clicks=200.0, conversions=20.0),
        Campaign("Lookalike", "reach", spend=spread(0, 28 * spend), clicks=spread(0, 28 * 84.0)),
    ]
    found = of_kind(make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES), kind)
    assert [entity.name for entity in found.entities] == ["Lookalike"]
    assert "All of the shortfall lies in “Lookalike”" in found.sentence.en
    assert "Lower the budget of “Lookalike”" in found.lever.en
    assert "site" not in found.lever.en


def test_why_no_shortfall_is_told_is_said_as_it_is() -> None:
    falls = rates(Video=0.4, Guide=0.4, Search=0.4, Club=0.4)
    assert "not a clear growth" in why_not(falls, Kind.TRAFFIC_WITHOUT_CONVERSIONS)


def silent(facts: Facts, row: int, days: int) -> Facts:
    micros = facts.days.money["EUR"].copy()
    micros[row, -days:] = 0
    return replace(facts, days=replace(facts.days, money={"EUR": micros}))


def test_what_spends_every_day_is_missed_on_the_first_day_without() -> None:
    """Video's 90 clicks a day do not fail by chance; a day of six may."""
    few = quiet()
    clicks = few.days.clicks.copy()
    clicks[3] = 6.0
    assert Kind.SPEND_STOPPED not in kinds(silent(replace(few, days=replace(few.days, clicks=clicks)), 3, 1))
    one = of_kind(silent(quiet(), 0, 1), Kind.SPEND_STOPPED)
    assert ([entity.name for entity in one.entities], float(one.eur or 0)) == (["Video"], pytest.approx(45.0))
    everything = quiet()
    micros = everything.days.money["EUR"].copy()
    micros[:, -1] = 0  # perhaps the files were made too early
    assert Kind.SPEND_STOPPED not in kinds(replace(everything, days=replace(everything.days, money={"EUR": micros})))


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Search on tauolla syyskuun loppuun", False),
        ("Paused until the new page is up, agreed with the client", False),
        ("Video paused", True),
        ("New landing page", True),
    ],
)
def test_a_pause_that_a_note_speaks_of_is_known(text: str, is_told: bool) -> None:
    facts = silent(quiet(), 2, 5)
    since = facts.today - timedelta(days=5)
    noted = replace(facts, notes=(Marked(Period(since, since), "campaign", text),))
    assert (Kind.SPEND_STOPPED in kinds(noted)) is is_told
    assert not is_told or Kind.ANOMALY not in kinds(noted)
    if not is_told:
        assert f"“Search” does not spend, and a note says why: “{text}”" in why_not(noted, Kind.SPEND_STOPPED)


def test_the_days_between_christmas_and_new_year_are_known_to_be_odd() -> None:
    first = date(2026, 7, 6)
    days = (date(2026, 12, 30) - first).days
    facts = make([Campaign("Search", "convert", spend=100.0, clicks=100.0)], first=first, days=days)
    clicks = facts.days.clicks.copy()
    clicks[:, -9:] = 40.0
    assert Kind.ANOMALY not in kinds(replace(facts, days=replace(facts.days, clicks=clicks)))
    earlier = facts.days.clicks.copy()
    earlier[:, -14:-9] = 40.0  # the week before Christmas Eve is like any other
    then = replace(facts, days=replace(facts.days, clicks=earlier)).at(date(2026, 12, 21))
    assert Kind.ANOMALY in kinds(then)


def seasonal(now: float, last_year: float, more: float = 1.0) -> Facts:
    """Two campaigns that convert so many times as well in the newest sprints, and did a year ago. Club, a small one,
    follows, and by chance so much more now and no more than a tenth a year ago."""
    first = FIRST - timedelta(days=364)
    days = DAYS + 364

    def level(then: float, since: float) -> np.ndarray:
        rise = np.ones(days)
        rise[column(MONTHLIES[3]) + 364 :] = since
        rise[column(MONTHLIES[3]) : column(MONTHLIES[4])] = then
        return rise

    rise = level(last_year, now)
    lines = [
        Campaign("Video", "reach", spend=45.0, clicks=200.0, conversions=8.0 * rise),
        Campaign("Search", "convert", "paid_search", "google_ads", spend=40.0, clicks=200.0, conversions=20.0 * rise),
        Campaign("Club", "engage", spend=30.0, clicks=40.0, conversions=0.9 * level(1.1, more)),
    ]
    months = [MONTHLIES[0] - timedelta(days=28 * back) for back in range(15, 0, -1)]
    return make(lines, first=first, days=days, monthlies=(*months, *MONTHLIES))


def test_a_rise_that_came_last_year_too_is_the_season() -> None:
    """The small one too: nothing clear is left beyond its own last year, and all of them follow the season."""
    facts = seasonal(1.4, 1.4, 1.8)
    assert kinds(facts) == set()
    assert "All campaigns together: +41\u00a0% now, +39\u00a0% at the same time" in why_not(facts, Kind.RATE_UP)


def test_a_rise_that_did_not_come_last_year_is_told_with_last_year_beside_it() -> None:
    (found,) = told(seasonal(1.4, 1.0))
    assert found.kind is Kind.COST_DOWN  # or the rate: which of the two tells it, the money at stake decides
    assert any("0\u00a0% at the same time last year" in caveat.en for caveat in found.caveats)


@pytest.mark.parametrize(("price", "is_told"), [(0.5, False), (0.35, True)])
def test_a_channels_price_that_moves_because_a_campaign_began_is_no_cheaper_click(price: float, is_told: bool) -> None:
    days = DAYS + 10  # three weeks into the newest sprint
    old = np.where(np.arange(days) < column(MONTHLIES[4]), 0.5, price)
    lines = [
        Campaign("Video", "reach", spend=200.0 * old, clicks=200.0),
        Campaign("Guide", "act", spend=200.0 * old, clicks=200.0),
        Campaign("Lookalike", "reach", spend=began(28 * 20.0, days), clicks=began(28 * 200.0, days)),
    ]
    facts = make(lines, first=FIRST, days=days, monthlies=MONTHLIES)
    assert (Kind.COST_DOWN in kinds(facts)) is is_told
    if not is_told:
        assert "because “Lookalike” began or ended" in why_not(facts, Kind.COST_DOWN)


def began(level: float, days: int) -> np.ndarray:
    return spread(0, level, split=MONTHLIES[4], days=days)


def test_the_money_of_an_open_sprint_speaks_of_no_day_to_come() -> None:
    assert of_kind(wednesday(), Kind.STAGE_OVER).period == Period(MONTHLIES[4], date(2026, 10, 5))


def test_an_account_that_changes_its_currency_raises_no_alarm_and_has_not_stopped() -> None:
    """Meta's 80 a day become kronor: no less and no more is spent than was."""
    facts = quiet()
    meta = np.array([[line.account == 1] for line in facts.lines])
    assert facts.accounts[1].source == "meta_ads"
    since = np.arange(DAYS) >= DAYS - 6
    kept = np.where(meta & since, 0, facts.days.money["EUR"])
    other = np.where(meta & since, facts.days.money["EUR"] * 11, 0)
    for name in ("SEK", "CHF"):  # the newest currency is the last by its name
        changed = replace(facts, days=replace(facts.days, money={"EUR": kept, name: other}))
        assert kinds(changed) & {Kind.ANOMALY, Kind.SPEND_STOPPED} == set()


def test_a_client_without_any_conversion_is_not_said_to_count_them_well() -> None:
    facts = quiet()
    none = replace(facts, days=replace(facts.days, conversions=facts.days.conversions * 0))
    assert "No conversion has been counted" in why_not(none, Kind.TRACKING_OUTAGE)


def test_a_result_replaced_two_sprints_ago_leaves_the_sprints_before_it_out() -> None:
    """Twice as much is counted from the middle of July on: the newest sprint has only its own kind to compare with."""
    lines = [
        Campaign("Search", "convert", "paid_search", "google_ads", spend=40.0, clicks=200.0, conversions=20.0),
        Campaign("Guide", "act", spend=25.0, clicks=200.0, conversions=np.where(np.arange(DAYS) < 100, 9.0, 20.0)),
    ]
    facts = make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES)
    assert kinds(facts) & {Kind.RATE_UP, Kind.COST_DOWN}
    old, new = (np.full(DAYS, 10.0) for _ in range(2))
    old[100:], new[:100] = 0, 0
    replaced = replace(facts, results={("meta_ads", "main"): {"leads": old, "registrations": new}})
    assert kinds(replaced) == set()
    old[:], new[:] = 10.0, 0.0
    old[column(date(2026, 9, 6)) :], new[column(date(2026, 9, 6)) :] = 0.0, 10.0
    newest = replace(facts, results={("meta_ads", "main"): {"leads": old, "registrations": new}})
    for kind in (Kind.RATE_UP, Kind.COST_DOWN):
        assert "Compared without “main”: what it counts as a conversion changed" in why_not(newest, kind)


def test_money_that_does_better_beside_it_is_said_before_that_a_campaign_does_better_than_it_did() -> None:
    lines = [
        Campaign("A", "convert", "paid_search", spend=300.0, clicks=200.0, conversions=spread(28 * 3.0, 28 * 4.5)),
        Campaign("B", "convert", "paid_search", spend=60.0, clicks=200.0, conversions=4.0),
    ]
    facts = make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES)
    assert kinds(facts) == {Kind.TEST_MOVE}
    assert "The same story" in why_not(facts, Kind.COST_DOWN)


def test_a_quiet_holiday_with_few_conversions_is_no_outage() -> None:
    """Of 11 a day 6 could come of the visits of a day at 55 %: one is few of them, and not a collapse."""
    facts = quiet()
    conversions, clicks = facts.days.conversions * 11 / 9, facts.days.clicks.copy()
    conversions[:, -12] /= 11
    broken = replace(facts, days=replace(facts.days, conversions=conversions))
    assert Kind.TRACKING_OUTAGE in kinds(broken)
    clicks[:, -12] *= 0.55
    assert Kind.TRACKING_OUTAGE not in kinds(replace(broken, days=replace(broken.days, clicks=clicks)))


def test_names_are_quoted_as_each_language_does() -> None:
    lines = [
        Campaign("A", "convert", "paid_search", spend=300.0, clicks=200.0, conversions=4.0),
        Campaign("B", "convert", "paid_search", spend=60.0, clicks=200.0, conversions=4.0),
    ]
    found = of_kind(make(lines, first=FIRST, days=DAYS, monthlies=MONTHLIES), Kind.TEST_MOVE)
    assert "from “A” to “B”" in found.sentence.en
    assert "kampanjasta ”A” kampanjaan ”B”" in found.sentence.fi
