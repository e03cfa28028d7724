"""What became of an offered file, table by table, and how the command line and the import log tell it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.figures import plain
from core.model import FileStatus, Level, Sentence
from core.sources.reading import Reading
from core.store.fold import Effect

MOST_EVENTS = 20


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one table of an offered file. `effect` is None when it was neither published nor previewed."""

    file: str
    reading: Reading
    status: FileStatus
    message: Sentence
    account: str = ""
    import_id: int | None = None
    effect: Effect | None = None
    notes: tuple[Sentence, ...] = ()
    dry_run: bool = False
    account_is_named: bool = False
    """Whether the file or a person named the account; False when it was taken from the client's earlier imports."""

    def as_json(self) -> dict[str, Any]:
        """The entry of the command line's `files`: money as decimal text, days as ISO text, absent measures null."""
        reading = self.reading
        return {
            "file": self.file,
            "status": str(self.status),
            "source": reading.source,
            "report": reading.report,
            "grain": str(reading.grain),
            "period": _period(reading),
            "currency": reading.currency,
            "rows": reading.rows,
            "totals_rows": reading.totals_rows,
            "spend": plain(reading.sums.get("spend")),
            "impressions": _number(reading.sums.get("impressions")),
            "clicks": _number(reading.sums.get("clicks")),
            # Whichever claim the file makes; in the store the claims of platforms, analytics and shops stay apart.
            "conversions": _number(_claimed(reading)),
            "value": plain(reading.sums.get("value")),
            "outcomes": _outcomes(reading),
            "control": _control(reading),
            "message": self.message.en,
            "message_fi": self.message.fi,
            "dry_run": self.dry_run,
            "import_id": self.import_id,
            "account": self.account,
            "account_is_named": self.account_is_named,
            "level": str(reading.level),
            "zone": reading.zone,
            "events": _events(reading),
            "language": reading.language,
            "questions": [
                {
                    "key": q.key,
                    "text": q.text.en,
                    "text_fi": q.text.fi,
                    "options": list(q.options),
                    "about": list(q.about),
                }
                for q in reading.questions
            ],
            "notes": [note.en for note in self.notes],
            "notes_fi": [note.fi for note in self.notes],
            "bad_lines": [{"line": bad.line, "column": bad.column, "text": bad.text} for bad in reading.bad_lines],
            **_effect(self.effect),
            "changed_days": _changed_days(self.effect) if self.dry_run else [],
        }


def _effect(effect: Effect | None) -> dict[str, Any]:
    if effect is None:
        return {"replaced": None, "changes": [], "missing": [], "entities": None}
    return {
        "replaced": {
            "days": effect.replaced_days,
            "periods": effect.replaced_periods,
            "outcomes": effect.replaced_outcomes,
        },
        "changes": [
            {"measure": change.measure, "rows": change.rows, "old": plain(change.old), "new": plain(change.new)}
            for change in effect.changes
        ],
        "missing": [
            {"entities": kept.entities, "spend": plain(kept.spend), "currency": kept.currency} for kept in effect.kept
        ],
        "entities": {
            "new": effect.created,
            "renamed": effect.renamed,
            "new_names": list(effect.new_names),
            "renamed_names": [{"before": before, "now": now} for before, now in effect.renamed_names],
            "missing_names": list(effect.kept_names),
        },
    }


def _changed_days(effect: Effect | None) -> list[dict[str, Any]]:
    """A preview's changes day by day; an import's own are kept in the metrics."""
    return [
        {
            "day": change.day.isoformat(),
            "measure": change.measure,
            "rows": change.rows,
            "old": plain(change.old),
            "new": plain(change.new),
        }
        for change in (effect.days if effect else ())
    ]


def _events(reading: Reading) -> list[str]:
    """The names under which the file counts results: result kinds, or the events that its rows are about."""
    kinds = sorted(set(reading.results["kind"].to_pylist()) - {""})
    rows = sorted(entity.name for entity in reading.entities) if reading.level is Level.EVENT else []
    return [*kinds, *rows][:MOST_EVENTS]


def _claimed(reading: Reading) -> Decimal | None:
    claims = (reading.sums.get(claim) for claim in ("conversions", "key_events", "outcomes"))
    return next((claim for claim in claims if claim is not None), None)


def _outcomes(reading: Reading) -> dict[str, int]:
    """How many outcomes of each kind are counted; empty for a file that is no list of them."""
    rows = zip(reading.outcomes["kind"].to_pylist(), reading.outcomes["counted"].to_pylist(), strict=True)
    return dict(Counter(kind for kind, counted in rows if counted))


def _period(reading: Reading) -> dict[str, str] | None:
    period = reading.period
    return {"start": period.start.isoformat(), "end": period.end.isoformat()} if period else None


def _control(reading: Reading) -> dict[str, str | None] | None:
    control = reading.control.get("spend")
    if control is None:
        return None
    return {"spend": plain(control), "difference": plain(reading.sums.get("spend", Decimal(0)) - control)}


def _number(count: Decimal | None) -> int | float | None:
    if count is None:
        return None
    return int(count) if count == count.to_integral_value() else float(count)
