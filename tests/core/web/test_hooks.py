"""The address that Trello calls: only its own signature is believed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from core.connect.secrets import Webhook
from core.dates import utc_now
from core.store import Store, open_store
from core.store.clients import add_client
from core.store.homes import Home, find_home, set_home
from core.web.hooks import MAX_BYTES, PATH, TrelloHook, is_signed

HOOK = Webhook("test-app-secret", "https://example.test/trello?board=1")
BODY = b'{"action":{"type":"updateCard"},"model":{"id":"5f"}}'
SIGNED = "ihFDvTmpQZDPADt7PnWaoxt2qQ8="
FINNISH = '{"n":"Käännä 🚀"}'.encode()
FINNISH_SIGNED = "hXuao2Gh39Txtv4GS1VK9XZDecE="


@pytest.mark.parametrize(("body", "signature"), [(BODY, SIGNED), (FINNISH, FINNISH_SIGNED)])
def test_trellos_own_signature_is_known(body: bytes, signature: str) -> None:
    assert is_signed(body, signature, HOOK)
    for wrong in ("", "x", signature[:-1], signature.lower(), signature + "=", "ä" * 28, FINNISH_SIGNED[::-1]):
        assert not is_signed(body, wrong, HOOK)
    assert not is_signed(body + b" ", signature, HOOK)
    assert not is_signed(body, signature, Webhook("another", HOOK.address))
    assert not is_signed(body, signature, Webhook(HOOK.secret, "https://example.test/trello"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two clients share the board 5f, which was looked at a minute ago and is due in four."""
    opened, now = open_store(tmp_path), utc_now()
    for name in ("Acme", "Beta"):
        client = add_client(opened.ops, name=name, now=now)
        later = now + timedelta(minutes=4)
        set_home(opened.ops, client_id=client.client_id, board_id="5f", kind=Home.TRELLO, name="S", who="t", now=later)
    return opened


Ask = Callable[..., Response]


@pytest.fixture
def ask(store: Store) -> Ask:
    def asking(method: str, body: bytes = b"", webhook: Webhook | None = HOOK, signature: str = "") -> Response:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        headers = [(b"x-trello-webhook", signature.encode())] if signature else []
        request = Request({"type": "http", "method": method, "path": PATH, "headers": headers}, receive)
        return anyio.run(TrelloHook(lambda: store, lambda: webhook).answer, request)

    return asking


def due(store: Store, client_id: str = "acme") -> bool:
    at = find_home(store.ops, client_id=client_id, board_id="5f").next_at
    return at is not None and at <= utc_now()


def test_a_signed_call_makes_a_look_due_for_whoever_has_the_board(store: Store, ask: Ask) -> None:
    assert ask("HEAD").status_code == 200
    assert ask("POST", BODY, signature=SIGNED).status_code == 200
    assert (due(store), due(store, "beta")) == (True, True)


def test_a_bad_signature_does_nothing_and_tells_nothing(store: Store, ask: Ask) -> None:
    answers = [ask("POST", BODY), ask("POST", BODY, signature=FINNISH_SIGNED), ask("POST", b"")]
    assert {(a.status_code, a.body) for a in answers} == {(403, b"Forbidden")}
    assert not due(store)


def test_without_a_secret_there_is_no_such_address(store: Store, ask: Ask) -> None:
    for method in ("HEAD", "GET", "POST"):
        assert ask(method, BODY, None, signature=SIGNED).status_code == 404
    assert ask("GET").status_code == 404
    assert not due(store)


def test_a_board_that_nobody_has_any_more_is_not_called_about_again(ask: Ask) -> None:
    """Trello takes 410 as a wish to be left alone."""
    body = json.dumps({"action": {}, "model": {"id": "6a"}}).encode()
    signed = hmac.new(HOOK.secret.encode(), body + HOOK.address.encode(), hashlib.sha1).digest()
    assert ask("POST", body, signature=base64.b64encode(signed).decode()).status_code == 410
    assert ask("POST", FINNISH, signature=FINNISH_SIGNED).status_code == 410


def test_a_body_too_large_for_an_action_is_not_read(ask: Ask) -> None:
    with pytest.raises(HTTPException) as refused:
        ask("POST", b"x" * (MAX_BYTES + 1), signature=SIGNED)
    assert refused.value.status_code == 413
