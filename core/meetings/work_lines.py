"""What the board says to a meeting: each rule beside its sentence. Pure.

A card that cannot go on, waits, is late or stands still is told once, by the first of these that holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.cards import IN_PROGRESS, Status
from core.findings.words import channel, count, day, short, told
from core.meetings.shapes import Known, Line, WorkCard
from core.model import Sentence

Groups = list[list[Line]]
OPEN = (Status.TO_DO, *IN_PROGRESS)
STANDS_STILL = 5
"""Working days in one place from which on a card in progress stands still: less is work being done."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason for which a card is on the agenda: how it is said, and which comes first."""

    kind: str
    holds: Callable[[WorkCard], bool]
    said: Callable[[WorkCard], Sentence]
    first: Callable[[WorkCard], float]


def _blocked(card: WorkCard) -> Sentence:
    why = card.blocked or ""
    if not why:
        return told("{name}: cannot go on.", "{name}: ei pääse etenemään.", name=short(card.name))
    return told(
        "{name}: cannot go on – {why}", "{name}: ei pääse etenemään – {why}", name=short(card.name), why=short(why)
    )


def _waiting(card: WorkCard) -> Sentence:
    if not card.waits_days:
        return told(
            "{name}: with the client since today.", "{name}: asiakkaalla tästä päivästä.", name=short(card.name)
        )
    if card.waits_days == 1:
        return told(
            "{name}: with the client for 1 working day.", "{name}: asiakkaalla 1 arkipäivän.", name=short(card.name)
        )
    return told(
        "{name}: with the client for {n} working days.",
        "{name}: asiakkaalla {n} arkipäivää.",
        name=short(card.name),
        n=count(card.waits_days),
    )


def _overdue(card: WorkCard) -> Sentence:
    return told("{name}: was due {day}", "{name}: määräpäivä oli {day}", name=short(card.name), day=day(card.due))


def _standing(card: WorkCard) -> Sentence:
    return told(
        "{name}: has not moved for {n} working days.",
        "{name}: ei ole liikkunut {n} arkipäivään.",
        name=short(card.name),
        n=count(card.lies_days),
    )


HELD_UP = (
    Rule("blocked", lambda c: c.blocked is not None, _blocked, lambda c: -c.lies_days),
    Rule("waiting", lambda c: c.waits_days is not None, _waiting, lambda c: -(c.waits_days or 0)),
    Rule("overdue", lambda c: c.overdue, _overdue, lambda c: c.due.toordinal() if c.due else 0),
    Rule(
        "stuck",
        lambda c: c.status in IN_PROGRESS and not c.moved and c.lies_days >= STANDS_STILL,
        _standing,
        lambda c: -c.lies_days,
    ),
)
"""From a card that nobody can move to one that nobody has moved."""


def held_up(known: Known) -> Groups:
    """Cards that cannot go on, wait for the client, are late, or have not moved since the last meeting."""
    groups: dict[str, list[tuple[float, str, Line]]] = {rule.kind: [] for rule in HELD_UP}
    for card in known.cards:
        rule = next((rule for rule in HELD_UP if rule.holds(card)), None)
        if rule is not None:
            groups[rule.kind].append((rule.first(card), card.name, _line(rule.said(card), rule.kind, card)))
    return [[line for *_, line in sorted(found, key=lambda one: one[:2])] for found in groups.values()]


def waiting_for_client(known: Known) -> Groups:
    """Only what waits for the client's word, longest first."""
    return [held_up(known)[[rule.kind for rule in HELD_UP].index("waiting")]]


def news(known: Known) -> Groups:
    """Cards labelled as news that are new or still open."""
    cards = [c for c in known.cards if c.news and (c.came_in_window or c.status in (Status.BACKLOG, *OPEN))]
    return [[_line(Sentence(short(card.name), short(card.name)), "news", card) for card in _in_order(cards)]]


def ideas(known: Known) -> Groups:
    """What came to the Backlog since the last meeting."""
    cards = [c for c in known.cards if c.status == Status.BACKLOG and c.came_in_window and not c.news]
    return [
        [
            _line(told("New in the Backlog: {name}", "Uutta Backlogissa: {name}", name=short(card.name)), "idea", card)
            for card in _in_order(cards)
        ]
    ]


def done_of(known: Known, key: str) -> list[Line]:
    """What got done in one channel since the last meeting."""
    cards = [card for card in known.cards if card.done_in_window and card.channel == key]
    return [_done(card) for card in _in_order(cards)]


def done_elsewhere(known: Known, channels: Sequence[str]) -> list[Line]:
    """What got done in none of these channels."""
    return [_done(card) for card in _in_order(c for c in known.cards if c.done_in_window and c.channel not in channels)]


def next_of(known: Known, key: str) -> list[Line]:
    """The card of a channel that is next in turn: the top one of To-do."""
    cards = [card for card in known.cards if card.status == Status.TO_DO and card.channel == key]
    top = min(cards, key=lambda card: (card.pos, card.card_id), default=None)
    if top is None:
        return []
    said = told(
        "Next in {channel}: {name}", "Seuraavaksi ({channel}): {name}", channel=channel(key), name=short(top.name)
    )
    return [_line(said, "next", top)]


def flow(known: Known) -> Groups:
    """How the work went, for a look back: how much got done, and what is held up."""
    if not known.has_board:
        return []
    done = sum(card.done_in_window for card in known.cards)
    groups = held_up(known)
    held = sum(map(len, groups))
    said = told(
        "Done since the last one: {done}. Held up now: {held}.",
        "Valmistunut edellisen jälkeen: {done}. Nyt jumissa: {held}.",
        done=count(done),
        held=count(held),
    )
    return [[Line(said, "flow")], [line for group in groups for line in group]]


def _done(card: WorkCard) -> Line:
    return _line(told("Done: {name}", "Valmis: {name}", name=short(card.name)), "done", card)


def _line(said: Sentence, kind: str, card: WorkCard) -> Line:
    return Line(said, kind, card_id=card.card_id, subject=card.name)


def _in_order(cards: Iterable[WorkCard]) -> list[WorkCard]:
    return sorted(cards, key=lambda card: (card.pos, card.card_id))
