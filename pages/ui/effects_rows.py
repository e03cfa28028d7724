"""What the page Work and result draws and writes: weeks of a stage's number, marks on it, and the words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

import numpy as np
import pyarrow as pa

from core import figures
from core.dates import week_of
from core.findings.effects import WORDS, Effect, MarkKind, besides, level, levels, number_of, reading
from core.measure.beside import Reading
from core.measure.metrics import METRICS
from core.model import Period, Sentence
from core.reports.beside import BACK_DAYS, StageNumber
from pages.ui import board_html as html
from pages.ui import palette
from pages.ui.words import Words

MOST = 5
NEAR_DAYS = 8
"""Marks closer than this stand above one another."""
SHAPES = {
    Reading.UP: "↗",
    Reading.DOWN: "↘",
    Reading.STEADY: "→",
    Reading.NO_CLEAR: "≈",
    Reading.CANNOT_TELL: "?",
    Reading.NOT_YET: "…",
}
WORK_SHAPE = "■"


def weeks(on: StageNumber, today: date, currency: str, t: Words) -> pa.Table:
    """The number week by week over half a year: day (its middle), value, said, state (settled or coming in). A week
    of which a day is not known has no point. The first unsettled week is also the end of the settled line."""
    first = week_of(today - timedelta(days=BACK_DAYS)).start
    rows: list[tuple[date, float, str, str]] = []
    monday = first
    while monday + timedelta(days=6) < today:
        value = _week(on, Period(monday, monday + timedelta(days=6)))
        if value is not None:
            done = monday + timedelta(days=6) <= on.number.settled
            shown = level(on.metric, value, currency)(t.language)
            said = t("week_said", day=figures.day(monday, t.language, year=False), value=shown)
            if not done and rows and rows[-1][3] == "settled":
                rows.append((rows[-1][0], rows[-1][1], rows[-1][2], "coming"))
            told = said if done else t("week_open", said=said)
            middle = monday + timedelta(days=3)
            rows.append((middle, value * on.metric.times, told, "settled" if done else "coming"))
        monday += timedelta(days=7)
    return pa.table(
        {
            "day": pa.array([row[0] for row in rows], pa.date32()),
            "value": pa.array([row[1] for row in rows], pa.float64()),
            "said": pa.array([row[2] for row in rows], pa.string()),
            "state": pa.array([row[3] for row in rows], pa.string()),
        }
    )


def _week(on: StageNumber, days: Period) -> float | None:
    series, over = on.number.series.within(days).values, on.number.over.within(days).values
    if len(series) < days.days or np.isnan(series).any() or np.isnan(over).any():
        return None
    if on.metric.adds_up:
        return float(series.sum()) / days.days
    return float(series.sum()) / float(over.sum()) if over.sum() > 0 else None


def numbered(effects: Sequence[Effect]) -> list[tuple[int, Effect]]:
    """Works with their numbers, the oldest is 1; notes have 0. As given, the newest first."""
    works = sum(one.mark.kind is MarkKind.CARD for one in effects)
    found = []
    for one in effects:
        is_work = one.mark.kind is MarkKind.CARD
        found.append((works if is_work else 0, one))
        works -= is_work
    return found


def with_marks(weekly: pa.Table, effects: Sequence[Effect], t: Words) -> pa.Table:
    """The weeks with the marks as rows of their own: columns mark (its sign), level (0 is the lowest), and `said`."""
    marks = sorted(numbered(effects), key=lambda pair: pair[1].mark.day)
    days: list[date] = []
    rows: list[tuple[str, int, str]] = []
    for place, one in marks:
        near = [lvl for day, lvl in zip(days, (r[1] for r in rows), strict=True)
                if (one.mark.day - day).days < NEAR_DAYS]  # fmt: skip
        spot = next(n for n in range(len(marks) + 1) if n not in near)
        sign = f"{WORK_SHAPE}{place}" if place else palette.NOTE_SHAPE
        said = f"{figures.day(one.mark.day, t.language, year=False)} {one.mark.name[:80]}: {plain(one, t)}"
        days.append(one.mark.day)
        rows.append((sign, spot, said))
    n = len(rows)
    own = pa.table(
        {
            "day": pa.array(days, pa.date32()),
            "value": pa.array([None] * n, pa.float64()),
            "said": pa.array([row[2] for row in rows], pa.string()),
            "state": pa.array(["mark"] * n, pa.string()),
            "mark": pa.array([row[0] for row in rows], pa.string()),
            "level": pa.array([row[1] for row in rows], pa.int64()),
        }
    )
    empty = pa.nulls(weekly.num_rows, pa.string()), pa.nulls(weekly.num_rows, pa.int64())
    return pa.concat_tables([weekly.append_column("mark", empty[0]).append_column("level", empty[1]), own])


def levels_needed(drawn: pa.Table) -> int:
    """How many marks stand above one another at most."""
    found = [level for level in drawn.column("level").to_pylist() if level is not None]
    return max(found, default=-1) + 1


def headline(on: StageNumber, effects: Sequence[Effect], t: Words) -> str:
    """The question and its answer: how many works point where. Notes are not counted."""
    found = [one.laid.reading for one in effects if one.mark.kind is MarkKind.CARD]
    told = [one for one in found if one is not Reading.NOT_YET]
    up, down, early = told.count(Reading.UP), told.count(Reading.DOWN), len(found) - len(told)
    parts = []
    if up:
        parts.append(t("head_up", up=up, n=len(told)))
        parts += [t("head_down", down=down)] if down else []
    elif down:
        parts.append(t("head_down_only", down=down, n=len(told)))
    elif told:
        parts.append(t("head_none", n=len(told)))
    if early:
        parts.append(t("head_early", early=early) if told else t("head_only_early"))
    said = ", ".join(parts) or t("head_notes")
    return f"{number_of(on.stage, on.metric.metric_id).said_in(t.language)}: {said}"


def table(rows: Sequence[tuple[int, Effect]], address: html.Address, t: Words) -> str:
    """Works and notes one below another: number, what and when, what the number did."""
    return html.table(
        ("", t("col_work"), t("col_number")),
        [(_sign(place), _work(one, address, t), _number(one, t)) for place, one in rows],
    )


def _sign(place: int) -> str:
    return f'<span style="white-space:nowrap">{f"{WORK_SHAPE}{place}" if place else palette.NOTE_SHAPE}</span>'


def _work(one: Effect, address: html.Address, t: Words) -> str:
    is_card = one.mark.kind is MarkKind.CARD
    name = html.link(one.mark.key, one.mark.name, t, address) if is_card else html.own(one.mark.name)
    under = figures.day(one.mark.day, t.language) + ("" if is_card else f" · {t('note')}")
    return f"{name}<br>{_quiet(escape(under))}"


def _number(one: Effect, t: Words) -> str:
    known = levels(one)
    parts = [f'<span style="color:{_ink(one)}">{SHAPES[one.laid.reading]}</span> <b>{escape(_reading(one, t))}</b>']
    if isinstance(one.laid.change, Sentence):
        parts.append(_quiet(escape(one.laid.change.said_in(t.language))))
    if known is not None:
        parts.append(escape(known.said_in(t.language)))
    said = " ".join(word.said_in(t.language) for word in besides(one))
    return "<br>".join([*parts, *([_quiet(_own(said))] if said else [])])


def _own(said: str) -> str:
    return f"<bdi>{escape(said)}</bdi>"


def _quiet(inner: str) -> str:
    return f'<span style="opacity:.75;overflow-wrap:anywhere">{inner}</span>'


def _reading(one: Effect, t: Words) -> str:
    blank = isinstance(one.laid.change, Sentence)
    words = (WORDS[Reading.CANNOT_TELL] if blank else reading(one)).said_in(t.language)
    return f"{words[:1].upper()}{words[1:]}"


def _ink(one: Effect) -> str:
    """Green where the number went the way it should, red where it went the other; else the colour of the text."""
    if one.laid.reading not in (Reading.UP, Reading.DOWN):
        return palette.TEXT
    better = (one.laid.reading is Reading.UP) != METRICS[one.metric].lower_is_better
    return palette.BAND["on_target" if better else "off"]


def plain(one: Effect, t: Words) -> str:
    """The reading in one clause, for tooltips and alternative texts."""
    known = levels(one)
    said = reading(one).said_in(t.language)
    return f"{known.said_in(t.language)}, {said}" if known else said
