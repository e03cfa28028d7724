"""What the morning check reads across a client's boards and words in one short look."""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple

from core.store.ops import Ops


class DueCard(NamedTuple):
    """A card that promises something by an instant (naive UTC)."""

    board_id: str
    card_id: str
    name: str
    list_id: str
    due: datetime
    members: tuple[str, ...]


def client_mark(ops: Ops, *, client_id: str) -> str:
    """Something that changes whenever what the morning check of the client rests on does: its imports, budgets, stages,
    goals, notes, checks and meetings, whose count it goes by, exchange rates, what was said of findings, and the client
    itself. A cached check with the same mark is still right, whatever came in for other clients."""
    with ops.read() as con:
        row = con.execute(
            "select"
            " (select changed_at from client where client_id = :client)"
            " || '/' || (select coalesce(max(import_id), 0) || '.' || total(status = 'published')"
            " from import_log where client_id = :client)"
            " || '/' || (select count(*) || '.' || coalesce(max(note_id), 0) || '.' || count(taken_back_at) from note"
            " where client_id = :client)"
            " || '/' || (select count(*) || '.' || coalesce(max(goal_id), 0) || coalesce(max(set_at), '') from goal"
            " where client_id = :client)"
            " || '/' || (select coalesce(max(look_id), 0) from measure_look where client_id = :client)"
            " || '/' || (select count(*) || '.' || coalesce(max(meeting_id), 0) from meeting where client_id = :client)"
            " || '/' || (select count(*) || '.' || coalesce(max(budget_id), 0) || '.' || count(removed_at) from budget"
            " where client_id = :client)"
            " || '/' || (select coalesce(max(decision_id), 0) from stage_decision where client_id = :client)"
            " || '/' || (select coalesce(max(word_id), 0) from finding_word where client_id = :client)"
            " || '/' || (select coalesce(max(set_at), '') from claim_choice where client_id = :client)"
            " || '/' || (select count(*) || coalesce(max(set_at), '') from rate) as mark",
            {"client": client_id},
        ).fetchone()
    return str(row["mark"])


def due_cards(ops: Ops, *, client_id: str, before: datetime) -> list[DueCard]:
    """Open cards of the client's boards that are due before an instant and not ticked off, the earliest first. Whether
    a card is done by where it lies is for the caller to say."""
    with ops.read() as con:
        rows = con.execute(
            "select c.board_id, c.card_id, c.name, c.list_id, c.due, c.members from card c"
            " join board_list l on l.client_id = c.client_id and l.board_id = c.board_id and l.list_id = c.list_id"
            " where c.client_id = ? and c.role = 'card' and not c.closed and not l.closed and c.gone_at is null"
            " and not c.due_complete and c.due is not null and c.due < ? order by c.due, c.name",
            (client_id, before.isoformat()),
        ).fetchall()
    return [
        DueCard(
            row["board_id"],
            row["card_id"],
            row["name"],
            row["list_id"],
            datetime.fromisoformat(row["due"]),
            tuple(json.loads(row["members"])),
        )
        for row in rows
    ]
