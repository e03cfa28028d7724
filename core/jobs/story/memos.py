"""What was kept of three of the story's meetings: the September monthly of the pump maker and a weekly, at which the
client was, and the team's last weekly.

What each was presented with lies in presented/, as the command line printed it of its moment: working it out anew at
every load would take a second and a half. To renew a file after rules or words changed:
`python -m core --data DEMO agenda weekly --client esimerkki-pumput-oy --as-of 2026-09-29T05:00Z --json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from core.dates import day_start, local_day
from core.jobs.meetings import hold
from core.jobs.rooms import done_on
from core.meetings.memo import Beside, Grade, Own
from core.meetings.shapes import Agenda, AgendaItem, Kind, Line
from core.meetings.templates import arranged
from core.model import Client, Period, Sentence
from core.store import Store, grades, promises
from core.store.meetings import kept_meetings, list_meetings

PRESENTED = Path(__file__).with_name("presented")


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting. `decider`: whether somebody who decides at the client was there."""

    kind: Kind
    day: date
    present: tuple[str, ...]
    summary: str
    decider: bool | None = None
    texts: tuple[Own, ...] = ()
    parked: tuple[str, ...] = ()


MONTHLY = Held(
    kind=Kind.MONTHLY,
    day=date(2026, 9, 3),
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
    present=("Markkinointipäällikkö", "Growth Owner", "Maksettu mainonta", "Sisältö"),
    summary="Lookalike-mainokset tuovat paljon uusia kävijöitä, mutta vielä tuskin yhtään tarjouspyyntöä."
    " Selvitämme, mitä kävijät sivustolla tekevät, ennen kuin budjetista päätetään.",
)
WEEKLY = Held(
    kind=Kind.WEEKLY,
    day=date(2026, 9, 29),
    present=("Growth Owner", "Maksettu mainonta", "Analytiikka", "Sisältö"),
    summary="Lookalike-kävijät selailevat mutta eivät täytä lomaketta. Monthlyyn viedään ehdotus budjetin siirrosta.",
    parked=("Pidetäänkö chat vielä listalla?",),
)


def keep_memos(store: Store, client: Client, key: str, *, who: str) -> None:
    """Keep the copies of the pump maker's meetings, unless some are kept already. Comes after the meetings, the
    promises and the boards."""
    if key != "pumput" or kept_meetings(store.ops, client_id=client.client_id):
        return
    for held in (MONTHLY, WITH_CLIENT, WEEKLY):
        _keep(store, client, held, who)


def _keep(store: Store, client: Client, held: Held, who: str) -> None:
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
        agenda=_presented(held),
        agreed=[one for one in agreed if of_the_day(one.agreed_at) and one.kind != Kind.RETRO],
        decided=[one for one in decided if of_the_day(one.decided_at)],
        done=done_on(store, client_id=client_id, kind=held.kind, day_of=at, as_of=until),
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


def _presented(held: Held) -> Agenda:
    """The agenda as it was, from its document (`core.meetings.document`)."""
    kept = json.loads((PRESENTED / f"{held.day}_{held.kind}.json").read_text("utf-8"))
    known = {item.key: item for item in arranged(held.kind, (), with_client=kept["with_client"])}
    window = Period(*(date.fromisoformat(kept["window"][end]) for end in ("start", "end")))
    items = tuple(
        AgendaItem(known[one["item"]], tuple(map(_line, one["lines"])), more=one["more"]) for one in kept["items"]
    )
    return Agenda(held.kind, kept["with_client"], window, first=kept["first"], items=items)


def _line(kept: dict[str, Any]) -> Line:
    text = Sentence(kept["text"], kept["text_fi"])
    return Line(text, kept["kind"], kept["card"] or "", kept["entity"] or "")
