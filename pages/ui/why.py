""" "Why do we believe this?": the same answer for every figure of the product, and the mark that a broken or doubtful
check puts on the figures that rest on it.

A page gives its figures as ids of the dictionary: `hint` on hover, `marked` for the label, `caution` under its answer,
`believe` at its end (only asked for when opened), `on_paper` for print.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from html import escape

import streamlit as st

from core import figures
from core.measure.checks import Check, State
from core.measure.dictionary import entry
from core.model import Sentence
from core.reports.trust import Trust
from core.reports.why import SourceFile, Why
from pages.ui import palette, session
from pages.ui.names import account_name
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.trust import TRUST

MEASURE_PAGE, IMPORTS_PAGE = "team/measure.py", "team/imports.py"
FILES_SHOWN = 8


def words(language: str) -> Words:
    return Words(TRUST, language)


def mark(state: State, language: str) -> str:
    """A state as coloured shape and word, in Markdown."""
    return f":{palette.TRUST_INK[state]}[{palette.TRUST_SHAPE[state]}] {words(language)(state)}"


def plain_mark(state: State, language: str) -> str:
    """The same without colour, for cells, charts and labels that are read aloud."""
    return f"{palette.TRUST_SHAPE[state]} {words(language)(state)}"


@cache
def hint(metric_id: str, language: str) -> str:
    """What a figure means, on hover: what it says, its formula, its denominator, its source."""
    t, told = words(language), entry(metric_id)

    def said(sentence: Sentence) -> str:
        return escaped(sentence.said_in(language))

    lines = [said(told.says), t("formula", formula=said(told.formula))]
    if told.over.en:
        lines.append(t("over", over=said(told.over)))
    lines += [t("origin_only", origin=said(told.origin)), t("owner", owner=said(told.owner))]
    return "  \n".join(lines)


def marked(label: str, metric_id: str, trusted: Trust, language: str) -> str:
    """A figure's label after the mark of the worst broken or doubtful check that it rests on: on a phone the end of a
    label is cut off, and a mark must not be."""
    found = trusted.against(*entry(metric_id).needs)
    return f"{mark(found[0].state, language)} · {label}" if found else label


def caution(trusted: Trust, metric_ids: Sequence[str], language: str) -> None:
    """One line about what is broken or doubtful under these figures, with the way to the checks; nothing when all is
    well."""
    measures = dict.fromkeys(measure for metric_id in metric_ids for measure in entry(metric_id).needs)
    found = trusted.against(*measures)
    if not found:
        return
    worst = found[0].state
    t = words(language)
    what = _not_holding([check for check in found if check.state is worst], t)
    said = f"{plain_mark(worst, language)}: {t(f'caution_{worst}', what=what)}"
    (st.error if worst is State.BROKEN else st.warning)(escaped(said))
    session.link_here(f"/measure?client={trusted.client_id}", t("to_measure"))


def _not_holding(checks: Sequence[Check], t: Words) -> str:
    """Each check once, as the sentence that does not hold, with the accounts of which it does not."""
    accounts: dict[str, list[str]] = {}
    for check in checks:
        mine = accounts.setdefault(_name(check, t), [])
        if check.source:
            mine.append(account_name(check.source, check.account))
    return "; ".join(
        t("caution_of" if mine else "caution_item", name=name, accounts=", ".join(dict.fromkeys(mine)))
        for name, mine in accounts.items()
    )


def believe(metric_ids: Sequence[str], ask: Callable[[str], Why], language: str, *, key: str, also: str = "") -> None:
    """The expander at the end of a page: choose a figure, read why. Asked only when opened; belongs in a fragment.
    `also` is Markdown of what only this page knows."""
    t = words(language)
    box = st.expander(t("title"), icon=":material/verified:", key=key, on_change="rerun")
    if not box.open:
        return
    with box:
        chosen = st.pills(
            t("which"),
            list(metric_ids),
            default=metric_ids[0],
            required=True,
            format_func=lambda metric_id: entry(metric_id).name.said_in(language),
            key=f"{key}_figure",
            label_visibility="collapsed",
        )
        found = ask(chosen or metric_ids[0])
        st.markdown(_told(found, t))
        _files(found, t)
        st.markdown("  \n".join([t("checks"), *_checks(found, t)]))
        if also:
            st.markdown(also)


def _told(found: Why, t: Words) -> str:
    told, language = found.entry, t.language
    lines = [
        escaped(told.says.said_in(language)),
        t("formula", formula=escaped(told.formula.said_in(language))),
    ]
    if told.over.en:
        lines.append(t("over", over=escaped(told.over.said_in(language))))
    accounts = "; ".join(
        t(
            "account",
            name=escaped(account_name(a.source, a.account)),
            last=figures.day(a.last_day, language),
            settled=settled_words(a.settled_through, t),
        )
        for a in found.accounts
    )
    origin = escaped(told.origin.said_in(language))
    lines.append(t("origin", origin=origin, accounts=accounts) if accounts else t("origin_only", origin=origin))
    if found.entry.needs:
        settled = settled_words(found.settled_through, t)
        lines.append(t("period", period=figures.period(found.period, language), settled=settled))
    lines.append(t("owner", owner=escaped(told.owner.said_in(language))))
    return "  \n".join(lines)


def settled_words(day: date | None, t: Words) -> str:
    """Up to which day figures change no more, or that all of them may."""
    return t("settled", day=figures.day(day, t.language)) if day else t("settled_never")


def _files(found: Why, t: Words) -> None:
    if not found.entry.needs:
        return
    st.markdown(t("files"))
    if not found.files:
        st.caption(t("files_none"))
    for file in found.files[:FILES_SHOWN]:
        st.page_link(
            IMPORTS_PAGE,
            label=escaped(_file_line(file, t)),
            icon=":material/upload_file:",
            query_params={"client": found.client_id, "import": str(file.import_id)},
        )
    if len(found.files) > FILES_SHOWN:
        st.caption(t("files_rest", n=len(found.files) - FILES_SHOWN))


def _file_line(file: SourceFile, t: Words) -> str:
    return t(
        "file" if file.days else "file_total",
        file=file.file_name or t("file_unknown", n=file.import_id),
        who=file.brought_by or figures.UNDEFINED,
        days=figures.number(file.days, t.language),
        period=figures.period(file.period, t.language),
    )


def _checks(found: Why, t: Words) -> list[str]:
    if not found.checks:
        return [t("checks_none")]
    return [
        t(
            "check_line",
            mark=mark(check.state, t.language),
            name=escaped(_name(check, t)),
            of=escaped(_of(check, t)),
            evidence=escaped(check.evidence.said_in(t.language)),
        )
        for check in sorted(found.checks, key=lambda c: _ORDER[c.state])
    ]


_ORDER = {State.BROKEN: 0, State.DOUBTFUL: 1, State.NOT_CHECKED: 2, State.OK: 3}


def _name(check: Check, t: Words) -> str:
    return t(f"check_{check.kind}")


def _of(check: Check, t: Words) -> str:
    return t("of_account", account=account_name(check.source, check.account)) if check.source else ""


def on_paper(metric_ids: Sequence[str], language: str) -> None:
    """The dictionary of the page's figures: seen on paper only, where nothing can be hovered."""
    t = words(language)
    items = "".join(
        f"<dt><b>{escape(told.name.said_in(language))}</b></dt>"
        f"<dd>{escape(told.says.said_in(language))} <i>{escape(told.formula.said_in(language))}</i></dd>"
        for told in map(entry, metric_ids)
    )
    st.html(f'<section class="only-paper"><h2>{escape(t("dictionary"))}</h2><dl>{items}</dl></section>')
