"""One conversation with Trello's API: who we are, how fast we ask, what its answers mean.

Key and token travel in a header, so no address holds them; one call, the token's own description, needs the token in
its path, which is why urllib3 is kept from writing addresses down. Redirects are not followed: they would carry the
header elsewhere. What is asked for stands in `trello_board` and `trello_write`.
"""

from __future__ import annotations

import json
import logging
import os
import random
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from core.connect.faults import (
    TrelloBusy,
    TrelloDenied,
    TrelloFault,
    TrelloForbidden,
    TrelloGone,
    TrelloRejected,
    TrelloUnsure,
)
from core.connect.secrets import TrelloKeys
from core.errors import Refused
from core.model import Sentence

logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)

API = "https://api.trello.com/1"
API_VARIABLE = "TRELLO_API"
LOCAL = ("127.0.0.1", "localhost", "::1")
CONNECT_SECONDS, READ_SECONDS = 5, 35
"""Trello itself gives up after 30 seconds, with a 504."""
LONGEST_ANSWER_SECONDS = 120
LARGEST_ANSWER = 64 * 1024 * 1024
A_SECOND = 8
"""Requests; Trello allows 100 in ten seconds for one token."""
TRIES = 4
WINDOW_SECONDS = 10.0
"""Trello's limits count in windows of ten seconds; its 429 does not say how long to wait."""
LONGEST_WAIT_SECONDS = 60.0
Params = Mapping[str, str | int]


class Trello:
    """Asks, and says what came of it. `wait` sleeps; `before_each` runs before every request and may raise, to stop
    the conversation. Not for several threads at once."""

    def __init__(
        self,
        keys: TrelloKeys,
        *,
        wait: Callable[[float], None] = time.sleep,
        before_each: Callable[[], None] = lambda: None,
        base: str | None = None,
    ) -> None:
        self.keys = keys
        self._base = allowed_base(base or os.environ.get(API_VARIABLE) or API)
        self._wait, self._before_each = wait, before_each
        self._next_at = 0.0
        self._session = requests.Session()
        # A callable, because requests would otherwise let a .netrc file replace the header.
        self._session.auth = self._sign
        self._session.trust_env = urlsplit(self._base).hostname not in LOCAL

    def get(self, path: str, params: Params | None = None) -> Any:
        """Read. Raises TrelloFault, never TrelloUnsure: reading again does no harm."""
        return self._ask("GET", path, params)

    def write(self, method: str, path: str, fields: Params | None = None) -> Any:
        """Change something. Raises TrelloUnsure when it may have been done and we do not know."""
        return self._ask(method, path, fields)

    def token(self) -> Any:
        """What Trello says about our token: whose it is, what it may do."""
        return self._ask("GET", f"/tokens/{self.keys.token}", {"fields": "idMember,permissions,dateExpires"})

    def webhooks(self) -> Any:
        """Where Trello was told to call on behalf of our token."""
        return self._ask("GET", f"/tokens/{self.keys.token}/webhooks", None)

    def _sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = (
            f'OAuth oauth_consumer_key="{self.keys.key}", oauth_token="{self.keys.token}"'
        )
        return request

    def _ask(self, method: str, path: str, values: Params | None) -> Any:
        for attempt in range(1, TRIES + 1):
            self._before_each()
            self._keep_pace()
            try:
                return self._once(method, path, values)
            except TrelloBusy as busy:
                if attempt == TRIES:
                    raise
                self._wait(min(busy.wait or WINDOW_SECONDS, LONGEST_WAIT_SECONDS) * random.uniform(1, 1.5))
        raise AssertionError("the last attempt returns or raises")

    def _keep_pace(self) -> None:
        now = time.monotonic()
        if now < self._next_at:
            self._wait(self._next_at - now)
        self._next_at = max(now, self._next_at) + 1 / A_SECOND

    def _once(self, method: str, path: str, values: Params | None) -> Any:
        where = {"params": values} if method == "GET" else {"data": values}
        try:
            with self._session.request(
                method,
                self._base + path,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
                **where,  # type: ignore[arg-type]
            ) as answer:
                body = _body(answer)
        except (requests.ConnectTimeout, requests.exceptions.ProxyError):
            raise unreachable() from None
        except requests.RequestException as error:
            raise unreachable() if method == "GET" or _never_opened(error) else unsure() from None
        return self._understood(method, answer, body)

    def _understood(self, method: str, answer: requests.Response, body: bytes) -> Any:
        if answer.status_code == 200:
            try:
                return json.loads(body)
            except (ValueError, RecursionError):
                raise no_data() if method == "GET" else unsure() from None
        said = body[:300].decode("utf-8", "replace")
        for secret in (self.keys.key, self.keys.token):
            said = said.replace(secret, "…")
        raise fault(method, answer.status_code, said, _seconds(answer.headers.get("Retry-After", "")))


def allowed_base(base: str) -> str:
    """The address of the API: Trello's own, or one on this machine (a fake for tests). Raises Refused for any other."""
    parts = urlsplit(base)
    is_local = parts.scheme == "http" and parts.hostname in LOCAL
    is_trello = (parts.scheme, parts.netloc) == ("https", urlsplit(API).netloc)
    if not (is_local or is_trello) or parts.query or parts.fragment or parts.username:
        raise Refused(
            f"{API_VARIABLE} may only be {API} or an address of this machine.",
            f"{API_VARIABLE} voi olla vain {API} tai tämän koneen osoite.",
        )
    return base.rstrip("/")


def _body(answer: requests.Response) -> bytes:
    """The whole answer. Raises RequestException when it is too large or comes too slowly."""
    parts, size, until = [], 0, time.monotonic() + LONGEST_ANSWER_SECONDS
    for part in answer.iter_content(1 << 16):
        parts.append(part)
        size += len(part)
        if size > LARGEST_ANSWER or time.monotonic() > until:
            raise requests.RequestException("too large or too slow")
    return b"".join(parts)


def _never_opened(error: requests.RequestException) -> bool:
    """Whether there never was a connection, so that nothing was sent."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return type(reason).__name__ in ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")


def _seconds(said: str) -> float:
    try:
        return max(0.0, float(said))
    except ValueError:
        return 0.0


# ---------------------------------------------------------------------------------------------------- what answers mean


def fault(method: str, status: int, said: str, wait: float = 0.0) -> TrelloFault:
    """The error of an answer that is not 200. `said`: its first words, plain text or JSON."""
    if status == 429:
        return TrelloBusy(
            "Trello asks us to slow down; we try again shortly.",
            "Trello pyytää hidastamaan; yritämme pian uudelleen.",
            wait,
        )
    if status >= 500 or status in (408, 409, 449):
        return unreachable() if method == "GET" else unsure()
    if status == 401:
        return _unauthorised(said)
    if status == 404:
        return TrelloGone(
            "Trello has no such board, list or card any more, or hides it from the account of this server.",
            "Trellossa ei ole enää tällaista seinää, listaa tai korttia, tai se ei näy palvelimen tilille.",
        )
    if 300 <= status < 400:
        return no_data()
    kind = TrelloForbidden if status == 403 else TrelloRejected
    for what, sentence in _REFUSALS.items():
        if what in said:
            return kind(f"{sentence.en} (Trello: {_short(said)})", f"{sentence.fi} (Trello: {_short(said)})")
    return kind(f"Trello refused: {_short(said)}", f"Trello ei suostunut: {_short(said)}")


_REFUSALS = {
    "idMember": Sentence(
        "Somebody named on the card is not on the board in Trello.", "Joku kortille merkitty ei ole seinällä Trellossa."
    ),
    "idLabel": Sentence(
        "A label of the card is no longer on the board in Trello.",
        "Jokin kortin tunniste ei ole enää seinällä Trellossa.",
    ),
    "idList": Sentence("The list is no longer on the board in Trello.", "Listaa ei ole enää seinällä Trellossa."),
}
"""What Trello's words for a refusal mean to a person."""


def _unauthorised(said: str) -> TrelloFault:
    if said.startswith("unauthorized"):
        return TrelloForbidden(
            "The account of this server may not do this in Trello: give it the right there, or make a token that may"
            " write.",
            "Palvelimen tili ei saa tehdä tätä Trellossa: anna sille oikeus tai tee avain, jolla voi kirjoittaa.",
        )
    return TrelloDenied(
        f"Trello does not accept our key or token ({_short(said)}): make a new token and start the server with it.",
        f"Trello ei hyväksy palvelimen avaimia ({_short(said)}): tee uusi avain ja käynnistä palvelin sillä.",
    )


def _short(said: str) -> str:
    words = " ".join(said.split())
    return words if len(words) <= 120 else f"{words[:119]}…"


def unreachable() -> TrelloBusy:
    return TrelloBusy(
        "Trello did not answer; we try again later.", "Trello ei vastannut; yritämme myöhemmin uudelleen."
    )


def no_data() -> TrelloBusy:
    return TrelloBusy(
        "Something between us and Trello answered with a page instead of data: is there a proxy that wants a sign-in?",
        "Jokin palvelimen ja Trellon välissä vastasi verkkosivulla eikä tiedoilla: vaatiiko välityspalvelin"
        " kirjautumista?",
    )


def unsure() -> TrelloUnsure:
    return TrelloUnsure(
        "Trello did not say whether it did this; we look before we try again.",
        "Trello ei kertonut, menikö muutos perille; katsomme ennen kuin yritämme uudelleen.",
    )
