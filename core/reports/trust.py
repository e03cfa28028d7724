"""Every check of one client as it stands on a day, and the worst of those behind a figure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from core.measure.checks import Check, State, against, manual_checks, worst, worst_for
from core.reports.automatic_checks import automatic_checks
from core.reports.check_facts import CheckFacts, gather
from core.store import Store, checks, notes


@dataclass(frozen=True, slots=True)
class Trust:
    """The checks of one client: the automatic ones by kind, source and account, then those that a person does."""

    client_id: str
    as_of: date
    checks: tuple[Check, ...]

    def worst_for(self, measure: str, source: str | None = None) -> State:
        """The worst state behind a figure made of `measure` (a name of `core.measure.checks.MEASURES`), of one source
        or of all. Advice on money refuses at BROKEN; DOUBTFUL and NOT_CHECKED are said beside it."""
        return worst_for(self.checks, measure, source)

    def worst_of(self, *measures: str, source: str | None = None) -> State:
        """The worst state behind a figure made of several measures."""
        return worst(self.worst_for(measure, source) for measure in measures)

    def against(self, *measures: str, source: str | None = None) -> tuple[Check, ...]:
        """The broken and doubtful checks behind a figure made of these measures, the worst first."""
        return against(self.checks, measures, source)

    def behind(self, measures: Collection[str], source: str | None = None) -> tuple[Check, ...]:
        """Every check that a figure made of these measures rests on."""
        return tuple(check for check in self.checks if any(check.touches(m, source) for m in measures))


def trust(store: Store, *, client_id: str, as_of: date) -> Trust:
    """Every check of the client, knowing the days before `as_of` and what people had found up to and on it.

    A client without data has its automatic checks too, all of them not checked.
    """
    return judged(store, gather(store, client_id=client_id, as_of=as_of), client_id=client_id)


def judged(store: Store, known: CheckFacts, *, client_id: str) -> Trust:
    """The same, of what has been gathered already."""
    as_of = known.as_of
    looks = checks.newest_ticks(store.ops, client_id=client_id, as_of=as_of)
    written = notes.list_notes(store.ops, client_id=client_id)
    changes = [note.days.start for note in written if note.kind == "site" and note.days.start <= as_of]
    found = automatic_checks(known)
    done = {check.kind for check in found}
    looked = manual_checks(looks, as_of=as_of, site_changes=changes, done=done)
    return Trust(client_id, as_of, (*found, *looked))
