"""Meetings as a calendar that any calendar program subscribes to (RFC 5545). Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_LINE = 75
"""Octets of one line without its end."""


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting. Instants are naive UTC; `uid` is the same for good, `moved` grows with each new time."""

    uid: str
    starts: datetime
    minutes: int
    title: str
    address: str
    changed_at: datetime
    moved: int


def calendar(name: str, events: Sequence[Event]) -> str:
    """The whole file. The same events give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tahti//Meetings//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.uid)}"
    yield f"DTSTAMP:{_instant(event.changed_at)}"
    yield f"LAST-MODIFIED:{_instant(event.changed_at)}"
    yield f"SEQUENCE:{event.moved}"
    yield f"DTSTART:{_instant(event.starts)}"
    yield f"DTEND:{_instant(event.starts + timedelta(minutes=event.minutes))}"
    yield f"SUMMARY:{text(event.title)}"
    yield f"DESCRIPTION:{text(event.address)}"
    yield f"URL:{_address(event.address)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def text(value: str) -> str:
    """A TEXT value: what would end it or begin another is escaped, and control marks are gone."""
    escaped = value.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    for mark in (";", ","):
        escaped = escaped.replace(mark, f"\\{mark}")
    said = escaped.replace("\n", "\\n")
    return "".join(one for one in said if unicodedata.category(one) not in ("Cc", "Cs"))


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, none of which ends inside a letter."""
    pieces, piece, size = [], "", 0
    for one in line:
        width = len(one.encode())
        if size + width > LONGEST_LINE:
            pieces.append(piece)
            piece, size = "", 1  # the blank that begins what goes on
        piece += one
        size += width
    return "\r\n ".join([*pieces, piece])


def _address(value: str) -> str:
    """A URI value stands as it is; nothing in one may end its line."""
    return "".join(one for one in value if one.isprintable() and not one.isspace())


def _instant(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}"
