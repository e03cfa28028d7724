"""What is particular to GA4: `#` lines above the table, snapshots of many tables, channel groups in English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.model import Level
from core.sources.vocabulary import folded, words

REPORTS = {
    Level.CHANNEL: "traffic",
    Level.PAGE: "pages",
    Level.EVENT: "events",
    Level.ACCOUNT: "property",
    Level.DEVICE: "devices",
}


def property_name(preamble: Sequence[str]) -> str:
    """The property, else the account, as the lines above the table name it."""
    labels = {
        folded(label): value.strip() for label, _, value in (line.strip('"# ,;\t').partition(":") for line in preamble)
    }
    for kind in ("property", "account"):
        found = next((value for label, value in labels.items() if label in words(kind) and value), "")
        if found:
            return found
    return ""


def channel(group: str) -> str:
    """`Paid Search` -> `paid_search`; the groups stay English in every language."""
    return re.sub(r"[^a-z0-9]+", "_", group.casefold()).strip("_")
