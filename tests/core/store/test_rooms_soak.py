"""Two processes write into one meeting, and are killed now and then: what the store acknowledged is there, once."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

from core.store import open_store, parking, promises, room_texts, rooms
from core.store.clients import add_client
from tests.children import Child
from tests.core.store.writing_meeting import DAY, NOW, write_on_and_on

KILLS, SECONDS = (10, 1.0) if os.environ.get("SOAK") else (2, 0.6)


def one_of_each(process: Child) -> list[str]:
    """What it said until it had written an action, parked something and written into the text."""
    lines = [process.said.readline()]
    while not lines[-1].startswith("text "):
        assert process.is_alive
        lines.append(process.said.readline())
    return lines


def test_two_processes_that_are_killed_lose_and_double_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_client(store.ops, name="Kuusi", now=NOW)
    acknowledged: dict[str, list[str]] = {"action": [], "parked": [], "text": []}
    for kill in range(KILLS):
        both = [Child(write_on_and_on, tmp_path, f"{name}{kill}") for name in ("anna", "bo")]
        first = [line for process in both for line in one_of_each(process)]
        time.sleep(SECONDS)
        for process in both:
            process.kill()
        told = [line for process in both for line in process.ended()[1].splitlines(keepends=True)]
        for line in (*first, *told):
            if line.endswith("\n"):
                what, text = line.split()
                acknowledged[what].append(text)
    actions = Counter(one.text for one in promises.list_actions(store.ops, client_id="kuusi", as_of=NOW))
    lot = Counter(one.text for one in parking.list_parked(store.ops, client_id="kuusi", as_of=NOW))
    room = rooms.find_room(store.ops, client_id="kuusi", kind="weekly", day=DAY)
    assert room is not None
    versions = room_texts.text_versions(store.ops, client_id="kuusi", room_id=room.room_id, field="notes")
    assert min(len(found) for found in acknowledged.values()) >= 2
    assert [actions[text] for text in acknowledged["action"]] == [1] * len(acknowledged["action"])
    assert [lot[text] for text in acknowledged["parked"]] == [1] * len(acknowledged["parked"])
    assert set(actions.values()) == set(lot.values()) == {1}, "nor is anything else there twice"
    assert [text for text in acknowledged["text"] if versions[-1].body.split().count(text) != 1] == []
    for before, after in zip(versions, versions[1:], strict=False):
        assert after.body.startswith(before.body), "each wrote on what they had seen"
