"""What is particular to Search Console: a package of tables whose period and filters stand in a table of their own.

The tables of one package tell of different things (a page filter counts in some and not in others, queries are the
first thousand), so they are never added up. Only the days of a package without a filter are days of the site.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from core.model import Period
from core.sources import days
from core.sources.layout import Layout
from core.sources.table import DELIMITERS
from core.sources.vocabulary import folded, words

MOST_FILTERS = 30
LONGEST = 20_000
"""Characters of a filter table; anything longer is not even looked at."""
_REPORTS = {
    "search_term": "queries",
    "page": "pages",
    "country": "countries",
    "device": "devices",
    "appearance": "search_appearance",
}
_PACKAGE = re.compile(r"(?P<site>.+?)-Performance-on-[\w-]+?-20\d{2}-\d{2}-\d{2}", re.IGNORECASE)
_SITE = re.compile(r"(?P<scheme>https?)_{3}(?P<rest>.+)")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the filter table says. `period` is None for `Last 3 months`; `others` are the filters beside the period."""

    period: Period | None
    others: tuple[str, ...]

    @property
    def text(self) -> str:
        """The filters in one line; empty when the tables are of the whole site."""
        return ", ".join(self.others)


def filters(text: str) -> Filters | None:
    """The filter table in `text`; None when it is something else."""
    if len(text) > LONGEST:
        return None
    rows = next(filter(None, (_pairs(text, delimiter) for delimiter in DELIMITERS)), [])
    if not rows or folded(rows[0][0]) not in words("filter"):
        return None
    dates = [(label, value) for label, value in rows[1:] if _is_date(label, value)]
    period = next((found for _, value in dates if (found := days.span(value))), None)
    others = [
        f"{label}: {value}"
        for label, value in rows[1:]
        if value and (label, value) not in dates and not _is_whole_web(label, value)
    ]
    return Filters(period, tuple(others))


def report(shape: Layout) -> str:
    """Which of the tables of a package it is."""
    return next((name for role, name in _REPORTS.items() if shape.has(role)), "chart")


def site(name: str) -> str:
    """The property in the name of a downloaded package (`https___www.example.fi_-Performance-on-Search-2026-03-03`);
    empty when the name is another one."""
    found = _PACKAGE.match(name)
    if not found:
        return ""
    text = unquote(found["site"]).replace("sc-domain_", "sc-domain:")
    address = _SITE.fullmatch(text)
    return f"{address['scheme']}://{address['rest'].replace('_', '/')}" if address else text


def _pairs(text: str, delimiter: str) -> list[tuple[str, str]]:
    """The rows of a short table of two columns; empty when it is none."""
    lines = text.splitlines()
    if not 2 <= len(lines) <= MOST_FILTERS:
        return []
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    except csv.Error:
        return []
    cells: list[Sequence[str]] = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    if not cells or any(not 1 <= len(row) <= 2 for row in cells) or len(cells[0]) != 2:
        return []
    return [(row[0], row[1] if len(row) > 1 else "") for row in cells]


def _is_date(label: str, value: str) -> bool:
    return folded(label) in words("date_filter") or days.span(value) is not None


def _is_whole_web(label: str, value: str) -> bool:
    return folded(label) in words("search_type") and folded(value) in words("web_search")
