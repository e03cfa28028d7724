"""What the reader understood of a file, in words: one line per thing a person would check before it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from core import figures
from core.jobs.imports import NO_ACCOUNT
from core.model import Goal, Period
from core.reports.claims import placed_as
from core.sources.layout import TABLE
from pages.ui.import_rows import names_line
from pages.ui.names import source_name
from pages.ui.words import Words
from pages.ui.words.goals import GOALS
from pages.ui.words.imports import IMPORTS

Facts = Mapping[str, Any]
"""One entry of the `files` of the command line's JSON: what the reader understood of one table."""


def lines(t: Words, facts: Facts) -> list[tuple[str, str]]:
    """(what, in words), without what the file does not tell."""
    found = [
        (t("what"), what(t, facts)),
        (t("account"), account_word(t, facts["account"])),
        (t("period"), figures.period(period_of(facts), t.language) if facts["period"] else ""),
        (t("rows"), rows_line(t, facts)),
        (t("spend"), spend_line(t, facts)),
        (t("measures"), measures_line(t, facts)),
        (t("replaces"), replaces_line(t, facts)),
        (t("campaigns"), new_line(t, facts)),
        *names_lines(t, facts),
        (t("zone"), facts.get("zone") or ""),
    ]
    return [(label, text) for label, text in found if text]


def source_word(t: Words, source: str) -> str:
    return t("source_table") if source == TABLE else source_name(source)


def account_word(t: Words, account: str) -> str:
    return t("account_main") if account == NO_ACCOUNT else account


def said_in(t: Words, facts: Facts, key: str) -> Any:
    """`message` or `notes` in the viewer's language."""
    return facts.get(f"{key}_fi" if t.language == "fi" else key) or facts.get(key)


def what(t: Words, facts: Facts) -> str:
    listed = f"outcomes_{facts.get('report')}"
    level = t(listed if listed in IMPORTS else f"level_{facts['level']}")
    return f"{source_word(t, facts['source'])}, {level}, {t('grain_' + facts['grain'])}"


def period_of(facts: Facts) -> Period | None:
    period = facts["period"]
    return Period(date.fromisoformat(period["start"]), date.fromisoformat(period["end"])) if period else None


def rows_line(t: Words, facts: Facts) -> str:
    rows, totals = figures.number(facts["rows"], t.language), facts["totals_rows"]
    if not totals:
        return rows
    return t("rows_total_one" if totals == 1 else "rows_totals", rows=rows, totals=figures.number(totals, t.language))


def money(t: Words, amount: str | None, facts: Facts) -> str:
    return figures.money(Decimal(amount) if amount else None, facts["currency"], t.language, exact=True)


def spend_line(t: Words, facts: Facts) -> str:
    if facts["spend"] is None:
        return ""
    spend, control = money(t, facts["spend"], facts), facts["control"]
    if not control:
        return t("control_none", spend=spend)
    if not Decimal(control["difference"]):
        return t("control_same", spend=spend)
    return t(
        "control_differs",
        spend=spend,
        control=money(t, control["spend"], facts),
        difference=money(t, control["difference"], facts),
    )


def measures_line(t: Words, facts: Facts) -> str:
    outcomes: Mapping[str, int] = facts.get("outcomes") or {}
    names = ("impressions", "clicks") if outcomes else ("impressions", "clicks", "conversions")
    found = [t(name, n=count_word(t, facts[name])) for name in names if facts[name] is not None]
    found += [f"{t(f'measure_{kind}')} {count_word(t, count)}" for kind, count in outcomes.items()]
    if outcomes and facts.get("value"):
        found.append(f"{t('measure_value')} {money(t, facts['value'], facts)}")
    return " · ".join(found)


def count_word(t: Words, count: Decimal | float) -> str:
    exact = Decimal(str(count))
    return figures.number(exact, t.language, 0 if exact == exact.to_integral_value() else 1)


def replaces_line(t: Words, facts: Facts) -> str:
    replaced = facts["replaced"]
    if replaced is None:
        return ""
    parts = [
        t(
            f"replaces_{kind}_one" if replaced[kind] == 1 else f"replaces_{kind}",
            n=figures.number(replaced[kind], t.language),
        )
        for kind in ("days", "periods", "outcomes")
        if replaced.get(kind)
    ]
    if not parts:
        return t("replaces_nothing")
    changes = [
        change_word(t, change, facts)
        for change in facts["changes"]
        if change["rows"] and f"change_{change['measure']}" in IMPORTS
    ]
    return ", ".join([*parts, *(changes or [t("replaces_same")])])


def change_word(t: Words, change: Mapping[str, Any], facts: Facts) -> str:
    name = change["measure"]
    if name in ("spend", "value"):
        return t(f"change_{name}", old=money(t, change["old"], facts), new=money(t, change["new"], facts))
    return t(f"change_{name}", old=count_word(t, Decimal(change["old"])), new=count_word(t, Decimal(change["new"])))


def new_line(t: Words, facts: Facts) -> str:
    entities = facts["entities"] or {"new": 0, "renamed": 0}
    parts = [
        t(f"{kind}_n", n=figures.number(entities[kind], t.language)) for kind in ("new", "renamed") if entities[kind]
    ]
    return ", ".join(parts)


def names_lines(t: Words, facts: Facts) -> list[tuple[str, str]]:
    """Which campaigns are new, renamed or missing, by name."""
    entities = facts["entities"] or {}
    renamed = entities.get("renamed_names") or ()
    missing = entities.get("missing_names") or ()
    kept = sum(kept["entities"] for kept in facts.get("missing") or ())
    return [
        (t("new_names"), names_line(t, entities.get("new_names") or (), entities.get("new") or 0)),
        (t("renamed_names"), ", ".join(f"{pair['before']} → {pair['now']}" for pair in renamed[:5])),
        (t("missing_names"), names_line(t, missing, kept)),
    ]


def results_line(t: Words, facts: Facts, agreed: Sequence[Goal]) -> str:
    """What the results that the file names stand for, as agreed or as their names suggest; what is no result is left
    out."""
    kinds = Words(GOALS, t.language)
    placed = [(event, placed_as(agreed, event, facts["source"])) for event in facts.get("events") or ()]
    return ", ".join(
        t("result_agreed" if one.confirmed else "result_suggested", event=event, kind=kinds(str(one.kind)).lower())
        for event, one in placed
        if one
    )
