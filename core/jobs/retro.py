"""What people do in a retrospective beside writing and voting: improvements become cards of the team's, and it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.cards import Status
from core.errors import Refused
from core.jobs import rooms
from core.jobs.card_places import list_for
from core.jobs.meetings import new_card
from core.meetings.retro import Phase
from core.meetings.shapes import Agenda
from core.model import Client, ClientKind, Role, Sentence, Viewer
from core.store import Store, clients, promises, retro_votes, retros
from core.store.meetings import Meeting
from core.store.retro_votes import Improvement
from core.store.rooms import Room


def facilitates(viewer: Viewer, *, client_id: str) -> bool:
    """Whether somebody may take the retrospective from one step to the next: whoever leads the client's work."""
    return viewer.role in (Role.ADMIN, Role.GROWTH_OWNER) and viewer.may_see(client_id)


@dataclass(frozen=True, slots=True)
class Boards:
    """The teams on whose boards a card of an improvement may lie. `why`: what to do where there is none."""

    teams: tuple[Client, ...]
    why: Sentence | None


def boards_for(store: Store, viewer: Viewer, *, client_id: str) -> Boards:
    """The teams that the viewer is given and whose board can be written, by name; for a team's own retrospective that
    team alone."""
    own = clients.get_client(store.ops, client_id=client_id)
    known = [own] if own.kind is ClientKind.TEAM else clients.list_clients(store.ops)
    teams = [one for one in known if one.kind is ClientKind.TEAM and viewer.may_see(one.client_id)]
    if not teams:
        return Boards((), _NO_TEAM)
    writable = tuple(team for team in teams if _can_take(store, team.client_id))
    return Boards(writable, None if writable else _no_board(teams[0].name))


def _can_take(store: Store, team_id: str) -> bool:
    try:
        list_for(store, client_id=team_id, list_id="", status=Status.TO_DO)
    except Refused:
        return False
    return True


def improve(
    store: Store,
    *,
    client_id: str,
    retro_id: int,
    text: str,
    owner: str,
    due: date | None,
    team_id: str,
    who: str,
    now: datetime,
) -> Improvement:
    """Agree on an improvement, and put its card on the team's board; without a `team_id` it is an action alone. Raises
    Refused as `add_improvement` does, and when the team's board cannot be written; then nothing was made."""
    if due is None:
        raise Refused("Say by when.", "Kerro, mihin mennessä.")
    if team_id:
        list_for(store, client_id=_team(store, team_id), list_id="", status=Status.TO_DO)
    made = retro_votes.add_improvement(
        store.ops, client_id=client_id, retro_id=retro_id, text=text, owner=owner, due=due, who=who, now=now
    )
    if not team_id or made.card_id:
        return made
    return put_on_board(store, client_id=client_id, action_id=made.action_id, team_id=team_id, who=who, now=now)


def put_on_board(store: Store, *, client_id: str, action_id: int, team_id: str, who: str, now: datetime) -> Improvement:
    """The card of an improvement that has none yet: in To-do of the team's board, with its owner and day; asked for
    twice it is made once. Raises Refused when there is no such action or the board cannot be written."""
    known = retro_votes.get_improvement(store.ops, client_id=client_id, action_id=action_id)
    if known.card_id:
        return known
    actions = promises.list_actions(store.ops, client_id=client_id, as_of=now)
    action = next(one for one in actions if one.action_id == action_id)
    card = new_card(
        store,
        client_id=_team(store, team_id),
        name=action.text,
        owner=action.owner,
        due=action.due,
        who=who,
        now=now,
        write_id=f"retro {client_id} {action_id}",
    )
    retro_votes.link_card(
        store.ops, client_id=client_id, action_id=action_id, card_client_id=team_id, card_id=card.card_id
    )
    return retro_votes.get_improvement(store.ops, client_id=client_id, action_id=action_id)


def _team(store: Store, team_id: str) -> str:
    """The team's id. Raises Refused for a client that is no team: an improvement never lies on a client's board."""
    if clients.get_client(store.ops, client_id=team_id).kind is not ClientKind.TEAM:
        raise Refused("An improvement goes to a board of the team's own.", "Parannus menee tiimin omalle seinälle.")
    return team_id


def end(
    store: Store, *, client_id: str, retro_id: int, room: Room, shown: Agenda, at: datetime, wall: datetime, who: str
) -> Meeting:
    """Keep the retrospective as a meeting, with its agenda and what was agreed, and end it (see `rooms.end`). The notes
    stay where they are: no copy of a meeting holds them. Raises Refused before voting is closed."""
    known = retros.find_retro(store.ops, client_id=client_id, retro_id=retro_id)
    if known.phase in (Phase.WRITING, Phase.VOTING):
        raise retro_votes.not_counted()
    held = rooms.end(store, client_id=client_id, room=room, shown=shown, at=at, wall=wall, who=who)
    retro_votes.end_retro(store.ops, client_id=client_id, retro_id=retro_id, now=at)
    return held


_NO_TEAM = Sentence(
    "You are given no team, so an improvement is kept without a card. A team is added on the Clients page (kind: team);"
    " an admin gives it to you on the People page.",
    "Sinulle ei ole annettu tiimiä, joten parannus jää talteen ilman korttia. Tiimi lisätään Asiakkaat-sivulla (laji:"
    " tiimi), ja ylläpitäjä antaa sen sinulle Käyttäjät-sivulla.",
)


def _no_board(team: str) -> Sentence:
    return Sentence(
        f"“{team}” has no board that can be written, so an improvement is kept without a card. Choose the team at the"
        " top left and make its board on the Board page.",
        f"Tiimillä ”{team}” ei ole seinää, johon voi kirjoittaa, joten parannus jää talteen ilman korttia. Valitse"
        " tiimi vasemmalta ylhäältä ja tee sen seinä Seinä-sivulla.",
    )
