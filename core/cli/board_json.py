"""What the commands of the board say about one: counts of what is on it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from core.cards import BoardContent, Card, MoveKind, Role
from core.cli.words import Json, instant_json
from core.jobs.board import BoardImport
from core.reports.board_shapes import MappedList


def import_json(done: BoardImport, lists: list[MappedList]) -> dict[str, Any]:
    """What is on a board, counted, and how much of it was new."""
    content = done.export.content
    seen = _seen(content)
    roles = Counter(card.role for card in content.cards)
    kinds = Counter(move.kind for move in content.moves)
    begun = {move.card_id for move in content.moves if move.kind in (MoveKind.CREATED, MoveKind.ARRIVED)}
    return {
        "board": content.board.board_id,
        "name": content.board.name,
        "as_of": instant_json(content.board.as_of),
        "lists": len(content.lists),
        "lists_open": sum(not row.closed for row in content.lists),
        "cards": len(content.cards),
        "visible": len(seen),
        "visible_per_list": _per_list(content, seen),
        "archived": sum(card.closed for card in content.cards),
        "hidden_in_closed_lists": sum(not card.closed for card in content.cards) - len(seen),
        "separators": roles[Role.SEPARATOR],
        "templates": roles[Role.TEMPLATE],
        "mirrors": roles[Role.MIRROR],
        "links": roles[Role.LINK],
        "due": sum(card.due is not None for card in content.cards),
        "overdue": sum(_is_overdue(card, content.board.as_of) for card in seen),
        "labels": len(content.labels),
        "labels_unnamed": sum(not label.name for label in content.labels),
        "members": done.export.members,
        "checklists": done.export.checklists,
        "custom_fields": done.export.custom_fields,
        "actions": done.export.actions,
        "moves": kinds[MoveKind.MOVED],
        "archive_events": kinds[MoveKind.ARCHIVED],
        "unarchive_events": kinds[MoveKind.RESTORED],
        "delete_events": kinds[MoveKind.DELETED],
        "cards_without_creation_action": sum(card.card_id not in begun for card in content.cards),
        "unreadable": done.export.unreadable,
        "history_complete_since": instant_json(content.board.complete_since),
        "unmapped_lists": [m.row.name for m in lists if m.status is None and not m.row.closed],
        "mapping": [mapped_json(m) for m in lists],
        "changes": len(done.changes),
        "older_than_known": done.is_older,
    }


def import_text(done: BoardImport, lists: list[MappedList]) -> str:
    """The same for a person."""
    content = done.export.content
    unmapped = ", ".join(m.row.name for m in lists if m.status is None and not m.row.closed)
    lines = [
        f"{content.board.name}: {len(content.lists)} lists, {len(content.cards)} cards,"
        f" {done.export.actions} actions; {len(done.changes)} changes written.",
        f"History is complete since {instant_json(content.board.complete_since)}.",
    ]
    if done.export.unreadable:
        lines.append(f"{done.export.unreadable} cards or lists without an id or a list were left out.")
    if unmapped:
        lines.append(f"These lists have no status, so their cards are in no figure: {unmapped}. Use `board map`.")
    return "\n".join(lines)


def _seen(content: BoardContent) -> list[Card]:
    """Cards one sees on the board: neither they nor their list are archived."""
    open_lists = {row.list_id for row in content.lists if not row.closed}
    return [card for card in content.cards if not card.closed and card.list_id in open_lists]


def _per_list(content: BoardContent, seen: list[Card]) -> dict[str, int]:
    """Open lists in board order, empty ones too; lists of one name are counted together."""
    lying = Counter(card.list_id for card in seen)
    found: Counter[str] = Counter()
    for row in content.lists:
        if not row.closed:
            found[row.name] += lying[row.list_id]
    return dict(found)


def _is_overdue(card: Card, at: datetime) -> bool:
    return card.due is not None and card.due < at and not card.due_complete


def mapped_json(mapped: MappedList) -> Json:
    """A list with what it means."""
    return {
        "list": mapped.row.list_id,
        "name": mapped.row.name,
        "closed": mapped.row.closed,
        "status": str(mapped.status) if mapped.status else None,
        "confirmed": mapped.confirmed,
    }
