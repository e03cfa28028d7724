"""Draws a balance report. Everything shown is in the report; what the page adds is words and order.

In the order of a monthly: the answer, the stages behind it, how it came about, the campaigns, where it all comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import pyarrow as pa
import streamlit as st

from core import figures
from core.measure.balance import balance_sentence
from core.measure.checks import State
from core.measure.dictionary import entry
from core.model import BUCKETS, UNMAPPED, Period
from core.reports.notes import notes_of
from core.reports.shapes import BalanceReport, PeriodTotal, StageSuggestion
from core.reports.trust import Trust
from core.store.notes import Note
from pages.ui import balance_rows as rows
from pages.ui import charts, why
from pages.ui.names import bucket_name, maker_name, short_name, source_name
from pages.ui.noted import noted
from pages.ui.reads import Origin
from pages.ui.text import escaped
from pages.ui.words import Words

STAGE, CAMPAIGN = "stage", "campaign"
"""Query parameters: the bucket and the campaign that are looked into."""
FIGURES = ("spend", "to_move", "stage_share", "confirmed_share", "effective_channels", "settled_through")
"""Ids of the dictionary: the figures of this page."""
STAGES_PAGE, TARGETS_PAGE, IMPORTS_PAGE = "team/stages.py", "team/targets.py", "team/imports.py"
GOALS_PAGE = "team/goals.py"
TrendRows = Callable[..., pa.Table]


class Key(StrEnum):
    BARS = "balance_bars"
    OUTSIDE = "balance_outside"
    CHANNELS = "balance_channels"
    TABLE = "balance_table"
    TREND = "balance_trend"
    SLICES = "balance_slices"
    UNIT = "balance_unit"
    BUCKET = "balance_bucket"
    CAMPAIGNS = "balance_campaigns"
    BELIEF = "balance_belief"


def link(page: str, label: str, client_id: str, icon: str, **query: str) -> None:
    st.page_link(page, label=label, icon=icon, query_params={"client": client_id, **query})


# --- the answer -------------------------------------------------------------------------------------------------------


def answer(report: BalanceReport, t: Words) -> None:
    """The headline in words, and why there is none if there is none."""
    st.header(escaped(headline(report, t)), anchor=False)
    if report.why_null:
        why = report.why_null.said_in(t.language)
        st.markdown(escaped(t("why_none", why=why) if report.total else why))
    if report.missing:
        st.warning(escaped(missing(report.missing, t)), icon=":material/error_outline:")


def headline(report: BalanceReport, t: Words) -> str:
    if report.balance:
        return balance_sentence(report.balance, report.currency, report.total).said_in(t.language)
    if not report.total:
        return t("headline_none")
    return t("headline_plain", money=figures.money(report.total, report.currency, t.language))


def missing(stages: Sequence[str], t: Words) -> str:
    names = [short_name(stage, t.language) for stage in stages]
    listed = f" {t('and')} ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    return t("missing_one" if len(names) == 1 else "missing_many", stages=listed)


def rates(report: BalanceReport, t: Words) -> None:
    """At which rates, and of which days, money of another currency was added."""
    if report.rates:
        used = dict.fromkeys((rate.base, rate.rate, rate.day) for rate in report.rates)
        told = [
            t(
                "one_rate",
                base=base,
                rate=figures.number(rate, t.language, 4),
                to=report.currency,
                day=figures.day(day, t.language),
            )
            for base, rate, day in used
        ]
        st.caption(escaped(t("rates", rates="; ".join(told))))


def key_figures(report: BalanceReport, trusted: Trust, t: Words) -> None:
    language, currency = t.language, report.currency

    def figure(label: str, metric_id: str, value: str, note: str) -> None:
        shown, hint = why.marked(t(label), metric_id, trusted, language), why.hint(metric_id, language)
        st.metric(shown, value, note, delta_color="off", delta_arrow="off", border=True, help=hint)

    with st.grid(4, min_column_width=165):
        period = figures.period(report.period, language)
        figure("total", "spend", figures.money(report.total, currency, language), period)
        if report.balance:
            broken = trusted.worst_of(*entry("to_move").needs) is State.BROKEN
            share = t("to_move_of", share=figures.percent(report.balance.deviation, language))
            move = None if broken else report.balance.to_move
            figure("to_move", "to_move", figures.money(move, currency, language), t("to_mend") if broken else share)
        if report.confirmed is not None:
            confirmed = figures.percent(report.confirmed, language)
            figure("confirmed", "confirmed_share", confirmed, t("confirmed_of"))
        settled = report.settled_through
        rest = t("settled_rest" if settled else "settled_never")
        figure("settled", "settled_through", figures.day(settled, language), rest)


# --- stages and channels ----------------------------------------------------------------------------------------------


def stages(report: BalanceReport, t: Words, on_pick: Callable[[], None]) -> None:
    """The frame of Measure around the four stages, their target, and the way to both."""
    with st.container(border=True):
        title = t("stages_title" if report.balance else "stages_title_plain")
        st.subheader(title, anchor=False)
        st.caption(f"{bucket_name('measure', t.language)}: {t(_measure_key(report))}")
        data = rows.stage_rows(report, t)
        charts.show(
            data,
            charts.bars(data.num_rows, rows.STAGES, targets=report.balance is not None, pick=STAGE),
            language=t.language,
            alt_text=f"{title}. {_said(data)}",
            key=Key.BARS,
            on_select=on_pick,
            selection_mode=STAGE,
        )
        st.caption(escaped(_stage_note(report, t)))
        if report.target is None:
            link(TARGETS_PAGE, t("set_target"), report.client_id, ":material/flag:")
        else:
            link(TARGETS_PAGE, t("to_targets"), report.client_id, ":material/flag:")


def _measure_key(report: BalanceReport) -> str:
    """State of the data: all there, all that there can be so far, or something missing."""
    if report.complete:
        return "measure_fresh"
    begun = [f for f in report.freshness if f.spends and f.first_day <= report.period.end]
    return "measure_so_far" if begun and not any(f.days_behind for f in begun) else "measure_behind"


def _said(data: pa.Table) -> str:
    return "; ".join(str(said) for said in data["said"].to_pylist())


def _stage_note(report: BalanceReport, t: Words) -> str:
    if report.balance is None:
        note = t("stages_note_all")
    else:
        note = t(
            "stages_note_staged",
            staged=figures.money(report.balance.staged, report.currency, t.language),
            total=figures.money(report.total, report.currency, t.language),
        )
    return f"{note} {_target_note(report, t)}".strip()


def _target_note(report: BalanceReport, t: Words) -> str:
    target = report.target
    if target is None:
        return ""
    return t(
        "target_from",
        day=figures.day(target.valid_from, t.language),
        who=t("target_who", who=maker_name(target.set_by, t.language)) if target.set_by else "",
        basis=t("target_basis", basis=target.basis.strip().rstrip(".")) if target.basis else "",
    )


def outside(report: BalanceReport, t: Words) -> None:
    """Money that is in no comparison, with the way to bring it in."""
    data = rows.outside_rows(report, t)
    with st.container(border=True):
        st.subheader(t("outside_title"), anchor=False)
        if not data.num_rows:
            st.caption(t("all_inside"))
            return
        charts.show(
            data,
            charts.bars(data.num_rows, tuple(map(str, data["key"].to_pylist()))),
            language=t.language,
            alt_text=_said(data),
            key=Key.OUTSIDE,
        )
        waiting = rows.unconfirmed(report)
        if waiting:
            money = figures.money(report.by_bucket[UNMAPPED], report.currency, t.language)
            link(STAGES_PAGE, escaped(_confirm(t, len(waiting), money)), report.client_id, ":material/checklist:")


def _confirm(t: Words, number: int, money: str) -> str:
    return t("confirm_one", money=money) if number == 1 else t("confirm_many", n=number, money=money)


def channels(report: BalanceReport, t: Words) -> None:
    data = rows.channel_rows(report, t)
    if not data.num_rows:
        return
    with st.container(border=True):
        st.subheader(_channels_title(report, t), anchor=False, help=t("channels_help"))
        charts.show(
            data,
            charts.bars(data.num_rows, ("channel",), compact=True),
            language=t.language,
            alt_text=t("channels_alt", largest=data["name"][0].as_py()),
            key=Key.CHANNELS,
        )


def currency_mark(report: BalanceReport) -> str:
    return figures.SYMBOLS.get(report.currency, report.currency)


def _channels_title(report: BalanceReport, t: Words) -> str:
    number = report.effective_channels
    if number is None:
        return t("channels_title_none")
    if figures.rounded(number, 1) == 1:
        return t("channels_title_one")
    return t("channels_title", n=figures.number(number, t.language, 1))


def as_table(report: BalanceReport, t: Words) -> None:
    """Written only when opened: its cells would take longer to draw than all charts. Belongs in a fragment."""
    box = st.expander(t("table"), icon=":material/table:", key=Key.TABLE, on_change="rerun")
    if box.open:
        box.table(rows.stage_table(report, t), border="horizontal", hide_index=True)


# --- over time --------------------------------------------------------------------------------------------------------


def trend(report: BalanceReport, t: Words, rows_of: TrendRows, notes: Sequence[Note]) -> None:
    """The mix by week or by sprint, with what may still change striped and the open one named. `rows_of` gives the
    rows of `balance_rows.trend_rows` for some slices (the page keeps them)."""
    with st.container(border=True):
        st.subheader(t("trend_title"), anchor=False)
        with st.container(horizontal=True):
            by = st.segmented_control(
                t("by"),
                ["week", "sprint"],
                default="week",
                required=True,
                format_func=lambda by: t(f"by_{by}"),
                key=Key.SLICES,
                label_visibility="collapsed",
            )
            unit = st.segmented_control(
                t("unit"),
                ["share", "money"],
                default="share",
                required=True,
                format_func=lambda unit: t(f"unit_{unit}"),
                key=Key.UNIT,
                label_visibility="collapsed",
            )
        slices = report.weeks if by == "week" else report.sprints
        if not slices:
            st.caption(t("trend_empty"))
            return
        shares = unit == "share"
        data = rows_of(slices, weeks=by == "week", as_shares=shares)
        first, last = figures.day(slices[0].start, t.language), figures.day(slices[-1].end, t.language)
        charts.show(
            data,
            charts.trend(
                rows.trend_names(t.language), axis=t(f"axis_{by}"), unit="" if shares else currency_mark(report)
            ),
            language=t.language,
            alt_text=t("trend_alt", first=first, last=last),
            key=Key.TREND,
        )
        settled = report.settled_through
        st.caption(t("trend_note", day=figures.day(settled, t.language)) if settled else t("trend_note_never"))
        noted(notes_of(notes, Period(slices[0].start, slices[-1].end)), report.client_id, t.language)


# --- campaigns --------------------------------------------------------------------------------------------------------


def campaigns(
    report: BalanceReport,
    t: Words,
    bucket: str,
    campaign: str,
    origins: Callable[[str], list[Origin]],
    keep: Callable[..., None],
) -> None:
    """The campaigns of one bucket and the imports behind one of them.

    `bucket` and `campaign` are what the address asks for (unknown or empty too); `keep` writes a choice there.
    """
    held = [name for name in BUCKETS if rows.campaigns_in(report, name)]
    if not held:
        return
    chosen = bucket if bucket in held else None
    st.subheader(t("campaigns_title"), anchor=False)
    st.session_state[Key.BUCKET] = chosen
    st.pills(
        t("pick_stage"),
        held,
        format_func=lambda name: short_name(name, t.language),
        key=Key.BUCKET,
        on_change=lambda: keep(stage=st.session_state[Key.BUCKET] or ""),
        label_visibility="collapsed",
    )
    # Nothing is listed before it is asked for: the table is the heaviest part of a first visit.
    if chosen is None:
        st.caption(t("campaigns_pick"))
        return
    listed = rows.campaigns_in(report, chosen)
    _campaign_list(report, listed, chosen, t, keep)
    one = next((c for c in listed if c.entity_key == campaign), None)
    if one:
        _origin(report, one, origins(one.entity_key), t)


def _campaign_list(
    report: BalanceReport, listed: Sequence[StageSuggestion], chosen: str, t: Words, keep: Callable[..., None]
) -> None:
    key = f"{Key.CAMPAIGNS}_{chosen}"

    def row_chosen() -> None:
        at = st.session_state[key].selection.rows
        keep(stage=chosen, campaign=listed[at[0]].entity_key if at else "")

    total = figures.money(report.by_bucket[chosen], report.currency, t.language)
    note = [t("campaigns_sum", count=rows.count(t, "campaign", len(listed)), money=total), t("campaigns_hint")]
    if len(listed) > rows.LISTED:
        note.insert(1, t("campaigns_rest", n=rows.LISTED))
    st.caption(escaped(". ".join(part.rstrip(".") for part in note) + "."))
    money = t("col_spend", currency=report.currency)
    st.dataframe(
        rows.campaign_table(listed, chosen, report.currency, t),
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * min(len(listed), rows.LISTED), 390),
        column_config={money: st.column_config.NumberColumn(format="localized", step=0.01)},
        key=key,
        on_select=row_chosen,
        selection_mode="single-row",
    )


def _origin(report: BalanceReport, one: StageSuggestion, found: Sequence[Origin], t: Words) -> None:
    inside = [o for o in found if o.period.start <= report.period.end and o.period.end >= report.period.start]
    with st.container(border=True):
        st.markdown(f"**{escaped(one.name)}**")
        st.caption(t("from_imports") if inside else t("no_imports"))
        for origin in inside:
            line, number = escaped(_origin_line(origin, t)), str(origin.import_id)
            link(IMPORTS_PAGE, line, report.client_id, ":material/upload_file:", **{"import": number})


def _origin_line(origin: Origin, t: Words) -> str:
    record = origin.record
    return t(
        "import_line",
        file=(record.member or record.file_name) if record else t("import_unknown", n=origin.import_id),
        who=maker_name(record.imported_by, t.language) if record else figures.UNDEFINED,
        days=rows.count(t, "import_day", origin.days),
        period=figures.period(origin.period, t.language),
    )


# --- where it comes from ----------------------------------------------------------------------------------------------


def sources(report: BalanceReport, t: Words) -> None:
    """How far each account reaches, and the period totals with what became of them."""
    st.subheader(t("fresh_title"), anchor=False)
    if report.freshness:
        st.table(rows.freshness_table(report.freshness, t), border="horizontal", hide_index=True)
    else:
        st.caption(t("fresh_none"))
    for total in report.periods:
        st.caption(escaped(_period_line(total, t)))


def _period_line(total: PeriodTotal, t: Words) -> str:
    return t(
        "periods_used" if total.used else "periods_unused",
        source=source_name(total.source),
        account=total.account,
        period=figures.period(total.period, t.language),
        money=figures.money(total.amount, total.currency, t.language),
    )
