"""The retrospective: half an hour without the here, from what was promised last time to what is done differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

import streamlit as st

from core import figures
from core.errors import TahtiError
from core.jobs.retro import boards_for, facilitates
from core.meetings.retro import Phase
from core.meetings.shapes import AgendaItem, Kind
from core.meetings.templates import DEFAULTS
from core.model import ClientKind
from core.store import retros
from core.store.retros import Retro
from pages.ui import (
    places,
    retro_acts,
    retro_better,
    retro_notes,
    retro_reads,
    retro_writing,
    room_acts,
    room_clock,
    room_reads,
    room_top,
    session,
)
from pages.ui.room_reads import Here
from pages.ui.text import escaped
from pages.ui.words.retro import RETRO

PAST = "retro"
"""Query parameter: the ended retrospective on screen."""
TICK_SECONDS = 4
NEEDED = frozenset({"writing", "talk", "improvements", "close"})
"""Items in which the retrospective is taken from one step to the next."""


class Key(StrEnum):
    END = "retro_end"
    BACK = "retro_back"
    SHOW = "retro_show"


t = session.words(RETRO)


def main() -> None:
    here = room_reads.look(session.client(), Kind.RETRO)
    st.title(t("title"), anchor=False)
    places.each(room_acts.said)
    asked = st.query_params.get(PAST, "")
    if asked.isdecimal():
        past(here, int(asked))
    else:
        room(here)


def room(here: Here) -> None:
    """The one that is open, item by item; before it, what it will look at."""
    retro = retros.open_one(session.store().ops, client_id=here.client.client_id)
    retro_writing.clear_of_another(here, retro, *retro_better.Key)
    st.caption(t("own"))
    places.each(partial(room_top.top, here), partial(gone_on, here, retro))
    now = room_clock.step_now(here)
    left, right = st.columns([8, 2], gap="medium")
    with left:
        for one in whole(here.shown.items):
            item(here, retro, one, now is not None and now.item == one.item.key)
    with right:
        earlier(here)


@session.guarded_fragment(run_every=TICK_SECONDS)
def gone_on(here: Here, drawn: Retro | None) -> None:
    """Word that it is further than what is drawn; it is shown when asked for, so that nothing moves under the hands of
    somebody who writes."""
    now = retros.open_one(session.store().ops, client_id=here.client.client_id)
    if told(now) != told(drawn):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(t("changed"))
            if st.button(t("show"), key=Key.SHOW, type="primary"):
                st.rerun()


def told(retro: Retro | None) -> tuple[object, ...]:
    """What of it everybody in the room should see alike."""
    return (retro.retro_id, retro.phase, retro.anonymous, retro.budget) if retro else ()


def whole(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The items of the agenda, and after them what a client's own order leaves out but nobody can do without."""
    known = {one.item.key for one in items}
    needed = [item for item in DEFAULTS[Kind.RETRO] if item.key in NEEDED and item.key not in known]
    return [*items, *(AgendaItem(item, ()) for item in needed)]


def item(here: Here, retro: Retro | None, one: AgendaItem, is_now: bool) -> None:
    with st.container(border=True):
        title = escaped(one.item.title.said_in(t.language))
        st.subheader(f"▶ {title}" if is_now else title, anchor=False)
        told = [here.t("minutes", n=one.item.minutes), here.t(one.item.speaker)]
        st.caption(" · ".join([here.t("now"), *told] if is_now else told))
        PARTS.get(one.item.key, lines)(here, retro, one)


def lines(here: Here, retro: Retro | None, one: AgendaItem) -> None:
    for line in one.lines:
        st.markdown(escaped(line.text.said_in(t.language)))


def last_time(here: Here, retro: Retro | None, one: AgendaItem) -> None:
    retro_better.last_time(here, retro_reads.now_follow_up(here.client, retro), t)


def writing(here: Here, retro: Retro | None, one: AgendaItem) -> None:
    if retro is None:
        ended = retros.list_retros(session.store().ops, client_id=here.client.client_id)
        today = bool(ended) and ended[0].day == session.today(here.client)
        retro_writing.beginning(here, leads(here), today, t)
    elif retro.phase is Phase.WRITING:
        retro_writing.writing(here, retro, leads(here), t)
    else:
        st.caption(t("written"))


def feedback(here: Here, retro: Retro | None, one: AgendaItem) -> None:
    """Every grade since last time with its why; then what the newest asks of us."""
    if here.client.kind is ClientKind.TEAM:
        st.caption(t("team_grade"))
        return
    given = retro_reads.now_feedback(here.client, retro)
    for grade in given:
        places = max(0, -int(grade.grade.normalize().as_tuple().exponent))
        said = {
            "day": figures.day(retro_reads.day_of(here.client, grade.given_at), t.language),
            "grade": figures.number(grade.grade, t.language, places),
        }
        st.markdown(t("grade_why", **said, why=escaped(grade.why)) if grade.why else t("grade", **said))
    if not given:
        st.markdown(t("no_grade"))
    for line in one.lines[1:] if given else ():
        st.caption(escaped(line.text.said_in(t.language)))


def talk(here: Here, retro: Retro | None, one: AgendaItem) -> None:
    lines(here, retro, one)
    if retro is None or retro.phase is Phase.WRITING:
        st.caption(t("hidden"))
        return
    rows = retro_reads.now_heard(here.client, retro)
    if retro.phase is Phase.VOTING:
        retro_notes.voting(here, retro, leads(here), t)
    retro_notes.notes(here, retro, rows, t, retro_better.take_up)
    if leads(here):
        retro_notes.said_before(here, retro, rows, t)


def improvements(here: Here, retro: Retro | None, one: AgendaItem) -> None:
    lines(here, retro, one)
    if retro is None or retro.phase is not Phase.CHOOSING:
        st.caption(t("not_yet"))
        return
    chosen = retro_reads.now_improvements(here.client, retro)
    boards = boards_for(session.store(), session.viewer(), client_id=here.client.client_id)
    team = boards.teams[0] if len(boards.teams) == 1 else here.client
    names = room_reads.takers(session.version(), team.client_id, session.store()).names
    places.each(
        partial(retro_better.chosen, here, chosen, boards, t),
        partial(retro_better.form, here, retro, len(chosen), boards, names, t),
    )


def close(here: Here, retro: Retro | None, one: AgendaItem) -> None:
    lines(here, retro, one)
    if retro is None or retro.phase is not Phase.CHOOSING:
        return
    if not leads(here):
        st.caption(t("leads"))
        return
    with st.popover(t("end"), icon=":material/flag:"):
        st.markdown(t("end_sure"))
        st.button(t("end_yes"), type="primary", key=Key.END, on_click=partial(end, here, retro))


PARTS: dict[str, Callable[[Here, Retro | None, AgendaItem], None]] = {
    "actions": last_time,
    "writing": writing,
    "feedback": feedback,
    "talk": talk,
    "improvements": improvements,
    "close": close,
}
"""Items of the standard agenda with what is done in them; one of a client's own shows its lines."""


def leads(here: Here) -> bool:
    return facilitates(session.viewer(), client_id=here.client.client_id)


def end(here: Here, retro: Retro) -> None:
    if retro_acts.end(here, retro, t):
        st.query_params[PAST] = str(retro.retro_id)


# -------------------------------------------------------------------------------------------------------- earlier ones


def earlier(here: Here) -> None:
    kept = retros.list_retros(session.store().ops, client_id=here.client.client_id)
    if kept:
        st.subheader(t("earlier"), anchor=False)
    for one in kept[:12]:
        st.page_link(
            "team/retro.py",
            label=figures.day(one.day, t.language),
            icon=":material/description:",
            query_params={"client": here.client.client_id, PAST: str(one.retro_id)},
        )


def past(here: Here, retro_id: int) -> None:
    """What was said and agreed, and what became of it."""
    try:
        retro = retros.find_retro(session.store().ops, client_id=here.client.client_id, retro_id=retro_id, ended=True)
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
    else:
        st.header(t("kept_title", day=figures.day(retro.day, t.language)), anchor=False)
        st.caption(t("own"))
        retro_notes.notes(here, retro, retro_reads.now_heard(here.client, retro), t)
        st.subheader(t("improvements"), anchor=False)
        for one in retro_reads.now_improvements(here.client, retro):
            retro_better.past(one, t)
    st.button(t("back"), key=Key.BACK, on_click=back)


def back() -> None:
    st.query_params.pop(PAST, None)


main()
