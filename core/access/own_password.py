"""A person's own change of password: only with the present one, and slowed down like signing in."""

from __future__ import annotations

from datetime import datetime

from core.access.accounts import set_password
from core.access.passwords import check_password
from core.access.sessions import token_hash
from core.access.sign_in import TOO_MANY, TRIES, WINDOW
from core.errors import NotAllowed
from core.store import people
from core.store.ops import Ops


def change_own_password(ops: Ops, *, email: str, present: str, new: str, now: datetime) -> None:
    """Replace the password of the active person behind `email` and sign them out everywhere.

    Raises NotAllowed when `present` is not their password or after too many tries (a borrowed screen must not become a
    way to guess it), and Refused when `new` is too short.
    """
    key = token_hash(f"own-password|{email.lower()}")
    if not people.take_attempt(ops, limits={key: TRIES}, window=WINDOW, now=now):
        raise NotAllowed(TOO_MANY.en, TOO_MANY.fi)
    found = people.find_password(ops, email=email)
    if found is None or not check_password(present, found[1]):
        raise NotAllowed("The present password is not right.", "Nykyinen salasana ei ole oikein.")
    set_password(ops, person_id=found[0].person_id, password=new, now=now)
    people.forgive_attempts(ops, key=key, at=now)
