"""The client's yes or no: a yes moves the proposal's card from Backlog to To-do, both are written down for them to see.

Whatever stands in the way of the card is found before anything is written, so that a refused yes leaves nothing
half-done. Said twice it is said once, and an answer that a fault cut off is finished when it is said again.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from core.cards import Status
from core.dates import day_start, local_day
from core.errors import Refused, TahtiError
from core.jobs.card_people import named_on_board
from core.jobs.card_places import Target, find_target, list_for, status_of
from core.jobs.cards import assign, move_card, set_due
from core.jobs.meetings import new_card
from core.meetings.shapes import Kind
from core.store import Store
from core.store import cards as card_store
from core.store import findings as raised_store
from core.store.clients import get_client
from core.store.promises import add_action, require_decision, require_promise
from core.store.proposals import NO, YES, Answer, answer, forget, give_card


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the client says yes or no to. `card_id` is empty where nobody made a card of it yet; `raised_id` is the line
    that somebody put on the agenda, 0 for none."""

    text: str
    card_id: str = ""
    raised_id: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an answer. `pending`: Trello has still to move the card; `is_new` False: it was said already."""

    card_id: str
    pending: bool
    is_new: bool


def say_yes(
    store: Store,
    *,
    client_id: str,
    proposal: Proposal,
    decided_by: str,
    owner: str,
    due: date | None,
    who: str,
    now: datetime,
) -> Settled:
    """Start what was proposed: its card goes to To-do (one is made where there was none; one that is further already
    stays there), with its owner and day; the owner's promise and the decision are written down. Raises Refused when
    something is missing or the card cannot be moved; then nothing was written."""
    text, _ = require_decision(proposal.text, decided_by)
    _, owner = require_promise(text, owner)
    if due is None:
        raise Refused("Say by when.", "Kerro, mihin mennessä.")
    target = _movable(store, client_id, proposal.card_id)
    if target is None:
        list_for(store, client_id=client_id, list_id="", status=Status.TO_DO)
    given = _answer(store, client_id, proposal, YES, decided_by, who, now)
    write_id = f"yes {given.decision_id} {given.text}"
    try:
        card_id, pending = _to_do(store, client_id, given, target, owner, due, who, now, write_id)
    except TahtiError:
        if given.is_new:
            forget(store.ops, client_id=client_id, decision_id=given.decision_id)
        raise
    give_card(store.ops, client_id=client_id, decision_id=given.decision_id, card_id=card_id)
    add_action(
        store.ops,
        client_id=client_id,
        kind=Kind.MONTHLY,
        text=given.text,
        owner=owner,
        due=due,
        card_id=card_id,
        client_visible=True,
        agreed_at=now,
        who=who,
        write_id=write_id,
    )
    _dealt_with(store, client_id, proposal, who, now)
    return Settled(card_id, pending, given.is_new)


def say_no(store: Store, *, client_id: str, proposal: Proposal, decided_by: str, who: str, now: datetime) -> Settled:
    """Write down that the client does not want it; its card stays where it lies. Raises Refused without a name."""
    given = _answer(store, client_id, proposal, NO, decided_by, who, now)
    if given.is_new:
        _dealt_with(store, client_id, proposal, who, now)
    return Settled(given.card_id, False, given.is_new)


def _answer(
    store: Store, client_id: str, proposal: Proposal, said: str, decided_by: str, who: str, now: datetime
) -> Answer:
    zone = get_client(store.ops, client_id=client_id).timezone
    return answer(
        store.ops,
        client_id=client_id,
        said=said,
        text=proposal.text,
        decided_by=decided_by,
        card_id=proposal.card_id,
        raised_id=proposal.raised_id,
        since=day_start(local_day(now, zone), zone),
        now=now,
        who=who,
    )


def _movable(store: Store, client_id: str, card_id: str) -> Target | None:
    """Where the proposal's card lies, on a board that can be written; None for a proposal without a card. Raises
    Refused, with what to do, when it cannot be moved to To-do."""
    if not card_id:
        return None
    target = find_target(store, client_id=client_id, card_id=card_id)
    known = card_store.find_card(store.ops, client_id=client_id, card_id=target.card_id)
    if known is not None and known[1].closed:
        raise Refused(
            "The card is archived. Bring it back on the Board page, then answer again.",
            "Kortti on arkistoitu. Palauta se Seinä-sivulla ja vastaa sitten uudelleen.",
        )
    list_for(store, client_id=client_id, list_id="", status=Status.TO_DO, board_id=target.home.board_id)
    return target


def _to_do(
    store: Store,
    client_id: str,
    given: Answer,
    target: Target | None,
    owner: str,
    due: date,
    who: str,
    now: datetime,
    write_id: str,
) -> tuple[str, bool]:
    """Put the card into To-do with its owner and day; its id, and whether Trello has still to do it."""
    if target is None:
        if given.card_id:
            return given.card_id, False
        made = new_card(
            store, client_id=client_id, name=given.text, owner=owner, due=due, who=who, now=now, write_id=write_id
        )
        return made.card_id, made.pending
    card_id = target.card_id
    if _under_way(store, client_id, target):
        return card_id, False
    try:
        moved = move_card(
            store, client_id=client_id, card_id=card_id, status=Status.TO_DO, seen=target.list_id, who=who, now=now
        )
    except Refused:
        if _under_way(store, client_id, find_target(store, client_id=client_id, card_id=card_id)):
            return card_id, False  # somebody else's yes, a moment earlier
        raise
    set_due(store, client_id=client_id, card_id=card_id, due=due, who=who, now=now)
    if ids := named_on_board(store, client_id=client_id, board_id=target.home.board_id, name=owner):
        assign(store, client_id=client_id, card_id=card_id, member_ids=ids, who=who, now=now)
    return card_id, moved.pending


def _under_way(store: Store, client_id: str, target: Target) -> bool:
    """Whether a card lies further than the Backlog already."""
    return status_of(store, client_id=client_id, list_id=target.list_id) not in (Status.BACKLOG, None)


def _dealt_with(store: Store, client_id: str, proposal: Proposal, who: str, now: datetime) -> None:
    """Take the raised line off the agenda, unless somebody has already."""
    if not proposal.raised_id:
        return
    with suppress(Refused):  # it is gone already
        raised_store.remove_agenda_line(store.ops, client_id=client_id, line_id=proposal.raised_id, who=who, now=now)
