"""Content by stage and persona: what is missing, thin or old, and when a stage has gone silent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.measure.coverage import Age, Cover, known_personas, matrix, silence
from core.plans import Content

TODAY = date(2026, 10, 1)


def piece(stage: str, days_ago: int, persona: str = "", *, gone_ago: int | None = None) -> Content:
    return Content(
        content_id=days_ago,
        title=f"{stage} {days_ago}",
        stage=stage,
        persona=persona,
        live_from=TODAY - timedelta(days=days_ago),
        url="",
        card_id="",
        gone_on=None if gone_ago is None else TODAY - timedelta(days=gone_ago),
        added_by="Test",
    )


def test_freshness_halves_with_the_half_life_of_the_stage() -> None:
    """Ages 0 and 180 days with a half-life of 180 give 1.5; in Reach, with 90, the older one a quarter."""
    cells = {c.stage: c for c in matrix([piece("act", 0), piece("act", 180), piece("reach", 180)], TODAY)}
    assert cells["act"].freshness == pytest.approx(1.5)
    assert cells["reach"].freshness == pytest.approx(0.25)
    assert (cells["act"].cover, cells["reach"].cover) == (Cover.GOOD, Cover.THIN)
    assert (cells["act"].age, cells["reach"].age) == (Age.FRESH, Age.AGEING)
    assert (cells["convert"].cover, cells["convert"].age, cells["convert"].days) == (Cover.GAP, Age.MISSING, None)


def test_what_is_not_live_covers_nothing() -> None:
    cells = {c.stage: c for c in matrix([piece("act", 100, gone_ago=10), piece("reach", -5)], TODAY)}
    assert cells["act"].cover is Cover.GAP
    assert cells["reach"].cover is Cover.GAP


def test_six_pieces_in_one_stage_while_another_has_none_are_too_much() -> None:
    full = [piece("reach", days) for days in range(6)]
    assert next(c for c in matrix(full, TODAY) if c.stage == "reach").cover is Cover.TOO_MUCH
    rest = [piece(stage, 5) for stage in ("act", "convert", "engage")]
    assert next(c for c in matrix([*full, *rest], TODAY) if c.stage == "reach").cover is Cover.GOOD


def test_every_persona_has_its_row_when_most_content_says_for_whom_it_is() -> None:
    pieces = [piece("act", 5, "Ostaja"), piece("convert", 5, "Huolto"), *(piece("act", d, "Ostaja") for d in (9, 10))]
    personas = known_personas(pieces)
    assert personas == ["Huolto", "Ostaja"]
    cells = matrix(pieces, TODAY, personas)
    assert len(cells) == 8
    gaps = {(c.persona, c.stage) for c in cells if c.cover is Cover.GAP}
    assert ("Huolto", "act") in gaps
    assert ("Ostaja", "convert") in gaps
    assert known_personas([*pieces, piece("act", 1)]) == ["Huolto", "Ostaja"]  # one of five has none: still fair
    assert known_personas([*pieces, piece("act", 1), piece("act", 2)]) == []


@pytest.mark.parametrize(
    ("since", "gap", "quiet"),
    [(74, 21, True), (59, 21, False), (61, 30, False), (62, 21, False), (63, 21, True), (90, 30, True)],
)
def test_a_stage_is_silent_from_sixty_days_and_three_usual_gaps_on(since: int, gap: int, quiet: bool) -> None:
    """The published cases: 74 days at a gap of 21 (limit 63), 59 days, and 61 at a gap of 30 (limit 90)."""
    found = silence([piece("convert", since + step * gap) for step in range(4)], "convert", TODAY)
    assert (found.days, found.usual, found.quiet) == (since, gap, quiet)


def test_with_fewer_than_three_pieces_nothing_is_usual() -> None:
    found = silence([piece("convert", 200), piece("convert", 300)], "convert", TODAY)
    assert (found.days, found.usual, found.quiet) == (200, None, False)
    assert silence([], "convert", TODAY).days is None


def test_a_long_silence_does_not_forget_what_was_usual() -> None:
    """Monthly until 300 days ago: the year that tells the rhythm is the one before the newest piece."""
    found = silence([piece("convert", 300 + 30 * step) for step in range(5)], "convert", TODAY)
    assert (found.days, found.usual, found.quiet) == (300, 30, True)
