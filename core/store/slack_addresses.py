"""What is known of addresses in Slack, each by its mark: how long to leave one alone, which take nothing any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.model import Sentence
from core.store.ops import Ops


@dataclass(frozen=True, slots=True)
class AddressState:
    """Of one address. `not_before`: Slack asked us to wait until then; `stopped`: why nothing is taken there."""

    not_before: datetime | None = None
    stopped: Sentence | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether a message may be sent there now."""
        return self.stopped is None and (self.not_before is None or self.not_before <= now)


def address_state(ops: Ops, mark: str) -> AddressState:
    """What is known of an address; of one that was never used: that it is open."""
    with ops.read() as con:
        row = con.execute("select * from slack_address where mark = ?", (mark,)).fetchone()
    if row is None:
        return AddressState()
    return AddressState(
        datetime.fromisoformat(row["not_before"]) if row["not_before"] else None,
        Sentence(row["why_en"], row["why_fi"]) if row["stopped_at"] else None,
    )


def leave_alone(ops: Ops, mark: str, *, until: datetime) -> None:
    """Slack asked us to wait; a shorter wait takes nothing from a longer one."""
    with ops.write() as con:
        con.execute(
            "insert into slack_address (mark, not_before) values (?, ?)"
            " on conflict do update set not_before = max(not_before, excluded.not_before)",
            (mark, until.isoformat()),
        )


def stop(ops: Ops, mark: str, *, why: Sentence, now: datetime) -> None:
    """Nothing is taken at the address any more."""
    with ops.write() as con:
        con.execute(
            "insert into slack_address (mark, stopped_at, why_en, why_fi) values (?, ?, ?, ?) on conflict do update"
            " set stopped_at = excluded.stopped_at, why_en = excluded.why_en, why_fi = excluded.why_fi",
            (mark, now.isoformat(), why.en, why.fi),
        )


def go_on(ops: Ops, mark: str) -> None:
    """Somebody has mended it: try the address again."""
    with ops.write() as con:
        con.execute("update slack_address set stopped_at = null where mark = ?", (mark,))
