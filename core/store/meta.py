"""What kind of data folder this is."""

from __future__ import annotations

from core.store.ops import Ops


def mark_demo_folder(ops: Ops) -> None:
    """From now on the folder is the demo's (see `core.store.people.is_demo_folder`)."""
    with ops.write() as con:
        con.execute("insert into meta (key, value) values ('demo', '1') on conflict (key) do update set value = '1'")
