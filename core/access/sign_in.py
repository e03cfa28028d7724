"""Signing in with e-mail and password, slowed down, and with one answer for everything that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Network, ip_address

from core.access.passwords import NOBODY, check_password
from core.access.sessions import open_session, token_hash
from core.model import Sentence
from core.store import people
from core.store.ops import Ops

TRIES, WINDOW = 10, timedelta(minutes=15)
"""Failed tries per address and e-mail. A guesser gets under 1,000 a day."""
TRIES_FROM_ONE_ADDRESS = 60
"""Failed tries per address over all e-mails: an office behind one address still signs in, a list of people does not."""

WRONG = Sentence(
    "The e-mail address or the password is wrong.",
    "Sähköpostiosoite tai salasana on väärin.",
)
TOO_MANY = Sentence(
    "Too many tries. Wait a quarter of an hour and try again.",
    "Liian monta yritystä. Odota vartti ja yritä uudelleen.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The token of a new session, or why there is none."""

    token: str = ""
    refused: Sentence | None = None


def sign_in(ops: Ops, *, email: str, password: str, address: str, now: datetime) -> Answer:
    """Check a password and open a session. Unknown people, closed accounts and wrong passwords get the same answer
    after the same work."""
    # Kept as hashes: the database does not list who tried from where.
    origin = neighbourhood(address)
    who, where = token_hash(f"{origin}|{email.strip().lower()}"), token_hash(origin)
    limits = {who: TRIES, where: TRIES_FROM_ONE_ADDRESS}
    if not people.take_attempt(ops, limits=limits, window=WINDOW, now=now):
        return Answer(refused=TOO_MANY)
    found = people.find_password(ops, email=email.strip())
    if not check_password(password, found[1] if found else NOBODY) or found is None:
        return Answer(refused=WRONG)
    people.forgive_attempts(ops, key=who, shared_key=where, at=now)
    return Answer(token=open_session(ops, person_id=found[0].person_id, now=now))


def neighbourhood(address: str) -> str:
    """What counts as one address: of IPv6 the first half, because one household or server has the whole second half."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Network((int(found), 64), strict=False)) if found.version == 6 else str(found)
