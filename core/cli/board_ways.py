"""Where a board lives: `board create`, `board adopt`, `board remote`, `board sync`,
`board disconnect`, `board pending`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from core.cli.board_json import import_json, import_text
from core.cli.words import WHO, Answer, Command, client_option, instant_json, named_client, now_for
from core.connect.trello import Trello
from core.dates import utc_now
from core.errors import Refused
from core.jobs.own_board import adopt_board, create_board
from core.jobs.pending import pending
from core.jobs.sync import (
    BoardSync,
    boards_available,
    connect_board,
    conversation,
    disconnect_board,
    find_remote,
    sync_board,
)
from core.model import Client
from core.reports.board_scene import list_mapping
from core.store import Store
from core.store import board as board_store
from core.store.homes import Home, list_homes

SYNC_KEYS = (
    '{"lists", "cards", "visible", "archived", "hidden_in_closed_lists", "separators", "actions", "moves",'
    ' "history_complete_since", "unmapped_lists", "changes", "boards": [as from `board import`, with "sent"]}'
)
PATIENCE = 30
"""Seconds: the app itself may be looking at Trello, which takes a moment."""
_SUMS = (
    "lists",
    "cards",
    "visible",
    "archived",
    "hidden_in_closed_lists",
    "separators",
    "actions",
    "moves",
    "changes",
)


def add_board_ways(command: Command, actions: Any) -> None:
    """Register the commands of this module under `board`."""
    made = command(
        "create", _create, "Make a board of our own for a client without Trello", '{"board", "name"}', actions
    )
    made.add_argument("name", metavar="NAME")
    client_option(made)
    adopted = command(
        "adopt", _adopt, "Take over a board from an export: write it here from now on", '{"board"}', actions
    )
    adopted.add_argument("board", metavar="BOARD", help="its name or id")
    client_option(adopted)
    command("remote", _remote, "Show the boards that our Trello account sees", '[{"board", "name", "url"}]', actions)
    synced = command(
        "sync", _sync, "Look at the client's Trello boards, and send what waits for them", SYNC_KEYS, actions
    )
    client_option(synced)
    synced.add_argument("--board", metavar="BOARD", help="connect this one first: its id or its address in Trello")
    left = command("disconnect", _disconnect, "Stop keeping up with a Trello board", '{"board"}', actions)
    left.add_argument("board", metavar="BOARD", help="its name or id")
    client_option(left)
    shown = command(
        "pending",
        _pending,
        "Show what Trello has not taken yet, and why",
        '[{"entry", "board", "card", "act", "state", "said", "why", "by", "at"}]',
        actions,
    )
    client_option(shown)


def _create(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    board_id = create_board(store, client_id=client.client_id, name=given.name, who=WHO, now=now_for(client))
    return Answer(
        {"board": board_id, "name": given.name}, f"{client.name} has the board {given.name} now ({board_id})."
    )


def _adopt(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    board_id = _board_id(store, client, given.board)
    adopt_board(store, client_id=client.client_id, board_id=board_id, who=WHO, now=now_for(client))
    return Answer({"board": board_id}, "The board is written here from now on.")


def _disconnect(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    board_id = _board_id(store, client, given.board)
    disconnect_board(store, client_id=client.client_id, board_id=board_id, who=WHO, now=now_for(client))
    return Answer({"board": board_id}, "The board is no longer kept up with; what is known of it stays.")


def _board_id(store: Store, client: Client, wanted: str) -> str:
    """The id of a board of the client by its id or name. Raises Refused unless there is exactly one."""
    client_id = client.client_id
    names = {head.board_id: head.name for head in board_store.board_heads(store.ops, client_id=client_id)}
    names |= {home.board_id: home.name for home in list_homes(store.ops, client_id=client_id)}
    found = [i for i, name in names.items() if wanted == i or wanted.casefold() == name.casefold()]
    if len(found) != 1:
        known = ", ".join(f"{name} ({i})" for i, name in names.items()) or "–"
        raise Refused(f"Name one of the client's boards: {known}.", f"Valitse yksi asiakkaan seinistä: {known}.")
    return found[0]


def _remote(store: Store, given: argparse.Namespace) -> Answer:
    found = boards_available()
    return Answer(
        [{"board": one.board_id, "name": one.name, "url": one.url} for one in found],
        "\n".join(f"{one.board_id}  {one.name}" for one in found) or "Our Trello account sees no board.",
    )


def _sync(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    with conversation(store, patience=PATIENCE) as trello:
        if given.board:
            _connect(store, trello, client, given.board)
        homes = [h for h in list_homes(store.ops, client_id=client.client_id) if h.kind is Home.TRELLO]
        if not homes:
            raise Refused(
                f"{client.name} has no Trello board yet: name one with --board (see `board remote`).",
                f"Asiakkaalla {client.name} ei ole vielä Trello-seinää: anna se valitsimella --board (`board remote`).",
            )
        looks = [sync_board(store, trello, client_id=h.client_id, board_id=h.board_id) for h in homes]
    documents = [_board_json(store, look) for look in looks]
    return Answer(_together(documents), "\n".join(_text(store, look) for look in looks))


def _connect(store: Store, trello: Trello, client: Client, wanted: str) -> None:
    remote = find_remote(trello, wanted)
    known = {h.board_id for h in list_homes(store.ops, client_id=client.client_id) if h.kind is not Home.EXPORT}
    if remote.board_id not in known:
        connect_board(
            store,
            client_id=client.client_id,
            board_id=remote.board_id,
            name=remote.name,
            who=WHO,
            now=utc_now(),
        )


def _board_json(store: Store, look: BoardSync) -> dict[str, Any]:
    """The board as it is known now; `actions` and `changes` are those of this look."""
    client_id, board_id = look.home.client_id, look.home.board_id
    content = board_store.read_board(store.ops, client_id=client_id, board_id=board_id)
    found = replace(look.found, export=replace(look.found.export, content=content or look.found.export.content))
    lists = [m for m in list_mapping(store, client_id=client_id) if m.board_id == board_id]
    sent = {
        "done": look.sent.done,
        "settled": look.sent.settled,
        "failed": look.sent.failed,
        "waiting": look.sent.waiting,
    }
    return import_json(found, lists) | {"sent": sent}


def _together(boards: list[dict[str, Any]]) -> dict[str, Any]:
    """All boards as one, with each of them."""
    return {
        **{key: sum(board[key] for board in boards) for key in _SUMS},
        "history_complete_since": max(board["history_complete_since"] for board in boards),
        "unmapped_lists": [name for board in boards for name in board["unmapped_lists"]],
        "boards": boards,
    }


def _text(store: Store, look: BoardSync) -> str:
    lists = [m for m in list_mapping(store, client_id=look.home.client_id) if m.board_id == look.home.board_id]
    sent = look.sent
    told = f"Sent: {sent.done} done, {sent.settled} settled otherwise, {sent.failed} failed, {sent.waiting} waiting."
    return f"{import_text(look.found, lists)}\n{told}"


def _pending(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    found = pending(store, client_id=client.client_id)
    return Answer(
        [
            {
                "entry": one.entry_id,
                "board": one.board_id,
                "card": one.card_id,
                "act": one.act.value,
                "state": one.state.value,
                "said": one.said.en,
                "why": one.why.en if one.why else None,
                "by": one.asked_by,
                "at": instant_json(one.asked_at),
            }
            for one in found
        ],
        "\n".join(f"{one.state.value:8} {one.said}{f' – {one.why}' if one.why else ''}" for one in found)
        or "Nothing waits for Trello.",
    )
