"""The answer, the checks and the day strips as one element each: plain lists that read aloud, print and fit a phone.

A state is always shape, word and colour. A missing day is an outlined cell with a cross, never an empty bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from core import figures
from core.measure.checks import Check, State, worst
from core.model import Period
from core.reports.measure import GROUP_NAMES, DayKind, GroupTrust, Strip, StripDay
from pages.ui import palette
from pages.ui.names import account_name
from pages.ui.why import settled_words
from pages.ui.words import Words

_FRAME = "color-mix(in srgb, currentColor 22%, transparent)"
_TILES = "display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;padding:0;margin:0"
_TILE = f"list-style:none;border:1px solid {_FRAME};border-radius:.5rem;padding:.8rem .9rem;margin:0"
_ROWS = "list-style:none;padding:0;margin:0"
_ROW = f"display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;padding:.7rem 0;border-top:1px solid {_FRAME};margin:0"
_ENDS = "display:flex;justify-content:space-between"
_SMALL = "font-size:.85rem;opacity:.8"
_DAYS = "display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:2px;height:1.7rem;margin:.35rem 0"
_DATA = palette.BUCKET["reach"]

_SWATCH = (
    "font-style:normal;width:.9rem;height:1.1rem;line-height:.8rem;font-size:.8rem;display:inline-block;"
    "border-radius:2px"
)

_CELLS: dict[DayKind, str] = {
    DayKind.VALUE: f"background:{_DATA}",
    DayKind.ZERO: f"border-bottom:3px solid {_DATA}",
    DayKind.GAP: f"border:2px solid {palette.TRUST[State.BROKEN]};text-align:center;line-height:1.4rem;overflow:hidden",
    DayKind.PAUSE: f"border-bottom:1px dashed {_FRAME}",
    DayKind.NOT_YET: f"background:repeating-linear-gradient(90deg,{_FRAME} 0 1px,transparent 1px 4px)",
    DayKind.BEFORE: "",
}


def state_mark(state: State, words: Words) -> str:
    """Shape in colour, word in the page's own colour."""
    shape, colour = palette.TRUST_SHAPE[state], palette.TRUST[state]
    return (
        f'<span style="white-space:nowrap"><span aria-hidden="true" style="color:{colour}">{shape}</span> '
        f"{escape(words(state))}</span>"
    )


def tiles(groups: Sequence[GroupTrust], words: Words, t: Words) -> str:
    """One tile a group of figures: what can be used today, and the reason when something cannot."""
    return f'<ul style="{_TILES}">{"".join(_tile(group, words, t) for group in groups)}</ul>'


def _tile(group: GroupTrust, words: Words, t: Words) -> str:
    name = GROUP_NAMES[group.group].said_in(t.language)
    return (
        f'<li style="{_TILE}"><div style="{_SMALL}">{escape(name[0].upper() + name[1:])}</div>'
        f'<div style="font-size:1.25rem;font-weight:650;margin:.15rem 0">{state_mark(group.state, words)}</div>'
        f'<div style="{_SMALL}">{escape(_reason(group, words, t))}</div></li>'
    )


def _reason(group: GroupTrust, words: Words, t: Words) -> str:
    if group.state is State.OK:
        return t("group_ok", n=len(group.checks))
    same = [check for check in group.checks if check.state is group.state]
    if not same:
        return t("group_nothing")
    first = words(f"check_{same[0].kind}")
    kinds = len({check.kind for check in same})
    return first if kinds == 1 else t("group_more", first=first, n=kinds - 1)


def check_rows(checks: Iterable[Check], words: Words, t: Words) -> str:
    """One row a kind of check, with a line of evidence for each account it was made of."""
    by_kind: dict[str, list[Check]] = {}
    for check in checks:
        by_kind.setdefault(check.kind, []).append(check)
    return f'<ul style="{_ROWS}">{"".join(_check_row(found, words, t) for found in by_kind.values())}</ul>'


def _check_row(found: Sequence[Check], words: Words, t: Words) -> str:
    state = worst(check.state for check in found)
    affects = list(dict.fromkeys(words(f"rests_{measure}") for check in found for measure in check.affects))
    rests = ", ".join(affects) if affects else words("rests_nothing")
    return (
        f'<li style="{_ROW}" class="tahti-check"><div style="flex:1 1 14rem"><div style="font-weight:600">'
        f"{escape(words(f'check_{found[0].kind}'))}</div><div>{state_mark(state, words)}</div></div>"
        f'<div style="flex:3 1 18rem;min-width:0">'
        f"{''.join(_evidence(check, words, several=len(found) > 1) for check in found)}"
        f'<div style="{_SMALL}">{escape(t("rests_on", what=rests))}{escape(_looked(found[0], t))}</div></div></li>'
    )


def _evidence(check: Check, words: Words, *, several: bool) -> str:
    account = f"{account_name(check.source, check.account)}: " if check.source else ""
    mark = f"{state_mark(check.state, words)} " if several and check.state is not State.OK else ""
    said = check.evidence.said_in(words.language)
    return f'<div style="overflow-wrap:anywhere">{mark}<bdi>{escape(account)}{escape(said)}</bdi></div>'


def _looked(check: Check, t: Words) -> str:
    if check.checked_on is None:
        return ""
    day = figures.day(check.checked_on, t.language)
    return f" · {t('looked_auto', day=day) if check.automatic else t('looked_by', who=check.checked_by, day=day)}"


def strip(shown: Strip, words: Words, t: Words) -> str:
    """One account day by day, with what it holds in words for those who cannot see the cells."""
    account, language = shown.freshness, t.language
    settled = settled_words(account.settled_through, words)
    facts = t("strip_facts", last=figures.day(account.last_day, language), settled=settled)
    name = account_name(account.source, account.account)
    missing = t("strip_one" if shown.missing == 1 else "strip_missing", n=shown.missing) if shown.missing else ""
    window = figures.period(Period(shown.days[0].day, shown.days[-1].day), language)
    spoken = t("strip_alt", name=name, window=window, facts=facts, missing=missing or t("strip_none"))
    cells = "".join(_cell(day, t) for day in shown.days)
    first, end = (figures.day(shown.days[i].day, language, year=False) for i in (0, -1))
    return (
        f'<div style="margin:.9rem 0 0"><div style="{_ENDS};gap:1rem;flex-wrap:wrap">'
        f"<span><b><bdi>{escape(name)}</bdi></b> {state_mark(shown.state, words)}</span>"
        f'<span style="{_SMALL}">{escape(facts)}{escape(f" · {missing}" if missing else "")}</span></div>'
        f'<div role="img" aria-label="{escape(spoken)}" style="{_DAYS}">{cells}</div>'
        f'<div aria-hidden="true" style="{_ENDS};{_SMALL}">'
        f"<span>{escape(first)}</span><span>{escape(end)}</span></div></div>"
    )


def _cell(day: StripDay, t: Words) -> str:
    said = f"{figures.day(day.day, t.language)}: {t(f'day_{day.kind}')}"
    pale = day.kind is DayKind.VALUE and not day.settled
    if pale:
        said += t("day_unsettled")
    look = "border-radius:2px;" + _CELLS[day.kind] + (";opacity:.45" if pale else "")
    return f'<i title="{escape(said)}" style="font-style:normal;{look}">{"×" if day.kind is DayKind.GAP else ""}</i>'


def legend(t: Words) -> str:
    """What the cells mean."""
    shown = (
        (DayKind.VALUE, "legend_value", ""),
        (DayKind.VALUE, "legend_unsettled", ";opacity:.45"),
        (DayKind.ZERO, "legend_zero", ""),
        (DayKind.GAP, "legend_gap", ""),
        (DayKind.PAUSE, "legend_pause", ""),
        (DayKind.NOT_YET, "legend_not_yet", ""),
    )
    items = "".join(
        f'<li style="display:flex;align-items:center;gap:.4rem;margin:0"><i aria-hidden="true" style="{_SWATCH};'
        f'{_CELLS[kind].replace("line-height:1.4rem;", "")}{more}">{"×" if kind is DayKind.GAP else ""}</i>'
        f"{escape(t(key))}</li>"
        for kind, key, more in shown
    )
    return (
        f'<ul style="list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;padding:0;margin:.4rem 0;{_SMALL}">'
        f"{items}</ul>"
    )
