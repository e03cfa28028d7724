"""The order of a client's meetings: moved, timed, named, left out, added to, with a look at what it would be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial

import streamlit as st

from core import figures
from core.dates import local_day, utc_now
from core.errors import TahtiError
from core.meetings.agenda import agenda_of
from core.meetings.shapes import Item, Kind, Known
from core.meetings.templates import ACTIONS, LONGEST, MINUTES, Wish, arranged
from core.model import Client
from core.reports.agenda import known_for
from core.store import Store, agenda_templates
from core.store.agenda_templates import Template
from pages.ui import agendas_draft as drafts
from pages.ui import session
from pages.ui.agendas_draft import Draft
from pages.ui.names import maker_name
from pages.ui.parts import asked_part
from pages.ui.reads import Version
from pages.ui.text import escaped
from pages.ui.words.agendas import AGENDAS

PART = "kind"
"""Query parameter: which meeting is on screen."""
LINES_SHOWN = 3
SAID = "agendas_said"


class Key(StrEnum):
    PART = "agendas_part"
    EN = "agendas_own_en"
    FI = "agendas_own_fi"
    MINUTES = "agendas_own_minutes"
    PRESENT = "agendas_present"


t = session.words(AGENDAS)


def main() -> None:
    client = session.client()
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    kind = Kind(asked_part(PART, tuple(kind.value for kind in Kind), t, Key.PART))
    newest = agenda_templates.newest_template(session.store().ops, client_id=client.client_id, kind=kind)
    draft = drafts.of(client, kind, newest)
    said()
    state(client, kind, newest, draft)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        items = arranged(kind, draft.items, with_client=kind is Kind.MONTHLY)
        for place, one in enumerate(items):
            item(client, kind, draft, place, one)
        left_out(client, kind, draft)
        own(client, kind, draft)
        ends(client, kind, newest, draft)
    with right:
        preview(client, kind, draft)


def said() -> None:
    """What was just saved, or why it was not."""
    told = st.session_state.pop(SAID, None)
    if told is not None and told[0]:
        st.toast(escaped(told[1]), icon=":material/check:")
    elif told is not None:
        st.error(escaped(told[1]))


def state(client: Client, kind: Kind, newest: Template | None, draft: Draft) -> None:
    """How long it all takes, whose order it is, and whether somebody has saved another one meanwhile."""
    taken, room = sum(one.minutes for one in draft.items), MINUTES[kind]
    if taken > room:
        st.warning(t("over", all=taken, over=taken - room, room=room))
    else:
        st.markdown(f"**{t('fits', all=taken, room=room)}**")
    if newest is not None and draft.seen != newest.template_id:
        st.error(escaped(t("clash", who=maker_name(newest.set_by, t.language), day=_day(client, newest.set_at))))
        with st.container(horizontal=True):
            st.button(t("show_theirs"), key="agendas_theirs", on_click=drafts.drop, args=(client, kind))
            mine = partial(save, client, kind, replace(draft, seen=newest.template_id))
            st.button(t("over_theirs"), key="agendas_mine", on_click=mine)
    elif draft.items != drafts.items_of(kind, newest):
        st.caption(t("unsaved"))
    elif newest is not None and newest.wishes:
        st.caption(escaped(t("own_now", who=maker_name(newest.set_by, t.language), day=_day(client, newest.set_at))))
    else:
        st.caption(t("standard_now"))


def _day(client: Client, at: datetime) -> str:
    return figures.day(local_day(at, client.timezone), t.language)


def item(client: Client, kind: Kind, draft: Draft, place: int, one: Item) -> None:
    """One item with what can be done to it; every button says its name, for those who hear the page."""
    name = one.title.said_in(t.language)
    wish, about = draft.items[place], (client, kind, draft)
    with st.container(border=True, gap="small"):
        st.markdown(f"**{place + 1}. {escaped(name)}**")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            minutes = f"agendas_minutes_{kind}_{wish.key}_{wish.minutes}"
            st.number_input(
                t("minutes"),
                1,
                240,
                wish.minutes,
                key=minutes,
                width=120,
                on_change=partial(drafts.retime, *about, wish.key, minutes),
            )
            for sign, by in (("up", -1), ("down", 1)):
                st.button(
                    "↑" if sign == "up" else "↓",
                    key=f"agendas_{sign}_{kind}_{wish.key}",
                    help=t(sign, name=escaped(name)),
                    disabled=not 0 <= place + by < len(draft.items),
                    on_click=partial(drafts.change, *about, partial(drafts.moved, place=place, by=by)),
                )
            names(client, kind, draft, wish)
            st.button(
                "✕",
                key=f"agendas_hide_{kind}_{wish.key}",
                help=t("always") if wish.key == ACTIONS else t("hide", name=escaped(name)),
                disabled=wish.key == ACTIONS,
                on_click=partial(drafts.change, *about, partial(drafts.without, key=wish.key)),
            )


def names(client: Client, kind: Kind, draft: Draft, wish: Wish) -> None:
    """Its name in both languages; an empty field is the standard name."""
    with st.popover(t("rename"), width="content"):
        shown = f"{kind}_{wish.key}_{draft.seen}"
        keys = f"agendas_en_{shown}", f"agendas_fi_{shown}"
        retitled = partial(drafts.retitle, client, kind, draft, wish.key, keys)
        st.text_input(t("name_en"), wish.title, key=keys[0], max_chars=LONGEST, on_change=retitled)
        st.text_input(t("name_fi"), wish.title_fi, key=keys[1], max_chars=LONGEST, on_change=retitled)


def left_out(client: Client, kind: Kind, draft: Draft) -> None:
    """Standard items that are not on this client's agenda."""
    gone = drafts.hidden(draft.items, kind)
    if not gone:
        return
    st.subheader(t("hidden"), anchor=False)
    titles = {one.key: one.title.said_in(t.language) for one in arranged(kind, (), with_client=False)}
    with st.container(horizontal=True):
        for wish in gone:
            st.button(
                t("bring_back", name=escaped(titles[wish.key])),
                key=f"agendas_back_{kind}_{wish.key}",
                on_click=partial(
                    drafts.change, client, kind, draft, partial(drafts.brought_back, kind=kind, key=wish.key)
                ),
            )


def own(client: Client, kind: Kind, draft: Draft) -> None:
    """An item that the standard does not have."""
    with st.form(f"agendas_own_{kind}", clear_on_submit=True):
        st.markdown(f"**{t('own')}**")
        en, fi, minutes = st.columns([5, 5, 2])
        en.text_input(t("name_en"), key=Key.EN, max_chars=LONGEST)
        fi.text_input(t("name_fi"), key=Key.FI, max_chars=LONGEST)
        minutes.number_input(t("minutes"), 1, 240, 2, key=Key.MINUTES)
        st.form_submit_button(t("add"), on_click=add, args=(client, kind, draft))


def add(client: Client, kind: Kind, draft: Draft) -> None:
    typed = st.session_state
    name = str(typed.get(Key.EN) or ""), str(typed.get(Key.FI) or "")
    drafts.change(client, kind, draft, lambda items: drafts.added(items, *name, int(typed.get(Key.MINUTES) or 1)))


def ends(client: Client, kind: Kind, newest: Template | None, draft: Draft) -> None:
    """Save, drop, or back to the standard."""
    changed = draft.items != drafts.items_of(kind, newest)
    with st.container(horizontal=True):
        st.button(
            t("save"),
            type="primary",
            key="agendas_save",
            disabled=not changed,
            on_click=partial(save, client, kind, draft),
        )
        st.button(t("discard"), key="agendas_drop", disabled=not changed, on_click=drafts.drop, args=(client, kind))
        standard = replace(draft, items=drafts.STANDARD[kind])
        st.button(
            t("standard"),
            key="agendas_standard",
            disabled=drafts.items_of(kind, newest) == drafts.STANDARD[kind],
            on_click=partial(save, client, kind, standard),
        )


def save(client: Client, kind: Kind, draft: Draft) -> None:
    """Callback: write the order down, unless somebody has written another one since it was seen."""
    looking = session.viewer()
    if not looking.may_see(client.client_id):
        return
    wishes = drafts.to_save(draft.items, kind)
    try:
        agenda_templates.set_template(
            session.store().ops,
            client_id=client.client_id,
            kind=kind,
            wishes=wishes,
            seen=draft.seen,
            who=looking.name,
            now=session.now(client) if client.demo else utc_now(),
        )
    except TahtiError as error:
        drafts.put(client, kind, draft)
        st.session_state[SAID] = (False, error.sentence.said_in(t.language))
        return
    drafts.drop(client, kind)
    st.session_state[SAID] = (True, t("saved" if wishes else "saved_standard"))


def preview(client: Client, kind: Kind, draft: Draft) -> None:
    """The agenda as it would be with the draft, over what is known now."""
    st.subheader(t("preview"), anchor=False)
    present = kind is Kind.MONTHLY
    if kind is Kind.WEEKLY:
        present = st.toggle(t("with_client"), key=Key.PRESENT)
    known = now_known(
        session.version(), client.client_id, kind, session.today(client), session.now(client), session.store()
    )
    for one in agenda_of(replace(known, with_client=present), draft.items).items:
        heard = [line.text.said_in(t.language) for line in one.lines if line.kind != "more"]
        rest = len(heard) - LINES_SHOWN + one.more
        lines = [f"- {escaped(text)}" for text in heard[:LINES_SHOWN]] or [f"- *{t('nothing')}*"]
        lines += [f"- {t('more_lines', n=rest)}"] if rest > 0 else []
        title = escaped(one.item.title.said_in(t.language))
        st.markdown("\n".join([f"**{title}** · {one.item.minutes} {t('minutes')}", "", *lines]))


@st.cache_resource(max_entries=32, show_spinner=False)
def now_known(version: Version, client_id: str, kind: Kind, today: date, _now: datetime, _store: Store) -> Known:
    """Everything that the rules of a meeting may look at today."""
    return known_for(_store, client_id=client_id, kind=kind, as_of=_now)


main()
