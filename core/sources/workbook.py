"""Packages: the sheets of an XLSX workbook and the tables inside a zip, each as bytes of its own, within bounds."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from core.errors import Unreadable

MAX_UNPACKED = 256 * 1024 * 1024
MAX_RATIO = 200
"""Text shrinks to about a tenth; a package that grows more than this is a trap."""
MAX_MEMBERS = 60
MAX_CELLS = 3_000_000
"""Half a minute of reading. A larger report is better downloaded as CSV."""
TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)
"""What zipfile, ElementTree and openpyxl raise for damaged packages (the last of them has no error of its own)."""


def sheets(data: bytes) -> list[tuple[str, str]] | None:
    """(name, table as CSV text) of each sheet of a workbook; None when the zip is no workbook. Raises Unreadable."""
    names = _member_names(data)
    return _sheet_texts(data) if any(name.startswith("xl/") for name in names) else None


def tables(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each CSV inside a zip. Raises Unreadable for a damaged, guarded or oversized package."""
    names = [name for name in _member_names(data) if name.casefold().endswith(TABLE_ENDINGS) and "__MACOSX" not in name]
    if not names:
        raise Unreadable(
            "There is no CSV file inside this package. Unpack it and offer the reports inside.",
            "Paketissa ei ole CSV-tiedostoa. Pura paketti ja tuo sen sisältämät raportit.",
        )
    return _members(data, names)


def _members(data: bytes, names: list[str]) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in names:
                yield name, package.read(name)
    except BROKEN as broken:
        raise _damaged() from broken


def _member_names(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except BROKEN as broken:
        raise _damaged() from broken
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS * 5 or unpacked > MAX_UNPACKED or unpacked > max(len(data), 10_000) * MAX_RATIO:
        raise Unreadable(
            "This package unpacks to more than can be read here. Unpack it and offer the files one by one.",
            "Paketti purkautuu liian suureksi luettavaksi. Pura se ja tuo tiedostot yksi kerrallaan.",
        )
    return [member.filename for member in members if not member.is_dir()][: MAX_MEMBERS * 5]


def _sheet_texts(data: bytes) -> list[tuple[str, str]]:
    import openpyxl  # 180 modules that a server reading CSV never needs

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a missing default style is of no interest here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                return [(sheet.title, _as_csv(_rows(sheet))) for sheet in book.worksheets[:MAX_MEMBERS]]
            finally:
                book.close()
    except BROKEN as broken:
        raise _damaged() from broken


def _rows(sheet: Any) -> Iterator[tuple[object, ...]]:  # a ReadOnlyWorksheet, which the types call a Worksheet
    """Every row that is there, whatever size the sheet says it has: Amazon's say A1."""
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True)


def _as_csv(rows: Iterator[tuple[object, ...]]) -> str:
    """A sheet as CSV text, one line per sheet row, so that a line number is the row's number in the sheet."""
    texts: list[list[str]] = []
    cells = 0
    for row in rows:
        cells += max(len(row), 1)
        if cells > MAX_CELLS:
            raise _too_many()
        texts.append([_cell_text(cell) for cell in _filled(row)])
    width = max(map(len, texts), default=0)
    if width * len(texts) > MAX_CELLS:
        raise _too_many()
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(text + [""] * (width - len(text)) for text in texts)
    return out.getvalue()


def _filled(row: tuple[object, ...]) -> tuple[object, ...]:
    """A row without the thousands of empty cells that a format on whole lines leaves behind it."""
    return row[: next((at + 1 for at in range(len(row) - 1, -1, -1) if row[at] is not None), 0)]


def _too_many() -> Unreadable:
    return Unreadable(
        "This workbook has too many cells to read here. Download the report as CSV.",
        "Työkirjassa on liikaa soluja luettavaksi. Lataa raportti CSV-muodossa.",
    )


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return _float_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(str(cell).splitlines())


def _float_text(number: float) -> str:
    """Digits that no reader can take for grouped thousands: 1.204 is written 1.2040."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = repr(number)
    return text + "0" if len(text.partition(".")[2]) == 3 else text


def _damaged() -> Unreadable:
    return Unreadable(
        "This package or workbook is damaged or protected and cannot be opened. Download the report as CSV.",
        "Paketti tai työkirja on vioittunut tai suojattu, eikä sitä voi avata. Lataa raportti CSV-muodossa.",
    )
