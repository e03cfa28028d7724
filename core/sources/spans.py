"""Cells of a week, month, quarter or year column to the calendar days they stand for."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from core.model import Period
from core.sources import days
from core.sources.days import NotADay
from core.sources.vocabulary import folded, months, words

UNITS = ("week", "month", "quarter", "year")
_ISO_WEEK = re.compile(r"(20\d{2})-?W(\d{1,2})", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(20\d{2})[-/.]?(\d{2})|(?P<month>\d{1,2})[-/.](?P<year>20\d{2})")
_SHORT_MONTH = re.compile(r"([^\W\d_]{3,9})\.?[-/ '’](\d{2})|(\d{2})[-/ ]([^\W\d_]{3,9})\.?")
"""`Oct-25`, as a spreadsheet shows a month."""
_QUARTER = re.compile(r"(?P<year1>20\d{2})?[\s-]*[QKTqkt](?P<quarter>[1-4])[\s/-]*(?P<year2>20\d{2})?")
_WORDED_QUARTER = re.compile(r"([1-4])(?:\D{0,3}) ([^\W\d_]+) (?:de |del )?(20\d{2})")
"""`4th quarter 2026`, `4. Quartal 2026`, `4.º trimestre de 2026`."""
_YEAR = re.compile(r"20\d{2}")


def unit_span(text: str, unit: str, order: str) -> Period:
    """The days of `2026-11-02` as a week, `November 2026` as a month … A week begins on the day that is given, as the
    platforms write it. Raises NotADay for anything that names no year, such as a week number."""
    named = _span_by_name(text.strip(), unit)
    if named:
        return named
    written = days.span(text)
    if written and (written.days > 1 or not days.is_day(text)):
        return written
    first = days.parsed(text, order)
    return Period(first, first + timedelta(days=6)) if unit == "week" else _around(first, unit)


def _span_by_name(text: str, unit: str) -> Period | None:
    if unit == "week":
        return _iso_week(text)
    if unit == "month":
        return _month(text)
    if unit == "quarter":
        return _quarter(text)
    return _around(date(int(text), 1, 1), unit) if unit == "year" and _YEAR.fullmatch(text) else None


def _quarter(text: str) -> Period | None:
    found = _QUARTER.fullmatch(text)
    if found and (found["year1"] or found["year2"]):
        return _around(date(int(found["year1"] or found["year2"]), int(found["quarter"]) * 3, 1), "quarter")
    said = _WORDED_QUARTER.fullmatch(text)
    if said and folded(said[2]) in words("quarter"):
        return _around(date(int(said[3]), int(said[1]) * 3, 1), "quarter")
    return None


def _iso_week(text: str) -> Period | None:
    found = _ISO_WEEK.fullmatch(text)
    if not found:
        return None
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError as broken:
        raise NotADay(text) from broken
    return Period(monday, monday + timedelta(days=6))


def _month(text: str) -> Period | None:
    found = _YEAR_MONTH.fullmatch(text)
    if found:
        year, month = int(found[1] or found["year"]), int(found[2] or found["month"])
    elif (short := _SHORT_MONTH.fullmatch(text)) and folded(short[1] or short[4]) in months():
        year, month = 2000 + int(short[2] or short[3]), months()[folded(short[1] or short[4])]
    else:
        part = days.partial(text)
        if part is None or part.day or not part.month or not part.year:
            return None
        year, month = part.year, part.month
    if not 1 <= month <= 12:
        raise NotADay(text)
    return _around(date(year, month, 1), "month")


def _around(day: date, unit: str) -> Period:
    """The month, quarter or year that holds `day`."""
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = (day.month - 1) // length * length + 1
    last = first + length - 1
    return Period(date(day.year, first, 1), date(day.year, last, calendar.monthrange(day.year, last)[1]))
