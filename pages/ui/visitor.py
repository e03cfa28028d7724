"""Which link somebody looks at: asked from the database on every run and in every fragment, like `session`.

A test gives `AppTest.user = {"visits": <visit hash>}` and the query parameter `v`, the public id of the link.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar

import streamlit as st

from core.access.shares import find_visits, note_shown
from core.dates import utc_now
from core.shares import Share, Visit
from core.store.shares import get_share
from core.store.visits import client_of_share
from core.web.gate import OF_A_LINK, OF_A_PREVIEW
from pages.ui import session
from pages.ui.words import Words
from pages.ui.words.shell import WORDS

P = ParamSpec("P")
R = TypeVar("R")


@session.once_a_run
def visits() -> dict[str, Visit]:
    """Hash -> visit of every open, unlocked link that this browser came by. The gate's header is the only source."""
    sent = str(st.user.to_dict().get("visits") or "")
    found = find_visits(session.store().ops, visit_hashes=sent.split(","), now=utc_now()) if sent else {}
    return {key: visit for key, visit in found.items() if not visit.locked}


@session.once_a_run
def version() -> tuple[str, int]:
    """The key of everything cached from the stores. Nobody who looks by a link writes what it is about, so it is asked
    for once a run."""
    return session.version()


def is_asked() -> bool:
    """Whether the address names a link that this browser came by, or one of the team's own to look at: then the page is
    the client's, whoever looks."""
    named = st.query_params.get(OF_A_LINK, "")
    return any(visit.share.public_id == named for visit in visits().values()) or previewed() is not None


def share(*, is_seen: bool = True) -> Share:
    """The link of this page: the one that the address names, among those this browser came by. The client and what may
    be shown come from it alone. Stops the run with the refusal when it opens nothing (any more). `is_seen` False: the
    page runs by itself, so nobody need be looking, and it is not noted as seen."""
    named = st.query_params.get(OF_A_LINK, "")
    found = next((key for key, visit in visits().items() if visit.share.public_id == named), None)
    if found is None:
        return previewed() or _refuse()
    visit = visits()[found]
    if is_seen:
        note_shown(session.store().ops, visit_hash=found, visit=visit, now=utc_now())
    return visit.share


@session.once_a_run
def previewed() -> Share | None:
    """The link that a person of the team looks at as its client would; None unless they serve that client."""
    asked = st.query_params.get(OF_A_PREVIEW, "")
    looking = session.viewer_or_none() if asked.isdecimal() and len(asked) < 10 else None
    if looking is None:
        return None
    ops = session.store().ops
    client_id = client_of_share(ops, share_id=int(asked))
    if client_id is None or not looking.may_see(client_id):
        return None
    return get_share(ops, client_id=client_id, share_id=int(asked))


def guarded_fragment(**options: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """`st.fragment(**options)` whose every run asks again whether the link still opens: a fragment runs without its
    page."""

    def decorate(body: Callable[P, R]) -> Callable[P, R]:
        @wraps(body)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            share(is_seen=False)
            return body(*args, **kwargs)

        fragment: Callable[P, R] = st.fragment(**options)(guarded)
        return fragment

    return decorate


def _refuse() -> NoReturn:
    language = "fi" if (st.context.locale or "").lower().startswith("fi") else "en"
    st.info(Words(WORDS, language)("link_needed"))
    st.stop()
