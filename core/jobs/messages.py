"""Tell each client's Slack channel what is due: write it down, then send what is written, once.

Slack has no key by which it would know a second post for the same. So a message is claimed before its post goes out,
and one of which nobody knows whether it arrived is not sent again by itself: a person looks and decides.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.connect import slack, slack_blocks
from core.connect.faults import SlackBusy, SlackFault, SlackStopped, SlackUnsure
from core.connect.secrets import SlackAddress, slack_addresses, slack_variable
from core.dates import utc_now
from core.errors import Refused
from core.meetings.message_texts import Message
from core.meetings.messages import Due
from core.model import Client
from core.store import Store, messages
from core.store import slack_addresses as address_store
from core.store.clients import get_client, list_clients
from core.store.messages import Entry, State

log = logging.getLogger(__name__)

WHO = "Tahti"
LOST_AFTER = timedelta(minutes=2)
"""A post ends within a minute, one way or the other; a claim that is older belongs to a process that died."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=30)
BETWEEN_SECONDS = 1.0
"""Slack takes one message a second at an address."""
Clock = Callable[[], datetime]
Wait = Callable[[float], None]


class FindDue(Protocol):
    """Says what a client's channel is due and was not told."""

    def __call__(self, store: Store, *, client_id: str, now: datetime) -> list[Due]: ...


class Compose(Protocol):
    """Says what a message says; None when it would say nothing."""

    def __call__(self, store: Store, *, client_id: str, told: Due, as_of: datetime) -> Message | None: ...


@dataclass(frozen=True, slots=True)
class Writer:
    """What decides and writes messages: `core.reports.messages`, which stands beside the jobs and is handed to them."""

    due: FindDue
    compose: Compose


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the messages of one round."""

    written: int = 0
    sent: int = 0
    unsure: int = 0
    waiting: int = 0
    dead: int = 0

    def __add__(self, other: Told) -> Told:
        return Told(
            self.written + other.written,
            self.sent + other.sent,
            self.unsure + other.unsure,
            self.waiting + other.waiting,
            self.dead + other.dead,
        )


def find_address(client: Client) -> SlackAddress | None:
    """The client's incoming webhook; None without one."""
    return slack_addresses().get(client.client_id)


def require_channel(client: Client) -> SlackAddress:
    """The client's incoming webhook. Raises Refused without one, for one that is not Slack's, and for a demo client or
    an archived one: those tell nobody anything."""
    address = find_address(client)
    if client.demo or client.archived_at is not None:
        raise Refused(
            "A client of the demo, or one that is archived, sends nothing.",
            "Esittelyn tai arkistoitu asiakas ei lähetä mitään.",
        )
    if address is None:
        raise Refused(
            f"{client.name} has no Slack channel: set {slack_variable(client.client_id)} on the server.",
            f"Asiakkaalla {client.name} ei ole Slack-kanavaa: aseta palvelimelle {slack_variable(client.client_id)}.",
        )
    slack.require_address(address)
    return address


# --------------------------------------------------------------------------------------------------------------- rounds


def tell_all(store: Store, writer: Writer, *, clock: Clock = utc_now, wait: Wait = time.sleep) -> Told:
    """One round over every client that has a channel. What goes wrong with one is logged and stops no other; an address
    that is not Slack's is told on the page and by `check`, not every round."""
    addresses = slack_addresses()
    total = Told()
    for client in list_clients(store.ops) if addresses else ():
        if client.client_id in addresses and not client.demo:
            try:
                total += tell(store, writer, client_id=client.client_id, clock=clock, wait=wait)
            except Refused:
                continue
            except Exception:
                log.exception("%s was not told", client.client_id)
    return total


def tell(store: Store, writer: Writer, *, client_id: str, clock: Clock = utc_now, wait: Wait = time.sleep) -> Told:
    """Write what is due for one client, and send what waits. Raises Refused as `require_channel` does."""
    require_channel(get_client(store.ops, client_id=client_id))
    now = clock()
    messages.tidy(store.ops, client_id=client_id, lost_before=now - LOST_AFTER, now=now)
    written = 0
    for one in writer.due(store, client_id=client_id, now=now):
        try:
            written += write(store, writer, client_id=client_id, due=one, who=WHO, now=now) is not None
        except Refused as error:
            log.warning("%s was not told of %s: %s", client_id, one.key, error.sentence)
    return Told(written=written) + send_waiting(store, client_id=client_id, clock=clock, wait=wait)


def write(store: Store, writer: Writer, *, client_id: str, due: Due, who: str, now: datetime) -> Entry | None:
    """Write down one message to be sent; None when it would say nothing, or was written before."""
    made = writer.compose(store, client_id=client_id, told=due, as_of=now)
    if made is None:
        return None
    return messages.queue(
        store.ops,
        client_id=client_id,
        post=due.post,
        key=due.key,
        payload=slack_blocks.payload(made),
        until=due.until,
        who=who,
        now=now,
    )


def send_waiting(store: Store, *, client_id: str, clock: Clock = utc_now, wait: Wait = time.sleep) -> Told:
    """Send what waits for one client's channel, as long as it takes anything."""
    address = require_channel(get_client(store.ops, client_id=client_id))
    total = Told()
    for entry in messages.waiting(store.ops, client_id=client_id, now=clock()):
        now = clock()
        if not address_store.address_state(store.ops, address.mark).is_open(now):
            break
        if messages.claim(store.ops, client_id=client_id, message_id=entry.message_id, now=now):
            came = _send(store, client_id, address, entry, clock)
            if came is None:
                break
            total += came
            wait(BETWEEN_SECONDS)
    left = messages.list_messages(store.ops, client_id=client_id, states=(State.QUEUED,))
    return total + Told(waiting=len(left))


def _send(store: Store, client_id: str, address: SlackAddress, entry: Entry, clock: Clock) -> Told | None:
    """Post a claimed message and keep what came of it; None when Slack takes nothing just now."""
    try:
        slack.post(address, entry.payload)
    except SlackBusy as busy:
        _put_back(store, client_id, address, entry, busy, clock())
        return None
    except SlackUnsure as unsure:
        return _finish(store, client_id, entry, State.MAYBE, unsure, clock())
    except SlackStopped as stopped:
        address_store.stop(store.ops, address.mark, why=stopped.sentence, now=clock())
        return _finish(store, client_id, entry, State.DEAD, stopped, clock())
    except SlackFault as rejected:
        return _finish(store, client_id, entry, State.DEAD, rejected, clock())
    messages.finish(store.ops, client_id=client_id, message_id=entry.message_id, state=State.SENT, now=clock())
    return Told(sent=1)


def _put_back(
    store: Store, client_id: str, address: SlackAddress, entry: Entry, busy: SlackBusy, now: datetime
) -> None:
    told = timedelta(seconds=busy.wait)
    until = now + (told or min(FIRST_WAIT * 2 ** min(entry.tries, 10), LONGEST_WAIT))
    if told:
        address_store.leave_alone(store.ops, address.mark, until=until)
    messages.put_back(store.ops, client_id=client_id, message_id=entry.message_id, until=until, why=busy.sentence)


def _finish(store: Store, client_id: str, entry: Entry, state: State, fault: SlackFault, now: datetime) -> Told:
    log.warning("message %s of %s: %s", entry.message_id, client_id, fault.sentence)
    messages.finish(
        store.ops, client_id=client_id, message_id=entry.message_id, state=state, why=fault.sentence, now=now
    )
    return Told(unsure=1) if state is State.MAYBE else Told(dead=1)


# ------------------------------------------------------------------------------------------------------------ a person


def send_now(store: Store, writer: Writer, *, client_id: str, due: Due, who: str, clock: Clock = utc_now) -> Entry:
    """A person wants a message sent now, whatever its hour and cooldown. Raises Refused when it was written before, or
    would say nothing."""
    require_channel(get_client(store.ops, client_id=client_id))
    now = clock()
    entry = write(store, writer, client_id=client_id, due=due, who=who, now=now)
    if entry is not None:
        return entry
    known = messages.find_message(store.ops, client_id=client_id, key=due.key)
    if known is None:
        raise Refused("There is nothing to tell.", "Kerrottavaa ei ole.")
    if known.state in (State.SENT, State.QUEUED, State.SENDING):
        raise Refused("This has been sent already, or is on its way.", "Tämä on jo lähetetty tai lähdössä.")
    raise Refused(
        "This was written already: see in the list what became of it, and send it again from there.",
        "Tämä on jo kirjoitettu: katso luettelosta, miten sille kävi, ja lähetä se sieltä uudelleen.",
    )


def go_on(store: Store, *, client_id: str) -> None:
    """Somebody has mended the address: try it again. Raises Refused as `require_channel` does."""
    address = require_channel(get_client(store.ops, client_id=client_id))
    address_store.go_on(store.ops, address.mark)
