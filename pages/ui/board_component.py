"""The columns of the board as one component: dragging, keys, and a menu for fingers. Text goes in as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from core import figures
from core.board.limits import Load, Place, PlaceKind
from core.reports.board_shapes import MappedList
from pages.ui import palette
from pages.ui.board_html import due_on, in_list
from pages.ui.board_rows import COLUMNS, UNMAPPED, BoardView, CardRow, plain
from pages.ui.components import component
from pages.ui.names import short_name
from pages.ui.words import Words

SENT = 60
"""Cards of one column that are sent at all: beyond that a list serves better, and the page stays light."""
LONGEST = 160
KEY = "board_columns"
_renderer = component("board_assets", ("board",))


def draw(data: str, *, moved: Callable[[], None], opened: Callable[[], None], listed: Callable[[], None]) -> None:
    """Draw the columns of `columns_data`. What was done is under KEY in the session's state while a callback runs:
    `moved` {card, seen, list, place}, `opened` {card}, `listed` {part}."""
    _renderer("board")(key=KEY, data=data, on_moved_change=moved, on_opened_change=opened, on_listed_change=listed)


def done(event: str) -> Mapping[str, Any]:
    """What the browser said happened, in a callback; never to be trusted."""
    value = getattr(st.session_state.get(KEY), event, None)
    return value if isinstance(value, dict) else {}


# ----------------------------------------------------------------------------------------------------------------- data


def columns_data(board: BoardView, shown: Sequence[CardRow], names: Sequence[str], t: Words) -> str:
    """What the component draws, as JSON text. `shown`: the cards to draw, in their order; `names`: the columns."""
    writable = {head.board_id for head in board.heads if head.why_read_only is None}
    held: dict[str, list[CardRow]] = {name: [] for name in names}
    for row in shown:
        if row.part in held:
            held[row.part].append(row)
    loads = {load.place: load for load in board.status.loads}
    columns = [_column(name, rows, board, writable, loads, t) for name, rows in held.items()]
    return json.dumps(
        {
            "words": {
                "board": t("board"),
                "more": t("more_cards", n="{n}"),
                "further": t("further_columns", n="{n}"),
                "move_to": t("move_to"),
                "cancel": t("cancel"),
                "here": t("here_now"),
                "no_list": t("no_list"),
                "keys": t("keys"),
            },
            "columns": columns,
            "targets": _targets(board, writable, t),
            "lang": board.client.language,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _targets(board: BoardView, writable: set[str], t: Words) -> list[dict[str, str]]:
    """Every list that a card can be moved to, drawn or not, in the order of the columns."""
    lists = [m for m in board.lists if m.board_id in writable and not m.row.closed]
    lists.sort(key=lambda m: COLUMNS.index(str(m.status or UNMAPPED)))
    return [
        {
            "id": m.row.list_id,
            "board": m.board_id,
            "name": plain(m.row.name)[:LONGEST] or t("no_name"),
            "column": t(f"status_{m.status or UNMAPPED}"),
        }
        for m in lists
    ]


def _column(
    name: str,
    rows: Sequence[CardRow],
    board: BoardView,
    writable: set[str],
    loads: Mapping[Place, Load],
    t: Words,
) -> dict[str, Any]:
    sent = rows[:SENT]
    by_list: dict[str, list[CardRow]] = {}
    for row in sent:
        by_list.setdefault(row.list_id, []).append(row)
    every = dict.fromkeys(row.list_id for row in rows)
    lists = [
        m for m in board.lists if str(m.status or UNMAPPED) == name and (not m.row.closed or m.row.list_id in every)
    ]
    known = {m.row.list_id for m in lists}
    number = {list_id: sum(row.list_id == list_id for row in rows) for list_id in every}
    made = [_list(m, by_list.get(m.row.list_id, []), number.get(m.row.list_id, 0), writable, loads, t) for m in lists]
    made += [
        {"id": list_id, "board": "", "name": t("list_unknown"), "count": str(number[list_id]), "writable": False}
        | {"cards": [_card(row, t) for row in by_list.get(list_id, [])]}
        for list_id in every
        if list_id not in known
    ]
    over = len(rows) - len(sent)
    return {
        "part": name,
        "name": t(f"status_{name}"),
        "count": figures.number(len(rows), t.language),
        **limit_said(loads.get(Place(PlaceKind.STATUS, name)), t),
        "lists": made,
        "rest": t("rest_in_list", n=figures.number(over, t.language)) if over else "",
    }


def _list(
    mapped: MappedList,
    rows: Sequence[CardRow],
    number: int,
    writable: set[str],
    loads: Mapping[Place, Load],
    t: Words,
) -> dict[str, Any]:
    return {
        "id": mapped.row.list_id,
        "board": mapped.board_id,
        "name": plain(mapped.row.name)[:LONGEST] or t("no_name"),
        "count": figures.number(number, t.language),
        **limit_said(loads.get(Place(PlaceKind.LIST, mapped.row.list_id)), t),
        "writable": mapped.board_id in writable and not mapped.row.closed,
        "cards": [_card(row, t) for row in rows],
    }


def limit_said(load: Load | None, t: Words) -> dict[str, str]:
    """How full a place with a limit is, and by how much its limit is broken; nothing without a limit."""
    if load is None:
        return {}
    said = {"limit": t("n_of_most", n=load.cards, most=load.most)}
    return said | ({"over": t("over_limit", n=load.over)} if load.over else {})


def _card(row: CardRow, t: Words) -> dict[str, Any]:
    name = plain(row.name)
    title = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    return {"id": row.card_id, "title": title or t("no_name"), "lines": [list(line) for line in _lines(row, t)]}


def _lines(row: CardRow, t: Words) -> list[tuple[str, ...]]:
    """(kind, text, colour of a dot) of each small line."""
    found: list[tuple[str, ...]] = []
    if row.blocked is not None:
        reason = plain(row.blocked)[:LONGEST]
        found.append(("stuck", f"■ {t('stuck_why', why=reason) if reason else t('stuck')}"))
    if row.due is not None:
        found.append(("late", f"◆ {due_on(row, t)}") if row.overdue else ("due", due_on(row, t)))
    if row.owners:
        found.append(("people", ", ".join(plain(name)[:LONGEST] for name in row.owners)))
    found += [
        ("stage", short_name(stage, t.language), palette.BUCKET.get(stage, palette.CHANNEL)) for stage in row.stages
    ]
    marks = [t("checked", done=row.items_done, n=row.items)] if row.items else []
    if row.part != "done":
        marks.append(in_list(row.days, t))
    if marks:
        found.append(("marks", " · ".join(marks)))
    found += [("pending", f"◌ {t('waits_for_trello', what=one.said_in(t.language))}") for one in row.pending[-1:]]
    found += [("failed", f"✕ {one.said_in(t.language)}") for one in row.refused[-1:]]
    return found
