"""The commands about links for clients."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from core.access import shares
from core.cli.words import WHO, Answer, Command, Group, client_option, named_client, typed_day
from core.config import LOCAL_ADDRESS, public_address
from core.dates import now_for, utc_now
from core.errors import Refused
from core.model import Client, Stage
from core.reports.client_page import client_page
from core.shares import Section, Share, ShareUse, Terms
from core.store import Store, visits
from core.store import shares as share_store

Named = TypeVar("Named", Section, Stage)

LIST_KEYS = '[{"id", "client", "label", "state", "expires", "made_by", "made_at", "last_seen", "views", "passcode"}]'
NEW_KEYS = '{"id", "url", "token", "expires"}; the token is shown this once'


def add_share_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    made = command("share", _list, "List the links of a client", LIST_KEYS)
    client_option(made, required=False)
    actions = group(made)
    client_option(command("list", _list, "List the links of a client", LIST_KEYS, actions))
    create = command("create", _create, "Make a link for a client (passcode on stdin)", NEW_KEYS, actions)
    client_option(create)
    create.add_argument("--label", default="Link", help="for whom it is")
    create.add_argument("--audience", default="")
    create.add_argument("--days", type=int, default=shares.DEFAULT_DAYS)
    create.add_argument("--sections", default="", help=f"by commas: {', '.join(Section)}; all without it")
    create.add_argument("--stages", default="", help=f"by commas: {', '.join(Stage)}; all without it")
    create.add_argument("--from", dest="since", default="", metavar="DAY", help="nothing before this day is shown")
    create.add_argument("--language", choices=["fi", "en"], default="", help="the client's own without it")
    create.add_argument("--currency", default="")
    create.add_argument("--passcode", action="store_true", help="read a passcode from stdin")
    create.add_argument("--frozen", action="store_true", help="keep the page as it is now")
    create.add_argument("--may-export", action="store_true")
    create.add_argument("--may-change-dates", action="store_true")
    for name, run, help_, keys in (
        ("revoke", _revoke, "Close a link for good", '{"id", "state"}'),
        ("pause", _pause, "Close a link until it is resumed", '{"id", "state"}'),
        ("resume", _resume, "Open a paused link again", '{"id", "state"}'),
        ("rotate", _rotate, "Give a link a new address; the old one is dead", NEW_KEYS),
    ):
        command(name, run, help_, keys, actions).add_argument("id", type=int)


def _create(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    terms = Terms(
        label=given.label,
        audience=given.audience,
        sections=_named(Section, given.sections),
        stages=_named(Stage, given.stages),
        floor=typed_day(given.since) if given.since else None,
        language=given.language or client.language,
        currency=given.currency.strip().upper(),
        may_change_dates=given.may_change_dates,
        may_export=given.may_export,
    )
    share, token = shares.create_share(
        store.ops,
        client_id=client.client_id,
        terms=terms,
        days=given.days,
        passcode=sys.stdin.readline().rstrip("\n") if given.passcode else "",
        frozen_copy=_page_now(store, client, terms) if given.frozen else "",
        who=WHO,
        now=utc_now(),
    )
    return _new(share, token)


def _page_now(store: Store, client: Client, terms: Terms) -> str:
    return client_page(store, client_id=client.client_id, terms=terms, as_of=now_for(client)).to_json()


def _list(store: Store, given: argparse.Namespace) -> Answer:
    rows = share_store.list_shares(store.ops, client_id=named_client(store, given).client_id)
    now = utc_now()
    lines = [f"{share.share_id:5} {share.state(now):8} {share.terms.label}" for share, _ in rows]
    return Answer([_json(share, use, now) for share, use in rows], "\n".join(lines) or "No links yet.")


def _revoke(store: Store, given: argparse.Namespace) -> Answer:
    return _changed(shares.revoke_share(**_asked(store, given)))


def _pause(store: Store, given: argparse.Namespace) -> Answer:
    return _changed(shares.pause_share(**_asked(store, given)))


def _resume(store: Store, given: argparse.Namespace) -> Answer:
    return _changed(shares.resume_share(**_asked(store, given)))


def _rotate(store: Store, given: argparse.Namespace) -> Answer:
    return _new(*shares.rotate_share(**_asked(store, given)))


def _asked(store: Store, given: argparse.Namespace) -> dict[str, Any]:
    client_id = visits.client_of_share(store.ops, share_id=given.id)
    if client_id is None:
        raise Refused(*share_store.NO_SUCH_LINK)
    return {"ops": store.ops, "client_id": client_id, "share_id": given.id, "who": WHO, "now": utc_now()}


def _changed(share: Share) -> Answer:
    state = share.state(utc_now())
    return Answer({"id": share.share_id, "state": state}, f"The link {share.share_id} is {state}.")


def _new(share: Share, token: str) -> Answer:
    url = f"{public_address() or LOCAL_ADDRESS}/s/{token}"
    document = {"id": share.share_id, "url": url, "token": token, "expires": f"{share.expires_at.isoformat()}Z"}
    return Answer(document, f"{url}\nThis address is shown only now. It works until {share.expires_at:%Y-%m-%d}.")


def _named(kind: type[Named], text: str) -> tuple[Named, ...]:
    """Names by commas as members of `kind`, in its own order; all without any. Raises Refused for an unknown one."""
    wanted = {name.strip().lower() for name in text.split(",") if name.strip()}
    members: Sequence[Named] = list(kind)
    unknown = wanted - {member.value for member in members}
    if unknown:
        known = ", ".join(members)
        raise Refused(
            f"There is no {', '.join(sorted(unknown))}. Choose from: {known}.",
            f"Näin nimettyä ei ole: {', '.join(sorted(unknown))}. Valitse näistä: {known}.",
        )
    return tuple(member for member in members if not wanted or member.value in wanted)


def _json(share: Share, use: ShareUse, now: datetime) -> dict[str, Any]:
    return {
        "id": share.share_id,
        "client": share.client_id,
        "label": share.terms.label,
        "state": share.state(now),
        "expires": f"{share.expires_at.isoformat()}Z",
        "made_by": share.made_by,
        "made_at": f"{share.made_at.isoformat()}Z",
        "last_seen": f"{use.last_seen_at.isoformat()}Z" if use.last_seen_at else None,
        "views": use.views,
        "passcode": share.has_passcode,
    }
