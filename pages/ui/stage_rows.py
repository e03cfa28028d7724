"""The rows of the Stages page in words: what is waiting, how sure a suggestion is, what the list shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from core import figures
from core.model import MIXED, UNMAPPED, Stage
from core.reports.shapes import StageSuggestion
from core.store.decisions import ALWAYS
from pages.ui.names import channel_name, short_name, source_name
from pages.ui.text import cell
from pages.ui.words import Words
from pages.ui.words.common import COMMON

STAGE_VALUES = tuple(stage.value for stage in Stage)
STRONG = 0.8
"""Rules of at least this confidence read an agreement or an objective; weaker ones only a habit of naming."""
FAIR = 0.6


def progress_of(t: Words, rows: Sequence[StageSuggestion]) -> tuple[float, str] | None:
    """Which part of the money is confirmed, and that in words; None when no campaign has money. With several currencies
    campaigns are counted instead of money."""
    left, with_money = waiting(rows), [row for row in rows if row.spend > 0]
    if not with_money:
        return None
    if not left:
        return 1.0, t("progress_done")
    mixed = len({row.currency for row in with_money}) > 1
    whole = Decimal(len(with_money)) if mixed else sum((row.spend for row in with_money), Decimal(0))
    waits = Decimal(len(left)) if mixed else sum((row.spend for row in left), Decimal(0))
    done = 1 - waits / whole
    # 99.6 % must not read as 100 % while something is waiting.
    share = figures.percent(min(done, Decimal("0.99")), t.language)
    key = "progress_currencies" if mixed else "progress"
    return float(done), t(key, share=share, count=campaigns(t, len(left)), money=money_of(t, left))


def waiting(rows: Iterable[StageSuggestion]) -> list[StageSuggestion]:
    """Undecided campaigns that have money, largest first."""
    return sorted((row for row in rows if not row.confirmed and row.spend > 0), key=lambda row: -row.spend)


def strong(rows: Iterable[StageSuggestion]) -> list[StageSuggestion]:
    return [row for row in waiting(rows) if row.confidence >= STRONG and row.stage in STAGE_VALUES]


def acceptable(rows: Iterable[StageSuggestion]) -> list[StageSuggestion]:
    return [row for row in rows if not row.confirmed and row.stage != UNMAPPED]


def confidence_word(t: Words, row: StageSuggestion) -> str:
    if row.confirmed:
        return t("human")
    if not row.confidence:
        return figures.UNDEFINED
    return t("strong" if row.confidence >= STRONG else "fair" if row.confidence >= FAIR else "weak")


def stage_and_weights(t: Words, stage: str | None, weights: Mapping[str, Decimal]) -> str:
    if stage != MIXED or not weights:
        return short_name(stage, t.language) if stage else t("taken_back")
    parts = (
        f"{short_name(s, t.language)} {figures.percent(weights[s], t.language)}" for s in STAGE_VALUES if weights.get(s)
    )
    return " + ".join(parts)


def campaigns(t: Words, count: int) -> str:
    return t("campaign_one") if count == 1 else t("campaign_many", n=count)


def money_of(t: Words, rows: Iterable[StageSuggestion]) -> str:
    """Money of several campaigns; one amount per currency, because unlike money is never added."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        if row.spend:
            sums[row.currency] = sums.get(row.currency, Decimal(0)) + row.spend
    parts = [figures.money(amount, currency, t.language) for currency, amount in sorted(sums.items())]
    return " + ".join(parts) or figures.UNDEFINED


def valid_word(t: Words, valid_from: date) -> str:
    return t("from_always") if valid_from == ALWAYS else t("from_day", day=figures.day(valid_from, t.language))


def audience_word(t: Words, temperature: str | None) -> str:
    return Words(COMMON, t.language)(temperature) if temperature else ""


def about(t: Words, row: StageSuggestion) -> str:
    """Money, source, channel, account and what the campaign belongs to, on one line."""
    source, channel = source_name(row.source), channel_name(row.channel, t.language) if row.channel else ""
    money = figures.money(row.spend, row.currency, t.language)
    parts = [money, source, channel if channel not in source else "", row.account, row.parent]
    return " · ".join(part for part in parts if part)


def filtered(rows: Iterable[StageSuggestion], show: str, stage: str, wanted: str) -> list[StageSuggestion]:
    word = wanted.strip().casefold()
    return [
        row
        for row in rows
        if (show == "all" or row.confirmed == (show == "confirmed"))
        and (not stage or row.stage == stage)
        and word in f"{row.name} {row.parent}".casefold()
    ]


def frame(t: Words, rows: Sequence[StageSuggestion]) -> pd.DataFrame:
    """Whole units: cents are noise in a list for deciding, and numbers must stay numbers to be sorted by."""
    several = len({row.currency for row in rows if row.spend}) > 1
    columns: dict[str, Collection[Any]] = {
        t("col_name"): [cell(row.name) for row in rows],
        money_header(t, rows): [int(figures.rounded(row.spend)) for row in rows],
        t("col_currency"): [row.currency if several else "" for row in rows],
        t("col_stage"): [stage_and_weights(t, row.stage, row.weights) for row in rows],
        t("col_confidence"): [confidence_word(t, row) for row in rows],
        t("col_temperature"): [audience_word(t, row.temperature) for row in rows],
        t("col_why"): [cell(row.why.said_in(t.language)) for row in rows],
        t("col_source"): [source_name(row.source) for row in rows],
        t("col_parent"): [cell(row.parent) for row in rows],
    }
    return pd.DataFrame({name: cells for name, cells in columns.items() if any(cells)})


def money_header(t: Words, rows: Sequence[StageSuggestion]) -> str:
    found = {row.currency for row in rows if row.spend}
    return t("col_money_in", currency=found.pop()) if len(found) == 1 else t("col_money")
