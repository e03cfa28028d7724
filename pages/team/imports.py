"""Imports: every file is read and explained first; nothing changes before somebody confirms, and everything can be
undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core import figures
from core.errors import TahtiError
from core.jobs.imports import ACCOUNT, CURRENCY, NO_ACCOUNT, offer, undo
from core.model import Client, ClientKind, FileStatus, Level
from core.reports.imports import import_rows
from core.reports.shapes import ImportRow
from core.sources.layout import TABLE
from pages.ui import session
from pages.ui.import_questions import LONGEST_ANSWER, answer
from pages.ui.import_words import Facts, account_word, lines, said_in, source_word
from pages.ui.text import escaped
from pages.ui.words.imports import IMPORTS

TYPES = ("csv", "tsv", "txt", "xlsx", "zip")
LARGEST = 100
"""Megabytes of one file: about a million rows."""
MOST = 20
SHOWN_BAD_LINES = 50

t = session.words(IMPORTS)


class Key(StrEnum):
    UPLOAD = "imports_upload"
    ROUND = "imports_round"
    ANSWERS = "imports_answers"
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
    rows = import_rows(session.store(), client_id=client.client_id)
    files = uploaded(client)
    forget_others(files)
    previews = [preview(client, file) for file in files]
    for file, tables in zip(files, previews, strict=True):
        for place, facts in enumerate(tables):
            card(file, facts, place, known_accounts(rows, facts["source"]))
    if files:
        confirm(client, files, previews)
    log(client, rows)


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


def known_accounts(rows: Sequence[ImportRow], source: str) -> list[str]:
    """The accounts of one source whose imports are in use."""
    return sorted({row.account for row in rows if row.can_undo and row.source == source})


def preview(client: Client, file: UploadedFile) -> list[Facts]:
    """What importing the file would do. Reading a large file takes seconds, so the answer is kept until the file, its
    answers or the data change; only its words and sums are kept, never its rows."""
    key = (client.client_id, answers_of(file), session.version())
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
        currency=answers.get(CURRENCY, ""),
        answers=answers,
        who=session.viewer().name,
        now=session.now(client),
        dry_run=dry_run,
    )
    return [outcome.as_json() for outcome in outcomes]


def answers_of(file: UploadedFile) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(st.session_state.get(Key.ANSWERS, {}).get(file.file_id, {}).items()))


def forget_others(files: Sequence[UploadedFile]) -> None:
    """A file that was taken out of the field takes its preview and answers with it."""
    here = {file.file_id for file in files}
    for key in (Key.PREVIEWS, Key.ANSWERS):
        kept = st.session_state.get(key, {})
        for file_id in [file_id for file_id in kept if file_id not in here]:
            del kept[file_id]


def card(file: UploadedFile, facts: Facts, place: int, accounts: Sequence[str]) -> None:
    status = FileStatus(facts["status"])
    with st.container(border=True, key=f"imports_card_{file.file_id}_{place}"):
        st.markdown(f"{ICONS[status]} **{escaped(facts['file'])}** · {t(f'status_{status}')}")
        if status is FileStatus.REFUSED:
            st.error(escaped(said_in(t, facts, "message")))
        elif status in (FileStatus.DUPLICATE, FileStatus.EMPTY):
            st.markdown(escaped(said_in(t, facts, "message")))
        elif facts["level"] != Level.OTHER or facts["source"] != TABLE:
            found = lines(t, facts)
            st.markdown("  \n".join(f"**{label}:** {escaped(text)}" for label, text in found))
        for note in said_in(t, facts, "notes") or []:
            st.markdown(f":material/info: {escaped(note)}")
        if place == 0 or facts["questions"]:
            ask(file, facts, place, accounts)
        bad_lines(facts)


def ask(file: UploadedFile, facts: Facts, place: int, accounts: Sequence[str]) -> None:
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
    elif facts["status"] == FileStatus.IMPORTED and (ACCOUNT in given or not facts["account_is_named"]):
        ask_account(file, facts["account"], accounts)


def questions(file: UploadedFile, facts: Facts, place: int) -> None:
    with st.form(f"imports_questions_{file.file_id}_{place}", border=False):
        answers = {
            question["key"]: answer(t, question, f"imports_q_{file.file_id}_{place}_{number}")
            for number, question in enumerate(facts["questions"])
        }
        if st.form_submit_button(t("answer"), key=f"imports_answer_{file.file_id}_{place}", type="primary"):
            given = {key: value for key, value in answers.items() if value}
            st.session_state.setdefault(Key.ANSWERS, {}).setdefault(file.file_id, {}).update(given)
            st.rerun()


def ask_account(file: UploadedFile, account: str, accounts: Sequence[str]) -> None:
    """Whose file it is when the file does not say: as understood, to be corrected."""
    key = f"imports_account_{file.file_id}"

    def chosen() -> None:
        name = (st.session_state[key] or "").strip()
        st.session_state.setdefault(Key.ANSWERS, {}).setdefault(file.file_id, {})[ACCOUNT] = name

    if accounts:
        options = [*accounts, *([account] if account not in accounts else [])]
        st.selectbox(
            t("account_which"),
            options,
            index=options.index(account),
            format_func=lambda name: account_word(t, name),
            help=t("account_which_help"),
            accept_new_options=True,
            key=key,
            on_change=chosen,
            width=420,
        )
        return
    with st.popover(t("account_name"), type="tertiary"):
        st.markdown(t("account_ask"))
        st.text_input(t("account_field"), key=key, max_chars=LONGEST_ANSWER, on_change=chosen)


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
        line = escaped(t("result_line", file=facts["file"], said=f"{word}. {said_in(t, facts, 'message')}"))
        (st.success if status is FileStatus.IMPORTED else st.warning)(line)
    if any((facts["entities"] or {}).get("new") for facts in done):
        st.caption(t("next"))


def log(client: Client, rows: Sequence[ImportRow]) -> None:
    st.subheader(t("log"), anchor=False)
    if not rows:
        st.info(t("log_empty"))
        return
    asked_for(client, rows)
    columns: dict[str, list[Any]] = {
        t("col_when"): [moment(row.at, client) for row in rows],
        t("col_file"): [row.file_name for row in rows],
        t("col_status"): [t(f"log_{row.status}") for row in rows],
        t("col_period"): [figures.period(row.period, t.language) for row in rows],
        t("col_rows"): [figures.number(row.rows, t.language) for row in rows],
        t("col_spend"): [figures.money(row.spend, row.currency, t.language, exact=True) for row in rows],
        t("col_who"): [row.imported_by for row in rows],
        t("col_source"): [source_word(t, row.source) for row in rows],
        t("col_account"): ["" if row.account == NO_ACCOUNT else row.account for row in rows],
        t("col_said"): [row.message.said_in(t.language) for row in rows],
    }
    st.dataframe(
        pd.DataFrame({name: cells for name, cells in columns.items() if any(cells)}), hide_index=True, alt=t("log")
    )
    undoing(client, [row for row in rows if row.can_undo])


def asked_for(client: Client, rows: Sequence[ImportRow]) -> None:
    """The import that a figure on another page came from (`?import=7`), said before the list of all."""
    asked = st.query_params.get("import", "")
    for row in rows:
        if str(row.import_id) == asked:
            said = t("log_asked", name=named(row), when=moment(row.at, client), who=row.imported_by)
            st.info(escaped(f"{said} {row.message.said_in(t.language)}"), icon=":material/upload_file:")


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
