"""What was agreed, and the memo of a meeting that is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from core import figures
from core.model import Client
from core.store.promises import Action
from pages.ui.room_lines import to_card
from pages.ui.text import escaped
from pages.ui.words import Words


def promises(client: Client, agreed: Sequence[Action], t: Words) -> None:
    """The read-back: who does what by when."""
    _promised(client, [(one.owner, one.text, one.due, one.card_id) for one in agreed], t)


def decisions(rows: Sequence[tuple[str, str]], t: Words) -> None:
    """What was decided, and by whom."""
    for text, by in rows:
        st.markdown(f"◆ {t('decided_line', text=escaped(text), who=escaped(by))}")


def kept(client: Client, memo: Mapping[str, Any], t: Words) -> None:
    """The memo: what was agreed, then the agenda as it was presented."""
    st.subheader(t("agreed"), anchor=False)
    rows = memo.get("agreed", ())
    _promised(client, [(one["owner"], one["text"], date.fromisoformat(one["due"]), one["card"]) for one in rows], t)
    decisions([(one["text"], one["by"]) for one in memo.get("decided", ())], t)
    st.subheader(t("presented"), anchor=False)
    title, text = ("title_fi", "text_fi") if t.language == "fi" else ("title", "text")
    for item in memo["items"]:
        lines = "\n".join(f"- {escaped(line[text])}" for line in item["lines"])
        st.markdown(f"**{escaped(item[title])}** · {t('minutes', n=item['minutes'])}\n\n{lines}")


def _promised(client: Client, rows: Sequence[tuple[str, str, date, str]], t: Words) -> None:
    if not rows:
        st.markdown(t("nothing_agreed"))
    for who, text, due, card_id in rows:
        said = t("agreed_line", who=escaped(who), text=escaped(text), day=figures.day(due, t.language, year=False))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"● {said}", width="stretch")
            if card_id:
                to_card(client, card_id, t)
