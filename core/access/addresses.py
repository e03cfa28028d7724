"""From where clients' links are read: not kept at all unless somebody switched it on, and not for long then."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

from core.config import Addresses
from core.store import visits
from core.store.ops import Ops

KEPT_FOR = timedelta(days=30)


def as_kept(address: str, how: Addresses) -> str:
    """An address as the log keeps it: whole, shortened to its network (IPv4 /24, IPv6 /48: an office or a household,
    no single machine), or empty, also for what is no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if how is Addresses.OFF:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    if how is Addresses.WHOLE:
        return str(found)
    if isinstance(found, IPv4Address):
        return str(IPv4Network((int(found), 24), strict=False))
    return str(IPv6Network((int(found), 48), strict=False))


def forget_addresses(ops: Ops, *, how: Addresses, now: datetime) -> None:
    """Empty what is older than thirty days; all of it where addresses are no longer kept."""
    visits.forget_addresses(ops, before=now if how is Addresses.OFF else now - KEPT_FOR)
