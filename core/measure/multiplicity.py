"""Many comparisons at once: of forty that did not change, four look likely by chance.

Benjamini & Hochberg 1995: among those called a change at most a share q is expected to be none. The labels of a table
are left as they are, one per row; what is told as a finding passes through here.
"""

from __future__ import annotations

from collections.abc import Sequence

FALSE_SHARE = 0.10


def adjusted(ps: Sequence[float | None]) -> list[float | None]:
    """The smallest q at which each comparison would be told, in the order given. None (nothing was tested) stays
    None."""
    tested = sorted((p, place) for place, p in enumerate(ps) if p is not None)
    found: list[float | None] = [None] * len(ps)
    least = 1.0
    for rank in range(len(tested), 0, -1):
        p, place = tested[rank - 1]
        least = min(least, p * (len(tested) / rank))
        found[place] = least
    return found


def told(ps: Sequence[float | None], q: float = FALSE_SHARE) -> list[bool]:
    """Which comparisons may be told when all of them are looked at together."""
    return [value is not None and value <= q for value in adjusted(ps)]
