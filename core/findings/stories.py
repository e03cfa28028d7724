"""Which changes of rates and costs are one story: a campaign, its channel and everything together move as one.

One or two campaigns that changed are the story, and the total that they moved is not another. Three or more that moved
the same way at once are no story each: then the total tells it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.findings.finding import Finding, Kind

CHANGES = frozenset({Kind.RATE_UP, Kind.RATE_DOWN, Kind.COST_UP, Kind.COST_DOWN})
SEVERAL = 3


def one_story(found: Sequence[Finding]) -> list[Finding]:
    """The same findings, with one cause for each story."""
    causes = _causes([f for f in found if f.kind in CHANGES and f.good])
    causes |= _causes([f for f in found if f.kind in CHANGES and not f.good])
    return [replace(f, cause=causes.get(f.key, f.cause)) for f in found]


def _causes(changes: Sequence[Finding]) -> dict[str, str]:
    """Finding key -> cause, among changes for the better or among those for the worse."""
    lines = [f for f in changes if f.entities]
    wider = [f for f in changes if not f.entities]
    whole = next((f for f in wider if not f.channel), None)
    if whole is not None and len({f.cause for f in lines}) >= SEVERAL:
        return {f.key: whole.cause for f in changes}
    if whole is not None and any(f.cause == whole.cause for f in lines):
        wider = [f for f in wider if f is not whole]  # it has campaigns that move along with it
    found = {}
    for one in wider:
        inside = [f for f in lines if not one.channel or f.channel == one.channel]
        others = [f for f in wider if f is not one and f.channel] if not one.channel else []
        strongest = max(inside or others, key=lambda f: (f.strength, f.key), default=None)
        if strongest is not None:
            found[one.key] = strongest.cause
    return found
