"""Clients: who the numbers belong to, and who serves them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum

import pandas as pd
import streamlit as st

from core import figures
from core.access import accounts
from core.dates import local_day, utc_now
from core.errors import TahtiError
from core.model import Client, ClientKind, Role, Viewer
from core.store import clients
from core.store.people import Member
from pages.ui import session
from pages.ui.brand_form import brand_form
from pages.ui.names import CURRENCIES
from pages.ui.text import cell, escaped
from pages.ui.words.clients import CLIENTS

ZONES = (
    "Europe/Helsinki",
    "Europe/Stockholm",
    "Europe/Oslo",
    "Europe/Copenhagen",
    "Europe/Tallinn",
    "Europe/London",
    "UTC",
)
LANGUAGES = ("fi", "en")
LONGEST_NAME = 120

t = session.words(CLIENTS)


class Key(StrEnum):
    ARCHIVED = "clients_archived"
    WHICH = "clients_which"
    SAID = "clients_said"


def main() -> None:
    looking = session.viewer()
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    said()
    with_archived = st.toggle(t("show_archived"), key=Key.ARCHIVED)
    known = [
        client
        for client in clients.list_clients(session.store().ops, archived=with_archived)
        if looking.may_see(client.client_id)
    ]
    members = accounts.list_people(session.store().ops)
    if known:
        listing(known, members)
        if looking.role is not Role.SPECIALIST:
            editing(looking, known, members)
    else:
        st.info(t("empty_admin" if looking.role is Role.ADMIN else "empty"))
    if looking.role is Role.ADMIN:
        adding(open_now=not known)


def said() -> None:
    text = st.session_state.pop(Key.SAID, "")
    if text:
        st.success(escaped(text))


def listing(known: Sequence[Client], members: Sequence[Member]) -> None:
    columns: dict[str, list[str]] = {
        t("col_name"): [cell(client.name) for client in known],
        t("col_kind"): [t(f"kind_{client.kind}") for client in known],
        t("col_currency"): [client.currency for client in known],
        t("col_language"): [t(f"language_{client.language}") for client in known],
        t("col_zone"): [client.timezone for client in known],
        t("col_people"): [cell(", ".join(m.person.name for m in serving(members, client))) for client in known],
        t("col_note"): [note(client) for client in known],
    }
    st.dataframe(
        pd.DataFrame({name: cells for name, cells in columns.items() if any(cells)}), hide_index=True, alt=t("list")
    )


def note(client: Client) -> str:
    notes = [t("note_demo")] if client.demo else []
    if client.archived_at:
        day = figures.day(local_day(client.archived_at, client.timezone), t.language)
        notes.append(t("note_archived", day=day))
    return ", ".join(notes)


def serving(members: Sequence[Member], client: Client) -> list[Member]:
    return [m for m in members if m.person.deactivated_at is None and client.client_id in m.client_ids]


def editing(looking: Viewer, known: Sequence[Client], members: Sequence[Member]) -> None:
    st.subheader(t("edit"), anchor=False)
    by_id = {client.client_id: client for client in known}
    chosen = st.selectbox(
        t("which"),
        list(by_id),
        index=list(by_id).index(session.pick(by_id)),
        format_func=lambda client_id: by_id[client_id].name,
        key=Key.WHICH,
        width=420,
    )
    client = by_id[chosen]
    with st.form(f"clients_edit_{client.client_id}"):
        name = st.text_input(t("name"), value=client.name, max_chars=LONGEST_NAME, key=f"clients_name_{chosen}")
        currency, language, zone = details(client, chosen)
        st.caption(f"{t('kind')}: {t(f'kind_{client.kind}')}. {t('kind_fixed')}")
        people = who_serves(client, members) if looking.role is Role.ADMIN else None
        if st.form_submit_button(t("save"), key="clients_save", type="primary"):
            changed = {"name": name, "currency": currency, "language": language, "timezone": zone}
            act(lambda: save(client, changed, members, people), t("saved", name=name))
    if looking.role is Role.ADMIN:
        archiving(client)
    brand_form(client)


def details(client: Client | None, mark: str) -> tuple[str, str, str]:
    """Currency, language and zone: the same three fields for a new client and for one that exists."""
    first, second, third = st.columns(3)
    currency = first.selectbox(
        t("currency"),
        options(CURRENCIES, client.currency if client else "EUR"),
        accept_new_options=True,
        help=t("currency_help"),
        key=f"clients_currency_{mark}",
    )
    language = second.selectbox(
        t("language"),
        options(LANGUAGES, client.language if client else t.language),
        format_func=lambda code: t(f"language_{code}"),
        key=f"clients_language_{mark}",
    )
    zone = third.selectbox(
        t("zone"),
        options(ZONES, client.timezone if client else ZONES[0]),
        accept_new_options=True,
        key=f"clients_zone_{mark}",
    )
    return currency or "", language, zone or ""


def options(usual: Sequence[str], own: str) -> list[str]:
    return [own, *(value for value in usual if value != own)]


def who_serves(client: Client, members: Sequence[Member]) -> list[int]:
    by_id = {
        m.person.person_id: m.person
        for m in members
        if m.person.deactivated_at is None and m.person.role is not Role.ADMIN
    }
    return st.multiselect(
        t("people"),
        list(by_id),
        default=[m.person.person_id for m in serving(members, client) if m.person.person_id in by_id],
        format_func=lambda person_id: f"{by_id[person_id].name} ({by_id[person_id].email})",
        placeholder=t("people_none"),
        help=t("people_help"),
        key=f"clients_people_{client.client_id}",
    )


def save(client: Client, changed: dict[str, str], members: Sequence[Member], people: Collection[int] | None) -> None:
    ops = session.store().ops
    clients.update_client(ops, client_id=client.client_id, now=utc_now(), **changed)
    if people is None:
        return
    for member in members:
        person = member.person
        if person.deactivated_at is None and person.role is not Role.ADMIN:
            wanted = set(member.client_ids) - {client.client_id}
            if person.person_id in people:
                wanted.add(client.client_id)
            if wanted != member.client_ids:
                accounts.set_clients(ops, person_id=person.person_id, client_ids=wanted)


def archiving(client: Client) -> None:
    ops = session.store().ops
    if client.archived_at:
        if st.button(t("restore"), key="clients_restore", icon=":material/unarchive:"):
            act(
                lambda: clients.restore_client(ops, client_id=client.client_id, now=utc_now()),
                t("restored", name=client.name),
            )
    elif st.button(t("archive"), key="clients_archive", icon=":material/archive:", help=t("archive_help")):
        act(
            lambda: clients.archive_client(ops, client_id=client.client_id, now=utc_now()),
            t("archived", name=client.name),
        )


def adding(*, open_now: bool) -> None:
    with st.expander(t("add"), expanded=open_now), st.form("clients_add", border=False, clear_on_submit=False):
        name = st.text_input(t("name"), max_chars=LONGEST_NAME, key="clients_new_name")
        kind = st.segmented_control(
            t("kind"),
            [kind.value for kind in ClientKind],
            default=ClientKind.CLIENT.value,
            required=True,
            format_func=lambda value: t(f"kind_{value}"),
            key="clients_new_kind",
        )
        currency, language, zone = details(None, "new")
        if st.form_submit_button(t("add_button"), key="clients_add_button", type="primary"):
            team = kind == ClientKind.TEAM
            act(
                lambda: add(name, ClientKind.TEAM if team else ClientKind.CLIENT, currency, language, zone),
                t("added_team" if team else "added", name=name),
            )


def add(name: str, kind: ClientKind, currency: str, language: str, zone: str) -> None:
    made = clients.add_client(
        session.store().ops,
        name=name,
        kind=kind,
        currency=currency,
        language=language,
        timezone=zone,
        now=utc_now(),
    )
    session.choose_client(made.client_id)
    for key in ("clients_new_name", Key.WHICH):
        st.session_state.pop(key, None)


def act(write: Callable[[], None], done: str) -> None:
    """Do it and draw the page anew with what happened, or say why it cannot be done."""
    try:
        write()
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    st.session_state[Key.SAID] = done
    st.rerun()


main()
