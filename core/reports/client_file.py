"""The client's page as a file for a spreadsheet: exactly the lines that the page shows."""

from __future__ import annotations

import csv
import io
import re

from core.dates import now_for
from core.reports.client_page import Document, client_page, frozen_page
from core.reports.client_words import TITLES
from core.shares import Share
from core.store import Store, clients

COLUMNS = {
    "en": ("Part", "What", "How it is", "Share", "Agreed share"),
    "fi": ("Osio", "Mitä", "Miten on", "Osuus", "Sovittu osuus"),
}
_FORMULA = re.compile(r"(^|[;,])(\s*)(?=[=+\-@|%＝＋－＠])")
"""Where a spreadsheet could begin to calculate: at the start of a cell, and behind what another spreadsheet, set up for
another separator, takes for the end of one."""


def shared_file(store: Store, *, client_id: str, share: Share) -> bytes:
    """The page of a link of this client as a CSV file. Raises Refused when it is not this client's."""
    kept = frozen_page(store, client_id=client_id, share_id=share.share_id)
    if kept is None:
        client = clients.get_client(store.ops, client_id=client_id)
        kept = client_page(store, client_id=client_id, terms=share.terms, as_of=now_for(client))
    return as_csv(kept)


def as_csv(document: Document) -> bytes:
    """UTF-8 with its mark, so that every spreadsheet reads it. A cell that looks like a formula gets an
    apostrophe before it."""
    out = io.StringIO()
    separator = ";" if document.language == "fi" else ","
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS[document.language])
    for part in document.parts:
        title = TITLES[part.section].said_in(document.language)
        writer.writerow([title, _safe(part.lead), f"{document.start}–{document.end}", "", ""])
        for item in part.items:
            writer.writerow([title, _safe(item.text), _safe(item.detail), _number(item.share), _number(item.target)])
    return out.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    return _FORMULA.sub(r"\1\2'", re.sub(r"[\t\r\n]+", " ", text))


def _number(share: float | None) -> str:
    return "" if share is None else f"{share:.4f}"
