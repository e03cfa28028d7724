"""Imports: every file is read and explained first; nothing changes before somebody confirms, and everything can be
undone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core import figures
from core.errors import TahtiError
from core.jobs.imports import CURRENCY, NO_ACCOUNT, offer, undo
from core.model import Client, ClientKind, FileStatus, Level, Period
from core.reports.imports import import_rows
from core.reports.shapes import ImportRow
from core.sources.layout import TABLE
from pages.ui import session
from pages.ui.names import source_name
from pages.ui.text import escaped
from pages.ui.words.imports import IMPORTS

TYPES = ("csv", "tsv", "txt", "xlsx", "zip")
LARGEST = 100
"""Megabytes of one file: about a million rows."""
MOST = 20
SHOWN_BAD_LINES = 50
LONGEST_ANSWER = 200
MOST_COLUMNS = 40
CURRENCIES = ("EUR", "SEK", "NOK", "DKK", "GBP", "USD")
ROLES = (
    *("day", "campaign", "campaign_id", "ad_set", "ad", "account", "campaign_type", "objective", "currency"),
    *("spend", "impressions", "clicks", "conversions", "value", "sessions", "leads"),
)
"""What a column of an unfamiliar table can be, in the reader's words (see `core.sources.vocabulary`)."""

Facts = Mapping[str, Any]
"""One entry of the `files` of the command line's JSON: what the reader understood of one table."""

t = session.words(IMPORTS)


class Key(StrEnum):
    UPLOAD = "imports_upload"
    ROUND = "imports_round"
    ANSWERS = "imports_answers"
    ACCOUNTS = "imports_accounts"
    PREVIEWS = "imports_previews"
    RESULTS = "imports_results"
    CONFIRM = "imports_confirm"
    WHICH = "imports_which"
    UNDO = "imports_undo"
    SAID = "imports_said"


ICONS = {
    FileStatus.IMPORTED: ":material/check_circle:",
    FileStatus.NEEDS_ANSWER: ":material/help:",
    FileStatus.DUPLICATE: ":material/content_copy:",
    FileStatus.EMPTY: ":material/hourglass_empty:",
    FileStatus.REFUSED: ":material/block:",
}


def main() -> None:
    session.viewer()
    st.title(t("title"), anchor=False)
    st.caption(t("lead"))
    client = session.client()
    if client.kind is ClientKind.TEAM:
        st.info(t("team"))
        return
    results()
    files = uploaded(client)
    previews = [preview(client, file) for file in files]
    forget_others(files)
    for file, tables in zip(files, previews, strict=True):
        for place, facts in enumerate(tables):
            card(file, facts, place)
    if files:
        confirm(client, files, previews)
    log(client)


# --- before anything changes ------------------------------------------------------------------------------------------


def uploaded(client: Client) -> list[UploadedFile]:
    """The files in the field, bounded again here: the browser's own limits are only good manners."""
    found = st.file_uploader(
        t("upload", client=escaped(client.name)),
        type=TYPES,
        accept_multiple_files=True,
        max_upload_size=LARGEST,
        key=f"{Key.UPLOAD}_{client.client_id}_{st.session_state.get(Key.ROUND, 0)}",
        help=t("upload_help", size=LARGEST),
    )
    if len(found) > MOST:
        st.warning(t("too_many", n=MOST))
    fitting = []
    for file in found[:MOST]:
        if file.size > LARGEST * 1024 * 1024:
            st.error(escaped(t("too_big", name=file.name, size=LARGEST)))
        else:
            fitting.append(file)
    return fitting


def preview(client: Client, file: UploadedFile) -> list[Facts]:
    """What importing the file would do. Reading a large file takes seconds, so the answer is kept until the file, its
    answers or the data change; only its words and sums are kept, never its rows."""
    key = (client.client_id, answers_of(file), account_of(file), session.version())
    kept: dict[str, tuple[object, list[Facts]]] = st.session_state.setdefault(Key.PREVIEWS, {})
    known = kept.get(file.file_id)
    if known and known[0] == key:
        return known[1]
    with st.spinner(escaped(t("reading", name=file.name))):
        tables = offered(client, file, dry_run=True)
    kept[file.file_id] = (key, tables)
    return tables


def offered(client: Client, file: UploadedFile, *, dry_run: bool) -> list[Facts]:
    answers = dict(answers_of(file))
    outcomes = offer(
        session.store(),
        client_id=client.client_id,
        name=file.name,
        data=file.getvalue(),
        account=account_of(file),
        currency=answers.get(CURRENCY, ""),
        answers=answers,
        who=session.viewer().name,
        now=session.now(client),
        dry_run=dry_run,
    )
    return [outcome.as_json() for outcome in outcomes]


def answers_of(file: UploadedFile) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(st.session_state.get(Key.ANSWERS, {}).get(file.file_id, {}).items()))


def account_of(file: UploadedFile) -> str:
    return str(st.session_state.get(Key.ACCOUNTS, {}).get(file.file_id, ""))


def forget_others(files: Sequence[UploadedFile]) -> None:
    """A file that was taken out of the field takes its preview and answers with it."""
    here = {file.file_id for file in files}
    for key in (Key.PREVIEWS, Key.ANSWERS, Key.ACCOUNTS):
        kept = st.session_state.get(key, {})
        for file_id in [file_id for file_id in kept if file_id not in here]:
            del kept[file_id]


def said_in(facts: Facts, key: str) -> Any:
    return facts.get(f"{key}_fi" if t.language == "fi" else key) or facts.get(key)


def card(file: UploadedFile, facts: Facts, place: int) -> None:
    status = FileStatus(facts["status"])
    with st.container(border=True, key=f"imports_card_{file.file_id}_{place}"):
        st.markdown(f"{ICONS[status]} **{escaped(facts['file'])}** · {t(f'status_{status}')}")
        if status is FileStatus.REFUSED:
            st.error(escaped(said_in(facts, "message")))
        elif status in (FileStatus.DUPLICATE, FileStatus.EMPTY):
            st.markdown(escaped(said_in(facts, "message")))
        elif facts["level"] != Level.OTHER or facts["source"] != TABLE:
            understood(facts)
        for note in said_in(facts, "notes") or []:
            st.markdown(f":material/info: {escaped(note)}")
        if place == 0 or facts["questions"]:
            ask(file, facts, place)
        bad_lines(facts)


def understood(facts: Facts) -> None:
    """The preview in words, one line per thing a person would check."""
    lines = [
        (t("what"), what(facts)),
        (t("account"), t("account_main") if facts["account"] == NO_ACCOUNT else facts["account"]),
        (t("period"), figures.period(period_of(facts), t.language) if facts["period"] else ""),
        (t("rows"), rows_line(facts)),
        (t("spend"), spend_line(facts)),
        (t("measures"), measures_line(facts)),
        (t("replaces"), replaces_line(facts)),
        (t("campaigns"), new_line(facts)),
    ]
    st.markdown("  \n".join(f"**{label}:** {escaped(text)}" for label, text in lines if text))


def what(facts: Facts) -> str:
    source = t("source_table") if facts["source"] == TABLE else source_name(facts["source"])
    return f"{source}, {t('level_' + facts['level'])}, {t('grain_' + facts['grain'])}"


def period_of(facts: Facts) -> Period | None:
    period = facts["period"]
    return Period(date.fromisoformat(period["start"]), date.fromisoformat(period["end"])) if period else None


def rows_line(facts: Facts) -> str:
    rows, totals = figures.number(facts["rows"], t.language), facts["totals_rows"]
    if not totals:
        return rows
    return t("rows_total_one" if totals == 1 else "rows_totals", rows=rows, totals=figures.number(totals, t.language))


def money(amount: str | None, facts: Facts) -> str:
    return figures.money(Decimal(amount) if amount else None, facts["currency"], t.language, exact=True)


def spend_line(facts: Facts) -> str:
    if facts["spend"] is None:
        return ""
    spend, control = money(facts["spend"], facts), facts["control"]
    if not control:
        return t("control_none", spend=spend)
    if not Decimal(control["difference"]):
        return t("control_same", spend=spend)
    return t(
        "control_differs",
        spend=spend,
        control=money(control["spend"], facts),
        difference=money(control["difference"], facts),
    )


def measures_line(facts: Facts) -> str:
    found = [(name, facts[name]) for name in ("impressions", "clicks", "conversions") if facts[name] is not None]
    return " · ".join(t(name, n=count_word(count)) for name, count in found)


def count_word(count: Decimal | float) -> str:
    exact = Decimal(str(count))
    return figures.number(exact, t.language, 0 if exact == exact.to_integral_value() else 1)


def replaces_line(facts: Facts) -> str:
    replaced = facts["replaced"]
    if replaced is None:
        return ""
    parts = [
        t(
            f"replaces_{kind}_one" if replaced[kind] == 1 else f"replaces_{kind}",
            n=figures.number(replaced[kind], t.language),
        )
        for kind in ("days", "periods")
        if replaced[kind]
    ]
    if not parts:
        return t("replaces_nothing")
    changes = [change_word(change, facts) for change in facts["changes"] if change["rows"]]
    return ", ".join([*parts, *(changes or [t("replaces_same")])])


def change_word(change: Mapping[str, Any], facts: Facts) -> str:
    name = change["measure"]
    if name in ("spend", "value"):
        return t(f"change_{name}", old=money(change["old"], facts), new=money(change["new"], facts))
    return t(f"change_{name}", old=count_word(Decimal(change["old"])), new=count_word(Decimal(change["new"])))


def new_line(facts: Facts) -> str:
    entities = facts["entities"] or {"new": 0, "renamed": 0}
    parts = [
        t(f"{kind}_n", n=figures.number(entities[kind], t.language)) for kind in ("new", "renamed") if entities[kind]
    ]
    return ", ".join(parts)


def ask(file: UploadedFile, facts: Facts, place: int) -> None:
    """Only what the file itself does not tell."""
    given = dict(answers_of(file))
    if given and not facts["questions"]:
        st.caption(t("answered", answers=", ".join(t(f"told_{key}") for key in given if f"told_{key}" in IMPORTS)))
        st.button(
            t("answer_again"),
            key=f"imports_again_{file.file_id}",
            type="tertiary",
            on_click=lambda: st.session_state[Key.ANSWERS].pop(file.file_id, None),
        )
    if facts["questions"]:
        questions(file, facts, place)
    elif facts["status"] == FileStatus.IMPORTED and (facts["account"] == NO_ACCOUNT or account_of(file)):
        ask_account(file)


def questions(file: UploadedFile, facts: Facts, place: int) -> None:
    with st.form(f"imports_questions_{file.file_id}_{place}", border=False):
        answers = {
            question["key"]: answer(question, f"imports_q_{file.file_id}_{place}_{number}")
            for number, question in enumerate(facts["questions"])
        }
        if st.form_submit_button(t("answer"), key=f"imports_answer_{file.file_id}_{place}", type="primary"):
            given = {key: value for key, value in answers.items() if value}
            st.session_state.setdefault(Key.ANSWERS, {}).setdefault(file.file_id, {}).update(given)
            st.rerun()


def answer(question: Mapping[str, Any], key: str) -> str:
    """One question in the form that suits it; empty while it is not answered."""
    text = escaped(question["text_fi"] if t.language == "fi" else question["text"])
    if question["key"] == "columns" and question["about"]:
        return answer_columns(question["about"][:MOST_COLUMNS], key)
    if question["key"] == "period":
        return answer_period(key)
    options = list(question["options"])
    if question["key"] == CURRENCY:
        options += [code for code in CURRENCIES if code not in options]
    if not options:
        return st.text_input(text, key=key, max_chars=LONGEST_ANSWER).strip()
    chosen = st.selectbox(
        text,
        options,
        index=None,
        format_func=lambda value: t(f"option_{value}") if f"option_{value}" in IMPORTS else value,
        placeholder=t("answer_placeholder"),
        accept_new_options=question["key"] == CURRENCY,
        key=key,
    )
    return (chosen or "").strip()


def answer_period(key: str) -> str:
    st.markdown(t("period_ask"))
    with st.container(horizontal=True):
        first = st.date_input(t("period_first"), value=None, format="DD.MM.YYYY", key=f"{key}_first", width=180)
        last = st.date_input(t("period_last"), value=None, format="DD.MM.YYYY", key=f"{key}_last", width=180)
    return f"{first.isoformat()}..{last.isoformat()}" if first and last else ""


def answer_columns(headers: Sequence[str], key: str) -> str:
    st.markdown(t("columns_ask"))
    with st.grid("auto", min_column_width=220):
        roles = {
            header: st.selectbox(
                escaped(header),
                ROLES,
                index=None,
                format_func=lambda role: t(f"role_{role}"),
                placeholder=t("column_unused"),
                key=f"{key}_{number}",
            )
            for number, header in enumerate(headers)
        }
    chosen = {header: role for header, role in roles.items() if role}
    return json.dumps(chosen, ensure_ascii=False) if chosen else ""


def ask_account(file: UploadedFile) -> None:
    key = f"imports_account_{file.file_id}"
    with st.popover(t("account_name"), type="tertiary"):
        st.markdown(t("account_ask"))
        st.text_input(
            t("account_field"),
            key=key,
            max_chars=LONGEST_ANSWER,
            on_change=lambda: st.session_state.setdefault(Key.ACCOUNTS, {}).update(
                {file.file_id: st.session_state[key].strip()}
            ),
        )


def bad_lines(facts: Facts) -> None:
    found = facts["bad_lines"][:SHOWN_BAD_LINES]
    if found:
        with st.expander(t("bad_lines")):
            st.dataframe(
                pd.DataFrame(
                    {
                        t("col_line"): [bad["line"] for bad in found],
                        t("col_column"): [bad["column"] for bad in found],
                        t("col_problem"): [bad["text"] for bad in found],
                    }
                ),
                hide_index=True,
                alt=t("bad_lines"),
            )


# --- what changes something -------------------------------------------------------------------------------------------


def confirm(client: Client, files: Sequence[UploadedFile], previews: Sequence[Sequence[Facts]]) -> None:
    ready = [[f for f in tables if f["status"] == FileStatus.IMPORTED] for tables in previews]
    count = sum(len(tables) for tables in ready)
    label = t("import_none") if not count else t("import_one") if count == 1 else t("import_many", n=count)
    if not st.button(label, key=Key.CONFIRM, type="primary", disabled=not count, icon=":material/publish:"):
        return
    chosen = [file for file, tables in zip(files, ready, strict=True) if tables]
    bar = st.progress(0.0)
    done: list[Facts] = []
    for i, file in enumerate(chosen):
        bar.progress(i / len(chosen), text=escaped(t("importing", name=file.name, i=i + 1, n=len(chosen))))
        done += offered(client, file, dry_run=False)
    st.session_state[Key.RESULTS] = done
    if not any(f["status"] == FileStatus.NEEDS_ANSWER for tables in previews for f in tables):
        st.session_state[Key.ROUND] = st.session_state.get(Key.ROUND, 0) + 1
    st.rerun()


def results() -> None:
    text = st.session_state.pop(Key.SAID, "")
    if text:
        st.success(escaped(text))
    done: list[Facts] = st.session_state.pop(Key.RESULTS, [])
    for facts in done:
        status = FileStatus(facts["status"])
        word = t("result_imported") if status is FileStatus.IMPORTED else t(f"status_{status}")
        line = escaped(t("result_line", file=facts["file"], said=f"{word}. {said_in(facts, 'message')}"))
        (st.success if status is FileStatus.IMPORTED else st.warning)(line)
    if any((facts["entities"] or {}).get("new") for facts in done):
        st.caption(t("next"))


def log(client: Client) -> None:
    st.subheader(t("log"), anchor=False)
    rows = import_rows(session.store(), client_id=client.client_id)
    if not rows:
        st.info(t("log_empty"))
        return
    columns: dict[str, list[Any]] = {
        t("col_when"): [moment(row.at, client) for row in rows],
        t("col_file"): [row.file_name for row in rows],
        t("col_status"): [t(f"log_{row.status}") for row in rows],
        t("col_period"): [figures.period(row.period, t.language) for row in rows],
        t("col_rows"): [figures.number(row.rows, t.language) for row in rows],
        t("col_spend"): [figures.money(row.spend, row.currency, t.language, exact=True) for row in rows],
        t("col_who"): [row.imported_by for row in rows],
        t("col_source"): [t("source_table") if row.source == TABLE else source_name(row.source) for row in rows],
        t("col_account"): ["" if row.account == NO_ACCOUNT else row.account for row in rows],
        t("col_said"): [row.message.said_in(t.language) for row in rows],
    }
    st.dataframe(
        pd.DataFrame({name: cells for name, cells in columns.items() if any(cells)}), hide_index=True, alt=t("log")
    )
    undoing(client, [row for row in rows if row.can_undo])


def moment(at: str, client: Client) -> str:
    local = datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(ZoneInfo(client.timezone))
    return figures.moment(local, t.language)


def undoing(client: Client, rows: Sequence[ImportRow]) -> None:
    if not rows:
        return
    by_id = {row.import_id: row for row in rows}
    with st.popover(t("undo"), icon=":material/undo:", key=Key.UNDO):
        chosen = st.selectbox(
            t("undo_which"), list(by_id), format_func=lambda import_id: named(by_id[import_id]), key=Key.WHICH
        )
        st.markdown(t("undo_ask"))
        if st.button(t("undo_yes"), key="imports_undo_yes", type="primary"):
            take_back(client, by_id[chosen])


def named(row: ImportRow) -> str:
    return f"{row.import_id}: {row.file_name}, {figures.period(row.period, t.language)}"


def take_back(client: Client, row: ImportRow) -> None:
    try:
        with st.spinner(t("undoing")):
            undo(
                session.store(),
                client_id=client.client_id,
                import_id=row.import_id,
                who=session.viewer().name,
                now=session.now(client),
            )
    except TahtiError as error:
        st.error(escaped(error.sentence.said_in(t.language)))
        return
    st.session_state[Key.SAID] = t("undone", name=row.file_name)
    st.rerun()


main()
