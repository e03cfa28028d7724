"""Values of Trello's JSON, read so that a missing, renamed or wrongly typed key never raises.

Which keys are there depends on the year of the export (2015 has no custom fields, 2016 no dueComplete …), and people
edit exports by hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Json = Mapping[str, Any]

_EMAIL = re.compile(r"[^\s@<>()\[\]|,;:]+@[^\s@<>()\[\]|,;:]+\.[^\W\d_]{2,}")
_PHONE = re.compile(r"(?<![\w+])(?:\+\d{1,3}[ -]?(?:\(0\)[ -]?)?\d{1,3}|0(?:4\d|50))(?:[ -]?\d{2,4}){2,4}(?!\w)")
_OBJECT_ID = re.compile(r"[0-9a-f]{24}")
_REMOVED = "…"
_YEARS = range(1970, 2200)


def objects(parent: Json, key: str) -> list[Json]:
    """The objects of an array; anything else in it is left out."""
    value = parent.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def part(parent: Json, key: str) -> Json:
    """An inner object; empty when there is none."""
    value = parent.get(key)
    return value if isinstance(value, dict) else {}


def text(parent: Json, key: str) -> str:
    """A string; empty when there is none. Halves of broken emoji, which no database takes, become question marks."""
    value = parent.get(key)
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def private_text(parent: Json, key: str) -> str:
    """Text written by people, without e-mail addresses and phone numbers."""
    return without_addresses(text(parent, key))


def without_addresses(said: str) -> str:
    if "@" in said:
        said = _EMAIL.sub(_REMOVED, said)
    return _PHONE.sub(_REMOVED, said)


def texts(parent: Json, key: str) -> tuple[str, ...]:
    """The strings of an array."""
    value = parent.get(key)
    items = value if isinstance(value, list) else []
    return tuple(text({key: item}, key) for item in items if isinstance(item, str))


def position(parent: Json) -> float:
    """`pos`: a float up to 1.4e14; 0 when it is none."""
    value = parent.get("pos")
    try:
        return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else 0.0
    except OverflowError:  # a whole number of hundreds of digits
        return 0.0


def instant(parent: Json, key: str) -> datetime | None:
    """An ISO instant as naive UTC; None when it is missing or no instant."""
    return moment(text(parent, key))


def moment(said: str) -> datetime | None:
    """ISO text as naive UTC; None when it is no instant of a board's life."""
    try:
        given = datetime.fromisoformat(said)
        at = given.astimezone(UTC).replace(tzinfo=None) if given.tzinfo else given
    except (ValueError, OverflowError):
        return None
    return at if at.year in _YEARS else None


def born(object_id: str) -> datetime | None:
    """The second in which an object was made: Trello's ids begin with it. None for an id of another shape."""
    if not _OBJECT_ID.fullmatch(object_id):
        return None
    return datetime.fromtimestamp(int(object_id[:8], 16), UTC).replace(tzinfo=None)
