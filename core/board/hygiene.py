"""What on a board needs a hand: a rule and its sentence together. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.board.journey import Journey
from core.cards import IN_PROGRESS, Card, Status
from core.model import Sentence


@dataclass(frozen=True, slots=True)
class Situation:
    """One card of work as it lies at a moment. `status` is empty where its list has none. `last_move`: when it last
    changed list (or came); `last_weekly`: when the team last met, None when it has not."""

    card: Card
    status: str
    archived: bool
    way: Journey | None
    has_stage: bool
    due: datetime | None
    last_move: datetime
    last_weekly: datetime | None
    now: datetime

    @property
    def visible(self) -> bool:
        return not self.archived

    @property
    def is_planned(self) -> bool:
        """Somebody said it will be done: it lies in To-do or beyond, short of Done."""
        return self.visible and (self.status == Status.TO_DO or self.is_under_way)

    @property
    def is_under_way(self) -> bool:
        return self.visible and self.status in IN_PROGRESS


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for, and how it is said."""

    kind: str
    sentence: Sentence
    holds: Callable[[Situation], bool]


def _is_overdue(s: Situation) -> bool:
    return (
        s.visible
        and s.status not in (Status.DONE, Status.EXCLUDED)
        and s.due is not None
        and s.due < s.now
        and not _is_ticked(s)
    )


def _is_ticked(s: Situation) -> bool:
    """Whether a person had ticked the card off by then."""
    return s.card.due_complete and (s.card.completed_at is None or s.card.completed_at <= s.now)


def _has_not_moved(s: Situation) -> bool:
    return s.is_under_way and s.last_weekly is not None and s.last_move < s.last_weekly


def _is_archived_short_of_done(s: Situation) -> bool:
    return s.archived and s.way is not None and s.way.finished is None and s.way.started is not None


def _was_moved_back(s: Situation) -> bool:
    return s.visible and s.way is not None and s.way.finished is None and s.way.moved_back > 0


NOT_MOVED = "not_moved"
"""The kind of the rule that cannot be asked before the first recorded weekly."""

RULES = (
    Rule("overdue", Sentence("The due date has passed", "Määräpäivä on mennyt"), _is_overdue),
    Rule(
        "no_owner",
        Sentence("Nobody owns it", "Vastuuhenkilö puuttuu"),
        lambda s: s.is_planned and not s.card.member_ids,
    ),
    Rule("no_due", Sentence("No due date", "Määräpäivä puuttuu"), lambda s: s.is_planned and s.due is None),
    Rule("no_stage", Sentence("No MRACE stage", "MRACE-vaihe puuttuu"), lambda s: s.is_planned and not s.has_stage),
    Rule(
        NOT_MOVED,
        Sentence("Has not moved since the last weekly", "Ei ole liikkunut edellisen weeklyn jälkeen"),
        _has_not_moved,
    ),
    Rule(
        "archived_short_of_done",
        Sentence("Archived although started and not done", "Arkistoitu kesken: aloitettu mutta ei valmis"),
        _is_archived_short_of_done,
    ),
    Rule("moved_back", Sentence("Was moved back", "Siirretty taaksepäin"), _was_moved_back),
)


def needs_a_hand(situations: list[Situation]) -> dict[str, tuple[str, ...]]:
    """Kind -> ids of the cards it holds for, in the order given; every kind is there, empty or not."""
    return {rule.kind: tuple(s.card.card_id for s in situations if rule.holds(s)) for rule in RULES}
