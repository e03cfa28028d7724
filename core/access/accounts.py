"""Accounts: who is added, with which role and clients, and when an account is closed."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from core.access.passwords import hash_password
from core.errors import Refused
from core.model import Person, Role
from core.store import invites, people
from core.store.ops import Ops
from core.store.people import Member

LANGUAGES = ("fi", "en")
_EMAIL = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]+")
_LONGEST = 200


def add_person(
    ops: Ops,
    *,
    email: str,
    name: str = "",
    role: Role,
    password: str,
    language: str = "fi",
    client_ids: Collection[str] = (),
    first_only: bool = False,
    now: datetime,
) -> Person:
    """Give somebody an account; without a name they go by their e-mail address.

    The first account ends automatic sign-in of a demo folder for good. `first_only` refuses when there is an account
    already. Raises Refused for a bad or taken address, a short password, an unknown language or client.
    """
    address = _address(email)
    return people.add_person(
        ops,
        email=address,
        name=_name(name) if name.strip() else address.split("@")[0],
        role=role,
        password_hash=hash_password(password),
        language=_language(language),
        client_ids=client_ids,
        first_only=first_only,
        now=now,
    )


def list_people(ops: Ops) -> list[Member]:
    """Everybody with an account and the clients given to them, active ones first."""
    return people.list_people(ops)


def set_clients(ops: Ops, *, person_id: int, client_ids: Collection[str]) -> None:
    """Replace the clients given to a person; takes effect at their next run."""
    people.set_clients(ops, person_id=person_id, client_ids=client_ids)


def set_role(ops: Ops, *, person_id: int, role: Role) -> None:
    """Give a person another role. Raises Refused when no active admin would be left."""
    people.set_role(ops, person_id=person_id, role=role)


def set_name(ops: Ops, *, person_id: int, name: str) -> None:
    """Correct a person's name. Raises Refused when it is empty."""
    people.set_name(ops, person_id=person_id, name=_name(name))


def set_language(ops: Ops, *, person_id: int, language: str) -> None:
    """Remember the language in which a person reads the product. Raises Refused for one the product does not speak."""
    people.set_language(ops, person_id=person_id, language=_language(language))


def set_password(ops: Ops, *, person_id: int, password: str, now: datetime) -> None:
    """Replace a password and sign the person out everywhere; a one-time link of theirs ends. Raises Refused
    when it is too short."""
    people.set_password(ops, person_id=person_id, password_hash=hash_password(password), now=now)
    invites.end_invites(ops, person_id=person_id, now=now)


def deactivate(ops: Ops, *, person_id: int, now: datetime) -> None:
    """Close an account; its sessions, one-time links and calendar end with it. Raises Refused when no active admin
    would be left."""
    people.deactivate(ops, person_id=person_id, now=now)
    invites.end_invites(ops, person_id=person_id, now=now)


def reactivate(ops: Ops, *, person_id: int) -> None:
    """Open a closed account again; the person signs in anew."""
    people.reactivate(ops, person_id=person_id)


def _address(email: str) -> str:
    address = email.strip()
    if len(address) > _LONGEST or not _EMAIL.fullmatch(address):
        raise Refused("This is not an e-mail address.", "Tämä ei ole sähköpostiosoite.")
    return address


def _name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean or len(clean) > _LONGEST:
        raise Refused("The name is missing or too long.", "Nimi puuttuu tai on liian pitkä.")
    return clean


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise Refused("The product speaks Finnish (fi) and English (en).", "Kieli on suomi (fi) tai englanti (en).")
    return language
