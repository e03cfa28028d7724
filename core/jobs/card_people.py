"""Who of the team is who on a board: for "assign to me" and for actions of a meeting that become cards."""

from __future__ import annotations

from dataclasses import dataclass

from core.cards import Member
from core.errors import Refused
from core.model import Person, Role
from core.store import Store, people
from core.store import cards as card_store
from core.store.homes import Home, find_home

PERSON = "person-"
"""Begins the id that somebody with an account has on a board of our own."""


@dataclass(frozen=True, slots=True)
class Teammate:
    """A person with an account and the member of the board they are; None when nobody has said and no name is theirs.
    `said`: somebody said so, otherwise it is only that the names are the same."""

    person: Person
    member: Member | None
    said: bool


def assignable(store: Store, *, client_id: str, board_id: str) -> list[Member]:
    """Who can be put on a board's cards, by name. On a board of our own also everybody who is given the client, known
    to the board or not."""
    known = card_store.board_members(store.ops, client_id=client_id, board_id=board_id)
    if find_home(store.ops, client_id=client_id, board_id=board_id).kind is not Home.BUILT_IN:
        return known
    names = {member.member_id: member.name for member in known} | own_members(store, client_id=client_id)
    return sorted((Member(i, name) for i, name in names.items()), key=lambda m: (m.name.casefold(), m.member_id))


def named_on_board(store: Store, *, client_id: str, board_id: str, name: str) -> list[str]:
    """The member of a board whom a name means, as a list for a card; empty when nobody there is called so."""
    known = assignable(store, client_id=client_id, board_id=board_id)
    return [member.member_id for member in known if member.name.casefold() == name.casefold()][:1]


def own_members(store: Store, *, client_id: str) -> dict[str, str]:
    """Member id on boards of our own -> name, of everybody who is given the client."""
    return {f"{PERSON}{person.person_id}": person.name for person in _team(store, client_id)}


def teammates(store: Store, *, client_id: str, board_id: str) -> list[Teammate]:
    """Everybody who is given the client, by name, with who they are on the board."""
    members = {m.member_id: m for m in assignable(store, client_id=client_id, board_id=board_id)}
    said = card_store.person_members(store.ops, client_id=client_id, board_id=board_id)
    return [_teammate(person, members, said.get(person.person_id, "")) for person in _team(store, client_id)]


def member_of(store: Store, *, client_id: str, board_id: str, person_id: int) -> str:
    """Which member of the board a person is; empty when nobody knows."""
    mates = {m.person.person_id: m for m in teammates(store, client_id=client_id, board_id=board_id)}
    mate = mates.get(person_id)
    return mate.member.member_id if mate and mate.member else ""


def say_who(store: Store, *, client_id: str, board_id: str, person_id: int, member_id: str) -> None:
    """Say which member of the board a person is; empty takes it back. Raises Refused when either is not there."""
    members = {m.member_id for m in assignable(store, client_id=client_id, board_id=board_id)}
    if person_id not in {p.person_id for p in _team(store, client_id)} or (member_id and member_id not in members):
        raise Refused("This person is not on the board.", "Henkilö ei ole seinällä.")
    card_store.set_person_member(
        store.ops, client_id=client_id, board_id=board_id, person_id=person_id, member_id=member_id
    )


def _teammate(person: Person, members: dict[str, Member], said: str) -> Teammate:
    if said in members:
        return Teammate(person, members[said], said=True)
    named = [m for m in members.values() if " ".join(m.name.casefold().split()) == person.name.casefold()]
    own = members.get(f"{PERSON}{person.person_id}")
    return Teammate(person, own or (named[0] if len(named) == 1 else None), said=False)


def _team(store: Store, client_id: str) -> list[Person]:
    return [
        one.person
        for one in people.list_people(store.ops)
        if one.person.deactivated_at is None and (one.person.role is Role.ADMIN or client_id in one.client_ids)
    ]
