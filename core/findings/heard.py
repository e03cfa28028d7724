"""What people have said of findings: put aside until a day, dismissed with a reason, or a whole kind switched off.

A kind that people dismiss more than half the time is wrong more often than right for this client: it switches itself
off and says so, until somebody lets it speak again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from core.findings.finding import Finding
from core.findings.words import count, day, told
from core.model import Sentence

DISMISSED_FOR = timedelta(days=90)
"""A quarter: what was not worth talking about then may be by now."""
FEWEST_SHOWN = 10
MOSTLY = 0.5
LOUDER = Decimal("1.5")
"""A finding that was put aside comes back early when this many times as much is at stake."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A finding put aside or dismissed. `until`: the first day on which it may be told again."""

    until: date
    dismissed: bool
    reason: str
    who: str
    stake: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything people said that still holds. `counts`: kind -> (dismissed, shown); `cards`: finding key -> the card
    made of it."""

    aside: Mapping[str, Aside] = field(default_factory=dict)
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    cards: Mapping[str, str] = field(default_factory=dict)

    def why_not(self, one: Finding, today: date) -> Sentence | None:
        """Why people do not want to be told this, if they do not."""
        return self._off(one) or self._aside(one, today)

    def is_off(self, kind: str) -> bool:
        """Whether people have dismissed most of what a kind told them."""
        dismissed, shown = self.counts.get(kind, (0, 0))
        return shown >= FEWEST_SHOWN and dismissed > MOSTLY * shown

    def _off(self, one: Finding) -> Sentence | None:
        dismissed, shown = self.counts.get(one.kind, (0, 0))
        if not self.is_off(one.kind):
            return None
        return told(
            "This kind is switched off for this client: {dismissed} of the {shown} shown were dismissed.",
            "Tämänlaiset havainnot ovat poissa käytöstä tällä asiakkaalla: {shown} näytetystä {dismissed} hylättiin.",
            dismissed=count(dismissed),
            shown=count(shown),
        )

    def _aside(self, one: Finding, today: date) -> Sentence | None:
        found = self.aside.get(one.key)
        if found is None or today >= found.until:
            return None
        if found.dismissed:
            return told("Dismissed by {who}: {reason}", "Hylännyt {who}: {reason}", who=found.who, reason=found.reason)
        if found.stake is not None and one.eur is not None and one.eur >= LOUDER * found.stake:
            return None
        return told("Put aside until {day}.", "Siirretty {day} asti.", day=day(found.until, year=True))


def kind_counts(
    dismissed: Iterable[tuple[str, date]], shown: Iterable[tuple[str, date]], resumed: Mapping[str, date]
) -> dict[str, tuple[int, int]]:
    """Kind -> (dismissed, shown), each since the kind was last let to speak again."""
    found: dict[str, tuple[int, int]] = {}
    for place, rows in enumerate((dismissed, shown)):
        for kind, on in rows:
            if on >= resumed.get(kind, date.min):
                counts = list(found.get(kind, (0, 0)))
                counts[place] += 1
                found[kind] = (counts[0], counts[1])
    return found
