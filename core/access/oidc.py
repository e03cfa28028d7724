"""Signing in by another service: one attempt of one browser, and what must hold of the answer it comes back with.

Whoever the service vouches for must have an account here already: nobody gets one by signing in.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from core.access.sessions import open_session
from core.errors import NotAllowed
from core.store import people
from core.store.ops import Ops

log = logging.getLogger(__name__)

LASTS = timedelta(minutes=10)
"""How long somebody may take at the service's own pages."""
SLACK = timedelta(minutes=2)
"""Two machines' clocks differ by so much."""
LONGEST_TOKEN = 16_384
LONG_AGO = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one browser set out with: a secret that stays in its cookie, and where it wanted to go. State, nonce and
    verifier are made from the secret, so an answer fits the browser that asked, and only once it is asked for."""

    secret: str
    wanted: str

    @property
    def state(self) -> str:
        return self._made("state")

    @property
    def nonce(self) -> str:
        return self._made("nonce")

    @property
    def verifier(self) -> str:
        return self._made("verifier")

    @property
    def challenge(self) -> str:
        """The verifier as the service sees it before the code is exchanged (PKCE, S256)."""
        return _text(hashlib.sha256(self.verifier.encode()).digest())

    def fits(self, state: str) -> bool:
        return hmac.compare_digest(self.state.encode(), state.encode("utf-8", "replace"))

    def kept(self) -> str:
        """The attempt as the value of a cookie."""
        return f"{self.secret}.{_text(self.wanted.encode())}"

    def _made(self, what: str) -> str:
        return _text(hashlib.sha256(f"{what}|{self.secret}".encode()).digest())


def new_attempt(wanted: str) -> Attempt:
    """A fresh attempt that is to end at an address of ours."""
    return Attempt(secrets.token_urlsafe(32), wanted)


def attempt_of(kept: str) -> Attempt | None:
    """The attempt in a cookie's value; None when it holds none. The address in it is only a wish."""
    secret, _, wanted = kept.partition(".")
    if len(secret) != 43:
        return None
    try:
        return Attempt(secret, _bytes(wanted).decode())
    except ValueError:
        return None


def vouched_email(id_token: str, *, issuer: str, client_id: str, nonce: str, now: datetime) -> str:
    """The e-mail address that the service vouches for. The token must come from the service itself, over TLS: its
    signature is not looked at. Raises NotAllowed unless it was made by this service, for us alone, for this attempt,
    just now, and the address is verified. `now` is naive UTC."""
    said = _claims(id_token)
    audience = said.get("aud")
    wrong = [
        what
        for what, holds in {
            "iss": said.get("iss") == issuer,
            "aud": (audience if isinstance(audience, list) else [audience]) == [client_id],
            "azp": said.get("azp", client_id) == client_id,
            "nonce": hmac.compare_digest(str(said.get("nonce", "")).encode("utf-8", "replace"), nonce.encode()),
            "exp": _instant(said.get("exp")) > now - SLACK,
            "iat": now - LASTS - SLACK < _instant(said.get("iat")) < now + SLACK,
            "nbf": "nbf" not in said or _instant(said["nbf"]) < now + SLACK,
        }.items()
        if not holds
    ]
    if wrong:
        log.warning("a sign-in was refused: the service's answer does not hold (%s)", ", ".join(wrong))
        raise NotAllowed(
            "Signing in did not work out: begin again. If it goes on, tell your admin.",
            "Kirjautuminen ei onnistunut: aloita alusta. Jos se toistuu, kerro pääkäyttäjälle.",
        )
    email = said.get("email")
    if not isinstance(email, str) or not email or str(said.get("email_verified")).lower() != "true":
        raise NotAllowed(
            "The sign-in service has not verified your e-mail address, so it opens nothing here.",
            "Kirjautumispalvelu ei ole vahvistanut sähköpostiosoitettasi, joten sillä ei pääse sisään.",
        )
    return email


def sign_in_as(ops: Ops, *, email: str, now: datetime) -> str:
    """The token of a new session of the active person with this address. Raises NotAllowed, in the same words, for
    somebody unknown and for a closed account."""
    found = people.find_password(ops, email=email.strip())
    if found is None:
        raise NotAllowed(
            "Nobody has given this address an account here. Ask your admin for one.",
            "Tällä osoitteella ei ole tiliä täällä. Pyydä tili pääkäyttäjältä.",
        )
    return open_session(ops, person_id=found[0].person_id, now=now)


def _claims(id_token: str) -> dict[str, Any]:
    """What stands in a token; nothing when it is none."""
    parts = id_token.split(".")
    try:
        said = json.loads(_bytes(parts[1])) if len(parts) == 3 and len(id_token) <= LONGEST_TOKEN else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _instant(seconds: object) -> datetime:
    """Seconds since 1970 as naive UTC; long ago for what is no such number."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return LONG_AGO
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return LONG_AGO


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
