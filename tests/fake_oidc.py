"""A sign-in service (an OpenID provider) on this machine, as strict as a real one and as crooked as a test wants."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

CLIENT_ID, CLIENT_SECRET = "tahti client", "s3cret/with+signs"


@dataclass
class Asked:
    """What a browser was sent here with, until its code is exchanged."""

    fields: dict[str, str]
    email: str


@dataclass
class FakeOidc:
    """`twist` changes the claims before they are sent; `odd` answers every question to the service itself."""

    port: int = 0
    codes: dict[str, Asked] = field(default_factory=dict)
    exchanged: int = 0
    verified: object = True
    twist: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    odd: Callable[[str], tuple[int, bytes] | None] = lambda path: None
    ways: list[str] | None = None
    delay: float = 0

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}/tenant"

    def straight(self) -> None:
        """Behave again."""
        self.verified, self.twist, self.odd = True, lambda claims: claims, lambda path: None
        self.ways, self.delay = None, 0

    def signs_in(self, address: str, email: str) -> str:
        """A browser came to `address` and its person agreed: the query with which the service sends it back."""
        fields = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert fields["response_type"] == "code"
        assert fields["client_id"] == CLIENT_ID
        assert fields["code_challenge_method"] == "S256"
        assert {"openid", "email"} <= set(fields["scope"].split())
        code = secrets.token_urlsafe(16)
        self.codes[code] = Asked(fields, email)
        return f"state={fields['state']}&code={code}"

    def told(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
        }
        return said | ({"token_endpoint_auth_methods_supported": self.ways} if self.ways else {})

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        who = (form.get("client_id", ""), form.get("client_secret", ""))
        if authorization.startswith("Basic "):
            name, _, word = base64.b64decode(authorization[6:]).decode().partition(":")
            who = (unquote(name), unquote(word))
        if who != (CLIENT_ID, CLIENT_SECRET):
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != asked.fields["redirect_uri"]
            or challenge.rstrip(b"=").decode() != asked.fields["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        self.exchanged += 1
        now = int(time.time())
        claims = self.twist(
            {
                "iss": self.issuer, "aud": CLIENT_ID, "sub": "1", "exp": now + 300, "iat": now,
                "nonce": asked.fields["nonce"], "email": asked.email, "email_verified": self.verified,
            }
        )  # fmt: skip
        parts = ({"alg": "RS256"}, claims)
        text = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
        return 200, {"id_token": ".".join([*text, "c2lnbmVk"]), "token_type": "Bearer", "access_token": "x"}


@contextmanager
def running(world: FakeOidc) -> Iterator[FakeOidc]:
    """The service, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send(*(world.odd(self.path) or self.well_known()))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0"))).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            odd = world.odd(self.path)
            status, said = world.token(form, self.headers.get("authorization", "")) if odd is None else (0, {})
            self.send(*(odd or (status, json.dumps(said).encode())))

        def well_known(self) -> tuple[int, bytes]:
            if self.path != "/tenant/.well-known/openid-configuration":
                return 404, b"{}"
            return 200, json.dumps(world.told()).encode()

        def send(self, status: int, body: bytes) -> None:
            time.sleep(world.delay)
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            if status in (301, 302, 307):
                self.send_header("location", f"{world.issuer}/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    http = ThreadingHTTPServer(("127.0.0.1", world.port), Handler)
    world.port = http.server_address[1]
    threading.Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield world
    finally:
        http.shutdown()
        http.server_close()
