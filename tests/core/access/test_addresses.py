"""What the log of links keeps of an address, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.access.addresses import as_kept, forget_addresses
from core.access.shares import create_share, open_by_token
from core.config import Addresses, kept_addresses
from core.dates import utc_now
from core.shares import Terms
from core.store import open_store
from core.store.clients import add_client


@pytest.mark.parametrize(
    ("address", "short", "whole"),
    [
        ("198.51.100.23", "198.51.100.0/24", "198.51.100.23"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48", "2001:db8:1:2:3:4:5:6"),
        ("::ffff:198.51.100.23", "198.51.100.0/24", "198.51.100.23"),
        ("unknown", "", ""),
        ("", "", ""),
        ("<script>", "", ""),
    ],
)
def test_an_address_is_kept_as_far_as_it_was_asked_for(address, short, whole):
    assert [as_kept(address, how) for how in (Addresses.OFF, Addresses.SHORT, Addresses.WHOLE)] == ["", short, whole]


@pytest.mark.parametrize(
    ("told", "how"), [({}, "off"), ({"TAHTI_ADDRESSES": " Whole "}, "whole"), ({"TAHTI_ADDRESSES": "yes"}, "off")]
)
def test_nothing_is_kept_unless_the_very_word_says_so(told, how):
    assert kept_addresses(told) == how


def test_switched_off_again_everything_is_forgotten_and_nothing_else_changes(tmp_path, monkeypatch):
    ops, now = open_store(tmp_path).ops, utc_now()
    add_client(ops, name="Oma", now=now)
    monkeypatch.setenv("TAHTI_ADDRESSES", "whole")
    _, token = create_share(ops, client_id="oma", terms=Terms("x"), who="t", now=now)
    assert open_by_token(ops, token=token, address="198.51.100.23", now=now)
    before = ops.version()

    def addresses() -> list[str]:
        with ops.read() as con:
            return [row["address"] for row in con.execute("select address from share_visit")]

    forget_addresses(ops, how=Addresses.WHOLE, now=now + timedelta(days=30))
    assert addresses() == ["198.51.100.23"]
    forget_addresses(ops, how=Addresses.OFF, now=now + timedelta(seconds=1))
    assert addresses() == [""]
    assert ops.version() == before
