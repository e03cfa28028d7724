"""How the money lies across the stages against the agreed mix.

The measure is the total variation distance of the shares: the part of the money that would have to move to match the
agreement. Exact fractions inside, so that no band flips on a rounding error. Bands and silences are our own
defaults; money needs no significance test.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from core import figures
from core.model import Sentence, Stage

STAGES: tuple[str, ...] = tuple(s.value for s in Stage)

ENOUGH_STAGED = Fraction(80, 100)
"""Below this share of staged money the rest could turn the picture around."""
ENOUGH_MONEY = Decimal(100)
FULL_DAYS = 7
"""Of an open period before it is compared, and of silence before a stage is called missing."""


class Band(StrEnum):
    """How far from the agreement."""

    ON_TARGET = "on_target"
    WATCH = "watch"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class StageBalance:
    """The staged money of one client and period against its target. Shares and gaps are fractions of staged money."""

    deviation: float
    to_move: Decimal
    """Money that lies in another stage than agreed, to the cent."""
    staged: Decimal
    actual: dict[str, float]
    target: dict[str, float]
    gaps: dict[str, float]
    """Actual minus target."""
    bands: dict[str, Band]
    overall: Band
    largest: str
    """The stage with the largest absolute gap; of equals one that is over, then stage order."""


def stage_balance(amounts: Mapping[str, Decimal], target: Mapping[str, Decimal]) -> StageBalance:
    """Money per stage against target shares. Other keys (mixed, unmapped, Measure) are left out on both sides, a stage
    whose credits exceed its spend counts as zero, and shares that do not quite sum to 1 are scaled.

    Raises ValueError when no money is staged or the target is empty: ask `comparable` first.
    """
    actual, wanted = _stage_shares(amounts), _stage_shares(target)
    staged = sum((max(amounts.get(s, Decimal(0)), Decimal(0)) for s in STAGES), Decimal(0))
    gaps = {s: actual[s] - wanted[s] for s in STAGES}
    apart = total_variation(actual, wanted)
    return StageBalance(
        deviation=float(apart),
        to_move=figures.rounded(apart * Fraction(staged), 2),
        staged=staged,
        actual=_floats(actual),
        target=_floats(wanted),
        gaps=_floats(gaps),
        bands={s: stage_band(actual[s], wanted[s]) for s in STAGES},
        overall=overall_band(apart),
        largest=max(STAGES, key=lambda s: (abs(gaps[s]), gaps[s] > 0)),
    )


def stage_band(actual: Fraction, target: Fraction) -> Band:
    """One stage: to watch above max(5 points, 25 % of its target), off above max(10 points, 50 %)."""
    gap = abs(actual - target)
    if gap > max(Fraction(10, 100), target / 2):
        return Band.OFF
    return Band.WATCH if gap > max(Fraction(5, 100), target / 4) else Band.ON_TARGET


def overall_band(deviation: Fraction) -> Band:
    """All stages: on target to .10, to watch to .20, off above."""
    if deviation > Fraction(20, 100):
        return Band.OFF
    return Band.WATCH if deviation > Fraction(10, 100) else Band.ON_TARGET


def total_variation(actual: Mapping[str, Fraction], target: Mapping[str, Fraction]) -> Fraction:
    """½ Σ |share − target share| over every key of either side, 0 to 1, for shares that sum to 1 on each side."""
    none = Fraction(0)
    keys = {**actual, **target}
    return sum((abs(actual.get(k, none) - target.get(k, none)) for k in keys), none) / 2


def effective_number(amounts: Mapping[str, Decimal]) -> float | None:
    """1 / Σ share²: over how many equal channels the money would lie as evenly. None when there is no money."""
    if not any(a > 0 for a in amounts.values()):
        return None
    return float(1 / sum(s * s for s in _shares(amounts).values()))


def missing_stages(
    last_spend: Mapping[str, date], target: Mapping[str, Decimal], end: date, first: date
) -> tuple[str, ...]:
    """Stages with a target and no money on the 7 days up to `end`, while the client as a whole spends on them.

    `last_spend` is the last day with money per bucket up to `end` (mixed and unmapped included; a bucket without money
    is absent), `end` the last day that data covers, `first` the first one: fewer than 7 days of data say nothing.
    """
    if (end - first).days + 1 < FULL_DAYS or not any(_silent(d, end) < FULL_DAYS for d in last_spend.values()):
        return ()
    return tuple(
        s
        for s in STAGES
        if target.get(s, Decimal(0)) > 0 and (s not in last_spend or _silent(last_spend[s], end) >= FULL_DAYS)
    )


def comparable(
    *,
    staged: Decimal,
    total: Decimal,
    target: Mapping[str, Decimal] | None,
    currencies: Collection[str],
    open_days_passed: int | None = None,
) -> Sentence | None:
    """Why a comparison would mislead, with what to do next; None when it may be shown.

    `open_days_passed` is the number of full days of a period that is still open, None for one that is over.
    """
    if len(currencies) > 1:
        return _mixed_currencies(currencies)
    if total <= 0:
        return Sentence(
            "No spend in this period. Choose another period or import its data.",
            "Jaksolla ei ole mainoskuluja. Valitse toinen jakso tai tuo jakson tiedot.",
        )
    if not target:
        return Sentence(
            "No target mix is set for this period. Set one on the Targets page to compare.",
            "Tälle jaksolle ei ole tavoitejakaumaa. Aseta se Tavoitteet-sivulla, niin vertailu näkyy.",
        )
    return _too_little(staged, total, next(iter(currencies), "")) or _too_early(open_days_passed)


def balance_sentence(balance: StageBalance, currency: str, total: Decimal | None = None) -> Sentence:
    """The headline in words, with the stage that is most over and the one that is most under; and, where `total` money
    is named, how much of it has no stage and is not counted."""
    return Sentence(
        *(f"{_headline(balance, currency, one)}{_beside(balance, currency, total, one)}" for one in ("en", "fi"))
    )


def staged_sentence(balance: StageBalance, currency: str) -> Sentence:
    """The same for somebody who has read of a budget just before: of which money the share is stands in it."""
    return Sentence(*(_headline(balance, currency, one, _ELSEWHERE_OF_STAGED) for one in ("en", "fi")))


def _beside(balance: StageBalance, currency: str, total: Decimal | None, language: str) -> str:
    beside = figures.rounded(total - balance.staged, 2) if total is not None else Decimal(0)
    if beside <= 0:
        return ""
    return f" {_NOT_COUNTED.said_in(language).format(money=figures.money(beside, currency, language))}"


def _headline(balance: StageBalance, currency: str, language: str, said: Sentence | None = None) -> str:
    if figures.rounded(balance.deviation * 100) == 0:
        return _AS_PLANNED.said_in(language)
    text = (
        (said or _ELSEWHERE)
        .said_in(language)
        .format(
            share=figures.percent(balance.deviation, language),
            moved=figures.money(balance.to_move, currency, language),
            staged=figures.money(balance.staged, currency, language),
        )
    )
    gaps = ", ".join(
        f"{stage.capitalize()} {figures.points(balance.gaps[stage], language)}" for stage in _extremes(balance)
    )
    return f"{text}: {gaps}." if gaps and not gaps.endswith(".") else f"{text}: {gaps}" if gaps else f"{text}."


_AS_PLANNED = Sentence(
    "The money lies across the stages as planned.",
    "Raha jakautuu vaiheisiin niin kuin suunniteltiin.",
)
_ELSEWHERE = Sentence(
    "{share} of the budget ({moved} of {staged}) is in a different stage than planned",
    "{share} budjetista ({moved} / {staged}) on muussa vaiheessa kuin suunniteltiin",
)
_ELSEWHERE_OF_STAGED = Sentence(
    "{share} of the money in the stages ({moved} of {staged}) is in a different stage than planned",
    "{share} vaiheisiin sijoitetusta rahasta ({moved} / {staged}) on muussa vaiheessa kuin suunniteltiin",
)
_NOT_COUNTED = Sentence(
    "{money} has no stage yet and is not counted here.",
    "Mukana on vaiheisiin sijoitettu raha; ilman vaihetta on {money}.",
)


def _extremes(balance: StageBalance) -> list[str]:
    """The most over and the most under, if they differ by a point when rounded; the larger gap first."""
    over = max(STAGES, key=lambda s: balance.gaps[s])
    under = min(STAGES, key=lambda s: balance.gaps[s])
    shown = [s for s in (over, under) if figures.rounded(balance.gaps[s] * 100) != 0]
    return sorted(shown, key=lambda s: s != balance.largest)


def _mixed_currencies(currencies: Collection[str]) -> Sentence:
    names = ", ".join(sorted(currencies))
    return Sentence(
        f"Money in several currencies ({names}) is not added together. Look at one currency at a time.",
        f"Eri valuuttoja ({names}) ei lasketa yhteen. Katso yhtä valuuttaa kerrallaan.",
    )


def _too_little(staged: Decimal, total: Decimal, currency: str) -> Sentence | None:
    share = Fraction(staged) / Fraction(total)
    if share < ENOUGH_STAGED:
        # Rounded down: 79.6 % shown as "80 %, at least 80 % is needed" would read as a mistake.
        shown = Fraction(int(share * 100), 100)
        return Sentence(
            f"Only {figures.percent(shown, 'en')} of the money has a stage; the comparison needs"
            f" {figures.percent(ENOUGH_STAGED, 'en')}. Confirm campaigns on the Stages page.",
            f"Vain {figures.percent(shown, 'fi')} rahasta on sijoitettu vaiheisiin, ja vertailuun tarvitaan"
            f" {figures.percent(ENOUGH_STAGED, 'fi')}. Vahvista kampanjoiden vaiheet Vaiheet-sivulla.",
        )
    if staged < ENOUGH_MONEY:
        return Sentence(
            f"Less than {figures.money(ENOUGH_MONEY, currency, 'en')} in the stages is too little to compare."
            " Choose a longer period.",
            f"Vaiheissa on alle {figures.money(ENOUGH_MONEY, currency, 'fi')}, mikä on liian vähän vertailuun."
            " Valitse pidempi jakso.",
        )
    return None


def _too_early(open_days_passed: int | None) -> Sentence | None:
    if open_days_passed is None or open_days_passed >= FULL_DAYS:
        return None
    return Sentence(
        f"The period has only just begun: {open_days_passed} full days of the {FULL_DAYS} that a comparison needs."
        " Look at the previous one until then.",
        f"Jakso on vasta alussa: täysiä päiviä on {open_days_passed}, ja vertailuun tarvitaan {FULL_DAYS}."
        " Katso siihen asti edellistä jaksoa.",
    )


def _silent(last: date, end: date) -> int:
    return (end - last).days


def _shares(amounts: Mapping[str, Decimal]) -> dict[str, Fraction]:
    counted = {key: max(Fraction(amount), Fraction(0)) for key, amount in amounts.items()}
    total = sum(counted.values(), Fraction(0))
    if not total:
        raise ValueError("no share can be taken of nothing")
    return {key: amount / total for key, amount in counted.items()}


def _stage_shares(amounts: Mapping[str, Decimal]) -> dict[str, Fraction]:
    return _shares({s: amounts.get(s, Decimal(0)) for s in STAGES})


def _floats(shares: Mapping[str, Fraction]) -> dict[str, float]:
    return {stage: float(share) for stage, share in shares.items()}
