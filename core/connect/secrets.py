"""Keys of other services: from the environment, else from `.streamlit/secrets.toml`. Never logged, never shown."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.config import ROOT

SECRETS = ROOT / ".streamlit" / "secrets.toml"
KEY, TOKEN, SECRET, ADDRESS = "TRELLO_KEY", "TRELLO_TOKEN", "TRELLO_SECRET", "TRELLO_WEBHOOK_URL"


@dataclass(frozen=True, slots=True)
class TrelloKeys:
    """Key and token of the account as which this server speaks to Trello. Their text shows neither."""

    key: str = field(repr=False)
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Webhook:
    """What it takes to believe Trello when it calls us: the app's secret, and the address under which it was told to
    call, to the letter."""

    secret: str = field(repr=False)
    address: str


def trello_keys(path: Path | None = None) -> TrelloKeys | None:
    """Key and token; None when either is missing."""
    told = _told(path or SECRETS)
    key, token = told.get(KEY, ""), told.get(TOKEN, "")
    return TrelloKeys(key, token) if key and token else None


def trello_webhook(path: Path | None = None) -> Webhook | None:
    """The webhook's secret and address; None when either is missing, and then nothing is listened to."""
    told = _told(path or SECRETS)
    secret, address = told.get(SECRET, ""), told.get(ADDRESS, "")
    return Webhook(secret, address) if secret and address else None


def _told(path: Path) -> Mapping[str, str]:
    """Every name from the environment, those not set there from the file."""
    from_file = _file(path)
    names = (KEY, TOKEN, SECRET, ADDRESS)
    return {name: (os.environ.get(name) or str(from_file.get(name, ""))).strip() for name in names}


def _file(path: Path) -> Mapping[str, object]:
    """The file's values; none when there is no file, or it is no TOML (its text, which holds secrets, is not told)."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
