"""The cards of a client's boards as a meeting sees them."""

from __future__ import annotations

from datetime import datetime

from core.board.journey import lies_since
from core.board.list_names import folded
from core.board.promises import due_at
from core.board.waiting import CLIENT, turn, working_days
from core.dates import local_day
from core.errors import Refused
from core.meetings.shapes import WorkCard
from core.reports.board import status_of
from core.reports.board_scene import Scene, Work, scene_at
from core.store import Store


def work_cards(store: Store, *, client_id: str, since: datetime, as_of: datetime) -> list[WorkCard] | None:
    """Every card that lies open at an instant, and those that got done since the last meeting (`since`). None without
    a board; none of them where the board is not known that far back."""
    try:
        scene = scene_at(store, client_id=client_id, as_of=as_of)
    except Refused:
        return None
    try:
        report = status_of(scene)
    except Refused:
        return []
    blocked = {one.card.card_id: one.stuck.reason for one in report.blocked}
    overdue = set(report.needs_a_hand["overdue"])
    cards = [_card(scene, work, since, overdue, blocked) for work in scene.works]
    return [card for card in cards if card.status or card.done_in_window]


def names_card(text: str, name: str) -> bool:
    """Whether a card's name holds the text, whatever the capitals, accents and signs."""
    wanted = folded(text)
    return bool(wanted) and f" {wanted} " in f" {folded(name)} "


def _card(scene: Scene, work: Work, since: datetime, overdue: set[str], blocked: dict[str, str]) -> WorkCard:
    card_id, way = work.card.card_id, work.way
    lies = lies_since(work.lain) or work.lain[-1].start
    due = due_at(work.card, work.moves, scene.as_of)
    now = turn(work.spans, scene.as_of, scene.day_of, off=scene.days_off)
    return WorkCard(
        card_id=card_id,
        name=work.card.name,
        status=work.status if work.is_seen else "",
        channel=work.said.channels[0] if work.said.channels else "",
        internal=work.said.internal,
        news=work.said.news,
        pos=work.card.pos,
        done_in_window=bool(way and way.known_finish and way.known_finish >= since),
        came_in_window=work.lain[0].start >= since,
        moved=lies >= since,
        lies_days=working_days(scene.day_of(max(lies, work.spans[0].start)), scene.today, scene.days_off),
        due=local_day(due, scene.client.timezone) if due else None,
        overdue=card_id in overdue,
        waits_days=now.working_days if now and now.side == CLIENT else None,
        blocked=blocked.get(card_id),
    )
