"""The scorecard: targets by their day, prorated to the days shown, against a fair share of the period before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from core.dates import DEMO_NOW
from core.findings.facts import Facts, Site
from core.measure.balance import Band
from core.measure.change import Change
from core.measure.labels import Label
from core.model import Period, Sentence
from core.plans import Direction, KpiTarget, Span
from core.reports.balance import balance
from core.reports.scorecard import Score, before, running, scorecard, span_period
from core.reports.sprint import sprint_card, sprint_report
from core.store import open_store
from core.store.clients import list_clients
from tests.core.findings.making import Campaign, make

FIRST, DAYS = date(2026, 5, 4), 112  # sixteen weeks; today is Monday 24 August
MONTHLIES = [FIRST + timedelta(days=28 * step) for step in range(5)]
SPRINT = Period(date(2026, 7, 27), date(2026, 8, 23))


def clicks(*per_sprint: float) -> np.ndarray:
    return np.repeat(per_sprint, 28)


def facts(**changed: object) -> Facts:
    """Four sprints of 28 even days: Reach 100 clicks a day, in the newest 150; Act 20 clicks and 2 conversions."""
    return make(
        [
            Campaign("Video", "reach", spend=10.0, clicks=clicks(100, 100, 100, 150)),
            Campaign("Guide", "act", spend=20.0, clicks=20.0, conversions=2.0, value=30.0),
        ],
        first=FIRST,
        days=DAYS,
        monthlies=MONTHLIES,
        **changed,
    )


def target(metric: str, direction: str, value: str, since: date = FIRST, **more: str) -> KpiTarget:
    return KpiTarget(
        target_id=hash((metric, value, since)) % 1000,
        metric=metric,
        stage=more.get("stage", ""),
        span=Span(more.get("span", "sprint")),
        direction=Direction(direction),
        value=Decimal(value),
        high=None,
        valid_from=since,
        basis="",
        set_by="",
    )


def only(known: Facts, *targets: KpiTarget, sprint: Period = SPRINT) -> Score:
    (one,) = scorecard(known, targets, sprint).scores
    return one


def test_a_closed_sprint_is_measured_whole() -> None:
    one = only(facts(), target("clicks", "reach", "4800"))
    assert (one.actual, one.shown, one.is_open) == (28 * 170, SPRINT, False)
    assert one.asked is not None
    assert (one.asked.value, one.asked.share) == (4800, 1.0)
    assert one.standing is Band.WATCH  # 4 760 of 4 800: nearly
    assert one.fair == 28 * 120
    assert isinstance(one.change, Change)
    assert one.change.label is Label.CLEARLY_UP


def test_conversions_count_only_mature_days_and_are_asked_for_only_those() -> None:
    """Nine days are still coming in: 19 of 28 even days are asked for 19/28 of the target."""
    one = only(facts(), target("conversions", "reach", "56"))
    assert one.shown == Period(SPRINT.start, date(2026, 8, 14))
    assert (one.actual, one.is_open) == (38, True)
    assert one.asked is not None
    assert float(one.asked.value) == pytest.approx(38)
    assert one.standing is Band.ON_TARGET


def test_an_open_sprint_is_asked_for_its_share_and_compared_with_a_fair_share() -> None:
    """On 10 August 14 of 28 days have passed."""
    known = facts().at(date(2026, 8, 10))
    one = only(known, target("clicks", "reach", "4200"))
    assert one.asked is not None
    assert (one.actual, float(one.asked.value), one.is_open) == (14 * 170, pytest.approx(2100), True)
    assert one.standing is Band.ON_TARGET
    assert one.fair == 14 * 120


def test_an_old_sprint_keeps_its_old_target() -> None:
    old, new = target("clicks", "reach", "3000"), target("clicks", "reach", "6000", since=date(2026, 8, 1))
    known = facts()
    assert only(known, old, new).target == new
    earlier = before(known, Span.SPRINT, SPRINT)
    assert earlier is not None
    one = only(known, old, new, sprint=earlier)
    assert (one.target, one.standing) == (old, Band.ON_TARGET)


def test_rates_are_sums_over_sums_and_never_prorated() -> None:
    """2 conversions over 170 clicks a day since the newest sprint began; the whole target on any day."""
    one = only(facts(), target("conversion_rate", "above", "0.012"))
    assert one.actual == Decimal(38) / (19 * 170)
    assert one.asked is not None
    assert one.asked.value == Decimal("0.012")
    assert one.fair == Decimal(56) / (28 * 120)
    price = only(facts(), target("cpa", "below", "15"))
    assert (price.actual, price.standing) == (Decimal(15), Band.ON_TARGET)


def test_a_number_can_be_narrowed_to_the_campaigns_of_a_stage() -> None:
    assert only(facts(), target("clicks", "reach", "560", stage="act")).actual == 560
    one = only(facts(), target("conversions", "reach", "10", stage="engage"))
    assert one.actual is None
    assert one.standing is None


def test_what_analytics_does_not_say_is_not_known_and_not_zero() -> None:
    nothing = only(facts(), target("engagement_rate", "above", "0.5"))
    assert (nothing.actual, nothing.standing) == (None, None)
    sessions, engaged = np.full(DAYS, 200.0), np.full(DAYS, 90.0)
    known = facts(site=Site(sessions, engaged, np.full(DAYS, np.nan)))
    one = only(known, target("engagement_rate", "above", "0.5"))
    assert (one.actual, one.standing) == (Decimal("0.45"), Band.WATCH)


def test_a_client_that_goes_by_analytics_has_its_outcomes_from_the_website() -> None:
    """The platform's own 2 a day do not count; the website's 5 of 250 visits do, at 30 a day of platform money."""
    platform = Campaign("Guide", "act", source="meta_ads", spend=30.0, clicks=100.0, conversions=0.0)
    site = Campaign("Website", "unmapped", source="ga4", clicks=250.0, conversions=5.0)
    known = make([site, platform], first=FIRST, days=DAYS, monthlies=MONTHLIES, analytics=True)
    accounts = tuple(replace(a, spends=a.source != "ga4", outcomes=a.source == "ga4") for a in known.accounts)
    known = replace(known, accounts=accounts)
    assert only(known, target("conversions", "reach", "10")).actual == 19 * 5
    assert only(known, target("conversion_rate", "above", "0.01")).actual == Decimal(5) / 250
    assert only(known, target("cpa", "below", "10")).actual == 6
    assert only(known, target("clicks", "reach", "10")).actual == 28 * 100
    assert only(known, target("conversions", "reach", "10", stage="act")).actual is None


def test_where_no_account_counts_conversions_there_are_none_to_show() -> None:
    known = facts()
    silent = replace(known, accounts=tuple(replace(a, outcomes=False) for a in known.accounts))
    assert only(silent, target("conversions", "reach", "10")).actual is None
    assert only(silent, target("clicks", "reach", "10")).actual == 28 * 170


def test_money_in_two_currencies_is_not_known() -> None:
    known = facts()
    money = {"EUR": known.days.money["EUR"], "USD": known.days.money["EUR"]}
    mixed = replace(known, days=replace(known.days, money=money))
    assert only(mixed, target("spend", "below", "900")).actual is None
    assert only(mixed, target("clicks", "reach", "900")).actual == 28 * 170


def test_months_and_quarters_are_those_in_which_the_sprint_ends() -> None:
    known = facts()
    assert span_period(known, Span.MONTH, SPRINT) == Period(date(2026, 8, 1), date(2026, 8, 31))
    assert span_period(known, Span.QUARTER, SPRINT) == Period(date(2026, 7, 1), date(2026, 9, 30))
    assert before(known, Span.QUARTER, Period(date(2026, 1, 1), date(2026, 3, 31))) == Period(
        date(2025, 10, 1), date(2025, 12, 31)
    )
    one = only(known, target("spend", "below", "930", span="month"))
    assert one.shown == Period(date(2026, 8, 1), date(2026, 8, 23))
    assert (one.actual, one.standing) == (23 * 30, Band.ON_TARGET)


def test_the_first_sprint_has_nothing_to_be_compared_with() -> None:
    known = facts()
    one = only(known, target("clicks", "reach", "100"), sprint=known.sprints[0].period)
    assert isinstance(one.change, Sentence)
    assert one.fair is None


def test_ten_numbers_at_most_by_stage_and_the_usual_ones_without_targets() -> None:
    many = [target("clicks", "reach", "1", stage=s) for s in ("", "reach", "act")]
    many += [target(m, "reach", "1") for m in ("spend", "impressions", "conversions", "value")]
    many += [target(m, "below", "1") for m in ("cpc", "ctr", "cpm", "cpa", "conversion_rate")]
    card = scorecard(facts(), many, SPRINT)
    assert (len(card.scores), card.left_out) == (10, 2)
    assert card.scores[0].metric.metric_id == "spend"
    homes = [one.home for one in card.scores]
    assert homes == sorted(homes, key=["", "reach", "act", "convert", "engage"].index)
    usual = scorecard(facts(), [], SPRINT).scores
    assert {one.metric.metric_id for one in usual} == {"spend", "clicks", "conversions", "conversion_rate", "cpa",
                                                       "value", "roas"}  # fmt: skip
    assert all(one.standing is None for one in usual)


def test_a_hole_in_an_accounts_files_is_no_zero() -> None:
    """Two weeks of the sprint before are missing: it cannot be compared with."""
    known = facts()
    covered = known.covered.copy()
    covered[0, 60:74] = False
    one = only(replace(known, covered=covered), target("clicks", "reach", "100"))
    assert isinstance(one.change, Sentence)
    assert one.fair is None


def test_the_running_sum_meets_the_target_line_at_its_end() -> None:
    known = facts()
    line = running(known, only(known, target("clicks", "reach", "4200")))
    assert line is not None
    assert line.actual[-1] == (SPRINT.end, 28 * 170.0)
    assert line.target[13] == (date(2026, 8, 9), pytest.approx(2100))
    assert line.target[-1] == (SPRINT.end, 4200.0)
    assert line.before[-1] == (SPRINT.end, pytest.approx(28 * 120))
    assert running(known, only(known, target("cpa", "below", "15"))) is None


def test_the_card_alone_says_what_the_whole_sprint_says(story: Path) -> None:
    """A client's page reads the numbers alone, which is a third of the work, and must say the same."""
    store = open_store(story)
    for client in list_clients(store.ops):
        asked = {"client_id": client.client_id, "as_of": DEMO_NOW}
        whole, alone = sprint_report(store, **asked), sprint_card(store, **asked)
        assert (whole is None) == (alone is None)
        if whole and alone:
            assert alone.facts.currency == whole.facts.currency
            assert repr(alone.card) == repr(whole.card)
            plain, drawn = (
                balance(
                    store, client_id=client.client_id, period=whole.sprint, as_of=whole.facts.today, history=history
                )
                for history in (False, True)
            )
            assert plain == replace(drawn, weeks=(), sprints=())
