"""Rates of small contents, drawn together."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.change import Rate
from core.measure.shrink import Shrunk, shrunk_rates
from core.model import Sentence
from tests.core.measure.published import expected, needs_oracles

# Hits of 18 players in their first 45 at bats of 1970 (Efron & Morris 1977).
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]


def ranked(rates: list[tuple[str, Rate]]) -> list[Shrunk]:
    found = shrunk_rates(rates)
    assert isinstance(found, list), str(found)
    return found


def test_batting_averages() -> None:
    """A fifth of each difference is believed: Clemente's .400 becomes .294."""
    found = ranked([(f"{n:02}", Rate(hits, 45)) for n, hits in enumerate(HITS)])
    assert found[0].key == "00"
    assert (found[0].believed, found[0].shrunk) == pytest.approx((0.212, 0.294), abs=5e-4)
    assert sum(one.shrunk for one in found) / 18 == pytest.approx(sum(HITS) / 18 / 45)


def test_much_traffic_is_believed_and_little_is_not() -> None:
    """4 of 40 is no proof against 900 of 10,000."""
    contents = [
        ("large", Rate(900, 10_000)),
        ("small", Rate(4, 40)),
        ("poor", Rate(100, 10_000)),
        ("plain", Rate(300, 10_000)),
    ]
    found = {one.key: one for one in ranked(contents)}
    assert found["large"].believed > 0.9 > found["small"].believed
    assert list(found)[0] == "large"
    assert found["large"].shrunk == pytest.approx(0.09, abs=0.001)
    assert found["small"].at_least < found["small"].shrunk < 0.1


def test_what_chance_explains_is_not_a_difference() -> None:
    found = ranked([(str(n), Rate(10, 100)) for n in range(5)])
    assert {(one.shrunk, one.at_least, one.believed) for one in found} == {(0.1, 0.1, 0.0)}
    nothing = ranked([(str(n), Rate(0, 100)) for n in range(5)])
    assert nothing[0].shrunk == 0.0


def test_few_contents_or_visits_are_not_ranked() -> None:
    found = shrunk_rates([("a", Rate(3, 30)), ("b", Rate(3, 29)), ("c", Rate(40, 30)), ("d", Rate(5, 50))])
    assert isinstance(found, Sentence)
    assert "there are 2" in found.en


@needs_oracles
def test_published_shrinkage() -> None:
    best = ranked([(f"{n:02}", Rate(hits, 45)) for n, hits in enumerate(HITS)])[0]
    assert [round(best.believed, 3), round(best.shrunk, 3)] == expected("james_stein")


RATES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 3000)).map(lambda t: Rate(t[0], t[0] + t[1] + 30)),
    min_size=4,
    max_size=10,
)


@given(RATES)
def test_every_rate_is_drawn_towards_the_common_level(rates: list[Rate]) -> None:
    level = sum(rate.events for rate in rates) / sum(rate.trials for rate in rates)
    for one in ranked([(str(n), rate) for n, rate in enumerate(rates)]):
        raw = one.rate.events / one.rate.trials
        assert min(raw, level) - 1e-9 <= one.shrunk <= max(raw, level) + 1e-9
        assert 0 <= one.believed <= 1


@given(RATES, st.randoms(use_true_random=False))
def test_the_order_of_contents_does_not_matter(rates: list[Rate], shuffle: random.Random) -> None:
    contents = [(str(n), rate) for n, rate in enumerate(rates)]
    shuffled = list(contents)
    shuffle.shuffle(shuffled)
    there, back = ranked(contents), ranked(shuffled)
    assert {one.key: one.shrunk for one in there} == pytest.approx({one.key: one.shrunk for one in back})
