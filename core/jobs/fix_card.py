"""A card for mending what is broken in the measuring: before money moves on a number, the number is mended."""

from __future__ import annotations

from datetime import datetime

from core.cards import Status
from core.jobs.cards import Written, create_card
from core.measure.checks import Check
from core.store import Store, clients
from core.store.card_links import LinkKind, card_links, link_card


def fix_key(check: Check) -> str:
    """Names what was found on which account: by the day of a person's look; by the month of an automatic check, which
    finds the same thing anew every day. Found again later, it deserves a card of its own."""
    day = str(check.checked_on or "")
    return f"check {check.kind} {check.source} {check.account} {day[:7] if check.automatic else day}"


def has_fix_card(store: Store, *, client_id: str, check: Check) -> bool:
    """Whether a card was made of this finding already."""
    return any(link.key == fix_key(check) for link in card_links(store.ops, client_id=client_id))


def make_fix_card(store: Store, *, client_id: str, check: Check, title: str, who: str, now: datetime) -> Written:
    """A To-do card at the top, with the evidence in it in the client's language, linked to what was found. Raises
    Refused when no board can be written."""
    evidence = check.evidence.said_in(clients.get_client(store.ops, client_id=client_id).language)
    card = create_card(store, client_id=client_id, name=title, status=Status.TO_DO, note=evidence, who=who, now=now)
    link_card(
        store.ops,
        client_id=client_id,
        card_id=card.card_id,
        kind=LinkKind.NOTE,
        key=fix_key(check),
        text=evidence,
        who=who,
        now=now,
    )
    return card
