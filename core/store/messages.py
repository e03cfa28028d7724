"""Messages to a client's Slack channel: what is to be told, and every message with what became of it.

A row is written before anything is sent and claimed before the call goes out, so that two processes never send one
message twice. Rows are never deleted. All instants are naive UTC.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.errors import Refused
from core.meetings.messages import Post, Settings, Told
from core.model import Sentence
from core.store.ops import Ops


class State(StrEnum):
    """How far a message has come; what each means stands beside the table."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    MAYBE = "maybe"
    DEAD = "dead"
    DROPPED = "dropped"


UNSOLVED = (State.MAYBE, State.DEAD)
"""What waits for somebody to look at it."""
AGAIN_WITHIN = timedelta(days=1)
LOST = Sentence(
    "The server stopped while it was sending. Look into the channel: if the message is not there, send it again.",
    "Palvelin pysähtyi kesken lähetyksen. Katso kanavalta: jos viestiä ei näy, lähetä se uudelleen.",
)
TOO_LATE = Sentence(
    "It could not be sent in time, so it was not sent at all.", "Sitä ei saatu lähetettyä ajoissa, joten se jäi pois."
)
SWITCHED_OFF = Sentence("It was switched off before it went.", "Se kytkettiin pois ennen lähetystä.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One message. `key` says what it is about; `payload` is what Slack gets, word for word."""

    message_id: int
    post: Post
    key: str
    payload: Mapping[str, Any]
    state: State
    tries: int
    tried_at: datetime | None
    next_at: datetime
    until: datetime
    why: Sentence | None
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None


# ------------------------------------------------------------------------------------------------------------ settings


def settings_of(ops: Ops, *, client_id: str) -> Settings:
    """What the client's channel is told; nothing until somebody has switched something on."""
    with ops.read() as con:
        row = con.execute("select * from message_settings where client_id = ?", (client_id,)).fetchone()
    return _settings(row) if row else Settings()


def change_settings(
    ops: Ops, *, client_id: str, change: Callable[[Settings], Settings], who: str, now: datetime
) -> Settings:
    """Change what the channel is told, from what holds at this very moment, so that two people's changes both hold;
    returns what is kept. Something newly switched on begins now. What waits and was switched off, or was written for
    other readers, is dropped. Raises Refused for an hour that is none."""
    with ops.write() as con:
        row = con.execute("select * from message_settings where client_id = ?", (client_id,)).fetchone()
        before = _settings(row) if row else Settings()
        settings = change(before)
        if not all(0 <= hour <= 23 for hour in (settings.agenda_hour, settings.nudge_hour)):
            raise Refused("The hour is a number from 0 to 23.", "Tunti on luku nollasta 23:een.")
        since = before.since if row and settings.on <= before.on else now
        con.execute(
            "insert or replace into message_settings (client_id, agenda_on, agenda_hour, memo_on, nudge_on, nudge_hour,"
            " with_client, since, set_by, set_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                client_id,
                Post.AGENDA in settings.on,
                settings.agenda_hour,
                Post.MEMO in settings.on,
                Post.NUDGE in settings.on,
                settings.nudge_hour,
                settings.with_client,
                since.isoformat(),
                who,
                now.isoformat(),
            ),
        )
        kept = set() if settings.with_client != before.with_client else settings.on
        for post in set(Post) - kept:
            con.execute(
                "update message set state = 'dropped', why_en = ?, why_fi = ?, ended_at = ?"
                " where client_id = ? and kind = ? and state = 'queued'",
                (SWITCHED_OFF.en, SWITCHED_OFF.fi, now.isoformat(), client_id, post),
            )
        row = con.execute("select * from message_settings where client_id = ?", (client_id,)).fetchone()
    return _settings(row)


def _settings(row: sqlite3.Row) -> Settings:
    switches = {Post.AGENDA: row["agenda_on"], Post.MEMO: row["memo_on"], Post.NUDGE: row["nudge_on"]}
    return Settings(
        on=frozenset(post for post, is_on in switches.items() if is_on),
        agenda_hour=row["agenda_hour"],
        nudge_hour=row["nudge_hour"],
        with_client=bool(row["with_client"]),
        since=datetime.fromisoformat(row["since"]),
    )


# ------------------------------------------------------------------------------------------------------------- reading


def list_messages(
    ops: Ops, *, client_id: str, states: Collection[State] = tuple(State), limit: int = 100
) -> list[Entry]:
    """The client's newest messages in these states, newest first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from message where client_id = ? and state in (select value from json_each(?))"
            " order by message_id desc limit ?",
            (client_id, json.dumps(list(states)), limit),
        ).fetchall()
    return [_entry(row) for row in rows]


def told_since(ops: Ops, *, client_id: str, since: datetime) -> list[Told]:
    """What has been written for the channel since an instant. A message that was not sent, or that a person let rest,
    is among them: it is not written anew by itself; only for the cooldown of nudges it does not count."""
    with ops.read() as con:
        rows = con.execute(
            "select kind, dedupe, asked_at, state from message where client_id = ? and asked_at >= ?",
            (client_id, since.isoformat()),
        ).fetchall()
    return [
        Told(Post(row["kind"]), row["dedupe"], datetime.fromisoformat(row["asked_at"]), row["state"] not in _NEVER_SENT)
        for row in rows
    ]


_NEVER_SENT = (State.DEAD, State.DROPPED)


def find_message(ops: Ops, *, client_id: str, key: str) -> Entry | None:
    """The message about something, if there is one."""
    with ops.read() as con:
        row = con.execute("select * from message where client_id = ? and dedupe = ?", (client_id, key)).fetchone()
    return _entry(row) if row else None


def waiting(ops: Ops, *, client_id: str, now: datetime) -> list[Entry]:
    """What is to be sent now, in the order in which it was written."""
    with ops.read() as con:
        rows = con.execute(
            "select * from message where client_id = ? and state = 'queued' and next_at <= ? order by message_id",
            (client_id, now.isoformat()),
        ).fetchall()
    return [_entry(row) for row in rows]


# ------------------------------------------------------------------------------------------------------------- writing


def queue(
    ops: Ops,
    *,
    client_id: str,
    post: Post,
    key: str,
    payload: Mapping[str, Any],
    until: datetime,
    who: str,
    now: datetime,
) -> Entry | None:
    """Write down a message to be sent; None when there is one about the same already."""
    with ops.write() as con:
        row = con.execute(
            "insert into message (client_id, kind, dedupe, payload, next_at, until, asked_by, asked_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning *",
            (
                client_id,
                post,
                key,
                json.dumps(payload, ensure_ascii=False),
                now.isoformat(),
                until.isoformat(),
                who,
                now.isoformat(),
            ),
        ).fetchone()
    return _entry(row) if row else None


def claim(ops: Ops, *, client_id: str, message_id: int, now: datetime) -> bool:
    """Take a message to send it: from here on it may be in the channel. False when another process has it, or it waits
    no more."""
    with ops.write() as con:
        taken = con.execute(
            "update message set state = 'sending', tries = tries + 1, tried_at = ?"
            " where client_id = ? and message_id = ? and state = 'queued' and next_at <= ?1 and until > ?1",
            (now.isoformat(), client_id, message_id),
        )
        return taken.rowcount == 1


def put_back(ops: Ops, *, client_id: str, message_id: int, until: datetime, why: Sentence) -> None:
    """A message that was claimed was surely not sent: it waits until then."""
    with ops.write() as con:
        con.execute(
            "update message set state = 'queued', next_at = ?, why_en = ?, why_fi = ?"
            " where client_id = ? and message_id = ? and state in ('sending', 'maybe')",
            (until.isoformat(), why.en, why.fi, client_id, message_id),
        )


def finish(
    ops: Ops, *, client_id: str, message_id: int, state: State, why: Sentence | None = None, now: datetime
) -> None:
    """What came of a message that was claimed: `sent`, `maybe` or `dead`."""
    with ops.write() as con:
        con.execute(
            "update message set state = ?, why_en = ?, why_fi = ?, ended_at = ?"
            " where client_id = ? and message_id = ? and state in ('sending', 'maybe')",
            (state, why.en if why else "", why.fi if why else "", now.isoformat(), client_id, message_id),
        )


def tidy(ops: Ops, *, client_id: str, lost_before: datetime, now: datetime) -> None:
    """What was claimed before `lost_before` and has no answer was lost with its process, and may have been sent; what
    waits past its time is not sent at all."""
    stale = (client_id, lost_before.isoformat(), now.isoformat())
    either = "(state = 'sending' and tried_at <= ?) or (state = 'queued' and until <= ?)"
    with ops.read() as con:
        found = con.execute(f"select 1 from message where client_id = ? and ({either}) limit 1", stale).fetchone()  # noqa: S608 - our own words
    if found is None:
        return
    with ops.write() as con:
        for state, why, was in (
            (State.MAYBE, LOST, "state = 'sending' and tried_at <= ?"),
            (State.DEAD, TOO_LATE, "state = 'queued' and until <= ?"),
        ):
            limit = lost_before if state is State.MAYBE else now
            con.execute(
                f"update message set state = ?, why_en = ?, why_fi = ?, ended_at = ? where client_id = ? and {was}",  # noqa: S608 - our own words
                (state, why.en, why.fi, now.isoformat(), client_id, limit.isoformat()),
            )


def send_again(ops: Ops, *, client_id: str, message_id: int, who: str, now: datetime) -> Entry:
    """Send a message once more, word for word, as a row of its own; however often this is asked, it is done once.
    Raises Refused when nobody doubts that it was sent."""
    with ops.write() as con:
        row = _unsolved(con, client_id, message_id)
        why = Sentence(f"{who} sent it again.", f"{who} lähetti sen uudelleen.")
        _drop(con, client_id, message_id, why, now)
        made = con.execute(
            "insert into message (client_id, kind, dedupe, payload, next_at, until, asked_by, asked_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?) returning *",
            (
                client_id,
                row["kind"],
                f"{row['dedupe']}:again:{message_id}",
                row["payload"],
                now.isoformat(),
                (now + AGAIN_WITHIN).isoformat(),
                who,
                now.isoformat(),
            ),
        ).fetchone()
    return _entry(made)


def let_rest(ops: Ops, *, client_id: str, message_id: int, who: str, now: datetime) -> None:
    """Nobody needs to look at a message any more. Raises Refused when nobody doubts that it was sent."""
    with ops.write() as con:
        _unsolved(con, client_id, message_id)
        _drop(con, client_id, message_id, Sentence(f"{who} let it rest.", f"{who} antoi asian olla."), now)


def _unsolved(con: sqlite3.Connection, client_id: str, message_id: int) -> sqlite3.Row:
    row: sqlite3.Row | None = con.execute(
        "select * from message where client_id = ? and message_id = ? and state in ('maybe', 'dead')",
        (client_id, message_id),
    ).fetchone()
    if row is None:
        raise Refused(
            "Nothing is in doubt about this message, or not any more.", "Tässä viestissä ei ole, tai ei enää, avointa."
        )
    return row


def _drop(con: sqlite3.Connection, client_id: str, message_id: int, why: Sentence, now: datetime) -> None:
    con.execute(
        "update message set state = 'dropped', why_en = ?, why_fi = ?, ended_at = ?"
        " where client_id = ? and message_id = ?",
        (why.en, why.fi, now.isoformat(), client_id, message_id),
    )


def count_unsolved(ops: Ops, *, client_id: str) -> int:
    """How many messages wait for somebody to look at them."""
    with ops.read() as con:
        row = con.execute(
            "select count(*) as n from message where client_id = ? and state in ('maybe', 'dead')", (client_id,)
        ).fetchone()
    return int(row["n"])


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        message_id=row["message_id"],
        post=Post(row["kind"]),
        key=row["dedupe"],
        payload=json.loads(row["payload"]),
        state=State(row["state"]),
        tries=row["tries"],
        tried_at=_instant(row["tried_at"]),
        next_at=datetime.fromisoformat(row["next_at"]),
        until=datetime.fromisoformat(row["until"]),
        why=Sentence(row["why_en"], row["why_fi"]) if row["why_en"] else None,
        asked_by=row["asked_by"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
        ended_at=_instant(row["ended_at"]),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
