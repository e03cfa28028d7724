"""The retrospective: half an hour without the client, from what was promised last time to what is done differently."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial

import streamlit as st

from core import figures
from core.errors import TahtiError
from core.jobs.retro import boards_for, facilitates
from core.meetings.retro import Phase
from core.meetings.shapes import AgendaItem
from core.model import Client, ClientKind
from core.store import retros
from core.store.retros import Retro
from pages.ui import retro_acts, retro_better, retro_notes, retro_reads, retro_writing, session
from pages.ui.text import escaped
from pages.ui.words.retro import RETRO

PAST = "retro"
"""Query parameter: the ended retrospective on screen."""
TICK_SECONDS = 4


class Key(StrEnum):
    END = "retro_end"
    BACK = "retro_back"
    SHOW = "retro_show"


t = session.words(RETRO)


def main() -> None:
    client = session.client()
    st.title(t("title"), anchor=False)
    retro_acts.said()
    asked = st.query_params.get(PAST, "")
    if asked.isdecimal():
        past(client, int(asked))
    else:
        room(client)


def room(client: Client) -> None:
    """The one that is open, item by item; before it, what it will look at."""
    retro = retros.open_one(session.store().ops, client_id=client.client_id)
    retro_writing.clear_of_another(client, retro, *retro_better.Key)
    st.caption(t("own"))
    gone_on(client, retro)
    shown = retro_reads.now_agenda(client)
    left, right = st.columns([8, 2], gap="medium")
    with left:
        for one in shown.items:
            item(client, retro, one)
    with right:
        earlier(client)


@session.guarded_fragment(run_every=TICK_SECONDS)
def gone_on(client: Client, drawn: Retro | None) -> None:
    """Word that it is further than what is drawn; it is shown when asked for, so that nothing moves under the hands of
    somebody who writes."""
    now = retros.open_one(session.store().ops, client_id=client.client_id)
    if told(now) != told(drawn):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(t("changed"))
            if st.button(t("show"), key=Key.SHOW, type="primary"):
                st.rerun()


def told(retro: Retro | None) -> tuple[object, ...]:
    """What of it everybody in the room should see alike."""
    return (retro.retro_id, retro.phase, retro.anonymous, retro.budget) if retro else ()


def item(client: Client, retro: Retro | None, one: AgendaItem) -> None:
    with st.container(border=True):
        st.subheader(escaped(one.item.title.said_in(t.language)), anchor=False)
        st.caption(" · ".join([t("minutes", n=one.item.minutes), t(one.item.speaker)]))
        PARTS.get(one.item.key, lines)(client, retro, one)


def lines(client: Client, retro: Retro | None, one: AgendaItem) -> None:
    for line in one.lines:
        st.markdown(escaped(line.text.said_in(t.language)))


def last_time(client: Client, retro: Retro | None, one: AgendaItem) -> None:
    retro_better.last_time(client, retro_reads.now_follow_up(client, retro), t)


def writing(client: Client, retro: Retro | None, one: AgendaItem) -> None:
    if retro is None:
        ended = retros.list_retros(session.store().ops, client_id=client.client_id)
        today = bool(ended) and ended[0].day == session.today(client)
        retro_writing.beginning(client, leads(client), today, t)
    elif retro.phase is Phase.WRITING:
        retro_writing.writing(client, retro, leads(client), t)
    else:
        st.caption(t("written"))


def feedback(client: Client, retro: Retro | None, one: AgendaItem) -> None:
    """Every grade since last time with its why; then what the newest asks of us."""
    if client.kind is ClientKind.TEAM:
        st.caption(t("team_grade"))
        return
    given = retro_reads.now_feedback(client, retro)
    for grade in given:
        places = max(0, -int(grade.grade.normalize().as_tuple().exponent))
        said = {
            "day": figures.day(retro_reads.day_of(client, grade.given_at), t.language),
            "grade": figures.number(grade.grade, t.language, places),
        }
        st.markdown(t("grade_why", **said, why=escaped(grade.why)) if grade.why else t("grade", **said))
    if not given:
        st.markdown(t("no_grade"))
    for line in one.lines[1:] if given else ():
        st.caption(escaped(line.text.said_in(t.language)))


def talk(client: Client, retro: Retro | None, one: AgendaItem) -> None:
    lines(client, retro, one)
    if retro is None or retro.phase is Phase.WRITING:
        st.caption(t("hidden"))
        return
    rows = retro_reads.now_heard(client, retro)
    if retro.phase is Phase.VOTING:
        retro_notes.voting(client, retro, leads(client), t)
    retro_notes.notes(client, retro, rows, t, retro_better.take_up)
    if leads(client):
        retro_notes.said_before(client, retro, rows, t)


def improvements(client: Client, retro: Retro | None, one: AgendaItem) -> None:
    lines(client, retro, one)
    if retro is None or retro.phase is not Phase.CHOOSING:
        st.caption(t("not_yet"))
        return
    chosen = retro_reads.now_improvements(client, retro)
    boards = boards_for(session.store(), session.viewer(), client_id=client.client_id)
    retro_better.chosen(client, chosen, boards, t)
    team = boards.teams[0] if len(boards.teams) == 1 else client
    names = retro_reads.names(session.version(), team.client_id, session.store())
    retro_better.form(client, retro, len(chosen), boards, names, t)


def close(client: Client, retro: Retro | None, one: AgendaItem) -> None:
    lines(client, retro, one)
    if retro is None or retro.phase is not Phase.CHOOSING:
        return
    if not leads(client):
        st.caption(t("leads"))
        return
    with st.popover(t("end"), icon=":material/flag:"):
        st.markdown(t("end_sure"))
        st.button(t("end_yes"), type="primary", key=Key.END, on_click=partial(end, client, retro))


PARTS: dict[str, Callable[[Client, Retro | None, AgendaItem], None]] = {
    "actions": last_time,
    "writing": writing,
    "feedback": feedback,
    "talk": talk,
    "improvements": improvements,
    "close": close,
}
"""Items of the standard agenda with what is done in them; one of a client's own shows its lines."""


def leads(client: Client) -> bool:
    return facilitates(session.viewer(), client_id=client.client_id)


def end(client: Client, retro: Retro) -> None:
    if retro_acts.end(client, retro, t):
        st.query_params[PAST] = str(retro.retro_id)


# -------------------------------------------------------------------------------------------------------- earlier ones


def earlier(client: Client) -> None:
    kept = retros.list_retros(session.store().ops, client_id=client.client_id)
    if kept:
        st.subheader(t("earlier"), anchor=False)
    for one in kept[:12]:
        st.page_link(
            "team/retro.py",
            label=figures.day(one.day, t.language),
            icon=":material/description:",
            query_params={"client": client.client_id, PAST: str(one.retro_id)},
        )


def past(client: Client, retro_id: int) -> None:
    """What was said and agreed, and what became of it."""
    try:
        retro = retros.find_retro(session.store().ops, client_id=client.client_id, retro_id=retro_id, ended=True)
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
    else:
        st.header(t("kept_title", day=figures.day(retro.day, t.language)), anchor=False)
        st.caption(t("own"))
        retro_notes.notes(client, retro, retro_reads.now_heard(client, retro), t)
        st.subheader(t("improvements"), anchor=False)
        for one in retro_reads.now_improvements(client, retro):
            retro_better.past(one, t)
    st.button(t("back"), key=Key.BACK, on_click=back)


def back() -> None:
    st.query_params.pop(PAST, None)


main()
