"""Who is looking, which pages exist for them, and the sidebar around every page.

`st.navigation` is called on every path: without it Streamlit would offer the files of `pages/` by itself.
"""

from __future__ import annotations

import streamlit as st

from core.dates import utc_now
from core.model import Client, Role, Viewer
from core.shares import ShareState
from core.store import Store
from core.web.gate import CLIENT_PAGE
from pages.ui import reads, session, visitor
from pages.ui.paper import SCREEN_ONLY, paper
from pages.ui.text import escaped
from pages.ui.words import Words

SECTIONS = {
    "money": ("balance", "sprint", "measure", "search_terms"),
    "work": ("board", "effects", "content"),
    "rhythm": ("morning", "weekly", "monthly", "retro", "log", "meetings"),
    "for_client": ("shares",),
    "set_up": ("targets", "goals", "stages", "imports", "agendas", "slack", "clients"),
}
"""The team's pages as the sidebar groups them; what one person alone may see or own follows in the last group."""
TEAM = tuple(page for pages in SECTIONS.values() for page in pages)
ADMINS = ("people",)
OWN = ("account",)
CLIENT_PATH = CLIENT_PAGE.strip("/")
ABOUT_NO_CLIENT = ("morning", "clients", *ADMINS, *OWN)


def main() -> None:
    """One run: without a viewer the only pages are the refusal and, by an open link, the client's."""
    looking = session.viewer_or_none()
    said = session.shell_words()
    if looking is None or visitor.is_asked():
        nobody = st.Page(_nobody, title=said("sign_in"), default=True)
        st.navigation([nobody, *_client_page(said)], position="hidden").run()
        return
    chosen = st.navigation(_pages(looking, said), expanded=True)
    st.set_page_config(page_title=f"{chosen.title} · Tahti", layout="wide")
    paper()
    _sidebar(looking, said)
    if chosen.url_path not in ABOUT_NO_CLIENT:
        _client_line(looking, said)
    chosen.run()


def _client_line(looking: Viewer, said: Words) -> None:
    """Whose numbers these are, above the page, and the way to another client: on a phone the sidebar is not seen."""
    allowed = {client.client_id: client for client in session.allowed_clients(looking)}
    if not allowed:
        return
    client = allowed.pop(session.pick(allowed))
    n = sum(one.state(utc_now()) is ShareState.OPEN for one in reads.links(*_links_of(client)))
    shared = [said("shared_one") if n == 1 else said("shared_many", n=n)] if n else []
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(" · ".join([escaped(client.name), *([said("demo")] if client.demo else []), *shared]))
        if allowed:
            _client_switch(allowed, said)


def _links_of(client: Client) -> tuple[tuple[str, int], str, Store]:
    return session.version(), client.client_id, session.store()


def _client_page(said: Words) -> list[st.Page]:
    """What a client reads by a link. It asks for the link itself; without any open one it does not exist."""
    if not visitor.visits() and visitor.previewed() is None:
        return []
    page = st.Page("client/page.py", title=said("client_page"), url_path=CLIENT_PATH)
    return [page]


def _nobody() -> None:
    session.viewer()


def _pages(looking: Viewer, said: Words) -> dict[str, list[st.Page]]:
    """Without icons: Streamlit would fetch a page's icon from another site to show it in the browser's tab."""
    more = (ADMINS if looking.role is Role.ADMIN else ()) + (() if looking.demo else OWN)
    named = SECTIONS | {"set_up": SECTIONS["set_up"] + more}
    return {said(section): [_page(name, said) for name in names] for section, names in named.items()}


def _page(name: str, said: Words) -> st.Page:
    return st.Page(f"team/{name}.py", title=said(name), url_path=name, default=name == "balance")


def _sidebar(looking: Viewer, said: Words) -> None:
    with st.sidebar:
        if looking.demo:
            st.info(said("demo"))
        _language_switch(looking, said)
        st.caption(said("demo_user") if looking.demo else f"{said('signed_in_as')} {escaped(looking.name)}")
        if not looking.demo:
            session.link_here("/logout", said("sign_out"))


def _client_switch(others: dict[str, Client], said: Words) -> None:
    st.session_state["client_choice"] = None
    with st.container(key=f"{SCREEN_ONLY}_client", width=220):
        st.selectbox(
            said("client"),
            list(others),
            index=None,
            placeholder=said("other_client"),
            format_func=lambda slug: others[slug].name if slug in others else "",
            key="client_choice",
            label_visibility="collapsed",
            on_change=_client_chosen,
        )


def _client_chosen() -> None:
    chosen = st.session_state["client_choice"]
    if chosen:
        session.choose_client(chosen)


def _language_switch(looking: Viewer, said: Words) -> None:
    st.session_state["language_choice"] = said.language
    st.segmented_control(
        said("language"),
        list(session.LANGUAGES),
        format_func=lambda code: session.LANGUAGES[code],
        key="language_choice",
        on_change=_language_chosen,
        args=(looking,),
    )


def _language_chosen(looking: Viewer) -> None:
    chosen = st.session_state["language_choice"]
    if chosen:
        session.choose_language(looking, chosen)


main()
