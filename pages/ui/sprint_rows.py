"""A sprint as the words and rows that its page draws. Pure: no screen, no stores."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from core import figures
from core.findings.facts import Facts
from core.findings.traffic import TrafficCase
from core.measure.balance import Band
from core.measure.change import Change
from core.measure.ledger import Entry
from core.measure.metrics import Metric, Unit
from core.measure.money_states import MoneyStates
from core.measure.pacing import LEAST_MONEY, LEAST_SHARE, Pace, PaceState
from core.measure.words import verdict
from core.model import UNMAPPED, Sentence, Stage
from core.plans import EVERYTHING, Direction
from core.reports.budgets import BudgetRow
from core.reports.notes import notes_of
from core.reports.scorecard import Running, Score
from core.store.notes import Note
from pages.ui import palette
from pages.ui.names import short_name
from pages.ui.noted import note_line
from pages.ui.plan_names import number_name, target_words
from pages.ui.sprint_charts import ACTUAL, EARLIER, TARGET
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.common import COMMON

LEDGER_ROWS = 8
STAGES = tuple(stage.value for stage in Stage)


# ----------------------------------------------------------------------------------------------------------- scorecard


def headline(scores: Sequence[Score], t: Words) -> str:
    """How many targets are met, and which are off."""
    judged = [one for one in scores if one.standing]
    if not judged:
        return t("headline_none")
    met = sum(one.standing is Band.ON_TARGET for one in judged)
    head = t("headline_all" if met == len(judged) else "headline", met=met, all=len(judged))
    off = [number_name(one.metric, one.stage, t.language).lower() for one in judged if one.standing is Band.OFF]
    return t("headline_off", head=head, off=", ".join(off)) if off else t("headline_dot", head=head)


def value(one: Score, currency: str, t: Words) -> str:
    return figures.UNDEFINED if one.actual is None else one.metric.shown(one.actual, currency, t.language)


def status(one: Score, currency: str, t: Words) -> str:
    """Shape, word and colour in Markdown, then the target; plain words where there is none."""
    if one.target is None:
        return t("no_target")
    if one.standing is None:
        return t("no_number")
    band = one.standing.value
    word = Words(COMMON, t.language)(band)
    return f":{palette.BAND_INK[band]}[{palette.SHAPE[band]}] **{word}**  \n{asked(one, currency, t)}"


def asked(one: Score, currency: str, t: Words) -> str:
    """The target, and for a number that adds up what of it is due by the days shown."""
    target, due = one.target, one.asked
    if target is None or due is None:
        return t("no_target")
    whole = target_words(target, currency, t.language)
    if due.share == 1.0:
        plain = one.metric.shown(target.value, currency, t.language)
        return t("target_whole", target=plain if target.direction is Direction.REACH else whole)
    shown = {
        "due": one.metric.shown(figures.rounded(due.value, 0), currency, t.language),
        "target": one.metric.shown(target.value, currency, t.language),
    }
    if target.direction is Direction.BAND and due.high is not None:
        shown["high"] = one.metric.shown(figures.rounded(due.high, 0), currency, t.language)
        return t("target_part_band", **(shown | {"target": whole}))
    return t("target_part_below" if target.direction is Direction.BELOW else "target_part", **shown)


def change(one: Score, currency: str, t: Words) -> str:
    """The change in words against a fair share of the period before, or why there is none."""
    if isinstance(one.change, Sentence):
        return one.change.said_in(t.language)
    fair = one.metric.shown(_rounded(one.metric, one.fair), currency, t.language)
    word = verdict(one.change).said_in(t.language)
    relative = _relative(one, t)
    return (
        t("change", relative=relative, word=word, fair=fair) if relative else t("change_unknown", word=word, fair=fair)
    )


def _relative(one: Score, t: Words) -> str:
    """+40 %: of the number on the card against the one beside it."""
    if one.actual is None or not one.fair or not isinstance(one.change, Change):
        return ""
    relative = float(one.actual / one.fair) - 1
    return f"{figures.number(100 * relative, t.language, signed=True)}{figures.SPACE}%"


def _rounded(metric: Metric, amount: Decimal | None) -> Decimal | None:
    return figures.rounded(amount, 0) if amount is not None and metric.unit is Unit.COUNT else amount


def when(one: Score, t: Words) -> str:
    """The days counted."""
    return figures.period(one.shown or one.period, t.language)


# ---------------------------------------------------------------------------------------------------------- on the way


def way_title(one: Score, line: Running, currency: str, t: Words) -> str:
    name = number_name(one.metric, one.stage, t.language)
    day, actual = line.actual[-1]
    said = {
        "name": name,
        "actual": one.metric.shown(Decimal(str(round(actual, 2))), currency, t.language),
        "day": figures.day(day, t.language, year=False),
    }
    due = dict(line.target).get(day)
    if not due:
        return t("way_plain", **said)
    gap = figures.percent(abs(actual / due - 1), t.language)
    shown = one.metric.shown(figures.rounded(due, 0), currency, t.language)
    return t("way_ahead" if actual >= due else "way_behind", due=shown, gap=gap, **said)


def way_names(one: Score, line: Running, currency: str, t: Words) -> tuple[tuple[str, str], ...]:
    """(key, name) of the lines there are, the actual one first."""
    names = [(ACTUAL, t("way_actual"))]
    if line.target and one.target:
        names.append((TARGET, t("way_target", target=one.metric.shown(one.target.value, currency, t.language))))
    if line.before:
        names.append((EARLIER, t("way_before")))
    return tuple(names)


def way_table(
    one: Score, line: Running, names: Sequence[tuple[str, str]], currency: str, t: Words, notes: Sequence[Note] = ()
) -> pa.Table:
    """Rows for `sprint_charts.running`. The first row of the day a note begins carries it: what it did shows after."""
    noted: dict[date, list[str]] = {}
    for note in notes_of(notes, one.period):
        noted.setdefault(max(note.days.start, one.period.start), []).append(note_line(note, t.language))
    lines = {ACTUAL: line.actual, TARGET: line.target, EARLIER: line.before}
    found: list[dict[str, Any]] = [
        {
            "day": day,
            "line": name,
            "value": amount,
            "said": t(
                "way_said",
                line=name,
                day=figures.day(day, t.language, year=False),
                value=one.metric.shown(Decimal(str(round(amount, 2))), currency, t.language),
            ),
        }
        for key, name in names
        for day, amount in lines[key]
    ]
    return pa.Table.from_pylist([row | {"note": "\n".join(noted.pop(row["day"], []))} for row in found])


# -------------------------------------------------------------------------------------------------------------- ledger


def ledger_title(case: TrafficCase, t: Words) -> str:
    found = case.found
    key = "ledger_fewer" if found.extra_visits < 0 else "ledger_short" if found.effect < 0 else "ledger_more"
    lost = found.extra_visits >= 0 and found.extra_conversions < 0
    return t(
        "ledger_lost" if lost else key,
        visits=figures.number(abs(found.extra_visits), t.language),
        awaited=figures.number(abs(found.awaited), t.language),
        got=figures.number(
            -found.extra_conversions if lost else found.extra_conversions, t.language, signed=found.extra_visits < 0
        ),
    )


def ledger_where(case: TrafficCase, facts: Facts, t: Words) -> str:
    """Where most of the shortfall lies, in Markdown; empty where no one or two campaigns make it."""
    names = {line.key: line.name for line in facts.lines}
    worst = [t("quoted", name=escaped(names[entry.line.key])) for entry in case.named]
    return t("ledger_where", names=t("and").join(worst)) if worst else ""


def ledger_note(case: TrafficCase, t: Words) -> str:
    return t(
        "ledger_note",
        sum=figures.number(case.found.effect, t.language, signed=True),
        now=figures.period(case.frame.after, t.language),
        before=figures.period(case.frame.previous[0], t.language),
    )


def ledger_table(case: TrafficCase, facts: Facts, t: Words) -> pa.Table:
    """The campaigns furthest from what their visits should have brought, worst first; the rest is one row."""
    lines = {line.key: line for line in facts.lines}
    furthest = sorted(case.found.entries, key=lambda e: -abs(e.effect))
    shown = furthest if len(furthest) <= LEDGER_ROWS else furthest[: LEDGER_ROWS - 1]
    rest = furthest[len(shown) :]
    marked = {entry.line.key for entry in case.named}
    rows = [
        _ledger_row(lines[e.line.key].name, _bucket(lines[e.line.key].stage), [e], bool(e.line.key in marked), case, t)
        for e in sorted(shown, key=lambda e: e.effect)
    ]
    if rest:
        rows.append(_ledger_row(t("ledger_rest", count=len(rest)), UNMAPPED, rest, False, case, t))
    return pa.Table.from_pylist([row | {"place": place} for place, row in enumerate(rows)])


def _bucket(stage: str) -> str:
    return stage if stage in STAGES else UNMAPPED


def _ledger_row(
    name: str, key: str, entries: Sequence[Entry], marked: bool, case: TrafficCase, t: Words
) -> dict[str, Any]:
    visits = sum(e.extra_visits for e in entries)
    got, effect = sum(e.extra_conversions for e in entries), sum(e.effect for e in entries)

    def signed(amount: float) -> str:
        return figures.number(amount, t.language, signed=True)

    under = t("ledger_under", visits=signed(visits), got=signed(got), awaited=signed(case.found.rate_before * visits))
    shown = t("ledger_value", effect=figures.number(effect, t.language, 0 if abs(effect) >= 10 else 1, signed=True))
    return {
        "key": key,
        "name": name,
        "value": shown,
        "under": under,
        "effect": effect,
        "zero": 0.0,
        "marked": marked or effect > 0,
        "said": f"{name}: {shown} ({under})",
    }


# --------------------------------------------------------------------------------------------------------------- money


def pace_title(rows: Sequence[BudgetRow], t: Words) -> str:
    """Which budgets leave their plan, that of all the money first and then the largest gap; or that none does."""
    off = [(r, r.pace) for r in rows if isinstance(r.pace, Pace) and pace_band(r.pace) is not Band.ON_TARGET]
    if not off:
        return t("pace_fine")
    off.sort(key=lambda pair: (pair[0].plan.budget.scope != EVERYTHING, -abs(pair[1].gap)))
    said = [
        t(
            "pace_over" if found.gap > 0 else "pace_under",
            name=row.name.said_in(t.language),
            gap=figures.percent(abs(found.gap_share), t.language),
        )
        for row, found in off[:3]
    ]
    more = [t("pace_more", count=len(off) - 3)] if len(off) > 3 else []
    return ", ".join([*said, *more])


def pace_table(rows: Sequence[BudgetRow], currency: str, t: Words) -> pa.Table:
    """One row per budget that has a pace."""
    found = [(row, row.pace) for row in rows if isinstance(row.pace, Pace)]
    return pa.Table.from_pylist([_pace_row(row, one, i, currency, t) for i, (row, one) in enumerate(found)])


def _pace_row(row: BudgetRow, found: Pace, place: int, currency: str, t: Words) -> dict[str, Any]:
    def money(amount: Decimal | None) -> str:
        return figures.money(amount, currency, t.language)

    name, band = row.name.said_in(t.language), pace_band(found)
    value = t("pace_value", spent=money(found.spent), budget=money(found.budget))
    word = pace_word(found, t)
    if found.days_left:
        under = t("pace_under_open", due=money(found.fair_share), forecast=money(found.forecast))
        word = t("pace_needed", word=word, needed=money(found.needed_per_day))
    else:
        under = t("pace_under_closed", gap=figures.money(found.gap, currency, t.language, signed=True))
    return {
        "place": place,
        "name": name,
        "value": value,
        "under": under,
        "status": word,
        "shape": palette.SHAPE[band.value],
        "band": band.value,
        "spent": float(found.spent / found.budget),
        "forecast": float(found.forecast / found.budget),
        "due": float(found.fair_share / found.budget),
        "whole": 1.0,
        "said": f"{name}: {value}, {under}, {word}",
    }


def pace_band(found: Pace) -> Band:
    """Off where it is an alarm, or over for good and not by a trifle; what is merely outside the band is to be
    watched."""
    if found.state is PaceState.ON or (not found.days_left and _is_trifle(found)):
        return Band.ON_TARGET
    return Band.OFF if found.alarm or not found.days_left else Band.WATCH


def _is_trifle(found: Pace) -> bool:
    return abs(found.gap) < max(LEAST_MONEY, LEAST_SHARE * found.budget)


def pace_word(found: Pace, t: Words) -> str:
    if pace_band(found) is Band.ON_TARGET:
        return t("pace_on")
    if found.state is PaceState.SPENT_OUT:
        return t("pace_spent_out")
    if not found.days_left:
        return t("pace_was_over" if found.gap > 0 else "pace_was_under")
    key = "pace_off_over" if found.gap > 0 else "pace_off_under"
    return t(key, band=figures.percent(found.band, t.language))


def states_line(states: MoneyStates, currency: str, t: Words) -> str:
    shown = {
        name: figures.money(getattr(states, name), currency, t.language)
        for name in ("planned", "actual", "committed", "free", "over")
    }
    return t("states_over" if states.over else "states", **shown)


def stage_states_line(stage: str, states: MoneyStates, currency: str, t: Words) -> str:
    shown = {name: figures.money(getattr(states, name), currency, t.language) for name in ("planned", "free", "over")}
    return t("states_stage_over" if states.over else "states_stage", stage=short_name(stage, t.language), **shown)


def bullet(sentences: Sequence[Sentence], language: str) -> str:
    """Sentences as a list; names in them are shown as they are."""
    return "\n".join(f"- {escaped(sentence.said_in(language))}" for sentence in sentences)
