"""The way in: bytes of an offered file -> what was understood. Never raises for bad input; it refuses in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from core.errors import Unreadable
from core.model import FileStatus, Sentence
from core.sources import decode, workbook
from core.sources.opening import Asked
from core.sources.reading import Reading
from core.sources.report import read_table
from core.sources.sentences import EMPTY_FILE


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


def read_file(data: bytes, name: str, hints: Hints) -> list[Reading]:
    """One Reading per table of the file (several for a workbook or a zip). Bad input gives a REFUSED one."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return [Reading(FileStatus.EMPTY, EMPTY_FILE)]
    try:
        return _read_package(data, name, hints) if decode.is_zip(data) else [_read_plain(data, name, hints)]
    except Unreadable as refusal:
        return [_refused(refusal.sentence)]


def _read_plain(data: bytes, name: str, hints: Hints) -> Reading:
    text, encoding = decode.decoded(data)
    return read_table(text, encoding, _asked(name, hints))


def _read_package(data: bytes, name: str, hints: Hints) -> list[Reading]:
    sheets = workbook.sheets(data)
    if sheets is None:
        return [replace(_read_member(inner, member, hints), member=member) for member, inner in workbook.tables(data)]
    found = [
        replace(read_table(text, "xlsx", _asked(name, hints)), member=sheet)
        for sheet, text in sheets
        if text.strip(' \n,"')
    ]
    return found or [Reading(FileStatus.EMPTY, EMPTY_FILE)]


def _asked(name: str, hints: Hints) -> Asked:
    return Asked(name, hints.currency.strip().upper(), hints.answers, hints.value_currency, hints.today)


def _read_member(data: bytes, name: str, hints: Hints) -> Reading:
    try:
        return _read_plain(data, name, hints) if data.strip() else Reading(FileStatus.EMPTY, EMPTY_FILE)
    except Unreadable as refusal:
        return _refused(refusal.sentence)


def _refused(sentence: Sentence) -> Reading:
    return Reading(FileStatus.REFUSED, sentence)
