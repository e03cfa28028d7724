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
MOVING_ALONG = 2
OWN = "line/"
"""Begins the cause of a campaign's own story; one that moves as all of them do shares the total's."""


def one_story(found: Sequence[Finding]) -> list[Finding]:
    """The same findings, with one cause for each story."""
    causes = _causes([f for f in found if f.kind in CHANGES and f.good])
    causes |= _causes([f for f in found if f.kind in CHANGES and not f.good])
    return [replace(f, cause=causes.get(f.key, f.cause)) for f in found]


def is_total(one: Finding) -> bool:
    """Whether it is about all campaigns together, be it that it names those it lies in."""
    return one.kind in CHANGES and one.key.endswith("/all")


def _causes(changes: Sequence[Finding]) -> dict[str, str]:
    """Finding key -> cause, among changes for the better or among those for the worse."""
    whole = [f for f in changes if is_total(f)]
    lines = [f for f in changes if f.entities and not is_total(f)]
    along = [f for f in lines if not f.cause.startswith(OWN)]
    own = [f for f in lines if f.cause.startswith(OWN)]
    channels = [f for f in changes if not f.entities and f.channel]
    if whole and (len({f.cause for f in own}) >= SEVERAL or len({f.entities for f in along}) >= MOVING_ALONG):
        return {f.key: whole[0].cause for f in (*whole, *along, *channels, *(own if len(own) >= SEVERAL else ()))}
    found: dict[str, str] = {}
    for one in channels:
        inside = _strongest([f for f in own if f.channel == one.channel])
        found |= {one.key: inside.cause} if inside is not None else {}
    story = _strongest(own) or _strongest(channels)
    if story is not None:
        found |= {one.key: story.cause for one in (*whole, *along)}
    return found


def _strongest(found: Sequence[Finding]) -> Finding | None:
    return max(found, key=lambda f: (f.strength, f.key), default=None)
