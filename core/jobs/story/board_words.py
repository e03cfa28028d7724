"""What people of the story said about their boards besides the cards: what labels mean, limits, what is blocked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.board.limits import Place, PlaceKind
from core.board.meanings import MarkKind, suggestions
from core.cards import Status
from core.dates import DEMO_NOW
from core.jobs.cards import set_blocked
from core.jobs.story.board_cast import PUMPS, SHOP, TEAM, YARD, BoardCast
from core.jobs.story.ways import working_instant
from core.model import Client
from core.store import Store
from core.store.board import read_boards
from core.store.label_map import confirm_marks
from core.store.wip import set_limit


@dataclass(frozen=True, slots=True)
class Stuck:
    """A card that cannot go on, since a day."""

    card: str
    why: str
    since: date


@dataclass(frozen=True, slots=True)
class BoardWords:
    """`confirmed`: whether somebody looked over what the labels mean. `limits`: cards at once in a status."""

    confirmed: bool = False
    limits: tuple[tuple[Status, int], ...] = ()
    stuck: tuple[Stuck, ...] = ()


WORDS = {
    PUMPS.key: BoardWords(
        confirmed=True,
        limits=((Status.DOING, 2), (Status.REVIEW_CLIENT, 3)),
        stuck=(
            Stuck("Varaosahinnasto mukaan hakumainoksiin", "Varaosahinnasto puuttuu asiakkaalta", date(2026, 8, 24)),
        ),
    ),
    SHOP.key: BoardWords(confirmed=True),
    YARD.key: BoardWords(
        stuck=(
            Stuck("PMax: palvelujen painot", "Yrittäjä ei ole päättänyt budjetin jakoa vaiheille", date(2026, 8, 24)),
        )
    ),
    TEAM.key: BoardWords(confirmed=True, limits=((Status.DOING, 2),)),
}


def say_about_board(store: Store, client: Client, cast: BoardCast, *, who: str) -> None:
    """Write what the story's people said about a board that is there and written here."""
    client_id, words = client.client_id, WORDS[cast.key]
    (content,) = read_boards(store.ops, client_id=client_id)
    if words.confirmed:
        labels = {mark: said for mark, said in suggestions(content).items() if mark.kind is MarkKind.LABEL}
        board_id = content.board.board_id
        confirm_marks(store.ops, client_id=client_id, board_id=board_id, said=labels, who=who, now=DEMO_NOW)
    for status, most in words.limits:
        place = Place(PlaceKind.STATUS, status)
        set_limit(store.ops, client_id=client_id, place=place, most=most, who=who, now=DEMO_NOW)
    cards = {card.name: card.card_id for card in content.cards}
    for one in words.stuck:
        since = working_instant(one.since, cast.key, one.card, "stuck")
        set_blocked(store, client_id=client_id, card_id=cards[one.card], reason=one.why, who=who, now=since)
