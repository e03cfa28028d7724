"""Who may sign in, for which clients, in which browsers, and how often somebody has tried."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.errors import Refused
from core.model import Person, Role
from core.store.calendars import end_feed_of
from core.store.ops import Ops


@dataclass(frozen=True, slots=True)
class Member:
    """A person with the clients given to them (an admin sees every client, whatever is listed here)."""

    person: Person
    client_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A signed-in browser as the database knows it."""

    person_id: int | None
    last_seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """One signed-in browser of a person. Nothing is kept of where or what it is: only since when, its
    last use, and when it ends at the latest."""

    session_hash: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


def is_demo_folder(ops: Ops) -> bool:
    """Whether this data folder was made by the demo command."""
    with ops.read() as con:
        row = con.execute("select value from meta where key = 'demo'").fetchone()
    return row is not None and str(row["value"]) == "1"


def has_account(ops: Ops) -> bool:
    """Whether anybody was ever given an account; deactivated people count, so a folder never opens again."""
    with ops.read() as con:
        return con.execute("select 1 from person limit 1").fetchone() is not None


def add_person(
    ops: Ops,
    *,
    email: str,
    name: str,
    role: Role,
    password_hash: str,
    language: str,
    client_ids: Collection[str] = (),
    first_only: bool = False,
    now: datetime,
) -> Person:
    """Write a person with their clients. `first_only` refuses when there is an account already. Raises Refused."""
    with ops.write() as con:
        if first_only and con.execute("select 1 from person limit 1").fetchone():
            raise Refused("There is an account already: sign in.", "Tili on jo olemassa: kirjaudu sisään.")
        if con.execute("select 1 from person where email = ?", (email,)).fetchone():
            raise Refused(f"{email} has an account already.", f"Osoitteella {email} on jo tili.")
        person_id = con.execute(
            "insert into person (email, name, role, language, password_hash, created_at) values (?, ?, ?, ?, ?, ?)"
            " returning person_id",
            (email, name, role.value, language, password_hash, now.isoformat()),
        ).fetchone()[0]
        _give(con, person_id, client_ids)
    return Person(person_id, email, name, role, language)


def list_people(ops: Ops) -> list[Member]:
    """Everybody with an account, active ones first, each group by name."""
    with ops.read() as con:
        people = con.execute("select * from person order by deactivated_at is not null, name, email").fetchall()
        given = con.execute("select person_id, client_id from person_client").fetchall()
    return [
        Member(_person(row), frozenset(g["client_id"] for g in given if g["person_id"] == row["person_id"]))
        for row in people
    ]


def get_member(ops: Ops, *, person_id: int) -> Member | None:
    """One person with their clients; None when there is no such account."""
    with ops.read() as con:
        return _member(con, person_id)


def find_password(ops: Ops, *, email: str) -> tuple[Person, str] | None:
    """The active person behind an e-mail address (any case) and the hash of their password."""
    with ops.read() as con:
        row = con.execute("select * from person where email = ? and deactivated_at is null", (email,)).fetchone()
    return (_person(row), row["password_hash"]) if row else None


def set_clients(ops: Ops, *, person_id: int, client_ids: Collection[str]) -> None:
    """Replace the clients given to a person. Raises Refused for a client that does not exist."""
    with ops.write() as con:
        _known(con, person_id)
        con.execute("delete from person_client where person_id = ?", (person_id,))
        _give(con, person_id, client_ids)


def set_role(ops: Ops, *, person_id: int, role: Role) -> None:
    """Give a person another role. Raises Refused when no active admin would be left."""
    with ops.write() as con:
        _known(con, person_id)
        con.execute("update person set role = ? where person_id = ?", (role.value, person_id))
        _keep_an_admin(con)


def set_name(ops: Ops, *, person_id: int, name: str) -> None:
    """Correct a person's name."""
    with ops.write() as con:
        _known(con, person_id)
        con.execute("update person set name = ? where person_id = ?", (name, person_id))


def set_language(ops: Ops, *, person_id: int, language: str) -> None:
    """Remember the language in which a person reads the product ("fi" or "en")."""
    with ops.write() as con:
        _known(con, person_id)
        con.execute("update person set language = ? where person_id = ?", (language, person_id))


def set_password(ops: Ops, *, person_id: int, password_hash: str, now: datetime) -> None:
    """Replace a password and end every session that the old one opened."""
    with ops.write() as con:
        _known(con, person_id)
        con.execute("update person set password_hash = ? where person_id = ?", (password_hash, person_id))
        end_sessions_of(con, person_id, now)


def deactivate(ops: Ops, *, person_id: int, now: datetime) -> None:
    """Close an account and end its sessions and its calendar in one step. Raises Refused when no active admin would be
    left."""
    with ops.write() as con:
        _known(con, person_id)
        con.execute(
            "update person set deactivated_at = coalesce(deactivated_at, ?) where person_id = ?",
            (now.isoformat(), person_id),
        )
        end_sessions_of(con, person_id, now)
        end_feed_of(con, person_id, now)
        _keep_an_admin(con)


def reactivate(ops: Ops, *, person_id: int) -> None:
    """Open a closed account again; sessions ended by the closing stay ended."""
    with ops.write() as con:
        _known(con, person_id)
        con.execute("update person set deactivated_at = null where person_id = ?", (person_id,))


def open_session(ops: Ops, *, session_hash: str, person_id: int, expires_at: datetime, now: datetime) -> None:
    """Note a signed-in browser, and forget those that ended or ran out more than a month ago."""
    old = (now - timedelta(days=30)).isoformat()
    with ops.write(moves_change=False) as con:
        con.execute("delete from session where expires_at < ? or ended_at < ?", (old, old))
        con.execute(
            "insert into session (session_hash, person_id, created_at, last_seen_at, expires_at)"
            " values (?, ?, ?, ?, ?)",
            (session_hash, person_id, now.isoformat(), now.isoformat(), expires_at.isoformat()),
        )


def find_session(ops: Ops, *, session_hash: str) -> tuple[StoredSession, Member] | None:
    """The session with this hash and its active person, from one consistent state; None when either is missing."""
    with ops.read() as con:
        row = con.execute("select * from session where session_hash = ?", (session_hash,)).fetchone()
        member = _member(con, row["person_id"]) if row and row["person_id"] is not None else None
    if member is None or member.person.deactivated_at is not None:
        return None
    return _session(row), member


def list_sessions(ops: Ops, *, person_id: int, used_after: datetime, now: datetime) -> list[BrowserSession]:
    """The signed-in browsers of a person that have not ended and were used after an instant, last used first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from session where person_id = ? and ended_at is null and expires_at > ? and last_seen_at > ?"
            " order by last_seen_at desc",
            (person_id, now.isoformat(), used_after.isoformat()),
        ).fetchall()
    return [
        BrowserSession(
            row["session_hash"],
            *(datetime.fromisoformat(row[name]) for name in ("created_at", "last_seen_at", "expires_at")),
        )
        for row in rows
    ]


def touch_session(ops: Ops, *, session_hash: str, now: datetime) -> None:
    """Note that the session is in use; never brings an ended one back."""
    with ops.write(moves_change=False) as con:
        con.execute(
            "update session set last_seen_at = ? where session_hash = ? and ended_at is null",
            (now.isoformat(), session_hash),
        )


def end_session(ops: Ops, *, session_hash: str, now: datetime) -> None:
    """End one signed-in browser. Ending it twice, or one that never was, changes nothing."""
    with ops.write(moves_change=False) as con:
        con.execute(
            "update session set ended_at = ? where session_hash = ? and ended_at is null",
            (now.isoformat(), session_hash),
        )


def end_sessions(ops: Ops, *, person_id: int, now: datetime) -> None:
    """End every signed-in browser of a person."""
    with ops.write(moves_change=False) as con:
        end_sessions_of(con, person_id, now)


def take_attempt(ops: Ops, *, limits: Mapping[str, int], window: timedelta, now: datetime) -> bool:
    """Count one attempt under each key, unless one of them has reached its limit within `window`; then False.

    Counting and noting share one transaction, so processes that share the folder share the limits.
    """
    with ops.write(moves_change=False) as con:
        con.execute("delete from sign_in_attempt where at <= ?", ((now - window).isoformat(),))
        for key, limit in limits.items():
            count = con.execute("select count(*) from sign_in_attempt where throttle_key = ?", (key,)).fetchone()[0]
            if count >= limit:
                return False
        con.executemany("insert into sign_in_attempt values (?, ?)", [(key, now.isoformat()) for key in limits])
    return True


def forgive_attempts(ops: Ops, *, key: str, at: datetime, shared_key: str = "") -> None:
    """After a success: start counting again under `key`, and take back the one attempt made `at` this instant under
    the key that is shared with others."""
    with ops.write(moves_change=False) as con:
        con.execute(
            "delete from sign_in_attempt where throttle_key = ? or (throttle_key = ? and at = ?)",
            (key, shared_key, at.isoformat()),
        )


def _give(con: sqlite3.Connection, person_id: int, client_ids: Collection[str]) -> None:
    for client_id in sorted(set(client_ids)):
        if not con.execute("select 1 from client where client_id = ?", (client_id,)).fetchone():
            raise Refused(f"There is no client {client_id}.", f"Asiakasta {client_id} ei ole.")
        con.execute("insert into person_client (person_id, client_id) values (?, ?)", (person_id, client_id))


def end_sessions_of(con: sqlite3.Connection, person_id: int, now: datetime) -> None:
    """Within a transaction of the caller's: end every signed-in browser of a person."""
    con.execute(
        "update session set ended_at = ? where person_id = ? and ended_at is null", (now.isoformat(), person_id)
    )


def _keep_an_admin(con: sqlite3.Connection) -> None:
    if not con.execute("select 1 from person where role = 'admin' and deactivated_at is null").fetchone():
        raise Refused(
            "Nobody could manage people any more: give the admin role to somebody else first.",
            "Kukaan ei voisi enää hallita tilejä: anna ensin pääkäyttäjän rooli jollekulle toiselle.",
        )


def _known(con: sqlite3.Connection, person_id: int) -> None:
    if not con.execute("select 1 from person where person_id = ?", (person_id,)).fetchone():
        raise Refused("There is no such person.", "Tällaista henkilöä ei ole.")


def _member(con: sqlite3.Connection, person_id: int) -> Member | None:
    row = con.execute("select * from person where person_id = ?", (person_id,)).fetchone()
    if row is None:
        return None
    given = con.execute("select client_id from person_client where person_id = ?", (person_id,)).fetchall()
    return Member(_person(row), frozenset(g["client_id"] for g in given))


def _person(row: sqlite3.Row) -> Person:
    return Person(
        row["person_id"],
        row["email"],
        row["name"],
        Role(row["role"]),
        row["language"],
        _instant(row["deactivated_at"]),
    )


def _session(row: sqlite3.Row) -> StoredSession:
    return StoredSession(
        row["person_id"],
        datetime.fromisoformat(row["last_seen_at"]),
        datetime.fromisoformat(row["expires_at"]),
        _instant(row["ended_at"]),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
