"""The part Notes of the Measure page: what is coming and what has happened, and a note to write or take back."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import streamlit as st

from core import figures
from core.dates import local_day, utc_now
from core.errors import TahtiError
from core.model import Client, Period, Stage
from core.reports.notes import is_due
from core.store import notes
from core.store.notes import Note
from pages.ui import measure_checks, reads, session
from pages.ui.names import maker_name, short_name
from pages.ui.text import escaped
from pages.ui.words import Words

PAST_SHOWN = 40


class Key(StrEnum):
    DAYS = "note_days"
    KIND = "note_kind"
    STAGE = "note_stage"
    TEXT = "note_text"
    SHOW = "note_show"
    FROM = "note_from"
    SAVE = "note_save"
    WHICH = "note_which"
    VISIBLE = "note_visible"
    BACK = "note_take_back"


def draw(client: Client, t: Words) -> None:
    today = session.today(client)
    found = reads.notes_report(session.version(), client.client_id, today, session.store())
    measure_checks.said()
    st.caption(t("notes_lead"))
    st.subheader(t("notes_coming"), anchor=False)
    _list(client, found.coming, today, t, empty="notes_none_coming")
    st.subheader(t("notes_past"), anchor=False)
    _list(client, found.past[:PAST_SHOWN], today, t, empty="notes_none_past")
    _form(client, today, t)
    _change(client, (*found.coming, *found.past), t)


def line(note: Note, t: Words) -> str:
    """A note in one line: days, kind, stage, text."""
    return t(
        "note_line",
        days=figures.period(note.days, t.language),
        kind=t(f"note_{note.kind}"),
        stage=f", {short_name(note.stage, t.language)}" if note.stage else "",
        text=note.text,
    )


def _list(client: Client, shown: tuple[Note, ...], today: date, t: Words, *, empty: str) -> None:
    if not shown:
        st.caption(t(empty))
        return
    st.markdown(
        "\n".join(f"- {escaped(line(note, t))}  \n  {escaped(_facts(client, note, today, t))}" for note in shown)
    )


def _facts(client: Client, note: Note, today: date, t: Words) -> str:
    facts = [t("note_visible" if note.client_visible else "note_internal")]
    if note.prepare_from:
        key = "note_due" if is_due(note, today) else "note_prepare"
        facts.insert(0, t(key, day=figures.day(note.prepare_from, t.language)))
    written = local_day(note.written_at, client.timezone)
    facts.append(t("note_by", who=maker_name(note.written_by, t.language), day=figures.day(written, t.language)))
    return " · ".join(facts)


def _form(client: Client, today: date, t: Words) -> None:
    with st.form("note_form", clear_on_submit=True):
        st.markdown(f"**{t('note_add')}**")
        st.text_input(t("note_text"), key=Key.TEXT, max_chars=notes.TEXT_LIMIT)
        with st.grid(2, min_column_width=200):
            st.date_input(t("note_days"), (today, today), key=Key.DAYS, format="DD.MM.YYYY")
            st.selectbox(t("note_kind"), notes.KINDS, format_func=lambda kind: t(f"note_{kind}"), key=Key.KIND)
            st.selectbox(
                t("note_stage"),
                ["", *(stage.value for stage in Stage)],
                format_func=lambda stage: short_name(stage, t.language) if stage else t("note_no_stage"),
                key=Key.STAGE,
            )
            st.date_input(t("note_from"), None, key=Key.FROM, format="DD.MM.YYYY")
        st.checkbox(t("note_show"), key=Key.SHOW)
        st.form_submit_button(t("save"), key=Key.SAVE, on_click=_save, args=(client, t))


def _save(client: Client, t: Words) -> None:
    """Asked again here: a click comes before the page."""
    looking = session.viewer()
    days = st.session_state[Key.DAYS]
    if not looking.may_see(client.client_id) or not days:
        return
    try:
        notes.add_note(
            session.store().ops,
            client_id=client.client_id,
            days=Period(days[0], days[-1]),
            kind=st.session_state[Key.KIND],
            stage=st.session_state[Key.STAGE] or None,
            text=st.session_state[Key.TEXT],
            client_visible=st.session_state[Key.SHOW],
            prepare_from=st.session_state[Key.FROM],
            who=looking.name,
            now=utc_now(),
        )
    except TahtiError as error:
        st.session_state[measure_checks.Key.SAID] = error.sentence.said_in(t.language)
        return
    st.session_state[measure_checks.Key.SAID] = t("note_saved")


def _change(client: Client, known: tuple[Note, ...], t: Words) -> None:
    """Choose a note to show to the client, to hide from them, or to take back."""
    if not known:
        return
    by_id = {note.note_id: note for note in known}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            t("note_which"),
            list(by_id),
            index=None,
            placeholder=t("note_choose"),
            format_func=lambda note_id: line(by_id[note_id], t) if note_id in by_id else "",
            key=Key.WHICH,
        )
        note = by_id.get(chosen) if chosen is not None else None
        visible = note is not None and note.client_visible
        st.button(
            t("note_hide" if visible else "note_show_now"),
            key=Key.VISIBLE,
            disabled=note is None,
            on_click=_shown,
            args=(client, not visible, t),
        )
        st.button(t("note_take_back"), key=Key.BACK, disabled=note is None, on_click=_taken_back, args=(client, t))


def _shown(client: Client, visible: bool, t: Words) -> None:
    looking = session.viewer()
    note_id = st.session_state[Key.WHICH]
    if not looking.may_see(client.client_id) or note_id is None:
        return
    try:
        notes.show_note(session.store().ops, client_id=client.client_id, note_id=note_id, client_visible=visible)
    except TahtiError as error:
        st.session_state[measure_checks.Key.SAID] = error.sentence.said_in(t.language)
        return
    st.session_state[measure_checks.Key.SAID] = t("note_shown" if visible else "note_hidden")


def _taken_back(client: Client, t: Words) -> None:
    looking = session.viewer()
    note_id = st.session_state[Key.WHICH]
    if not looking.may_see(client.client_id) or note_id is None:
        return
    try:
        notes.take_back(
            session.store().ops, client_id=client.client_id, note_id=note_id, who=looking.name, now=utc_now()
        )
    except TahtiError as error:
        st.session_state[measure_checks.Key.SAID] = error.sentence.said_in(t.language)
        return
    st.session_state[measure_checks.Key.SAID] = t("note_taken")
