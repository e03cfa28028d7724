"""The commands about clients and teams."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from core.cli.words import Answer, Command, Group
from core.dates import utc_now
from core.model import Client, ClientKind
from core.store import Store, clients


def add_client_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    made = command("client", _client_list, "List the clients", '{"clients": [slug]}')
    add = command("add", _client_add, "Add a client", '{"client": slug}', group(made))
    add.add_argument("name")
    add.add_argument("--kind", default="client", choices=[kind.value for kind in ClientKind])
    add.add_argument("--currency", default="EUR")
    add.add_argument("--language", default="fi", choices=["fi", "en"])
    add.add_argument("--timezone", default="Europe/Helsinki")


def _client_list(store: Store, given: argparse.Namespace) -> Answer:
    return clients_answer(clients.list_clients(store.ops))


def _client_add(store: Store, given: argparse.Namespace) -> Answer:
    client = clients.add_client(
        store.ops,
        name=given.name,
        kind=ClientKind(given.kind),
        currency=given.currency,
        language=given.language,
        timezone=given.timezone,
        now=utc_now(),
    )
    return Answer({"client": client.client_id}, f"Added {client.name} as {client.client_id}.")


def clients_answer(found: Sequence[Client]) -> Answer:
    """Clients as the answer of a command: their slugs, and a line each for a person."""
    lines = [f"{client.client_id:24} {client.name} ({client.kind}, {client.currency})" for client in found]
    return Answer(
        {"clients": [client.client_id for client in found]},
        "\n".join(lines) or "No clients yet. Add one: python -m core client add NAME",
    )
