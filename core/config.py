"""Where the data folder is and which fixed settings the product has. Secrets are read elsewhere, never here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
DATA_VARIABLE = "TAHTI_DATA"
INBOX_VARIABLE = "TAHTI_INBOX_SECONDS"
INBOX_SECONDS = 60
SYNC_VARIABLE = "TAHTI_SYNC_SECONDS"
PUBLIC_ADDRESS = "TAHTI_URL"
"""Environment variable: the address by which people reach the product. Links are made with it, and the app answers no
other host; without it the app does not know its own name and answers every one."""
HOSTS_VARIABLE = "TAHTI_HOSTS"
PASSWORDS_VARIABLE = "TAHTI_PASSWORDS"
"""Environment variable: `off` lets people in by the sign-in service alone."""
ADDRESSES_VARIABLE = "TAHTI_ADDRESSES"
LOCAL_ADDRESS = "http://127.0.0.1:8501"


class Addresses(StrEnum):
    """Whether the log of links keeps from where they are read: not at all, by network, or to the machine."""

    OFF = "off"
    SHORT = "short"
    WHOLE = "whole"


def data_folder(given: str | Path | None = None) -> Path:
    """The data folder: `given` (from `--data`), else the environment's TAHTI_DATA, else `data/` of this checkout."""
    return Path(given or os.environ.get(DATA_VARIABLE) or ROOT / "data").resolve()


def inbox_seconds() -> int:
    """How often the app looks into the inbox, in seconds, from the environment's TAHTI_INBOX_SECONDS; 0 for never. What
    is no number means the usual minute."""
    try:
        return max(int(os.environ.get(INBOX_VARIABLE) or INBOX_SECONDS), 0)
    except ValueError:
        return INBOX_SECONDS


def sync_seconds() -> int:
    """How often a Trello board is looked at: the environment's TAHTI_SYNC_SECONDS, at least half a minute; five minutes
    without it."""
    given = os.environ.get(SYNC_VARIABLE, "")
    return max(int(given), 30) if given.isdecimal() else 300


def public_address(environment: Mapping[str, str] = os.environ) -> str:
    """The environment's TAHTI_URL without a slash at its end; empty when it is not set."""
    return environment.get(PUBLIC_ADDRESS, "").strip().rstrip("/")


def allowed_hosts() -> frozenset[str]:
    """The names under which the app answers: that of TAHTI_URL and, by commas, those of TAHTI_HOSTS; empty for any.
    Lower case, without ports."""
    named = urlsplit(public_address()).hostname or ""
    more = os.environ.get(HOSTS_VARIABLE, "").split(",")
    return frozenset(name for name in (named.lower(), *(one.strip().lower() for one in more)) if name)


def kept_addresses(environment: Mapping[str, str] = os.environ) -> Addresses:
    """The environment's TAHTI_ADDRESSES; off without it, and for any other word."""
    told = environment.get(ADDRESSES_VARIABLE, "").strip().lower()
    return Addresses(told) if told in list(Addresses) else Addresses.OFF
