"""What a message says, in one language: a title, and parts of lines. Pure; how Slack wants it stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core import figures
from core.meetings.memo import Memo
from core.meetings.memo_blocks import Bullets, Heading, Paragraph, Table, blocks
from core.meetings.messages import pressing
from core.meetings.shapes import Agenda, Kind, OpenAction
from core.model import Sentence

NAMES = {
    Kind.WEEKLY: Sentence("Weekly", "Weekly"),
    Kind.MONTHLY: Sentence("Monthly", "Monthly"),
}
_AGENDA = Sentence("{name} today at {time} · {client}", "{name} tänään klo {time} · {client}")
_AGENDA_ON = Sentence("{name} on {moment} · {client}", "{name} {moment} · {client}")
_AGENDA_OF = Sentence("{name} agenda · {client}", "{name}n asialista · {client}")
_MINUTES = Sentence("{n} min in all", "yhteensä {n} min")
_PART = Sentence("{title} · {n} min", "{title} · {n} min")
_OPEN = Sentence("Open it in Tahti", "Avaa Tahdissa")
_NUDGE = Sentence("Open actions · {client}", "Avoimet toimet · {client}")
_NUDGE_LEAD = Sentence(
    "Overdue or due today. Tick what is done, or agree on a new day in the next meeting.",
    "Myöhässä tai määräpäivä tänään. Merkitse tehdyt, tai sovi uusi päivä seuraavassa palaverissa.",
)
_AGREED = Sentence("{who}: {text}, by {day}", "{who}: {text}, {day} mennessä")
_TODAY = Sentence("{text} – due today", "{text} – määräpäivä tänään")
_LATE = Sentence("{text} – was due on {day}, {n} days ago", "{text} – määräpäivä oli {day}, {n} päivää sitten")
_LATE_ONE = Sentence("{text} – was due yesterday", "{text} – määräpäivä oli eilen")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines, plain text; lines of the title itself have no heading."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What one message says. `link`: where to read on, and what the link is called; None without an address."""

    language: str
    title: str
    lead: str
    parts: tuple[Part, ...]
    link: tuple[str, str] | None = None


def agenda_message(
    agenda: Agenda, *, client: str, language: str, today: date, at: datetime | None = None, address: str = ""
) -> Message:
    """The agenda of a meeting. `at`: when it begins, in the client's zone; None for one that is not planned. Raises
    ValueError for a retrospective."""
    title = _AGENDA_OF if at is None else _AGENDA if at.date() == today else _AGENDA_ON
    return Message(
        language,
        title.said_in(language).format(
            name=_name(agenda.kind).said_in(language),
            time=clock(at, language) if at else "",
            moment=figures.moment(at, language),
            client=client,
        ),
        _MINUTES.said_in(language).format(n=agenda.minutes),
        tuple(
            Part(
                _PART.said_in(language).format(title=one.item.title.said_in(language), n=one.item.minutes),
                tuple(line.text.said_in(language) for line in one.lines),
            )
            for one in agenda.items
        ),
        link_to(address, language),
    )


def memo_message(memo: Memo, *, language: str, address: str = "") -> Message:
    """The memo of a meeting as its blocks tell it, in whichever version it is. Raises ValueError for a
    retrospective."""
    _name(memo.kind)
    parts: list[tuple[str, list[str]]] = []
    lead = ""
    for block in blocks(memo, language):
        if isinstance(block, Heading):
            parts.append((block.text, []))
        elif isinstance(block, Paragraph) and block.quiet:
            lead = block.text
        else:
            parts[-1][1].extend(_lines(block, language))
    (title, opening), *rest = parts
    told = [("", opening), *rest] if opening else rest
    made = tuple(Part(head, tuple(lines)) for head, lines in told)
    return Message(language, title, lead, made, link_to(address, language))


def _lines(block: Paragraph | Bullets | Table, language: str) -> Iterable[str]:
    if isinstance(block, Paragraph):
        return (block.text,)
    if isinstance(block, Bullets):
        return block.rows
    return (_AGREED.said_in(language).format(who=who, text=text, day=day) for who, text, day in block.rows)


def nudge_message(
    actions: Sequence[OpenAction], *, client: str, language: str, today: date, address: str = ""
) -> Message:
    """What is overdue or due today, by who promised it; who has the oldest promise comes first."""
    by_owner: dict[str, list[str]] = {}
    for one in pressing(actions, today):
        by_owner.setdefault(one.owner, []).append(_promised(one, today, language))
    return Message(
        language,
        _NUDGE.said_in(language).format(client=client),
        _NUDGE_LEAD.said_in(language),
        tuple(Part(owner, tuple(lines)) for owner, lines in by_owner.items()),
        link_to(address, language),
    )


def _promised(one: OpenAction, today: date, language: str) -> str:
    late = (today - one.due).days
    said = _TODAY if late == 0 else _LATE_ONE if late == 1 else _LATE
    day = figures.day(one.due, language, year=one.due.year != today.year)
    return said.said_in(language).format(text=one.text, day=day, n=figures.number(late, language))


def _name(kind: Kind) -> Sentence:
    """Raises ValueError for a retrospective: no channel hears of it."""
    if kind not in NAMES:
        raise ValueError(f"a channel is told nothing of a {kind}")
    return NAMES[kind]


def link_to(address: str, language: str) -> tuple[str, str] | None:
    """Where to read on; nothing while the product has no address of its own."""
    return (address, _OPEN.said_in(language)) if address else None


def clock(at: datetime, language: str) -> str:
    """`8.05` or `8:05`."""
    return f"{at.hour}{'.' if language == 'fi' else ':'}{at.minute:02d}"
