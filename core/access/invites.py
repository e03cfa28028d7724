"""One-time links for people: by one, somebody new or somebody who forgot sets a password that only they know."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from core.access.passwords import hash_password
from core.access.sessions import token_hash
from core.errors import NotAllowed, Refused
from core.model import Person
from core.store import invites, people
from core.store.ops import Ops

LASTS = timedelta(days=7)
PATH = "/invite/"
"""Where such a link leads, before its token."""


def unknown_password() -> str:
    """A password for an account whose owner will set their own: nobody has ever seen it."""
    return secrets.token_urlsafe(32)


def make_invite(ops: Ops, *, person_id: int, who: str, now: datetime) -> str:
    """The token of a new link for a person, returned this once; it works for seven days, once, and any earlier one of
    theirs is dead. Their present password stays until it is used. Raises Refused for a closed or unknown account."""
    token = secrets.token_urlsafe(32)
    made = invites.add_invite(
        ops, token_hash=token_hash(token), person_id=person_id, expires_at=now + LASTS, who=who, now=now
    )
    if not made:
        raise Refused("There is no such account, or it is closed.", "Tiliä ei ole, tai se on suljettu.")
    return token


def invited(ops: Ops, *, token: str, now: datetime) -> Person | None:
    """Whose link this is, while it opens; None for every other token."""
    if not 20 <= len(token) <= 100:
        return None
    person_id = invites.person_of_invite(ops, token_hash=token_hash(token), now=now)
    member = people.get_member(ops, person_id=person_id) if person_id is not None else None
    return member.person if member else None


def take_invite(ops: Ops, *, token: str, password: str, now: datetime) -> None:
    """Set the password of the link's person and sign them out everywhere. Raises Refused for a password that is too
    short (the link stays good), NotAllowed for a link that does not open any more."""
    hashed = hash_password(password)
    if invites.use_invite(ops, token_hash=token_hash(token), password_hash=hashed, now=now) is None:
        raise NotAllowed(
            "This link has been used or is too old. Ask for a new one.",
            "Linkki on jo käytetty tai liian vanha. Pyydä uusi.",
        )
