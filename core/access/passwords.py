"""Passwords as scrypt hashes that carry their own salt and cost."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

from core.errors import Refused

MIN_LENGTH = 12
MAX_LENGTH = 1024
# 16 MB and about 0.2 s per check: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
COST, BLOCK, PARALLEL = 2**14, 8, 5
SALT_BYTES, HASH_BYTES = 16, 32


def hash_password(password: str) -> str:
    """`scrypt$n$r$p$salt$hash` with a fresh salt. Raises Refused when the password is too short or far too long."""
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise Refused(
            f"The password needs at least {MIN_LENGTH} characters.",
            f"Salasanassa pitää olla vähintään {MIN_LENGTH} merkkiä.",
        )
    return new_hash(password)


def new_hash(secret: str) -> str:
    """`scrypt$n$r$p$salt$hash` of a secret whose length its caller has judged."""
    salt = secrets.token_bytes(SALT_BYTES)
    key = _key(secret, salt, COST, BLOCK, PARALLEL)
    return "$".join(["scrypt", str(COST), str(BLOCK), str(PARALLEL), _text(salt), _text(key)])


def check_password(password: str, hashed: str) -> bool:
    """Whether `password` gives `hashed`, compared in constant time; False for a hash that is not ours."""
    kind, *parts = hashed.split("$")
    if kind != "scrypt" or len(parts) != 5 or len(password) > MAX_LENGTH:
        return False
    cost, block, parallel = (int(part) for part in parts[:3])
    salt, expected = (b64decode(part) for part in parts[3:])
    return hmac.compare_digest(_key(password, salt, cost, block, parallel), expected)


def _key(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    memory = 128 * block * (cost + parallel + 2)
    return hashlib.scrypt(
        password.encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=2 * memory, dklen=HASH_BYTES
    )


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


NOBODY = "$".join(["scrypt", str(COST), str(BLOCK), str(PARALLEL), _text(bytes(SALT_BYTES)), _text(bytes(HASH_BYTES))])
"""A hash of the usual cost that no password gives: checked for unknown people, so that the answer takes as long."""
