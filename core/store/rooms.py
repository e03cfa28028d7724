"""Meetings while they are prepared and held: who opened one, whose turn it is since when, who is there, when it ended.

A room is prepared (no day yet), then open, then ended; it may be gone on with on the same day. Every act may be sent
twice and is done once. Instants are naive UTC of the clock on the wall; `day` is the client's.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.errors import Refused
from core.store.meetings import require_kind
from core.store.ops import About, Ops

NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Turn:
    """From `began_at` the meeting was in this item, or at rest after its end (`item` empty). `part` is empty, or one of
    those whose turn it is within the item."""

    turn_id: int
    item: str
    part: str
    began_at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """One meeting. `day` and `opened_at` are None while it is only prepared; `turns` oldest first. `decider`: the
    person present who may decide for the client, empty for nobody. `again`: times it went on after its end."""

    room_id: int
    client_id: str
    kind: str
    day: date | None
    opened_at: datetime | None
    opened_by: str
    ended_at: datetime | None
    ended_by: str
    again: int
    client_present: bool
    decider: str
    turns: tuple[Turn, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is being held right now."""
        return self.opened_at is not None and self.ended_at is None

    @property
    def turn(self) -> Turn | None:
        return self.turns[-1] if self.turns else None

    @property
    def item(self) -> str:
        """Key of the item that it is in; empty while it is not open."""
        return self.turns[-1].item if self.turns and self.is_open else ""

    def used(self, now: datetime) -> timedelta:
        """How long it has taken in all, without the time after its end."""
        return sum((end - turn.began_at for turn, end in self._turns(now) if turn.item), timedelta(0))

    def used_in(self, item: str, now: datetime, part: str | None = None) -> timedelta:
        """How long the item (or one part of it) has had, all its turns together."""
        turns = [(turn, end) for turn, end in self._turns(now) if turn.item == item and part in (None, turn.part)]
        return sum((end - turn.began_at for turn, end in turns), timedelta(0))

    def _turns(self, now: datetime) -> list[tuple[Turn, datetime]]:
        ends = [*(turn.began_at for turn in self.turns), max(now, self.turns[-1].began_at)][1:] if self.turns else []
        return list(zip(self.turns, ends, strict=True))


def find_room(ops: Ops, *, client_id: str, kind: str, day: date) -> Room | None:
    """The meeting of a day, open or ended, else the one that is being prepared; None when there is neither."""
    with ops.read() as con:
        return _of_day(con, client_id, kind, day)


def get_room(ops: Ops, *, client_id: str, room_id: int) -> Room:
    """A meeting by its number. Raises Refused when the client has no such one."""
    with ops.read() as con:
        return _get(con, client_id, room_id)


def left_open(ops: Ops, *, client_id: str, kind: str, before: date) -> list[Room]:
    """Meetings of earlier days that nobody ended, the newest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from room where client_id = ? and kind = ? and day < ? and ended_at is null order by day desc",
            (client_id, kind, before.isoformat()),
        ).fetchall()
        return [_room(con, row) for row in rows]


def prepare_room(ops: Ops, *, client_id: str, kind: str, day: date, now: datetime) -> Room:
    """The room to write into: that of the day, else the prepared one, which is made when there is none. Raises Refused
    for an unknown kind."""
    require_kind(kind)
    with ops.write(about=About.TALK) as con:
        known = _of_day(con, client_id, kind, day)
        if known is not None:
            return known
        con.execute("insert into room (client_id, kind, made_at) values (?, ?, ?)", (client_id, kind, now.isoformat()))
        return _required(_of_day(con, client_id, kind, day))


def open_room(
    ops: Ops, *, client_id: str, kind: str, day: date, item: str, part: str = "", who: str, now: datetime
) -> Room:
    """Begin the meeting of a day with its first item, in the room that was prepared for it. Two people who open it at
    once, or one who does twice, open it once; one that has ended stays ended. Raises Refused for an unknown kind."""
    require_kind(kind)
    with ops.write(about=About.TALK) as con:
        known = _of_day(con, client_id, kind, day)
        if known is not None and known.opened_at is not None:
            return known
        if known is None:
            con.execute(
                "insert into room (client_id, kind, made_at) values (?, ?, ?)", (client_id, kind, now.isoformat())
            )
        con.execute(
            "update room set day = ?, opened_at = ?, opened_by = ? where client_id = ? and kind = ?"
            " and opened_at is null",
            (day.isoformat(), now.isoformat(), who, client_id, kind),
        )
        room = _required(_of_day(con, client_id, kind, day))
        _take_turn(con, room.room_id, item, part, now)
        return _get(con, client_id, room.room_id)


def go_to(ops: Ops, *, client_id: str, room_id: int, item: str, part: str = "", seen: int, now: datetime) -> Room:
    """Go on, or back, to an item. `seen`: the turn that was on the writer's screen; when the meeting is past it,
    somebody else has gone on meanwhile and it stays there, so that two who press at once move one item. Raises Refused
    when the meeting is not open."""
    with ops.write(about=About.TALK) as con:
        room = _get(con, client_id, room_id)
        if not room.is_open:
            raise not_open()
        if room.turn is None or room.turn.turn_id == seen:
            _take_turn(con, room_id, item, part, now)
        return _get(con, client_id, room_id)


def set_present(ops: Ops, *, client_id: str, room_id: int, client_present: bool, decider: str = "") -> Room:
    """Say whether the client is there, and by name who decides for them (empty: nobody does). Raises Refused for a
    retrospective with the client, and for one who decides without being there."""
    name = " ".join(decider.split())[:NAME_LIMIT]
    with ops.write(about=About.TALK) as con:
        room = _get(con, client_id, room_id)
        if room.kind == "retro" and (client_present or name):
            raise Refused(
                "The retrospective is the team's own: the client is not there.",
                "Retrospektiivi on tiimin oma: asiakas ei ole mukana.",
            )
        con.execute(
            "update room set client_present = ?, decider = ? where room_id = ?",
            (client_present or bool(name), name, room_id),
        )
        return _get(con, client_id, room_id)


def end_room(ops: Ops, *, client_id: str, room_id: int, who: str, now: datetime) -> Room:
    """End the meeting; ended twice it stays as it was. Raises Refused when it was never opened."""
    with ops.write(about=About.TALK) as con:
        room = _get(con, client_id, room_id)
        if room.opened_at is None:
            raise not_open()
        if room.ended_at is None:
            con.execute("update room set ended_at = ?, ended_by = ? where room_id = ?", (now.isoformat(), who, room_id))
            _take_turn(con, room_id, "", "", now)
        return _get(con, client_id, room_id)


def reopen_room(ops: Ops, *, client_id: str, room_id: int, now: datetime) -> Room:
    """Go on with a meeting that was ended too early, in the item in which it was; nothing happens to an open one.
    Raises Refused when it was never opened."""
    with ops.write(about=About.TALK) as con:
        room = _get(con, client_id, room_id)
        if room.opened_at is None:
            raise not_open()
        if room.ended_at is not None:
            con.execute(
                "update room set ended_at = null, ended_by = '', again = again + 1 where room_id = ?", (room_id,)
            )
            last = next(turn for turn in reversed(room.turns) if turn.item)
            _take_turn(con, room_id, last.item, last.part, now)
        return _get(con, client_id, room_id)


def not_open() -> Refused:
    """A meeting that is not being held."""
    return Refused(
        "The meeting is not open: start it, or go on with it.", "Palaveri ei ole auki: aloita se tai jatka sitä."
    )


def require_writable(con: sqlite3.Connection, client_id: str, room_id: int) -> None:
    """Raises Refused for a meeting that has ended: what is written then would be in no memo."""
    if _get(con, client_id, room_id).ended_at is not None:
        raise Refused(
            "The meeting has ended: go on with it to write more.",
            "Palaveri on päättynyt: jatka sitä, jos haluat kirjoittaa lisää.",
        )


def _of_day(con: sqlite3.Connection, client_id: str, kind: str, day: date) -> Room | None:
    row = con.execute(
        "select * from room where client_id = ? and kind = ? and (day = ? or opened_at is null)"
        " order by opened_at is null limit 1",
        (client_id, kind, day.isoformat()),
    ).fetchone()
    return _room(con, row) if row else None


def _get(con: sqlite3.Connection, client_id: str, room_id: int) -> Room:
    row = con.execute("select * from room where client_id = ? and room_id = ?", (client_id, room_id)).fetchone()
    if row is None:
        raise Refused(f"There is no meeting {room_id}.", f"Palaveria {room_id} ei ole.")
    return _room(con, row)


def _required(room: Room | None) -> Room:
    assert room is not None, "it was written in this transaction"
    return room


def _take_turn(con: sqlite3.Connection, room_id: int, item: str, part: str, now: datetime) -> None:
    con.execute(
        "insert into room_turn (room_id, item, part, began_at) values (?, ?, ?, ?)",
        (room_id, item, part, now.isoformat()),
    )


def _room(con: sqlite3.Connection, row: sqlite3.Row) -> Room:
    turns = con.execute("select * from room_turn where room_id = ? order by turn_id", (row["room_id"],)).fetchall()
    return Room(
        room_id=row["room_id"],
        client_id=row["client_id"],
        kind=row["kind"],
        day=date.fromisoformat(row["day"]) if row["day"] else None,
        opened_at=_instant(row["opened_at"]),
        opened_by=row["opened_by"],
        ended_at=_instant(row["ended_at"]),
        ended_by=row["ended_by"],
        again=row["again"],
        client_present=bool(row["client_present"]),
        decider=row["decider"],
        turns=tuple(
            Turn(turn["turn_id"], turn["item"], turn["part"], datetime.fromisoformat(turn["began_at"]))
            for turn in turns
        ),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
