"""The story's retrospectives: what the teams wrote, what came of it, and one complaint that does not go away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from core.dates import day_start
from core.jobs.retro import improve
from core.meetings.retro import USUAL_VOTES, Question
from core.model import Client
from core.store import Store, promises, retro_votes, retros
from core.store.board import read_boards

W, S, B = Question.WELL, Question.STUCK, Question.BETTER


@dataclass(frozen=True, slots=True)
class Better:
    """An improvement. `card`: the name of its card on the team's board, which lies there already; empty without one.
    `moved`: on which day it was put off, and to which."""

    owner: str
    text: str
    due: date
    card: str = ""
    done: date | None = None
    moved: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One retrospective. Each note has its votes; all together no more than its people have."""

    day: date
    notes: tuple[tuple[Question, str, int], ...]
    better: tuple[Better, ...] = ()


PUMPS = (
    Talk(
        date(2026, 6, 4),
        (
            (W, "Kesän suunnitelma oli valmis ajoissa", 0),
            (S, "Asiakkaan kommentteja odotettiin yli viikko", 4),
            (S, "Kortilta puuttui määräpäivä", 1),
            (B, "Kysytään asiakkaalta lomat ennen juhannusta", 1),
        ),
    ),
    Talk(
        date(2026, 7, 2),
        (
            (W, "Uusi raportti on selkeä", 0),
            (S, "Liikaa kortteja kesken yhtä aikaa", 4),
            (S, "Lomakkeen mittaus epäilyttää", 1),
            (B, "Yksi kortti valmiiksi ennen seuraavaa", 1),
        ),
        (
            Better(
                "Growth Owner",
                "Yksi tekijä, enintään kaksi korttia",
                date(2026, 9, 4),
                card="Parannus: yksi tekijä, enintään kaksi korttia",
                moved=(date(2026, 9, 3), date(2026, 10, 30)),
            ),
        ),
    ),
    Talk(
        date(2026, 8, 6),
        (
            (W, "Opas tuo hyviä yhteydenottoja", 1),
            (S, "Kommentteja odotettiin asiakkaalta taas yli viikko", 3),
            (S, "Kortteja on edelleen liikaa kesken", 2),
            (B, "Asiakas näkee itse, mikä odottaa häntä", 0),
        ),
        (
            Better(
                "Analytiikka",
                "Asiakkaan odotusajat näkyviin weeklyyn",
                date(2026, 9, 10),
                card="Parannus: asiakkaan odotusajat näkyviin weeklyyn",
                done=date(2026, 9, 9),
            ),
        ),
    ),
    Talk(
        date(2026, 9, 3),
        (
            (W, "Odotusajat näkyvät nyt weeklyssa", 1),
            (W, "Lookalike-kampanjat saatiin auki nopeasti", 0),
            (S, "Asiakkaan kommentteja odotettiin viikko", 3),
            (S, "Lomakkeen korjaus on yhden ihmisen varassa", 1),
            (B, "Ehdotukset asiakkaalle jo ennen monthlya", 1),
        ),
        (
            Better("Growth Owner", "Asiakkaan katseltaviin viikon määräaika ja muistutus", date(2026, 10, 1)),
            Better(
                "Growth Owner",
                "Ehdotus asiakkaalle ennen monthlya",
                date(2026, 9, 30),
                card="Parannus: ehdotus asiakkaalle ennen monthlya",
                moved=(date(2026, 9, 29), date(2026, 10, 15)),
            ),
        ),
    ),
)
SHOP = (
    Talk(
        date(2026, 8, 5),
        (
            (W, "Kymppi asiakkaalta", 1),
            (S, "Arvosana kirjattiin vasta viikon päästä", 2),
            (B, "Tuotesyötteen virheistä viesti heti", 1),
        ),
        (
            Better(
                "Growth Owner",
                "Palautteen arvosana samana päivänä",
                date(2026, 8, 14),
                card="Parannus: palautteen arvosana samana päivänä",
                done=date(2026, 8, 14),
            ),
        ),
    ),
)
TOLD = {"pumput": PUMPS, "malliputiikki": SHOP}
BEGINS = timedelta(hours=11)
PEOPLE = 2
"""Seats that give the votes."""


def tell_retros(store: Store, client: Client, key: str, team: Client, *, who: str) -> None:
    """Hold the company's retrospectives, unless there are some already."""
    if retros.list_retros(store.ops, client_id=client.client_id):
        return
    for talk in TOLD.get(key, ()):
        _hold(store, client, talk, team, who)


def _hold(store: Store, client: Client, talk: Talk, team: Client, who: str) -> None:
    at = day_start(talk.day, client.timezone) + BEGINS
    opened = retros.open_retro(
        store.ops, client_id=client.client_id, day=talk.day, anonymous=True, budget=USUAL_VOTES, who=who, now=at
    )
    asked: dict[str, Any] = {"client_id": client.client_id, "retro_id": opened.retro_id}
    for question, text, _ in talk.notes:
        retros.write_note(store.ops, **asked, question=question, text=text, anonymous=True, name="")
    retros.reveal(store.ops, **asked)
    _vote(store, asked, talk)
    retro_votes.close_voting(store.ops, **asked)
    boards = read_boards(store.ops, client_id=team.client_id)
    cards = {card.name: card.card_id for board in boards for card in board.cards}
    for better in talk.better:
        _improve(store, asked, better, team, cards.get(better.card, ""), who, at)
    retro_votes.end_retro(store.ops, **asked, now=at)


def _vote(store: Store, asked: dict[str, Any], talk: Talk) -> None:
    wanted = {text: votes for _, text, votes in talk.notes}
    given = [note.note_id for note in retros.list_notes(store.ops, **asked) for _ in range(wanted[note.text])]
    for n, note_id in enumerate(given):
        retro_votes.vote(store.ops, **asked, person_id=n % PEOPLE, note_id=note_id)


def _improve(
    store: Store, asked: dict[str, Any], better: Better, team: Client, card_id: str, who: str, at: datetime
) -> None:
    """Its card lies on the team's board already, as it came with the board's file."""
    made = improve(store, **asked, text=better.text, owner=better.owner, due=better.due, team_id="", who=who, now=at)
    act = {"client_id": asked["client_id"], "action_id": made.action_id}
    if card_id:
        retro_votes.link_card(store.ops, **act, card_client_id=team.client_id, card_id=card_id)
    if better.moved:
        said_on, due = better.moved
        promises.move_action(store.ops, **act, due=due, who=who, now=datetime.combine(said_on, at.time()))
    if better.done:
        promises.close_action(store.ops, **act, who=who, now=datetime.combine(better.done, at.time()))
