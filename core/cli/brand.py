"""The commands about how a client's own page looks."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from core.brand import Brand
from core.cli.words import WHO, Answer, Command, Group, client_option, named_client
from core.dates import utc_now
from core.errors import Refused
from core.sources.logo import MOST_BYTES, read_logo
from core.store import Store
from core.store.brands import get_brand, set_brand

KEYS = '{"client", "name", "accent", "logo": whether there is one}'


def add_brand_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    made = command("brand", _show, "Say how a client's own page looks", KEYS)
    client_option(made, required=False)
    given = command("set", _set, "Change how a client's own page looks", KEYS, group(made))
    client_option(given)
    given.add_argument("--name", help="as the client writes it; empty: the client's name here")
    given.add_argument("--accent", metavar="#RRGGBB", help="seen on light and dark pages; empty: none")
    given.add_argument("--logo", type=Path, metavar="FILE", help="PNG or JPEG")
    given.add_argument("--no-logo", action="store_true", help="take the logo away")


def _show(store: Store, given: argparse.Namespace) -> Answer:
    client_id = named_client(store, given).client_id
    return _said(client_id, get_brand(store.ops, client_id=client_id))


def _set(store: Store, given: argparse.Namespace) -> Answer:
    """What is not named stays as it is."""
    client_id = named_client(store, given).client_id
    kept = get_brand(store.ops, client_id=client_id)
    wanted = replace(
        kept,
        name=kept.name if given.name is None else given.name,
        accent=kept.accent if given.accent is None else given.accent,
        logo=b"" if given.no_logo else read_logo(_bytes(given.logo)) if given.logo else kept.logo,
    )
    return _said(client_id, set_brand(store.ops, client_id=client_id, brand=wanted, who=WHO, now=utc_now()))


def _bytes(path: Path) -> bytes:
    """The beginning of a file, and of a larger one a byte too many."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read.", f"Tiedostoa {path} ei voi lukea.") from error


def _said(client_id: str, brand: Brand) -> Answer:
    document = {"client": client_id, "name": brand.name, "accent": brand.accent, "logo": bool(brand.logo)}
    logo = "with a logo" if brand.logo else "no logo"
    return Answer(document, f"{client_id}: {brand.name or 'its own name'}, {brand.accent or 'no colour'}, {logo}.")
