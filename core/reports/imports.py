"""The import log as a person reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.model import Sentence
from core.reports.freshness import account_freshness, restated_window
from core.reports.shapes import ImportRow
from core.store import Store, facts, import_log
from core.store.facts import RestatedDay
from core.store.import_log import ImportRecord

_STATUS = {
    "running": Sentence("Still running.", "Vielä kesken."),
    "undone": Sentence("Taken back.", "Peruttu."),
}


def import_rows(store: Store, *, client_id: str, limit: int = 200) -> list[ImportRow]:
    """The client's imports, newest first; empty before the first one. Only a published import can be undone."""
    return [_row(record) for record in import_log.list_imports(store.ops, client_id=client_id, limit=limit)]


@dataclass(frozen=True, slots=True)
class ImportDetail:
    """One import and what it did. `days` tell the numbers that were already there and changed; empty when it was taken
    back, because then it changes nothing any more."""

    row: ImportRow
    days: tuple[RestatedDay, ...]
    control: Decimal | None
    """The file's own total of money; None when it has none."""
    difference: Decimal | None
    new: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    """Names: the first of each."""
    settled_through: date | None
    """Up to which day the account's source no longer changes its numbers; None while it may change all of them."""
    window: int
    """For how many days the source changes a day."""
    undone_by: str
    undone_at: datetime | None


def import_detail(store: Store, *, client_id: str, import_id: int, as_of: date) -> ImportDetail:
    """What one import of the client did. Raises Refused when the client has no such import."""
    record = import_log.get_import(store.ops, client_id=client_id, import_id=import_id)
    summary: dict[str, Any] = json.loads(record.summary)
    with store.metrics.cursor() as cursor:
        days = facts.restated_days(cursor, client_id=client_id, import_id=import_id)
        freshness = account_freshness(cursor, client_id=client_id, as_of=as_of)
    place = (record.source, record.account)
    control, entities = summary.get("control") or {}, summary.get("entities") or {}
    return ImportDetail(
        row=_row(record),
        days=tuple(days),
        control=_decimal(control.get("spend")),
        difference=_decimal(control.get("difference")),
        new=tuple(entities.get("new_names") or ()),
        renamed=tuple((pair["before"], pair["now"]) for pair in entities.get("renamed_names") or ()),
        missing=tuple(entities.get("missing_names") or ()),
        settled_through=next((f.settled_through for f in freshness if (f.source, f.account) == place), None),
        window=restated_window(record.source),
        undone_by=record.undone_by,
        undone_at=record.undone_at,
    )


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


def _row(record: ImportRecord) -> ImportRow:
    summary: dict[str, Any] = json.loads(record.summary)
    spend = summary.get("spend")
    return ImportRow(
        import_id=record.import_id,
        file_name=f"{record.file_name}!{record.member}" if record.member else record.file_name,
        source=record.source,
        report=record.report,
        account=record.account,
        status=record.status,
        period=record.period,
        rows=int(summary.get("rows") or 0),
        spend=Decimal(spend) if spend is not None else None,
        currency=str(summary.get("currency") or ""),
        message=_message(record, summary),
        imported_by=record.imported_by,
        at=(record.finished_at or record.started_at).isoformat(),
        can_undo=record.status == "published",
        replaced_days=int((summary.get("replaced") or {}).get("days") or 0),
    )


def _message(record: ImportRecord, summary: dict[str, Any]) -> Sentence:
    if record.status == "failed":
        return Sentence(f"Failed: {record.error}", f"Epäonnistui: {record.error}")
    said = str(summary.get("message") or "")
    return _STATUS.get(record.status) or Sentence(said, str(summary.get("message_fi") or said))
