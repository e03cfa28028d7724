"""Which card and which list are meant, and whether their board can be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.board.list_names import suggested
from core.cards import BoardList, Status
from core.errors import Refused
from core.model import Sentence
from core.store import Store
from core.store import board as board_store
from core.store import cards as card_store
from core.store.homes import BoardHome, Home, find_home
from core.store.outbox import Act, card_id_now, list_entries


@dataclass(frozen=True, slots=True)
class Target:
    """The card that is meant, as the person sees it: with what they asked before and Trello has not done yet."""

    home: BoardHome
    card_id: str
    list_id: str
    due: datetime | None


def find_target(store: Store, *, client_id: str, card_id: str) -> Target:
    """The card, on a board that can be written. Raises Refused."""
    card_id = card_id_now(store.ops, client_id=client_id, card_id=card_id)
    asked = [e for e in list_entries(store.ops, client_id=client_id) if card_id in (e.wish.card_id, e.result)]
    found = card_store.find_card(store.ops, client_id=client_id, card_id=card_id)
    if found is None and not asked:
        raise Refused("This card is no longer on the board.", "Kortti ei ole enää seinällä.")
    board_id = found[0] if found else asked[0].board_id
    lists = [e.wish.list_id for e in asked if e.wish.act in (Act.CREATE, Act.MOVE)]
    dues = [e.wish.due for e in asked if e.wish.act in (Act.CREATE, Act.DUE)]
    card = found[1] if found else None
    return Target(
        home=_writable(store, client_id, board_id),
        card_id=card_id,
        list_id=lists[-1] if lists else card.list_id if card else "",
        due=dues[-1] if dues else card.due if card else None,
    )


def _writable(store: Store, client_id: str, board_id: str) -> BoardHome:
    home = find_home(store.ops, client_id=client_id, board_id=board_id)
    why = _why_read_only(home)
    if why is not None:
        raise Refused(why.en, why.fi)
    return home


def _why_read_only(home: BoardHome) -> Sentence | None:
    if home.kind is Home.EXPORT:
        return Sentence(
            "This board came from an export file, so it is only read here: connect it to Trello, or take it over as a"
            " board of your own.",
            "Tämä seinä on tuotu tiedostosta, joten sitä voi täällä vain lukea: yhdistä se Trelloon tai ota se omaksi"
            " seinäksi.",
        )
    if home.kind is Home.TRELLO and not home.can_write:
        return Sentence(
            "The Trello token of this server may only read: make one with the right to write, or do it in Trello.",
            "Palvelimen Trello-avaimella voi vain lukea: tee avain, jolla on kirjoitusoikeus, tai tee muutos"
            " Trellossa.",
        )
    return None


def list_for(
    store: Store, *, client_id: str, list_id: str, status: Status, board_id: str = ""
) -> tuple[BoardHome, BoardList]:
    """The list asked for, or the first open one of a status on a board that can be written. Raises Refused."""
    open_lists = [
        (board, row)
        for board, row in board_store.read_lists(store.ops, client_id=client_id)
        if not row.closed and board_id in ("", board)
    ]
    if list_id:
        found = next(((board, row) for board, row in open_lists if row.list_id == list_id), None)
        if found is None:
            raise Refused(
                "This list is not on the board, or it is archived.", "Listaa ei ole seinällä, tai se on arkistoitu."
            )
        return _writable(store, client_id, found[0]), found[1]
    return _first_of(store, client_id, status, open_lists)


def _first_of(
    store: Store, client_id: str, status: Status, lists: Sequence[tuple[str, BoardList]]
) -> tuple[BoardHome, BoardList]:
    confirmed = board_store.confirmed_lists(store.ops, client_id=client_id)
    found = [
        (board, row) for board, row in lists if (confirmed.get((board, row.list_id)) or suggested(row.name)) is status
    ]
    homes = {board: find_home(store.ops, client_id=client_id, board_id=board) for board, _ in found}
    for board, row in found:
        if _why_read_only(homes[board]) is None:
            return homes[board], row
    if found:
        _writable(store, client_id, found[0][0])
    raise Refused(
        f"No list of the client's boards counts as {status.value}: say on the Board page which one does.",
        f"Mikään asiakkaan seinien lista ei ole tilassa {status.value}: kerro Board-sivulla, mikä lista se on.",
    )


def status_of(store: Store, *, client_id: str, list_id: str) -> Status | None:
    """What a list means; None where nobody has said and its name does not tell."""
    for (_, known), status in board_store.confirmed_lists(store.ops, client_id=client_id).items():
        if known == list_id:
            return status
    rows = board_store.read_lists(store.ops, client_id=client_id)
    return next((suggested(row.name) for _, row in rows if row.list_id == list_id), None)


def why_read_only(store: Store, *, client_id: str, board_id: str) -> Sentence | None:
    """Why a board cannot be written, and what to do about it; None when it can."""
    return _why_read_only(find_home(store.ops, client_id=client_id, board_id=board_id))


def moved_meanwhile(store: Store, *, client_id: str, list_id: str) -> Refused:
    """What is said to somebody who moves a card that another person has moved to `list_id` since."""
    names = {row.list_id: row.name for _, row in board_store.read_lists(store.ops, client_id=client_id)}
    name = " ".join(names.get(list_id, "–").split())[:80]
    return Refused(
        f"Somebody moved this card to “{name}” meanwhile, so it was left there. Move it again if it belongs elsewhere.",
        f"Joku siirsi kortin sillä välin listalle ”{name}”, joten se jäi sinne. Siirrä uudelleen, jos sen paikka on"
        " muualla.",
    )
