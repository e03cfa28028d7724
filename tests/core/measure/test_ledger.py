"""The extra-traffic ledger, its reading, and the published decompositions beside it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.change import Change, Count, Rate, count_change, rate_change
from core.measure.decomposition import das_gupta, kitagawa
from core.measure.dispersion import Dispersion
from core.measure.ledger import Entry, Ledger, Line, Reading, lags, ledger, named, reading, worth
from tests.core.measure.published import expected, needs_oracles, rows

# A Wednesday: two new Reach lines, the guide in Act better than before. campaign: visits, conversions; before, after.
WEDNESDAY = [
    Line("Lookalike A", 0, 0, 3800, 11),
    Line("Lookalike B", 0, 0, 2900, 7),
    Line("Always-on", 2400, 12, 2500, 12),
    Line("Guide", 1500, 45, 1650, 66),
    Line("Blog", 1800, 27, 1750, 26),
    Line("Remarketing", 900, 54, 880, 52),
    Line("Brand", 1400, 98, 1420, 99),
    Line("Newsletter", 1000, 30, 1000, 30),
]
LEDGER = {
    "Lookalike A": (3800, 11, -101.31, -101.31, 0),
    "Lookalike B": (2900, 7, -78.71, -78.71, 0),
    "Always-on": (100, 0, -2.96, -2.47, -0.49),
    "Guide": (150, 21, 16.57, 0.82, 15.75),
    "Blog": (-50, -1, 0.48, 0.73, -0.25),
    "Remarketing": (-20, -2, -1.41, -0.60, -0.81),
    "Brand": (20, 1, 0.41, 0.81, -0.40),
    "Newsletter": (0, 0, 0, 0, 0),
}


def kept(lines: list[Line], phi: float = 1.5) -> Ledger:
    found = ledger(lines, phi)
    assert found is not None
    return found


def entry(found: Ledger, key: str) -> Entry:
    return next(e for e in found.entries if e.line.key == key)


def keys(entries: tuple[Entry, ...]) -> list[str]:
    return [e.line.key for e in entries]


def test_the_wednesday_case() -> None:
    """9,000 -> 15,900 visits, 266 -> 303 conversions: +203.9 awaited, +37 came."""
    found = kept(WEDNESDAY)
    assert (found.extra_visits, found.extra_conversions) == (6900, 37)
    assert found.awaited == pytest.approx(203.93, abs=0.005)
    assert found.effect == pytest.approx(-166.9333333333, abs=1e-9)
    assert found.shortfall == -found.effect
    assert found.rate_before == pytest.approx(266 / 9000)
    assert found.rate_after == pytest.approx(303 / 15900)
    for key, (extra_visits, extra_conversions, *effect) in LEDGER.items():
        line = entry(found, key)
        assert (line.extra_visits, line.extra_conversions) == (extra_visits, extra_conversions)
        assert [line.effect, line.traffic, line.rate] == pytest.approx(effect, abs=0.006), key


def test_the_two_new_lines_are_named_and_the_rate_without_them_is_as_before() -> None:
    found = kept(WEDNESDAY)
    assert keys(named(found)) == ["Lookalike A", "Lookalike B"]
    assert reading(found) is Reading.TRAFFIC
    assert found.rate_without(["Lookalike A", "Lookalike B"]) == pytest.approx(285 / 9200)
    assert found.rate_without([line.key for line in WEDNESDAY]) is None


def test_the_error_of_a_line_grows_with_its_conversions_and_the_dispersion() -> None:
    """√(1.5 · (45 + 66)); the guide's +16.57 is not beyond twice that."""
    guide = entry(kept(WEDNESDAY), "Guide")
    assert guide.error == pytest.approx((1.5 * 111) ** 0.5)
    assert not guide.sure
    assert entry(kept(WEDNESDAY), "Lookalike A").sure


def changes(lines: list[Line], dispersion: Dispersion) -> tuple[Change, Change]:
    found = kept(lines)
    visits = count_change(Count(found.visits_before, 28), Count(found.visits_after, 28), dispersion)
    rate = rate_change(
        Rate(found.conversions_before, found.visits_before),
        Rate(found.conversions_after, found.visits_after),
        dispersion,
    )
    assert isinstance(visits, Change)
    assert isinstance(rate, Change)
    return visits, rate


def test_conversions_that_did_not_follow_are_told() -> None:
    assert lags(kept(WEDNESDAY), *changes(WEDNESDAY, Dispersion(1.5, 9)))


@pytest.mark.parametrize(
    "lines",
    [
        [Line("a", 9000, 266, 15900, 466)],  # conversions follow
        [Line("a", 9000, 266, 9900, 200)],  # ten percent more visits
        [Line("a", 9000, 266, 11700, 320)],  # a little behind: within what chance does
        [Line("a", 900, 12, 1500, 16)],  # four conversions missing: not worth a meeting
    ],
)
def test_conversions_that_follow_or_nearly_so_are_not_told(lines: list[Line]) -> None:
    assert not lags(kept(lines), *changes(lines, Dispersion(1.5, 9)))


def test_a_rate_that_falls_nearly_everywhere_is_not_the_campaigns() -> None:
    lines = [Line(f"c{n}", 1000, 40, 1300, 26) for n in range(5)]
    assert reading(kept(lines)) is Reading.RATE_EVERYWHERE


def test_a_rate_that_falls_in_one_campaign_is_that_campaign() -> None:
    lines = [Line("worse", 3000, 120, 3600, 60), *[Line(f"c{n}", 1000, 40, 1200, 48) for n in range(5)]]
    found = kept(lines)
    assert keys(named(found)) == ["worse"]
    assert reading(found) is Reading.RATE_ONE


def test_a_shortfall_spread_over_many_names_none() -> None:
    lines = [Line("steady", 4000, 400, 4000, 400), *[Line(f"new{n}", 0, 0, 300, 5) for n in range(6)]]
    found = kept(lines)
    assert found.shortfall > 100
    assert named(found) == ()
    assert reading(found) is Reading.UNCLEAR


def test_where_nothing_is_missing_nobody_is_named() -> None:
    found = kept([Line("a", 1000, 10, 1000, 90), Line("b", 1000, 90, 1000, 10)])
    assert found.shortfall == 0
    assert named(found) == ()


def test_nobody_came_before() -> None:
    assert ledger([Line("a", 0, 0, 500, 5)]) is None
    assert ledger([]) is None


def test_a_line_that_ended_is_all_traffic() -> None:
    """It brought 1 of 100 where the client has 2 of 100: without it nothing is lost but poor visits."""
    found = kept([Line("ended", 1000, 10, 0, 0), Line("stays", 1000, 30, 1000, 30)])
    ended = entry(found, "ended")
    assert (ended.effect, ended.traffic, ended.rate) == pytest.approx((10, 10, 0))
    assert found.rate_after == pytest.approx(0.03)


def test_conversions_without_visits_stay_in_the_sum() -> None:
    found = kept([Line("view-through", 0, 5, 0, 7), Line("stays", 1000, 30, 1000, 30)])
    assert entry(found, "view-through").effect == 2
    assert sum(e.effect for e in found.entries) == pytest.approx(found.effect)


def test_money_at_stake() -> None:
    """167 conversions at 20.30 € each (6,150 € / 303), or at a value that is known."""
    assert worth(167, None, 6150, 303) == pytest.approx(167 * 6150 / 303)
    assert worth(167, 50.0, 6150, 303) == 8350
    assert worth(167, None, 6150, 0) is None


# ------------------------------------------------------------------------------------------------------ decompositions


def test_kitagawa_of_the_wednesday_case() -> None:
    split = kitagawa(WEDNESDAY)
    assert split is not None
    assert (split.volume, split.mix, split.rate) == pytest.approx((167.71, -145.43, 14.72), abs=0.006)
    assert split.total == pytest.approx(37, abs=1e-9)


def test_kitagawa_needs_visits_in_both_periods() -> None:
    assert kitagawa([Line("a", 0, 0, 5, 1)]) is None


def test_two_factors_by_hand() -> None:
    """10 × 0.1 -> 20 × 0.2: volume 10 · 0.15, rate 15 · 0.1."""
    assert das_gupta([[10], [0.1]], [[20], [0.2]]) == pytest.approx((1.5, 1.5))


def test_three_factors_in_closed_form() -> None:
    """Das Gupta's own formula for three: (b₁c₁ + b₀c₀)/3 + (b₁c₀ + b₀c₁)/6, times the change of a."""
    (a0, b0, c0), (a1, b1, c1) = (100.0, 0.02, 0.05), (140.0, 0.03, 0.04)
    effect = das_gupta([[a0], [b0], [c0]], [[a1], [b1], [c1]])
    assert effect[0] == pytest.approx((a1 - a0) * ((b1 * c1 + b0 * c0) / 3 + (b1 * c0 + b0 * c1) / 6))
    assert sum(effect) == pytest.approx(a1 * b1 * c1 - a0 * b0 * c0)


def test_berkeley_admits_more_men_because_of_where_they_apply() -> None:
    """UC Berkeley 1973 (Bickel et al. 1975; R datasets::UCBAdmissions): the rates alone speak for women."""
    women = ([89, 17, 202, 131, 94, 24], [108, 25, 593, 375, 393, 341])
    men = ([512, 353, 120, 138, 53, 22], [825, 560, 325, 417, 191, 373])
    shares = [[n / sum(applied) for n in applied] for _, applied in (women, men)]
    rates = [[a / n for a, n in zip(*sex, strict=True)] for sex in (women, men)]
    mix, rate = das_gupta([shares[0], rates[0]], [shares[1], rates[1]])
    assert (100 * mix, 100 * rate) == pytest.approx((17.7674, -3.6028), abs=1e-3)


@needs_oracles
def test_published_values() -> None:
    lines = [
        Line(row["campaign"], *(float(row[k]) for k in ("visits_prev", "conv_prev", "visits_now", "conv_now")))
        for row in rows("wednesday_case.csv")
    ]
    found, split = kept(lines), kitagawa(lines)
    assert split is not None
    assert split.total == expected("wednesday_identity")
    assert found.effect == expected("wednesday_shortfall_identity")
    in_order = [entry(found, line.key).effect for line in lines]
    assert [found.effect, *in_order] == expected("wednesday_ledger")
    guide = entry(found, "Guide (lead magnet)")
    assert [guide.traffic, guide.rate] == expected("wednesday_ledger_guide")
    without = found.rate_without(keys(named(found)))
    assert [found.rate_before, found.rate_after, without] == expected("wednesday_cvr")
    full = expected("wednesday_full")
    assert (split.volume, split.mix, split.rate, found.effect) == pytest.approx(
        (full["volume"], full["mix"], full["rate"], full["shortfall"]), abs=1e-9
    )
    ages = rows("das_gupta_eg5_1.csv")
    sizes = [[float(r[f"size_{y}"]) / 100 for r in ages] for y in (1970, 1985)]
    rates = [[float(r[f"rate_{y}"]) for r in ages] for y in (1970, 1985)]
    parts = das_gupta([sizes[0], rates[0]], [sizes[1], rates[1]])
    assert [*parts, sum(parts)] == expected("das_gupta_5_1")
    births = rows("das_gupta_eg4_3.csv")
    factors = [[[float(r[k]) for r in births if r["year"] == y] for k in ("bm", "mw", "wp")] for y in ("1960", "1970")]
    assert list(das_gupta(*factors)) == expected("das_gupta_4_3")
    departments = rows("ucb_admissions.csv")
    applied = {
        sex: [int(r["admitted"]) + int(r["rejected"]) for r in departments if r["gender"] == sex]
        for sex in ("Male", "Female")
    }
    admitted = {sex: [int(r["admitted"]) for r in departments if r["gender"] == sex] for sex in ("Male", "Female")}
    both = [
        [
            [n / sum(applied[sex]) for n in applied[sex]],
            [a / n for a, n in zip(admitted[sex], applied[sex], strict=True)],
        ]
        for sex in ("Female", "Male")
    ]
    mix, rate = (100 * part for part in das_gupta(*both))
    assert [mix, rate, mix + rate] == expected("ucb_kitagawa")


# ---------------------------------------------------------------------------------------------------------- invariants

COUNTS = st.tuples(st.integers(0, 10**6), st.integers(0, 5000), st.integers(0, 10**6), st.integers(0, 5000))
LINES = st.lists(COUNTS, min_size=1, max_size=12).map(lambda found: [Line(f"c{n}", *c) for n, c in enumerate(found)])


@given(LINES)
def test_the_ledger_sums_to_what_is_missing(lines: list[Line]) -> None:
    found = ledger(lines)
    if found is None:
        assert not any(line.visits_before for line in lines)
        return
    scale = 1 + found.conversions_before + found.conversions_after + abs(found.awaited)
    assert sum(e.effect for e in found.entries) == pytest.approx(found.effect, abs=1e-9 * scale)
    for e in found.entries:
        assert e.traffic + e.rate == pytest.approx(e.effect, abs=1e-9 * scale)


@given(LINES)
def test_kitagawa_sums_to_the_change(lines: list[Line]) -> None:
    split = kitagawa(lines)
    if split is not None:
        change = sum(line.conversions_after - line.conversions_before for line in lines)
        scale = 1 + sum(line.conversions_after + line.conversions_before for line in lines)
        assert split.total == pytest.approx(change, abs=1e-9 * scale + 1e-9 * abs(split.volume))


@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_campaigns_does_not_matter(lines: list[Line], shuffle: random.Random) -> None:
    there = ledger(lines)
    shuffled = list(lines)
    shuffle.shuffle(shuffled)
    back = ledger(shuffled)
    if there is not None and back is not None:
        assert {e.line.key: e.effect for e in back.entries} == pytest.approx(
            {e.line.key: e.effect for e in there.entries}
        )
        assert reading(back) is reading(there)


FACTORS = st.lists(
    st.tuples(*[st.floats(0, 1000)] * 6),
    min_size=1,
    max_size=5,
)


@given(FACTORS)
def test_the_parts_of_three_factors_sum_to_the_change(segments: list[tuple[float, ...]]) -> None:
    columns = list(zip(*segments, strict=True))
    before, after = columns[:3], columns[3:]
    total = sum(a * b * c for a, b, c in zip(*after, strict=True)) - sum(
        a * b * c for a, b, c in zip(*before, strict=True)
    )
    scale = 1 + sum(max(segment) ** 3 for segment in segments)
    assert sum(das_gupta(before, after)) == pytest.approx(total, abs=1e-9 * scale)
