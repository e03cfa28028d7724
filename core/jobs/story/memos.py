"""What was kept of three of the story's meetings: the September monthly of the pump maker and a weekly, at which the
client was, and the team's last weekly. Written down as the agenda presented it then, so that a memo of an earlier day
can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.dates import day_start, local_day
from core.jobs.meetings import hold
from core.meetings.memo import Beside, Grade, Own
from core.meetings.shapes import Agenda, AgendaItem, Kind, Line
from core.meetings.templates import arranged
from core.model import Client, Period, Sentence
from core.store import Store, grades, promises
from core.store.board import read_boards
from core.store.meetings import kept_meetings, list_meetings


@dataclass(frozen=True, slots=True)
class Told:
    """A line of an item: its kind, what it says in English and Finnish, and the name of its card, if it has one."""

    item: str
    kind: str
    en: str
    fi: str
    card: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting. `decider`: whether somebody who decides at the client was there."""

    kind: Kind
    day: date
    window: Period
    with_client: bool
    lines: tuple[Told, ...]
    present: tuple[str, ...]
    summary: str
    decider: bool | None = None
    texts: tuple[Own, ...] = ()
    parked: tuple[str, ...] = ()


MONTHLY = Held(
    kind=Kind.MONTHLY,
    day=date(2026, 9, 3),
    window=Period(date(2026, 8, 6), date(2026, 9, 2)),
    with_client=True,
    lines=(
        Told(
            "experts",
            "done",
            "Done: Tauota uudelleenmarkkinointi: mainokset uusiksi",
            "Tehty: Tauota uudelleenmarkkinointi: mainokset uusiksi",
            "Tauota uudelleenmarkkinointi: mainokset uusiksi",
        ),
        Told(
            "experts",
            "content_gap",
            "Nothing new has been published for Convert in 118 days (usually about every 35 days), and 19\u00a0% of the"
            " money is there.",
            "Vaiheeseen Convert ei ole julkaistu sisältöä 118 päivään (tavallisesti noin 35 päivän välein), vaikka"
            " siellä on 19\u00a0% rahasta.",
        ),
        Told(
            "seasons",
            "season",
            "Uusi jätevesipumppusarja, 20 Oct 2026: preparing begins 28 Sep",
            "Uusi jätevesipumppusarja, 20.10.2026: valmistelu alkaa 28.9.",
        ),
    ),
    present=("Markkinointipäällikkö", "Growth Owner", "Maksettu mainonta", "Sisältö"),
    decider=True,
    summary="Mitoitusopas tuo asiakkaan mukaan hyviä yhteydenottoja. Syyskuussa käynnistyy kaksi lookalike-yleisöä,"
    " ja uudelleenmarkkinointi odottaa uusia mainoksia.",
    texts=(
        Own(
            Sentence("Paid media", "Maksettu mainonta"),
            "Uudelleenmarkkinoinnin mainokset olivat kuluneet. Tauko antaa ajan tehdä uudet, ja sen budjetilla"
            " kokeillaan, tavoittavatko lookalike-yleisöt uusia ihmisiä.",
            client_visible=True,
        ),
    ),
)
WITH_CLIENT = Held(
    kind=Kind.WEEKLY,
    day=date(2026, 9, 22),
    window=Period(date(2026, 9, 15), date(2026, 9, 21)),
    with_client=True,
    lines=(
        Told(
            "channels",
            "done",
            "Done: Demand Gen: syksyn kuvat",
            "Valmis: Demand Gen: syksyn kuvat",
            "Demand Gen: syksyn kuvat",
        ),
        Told(
            "held_up",
            "waiting",
            "Case: Kuvitteellisen Vesilaitoksen pumppaamo: with the client for 5 working days.",
            "Case: Kuvitteellisen Vesilaitoksen pumppaamo: asiakkaalla 5 arkipäivää.",
            "Case: Kuvitteellisen Vesilaitoksen pumppaamo",
        ),
    ),
    present=("Markkinointipäällikkö", "Growth Owner", "Maksettu mainonta", "Sisältö"),
    summary="Lookalike-mainokset tuovat paljon uusia kävijöitä, mutta vielä tuskin yhtään tarjouspyyntöä."
    " Selvitämme, mitä kävijät sivustolla tekevät, ennen kuin budjetista päätetään.",
)
WEEKLY = Held(
    kind=Kind.WEEKLY,
    day=date(2026, 9, 29),
    window=Period(date(2026, 9, 22), date(2026, 9, 28)),
    with_client=False,
    lines=(
        Told(
            "actions",
            "action",
            "Analytiikka: Lomakkeen tapahtumien korjaus julkaisuun ja testaus – was due 25 Sep",
            "Analytiikka: Lomakkeen tapahtumien korjaus julkaisuun ja testaus – piti olla valmis 25.9.",
            "Tarjouspyyntölomakkeen tapahtumien korjaus",
        ),
        Told(
            "channels",
            "done",
            "Done: Lookalikejen liikenteen laatu: mitä kävijät tekivät",
            "Tehty: Lookalikejen liikenteen laatu: mitä kävijät tekivät",
            "Lookalikejen liikenteen laatu: mitä kävijät tekivät",
        ),
        Told(
            "held_up",
            "blocked",
            "Varaosahinnasto mukaan hakumainoksiin: cannot go on.",
            "Varaosahinnasto mukaan hakumainoksiin: ei pääse etenemään.",
            "Varaosahinnasto mukaan hakumainoksiin",
        ),
    ),
    present=("Growth Owner", "Maksettu mainonta", "Analytiikka", "Sisältö"),
    summary="Lookalike-kävijät selailevat mutta eivät täytä lomaketta. Monthlyyn viedään ehdotus budjetin siirrosta.",
    parked=("Pidetäänkö chat vielä listalla?",),
)


def keep_memos(store: Store, client: Client, key: str, *, who: str) -> None:
    """Keep the copies of the pump maker's meetings, unless some are kept already. Comes after the meetings, the
    promises and the boards."""
    if key != "pumput" or kept_meetings(store.ops, client_id=client.client_id):
        return
    boards = read_boards(store.ops, client_id=client.client_id)
    cards = {card.name: card.card_id for board in boards for card in board.cards}
    for held in (MONTHLY, WITH_CLIENT, WEEKLY):
        _keep(store, client, held, cards, who)


def _keep(store: Store, client: Client, held: Held, cards: dict[str, str], who: str) -> None:
    rows = list_meetings(store.ops, client_id=client.client_id, kind=held.kind)
    at = next(one.at for one in rows if local_day(one.at, client.timezone) == held.day)

    def of_the_day(instant: datetime) -> bool:
        return local_day(instant, client.timezone) == held.day

    client_id, until = client.client_id, day_start(held.day + timedelta(days=1), client.timezone)
    agreed = promises.list_actions(store.ops, client_id=client_id, as_of=until)
    decided = promises.list_meeting_decisions(store.ops, client_id=client_id, as_of=until)
    given = [one for one in grades.list_grades(store.ops, client_id=client_id, as_of=until) if of_the_day(one.given_at)]
    hold(
        store,
        client_id=client_id,
        agenda=_agenda(held, cards),
        agreed=[one for one in agreed if of_the_day(one.agreed_at) and one.kind != Kind.RETRO],
        decided=[one for one in decided if of_the_day(one.decided_at)],
        beside=Beside(
            present=held.present,
            decision_maker=held.decider,
            summary=held.summary,
            texts=held.texts,
            parked=held.parked,
            grade=Grade(given[-1].grade, given[-1].why) if given and held.kind is Kind.MONTHLY else None,
        ),
        at=at,
        who=who,
        now=at,
    )


def _agenda(held: Held, cards: dict[str, str]) -> Agenda:
    items = []
    for item in arranged(held.kind, (), with_client=held.with_client):
        lines = [
            Line(Sentence(one.en, one.fi), one.kind, cards[one.card] if one.card else "")
            for one in held.lines
            if one.item == item.key
        ]
        if lines:
            items.append(AgendaItem(item, tuple(lines)))
    return Agenda(held.kind, held.with_client, held.window, first=False, items=tuple(items))
