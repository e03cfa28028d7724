"""Draws the share desk: every link of a client with its terms and use, a new one, and what was done to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

import pandas as pd
import streamlit as st

from core import figures
from core.access import shares
from core.dates import local_day, now_for, utc_now
from core.errors import TahtiError
from core.model import Client, Stage
from core.reports.client_page import client_page
from core.reports.client_words import TITLES
from core.shares import Section, Share, ShareEvent, ShareState, ShareUse, Terms
from core.web.gate import CLIENT_PAGE, OF_A_PREVIEW
from pages.ui import session, share_form
from pages.ui.names import maker_name
from pages.ui.text import cell, escaped
from pages.ui.words import Words

LIVE = (ShareState.OPEN, ShareState.PAUSED)
NEW = "share"
LOG_LISTED = 100


class Key(StrEnum):
    SAID = "shares_said"
    ADDRESS = "shares_address"
    REFUSED = "shares_refused"
    CHANGING = "shares_changing"


def headline(rows: Sequence[tuple[Share, ShareUse]], t: Words) -> None:
    """How many are open, in words."""
    n = sum(share.state(utc_now()) is ShareState.OPEN for share, _ in rows)
    st.header(t("open_none") if n == 0 else t("open_one") if n == 1 else t("open_many", n=n), anchor=False)


def said(t: Words) -> None:
    """What the last click did; a new address is shown this once."""
    address = st.session_state.pop(Key.ADDRESS, "")
    if address:
        st.success(t("shown_once"))
        st.code(address, language=None, wrap_lines=True)
    for key, show in ((Key.SAID, st.success), (Key.REFUSED, st.error)):
        text = st.session_state.pop(key, "")
        if text:
            show(escaped(text))


def listing(client: Client, rows: Sequence[tuple[Share, ShareUse]], t: Words) -> None:
    """The links, those that can still open first."""
    now = utc_now()
    for share, use in sorted(rows, key=lambda row: row[0].state(now) not in LIVE):
        with st.container(border=True):
            left, right = st.columns([4, 1], vertical_alignment="center")
            with left:
                st.markdown(f"**{escaped(share.terms.label)}** · {t(f'state_{share.state(now)}')}")
                st.caption(escaped(" · ".join(_facts(client, share, use, t))))
            if share.state(now) in LIVE:
                with right.popover(t("act"), width="stretch"):
                    _acts(client, share, now, t)


def _facts(client: Client, share: Share, use: ShareUse, t: Words) -> list[str]:
    terms = share.terms
    flags = {
        "has_passcode": share.has_passcode,
        "may_export": terms.may_export,
        "may_change_dates": terms.may_change_dates,
    }
    return [
        *([terms.audience] if terms.audience else []),
        t("until", day=_day(client, share.expires_at, t)),
        _seen(client, use, t),
        t("made", who=maker_name(share.made_by, t.language), day=_day(client, share.made_at, t)),
        *([t("is_frozen", day=_day(client, share.frozen_at, t))] if share.frozen_at else []),
        *([t("since", day=figures.day(terms.floor, t.language))] if terms.floor else []),
        *([t("in_currency", currency=terms.currency)] if terms.currency else []),
        *(t(name) for name, holds in flags.items() if holds),
        t("sections_of", sections=_shown(terms, t)),
    ]


def _shown(terms: Terms, t: Words) -> str:
    """What the page of a link holds: its parts, and of which stages."""
    whole, all_parts = len(terms.stages) == len(Stage), len(terms.sections) == len(Section)
    if whole and all_parts:
        return t("everything")
    titles = ", ".join(TITLES[section].said_in(t.language) for section in terms.sections)
    parts = t("all_parts") if all_parts else titles
    stages = ", ".join(stage.capitalize() for stage in terms.stages)
    return parts if whole else t("only_stages", sections=parts, stages=stages)


def _seen(client: Client, use: ShareUse, t: Words) -> str:
    if use.last_seen_at is None:
        return t("unseen")
    day = _day(client, use.last_seen_at, t)
    return t("seen_one", day=day) if use.views == 1 else t("seen", n=use.views, day=day)


def _day(client: Client, at: datetime, t: Words) -> str:
    return figures.day(local_day(at, client.timezone), t.language)


def _acts(client: Client, share: Share, now: datetime, t: Words) -> None:
    number = share.share_id
    session.link_here(f"{CLIENT_PAGE}?{OF_A_PREVIEW}={number}", t("preview"))
    if share.state(now) is ShareState.PAUSED:
        st.button(t("resume"), key=f"share_resume_{number}", on_click=_resume, args=(client, share, t))
    else:
        st.button(t("pause"), key=f"share_pause_{number}", on_click=_pause, args=(client, share, t))
    st.button(t("change"), key=f"share_change_{number}", on_click=_begin_changing, args=(number,))
    st.button(t("rotate"), key=f"share_rotate_{number}", on_click=_rotate, args=(client, share))
    st.button(t("revoke"), key=f"share_revoke_{number}", on_click=_revoke, args=(client, share, t))


def revoke_all(client: Client, rows: Sequence[tuple[Share, ShareUse]], t: Words) -> None:
    """Close every link of the client at once, after a tick."""
    if any(share.state(utc_now()) in LIVE for share, _ in rows):
        with st.popover(t("revoke_all")):
            sure = st.checkbox(t("sure"), key="shares_sure")
            st.button(t("revoke_all"), key="shares_all", disabled=not sure, on_click=_revoke_all, args=(client, t))


def new(client: Client, t: Words) -> None:
    """The form of a new link."""
    blank = Terms("", language=client.language)
    with st.form(NEW, clear_on_submit=True):
        st.subheader(t("new"), anchor=False)
        share_form.fields(client, blank, shares.DEFAULT_DAYS, NEW, t)
        st.checkbox(t("frozen"), key=f"{NEW}_frozen")
        st.form_submit_button(t("make"), type="primary", on_click=_make, args=(client, blank))


def changing(client: Client, rows: Sequence[tuple[Share, ShareUse]], t: Words) -> None:
    """The form of the link whose terms somebody wants to change; nothing when there is none."""
    number, now = st.session_state.get(Key.CHANGING), utc_now()
    share = next((one for one, _ in rows if one.share_id == number and one.state(now) is not ShareState.REVOKED), None)
    if share is None:
        return
    mark, left = f"share{number}", max((share.expires_at - now).days, 0) + 1
    with st.form(mark):
        st.subheader(t("change_of", label=escaped(share.terms.label)), anchor=False)
        if share.frozen_at:
            st.caption(t("frozen_keeps"))
        share_form.fields(
            client, share.terms, min(left, shares.MOST_DAYS), mark, t, of_the_page=share.frozen_at is None
        )
        st.caption(t("passcode_kept" if share.has_passcode else "passcode_none"))
        if share.has_passcode:
            st.checkbox(t("passcode_off"), key=f"{mark}_open")
        with st.container(horizontal=True):
            st.form_submit_button(t("save"), type="primary", on_click=_change, args=(client, share, left, mark, t))
            st.form_submit_button(t("cancel"), on_click=_stop_changing)


def log(client: Client, rows: Sequence[tuple[Share, ShareUse]], events: Sequence[ShareEvent], t: Words) -> None:
    """The newest of what was done, and by whom; a visitor has no name, and an address only where it is kept."""
    labels = {share.share_id: share.terms.label for share, _ in rows}
    addresses = [event.address for event in events[:LOG_LISTED]]
    with st.expander(t("log")):
        st.dataframe(
            pd.DataFrame(
                {
                    t("log_at"): [_day(client, event.at, t) for event in events[:LOG_LISTED]],
                    t("log_link"): [cell(labels.get(event.share_id, "")) for event in events[:LOG_LISTED]],
                    t("log_what"): [t(f"did_{event.kind}") for event in events[:LOG_LISTED]],
                    t("log_who"): [
                        cell(maker_name(event.who, t.language)) or t("visitor") for event in events[:LOG_LISTED]
                    ],
                    **({t("log_address"): addresses} if any(addresses) else {}),
                }
            ),
            hide_index=True,
            alt=t("log"),
        )


# -------------------------------------------------------------------------------------------------------------- clicks


def _allowed(client: Client) -> str:
    """The name of the person who clicks, asked again: they may have lost the client since the page was drawn."""
    looking = session.viewer()
    if not looking.may_see(client.client_id):
        raise TahtiError("This client is no longer yours.", "Tämä asiakas ei ole enää sinun.")
    return looking.name


def _doing(act: Callable[[], str]) -> None:
    try:
        st.session_state[Key.SAID] = act()
    except TahtiError as error:
        st.session_state[Key.REFUSED] = error.sentence.said_in(session.language())


def _pause(client: Client, share: Share, t: Words) -> None:
    _doing(lambda: _ask(shares.pause_share, client, share, t("paused")))


def _resume(client: Client, share: Share, t: Words) -> None:
    _doing(lambda: _ask(shares.resume_share, client, share, t("resumed")))


def _revoke(client: Client, share: Share, t: Words) -> None:
    _doing(lambda: _ask(shares.revoke_share, client, share, t("revoked")))


def _ask(act: Callable[..., Share], client: Client, share: Share, done: str) -> str:
    who = _allowed(client)
    act(session.store().ops, client_id=client.client_id, share_id=share.share_id, who=who, now=utc_now())
    return done


def _revoke_all(client: Client, t: Words) -> None:
    def act() -> str:
        who = _allowed(client)
        closed = shares.revoke_all(session.store().ops, client_id=client.client_id, who=who, now=utc_now())
        return t("all_revoked", n=len(closed))

    _doing(act)


def _rotate(client: Client, share: Share) -> None:
    def act() -> str:
        who = _allowed(client)
        asked = {"client_id": client.client_id, "share_id": share.share_id, "who": who, "now": utc_now()}
        _, token = shares.rotate_share(session.store().ops, **asked)  # type: ignore[arg-type]
        st.session_state[Key.ADDRESS] = session.own_address(f"/s/{token}")
        return ""

    _doing(act)


def _begin_changing(number: int) -> None:
    st.session_state[Key.CHANGING] = number


def _stop_changing() -> None:
    st.session_state.pop(Key.CHANGING, None)


def _change(client: Client, share: Share, left: int, mark: str, t: Words) -> None:
    def act() -> str:
        who = _allowed(client)
        days, passcode = int(st.session_state[f"{mark}_days"]), st.session_state[f"{mark}_passcode"]
        taken_off = "" if st.session_state.get(f"{mark}_open") else None
        shares.change_share(
            session.store().ops,
            client_id=client.client_id,
            share_id=share.share_id,
            terms=share_form.typed(client, share.terms, mark),
            days=None if days == left else days,
            passcode=passcode or taken_off,
            who=who,
            now=utc_now(),
        )
        _stop_changing()
        return t("changed")

    _doing(act)


def _make(client: Client, blank: Terms) -> None:
    def act() -> str:
        who = _allowed(client)
        terms = share_form.typed(client, blank, NEW)
        _, token = shares.create_share(
            session.store().ops,
            client_id=client.client_id,
            terms=terms,
            days=int(st.session_state[f"{NEW}_days"]),
            passcode=st.session_state[f"{NEW}_passcode"],
            frozen_copy=_page_now(client, terms) if st.session_state[f"{NEW}_frozen"] else "",
            who=who,
            now=utc_now(),
        )
        st.session_state[Key.ADDRESS] = session.own_address(f"/s/{token}")
        return ""

    _doing(act)


def _page_now(client: Client, terms: Terms) -> str:
    return client_page(session.store(), client_id=client.client_id, terms=terms, as_of=now_for(client)).to_json()
