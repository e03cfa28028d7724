"""Whether this year's change is only the season: the same change a year ago, and what is left without it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.measure.change import CONFIDENCE, Change, compared
from core.measure.comparison import compare_counts
from core.measure.dispersion import Dispersion
from core.measure.labels import LIKELY, WORDS, Label
from core.measure.series import Daily
from core.measure.words import size
from core.model import Period, Sentence

YEAR = timedelta(days=364)
"""52 weeks: the same weekdays."""


@dataclass(frozen=True, slots=True)
class Season:
    """The change now, the same one a year ago, and the one over the other: `beyond` 1 is all season."""

    now: Change
    last_year: Change
    beyond: Change


def season(
    counts: Daily,
    *,
    before: Sequence[Period],
    after: Period,
    history: Sequence[Period],
    closed: Collection[date] = (),
) -> Season | Sentence:
    """A count against the same periods a year (52 weeks) earlier, or why there is none. `history` tells how much weeks
    vary, now and, a year earlier, then."""
    now = compare_counts(counts, before=before, after=after, history=history, closed=closed)
    if isinstance(now, Sentence):
        return now
    if counts.first > min(period.start for period in before) - YEAR:
        return NO_LAST_YEAR
    then = compare_counts(
        counts,
        before=[_earlier(period) for period in before],
        after=_earlier(after),
        history=[_earlier(period) for period in history if _earlier(period).start >= counts.first],
        closed=closed,
    )
    return then if isinstance(then, Sentence) else Season(now, then, without_season(now, then))


def without_season(now: Change, last_year: Change) -> Change:
    """ln(C₁/C₀) − ln(C₁'/C₀') of last year; the variances add, and the fewer degrees of freedom count."""
    df = min((change.df for change in (now, last_year) if change.df is not None), default=None)
    spread = Dispersion(max(now.dispersion, last_year.dispersion), df)
    return compared(last_year.ratio, now.ratio, math.hypot(now.se, last_year.se), spread, CONFIDENCE)


def is_only_season(found: Change, year: Season, *, of_all: bool = False) -> bool:
    """Whether a change came at the same time last year too: that way, half as large or more, and with nothing clear
    beyond it now. `of_all`: all campaigns together are known to follow the season, so that one of them need not prove
    it by itself."""
    same = year.last_year.up == found.up and year.beyond.label in _NOTHING_BEYOND
    large = abs(math.log(year.last_year.ratio)) >= abs(math.log(found.ratio)) / 2
    return same and (of_all or (large and year.last_year.p <= LIKELY))


def season_sentence(found: Season) -> Sentence:
    """Last year's change beside this year's, and whether more than the season is left."""
    parts = {
        language: (
            size(found.now.ratio, language),
            size(found.last_year.ratio, language),
            WORDS[found.beyond.label].said_in(language),
        )
        for language in ("en", "fi")
    }
    if found.beyond.label in _NOTHING_BEYOND:
        return Sentence(
            "{} now, {} at the same time last year: no sign of more than the season.".format(*parts["en"]),
            "Nyt {}, viime vuonna samaan aikaan {}: ei merkkiä muusta kuin vuodenajasta.".format(*parts["fi"]),
        )
    return Sentence(
        "{} now, {} at the same time last year: against the season {}.".format(*parts["en"]),
        "Nyt {}, viime vuonna samaan aikaan {}: kauteen nähden {}.".format(*parts["fi"]),
    )


_NOTHING_BEYOND = (Label.STEADY, Label.NO_CLEAR_CHANGE, Label.CANNOT_TELL)
NO_LAST_YEAR = Sentence(
    "There is no last year to compare with, so the season cannot be told apart.",
    "Viime vuodelta ei ole vertailutietoa, joten kauden vaikutusta ei voi erottaa.",
)


def _earlier(period: Period) -> Period:
    return Period(period.start - YEAR, period.end - YEAR)
