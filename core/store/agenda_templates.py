"""A client's own order of a meeting. A change is a new row: the newest one holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from core.errors import Refused
from core.meetings.shapes import Kind
from core.meetings.templates import Wish, check_wishes
from core.store.ops import Ops


@dataclass(frozen=True, slots=True)
class Template:
    """A client's order of a meeting as somebody set it. No `wishes`: the standard agenda was brought back."""

    template_id: int
    wishes: tuple[Wish, ...]
    set_by: str
    set_at: datetime


def set_template(
    ops: Ops,
    *,
    client_id: str,
    kind: Kind,
    wishes: Sequence[Wish],
    seen: int | None = None,
    who: str,
    now: datetime,
) -> None:
    """Agree on the items of a meeting; none of them brings the standard agenda back. `seen`: the number of the template
    that the person saw, 0 for none. Raises Refused for a template that cannot be held, and when somebody has set
    another one since `seen`; then nothing is written."""
    if wishes:
        check_wishes(kind, wishes)
    with ops.write() as con:
        newest = _newest(con, client_id, kind)
        if seen is not None and newest is not None and newest.template_id != seen:
            raise Refused(
                f"{newest.set_by} has set another order meanwhile, so yours was not saved.",
                f"{newest.set_by} on sillä välin tallentanut toisen järjestyksen, joten omaasi ei tallennettu.",
            )
        con.execute(
            "insert into agenda_template (client_id, kind, items, set_by, set_at) values (?, ?, ?, ?, ?)",
            (client_id, kind, json.dumps([asdict(wish) for wish in wishes]), who, now.isoformat()),
        )


def newest_template(ops: Ops, *, client_id: str, kind: Kind) -> Template | None:
    """The template that was set last, whenever it holds from; None when none ever was."""
    with ops.read() as con:
        return _newest(con, client_id, kind)


def template_on(ops: Ops, *, client_id: str, kind: Kind, as_of: datetime) -> list[Wish]:
    """The client's template as it stood at an instant; empty for the standard agenda."""
    with ops.read() as con:
        row = con.execute(
            "select * from agenda_template where client_id = ? and kind = ? and set_at <= ?"
            " order by set_at desc, template_id desc limit 1",
            (client_id, kind, as_of.isoformat()),
        ).fetchone()
    return list(_template(row).wishes) if row else []


def _newest(con: sqlite3.Connection, client_id: str, kind: Kind) -> Template | None:
    row = con.execute(
        "select * from agenda_template where client_id = ? and kind = ? order by template_id desc limit 1",
        (client_id, kind),
    ).fetchone()
    return _template(row) if row else None


def _template(row: sqlite3.Row) -> Template:
    return Template(
        template_id=row["template_id"],
        wishes=tuple(Wish(**wish) for wish in json.loads(row["items"])),
        set_by=row["set_by"],
        set_at=datetime.fromisoformat(row["set_at"]),
    )
