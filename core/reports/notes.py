"""What people have noted about days, as a page and an agenda need it: what has been, what is coming, what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.model import Period
from core.store import Store
from core.store.notes import Note, list_notes

AHEAD_DAYS = 90
"""How far a monthly looks ahead: the annual clock's next 60 to 90 days."""


@dataclass(frozen=True, slots=True)
class NotesReport:
    """The client's notes as of a day. `past` has the newest first; `coming` begins with what comes first, a season that
    is under way included. `due` are those coming ones whose preparation should have begun."""

    past: tuple[Note, ...]
    coming: tuple[Note, ...]
    due: tuple[Note, ...]


def notes(store: Store, *, client_id: str, as_of: date, client_visible: bool = False) -> NotesReport:
    """Every note of the client split at `as_of`; only those the client may read when `client_visible`."""
    known = list_notes(store.ops, client_id=client_id, client_visible=client_visible)
    coming = tuple(note for note in known if note.days.end >= as_of and (note.days.start > as_of or note.prepare_from))
    past = tuple(note for note in reversed(known) if note not in coming)
    return NotesReport(past, coming, tuple(note for note in coming if is_due(note, as_of)))


def is_due(note: Note, as_of: date) -> bool:
    """Whether preparing for it should have begun and it is not over."""
    return note.prepare_from is not None and note.prepare_from <= as_of <= note.days.end


def notes_for_agenda(store: Store, *, client_id: str, as_of: date, moment: datetime) -> tuple[Note, ...]:
    """What an agenda on `as_of` should raise: what is due to be prepared, then what comes within 90 days, by day. Of
    what was still ahead only what somebody had noted by the `moment` (naive UTC)."""
    found = notes(store, client_id=client_id, as_of=as_of)
    soon = [note for note in found.coming if note.days.start <= as_of + timedelta(days=AHEAD_DAYS)]
    ahead = [note for note in soon if note not in found.due]
    return (*found.due, *(note for note in ahead if note.days.start <= as_of or note.written_at <= moment))


def notes_of(known: Iterable[Note], period: Period) -> list[Note]:
    """Those of `known` that touch the period, by day."""
    return [note for note in known if note.days.start <= period.end and note.days.end >= period.start]
