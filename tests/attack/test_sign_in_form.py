"""The sign-in form: one answer for everything wrong, slow for guessers, closed to other sites."""

from __future__ import annotations

from typing import Any

import pytest

RIGHT = {"email": "tekija@example.fi", "password": "oikea hevonen paristo"}


def test_the_right_password_opens_the_wanted_page_with_a_closed_cookie(server: Any, specialist: int) -> None:
    answer = server.post("/login", RIGHT | {"next": "/targets?client=x"})
    cookie = answer.headers["set-cookie"]
    assert (answer.status, answer.headers["location"]) == (303, "/targets?client=x")
    assert cookie.startswith("tahti=")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    token = cookie.split(";")[0].removeprefix("tahti=")
    server.secrets.append(token)
    assert len(token) == 43  # 32 random bytes
    assert server.ask("GET", "/", cookie=f"tahti={token}").status == 200


def test_over_tls_the_cookie_belongs_to_this_host_only(server: Any, specialist: int) -> None:
    """A proxy on this machine says that the browser came over TLS."""
    answer = server.post("/login", RIGHT, x_forwarded_proto="https", x_forwarded_for="203.0.113.7")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-tahti=")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "strict-transport-security" in answer.headers
    name_and_token = cookie.split(";")[0]
    server.secrets.append(name_and_token.split("=")[1])
    assert server.ask("GET", "/", cookie=name_and_token, x_forwarded_proto="https").status == 200
    plain = name_and_token.replace("__Host-tahti", "tahti")
    assert server.ask("GET", "/", cookie=plain, x_forwarded_proto="https").status == 401


@pytest.mark.parametrize("path", ["/_stcore/health", "/login", "/"])
def test_over_tls_every_cookie_needs_it(server: Any, specialist: int, path: str) -> None:
    """Also the one that Streamlit sets for its uploads."""
    sent = {"cookie": f"__Host-{server.signed_in(specialist)}", "x_forwarded_proto": "https"}
    answer = server.ask("GET", path, **sent)
    assert all("Secure" in cookie.split("; ") for cookie in answer.cookies), answer.cookies
    assert bool(answer.cookies) is (path == "/_stcore/health")


def test_unknown_address_and_wrong_password_get_the_same_answer(server: Any, specialist: int) -> None:
    unknown = server.post("/login", {"email": "kuka@example.fi", "password": "x" * 20})
    wrong = server.post("/login", RIGHT | {"password": "x" * 20})
    assert unknown.status == wrong.status == 401
    assert unknown.body.replace("kuka@example.fi", "") == wrong.body.replace("tekija@example.fi", "")
    assert "set-cookie" not in wrong.headers


def test_a_guesser_is_slowed_down_and_then_not_even_the_right_password_helps(server: Any, specialist: int) -> None:
    """From an address of its own, so that the other tests go on."""
    guess = {"x_forwarded_for": "198.51.100.9"}
    answers = [server.post("/login", RIGHT | {"password": f"arvaus {n}"}, **guess).status for n in range(11)]
    assert answers == [401] * 10 + [429]
    assert server.post("/login", RIGHT, **guess).status == 429
    assert server.post("/login", RIGHT).status == 303


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/%09/evil.example\t",
        "/\tevil",
        "javascript:alert(1)",
        "/login?next=/login",
        "/logout",
        "evil.example",
        "/x\r\nSet-Cookie: a=b",
    ],
)
def test_next_never_leaves_this_server(server: Any, specialist: int, wanted: str) -> None:
    answer = server.post("/login", RIGHT | {"next": wanted})
    assert (answer.status, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("path", ["/login", "/logout", "/first-run"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
    ids=str,
)
def test_a_form_of_another_site_is_refused(server: Any, specialist: int, path: str, headers: dict[str, str]) -> None:
    cookie = server.signed_in(specialist)
    assert server.post(path, RIGHT, cookie=cookie, **headers).status == 403
    assert server.ask("GET", "/", cookie=cookie).status == 200


def test_a_link_cannot_sign_anybody_out(server: Any, specialist: int) -> None:
    cookie = server.signed_in(specialist)
    assert server.ask("GET", "/logout", cookie=cookie).status == 200
    assert server.ask("GET", "/", cookie=cookie).status == 200


def test_bodies_are_bounded(server: Any) -> None:
    form = {"content_type": "application/x-www-form-urlencoded"}
    assert server.ask("POST", "/login", b"email=" + b"x" * 20_000, **form).status == 413
    assert server.ask("POST", "/login", b"&".join(b"f%d=x" % n for n in range(50)), **form).status == 400
    assert server.ask("POST", "/login", b"\xff\xfe=\xff", **form).status == 400
    assert server.ask("POST", "/login", b"{}", content_type="application/json").status == 415
    assert server.ask("POST", "/login", b"--x--", content_type="multipart/form-data; boundary=x").status == 415


def test_what_was_typed_comes_back_as_text(server: Any) -> None:
    answer = server.post("/login", {"email": '"><script>alert(1)</script>', "password": "x", "next": '/"><b>'})
    assert "<script>" not in answer.body
    assert "<b>" not in answer.body


@pytest.mark.parametrize(
    ("header", "said"), [("fi-FI,fi;q=0.9,en;q=0.8", "Kirjaudu sisään"), ("de,en;q=0.5", "Sign in")]
)
def test_the_form_speaks_the_language_of_the_browser(server: Any, header: str, said: str) -> None:
    assert said in server.ask("GET", "/login", accept_language=header).body


def test_no_secret_is_in_the_log(server: Any, specialist: int) -> None:
    log = server.log.read_text("utf-8")
    assert "oikea hevonen paristo" not in log
    assert not [secret for secret in server.secrets if secret in log]
