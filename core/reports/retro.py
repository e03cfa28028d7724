"""What a retrospective shows: its notes with what was said before, its improvements, and whether earlier ones were
done. Nothing here is ever asked for a client's eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.dates import local_day
from core.meetings.retro import COMPLAINTS, Earlier, said_also, said_before
from core.meetings.shapes import Kind
from core.model import Sentence
from core.store import Store, clients, grades, promises, retro_votes, retros
from core.store.grades import Grade
from core.store.promises import Action
from core.store.retros import Note, Retro


@dataclass(frozen=True, slots=True)
class Heard:
    """A revealed note. `again`: in which months the same was said; `repeated`: those notes, oldest first."""

    note: Note
    again: Sentence | None
    repeated: tuple[Earlier, ...]


@dataclass(frozen=True, slots=True)
class Improved:
    """An improvement as it stands, with its card (both empty without one) and its age in days."""

    action: Action
    card_client_id: str
    card_id: str
    days: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of the improvements of all retrospectives before a day: those still open, oldest first, and how many
    of how many are done."""

    open: tuple[Improved, ...]
    done: int
    agreed: int


def heard(store: Store, *, client_id: str, retro: Retro) -> list[Heard]:
    """The notes of a retrospective; empty before the reveal."""
    earlier = retros.list_complaints(store.ops, client_id=client_id, before=retro.day)
    words = retros.list_same(store.ops, client_id=client_id)
    found = []
    for note in retros.list_notes(store.ops, client_id=client_id, retro_id=retro.retro_id):
        before = said_before(note.note_id, note.text, earlier, words) if note.question in COMPLAINTS else []
        found.append(Heard(note, said_also(before, retro.day), tuple(before)))
    return found


def improvements(store: Store, *, client_id: str, retro_id: int, as_of: datetime) -> list[Improved]:
    """What a retrospective agreed on, in that order."""
    chosen = retro_votes.list_improvements(store.ops, client_id=client_id).get(retro_id, ())
    wanted = {one.action_id for one in chosen}
    found = [one for one in _all_improved(store, client_id, as_of) if one.action.action_id in wanted]
    return sorted(found, key=lambda one: one.action.action_id)


def follow_up(store: Store, *, client_id: str, before: date, as_of: datetime) -> FollowUp:
    """Improvements that were agreed before a day, also those that were written down without a retrospective here."""
    zone = clients.get_client(store.ops, client_id=client_id).timezone
    asked = [one for one in _all_improved(store, client_id, as_of) if local_day(one.action.agreed_at, zone) < before]
    still = sorted((one for one in asked if one.action.done_at is None), key=lambda one: -one.days)
    return FollowUp(tuple(still), len(asked) - len(still), len(asked))


def _all_improved(store: Store, client_id: str, as_of: datetime) -> list[Improved]:
    zone = clients.get_client(store.ops, client_id=client_id).timezone
    chosen = retro_votes.list_improvements(store.ops, client_id=client_id).values()
    cards = {one.action_id: (one.card_client_id, one.card_id) for rows in chosen for one in rows}
    today = local_day(as_of, zone)
    return [
        Improved(one, *cards.get(one.action_id, ("", "")), (today - local_day(one.agreed_at, zone)).days)
        for one in promises.list_actions(store.ops, client_id=client_id, as_of=as_of)
        if one.kind == Kind.RETRO
    ]


def feedback(store: Store, *, client_id: str, retro: Retro | None, as_of: datetime) -> list[Grade]:
    """The client's grades since the retrospective before this one (without one yet: the newest), newest first."""
    ended = retros.list_retros(store.ops, client_id=client_id)
    before = next((one for one in ended if retro is None or one.retro_id != retro.retro_id), None)
    given = grades.list_grades(store.ops, client_id=client_id, as_of=as_of)[::-1]
    since = [one for one in given if before is not None and one.given_at >= before.opened_at]
    return since or given[:1]
