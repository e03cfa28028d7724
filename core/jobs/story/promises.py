"""What the story's meetings ended in: actions that are open, late or done, one decision, and the clients' grades."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from core.dates import day_start
from core.model import Client
from core.store import Store, grades, promises
from core.store.board import read_boards


@dataclass(frozen=True, slots=True)
class Promise:
    """An action: agreed on one day, due on another. `card` is the name of its card, empty without one."""

    agreed: date
    owner: str
    text: str
    due: date
    card: str = ""
    shown: bool = False
    done: date | None = None
    moved: tuple[date, date] | None = None
    """On which day it was moved, and to which."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision of the client's, which they may read. `again`: the day on which it was made anew."""

    on: date
    by: str
    text: str
    card: str = ""
    again: date | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """What one company's meetings ended in."""

    promises: tuple[Promise, ...] = ()
    choices: tuple[Choice, ...] = ()
    grades: tuple[tuple[date, str, str], ...] = ()
    graded: timedelta = timedelta(hours=10, minutes=50)
    """At which hour of the day: near the end of the monthly."""


PUMPS = Ended(
    promises=(
        Promise(
            date(2026, 9, 15),
            "Analytiikka",
            "Lomakkeen tapahtumien korjaus julkaisuun ja testaus",
            date(2026, 9, 25),
            card="Tarjouspyyntölomakkeen tapahtumien korjaus",
        ),
        Promise(
            date(2026, 9, 22),
            "Asiakas",
            "Kommentit ja kuvaluvat caseen",
            date(2026, 9, 29),
            card="Case: Kuvitteellisen Vesilaitoksen pumppaamo",
            shown=True,
        ),
        Promise(
            date(2026, 9, 29),
            "Maksettu mainonta",
            "Varaosahinnasto pyydetään myyntipäälliköltä puhelimitse",
            date(2026, 10, 2),
            card="Varaosahinnasto mukaan hakumainoksiin",
        ),
        Promise(
            date(2026, 9, 15),
            "Analytiikka",
            "Selvitetään, mitä lookalike-kävijät tekivät sivustolla",
            date(2026, 9, 29),
            card="Lookalikejen liikenteen laatu: mitä kävijät tekivät",
            done=date(2026, 9, 29),
        ),
    ),
    choices=(
        Choice(
            date(2026, 6, 4),
            "Markkinointipäällikkö",
            "Messuille lähdetään ilman omaa kampanjaa.",
            again=date(2026, 8, 6),
        ),
        Choice(
            date(2026, 9, 3),
            "Markkinointipäällikkö",
            "Uudelleenmarkkinointi pysyy tauolla, kunnes mainokset on uusittu; käynnistyksestä päätetään 1.10.",
            "Käynnistä uudelleenmarkkinointi uudelleen",
        ),
    ),
    grades=(
        (date(2026, 6, 4), "9.5", "Kesän suunnitelma oli valmis ajoissa."),
        (date(2026, 7, 2), "9.5", "Raportti on selkeä."),
        (date(2026, 8, 6), "9.75", "Opas tuo hyviä yhteydenottoja."),
        (date(2026, 9, 3), "9", "Lomakkeen korjausta on odotettu kesästä asti."),
    ),
)
SHOP = Ended(
    promises=(
        Promise(
            date(2026, 9, 8),
            "Paid media",
            "Puuttuvat GTIN-koodit toimittajilta",
            date(2026, 9, 14),
            card="Product feed: missing GTINs",
            moved=(date(2026, 9, 15), date(2026, 9, 25)),
        ),
    ),
    grades=((date(2026, 8, 5), "10", ""), (date(2026, 9, 2), "9.5", "Tuotesyötteen virheet häiritsivät.")),
    graded=timedelta(hours=13, minutes=50),
)
YARD = Ended(
    promises=(
        Promise(
            date(2026, 9, 29),
            "Asiakas",
            "Hinnat lumitöille",
            date(2026, 10, 5),
            card="Lumityöt 2026–27: kampanjan aloitus",
            shown=True,
        ),
    ),
    grades=((date(2026, 9, 10), "8", "Julkaisuja mainostetaan, mutta en tiedä, mitä ne tuovat."),),
    graded=timedelta(hours=14, minutes=50),
)
ENDED = {"pumput": PUMPS, "malliputiikki": SHOP, "pihapalvelu": YARD}
MEETING_HOUR = timedelta(hours=9)
"""Everything else was said in a meeting of the morning."""


def tell_promises(store: Store, client: Client, key: str, *, who: str, now: datetime) -> None:
    """Write down what the company's meetings ended in, unless something is there already."""
    if grades.list_grades(store.ops, client_id=client.client_id, as_of=now):
        return
    boards = read_boards(store.ops, client_id=client.client_id)
    cards = {card.name: card.card_id for board in boards for card in board.cards}
    for promise in ENDED[key].promises:
        _promise(store, client, promise, cards, who)
    for choice in ENDED[key].choices:
        _choice(store, client, choice, cards, who)
    for day, grade, why in ENDED[key].grades:
        at = day_start(day, client.timezone) + ENDED[key].graded
        grades.add_grade(store.ops, client_id=client.client_id, grade=Decimal(grade), why=why, given_at=at, who=who)


def _choice(store: Store, client: Client, choice: Choice, cards: dict[str, str], who: str) -> None:
    made = promises.add_decision(
        store.ops,
        client_id=client.client_id,
        text=choice.text,
        decided_by=choice.by,
        card_id=cards[choice.card] if choice.card else "",
        client_visible=True,
        decided_at=_morning(choice.on, client),
        who=who,
    )
    if choice.again:
        promises.decide_again(
            store.ops,
            client_id=client.client_id,
            first_id=made.first_id,
            decided_at=_morning(choice.again, client),
            who=who,
        )


def _promise(store: Store, client: Client, promise: Promise, cards: dict[str, str], who: str) -> None:
    made = promises.add_action(
        store.ops,
        client_id=client.client_id,
        kind="weekly",
        text=promise.text,
        owner=promise.owner,
        due=promise.due,
        card_id=cards[promise.card] if promise.card else "",
        client_visible=promise.shown,
        agreed_at=_morning(promise.agreed, client),
        who=who,
    )
    if promise.moved:
        day, due = promise.moved
        promises.move_action(
            store.ops,
            client_id=client.client_id,
            action_id=made.action_id,
            due=due,
            who=who,
            now=_morning(day, client),
        )
    if promise.done:
        promises.close_action(
            store.ops,
            client_id=client.client_id,
            action_id=made.action_id,
            who=who,
            now=_morning(promise.done, client),
        )


def _morning(day: date, client: Client) -> datetime:
    return day_start(day, client.timezone) + MEETING_HOUR
