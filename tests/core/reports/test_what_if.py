"""What if money moved: what is known is said, what is not known is said as plainly, and thin data is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from core.findings.facts import Facts
from core.measure.checks import Check, CheckKind, State
from core.model import Sentence
from core.reports.what_if import Pot, WhatIf, pots, what_if
from core.store.audiences import Audience
from tests.core.findings.making import Campaign, make

FIRST, DAYS = date(2026, 5, 4), 112
MIX = {"reach": "0.4", "act": "0.3", "convert": "0.2", "engage": "0.1"}


def facts() -> Facts:
    """Reach takes 100 of 150 a day. Remarketing rests now and once carried 30 a day."""
    resting = np.concatenate([np.full(56, 30.0), np.zeros(56)])
    return make(
        [
            Campaign("Lookalike", "reach", spend=100.0, clicks=100.0, conversions=0.2),
            Campaign("Guide", "act", spend=10.0, clicks=20.0, conversions=4.0),
            Campaign("Demand", "act", spend=20.0, clicks=40.0, conversions=1.0),
            Campaign("Brand", "convert", spend=20.0, clicks=20.0, conversions=3.0),
            Campaign("Remarketing", "convert", spend=resting, clicks=5.0, conversions=0.1),
        ],
        first=FIRST,
        days=DAYS,
        target=MIX,
    )


def pot(known: Facts, name: str) -> Pot:
    return next(one for one in pots(known) if one.name.en == name)


def asked(source: str, target: str, amount: int, *audiences: Audience) -> WhatIf:
    known = facts()
    return what_if(known, pot(known, source), pot(known, target), Decimal(amount), audiences)


def said(found: WhatIf) -> tuple[str, str]:
    return " ".join(s.en for s in found.known), " ".join(s.en for s in found.unknown)


def test_stages_come_first_and_carry_their_campaigns() -> None:
    known = facts()
    assert [one.name.en for one in pots(known)][:3] == ["Reach", "Act", "Convert"]
    assert (pot(known, "Act").latest, pot(known, "Act").conversions) == (840, 140)
    rest = pot(known, "Remarketing")
    assert (rest.latest, rest.most) == (0, 840)


def test_between_stages_the_mix_and_what_it_has_carried_speak_and_the_last_click_does_not() -> None:
    """Of 4 200 in 28 days 2 800/840/560/0 lie where 40/30/20/10 % were agreed: ½ (.267 + .1 + .067 + .1) = 27 %. With
    560 more in Convert ½ (.133 + .1 + .067 + .1) = 20 %."""
    known, unknown = said(asked("Reach", "Convert", 560))
    assert "560\u00a0€ is 20\u00a0% of it" in known
    assert "27\u00a0% lies in another stage than agreed; after the move it would be 20\u00a0%" in known
    assert "has carried as much before" in known
    assert "cannot be compared by the price of a conversion" in unknown
    assert "cannot tell what the next euro brings" in unknown
    assert "times in 10" not in known


def test_more_than_it_has_ever_carried_is_untried() -> None:
    known, _ = said(asked("Lookalike", "Remarketing", 1_200))
    assert "The most it has ever carried is 840\u00a0€: how it behaves there is untried" in known


def test_within_a_stage_the_same_conversion_has_a_price_and_a_chance() -> None:
    """20 a conversion in Demand, 2.50 in Guide: eight times cheaper."""
    known, _ = said(asked("Demand", "Guide", 100))
    assert "costs 8.0 times as much in Demand as in Guide" in known
    assert "9 times in 10" in known


def test_thin_data_is_refused_in_words() -> None:
    known, unknown = said(asked("Lookalike", "Remarketing", 300))
    assert "Lookalike brought 6 conversions in 28 mature days: too few" in unknown
    assert "conversions cost" not in known


def test_the_pool_is_told_or_missed() -> None:
    day = date(2026, 8, 20)
    large = Audience("Meta", "Several pages", 4_000, day, "", "")
    small = Audience("Google", "Cart", 300, day, "", "")
    old = Audience("Meta", "Old", 9_000, date(2026, 3, 1), "", "")
    known, unknown = said(asked("Reach", "Convert", 100, large, small, old))
    assert "The audience Several pages holds 4,000 people (read on 20\u00a0Aug)." in known
    assert "Cart holds 300 people (read on 20\u00a0Aug). That is too few" in known
    assert "Old" not in known
    assert "no size has been written down" not in unknown
    assert "no size has been written down" in said(asked("Reach", "Convert", 100, old))[1]
    assert "no size" not in said(asked("Reach", "Act", 100))[1]


def test_broken_tracking_says_nothing_of_conversions_and_asks_for_the_mend_first() -> None:
    def told(state: State) -> tuple[str, str]:
        check = Check(CheckKind.OUTAGE, state, Sentence("", ""), ("conversions",), "", None, "", automatic=True)
        known = replace(facts(), checks=(check,))
        return said(what_if(known, pot(known, "Demand"), pot(known, "Guide"), Decimal(100), []))

    known, unknown = told(State.BROKEN)
    assert "conversions cost" not in known
    assert "times in 10" not in known
    assert unknown.startswith("What the money brings: a check behind the conversions is broken.")
    known, unknown = told(State.NOT_CHECKED)
    assert "times in 10" in known
    assert unknown.startswith("Nobody has checked the tracking")
    assert "checked the tracking" not in told(State.OK)[1]


def test_what_cannot_be_moved_is_refused_whole() -> None:
    for found in (asked("Reach", "Convert", 99_999), asked("Reach", "Lookalike", 100), asked("Reach", "Convert", 0)):
        assert found.refused is not None
        assert said(found) == ("", "")
