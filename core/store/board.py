"""Boards of a client as last seen, what happened on them, and what their lists mean.

Moves and list changes are only ever added. A card that is gone stays, as it was last seen, with when it went.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.cards import (
    Board,
    BoardContent,
    BoardList,
    Card,
    CheckItem,
    Checklist,
    Label,
    ListChange,
    ListEvent,
    Member,
    Move,
    MoveKind,
    Role,
    Status,
)
from core.errors import StoreBusy
from core.store.card_was import remember
from core.store.ops import About, Ops


class BoardMoved(StoreBusy):
    """The board is another by now than when the changes were planned."""


@dataclass(frozen=True, slots=True)
class BoardChanges:
    """What to write about one board: rows as they are to be. Empty when there is nothing new."""

    board: Board | None = None
    lists: tuple[BoardList, ...] = ()
    labels: tuple[Label, ...] = ()
    members: tuple[Member, ...] = ()
    cards: tuple[Card, ...] = ()
    moves: tuple[Move, ...] = ()
    list_changes: tuple[ListChange, ...] = ()

    def __len__(self) -> int:
        rows = (self.lists, self.labels, self.members, self.cards, self.moves, self.list_changes)
        return (self.board is not None) + sum(map(len, rows))


def newest_look(ops: Ops, *, client_id: str) -> datetime | None:
    """The newest thing known to have happened on any of the client's boards; None without a board."""
    with ops.read() as con:
        row = con.execute("select max(as_of) as newest from board where client_id = ?", (client_id,)).fetchone()
    return _instant(row["newest"])


def read_boards(ops: Ops, *, client_id: str, card_id: str | None = None) -> list[BoardContent]:
    """Everything known of each of the client's boards, in one consistent state; of cards only one, when asked."""
    with ops.read() as con:
        boards = con.execute(
            "select * from board where client_id = ? order by first_imported_at, board_id", (client_id,)
        ).fetchall()
        return [_content(con, client_id, board_of(row), card_id) for row in boards]


def board_heads(ops: Ops, *, client_id: str) -> list[Board]:
    """The client's boards without what is on them, in the order in which they came."""
    with ops.read() as con:
        rows = con.execute(
            "select * from board where client_id = ? order by first_imported_at, board_id", (client_id,)
        ).fetchall()
    return [board_of(row) for row in rows]


def read_lists(ops: Ops, *, client_id: str) -> list[tuple[str, BoardList]]:
    """(board id, list) of every list of the client's boards, in board order, each once: where it last came to. One
    that has left them all counts as closed."""
    with ops.read() as con:
        rows = con.execute(
            "select board_list.*, as_of, (select max(at || kind) from list_change c where c.client_id = b.client_id"
            " and c.board_id = b.board_id and c.list_id = board_list.list_id and c.kind in ('arrived', 'left')) crossed"
            " from board_list join board b using (client_id, board_id) where client_id = ?"
            " order by first_imported_at, board_id, pos, list_id",
            (client_id,),
        ).fetchall()
    last: dict[str, sqlite3.Row] = {}
    for row in sorted(rows, key=_came_last):
        last[row["list_id"]] = row
    return [(row["board_id"], _where_it_is(row)) for row in rows if last[row["list_id"]] is row]


def _came_last(row: sqlite3.Row) -> tuple[bool, str, str]:
    return not _has_left(row), row["crossed"] or "", row["as_of"]


def _where_it_is(row: sqlite3.Row) -> BoardList:
    return replace(_list(row), closed=True) if _has_left(row) else _list(row)


def _has_left(row: sqlite3.Row) -> bool:
    """Whether the last thing told of a list is that it went from its board."""
    return bool((row["crossed"] or "").endswith(ListEvent.LEFT))


def read_board(ops: Ops, *, client_id: str, board_id: str) -> BoardContent | None:
    """Everything known of one board; None when the client has none of this id."""
    with ops.read() as con:
        row = con.execute("select * from board where client_id = ? and board_id = ?", (client_id, board_id)).fetchone()
        return _content(con, client_id, board_of(row)) if row else None


def write_changes(
    ops: Ops, *, client_id: str, board_id: str, known: Board | None, changes: BoardChanges, who: str, now: datetime
) -> None:
    """Write what changed on one board, in one transaction. `known`: the board as it was when the changes were planned
    (None: there was none). Raises BoardMoved when it is another by now; nothing is written."""
    key = (client_id, board_id)
    with ops.write(about=About.BOARDS) as con:
        row = con.execute("select * from board where client_id = ? and board_id = ?", key).fetchone()
        if (board_of(row) if row else None) != known:
            raise BoardMoved(
                "Somebody else has just brought in the same board. Nothing was saved: try again.",
                "Joku muu toi juuri saman seinän. Mitään ei tallennettu: yritä uudelleen.",
            )
        write_rows(con, client_id=client_id, board_id=board_id, changes=changes, who=who, now=now)


def write_rows(
    con: sqlite3.Connection, *, client_id: str, board_id: str, changes: BoardChanges, who: str, now: datetime
) -> None:
    """Write what changed on one board, in the caller's transaction."""
    key = (client_id, board_id)
    if changes.board is not None:
        _write_board(con, client_id, changes.board, who, now)
    _write(con, "board_list", 7, ([*key, *_list_row(row)] for row in changes.lists))
    _write(con, "board_label", 5, ([*key, row.label_id, row.name, row.colour] for row in changes.labels))
    _write(con, "board_member", 4, ([*key, row.member_id, row.name] for row in changes.members))
    until = changes.board.as_of if changes.board else now
    remember(con, client_id=client_id, board_id=board_id, cards=changes.cards, until=until)
    _write(con, "card", 18, ([*key, *_card_row(card)] for card in changes.cards))
    _write(con, "card_move", 8, ([*key, *_move_row(move)] for move in changes.moves))
    _write(con, "list_change", 6, ([*key, *_change_row(change)] for change in changes.list_changes))


def confirm_list(
    ops: Ops, *, client_id: str, board_id: str, list_id: str, status: Status, who: str, now: datetime
) -> None:
    """Say what lying in a list means; saying it again replaces it."""
    with ops.write() as con:
        con.execute(
            "insert into list_status values (?, ?, ?, ?, ?, ?) on conflict do update set"
            " status = excluded.status, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at",
            (client_id, board_id, list_id, status, who, now.isoformat()),
        )


def confirmed_lists(ops: Ops, *, client_id: str) -> dict[tuple[str, str], Status]:
    """(board id, list id) -> the status a person confirmed."""
    with ops.read() as con:
        rows = con.execute(
            "select board_id, list_id, status from list_status where client_id = ?", (client_id,)
        ).fetchall()
    return {(row["board_id"], row["list_id"]): Status(row["status"]) for row in rows}


# ------------------------------------------------------------------------------------------------------------- writing

_UPSERTS = {
    "board_list": "insert into board_list values ({}) on conflict do update set name = excluded.name,"
    " pos = excluded.pos, closed = excluded.closed, created_at = excluded.created_at",
    "board_label": "insert into board_label values ({}) on conflict do update set name = excluded.name,"
    " colour = excluded.colour",
    "board_member": "insert into board_member values ({}) on conflict do update set name = excluded.name",
    "card": "insert or replace into card values ({})",
    "card_move": "insert or ignore into card_move values ({})",
    "list_change": "insert or ignore into list_change values ({})",
}


def _write(con: sqlite3.Connection, table: str, width: int, rows: Iterable[Sequence[object]]) -> None:
    con.executemany(_UPSERTS[table].format(", ".join("?" * width)), rows)


def _write_board(con: sqlite3.Connection, client_id: str, board: Board, who: str, now: datetime) -> None:
    con.execute(
        "insert into board values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set name = excluded.name,"
        " as_of = excluded.as_of, complete_since = excluded.complete_since, from_birth = excluded.from_birth,"
        " imported_by = excluded.imported_by",
        (
            client_id,
            board.board_id,
            board.name,
            board.as_of.isoformat(),
            board.complete_since.isoformat(),
            board.from_birth,
            now.isoformat(),
            who,
        ),
    )


def _list_row(row: BoardList) -> list[object]:
    return [row.list_id, row.name, row.pos, row.closed, _text(row.created_at)]


def _card_row(card: Card) -> list[object]:
    checklists = [[c.name, [[item.name, item.done] for item in c.items]] for c in card.checklists]
    return [
        card.card_id,
        card.name,
        card.list_id,
        card.pos,
        card.closed,
        card.role,
        card.created_at.isoformat(),
        _text(card.due),
        card.due_complete,
        _text(card.completed_at),
        _json(card.label_ids),
        _json(card.member_ids),
        _json(checklists),
        _json(card.fields),
        card.link,
        _text(card.gone_at),
    ]


def _move_row(move: Move) -> list[object]:
    return [move.move_id, move.card_id, move.at.isoformat(), move.kind, move.before, move.after]


def _change_row(change: ListChange) -> list[object]:
    return [change.change_id, change.list_id, change.at.isoformat(), change.kind]


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# ------------------------------------------------------------------------------------------------------------- reading


def _content(con: sqlite3.Connection, client_id: str, board: Board, card_id: str | None = None) -> BoardContent:
    key = (client_id, board.board_id)

    def rows(statement: str) -> list[sqlite3.Row]:
        return con.execute(statement, key).fetchall()

    if card_id is None:
        cards = rows("select * from card where client_id = ? and board_id = ? order by pos, card_id")
        moves = rows("select * from card_move where client_id = ? and board_id = ? order by at, move_id")
    else:
        one = (*key, card_id)
        cards = con.execute("select * from card where client_id = ? and board_id = ? and card_id = ?", one).fetchall()
        moves = con.execute(
            "select * from card_move where client_id = ? and board_id = ? and card_id = ? order by at, move_id", one
        ).fetchall()
    return BoardContent(
        board=board,
        lists=tuple(
            map(_list, rows("select * from board_list where client_id = ? and board_id = ? order by pos, list_id"))
        ),
        labels=tuple(
            Label(r["label_id"], r["name"], r["colour"])
            for r in rows("select * from board_label where client_id = ? and board_id = ? order by label_id")
        ),
        members=tuple(
            Member(r["member_id"], r["name"])
            for r in rows("select * from board_member where client_id = ? and board_id = ? order by member_id")
        ),
        cards=tuple(card_of(row) for row in cards if row["gone_at"] is None),
        gone=tuple(card_of(row) for row in cards if row["gone_at"] is not None),
        moves=tuple(map(_move, moves)),
        list_changes=tuple(
            ListChange(r["change_id"], r["list_id"], datetime.fromisoformat(r["at"]), ListEvent(r["kind"]))
            for r in rows("select * from list_change where client_id = ? and board_id = ? order by at, change_id")
        ),
    )


def board_of(row: sqlite3.Row) -> Board:
    """A row of `board` as a board."""
    return Board(
        board_id=row["board_id"],
        name=row["name"],
        as_of=datetime.fromisoformat(row["as_of"]),
        complete_since=datetime.fromisoformat(row["complete_since"]),
        from_birth=bool(row["from_birth"]),
    )


def _list(row: sqlite3.Row) -> BoardList:
    return BoardList(row["list_id"], row["name"], row["pos"], bool(row["closed"]), _instant(row["created_at"]))


def card_of(row: sqlite3.Row) -> Card:
    """A row of `card` as a card."""
    return Card(
        card_id=row["card_id"],
        name=row["name"],
        list_id=row["list_id"],
        pos=row["pos"],
        closed=bool(row["closed"]),
        role=Role(row["role"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        due=_instant(row["due"]),
        due_complete=bool(row["due_complete"]),
        completed_at=_instant(row["completed_at"]),
        label_ids=tuple(json.loads(row["labels"])),
        member_ids=tuple(json.loads(row["members"])),
        checklists=tuple(
            Checklist(name, tuple(CheckItem(item, done) for item, done in items))
            for name, items in json.loads(row["checklists"])
        ),
        fields=tuple((name, value) for name, value in json.loads(row["fields"])),
        link=row["link"],
        gone_at=_instant(row["gone_at"]),
    )


_KINDS = {kind.value: kind for kind in MoveKind}
"""A look-up, because there are tens of thousands of moves."""


def _move(row: sqlite3.Row) -> Move:
    return Move(
        row["move_id"],
        row["card_id"],
        datetime.fromisoformat(row["at"]),
        _KINDS[row["kind"]],
        row["before"],
        row["after"],
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
