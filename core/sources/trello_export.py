"""A board as Trello exports it (one JSON document) -> lists, cards and moves in our words.

The document has the same objects as Trello's API, so `translate` serves both. Left behind: descriptions, comments, the
secret address under which a card takes mail, e-mail addresses, phone numbers, user names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.cards import (
    Board,
    BoardContent,
    BoardList,
    Card,
    CheckItem,
    Checklist,
    Label,
    Member,
    Move,
    MoveKind,
    Role,
)
from core.sources import trello_actions
from core.sources.trello_file import board_id, read_document
from core.sources.trello_values import (
    Json,
    born,
    instant,
    objects,
    part,
    position,
    private_text,
    text,
    texts,
    without_addresses,
)

_BIRTH = timedelta(minutes=1)
"""A board's first action is written within a second or two of its id; a minute leaves room for a slow copy."""
_BIRTHS = ("createBoard", "copyBoard")
_NEVER = datetime(1970, 1, 1)
"""As-of of a board on which nothing tells when anything happened."""
_ROLES = {"separator": Role.SEPARATOR, "mirror": Role.MIRROR, "board": Role.LINK, "link": Role.LINK}


@dataclass(frozen=True, slots=True)
class BoardExport:
    """One export. `actions`: how many it holds, of any kind; `unreadable`: cards and lists without an id or a list."""

    content: BoardContent
    actions: int
    members: int
    checklists: int
    custom_fields: int
    unreadable: int


def read_board(data: bytes) -> BoardExport:
    """Read an exported board. Raises Unreadable with one sentence when it is none."""
    return translate(read_document(data))


def translate(document: Json) -> BoardExport:
    """A board document with `lists`, `cards` and `actions` in our words."""
    lists = _lists(document)
    actions = objects(document, "actions")
    moves = trello_actions.moves(actions)
    cards = _cards(document, moves)
    given = _count(document, "cards") + _count(document, "lists")
    return BoardExport(
        content=BoardContent(
            board=_board(document, actions),
            lists=lists,
            labels=_labels(document),
            members=_members(document, actions, cards),
            cards=cards,
            gone=_gone(cards, moves),
            moves=moves,
            list_changes=trello_actions.list_changes(actions),
        ),
        actions=len(actions),
        members=len(objects(document, "members")),
        checklists=len(objects(document, "checklists")),
        custom_fields=len(objects(document, "customFields")),
        unreadable=given - len(cards) - len(lists),
    )


# --------------------------------------------------------------------------------------------------- what is on a board


def _board(document: Json, actions: list[Json]) -> Board:
    times = sorted(at for at in map(trello_actions.happened, actions) if at)
    touched = [at for at in (instant(o, "dateLastActivity") for o in (document, *objects(document, "cards"))) if at]
    made = born(text(document, "id"))
    as_of = max([*times[-1:], *touched, *([made] if made else [])], default=_NEVER)
    unread = trello_actions.newest_unread(actions)
    since = unread or (times[0] if times else as_of)
    told = any(text(action, "type") in _BIRTHS for action in actions)
    return Board(
        board_id=board_id(document),
        name=private_text(document, "name"),
        as_of=as_of,
        complete_since=since,
        from_birth=not unread and bool(told or (made and times and since <= made + _BIRTH)),
    )


def _count(document: Json, key: str) -> int:
    return len(document[key]) if isinstance(document.get(key), list) else 0


def _lists(document: Json) -> tuple[BoardList, ...]:
    found = {
        text(o, "id"): BoardList(
            list_id=text(o, "id"),
            name=private_text(o, "name"),
            pos=position(o),
            closed=o.get("closed") is True,
            created_at=born(text(o, "id")),
        )
        for o in objects(document, "lists")
        if text(o, "id")
    }
    return tuple(sorted(found.values(), key=lambda row: (row.pos, row.list_id)))


def _labels(document: Json) -> tuple[Label, ...]:
    found = {
        text(o, "id"): Label(text(o, "id"), private_text(o, "name"), text(o, "color"))
        for o in objects(document, "labels")
        if text(o, "id")
    }
    return tuple(found[label_id] for label_id in sorted(found))


def _members(document: Json, actions: list[Json], cards: tuple[Card, ...]) -> tuple[Member, ...]:
    """Members by display name; people who have left the board but still have cards by their initials."""
    names = {text(o, "id"): private_text(o, "fullName") for o in objects(document, "members") if text(o, "id")}
    former = {member_id for card in cards for member_id in card.member_ids} - set(names)
    if former:
        people = [person for a in actions for person in (part(a, "member"), part(a, "memberCreator"))]
        seen = {text(person, "id"): person for person in people}
        names |= {member_id: private_text(seen.get(member_id, {}), "initials") for member_id in former}
    return tuple(Member(member_id, names[member_id]) for member_id in sorted(names))


# --------------------------------------------------------------------------------------------------------------- cards


@dataclass(frozen=True)
class _Shelf:
    """What cards refer to."""

    checklists: Mapping[str, list[Checklist]]
    fields: Mapping[str, tuple[str, Mapping[str, str]]]
    """Custom field id -> (name, option id -> text)."""
    first_seen: Mapping[str, datetime] = field(default_factory=dict)


def _cards(document: Json, moves: tuple[Move, ...]) -> tuple[Card, ...]:
    shelf = _Shelf(_checklists(document), _fields(document), _first_seen(moves))
    found = {card.card_id: card for o in objects(document, "cards") if (card := _card(o, shelf)) is not None}
    return tuple(sorted(found.values(), key=lambda card: (card.pos, card.card_id)))


def _card(o: Json, shelf: _Shelf) -> Card | None:
    card_id, list_id = text(o, "id"), text(o, "idList")
    created = born(card_id) or shelf.first_seen.get(card_id) or instant(o, "dateLastActivity")
    if not card_id or not list_id or created is None:
        return None
    return Card(
        card_id=card_id,
        name=private_text(o, "name"),
        list_id=list_id,
        pos=position(o),
        closed=o.get("closed") is True,
        role=_role(o),
        created_at=created,
        due=instant(o, "due"),
        due_complete=o.get("dueComplete") is True,
        completed_at=instant(o, "dateCompleted"),
        label_ids=texts(o, "idLabels"),
        member_ids=texts(o, "idMembers"),
        checklists=tuple(shelf.checklists.get(card_id, ())),
        fields=_field_values(o, shelf),
        link=text(o, "shortLink"),
    )


def _role(o: Json) -> Role:
    if o.get("isTemplate") is True:
        return Role.TEMPLATE
    return _ROLES.get(text(o, "cardRole"), Role.CARD)


def _first_seen(moves: tuple[Move, ...]) -> dict[str, datetime]:
    return {move.card_id: move.at for move in reversed(moves)}


def _checklists(document: Json) -> dict[str, list[Checklist]]:
    found: dict[str, list[Checklist]] = {}
    for o in sorted(objects(document, "checklists"), key=position):
        items = sorted(objects(o, "checkItems"), key=position)
        done = tuple(CheckItem(private_text(i, "name"), text(i, "state") == "complete") for i in items)
        found.setdefault(text(o, "idCard"), []).append(Checklist(private_text(o, "name"), done))
    return found


def _fields(document: Json) -> dict[str, tuple[str, dict[str, str]]]:
    return {
        text(o, "id"): (
            private_text(o, "name"),
            {text(option, "id"): private_text(part(option, "value"), "text") for option in objects(o, "options")},
        )
        for o in objects(document, "customFields")
    }


def _field_values(o: Json, shelf: _Shelf) -> tuple[tuple[str, str], ...]:
    """Values with a name; those of a deleted field or option say nothing any more and are left out."""
    found = []
    for item in objects(o, "customFieldItems"):
        name, options = shelf.fields.get(text(item, "idCustomField"), ("", {}))
        given = next((str(value) for value in part(item, "value").values() if value is not None), "")
        value = options.get(text(item, "idValue"), "") or without_addresses(given)
        if name and value:
            found.append((name, value))
    return tuple(sorted(found))


def _gone(cards: tuple[Card, ...], moves: tuple[Move, ...]) -> tuple[Card, ...]:
    """Cards that were deleted or left the board: only when, and the list they were in, is known of them."""
    there = {card.card_id for card in cards}
    exits = {m.card_id: m for m in moves if m.kind in (MoveKind.DELETED, MoveKind.LEFT) and m.card_id not in there}
    first = _first_seen(moves)
    return tuple(
        Card(
            card_id=card_id,
            name="",
            list_id=exit_.before,
            pos=0.0,
            closed=False,
            role=Role.CARD,
            created_at=born(card_id) or first[card_id],
            gone_at=exit_.at,
        )
        for card_id, exit_ in sorted(exits.items())
    )
