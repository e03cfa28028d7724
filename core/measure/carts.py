"""Whether more and more carts are left behind: the weekly share, over ten weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core import figures
from core.measure.trend import mann_kendall, steady_line
from core.model import Sentence

WEEKS = 10
FEWEST_WEEKS = 8
FEWEST_CARTS = 20
SURE = 0.01
WORTH = 0.25


@dataclass(frozen=True, slots=True)
class CartTrend:
    """The share of carts abandoned, from `first` to `last` along a steady line over `weeks` weeks, and the chance of as
    steady a change without a trend."""

    weeks: int
    first: float
    last: float
    p: float
    shares: tuple[float, ...]

    @property
    def relative(self) -> float:
        return self.last / self.first - 1 if self.first > 0 else 0.0

    @property
    def grows(self) -> bool:
        """Surely, and by a quarter or more of what it was."""
        return self.p < SURE and self.relative >= WORTH


def cart_trend(weeks: Sequence[tuple[float, float]]) -> CartTrend | Sentence:
    """The trend of (carts started, carts abandoned) per full week, oldest first: of the newest ten weeks those with 20
    carts or more. What was started and not ordered is abandoned."""
    shares = tuple(min(max(left / started, 0.0), 1.0) for started, left in weeks[-WEEKS:] if started >= FEWEST_CARTS)
    if len(shares) < FEWEST_WEEKS:
        return Sentence(
            f"A trend of carts needs {FEWEST_WEEKS} full weeks with at least {FEWEST_CARTS} carts; there are"
            f" {len(shares)}.",
            f"Ostoskorien suunta tarvitsee {FEWEST_WEEKS} täyttä viikkoa, joilla on vähintään {FEWEST_CARTS} koria; nyt"
            f" niitä on {len(shares)}.",
        )
    first, last = steady_line(shares)
    return CartTrend(len(shares), first, last, mann_kendall(shares).p, shares)


def carts_sentence(found: CartTrend) -> Sentence:
    """A growing share in words."""
    said = {
        language: {
            "weeks": found.weeks,
            "first": figures.percent(found.first, language),
            "last": figures.percent(found.last, language),
        }
        for language in ("en", "fi")
    }
    return Sentence(
        "The share of abandoned carts has been growing for {weeks} weeks ({first} → {last}).".format(**said["en"]),
        "Hylättyjen korien osuus on kasvanut {weeks} viikkoa ({first} → {last}).".format(**said["fi"]),
    )
