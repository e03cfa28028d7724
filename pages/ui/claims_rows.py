"""Claims as words and tables. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from core import figures
from core.measure.claims import ClaimLine, KindClaims
from core.model import Claim, Period
from core.reports.claims import ClaimsReport
from pages.ui.names import source_name
from pages.ui.text import cell
from pages.ui.words import Words
from pages.ui.words.goals import GOALS

MORE = Decimal("1.005")
"""From here on a ratio reads as more than 1 with two decimals: more claimed than happened."""


def count(value: Decimal | None, language: str) -> str:
    """Results: whole where they are, else with one decimal (platforms share one sale between campaigns)."""
    if value is None:
        return figures.UNDEFINED
    return figures.number(value, language, 0 if value == value.to_integral_value() else 1)


def ratio(value: Decimal | None, language: str) -> str:
    return figures.number(value, language, 2)


def event_word(t: Words, event: str) -> str:
    """An event as people call it: our own words for what a file does not name, else verbatim."""
    key = f"event_{event}"
    return t(key) if key in GOALS else event


def sources_line(t: Words, lines: Sequence[ClaimLine], kinds: KindClaims, claim: Claim) -> str:
    """Which sources a claim consists of: `Google Ads 220 · Meta Ads 154`."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        if line.claim is claim and line.left is None and line.placed and line.placed.kind is kinds.kind:
            sums[line.source] = sums.get(line.source, Decimal(0)) + line.results
    return " · ".join(f"{source_name(source)} {count(n, t.language)}" for source, n in sums.items())


def verdicts(t: Words, kinds: KindClaims) -> list[str]:
    """What the platforms' and the analytics' claims are against the record, each with its shape; empty without one."""
    found = []
    for claim in (Claim.PLATFORM, Claim.ANALYTICS):
        value, claimed = kinds.ratio(claim), kinds.results.get(claim)
        if value is not None:
            more = value >= MORE
            key = f"{claim}_{'more' if more else 'less'}"
            said = t(key, ratio=ratio(value, t.language), one=t(f"one_{kinds.kind}"))
            found.append(f"{'▲' if more else '●'} {said}")
        elif claimed and kinds.on_record and Claim.OUTCOME in kinds.results:
            found.append(f"▲ {t(f'{claim}_zero')}")
    return found


def event_table(t: Words, report: ClaimsReport) -> pd.DataFrame:
    """One row per event of an account."""
    rows = report.lines
    table = {
        t("col_claim"): [t(f"short_{line.claim}") for line in rows],
        t("col_source"): [source_name(line.source) for line in rows],
        t("col_account"): [cell(line.account) for line in rows],
        t("col_event"): [cell(event_word(t, line.event)) for line in rows],
        t("col_results"): [count(line.results, t.language) for line in rows],
        t("col_stands"): [t(str(line.placed.kind)) if line.placed else figures.UNDEFINED for line in rows],
        t("col_attribution"): [cell(", ".join(line.attributions)) for line in rows],
        t("col_note"): [note(t, line) for line in rows],
    }
    return pd.DataFrame(table)


def note(t: Words, line: ClaimLine) -> str:
    if line.left:
        return t(f"note_{line.left}")
    return "" if line.placed and line.placed.confirmed else t("note_suggested")


def period_word(t: Words, period: Period, *, is_open: bool) -> str:
    text = figures.period(period, t.language)
    return t("open", period=text) if is_open else text


def step_table(t: Words, reports: Sequence[ClaimsReport]) -> pd.DataFrame:
    """One row per period and kind, newest period first."""
    rows = [(report, kinds) for report in reversed(reports) for kinds in report.kinds]
    columns: dict[str, list[str]] = {
        t("col_period"): [
            period_word(t, report.period, is_open=report.period.end >= report.as_of) for report, _ in rows
        ],
        t("col_kind"): [t(str(kinds.kind)) for _, kinds in rows],
        **{t(f"short_{claim}"): [count(kinds.results.get(claim), t.language) for _, kinds in rows] for claim in Claim},
        **{
            t("ratio_of", claim=t(f"short_{claim}")): [ratio(kinds.ratio(claim), t.language) for _, kinds in rows]
            for claim in (Claim.PLATFORM, Claim.ANALYTICS)
        },
    }
    return pd.DataFrame(columns)


def ratio_rows(t: Words, reports: Sequence[ClaimsReport]) -> list[dict[str, object]]:
    """Points of the chart: per period, kind and claim, where there is a ratio."""
    found: list[dict[str, object]] = []
    for place, report in enumerate(reports):
        for kinds in report.kinds:
            for claim in (Claim.PLATFORM, Claim.ANALYTICS):
                value = kinds.ratio(claim)
                if value is not None:
                    period = period_word(t, report.period, is_open=report.period.end >= report.as_of)
                    name = f"{t(f'short_{claim}')}, {t(str(kinds.kind)).lower()}"
                    said = f"{period}: {name} {ratio(value, t.language)}"
                    day = figures.day(report.period.start, t.language, year=False)
                    found.append({"slice": day, "place": place, "name": name, "ratio": float(value), "said": said})
    return found
