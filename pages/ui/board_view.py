"""Draws the board: the moment, what lies where, the columns or the list, and what needs a hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from core import figures
from core.board.hygiene import NOT_MOVED, RULES
from core.board.meanings import CHANNELS, STAGES
from core.cards import Status
from pages.ui import board_acts as acts
from pages.ui import board_component as component
from pages.ui import board_html as html
from pages.ui import board_new as new
from pages.ui import board_rows as rows
from pages.ui.board_rows import COLUMNS as STATUSES
from pages.ui.board_rows import NOBODY, PARTS, UNMAPPED, BoardView, CardRow, Wanted
from pages.ui.names import channel_name, short_name
from pages.ui.text import cell, escaped
from pages.ui.words import Words

BOARD, CARE, FLOW, BRING = VIEWS = ("board", "care", "flow", "bring")
PART, CARD, AS, STATUS, ONLY = "part", "card", "as", "status", "only"
"""Query parameters: the part of the page, the open card, columns or list, one part of the board, one set of cards. The
filters have one each."""
COLUMNS, LIST = SHAPES = ("columns", "list")
FILTERS = ("stage", "channel", "owner", "label", "text")
LONGEST_TEXT = 80
NAMED, MOST = 8, 60
"""Cards of one rule before the rest is folded away, and how many are named at all."""

ALWAYS = (Status.BACKLOG, Status.TO_DO, Status.DOING, Status.REVIEW_CLIENT, Status.DONE)
"""Columns that are drawn also without cards."""
STALE = timedelta(days=7)
"""Without news for so long a board is said to be old: weeklies are a week apart."""


class Key(StrEnum):
    PART = "board_part"
    AS = "board_as"
    LIST = "board_list"
    STRIP = "board_strip"
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


def show_only(name: str) -> None:
    """Open the cards behind one figure as a list."""
    keep(part=BOARD, only=name, card="", **{AS: LIST, STATUS: ""}, **dict.fromkeys(FILTERS, ""))


def moment(board: BoardView, t: Words) -> None:
    """As of when the board is shown, and how far back it is known."""
    zone = board.client.timezone
    st.caption(
        escaped(
            t(
                "moment",
                boards=" · ".join(rows.plain(head.name) for head in board.heads),
                at=figures.moment(rows.local(board.as_of, zone), t.language),
                seen=figures.moment(rows.local(board.last_event, zone), t.language),
            )
        )
    )

    if not board.writable and board.as_of - board.last_event > STALE:
        last = figures.day(board.day_of(board.last_event), t.language)
        st.info(t("stale", day=last), icon=":material/history:")


def history_since(board: BoardView, t: Words) -> str:
    """`History complete since 3 Aug 2026`: stands beside every figure of flow."""
    return t("history_since", day=figures.day(board.day_of(board.complete_since), t.language))


def part(t: Words, *, care: int) -> str:
    """The part of the page that the address asks for; choosing another one rewrites the address."""
    asked = st.query_params.get(PART, "")
    st.session_state[Key.PART] = asked if asked in VIEWS else BOARD
    chosen = st.segmented_control(
        t("part"),
        VIEWS,
        format_func=lambda name: t(f"part_{name}", n=care) if name == CARE else t(f"part_{name}"),
        key=Key.PART,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: keep(part=st.session_state[Key.PART], card=""),
    )
    return str(chosen)


# ------------------------------------------------------------------------------------------------------------ the strip


def strip(board: BoardView, t: Words) -> None:
    """How many cards lie where, each number the way to its cards; the parts sum to all there are, and are said so."""
    counts = rows.counts(board.rows)
    asked = st.query_params.get(STATUS, "")
    over = {load.place.key: load for load in board.status.loads if load.over}
    offered = [name for name in PARTS if counts[name] or name in ALWAYS]
    st.session_state[Key.STRIP] = asked if asked in offered else None

    def label(name: str) -> str:
        mark = " ◆" if name in over else ""
        return f"{t(f'short_{name}')} {figures.number(counts[name], t.language)}{mark}"

    st.pills(
        t("strip"),
        offered,
        format_func=label,
        key=Key.STRIP,
        label_visibility="collapsed",
        on_change=lambda: keep(status=st.session_state[Key.STRIP] or "", only="", card=""),
    )
    said = [t("sum", n=figures.number(sum(counts.values()), t.language))]
    if board.status.deleted_unseen:
        said.append(t("ghosts", n=board.status.deleted_unseen))
    if board.status.contradictions:
        said.append(t("contradictions", n=len(board.status.contradictions)))
    st.caption(escaped(" ".join(said)))


def drawn(board: BoardView, counts: Mapping[str, int]) -> list[str]:
    """The columns to draw: those of every board, and others that have a list or hold cards."""
    listed = {str(m.status) for m in board.lists if m.status and not m.row.closed}
    return [c for c in STATUSES if c != Status.EXCLUDED and (c in ALWAYS or c in listed or counts.get(c))]


# -------------------------------------------------------------------------------------------------------------- filters


def filters(board: BoardView, t: Words, *, only: frozenset[str] | None = None) -> Wanted:
    """What to show, bound to the address. `only`: the cards behind one figure, when the address asks for them."""
    wanted = asked(board.rows, only)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _pick("stage", STAGES, wanted.stage, t, lambda one: short_name(one, t.language))
        if there := [name for name in CHANNELS if name in rows.values(board.rows, "channels")]:
            _pick("channel", there, wanted.channel, t, lambda one: channel_name(one, t.language))
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
            st.button(
                t("clear"),
                key=Key.CLEAR,
                type="tertiary",
                on_click=lambda: keep(**dict.fromkeys((*FILTERS, STATUS, ONLY), "")),
            )
    return wanted


def asked(there: Sequence[CardRow], only: frozenset[str] | None = None) -> Wanted:
    """What the address asks for; a stage, owner or label that no card has asks for nothing."""
    known: dict[str, Sequence[str]] = {
        "stage": STAGES,
        "channel": CHANNELS,
        "owner": rows.values(there, "owners"),
        "label": rows.values(there, "labels"),
    }
    said = {name: st.query_params.get(name, "") for name in FILTERS}
    held = {name: said[name] if said[name] in (*known[name], NOBODY) else "" for name in known}
    status = st.query_params.get(STATUS, "")
    return Wanted(**held, text=said["text"][:LONGEST_TEXT], part=status if status in PARTS else "", ids=only)


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
    with st.container(horizontal=True, vertical_alignment="center"):
        shape = _shape(t)
        new.button(board, t)
    if wanted:
        st.caption(t("shown_of", n=len(shown), all=len(board.rows)))
    if not shown and wanted:
        st.info(t("none_match"))
    elif shape == LIST or any(not row.seen for row in shown):
        listing(shown, t)
    else:
        held = rows.counts(shown)
        names = [wanted.part] if wanted.part else drawn(board, held)
        columns(board, component.columns_data(board, shown, names, t), t)


def columns(board: BoardView, data: str, t: Words) -> None:
    """The columns with everything one can do to a card in them."""
    _read_only(board, t)
    client_id = board.client.client_id
    told = st.session_state.get(acts.Key.SAID) or st.session_state.get(acts.Key.REFUSED, "")
    said = {"said": told, "turn": st.session_state.get(acts.Key.TURN, 0)}
    component.draw(
        f"{json.dumps(said, ensure_ascii=False)[:-1]},{data[1:]}",
        moved=partial(acts.moved, client_id),
        opened=lambda: keep(card=str(component.done("opened").get("card", ""))),
        listed=lambda: keep(status=str(component.done("listed").get("part", "")), **{AS: LIST}),
    )
    if board.writable:
        st.caption(t("keys"))


def _read_only(board: BoardView, t: Words) -> None:
    """Why the cards of a board cannot be moved, before anybody tries to."""
    for head in board.heads:
        if head.why_read_only is not None:
            name = t("of_board", board=rows.plain(head.name)) if len(board.heads) > 1 else ""
            st.caption(f":material/lock: {escaped(f'{name}{head.why_read_only.said_in(t.language)}')}")


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
            t("col_status"): [t(f"short_{row.part}") for row in shown],
            t("col_owner"): [cell(", ".join(row.owners)) for row in shown],
            t("col_due"): [_due(row, t) for row in shown],
            t("col_stage"): [", ".join(short_name(stage, t.language) for stage in row.stages) for row in shown],
            t("col_list"): [cell(row.list_name) for row in shown],
            t("col_days"): [row.days for row in shown],
            t("col_labels"): [cell(", ".join(row.labels)) for row in shown],
            t("col_blocked"): ["" if row.blocked is None else cell(row.blocked) or t("stuck") for row in shown],
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
    unknown = {NOT_MOVED} if board.last_weekly is None else set()
    if unknown:
        st.caption(t("no_weekly"))
    said = {rule.kind: rule.sentence.said_in(t.language) for rule in RULES}
    held = {kind: ids for kind, ids in board.status.needs_a_hand.items() if ids}
    by_id = {row.card_id: row for row in board.rows}
    with st.grid(2, min_column_width=340):
        if stuck := board.status.blocked:
            noted = [(b.card.card_id, stuck_said(b.stuck.reason, b.working_days, t)) for b in stuck[:MOST]]
            _named(f"■ {t('blocked_now')}", noted, len(stuck), by_id, t, only="blocked")
        for kind, ids in held.items():
            noted = [(i, note(by_id[i], t) if i in by_id else "") for i in ids[:MOST]]
            _named(escaped(said.get(kind, kind)), noted, len(ids), by_id, t, only=kind)
    # What could not be looked at is not in order.
    empty = [kind for kind, ids in board.status.needs_a_hand.items() if not ids and kind in said]
    clear = [said[kind] for kind in empty if kind not in unknown]
    if clear:
        st.caption(escaped(t("care_clear", rules="; ".join(clear))))


def _named(
    title: str,
    noted: Sequence[tuple[str, str]],
    number: int,
    by_id: Mapping[str, CardRow],
    t: Words,
    *,
    only: str,
) -> None:
    """One rule with its cards, of `number` in all, each a link with a note; many are also a list (`only`)."""
    named = [(card_id, by_id[card_id].name if card_id in by_id else "", said) for card_id, said in noted]
    with st.container(border=True):
        st.subheader(f"{title} · {number}", anchor=False)
        st.html(html.links(named[:NAMED], t, address) + _folded(named[NAMED:], number - len(named), t))
        if number > NAMED:
            label = t("see_cards", n=figures.number(number, t.language))
            st.button(label, key=f"board_care_{only}", type="tertiary", on_click=partial(show_only, only))


def stuck_said(reason: str, days: int | None, t: Words) -> str:
    """Why a card cannot go on, and for how long."""
    since = "" if days is None else t("stuck_today") if not days else t("stuck_days", days=working(days, t))
    return " · ".join(part for part in (rows.plain(reason)[: html.LONGEST] or t("stuck_no_reason"), since) if part)


def working(number: int, t: Words) -> str:
    return t("working_one") if number == 1 else t("working_many", n=figures.number(number, t.language))


def _folded(named: Sequence[tuple[str, str, str]], over: int, t: Words) -> str:
    if not named:
        return ""
    rest = f"<p>{t('rest', n=over)}</p>" if over > 0 else ""
    more = t("more_cards", n=len(named))
    return f'<details><summary style="cursor:pointer">{more}</summary>{html.links(named, t, address)}{rest}</details>'


def note(row: CardRow, t: Words) -> str:
    """Where the card lies and whose it is, in one line."""
    due = t("due_on", day=figures.day(row.due, t.language)) if row.due else ""
    column = t("short_unmapped") if row.part == UNMAPPED else t(f"short_{row.part}")
    return " · ".join(part for part in (column, ", ".join(row.owners), due) if part)
