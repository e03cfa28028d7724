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
OIDC = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME")


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


@dataclass(frozen=True, slots=True)
class OidcKeys:
    """As whom this server speaks to a sign-in service (an OpenID provider); `name` is what its button says."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = ""


def trello_keys(path: Path | None = None) -> TrelloKeys | None:
    """Key and token; None when either is missing."""
    told = _told(path or SECRETS, KEY, TOKEN)
    key, token = told.get(KEY, ""), told.get(TOKEN, "")
    return TrelloKeys(key, token) if key and token else None


def trello_webhook(path: Path | None = None) -> Webhook | None:
    """The webhook's secret and address; None when either is missing, and then nothing is listened to."""
    told = _told(path or SECRETS, SECRET, ADDRESS)
    secret, address = told.get(SECRET, ""), told.get(ADDRESS, "")
    return Webhook(secret, address) if secret and address else None


def oidc_keys(path: Path | None = None, environment: Mapping[str, str] | None = None) -> OidcKeys:
    """What is told of a sign-in service, each empty where nothing is."""
    return OidcKeys(*_told(path or SECRETS, *OIDC, environment=environment).values())


def _told(path: Path, *names: str, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every name from the environment, those not set there from the file."""
    from_file = _file(path)
    given = os.environ if environment is None else environment
    return {name: (given.get(name) or str(from_file.get(name, ""))).strip() for name in names}


def _file(path: Path) -> Mapping[str, object]:
    """The file's values; none when there is no file, or it is no TOML (its text, which holds secrets, is not told)."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
