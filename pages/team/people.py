"""People: who may sign in, in which role and for which clients. Admins only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

import pandas as pd
import streamlit as st

from core import figures
from core.access import accounts, invites, sessions
from core.connect.ways import ways_in
from core.dates import utc_now
from core.errors import TahtiError
from core.model import Person, Role, Viewer
from core.store import clients
from core.store.people import Member
from pages.ui import session
from pages.ui.browsers import listing as browser_list
from pages.ui.text import cell, escaped
from pages.ui.words.people import PEOPLE

ROLES = tuple(role.value for role in (Role.SPECIALIST, Role.GROWTH_OWNER, Role.ADMIN))
LONGEST = 200

t = session.words(PEOPLE)


class Key(StrEnum):
    WHICH = "people_which"
    SAID = "people_said"


def main() -> None:
    looking = session.require(Role.ADMIN)
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    if looking.demo:
        st.warning(t("demo"))
    said()
    everybody, new = st.container(), st.container()
    # Adding comes first in time, so that somebody new is in the list of the same run: the run that shows their link
    # cannot be drawn again, because the first account of a demo folder ends the session that made it.
    with new:
        adding(looking, client_names())
    with everybody:
        members = accounts.list_people(session.store().ops)
        if members:
            listing(members, client_names())
            editing(looking, members, client_names())
        else:
            st.info(t("empty"))


def client_names() -> dict[str, str]:
    return {client.client_id: client.name for client in clients.list_clients(session.store().ops, archived=True)}


def said() -> None:
    text = st.session_state.pop(Key.SAID, "")
    if text:
        st.success(escaped(text))


def listing(members: Sequence[Member], names: Mapping[str, str]) -> None:
    st.dataframe(
        pd.DataFrame(
            {
                t("col_name"): [cell(m.person.name) for m in members],
                t("col_email"): [cell(m.person.email) for m in members],
                t("col_role"): [t(f"role_{m.person.role}") for m in members],
                t("col_clients"): [cell(served(m, names)) for m in members],
                t("col_state"): [state(m.person) for m in members],
            }
        ),
        hide_index=True,
        alt=t("list"),
    )


def served(member: Member, names: Mapping[str, str]) -> str:
    if member.person.role is Role.ADMIN:
        return t("every_client")
    return ", ".join(sorted(names.get(client_id, client_id) for client_id in member.client_ids)) or figures.UNDEFINED


def state(person: Person) -> str:
    if person.deactivated_at is None:
        return t("active")
    return t("closed", day=figures.day(person.deactivated_at.date(), t.language))


def editing(looking: Viewer, members: Sequence[Member], names: Mapping[str, str]) -> None:
    st.subheader(t("edit"), anchor=False)
    by_id = {m.person.person_id: m for m in members}
    chosen = st.selectbox(
        t("which"),
        list(by_id),
        format_func=lambda person_id: f"{by_id[person_id].person.name} ({by_id[person_id].person.email})",
        key=Key.WHICH,
        width=420,
    )
    member = by_id[chosen]
    person = member.person
    with st.form(f"people_edit_{chosen}"):
        left, right = st.columns(2)
        name = left.text_input(t("name"), value=person.name, max_chars=LONGEST, key=f"people_name_{chosen}")
        role = right.selectbox(
            t("role"),
            ROLES,
            index=ROLES.index(person.role),
            format_func=lambda value: t(f"role_{value}"),
            key=f"people_role_{chosen}",
        )
        given = asked_clients(names, member.client_ids, str(chosen))
        if st.form_submit_button(t("save"), key="people_save", type="primary"):
            act(lambda: save(member, name, Role(role), given), t("saved", name=name))
    account(looking, person)


def asked_clients(names: Mapping[str, str], given: Collection[str], mark: str) -> list[str]:
    return st.multiselect(
        t("clients"),
        list(names),
        default=[client_id for client_id in names if client_id in given],
        format_func=lambda client_id: names.get(client_id, client_id),
        placeholder=t("clients_none"),
        help=t("clients_admin"),
        key=f"people_clients_{mark}",
    )


def save(member: Member, name: str, role: Role, given: Collection[str]) -> None:
    """Only what changed is written; the role first, because it is the one that can be refused."""
    ops, person = session.store().ops, member.person
    if role is not person.role:
        accounts.set_role(ops, person_id=person.person_id, role=role)
    if name != person.name:
        accounts.set_name(ops, person_id=person.person_id, name=name)
    if set(given) != member.client_ids:
        accounts.set_clients(ops, person_id=person.person_id, client_ids=given)


def account(looking: Viewer, person: Person) -> None:
    ops, person_id = session.store().ops, person.person_id
    if person.deactivated_at is None:
        browsers = sessions.list_sessions(ops, person_id=person_id, now=utc_now())
        browser_list(browsers, t.language, here=str(st.user.to_dict().get("session") or ""))
    with st.container(horizontal=True):
        if person.deactivated_at is not None:
            if st.button(t("reopen"), key="people_reopen", icon=":material/lock_open:"):
                act(lambda: accounts.reactivate(ops, person_id=person_id), t("reopened", name=person.name))
            return
        if st.button(
            t("end_sessions"), key="people_end_sessions", icon=":material/logout:", help=t("end_sessions_help")
        ):
            act(
                lambda: sessions.end_all_sessions(ops, person_id=person_id, now=utc_now()),
                t("sessions_ended", name=person.name),
            )
        asked = st.button(
            t("new_password"), key="people_new_password", icon=":material/key:", help=t("new_password_help")
        )
        if st.button(t("close"), key="people_close", icon=":material/block:", help=t("close_help")):
            act(lambda: accounts.deactivate(ops, person_id=person_id, now=utc_now()), t("closed_now", name=person.name))
    if asked:
        invite(person_id, person.name, looking.name)


def invite(person_id: int, name: str, who: str) -> None:
    """Make a one-time link and show it on this one run; it is kept nowhere. Without passwords there is none to set."""
    ways = ways_in()
    if not ways.passwords:
        st.success(escaped(t("by_service", name=name, service=ways.service_name)))
        return
    try:
        token = invites.make_invite(session.store().ops, person_id=person_id, who=who, now=utc_now())
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    st.success(escaped(t("link_once", name=name, days=invites.LASTS.days)))
    st.code(session.own_address(f"{invites.PATH}{token}"), language=None, wrap_lines=True)


def adding(looking: Viewer, names: Mapping[str, str]) -> None:
    # The first account of a demo folder ends the automatic sign-in: anything but an admin would lock everybody out.
    roles = (Role.ADMIN.value,) if looking.demo else ROLES
    with st.expander(t("add"), expanded=looking.demo), st.form("people_add", border=False):
        left, right = st.columns(2)
        email = left.text_input(t("email"), max_chars=LONGEST, key="people_new_email", autocomplete="off")
        name = right.text_input(t("name"), max_chars=LONGEST, key="people_new_name", autocomplete="off")
        role = left.selectbox(t("role"), roles, format_func=lambda value: t(f"role_{value}"), key="people_new_role")
        language = right.selectbox(
            t("language"),
            accounts.LANGUAGES,
            format_func=lambda code: t(f"language_{code}"),
            key="people_new_language",
        )
        given = asked_clients(names, (), "new")
        if st.form_submit_button(t("add_button"), key="people_add_button", type="primary"):
            wanted = Role(role) if role in roles else Role.SPECIALIST
            add(looking, email, name, wanted, language, given)


def add(looking: Viewer, email: str, name: str, role: Role, language: str, given: Collection[str]) -> None:
    """Make the account and show the link by which its owner sets their password."""
    try:
        person = accounts.add_person(
            session.store().ops,
            email=email,
            name=name,
            role=role,
            password=invites.unknown_password(),
            language=language,
            client_ids=given,
            now=utc_now(),
        )
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    invite(person.person_id, person.name, looking.name)


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
