"""Targets: the mix agreed with the client, what single numbers should be, and budgets. All dated: an old period keeps
what it had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import pandas as pd
import streamlit as st

from core import figures
from core.dates import utc_now
from core.errors import TahtiError
from core.model import Client, ClientKind, Stage, TargetRow
from core.store import targets
from pages.ui import plan_names, session, target_budgets, target_numbers, why
from pages.ui.belief import belief, recent
from pages.ui.names import maker_name
from pages.ui.parts import asked_part
from pages.ui.text import cell, escaped
from pages.ui.words.common import SHORT
from pages.ui.words.plans import PLANS
from pages.ui.words.targets import PRESETS, TARGETS

STAGE_VALUES = tuple(stage.value for stage in Stage)
PUBLISHED = ("ipa", "b2b", "smartly", "bav", "popnest", "chapman")
LONGEST_BASIS = 200
NARROWEST = 130
"""Pixels of a field: two beside each other on a phone."""

PART = "of"
"""Query parameter: which part of the page is on screen."""
PARTS = ("mix", "numbers", "budgets")

t = session.words(TARGETS)


class Key(StrEnum):
    PART = "targets_part"
    FROM = "targets_from"
    BASIS = "targets_basis"
    SAVE = "targets_save"
    WHICH = "targets_which"
    REMOVE = "targets_remove"
    SAID = "targets_said"


def share_key(client_id: str, stage: str) -> str:
    """Per client: what is half typed for one must not be saved for another."""
    return f"targets_{stage}_{client_id}"


def shares_word(shares: Sequence[Decimal | int]) -> str:
    return "/".join(figures.number(share, t.language, decimals_of(share)) for share in shares)


def decimals_of(share: Decimal | int) -> int:
    return 0 if share == int(share) else 1


def percents(row: TargetRow) -> list[Decimal]:
    return [row.shares[stage] * 100 for stage in STAGE_VALUES]


def main() -> None:
    session.viewer()
    st.title(t("title"), anchor=False)
    client = session.client()
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    part = asked_part(PART, PARTS, t, Key.PART)
    plan_names.said()
    match part:
        case "numbers":
            shown = target_numbers.draw(client, session.words(PLANS))
        case "budgets":
            shown = target_budgets.draw(client, session.words(PLANS))
        case _:
            shown = mix(client)
    today = session.today(client)
    belief(client.client_id, shown, recent(today), today, t.language, key=f"targets_belief_{part}")
    why.on_paper(shown, t.language)


def mix(client: Client) -> Sequence[str]:
    """The mix in force, a form for a new one and the history. Returns the figures there are, as ids of the
    dictionary."""
    st.caption(t("lead"))
    made = targets.list_targets(session.store().ops, client_id=client.client_id)
    today = session.today(client)
    said()
    now = targets.target_on(made, today)
    in_force(now)
    st.subheader(t("new"), anchor=False)
    presets(client.client_id)
    start_from(client.client_id, now)
    form(client.client_id)
    history(client, made, today)
    return ("target_share", "stage_share", "to_move") if made else ()


def said() -> None:
    text = st.session_state.pop(Key.SAID, "")
    if text:
        st.success(text)


def in_force(row: TargetRow | None) -> None:
    if row is None:
        st.info(t("none_now"))
        return
    with st.container(border=True, key="targets_now"):
        st.caption(t("now", day=figures.day(row.valid_from, t.language)))
        with st.grid(len(STAGE_VALUES), min_column_width=NARROWEST):
            for stage in STAGE_VALUES:
                share = row.shares[stage]
                shown = figures.percent(share, t.language, decimals_of(share * 100))
                st.metric(SHORT[stage], shown, help=why.hint("target_share", t.language))
        key = "basis_now" if row.basis else "set_by_now"
        st.text(t(key, basis=row.basis, who=maker_name(row.set_by, t.language)))


def presets(client_id: str) -> None:
    """A click fills the fields; only saving writes."""
    st.caption(t("presets_lead"))
    with st.container(horizontal=True, key="targets_presets"):
        for name, shares in PRESETS.items():
            st.button(
                t(f"preset_{name}", shares=shares_word(shares)),
                key=f"targets_preset_{name}",
                on_click=fill,
                args=(client_id, shares),
            )
        with st.popover(t("sources"), type="tertiary", width="content"):
            st.markdown(t("sources_lead"))
            st.markdown("\n".join(published(name) for name in PUBLISHED))


def published(name: str) -> str:
    """One published split with its source and what it holds for."""
    return f"- **{t(f'published_{name}')}**: {t(f'published_{name}_split')}. *{t(f'published_{name}_caveat')}.*"


def start_from(client_id: str, row: TargetRow | None) -> None:
    """The fields begin with what is in force, because most new mixes adjust the old one."""
    for stage in STAGE_VALUES:
        st.session_state.setdefault(share_key(client_id, stage), float(row.shares[stage] * 100) if row else 0.0)


def fill(client_id: str, shares: Sequence[int]) -> None:
    for stage, share in zip(STAGE_VALUES, shares, strict=True):
        st.session_state[share_key(client_id, stage)] = float(share)


@session.guarded_fragment()
def form(client_id: str) -> None:
    client = session.client()
    made = targets.list_targets(session.store().ops, client_id=client_id)
    with st.container(border=True, key="targets_form"):
        shares = asked_shares(client_id)
        total = sum(shares.values(), Decimal(0))
        sum_line(total)
        left, right = st.columns([1, 3])
        valid_from = left.date_input(
            t("valid_from"),
            value=session.today(client),
            format="DD.MM.YYYY",
            key=f"{Key.FROM}_{client_id}",
            help=t("valid_help"),
        )
        basis = right.text_input(
            t("basis"), key=f"{Key.BASIS}_{client_id}", placeholder=t("basis_example"), max_chars=LONGEST_BASIS
        )
        if any(row.valid_from == valid_from for row in made):
            st.caption(t("replaces", day=figures.day(valid_from, t.language)))
        if st.button(t("save"), key=Key.SAVE, type="primary", disabled=total != 100 or valid_from is None):
            save(client, shares, valid_from, basis)


def asked_shares(client_id: str) -> dict[str, Decimal]:
    shares = {}
    with st.grid(len(STAGE_VALUES), min_column_width=NARROWEST):
        for stage in STAGE_VALUES:
            value = st.number_input(
                t("stage_percent", stage=SHORT[stage]),
                min_value=0.0,
                max_value=100.0,
                step=5.0,
                format="%g",
                key=share_key(client_id, stage),
            )
            # One decimal is as fine as anybody agrees; repr of the float would bring in digits nobody typed.
            shares[stage] = figures.rounded(value or 0.0, 1)
    return shares


def sum_line(total: Decimal) -> None:
    if total == 100:
        st.text(t("sum_right"))
        return
    shown = figures.percent(total / 100, t.language, decimals_of(total))
    gap = figures.percent(abs(100 - total) / 100, t.language, decimals_of(total))
    st.text(t("sum_under" if total < 100 else "sum_over", sum=shown, gap=gap))


def save(client: Client, shares: dict[str, Decimal], valid_from: date, basis: str) -> None:
    try:
        targets.set_target(
            session.store().ops,
            client_id=client.client_id,
            valid_from=valid_from,
            shares={stage: share / 100 for stage, share in shares.items()},
            basis=" ".join(basis.split())[:LONGEST_BASIS],
            set_by=session.viewer().name,
            now=utc_now(),
        )
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    st.session_state[Key.SAID] = t("saved", day=figures.day(valid_from, t.language))
    st.rerun()


def history(client: Client, made: Sequence[TargetRow], today: date) -> None:
    """Newest first; each target holds until the day before the next one."""
    st.subheader(t("history"), anchor=False)
    if not made:
        st.caption(t("history_empty"))
        return
    starts = [None, *(row.valid_from for row in made)]
    st.dataframe(
        pd.DataFrame(
            {
                t("col_from"): [figures.day(row.valid_from, t.language) for row in made],
                t("col_until"): [until(row, after, today) for row, after in zip(made, starts, strict=False)],
                **{
                    SHORT[stage]: [
                        figures.percent(row.shares[stage], t.language, decimals_of(row.shares[stage] * 100))
                        for row in made
                    ]
                    for stage in STAGE_VALUES
                },
                t("col_basis"): [cell(row.basis) for row in made],
                t("col_who"): [cell(maker_name(row.set_by, t.language)) for row in made],
            }
        ),
        hide_index=True,
        alt=t("history"),
    )
    removing(client, made)


def until(row: TargetRow, after: date | None, today: date) -> str:
    if after is not None:
        return figures.day(after - timedelta(days=1), t.language)
    return t("until_now") if row.valid_from <= today else t("future")


def removing(client: Client, made: Sequence[TargetRow]) -> None:
    by_id = {row.target_id: row for row in made}
    with st.popover(t("remove"), icon=":material/undo:", key=Key.REMOVE):
        chosen = st.selectbox(t("which"), list(by_id), format_func=lambda i: named(by_id[i]), key=Key.WHICH)
        st.markdown(t("remove_ask"))
        if st.button(t("remove_yes"), key="targets_remove_yes", type="primary"):
            take_back(client, chosen)


def named(row: TargetRow) -> str:
    return f"{figures.day(row.valid_from, t.language)}: {shares_word(percents(row))}"


def take_back(client: Client, target_id: int) -> None:
    try:
        targets.remove_target(session.store().ops, client_id=client.client_id, target_id=target_id)
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    st.session_state[Key.SAID] = t("removed")
    st.rerun()


main()
