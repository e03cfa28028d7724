"""How large the client's warm audiences are, as somebody read them on the platforms. Every reading is kept with its
day; an audience whose size nobody knows is listed as unknown, never as zero.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from core.errors import Refused
from core.store.ops import Ops

HOLDS_DAYS = 30
"""Audiences are counted over a moving window of about a month: an older size tells of other people."""
NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Audience:
    """The newest reading of one audience. `size` None: it is not known."""

    platform: str
    name: str
    size: int | None
    read_on: date
    origin: str
    """Where it was read, in words."""
    written_by: str

    def is_old(self, on: date) -> bool:
        """Whether the reading is too old to rest on."""
        return (on - self.read_on).days > HOLDS_DAYS

    def known_size(self, on: date) -> int | None:
        """The size that may be used on a day; None when it is unknown or too old."""
        return None if self.is_old(on) else self.size


def add_reading(
    ops: Ops,
    *,
    client_id: str,
    platform: str,
    name: str,
    size: int | None,
    read_on: date,
    who: str,
    now: datetime,
    origin: str = "",
) -> Audience:
    """Write down how many people an audience held on a day (None: not known). Raises Refused without a platform and a
    name, and for a negative size."""
    where, called = (" ".join(text.split())[:NAME_LIMIT] for text in (platform, name))
    if not where or not called:
        raise Refused("Name the platform and the audience.", "Anna alusta ja yleisön nimi.")
    if size is not None and size < 0:
        raise Refused("An audience cannot have fewer than no people.", "Yleisössä ei voi olla alle nolla ihmistä.")
    said = " ".join(origin.split())[:NAME_LIMIT]
    with ops.write() as con:
        con.execute(
            "insert into audience_size (client_id, platform, name, size, read_on, origin, written_by, written_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (client_id, where, called, size, read_on.isoformat(), said, who, now.isoformat()),
        )
    return Audience(where, called, size, read_on, said, who)


def list_audiences(ops: Ops, *, client_id: str, as_of: date | None = None) -> list[Audience]:
    """Every audience of the client with its newest reading up to and including `as_of` (None: at all), the largest
    first and the unknown ones last."""
    with ops.read() as con:
        rows = con.execute(
            "select * from audience_size where client_id = ? and read_on <= ? order by read_on, reading_id",
            (client_id, (as_of or date.max).isoformat()),
        ).fetchall()
    newest = {(row["platform"].casefold(), row["name"].casefold()): _audience(row) for row in rows}
    return sorted(newest.values(), key=lambda a: (a.size is None, -(a.size or 0), a.name))


def _audience(row: sqlite3.Row) -> Audience:
    return Audience(
        platform=row["platform"],
        name=row["name"],
        size=row["size"],
        read_on=date.fromisoformat(row["read_on"]),
        origin=row["origin"],
        written_by=row["written_by"],
    )
