"""Small boards, written in one line."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from core.board.history import Span, Spans


def at(text: str) -> datetime:
    """`2018-01-01` or `2018-01-01T10:30`, with or without Z, as a naive UTC instant."""
    return datetime.fromisoformat(text.rstrip("Z"))


def day(moment: datetime) -> date:
    """The day of an instant in UTC."""
    return moment.date()


def way(text: str, end: str = "") -> Spans:
    """`doing 2018-01-01, -doing 2018-01-03, done 2018-01-05`: each place from when; a minus means archived."""
    steps = [step.split() for step in text.split(",")]
    starts = [at(start) for _, start in steps]
    ends = [*starts[1:], at(end) if end else None]
    return tuple(
        Span(place.lstrip("-"), start, stop, place.startswith("-"))
        for (place, _), start, stop in zip(steps, starts, ends, strict=True)
    )


MINUTE = timedelta(minutes=1)
