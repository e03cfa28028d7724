"""Look over how Slack is told: are the addresses Slack's, do they take anything, and does somebody have to look?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.connect.secrets import SlackAddress, slack_variable
from core.connect.slack import require_address
from core.errors import Refused
from core.jobs.finding import Finding
from core.model import Client, Sentence
from core.store import Store, clients, messages
from core.store import slack_addresses as address_store


def check_slack(store: Store, addresses: Mapping[str, SlackAddress]) -> Iterator[Finding]:
    """One finding a channel, in the order of the clients; none where nobody uses Slack. `addresses`: by client; none
    of them is told."""
    known = {client.client_id: client for client in clients.list_clients(store.ops)}
    for client_id in sorted(set(addresses) - set(known)):
        yield Finding(
            f"slack {client_id}",
            True,
            Sentence(
                f"{slack_variable(client_id)} is set, and there is no such client.",
                f"{slack_variable(client_id)} on asetettu, mutta sellaista asiakasta ei ole.",
            ),
            warning=True,
        )
    for client_id, client in known.items():
        if client_id in addresses:
            yield _channel(store, client, addresses[client_id])
        elif messages.settings_of(store.ops, client_id=client_id).on and not client.demo:
            yield Finding(
                f"slack {client_id}",
                True,
                Sentence(
                    f"Messages are switched on, and there is no channel: set {slack_variable(client_id)}.",
                    f"Viestit ovat käytössä, mutta kanavaa ei ole: aseta {slack_variable(client_id)}.",
                ),
                warning=True,
            )


def _channel(store: Store, client: Client, address: SlackAddress) -> Finding:
    name = f"slack {client.client_id}"
    try:
        require_address(address)
    except Refused as error:
        return Finding(name, False, error.sentence)
    stopped = address_store.address_state(store.ops, address.mark).stopped
    if stopped is not None:
        return Finding(name, False, stopped)
    doubted = messages.count_unsolved(store.ops, client_id=client.client_id)
    if doubted:
        said = Sentence(
            f"{doubted} messages may not have arrived: see `slack list --client {client.client_id}`.",
            f"{doubted} viestiä ei ehkä mennyt perille: katso `slack list --client {client.client_id}`.",
        )
        return Finding(name, True, said, warning=True)
    return Finding(name, True, Sentence("The channel can be told.", "Kanavalle voi lähettää."))
