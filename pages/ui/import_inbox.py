"""Files that came through the inbox folder and wait for a person."""

from __future__ import annotations

import json
from collections.abc import Callable

import streamlit as st

from core.errors import TahtiError
from core.jobs.inbox import answer, set_aside
from core.model import Client, FileStatus
from core.store import goals
from core.store.inbox import WaitingFile, waiting_files
from pages.ui import import_goals, session
from pages.ui.import_log import Key
from pages.ui.import_upload import questions, understood
from pages.ui.import_words import said_in
from pages.ui.text import escaped
from pages.ui.words import Words

MOST = 10
"""Files shown at a time: the rest come up as these are answered."""


def inbox(client: Client, t: Words) -> None:
    """What the inbox could not decide, with its questions; nothing when nothing waits."""
    found = waiting_files(session.store().ops, client_id=client.client_id)
    if not found:
        return
    st.subheader(t("inbox"), anchor=False)
    st.caption(t("inbox_lead"))
    for place, file in enumerate(found[:MOST]):
        with st.container(border=True, key=f"imports_inbox_{place}"):
            _waiting(client, file, place, t)
    if len(found) > MOST:
        st.caption(t("inbox_more", n=len(found) - MOST))


def _waiting(client: Client, file: WaitingFile, place: int, t: Words) -> None:
    agreed = goals.list_goals(session.store().ops, client_id=client.client_id)
    for number, facts in enumerate(json.loads(file.outcome)):
        mark = f"inbox_{place}_{number}"
        understood(facts, mark, agreed, t)
        if facts["questions"]:
            told = questions(facts, mark, t)
            if told:
                _doing(lambda told=told: _answered(client, file, told, t), t)  # type: ignore[misc]
        elif facts["status"] == FileStatus.NEEDS_ANSWER:
            st.markdown(escaped(said_in(t, facts, "message")))
    if st.button(t("inbox_aside"), key=f"imports_aside_{place}", type="tertiary", help=t("inbox_aside_help")):
        _doing(lambda: _put_aside(client, file, t), t)


def _doing(act: Callable[[], str], t: Words) -> None:
    try:
        with st.spinner(t("inbox_reading")):
            st.session_state[Key.SAID] = act()
    except (TahtiError, OSError) as error:
        sentence = error.sentence.said_in(t.language) if isinstance(error, TahtiError) else t("inbox_gone")
        st.error(escaped(sentence))
        return
    st.rerun()


def _answered(client: Client, file: WaitingFile, told: dict[str, str], t: Words) -> str:
    done = answer(
        session.store(),
        client,
        account=file.account,
        name=file.name,
        answers=told,
        who=session.viewer().name,
        now=session.now(client),
    )
    import_goals.remember(client.client_id, done.tables)
    word = t("result_imported") if done.status is FileStatus.IMPORTED else t(f"status_{done.status}")
    return t("result_line", file=file.name, said=f"{word}. {done.message.said_in(t.language)}")


def _put_aside(client: Client, file: WaitingFile, t: Words) -> str:
    set_aside(session.store(), client, account=file.account, name=file.name, who=session.viewer().name)
    return t("inbox_put_aside", name=file.name)
