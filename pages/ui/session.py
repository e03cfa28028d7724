"""Who is looking, at which client, at what time: asked from the database on every run, never kept from the last one.

Within one run the viewer and the clients are asked for once. Streamlit makes a coordinator anew for each run of the
page or of a fragment; what we know is tied to that object and goes with it.

A test gives `AppTest.user = {"session": <session hash>}`; in a demo folder without accounts the hash is "demo".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache, wraps
from html import escape
from typing import Any, NoReturn, ParamSpec, TypeVar
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core.access.accounts import set_language
from core.access.sessions import find_viewer
from core.config import data_folder, public_address
from core.dates import local_day, now_for, utc_now
from core.model import Client, ClientKind, Role, Viewer
from core.store import Store, open_store
from core.store.clients import list_clients
from pages.ui.words import Table, Words
from pages.ui.words.shell import WORDS

P = ParamSpec("P")
R = TypeVar("R")

CLIENT = "client"
"""Query parameter: the slug of the client on screen. A wish, checked on every run."""
ON_SCREEN = "client_on_screen"
"""The same in the session's state, because a click in the navigation drops query parameters. Also only a wish."""
LANGUAGE = "lang"
LANGUAGES = {"fi": "Suomi", "en": "English"}

_known: WeakKeyDictionary[object, dict[object, Any]] = WeakKeyDictionary()
"""Run -> what it has asked the database already."""


def once_a_run(ask: Callable[[], R]) -> Callable[[], R]:
    """Decorates a question to the database: within a run only its first call asks. Callbacks always ask, because they
    come before the run and may change the answer; so does everything outside a run."""

    @wraps(ask)
    def asked() -> R:
        context = get_script_run_ctx(suppress_warning=True)
        run = getattr(context, "parallel_coordinator", None) if context and context.has_script_started else None
        if run is None:
            return ask()
        answers = _known.setdefault(run, {})
        if ask not in answers:
            answers[ask] = ask()
        answer: R = answers[ask]
        return answer

    return asked


opened = lru_cache(maxsize=4)(open_store)
"""One store per data folder and process, shared by pages and routes."""


@once_a_run
def store() -> Store:
    """The two stores of the data folder."""
    return opened(data_folder())


def viewer() -> Viewer:
    """Who is looking, as the database says now. Stops the run with the refusal when nobody is signed in."""
    found = viewer_or_none()
    if found is None:
        _refuse("signed_out", sign_in=True)
    return found


@once_a_run
def viewer_or_none() -> Viewer | None:
    """Who is looking; None for nobody. Only the router asks this way, to choose which pages exist.

    Private headers made by the gate are the only source: never session_state, a cookie or the address."""
    session_hash = st.user.to_dict().get("session")
    return find_viewer(store().ops, session_hash=str(session_hash), now=utc_now()) if session_hash else None


def require(*roles: Role) -> Viewer:
    """The viewer, if their role is one of `roles`; stops the run with the refusal otherwise."""
    found = viewer()
    if found.role not in roles:
        _refuse("not_for_you")
    return found


def allowed_clients(looking: Viewer) -> list[Client]:
    """The clients this viewer may open, teams after clients (a team has no money to show), archived ones left out."""
    allowed = [client for client in _clients() if looking.may_see(client.client_id)]
    return sorted(allowed, key=lambda client: client.kind is ClientKind.TEAM)


@once_a_run
def _clients() -> list[Client]:
    return _clients_at(store(), version())


@lru_cache(maxsize=2)
def _clients_at(opened: Store, version: tuple[str, int]) -> list[Client]:
    """One list for all viewers until something changes: each would keep two hundred clients of their own."""
    return list_clients(opened.ops)


def client() -> Client:
    """The client on screen: the one the address names if the viewer may see it, else the first that they may see.

    Whether a client that is not theirs exists shows in no way. Stops the run with what to do next when there is none.
    """
    looking = viewer()
    allowed = {candidate.client_id: candidate for candidate in allowed_clients(looking)}
    if not allowed:
        st.info(shell_words()("no_clients_admin" if looking.role is Role.ADMIN else "no_clients"))
        st.stop()
    chosen = allowed[pick(allowed)]
    choose_client(chosen.client_id)
    return chosen


def pick(allowed: Mapping[str, object]) -> str:
    """The slug that the address names or the last page showed, if it is among `allowed`, else the first of them."""
    wishes = (st.query_params.get(CLIENT), st.session_state.get(ON_SCREEN))
    wanted = next((str(wish) for wish in wishes if wish), "")
    return wanted if wanted in allowed else next(iter(allowed))


def choose_client(client_id: str) -> None:
    """Make this the client of the address and of the next pages; `client()` still checks it."""
    st.session_state[ON_SCREEN] = client_id
    if st.query_params.get(CLIENT) != client_id:
        st.query_params[CLIENT] = client_id


def now(client: Client) -> datetime:
    """The instant of this run, naive UTC. A demo client's clock stands still."""
    return now_for(client)


def today(client: Client) -> date:
    """The calendar day of this run in the client's zone."""
    return local_day(now(client), client.timezone)


def version() -> tuple[str, int]:
    """(metrics generation, ops change): the key for everything that is cached from the stores."""
    return store().ops.version()


def language() -> str:
    """ "fi" or "en": what the person chose; the demo user's choice lives in the address."""
    looking = viewer_or_none()
    if looking is None:
        return "fi" if (st.context.locale or "").lower().startswith("fi") else "en"
    wished = str(st.query_params.get(LANGUAGE) or st.session_state.get(LANGUAGE))
    return wished if looking.demo and wished in LANGUAGES else looking.language


def choose_language(looking: Viewer, chosen: str) -> None:
    """Remember the language: for a person in the database, for the demo user in the address."""
    if looking.demo:
        st.session_state[LANGUAGE] = chosen
        st.query_params[LANGUAGE] = chosen
    else:
        set_language(store().ops, person_id=looking.person_id, language=chosen)


def words(table: Table) -> Words:
    """The sentences of a table in the viewer's language."""
    return Words(table, language())


def shell_words() -> Words:
    """The sentences around every page."""
    return words(WORDS)


def guarded_fragment(**options: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """`st.fragment(**options)` whose every run asks again: a fragment reruns without the page around it, so a person
    who was signed out, or lost the client on screen, would go on reading. It belongs to the client for whom it was
    drawn, whichever the session has come to since."""

    def decorate(body: Callable[P, R]) -> Callable[P, R]:
        @wraps(body)
        def guarded(drawn_for: str | None, /, *args: P.args, **kwargs: P.kwargs) -> R:
            looking = viewer_or_none()
            about = {drawn_for, st.session_state.get(ON_SCREEN)} - {None}
            if looking is None or not all(looking.may_see(str(one)) for one in about):
                _refuse("no_longer", sign_in=looking is None)
            return body(*args, **kwargs)

        fragment: Callable[..., R] = st.fragment(**options)(guarded)

        @wraps(body)
        def drawn(*args: P.args, **kwargs: P.kwargs) -> R:
            return fragment(st.session_state.get(ON_SCREEN), *args, **kwargs)

        return drawn

    return decorate


def own_address(path: str) -> str:
    """`path` at the product's own address; without one, at that by which this person reaches it themselves."""
    here = urlsplit(st.context.url or "")
    return f"{public_address() or (f'{here.scheme}://{here.netloc}' if here.netloc else '')}{path}"


def link_here(address: str, text: str) -> None:
    """A link of our own that stays in this tab (links in Markdown open another one)."""
    st.html(f'<a href="{escape(address)}" target="_self" style="color: inherit">{escape(text)}</a>')


def _refuse(key: str, *, sign_in: bool = False) -> NoReturn:
    said = shell_words()
    st.error(said(key))
    if sign_in:
        link_here("/login", said("sign_in"))
    st.stop()
