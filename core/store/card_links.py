"""What a card came of, or stands for: a finding, a decision of a meeting, a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.store.ops import Ops


class LinkKind(StrEnum):
    FINDING = "finding"
    DECISION = "decision"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CardLink:
    """One link. `key` names the finding, decision or note where it lies; `text` is what it said when it was linked."""

    card_id: str
    kind: LinkKind
    key: str
    text: str
    linked_by: str
    linked_at: datetime


def link_card(
    ops: Ops,
    *,
    client_id: str,
    card_id: str,
    kind: LinkKind | str,
    key: str,
    text: str,
    who: str,
    now: datetime,
) -> None:
    """Remember what a card came of; the same link again only renews its text. `card_id` is what `create_card` gave,
    also while Trello has yet to make the card."""
    with ops.write() as con:
        con.execute(
            "insert into card_link values (?, ?, ?, ?, ?, ?, ?) on conflict do update set text = excluded.text",
            (client_id, card_id, LinkKind(kind), key, text, who, now.isoformat()),
        )


def card_links(ops: Ops, *, client_id: str) -> list[CardLink]:
    """The links of all the client's cards, oldest first; under the id that a card was linked by."""
    with ops.read() as con:
        rows = con.execute(
            "select * from card_link where client_id = ? order by linked_at, card_id, kind, key", (client_id,)
        ).fetchall()
    return [
        CardLink(
            card_id=row["card_id"],
            kind=LinkKind(row["kind"]),
            key=row["key"],
            text=row["text"],
            linked_by=row["linked_by"],
            linked_at=datetime.fromisoformat(row["linked_at"]),
        )
        for row in rows
    ]
