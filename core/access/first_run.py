"""The first admin: made with a one-time code that only somebody who reads the server's console knows."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

from core.access.accounts import add_person
from core.access.sessions import token_hash
from core.errors import NotAllowed, Refused
from core.model import Person, Role
from core.store import people
from core.store.ops import Ops

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without letters and digits that are mistaken for each other
LENGTH = 16
TRIES, WINDOW = 10, timedelta(minutes=15)


def new_code() -> tuple[str, str]:
    """A code for the console and its hash, the only thing to keep. Never stored: it dies with the process."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(code[i : i + 4] for i in range(0, LENGTH, 4)), token_hash(code)


def is_open(ops: Ops) -> bool:
    """Whether the first admin is still to be made here: no account, and not a demo."""
    return not people.has_account(ops) and not people.is_demo_folder(ops)


def make_first_admin(
    ops: Ops, *, code: str, code_hash: str, email: str, name: str, password: str, language: str, now: datetime
) -> Person:
    """The first account, an admin. Raises NotAllowed for a wrong code or too many tries, Refused for a bad address or
    password (the code stays good) and when somebody was faster."""
    if not is_open(ops):
        raise Refused("There is an account already: sign in.", "Tili on jo olemassa: kirjaudu sisään.")
    if not people.take_attempt(ops, limits={"first-run": TRIES}, window=WINDOW, now=now):
        raise NotAllowed(
            "Too many tries. Wait a quarter of an hour and try again.",
            "Liian monta yritystä. Odota vartti ja yritä uudelleen.",
        )
    given = token_hash("".join(c for c in code.upper() if c.isalnum()))
    if not code_hash or not hmac.compare_digest(given, code_hash):
        raise NotAllowed(
            "This is not the code on the server's console.", "Tämä ei ole palvelimen konsolissa näkyvä koodi."
        )
    return add_person(
        ops, email=email, name=name, role=Role.ADMIN, password=password, language=language, first_only=True, now=now
    )
