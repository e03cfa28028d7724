"""What a process of its own does that tells a channel what is due, to be
killed. The messages are as simple as can be."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from core.jobs.messages import Writer, tell
from core.meetings.message_texts import Message, Part
from core.meetings.messages import Due, Post
from core.store import Store, open_store


def simple(many: int) -> Writer:
    """Writes messages `message 0`, `message 1`, …"""

    def find(store: Store, *, client_id: str, now: datetime) -> list[Due]:
        return [Due(Post.NUDGE, f"nudge:{n}", now + timedelta(days=1)) for n in range(many)]

    def compose(store: Store, *, client_id: str, told: Due, as_of: datetime) -> Message:
        return Message("en", f"message {told.key.removeprefix('nudge:')}", "", (Part("x", ("y",)),))

    return Writer(find, compose)


def tell_due(folder: Path, moment: datetime, many: int) -> None:
    tell(open_store(folder), simple(many), client_id="kuusi", clock=lambda: moment, wait=lambda seconds: None)
