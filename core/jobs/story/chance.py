"""Chance that is the same everywhere: integers drawn from SHA-256 of the words given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate


def draw(*words: object) -> int:
    """An integer from 0 to 2**64 - 1 that depends on nothing but the words."""
    return int.from_bytes(sha256("|".join(map(str, words)).encode()).digest()[:8])


def wobble(spread: int, *words: object) -> int:
    """A factor around 1000, between 1000 - spread and 1000 + spread (per mille)."""
    return 1000 - spread + draw(*words) % (2 * spread + 1)


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """`total` divided in proportion to `weights`; the parts add up to `total` exactly."""
    edges = [0, *accumulate(weights)]
    return [
        total * after // edges[-1] - total * before // edges[-1]
        for before, after in zip(edges, edges[1:], strict=False)
    ]


def scatter(units: int, weights: Sequence[int], *words: object) -> list[int]:
    """`units` single events, each falling by chance on one place, heavier places more often."""
    edges = list(accumulate(weights))
    counts = [0] * len(edges)
    for unit in range(units):
        counts[bisect_right(edges, draw(*words, unit) % edges[-1])] += 1
    return counts
