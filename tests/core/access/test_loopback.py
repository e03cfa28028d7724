"""Whether a request surely comes from this machine."""

from __future__ import annotations

import pytest

from core.access.loopback import is_local

USUAL = ["host", "user-agent", "accept", "cookie"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "127.0.0.1:8501", "127.8.9.1", "[::1]", "[::1]:8501"])
@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "127.0.0.9"])
def test_this_machine_by_its_own_names(peer: str, host: str) -> None:
    assert is_local(peer, [host], USUAL)


@pytest.mark.parametrize(
    "peer", [None, "", "10.0.0.4", "192.168.1.5", "203.0.113.1", "::", "fe80::1", "localhost", "unix"]
)
def test_any_other_peer(peer: str | None) -> None:
    assert not is_local(peer, ["localhost"], USUAL)


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [""],
        ["localhost", "localhost"],
        ["tahti.fi"],
        ["localhost.evil.example"],
        ["127.0.0.1.nip.io"],
        ["0.0.0.0"],
        ["localhost:x"],
        ["localhost/evil"],
        ["evil@localhost"],
        ["localhost evil"],
        ["[::1].evil"],
        ["2130706433"],
        ["localhost."],
    ],
    ids=str,
)
def test_any_other_host(hosts: list[str]) -> None:
    assert not is_local("127.0.0.1", hosts, USUAL)


@pytest.mark.parametrize(
    "name",
    ["Forwarded", "X-Forwarded-For", "x-forwarded-anything", "X-Real-IP", "Via", "CF-Connecting-IP", "x-forwarded"],
)
def test_a_proxy_on_this_machine_speaks_for_somebody_else(name: str) -> None:
    assert not is_local("127.0.0.1", ["localhost"], [*USUAL, name])
