"""Links for clients, the browsers that came by them, and the log of what was done to them.

Nothing is deleted: a link that was revoked or rotated away stays, so that it can never open again.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime

from core.errors import Refused
from core.model import Stage
from core.shares import Section, Share, ShareEvent, ShareState, ShareUse, Terms
from core.store.ops import Ops

NO_SUCH_LINK = ("There is no such link.", "Tällaista linkkiä ei ole.")


def add_share(
    ops: Ops,
    *,
    client_id: str,
    public_id: str,
    token_hash: str,
    terms: Terms,
    passcode_hash: str,
    expires_at: datetime,
    frozen_copy: str,
    who: str,
    now: datetime,
) -> Share:
    """Write a new link; with a `frozen_copy` (JSON text) it shows that and nothing newer."""
    with ops.write() as con:
        share_id = con.execute(
            "insert into share (public_id, client_id, token_hash, label, audience, sections, stages, floor, language,"
            " currency, may_change_dates, may_export, passcode_hash, frozen_at, frozen_copy, expires_at, made_by,"
            " made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning share_id",
            (
                public_id,
                client_id,
                token_hash,
                *_terms_row(terms),
                passcode_hash,
                now.isoformat() if frozen_copy else None,
                frozen_copy,
                expires_at.isoformat(),
                who,
                now.isoformat(),
            ),
        ).fetchone()[0]
        note(con, share_id, now, "created", who, terms.label)
        return _required(con, client_id, share_id)


def change_share(
    ops: Ops,
    *,
    client_id: str,
    share_id: int,
    terms: Terms,
    expires_at: datetime,
    passcode_hash: str | None,
    who: str,
    now: datetime,
) -> Share:
    """Give a link other terms; `passcode_hash` None keeps the passcode, an empty one takes it away. A new one
    locks every browser. Raises Refused when the client has no such link, or it is revoked."""
    with ops.write() as con:
        _not_revoked(_required(con, client_id, share_id), now)
        con.execute(
            "update share set label = ?, audience = ?, sections = ?, stages = ?, floor = ?, language = ?, currency = ?,"
            " may_change_dates = ?, may_export = ?, expires_at = ? where share_id = ?",
            (*_terms_row(terms), expires_at.isoformat(), share_id),
        )
        if passcode_hash is not None:
            con.execute("update share set passcode_hash = ? where share_id = ?", (passcode_hash, share_id))
            con.execute("update share_visit set unlocked_until = null where share_id = ?", (share_id,))
        note(con, share_id, now, "changed", who, terms.label)
        return _required(con, client_id, share_id)


def set_paused(ops: Ops, *, client_id: str, share_id: int, paused: bool, who: str, now: datetime) -> Share:
    """Pause a link, or let it go on. Raises Refused when the client has no such link, or it is revoked."""
    with ops.write() as con:
        _not_revoked(_required(con, client_id, share_id), now)
        con.execute(
            "update share set paused_at = ? where share_id = ?", (now.isoformat() if paused else None, share_id)
        )
        note(con, share_id, now, "paused" if paused else "resumed", who)
        return _required(con, client_id, share_id)


def replace_token(ops: Ops, *, client_id: str, share_id: int, token_hash: str, who: str, now: datetime) -> Share:
    """Give a link a new token: the old address and every browser that came by it are out. Raises Refused."""
    with ops.write() as con:
        _not_revoked(_required(con, client_id, share_id), now)
        con.execute("update share set token_hash = ? where share_id = ?", (token_hash, share_id))
        _end_visits(con, share_id, now)
        note(con, share_id, now, "rotated", who)
        return _required(con, client_id, share_id)


def revoke(ops: Ops, *, client_id: str, share_ids: list[int] | None, who: str, now: datetime) -> list[Share]:
    """Close links of a client for good, all of them when `share_ids` is None; returns those that were not closed yet.
    Raises Refused when one of them is not this client's."""
    with ops.write() as con:
        wanted = share_ids
        if wanted is None:
            rows = con.execute("select share_id from share where client_id = ?", (client_id,)).fetchall()
            wanted = [row["share_id"] for row in rows]
        closing = [share for share in (_required(con, client_id, one) for one in wanted) if share.revoked_at is None]
        for share in closing:
            con.execute("update share set revoked_at = ? where share_id = ?", (now.isoformat(), share.share_id))
            _end_visits(con, share.share_id, now)
            note(con, share.share_id, now, "revoked", who)
        return [_required(con, client_id, share.share_id) for share in closing]


def list_shares(ops: Ops, *, client_id: str) -> list[tuple[Share, ShareUse]]:
    """Every link a client ever had with its use, newest first."""
    with ops.read() as con:
        rows = con.execute(
            "select share.*, count(visit_hash) as views, max(last_seen_at) as seen from share left join share_visit"
            " on share_visit.share_id = share.share_id and shown where client_id = ?"
            " group by share.share_id order by share.share_id desc",
            (client_id,),
        ).fetchall()
    return [(share_of(row), ShareUse(row["views"], _instant(row["seen"]))) for row in rows]


def get_share(ops: Ops, *, client_id: str, share_id: int) -> Share:
    """One link of a client. Raises Refused when the client has no such link."""
    with ops.read() as con:
        return _required(con, client_id, share_id)


def frozen_copy(ops: Ops, *, client_id: str, share_id: int) -> str:
    """The JSON text that a frozen link shows; empty for a live one. Raises Refused."""
    with ops.read() as con:
        _required(con, client_id, share_id)
        row = con.execute("select frozen_copy from share where share_id = ?", (share_id,)).fetchone()
    return str(row["frozen_copy"])


def list_events(ops: Ops, *, client_id: str) -> list[ShareEvent]:
    """What was done to the links of a client, newest first."""
    with ops.read() as con:
        rows = con.execute(
            "select share_event.* from share_event join share using (share_id) where client_id = ?"
            " order by event_id desc",
            (client_id,),
        ).fetchall()
    return [
        ShareEvent(
            row["share_id"],
            datetime.fromisoformat(row["at"]),
            row["kind"],
            row["who"],
            row["detail"],
            row["address"],
        )
        for row in rows
    ]


def close_restored(copy: Ops, *, live: Ops | None, now: datetime) -> tuple[int, int]:
    """Before an older copy takes the place of the live file: what was closed or changed since must not open again.

    A link that is open in the copy stays so only if it is the very same in the live file. One that was revoked there
    is revoked; every other (changed since, or `live` is None because it cannot be read) is paused, for a person to look
    at. Browsers have to open their link again. Returns how many were revoked and paused."""
    there = _rows_by_id(live) if live else {}
    with copy.write(moves_change=False) as con:
        con.execute("update share_visit set ended_at = ? where ended_at is null", (now.isoformat(),))
        revoked = paused = 0
        for row in con.execute("select * from share where revoked_at is null").fetchall():
            found = there.get(row["public_id"])
            if found == dict(row):
                continue
            key = (now.isoformat(), row["share_id"])
            if found and (found["revoked_at"] or found["token_hash"] != row["token_hash"]):
                con.execute("update share set revoked_at = ? where share_id = ?", key)
                revoked += 1
            elif row["paused_at"] is None:
                con.execute("update share set paused_at = ? where share_id = ?", key)
                paused += 1
    return revoked, paused


def _rows_by_id(ops: Ops) -> dict[str, dict[str, object]]:
    with ops.read() as con:
        return {row["public_id"]: dict(row) for row in con.execute("select * from share").fetchall()}


# ------------------------------------------------------------------------------------------------------------- helpers


def note(
    con: sqlite3.Connection, share_id: int, now: datetime, kind: str, who: str, detail: str = "", *, address: str = ""
) -> None:
    con.execute(
        "insert into share_event (share_id, at, kind, who, detail, address) values (?, ?, ?, ?, ?, ?)",
        (share_id, now.isoformat(), kind, who, detail, address),
    )


def _end_visits(con: sqlite3.Connection, share_id: int, now: datetime) -> None:
    con.execute(
        "update share_visit set ended_at = ? where share_id = ? and ended_at is null", (now.isoformat(), share_id)
    )


def _required(con: sqlite3.Connection, client_id: str, share_id: int) -> Share:
    row = con.execute("select * from share where share_id = ? and client_id = ?", (share_id, client_id)).fetchone()
    if row is None:
        raise Refused(*NO_SUCH_LINK)
    return share_of(row)


def _not_revoked(share: Share, now: datetime) -> None:
    if share.state(now) is ShareState.REVOKED:
        raise Refused(
            "This link is revoked and stays so. Make a new one.",
            "Tämä linkki on mitätöity, eikä sitä voi palauttaa. Tee uusi.",
        )


def _terms_row(terms: Terms) -> tuple[object, ...]:
    return (
        terms.label,
        terms.audience,
        json.dumps(terms.sections),
        json.dumps(terms.stages),
        terms.floor.isoformat() if terms.floor else None,
        terms.language,
        terms.currency,
        terms.may_change_dates,
        terms.may_export,
    )


def share_of(row: sqlite3.Row) -> Share:
    return Share(
        share_id=row["share_id"],
        public_id=row["public_id"],
        client_id=row["client_id"],
        terms=Terms(
            label=row["label"],
            audience=row["audience"],
            sections=tuple(map(Section, json.loads(row["sections"]))),
            stages=tuple(map(Stage, json.loads(row["stages"]))),
            floor=date.fromisoformat(row["floor"]) if row["floor"] else None,
            language=row["language"],
            currency=row["currency"],
            may_change_dates=bool(row["may_change_dates"]),
            may_export=bool(row["may_export"]),
        ),
        expires_at=datetime.fromisoformat(row["expires_at"]),
        has_passcode=bool(row["passcode_hash"]),
        made_by=row["made_by"],
        made_at=datetime.fromisoformat(row["made_at"]),
        frozen_at=_instant(row["frozen_at"]),
        paused_at=_instant(row["paused_at"]),
        revoked_at=_instant(row["revoked_at"]),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
