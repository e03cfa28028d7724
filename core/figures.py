"""The one place that rounds and formats. Everything shown to a person passes through here.

Rounding is half away from zero, on the decimal digits a person would read (2.675 is 2.68). Grouping, percent and
currency use no-break spaces; minus is U+2212; what is undefined (None, NaN, infinity) is an en dash, never 0.
Finnish: `1 234,56 €`, `12,5 %`, `5.11.2026`, `vko 45`. English: `1,234.56 €`, `12.5 %`, `5 Nov 2026`, `week 45`.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from core.model import Period

Number = int | float | Decimal | Fraction

UNDEFINED = "–"
SPACE = "\u00a0"
MINUS = "\u2212"

GROUPING = {"fi": SPACE, "en": ","}
DECIMAL_MARK = {"fi": ",", "en": "."}
SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "SEK": "kr"}
"""Only symbols that cannot be taken for another currency of the same name: Danish and Norwegian crowns stay codes."""

MONTHS_SHORT_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
    "fi": (
        *("tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu", "elokuu"),
        *("syyskuu", "lokakuu", "marraskuu", "joulukuu"),
    ),
}


def ratio(numerator: Number | None, denominator: Number | None) -> float | None:
    """`numerator / denominator` of two sums; None when either is unknown or the denominator is 0."""
    over, under = _decimal(numerator), _decimal(denominator)
    if over is None or not under:
        return None
    return float(over / under)


def rounded(value: Number, decimals: int = 0) -> Decimal:
    """`value` with `decimals` decimals, half away from zero. Raises ValueError for NaN and infinity."""
    exact = _decimal(value)
    if exact is None:
        raise ValueError(f"not a finite number: {value!r}")
    with localcontext(prec=max(28, exact.adjusted() + decimals + 3)):
        return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: Number | None, language: str, decimals: int = 0, *, signed: bool = False) -> str:
    """`1 234,5`; `signed` puts `+` before what is above zero after rounding."""
    exact = _decimal(value)
    if exact is None:
        return UNDEFINED
    shown = rounded(exact, decimals)
    kind = _kind(language)
    whole, _, rest = f"{abs(shown):,f}".partition(".")
    text = whole.replace(",", GROUPING[kind]) + (DECIMAL_MARK[kind] + rest if rest else "")
    return _sign(shown, signed) + text


def money(amount: Number | None, currency: str, language: str, *, exact: bool = False, signed: bool = False) -> str:
    """`1 800 €`, below a hundred `99,50 €`; `exact` always shows cents. Without a symbol: the ISO code."""
    value = _decimal(amount)
    if value is None:
        return UNDEFINED
    cents = exact or (value != 0 and abs(rounded(value, 2)) < 100)
    text = number(value, language, 2 if cents else 0, signed=signed)
    return f"{text}{SPACE}{SYMBOLS.get(currency, currency)}" if currency else text


def plain(amount: Decimal | None) -> str | None:
    """Money for machines, exact: at least two decimals and no more than needed (118.990000 -> 118.99, 5 -> 5.00)."""
    if amount is None:
        return None
    whole, _, fraction = format(amount, "f").partition(".")
    return f"{whole}.{fraction.rstrip('0').ljust(2, '0')}"


def percent(fraction: Number | None, language: str, decimals: int = 0) -> str:
    """A share: `18 %`. What is above zero but rounds to it is `< 1 %`, because a small share is not no share."""
    value = _decimal(fraction)
    if value is None:
        return UNDEFINED
    step = Decimal(1).scaleb(-decimals)
    if value > 0 and rounded(value * 100, decimals) == 0:
        return f"<{SPACE}{number(step, language, decimals)}{SPACE}%"
    return f"{number(value * 100, language, decimals)}{SPACE}%"


def points(fraction: Number | None, language: str, decimals: int = 0) -> str:
    """A difference of two shares, with its sign: `+18 %-yks.`, `−8 points`."""
    value = _decimal(fraction)
    if value is None:
        return UNDEFINED
    text = number(value * 100, language, decimals, signed=True)
    if _kind(language) == "fi":
        return f"{text}{SPACE}%-yks."
    return f"{text}{SPACE}{'point' if abs(rounded(value * 100, decimals)) == 1 else 'points'}"


def day(value: date | None, language: str, *, year: bool = True) -> str:
    """`5.11.2026` or `5 Nov 2026`; without its year `5.11.` or `5 Nov`."""
    if value is None:
        return UNDEFINED
    if _kind(language) == "fi":
        return f"{value.day}.{value.month}.{value.year if year else ''}"
    text = f"{value.day}{SPACE}{MONTHS_SHORT_EN[value.month - 1]}"
    return f"{text}{SPACE}{value.year}" if year else text


def period(value: Period | None, language: str) -> str:
    """Both days, with what they share said once: `1.–30.9.2026`, `28.8.–24.9.2026`, `1–30 Sep 2026`."""
    if value is None:
        return UNDEFINED
    first, last = value.start, value.end
    if first == last or first.year != last.year:
        return day(last, language) if first == last else f"{day(first, language)}{SPACE}–{SPACE}{day(last, language)}"
    if _kind(language) == "fi":
        start = f"{first.day}." if first.month == last.month else day(first, language, year=False)
        return f"{start}–{day(last, language)}"
    if first.month == last.month:
        return f"{first.day}–{day(last, language)}"
    return f"{day(first, language, year=False)}{SPACE}–{SPACE}{day(last, language)}"


def week(value: date | None, language: str, *, year: bool = False) -> str:
    """The ISO week of a day: `vko 45`; with its own year, which near New Year is not the day's: `vko 53/2026`."""
    if value is None:
        return UNDEFINED
    iso_year, iso_week, _ = value.isocalendar()
    text = f"{'vko' if _kind(language) == 'fi' else 'week'}{SPACE}{iso_week}"
    return f"{text}/{iso_year}" if year else text


def month(value: date | None, language: str) -> str:
    """`syyskuu 2026` or `September 2026`."""
    if value is None:
        return UNDEFINED
    return f"{MONTHS[_kind(language)][value.month - 1]}{SPACE}{value.year}"


def moment(local: datetime | None, language: str) -> str:
    """An instant already in the client's zone: `5.11.2026 klo 9.15` or `5 Nov 2026 at 9:15`."""
    if local is None:
        return UNDEFINED
    if _kind(language) == "fi":
        return f"{day(local, language)} klo{SPACE}{local.hour}.{local.minute:02d}"
    return f"{day(local, language)} at{SPACE}{local.hour}:{local.minute:02d}"


def _kind(language: str) -> str:
    return "fi" if language == "fi" else "en"


def _sign(shown: Decimal, signed: bool) -> str:
    if shown < 0:
        return MINUS
    return "+" if signed and shown > 0 else ""


def _decimal(value: Number | None) -> Decimal | None:
    """The number on its shortest decimal digits; None for what is undefined."""
    if value is None:
        return None
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)) if isinstance(value, float) else value)
    return exact if exact.is_finite() else None
