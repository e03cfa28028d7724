"""What people want done with cards of a Trello board, kept in order until Trello has answered.

A row is written before anything is sent, and marked before the call goes out; whatever kills the process, the next run
knows what may have reached Trello and looks there first. Rows are never deleted.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.errors import Refused
from core.model import Sentence
from core.store.ops import About, Ops

NEW = "new-"
"""Begins the id of a card that Trello has not made yet."""


class Act(StrEnum):
    """What can be done with a card. Nothing is ever deleted."""

    CREATE = "create"
    MOVE = "move"
    ASSIGN = "assign"
    UNASSIGN = "unassign"
    COMMENT = "comment"
    DUE = "due"
    LABEL = "label"
    UNLABEL = "unlabel"
    ARCHIVE = "archive"
    RESTORE = "restore"


class State(StrEnum):
    """How far a wish has come; what each means stands beside the table."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DONE = "done"
    SETTLED = "settled"
    FAILED = "failed"
    DROPPED = "dropped"


OPEN = (State.WAITING, State.SENDING, State.SENT)
TOP, BOTTOM = "top", "bottom"


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to do with a card; what its act does not need is empty.

    `list_id` and `place` (`top`, `bottom`, or the id of the card to lie under): where to create or move. `text`: name
    of a new card, or a comment; `note`: what a new card says inside. `ids`: members or labels; a new card has both.
    `before`: the list (move) or due date (due) that the person saw, so that somebody else's change is noticed.
    """

    act: Act
    card_id: str
    list_id: str = ""
    place: str = TOP
    text: str = ""
    note: str = ""
    due: datetime | None = None
    ids: tuple[str, ...] = ()
    label_ids: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the outbox. `mark` tells it from every other, also on Trello's side; instants are naive UTC."""

    entry_id: int
    client_id: str
    board_id: str
    wish: Wish
    mark: str
    state: State
    tries: int
    tried_at: datetime | None
    next_at: datetime
    result: str
    why: Sentence | None
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None


def add_entry(ops: Ops, *, client_id: str, board_id: str, wish: Wish, mark: str = "", who: str, now: datetime) -> Entry:
    """Write down a wish; a new card gets its own id from the entry's mark. A mark of one's own that is there already
    is the same wish sent twice. The board must have a home."""
    mark = mark or secrets.token_hex(8)
    wish = replace(wish, card_id=wish.card_id or f"{NEW}{mark}")
    with ops.write(about=About.BOARDS) as con:
        known = con.execute("select * from outbox where client_id = ? and mark = ?", (client_id, mark)).fetchone()
        if known is not None:
            return _entry(known)
        row = con.execute(
            "insert into outbox (client_id, board_id, card_id, act, wish, mark, next_at, asked_by, asked_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning *",
            (client_id, board_id, wish.card_id, wish.act, _written(wish), mark, _text(now), who, _text(now)),
        ).fetchone()
        con.execute(
            "update board_home set next_at = ? where client_id = ? and board_id = ?", (_text(now), client_id, board_id)
        )
    return _entry(row)


def list_entries(ops: Ops, *, client_id: str, states: Collection[State] = OPEN) -> list[Entry]:
    """The client's entries in these states, in the order in which they were asked."""
    with ops.read() as con:
        rows = con.execute(
            "select * from outbox where client_id = ? and state in (select value from json_each(?)) order by entry_id",
            (client_id, json.dumps(list(states))),
        ).fetchall()
    return [_entry(row) for row in rows]


def board_entries(ops: Ops, *, client_id: str, board_id: str) -> list[Entry]:
    """What is to be sent to a board, in the order in which it was asked; entries with no known answer included."""
    with ops.read() as con:
        rows = con.execute(
            "select * from outbox where client_id = ? and board_id = ? and state in ('waiting', 'sending')"
            " order by entry_id",
            (client_id, board_id),
        ).fetchall()
    return [_entry(row) for row in rows]


def count_failed(ops: Ops, *, client_id: str, board_id: str) -> int:
    """How much of what was asked of a board has failed and waits for somebody to look at it."""
    with ops.read() as con:
        row = con.execute(
            "select count(*) as n from outbox where client_id = ? and board_id = ? and state = 'failed'",
            (client_id, board_id),
        ).fetchone()
    return int(row["n"])


def get_entry(ops: Ops, *, client_id: str, entry_id: int) -> Entry:
    """One entry as it is now; it must be there."""
    with ops.read() as con:
        return _entry(
            con.execute("select * from outbox where client_id = ? and entry_id = ?", (client_id, entry_id)).fetchone()
        )


def begin(ops: Ops, *, client_id: str, entry_id: int, now: datetime) -> None:
    """Note that an entry is about to be sent: from here on it may have reached Trello."""
    with ops.write(moves_change=False) as con:
        con.execute(
            "update outbox set state = 'sending', tries = tries + 1, tried_at = ? where client_id = ? and entry_id = ?",
            (_text(now), client_id, entry_id),
        )


def postpone(ops: Ops, *, client_id: str, entry_id: int, state: State, until: datetime, why: Sentence) -> None:
    """Try an entry again later: `waiting` when it surely was not done, `sending` when nobody knows."""
    with ops.write(about=About.BOARDS) as con:
        con.execute(
            "update outbox set state = ?, next_at = ?, why_en = ?, why_fi = ? where client_id = ? and entry_id = ?",
            (state, _text(until), why.en, why.fi, client_id, entry_id),
        )


def accept(ops: Ops, *, client_id: str, entry: Entry, result: str, now: datetime) -> None:
    """Trello has done it. A new card's own id gives way to Trello's wherever it was used; a comment is kept as said."""
    with ops.write(about=About.BOARDS) as con:
        _end(con, client_id, entry.entry_id, State.SENT, None, now, result)
        if entry.wish.act is Act.CREATE:
            for table in ("outbox", "card_comment", "card_block"):
                con.execute(
                    f"update {table} set card_id = ? where client_id = ? and card_id = ?",  # noqa: S608 - our own names
                    (result, client_id, entry.wish.card_id),
                )
        elif entry.wish.act is Act.COMMENT:
            con.execute(
                "insert into card_comment (client_id, board_id, card_id, comment_id, text, said_by, said_at)"
                " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                (
                    client_id,
                    entry.board_id,
                    entry.wish.card_id,
                    result,
                    entry.wish.text,
                    entry.asked_by,
                    _text(entry.asked_at),
                ),
            )


def close(ops: Ops, *, client_id: str, entry_id: int, state: State, why: Sentence, now: datetime) -> None:
    """End an entry that was not done: `settled` (Trello says otherwise, and that stands) or `failed`."""
    with ops.write(about=About.BOARDS) as con:
        _end(con, client_id, entry_id, state, why, now, "")


def seen(ops: Ops, *, client_id: str, board_id: str, before: datetime, now: datetime) -> None:
    """A look at the board that began at `before` shows what was sent until then."""
    with ops.read() as con:
        unseen = con.execute(
            "select 1 from outbox where client_id = ? and board_id = ? and state = 'sent' and ended_at <= ? limit 1",
            (client_id, board_id, _text(before)),
        ).fetchone()
    if unseen is None:
        return
    with ops.write(about=About.BOARDS) as con:
        con.execute(
            "update outbox set state = 'done', ended_at = ? where client_id = ? and board_id = ? and state = 'sent'"
            " and ended_at <= ?",
            (_text(now), client_id, board_id, _text(before)),
        )


def try_again(ops: Ops, *, client_id: str, entry_id: int, now: datetime) -> None:
    """Send a failed entry once more, and what else failed on its card. Raises Refused when it has not failed."""
    with ops.write(about=About.BOARDS) as con:
        card_id = _failed(con, client_id, entry_id)
        con.execute(
            "update outbox set state = 'waiting', next_at = ?, why_en = '', why_fi = '', ended_at = null"
            " where client_id = ? and card_id = ? and state = 'failed'",
            (_text(now), client_id, card_id),
        )
        con.execute(
            "update board_home set next_at = ? where client_id = ? and board_id ="
            " (select board_id from outbox where entry_id = ?)",
            (_text(now), client_id, entry_id),
        )


def give_up(ops: Ops, *, client_id: str, entry_id: int, who: str, now: datetime) -> None:
    """Let a failed entry rest: it is no longer shown. Raises Refused when it has not failed."""
    with ops.write(about=About.BOARDS) as con:
        _failed(con, client_id, entry_id)
        why = Sentence(f"{who} let it rest.", f"{who} antoi asian olla.")
        _end(con, client_id, entry_id, State.DROPPED, why, now, "")


def _failed(con: sqlite3.Connection, client_id: str, entry_id: int) -> str:
    row = con.execute(
        "select card_id from outbox where client_id = ? and entry_id = ? and state = 'failed'", (client_id, entry_id)
    ).fetchone()
    if row is None:
        raise Refused("This has not failed, or not any more.", "Tämä ei ole epäonnistunut, tai ei enää.")
    return str(row["card_id"])


def _end(
    con: sqlite3.Connection,
    client_id: str,
    entry_id: int,
    state: State,
    why: Sentence | None,
    now: datetime,
    result: str,
) -> None:
    con.execute(
        "update outbox set state = ?, why_en = ?, why_fi = ?, result = ?, ended_at = ?"
        " where client_id = ? and entry_id = ?",
        (state, why.en if why else "", why.fi if why else "", result, _text(now), client_id, entry_id),
    )


def comment_ids(ops: Ops, *, client_id: str, card_id: str) -> set[str]:
    """The comments of a card that are accounted for."""
    with ops.read() as con:
        rows = con.execute(
            "select comment_id from card_comment where client_id = ? and card_id = ?", (client_id, card_id)
        ).fetchall()
    return {row["comment_id"] for row in rows}


def card_id_now(ops: Ops, *, client_id: str, card_id: str) -> str:
    """The id under which a card is known by now: Trello's, once it has made a card that was waiting."""
    if not card_id.startswith(NEW):
        return card_id
    with ops.read() as con:
        row = con.execute(
            "select result from outbox where client_id = ? and mark = ? and act = 'create'",
            (client_id, card_id.removeprefix(NEW)),
        ).fetchone()
    return str(row["result"]) if row and row["result"] else card_id


def _written(wish: Wish) -> str:
    told = asdict(wish) | {"due": wish.due.isoformat() if wish.due else None}
    return json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False)


def _wish(row: sqlite3.Row) -> Wish:
    told = json.loads(row["wish"])
    due = told.pop("due", None)
    return Wish(
        **told
        | {
            "act": Act(row["act"]),
            "card_id": row["card_id"],
            "due": datetime.fromisoformat(due) if due else None,
            "ids": tuple(told.get("ids", ())),
            "label_ids": tuple(told.get("label_ids", ())),
        }
    )


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        entry_id=row["entry_id"],
        client_id=row["client_id"],
        board_id=row["board_id"],
        wish=_wish(row),
        mark=row["mark"],
        state=State(row["state"]),
        tries=row["tries"],
        tried_at=datetime.fromisoformat(row["tried_at"]) if row["tried_at"] else None,
        next_at=datetime.fromisoformat(row["next_at"]),
        result=row["result"],
        why=Sentence(row["why_en"], row["why_fi"]) if row["why_en"] else None,
        asked_by=row["asked_by"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
        ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
    )


def _text(at: datetime) -> str:
    return at.isoformat()
