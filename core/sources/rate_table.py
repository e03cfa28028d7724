"""A table of exchange rates: one rate a line (day, from, to, rate), or the European Central Bank's with a column for
each currency, whose figures say how much of it one euro is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from core.errors import Refused
from core.model import Rate
from core.sources import days
from core.sources.decode import decoded
from core.sources.vocabulary import ISO_4217, folded

ROLES: Mapping[str, frozenset[str]] = {
    "day": frozenset({"day", "date", "paiva", "paivamaara", "pvm", "datum", "dag"}),
    "base": frozenset({"from", "base", "mista", "valuutta", "currency", "from currency", "valuta"}),
    "quote": frozenset({"to", "quote", "mihin", "to currency", "kohdevaluutta"}),
    "rate": frozenset({"rate", "kurssi", "exchange rate", "valuuttakurssi", "kurs"}),
}
EURO = "EUR"
MOST = 1_000_000
"""Rates of one file: the whole history of the European Central Bank is a quarter of it."""


def read_rates(data: bytes, *, origin: str, set_by: str) -> list[Rate]:
    """The rates of a CSV file, in its order. Raises Refused, with the line that cannot be read or what is missing;
    Unreadable when it is no text."""
    text, _ = decoded(data)
    rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    if not rows:
        raise _shape_refused()
    header = [cell.strip() for cell in rows[0]]
    places = {role: at for role, names in ROLES.items() for at, cell in enumerate(header) if folded(cell) in names}
    read = _long if set(places) == set(ROLES) else _wide if "day" in places and _codes(header) else None
    if read is None:
        raise _shape_refused()
    found = [Rate(day, base, quote, rate, origin, set_by) for day, base, quote, rate in read(rows[1:], header, places)]
    if not found or len(found) > MOST:
        raise _shape_refused()
    return found


Found = Iterator[tuple[date, str, str, Decimal]]


def _long(rows: Sequence[Sequence[str]], header: Sequence[str], places: Mapping[str, int]) -> Found:
    for line, row in _filled(rows):
        if len(row) <= max(places.values()):
            raise _line_refused(line, ",".join(row))
        day, base, quote, rate = (row[places[role]].strip() for role in ROLES)
        yield _day(day, line), base.upper(), quote.upper(), _rate(rate, line)


def _wide(rows: Sequence[Sequence[str]], header: Sequence[str], places: Mapping[str, int]) -> Found:
    for line, row in _filled(rows):
        day = _day(row[places["day"]].strip(), line)
        for at, code in _codes(header).items():
            cell = row[at].strip() if at < len(row) else ""
            if cell and cell != "N/A" and code != EURO:
                yield day, EURO, code, _rate(cell, line)


def _filled(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    return ((line, row) for line, row in enumerate(rows, 2) if any(cell.strip() for cell in row))


def _codes(header: Sequence[str]) -> dict[int, str]:
    return {at: cell.upper() for at, cell in enumerate(header) if cell.upper() in ISO_4217}


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(("\t", ";", ","), key=first.count)


def _day(text: str, line: int) -> date:
    try:
        return days.parsed(text)
    except ValueError as error:
        raise _line_refused(line, text) from error


def _rate(text: str, line: int) -> Decimal:
    try:
        return Decimal(text.replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except InvalidOperation as error:
        raise _line_refused(line, text) from error


def _line_refused(line: int, text: str) -> Refused:
    return Refused(
        f"Line {line} of the rates cannot be read: “{text[:60]}”. Nothing was saved.",
        f"Kurssitiedoston riviä {line} ei voi lukea: ”{text[:60]}”. Mitään ei tallennettu.",
    )


def _shape_refused() -> Refused:
    return Refused(
        "This is no table of exchange rates. It needs the columns day, from, to and rate, or the European Central"
        " Bank's columns: Date and a column for each currency.",
        "Tämä ei ole valuuttakurssien taulukko. Siinä pitää olla sarakkeet day, from, to ja rate tai Euroopan"
        " keskuspankin sarakkeet: Date ja sarake joka valuutalle.",
    )
