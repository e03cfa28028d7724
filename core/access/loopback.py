"""Whether a request surely comes from this machine: the condition for everything that is open without an account."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address

_PROXY_HEADER = re.compile(
    r"forwarded|x-forwarded(-.*)?|via|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|x-original-.*"
)
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:/?#@\[\]\s]+)(:\d{1,5})?", re.IGNORECASE)


def is_local(peer: str | None, hosts: Iterable[str], header_names: Iterable[str]) -> bool:
    """Whether the peer is a loopback address, exactly one Host header names this machine, and no proxy speaks.

    A proxy on this machine has a loopback address too, and would sign in the internet; a foreign Host is how a page
    on the internet reaches a server on this machine (DNS rebinding).
    """
    named = list(hosts)
    return (
        _is_loopback(peer or "")
        and len(named) == 1
        and _is_local_host(named[0])
        and not any(_PROXY_HEADER.fullmatch(name.lower()) for name in header_names)
    )


def _is_local_host(host: str) -> bool:
    match = _HOST.fullmatch(host)
    name = match["name"].lower() if match else ""
    return name == "localhost" or _is_loopback(name.strip("[]"))


def _is_loopback(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return found.is_loopback
