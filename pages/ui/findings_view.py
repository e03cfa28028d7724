"""Draws findings: each with its sentence, what to do, its evidence when opened, and what can be made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from html import escape

import streamlit as st

from core import figures
from core.errors import TahtiError
from core.findings.finding import Evidence, Finding, Found, Kind, NotShown, Value
from core.findings.plain import shown
from core.jobs import findings as acts
from core.model import Client, Sentence
from core.store import findings as said_store
from pages.ui import charts, findings_charts, findings_reads, session
from pages.ui.board_html import own, table
from pages.ui.names import channel_name, short_name
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.findings import FINDINGS

SAID = "findings_said"
SEEN = "findings_seen"
ASIDE_DAYS = 14


def read(client: Client) -> Found:
    """The client's findings now, from the cache."""
    now = session.now(client)
    return findings_reads.found(session.version(), client.client_id, session.today(client), now, session.store())


@session.guarded_fragment()
def draw(client: Client, *, open_first: bool = True) -> None:
    """All findings of the client with what was looked for in vain, in a part of the page that runs by itself.
    `open_first`: the evidence of the first one is seen at once."""
    t = session.words(FINDINGS)
    found = read(client)
    _said(t)
    if not found.findings:
        st.markdown(t("none_at_all"))
    for place, one in enumerate(found.findings):
        _finding(client, one, t, opened=open_first and place == 0)
    if 0 < len(found.findings) < 3:
        st.caption(t("none"))
    _looked_for(client, found.not_shown, t)
    _remember(client, found.findings)


def _finding(client: Client, one: Finding, t: Words, *, opened: bool) -> None:
    with st.container(border=True):
        st.caption(escaped(_heading(one, t)))
        st.markdown(f"**{escaped(one.sentence.said_in(t.language))}**")
        st.markdown(f"{t('do')}: {escaped(one.lever.said_in(t.language))}")
        for caveat in one.caveats:
            st.caption(escaped(caveat.said_in(t.language)))
        _acts(client, one, t)
        box = st.expander(t("evidence"), expanded=opened, key=f"finding_evidence_{one.key}", on_change="rerun")
        if box.open:
            with box:
                _evidence(one, t)


def _heading(one: Finding, t: Words) -> str:
    """`Too much in a stage · Reach · 1 800 € at stake · still there, week 3`."""
    where = short_name(one.stage, t.language) if one.stage else ""
    parts = [
        t(one.kind),
        where,
        channel_name(one.channel, t.language) if one.channel and not where else "",
        t("stake", money=figures.money(one.eur, one.currency, t.language)) if one.eur is not None else "",
        t("good") if one.good else "",
        t("new") if one.weeks == 1 else t("week", n=one.weeks),
    ]
    return " · ".join(part for part in parts if part)


def _evidence(one: Finding, t: Words) -> None:
    if one.chart is not None:
        data = findings_charts.rows(one.chart, one.currency, t.language)
        title = one.chart.title.said_in(t.language)
        st.caption(escaped(title))
        charts.show(
            data,
            findings_charts.drawn(one.chart),
            language=t.language,
            alt_text=t("chart_alt", title=title),
            key=f"finding_chart_{one.key}",
        )
    st.html(evidence_table(one.evidence, one.currency, t.language))
    for sentence in (one.evidence.note, one.goes_away):
        if sentence is not None:
            st.caption(escaped(sentence.said_in(t.language)))
    st.caption(f"{t('days')}: {figures.period(one.period, t.language)}")


def evidence_table(evidence: Evidence, currency: str, language: str) -> str:
    """The evidence as a table; every name in it is escaped."""
    columns = evidence.columns
    head = [column.title.said_in(language) for column in columns]
    rows = [
        [_cell(shown(column, value, currency, language), value) for column, value in zip(columns, row, strict=True)]
        for row in evidence.rows
    ]
    return table(tuple(escape(name) for name in head), rows)


def _cell(text: str, value: Value) -> str:
    """Names apart from the text around them; numbers keep their no-break spaces."""
    return own(text) if isinstance(value, str | Sentence) else escape(text)


# --------------------------------------------------------------------------------------------------------------- acts


def _acts(client: Client, one: Finding, t: Words) -> None:
    with st.container(horizontal=True):
        if one.card:
            st.page_link(
                "team/board.py",
                label=t("card_made"),
                icon=":material/view_kanban:",
                query_params={"client": client.client_id, "card": one.card},
            )
        else:
            st.button(
                t("make_card"),
                icon=":material/add_card:",
                key=f"finding_card_{one.key}",
                on_click=_make_card,
                args=(client, one, t),
            )
        st.button(
            t("agenda"),
            icon=":material/event_note:",
            key=f"finding_agenda_{one.key}",
            on_click=_to_agenda,
            args=(client, one, t),
        )
        with st.popover(t("aside"), icon=":material/snooze:", key=f"finding_aside_{one.key}"):
            _not_now(client, one, t)


def _not_now(client: Client, one: Finding, t: Words) -> None:
    today = session.today(client)
    until, reason = f"finding_until_{one.key}", f"finding_reason_{one.key}"
    first = today + timedelta(days=1)
    st.date_input(t("until"), today + timedelta(days=ASIDE_DAYS), min_value=first, format="DD.MM.YYYY", key=until)
    st.button(t("put_aside"), key=f"finding_snooze_{one.key}", on_click=_snooze, args=(client, one, until, t))
    st.text_input(t("reason"), key=reason, max_chars=said_store.REASON_LIMIT, help=t("dismiss_help"))
    st.button(t("dismiss"), key=f"finding_dismiss_{one.key}", on_click=_dismiss, args=(client, one, reason, t))


def _make_card(client: Client, one: Finding, t: Words) -> None:
    def act() -> str:
        made = acts.make_card(
            session.store(),
            client_id=client.client_id,
            finding=one,
            who=session.viewer().name,
            now=session.now(client),
        )
        return t("said_card_pending" if made.card.pending else "said_card")

    _do(client, act, t)


def _to_agenda(client: Client, one: Finding, t: Words) -> None:
    def act() -> str:
        acts.add_to_agenda(
            session.store(),
            client_id=client.client_id,
            finding=one,
            who=session.viewer().name,
            now=session.now(client),
        )
        return t("said_agenda")

    _do(client, act, t)


def _snooze(client: Client, one: Finding, until: str, t: Words) -> None:
    def act() -> str:
        day = st.session_state[until]
        acts.snooze(
            session.store(),
            client_id=client.client_id,
            finding=one,
            until=day,
            who=session.viewer().name,
            now=session.now(client),
        )
        return t("said_aside", day=figures.day(day, t.language))

    _do(client, act, t)


def _dismiss(client: Client, one: Finding, reason: str, t: Words) -> None:
    def act() -> str:
        acts.dismiss(
            session.store(),
            client_id=client.client_id,
            finding=one,
            reason=st.session_state[reason] or "",
            who=session.viewer().name,
            now=session.now(client),
        )
        return t("said_dismissed")

    _do(client, act, t)


def _wake(client: Client, one: NotShown, t: Words) -> None:
    def act() -> str:
        store, who, now = session.store(), session.viewer().name, session.now(client)
        acts.wake(store, client_id=client.client_id, finding_key=one.key, kind=one.kind, who=who, now=now)
        return t("said_back")

    _do(client, act, t)


def _resume(client: Client, kind: Kind, t: Words) -> None:
    def act() -> str:
        store, who, now = session.store(), session.viewer().name, session.now(client)
        acts.resume(store, client_id=client.client_id, kind=kind, who=who, now=now)
        return t("said_on_again")

    _do(client, act, t)


def _do(client: Client, act: Callable[[], str], t: Words) -> None:
    """Do it if the viewer may, and remember what to say; a refusal is said and changes nothing."""
    if not session.viewer().may_see(client.client_id):
        return
    try:
        st.session_state[SAID] = (True, act())
    except TahtiError as error:
        st.session_state[SAID] = (False, error.sentence.said_in(t.language))


def _said(t: Words) -> None:
    """What was just done, where the eye is; why it was not stays on the page until the next act."""
    done = st.session_state.pop(SAID, None)
    if done is not None and done[0]:
        st.toast(escaped(done[1]), icon=":material/check:")
    elif done is not None:
        st.toast(escaped(done[1]), icon=":material/error_outline:")
        st.error(escaped(done[1]))


def _remember(client: Client, findings: Sequence[Finding]) -> None:
    """Which findings have been on a screen: dismissals are measured against them. Asked once a session for each."""
    seen = st.session_state.setdefault(SEEN, set())
    new = [(one.key, str(one.kind)) for one in findings if (client.client_id, one.key) not in seen]
    if new:
        with suppress(TahtiError):  # a full disk or a busy moment is no reason not to show them
            said_store.note_shown(session.store().ops, client_id=client.client_id, shown=new, on=session.today(client))
        seen.update((client.client_id, key) for key, _ in new)


# ------------------------------------------------------------------------------------------------- looked for in vain


def _looked_for(client: Client, left: Sequence[NotShown], t: Words) -> None:
    box = st.expander(t("not_shown", n=len(left)), icon=":material/search_off:", key="findings_left", on_change="rerun")
    if not box.open:
        return
    with box:
        rows = [(escape(t(one.kind)), own(one.why.said_in(t.language))) for one in left]
        st.html(table((t("what"), t("why")), rows))
        for kind in dict.fromkeys(one.kind for one in left if one.kind_is_off):
            st.button(
                f"{t('resume')}: {t(kind)}", key=f"finding_resume_{kind}", on_click=_resume, args=(client, kind, t)
            )
        for one in left:
            if one.key and not one.kind_is_off and _was_put_aside(client, one):
                st.button(
                    f"{t('wake')}: {t(one.kind)}", key=f"finding_wake_{one.key}", on_click=_wake, args=(client, one, t)
                )


def _was_put_aside(client: Client, one: NotShown) -> bool:
    words = said_store.list_words(session.store().ops, client_id=client.client_id, before=session.now(client))
    newest = [word.act for word in words if word.finding_key == one.key]
    return bool(newest) and newest[-1] in ("snooze", "dismiss")
