"""From what is known to an agenda that fits its minutes: lines are ranked and cut, and what is cut is counted. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from core.findings.words import count, told
from core.meetings.feeds import FEEDS
from core.meetings.shapes import Agenda, AgendaItem, Item, Known, Line
from core.meetings.templates import Wish, arranged
from core.meetings.visible import for_client


def agenda_of(known: Known, wishes: Sequence[Wish] = ()) -> Agenda:
    """The agenda of one meeting. With the client present (`known.with_client`) only what they may see is on it."""
    shown = for_client(known) if known.with_client else known
    items = arranged(known.kind, wishes, with_client=known.with_client)
    return Agenda(
        kind=known.kind,
        with_client=known.with_client,
        window=known.window,
        first=known.first,
        items=tuple(_filled(item, shown) for item in items),
    )


def _filled(item: Item, known: Known) -> AgendaItem:
    groups = [group for feed in item.feeds for group in FEEDS[feed](known) if group]
    lines = sum(groups, [])
    if not lines:
        return AgendaItem(item, (Line(item.prompt, "prompt"),) if item.prompt else ())
    if len(lines) <= item.room:
        return AgendaItem(item, tuple(lines))
    kept = few(groups, item.room - 1)
    rest = tuple(line for line in lines if not any(line is one for one in kept))
    cut = Line(told("{n} more", "{n} muuta", n=count(len(rest))), "more")
    return AgendaItem(item, (*kept, cut), len(rest), rest)


def few(groups: Sequence[Sequence[Line]], room: int) -> list[Line]:
    """The first lines of each group, `room` in all: every group gives its first before any gives its second, so that a
    long list of one thing crowds out nothing else. They stay in the order of the groups."""
    taken = [0] * len(groups)
    for _ in range(room):
        open_ = [i for i, group in enumerate(groups) if taken[i] < len(group)]
        if not open_:
            break
        taken[min(open_, key=lambda i: (taken[i], i))] += 1
    return [line for group, n in zip(groups, taken, strict=True) for line in group[:n]]
