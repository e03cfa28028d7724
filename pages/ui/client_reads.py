"""Reads of the client's page, kept until something changes. The link's terms are part of every key."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from core.brand import Brand
from core.model import Period
from core.reports import client_page
from core.reports.client_document import Document
from core.shares import Share, Terms
from core.sources.logo import icon_of
from core.store import Store
from core.store.brands import get_brand
from pages.ui.reads import Version


def to_the_hour(now: datetime) -> datetime:
    """What the page tells of changes by the day; the hour is fine enough and lets viewers share one reading."""
    return now.replace(minute=0, second=0, microsecond=0)


def document(version: Version, share: Share, now: datetime, period: Period | None, store: Store) -> Document:
    """The page of a link: as it was kept, or as it is now."""
    kept = _kept(version, share.client_id, share.share_id, store) if share.frozen_at else None
    return kept or _live(version, share.client_id, share.terms.of_the_page(), now, period, store)


@st.cache_resource(max_entries=256, show_spinner=False)
def _kept(version: Version, client_id: str, share_id: int, _store: Store) -> Document | None:
    return client_page.frozen_page(_store, client_id=client_id, share_id=share_id)


@st.cache_resource(max_entries=256, show_spinner=False)
def _live(
    version: Version, client_id: str, terms: Terms, now: datetime, period: Period | None, _store: Store
) -> Document:
    return client_page.client_page(_store, client_id=client_id, terms=terms, as_of=now, period=period)


@st.cache_resource(max_entries=64, show_spinner=False)
def offered(version: Version, client_id: str, terms: Terms, today: date, _store: Store) -> list[Period]:
    """The periods that a link may be moved to."""
    return client_page.periods_open(_store, client_id=client_id, terms=terms, today=today)


@st.cache_resource(max_entries=256, show_spinner=False)
def brand(version: Version, client_id: str, _store: Store) -> Brand:
    """How the client's page looks."""
    return get_brand(_store.ops, client_id=client_id)


@st.cache_resource(max_entries=256, show_spinner=False)
def icon(version: Version, client_id: str, name: str, _store: Store) -> bytes:
    """What stands in the browser's tab: the client's logo, or the first letter of their name."""
    return icon_of(name, get_brand(_store.ops, client_id=client_id))
