"""Text to a table: header row and delimiter found together, preamble kept, body read column by column.

The csv module reads records because it is exact about quotes; cells go at once into columns of distinct texts, so that
a million rows cost these texts and one small number per cell. Only columns somebody asked for are kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from core.errors import Unreadable
from core.sources.bulk import plain_columns
from core.sources.column import Codes, Column
from core.sources.vocabulary import folded, meanings, words

MAX_COLUMNS = 1_000
MAX_CELL = 1_000_000
"""Longest cell in characters: more than any ad text, less than a whole file swallowed by a lost quote."""
MAX_ROWS = 5_000_000
MAX_ODD = 20_000
"""Rows of a wrong width after which the rest is not even looked at."""
HEADER_WITHIN = 40
CHUNK = 512
"""Rows at a time: fewer lists than make the garbage collector look at all of them again (a third of the time)."""
BULK = 1_000_000
"""From this many characters on a plain table is split by Arrow; the csv module needs ten times as long."""
DELIMITERS = ("\t", ";", ",", "|")

csv.field_size_limit(MAX_CELL)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the table begins: everything above the body, and how its cells are split."""

    header: tuple[str, ...]
    delimiter: str
    preamble: tuple[str, ...]
    skip: int
    """Records up to and including the header."""
    body_at: int
    """Where in the text the first line under the header begins."""
    known: int
    """Distinct roles that the vocabulary recognises in the header; 0 for a header that only looks like one."""


@dataclass(frozen=True, slots=True)
class Body:
    """The rows under the header. `odd` maps a row (from 0, blank lines left out) to what is wrong with its shape."""

    columns: dict[int, Column]
    rows: int
    odd: dict[int, str]
    totals: frozenset[int]
    """Rows whose extra last cell says that they are a grand total."""
    asides: tuple[str, ...]
    """Lines of one cell after the last row: `No data available.`, a copyright line."""


def find_head(text: str) -> Head | None:
    """The header and the delimiter with which it has most known columns; None when no line looks like a header."""
    lines = _first_lines(text)
    _require_narrow(lines)
    declared = _declared_delimiter(lines)
    found = [
        (known, len(cells), -index, delimiter, cells)
        for delimiter in ([declared] if declared else DELIMITERS)
        for index, cells in enumerate(_parsed(lines, delimiter))
        if len(cells) > 1 and (known := _known(cells)) and (known > 1 or known * 2 >= len(cells))
    ]
    if not found:
        return _unknown_head(lines, declared)
    known, _, index, delimiter, cells = max(found)
    return _head(lines, delimiter, -index, cells, known)


def looks_like_header(line: str) -> bool:
    """Whether a line alone names columns that the vocabulary knows."""
    return any(len(cells) > 1 and _known(cells) * 2 >= len(cells) for d in DELIMITERS for cells in _parsed([line], d))


def read_body(text: str, head: Head, wanted: Collection[int], before: int = 0) -> Body:
    """Every row under the header, of the `wanted` columns only. Raises Unreadable with a physical line when the text
    cannot be split into cells (a quote that never ends); `before` lines of the file lie above the text."""
    if len(text) >= BULK:
        columns = plain_columns(text[head.body_at :], head.delimiter, len(head.header), wanted)
        if columns:
            _require_bounded(len(next(iter(columns.values())).codes), 0)
            return Body(columns, len(next(iter(columns.values())).codes), {}, frozenset(), ())
    return exact_body(text, head, wanted, before)


def exact_body(text: str, head: Head, wanted: Collection[int], before: int = 0) -> Body:
    """As `read_body`, always through the csv module."""
    coders = {position: _Coder() for position in sorted(wanted)}
    shape = _Shape(len(head.header), max((at + 1 for at, name in enumerate(head.header) if name), default=0))
    rows = 0
    for chunk in _chunks(text, head, before):
        squared = shape.squared(chunk, rows)
        rows += len(squared)
        _require_bounded(rows, len(shape.odd) + len(shape.asides))
        if squared:
            cells = list(zip(*squared, strict=True))
            for position, coder in coders.items():
                coder.add(cells[position])
    rows -= shape.trim(rows)
    columns = {position: coder.column(rows) for position, coder in coders.items()}
    return Body(columns, rows, shape.odd, frozenset(shape.totals), tuple(shape.asides.values()))


def physical_lines(text: str, head: Head, rows: Collection[int]) -> dict[int, int]:
    """The line of the file (from 1) on which each of `rows` begins, also after line breaks inside quotes. Raises
    Unreadable when the text breaks off before."""
    wanted, last = set(rows), max(rows, default=-1)
    found: dict[int, int] = {}
    row = -head.skip
    for start, record in _numbered(text, head.delimiter):
        if row >= 0 and not any(record):
            continue
        if row in wanted:
            found[row] = start
        if row >= last:
            break
        row += 1
    return found


def _numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins."""
    reader = _reader(text, delimiter)
    before = 0
    try:
        for record in reader:
            yield before + 1, record
            before = reader.line_num
    except csv.Error as broken:
        raise _broken_off(reader.line_num) from broken


def _require_bounded(rows: int, odd: int) -> None:
    if rows > MAX_ROWS:
        raise Unreadable(
            f"The table has more than {MAX_ROWS:,} rows. Download a shorter period.",
            f"Taulukossa on yli {MAX_ROWS // 1_000_000} miljoonaa riviä. Lataa lyhyempi ajanjakso.",
        )
    if odd > MAX_ODD:
        raise Unreadable(
            "Most lines do not have as many cells as the header. Download the file again, or save it again as CSV.",
            "Useimmilla riveillä on eri määrä soluja kuin otsikkorivillä. Lataa tiedosto uudelleen tai tallenna se "
            "uudelleen CSV-muodossa.",
        )


class _Shape:
    """Squares records to the width of the header and remembers which ones did not fit."""

    def __init__(self, width: int, needed: int) -> None:
        self.width = width
        self.needed = needed
        """Cells up to the last named column: a spreadsheet may leave out empty ones behind it."""
        self.odd: dict[int, str] = {}
        self.totals: set[int] = set()
        self.asides: dict[int, str] = {}
        self.notes: dict[int, bool] = {}
        """Short rows of two cells, and whether the first is a label: below a blank line at the end they are remarks."""
        self.gap = 0
        """The first row after the last blank line that has rows on both sides."""
        self.blank = False

    def squared(self, chunk: Sequence[list[str]], first: int) -> list[list[str]]:
        kept = [row for row in chunk if any(row)]
        if self.blank or len(kept) < len(chunk):
            self._note_gaps(chunk, first)
        if set(map(len, kept)) - {self.width}:
            kept = [self._square(row, first + i) for i, row in enumerate(kept)]
        return kept

    def trim(self, rows: int) -> int:
        """How many rows at the end are asides; asides elsewhere are rows of a wrong shape."""
        count = 0
        while rows - count - 1 in self.asides:
            count += 1
        count = max(count, self._footer(rows))
        tail = range(rows - count, rows)
        self.asides |= {row: "" for row in tail if row not in self.asides}
        for row in [r for r in self.asides if r not in tail]:
            self.odd[row] = self._short(1)
            del self.asides[row]
        for row in tail:
            self.odd.pop(row, None)
        return count

    def _note_gaps(self, chunk: Sequence[list[str]], first: int) -> None:
        number = first
        for row in chunk:
            if not any(row):
                self.blank = True
                continue
            if self.blank:
                self.gap, self.blank = number, False
            number += 1

    def _footer(self, rows: int) -> int:
        """How many rows below the last blank line are `Report Time:,2026/10/01` and its like, all of them; else 0."""
        footer = range(self.gap, rows)
        told = all(row in self.asides or row in self.notes for row in footer)
        return len(footer) if self.gap and told and any(self.notes.get(row) for row in footer) else 0

    def _square(self, row: list[str], number: int) -> list[str]:
        if len(row) == self.width:
            return row
        if len(row) > self.width:
            extra = [cell for cell in row[self.width :] if cell.strip()]
            if extra and folded(extra[-1]) in words("total"):
                self.totals.add(number)
            elif extra:
                self.odd[number] = f"{len(row)} cells, the header has {self.width}"
            return row[: self.width]
        if len(row) >= self.needed > 1:
            return row + [""] * (self.width - len(row))
        if not any(cell.strip() for cell in row[1:]):
            self.asides[number] = row[0].strip()
        else:
            self.odd[number] = self._short(len(row))
            if sum(1 for cell in row if cell.strip()) < 3:
                self.notes[number] = row[0].strip().endswith(":")
        return row + [""] * (self.width - len(row))

    def _short(self, cells: int) -> str:
        return f"{cells} cells, the header has {self.width}"


def _first_lines(text: str) -> list[str]:
    return list(islice(io.StringIO(text, newline=""), HEADER_WITHIN * 4))


def _declared_delimiter(lines: Sequence[str]) -> str:
    """Excel's own first line `sep=;`."""
    first = lines[0].strip().strip('"') if lines else ""
    return first[4:] if first.casefold().startswith("sep=") and len(first) == 5 else ""


def _parsed(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    """The first records under one delimiter, `#` lines as records without cells."""
    try:
        for record in islice(csv.reader(lines, delimiter=delimiter), HEADER_WITHIN):
            yield [] if record and record[0].lstrip().startswith("#") else record
    except csv.Error:
        return


def _known(cells: Sequence[str]) -> int:
    return len({found[0].role if found[0].role != "known" else cell for cell in cells if (found := meanings(cell))})


def _unknown_head(lines: Sequence[str], declared: str) -> Head | None:
    """A header in words we do not know: the first record as wide as most of the first records."""
    best: tuple[int, int, str, list[str]] | None = None
    for delimiter in [declared] if declared else DELIMITERS:
        records = list(_parsed(lines, delimiter))
        widths = [len(r) for r in records if len(r) > 1]
        if len(widths) < 2 or (best and max(set(widths), key=widths.count) <= len(best[3])):
            continue
        width = max(set(widths), key=lambda w: (widths.count(w), w))
        index = next(i for i, r in enumerate(records) if len(r) == width)
        if widths.count(width) * 2 >= len(widths):
            best = (width, index, delimiter, records[index])
    if best is None or not _is_name_row(best[3]):
        return None
    return _head(lines, best[2], best[1], best[3], 0)


def _is_name_row(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) * 2 > len(cells) and not any(cell.strip().replace(".", "").isdigit() for cell in filled)


def _require_narrow(lines: Sequence[str]) -> None:
    """Refuses tables of ten thousands of columns before their cells are looked at one by one."""
    widest = max((line.count(delimiter) for line in lines for delimiter in DELIMITERS), default=0)
    if widest > MAX_COLUMNS * 10:
        raise _too_wide(widest + 1)


def _too_wide(columns: int) -> Unreadable:
    return Unreadable(
        f"The table has {columns} columns; at most {MAX_COLUMNS} can be read. Choose fewer columns and download it "
        "again.",
        f"Taulukossa on {columns} saraketta; enintään {MAX_COLUMNS} voidaan lukea. Valitse vähemmän sarakkeita ja "
        "lataa se uudelleen.",
    )


def _head(lines: Sequence[str], delimiter: str, index: int, cells: Sequence[str], known: int) -> Head:
    if len(cells) > MAX_COLUMNS:
        raise _too_wide(len(cells))
    reader = csv.reader(lines, delimiter=delimiter)
    for _ in range(index):
        next(reader)
    preamble = tuple(line.rstrip("\r\n") for line in lines[: reader.line_num])
    next(reader)
    body_at = sum(map(len, lines[: reader.line_num]))
    return Head(tuple(cell.strip() for cell in cells), delimiter, preamble, index + 1, body_at, known)


def _reader(text: str, delimiter: str):  # type: ignore[no-untyped-def]  # csv names its reader's type privately
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _chunks(text: str, head: Head, before: int) -> Iterator[list[list[str]]]:
    reader = _reader(text, head.delimiter)
    try:
        for _ in range(head.skip):
            next(reader)
        while chunk := list(islice(reader, CHUNK)):
            yield chunk
    except csv.Error as broken:
        raise _broken_off(reader.line_num + before) from broken


def _broken_off(line: int) -> Unreadable:
    return Unreadable(
        f"The table breaks off at line {line}: a quotation mark there is never closed or stands in a wrong place, or a "
        "cell is endless. Download the file again, or save it again as CSV.",
        f"Taulukko katkeaa rivillä {line}: lainausmerkki jää sulkematta tai on väärässä paikassa, tai solu on loputon. "
        "Lataa tiedosto uudelleen tai tallenna se uudelleen CSV-muodossa.",
    )


class _Coder:
    """Turns the cells of one column into positions of their distinct texts, chunk by chunk, in order of appearance."""

    def __init__(self) -> None:
        self.positions: dict[str, int] = {}
        self.codes: list[Codes] = []

    def add(self, cells: Sequence[str]) -> None:
        positions = self.positions
        for text in dict.fromkeys(cells):
            if text not in positions:
                positions[text] = len(positions)
        self.codes.append(np.fromiter(map(positions.__getitem__, cells), np.int32, len(cells)))

    def column(self, rows: int) -> Column:
        """The whole column; texts that differ only in outer spaces become one."""
        stripped: dict[str, int] = {}
        to_stripped = [stripped.setdefault(text.strip(), len(stripped)) for text in self.positions]
        codes = np.concatenate(self.codes)[:rows] if self.codes else np.empty(0, np.int32)
        return Column(np.asarray(to_stripped, np.int32)[codes], tuple(stripped))
