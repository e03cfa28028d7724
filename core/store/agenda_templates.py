"""A client's own order of a meeting. A change is a new row: the newest one holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from core.meetings.shapes import Kind
from core.meetings.templates import Wish, check_wishes
from core.store.ops import Ops


def set_template(ops: Ops, *, client_id: str, kind: Kind, wishes: Sequence[Wish], who: str, now: datetime) -> None:
    """Agree on the items of a meeting; none of them brings the standard agenda back. Raises Refused for a template that
    cannot be held."""
    if wishes:
        check_wishes(kind, wishes)
    with ops.write() as con:
        con.execute(
            "insert into agenda_template (client_id, kind, items, set_by, set_at) values (?, ?, ?, ?, ?)",
            (client_id, kind, json.dumps([asdict(wish) for wish in wishes]), who, now.isoformat()),
        )


def template_on(ops: Ops, *, client_id: str, kind: Kind, as_of: datetime) -> list[Wish]:
    """The client's template as it stood at an instant; empty for the standard agenda."""
    with ops.read() as con:
        row = con.execute(
            "select items from agenda_template where client_id = ? and kind = ? and set_at <= ?"
            " order by set_at desc, template_id desc limit 1",
            (client_id, kind, as_of.isoformat()),
        ).fetchone()
    return [Wish(**wish) for wish in json.loads(row["items"])] if row else []
