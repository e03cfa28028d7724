"""Browsers that came by a link: found by the hash of a token or of a cookie, whoever's the link is.

Only core/access asks here: what it finds names the client, and every report then asks by that client.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta

from core.shares import Share, ShareState, Visit
from core.store.ops import Ops
from core.store.shares import note, share_of


def client_of_share(ops: Ops, *, share_id: int) -> str | None:
    """Whose link it is; None when there is none. For callers that then check whether it may be touched."""
    with ops.read() as con:
        row = con.execute("select client_id from share where share_id = ?", (share_id,)).fetchone()
    return str(row["client_id"]) if row else None


def find_share(ops: Ops, *, public_id: str) -> Share | None:
    """The link of a public id, whatever its state; None when there is none. For callers that then check whether they
    may look at its client."""
    with ops.read() as con:
        row = con.execute("select * from share where public_id = ?", (public_id,)).fetchone()
    return share_of(row) if row else None


def find_by_token(ops: Ops, *, token_hash: str) -> Share | None:
    """The link of a token, whatever its state; None when there is none, or its client is archived."""
    with ops.read() as con:
        row = con.execute(
            "select share.* from share join client using (client_id) where token_hash = ? and archived_at is null",
            (token_hash,),
        ).fetchone()
    return share_of(row) if row else None


def open_visit(ops: Ops, *, share_id: int, visit_hash: str, address: str, now: datetime) -> None:
    """Note a browser that came by a link, and from where (empty when that is not kept). It is no view yet: that is
    when its page is drawn. Browsers that came and never drew it are forgotten after a day."""
    with ops.write(moves_change=False) as con:
        old = (now - timedelta(days=1)).isoformat()
        con.execute("delete from share_visit where share_id = ? and not shown and opened_at < ?", (share_id, old))
        con.execute(
            "insert into share_visit (visit_hash, share_id, opened_at, last_seen_at, address) values (?, ?, ?, ?, ?)",
            (visit_hash, share_id, now.isoformat(), now.isoformat(), address),
        )


def find_visits(ops: Ops, *, visit_hashes: list[str], now: datetime) -> dict[str, Visit]:
    """Hash -> visit, for those whose link is open at `now` and whose client is not archived. Others are not there."""
    with ops.read() as con:
        rows = con.execute(
            "select share.*, visit_hash, unlocked_until, shown, last_seen_at from share_visit"
            " join share using (share_id) join client using (client_id)"
            " where visit_hash in (select value from json_each(?))"
            " and ended_at is null and archived_at is null",
            (json.dumps(visit_hashes),),
        ).fetchall()
    found = {row["visit_hash"]: _visit(row, now) for row in rows}
    return {known: visit for known, visit in found.items() if visit.share.state(now) is ShareState.OPEN}


def passcode_of(ops: Ops, *, share_id: int) -> str:
    """The hash of a link's passcode; empty without one."""
    with ops.read() as con:
        row = con.execute("select passcode_hash from share where share_id = ?", (share_id,)).fetchone()
    return str(row["passcode_hash"]) if row else ""


def note_passcode(
    ops: Ops, *, share_id: int, visit_hash: str, until: datetime | None, address: str, now: datetime
) -> None:
    """Note a passcode that was right (unlocked until then) or wrong (None)."""
    with ops.write(moves_change=False) as con:
        if until is not None:
            con.execute(
                "update share_visit set unlocked_until = ? where visit_hash = ?", (until.isoformat(), visit_hash)
            )
        note(con, share_id, now, "unlocked" if until else "wrong_passcode", "", address=address)


def note_shown(ops: Ops, *, visit_hash: str, share_id: int, first: bool, now: datetime) -> None:
    """Note that the page of a link was drawn in this browser; the first time it counts as a view, from where it was
    opened."""
    with ops.write(moves_change=False) as con:
        con.execute(
            "update share_visit set shown = 1, last_seen_at = ? where visit_hash = ? and ended_at is null",
            (now.isoformat(), visit_hash),
        )
        if first:
            row = con.execute("select address from share_visit where visit_hash = ?", (visit_hash,)).fetchone()
            note(con, share_id, now, "viewed", "", address=row["address"] if row else "")


def forget_addresses(ops: Ops, *, before: datetime) -> None:
    """Empty every address that was noted before an instant. Writes nothing where there is none."""
    old = before.isoformat()
    with ops.read() as con:
        known = con.execute(
            "select 1 from share_visit where address <> '' and opened_at < ? union all"
            " select 1 from share_event where address <> '' and at < ? limit 1",
            (old, old),
        ).fetchone()
    if known:
        with ops.write(moves_change=False) as con:
            con.execute("update share_visit set address = '' where address <> '' and opened_at < ?", (old,))
            con.execute("update share_event set address = '' where address <> '' and at < ?", (old,))


def _visit(row: sqlite3.Row, now: datetime) -> Visit:
    share = share_of(row)
    unlocked = row["unlocked_until"]
    return Visit(
        share,
        locked=share.has_passcode and (unlocked is None or now >= datetime.fromisoformat(unlocked)),
        shown_at=datetime.fromisoformat(row["last_seen_at"]) if row["shown"] else None,
    )
