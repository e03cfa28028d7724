"""What the story's Growth Owner prepared on the Wednesday: the finding that goes to the monthly, with its card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.findings.finding import Kind
from core.model import Client, Sentence
from core.store import Store
from core.store.board import read_boards
from core.store.findings import add_agenda_line, list_agenda_lines

WEDNESDAY = datetime(2026, 9, 30, 12, 0)  # naive UTC: the afternoon before the monthly


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A line for the monthly about a finding, and the name of the card that was made for it."""

    kind: Kind
    finding_key: str
    card: str
    text: Sentence


_PROPOSALS = {
    "pumput": _Proposal(
        Kind.TRAFFIC_WITHOUT_CONVERSIONS,
        str(Kind.TRAFFIC_WITHOUT_CONVERSIONS),
        "Käynnistä uudelleenmarkkinointi uudelleen",
        Sentence(
            "To decide with the client: money from the two lookalikes to remarketing, which starts after their yes.",
            "Asiakkaan päätettävä: rahaa kahdesta lookalike-kampanjasta uudelleenmarkkinointiin, joka käynnistetään"
            " luvan saatua.",
        ),
    )
}


def propose(store: Store, client: Client, key: str, *, who: str) -> None:
    """Put the company's proposal on the agenda, unless it is there already; most companies have none."""
    proposal = _PROPOSALS.get(key)
    if proposal is None or list_agenda_lines(store.ops, client_id=client.client_id, before=WEDNESDAY):
        return
    boards = read_boards(store.ops, client_id=client.client_id)
    cards = {card.name: card.card_id for board in boards for card in board.cards}
    add_agenda_line(
        store.ops,
        client_id=client.client_id,
        text=proposal.text,
        kind=proposal.kind,
        finding_key=proposal.finding_key,
        card_id=cards[proposal.card],
        who=who,
        now=WEDNESDAY,
    )
