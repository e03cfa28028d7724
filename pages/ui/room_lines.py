"""The items of a meeting with their lines, and the way from a line to an action with its owner and day.

In the item that the meeting is in, the keys 1 to 9 do what the first button of each line does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256

import streamlit as st

from core.findings.words import channel
from core.jobs.rooms import NOTES
from core.meetings.shapes import AgendaItem, Line
from core.meetings.steps import Step
from pages.ui import expected, places, room_answer, room_form, room_take, room_text
from pages.ui import room_acts as acts
from pages.ui.room_reads import Here
from pages.ui.room_take import to_card
from pages.ui.text import escaped

ONLY_SAID = frozenset({"prompt", "more", "window", "set_up"})
"""Lines that nothing is made of."""
REST_TOLD = 60
"""Lines that were cut, told when asked for: beyond that the board serves better."""
_KEYS = "123456789"
Draw = Callable[[], None] | None


def item(here: Here, one: AgendaItem, now: Step | None, *, first: Draw = None, own: Draw = None) -> None:
    """One item: its name, minutes and speaker, its lines in turn, and the notes that everybody may write. `now`: the
    turn in which the meeting is; `own` draws what this kind of meeting adds to the item, `first` what stands before its
    lines."""
    t, key = here.t, one.item.key
    is_now = now is not None and now.item == key
    with st.container(border=True, key=f"room_item_{key}"):
        title = escaped(one.item.title.said_in(t.language))
        st.subheader(f"▶ {title}" if is_now else title, anchor=False)
        told = [t("minutes", n=one.item.minutes), t(one.item.speaker)]
        st.caption(" · ".join([t("now"), *told] if is_now else told))
        noted = is_now or here.text(f"{NOTES}{key}") is not None
        notes = partial(room_text.field, here, f"{NOTES}{key}", here.t("notes")) if noted else None
        places.each(first, partial(_lines, here, one, now if is_now else None), own, notes)


def _lines(here: Here, one: AgendaItem, now: Step | None) -> None:
    """The lines of an item; `now`: the turn, when the meeting is in this item."""
    keys = iter(_KEYS if now is not None and not here.is_ended else "")
    turn = ""
    for line in one.lines:
        if one.parts and line.part != turn:
            turn = line.part
            _turn_of(here, turn, now is not None and now.part == turn)
        if line.kind == "more":
            _rest(here, one)
        else:
            _line(here, line, keys)


def _turn_of(here: Here, part: str, is_up: bool) -> None:
    name = escaped(channel(part).said_in(here.t.language)) if part else here.t("outside_parts")
    st.markdown(f"**▶ {name}**" if is_up else f"**{name}**")


def _line(here: Here, line: Line, keys: Iterator[str]) -> None:
    text = line.text.said_in(here.t.language)
    if line.kind in ONLY_SAID or here.is_ended:
        st.markdown(escaped(text))
        return
    place = place_of(line)
    words, ways = st.columns([7, 3], gap="small")
    words.markdown(escaped(text))
    with ways, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _ways(here, line, place, next(keys, None))
    room_take.form(here, place, line.subject or text, line.card_id)
    if room_answer.is_proposal(here, line):
        room_answer.said_today(here, line.card_id)
        room_answer.form(here, place, line)


def place_of(line: Line) -> str:
    """What names a line on every screen, in either language, wherever on the agenda it stands."""
    said = "|".join([line.kind, line.card_id, line.entity, str(line.action_id), str(line.raised_id), line.text.en])
    return sha256(said.encode()).hexdigest()[:12]


def _ways(here: Here, line: Line, place: str, key: str | None) -> None:
    """What can be done with a line: tick it off, make an action of it, open its card."""
    t = here.t
    if line.action_id:
        _button(t("done"), ":material/check:", f"done_{place}", partial(acts.close, here, line.action_id), key)
    else:
        if room_answer.is_proposal(here, line):
            room_answer.way(place, key)
            key = None
        _button(t("take_up"), ":material/add_task:", f"take_{place}", partial(room_form.open_form, place), key)
        if line.expectation_id:
            expected.in_room(
                here.client, line.expectation_id, key=f"{place}_{line.expectation_id}", doing=partial(_answered, here)
            )
        if line.raised_id:
            act = partial(acts.dealt_with, here, line.raised_id)
            _button(t("handled"), ":material/check:", f"handled_{place}", act)
    if line.card_id:
        to_card(here, line.card_id)


def _answered(here: Here, act: expected.Act, done: str) -> None:
    acts.do(here, act, done)


def _button(label: str, icon: str, key: str, act: partial[None], shortcut: str | None = None) -> None:
    st.button(label, icon=icon, key=f"room_{key}", on_click=act, type="tertiary", shortcut=shortcut)


# ---------------------------------------------------------------------------------------------------- what was cut


def _rest(here: Here, one: AgendaItem) -> None:
    """The lines for which the minutes have no room: one click away, and any of them can be taken up."""
    t, state = here.t, f"room_rest_{one.item.key}"
    shown = bool(st.session_state.get(state))
    label = t("rest_hide") if shown else t("rest", n=len(one.rest))
    st.button(label, key=f"{state}_button", type="tertiary", on_click=_turn_over, args=(state,))
    if not shown:
        return
    told = one.rest[:REST_TOLD]
    over = len(one.rest) - len(told)
    rows = [f"- {escaped(line.text.said_in(t.language))}" for line in told]
    st.markdown("\n".join([*rows, f"- {t('rest_board', n=over)}"] if over else rows))
    if not here.is_ended:
        _one_of(here, told, one.item.key)


def _turn_over(state: str) -> None:
    st.session_state[state] = not st.session_state.get(state)


def _one_of(here: Here, rest: Sequence[Line], key: str) -> None:
    t = here.t
    lines = {place_of(line): line for line in rest if line.kind not in ONLY_SAID}
    chosen = st.selectbox(
        t("rest_one"),
        list(lines),
        format_func=lambda place: lines[place].text.said_in(t.language),
        index=None,
        key=f"room_one_{key}",
        placeholder=t("rest_one"),
        label_visibility="collapsed",
    )
    if chosen is not None:
        line = lines[chosen]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _ways(here, line, chosen, None)
        room_take.form(here, chosen, line.subject or line.text.said_in(t.language), line.card_id)
        if room_answer.is_proposal(here, line):
            room_answer.form(here, chosen, line)
