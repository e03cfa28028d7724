"""What is asked of a sign-in service, and what is not believed of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from core.access.oidc import attempt_of, new_attempt
from core.connect import oidc
from core.connect.faults import OidcFault, OidcRefused
from core.connect.secrets import OidcKeys
from core.connect.ways import ways_in
from core.jobs.check_sign_in import check_sign_in
from tests.fake_oidc import CLIENT_ID, CLIENT_SECRET, FakeOidc, running

BACK = "https://tahti.example.fi/login/oidc/back"
WHOLE = {
    "TAHTI_URL": "https://tahti.example.fi",
    "OIDC_ISSUER": "https://accounts.example.com",
    "OIDC_CLIENT_ID": "x",
    "OIDC_CLIENT_SECRET": "y",
}


@pytest.fixture(scope="module")
def service() -> Iterator[FakeOidc]:
    with running(FakeOidc()) as world:
        yield world


@pytest.fixture
def keys(service: FakeOidc) -> Iterator[OidcKeys]:
    yield OidcKeys(service.issuer, CLIENT_ID, CLIENT_SECRET)
    service.straight()


def brought_back(service: FakeOidc, attempt: Any) -> str:
    asked = {
        "response_type": "code", "client_id": CLIENT_ID, "code_challenge_method": "S256", "scope": "openid email",
        "state": attempt.state, "nonce": attempt.nonce, "code_challenge": attempt.challenge, "redirect_uri": BACK,
    }  # fmt: skip
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return service.signs_in(f"{service.issuer}/authorize?{query}", "a@example.fi").split("code=")[1]


@pytest.mark.parametrize("ways", [None, ["client_secret_basic", "client_secret_post"], ["client_secret_post"]])
def test_a_code_is_worth_one_token(service: FakeOidc, keys: OidcKeys, ways: list[str] | None) -> None:
    service.ways = ways
    provider, attempt = oidc.discover(keys), new_attempt("/")
    code = brought_back(service, attempt)
    given = {"code": code, "verifier": attempt.verifier, "back": BACK}
    assert oidc.exchange(keys, provider, **given).count(".") == 2
    with pytest.raises(OidcRefused):
        oidc.exchange(keys, provider, **given)


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": "ftp://127.0.0.1/token"},
        {"token_endpoint": "http://evil.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": ""},
    ],
    ids=str,
)
def test_a_service_that_says_odd_things_of_itself_is_not_spoken_to(
    service: FakeOidc, keys: OidcKeys, told: dict[str, str]
) -> None:
    service.odd = lambda path: (200, json.dumps(service.told() | told).encode())
    with pytest.raises(OidcFault, match="not expected"):
        oidc.discover(keys)


def test_a_service_far_away_is_not_asked_in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    far = OidcKeys("https://accounts.example.com", "x", "y")
    told = {"issuer": far.issuer, "authorization_endpoint": "https://accounts.example.com/a"}
    for token in ("http://accounts.example.com/t", "http://127.0.0.1/t"):
        answer = 200, json.dumps(told | {"token_endpoint": token}).encode()
        monkeypatch.setattr(oidc, "_ask", lambda *asked, answer=answer: answer)
        with pytest.raises(OidcFault, match="not expected"):
            oidc.discover(far)


def test_a_service_that_hangs_is_given_up(service: FakeOidc, keys: OidcKeys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc, "READ_SECONDS", 0.1)
    service.delay = 0.4
    with pytest.raises(OidcFault, match="does not answer"):
        oidc.discover(keys)
    with pytest.raises(OidcFault, match="does not answer"):
        oidc.discover(OidcKeys("http://127.0.0.1:9", "x", "y"))


def test_an_attempt_comes_back_from_its_cookie_and_nothing_else_does() -> None:
    attempt = new_attempt("/board?client=ä")
    assert attempt_of(attempt.kept()) == attempt
    assert len({attempt.state, attempt.nonce, attempt.verifier, attempt.challenge, attempt.secret}) == 5
    assert not attempt.fits(new_attempt("/").state)
    for kept in ("", "x", f"{attempt.secret}.é", f"{attempt.secret}._w", attempt.secret[:-1] + ".Lw"):
        assert attempt_of(kept) is None


@pytest.mark.parametrize(
    ("given", "passwords", "service", "found"),
    [
        ({}, True, False, []),
        (WHOLE, True, True, [(True, False)]),
        (WHOLE | {"TAHTI_PASSWORDS": "off"}, False, True, [(True, False)]),
        ({"TAHTI_PASSWORDS": "off"}, True, False, [(True, True)]),
        (WHOLE | {"TAHTI_URL": "", "TAHTI_PASSWORDS": "off"}, True, False, [(False, False)]),
        (WHOLE | {"OIDC_CLIENT_SECRET": ""}, True, False, [(False, False)]),
        (WHOLE | {"OIDC_ISSUER": "http://accounts.example.com"}, True, False, [(False, False)]),
        (WHOLE | {"OIDC_ISSUER": "https://a@[bad"}, True, False, [(False, False)]),
    ],
)
def test_passwords_go_only_where_a_service_is_whole(
    tmp_path: Any, given: dict[str, str], passwords: bool, service: bool, found: list[tuple[bool, bool]]
) -> None:
    ways = ways_in(tmp_path / "none.toml", given)
    assert (ways.passwords, ways.service is not None) == (passwords, service)
    said = list(check_sign_in(tmp_path / "none.toml", given))
    assert [(one.ok, one.warning) for one in said] == found


def test_the_secret_is_read_from_the_file_and_never_shown(tmp_path: Any) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text('OIDC_ISSUER = "https://a.example"\nOIDC_CLIENT_ID = "x"\nOIDC_CLIENT_SECRET = "hush"\n', "utf-8")
    ways = ways_in(file, {"TAHTI_URL": "https://tahti.example.fi"})
    assert ways.service is not None
    assert ways.service.client_secret == "hush"
    assert ways.service_name == "a.example"
    assert "hush" not in str(ways)
