"""What a click on the Stages page does: callbacks, which run before the page is drawn, so that the next campaign
is there after one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

import streamlit as st

from core.errors import TahtiError
from core.reports.shapes import StageSuggestion
from core.store import decisions
from core.store.decisions import ALWAYS, Choice, Decision
from pages.ui import session
from pages.ui.stage_rows import campaigns, stage_and_weights
from pages.ui.words import Words
from pages.ui.words.stages import STAGES


class Key(StrEnum):
    """Names in the session's state."""

    PERIOD = "stages_period"
    FILTER = "stages_filter"
    STAGE = "stages_stage"
    SEARCH = "stages_search"
    TABLE = "stages_table"
    SHOWN = "stages_shown"
    SKIPPED = "stages_skipped"
    UNDO = "stages_undo"
    MIX = "stages_mix"
    SAID = "stages_said"


def said() -> Words:
    return session.words(STAGES)


def short(entity_key: str) -> str:
    """A widget's key becomes a class of the page, so it must not carry a campaign's name."""
    return sha256(entity_key.encode()).hexdigest()[:12]


def save(client_id: str, choices: Sequence[Choice], done: str) -> None:
    """Write decisions about one client and remember what they replaced. Runs as a callback, before the page is drawn:
    so the right is asked for here, and nothing is written when it is gone."""
    looking, client = session.viewer(), session.client()
    if client.client_id != client_id:
        return
    store = session.store()
    before = newest(decisions.list_decisions(store.ops, client_id=client_id))
    try:
        decisions.decide_many(
            store.ops, client_id=client_id, decisions=choices, decided_by=looking.name, now=session.now(client)
        )
    except TahtiError as error:
        tell(client_id, error.sentence.said_in(said().language), fine=False)
        return
    replaced = [before.get((c.entity_key, c.valid_from or ALWAYS)) or none_before(c) for c in choices]
    st.session_state[Key.UNDO] = (client_id, done, replaced)
    tell(client_id, done)
    st.session_state.pop(Key.MIX, None)
    clear_choice()


def tell(client_id: str, text: str, *, fine: bool = True) -> None:
    st.session_state[Key.SAID] = (client_id, fine, text)


def newest(made: Iterable[Decision]) -> dict[tuple[str, date], Decision]:
    """The decision that stands for each campaign and first day."""
    return {(d.entity_key, d.valid_from): d for d in sorted(made, key=lambda d: d.decision_id)}


def none_before(choice: Choice) -> Choice:
    """What takes `choice` back when nothing stood on its day before."""
    return Choice(choice.entity_key, None, valid_from=choice.valid_from)


def undo() -> None:
    client_id, what, replaced = st.session_state.pop(Key.UNDO)
    again = [Choice(d.entity_key, d.stage, d.weights, d.temperature, d.valid_from) for d in replaced]
    save(client_id, again, said()("undone", what=what))
    st.session_state.pop(Key.UNDO, None)


def give_stage(client_id: str, row: StageSuggestion, stage: str, weights: Mapping[str, Decimal] | None = None) -> None:
    """A person's click on a stage, with the audience and the first day chosen beside it."""
    mark = short(row.entity_key)
    dated = st.session_state.get(f"stages_valid_{mark}") == "dated"
    first_day = st.session_state.get(f"stages_day_{mark}") if dated else None
    if dated and first_day is None:
        tell(client_id, said()("valid_missing"), fine=False)
        return
    choice = Choice(
        row.entity_key,
        stage,
        weights or {},
        st.session_state.get(f"stages_temperature_{mark}") or None,
        first_day,
    )
    t = said()
    save(client_id, [choice], t("saved_one", stage=stage_and_weights(t, stage, weights or {}), name=row.name))


def accept_many(client_id: str, rows: Sequence[StageSuggestion]) -> None:
    choices = [Choice(row.entity_key, row.stage, temperature=row.temperature or None) for row in rows]
    save_many(client_id, choices)


def give_many(client_id: str, rows: Sequence[StageSuggestion], stage: str) -> None:
    choices = [Choice(row.entity_key, stage, temperature=row.temperature or None) for row in rows]
    save_many(client_id, choices)


def save_many(client_id: str, choices: Sequence[Choice]) -> None:
    t = said()
    save(client_id, choices, t("saved_many", count=campaigns(t, len(choices))))


def take_back(client_id: str, rows: Sequence[StageSuggestion], done: str) -> None:
    """Every decision of these campaigns, whatever its first day."""
    keys = {row.entity_key for row in rows}
    made = newest(decisions.list_decisions(session.store().ops, client_id=client_id)).values()
    choices = [Choice(d.entity_key, None, valid_from=d.valid_from) for d in made if d.entity_key in keys and d.stage]
    save(client_id, choices, done)


def skip(entity_key: str) -> None:
    st.session_state.setdefault(Key.SKIPPED, []).append(entity_key)
    st.session_state.pop(Key.MIX, None)
    clear_choice()


def clear_choice() -> None:
    """A new key for the table forgets which rows were chosen in it."""
    st.session_state[Key.TABLE] = st.session_state.get(Key.TABLE, 0) + 1
