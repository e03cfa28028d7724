"""Draws the board: the moment, the status strip, the columns or the list, and what needs a hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from core import figures
from core.board.hygiene import NOT_MOVED, RULES
from core.cards import Status
from core.model import Stage
from pages.ui import board_html as html
from pages.ui import board_rows as rows
from pages.ui.board_rows import NOBODY, UNMAPPED, BoardView, CardRow, Wanted
from pages.ui.names import short_name
from pages.ui.text import cell, escaped
from pages.ui.words import Words

BOARD, CARE, FLOW, BRING = PARTS = ("board", "care", "flow", "bring")
PART, CARD, AS = "part", "card", "as"
"""Query parameters: the part of the page, the open card, columns or list. The filters have one each."""
COLUMNS, LIST = SHAPES = ("columns", "list")
FILTERS = ("stage", "owner", "label", "text")
LONGEST_TEXT = 80
NAMED, MOST = 8, 60
"""Cards of one rule before the rest is folded away, and how many are named at all."""

ALWAYS = (Status.BACKLOG, Status.TO_DO, Status.DOING, Status.REVIEW_CLIENT, Status.DONE)
"""Columns that are drawn also without cards."""
REVIEWS = (Status.REVIEW_OURS, Status.REVIEW_CLIENT)
STALE = timedelta(days=7)
"""Without news for so long a board is said to be old: weeklies are a week apart."""


class Key(StrEnum):
    PART = "board_part"
    AS = "board_as"
    LIST = "board_list"
    FILTER = "board_filter"
    CLEAR = "board_clear"


def keep(**wanted: str) -> None:
    """Write what is looked at to the address; what is empty is taken out of it."""
    for name, value in wanted.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def address(card_id: str) -> str:
    """This page as it is, with a card open."""
    return "?" + urlencode({**st.query_params.to_dict(), CARD: card_id})


def _listed() -> str:
    """This page with the cards as a list."""
    return "?" + urlencode({**st.query_params.to_dict(), AS: LIST})


def moment(board: BoardView, t: Words) -> None:
    """As of when the board is shown, and how far back it is known."""
    zone = board.scene.client.timezone
    st.caption(
        escaped(
            t(
                "moment",
                boards=" · ".join(rows.plain(content.board.name) for content in board.scene.contents),
                at=figures.moment(rows.local(board.scene.as_of, zone), t.language),
                seen=figures.moment(rows.local(board.last_event, zone), t.language),
            )
        )
    )

    if board.scene.as_of - board.last_event > STALE:
        last = figures.day(board.scene.day_of(board.last_event), t.language)
        st.info(t("stale", day=last), icon=":material/history:")


def history_since(board: BoardView, t: Words) -> str:
    """`History complete since 3 Aug 2026`: stands beside every figure of flow."""
    return t("history_since", day=figures.day(board.scene.day_of(board.scene.complete_since), t.language))


def part(t: Words, *, care: int) -> str:
    """The part of the page that the address asks for; choosing another one rewrites the address."""
    asked = st.query_params.get(PART, "")
    st.session_state[Key.PART] = asked if asked in PARTS else BOARD
    chosen = st.segmented_control(
        t("part"),
        PARTS,
        format_func=lambda name: t(f"part_{name}", n=care) if name == CARE else t(f"part_{name}"),
        key=Key.PART,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: keep(part=st.session_state[Key.PART], card=""),
    )
    return str(chosen)


# ------------------------------------------------------------------------------------------------------------ the strip


def strip(board: BoardView, t: Words) -> None:
    """How many cards lie where; the parts sum to all there are, and are said so."""
    counts = dict(rows.parts(board.status))
    with st.grid(len(drawn(counts)), min_column_width=104, gap="xsmall"):
        for name in drawn(counts):
            label = t(f"strip_{name}" if name in REVIEWS else f"short_{name}")
            st.metric(label, figures.number(counts[name], t.language), border=True)
    left = [(name, n) for name, n in counts.items() if n and name not in drawn(counts)]
    said = [t("sum", n=figures.number(board.status.total, t.language))]
    if left:
        said.append(t("sum_left", parts=", ".join(f"{t(f'part_of_{name}')} {n}" for name, n in left)))
    if board.status.deleted_unseen:
        said.append(t("ghosts", n=board.status.deleted_unseen))
    if board.status.contradictions:
        said.append(t("contradictions", n=len(board.status.contradictions)))
    st.caption(escaped(" ".join(said)))


def drawn(counts: dict[str, int]) -> list[str]:
    """The columns to draw: those of every board, and others that hold cards."""
    return [c for c in rows.COLUMNS if c != Status.EXCLUDED and (c in ALWAYS or counts.get(c))]


# -------------------------------------------------------------------------------------------------------------- filters


def filters(board: BoardView, t: Words) -> Wanted:
    """What to show, bound to the address."""
    wanted = asked(board.rows)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _pick("stage", [*Stage], wanted.stage, t, lambda one: short_name(one, t.language))
        _pick("owner", rows.values(board.rows, "owners"), wanted.owner, t, str)
        _pick("label", rows.values(board.rows, "labels"), wanted.label, t, str)
        key = f"{Key.FILTER}_text"
        st.session_state[key] = wanted.text
        st.text_input(
            t("filter_text"),
            key=key,
            max_chars=LONGEST_TEXT,
            on_change=lambda: keep(text=st.session_state[key].strip()),
            width=165,
        )
        if wanted:
            st.button(t("clear"), key=Key.CLEAR, type="tertiary", on_click=lambda: keep(**dict.fromkeys(FILTERS, "")))
    return wanted


def asked(there: Sequence[CardRow]) -> Wanted:
    """What the address asks for; a stage, owner or label that no card has asks for nothing."""
    known = {"stage": [*Stage], "owner": rows.values(there, "owners"), "label": rows.values(there, "labels")}
    said = {name: st.query_params.get(name, "") for name in FILTERS}
    held = {name: said[name] if said[name] in (*known[name], NOBODY) else "" for name in known}
    return Wanted(**held, text=said["text"][:LONGEST_TEXT])


def _pick(name: str, options: Sequence[str], wanted: str, t: Words, say: Callable[[str], str]) -> None:
    key = f"{Key.FILTER}_{name}"
    st.session_state[key] = wanted or None
    st.selectbox(
        t(f"filter_{name}"),
        [*options, NOBODY],
        index=None,
        format_func=lambda one: t(f"without_{name}") if one == NOBODY else say(one),
        placeholder=t("filter_all"),
        key=key,
        on_change=lambda: keep(**{name: st.session_state[key] or ""}),
        width=165,
    )


# ---------------------------------------------------------------------------------------------------------------- cards


def cards(board: BoardView, wanted: Wanted, t: Words) -> None:
    """The cards that the filters let through, as columns or as a list."""
    shown = rows.chosen(board.rows, wanted)
    shape = _shape(t)
    if wanted:
        st.caption(t("shown_of", n=len(shown), all=len(board.rows)))
    if not shown:
        st.info(t("none_match") if wanted else t("no_cards"))
    elif shape == LIST:
        listing(shown, t)
    else:
        held = rows.by_status(shown)
        names = drawn({name: len(there) for name, there in held.items()})
        st.html(html.columns({name: held[name] for name in names}, t, address, _listed()))


def _shape(t: Words) -> str:
    given = st.query_params.get(AS, "")
    st.session_state[Key.AS] = given if given in SHAPES else COLUMNS
    chosen = st.segmented_control(
        t("as"),
        SHAPES,
        format_func=lambda name: t(f"as_{name}"),
        key=Key.AS,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: keep(**{AS: st.session_state[Key.AS]}),
    )
    return str(chosen)


def listing(shown: Sequence[CardRow], t: Words) -> None:
    """The cards as a table; choosing a row opens the card."""

    def row_chosen() -> None:
        at = st.session_state[Key.LIST].selection.rows
        keep(card=shown[at[0]].card_id if at else "")

    st.dataframe(
        table(shown, t),
        hide_index=True,
        height=min(38 + 35 * len(shown), 620),
        column_config={
            t("col_days"): st.column_config.NumberColumn(format="localized"),
            t("col_due"): st.column_config.TextColumn(width=150),
        },
        key=Key.LIST,
        on_select=row_chosen,
        selection_mode="single-row",
        alt=t("list_alt", n=len(shown)),
    )
    st.caption(t("list_hint"))


def table(shown: Sequence[CardRow], t: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("col_card"): [cell(" ".join(row.name.split())) or t("no_name") for row in shown],
            t("col_status"): [t(f"status_{row.status}") for row in shown],
            t("col_owner"): [cell(", ".join(row.owners)) for row in shown],
            t("col_due"): [_due(row, t) for row in shown],
            t("col_stage"): [", ".join(short_name(stage, t.language) for stage in row.stages) for row in shown],
            t("col_list"): [cell(row.list_name) for row in shown],
            t("col_days"): [row.days for row in shown],
            t("col_labels"): [cell(", ".join(row.labels)) for row in shown],
        }
    )


def _due(row: CardRow, t: Words) -> str:
    day = figures.day(row.due, t.language) if row.due else ""
    return f"◆ {day} {t('overdue')}" if row.overdue else day


# ------------------------------------------------------------------------------------------------------ what needs care


def in_need(board: BoardView) -> int:
    """How many cards need a hand, each counted once."""
    return len({card_id for ids in board.status.needs_a_hand.values() for card_id in ids})


def care(board: BoardView, t: Words) -> None:
    """Every rule with the cards it names."""
    number = in_need(board)
    st.header(
        t("care_none") if not number else t("care_one") if number == 1 else t("care_many", n=number), anchor=False
    )
    st.caption(escaped(f"{t('care_note')} {history_since(board, t)}"))
    unknown = {NOT_MOVED} if board.scene.last_weekly is None else set()
    if unknown:
        st.caption(t("no_weekly"))
    said = {rule.kind: rule.sentence.said_in(t.language) for rule in RULES}
    held = {kind: ids for kind, ids in board.status.needs_a_hand.items() if ids}
    notes = {row.card_id: note(row, t) for row in board.rows}
    with st.grid(2, min_column_width=340):
        for kind, ids in held.items():
            with st.container(border=True):
                st.subheader(f"{escaped(said.get(kind, kind))} · {len(ids)}", anchor=False)
                named = [(card_id, board.names.get(card_id, ""), notes.get(card_id, "")) for card_id in ids]
                st.html(html.links(named[:NAMED], t, address) + _folded(named[NAMED:], t))
    # What could not be looked at is not in order.
    empty = [kind for kind, ids in board.status.needs_a_hand.items() if not ids and kind in said]
    clear = [said[kind] for kind in empty if kind not in unknown]
    if clear:
        st.caption(escaped(t("care_clear", rules="; ".join(clear))))


def _folded(named: Sequence[tuple[str, str, str]], t: Words) -> str:
    if not named:
        return ""
    shown = named[: MOST - NAMED]
    over = f"<p>{t('rest', n=len(named) - len(shown))}</p>" if len(named) > len(shown) else ""
    more = t("more_cards", n=len(shown))
    return f'<details><summary style="cursor:pointer">{more}</summary>{html.links(shown, t, address)}{over}</details>'


def note(row: CardRow, t: Words) -> str:
    """Where the card lies and whose it is, in one line."""
    due = t("due_on", day=figures.day(row.due, t.language)) if row.due else ""
    column = t("short_unmapped") if row.status == UNMAPPED else t(f"short_{row.status}")
    return " · ".join(part for part in (column, ", ".join(row.owners), due) if part)
