"""Finnish public holidays and the days around them that are quiet. Pure; the moving ones follow Easter.

Finland's are the only ones known. For a client whose clock is not Finland's, working days are counted by weekends
alone, and the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from core.model import Period, Sentence

_FIXED = (
    (1, 1, Sentence("New Year's Day", "uudenvuodenpäivä")),
    (1, 6, Sentence("Epiphany", "loppiainen")),
    (5, 1, Sentence("May Day", "vappu")),
    (12, 6, Sentence("Independence Day", "itsenäisyyspäivä")),
    (12, 24, Sentence("Christmas Eve", "jouluaatto")),
    (12, 25, Sentence("Christmas Day", "joulupäivä")),
    (12, 26, Sentence("Boxing Day", "tapaninpäivä")),
)
_FROM_EASTER = (
    (-2, Sentence("Good Friday", "pitkäperjantai")),
    (0, Sentence("Easter Day", "pääsiäispäivä")),
    (1, Sentence("Easter Monday", "toinen pääsiäispäivä")),
    (39, Sentence("Ascension Day", "helatorstai")),
    (49, Sentence("Whit Sunday", "helluntaipäivä")),
)
_SATURDAY = 5
_FINLAND = frozenset({"Europe/Helsinki", "Europe/Mariehamn"})
"""The zones of Finland. A client has no country; its zone tells."""
_YEARS = range(2000, 2100)
"""Years whose days off are taken off working days; boards begin later and end earlier."""


def easter(year: int) -> date:
    """Easter Sunday of the western church (the anonymous Gregorian algorithm)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - leap + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def holidays(year: int) -> Mapping[date, Sentence]:
    """The public holidays of a year with Midsummer's and Christmas Eve, which are days off like the others."""
    sunday = easter(year)
    midsummer = _first_weekday(date(year, 6, 20), _SATURDAY)
    return dict(
        sorted(
            {
                **{date(year, month, day): name for month, day, name in _FIXED},
                **{sunday + timedelta(days=after): name for after, name in _FROM_EASTER},
                midsummer - timedelta(days=1): Sentence("Midsummer's Eve", "juhannusaatto"),
                midsummer: Sentence("Midsummer Day", "juhannuspäivä"),
                _first_weekday(date(year, 10, 31), _SATURDAY): Sentence("All Saints' Day", "pyhäinpäivä"),
            }.items()
        )
    )


def holidays_in(period: Period) -> dict[date, Sentence]:
    """The holidays of a period by day."""
    years = range(period.start.year, period.end.year + 1)
    return {day: name for year in years for day, name in holidays(year).items() if day in period}


def keeps_finnish_days(timezone: str) -> bool:
    """Whether work in this zone rests on Finland's holidays."""
    return timezone in _FINLAND


@lru_cache(maxsize=2)
def days_off(timezone: str) -> tuple[date, ...]:
    """The holidays that fall on a Monday to Friday, oldest first; none outside Finland's zones."""
    years = _YEARS if keeps_finnish_days(timezone) else ()
    return tuple(day for year in years for day in holidays(year) if day.weekday() < _SATURDAY)


def _first_weekday(day: date, weekday: int) -> date:
    """The first such weekday on or after `day`."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
