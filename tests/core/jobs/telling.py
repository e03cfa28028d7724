"""A process of its own that tells a channel what is due: `python telling.py FOLDER NOW MANY`, to be killed. MANY
messages are due, each as simple as can be."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

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


if __name__ == "__main__":
    moment = datetime.fromisoformat(sys.argv[2])
    opened = open_store(Path(sys.argv[1]))
    tell(opened, simple(int(sys.argv[3])), client_id="kuusi", clock=lambda: moment, wait=lambda seconds: None)
