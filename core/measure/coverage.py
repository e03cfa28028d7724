"""Which stage, and which persona in it, has content that still speaks, and where the newest piece is old or missing.

A piece weighs 2^(−age / half-life): one from today 1, one from half a year ago a half (a quarter in Reach and Engage,
where content ages faster). Limits are our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from core.model import Stage
from core.plans import Content

HALF_LIFE = {Stage.REACH: 90, Stage.ACT: 180, Stage.CONVERT: 180, Stage.ENGAGE: 90}
"""Days."""
ENOUGH = 0.5
"""Freshness that one piece gives at the end of its half-life; below it a cell is thin."""
MANY, LION_SHARE = 6, 0.5
"""Pieces, and part of all live pieces, from which a cell is said to have too much while another has none."""
FRESH, AGEING = 90, 180
"""Days since the newest piece: up to 90 fresh, up to 180 ageing, then stale."""
YEAR = 365
FEWEST_PIECES = 3
QUIET_DAYS, QUIET_GAPS = 60, 3
"""A stage is silent from 60 days and three usual gaps on: so long a gap comes by chance one time in twenty."""
UNTAGGED = 0.20
"""Above this part of content without a persona a matrix of personas would mislead."""


class Cover(StrEnum):
    GAP = "gap"
    THIN = "thin"
    GOOD = "good"
    TOO_MUCH = "too_much"


class Age(StrEnum):
    MISSING = "missing"
    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Cell:
    """The live content of a stage, of one persona or (empty) of all. `days` is the age of the newest piece."""

    stage: str
    persona: str
    pieces: tuple[Content, ...]
    freshness: float
    cover: Cover
    age: Age
    days: int | None


@dataclass(frozen=True, slots=True)
class Silence:
    """How long a stage has been without a new piece, and how long it usually is. `usual` is None with fewer than three
    pieces in the year before: then nothing is usual."""

    stage: str
    days: int | None
    usual: int | None
    quiet: bool


def matrix(pieces: Sequence[Content], day: date, personas: Sequence[str] = ()) -> list[Cell]:
    """One cell per stage, or per persona and stage when `personas` are given, as on `day`."""
    live = [piece for piece in pieces if piece.live_on(day)]
    rows = [
        (persona, stage.value, [p for p in live if p.stage == stage and (not personas or p.persona == persona)])
        for persona in (personas or [""])
        for stage in Stage
    ]
    somewhere_none = any(not own for _, _, own in rows)
    return [_cell(stage, persona, own, day, len(live), somewhere_none) for persona, stage, own in rows]


def _cell(stage: str, persona: str, own: Sequence[Content], day: date, all_live: int, somewhere_none: bool) -> Cell:
    newest = max((piece.live_from for piece in own), default=None)
    days = None if newest is None else (day - newest).days
    freshness = sum(2 ** (-(day - piece.live_from).days / HALF_LIFE[Stage(stage)]) for piece in own)
    return Cell(
        stage=stage,
        persona=persona,
        pieces=tuple(sorted(own, key=lambda piece: (piece.live_from, piece.content_id), reverse=True)),
        freshness=freshness,
        cover=_cover(len(own), freshness, all_live, somewhere_none),
        age=_age(days),
        days=days,
    )


def _cover(count: int, freshness: float, all_live: int, somewhere_none: bool) -> Cover:
    if not count:
        return Cover.GAP
    if count >= MANY and count > LION_SHARE * all_live and somewhere_none:
        return Cover.TOO_MUCH
    return Cover.GOOD if freshness >= ENOUGH else Cover.THIN


def _age(days: int | None) -> Age:
    if days is None:
        return Age.MISSING
    if days <= FRESH:
        return Age.FRESH
    return Age.AGEING if days <= AGEING else Age.STALE


def silence(pieces: Sequence[Content], stage: str, day: date) -> Silence:
    """How long no piece for the stage has been published on `day`; what has gone since then was published too. The
    usual gap is the median over the year before the newest piece and that piece."""
    days = sorted(piece.live_from for piece in pieces if piece.stage == stage and piece.live_from <= day)
    if not days:
        return Silence(stage, None, None, quiet=False)
    since = (day - days[-1]).days
    recent = [d for d in days if d >= days[-1] - timedelta(days=YEAR)]
    gaps = [(later - earlier).days for earlier, later in zip(recent, recent[1:], strict=False)]
    usual = round(median(gaps)) if len(recent) >= FEWEST_PIECES else None
    quiet = usual is not None and since >= max(QUIET_DAYS, QUIET_GAPS * usual)
    return Silence(stage, since, usual, quiet)


def known_personas(pieces: Sequence[Content]) -> list[str]:
    """The personas of the content by name; empty when too many pieces have none for a matrix to be fair."""
    named = sorted({piece.persona for piece in pieces if piece.persona}, key=str.casefold)
    without = sum(not piece.persona for piece in pieces)
    return named if pieces and without <= UNTAGGED * len(pieces) else []
