"""Accounts when an older copy takes the place of the live file: what was taken from somebody since stays taken."""

from __future__ import annotations

from core.store.ops import Ops


def keep_rights(copy: Ops, *, live: Ops) -> int:
    """Give everybody in the copy whom `live` knows, by e-mail address, the password, role, clients and closure of now.
    Returns how many had others in the copy."""
    there, clients = _rights(live), _clients(live)
    changed = 0
    with copy.write(moves_change=False) as con:
        known = {row["client_id"] for row in con.execute("select client_id from client").fetchall()}
        here = _clients(copy)
        for email, row in _rights(copy).items():
            now, number = there.get(email), row[0]
            given = clients.get(email, set()) & known
            if now is None or (now[1:] == row[1:] and given == here.get(email, set())):
                continue
            changed += 1
            con.execute(
                "update person set password_hash = ?, role = ?, deactivated_at = ? where person_id = ?",
                (*now[1:], number),
            )
            con.execute("delete from person_client where person_id = ?", (number,))
            con.executemany("insert into person_client values (?, ?)", [(number, one) for one in sorted(given)])
    return changed


def _rights(ops: Ops) -> dict[str, tuple[object, ...]]:
    """E-mail address, in lower case -> number, password hash, role, since when the account is closed."""
    with ops.read() as con:
        rows = con.execute("select lower(email), person_id, password_hash, role, deactivated_at from person").fetchall()
    return {str(row[0]): tuple(row)[1:] for row in rows}


def _clients(ops: Ops) -> dict[str, set[str]]:
    """E-mail address, in lower case -> the clients given to the person."""
    found: dict[str, set[str]] = {}
    with ops.read() as con:
        rows = con.execute("select lower(email), client_id from person join person_client using (person_id)").fetchall()
    for email, client_id in rows:
        found.setdefault(str(email), set()).add(str(client_id))
    return found
