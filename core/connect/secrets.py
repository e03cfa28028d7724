"""Keys of other services: from the environment, else from `.streamlit/secrets.toml`. Never logged, never shown."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.config import ROOT

SECRETS = ROOT / ".streamlit" / "secrets.toml"
SLACK_PREFIX, SLACK_TABLE = "TAHTI_SLACK_WEBHOOK_", "slack"
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


@dataclass(frozen=True, slots=True)
class SlackAddress:
    """An incoming webhook. Who knows the address can write into the channel, so its text does not show it."""

    url: str = field(repr=False)

    @property
    def mark(self) -> str:
        """Tells this address from others without telling the address: the beginning of its SHA-256."""
        return hashlib.sha256(self.url.encode()).hexdigest()[:16]


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


def slack_addresses(path: Path | None = None, environment: Mapping[str, str] | None = None) -> dict[str, SlackAddress]:
    """The incoming webhook of each client that has one, by slug: the variable `TAHTI_SLACK_WEBHOOK_` and the slug in
    capitals (`-` is `_`), else the slug in the file's table `[slack]`. What is no text is left out."""
    table = _file(path or SECRETS).get(SLACK_TABLE)
    found = (
        {str(slug): text for slug, text in table.items() if isinstance(text, str)} if isinstance(table, dict) else {}
    )
    for name, text in (os.environ if environment is None else environment).items():
        if name.startswith(SLACK_PREFIX):
            found[name.removeprefix(SLACK_PREFIX).lower().replace("_", "-")] = text
    return {slug: SlackAddress(text.strip()) for slug, text in sorted(found.items()) if text.strip()}


def slack_variable(client_id: str) -> str:
    """The environment variable of a client's webhook."""
    return SLACK_PREFIX + client_id.upper().replace("-", "_")


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
