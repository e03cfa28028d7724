"""Moving some money from one campaign to another with the same goal, as a test: what is known, and the chance it pays.

What the next euro brings is not what the average one brought. How fast returns fall (b in conversions = a · spendᵇ)
can hardly ever be read from a client's days, so it is assumed: b about 0.7 with a spread of 0.2, between 0.2 and 1.1,
for each campaign on its own. That prior is ours and is printed with every chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

import numpy as np

from core import figures
from core.measure.special import normal_tail
from core.model import Sentence

FEWEST_CONVERSIONS = 20
CHEAPER = 2.0
DONOR_SHARE, RECEIVER_SHARE = Decimal("0.20"), Decimal("0.30")
REVIEW_AFTER = timedelta(days=14)
PHI = 1.5
PRIOR_MEAN, PRIOR_SPREAD, PRIOR_LOW, PRIOR_HIGH = 0.7, 0.2, 0.2, 1.1
USABLE_ERROR = 0.15
_STEPS = 400


@dataclass(frozen=True, slots=True)
class Spender:
    """A campaign over mature days: money and conversions of the goal both have."""

    key: str
    money: Decimal
    conversions: float

    @property
    def cost(self) -> float:
        """Per conversion."""
        return float(self.money) / self.conversions


@dataclass(frozen=True, slots=True)
class Move:
    """`amount` from `donor` to `receiver`. At their average costs `lost` conversions there and `gained` here; the next
    euro brings less than the average one on both sides. `times_cheaper`: cost there over cost here. `chance`: that it
    brings more than it loses. `within_test`: no more than a fifth of the donor's and three tenths of the receiver's
    money."""

    donor: Spender
    receiver: Spender
    amount: Decimal
    lost: float
    gained: float
    times_cheaper: float
    chance: float
    within_test: bool


def most_to_move(donor: Spender, receiver: Spender) -> Decimal:
    """As much as a test may move: larger steps make platforms learn anew."""
    return figures.rounded(min(DONOR_SHARE * donor.money, RECEIVER_SHARE * receiver.money), 2)


def moved(donor: Spender, receiver: Spender, amount: Decimal, phi: float = PHI) -> Move | Sentence:
    """What is known about moving `amount`, or why nothing can be said."""
    if min(donor.conversions, receiver.conversions) < FEWEST_CONVERSIONS:
        return _too_few(min(donor.conversions, receiver.conversions))
    if min(donor.money, receiver.money) <= 0 or not 0 < amount <= donor.money:
        return _NO_MONEY
    times = donor.cost / receiver.cost
    return Move(
        donor=donor,
        receiver=receiver,
        amount=amount,
        lost=float(amount) / donor.cost,
        gained=float(amount) / receiver.cost,
        times_cheaper=times,
        chance=chance_of_gain(times, math.sqrt(phi * (1 / donor.conversions + 1 / receiver.conversions))),
        within_test=amount <= most_to_move(donor, receiver),
    )


def best_test(spenders: Sequence[Spender], phi: float = PHI) -> Move | None:
    """The one move most worth trying: of all pairs with 20 conversions each whose costs differ twofold or more, the one
    that gains most at average costs, then the surest. None when no pair differs enough."""
    pairs = [
        moved(donor, receiver, most_to_move(donor, receiver), phi)
        for donor in spenders
        for receiver in spenders
        if donor.key != receiver.key and min(donor.conversions, receiver.conversions) >= FEWEST_CONVERSIONS
    ]
    worth = [pair for pair in pairs if isinstance(pair, Move) and pair.times_cheaper >= CHEAPER]
    return max(worth, key=lambda m: (m.gained - m.lost, m.chance, m.donor.key, m.receiver.key), default=None)


def chance_of_gain(times_cheaper: float, error: float) -> float:
    """P(the receiver's next euro brings more than the donor's last one), from the ratio of their average costs, the
    standard error of its logarithm and the prior of both b."""
    gaps, chances = _gap_of_elasticities()
    shift = math.log(times_cheaper)
    return sum(chance * normal_tail(-(gap + shift) / error) for gap, chance in zip(gaps, chances, strict=True))


def elasticity_error(phi: float, conversions: float, spread: float) -> float | None:
    """The standard error that b would have: √(φ / (C σ²)), with `spread` σ the standard deviation of log spend after
    weekday and trend. A curve is usable below 0.15. None when the spend never changed."""
    return math.sqrt(phi / (conversions * spread**2)) if conversions > 0 and spread > 0 else None


CURVE_UNKNOWN = Sentence(
    "The data cannot tell what the next euro brings: the budget has not been changed enough, or only together with"
    " demand.",
    "Datasta ei voi laskea, mitä seuraava euro tuo: budjettia ei ole muutettu tarpeeksi, tai sitä on muutettu vain"
    " kysynnän mukana.",
)
PRIOR_STATED = Sentence(
    f"The chance assumes that returns fall as money grows: b about {PRIOR_MEAN} ± {PRIOR_SPREAD} for each campaign, an"
    " assumption and not a measurement.",
    "Todennäköisyys olettaa, että tuotto heikkenee rahan kasvaessa: b noin 0,7 ± 0,2 kullekin kampanjalle. Se on"
    " oletus, ei mittaustulos.",
)


def move_sentence(found: Move, names: tuple[str, str], currency: str) -> Sentence:
    """The move in words: `names` are the donor's and the receiver's."""
    return Sentence(_said(found, names, currency, "en"), _said(found, names, currency, "fi"))


def _said(found: Move, names: tuple[str, str], currency: str, language: str) -> str:
    return _TO_TRY.said_in(language).format(
        amount=figures.money(found.amount, currency, language),
        share=figures.percent(found.amount / found.donor.money, language),
        donor=names[0],
        receiver=names[1],
        times=figures.number(found.times_cheaper, language, 1),
        tenths=min(int(figures.rounded(10 * found.chance)), 9),
    )


_TO_TRY = Sentence(
    "To try: move {amount} ({share}) from {donor} to {receiver}. A conversion of the same goal costs {times} times as"
    " much in the first; it pays about {tenths} times out of 10.",
    "Kokeiltavaksi: siirrä {amount} ({share}) kampanjasta {donor} kampanjaan {receiver}. Saman tavoitteen konversio"
    " maksaa ensimmäisessä {times}-kertaisesti; hyöty noin {tenths} kertaa 10:stä.",
)


@lru_cache(maxsize=1)
def _gap_of_elasticities() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """ln b₁ − ln b₂ of two campaigns drawn from the prior: its values, evenly spaced, and their chances."""
    places = np.linspace(math.log(PRIOR_LOW), math.log(PRIOR_HIGH), _STEPS)
    b = np.exp(places)
    density = b * np.exp(-0.5 * ((b - PRIOR_MEAN) / PRIOR_SPREAD) ** 2)
    both = np.convolve(density, density[::-1])
    step = places[1] - places[0]
    gaps = step * (np.arange(len(both)) - (_STEPS - 1))
    return tuple(gaps.tolist()), tuple((both / both.sum()).tolist())


def _too_few(conversions: float) -> Sentence:
    return Sentence(
        f"Too little data: one of the two has {int(conversions)} conversions, and both need at least"
        f" {FEWEST_CONVERSIONS}.",
        f"Liian vähän dataa: toisella on {int(conversions)} konversiota, ja kummallakin pitää olla vähintään"
        f" {FEWEST_CONVERSIONS}.",
    )


_NO_MONEY = Sentence(
    "Only money that the first one has spent can be moved, to one that spends too.",
    "Siirtää voi vain rahaa, jonka ensimmäinen on käyttänyt, ja vain kohteeseen, joka käyttää rahaa.",
)
