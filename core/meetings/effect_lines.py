"""What the work did, said to a meeting: cards beside the number of their stage, and what was expected of them. Pure."""

from __future__ import annotations

from core.findings.effects import Effect, MarkKind, besides, learnt, question, reading, told_of
from core.findings.words import day, joined, short, told
from core.meetings.shapes import Kind, Known, Line
from core.meetings.work_lines import Groups
from core.model import Sentence


def effects(known: Known) -> Groups:
    """Of cards done earlier whose effect could first be told since the last meeting: what their stage's number did.
    Those done since then are told where they are told to be done (`done_with_effect`)."""
    cards = [
        one
        for one in known.effects
        if one.mark.kind is MarkKind.CARD and one.mark.day < known.window.start and one.told_since
    ]
    return [[_effect(one) for one in cards]]


def _effect(one: Effect) -> Line:
    said = told(
        "Done {day}: {name}. {told}.",
        "Valmis {day}: {name}. {told}.",
        day=day(one.mark.day),
        name=short(one.mark.name),
        told=told_of(one),
    )
    return Line(_plain_end(joined(said, *besides(one)[:1])), "effect", one.mark.key)


def done_with_effect(known: Known, card_id: str) -> Sentence | None:
    """What is said of the effect of a card that got done since the last meeting; None where no number shows it."""
    found = [one for one in known.effects if one.mark.kind is MarkKind.CARD and one.mark.key == card_id]
    if not found:
        return None
    if not found[0].told_since:
        return told("Its effect {reading}.", "Vaikutuksen {reading}.", reading=reading(found[0]))
    every = [told("{told}.", "{told}.", told=told_of(one)) for one in found]
    return _plain_end(joined(*every, *besides(found[0])[:1]))


def expected(known: Known) -> Groups:
    """What was expected of cards by now, until somebody says what became of it. A weekly asks among ourselves."""
    if known.kind is Kind.WEEKLY and known.with_client:
        return []
    return [[Line(question(one), "expected", one.card_id, expectation_id=one.expectation_id) for one in known.asked]]


def outcomes(known: Known) -> Groups:
    """What was answered since the last meeting, and what was learnt from it."""
    return [[Line(learnt(one), "outcome", one.card_id) for one in known.outcomes]]


def _plain_end(said: Sentence) -> Sentence:
    return Sentence(said.en.replace("..", "."), said.fi.replace("..", "."))
