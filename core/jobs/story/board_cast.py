"""The boards of the story: their lists, people and cards. The cards lie in cards_*.tsv beside this.

A card's row: name, labels, owner, way, due dates, checklist. A way is pairs of list and day; `by` and a day is routine
work that was done on the day and came there as such work does (`ways`). Due dates are `day=due` pairs: said on a day to
be due on another, or taken off (`-`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.cards import Status

DONE = "done"
DONE_Q1 = "done_q1"
ROUTINE = "by"
CENTURY = "20"
LABELS = (("Measure", "black"), ("Reach", "blue"), ("Act", "green"), ("Convert", "orange"), ("Engage", "purple"))


@dataclass(frozen=True, slots=True)
class Column:
    """One list. `status`: what a person confirmed it to mean; None where the suggestion of its name is still open."""

    key: str
    name: str
    status: Status | None


@dataclass(frozen=True, slots=True)
class Ticket:
    """One card as the table tells it. Empty where it tells nothing."""

    name: str
    labels: tuple[str, ...]
    owner: str
    way: tuple[tuple[str, date], ...]
    dues: tuple[tuple[date | None, date | None], ...]
    """(said on, due on): said when the card was taken up where the table gives no day, taken off where due is None."""
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardCast:
    """One board of the story."""

    key: str
    """Its folder in the demo."""
    name: str
    born: date
    columns: tuple[Column, ...]
    people: tuple[str, ...]
    tasks: tuple[str, ...]
    """Checklist of some of the routine work."""
    remarks: tuple[str, ...]
    chatter: int
    """Comments per card."""
    tidied: tuple[date, ...]
    """Days on which what was done by then was archived."""
    decision: str = ""
    """A label beside the stages."""

    def has(self, key: str) -> bool:
        return any(column.key == key for column in self.columns)

    def tickets(self) -> tuple[Ticket, ...]:
        """Its cards, in the order of the table."""
        lines = Path(__file__).with_name(f"cards_{self.key}.tsv").read_text("utf-8").splitlines()
        return tuple(_ticket(line) for line in lines if line and not line.startswith("#"))


def _ticket(line: str) -> Ticket:
    name, labels, owner, way, dues, tasks = (*line.split("\t"), "", "", "", "")[:6]
    words = way.split()
    return Ticket(
        name=name,
        labels=tuple(filter(None, labels.split("+"))),
        owner=owner,
        way=tuple((place, _day(day)) for place, day in zip(words[::2], words[1::2], strict=True)),
        dues=tuple(map(_due, dues.split())),
        tasks=tuple(filter(None, tasks.split("; "))),
    )


def _due(said: str) -> tuple[date | None, date | None]:
    when, _, due = said.rpartition("=")
    return (_day(when) if when else None, None if due == "-" else _day(due))


def _day(said: str) -> date:
    return date.fromisoformat(CENTURY + said)


PUMPS = BoardCast(
    key="pumput",
    name="Esimerkki Pumput – markkinointi",
    born=date(2025, 8, 4),
    columns=(
        Column("backlog", "Backlog", Status.BACKLOG),
        Column("to_do", "To-do", Status.TO_DO),
        Column("doing", "Doing", Status.DOING),
        Column("ours", "Review (sisäinen)", Status.REVIEW_OURS),
        Column("client", "Review (asiakas)", Status.REVIEW_CLIENT),
        Column("blocked", "Jumissa", Status.BLOCKED),
        Column(DONE, "Done", Status.DONE),
        Column(DONE_Q1, "Done Q1", Status.DONE),
    ),
    people=("Growth Owner", "Sisältö", "Maksettu mainonta", "Analytiikka", "Asiakkaan yhteyshenkilö"),
    tasks=("Luonnos", "Sisäinen tarkistus", "Asiakkaan kommentit"),
    remarks=("Luonnos on valmis.", "Kommentit korjattu.", "Käydään läpi weeklyssa.", "Sovittu asiakkaan kanssa."),
    chatter=1,
    tidied=(date(2026, 1, 8), date(2026, 7, 2)),
    decision="Odottaa päätöstä",
)

SHOP = BoardCast(
    key="malliputiikki",
    name="Malliputiikki marketing",
    born=date(2025, 8, 5),
    columns=(
        Column("backlog", "Backlog", Status.BACKLOG),
        Column("to_do", "To-do", Status.TO_DO),
        Column("doing", "Doing", Status.DOING),
        Column("client", "Review", Status.REVIEW_CLIENT),
        Column(DONE, "Done", Status.DONE),
    ),
    people=("Growth Owner", "Content", "Paid media", "Analytics", "Shop manager"),
    tasks=(),
    remarks=("Ok.", "Draft in.", "Thanks!"),
    chatter=27,
    tidied=(date(2026, 1, 7), date(2026, 7, 1)),
)

YARD = BoardCast(
    key="pihapalvelu",
    name="Pihapalvelun työt",
    born=date(2025, 8, 11),
    columns=(
        Column("backlog", "Ideat", Status.BACKLOG),
        Column("to_do", "Tehtävät", Status.TO_DO),
        Column("doing", "Työn alla", Status.DOING),
        Column("client", "Odottaa asiakasta", None),
        Column(DONE, "Valmis", Status.DONE),
    ),
    people=("Growth Owner", "Sisältö", "Maksettu mainonta", "Yrittäjä"),
    tasks=("Teksti", "Kuvat", "Julkaisu"),
    remarks=("Kuvat puuttuvat vielä.", "Teksti luettu.", "Julkaistaan huomenna.", "Yrittäjä lupasi katsoa illalla."),
    chatter=1,
    tidied=(date(2026, 1, 8), date(2026, 6, 11)),
)

TEAM = BoardCast(
    key="tiimi",
    name="Esittelytiimin seinä",
    born=date(2025, 8, 18),
    columns=(
        Column("backlog", "Backlog", Status.BACKLOG),
        Column("to_do", "To-do", Status.TO_DO),
        Column("doing", "Doing", Status.DOING),
        Column("ours", "Review", Status.REVIEW_OURS),
        Column(DONE, "Done", Status.DONE),
    ),
    people=("Growth Owner", "Sisältö", "Maksettu mainonta", "Analytiikka"),
    tasks=("Luonnos", "Kokeilu", "Käyttöön"),
    remarks=("Kokeillaan kaksi viikkoa.", "Kirjattu ohjeeseen.", "Puhutaan retrossa."),
    chatter=1,
    tidied=(date(2026, 1, 7), date(2026, 7, 1)),
    decision="Retro",
)
