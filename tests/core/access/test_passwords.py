"""Passwords as scrypt hashes."""

from __future__ import annotations

import hashlib
from base64 import b64decode

import pytest

from core.access.passwords import NOBODY, check_password, hash_password
from core.errors import Refused


def test_the_hash_is_scrypt_of_its_own_salt_and_cost() -> None:
    """Checked against hashlib directly; the cost is the one that OWASP names for 16 MB."""
    kind, n, r, p, salt, key = hash_password("oikea hevonen").split("$")
    assert (kind, n, r, p) == ("scrypt", "16384", "8", "5")
    expected = hashlib.scrypt(b"oikea hevonen", salt=b64decode(salt), n=16384, r=8, p=5, maxmem=2**26, dklen=32)
    assert b64decode(key) == expected
    assert len(b64decode(salt)) == 16


@pytest.mark.usefixtures("cheap")
def test_only_the_same_password_passes() -> None:
    hashed = hash_password("ÄÖ pitkä salasana")
    assert check_password("ÄÖ pitkä salasana", hashed)
    assert not check_password("äö pitkä salasana", hashed)
    assert not check_password("", hashed)
    assert hash_password("ÄÖ pitkä salasana") != hashed


@pytest.mark.parametrize("password", ["", "x" * 11, "x" * 1025])
def test_too_short_or_far_too_long_is_refused(password: str) -> None:
    with pytest.raises(Refused):
        hash_password(password)


@pytest.mark.parametrize("hashed", ["", "plain", "md5$x", "scrypt$1$2", "bcrypt$1$2$3$4$5"])
def test_what_is_no_hash_of_ours_opens_nothing(hashed: str) -> None:
    assert not check_password("x" * 12, hashed)


def test_nobody_has_no_password() -> None:
    assert not check_password("", NOBODY)
    assert not check_password("x" * 2000, NOBODY)
