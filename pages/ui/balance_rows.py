"""A balance report as the rows that charts and tables draw. Pure: no screen, no stores.

Tables are Arrow from the start: a DataFrame in between would cost as much again as everything else on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

import pyarrow as pa

from core import figures
from core.model import BUCKETS, MIXED, UNMAPPED, Period, Stage
from core.reports.notes import notes_of
from core.reports.shapes import BalanceReport, Freshness, StageMoney, StageSuggestion
from core.store.notes import Note
from pages.ui import palette
from pages.ui.names import account_name, bucket_name, channel_name, short_name
from pages.ui.noted import note_line
from pages.ui.text import cell, escaped
from pages.ui.words import Words
from pages.ui.words.common import COMMON

STAGES = tuple(stage.value for stage in Stage)
CHANNELS_SHOWN = 6
LISTED = 100
"""Campaigns in the list: more do not help a meeting and would weigh on the page."""


def share_of(part: Decimal, whole: Decimal) -> float:
    """Part of the whole as a bar can show it: a credit (below zero) has no length."""
    return max(figures.ratio(part, whole) or 0.0, 0.0)


def stage_rows(report: BalanceReport, t: Words) -> pa.Table:
    """One row per stage for `charts.bars`. Shares are of staged money when there is a comparison, else of all money."""
    return pa.Table.from_pylist(_stage_rows(report, t))


def _stage_rows(report: BalanceReport, t: Words) -> list[dict[str, Any]]:
    return [_stage_row(report, stage, place, t) for place, stage in enumerate(STAGES)]


def _stage_row(report: BalanceReport, stage: str, place: int, t: Words) -> dict[str, Any]:
    language, amount = t.language, report.by_bucket[stage]
    money = figures.money(amount, report.currency, language)
    row: dict[str, Any] = {"place": place, "key": stage, "name": bucket_name(stage, language), "target": None}
    balance = report.balance
    if balance is None:
        share = share_of(amount, report.total)
        shown = figures.percent(share, language)
        said = t("said_stage", name=row["name"], share=shown, money=money)
        return row | _texts(share, f"{shown} · {money}", "", "", "", said)
    shown, target = figures.percent(balance.actual[stage], language), figures.percent(balance.target[stage], language)
    gap = figures.points(balance.gaps[stage], language)
    wanted = figures.money(Decimal(repr(balance.target[stage])) * balance.staged, report.currency, language)
    said = t("said_target", name=row["name"], share=shown, money=money, target=target, gap=gap)
    row["target"] = balance.target[stage]
    return row | _texts(
        balance.actual[stage],
        f"{shown} · {money}",
        t("target_of", share=target, money=wanted),
        f"{Words(COMMON, language)(balance.bands[stage].value)}, {gap}",
        balance.bands[stage].value,
        said,
    )


def _texts(share: float, value: str, under: str, status: str, band: str, said: str) -> dict[str, Any]:
    texts = {"value": value, "under": under, "status": status, "said": said}
    return texts | {"share": share, "band": band, "shape": palette.SHAPE.get(band, "")}


def status_text(band: str, language: str) -> str:
    """A status as shape and word: `▲ worth watching`."""
    return f"{palette.SHAPE[band]} {Words(COMMON, language)(band)}"


def outside_rows(report: BalanceReport, t: Words) -> pa.Table:
    """Mixed and unmapped money for `charts.bars`, as shares of all money; buckets without money are left out."""
    return pa.Table.from_pylist(_outside_rows(report, t))


def _outside_rows(report: BalanceReport, t: Words) -> list[dict[str, Any]]:
    buckets = [bucket for bucket in (UNMAPPED, MIXED) if report.by_bucket[bucket]]
    return [_outside_row(report, bucket, place, t) for place, bucket in enumerate(buckets)]


def _outside_row(report: BalanceReport, bucket: str, place: int, t: Words) -> dict[str, Any]:
    amount, name = report.by_bucket[bucket], bucket_name(bucket, t.language)
    money = figures.money(amount, report.currency, t.language)
    shown = figures.percent(share_of(amount, report.total), t.language)
    under = t("outside_of", count=count(t, "campaign", len(campaigns_in(report, bucket))), share=shown)
    said = t("said_stage", name=name, share=shown, money=money)
    row = {"place": place, "key": bucket, "name": name, "target": None}
    return row | _texts(share_of(amount, report.total), money, under, "", "", said)


def count(t: Words, noun: str, number: int) -> str:
    """`1 campaign`, `5 campaigns`: the key `noun_one` or `noun_many`."""
    return t(f"{noun}_one") if number == 1 else t(f"{noun}_many", n=figures.number(number, t.language))


def channel_rows(report: BalanceReport, t: Words) -> pa.Table:
    """The largest channels for `charts.bars`; the tail is one row."""
    shown = [(channel_name(c.channel, t.language), c.amount) for c in report.channels[:CHANNELS_SHOWN]]
    rest = report.channels[CHANNELS_SHOWN:]
    if rest:
        shown.append((t("channels_rest", n=len(rest)), sum((c.amount for c in rest), Decimal(0))))
    return pa.Table.from_pylist([_channel_row(report, name, amount, i, t) for i, (name, amount) in enumerate(shown)])


def _channel_row(report: BalanceReport, name: str, amount: Decimal, place: int, t: Words) -> dict[str, Any]:
    money = figures.money(amount, report.currency, t.language)
    share = share_of(amount, report.total)
    shown = figures.percent(share, t.language)
    said = t("said_stage", name=name, share=shown, money=money)
    return {"place": place, "key": "channel", "name": name} | _texts(share, f"{shown} · {money}", "", "", "", said)


def stage_table(report: BalanceReport, t: Words) -> pa.Table:
    """What the stage chart shows, in words: for screen readers, copying and paper."""
    rows = [*_stage_rows(report, t), *_outside_rows(report, t)]
    balance = report.balance
    return pa.table(
        {
            t("col_stage"): [row["name"] for row in rows],
            t("col_money"): [figures.money(report.by_bucket[row["key"]], report.currency, t.language) for row in rows],
            t("col_share"): [_share_text(row, t) for row in rows],
            t("col_target"): [figures.percent(row["target"], t.language) for row in rows],
            t("col_gap"): [
                figures.points(balance.gaps[row["key"]] if balance and row["key"] in STAGES else None, t.language)
                for row in rows
            ],
            t("col_status"): [
                status_text(row["band"], t.language) if row["band"] else figures.UNDEFINED for row in rows
            ],
        }
    )


def _share_text(row: dict[str, Any], t: Words) -> str:
    """Stages share what has a stage; what lies outside is a share of everything, and says so."""
    shown = figures.percent(row["share"], t.language)
    return shown if row["key"] in STAGES else t("share_of_all", share=shown)


# --- over time --------------------------------------------------------------------------------------------------------


def trend_names(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((bucket, short_name(bucket, language)) for bucket in BUCKETS)


def trend_rows(
    slices: Sequence[StageMoney],
    report: BalanceReport,
    t: Words,
    *,
    weeks: bool,
    as_shares: bool,
    notes: Sequence[Note] = (),
) -> pa.Table:
    """Rows for `charts.trend`, oldest slice first. A week without money between others keeps its place, empty. The
    first row of a slice carries the notes on its days."""
    grouped = {start: list(rows) for start, rows in groupby(slices, key=lambda s: s.start)}
    starts = _every_week(grouped) if weeks else list(grouped)
    rows: list[dict[str, Any]] = []
    for place, start in enumerate(starts):
        label = slice_label(start, t, weeks=weeks)
        inside = grouped.get(start, [])
        stack = _stack(inside, report.currency, t, as_shares=as_shares) or [_gap(t)]
        days = Period(start, inside[0].end if inside else start + timedelta(days=6))
        stack[0] = stack[0] | {"note": "\n".join(note_line(note, t.language) for note in notes_of(notes, days))}
        rows += [{"note": ""} | row | {"slice": label + row["tick"], "place": place} for row in stack]
    return pa.Table.from_pylist(rows)


def _stack(in_slice: Sequence[StageMoney], currency: str, t: Words, *, as_shares: bool) -> list[dict[str, Any]]:
    """One slice from below, Reach first. Credits have no height."""
    whole = sum((s.amount for s in in_slice), Decimal(0))
    names, top, rows = dict(trend_names(t.language)), 0.0, []
    for s in sorted(in_slice, key=lambda s: BUCKETS.index(s.bucket)):
        height = share_of(s.amount, whole) if as_shares else float(max(s.amount, Decimal(0)))
        rows.append(
            {
                "name": names[s.bucket],
                "low": top,
                "high": top + height,
                "sure": s.settled and not s.open,
                "tick": f"|{t('open_tick')}" if s.open else "",
                "said": _slice_said(s, whole, names[s.bucket], currency, t),
            }
        )
        top += height
    return rows


def _gap(t: Words) -> dict[str, Any]:
    name = trend_names(t.language)[0][1]
    return {"name": name, "low": None, "high": None, "sure": True, "tick": "", "said": ""}


def _every_week(starts: Iterable[date]) -> list[date]:
    known = sorted(starts)
    weeks = (known[-1] - known[0]).days // 7 if known else -1
    return [known[0] + timedelta(weeks=i) for i in range(weeks + 1)]


def slice_label(start: date, t: Words, *, weeks: bool) -> str:
    """Short and unique within a year: the ISO week's number, or the sprint's first day."""
    if weeks:
        return str(start.isocalendar().week)
    if t.language == "fi":
        return f"{start.day}.{start.month}."
    return f"{start.day} {figures.MONTHS_SHORT_EN[start.month - 1]}"


def _slice_said(s: StageMoney, whole: Decimal, name: str, currency: str, t: Words) -> str:
    said = t(
        "said_slice",
        slice=figures.period(Period(s.start, s.end), t.language),
        name=name,
        share=figures.percent(share_of(s.amount, whole), t.language),
        money=figures.money(s.amount, currency, t.language),
    )
    if s.open:
        return t("said_open", said=said)
    return said if s.settled else t("said_unsure", said=said)


# --- campaigns and sources --------------------------------------------------------------------------------------------


def campaigns_in(report: BalanceReport, bucket: str) -> list[StageSuggestion]:
    """The campaigns whose money lies in a bucket, largest first; a campaign with weights is in each of its stages."""
    return [c for c in report.campaigns if bucket in _buckets_of(c)]


def _buckets_of(campaign: StageSuggestion) -> tuple[str, ...]:
    if campaign.stage == MIXED and campaign.weights:
        return tuple(stage for stage, weight in campaign.weights.items() if weight)
    return (campaign.stage,)


def unconfirmed(report: BalanceReport) -> list[StageSuggestion]:
    """Campaigns with money and without a stage: what a person is asked to confirm first."""
    return [c for c in campaigns_in(report, UNMAPPED) if not c.confirmed]


def campaign_table(campaigns: Sequence[StageSuggestion], bucket: str, currency: str, t: Words) -> pa.Table:
    """The campaigns of one bucket with their money in it: of a campaign with weights only its part."""
    listed = campaigns[:LISTED]
    return pa.table(
        {
            t("col_campaign"): [cell(c.name) for c in listed],
            t("col_spend", currency=currency): [float(_money_in(c, bucket)) for c in listed],
            t("col_stage"): [placed_text(c, t.language) for c in listed],
            t("col_why"): [t("decided_by_person") if c.confirmed else c.why.said_in(t.language) for c in listed],
            t("col_source"): [cell(account_name(c.source, c.account)) for c in listed],
            t("col_channel"): [channel_name(c.channel or c.source, t.language) for c in listed],
        }
    )


def _money_in(campaign: StageSuggestion, bucket: str) -> Decimal:
    weight = campaign.weights.get(bucket) if campaign.stage == MIXED else None
    return campaign.spend if weight is None else campaign.spend * weight


def placed_text(campaign: StageSuggestion, language: str) -> str:
    """`Reach`, or with weights `Reach 60 % + Convert 40 %`."""
    if campaign.stage != MIXED or not campaign.weights:
        return short_name(campaign.stage, language)
    parts = (f"{short_name(s, language)} {figures.percent(w, language)}" for s, w in campaign.weights.items() if w)
    return " + ".join(parts)


def freshness_table(accounts: Sequence[Freshness], t: Words) -> pa.Table:
    """How far each account reaches, as Markdown for a table on the page (and on paper)."""
    return pa.table(
        {
            t("col_source"): [escaped(account_name(a.source, a.account)) for a in accounts],
            t("col_status"): [t(_fresh_key(a)) for a in accounts],
            t("col_last"): [figures.day(a.last_day, t.language) for a in accounts],
            t("col_behind"): [count(t, "day", a.days_behind) if a.days_behind else "–" for a in accounts],
            t("col_settled"): [figures.day(a.settled_through, t.language) for a in accounts],
        }
    )


def _fresh_key(account: Freshness) -> str:
    if account.stale:
        return "fresh_stale"
    return "fresh_late" if account.days_behind > 0 else "fresh_ok"
