"""What a process does that writes into one meeting until it is killed: it prints what the store
acknowledged, line by line."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from core.store import open_store, parking, promises, room_texts, rooms
from core.store.room_texts import Clash

NOW, DAY = datetime(2026, 9, 22, 5, 0), date(2026, 9, 22)


def write_on_and_on(root: Path, name: str) -> None:
    ops = open_store(root).ops
    room = rooms.open_room(ops, client_id="kuusi", kind="weekly", day=DAY, item="actions", who=name, now=NOW)
    scope = {"client_id": "kuusi", "room_id": room.room_id}
    seen, body, number = 0, "", 0
    while True:
        number += 1
        text = f"{name}-{number}."
        sent = promises.add_action(
            ops, client_id="kuusi", kind="weekly", text=text, owner=name, due=DAY, agreed_at=NOW, who=name,
            write_id=f"a-{text}",
        )  # fmt: skip
        print("action", sent.text, flush=True)
        parking.park(ops, client_id="kuusi", kind="weekly", text=text, write_id=f"p-{text}", who=name, now=NOW)
        print("parked", text, flush=True)
        while True:
            said = f"{body} {text}"
            kept = room_texts.write_text(
                ops, **scope, field="notes", body=said, seen=seen, write_id=f"t-{text}-{seen}", who=name, now=NOW
            )  # type: ignore[arg-type]
            stands = kept.theirs if isinstance(kept, Clash) else kept
            seen, body = stands.version, stands.body
            if not isinstance(kept, Clash):
                break
        print("text", text, flush=True)
        now = rooms.get_room(ops, **scope)  # type: ignore[arg-type]
        assert now.turn
        rooms.go_to(ops, **scope, item=text, seen=now.turn.turn_id, now=NOW)  # type: ignore[arg-type]
