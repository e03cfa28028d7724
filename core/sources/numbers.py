"""Number texts to exact millionths. The decimal mark is decided per file from evidence, never per cell.

A number is an `int` of millionths throughout reading: exact, fast to add, and turned into a decimal at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from core.sources.vocabulary import ISO_4217, SYMBOL_CURRENCIES

MICRO = 1_000_000
MOST = 10**12 * MICRO
"""The first number too large for DECIMAL(18, 6)."""

LONGEST = 60
"""No number is longer in characters; anything beyond is not even tried."""

STYLES = ("1,234.5", "1.234,5", "1 234,5")

_PLACEHOLDERS = frozenset({"", "-", "--", "---", "—", "–", "―", "n/a", "na", "null", "none", "nan"})
_LESS = re.compile(r"\(([^-+−()<>≤≥]*\d[^-+−()]*)\)")
"""A bookkeeper's negative: `(3.50)`."""
_GUARD = re.compile(r"^'(?=[-+−])")
"""The apostrophe before a sign with which WooCommerce keeps a spreadsheet from taking `-44` for a formula."""
_BOUND = re.compile(r"[<>≤≥]\s*=?\s*\d[\d\s.,]*%?")
_SYMBOL = r"[A-Z]{0,3}[$€£¥₹₺₽₩₪฿₫₱₴₦]|kr\.?|zł|Ft|Kč|lei|Rp\.?|[A-Z]{3}"
_PARTS = re.compile(
    rf"(?P<sign1>[-+−]?)\s*(?:(?P<before>{_SYMBOL})\s*)?(?P<sign2>[-+−]?)"
    rf"(?P<body>[\d.,][\d.,'’\s]*(?:[eE][-+]?\d+)?)\s*(?P<percent>%?)\s*(?P<after>{_SYMBOL})?"
)
_GROUPED = {
    ".": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?"),
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d*)?"),
}
_SPACED = {
    ".": re.compile(r"\d{1,3}(?:[\s'’]\d{3})+(?:\.\d*)?"),
    ",": re.compile(r"\d{1,3}(?:[\s'’]\d{3})+(?:,\d*)?"),
}
_PLAIN = {
    ".": re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"),
    ",": re.compile(r"(?:\d+,?\d*|,\d+)(?:[eE][-+]?\d+)?"),
}
_SPACE_INSIDE = re.compile(r"\d\s\d")
_GROUP = {".": ",", ",": "."}
_QUICK = {
    ".": re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,6}))?"),
    ",": re.compile(r"([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]{1,6}))?"),
}
"""Nearly every cell of nearly every file; the rest (symbols, spaces, signs, percent) takes the long way round."""


class NotANumber(ValueError):
    """A cell of a number column that holds no number, placeholder or bound."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a number column says: millionths, or nothing; `bound` is the text of a bound such as `< 10%`."""

    micros: int | None = None
    bound: str = ""


def parsed(text: str, mark: str) -> Cell:
    """The number in `text`, written with decimal `mark` ("." or ","). `12,5 %` is 0.125. Raises NotANumber."""
    plain = _QUICK[mark].fullmatch(text)
    if plain and len(text) < 13:
        return Cell(int(plain[1].replace(_GROUP[mark], "")) * MICRO + int((plain[2] or "").ljust(6, "0")))
    stripped = _GUARD.sub("", text.strip())
    if len(stripped) > LONGEST:
        raise NotANumber(text)
    less = _LESS.fullmatch(stripped)
    if less:
        micros = parsed(less[1], mark).micros
        return Cell(None if micros is None else -micros)
    if stripped.casefold() in _PLACEHOLDERS:
        return Cell()
    if _BOUND.fullmatch(stripped):
        return Cell(bound=stripped)
    found = _PARTS.fullmatch(stripped)
    if not found or not (_is_currency(found["before"]) and _is_currency(found["after"])):
        raise NotANumber(text)
    micros = _micros(found["body"].strip(), mark, text)
    if found["percent"]:
        micros = _divided(micros, 100)
    if abs(micros) >= MOST:
        raise NotANumber(text)
    return Cell(-micros if "-" in _signs(found) or "−" in _signs(found) else micros)


def is_number(text: str) -> bool:
    """Whether `text` is a number, placeholder or bound under either decimal mark."""
    for mark in ".,":
        try:
            parsed(text, mark)
        except NotANumber:
            continue
        return True
    return False


def symbol_of(text: str) -> str:
    """The currency symbol or code beside the number in `text`; empty when there is none."""
    found = _parts(text)
    symbol = (found["before"] or found["after"] or "") if found else ""
    return symbol.rstrip(".")


def candidates(symbol: str) -> tuple[str, ...]:
    """ISO codes that `symbol` may stand for, the likeliest first."""
    return (symbol,) if symbol in ISO_4217 else SYMBOL_CURRENCIES.get(symbol, ())


def decimal_marks(texts: Iterable[str]) -> frozenset[str]:
    """The decimal marks that `texts` prove: `1,234.5`, `0.5` and `1,234,567` prove "."; `1,204` proves nothing."""
    return frozenset(mark for mark in map(_proven_mark, texts) if mark)


def needs_mark(texts: Iterable[str]) -> bool:
    """Whether any of `texts` would read differently under another decimal mark."""
    return any(("." in text or "," in text) and _body(text).strip("0123456789") for text in texts)


def style_name(mark: str, texts: Iterable[str]) -> str:
    """The name of the style for people: `1,234.5`, `1.234,5` or `1 234,5`."""
    if mark == ".":
        return STYLES[0]
    return STYLES[2] if any(_spaced(text) for text in texts) else STYLES[1]


def mark_of_style(style: str) -> str:
    """The decimal mark of an answered style such as `1.234,5`; empty when the answer is none of the styles."""
    digits = style.strip()
    return digits[-2] if len(digits) > 2 and digits[-2] in ".," and digits[-1].isdigit() else ""


def _micros(body: str, mark: str, text: str) -> int:
    if not any(shape[mark].fullmatch(body) for shape in (_PLAIN, _GROUPED, _SPACED)):
        raise NotANumber(text)
    plain = re.sub(r"[\s'’]", "", body).replace("," if mark == "." else ".", "").replace(mark, ".")
    whole, _, fraction = plain.partition(".")
    if len(fraction) <= 6 and fraction.isdigit() | (not fraction) and (whole or "0").isdigit():
        return int(whole or "0") * MICRO + int(fraction.ljust(6, "0") or "0")
    return _from_decimal(plain, text)


def _from_decimal(plain: str, text: str) -> int:
    try:
        value = Decimal(plain)
    except InvalidOperation as broken:
        raise NotANumber(text) from broken
    if value.adjusted() > 12:
        raise NotANumber(text)
    return int((value * MICRO).to_integral_value(ROUND_HALF_EVEN))


def _divided(micros: int, by: int) -> int:
    return int((Decimal(micros) / by).to_integral_value(ROUND_HALF_EVEN))


def _is_currency(symbol: str | None) -> bool:
    return not symbol or len(symbol) != 3 or not symbol.isalpha() or symbol in ISO_4217 or symbol == "lei"


def _signs(found: re.Match[str]) -> str:
    return found["sign1"] + found["sign2"]


def _parts(text: str) -> re.Match[str] | None:
    less = _LESS.fullmatch(text.strip()) if len(text) < LONGEST else None
    return _PARTS.fullmatch(_GUARD.sub("", (less[1] if less else text).strip())) if len(text) < LONGEST else None


def _body(text: str) -> str:
    found = _parts(text)
    return found["body"].strip() if found else ""


def _spaced(text: str) -> bool:
    return bool(_SPACE_INSIDE.search(text) and _SPACE_INSIDE.search(_body(text)))


def _proven_mark(text: str) -> str:
    if "." not in text and "," not in text:
        return ""
    body = _body(text)
    dot, comma = body.rfind("."), body.rfind(",")
    if dot < 0 and comma < 0:
        return ""
    if dot >= 0 and comma >= 0:
        return "." if dot > comma else ","
    mark, other = (".", ",") if dot >= 0 else (",", ".")
    if body.count(mark) > 1:
        return other
    return mark if _only_decimal(body, mark) else ""


def _only_decimal(body: str, mark: str) -> bool:
    """Whether the single `mark` in `body` can be nothing but a decimal mark (as in 0,5 · 1234,567 · 1 204,500)."""
    whole, _, fraction = body.partition(mark)
    if not re.fullmatch(r"\d{3}", fraction):
        return True
    return not re.fullmatch(r"[1-9]\d{0,2}", whole)
