"""What got done, laid beside the number of its stage, and what that says in words. Pure.

Every sentence "points to"; none says that the work caused anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from core import figures
from core.findings.words import Part, change, day, names, rate, short, stage, told
from core.measure.beside import Beside, Reading
from core.measure.change import Change
from core.measure.holidays import holidays_in
from core.measure.metrics import METRICS, Metric, Unit
from core.model import Period, Sentence

MOST_NAMED = 2
MONEY_MATTERS = 0.10
"""A smaller change of the stage's money explains nothing."""
MEASURE = "measure"
FINE_BELOW = 100
"""Counts a day below it are told with a decimal."""


class MarkKind(StrEnum):
    CARD = "card"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was done, or noted, on a day. `key` is the card's id or the note's number; `stages` are empty for
    what is about all of them. `internal`: no client may read of it."""

    kind: MarkKind
    key: str
    name: str
    day: date
    stages: tuple[str, ...]
    channel: str = ""
    internal: bool = False

    @property
    def homes(self) -> tuple[str, ...]:
        """The stages on whose number it is laid, empty text for all of them. What is only about measuring has none:
        Measure is the frame, not a stage with a number."""
        found = tuple(one for one in self.stages if one != MEASURE)
        return found if found or self.stages else ("",)


@dataclass(frozen=True, slots=True)
class Effect:
    """One mark beside the number of one stage. `others` were done in the same days on the same number; `money`: what
    the stage's money did between the two sides (1.4: 40 % more), None where it says nothing."""

    mark: Mark
    stage: str
    metric: str
    laid: Beside
    others: tuple[Mark, ...] = ()
    money: float | None = None
    currency: str = ""
    noted: tuple[Mark, ...] = ()
    """What people noted about the same days: campaigns, seasons, faults."""

    @property
    def told_since(self) -> bool:
        """Whether it can be told by now, be it that nothing can be said."""
        return self.laid.reading is not Reading.NOT_YET


WORDS: dict[Reading, Sentence] = {
    Reading.UP: Sentence("points up", "viittaa nousuun"),
    Reading.DOWN: Sentence("points down", "viittaa laskuun"),
    Reading.STEADY: Sentence("steady", "vakaa"),
    Reading.NO_CLEAR: Sentence("no clear change", "ei selvää muutosta"),
    Reading.CANNOT_TELL: Sentence("cannot tell", "ei voi sanoa"),
    Reading.NOT_YET: Sentence("too early", "liian aikaista"),
}
_POINTS = (Reading.UP, Reading.DOWN)


def number_of(of_stage: str, metric: str) -> Sentence:
    """“Reach, clicks”, or only the number's name where it is that of all stages."""
    name = METRICS[metric].name
    if not of_stage:
        return name
    return told("{stage}, {name}", "{stage}, {name}", stage=stage(of_stage), name=_lower(name))


def _lower(name: Sentence) -> Sentence:
    """A number's name inside a sentence."""
    return Sentence(f"{name.en[0].lower()}{name.en[1:]}", f"{name.fi[0].lower()}{name.fi[1:]}")


def levels(effect: Effect) -> Sentence | None:
    """The number before and after: “9.1 → 10.2 a day”. None without a comparison."""
    found = effect.laid.change
    if not isinstance(found, Change):
        return None
    metric = METRICS[effect.metric]
    per_day = Sentence(" a day", " päivässä") if metric.adds_up else Sentence("", "")
    return told(
        "{before} → {after}{per_day}",
        "{before} → {after}{per_day}",
        before=level(metric, found.before, effect.currency),
        after=level(metric, found.after, effect.currency),
        per_day=per_day,
    )


def level(metric: Metric, value: float, currency: str) -> Part:
    """A level of a number, as fine as its size asks for."""
    if metric.unit is Unit.PERCENT:
        return rate(value)
    exact = Decimal(repr(value)) * metric.times
    if metric.unit is Unit.MONEY:
        return lambda language: figures.money(exact, currency, language)
    small = abs(exact) < FINE_BELOW
    return lambda language: figures.number(exact, language, 1 if small else 0)


def reading(effect: Effect) -> Sentence:
    """What the two sides say: “points to +12 % (+3 %…+22 %)”, “cannot tell: …”, “can be told from 14 Oct on”."""
    laid = effect.laid
    if laid.reading is Reading.NOT_YET:
        return told("can be told from {day} on", "voi sanoa {day} alkaen", day=day(laid.tell_on))
    if not isinstance(laid.change, Change):
        why = laid.change or WORDS[Reading.CANNOT_TELL]
        return told("cannot tell. {why}", "ei voi sanoa. {why}", why=why)
    inside = told("{low}…{high}", "{low}…{high}", low=change(laid.change.low), high=change(laid.change.high))
    if laid.reading in _POINTS:
        return told(
            "points to {change} ({inside})",
            "viittaa muutokseen {change} ({inside})",
            change=change(laid.change.ratio),
            inside=inside,
        )
    return told("{word} ({inside})", "{word} ({inside})", word=WORDS[laid.reading], inside=inside)


def besides(effect: Effect) -> list[Sentence]:
    """What else happened in the same days: other work, the stage's money, holidays that were left out."""
    found = []
    if effect.others:
        more = len(effect.others) - MOST_NAMED
        found.append(
            told(
                "In the same days also {names}{more}: nobody can tell them apart.",
                "Samoihin päiviin osuu myös {names}{more}: niitä ei voi erottaa toisistaan.",
                names=names([short(one.name) for one in effect.others[:MOST_NAMED]]),
                more=Sentence(f" and {more} more", f" ja {more} muuta") if more > 0 else "",
            )
        )
    if effect.money is not None and abs(effect.money - 1) >= MONEY_MATTERS:
        words = _MONEY_TOO if _moved_along(effect, effect.money) else _MONEY
        found.append(told(words.en, words.fi, change=change(effect.money)))
    if effect.noted:
        more = len(effect.noted) - MOST_NAMED
        found.append(
            told(
                "Noted about these days: {names}{more}.",
                "Näistä päivistä on merkitty {names}{more}.",
                names=names([short(one.name) for one in effect.noted[:MOST_NAMED]]),
                more=Sentence(f" and {more} more", f" ja {more} muuta") if more > 0 else "",
            )
        )
    if effect.laid.left_out and effect.laid.before and effect.laid.after:
        found.append(_left_out(effect.laid.before, effect.laid.after, effect.laid.left_out))
    return found


def _moved_along(effect: Effect, money: float) -> bool:
    """Whether the money moved the same way, as much as the number did or more."""
    found = effect.laid.change
    if effect.laid.reading not in _POINTS or not isinstance(found, Change):
        return False
    return money >= found.low if found.up else money <= found.high


def _left_out(before: Period, after: Period, n: int) -> Sentence:
    whole = [*holidays_in(before).values(), *holidays_in(after).values()]
    named = Sentence(", ".join(one.en for one in whole[:3]), ", ".join(one.fi for one in whole[:3]))
    why = told(" ({named})", " ({named})", named=named) if whole else Sentence("", "")
    return told(
        "{n} left out on each side{why}.",
        "Kummaltakin puolelta jää pois {n}{why}.",
        n=Sentence("1 day" if n == 1 else f"{n} days", "1 päivä" if n == 1 else f"{n} päivää"),
        why=why,
    )


def told_of(effect: Effect) -> Sentence:
    """The number with its two levels and what they say, in one clause."""
    known = levels(effect)
    middle = told(" {levels},", " {levels},", levels=known) if known else Sentence("", "")
    return told(
        "{number}:{middle} {reading}",
        "{number}:{middle} {reading}",
        number=number_of(effect.stage, effect.metric),
        middle=middle,
        reading=reading(effect),
    )


# -------------------------------------------------------------------------------------------------- said beforehand


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class Outcome(StrEnum):
    """What people say became of an expectation."""

    HELD = "held"
    DID_NOT = "did_not"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Expected:
    """What was expected of a card before it was done. `size`: a fraction (0.1), None: any change. `due`: the day on
    which a meeting asks, None while the card is not done. `outcome`: what was answered, empty while nothing was."""

    expectation_id: int
    card_id: str
    name: str
    stage: str
    metric: str
    direction: Direction
    size: Decimal | None
    after_days: int
    written_on: date
    written_by: str
    client_visible: bool
    internal: bool
    """The card bears the mark: no client may read of it."""
    done_on: date | None
    due: date | None
    afterwards: bool
    """It was written when the card was done already, and therefore counts for nothing."""
    now: Effect | None
    outcome: Outcome | None = None
    learnt: str = ""
    learnt_visible: bool = False
    answered_on: date | None = None
    answered_by: str = ""


OUTCOMES: dict[Outcome, Sentence] = {
    Outcome.HELD: Sentence("It held", "Piti paikkansa"),
    Outcome.DID_NOT: Sentence("It did not", "Ei pitänyt"),
    Outcome.CANNOT_TELL: Sentence("Cannot tell", "Ei voi sanoa"),
}


class Wished(Protocol):
    """What was expected, wherever it is kept."""

    @property
    def stage(self) -> str: ...
    @property
    def metric(self) -> str: ...
    @property
    def direction(self) -> Direction: ...
    @property
    def size(self) -> Decimal | None: ...


def wish(one: Wished) -> Sentence:
    """What was expected: “Convert, cost per conversion down 10 %”."""
    number = number_of(one.stage, one.metric) if one.stage else _lower(METRICS[one.metric].name)
    size = f"\u00a0{figures.number(one.size * 100, 'en')}\u00a0%" if one.size is not None else ""
    word = _UP if one.direction is Direction.UP else _DOWN
    return told("{number} {word}{size}", "{number} {word}{size}", number=number, word=word, size=size)


def question(one: Expected) -> Sentence:
    """What a meeting asks once the day has come."""
    now = told_of_expected(one)
    return told(
        "{name}: expected {wish} by {due}. Now: {now}. What happened, and what did we learn?",
        "{name}: odotus {wish}, {due} mennessä. Nyt: {now}. Mitä tapahtui, ja mitä opimme?",
        name=short(one.name),
        wish=wish(one),
        due=day(one.due),
        now=now,
    )


def told_of_expected(one: Expected) -> Sentence:
    """How the number stands now: its levels and what they say."""
    if one.now is None:
        return WORDS[Reading.CANNOT_TELL]
    known = levels(one.now)
    said = reading(one.now)
    plain = Sentence(said.en.rstrip("."), said.fi.rstrip("."))
    return told("{levels}, {said}", "{levels}, {said}", levels=known, said=plain) if known else plain


def learnt(one: Expected) -> Sentence:
    """What was answered and learnt, for the meeting after."""
    return told(
        "{name}: expected {wish}. {outcome}{learnt}",
        "{name}: odotus {wish}. {outcome}{learnt}",
        name=short(one.name),
        wish=wish(one),
        outcome=OUTCOMES[one.outcome] if one.outcome else "",
        learnt=f": {one.learnt}" if one.learnt else ".",
    )


_UP, _DOWN = Sentence("up", "nousee"), Sentence("down", "laskee")
_MONEY = Sentence("Spend in the same days {change}.", "Rahankäyttö samoina päivinä {change}.")
_MONEY_TOO = Sentence(
    "Spend in the same days {change}: that alone may be the reason.",
    "Rahankäyttö samoina päivinä {change}: jo se voi olla syy.",
)
