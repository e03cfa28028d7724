"""Clients and teams: who the numbers belong to. A client is archived, never deleted."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.errors import Refused, UnknownClient
from core.model import Client, ClientKind, Stage
from core.sources.stages import validate_template
from core.store.ops import Ops

_LANGUAGES = ("fi", "en")
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "ß": "ss", "đ": "d", "ł": "l", "Ł": "L"})


def add_client(
    ops: Ops,
    *,
    name: str,
    kind: ClientKind = ClientKind.CLIENT,
    currency: str = "EUR",
    language: str = "fi",
    timezone: str = "Europe/Helsinki",
    demo: bool = False,
    now: datetime,
) -> Client:
    """Add a client; its id is a slug of the name and never changes. Raises Refused when the name is empty or taken, or
    when the currency, language or zone is not one we know."""
    client = Client("", name.strip(), kind, currency.strip().upper(), language, timezone, demo)
    _require_valid(client)
    with ops.write() as con:
        _require_free_name(con, client)
        client = replace(client, client_id=_free_slug(con, client.name))
        con.execute(
            "insert into client (client_id, name, kind, currency, language, timezone, demo, created_at, changed_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (client.client_id, client.name, kind, client.currency, language, timezone, demo, _text(now), _text(now)),
        )
    return client


def list_clients(ops: Ops, *, archived: bool = False) -> list[Client]:
    """Every client and team by name; the archived ones only when asked for."""
    with ops.read() as con:
        rows = con.execute("select * from client where archived_at is null or ?", (archived,)).fetchall()
    return sorted((_client(row) for row in rows), key=lambda client: client.name.casefold())


def get_client(ops: Ops, *, client_id: str) -> Client:
    """One client, archived or not. Raises UnknownClient."""
    with ops.read() as con:
        return _one(con, client_id)


def update_client(ops: Ops, *, client_id: str, now: datetime, **fields: Any) -> Client:
    """Change `name`, `currency`, `language`, `timezone`, `naming_template` or `search_stage`. Raises Refused as
    `add_client` does, and UnknownClient."""
    with ops.write() as con:
        client = replace(_one(con, client_id), **fields)
        client = replace(client, name=client.name.strip(), currency=client.currency.strip().upper())
        _require_valid(client)
        _require_free_name(con, client)
        con.execute(
            "update client set name = ?, currency = ?, language = ?, timezone = ?, naming_template = ?,"
            " search_stage = ?, changed_at = ? where client_id = ?",
            (
                client.name,
                client.currency,
                client.language,
                client.timezone,
                client.naming_template,
                client.search_stage,
                _text(now),
                client_id,
            ),
        )
    return client


def archive_client(ops: Ops, *, client_id: str, now: datetime) -> None:
    """Take the client off every list; its data stays. Raises UnknownClient."""
    with ops.write() as con:
        _one(con, client_id)
        con.execute(
            "update client set archived_at = coalesce(archived_at, ?), changed_at = ? where client_id = ?",
            (_text(now), _text(now), client_id),
        )


def restore_client(ops: Ops, *, client_id: str, now: datetime) -> None:
    """Bring an archived client back. Raises UnknownClient."""
    with ops.write() as con:
        _one(con, client_id)
        con.execute("update client set archived_at = null, changed_at = ? where client_id = ?", (_text(now), client_id))


def slug(name: str) -> str:
    """ASCII letters, digits and hyphens of a name: `Äänekosken Sähkö` -> `aanekosken-sahko`; may be empty."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60]


def _free_slug(con: sqlite3.Connection, name: str) -> str:
    taken = {row["client_id"] for row in con.execute("select client_id from client")}
    wanted = slug(name) or "client"
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (wanted, *numbered) if candidate not in taken)


def _require_free_name(con: sqlite3.Connection, client: Client) -> None:
    for row in con.execute("select client_id, name from client"):
        if row["client_id"] != client.client_id and row["name"].casefold() == client.name.casefold():
            raise Refused(
                f"There is already a client called {row['name']}.", f"Asiakas nimeltä {row['name']} on jo olemassa."
            )


def _require_valid(client: Client) -> None:
    if not client.name:
        raise Refused("A client needs a name.", "Asiakkaalla on oltava nimi.")
    if not re.fullmatch(r"[A-Z]{3}", client.currency):
        raise Refused(
            f"{client.currency or 'Nothing'} is not a currency code: write three letters such as EUR.",
            f"{client.currency or 'Tyhjä'} ei ole valuuttakoodi: kirjoita kolme kirjainta, esimerkiksi EUR.",
        )
    if client.language not in _LANGUAGES:
        raise Refused("The language is fi or en.", "Kieli on fi tai en.")
    if client.search_stage not in set(Stage):
        raise Refused(
            f"{client.search_stage} is not a stage that can hold money.", f"{client.search_stage} ei ole MRACE-vaihe."
        )
    _require_zone(client.timezone)
    _require_template(client.naming_template)


def _require_zone(timezone: str) -> None:
    try:
        ZoneInfo(timezone)
    except (ValueError, OSError, KeyError):
        raise Refused(
            f"{timezone} is not a time zone: write for example Europe/Helsinki.",
            f"{timezone} ei ole aikavyöhyke: kirjoita esimerkiksi Europe/Helsinki.",
        ) from None


def _require_template(template: str) -> None:
    problem = validate_template(template) if template else None
    if problem:
        raise Refused(problem.en, problem.fi)


def _one(con: sqlite3.Connection, client_id: str) -> Client:
    row = con.execute("select * from client where client_id = ?", (client_id,)).fetchone()
    if row is None:
        raise UnknownClient(f"There is no client {client_id}.", f"Asiakasta {client_id} ei ole.")
    return _client(row)


def _client(row: sqlite3.Row) -> Client:
    return Client(
        client_id=row["client_id"],
        name=row["name"],
        kind=ClientKind(row["kind"]),
        currency=row["currency"],
        language=row["language"],
        timezone=row["timezone"],
        demo=bool(row["demo"]),
        archived_at=datetime.fromisoformat(row["archived_at"]) if row["archived_at"] else None,
        naming_template=row["naming_template"],
        search_stage=row["search_stage"],
    )


def _text(instant: datetime) -> str:
    return instant.isoformat()
