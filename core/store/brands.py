"""How each client's own page looks. What may be kept is decided in `core.brand` and `core.sources.logo`."""

from __future__ import annotations

from datetime import datetime

from core.brand import Brand, sound_accent, sound_name
from core.store.clients import get_client
from core.store.ops import Ops


def get_brand(ops: Ops, *, client_id: str) -> Brand:
    """The client's brand; an empty one while nobody has given any."""
    with ops.read() as con:
        row = con.execute("select name, accent, logo from brand where client_id = ?", (client_id,)).fetchone()
    return Brand(row["name"], row["accent"], bytes(row["logo"])) if row else Brand()


def set_brand(ops: Ops, *, client_id: str, brand: Brand, who: str, now: datetime) -> Brand:
    """Give the client this brand instead of the one before; returns it as it is kept. Raises Refused for a name that is
    too long or a colour that cannot be seen, and UnknownClient."""
    kept = Brand(sound_name(brand.name), sound_accent(brand.accent), brand.logo)
    get_client(ops, client_id=client_id)
    with ops.write() as con:
        con.execute(
            "insert into brand (client_id, name, accent, logo, set_by, set_at) values (?, ?, ?, ?, ?, ?)"
            " on conflict (client_id) do update set name = excluded.name, accent = excluded.accent,"
            " logo = excluded.logo, set_by = excluded.set_by, set_at = excluded.set_at",
            (client_id, kept.name, kept.accent, kept.logo, who, now.isoformat()),
        )
    return kept
