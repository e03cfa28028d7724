"""The import log as a person reads it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from core.model import Sentence
from core.reports.shapes import ImportRow
from core.store import Store, import_log
from core.store.import_log import ImportRecord

_STATUS = {
    "running": Sentence("Still running.", "Vielä kesken."),
    "undone": Sentence("Taken back.", "Peruttu."),
}


def import_rows(store: Store, *, client_id: str, limit: int = 200) -> list[ImportRow]:
    """The client's imports, newest first; empty before the first one. Only a published import can be undone."""
    return [_row(record) for record in import_log.list_imports(store.ops, client_id=client_id, limit=limit)]


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
    )


def _message(record: ImportRecord, summary: dict[str, Any]) -> Sentence:
    if record.status == "failed":
        return Sentence(f"Failed: {record.error}", f"Epäonnistui: {record.error}")
    said = str(summary.get("message") or "")
    return _STATUS.get(record.status) or Sentence(said, str(summary.get("message_fi") or said))
