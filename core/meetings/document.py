"""An agenda as the command line prints it and as a frozen copy keeps it: plain values, the same keys for good. Pure."""

from __future__ import annotations

from typing import Any

from core.meetings.shapes import Agenda, AgendaItem, Line


def document(agenda: Agenda) -> dict[str, Any]:
    """`{"kind", "with_client", "window", "first", "minutes", "items": […]}`, the items in speaking order."""
    return {
        "kind": agenda.kind.value,
        "with_client": agenda.with_client,
        "window": {"start": agenda.window.start.isoformat(), "end": agenda.window.end.isoformat()},
        "first": agenda.first,
        "minutes": agenda.minutes,
        "items": [_item(one) for one in agenda.items],
    }


def _item(one: AgendaItem) -> dict[str, Any]:
    return {
        "item": one.item.key,
        "title": one.item.title.en,
        "title_fi": one.item.title.fi,
        "minutes": one.item.minutes,
        "speaker": one.item.speaker.value,
        "visible_to_client": one.item.client_visible,
        "lines": [_line(line) for line in one.lines],
        "more": one.more,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "text": line.text.en,
        "text_fi": line.text.fi,
        "kind": str(line.kind),
        "card": line.card_id or None,
        "entity": line.entity or None,
    }
