"""Keeping up with Trello: which boards are due over all clients, how each last went, and who is at it."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.model import Sentence
from core.store.homes import BoardHome, home_of
from core.store.ops import Ops

PAUSE = timedelta(seconds=15)


def due_homes(ops: Ops, *, now: datetime) -> list[BoardHome]:
    """Trello boards of all clients that are due, the longest waiting first; archived and demo clients rest."""
    with ops.read() as con:
        rows = con.execute(
            "select board_home.* from board_home join client using (client_id)"
            " where board_home.kind = 'trello' and next_at <= ? and archived_at is null and not demo order by next_at",
            (now.isoformat(),),
        ).fetchall()
    return [home_of(row) for row in rows]


def trello_homes(ops: Ops) -> list[BoardHome]:
    """Every Trello board of all clients that are not archived, by client."""
    with ops.read() as con:
        rows = con.execute(
            "select board_home.* from board_home join client using (client_id)"
            " where board_home.kind = 'trello' and archived_at is null order by client_id, board_id"
        ).fetchall()
    return [home_of(row) for row in rows]


def make_due(ops: Ops, *, board_id: str, now: datetime) -> int:
    """Look at a board soon, for whichever clients have it: at once, or a little after the last look, so that a busy
    board is not read without a pause. Returns how many clients have it."""
    with ops.write(moves_change=False) as con:
        rows = con.execute(
            "select client_id, tried_at, next_at from board_home where board_id = ? and kind = 'trello'", (board_id,)
        ).fetchall()
        for row in rows:
            last = datetime.fromisoformat(row["tried_at"]) if row["tried_at"] else now - PAUSE
            soon = max(now, last + PAUSE).isoformat()
            if soon < row["next_at"]:
                con.execute(
                    "update board_home set next_at = ? where client_id = ? and board_id = ?",
                    (soon, row["client_id"], board_id),
                )
    return len(rows)


def note_account(ops: Ops, *, home: BoardHome, can_write: bool, member_id: str, ends: datetime | None) -> None:
    """Keep as whom we speak to Trello about a board, whether we may write and until when; nothing happens when it is
    known."""
    if (home.can_write, home.own_member, home.token_ends) == (can_write, member_id, ends):
        return
    with ops.write() as con:
        con.execute(
            "update board_home set can_write = ?, own_member = ?, token_ends = ? where client_id = ? and board_id = ?",
            (can_write, member_id, _text(ends) or None, home.client_id, home.board_id),
        )


def note_success(ops: Ops, *, home: BoardHome, name: str, next_at: datetime, now: datetime) -> None:
    """A look has succeeded, with the whole history read at least once. Somebody's wish for a look that came in the
    meantime stays."""
    with ops.write(moves_change=False) as con:
        con.execute(
            "update board_home set name = ?, tried_at = ?, seen_at = ?, failures = 0, error_en = '', error_fi = '',"
            " whole_history = 1, next_at = case when next_at = ? then ? else next_at end"
            " where client_id = ? and board_id = ?",
            (
                name,
                now.isoformat(),
                now.isoformat(),
                _text(home.next_at),
                next_at.isoformat(),
                home.client_id,
                home.board_id,
            ),
        )


def note_failure(ops: Ops, *, home: BoardHome, error: Sentence, next_at: datetime, now: datetime) -> None:
    """A look has failed, and why."""
    with ops.write(moves_change=False) as con:
        con.execute(
            "update board_home set tried_at = ?, failures = failures + 1, error_en = ?, error_fi = ?, next_at = ?"
            " where client_id = ? and board_id = ?",
            (now.isoformat(), error.en, error.fi, next_at.isoformat(), home.client_id, home.board_id),
        )


def take_lease(ops: Ops, *, name: str, holder: str, seconds: float, now: datetime) -> bool:
    """Be the one who does `name` for so long, or go on being it; False while somebody else is. Who died holding it
    holds it until the time is over."""
    until = now + timedelta(seconds=seconds)
    with ops.write(moves_change=False) as con:
        con.execute(
            "insert into lease (name, holder, until) values (?, ?, ?) on conflict do update"
            " set holder = excluded.holder, until = excluded.until where holder = excluded.holder or until <= ?",
            (name, holder, until.isoformat(), now.isoformat()),
        )
        row = con.execute("select holder from lease where name = ?", (name,)).fetchone()
    return bool(row["holder"] == holder)


def give_lease(ops: Ops, *, name: str, holder: str) -> None:
    """Let others do it."""
    with ops.write(moves_change=False) as con:
        con.execute("delete from lease where name = ? and holder = ?", (name, holder))


def _text(at: datetime | None) -> str:
    return at.isoformat() if at else ""
