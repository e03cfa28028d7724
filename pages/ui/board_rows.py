"""A client's board as rows to draw: every card there is, each once, with what is known of it now. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from core.board.journey import lies_since
from core.board.promises import due_at
from core.cards import BoardContent, Card, Role, Status
from core.dates import day_teller
from core.jobs.pending import Pending
from core.model import Client, Sentence
from core.pause import uncollected
from core.reports.board_scene import Past, Scene, Work
from core.reports.board_shapes import FlowReport, MappedList, MappedMark, StatusReport
from core.store.outbox import Act, State

UNMAPPED = "unmapped"
"""Where cards lie whose list means nothing yet."""
COLUMNS = (UNMAPPED, *(str(status) for status in Status))
ARCHIVED, HIDDEN = "archived", "hidden"
PARTS = (*COLUMNS, ARCHIVED, HIDDEN, *(f"role_{role}" for role in Role if role is not Role.CARD))
"""Every card lies in exactly one of these."""
NOBODY = "-"
"""The owner, stage, channel or label to ask for when one looks for cards without any."""
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card. `part`: one of PARTS; `days`: calendar days it has lain in its list; `due` is a day in the client's
    zone. `blocked`: why it cannot go on (empty: nobody said), None when it can. `pending`: what Trello has yet to do
    with it; `refused`: what Trello did not do."""

    card_id: str
    board_id: str
    list_id: str
    name: str
    part: str
    list_name: str
    owners: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    due: date | None = None
    overdue: bool = False
    days: int = 0
    items: int = 0
    items_done: int = 0
    blocked: str | None = None
    pending: tuple[Sentence, ...] = ()
    refused: tuple[Sentence, ...] = ()

    @property
    def seen(self) -> bool:
        """Whether one sees it on the board."""
        return self.part in COLUMNS


@dataclass(frozen=True, slots=True)
class BoardHead:
    """One board. `why_read_only`: None when cards of it can be moved."""

    board_id: str
    name: str
    why_read_only: Sentence | None


@dataclass(frozen=True)
class BoardView:
    """The boards of a client at one moment, with all a page of them shows but the history of cards: a view is kept
    between runs, and thousands of kept moves would slow every one of them."""

    client: Client
    as_of: datetime
    heads: tuple[BoardHead, ...]
    status: StatusReport
    rows: tuple[CardRow, ...]
    """Every card there is, in the order of the parts and of the boards."""
    lists: tuple[MappedList, ...]
    marks: tuple[MappedMark, ...]
    last_event: datetime
    """The newest thing known to have happened on any of the boards."""
    complete_since: datetime
    last_weekly: datetime | None
    refused: tuple[Pending, ...] = ()
    """What Trello did not do, newest last."""

    @property
    def seen(self) -> tuple[CardRow, ...]:
        """The cards one sees on the boards."""
        return tuple(row for row in self.rows if row.seen)

    @property
    def writable(self) -> bool:
        """Whether cards of any of the boards can be moved."""
        return any(head.why_read_only is None for head in self.heads)

    def day_of(self, at: datetime) -> date:
        return local(at, self.client.timezone).date()

    @property
    def names(self) -> Mapping[str, str]:
        """Card id -> its name."""
        return {row.card_id: row.name for row in self.rows}


@uncollected()
def board_view(
    scene: Scene,
    status: StatusReport,
    marks: Sequence[MappedMark] = (),
    *,
    pending: Sequence[Pending] = (),
    read_only: Mapping[str, Sentence | None] | None = None,
) -> BoardView:
    """The rows of all cards. `pending`: what Trello has yet to do or did not do, drawn as if it had done it.
    `read_only`: board id -> why its cards cannot be moved; a board that is not named can only be read."""
    return BoardView(
        client=scene.client,
        as_of=scene.as_of,
        heads=tuple(_head(content, read_only or {}) for content in scene.contents),
        status=status,
        rows=_ordered(_with_pending(_rows(scene, status), pending, scene), scene),
        lists=scene.lists,
        marks=tuple(marks),
        last_event=max(content.board.as_of for content in scene.contents),
        complete_since=scene.complete_since,
        last_weekly=scene.last_weekly,
        refused=tuple(one for one in pending if one.state is State.FAILED),
    )


_NOT_WRITTEN = Sentence("This board is only read here.", "Tätä seinää voi täällä vain lukea.")


def _head(content: BoardContent, read_only: Mapping[str, Sentence | None]) -> BoardHead:
    board = content.board
    return BoardHead(board.board_id, board.name, read_only.get(board.board_id, _NOT_WRITTEN))


# ----------------------------------------------------------------------------------------------------------------- rows


def _rows(scene: Scene, status: StatusReport) -> list[CardRow]:
    """One row for each card that the report counts."""
    away = dict.fromkeys(status.archived_cards, ARCHIVED) | dict.fromkeys(status.hidden_cards, HIDDEN)
    overdue = frozenset(status.needs_a_hand["overdue"])
    found = []
    for past in scene.pasts:
        draw = RowMaker(past, scene, overdue)
        board_id = past.content.board.board_id
        found += [
            draw.row(work, away.get(work.card.card_id, work.status or UNMAPPED))
            for work in scene.works
            if work.board_id == board_id and work.is_here
        ]
        apart = {card_id: role for role, ids in status.apart_cards.items() for card_id in ids}
        found += [draw.apart(card) for card in past.content.cards if card.card_id in apart]
    return found


class RowMaker:
    """Makes the rows of one board."""

    def __init__(self, past: Past, scene: Scene, overdue: Collection[str]) -> None:
        content = past.content
        self.scene, self.overdue, self.board_id = scene, overdue, content.board.board_id
        self.lists = {row.list_id: row.name for row in content.lists}
        self.labels = {label.label_id: label.name or label.colour for label in content.labels}
        self.members = {member.member_id: member.name for member in content.members}
        self.day_of = day_teller(scene.client.timezone)
        self.today = self.day_of(scene.as_of)

    def row(self, work: Work, part: str) -> CardRow:
        card, place = work.card, work.lain[-1].place
        since = max(lies_since(work.lain) or work.lain[-1].start, work.spans[0].start)
        due = due_at(card, work.moves, self.scene.as_of)
        stuck = work.stuck(self.scene.as_of)
        return CardRow(
            card_id=card.card_id,
            board_id=self.board_id,
            list_id=place,
            name=card.name,
            part=part,
            list_name=self.lists.get(place, ""),
            owners=tuple(self.members[i] for i in card.member_ids if self.members.get(i)),
            labels=tuple(self.labels[i] for i in card.label_ids if self.labels.get(i)),
            stages=work.said.stages,
            channels=work.said.channels,
            due=self.day_of(due) if due else None,
            overdue=card.card_id in self.overdue,
            days=(self.today - self.day_of(since)).days,
            items=sum(len(checklist.items) for checklist in card.checklists),
            items_done=sum(item.done for checklist in card.checklists for item in checklist.items),
            blocked=stuck.reason if stuck else None,
        )

    def apart(self, card: Card) -> CardRow:
        """A separator, template, mirror or link: no work, and counted apart."""
        name = self.lists.get(card.list_id, "")
        return CardRow(card.card_id, self.board_id, card.list_id, card.name, f"role_{card.role}", name)


def _with_pending(rows: list[CardRow], pending: Sequence[Pending], scene: Scene) -> list[CardRow]:
    """The rows as they will be when Trello has done what people asked; each says what it waits for."""
    if not pending:
        return rows
    lists = {m.row.list_id: m for m in scene.lists}
    by_id = {row.card_id: row for row in rows}
    for one in pending:
        row = by_id.get(one.card_id)
        target = lists.get(one.list_id)
        if one.state is State.FAILED:
            if row is not None:
                by_id[row.card_id] = replace(row, refused=(*row.refused, one.why or one.said))
            continue
        if row is None and one.act is Act.CREATE and target is not None:
            row = CardRow(one.card_id, one.board_id, one.list_id, one.name, UNMAPPED, target.row.name)
        if row is None:
            continue
        row = replace(row, pending=(*row.pending, one.said))
        if one.act in (Act.MOVE, Act.CREATE) and target is not None:
            row = replace(
                row, list_id=one.list_id, list_name=target.row.name, part=str(target.status or UNMAPPED), days=0
            )
        by_id[row.card_id] = row
    return list(by_id.values())


def _ordered(rows: list[CardRow], scene: Scene) -> tuple[CardRow, ...]:
    """By part, then as they lie on the board; a card that is on its way to a list lies on top of it."""
    order = {m.row.list_id: i for i, m in enumerate(scene.lists)}
    lies = {
        card.card_id: (card.list_id, card.pos) for content in scene.contents for card in (*content.cards, *content.gone)
    }

    def place(row: CardRow) -> tuple[int, int, float]:
        list_id, pos = lies.get(row.card_id, ("", 0.0))
        known = not row.pending or list_id == row.list_id
        return PARTS.index(row.part), order.get(row.list_id, -1), pos if known else float("-inf")

    return tuple(sorted(rows, key=place))


# ------------------------------------------------------------------------------------------------------------- choosing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filters ask for; empty asks for nothing. `part`: one part instead of all that one sees. `ids`: only
    these cards, wherever they lie; None asks for no such thing."""

    stage: str = ""
    channel: str = ""
    owner: str = ""
    label: str = ""
    text: str = ""
    part: str = ""
    ids: frozenset[str] | None = None

    def __bool__(self) -> bool:
        return self.ids is not None or any((self.stage, self.channel, self.owner, self.label, self.text, self.part))


def chosen(rows: Iterable[CardRow], wanted: Wanted) -> list[CardRow]:
    """The rows that every filter lets through. Text is looked for in titles, ignoring case."""
    words = wanted.text.casefold().split()
    return [
        row
        for row in rows
        if _lies(row, wanted)
        and _has(row.stages, wanted.stage)
        and _has(row.channels, wanted.channel)
        and _has(row.owners, wanted.owner)
        and _has(row.labels, wanted.label)
        and all(word in row.name.casefold() for word in words)
    ]


def _lies(row: CardRow, wanted: Wanted) -> bool:
    if wanted.ids is not None and row.card_id not in wanted.ids:
        return False
    if wanted.part:
        return row.part == wanted.part
    return wanted.ids is not None or row.seen


def _has(values: Sequence[str], wanted: str) -> bool:
    return not wanted or (not values if wanted == NOBODY else wanted in values)


def values(rows: Iterable[CardRow], field: str) -> list[str]:
    """The owners, channels or labels that there are, the most used first."""
    counts: dict[str, int] = {}
    for row in rows:
        for value in getattr(row, field):
            counts[value] = counts.get(value, 0) + 1
    return sorted(counts, key=lambda value: (-counts[value], value.casefold()))


def plain(name: str) -> str:
    """A name on one line and without the marks that would turn the words around it from right to left."""
    return " ".join(name.translate(_TURNING).split())


def local(at: datetime, zone: str) -> datetime:
    """A naive UTC instant in the client's zone."""
    return at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))


# ----------------------------------------------------------------------------------------------------------------- sums


def counts(rows: Iterable[CardRow]) -> dict[str, int]:
    """Part -> cards in it, for every part; they sum to all the cards."""
    found = dict.fromkeys(PARTS, 0)
    for row in rows:
        found[row.part] += 1
    return found


def came_and_done(report: FlowReport) -> tuple[int, int, int]:
    """(weeks, cards that came, cards done) over the weeks of the report that are known and over."""
    known = [week for week in report.weeks if week.done is not None and week.came is not None and not week.open]
    return len(known), sum(week.came or 0 for week in known), sum(week.done or 0 for week in known)
