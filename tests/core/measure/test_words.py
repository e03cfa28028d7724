"""Changes in words, beside last year's, and among many."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.change import Change, Count, Rate, count_change, rate_change
from core.measure.dispersion import Dispersion
from core.measure.labels import WORDS, Label
from core.measure.multiplicity import adjusted, told
from core.measure.season import NO_LAST_YEAR, Season, season, season_sentence, without_season
from core.measure.series import Daily
from core.measure.words import size, verdict
from core.model import Period, Sentence
from tests.core.measure.published import expected, needs_oracles

NBSP = "\u00a0"
CHANCE = Dispersion(1.0, None)
# Fifteen comparisons of a heart attack trial (Benjamini & Hochberg 1995, section 3.2).
TRIAL = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]


def changed(before: float, after: float, dispersion: Dispersion = CHANCE) -> Change:
    found = count_change(Count(before, 28), Count(after, 28), dispersion)
    assert isinstance(found, Change)
    return found


# --------------------------------------------------------------------------------------------------------------- words


def test_a_change_that_shows_is_called_by_its_label() -> None:
    guide = rate_change(Rate(135, 4500), Rate(66, 1650), CHANCE)
    assert isinstance(guide, Change)
    assert verdict(guide) == Sentence("likely up", "todennäköisesti ylös")
    assert verdict(changed(1000, 1005)).en == "steady"


def test_beside_no_change_stands_what_would_have_shown() -> None:
    """At φ 1.2 and 100 on each side 29 %."""
    said = verdict(changed(100, 100, Dispersion(1.2, None)))
    assert said.en == f"no clear change (+29{NBSP}% or more would show)"
    assert said.fi == f"ei selvää muutosta (näkyisi, jos +29{NBSP}% tai enemmän)"


def test_every_label_has_its_words() -> None:
    assert set(WORDS) == set(Label)
    assert size(0.5, "fi") == f"\u221250{NBSP}%"


# -------------------------------------------------------------------------------------------------------------- season

START = date(2025, 1, 6)  # a Monday


def year_and_more(levels: list[float]) -> Daily:
    """One level per block of four weeks, from `START`."""
    return Daily(START, np.repeat(np.array(levels), 28))


def block(number: int) -> Period:
    first = START + timedelta(days=28 * number)
    return Period(first, first + timedelta(days=27))


def ask(levels: list[float], number: int) -> Season | Sentence:
    return season(
        year_and_more(levels),
        before=[block(number - 1)],
        after=block(number),
        history=[block(number - 1), block(number)],
    )


def test_a_rise_that_came_last_year_too_is_the_season() -> None:
    """Blocks 2 -> 3 and, 13 blocks (364 days) later, 15 -> 16: both half more."""
    levels = [20.0] * 3 + [30.0] + [20.0] * 12 + [30.0]
    found = ask(levels, 16)
    assert isinstance(found, Season)
    assert (found.now.ratio, found.last_year.ratio, found.beyond.ratio) == pytest.approx((1.5, 1.5, 1.0))
    assert season_sentence(found).fi == (
        f"Nyt +50{NBSP}%, viime vuonna samaan aikaan +50{NBSP}%: ei merkkiä muusta kuin vuodenajasta."
    )


def test_a_rise_without_one_last_year_is_more_than_the_season() -> None:
    found = ask([20.0] * 16 + [30.0], 16)
    assert isinstance(found, Season)
    assert found.beyond.label is Label.CLEARLY_UP
    assert season_sentence(found).en.endswith("against the season clearly up.")


def test_variances_add() -> None:
    now, then = changed(100, 150), changed(80, 90)
    both = without_season(now, then)
    assert both.se**2 == pytest.approx(now.se**2 + then.se**2)
    assert both.ratio == pytest.approx(1.5 / (90 / 80))


def test_without_thirteen_months_there_is_no_last_year() -> None:
    assert ask([20.0] * 13, 12) is NO_LAST_YEAR
    assert isinstance(ask([20.0] * 15, 14), Season)
    assert isinstance(ask([0.1] * 17, 16), Sentence)  # too few to compare at all


# -------------------------------------------------------------------------------------------------------------- many


def test_of_fifteen_comparisons_four_are_told() -> None:
    assert sum(told(TRIAL, 0.05)) == 4
    assert adjusted(TRIAL)[:4] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625])


def test_what_was_not_tested_is_neither_told_nor_counted() -> None:
    assert adjusted([None, 0.01, None, 0.04]) == [None, pytest.approx(0.02), None, pytest.approx(0.04)]
    assert told([None, 0.01]) == [False, True]
    assert adjusted([]) == []


@needs_oracles
def test_published_values() -> None:
    assert sum(told(TRIAL, 0.05)) == expected("bh_1995")
    assert adjusted(TRIAL)[:4] == expected("bh_adj")


PS = st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=40)


@given(PS, st.randoms(use_true_random=False))
def test_adjusting_keeps_the_order_and_never_makes_surer(ps: list[float | None], shuffle: random.Random) -> None:
    pairs = sorted((p, q) for p, q in zip(ps, adjusted(ps), strict=True) if p is not None and q is not None)
    assert all(p <= q <= 1 for p, q in pairs)
    assert [q for _, q in pairs] == sorted(q for _, q in pairs)
    shuffled = list(ps)
    shuffle.shuffle(shuffled)
    back = sorted((p, q) for p, q in zip(shuffled, adjusted(shuffled), strict=True) if p is not None and q is not None)
    assert back == pairs
