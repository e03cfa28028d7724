"""Files on their way in: what the reader understood of each, what only a person can tell, and the click that counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.jobs.imports import ACCOUNT, CURRENCY, offer
from core.model import Client, FileStatus, Goal, Grain, Level
from core.reports.shapes import ImportRow
from core.sources.layout import TABLE
from core.store import goals
from pages.ui import import_goals, session
from pages.ui import import_rows as rows
from pages.ui.import_questions import LONGEST_ANSWER, answer
from pages.ui.import_words import Facts, account_word, lines, results_line, said_in
from pages.ui.text import cell, escaped
from pages.ui.words import Words
from pages.ui.words.imports import HOW_TO, IMPORTS

TYPES = ("csv", "tsv", "txt", "xlsx", "zip")
LARGEST = 100
"""Megabytes of one file: about a million rows."""
MOST = 20
SHOWN_BAD_LINES = 50
ICONS = {
    FileStatus.IMPORTED: ":material/check_circle:",
    FileStatus.NEEDS_ANSWER: ":material/help:",
    FileStatus.DUPLICATE: ":material/content_copy:",
    FileStatus.EMPTY: ":material/hourglass_empty:",
    FileStatus.REFUSED: ":material/block:",
}


class Key(StrEnum):
    UPLOAD = "imports_upload"
    ROUND = "imports_round"
    ANSWERS = "imports_answers"
    PREVIEWS = "imports_previews"
    RESULTS = "imports_results"
    CONFIRM = "imports_confirm"


@dataclass(frozen=True, slots=True)
class Change:
    """One changed day of a preview (see `import_rows.DayChange`)."""

    day: date
    measure: str
    old: Decimal
    new: Decimal


def bring(client: Client, known: Sequence[ImportRow], t: Words) -> None:
    """The field for files, a card for each table in them, and the button that imports what is ready."""
    files = uploaded(client, t)
    forget_others(files)
    previews = [preview(client, file, t) for file in files]
    agreed = goals.list_goals(session.store().ops, client_id=client.client_id) if files else []
    for file, tables in zip(files, previews, strict=True):
        for place, facts in enumerate(tables):
            card(file, facts, place, known_accounts(known, facts["source"]), agreed, t)
    if files:
        confirm(client, files, previews, t)


def uploaded(client: Client, t: Words) -> list[UploadedFile]:
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


def known_accounts(known: Sequence[ImportRow], source: str) -> list[str]:
    """The accounts of one source whose imports are in use."""
    return sorted({row.account for row in known if row.can_undo and row.source == source})


def preview(client: Client, file: UploadedFile, t: Words) -> list[Facts]:
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


def remember(file: UploadedFile, given: Mapping[str, str]) -> None:
    """Keep what a person told about a file until it is imported or taken out of the field."""
    st.session_state.setdefault(Key.ANSWERS, {}).setdefault(file.file_id, {}).update(given)


def forget_others(files: Sequence[UploadedFile]) -> None:
    """A file that was taken out of the field takes its preview and answers with it."""
    here = {file.file_id for file in files}
    for key in (Key.PREVIEWS, Key.ANSWERS):
        kept = st.session_state.get(key, {})
        for file_id in [file_id for file_id in kept if file_id not in here]:
            del kept[file_id]


# --- one table --------------------------------------------------------------------------------------------------------


def card(
    file: UploadedFile, facts: Facts, place: int, accounts: Sequence[str], agreed: Sequence[Goal], t: Words
) -> None:
    mark = f"{file.file_id}_{place}"
    with st.container(border=True, key=f"imports_card_{mark}"):
        understood(facts, mark, agreed, t)
        if place == 0 or facts["questions"]:
            ask(file, facts, mark, accounts, t)
        bad_lines(facts, mark, t)


def understood(facts: Facts, mark: str, agreed: Sequence[Goal], t: Words) -> None:
    """What the table is and what it would change, in words."""
    status = FileStatus(facts["status"])
    st.markdown(f"{ICONS[status]} **{escaped(facts['file'])}** · {t(f'status_{status}')}")
    if status is FileStatus.REFUSED:
        st.error(escaped(said_in(t, facts, "message")))
    elif status in (FileStatus.DUPLICATE, FileStatus.EMPTY):
        st.markdown(escaped(said_in(t, facts, "message")))
    elif facts["level"] != Level.OTHER or facts["source"] != TABLE:
        found = [*lines(t, facts), (t("results"), results_line(t, facts, agreed))]
        st.markdown("  \n".join(f"**{label}:** {escaped(text)}" for label, text in found if text))
    for note in said_in(t, facts, "notes") or []:
        st.markdown(f":material/info: {escaped(note)}")
    if facts["source"] in HOW_TO and (status is FileStatus.REFUSED or facts["grain"] == Grain.PERIOD):
        st.caption(Words(HOW_TO, t.language)(facts["source"]))
    changed_days(facts, mark, t)


def changed_days(facts: Facts, mark: str, t: Words) -> None:
    """The days that would be replaced with other numbers, one by one."""
    changes = [
        Change(date.fromisoformat(c["day"]), c["measure"], Decimal(c["old"]), Decimal(c["new"]))
        for c in facts.get("changed_days") or ()
    ]
    found = rows.shown(changes)
    if found:
        with st.expander(t("changed_days", n=len({change.day for change in found}))):
            table = rows.change_table(t, found, facts["currency"])
            st.dataframe(table, hide_index=True, alt=t("changes_alt"), key=f"imports_changes_{mark}")


def bad_lines(facts: Facts, mark: str, t: Words) -> None:
    """The first lines that could not be read, and all of them as a file."""
    found = facts["bad_lines"]
    if not found:
        return
    with st.expander(t("bad_lines")):
        first = found[:SHOWN_BAD_LINES]
        table = {
            t("col_line"): [bad["line"] for bad in first],
            t("col_column"): [cell(bad["column"]) for bad in first],
            t("col_problem"): [cell(bad["text"]) for bad in first],
        }
        st.dataframe(pd.DataFrame(table), hide_index=True, alt=t("bad_lines"), key=f"imports_bad_{mark}")
        st.download_button(
            t("bad_lines_all", n=len(found)),
            lambda: rows.bad_lines_csv(t, found),
            file_name=t("bad_lines_file"),
            mime="text/csv",
            key=f"imports_bad_all_{mark}",
            icon=":material/download:",
        )


def ask(file: UploadedFile, facts: Facts, mark: str, accounts: Sequence[str], t: Words) -> None:
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
        told = questions(facts, mark, t)
        if told:
            remember(file, told)
            st.rerun()
    elif facts["status"] == FileStatus.IMPORTED and (ACCOUNT in given or not facts["account_is_named"]):
        ask_account(file, facts["account"], accounts, t)


def questions(facts: Facts, mark: str, t: Words) -> dict[str, str]:
    """The questions of one table as a form; what was answered when it was just sent, else nothing."""
    with st.form(f"imports_questions_{mark}", border=False):
        answers = {
            question["key"]: answer(t, question, f"imports_q_{mark}_{number}")
            for number, question in enumerate(facts["questions"])
        }
        sent = st.form_submit_button(t("answer"), key=f"imports_answer_{mark}", type="primary")
    return {key: value for key, value in answers.items() if value} if sent else {}


def ask_account(file: UploadedFile, account: str, accounts: Sequence[str], t: Words) -> None:
    """Whose file it is when the file does not say: as understood, to be corrected."""
    key = f"imports_account_{file.file_id}"

    def chosen() -> None:
        remember(file, {ACCOUNT: (st.session_state[key] or "").strip()})

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


# --- the click --------------------------------------------------------------------------------------------------------


def confirm(client: Client, files: Sequence[UploadedFile], previews: Sequence[Sequence[Facts]], t: Words) -> None:
    """Import every table that is ready; the others stay in the field with their questions."""
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
    import_goals.remember(client.client_id, done)
    if not any(f["status"] == FileStatus.NEEDS_ANSWER for tables in previews for f in tables):
        st.session_state[Key.ROUND] = st.session_state.get(Key.ROUND, 0) + 1
    st.rerun()


def results(t: Words) -> None:
    """What the last click brought in."""
    done: list[Facts] = st.session_state.pop(Key.RESULTS, [])
    for facts in done:
        status = FileStatus(facts["status"])
        word = t("result_imported") if status is FileStatus.IMPORTED else t(f"status_{status}")
        line = escaped(t("result_line", file=facts["file"], said=f"{word}. {said_in(t, facts, 'message')}"))
        (st.success if status is FileStatus.IMPORTED else st.warning)(line)
    if any((facts["entities"] or {}).get("new") for facts in done):
        st.caption(t("next"))
