"""Imports as tables: bad lines as a CSV to take along, and what changed day by day. Pure: no Streamlit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import pandas as pd

from core import figures
from pages.ui.text import cell
from pages.ui.words import Words
from pages.ui.words.imports import IMPORTS

MONEY = ("spend", "value")
MOST_DAYS = 120
"""Rows of a table of changes: more than any window of restatement."""


class DayChange(Protocol):
    """A measure of one day before and after."""

    @property
    def day(self) -> date: ...
    @property
    def measure(self) -> str: ...
    @property
    def old(self) -> Decimal: ...
    @property
    def new(self) -> Decimal: ...


def bad_lines_csv(t: Words, bad_lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Every line that could not be read. A spreadsheet of the viewer's language opens it, and takes no cell for a
    formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if t.language == "fi" else ",", lineterminator="\r\n")
    writer.writerow([t("col_line"), t("col_column"), t("col_problem")])
    for bad in bad_lines:
        writer.writerow([bad["line"], *(cell(str(bad[key]).strip()) for key in ("column", "text"))])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def shown(changes: Iterable[DayChange]) -> list[DayChange]:
    """The changes of measures that people know by name, the newest day first."""
    named = [change for change in changes if f"measure_{change.measure}" in IMPORTS]
    return sorted(named, key=lambda change: (-change.day.toordinal(), change.measure))[:MOST_DAYS]


def change_table(t: Words, changes: Sequence[DayChange], currency: str) -> pd.DataFrame:
    """One row per day and measure: before, after, difference."""

    def written(change: DayChange, amount: Decimal, *, signed: bool = False) -> str:
        if change.measure in MONEY:
            return figures.money(amount, currency, t.language, exact=True, signed=signed)
        whole = amount == amount.to_integral_value()
        return figures.number(amount, t.language, 0 if whole else 1, signed=signed)

    return pd.DataFrame(
        {
            t("col_day"): [figures.day(change.day, t.language) for change in changes],
            t("col_measure"): [t(f"measure_{change.measure}") for change in changes],
            t("col_before"): [written(change, change.old) for change in changes],
            t("col_after"): [written(change, change.new) for change in changes],
            t("col_difference"): [written(change, change.new - change.old, signed=True) for change in changes],
        }
    )


def chart_rows(t: Words, changes: Sequence[DayChange], measure: str, currency: str) -> list[dict[str, object]]:
    """The same days of one measure as bars: how much each day moved."""
    own = sorted((change for change in changes if change.measure == measure), key=lambda change: change.day)
    rows = []
    for place, change in enumerate(own):
        difference = change.new - change.old
        day = figures.day(change.day, t.language, year=False)
        amount = (
            figures.money(difference, currency, t.language, exact=True, signed=True)
            if measure in MONEY
            else figures.number(difference, t.language, 1, signed=True)
        )
        rows.append({"slice": day, "place": place, "difference": float(difference), "said": f"{day}: {amount}"})
    return rows


def main_measure(changes: Sequence[DayChange]) -> str:
    """The measure worth a picture: the one that changed on most days, results before money."""
    order = (
        "conversions",
        "key_events",
        "leads",
        "order",
        "hard_lead",
        "soft_lead",
        "cart",
        "value",
        "spend",
        "clicks",
        "sessions",
        "impressions",
    )
    counts = {name: sum(change.measure == name for change in changes) for name in order}
    return max(order, key=lambda name: (counts[name], -order.index(name)))


def names_line(t: Words, names: Sequence[str], count: int) -> str:
    """`Kesä, Syksy and 3 more`."""
    few = ", ".join(names[:5])
    rest = count - min(len(names), 5)
    return t("and_more", names=few, n=figures.number(rest, t.language)) if rest > 0 and few else few
