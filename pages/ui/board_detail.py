"""Everything the drawer of one card says, from a scene of that card. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.board.blocked import Stuck
from core.board.history import Spans
from core.board.journey import time_in_place
from core.board.promises import Promise, promise
from core.board.waiting import Clock, Turn, clock, turn
from core.cards import BoardContent, Card, Label, Move, MoveKind
from core.dates import local_day
from core.reports.board_scene import Scene
from pages.ui.board_rows import ARCHIVED, UNMAPPED, CardRow, RowMaker, local


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of a card in a list; `end` is None while it goes on. `archived`: it was out of sight."""

    list_name: str
    status: str
    start: datetime
    end: datetime | None
    days: float
    archived: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """One card with its history. Instants are in the client's zone."""

    card: Card
    board_name: str
    row: CardRow
    archived: bool
    came: datetime
    came_known: bool
    stays: tuple[Stay, ...]
    per_list: tuple[tuple[str, float, int], ...]
    promised: Promise | None
    dues: tuple[tuple[datetime, date | None, date | None], ...]
    """When the due date was set or changed, from what and to what; None is no date."""
    held: Clock
    turn: Turn | None
    stuck: Stuck | None
    labels: tuple[Label, ...]
    """The labels of its board."""


def detail(scene: Scene, card_id: str, overdue: Collection[str] = ()) -> Detail | None:
    """All there is to say of one card; None when the client's boards have no such card of work."""
    work = scene.by_id.get(card_id)
    if work is None:
        return None
    past = next(past for past in scene.pasts if past.content.board.board_id == work.board_id)
    content = past.content
    zone = scene.client.timezone
    names = {m.row.list_id: m.row.name for m in scene.lists}
    times = time_in_place(work.lain, scene.as_of)
    known_from = content.board.unknown_before
    archived = work.lain[-1].archived
    return Detail(
        card=work.card,
        board_name=content.board.name,
        row=RowMaker(past, scene, overdue).row(work, ARCHIVED if archived else work.status or UNMAPPED),
        archived=archived,
        came=local(work.lain[0].start, zone),
        came_known=known_from is None or work.lain[0].start >= known_from,
        stays=_stays(work.lain, scene, names),
        per_list=tuple((names.get(place, ""), there.days, there.times) for place, there in times.items()),
        promised=promise(work.card, work.moves, work.way.known_finish if work.way else None, scene.day_of, scene.as_of),
        dues=_dues(work.moves, scene),
        held=clock(work.spans, scene.as_of, scene.day_of, off=scene.days_off),
        turn=turn(work.spans, scene.as_of, scene.day_of, off=scene.days_off),
        stuck=work.stuck(scene.as_of),
        labels=_named(content),
    )


def _named(content: BoardContent) -> tuple[Label, ...]:
    return tuple(sorted(content.labels, key=lambda label: (not label.name, label.name.casefold(), label.label_id)))


def _stays(lain: Spans, scene: Scene, names: Mapping[str, str]) -> tuple[Stay, ...]:
    """Newest first."""
    zone = scene.client.timezone
    mapping = scene.mapping
    found = [
        Stay(
            list_name=names.get(span.place, ""),
            status=str(mapping.get(span.place, UNMAPPED)),
            start=local(span.start, zone),
            end=local(span.end, zone) if span.end else None,
            days=((span.end or scene.as_of) - span.start).total_seconds() / 86400,
            archived=span.archived,
        )
        for span in lain
    ]
    return tuple(reversed(found))


def _dues(moves: Iterable[Move], scene: Scene) -> tuple[tuple[datetime, date | None, date | None], ...]:
    zone = scene.client.timezone

    def day(text: str) -> date | None:
        return local_day(datetime.fromisoformat(text), zone) if text else None

    changes = sorted((m for m in moves if m.kind is MoveKind.DUE and m.at <= scene.as_of), key=lambda m: m.at)
    return tuple((local(m.at, zone), day(m.before), day(m.after)) for m in changes)
