"""The way in: bytes of an offered file -> what was understood. Never raises for bad input; it refuses in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from core.errors import Unreadable
from core.model import FileStatus, Grain, Period, Sentence
from core.sources import days, decode, search_console, workbook
from core.sources.opening import Asked
from core.sources.reading import Reading
from core.sources.report import read_table
from core.sources.search_console import Filters
from core.sources.sections import sections
from core.sources.sentences import EMPTY_FILE, FILTERS_ALONE, PACKAGE_INSIDE, filters_used


@dataclass(frozen=True)
class Hints:
    """What is known beside the file. `currency`: of the spend, from a person or remembered; `answers`: KEY -> VALUE of
    earlier questions; `value_currency`: the client's currency, for revenue of files that never carry one (said in a
    note), never for spend."""

    currency: str = ""
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    value_currency: str = ""
    today: date | None = None
    """The day of the import, if known: later days in a file are said to be in the future."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of one table, where it comes from in the file, and how many lines of the file lie above it."""

    member: str
    text: str
    encoding: str
    before: int = 0


def read_file(data: bytes, name: str, hints: Hints) -> list[Reading]:
    """One Reading per table of the file (several for a workbook, zip or snapshot). Bad input gives a REFUSED one."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return [Reading(FileStatus.EMPTY, EMPTY_FILE)]
    try:
        found = list(_texts_in_package(data) if decode.is_zip(data) else _texts_in_plain("", data))
    except Unreadable as refusal:
        return [Reading(FileStatus.REFUSED, refusal.sentence)]
    return _read_all(found, name, hints) or [Reading(FileStatus.EMPTY, EMPTY_FILE)]


def _texts_in_package(data: bytes) -> Iterator[_Text | Reading]:
    sheets = workbook.sheets(data)
    if sheets is not None:
        yield from (_Text(name, text, "xlsx") for name, text in sheets if text.strip(' \n,"'))
        return
    for member, inner in workbook.tables(data):
        yield from _texts_in_member(member, inner)


def _texts_in_member(member: str, data: bytes) -> list[_Text | Reading]:
    """The tables of one file inside a zip; a member that cannot be read stops no other."""
    if not data.strip():
        return [Reading(FileStatus.EMPTY, EMPTY_FILE, member=member)]
    try:
        if decode.is_zip(data):
            listed = workbook.sheets(data)
            if listed is None:
                return [Reading(FileStatus.REFUSED, PACKAGE_INSIDE, member=member)]
            return [_Text(f"{member}!{name}", text, "xlsx") for name, text in listed if text.strip(' \n,"')]
        return list(_texts_in_plain(member, data))
    except Unreadable as refusal:
        return [Reading(FileStatus.REFUSED, refusal.sentence, member=member)]


def _texts_in_plain(member: str, data: bytes) -> Iterator[_Text]:
    text, encoding = decode.decoded(data)
    several = sections(text)
    if not several:
        yield _Text(member, text, encoding)
    for section in several:
        inside = f"{member}!{section.name}" if member else section.name
        yield _Text(inside, section.text, encoding, section.before)


def _read_all(found: Sequence[_Text | Reading], name: str, hints: Hints) -> list[Reading]:
    asked = Asked(
        name, hints.currency.strip().upper(), hints.answers, hints.value_currency, hints.today, len(found) > 1
    )
    filtered = [search_console.filters(one.text) if isinstance(one, _Text) else None for one in found]
    told = next(filter(None, filtered), None)
    if told is None:
        return _with_common_period(found, [_read(one, asked) for one in found], asked)
    asked = replace(
        asked,
        package="search_console",
        account=search_console.site(name),
        filtered=told.text,
        declared=told.period,
    )
    if told.period is None:
        asked = replace(asked, declared=_charted(found, filtered, asked))
    return [
        _filters_entry(one, own, asked) if own and isinstance(one, _Text) else _read(one, asked)
        for one, own in zip(found, filtered, strict=True)
    ]


def _with_common_period(found: Sequence[_Text | Reading], read: Sequence[Reading], asked: Asked) -> list[Reading]:
    """`read`, and where tables ask for their period, read once more with the one that a sheet without a table tells."""
    told = {reading.period for reading in read if reading.status is FileStatus.EMPTY and not reading.source}
    period = next(iter(told)) if len(told) == 1 else None
    if period is None:
        return list(read)
    again = replace(asked, declared=period)
    return [
        _read(one, again) if any(q.key == "period" for q in reading.questions) else reading
        for one, reading in zip(found, read, strict=True)
    ]


def _read(one: _Text | Reading, asked: Asked) -> Reading:
    if isinstance(one, Reading):
        return one
    name = one.member if days.span_in_name(one.member) else asked.name
    return replace(read_table(one.text, one.encoding, replace(asked, before=one.before, name=name)), member=one.member)


def _charted(found: Sequence[_Text | Reading], filtered: Sequence[Filters | None], asked: Asked) -> Period | None:
    """The days of the package's own chart, when the filters name none (`Last 3 months`): it has a row for each day."""
    tables = [one for one, own in zip(found, filtered, strict=True) if own is None]
    charts = (reading for reading in (_read(one, asked) for one in tables) if reading.grain is Grain.DAY)
    return next((reading.period for reading in charts if reading.period), None)


def _filters_entry(one: _Text, told: Filters, asked: Asked) -> Reading:
    """The filter table has no figures: it was used for the other tables, if there are any."""
    period = asked.declared
    said: Sentence = filters_used(period, told.text) if asked.beside else FILTERS_ALONE
    return Reading(
        FileStatus.EMPTY,
        said,
        member=one.member,
        source="search_console",
        report="filters",
        period=period,
        encoding=one.encoding,
    )
