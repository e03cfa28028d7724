"""What was expected of cards: the form in a card's drawer, and the answer once its day has come."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import partial

import streamlit as st

from core import figures
from core.cards import Status
from core.errors import TahtiError
from core.findings.effects import OUTCOMES, Direction, Expected, Outcome, wish
from core.jobs import effects as jobs
from core.measure.metrics import METRICS
from core.model import Client, Stage
from core.store.effects import (
    LATEST,
    SOONEST,
    TEXT_LIMIT,
    Expectation,
    OutcomeSaid,
    list_expectations,
    list_outcomes,
)
from core.store.outbox import card_id_now
from pages.ui import board_acts, session
from pages.ui.board_detail import Detail
from pages.ui.board_rows import BoardView
from pages.ui.names import short_name
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.effects import EFFECTS

SAID = "expected_said"
OFFERED = tuple(name for name in METRICS if name != "spend")


class Key(StrEnum):
    STAGE = "expect_stage"
    METRIC = "expect_metric"
    DIRECTION = "expect_direction"
    SIZE = "expect_size"
    AFTER = "expect_after"
    VISIBLE = "expect_visible"
    LEARNT = "expect_learnt"
    SHOWN = "expect_shown"


# ------------------------------------------------------------------------------------------------- in a card's drawer


def listed(one: Detail, board: BoardView, language: str) -> None:
    """What is expected of a card, each in a line; nothing when nothing is."""
    t = Words(EFFECTS, language)
    mine, answered = _known(board.client, one.card.card_id)
    for row in mine:
        said = answered.get(row.expectation_id)
        told = OUTCOMES[said.outcome].said_in(language) if said else t("waits", n=row.after_days)
        wished = escaped(wish(row).said_in(language))
        st.markdown(f"**{t('expected_of_it')}** · {wished} · {escaped(told)}")


def of_card(one: Detail, board: BoardView, language: str) -> None:
    """While a card is not done the form for what is expected of it, and the way to take it back."""
    t = Words(EFFECTS, language)
    client = board.client
    st.header(t("expect_title"), anchor=False)
    mine, answered = _known(client, one.card.card_id)
    for row in mine:
        if row.expectation_id not in answered and one.row.part != Status.DONE:
            st.markdown(escaped(wish(row).said_in(language)))
            act = partial(_take_back, client.client_id, row.expectation_id, t)
            if st.button(t("take_back"), key=f"expect_back_{row.expectation_id}", type="tertiary", on_click=act):
                st.rerun()
    if one.row.part == Status.DONE:
        st.caption(t("expect_done"))
    elif one.card.gone_at is None:
        _form(one, client, t)


def _known(client: Client, card_id: str) -> tuple[list[Expectation], dict[int, OutcomeSaid]]:
    """What is expected of one card, and what was answered."""
    ops, client_id, now = session.store().ops, client.client_id, session.now(client)
    rows = list_expectations(ops, client_id=client_id, as_of=now)
    mine = [row for row in rows if card_id_now(ops, client_id=client_id, card_id=row.card_id) == card_id]
    return mine, list_outcomes(ops, client_id=client_id, as_of=now) if mine else {}


def _form(one: Detail, client: Client, t: Words) -> None:
    card_id = one.card.card_id
    st.caption(t("expect_help"))
    with st.form(f"expect_form_{card_id}", border=True, clear_on_submit=True):
        left, right = st.columns(2)
        stages = ["", *(stage.value for stage in Stage)]
        mine = [stage for stage in one.row.stages if stage in stages]
        left.selectbox(
            t("stage"),
            stages,
            index=stages.index(mine[0]) if mine else 0,
            format_func=lambda stage: short_name(stage, t.language) if stage else t("all_stages"),
            key=f"{Key.STAGE}_{card_id}",
        )
        right.selectbox(
            t("number"),
            OFFERED,
            index=OFFERED.index("clicks" if mine[:1] == ["reach"] else "conversions"),
            format_func=lambda name: METRICS[name].name.said_in(t.language),
            key=f"{Key.METRIC}_{card_id}",
        )
        left, middle, right = st.columns(3)
        left.selectbox(t("direction"), [*Direction], format_func=t, key=f"{Key.DIRECTION}_{card_id}")
        middle.number_input(
            t("size"), min_value=1, max_value=1000, value=None, placeholder=t("size_any"), key=f"{Key.SIZE}_{card_id}"
        )
        right.number_input(t("after"), SOONEST, LATEST, jobs.USUAL_DAYS, step=7, key=f"{Key.AFTER}_{card_id}")
        st.checkbox(t("client_may"), key=f"{Key.VISIBLE}_{card_id}")
        if st.form_submit_button(t("expect_save"), on_click=partial(_expect, client.client_id, card_id, t)):
            st.rerun()


def _expect(client_id: str, card_id: str, t: Words) -> None:
    typed = {key: st.session_state.get(f"{key}_{card_id}") for key in Key}
    size, after = typed[Key.SIZE], int(typed[Key.AFTER] or jobs.USUAL_DAYS)

    def act(store: object, client: Client, who: str) -> None:
        jobs.expect(
            session.store(),
            client_id=client_id,
            card_id=card_id,
            metric=str(typed[Key.METRIC]),
            stage=str(typed[Key.STAGE] or ""),
            direction=Direction(typed[Key.DIRECTION] or Direction.UP),
            size=Decimal(int(size)) / 100 if size else None,
            after_days=after,
            client_visible=bool(typed[Key.VISIBLE]),
            who=who,
            now=session.now(client),
        )

    board_acts.do(client_id, act, t("expect_saved", n=after))


def _take_back(client_id: str, expectation_id: int, t: Words) -> None:
    def act(store: object, client: Client, who: str) -> None:
        jobs.take_back(
            session.store(), client_id=client_id, expectation_id=expectation_id, who=who, now=session.now(client)
        )

    board_acts.do(client_id, act, t("taken_back"))


# ---------------------------------------------------------------------------------------------------------- the answer


def state(row: Expected, t: Words) -> str:
    """Where an expectation is: waits for its card, is asked on a day, was answered, or counts for nothing."""
    if row.afterwards:
        return t("afterwards")
    if row.outcome is not None:
        said = OUTCOMES[row.outcome].said_in(t.language)
        told = t("answer_said", outcome=said, day=figures.day(row.answered_on, t.language), who=row.answered_by)
        return f"{told}: {row.learnt}" if row.learnt else told
    return t("asked_on", day=figures.day(row.due, t.language)) if row.due else t("waits", n=row.after_days)


Act = Callable[[], OutcomeSaid]
Doing = Callable[..., None]
"""Runs the act and remembers what to say: why it was refused, or the second argument."""


def answers(client: Client, expectation_id: int, *, key: str, doing: Doing) -> None:
    """What we learnt, and three buttons of which one answers."""
    t = session.words(EFFECTS)
    learnt, shown = f"{Key.LEARNT}_{key}", f"{Key.SHOWN}_{key}"
    st.text_input(t("learnt"), key=learnt, max_chars=TEXT_LIMIT)
    st.checkbox(t("learnt_shown"), key=shown)
    with st.container(horizontal=True):
        for outcome in Outcome:
            act = partial(_answer, client, expectation_id, outcome, learnt, shown)
            st.button(t(outcome), key=f"expect_{outcome}_{key}", on_click=doing, args=(act, t("answered")))


def in_room(client: Client, expectation_id: int, *, key: str, doing: Doing) -> None:
    """The same behind one button, for a line of an agenda."""
    with st.popover(session.words(EFFECTS)("what_became"), type="tertiary", width="content"):
        answers(client, expectation_id, key=key, doing=doing)


def _answer(client: Client, expectation_id: int, outcome: Outcome, learnt: str, shown: str) -> OutcomeSaid:
    return jobs.answer(
        session.store(),
        client_id=client.client_id,
        expectation_id=expectation_id,
        outcome=outcome,
        learnt=str(st.session_state.get(learnt) or ""),
        client_visible=bool(st.session_state.get(shown)),
        who=session.viewer().name,
        now=session.now(client),
    )


def on_page(client_id: str, act: Act, done: str) -> None:
    """Callback of the page of its own."""
    if not session.viewer().may_see(client_id):
        return
    try:
        act()
    except TahtiError as error:
        st.session_state[SAID] = (False, error.sentence.said_in(session.language()))
    else:
        st.session_state[SAID] = (True, done)


def said() -> None:
    """What was just answered, or why it was not."""
    told = st.session_state.pop(SAID, None)
    if told is not None and told[0]:
        st.toast(escaped(told[1]), icon=":material/check:")
    elif told is not None:
        st.error(escaped(told[1]))
