"""One conversation with a sign-in service (an OpenID provider): where it lives, and who stands behind a code.

What it says of a person is asked from it directly, over TLS, so the connection vouches for it and no signature has to
be checked (docs/decisions/oidc.md). Nothing it sends is followed elsewhere, kept, or written down.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import requests

from core.connect.faults import OidcFault, OidcRefused
from core.connect.secrets import OidcKeys

WELL_KNOWN = "/.well-known/openid-configuration"
LOCAL = ("127.0.0.1", "localhost", "::1")
CONNECT_SECONDS, READ_SECONDS, LONGEST_SECONDS = 5, 10, 20
LARGEST_ANSWER = 256 * 1024


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a sign-in service is spoken to. `takes_basic`: it wants our secret in the header rather than the form."""

    issuer: str
    authorization: str
    token: str
    takes_basic: bool


def may_be_asked(address: str) -> bool:
    """Whether an address is one that a secret may be sent to: over TLS, or on this machine (a fake for tests)."""
    try:
        parts = urlsplit(address)
        is_local = parts.scheme == "http" and parts.hostname in LOCAL
        return (parts.scheme == "https" or is_local) and bool(parts.hostname) and not (parts.username or parts.fragment)
    except ValueError:
        return False


def discover(keys: OidcKeys) -> Provider:
    """What the service says of itself. Raises OidcFault, also when it calls itself by another name."""
    told = _data(_ask("GET", keys.issuer.rstrip("/") + WELL_KNOWN))
    issuer, ways = str(told.get("issuer", "")), told.get("token_endpoint_auth_methods_supported")
    found = Provider(
        issuer=issuer,
        authorization=str(told.get("authorization_endpoint", "")),
        token=str(told.get("token_endpoint", "")),
        takes_basic=not isinstance(ways, list) or "client_secret_basic" in ways,
    )
    is_remote = urlsplit(keys.issuer).hostname not in LOCAL
    reached = (found.authorization, found.token)
    if issuer.rstrip("/") != keys.issuer.rstrip("/") or not all(
        may_be_asked(address) and (urlsplit(address).scheme == "https" or not is_remote) for address in reached
    ):
        raise _odd()
    return found


def exchange(keys: OidcKeys, provider: Provider, *, code: str, verifier: str, back: str) -> str:
    """The ID token that a code is worth, once. Raises OidcRefused for a code that is worth nothing (any more),
    OidcFault for everything else."""
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    basic = None
    if provider.takes_basic:
        basic = (quote(keys.client_id, safe=""), quote(keys.client_secret, safe=""))
    else:
        fields |= {"client_id": keys.client_id, "client_secret": keys.client_secret}
    token = _data(_ask("POST", provider.token, fields, basic)).get("id_token")
    if not isinstance(token, str):
        raise _odd()
    return token


def _ask(
    method: str, address: str, fields: dict[str, str] | None = None, basic: tuple[str, str] | None = None
) -> tuple[int, bytes]:
    with requests.Session() as session:
        # The environment may name a proxy, but no .netrc may put another name in the place of ours.
        session.trust_env = urlsplit(address).hostname not in LOCAL
        session.auth = basic or _as_it_is
        try:
            with session.request(
                method,
                address,
                data=fields,
                headers={"accept": "application/json"},
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as answer:
                return answer.status_code, _body(answer)
        except requests.RequestException:
            raise OidcFault(
                "The sign-in service does not answer. Nothing is wrong with your account: try again in a moment.",
                "Kirjautumispalvelu ei vastaa. Tilissäsi ei ole vikaa: yritä hetken päästä uudelleen.",
            ) from None


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _body(answer: requests.Response) -> bytes:
    body, until = b"", time.monotonic() + LONGEST_SECONDS
    for part in answer.iter_content(1 << 14):
        body += part
        if len(body) > LARGEST_ANSWER or time.monotonic() > until:
            raise requests.RequestException("too large or too slow")
    return body


def _data(answer: tuple[int, bytes]) -> dict[str, Any]:
    status, body = answer
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if status == 400 and isinstance(told, dict) and told.get("error") == "invalid_grant":
        raise OidcRefused(
            "The sign-in service has already used this answer, or it is too old: begin again.",
            "Kirjautumispalvelun vastaus on jo käytetty tai liian vanha: aloita alusta.",
        )
    if status != 200 or not isinstance(told, dict):
        raise _odd()
    return told


def _odd() -> OidcFault:
    return OidcFault(
        "The sign-in service answered in a way that was not expected. Tell your admin: the settings may be wrong.",
        "Kirjautumispalvelu vastasi odottamattomasti. Kerro pääkäyttäjälle: asetuksissa voi olla vikaa.",
    )
