"""By which ways people sign in here: with a password, by another service, or both."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.config import PASSWORDS_VARIABLE, public_address
from core.connect.oidc import may_be_asked
from core.connect.secrets import OidcKeys, oidc_keys


@dataclass(frozen=True, slots=True)
class Ways:
    """`service` is None when no other service is set up; then there are passwords, whatever is wished."""

    passwords: bool
    service: OidcKeys | None

    @property
    def service_name(self) -> str:
        """What people call the service: the name that was given, else the host it lives at."""
        if self.service is None:
            return ""
        return self.service.name or self.service.issuer.partition("://")[2].partition("/")[0]


def ways_in(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Ways:
    """The ways that are set up. A service needs its address (over TLS), our name and secret there, and our own public
    address, to which it sends people back; with less than that it is not there, and passwords are."""
    given = os.environ if environment is None else environment
    keys = oidc_keys(path, given)
    whole = may_be_asked(keys.issuer) and keys.client_id and keys.client_secret and public_address(given)
    return Ways(
        passwords=not whole or given.get(PASSWORDS_VARIABLE, "").strip().lower() != "off",
        service=keys if whole else None,
    )
