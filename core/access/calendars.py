"""A person's calendar has a secret address: made and renewed by them, dead with their account."""

from __future__ import annotations

import secrets
from datetime import datetime

from core.access.sessions import token_hash, viewer_of
from core.errors import Refused
from core.model import Viewer
from core.store import calendars, people
from core.store.ops import Ops

PATH = "/calendar/"
END = ".ics"


def new_address(ops: Ops, *, person_id: int, now: datetime) -> str:
    """The path of a new calendar of a person, returned this once; it holds a token of 32 random bytes, and the path
    they had before is dead. Raises Refused for a closed or unknown account."""
    token = secrets.token_urlsafe(32)
    if not calendars.open_feed(ops, person_id=person_id, token_hash=token_hash(token), now=now):
        raise Refused("There is no such account, or it is closed.", "Tiliä ei ole, tai se on suljettu.")
    return f"{PATH}{token}{END}"


def made_at(ops: Ops, *, person_id: int) -> datetime | None:
    """Since when a person has the address that works now; None without one."""
    return calendars.feed_made_at(ops, person_id=person_id)


def end_address(ops: Ops, *, person_id: int, now: datetime) -> None:
    """Close the address for good."""
    calendars.end_feed(ops, person_id=person_id, now=now)


def reader(ops: Ops, *, token: str) -> Viewer | None:
    """Whose calendar it is, with the clients that they may see right now; None for every other token."""
    if not 20 <= len(token) <= 100:
        return None
    person_id = calendars.person_of_feed(ops, token_hash=token_hash(token))
    member = people.get_member(ops, person_id=person_id) if person_id is not None else None
    return viewer_of(member) if member else None
