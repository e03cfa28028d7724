"""Stages: people say in which stage each campaign works, the most expensive undecided one first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any

import pandas as pd
import streamlit as st

from core import figures
from core.dates import local_day, utc_now
from core.errors import TahtiError
from core.model import MIXED, UNMAPPED, Client, ClientKind, Period, Stage, Temperature
from core.reports.shapes import StageSuggestion
from core.sources.stages import validate_template
from core.store import clients, decisions
from core.store.decisions import ALWAYS, Choice, Decision
from pages.ui import reads, session
from pages.ui.names import channel_name, short_name, source_name
from pages.ui.text import escaped
from pages.ui.words.common import COMMON
from pages.ui.words.stages import STAGES

STAGE_VALUES = tuple(stage.value for stage in Stage)
STRONG = 0.8
"""Rules of at least this confidence read an agreement or an objective; weaker ones only a habit of naming."""
FAIR = 0.6
NARROWEST = 130
"""Pixels of a field: two beside each other on a phone."""
DAYS = 90
MOST_SHOWN = 300
"""Rows of the list: every key press sends it again, and nobody reads further than this."""

t = session.words(STAGES)
common = session.words(COMMON)


class Key(StrEnum):
    PERIOD = "stages_period"
    FILTER = "stages_filter"
    STAGE = "stages_stage"
    SEARCH = "stages_search"
    TABLE = "stages_table"
    SHOWN = "stages_shown"
    SKIPPED = "stages_skipped"
    UNDO = "stages_undo"
    MIX = "stages_mix"
    BULK_STAGE = "stages_bulk_stage"
    SAID = "stages_said"


# --- words for rows ---------------------------------------------------------------------------------------------------


def stage_word(stage: str) -> str:
    return short_name(stage, t.language)


def confidence_word(row: StageSuggestion) -> str:
    if row.confirmed:
        return t("human")
    if not row.confidence:
        return figures.UNDEFINED
    return t("strong" if row.confidence >= STRONG else "fair" if row.confidence >= FAIR else "weak")


def stage_and_weights(stage: str | None, weights: Mapping[str, Decimal]) -> str:
    if stage != MIXED or not weights:
        return stage_word(stage) if stage else t("taken_back")
    parts = (f"{stage_word(s)} {figures.percent(weights[s], t.language)}" for s in STAGE_VALUES if weights.get(s))
    return " + ".join(parts)


def campaigns(count: int) -> str:
    return t("campaign_one") if count == 1 else t("campaign_many", n=count)


def money_of(rows: Iterable[StageSuggestion]) -> str:
    """Money of several campaigns; one amount per currency, because unlike money is never added."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        if row.spend:
            sums[row.currency] = sums.get(row.currency, Decimal(0)) + row.spend
    parts = [figures.money(amount, currency, t.language) for currency, amount in sorted(sums.items())]
    return " + ".join(parts) or figures.UNDEFINED


def short(entity_key: str) -> str:
    """A widget's key becomes a class of the page, so it must not carry a campaign's name."""
    return sha256(entity_key.encode()).hexdigest()[:12]


# --- what is waiting --------------------------------------------------------------------------------------------------


def waiting(rows: Iterable[StageSuggestion]) -> list[StageSuggestion]:
    """Undecided campaigns that have money, largest first."""
    return sorted((row for row in rows if not row.confirmed and row.spend > 0), key=lambda row: -row.spend)


def strong(rows: Iterable[StageSuggestion]) -> list[StageSuggestion]:
    return [row for row in waiting(rows) if row.confidence >= STRONG and row.stage in STAGE_VALUES]


def acceptable(rows: Iterable[StageSuggestion]) -> list[StageSuggestion]:
    return [row for row in rows if not row.confirmed and row.stage != UNMAPPED]


# --- what a click does ------------------------------------------------------------------------------------------------


def save(client_id: str, choices: Sequence[Choice], said: str) -> None:
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
        tell(client_id, error.sentence.said_in(t.language), fine=False)
        return
    replaced = [before.get((c.entity_key, c.valid_from or ALWAYS)) or none_before(c) for c in choices]
    st.session_state[Key.UNDO] = (client_id, said, replaced)
    tell(client_id, said)
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
    client_id, said, replaced = st.session_state.pop(Key.UNDO)
    again = [Choice(d.entity_key, d.stage, d.weights, d.temperature, d.valid_from) for d in replaced]
    save(client_id, again, t("undone", what=said))
    st.session_state.pop(Key.UNDO, None)


def give_stage(client_id: str, row: StageSuggestion, stage: str, weights: Mapping[str, Decimal] | None = None) -> None:
    """A person's click on a stage, with the audience and the first day chosen beside it."""
    mark = short(row.entity_key)
    dated = st.session_state.get(f"stages_valid_{mark}") == "dated"
    first_day = st.session_state.get(f"stages_day_{mark}") if dated else None
    if dated and first_day is None:
        tell(client_id, t("valid_missing"), fine=False)
        return
    choice = Choice(
        row.entity_key,
        stage,
        weights or {},
        st.session_state.get(f"stages_temperature_{mark}") or None,
        first_day,
    )
    save(client_id, [choice], t("saved_one", stage=stage_and_weights(stage, weights or {}), name=row.name))


def accept_many(client_id: str, rows: Sequence[StageSuggestion]) -> None:
    choices = [Choice(row.entity_key, row.stage, temperature=row.temperature or None) for row in rows]
    save(client_id, choices, t("saved_many", count=campaigns(len(choices))))


def give_many(client_id: str, rows: Sequence[StageSuggestion], stage: str) -> None:
    choices = [Choice(row.entity_key, stage, temperature=row.temperature or None) for row in rows]
    save(client_id, choices, t("saved_many", count=campaigns(len(choices))))


def take_back(client_id: str, rows: Sequence[StageSuggestion], said: str) -> None:
    """Every decision of these campaigns, whatever its first day."""
    keys = {row.entity_key for row in rows}
    made = newest(decisions.list_decisions(session.store().ops, client_id=client_id)).values()
    choices = [Choice(d.entity_key, None, valid_from=d.valid_from) for d in made if d.entity_key in keys and d.stage]
    save(client_id, choices, said)


def skip(entity_key: str) -> None:
    st.session_state.setdefault(Key.SKIPPED, []).append(entity_key)
    st.session_state.pop(Key.MIX, None)
    clear_choice()


def clear_choice() -> None:
    """A new key for the table forgets which rows were chosen in it."""
    st.session_state[Key.TABLE] = st.session_state.get(Key.TABLE, 0) + 1


# --- the page ---------------------------------------------------------------------------------------------------------


def main() -> None:
    session.viewer()
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    client = session.client()
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    deciding()
    settings(client)


@session.guarded_fragment()
def deciding() -> None:
    """Everything a key press changes. It reruns alone, so the next campaign is there at once."""
    client = session.client()
    today = session.today(client)
    everything = st.segmented_control(
        t("period"),
        ["90", "all"],
        default="90",
        required=True,
        format_func=lambda choice: t(f"period_{choice}"),
        key=Key.PERIOD,
    )
    period = None if everything == "all" else Period(today - timedelta(days=DAYS - 1), today)
    rows = reads.stage_rows(session.version(), client.client_id, period, session.store())
    if not rows:
        st.info(t("empty"))
        return
    progress(rows)
    shortcuts(client, rows)
    made = decisions.list_decisions(session.store().ops, client_id=client.client_id)
    chosen = chosen_rows(rows)
    if len(chosen) > 1:
        several(client, chosen)
    else:
        one(client, rows, chosen, made, today)
    table(rows)


def progress(rows: Sequence[StageSuggestion]) -> None:
    left = waiting(rows)
    with_money = [row for row in rows if row.spend > 0]
    if not with_money:
        st.info(t("no_money"))
        return
    mixed = len({row.currency for row in with_money}) > 1
    whole = Decimal(len(with_money)) if mixed else sum((row.spend for row in with_money), Decimal(0))
    open_part = Decimal(len(left)) if mixed else sum((row.spend for row in left), Decimal(0))
    done = 1 - open_part / whole
    if not left:
        st.progress(1.0, text=t("progress_done"))
        return
    # 99.6 % must not read as 100 % while something is waiting.
    share = figures.percent(min(done, Decimal("0.99")), t.language)
    key = "progress_currencies" if mixed else "progress"
    st.progress(float(done), text=t(key, share=share, count=campaigns(len(left)), money=money_of(left)))


def shortcuts(client: Client, rows: Sequence[StageSuggestion]) -> None:
    """Many at once, and the way back from whatever the latest click did."""
    about, fine, text = st.session_state.get(Key.SAID, ("", True, ""))
    text = text if about == client.client_id else ""
    ready = strong(rows)
    with st.container(horizontal=True, vertical_alignment="center", key="stages_shortcuts"):
        if ready:
            st.button(
                t("bulk_strong", count=campaigns(len(ready)), money=money_of(ready)),
                key="stages_bulk_strong",
                icon=":material/done_all:",
                on_click=accept_many,
                args=(client.client_id, ready),
            )
        st.button(
            t("undo"),
            key="stages_undo_button",
            icon=":material/undo:",
            shortcut="Z",
            type="tertiary",
            on_click=undo,
            disabled=st.session_state.get(Key.UNDO, [""])[0] != client.client_id,
        )
        if text and fine:
            st.text(text)
    if text and not fine:
        st.error(escaped(text))


def chosen_rows(rows: Sequence[StageSuggestion]) -> list[StageSuggestion]:
    """Rows chosen in the table below, in the order in which it showed them at the last run."""
    state = st.session_state.get(f"{Key.TABLE}_{st.session_state.get(Key.TABLE, 0)}")
    shown: list[str] = st.session_state.get(Key.SHOWN, [])
    by_key = {row.entity_key: row for row in rows}
    picked = [shown[i] for i in state.selection.rows if i < len(shown)] if state else []
    return [by_key[key] for key in picked if key in by_key]


def one(
    client: Client,
    rows: Sequence[StageSuggestion],
    chosen: Sequence[StageSuggestion],
    made: Sequence[Decision],
    today: date,
) -> None:
    left = waiting(rows)
    skipped = set(st.session_state.get(Key.SKIPPED, []))
    queue = [row for row in left if row.entity_key not in skipped]
    with st.container(border=True, key="stages_card"):
        if chosen or queue:
            place = len(left) - len(queue) + 1
            title = t("chosen_card") if chosen else t("waiting_card", n=place, total=len(left))
            card(client, chosen[0] if chosen else queue[0], title, made, today)
        elif left:
            st.markdown(t("skipped_left", count=campaigns(len(left))))
            st.button(t("skipped_again"), key="stages_again", on_click=lambda: st.session_state.pop(Key.SKIPPED, None))
        else:
            st.markdown(t("all_done"))


def card(client: Client, row: StageSuggestion, title: str, made: Sequence[Decision], today: date) -> None:
    mark = short(row.entity_key)
    own = [d for d in made if d.entity_key == row.entity_key]
    st.caption(title)
    st.subheader(escaped(row.name), anchor=False)
    source, channel = source_name(row.source), channel_name(row.channel, t.language) if row.channel else ""
    money = figures.money(row.spend, row.currency, t.language)
    about = [money, source, channel if channel not in source else "", row.account, row.parent]
    st.text(" · ".join(part for part in about if part))
    verdict(row)
    with st.container(horizontal=True, key="stages_keys"):
        for number, stage in enumerate(STAGE_VALUES, start=1):
            st.button(
                stage_word(stage),
                key=f"stages_{stage}_{mark}",
                shortcut=str(number),
                type="primary" if row.stage == stage else "secondary",
                on_click=give_stage,
                args=(client.client_id, row, stage),
            )
        st.button(
            t("mix"),
            key=f"stages_mixed_{mark}",
            shortcut="5",
            type="primary" if row.stage == MIXED else "secondary",
            on_click=lambda: st.session_state.update({Key.MIX: row.entity_key}),
        )
        answers(client, row, mark)
    if st.session_state.get(Key.MIX) == row.entity_key:
        mixing(client, row, mark)
    when_and_whom(row, mark, today)
    history(own, client)


def verdict(row: StageSuggestion) -> None:
    placed = stage_and_weights(row.stage, row.weights)
    if row.confirmed:
        st.markdown(t("decided", stage=placed))
    elif row.stage == UNMAPPED:
        st.markdown(t("no_suggestion"))
    else:
        st.markdown(t("suggestion", stage=placed, confidence=confidence_word(row)))
    st.caption(escaped(row.why.said_in(t.language)))


def answers(client: Client, row: StageSuggestion, mark: str) -> None:
    if row.confirmed:
        st.button(
            t("take_back"),
            key=f"stages_back_{mark}",
            type="tertiary",
            icon=":material/replay:",
            help=t("take_back_help"),
            on_click=take_back,
            args=(client.client_id, [row], t("saved_one", stage=t("taken_back"), name=row.name)),
        )
        return
    # Not Enter: a shortcut on Enter would also swallow the Enter of somebody who has moved to another button with Tab.
    if row.stage != UNMAPPED:
        st.button(
            t("accept"),
            key=f"stages_accept_{mark}",
            shortcut="A",
            icon=":material/check:",
            on_click=give_stage,
            args=(client.client_id, row, row.stage),
        )
    st.button(
        t("skip"),
        key=f"stages_skip_{mark}",
        shortcut="S",
        type="tertiary",
        icon=":material/skip_next:",
        on_click=skip,
        args=(row.entity_key,),
    )


def mixing(client: Client, row: StageSuggestion, mark: str) -> None:
    with st.container(border=True, key="stages_mix"):
        st.caption(t("mix_title"))
        percents: dict[str, int] = {}
        with st.grid(len(STAGE_VALUES), min_column_width=NARROWEST):
            for stage in STAGE_VALUES:
                percents[stage] = st.number_input(
                    f"{stage_word(stage)} %",
                    min_value=0,
                    max_value=100,
                    step=5,
                    value=int(row.weights.get(stage, 0) * 100),
                    key=f"stages_weight_{stage}_{mark}",
                )
        total = sum(percents.values())
        weights = {stage: Decimal(percent) / 100 for stage, percent in percents.items() if percent}
        st.text(t("mix_sum" if total == 100 else "mix_sum_off", sum=figures.percent(Decimal(total) / 100, t.language)))
        with st.container(horizontal=True):
            st.button(
                t("mix_save"),
                key=f"stages_mix_save_{mark}",
                type="primary",
                disabled=total != 100,
                on_click=give_stage,
                args=(client.client_id, row, MIXED, weights),
            )
            st.button(
                t("mix_later"),
                key=f"stages_mix_later_{mark}",
                on_click=give_stage,
                args=(client.client_id, row, MIXED),
            )
            st.button(
                t("mix_close"),
                key=f"stages_mix_close_{mark}",
                type="tertiary",
                on_click=lambda: st.session_state.pop(Key.MIX, None),
            )


def when_and_whom(row: StageSuggestion, mark: str, today: date) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="stages_more"):
        st.segmented_control(
            t("temperature"),
            [value.value for value in Temperature],
            default=row.temperature or None,
            format_func=common,
            key=f"stages_temperature_{mark}",
        )
        valid = st.segmented_control(
            t("valid"),
            ["always", "dated"],
            default="always",
            required=True,
            format_func=lambda value: t(f"valid_{value}"),
            key=f"stages_valid_{mark}",
            help=t("valid_help"),
        )
        if valid == "dated":
            st.date_input(
                t("valid_day"),
                value=today,
                max_value=today,
                format="DD.MM.YYYY",
                key=f"stages_day_{mark}",
                width=160,
            )


def history(own: Sequence[Decision], client: Client) -> None:
    if not own:
        return
    with st.expander(t("history")):
        st.dataframe(
            pd.DataFrame(
                {
                    t("col_valid"): [valid_word(d.valid_from) for d in own],
                    t("col_stage"): [stage_and_weights(d.stage, d.weights) for d in own],
                    t("col_temperature"): [common(d.temperature) if d.temperature else "" for d in own],
                    t("col_who"): [d.decided_by for d in own],
                    t("col_when"): [figures.day(local_day(d.decided_at, client.timezone), t.language) for d in own],
                }
            ),
            hide_index=True,
            alt=t("history"),
        )


def valid_word(valid_from: date) -> str:
    return t("from_always") if valid_from == ALWAYS else t("from_day", day=figures.day(valid_from, t.language))


def several(client: Client, chosen: Sequence[StageSuggestion]) -> None:
    with st.container(border=True, key="stages_several"):
        st.markdown(t("bulk_title", count=campaigns(len(chosen)), money=money_of(chosen)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            ready = acceptable(chosen)
            st.button(
                t("bulk_accept", count=campaigns(len(ready))),
                key="stages_bulk_accept",
                type="primary",
                disabled=not ready,
                on_click=accept_many,
                args=(client.client_id, ready),
            )
            for stage in STAGE_VALUES:
                st.button(
                    stage_word(stage),
                    key=f"stages_bulk_{stage}",
                    on_click=give_many,
                    args=(client.client_id, chosen, stage),
                )
            decided = [row for row in chosen if row.confirmed]
            st.button(
                t("bulk_take_back"),
                key="stages_bulk_back",
                type="tertiary",
                disabled=not decided,
                on_click=take_back,
                args=(client.client_id, decided, t("bulk_taken_back", count=campaigns(len(decided)))),
            )


def table(rows: Sequence[StageSuggestion]) -> None:
    st.subheader(t("list"), anchor=False)
    st.caption(t("list_help"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        show = st.segmented_control(
            t("filter"),
            ["waiting", "confirmed", "all"],
            default="all",
            required=True,
            format_func=lambda value: t(f"filter_{value}"),
            key=Key.FILTER,
            on_change=clear_choice,
        )
        stage = st.selectbox(
            t("stage_filter"),
            ["", *STAGE_VALUES, MIXED, UNMAPPED],
            format_func=lambda value: stage_word(value) if value else t("stage_any"),
            key=Key.STAGE,
            on_change=clear_choice,
            width=220,
        )
        wanted = st.text_input(t("search"), key=Key.SEARCH, on_change=clear_choice, width=260)
    found = filtered(rows, str(show), stage, wanted)
    shown = found[:MOST_SHOWN]
    st.session_state[Key.SHOWN] = [row.entity_key for row in shown]
    if not shown:
        st.info(t("nothing_found"))
        return
    if len(found) > len(shown):
        st.caption(t("more", n=figures.number(MOST_SHOWN, t.language), of=figures.number(len(found), t.language)))
    st.dataframe(
        frame(shown),
        key=f"{Key.TABLE}_{st.session_state.get(Key.TABLE, 0)}",
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
        height=min(38 + 35 * len(shown), 560),
        column_config={
            money_header(shown): st.column_config.NumberColumn(format="localized"),
            t("col_name"): st.column_config.TextColumn(width="medium"),
            t("col_why"): st.column_config.TextColumn(width="large"),
        },
        alt=t("list"),
    )


def filtered(rows: Iterable[StageSuggestion], show: str, stage: str, wanted: str) -> list[StageSuggestion]:
    word = wanted.strip().casefold()
    return [
        row
        for row in rows
        if (show == "all" or row.confirmed == (show == "confirmed"))
        and (not stage or row.stage == stage)
        and word in f"{row.name} {row.parent}".casefold()
    ]


def frame(rows: Sequence[StageSuggestion]) -> pd.DataFrame:
    """Whole units: cents are noise in a list for deciding, and numbers must stay numbers to be sorted by."""
    several = len({row.currency for row in rows if row.spend}) > 1
    columns: dict[str, Collection[Any]] = {
        t("col_name"): [row.name for row in rows],
        money_header(rows): [int(figures.rounded(row.spend)) for row in rows],
        t("col_currency"): [row.currency if several else "" for row in rows],
        t("col_stage"): [stage_and_weights(row.stage, row.weights) for row in rows],
        t("col_confidence"): [confidence_word(row) for row in rows],
        t("col_temperature"): [common(row.temperature) if row.temperature else "" for row in rows],
        t("col_why"): [row.why.said_in(t.language) for row in rows],
        t("col_source"): [source_name(row.source) for row in rows],
        t("col_parent"): [row.parent for row in rows],
    }
    return pd.DataFrame({name: cells for name, cells in columns.items() if any(cells)})


def money_header(rows: Sequence[StageSuggestion]) -> str:
    found = {row.currency for row in rows if row.spend}
    return t("col_money_in", currency=found.pop()) if len(found) == 1 else t("col_money")


def settings(client: Client) -> None:
    with st.expander(t("settings")), st.form("stages_settings", border=False):
        template = st.text_input(
            t("template"),
            value=client.naming_template,
            help=t("template_help"),
            key=f"stages_template_{client.client_id}",
            max_chars=300,
        )
        search_stage = st.selectbox(
            t("search_stage"),
            STAGE_VALUES,
            index=STAGE_VALUES.index(client.search_stage),
            format_func=stage_word,
            help=t("search_stage_help"),
            key=f"stages_search_stage_{client.client_id}",
            width=260,
        )
        st.caption(t("settings_note"))
        if st.form_submit_button(t("settings_save"), key="stages_settings_save"):
            save_settings(client, template.strip(), search_stage)


def save_settings(client: Client, template: str, search_stage: str) -> None:
    problem = validate_template(template)
    if problem is not None:
        st.error(escaped(problem.said_in(t.language)))
        return
    try:
        clients.update_client(
            session.store().ops,
            client_id=client.client_id,
            naming_template=template,
            search_stage=Stage(search_stage).value,
            now=utc_now(),
        )
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    tell(client.client_id, t("settings_saved"))
    st.rerun()


main()
