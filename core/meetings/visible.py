"""What of all that is known may be said while the client is present. Pure; the rules see nothing else then."""

from __future__ import annotations

from dataclasses import replace

from core.findings.effects import Effect
from core.findings.finding import Finding
from core.findings.finding import Kind as FindingKind
from core.meetings.shapes import Known, WorkCard

ABOUT_CARDS = frozenset({FindingKind.CARD_STUCK, FindingKind.REVIEW_WAITING})
"""Findings that name cards. The board's own lines tell of those, card by card, by what each card allows."""


def for_client(known: Known) -> Known:
    """The same facts without what is internal: cards that bear the mark, notes, actions and decisions that nobody made
    visible, what a finding advises, and what a person wrote about the measuring or about what holds a card up."""
    hidden = {card.card_id for card in known.cards if card.internal}
    return replace(
        known,
        cards=tuple(_without_reason(card) for card in known.cards if not card.internal),
        actions=tuple(one for one in known.actions if one.client_visible and one.card_id not in hidden),
        decisions=tuple(one for one in known.decisions if one.client_visible and one.card_id not in hidden),
        seasons=tuple(one for one in known.seasons if one.client_visible),
        learnt=tuple(one for one in known.learnt if one.client_visible),
        raised=tuple(one for one in known.raised if one.card_id not in hidden and one.kind not in ABOUT_CARDS),
        findings=tuple(one for one in known.findings if _may_be_told(one, hidden)),
        effects=tuple(_without_internal(one) for one in known.effects if not one.mark.internal),
        asked=tuple(one for one in known.asked if one.client_visible and not one.internal),
        outcomes=tuple(one for one in known.outcomes if one.learnt_visible and not one.internal),
        doubts=tuple(check for check in known.doubts if check.automatic),
    )


def _without_reason(card: WorkCard) -> WorkCard:
    return replace(card, blocked="") if card.blocked else card


def _without_internal(one: Effect) -> Effect:
    others, noted = (tuple(mark for mark in marks if not mark.internal) for marks in (one.others, one.noted))
    return replace(one, others=others, noted=noted)


def _may_be_told(one: Finding, hidden: set[str]) -> bool:
    return one.kind not in ABOUT_CARDS and one.card not in hidden
