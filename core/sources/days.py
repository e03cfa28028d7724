"""Texts to calendar days, in the shapes and languages in which the platforms write them. Nothing is guessed per row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.model import Period
from core.sources.vocabulary import folded, months, words

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})(?:[01]\d|2[0-3])?")
"""GA4's days; with two more digits its hours, which add up to the day."""
_TRIPLE = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?")
_CLOCK = re.compile(r"[T,\s]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|[+-]\d{2}(:?\d{2})?)?$")
_FILE_NAMES = (
    re.compile(r"[(_](\d{4}\.\d{2}\.\d{2})-(\d{4}\.\d{2}\.\d{2})"),
    re.compile(r"(?<!\d)(20\d{2}-\d{1,2}-\d{1,2})\s*(?:[-–_]|to)\s*(20\d{2}-\d{1,2}-\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(\d{1,2}-[^\W\d_]{3,9}-20\d{2})-?(\d{1,2}-[^\W\d_]{3,9}-20\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(20\d{6})[-_](20\d{6})(?!\d)"),
)
"""Google's cards `(2026.02.05-2026.02.10)`, Google Business `2025-12-1 - 2025-12-31`, Meta `1-Sep-202430-Sep-2024`,
Analytics `20220701-20220731`."""
_ISO_SPAN = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})\s*(?:\.\.|–|—|-|_|to)\s*(\d{4}-\d{2}-\d{2})(?!\d)")
_SPLITS = (
    re.compile(r"\s+[-–—]\s+|\s*[–—]\s*|\s+(?:to|bis|till|tot|a|al|au|até|hasta)\s+"),
    re.compile(r"(?<=[\d.])-(?=\d{1,2}\D)"),
)
_SHORT = re.compile(r"(\d{1,2})([-/ ])([^\W\d_]{3,9})\.?\2(\d{2})")
"""`25-Jan-21`, as an English spreadsheet shows a day."""
_NUMBER_OR_WORD = re.compile(r"\d+|[^\W\d_]+")


LONGEST = 100
"""No date and no line with a period is longer; anything beyond is not even tried."""


class NotADay(ValueError):
    """A cell of a day column that holds no day."""


@dataclass(frozen=True, slots=True)
class Partial:
    """Parts of a date as far as a text names them."""

    day: int | None
    month: int | None
    year: int | None


def parsed(text: str, order: str = "") -> date:
    """The day in `text`; `order` ("dmy" or "mdy") decides what `1/2/2026` means. Raises NotADay."""
    if len(text) > LONGEST:
        raise NotADay(text)
    bare = _CLOCK.sub("", text.strip()).strip()
    found = _ISO.fullmatch(bare)
    if found:
        return _day(int(found[1]), int(found[3]), int(found[4]), text)
    found = _COMPACT.fullmatch(bare)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    found = _TRIPLE.fullmatch(bare)
    if found:
        return _from_triple(found, order, text)
    found = _SHORT.fullmatch(bare)
    if found and folded(found[3]) in months():
        return _day(2000 + int(found[4]), months()[folded(found[3])], int(found[1]), text)
    part = partial(bare)
    if part is None or part.day is None or part.month is None or part.year is None:
        raise NotADay(text)
    return _day(part.year, part.month, part.day, text)


def is_day(text: str) -> bool:
    """Whether `text` is a day in one of the known shapes, whichever part comes first."""
    return any(_day_or_none(text, order) for order in (DAY_FIRST, MONTH_FIRST))


def order_of(texts: Sequence[str], within: Period | None, habit: str, answered: str) -> str:
    """Day or month first in a whole column: "dmy", "mdy", or "" when only a person can tell.

    In this order: an answer, a part above 12, the declared period that only one order fits, dots or dashes, the
    `habit` of the platform or of the headers' language ("" when it has none). Columns without such dates give "dmy",
    which then decides nothing.
    """
    triples = [found for found in (_TRIPLE.fullmatch(_CLOCK.sub("", t.strip()[:LONGEST])) for t in texts) if found]
    if not triples:
        return DAY_FIRST
    if answered in (DAY_FIRST, MONTH_FIRST):
        return answered
    proven = _proven_order(triples) or _fitting_order(triples, within)
    if proven:
        return proven
    if all(found[2] == "." or (found[2] == "-" and len(found[4]) == 4) for found in triples):
        return DAY_FIRST
    return habit


def partial(text: str) -> Partial | None:
    """Day, month and year as words and numbers name them (`5 de maio`, `May 5, 2026`, `1. marraskuuta`)."""
    tokens: list[str] = _NUMBER_OR_WORD.findall(text)
    month = next((months()[folded(t)] for t in tokens if folded(t) in months() and not t.isdecimal()), None)
    numbers = [int(t) for t in tokens if t.isdecimal() and len(t) < 9]
    years = [n for n in numbers if 1900 < n < 2200]
    small = [n for n in numbers if 1 <= n <= 31]
    if len(numbers) != len(years) + len(small) or len(years) > 1 or len(small) > 1:
        return None
    return Partial(small[0] if small else None, month, years[0] if years else None)


def span(text: str) -> Period | None:
    """The period that a line such as `27 January 2026 - 23 February 2026` or `1.–7.11.2026` declares; None if none."""
    line = _current(text[: LONGEST * 10]).strip().strip('"').strip()
    if len(line) > LONGEST:
        return None
    if found := _ISO_SPAN.search(line):
        return _ordered(found[1], found[2])
    compact = re.search(r"(?<!\d)(20\d{6})-(20\d{6})(?!\d)", line)
    if compact:
        return _ordered(compact[1], compact[2])
    for separator in _SPLITS:
        halves = [half for half in separator.split(line) if half]
        if len(halves) == 2:
            return _from_halves(halves[0], halves[1])
    return _single(line)


def _current(line: str) -> str:
    """The first of two compared periods: `1 Nov 2026 - 7 Nov 2026 compared to 25 Oct 2026 - 31 Oct 2026`."""
    lowered = line.casefold()
    found = [at for word in words("compared") if (at := lowered.find(f" {word} ")) > 0]
    return line[: min(found)] if found and len(lowered) == len(line) else line


def span_in_name(name: str) -> Period | None:
    """The period in a file name such as `Devices(2026.02.05-2026.02.10).csv`; of two, the first is the current one."""
    found = next((hit for pattern in _FILE_NAMES if (hit := pattern.search(name))), None)
    return _ordered(found[1].replace(".", "-"), found[2].replace(".", "-")) if found else None


def declared(preamble: Iterable[str]) -> Period | None:
    """The period of a report as the lines above its header declare it, in one line or in two labelled ones. When the
    report was made is none."""
    bare = (line.strip(' "').lstrip("#").strip().strip('"').strip(" ,;\t") for line in preamble)
    lines = [line for line in bare if folded(line.partition(":")[0]) not in words("made")]
    labelled = _between(_labelled(lines, "start"), _labelled(lines, "end"))
    if labelled:
        return labelled
    spans = [(found, _single(line) is None) for line in lines if (found := span(line))]
    both_ends = next((found for found, has_both in spans if has_both), None)
    return both_ends or _report_time(lines) or _two_days(lines) or next((found for found, _ in spans), None)


def is_all_time(preamble: Iterable[str]) -> bool:
    """Whether a line above the header says that the report covers all time, with no dates."""
    return any(folded(line.strip(' "#,;\t')) in words("all_time") for line in preamble)


def answered_period(text: str) -> Period | None:
    """The period of an answer `2026-11-01..2026-11-30`; None when it is not one."""
    found = re.fullmatch(r"\s*(\d{4}-\d{2}-\d{2})\s*(?:\.\.|/|–|—|\s-\s)\s*(\d{4}-\d{2}-\d{2})\s*", text)
    return _ordered(found[1], found[2]) if found else None


def _labelled(lines: Sequence[str], kind: str) -> str:
    """What stands behind a label such as `Start date:`; empty when no line has one."""
    split = (line.partition(":") for line in lines)
    return next((rest.strip() for label, colon, rest in split if colon and folded(label) in words(kind)), "")


def _between(start: str, end: str) -> Period | None:
    """The period from one day to another; of slash dates only when the two of them prove their order."""
    texts = [_CLOCK.sub("", text).strip(" ,") for text in (start, end)]
    if any(found[2] == "/" for found in map(_TRIPLE.fullmatch, texts) if found):
        return _slashed(*texts)
    return _ordered(*texts)


def _report_time(lines: Sequence[str]) -> Period | None:
    """The period of Microsoft's line `Report Time: 11/1/2026,11/7/2026`: months first, whatever the language."""
    for line in lines:
        label, _, rest = line.partition(":")
        ends = [_day_or_none(part, MONTH_FIRST) for part in rest.split(",")]
        if folded(label) == "report time" and len(ends) == 2 and ends[0] and ends[1] and ends[0] <= ends[1]:
            return Period(ends[0], ends[1])
    return None


def _two_days(lines: Sequence[str]) -> Period | None:
    """The period of two lines `Label: 20261101`, `Label: 20261107` in words we do not know, or of a single day. A third
    line is the day on which the report was made."""
    split = [line.partition(":") for line in lines]
    texts = [text.strip() for label, _, rest in split for text in [rest or label] if _day_or_none(text)]
    return _between(texts[0], texts[min(1, len(texts) - 1)]) if texts and len(texts) < 4 else None


def _day_or_none(text: str, order: str = "") -> date | None:
    try:
        return parsed(text.strip(), order)
    except NotADay:
        return None


def _single(line: str) -> Period | None:
    day = _day_or_none(line)
    return Period(day, day) if day else None


def _ordered(start: str, end: str) -> Period | None:
    first, last = _day_or_none(start), _day_or_none(end)
    return Period(first, last) if first and last and first <= last else None


def _from_halves(left: str, right: str) -> Period | None:
    ends = [_dotted(half) or partial(_CLOCK.sub("", half.strip())) for half in (left, right)]
    first, last = ends
    if first is None or last is None or first.day is None or last.day is None or not (last.year or first.year):
        return _slashed(left, right)
    month = last.month or first.month
    year = last.year or first.year or 0
    if month is None:
        return _slashed(left, right)
    try:
        return Period(date(first.year or year, first.month or month, first.day), date(year, month, last.day))
    except ValueError:
        return None


def _dotted(half: str) -> Partial | None:
    """`1.`, `1.11.`, `1.11.2026` and `1-11-2026`: days first wherever dots or dashes are written."""
    found = re.fullmatch(r"\s*(\d{1,2})[.-](?:\s?(\d{1,2})[.-]?(?:\s?(\d{4}))?)?\s*", half)
    if not found:
        iso = _ISO.fullmatch(half.strip())
        return Partial(int(iso[4]), int(iso[3]), int(iso[1])) if iso else None
    return Partial(int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None)


def _slashed(left: str, right: str) -> Period | None:
    """A range of slash dates, when the two of them prove the order."""
    texts = [left.strip(), right.strip()]
    triples = [found for found in map(_TRIPLE.fullmatch, texts) if found]
    order = _proven_order(triples) if len(triples) == 2 else ""
    if not order:
        return None
    try:
        first, last = (parsed(text, order) for text in texts)
    except NotADay:
        return None
    return Period(first, last) if first <= last else None


def _proven_order(triples: Sequence[re.Match[str]]) -> str:
    if any(int(found[1]) > 12 for found in triples):
        return DAY_FIRST
    return MONTH_FIRST if any(int(found[3]) > 12 for found in triples) else ""


def _fitting_order(triples: Sequence[re.Match[str]], within: Period | None) -> str:
    if within is None:
        return ""
    fits = [order for order in (DAY_FIRST, MONTH_FIRST) if all(_in(found, order, within) for found in triples)]
    return fits[0] if len(fits) == 1 else ""


def _in(found: re.Match[str], order: str, within: Period) -> bool:
    try:
        return _from_triple(found, order, "") in within
    except NotADay:
        return False


def _from_triple(found: re.Match[str], order: str, text: str) -> date:
    first, second = int(found[1]), int(found[3])
    year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
    if order == MONTH_FIRST:
        return _day(year, first, second, text)
    return _day(year, second, first, text)


def _day(year: int, month: int, day: int, text: str) -> date:
    if not 2000 <= year <= 2100:
        raise NotADay(text)
    try:
        return date(year, month, day)
    except ValueError as broken:
        raise NotADay(text) from broken
