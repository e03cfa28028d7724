"""The client's page as files: for a spreadsheet exactly the lines that the page shows, and one page to be sent on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from core.cells import no_formula
from core.dates import local_day, now_for
from core.model import Period
from core.reports.client_document import Document
from core.reports.client_page import client_page, frozen_page, periods_open
from core.reports.client_words import TITLES
from core.reports.one_page_html import one_page_html, policy
from core.shares import Share
from core.store import Store, clients
from core.store.brands import get_brand

COLUMNS = {
    "en": ("Part", "What", "How it is", "Share", "Agreed share"),
    "fi": ("Osio", "Mitä", "Miten on", "Osuus", "Sovittu osuus"),
}


def shared_file(store: Store, *, client_id: str, share: Share, days: str = "") -> bytes:
    """The page of a link of this client as a CSV file. Raises Refused when it is not this client's."""
    return as_csv(shared_page(store, client_id=client_id, share=share, days=days))


def shared_page(store: Store, *, client_id: str, share: Share, days: str = "") -> Document:
    """What a link shows, of the `days` (see `days_key`) if they are among those that it may be moved to. Raises Refused
    when the link is not this client's."""
    kept = frozen_page(store, client_id=client_id, share_id=share.share_id)
    if kept is not None:
        return kept
    client = clients.get_client(store.ops, client_id=client_id)
    now, terms = now_for(client), share.terms
    today = local_day(now, client.timezone)
    offered = periods_open(store, client_id=client_id, terms=terms, today=today) if terms.may_change_dates else []
    period = next((one for one in offered if days_key(one) == days), None)
    return client_page(store, client_id=client_id, terms=terms, as_of=now, period=period)


def days_key(period: Period) -> str:
    """How an address names the days of a page."""
    return f"{period.start.isoformat()}..{period.end.isoformat()}"


def one_page(
    store: Store, *, client_id: str, share: Share, days: str = "", links: Sequence[tuple[str, str]] = ()
) -> tuple[bytes, str]:
    """The one page of a link and its content policy; `links` are the ways on from there, none in a file that is sent
    on. Raises Refused."""
    document = shared_page(store, client_id=client_id, share=share, days=days)
    brand = get_brand(store.ops, client_id=client_id)
    return one_page_html(document, brand, links=links).encode(), policy(brand)


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
    return no_formula(re.sub(r"[\t\r\n]+", " ", text), "'")


def _number(share: float | None) -> str:
    return "" if share is None else f"{share:.4f}"
