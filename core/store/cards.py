"""Single cards of a client's boards, and what people here say about them: comments, and what blocks them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.cards import Board, Card, Label, Member
from core.store.board import BoardChanges, board_of, card_of, write_rows
from core.store.ops import About, Ops


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment written here. `said_at` is naive UTC."""

    comment_id: str
    card_id: str
    text: str
    said_by: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Block:
    """A time in which a card could not go on. `freed_at` None: it still cannot. Instants are naive UTC."""

    card_id: str
    reason: str
    blocked_by: str
    blocked_at: datetime
    freed_by: str
    freed_at: datetime | None


def find_card(ops: Ops, *, client_id: str, card_id: str) -> tuple[str, Card] | None:
    """(board id, card); None when the client has no such card, or it is gone. A card that came to one board from
    another is found where it is now."""
    with ops.read() as con:
        row = con.execute(
            "select * from card where client_id = ? and card_id = ? and gone_at is null", (client_id, card_id)
        ).fetchone()
    return (row["board_id"], card_of(row)) if row else None


class _Unchanged(Exception):
    """There is nothing to write."""


Plan = Callable[[Board, Card | None, Sequence[Card]], BoardChanges]
"""(the board, the card if it is there, the cards lying in the list it goes to) -> what to write."""


def change_card(
    ops: Ops, *, client_id: str, board_id: str, card_id: str, list_id: str, plan: Plan, who: str, now: datetime
) -> None:
    """Plan a change of one card on what is there, and write it, in one transaction: two people at once come one after
    the other. What `plan` raises passes through, and nothing is written; nor when there is nothing to change, or no
    such board."""
    try:
        with ops.write(about=About.BOARDS) as con:
            key = (client_id, board_id)
            board = con.execute("select * from board where client_id = ? and board_id = ?", key).fetchone()
            card = con.execute(
                "select * from card where client_id = ? and board_id = ? and card_id = ? and gone_at is null",
                (*key, card_id),
            ).fetchone()
            changes = (
                plan(board_of(board), card_of(card) if card else None, _lying(con, client_id, list_id))
                if board
                else BoardChanges()
            )
            if not changes:
                raise _Unchanged
            write_rows(con, client_id=client_id, board_id=board_id, changes=changes, who=who, now=now)
    except _Unchanged:
        return


def cards_in_list(ops: Ops, *, client_id: str, list_id: str) -> list[Card]:
    """The cards lying in a list as one sees them, from the top."""
    with ops.read() as con:
        return _lying(con, client_id, list_id)


def _lying(con: sqlite3.Connection, client_id: str, list_id: str) -> list[Card]:
    rows = con.execute(
        "select * from card where client_id = ? and list_id = ? and gone_at is null and not closed"
        " order by pos, card_id",
        (client_id, list_id),
    ).fetchall()
    return [card_of(row) for row in rows]


def board_members(ops: Ops, *, client_id: str, board_id: str) -> list[Member]:
    """The people on a board, by name."""
    with ops.read() as con:
        rows = con.execute(
            "select member_id, name from board_member where client_id = ? and board_id = ? order by name, member_id",
            (client_id, board_id),
        ).fetchall()
    return [Member(row["member_id"], row["name"]) for row in rows]


def board_labels(ops: Ops, *, client_id: str, board_id: str) -> list[Label]:
    """The labels of a board, by name."""
    with ops.read() as con:
        rows = con.execute(
            "select label_id, name, colour from board_label where client_id = ? and board_id = ?"
            " order by name, label_id",
            (client_id, board_id),
        ).fetchall()
    return [Label(row["label_id"], row["name"], row["colour"]) for row in rows]


# -------------------------------------------------------------------------------------------------------------- people


def set_person_member(ops: Ops, *, client_id: str, board_id: str, person_id: int, member_id: str) -> None:
    """Say which of a board's members a person with an account is; an empty `member_id` takes it back."""
    with ops.write(about=About.BOARDS) as con:
        if member_id:
            con.execute(
                "insert into person_member values (?, ?, ?, ?)"
                " on conflict do update set member_id = excluded.member_id",
                (client_id, board_id, person_id, member_id),
            )
        else:
            con.execute(
                "delete from person_member where client_id = ? and board_id = ? and person_id = ?",
                (client_id, board_id, person_id),
            )


def person_members(ops: Ops, *, client_id: str, board_id: str) -> dict[int, str]:
    """Person id -> which of the board's members they are, as somebody said."""
    with ops.read() as con:
        rows = con.execute(
            "select person_id, member_id from person_member where client_id = ? and board_id = ?",
            (client_id, board_id),
        ).fetchall()
    return {row["person_id"]: row["member_id"] for row in rows}


# ------------------------------------------------------------------------------------------------------------ comments


def add_comment(
    ops: Ops, *, client_id: str, board_id: str, card_id: str, comment_id: str, text: str, who: str, now: datetime
) -> None:
    """Keep a comment; the same id twice stays one."""
    with ops.write(about=About.BOARDS) as con:
        con.execute(
            "insert into card_comment (client_id, board_id, card_id, comment_id, text, said_by, said_at)"
            " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            (client_id, board_id, card_id, comment_id, text, who, now.isoformat()),
        )


def list_comments(ops: Ops, *, client_id: str, card_id: str) -> list[Comment]:
    """What was said here about a card, oldest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from card_comment where client_id = ? and card_id = ? order by said_at, comment_id",
            (client_id, card_id),
        ).fetchall()
    return [
        Comment(r["comment_id"], r["card_id"], r["text"], r["said_by"], datetime.fromisoformat(r["said_at"]))
        for r in rows
    ]


# -------------------------------------------------------------------------------------------------------------- blocks


def block_card(ops: Ops, *, client_id: str, card_id: str, reason: str, who: str, now: datetime) -> None:
    """Say that a card cannot go on; a new reason for a blocked card ends the old one and begins anew."""
    with ops.write(about=About.BOARDS) as con:
        _free(con, client_id, card_id, who, now)
        con.execute(
            "insert into card_block (client_id, card_id, reason, blocked_by, blocked_at) values (?, ?, ?, ?, ?)",
            (client_id, card_id, reason, who, now.isoformat()),
        )


def free_card(ops: Ops, *, client_id: str, card_id: str, who: str, now: datetime) -> None:
    """Say that a card can go on; nothing happens when it was not blocked."""
    with ops.write(about=About.BOARDS) as con:
        _free(con, client_id, card_id, who, now)


def list_blocks(ops: Ops, *, client_id: str) -> list[Block]:
    """Every time in which a card of the client was blocked, oldest first; the open ones have no `freed_at`."""
    with ops.read() as con:
        rows = con.execute("select * from card_block where client_id = ? order by block_id", (client_id,)).fetchall()
    return [
        Block(
            card_id=r["card_id"],
            reason=r["reason"],
            blocked_by=r["blocked_by"],
            blocked_at=datetime.fromisoformat(r["blocked_at"]),
            freed_by=r["freed_by"],
            freed_at=datetime.fromisoformat(r["freed_at"]) if r["freed_at"] else None,
        )
        for r in rows
    ]


def newest_block(ops: Ops, *, client_id: str) -> datetime | None:
    """When a card of the client was last blocked or freed; None when none ever was."""
    with ops.read() as con:
        row = con.execute(
            "select max(max(blocked_at, coalesce(freed_at, ''))) as newest from card_block where client_id = ?",
            (client_id,),
        ).fetchone()
    return datetime.fromisoformat(row["newest"]) if row["newest"] else None


def _free(con: sqlite3.Connection, client_id: str, card_id: str, who: str, now: datetime) -> None:
    con.execute(
        "update card_block set freed_by = ?, freed_at = ? where client_id = ? and card_id = ? and freed_at is null",
        (who, now.isoformat(), client_id, card_id),
    )
