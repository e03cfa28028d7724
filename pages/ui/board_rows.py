"""A client's board as rows to draw: every visible card with what is known of it now. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from core.board.history import Spans
from core.board.journey import lies_since, time_in_place
from core.board.promises import Promise, due_at, promise
from core.cards import BoardContent, Card, Move, MoveKind, Status
from core.dates import local_day
from core.reports.board_scene import Scene, Work
from core.reports.board_shapes import FlowReport, StatusReport

UNMAPPED = "unmapped"
"""Where cards lie whose list means nothing yet."""
COLUMNS = (UNMAPPED, *(str(status) for status in Status))
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
NOBODY = "-"
"""The owner, stage or label to ask for when one looks for cards without any."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """One visible card of work. `days`: calendar days it has lain in its list. `due` is a day in the client's zone."""

    card_id: str
    name: str
    status: str
    list_name: str
    owners: tuple[str, ...]
    labels: tuple[str, ...]
    stages: tuple[str, ...]
    due: date | None
    overdue: bool
    days: int
    items: int
    items_done: int


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
    """Everything the drawer of one card says. Instants are in the client's zone."""

    card: Card
    board_name: str
    row: CardRow
    archived: bool
    came: datetime
    came_known: bool
    stays: tuple[Stay, ...]
    per_list: tuple[tuple[str, float, int], ...]
    promised: Promise | None
    dues: tuple[tuple[datetime, date | None], ...]
    """When the due date was changed, and to what."""


@dataclass(frozen=True)
class BoardView:
    """The board of a client at one moment, with all a page of it shows."""

    scene: Scene
    status: StatusReport
    rows: tuple[CardRow, ...]
    names: Mapping[str, str]
    """Card id -> its name, for every card of work that was ever seen."""

    @property
    def last_event(self) -> datetime:
        """The newest thing known to have happened on any of the boards."""
        return max(content.board.as_of for content in self.scene.contents)


def board_view(scene: Scene, status: StatusReport) -> BoardView:
    """The rows of all visible cards, in the order of the statuses and of the board."""
    overdue = frozenset(status.needs_a_hand["overdue"])
    rows = [_row(work, scene, overdue) for work in scene.works if work.is_here and not work.spans[-1].archived]
    order = {str(m.row.list_id): i for i, m in enumerate(scene.lists)}
    place = {work.card.card_id: (order.get(work.lain[-1].place, 0), work.card.pos) for work in scene.works}
    rows.sort(key=lambda row: (COLUMNS.index(row.status), *place[row.card_id]))
    return BoardView(scene, status, tuple(rows), {work.card.card_id: work.card.name for work in scene.works})


def _row(work: Work, scene: Scene, overdue: Collection[str]) -> CardRow:
    card = work.card
    content = content_of(scene, card.card_id)
    labels = named_labels(content, card)
    since = lies_since(work.lain) or work.lain[-1].start
    due = due_at(card, work.moves, scene.as_of)
    items = [item for checklist in card.checklists for item in checklist.items]
    return CardRow(
        card_id=card.card_id,
        name=card.name,
        status=work.spans[-1].place or UNMAPPED,
        list_name=_list_names(content).get(work.lain[-1].place, ""),
        owners=owners_of(content, card),
        labels=labels,
        stages=work.said.stages,
        due=scene.day_of(due) if due else None,
        overdue=card.card_id in overdue,
        days=(scene.today - scene.day_of(since)).days,
        items=len(items),
        items_done=sum(item.done for item in items),
    )


def content_of(scene: Scene, card_id: str) -> BoardContent:
    """The board that a card belongs to."""
    return next(past.content for past in scene.pasts if card_id in past.seen)


def _list_names(content: BoardContent) -> dict[str, str]:
    return {row.list_id: row.name for row in content.lists}


def named_labels(content: BoardContent, card: Card) -> tuple[str, ...]:
    """The card's labels by name; one that only has a colour goes by that."""
    known = {label.label_id: label.name or label.colour for label in content.labels}
    return tuple(known[label_id] for label_id in card.label_ids if known.get(label_id))


def owners_of(content: BoardContent, card: Card) -> tuple[str, ...]:
    known = {member.member_id: member.name for member in content.members}
    return tuple(known[member_id] for member_id in card.member_ids if known.get(member_id))


# ------------------------------------------------------------------------------------------------------------- choosing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filters ask for; empty asks for nothing."""

    stage: str = ""
    owner: str = ""
    label: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return any((self.stage, self.owner, self.label, self.text))


def chosen(rows: Iterable[CardRow], wanted: Wanted) -> list[CardRow]:
    """The rows that every filter lets through. Text is looked for in titles, ignoring case."""
    words = wanted.text.casefold().split()
    return [
        row
        for row in rows
        if _has(row.stages, wanted.stage)
        and _has(row.owners, wanted.owner)
        and _has(row.labels, wanted.label)
        and all(word in row.name.casefold() for word in words)
    ]


def _has(values: Sequence[str], wanted: str) -> bool:
    return not wanted or (not values if wanted == NOBODY else wanted in values)


def by_status(rows: Iterable[CardRow]) -> dict[str, list[CardRow]]:
    """Status -> its rows, in the order of the board."""
    found: dict[str, list[CardRow]] = {column: [] for column in COLUMNS}
    for row in rows:
        found[row.status].append(row)
    return found


def values(rows: Iterable[CardRow], field: str) -> list[str]:
    """The owners or labels that there are, the most used first."""
    counts: dict[str, int] = {}
    for row in rows:
        for value in getattr(row, field):
            counts[value] = counts.get(value, 0) + 1
    return sorted(counts, key=lambda value: (-counts[value], value.casefold()))


# ------------------------------------------------------------------------------------------------------------- one card


def detail(scene: Scene, card_id: str, overdue: Collection[str] = ()) -> Detail | None:
    """All there is to say of one card; None when the client's boards have no such card of work."""
    work = next((work for work in scene.works if work.card.card_id == card_id), None)
    if work is None:
        return None
    content = content_of(scene, card_id)
    zone = scene.client.timezone
    names = _list_names(content)
    times = time_in_place(work.lain, scene.as_of)
    known_from = content.board.unknown_before
    return Detail(
        card=work.card,
        board_name=content.board.name,
        row=_row(work, scene, overdue),
        archived=work.lain[-1].archived,
        came=local(work.lain[0].start, zone),
        came_known=known_from is None or work.lain[0].start >= known_from,
        stays=_stays(work.lain, scene, names),
        per_list=tuple((names.get(place, ""), there.days, there.times) for place, there in times.items()),
        promised=promise(work.card, work.moves, work.way.finished if work.way else None, scene.day_of, scene.as_of),
        dues=_dues(work.moves, scene),
    )


def _stays(lain: Spans, scene: Scene, names: Mapping[str, str]) -> tuple[Stay, ...]:
    """Newest first."""
    zone = scene.client.timezone
    found = [
        Stay(
            list_name=names.get(span.place, ""),
            status=str(scene.mapping.get(span.place, UNMAPPED)),
            start=local(span.start, zone),
            end=local(span.end, zone) if span.end else None,
            days=((span.end or scene.as_of) - span.start).total_seconds() / 86400,
            archived=span.archived,
        )
        for span in lain
    ]
    return tuple(reversed(found))


def _dues(moves: Iterable[Move], scene: Scene) -> tuple[tuple[datetime, date | None], ...]:
    zone = scene.client.timezone
    changes = sorted((m for m in moves if m.kind is MoveKind.DUE and m.at <= scene.as_of), key=lambda m: m.at)
    return tuple(
        (local(m.at, zone), local_day(datetime.fromisoformat(m.after), zone) if m.after else None) for m in changes
    )


def plain(name: str) -> str:
    """A name on one line and without the marks that would turn the words around it from right to left."""
    return " ".join(name.translate(_TURNING).split())


def local(at: datetime, zone: str) -> datetime:
    """A naive UTC instant in the client's zone."""
    return at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))


# ----------------------------------------------------------------------------------------------------------------- sums


def parts(status: StatusReport) -> list[tuple[str, int]]:
    """(part, cards) of every card there is: the parts sum to the report's total."""
    found = [(str(one), len(ids)) for one, ids in status.statuses.items()]
    found.append((UNMAPPED, sum(len(row.cards) for row in status.unmapped)))
    found += [("archived", status.archived), ("hidden", status.hidden)]
    found += [(f"role_{role}", n) for role, n in status.apart.items()]
    return found


def came_and_done(report: FlowReport) -> tuple[int, int, int]:
    """(weeks, cards that came, cards done) over the weeks of the report that are known and over."""
    known = [week for week in report.weeks if week.done is not None and week.came is not None and not week.open]
    return len(known), sum(week.came or 0 for week in known), sum(week.done or 0 for week in known)
