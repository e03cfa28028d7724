"""What a person makes of a finding: a draft card with its evidence, a line for the meeting, or quiet for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.board.list_names import folded
from core.board.meanings import Dimension, Meaning, suggested
from core.cards import Label, Status
from core.findings.finding import Act, Finding, Kind
from core.findings.plain import description, title
from core.jobs.card_places import list_for
from core.jobs.cards import BOTTOM, Written, create_card
from core.store import Store, clients
from core.store import cards as card_store
from core.store import findings as said
from core.store.findings import AgendaLine

DECISION_WORDS = (
    "odottaa paatosta",
    "odottaa asiakkaan paatosta",
    "waiting for decision",
    "awaiting decision",
    "decision",
)
"""How teams call the label of what the client has still to decide, without accents."""


@dataclass(frozen=True, slots=True)
class Made:
    """The card, and the line that takes it to the meeting."""

    card: Written
    line: AgendaLine


def make_card(store: Store, *, client_id: str, finding: Finding, who: str, now: datetime) -> Made:
    """A draft card in the Backlog, in the client's language, with the finding's evidence; where the client decides it
    says so and bears the board's label for it. The next meeting gets a line. Raises Refused when no board can be
    written."""
    language = clients.get_client(store.ops, client_id=client_id).language
    home, _ = list_for(store, client_id=client_id, list_id="", status=Status.BACKLOG)
    labels = card_store.board_labels(store.ops, client_id=client_id, board_id=home.board_id)
    card = create_card(
        store,
        client_id=client_id,
        name=title(finding).said_in(language),
        status=Status.BACKLOG,
        place=BOTTOM,
        note=description(finding, language),
        label_ids=[label.label_id for label in labels if _fits(label, finding)],
        who=who,
        now=now,
    )
    line = _line(store, client_id, finding, card.card_id, who, now)
    return Made(card, line)


def add_to_agenda(store: Store, *, client_id: str, finding: Finding, who: str, now: datetime) -> AgendaLine:
    """Take a finding to the next meeting without a card."""
    return _line(store, client_id, finding, finding.card, who, now)


def snooze(store: Store, *, client_id: str, finding: Finding, until: date, who: str, now: datetime) -> None:
    """Put a finding aside until a day; it comes back earlier when half as much again is at stake. Raises Refused."""
    said.say(
        store.ops,
        client_id=client_id,
        finding_key=finding.key,
        kind=finding.kind,
        act="snooze",
        until=until,
        stake=finding.eur,
        who=who,
        now=now,
    )


def dismiss(store: Store, *, client_id: str, finding: Finding, reason: str, who: str, now: datetime) -> None:
    """Say that a finding was not worth telling, and why: it stays away for a quarter, and is counted against its kind.
    Raises Refused without a reason."""
    said.say(
        store.ops,
        client_id=client_id,
        finding_key=finding.key,
        kind=finding.kind,
        act="dismiss",
        stake=finding.eur,
        reason=reason,
        who=who,
        now=now,
    )


def wake(store: Store, *, client_id: str, finding_key: str, kind: Kind, who: str, now: datetime) -> None:
    """Let a finding be told again that was put aside or dismissed."""
    said.say(store.ops, client_id=client_id, finding_key=finding_key, kind=kind, act="wake", who=who, now=now)


def resume(store: Store, *, client_id: str, kind: Kind, who: str, now: datetime) -> None:
    """Let a kind speak again that switched itself off; its count begins anew."""
    said.say(store.ops, client_id=client_id, kind=kind, act="resume", who=who, now=now)


def _line(store: Store, client_id: str, finding: Finding, card_id: str, who: str, now: datetime) -> AgendaLine:
    return said.add_agenda_line(
        store.ops,
        client_id=client_id,
        text=finding.sentence,
        kind=finding.kind,
        finding_key=finding.key,
        card_id=card_id,
        who=who,
        now=now,
    )


def _fits(label: Label, finding: Finding) -> bool:
    """Whether a label of the board says what the card is about: its stage, or that the client has to decide."""
    if finding.stage and Meaning(Dimension.STAGE, finding.stage) in suggested(label.name):
        return True
    return finding.act is Act.CLIENT and folded(label.name) in DECISION_WORDS
