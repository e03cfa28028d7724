"""The rows of the charts of flow: every dot, line, bar and band with what is said of it. Pure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pyarrow as pa

from core import figures
from core.board.flow import DayOf
from core.board.numbers import Spread
from core.cards import Card, Status
from core.reports.board_shapes import FlowReport
from pages.ui.board_rows import plain
from pages.ui.words import Words

PLACES = (Status.DOING, Status.BLOCKED, Status.REVIEW_OURS, Status.REVIEW_CLIENT)
BANDS = ("backlog", "to_do", "doing", "review", "done")
FEWEST_FOR_LINES = 10
MOST_DOTS = 400
"""Cards of one chart that are drawn; the lines are of all."""
NAME = 90


def days_said(number: float, t: Words) -> str:
    whole = figures.number(number, t.language, 0 if float(number).is_integer() else 1)
    return t("day_one") if whole == "1" else t("day_many", n=whole)


def _name(card: Card, t: Words) -> str:
    name = plain(card.name) or t("no_name")
    return name if len(name) <= NAME else f"{name[:NAME]}…"


def aging_rows(report: FlowReport, t: Words) -> pa.Table:
    """Rows of `board_charts.aging`: the cards, and for each status the ages at which finished cards left it."""
    found: list[dict[str, Any]] = []
    at_one_place: dict[tuple[str, int], int] = {}
    for age in report.ages[:MOST_DOTS]:
        spot = (age.status, age.days)
        at_one_place[spot] = at_one_place.get(spot, 0) + 1
        number = at_one_place[spot]
        place = t(f"short_{age.status}") if age.status in PLACES else t("moved_back_place")
        days_told = f"{t('at_least') if age.at_least else ''}{days_said(age.days, t)}"
        said = t("aging_said", name=_name(age.card, t), days=days_told)
        slot = (number // 2) * (1 if number % 2 else -1) * 0.22
        found.append(_row("card", float(age.days), said, place=place, slot=max(-1.0, min(1.0, slot))))
    held = {age.status for age in report.ages}
    for status, pace in report.paces.items():
        for level, days in ((50, pace.p50), (85, pace.p85)):
            if days is not None and status in held:
                said = t("pace_said", level=level, days=days_said(days, t), n=pace.n)
                found.append(_row("line", days, said, place=t(f"short_{status}"), level=level))
    return pa.Table.from_pylist(found)


def _row(kind: str, number: float, said: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "days": number, "said": said, "place": None, "slot": 0.0, "day": None, "level": None} | more


def midnight(day: date) -> datetime:
    """A day as charts take it: they draw in UTC, so that no browser's zone moves it."""
    return datetime(day.year, day.month, day.day)


def percentile_lines(spread: Spread, t: Words) -> list[dict[str, Any]]:
    """The percentiles that there are enough finished cards for; under ten cards there are dots only."""
    if spread.n < FEWEST_FOR_LINES:
        return []
    levels = ((50, spread.p50), (85, spread.p85), (95, spread.p95))
    return [
        _row("line", number, t("line", level=level, days=days_said(number, t)), level=level)
        for level, number in levels
        if number is not None
    ]


def finished_rows(report: FlowReport, day_of: DayOf, t: Words) -> pa.Table:
    """Rows of `board_charts.finished`: cards whose time is known, and the percentile lines."""
    known = [(one, one.cycle) for one in report.finished if one.cycle is not None][-MOST_DOTS:]
    found = [
        _row(
            "card",
            float(cycle),
            t("finished_said", name=_name(one.card, t), days=days_said(cycle, t)),
            day=midnight(day_of(one.at)),
        )
        for one, cycle in known
    ]
    return pa.Table.from_pylist(found + percentile_lines(report.cycle, t)) if found else pa.table({})


def week_rows(report: FlowReport, t: Words) -> pa.Table:
    """Rows of `board_charts.weeks`; weeks before the known history have none."""
    found = []
    for place, week in enumerate(report.weeks):
        name = str(week.start.isocalendar().week)
        for series, number in ((t("came"), week.came), (t("done"), week.done)):
            if number is not None:
                said = t("week_said", week=figures.week(week.start, t.language, year=True), series=series, n=number)
                said = t("week_open", said=said) if week.open else said
                found.append((name, place, series, number, not week.open, said))
    names = ("week", "place", "series", "cards", "sure", "said")
    return pa.table(dict(zip(names, map(list, zip(*found, strict=True)), strict=True))) if found else pa.table({})


def standing_rows(report: FlowReport, t: Words) -> pa.Table:
    """Rows of `board_charts.cumulative`: each band lies between its own count and the next column's."""
    columns: dict[str, list[Any]] = {"day": [], "band": [], "low": [], "high": [], "said": []}
    for one in report.standing:
        edges = (*one.reached, 0)
        for rank, band in enumerate(BANDS):
            name = t(f"band_{band}")
            columns["day"].append(midnight(one.day))
            columns["band"].append(name)
            columns["low"].append(edges[rank])
            columns["high"].append(edges[rank + 1])
            number = edges[rank] - edges[rank + 1]
            columns["said"].append(t("band_said", day=figures.day(one.day, t.language), band=name, n=number))
    return pa.table(columns)
