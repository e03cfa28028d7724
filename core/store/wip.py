"""How many cards may lie at once in a status or a list, as people agreed."""

from __future__ import annotations

from datetime import datetime

from core.board.limits import Place, PlaceKind
from core.errors import Refused
from core.store.ops import Ops

LARGEST = 999


def set_limit(ops: Ops, *, client_id: str, place: Place, most: int | None, who: str, now: datetime) -> None:
    """Agree on a limit; None takes it away. Raises Refused when it is no number of cards."""
    if most is not None and not 1 <= most <= LARGEST:
        raise Refused(
            f"A limit is a whole number of cards from 1 to {LARGEST}.",
            f"Raja on kokonainen määrä kortteja, 1–{LARGEST}.",
        )
    key = (client_id, place.kind, place.key)
    with ops.write() as con:
        if most is None:
            con.execute("delete from wip_limit where client_id = ? and kind = ? and place = ?", key)
        else:
            con.execute(
                "insert into wip_limit values (?, ?, ?, ?, ?, ?) on conflict do update set"
                " most = excluded.most, set_by = excluded.set_by, set_at = excluded.set_at",
                (*key, most, who, now.isoformat()),
            )


def list_limits(ops: Ops, *, client_id: str) -> dict[Place, int]:
    """Place -> how many cards may lie there at once."""
    with ops.read() as con:
        rows = con.execute(
            "select kind, place, most from wip_limit where client_id = ? order by kind, place", (client_id,)
        ).fetchall()
    return {Place(PlaceKind(row["kind"]), row["place"]): row["most"] for row in rows}
