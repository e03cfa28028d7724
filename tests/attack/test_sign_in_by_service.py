"""Signing in by another service, with the running app and a service on this machine that a test can make crooked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from core.access import accounts
from core.dates import utc_now
from core.model import Role
from tests.fake_oidc import FakeOidc

OWN = {"host": "tahti.example.fi", "x_forwarded_proto": "https", "accept_language": "en"}
BEGIN, BACK = "/login/oidc", "/login/oidc/back"
EMAIL = "osaaja@example.fi"
OVER = '__Host-tahti_oidc=""'


@pytest.fixture
def crooked(named: Any, provider: FakeOidc) -> Iterator[FakeOidc]:
    """The service, which behaves well again after the test."""
    if not [member for member in accounts.list_people(named.store.ops) if member.person.email == EMAIL]:
        named.add(EMAIL, Role.SPECIALIST, "oma")
    yield provider
    provider.straight()


def leaves(named: Any, wanted: str = "/") -> tuple[str, str]:
    """Where a browser is sent, and the cookie that it takes with it."""
    answer = named.ask("GET", f"{BEGIN}?next={quote(wanted, safe='')}", **OWN)
    assert answer.status == 303
    return answer.headers["location"], answer.headers["set-cookie"].split(";")[0]


def comes_back(named: Any, query: str, cookie: str) -> Any:
    # Each from somewhere else: whoever comes back wrongly again and again is kept waiting.
    return named.ask("GET", f"{BACK}?{query}", cookie=cookie, x_forwarded_for=f"203.0.113.{next(WHERE)}", **OWN)


WHERE = iter(range(1, 250))


def tries(named: Any, provider: FakeOidc, email: str = EMAIL, wanted: str = "/") -> Any:
    address, cookie = leaves(named, wanted)
    return comes_back(named, provider.signs_in(address, email), cookie)


def is_out(answer: Any, status: int, said: str) -> None:
    assert answer.status == status
    assert said in answer.body
    assert "location" not in answer.headers
    assert not [one for one in answer.cookies if one.startswith("__Host-tahti=")]


def test_somebody_with_an_account_signs_in_and_out(named: Any, crooked: FakeOidc) -> None:
    page = named.ask("GET", "/login?next=%2Fboard", **OWN).body
    assert "Sign in with Firma" in page
    assert 'href="/login/oidc?next=%2Fboard"' in page
    address, cookie = leaves(named, "/board?client=oma")
    assert address.startswith(f"{crooked.issuer}/authorize?")
    assert "redirect_uri=https%3A%2F%2Ftahti.example.fi%2Flogin%2Foidc%2Fback" in address
    assert cookie.split("=", 1)[1].split(".")[0] not in address
    query = crooked.signs_in(address, "Osaaja@Example.fi")
    answer = comes_back(named, query, cookie)
    assert (answer.status, answer.headers["location"]) == (303, "/board?client=oma")
    ((ours, *how), (over, *_)) = (one.split("; ") for one in answer.cookies)
    assert ours.startswith("__Host-tahti=")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(how)
    assert over == '__Host-tahti_oidc=""', "the attempt is over"
    assert named.ask("GET", "/board", cookie=ours, accept="text/html", **OWN).status == 200
    is_out(comes_back(named, query, cookie), 403, "already used this answer")  # the very same answer once more
    assert named.post("/logout", {}, cookie=ours, **OWN).status == 303
    assert named.ask("GET", "/board", cookie=ours, accept="text/html", **OWN).status == 303
    log = named.log.read_text("utf-8", "replace")
    assert not [word for word in (ours.split("=")[1], query.split("code=")[1], "s3cret") if word in log]


def test_an_answer_belongs_to_the_browser_that_asked(named: Any, crooked: FakeOidc) -> None:
    """The attacker's own answer in the victim's browser signs nobody in as the attacker, nor the other way round."""
    victims, attackers = leaves(named), leaves(named)
    answer = crooked.signs_in(attackers[0], EMAIL)
    before = crooked.exchanged
    for cookie in (victims[1], "", "__Host-tahti_oidc=x", f"tahti_oidc={attackers[1].split('=', 1)[1]}"):
        is_out(comes_back(named, answer, cookie), 400, "does not belong to this browser")
    for state in ("", "x", "%00", "%C3%A4"):
        is_out(comes_back(named, f"state={state}&code=x", victims[1]), 400, "does not belong")
    assert crooked.exchanged == before, "the service was not even asked"
    # A code of another attempt under the right state: the verifier does not fit.
    stolen = crooked.signs_in(attackers[0], EMAIL).split("code=")[1]
    own = crooked.signs_in(victims[0], EMAIL).split("&")[0]
    is_out(comes_back(named, f"{own}&code={stolen}", victims[1]), 403, "already used this answer")
    is_out(comes_back(named, f"{own}&error=access_denied", victims[1]), 403, "did not let you through")
    is_out(comes_back(named, f"{own}&code=", victims[1]), 403, "did not let you through")
    is_out(comes_back(named, f"{own}&code=x&iss=https%3A%2F%2Fevil.example", victims[1]), 403, "does not belong")


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"aud": "somebody else"},
        {"aud": ["tahti client", "somebody else"]},
        {"aud": None},
        {"azp": "somebody else"},
        {"exp": 1},
        {"exp": "soon"},
        {"exp": 1e300},
        {"iat": 1},
        {"iat": True},
        {"nbf": 4_000_000_000},
    ],
    ids=str,
)
def test_an_answer_that_does_not_hold_opens_nothing(named: Any, crooked: FakeOidc, claims: dict[str, Any]) -> None:
    crooked.twist = lambda said: {name: value for name, value in (said | claims).items() if value is not None}
    is_out(tries(named, crooked), 403, "Signing in did not work out")


def test_only_a_verified_address_of_an_open_account_opens_anything(named: Any, crooked: FakeOidc) -> None:
    people = len(accounts.list_people(named.store.ops))
    unknown = tries(named, crooked, "vieras@example.fi")
    is_out(unknown, 403, "Nobody has given this address an account")
    closed = named.add("lahtenyt@example.fi", Role.SPECIALIST)
    accounts.deactivate(named.store.ops, person_id=closed, now=utc_now())
    assert tries(named, crooked, "lahtenyt@example.fi").body == unknown.body
    assert len(accounts.list_people(named.store.ops)) == people + 1, "nobody gets an account by signing in"
    for verified in (False, None, "no", 1):
        crooked.verified = verified
        is_out(tries(named, crooked), 403, "has not verified your e-mail address")


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "/login/oidc", "/a\r\nb"]
)
def test_the_way_on_never_leaves_this_server(named: Any, crooked: FakeOidc, wanted: str) -> None:
    assert tries(named, crooked, wanted=wanted).headers["location"] == "/"
    # Not even when the cookie itself says so.
    address, cookie = leaves(named)
    secret = cookie.split(".")[0]
    forged = f"{secret}.Ly9ldmlsLmV4YW1wbGU"  # //evil.example
    assert comes_back(named, crooked.signs_in(address, EMAIL), forged).headers["location"] == "/"


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"x"), (200, b"<html>"), (200, b"[]"), (200, b"{}"), (302, b""), (401, b"{}"), (200, b"[" * 300_000)],
    ids=lambda value: str(value)[:12],
)
def test_a_service_out_of_order_is_said_in_a_sentence(named: Any, crooked: FakeOidc, status: int, body: bytes) -> None:
    crooked.odd = lambda path: (status, body) if path.endswith("/token") else None
    answer = tries(named, crooked)
    assert answer.status == 503
    assert "service answered in a way that was not expected" in answer.body or "does not answer" in answer.body
    assert "Traceback" not in named.log.read_text("utf-8", "replace")
