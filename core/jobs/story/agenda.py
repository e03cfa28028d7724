"""What was prepared for the story's next monthlies: proposals for the client to decide on, and the experts' words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.findings.finding import Kind
from core.jobs.rooms import EXPERT
from core.meetings.shapes import Kind as Meeting
from core.model import Client, Sentence
from core.store import Store
from core.store.board import read_boards
from core.store.findings import add_agenda_line, list_agenda_lines
from core.store.room_texts import write_text
from core.store.rooms import prepare_room

WEDNESDAY = datetime(2026, 9, 30, 12, 0)  # naive UTC: the afternoon before the monthly


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A line for the monthly, about a finding or somebody's own, and the name of the card that was made for it."""

    kind: str
    finding_key: str
    card: str
    text: Sentence


@dataclass(frozen=True, slots=True)
class _Words:
    """What one expert wrote beforehand. `part`: the channel, or other."""

    part: str
    who: str
    text: str


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
    ),
    "malliputiikki": _Proposal(
        "raised",
        "",
        "Reviews in ads",
        Sentence(
            "Reviews of shoppers into the ads before Black Friday: do we ask their leave?",
            "Ostajien arvostelut mainoksiin ennen Black Fridayta: pyydämmekö heiltä luvan?",
        ),
    ),
    "pihapalvelu": _Proposal(
        "raised",
        "",
        "Huoltosopimus: kolme tasoa",
        Sentence(
            "A maintenance contract in three levels for those who were customers this summer.",
            "Huoltosopimus kolmella tasolla niille, jotka olivat asiakkaina kesällä.",
        ),
    ),
}
_OWN_WORDS = {
    "pumput": (
        _Words(
            "paid_social_meta",
            "Maksettu mainonta",
            "Avasimme kaksi lookalike-yleisöä, ja kävijöitä tuli reilusti lisää. He selailivat mutta eivät pyytäneet"
            " tarjousta. Opimme, että tämä yleisö ei tunne meitä vielä: ehdotan rahaa takaisin niille, jotka ovat jo"
            " katsoneet monta sivua.",
        ),
        _Words(
            "other",
            "Sisältö",
            "Mitoitusopas löytää lukijansa edelleen itse. Melusta kertova artikkeli julkaistiin, ja seuraavaksi"
            " kirjoitetaan imukorkeudesta. Casen kommentit odottavat asiakkaalla.",
        ),
    ),
}


def propose(store: Store, client: Client, key: str, *, who: str) -> None:
    """Put the company's proposal on the agenda and its experts' words beside it, unless they are there already."""
    if list_agenda_lines(store.ops, client_id=client.client_id, before=WEDNESDAY):
        return
    proposal = _PROPOSALS[key]
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
    _write(store, client, _OWN_WORDS.get(key, ()))


def _write(store: Store, client: Client, words: Iterable[_Words]) -> None:
    for one in words:
        room = prepare_room(
            store.ops, client_id=client.client_id, kind=Meeting.MONTHLY, day=WEDNESDAY.date(), now=WEDNESDAY
        )
        write_text(
            store.ops,
            client_id=client.client_id,
            room_id=room.room_id,
            field=f"{EXPERT}{one.part}",
            body=one.text,
            seen=0,
            write_id=f"story-{one.part}",
            who=one.who,
            now=WEDNESDAY,
        )
