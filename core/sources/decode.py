"""Bytes to text: what kind of file it is, and in which encoding its text is written."""

from __future__ import annotations

import codecs
import re

from core.errors import Unreadable

MAX_LINE = 2_000_000
"""Longest line in characters; a longer one is no row of a report."""
MAX_BYTES = 256 * 1024 * 1024
"""Largest file read: about three million campaign days, well above any export of one account."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_SIGNATURES = (
    (b"%PDF", "a PDF", "PDF-tiedosto"),
    (b"\x89PNG", "an image", "kuva"),
    (b"\xff\xd8\xff", "an image", "kuva"),
    (b"GIF8", "an image", "kuva"),
    (b"\x1f\x8b", "a gzip archive", "gzip-paketti"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "7-Zip-paketti"),
    (b"Rar!", "a RAR archive", "RAR-paketti"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "vanha Excel- tai Word-tiedosto"),
    (b"SQLite format", "a database", "tietokanta"),
    (b"PAR1", "a Parquet file", "Parquet-tiedosto"),
)

_SPOILT = re.compile("[ÃÂâ][\u0080-\u00bf\u20ac\u2018-\u201e\u2122]")
_MARKUP = re.compile(r"\s*<(?:!--|!doctype|html|head|body|\?xml|svg|script|table)", re.IGNORECASE)
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])")


def is_zip(data: bytes) -> bool:
    """Whether the bytes are a zip package (an XLSX workbook is one too)."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def decoded(data: bytes) -> tuple[str, str]:
    """(text, encoding) of a text file: byte-order mark, then the NUL pattern of UTF-16, then strict UTF-8, then
    Windows-1252. Raises Unreadable for anything that is not text, or is text of another kind (HTML, JSON)."""
    _require_text(data)
    text, encoding = _decoded(data)
    if "\ufeff" in text:  # a second mark, or one inside a file that was joined from others
        text = text.replace("\ufeff", "")
    _require_table_text(text)
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _unspoilt(_strictly(data[len(mark) :], encoding)), encoding
    encoding = _utf16_without_mark(data)
    if encoding:
        return _strictly(data, encoding), encoding
    try:
        return _unspoilt(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _strictly(data, "cp1252"), "cp1252"


def _unspoilt(text: str) -> str:
    """Text that a program read as Windows-1252 and saved as UTF-8 (`dÃ©pensÃ©`) as it was before."""
    if not _SPOILT.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _utf16_without_mark(data: bytes) -> str:
    """Latin text in UTF-16 has a NUL in every second byte; which half says which order."""
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.3 and even < odd / 10:
        return "utf-16-le"
    if even > len(sample) * 0.3 and odd < even / 10:
        return "utf-16-be"
    return ""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise Unreadable(
            "The text of this file is damaged or cut short. Download it again from the platform.",
            "Tiedoston teksti on vioittunut tai katkennut. Lataa tiedosto uudelleen mainosalustasta.",
        ) from broken


def _require_text(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise Unreadable(
            "This file is too large to read here. Download a shorter period.",
            "Tiedosto on liian suuri luettavaksi. Lataa lyhyempi ajanjakso.",
        )
    for signature, english, finnish in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(
                f"This is {english}, not a table. Download the report as CSV and offer that.",
                f"Tämä on {finnish}, ei taulukko. Lataa raportti CSV-muodossa ja tuo se.",
            )


def _require_table_text(text: str) -> None:
    if _MARKUP.match(text):
        raise Unreadable(
            "This is a web page, not a table (often a sign-in page saved by mistake). Download it again as CSV.",
            "Tämä on verkkosivu, ei taulukko (usein vahingossa tallennettu kirjautumissivu). "
            "Lataa raportti uudelleen CSV-muodossa.",
        )
    if _JSON.match(text):
        raise Unreadable(
            "This is a JSON file, not a table. Download the report as CSV.",
            "Tämä on JSON-tiedosto, ei taulukko. Lataa raportti CSV-muodossa.",
        )
    if _has_endless_line(text):
        raise Unreadable(
            "A line of this file is far too long for a table. Download the report again as CSV.",
            "Tiedostossa on taulukon riviksi aivan liian pitkä rivi. Lataa raportti uudelleen CSV-muodossa.",
        )
    control = sum(text.count(c) for c in "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f")
    if "\x00" in text or control > len(text) / 1000:
        raise Unreadable(
            "This file holds binary data, not text. Download the report as CSV and offer that.",
            "Tiedostossa on binääridataa eikä tekstiä. Lataa raportti CSV-muodossa ja tuo se.",
        )


def _has_endless_line(text: str) -> bool:
    """Whether some line is longer than MAX_LINE: then a stretch of that length holds no line break."""
    ending = "\n" if "\n" in text else "\r"
    start = 0
    while len(text) - start > MAX_LINE:
        found = text.rfind(ending, start, start + MAX_LINE)
        if found < 0:
            return True
        start = found + 1
    return False
