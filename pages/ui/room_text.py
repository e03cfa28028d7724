"""A shared text of a room: everybody may write it, it is saved by itself, and nobody's is overwritten unseen.

What is typed stays in the browser's tab until the server has said that it stands: a restart in between loses nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from core.dates import utc_now
from core.errors import TahtiError
from core.store import room_texts
from core.store.room_texts import LONGEST, Text
from pages.ui import room_acts, room_form, room_reads, session
from pages.ui.room_clock import shared
from pages.ui.room_reads import ACKED, Here

ERROR = "room_text_error"
TICK_SECONDS = 4
"""How soon what others wrote is in the field of who only reads."""
_ID = re.compile(r"[0-9a-f]{24}")


def field(here: Here, name: str, label: str, *, rows: int = 2) -> None:
    """The text of a field (its key within the meeting), with its label. Only this redraws when it is written."""
    room_form.drawn()
    _field(here, name, label, rows)


@session.guarded_fragment(run_every=TICK_SECONDS)
def _field(here: Here, name: str, label: str, rows: int) -> None:
    room_form.draw_again_if_asked()
    key = f"room_text_{name}"
    now = room_reads.look(here.client, here.kind)
    if not room_form.is_writing() and now.unlike(here):
        st.rerun()
    shared("text")(
        key=key,
        data=_data(now, name, label, rows),
        on_write_change=partial(_written, here, name, key),
        on_writing_change=partial(_at_it, key),
    )


def _data(here: Here, name: str, label: str, rows: int) -> str:
    t, stands, room = here.t, here.text(name), here.room
    acked = st.session_state.get(ACKED, {}).get(name, ("", 0))
    own = stands is not None and stands.written_by == session.viewer().name
    return json.dumps(
        {
            "id": f"{here.client.client_id}.{here.kind}.{name}",
            "room": room.room_id if room is not None else 0,
            "label": label,
            "version": stands.version if stands is not None else 0,
            "body": stands.body if stands is not None else "",
            "write_id": stands.write_id if stands is not None else "",
            "by": "" if stands is None or own else stands.written_by,
            "acked": acked[0],
            "acked_version": acked[1],
            "error": st.session_state.get(ERROR, {}).get(name, ""),
            "closed": here.is_ended,
            "rows": rows,
            "longest": LONGEST,
            "words": {
                word: t(f"text_{key}", who="{who}")
                for word, key in {
                    "placeholder": "placeholder",
                    "saved": "saved",
                    "saved_by": "saved_by",
                    "saving": "saving",
                    "unsaved": "unsaved",
                    "clash": "clash",
                    "clash_below": "clash_below",
                    "you_elsewhere": "you",
                    "keep_both": "both",
                    "keep_theirs": "theirs",
                    "keep_mine": "mine",
                    "lost": "lost",
                    "left": "left",
                    "bring_back": "back",
                    "fine": "fine",
                }.items()
            },
        },
        ensure_ascii=False,
    )


def _written(here: Here, name: str, key: str) -> None:
    """What the browser sent; never to be trusted."""
    sent = getattr(st.session_state.get(key), "write", None)
    if isinstance(sent, dict) and session.viewer().may_see(here.client.client_id):
        keep(here, name, sent)


def keep(here: Here, name: str, sent: Mapping[str, Any]) -> None:
    """Write a text as a browser sent it: {body, seen, write_id}. When another one stands nothing is written, and the
    browser sees both."""
    body, seen, write_id = sent.get("body"), sent.get("seen"), sent.get("write_id")
    if not (isinstance(body, str) and type(seen) is int and isinstance(write_id, str) and _ID.fullmatch(write_id)):
        return
    errors = st.session_state.setdefault(ERROR, {})
    try:
        kept = room_texts.write_text(
            session.store().ops,
            client_id=here.client.client_id,
            room_id=room_acts.prepared(here).room_id,
            field=name,
            body=body,
            seen=seen,
            write_id=write_id,
            who=session.viewer().name,
            now=utc_now(),
        )
    except TahtiError as error:
        errors[name] = error.sentence.said_in(here.t.language)
        return
    errors.pop(name, None)
    if isinstance(kept, Text):
        st.session_state.setdefault(ACKED, {})[name] = (write_id, kept.version)


def _at_it(key: str) -> None:
    is_at_it = bool(getattr(st.session_state.get(key), "writing", False))
    places = st.session_state.setdefault(room_form.WRITING, set())
    (places.add if is_at_it else places.discard)(key)
