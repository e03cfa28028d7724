from __future__ import annotations

import json
import math
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.balance import (
    STAGES,
    Band,
    balance_sentence,
    comparable,
    effective_number,
    missing_stages,
    overall_band,
    stage_balance,
    stage_band,
    total_variation,
)

NBSP = "\u00a0"
ORACLES = Path(__file__).resolve().parents[4] / "shared" / "oracles" / "methods" / "oracles.json"
AGREED = {"reach": Decimal("0.45"), "act": Decimal("0.25"), "convert": Decimal("0.20"), "engage": Decimal("0.10")}


def money(reach: object, act: object, convert: object, engage: object) -> dict[str, Decimal]:
    return dict(zip(STAGES, (Decimal(str(x)) for x in (reach, act, convert, engage)), strict=True))


def test_sixty_twenty_fifteen_five_against_the_agreement_is_exactly_fifteen_percent() -> None:
    balance = stage_balance(money(6000, 2000, 1500, 500), AGREED)
    assert balance.deviation == 0.15
    assert balance.to_move == Decimal("1500.00")
    assert str(balance.to_move) == "1500.00"
    assert balance.staged == Decimal(10_000)
    assert balance.actual == {"reach": 0.6, "act": 0.2, "convert": 0.15, "engage": 0.05}
    assert balance.target == {"reach": 0.45, "act": 0.25, "convert": 0.2, "engage": 0.1}
    assert balance.gaps == {"reach": 0.15, "act": -0.05, "convert": -0.05, "engage": -0.05}
    assert balance.largest == "reach"
    # reach is 15 points over: more than max(10, 22.5)? no; more than max(5, 11.25)? yes
    assert balance.bands == {
        "reach": Band.WATCH,
        "act": Band.ON_TARGET,
        "convert": Band.ON_TARGET,
        "engage": Band.ON_TARGET,
    }
    assert balance.overall is Band.WATCH


def test_money_in_the_agreed_mix_has_nothing_to_move() -> None:
    balance = stage_balance(money(45, 25, 20, 10), AGREED)
    assert (balance.deviation, balance.to_move, balance.overall) == (0.0, Decimal("0.00"), Band.ON_TARGET)
    assert set(balance.bands.values()) == {Band.ON_TARGET}


def test_all_money_in_a_stage_without_a_target_is_all_to_move() -> None:
    target = {"reach": Decimal(1)}
    balance = stage_balance(money(0, 0, 0, "250.50"), target)
    assert (balance.deviation, balance.to_move, balance.overall) == (1.0, Decimal("250.50"), Band.OFF)
    assert balance.largest == "engage"


def test_mixed_unmapped_and_measure_are_left_out() -> None:
    amounts = {**money(6000, 2000, 1500, 500), "mixed": Decimal(9000), "unmapped": Decimal(1), "measure": Decimal(5)}
    assert stage_balance(amounts, AGREED) == stage_balance(money(6000, 2000, 1500, 500), AGREED)


def test_a_stage_whose_credits_exceed_its_spend_counts_as_zero() -> None:
    assert stage_balance(money(450, 250, 300, -20), AGREED) == stage_balance(money(450, 250, 300, 0), AGREED)


def test_no_staged_money_or_no_target_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        stage_balance({"unmapped": Decimal(100)}, AGREED)
    with pytest.raises(ValueError, match="nothing"):
        stage_balance(money(1, 2, 3, 4), {})


def test_of_equal_gaps_the_one_that_is_over_is_named() -> None:
    # engage +10, reach −10
    assert stage_balance(money(35, 25, 20, 20), AGREED).largest == "engage"


@pytest.mark.parametrize(
    ("actual", "target", "band"),
    [
        # target 45 %: watch above 11.25 points, off above 22.5
        ("0.5625", "0.45", Band.ON_TARGET),
        ("0.5626", "0.45", Band.WATCH),
        ("0.675", "0.45", Band.WATCH),
        ("0.6751", "0.45", Band.OFF),
        # target 10 %: watch above 5 points, off above 10
        ("0.15", "0.10", Band.ON_TARGET),
        ("0.05", "0.10", Band.ON_TARGET),
        ("0.0499", "0.10", Band.WATCH),
        ("0.20", "0.10", Band.WATCH),
        ("0.2001", "0.10", Band.OFF),
        # target 0: money where none was agreed
        ("0.05", "0", Band.ON_TARGET),
        ("0.11", "0", Band.OFF),
    ],
)
def test_stage_bands_change_just_above_their_edges(actual: str, target: str, band: Band) -> None:
    assert stage_band(Fraction(actual), Fraction(target)) is band


@pytest.mark.parametrize(
    ("deviation", "band"),
    [
        ("0.1", Band.ON_TARGET),
        ("0.1001", Band.WATCH),
        ("0.2", Band.WATCH),
        ("0.2001", Band.OFF),
    ],
)
def test_overall_bands_change_just_above_their_edges(deviation: str, band: Band) -> None:
    assert overall_band(Fraction(deviation)) is band


FIVE_TARGET = {key: Fraction(part, 100) for key, part in zip("mrace", (10, 30, 25, 25, 10), strict=True)}
FIVE_ACTUAL = {key: Fraction(part, 100) for key, part in zip("mrace", (5, 48, 25, 17, 5), strict=True)}


def test_the_measure_of_five_stages_agrees_with_the_hand_calculation() -> None:
    assert total_variation(FIVE_ACTUAL, FIVE_TARGET) == Fraction(18, 100)


def test_channels_missing_on_one_side_count_as_zero() -> None:
    assert total_variation({"search": Fraction(1)}, {"social": Fraction(1)}) == 1


@pytest.mark.skipif(not ORACLES.exists(), reason="the oracles are not beside this checkout")
def test_the_measure_agrees_with_the_oracles() -> None:
    known = {case["id"]: case["expected"] for case in json.loads(ORACLES.read_text())}
    actual, target = FIVE_ACTUAL, FIVE_TARGET
    assert float(total_variation(actual, target)) == pytest.approx(known["tvd_mrace"], abs=1e-12)
    # Bray-Curtis of shares: Σ|a − t| / Σ(a + t); the oracle says that the difference is 0.
    apart = sum(abs(actual[k] - target[k]) for k in "mrace") / sum(actual[k] + target[k] for k in "mrace")
    assert float(total_variation(actual, target) - apart) == pytest.approx(known["cross_braycurtis"], abs=1e-12)


def test_effective_number_of_channels() -> None:
    shares = {"search": Decimal("0.6"), "social": Decimal("0.3"), "display": Decimal("0.1")}
    assert effective_number(shares) == pytest.approx(2.17, abs=0.005)
    assert effective_number({"a": Decimal(7), "b": Decimal(7), "c": Decimal(0)}) == 2.0
    assert effective_number({"a": Decimal(7)}) == 1.0
    assert effective_number({}) is None
    assert effective_number({"a": Decimal(0)}) is None


END = date(2026, 9, 30)
EARLIER = date(2026, 1, 1)


def days_before(days: int) -> date:
    return END - timedelta(days=days)


def test_a_stage_without_money_for_seven_days_is_missing() -> None:
    spent = {"reach": END, "act": days_before(6), "convert": days_before(7)}
    # act had money on the first of the last seven days, convert on the day before them, engage never
    assert missing_stages(spent, AGREED, END, EARLIER) == ("convert", "engage")


def test_a_stage_without_a_target_is_never_missing() -> None:
    assert missing_stages({"reach": END}, {"reach": Decimal(1)}, END, EARLIER) == ()


def test_no_stage_is_missing_while_the_client_spends_nothing() -> None:
    assert missing_stages({"reach": days_before(7)}, AGREED, END, EARLIER) == ()
    assert missing_stages({}, AGREED, END, EARLIER) == ()


def test_unmapped_money_shows_that_the_client_spends() -> None:
    assert missing_stages({"unmapped": END}, {"reach": Decimal(1)}, END, EARLIER) == ("reach",)


def test_fewer_than_seven_days_of_data_say_nothing() -> None:
    assert missing_stages({"reach": END}, AGREED, END, days_before(5)) == ()
    assert missing_stages({"reach": END}, AGREED, END, days_before(6)) == ("act", "convert", "engage")


def why(**changed: object) -> str | None:
    asked: dict[str, object] = {
        "staged": Decimal(1000),
        "total": Decimal(1000),
        "target": AGREED,
        "currencies": {"EUR"},
        "open_days_passed": None,
    } | changed
    sentence = comparable(**asked)  # type: ignore[arg-type]
    if sentence is None:
        return None
    assert sentence.en != sentence.fi
    assert sentence.en.endswith(".")
    assert sentence.fi.endswith(".")
    return sentence.en.replace(NBSP, " ")


def test_a_full_picture_may_be_compared() -> None:
    assert why() is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"currencies": {"SEK", "EUR"}}, "several currencies (EUR, SEK)"),
        ({"staged": Decimal(0), "total": Decimal(0)}, "No spend"),
        ({"target": None}, "No target mix"),
        ({"target": {}}, "No target mix"),
        ({"staged": Decimal("799.99")}, "Only 79 % of the money has a stage; the comparison needs 80 %"),
        ({"staged": Decimal(0)}, "Only 0 % of the money"),
        ({"staged": Decimal("99.99"), "total": Decimal("99.99")}, "Less than 100 €"),
        ({"open_days_passed": 6}, "6 full days of the 7"),
    ],
)
def test_a_comparison_that_would_mislead_says_why_and_what_to_do(changed: dict[str, object], said: str) -> None:
    assert said in (why(**changed) or "")


@pytest.mark.parametrize(
    "changed",
    [
        {"staged": Decimal(800)},
        {"staged": Decimal(100), "total": Decimal(100)},
        {"open_days_passed": 7},
    ],
)
def test_the_edges_themselves_may_be_compared(changed: dict[str, object]) -> None:
    assert why(**changed) is None


def test_the_headline_in_both_languages() -> None:
    # gaps by hand: reach +18, act −5, convert −8, engage −5
    target = {"reach": Decimal(30), "act": Decimal(30), "convert": Decimal(25), "engage": Decimal(15)}
    said = balance_sentence(stage_balance(money(4800, 2500, 1700, 1000), target), "EUR")
    assert said.en.replace(NBSP, " ") == (
        "18 % of the budget (1,800 € of 10,000 €) is in a different stage than planned:"
        " Reach +18 points, Convert −8 points."
    )
    assert said.fi.replace(NBSP, " ") == (
        "18 % budjetista (1 800 € / 10 000 €) on muussa vaiheessa kuin suunniteltiin:"
        " Reach +18 %-yks., Convert −8 %-yks."
    )


def test_money_without_a_stage_is_said_not_to_be_counted() -> None:
    balance = stage_balance(money(4800, 2500, 1700, 1000), AGREED)
    whole, said = balance_sentence(balance, "EUR", Decimal(10000)), balance_sentence(balance, "EUR", Decimal(10560))
    assert whole == balance_sentence(balance, "EUR")
    assert said.en.removeprefix(whole.en).replace(NBSP, " ") == (" 560 € has no stage yet and is not counted here.")
    assert said.fi.startswith(whole.fi)


def test_the_largest_gap_is_named_first() -> None:
    said = balance_sentence(stage_balance(money(15, 35, 40, 10), AGREED), "EUR").en.replace(NBSP, " ")
    assert said.endswith("planned: Reach −30 points, Convert +20 points.")


def test_money_as_agreed_is_said_plainly() -> None:
    said = balance_sentence(stage_balance(money("4500.10", 2500, 2000, 1000), AGREED), "EUR")
    assert said.en == "The money lies across the stages as planned."
    assert said.fi == "Raha jakautuu vaiheisiin niin kuin suunniteltiin."


amounts = st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False)
mixes = st.fixed_dictionaries(dict.fromkeys(STAGES, amounts)).filter(lambda mix: any(mix.values()))


@given(mixes, mixes)
def test_the_measure_is_a_distance_and_its_parts_agree(spent: dict[str, Decimal], target: dict[str, Decimal]) -> None:
    balance = stage_balance(spent, target)
    assert 0 <= balance.deviation <= 1
    assert balance.to_move <= balance.staged + Decimal("0.005")
    assert math.isclose(sum(balance.actual.values()), 1)
    assert math.isclose(sum(balance.gaps.values()), 0, abs_tol=1e-9)
    assert math.isclose(sum(g for g in balance.gaps.values() if g > 0), balance.deviation, abs_tol=1e-9)
    # Nobody is nearer to us than we are to them.
    assert balance.deviation == stage_balance(target, spent).deviation
    assert abs(balance.gaps[balance.largest]) == max(map(abs, balance.gaps.values()))
    assert balance_sentence(balance, "EUR").fi


@given(mixes)
def test_the_effective_number_lies_between_one_and_the_channels_with_money(spent: dict[str, Decimal]) -> None:
    number = effective_number(spent)
    assert number is not None
    assert 1 <= number <= sum(1 for amount in spent.values() if amount) + 1e-9
