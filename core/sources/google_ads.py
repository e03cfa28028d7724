"""What is particular to Google Ads: report names, overview cards, channels by campaign type."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Level
from core.sources.layout import TABLE, Layout
from core.sources.table import Head
from core.sources.vocabulary import campaign_types, folded

CHANNELS = {
    "Search": "paid_search",
    "Performance Max": "pmax",
    "Display": "display",
    "Video": "youtube",
    "Shopping": "shopping",
    "Demand Gen": "demand_gen",
    "App": "app",
    "Smart": "google_ads",
}
DEFAULT_CHANNEL = "google_ads"
"""A campaign whose type the file does not say: Google's, but nobody knows on which network."""

_CARD_ROLES = {
    "day",
    "week",
    "month",
    "quarter",
    "campaign",
    "campaign_group",
    "device",
    "network",
    "spend",
    "clicks",
    "impressions",
    "conversions",
    "campaign_status",
    "delivery",
    "search_term",
    "keyword",
}
_REPORTS = {
    Level.SEARCH_TERM: "search_terms",
    Level.ASSET: "assets",
    Level.CAMPAIGN: "campaigns",
    Level.AD_SET: "ad_groups",
    Level.AD: "ads",
    Level.DEVICE: "devices",
    Level.NETWORK: "networks",
    Level.ACCOUNT: "account",
}
_OTHER_REPORTS = {"keyword": "keywords", "conversion_action": "conversion_actions", "breakdown": "breakdown"}


def is_card(head: Head, layout: Layout, money_texts: Sequence[str]) -> bool:
    """Whether a table without marks is an overview card: few columns, no preamble, money with a currency symbol."""
    plain = layout.source in (TABLE, "google_ads") and not any(line.strip() for line in head.preamble)
    own = not (layout.has("day") and layout.has("campaign"))  # a table of campaigns by day is somebody's own
    return plain and own and set(layout.roles) <= _CARD_ROLES and any(_has_symbol(text) for text in money_texts)


def report(layout: Layout, level: Level, card: bool) -> str:
    """Name of the report by what its rows are."""
    if card:
        return "card_time_series" if level is Level.ACCOUNT else f"card_{_REPORTS.get(level, 'keywords')}"
    if level is Level.OTHER:
        return next((name for role, name in _OTHER_REPORTS.items() if layout.has(role)), "report")
    return "ads" if layout.has("ad_status", "ad") and level is not Level.ASSET else _REPORTS.get(level, "report")


def campaign_type(text: str) -> str:
    """The English name of a campaign type in any language; the text itself when it is unknown."""
    return campaign_types().get(folded(text), text)


def channel(kind: str) -> str:
    return CHANNELS.get(campaign_type(kind), DEFAULT_CHANNEL)


def _has_symbol(text: str) -> bool:
    return any(not c.isascii() and not c.isspace() or c == "$" for c in text) and any(c.isdigit() for c in text)
