"""Draws the memo of one meeting, for the team or as the client gets it, and the ways to take it along."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial

import streamlit as st

from core import figures
from core.errors import TahtiError
from core.meetings.memo import Memo
from core.meetings.memo_blocks import Block, Bullets, Heading, Paragraph, audience, blocks, title
from core.meetings.memo_text import to_html, to_mail, to_markdown, to_text
from core.meetings.shapes import Kind
from core.model import Client
from pages.ui import memo_reads, session
from pages.ui.paper import SCREEN_ONLY, at_the_foot
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.memo import MEMO

FOR, CLIENT, TEAM = "for", "client", "team"
"""Query parameter: whose version is on screen."""


class Key(StrEnum):
    WHOSE = "memo_whose"
    LANGUAGE = "memo_language"


def show(client: Client, meeting_id: int, *, under_a_title: bool = False) -> bool:
    """The memo with its choices above it, or why there is none; whether there is one. `under_a_title`: the page has one
    of its own."""
    t = session.words(MEMO)
    to_client = st.query_params.get(FOR) == CLIENT
    try:
        found = memo_reads.now_memo(client, meeting_id, to_client=to_client)
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return False
    with st.container(key=f"{SCREEN_ONLY}_memo"):
        language = _choices(client, found, t)
        _take_along(client, found, language, t)
    for block in blocks(found, language):
        _draw(block, under_a_title)
    if not found.to_client:
        _cards(client, found, t)
    at_the_foot(" · ".join(_foot(found, language)))
    return True


def _choices(client: Client, found: Memo, t: Words) -> str:
    """Whose version and in which language; returns the language."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if found.kind is Kind.RETRO:
            st.caption(t("retro_own"))
        else:
            st.session_state[Key.WHOSE] = CLIENT if found.to_client else TEAM
            st.segmented_control(
                t("whose"),
                [TEAM, CLIENT],
                format_func=lambda whose: t(f"for_{whose}"),
                key=Key.WHOSE,
                on_change=_whose_chosen,
                help=t("for_client_help"),
            )
        chosen = st.segmented_control(
            t("in_language"),
            list(session.LANGUAGES),
            format_func=session.LANGUAGES.__getitem__,
            default=client.language,
            key=f"{Key.LANGUAGE}_{client.client_id}",
        )
    return str(chosen or client.language)


def _whose_chosen() -> None:
    if st.session_state[Key.WHOSE] == CLIENT:
        st.query_params[FOR] = CLIENT
    else:
        st.query_params.pop(FOR, None)


def _take_along(client: Client, found: Memo, language: str, t: Words) -> None:
    """The files, each named by whose version it is, and the text to copy."""
    name = f"{client.client_id}-{found.kind}-{found.day}-{'client' if found.to_client else 'team'}"
    files: dict[str, tuple[str, str, Callable[[Memo, str], str | bytes], str, str | None]] = {
        "mail": ("eml", "message/rfc822", to_mail, ":material/mail:", t("mail_help")),
        "html": ("html", "text/html", to_html, ":material/download:", None),
        "markdown": ("md", "text/markdown", to_markdown, ":material/download:", None),
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        for key, (ending, mime, make, icon, help_) in files.items():
            st.download_button(
                t(key),
                partial(make, found, language),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=f"memo_{key}",
                icon=icon,
                help=help_,
                on_click="ignore",
            )
        with st.popover(t("copy"), icon=":material/content_copy:"):
            st.code(to_text(found, language), language=None, wrap_lines=True)
    st.caption(t("print"))


def _foot(found: Memo, language: str) -> list[str]:
    days = [figures.period(found.window, language)] if found.window else []
    return [title(found, language), *days, audience(found, language)]


def _cards(client: Client, found: Memo, t: Words) -> None:
    """The way to the cards of what was promised."""
    promised = [one for one in found.promises if one.card_id]
    if promised:
        with st.container(key=f"{SCREEN_ONLY}_cards"):
            st.caption(t("cards"))
            for one in promised:
                query = {"client": client.client_id, "card": one.card_id}
                st.page_link(
                    "team/board.py", label=escaped(one.text), icon=":material/view_kanban:", query_params=query
                )


def _draw(block: Block, under_a_title: bool) -> None:
    if isinstance(block, Heading):
        if block.level == 1:
            (st.header if under_a_title else st.title)(escaped(block.text), anchor=False)
        elif block.level == 2:
            st.subheader(escaped(block.text), anchor=False)
        else:
            st.markdown(f"**{escaped(block.text)}**")
    elif isinstance(block, Paragraph):
        st.markdown(f":small[{escaped(block.text)}]" if block.quiet else escaped(block.text))
    elif isinstance(block, Bullets):
        st.markdown("\n".join(f"- {escaped(row)}" for row in block.rows))
    else:
        rows = [block.head, *block.rows]
        lines = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows]
        lines.insert(1, f"|{' --- |' * len(block.head)}")
        st.markdown("\n".join(lines))
