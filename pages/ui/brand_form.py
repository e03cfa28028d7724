"""The form for how a client's own page looks, with what it would look like."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core import figures
from core.brand import BACKGROUNDS, Brand, contrast, may_draw, nearest_shade, sound_accent
from core.dates import utc_now
from core.errors import NotAllowed, Refused, TahtiError
from core.model import Client, ClientKind, Role
from core.sources.logo import MOST_BYTES, read_logo
from core.store.brands import get_brand, set_brand
from pages.ui import session
from pages.ui.client_view import letterhead
from pages.ui.text import escaped
from pages.ui.words import Words
from pages.ui.words.brand import BRAND

SAID, REFUSED, ROUND = "brand_said", "brand_refused", "brand_round"
SUGGESTED = "#4048B0"
"""What the colour field begins with: something that may be kept."""


def brand_form(client: Client) -> None:
    """Name, colour and logo of one client, for those who may change the client. A team has no page for clients."""
    if client.kind is ClientKind.TEAM or client.archived_at is not None:
        return
    t = session.words(BRAND)
    kept = get_brand(session.store().ops, client_id=client.client_id)
    said, refused = st.session_state.pop(SAID, ""), st.session_state.pop(REFUSED, "")
    with st.expander(t("title"), expanded=bool(said or refused)):
        st.caption(t("lead"))
        if said:
            st.success(said)
        if refused:
            st.error(escaped(refused))
        wanted = _fields(client, kept, t)
        st.caption(t("preview"))
        with st.container(border=True):
            shown = wanted if may_draw(wanted.accent or SUGGESTED) else replace(wanted, accent=kept.accent)
            letterhead(wanted.name or client.name, shown, title=st.header)
        st.button(t("save"), key="brand_save", type="primary", on_click=_save, args=(client, wanted, t))


def _fields(client: Client, kept: Brand, t: Words) -> Brand:
    """What is in the fields now. A logo that cannot be taken is refused at once, and the kept one stays."""
    mark = client.client_id
    left, right = st.columns(2)
    name = left.text_input(
        t("name"), value=kept.name, placeholder=client.name, help=t("name_help"), key=f"brand_name_{mark}"
    )
    with left:
        accent = _color(mark, kept, t)
    with right:
        logo = _logo(mark, kept, t)
    return Brand(" ".join(name.split()), accent, logo)


def _color(mark: str, kept: Brand, t: Words) -> str:
    if not st.checkbox(t("own_color"), value=bool(kept.accent), key=f"brand_own_{mark}"):
        return ""
    key = f"brand_color_{mark}"
    st.session_state.setdefault(key, kept.accent or SUGGESTED)
    color = st.color_picker(t("color"), key=key).upper()
    ratios = [figures.number(contrast(color, ground), t.language, 1) for ground in BACKGROUNDS]
    measured = " · ".join(t(name, ratio=ratio) for name, ratio in zip(("on_light", "on_dark"), ratios, strict=True))
    if may_draw(color):
        st.caption(f"{measured} · {t('seen')}")
        return color
    try:
        sound_accent(color)
    except Refused as refused:
        shade = nearest_shade(color)
        st.warning(f"{refused.sentence.said_in(t.language)} {measured}.")
        st.button(t("use_shade", shade=shade), key="brand_shade", on_click=_use, args=(key, shade))
    return color


def _use(key: str, shade: str) -> None:
    st.session_state[key] = shade


def _logo(mark: str, kept: Brand, t: Words) -> bytes:
    """Without a list of types: the browser's refusal of another one is in English and does not say why."""
    file = st.file_uploader(
        t("logo", size=MOST_BYTES // 1000),
        max_upload_size=1,
        help=t("logo_help"),
        key=f"brand_logo_{mark}_{st.session_state.get(ROUND, 0)}",
    )
    if file is not None:
        try:
            return read_logo(file.getvalue())
        except Refused as refused:
            st.error(escaped(refused.sentence.said_in(t.language)))
    elif kept.logo and st.checkbox(t("no_logo"), key=f"brand_no_logo_{mark}"):
        return b""
    return kept.logo


def _save(client: Client, wanted: Brand, t: Words) -> None:
    """Asked again who clicks: they may have lost the client, or its care, since the page was drawn."""
    try:
        looking = session.viewer()
        if looking.role is Role.SPECIALIST or not looking.may_see(client.client_id):
            raise NotAllowed(*BRAND["not_yours"])
        set_brand(session.store().ops, client_id=client.client_id, brand=wanted, who=looking.name, now=utc_now())
    except TahtiError as error:
        st.session_state[REFUSED] = error.sentence.said_in(t.language)
        return
    st.session_state[SAID] = t("saved")
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
