"""What stands still on the board: cards that wait for the client, and cards in progress for longer than is usual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.findings.facts import BoardCard, Facts
from core.findings.finding import Act, Column, Evidence, Finding, Kind, Named, NotShown, Unit, table
from core.findings.words import count, names, told
from core.model import Period, Sentence

REVIEW_WORKING_DAYS = 5
"""A week in the client's hands: the review window that agencies agree on unless another is agreed."""
STUCK_DAYS = 21
"""Without a history of the team's own."""
LEAST_STUCK = 10
ROWS = 8


def review_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """One finding for all cards that the client has had for a week of working days."""
    if isinstance(facts.work, Sentence):
        yield NotShown(Kind.REVIEW_WAITING, facts.work)
        return
    late = [card for card in facts.work.waiting if card.days >= REVIEW_WORKING_DAYS]
    if not late:
        yield NotShown(Kind.REVIEW_WAITING, _NONE_WAITS)
        return
    oldest = late[0]
    one = told(
        "{name} has been with the client for review for {days} working days.",
        "{name} on ollut asiakkaalla katsottavana {days} arkipäivää.",
        name=names([oldest.name]),
        days=count(oldest.days),
    )
    several = told(
        "{n} cards are waiting for the client's review, the longest, {name}, for {days} working days.",
        "{n} korttia odottaa asiakasta, pisimpään {name}: {days} arkipäivää.",
        n=len(late),
        name=names([oldest.name]),
        days=count(oldest.days),
    )
    yield Finding(
        kind=Kind.REVIEW_WAITING,
        direction="up",
        stage=_one_stage(late),
        entities=_entities(late),
        sentence=one if len(late) == 1 else several,
        evidence=_cards(late, Column("days", Sentence("Working days", "Arkipäiviä"), Unit.COUNT)),
        lever=Sentence(
            "Ask for the decision in the next meeting, or agree who else may approve.",
            "Pyydä ratkaisu seuraavassa palaverissa tai sovi, kuka muu voi hyväksyä.",
        ),
        goes_away=Sentence(
            "It goes away when the client has answered, or the cards have left the review.",
            "Havainto poistuu, kun asiakas on vastannut tai kortit ovat poistuneet katselmuksesta.",
        ),
        key=str(Kind.REVIEW_WAITING),
        cause="review",
        rule="with the client for 5 working days",
        period=Period(min(card.since for card in late), max(facts.yesterday, late[0].since)),
        since=min(card.since for card in late),
        strength=max(1.0, oldest.days / REVIEW_WORKING_DAYS),
        act=Act.CLIENT,
    )


def stuck_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """One finding for all cards in progress beyond the age by which the team usually finishes."""
    if isinstance(facts.work, Sentence):
        yield NotShown(Kind.CARD_STUCK, facts.work)
        return
    usual = facts.work.usual
    limit = max(LEAST_STUCK, usual) if usual is not None else STUCK_DAYS
    waiting = {card.card_id for card in facts.work.waiting}
    late = [card for card in facts.work.in_progress if card.days > limit and card.card_id not in waiting]
    if not late:
        yield NotShown(Kind.CARD_STUCK, _NONE_STUCK)
        return
    oldest = late[0]
    yield Finding(
        kind=Kind.CARD_STUCK,
        direction="up",
        stage=_one_stage(late),
        entities=_entities(late),
        sentence=told(
            "{n} in progress for longer than {limit} days, {why}; the oldest, {name}, {least}{days} days.",
            "{n} työn alla yli {limit} päivää, {why}; vanhin, {name}, {least}{days} päivää.",
            n=Sentence(
                "One card has been" if len(late) == 1 else f"{len(late)} cards have been",
                "Yksi kortti on ollut" if len(late) == 1 else f"{len(late)} korttia on ollut",
            ),
            limit=count(limit),
            why=_USUAL if usual is not None else _OUR_LIMIT,
            name=names([oldest.name]),
            least=Sentence("at least ", "vähintään ") if oldest.at_least else Sentence("", ""),
            days=count(oldest.days),
        ),
        evidence=_cards(late, Column("days", Sentence("Days in progress", "Päiviä työn alla"), Unit.COUNT)),
        lever=Sentence(
            "Decide card by card: split it, drop it, or say what it needs to move.",
            "Päättäkää kortti kerrallaan: pilkotaanko, luovutaanko vai mitä se tarvitsee liikkuakseen.",
        ),
        goes_away=Sentence(
            "It goes away when these cards are done or off the board.",
            "Havainto poistuu, kun nämä kortit ovat valmiita tai poissa seinältä.",
        ),
        key=str(Kind.CARD_STUCK),
        cause="stuck",
        rule="older than 85 in 100 finished cards (or 21 days)",
        period=Period(min(card.since for card in late), max(facts.yesterday, oldest.since)),
        since=min(card.since for card in late),
        strength=max(1.0, oldest.days / limit),
    )


def _one_stage(cards: Sequence[BoardCard]) -> str:
    stages = {card.stage for card in cards}
    return stages.pop() if len(stages) == 1 else ""


def _entities(cards: Sequence[BoardCard]) -> tuple[Named, ...]:
    return tuple(Named(card.card_id, card.name) for card in cards[:ROWS])


def _cards(cards: Sequence[BoardCard], days: Column) -> Evidence:
    columns = (
        Column("card", Sentence("Card", "Kortti")),
        Column("since", Sentence("Since", "Alkaen"), Unit.DAY),
        days,
    )
    return table(columns, [(card.name, card.since, card.days) for card in cards[:ROWS]])


_USUAL = Sentence(
    "by which 85 in 100 finished cards were done", "jossa ajassa 85 sadasta valmistuneesta kortista oli valmis"
)
_OUR_LIMIT = Sentence("our limit while too few cards are finished", "rajamme, kun valmiita kortteja on vielä vähän")
_NONE_WAITS = Sentence(
    "No card has waited for the client for 5 working days.", "Mikään kortti ei ole odottanut asiakasta 5 arkipäivää."
)
_NONE_STUCK = Sentence(
    "No card has been in progress longer than is usual.", "Mikään kortti ei ole ollut työn alla tavallista pidempään."
)
