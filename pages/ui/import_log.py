"""The import log: who brought what and when, what each import changed day by day, and how to take one back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import altair as alt
import pandas as pd
import pyarrow as pa
import streamlit as st

from core import figures
from core.errors import TahtiError
from core.jobs.imports import NO_ACCOUNT, undo
from core.model import Client
from core.reports.imports import ImportDetail, import_detail
from core.reports.shapes import ImportRow
from core.store import Store
from pages.ui import charts, palette, session
from pages.ui import import_rows as rows
from pages.ui.import_words import account_word, source_word
from pages.ui.names import maker_name
from pages.ui.reads import Version
from pages.ui.text import cell, escaped
from pages.ui.words import Words

IMPORT = "import"
"""Query parameter: the import that is looked into (`?import=7`)."""
CHART_HEIGHT = 180
UP, DOWN = "#1E8A4A", "#D13438"


class Key(StrEnum):
    LOG = "imports_log"
    WHICH = "imports_which"
    UNDO = "imports_undo"
    SAID = "imports_said"


def said() -> None:
    """What the last undo did."""
    text = st.session_state.pop(Key.SAID, "")
    if text:
        st.success(escaped(text))


def log(client: Client, known: Sequence[ImportRow], t: Words) -> None:
    """All imports, newest first, and one of them in full."""
    st.subheader(t("log"), anchor=False)
    if not known:
        st.info(t("log_empty"))
        return
    detail(client, known, t)
    columns: dict[str, list[Any]] = {
        t("col_when"): [moment(row.at, client, t) for row in known],
        t("col_file"): [cell(row.file_name) for row in known],
        t("col_status"): [t(f"log_{row.status}") for row in known],
        t("col_period"): [figures.period(row.period, t.language) for row in known],
        t("col_rows"): [figures.number(row.rows, t.language) for row in known],
        t("col_replaced"): [
            figures.number(row.replaced_days, t.language) if row.replaced_days else "" for row in known
        ],
        t("col_spend"): [figures.money(row.spend, row.currency, t.language, exact=True) for row in known],
        t("col_who"): [cell(maker_name(row.imported_by, t.language)) for row in known],
        t("col_source"): [source_word(t, row.source) for row in known],
        t("col_account"): ["" if row.account == NO_ACCOUNT else cell(row.account) for row in known],
        t("col_said"): [cell(row.message.said_in(t.language)) for row in known],
    }
    shown = pd.DataFrame({name: cells for name, cells in columns.items() if any(cells)})

    def chosen() -> None:
        picked = st.session_state[Key.LOG].selection.rows
        if picked:
            st.query_params[IMPORT] = str(known[picked[0]].import_id)

    st.caption(t("log_pick"))
    st.dataframe(shown, hide_index=True, alt=t("log"), key=Key.LOG, on_select=chosen, selection_mode="single-row")
    undoing(client, [row for row in known if row.can_undo], t)


def moment(at: str, client: Client, t: Words) -> str:
    local = datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(ZoneInfo(client.timezone))
    return figures.moment(local, t.language)


# --- one import -------------------------------------------------------------------------------------------------------


@st.cache_resource(max_entries=64, show_spinner=False)
def _detail(version: Version, client_id: str, import_id: int, as_of: date, _store: Store) -> ImportDetail:
    return import_detail(_store, client_id=client_id, import_id=import_id, as_of=as_of)


def detail(client: Client, known: Sequence[ImportRow], t: Words) -> None:
    """The import that the address asks for: a click on the log, or a figure on another page that came from it."""
    asked = st.query_params.get(IMPORT, "")
    if not any(str(row.import_id) == asked for row in known):
        return
    found = _detail(session.version(), client.client_id, int(asked), session.today(client), session.store())
    row = found.row
    with st.container(border=True, key="imports_detail"):
        name = t(
            "log_asked", name=named(row, t), when=moment(row.at, client, t), who=maker_name(row.imported_by, t.language)
        )
        st.info(escaped(f"{name} {row.message.said_in(t.language)}"), icon=":material/upload_file:")
        st.markdown("  \n".join(f"**{label}:** {escaped(text)}" for label, text in about(found, client, t) if text))
        changes(found, t)


def about(found: ImportDetail, client: Client, t: Words) -> list[tuple[str, str]]:
    """(what, in words)"""
    row = found.row
    settled = figures.day(found.settled_through, t.language) if found.settled_through else ""
    place = f"{source_word(t, row.source)}, {account_word(t, row.account)}"
    renamed = ", ".join(f"{before} → {now}" for before, now in found.renamed[:5])
    return [
        (t("account"), place),
        (t("control"), control(found, t)),
        (t("new_names"), rows.names_line(t, found.new, len(found.new))),
        (t("renamed_names"), renamed),
        (t("missing_names"), rows.names_line(t, found.missing, len(found.missing))),
        (
            t("settled"),
            t("settled_through", day=settled, n=found.window) if settled else t("unsettled", n=found.window),
        ),
        (
            t("undone_by"),
            t("undone_when", who=found.undone_by, when=moment(found.undone_at.isoformat(), client, t))
            if found.undone_at
            else "",
        ),
    ]


def control(found: ImportDetail, t: Words) -> str:
    if found.control is None:
        return ""
    total = figures.money(found.control, found.row.currency, t.language, exact=True)
    if not found.difference:
        return t("control_ok", total=total)
    apart = figures.money(found.difference, found.row.currency, t.language, exact=True, signed=True)
    return t("control_apart", total=total, difference=apart)


def changes(found: ImportDetail, t: Words) -> None:
    """What the import did to numbers that were already there: a picture of the days, and every figure."""
    known = rows.shown(found.days)
    if not known:
        st.caption(t("changed_nothing" if found.row.can_undo else "changed_undone"))
        return
    measure = rows.main_measure(known)
    bars = rows.chart_rows(t, known, measure, found.row.currency)
    st.markdown(f"**{t('changed', measure=t(f'measure_{measure}'))}**")
    charts.show(
        pa.Table.from_pylist(bars), moved(), language=t.language, alt_text=t("changed_alt"), key="imports_moved"
    )
    table = rows.change_table(t, known, found.row.currency)
    st.dataframe(table, hide_index=True, alt=t("changes_alt"), key="imports_changed")


@charts.spec
def moved() -> alt.TopLevelMixin:
    """A bar per day: how much the number moved, up or down. Columns: slice, place, difference, said (tooltip)."""
    base = alt.Chart().encode(
        x=alt.X(
            "slice:N",
            sort=alt.EncodingSortField(field="place", op="min", order="ascending"),
            axis=alt.Axis(title=None, labelAngle=0, ticks=False, labelOverlap=True),
        )
    )
    bars = base.mark_bar(width=alt.RelativeBandSize(0.7)).encode(
        y=alt.Y("difference:Q", axis=alt.Axis(title=None, tickCount=4)),
        color=alt.condition(alt.datum.difference > 0, alt.value(UP), alt.value(DOWN)),
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    zero = alt.Chart().mark_rule(color=palette.TEXT, opacity=0.5).encode(y=alt.datum(0))
    return alt.layer(bars, zero).properties(height=CHART_HEIGHT)


# --- taking back ------------------------------------------------------------------------------------------------------


def undoing(client: Client, known: Sequence[ImportRow], t: Words) -> None:
    if not known:
        return
    by_id = {row.import_id: row for row in known}
    with st.popover(t("undo"), icon=":material/undo:", key=Key.UNDO):
        chosen = st.selectbox(
            t("undo_which"), list(by_id), format_func=lambda import_id: named(by_id[import_id], t), key=Key.WHICH
        )
        st.markdown(t("undo_ask"))
        if st.button(t("undo_yes"), key="imports_undo_yes", type="primary"):
            take_back(client, by_id[chosen], t)


def named(row: ImportRow, t: Words) -> str:
    return f"{row.import_id}: {row.file_name}, {figures.period(row.period, t.language)}"


def take_back(client: Client, row: ImportRow, t: Words) -> None:
    try:
        with st.spinner(t("undoing")):
            undo(
                session.store(),
                client_id=client.client_id,
                import_id=row.import_id,
                who=session.viewer().name,
                now=session.now(client),
            )
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    st.session_state[Key.SAID] = t("undone", name=row.file_name)
    st.rerun()
