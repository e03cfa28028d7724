"""The addresses of signing in by another service: out with a code's question, back with its answer (OpenID Connect,
authorization code with PKCE). What comes back fits one attempt of this very browser, once, for ten minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlencode

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core.access.oidc import LASTS, Attempt, attempt_of, new_attempt, sign_in_as, vouched_email
from core.config import public_address
from core.connect.faults import OidcFault, OidcRefused
from core.connect.oidc import Provider, discover, exchange
from core.connect.secrets import OidcKeys
from core.connect.ways import Ways
from core.dates import utc_now
from core.errors import NotAllowed
from core.model import Sentence
from core.store import Store
from core.web import words
from core.web.cookies import LIFETIME, Cookie, cookie
from core.web.forms import local_path
from core.web.links import PACE, address_of, closed_page
from core.web.sign_in_page import BY_SERVICE, sign_in_page

BACK = f"{BY_SERVICE}/back"
"""Where the service sends people back to: it has to be told this address, with TAHTI_URL before it."""
AT_ONCE = anyio.CapacityLimiter(4)
"""Questions to the service side by side; one that hangs holds up nobody who reads."""
KNOWN_FOR = 3600.0
LONGEST_CODE = 4_096


class OidcDoor:
    """The routes, with what the service last said of itself. Without a service the addresses are closed."""

    def __init__(self, store: Callable[[], Store], ways: Callable[[], Ways]) -> None:
        self.store, self.ways = store, ways
        self._known: tuple[OidcKeys, float, Provider] | None = None

    def routes(self) -> list[BaseRoute]:
        return [Route(BY_SERVICE, self.leave, methods=["GET"]), Route(BACK, self.come_back, methods=["GET"])]

    async def leave(self, request: Request) -> Response:
        """On to the service, with an attempt in a cookie of this browser."""
        ways = self.ways()
        if ways.service is None:
            return closed_page(request)
        wanted = local_path(request.query_params.get("next", "/"))
        try:
            provider = await anyio.to_thread.run_sync(self._provider, ways.service, limiter=AT_ONCE)
        except OidcFault as fault:
            return sign_in_page(request, wanted, ways, refused=fault.sentence, status=503)
        attempt = new_attempt(wanted)
        answer = RedirectResponse(_question(provider, ways.service, attempt), 303)
        answer.set_cookie(value=attempt.kept(), max_age=int(LASTS.total_seconds()), **_cookie(request))
        return answer

    async def come_back(self, request: Request) -> Response:
        """With an answer that holds, a session of ours; the attempt is over either way."""
        ways, said = self.ways(), request.query_params
        if ways.service is None:
            return closed_page(request)
        attempt = attempt_of(request.cookies.get(_cookie(request)["key"], ""))
        if attempt is None or not attempt.fits(said.get("state", "")):
            return await _refused(request, "/", ways, words.BEGIN_AGAIN, 400)
        wanted = local_path(attempt.wanted)
        if "error" in said or not 0 < len(said.get("code", "")) <= LONGEST_CODE:
            return await _refused(request, wanted, ways, words.NOT_GIVEN, 403)
        try:
            token = await anyio.to_thread.run_sync(
                self._session, ways.service, attempt, said["code"], said.get("iss"), limiter=AT_ONCE
            )
        except (NotAllowed, OidcRefused) as refused:
            return await _refused(request, wanted, ways, refused.sentence, 403)
        except OidcFault as fault:
            return await _refused(request, wanted, ways, fault.sentence, 503)
        answer = RedirectResponse(wanted, 303)
        answer.set_cookie(value=token, max_age=LIFETIME, **cookie(request.scope))
        answer.delete_cookie(**_cookie(request))
        return answer

    def _provider(self, keys: OidcKeys) -> Provider:
        if self._known and self._known[0] == keys and time.monotonic() - self._known[1] < KNOWN_FOR:
            return self._known[2]
        found = discover(keys)
        self._known = (keys, time.monotonic(), found)
        return found

    def _session(self, keys: OidcKeys, attempt: Attempt, code: str, issuer: str | None) -> str:
        provider = self._provider(keys)
        if issuer not in (None, provider.issuer):  # RFC 9207: an answer of one service brought to another
            raise NotAllowed(words.BEGIN_AGAIN.en, words.BEGIN_AGAIN.fi)
        id_token = exchange(keys, provider, code=code, verifier=attempt.verifier, back=_back())
        now = utc_now()
        email = vouched_email(id_token, issuer=provider.issuer, client_id=keys.client_id, nonce=attempt.nonce, now=now)
        return sign_in_as(self.store().ops, email=email, now=now)


def _question(provider: Provider, keys: OidcKeys, attempt: Attempt) -> str:
    asked = {
        "response_type": "code",
        "client_id": keys.client_id,
        "redirect_uri": _back(),
        "scope": "openid email",
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": attempt.challenge,
        "code_challenge_method": "S256",
    }
    return f"{provider.authorization}{'&' if '?' in provider.authorization else '?'}{urlencode(asked)}"


def _back() -> str:
    return f"{public_address()}{BACK}"


def _cookie(request: Request) -> Cookie:
    base = cookie(request.scope)
    return {**base, "key": f"{base['key']}_oidc"}


async def _refused(request: Request, wanted: str, ways: Ways, why: Sentence, status: int) -> Response:
    """The sign-in page with the reason; whoever tries often waits for each further answer."""
    await PACE.hold(address_of(request))
    answer = sign_in_page(request, wanted, ways, refused=why, status=status)
    answer.delete_cookie(**_cookie(request))
    return answer
