"""What headers and words of the platforms mean. The words themselves are data: `headers.tsv` and `words.tsv`.

Roles of columns:
* dimensions `campaign ad_set ad …` (with `_id`), `day start end`, `week month quarter year nth_day` and `long_span` for
  what names no calendar days, `hour`, `campaign_type objective …`;
* `breakdown`: parts that add up to the campaign (age, placement); `conversion_action`: parts of its conversions only;
* measures, named as in `DAY_MEASURES`, and those that do not add up (`OTHER_MEASURES`);
* `known`: a rate or a label that we recognise and leave out, because rates are never stored;
* `personal`: people's names and addresses, which are dropped before a cell of them is read;
* `mark_…`: headers that give away a kind of file: settings or indexing, which is refused, or a list of deals or leads;
* `outcome_id ordered_day created_day won_day order_value …`: columns of orders, leads and deals (see outcomes.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).parent

_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF
IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES
VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
"""
ISO_4217 = frozenset(_CODES.split())

SYMBOL_CURRENCIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "US$": ("USD",),
        "R$": ("BRL",),
        "A$": ("AUD",),
        "AU$": ("AUD",),
        "CA$": ("CAD",),
        "C$": ("CAD",),
        "NZ$": ("NZD",),
        "HK$": ("HKD",),
        "MX$": ("MXN",),
        "S$": ("SGD",),
        "NT$": ("TWD",),
        "€": ("EUR",),
        "£": ("GBP",),
        "₹": ("INR",),
        "₺": ("TRY",),
        "₽": ("RUB",),
        "₩": ("KRW",),
        "₪": ("ILS",),
        "฿": ("THB",),
        "₫": ("VND",),
        "₱": ("PHP",),
        "₴": ("UAH",),
        "₦": ("NGN",),
        "zł": ("PLN",),
        "Kč": ("CZK",),
        "Ft": ("HUF",),
        "Rp": ("IDR",),
        "lei": ("RON", "MDL"),
        "¥": ("JPY", "CNY"),
        "kr": ("SEK", "NOK", "DKK", "ISK"),
        "KR": ("SEK", "NOK", "DKK", "ISK"),
        "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP", "TWD", "UYU"),
    }
)
"""What a symbol may stand for, the likeliest first. One candidate is read; of several, a person chooses."""

_WITH_CURRENCY = re.compile(
    r"(?P<bare>.*\S)(?:\s*(?P<open>[(\[])\s*|[\s_]+)"
    rf"(?:(?P<code>[A-Z]{{3}})|(?P<symbol>{'|'.join(map(re.escape, SYMBOL_CURRENCIES))}))\s*[)\]]?",
    re.DOTALL,
)
_WORDS_TOO = frozenset({"ALL", "CUP", "LAK", "MOP", "PEN", "TOP", "TRY"})
"""Codes that are English words: without brackets they are read as words."""

_STOPS = re.compile(r"(?<!\d)\.(?!\d)|\.$")
_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r" ?([/–—-]) ?")

DECIMAL_MARKS: Mapping[str, str] = MappingProxyType(
    {
        "en": ".",
        "fi": ",",
        "sv": ",",
        "de": ",",
        "pt": ",",
        "fr": ",",
        "it": ",",
        "nl": ",",
        "da": ",",
        "nb": ",",
        "pl": ",",
    }
)
"""Decimal mark by language of the headers. Spanish is left out: Spain writes 1.234,5 and Mexico 1,234.5."""

DAY_FIRST_LANGUAGES = frozenset({"fi", "sv", "de", "pt", "es", "fr", "it", "nl", "da", "nb", "pl"})
"""English is left out: Britain writes day/month, America month/day."""

OTHER_MEASURES = (
    "reach",
    "frequency",
    "users",
    "total_users",
    "new_users",
    "returning_users",
    "position",
    "impression_share",
    "unique_opens",
    "unique_clicks",
    "search_mobile_views",
    "search_desktop_views",
    "maps_mobile_views",
    "maps_desktop_views",
)
"""What does not add up over days or entities. The views of a business profile are people, counted anew in each."""

COUNTED_ASIDE = (
    "event_count",
    "views",
    "sends",
    "delivered",
    "opens",
    "unsubscribes",
    "bounces",
    "spam_complaints",
    "calls",
    "messages",
    "bookings",
    "directions",
)
"""What adds up and is worth keeping, but is no measure of `metric_day`: page views, what became of e-mails, what people
did on a business profile. Kept in `metric_period`, also by day (a period of one day)."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a header may mean: its role, in which language it is written, and by which source (empty: any)."""

    role: str
    language: str
    source: str


def folded(text: str) -> str:
    """`text` as it is compared: no case, accents, underscores or full stops after words, one kind of dash, single
    spaces, and none around a dash or slash (`Conv.-Wert`, `Kosten / Conv.`, `Sitzung – Kampagne`)."""
    plain = text.replace("_", " ")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("\u200b", "").replace("’", "'"))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    spaced = _SPACES.sub(" ", _STOPS.sub(" ", plain.casefold()))
    return _DASHES.sub(_one_dash, spaced).strip(" :\t\ufeff")


def _one_dash(found: re.Match[str]) -> str:
    return "/" if found[1] == "/" else "-"


def split_currency(header: str) -> tuple[str, str]:
    """(header without its currency, ISO code) of `Amount spent (EUR)`, `Kulut €` or `Cost SEK`. The code is empty for a
    symbol of several currencies; a code that is not in ISO 4217, as in `(CTR)`, belongs to the header."""
    found = _WITH_CURRENCY.fullmatch(header.strip()) if len(header) < 200 else None
    if not found:
        return header, ""
    code = found["code"] or ""
    if code:
        known = code in ISO_4217 and (found["open"] or code not in _WORDS_TOO)
        return (found["bare"], code) if known else (header, "")
    candidates = SYMBOL_CURRENCIES[found["symbol"]]
    return found["bare"], candidates[0] if len(candidates) == 1 else ""


def meanings(header: str) -> tuple[Meaning, ...]:
    """Everything `header` may mean; empty when the vocabulary does not know it."""
    table = _headers()
    whole = table.get(folded(header))
    if whole:
        return whole
    return table.get(folded(split_currency(header)[0]), ())


def words(kind: str) -> Mapping[str, str]:
    """Folded word -> language, of one kind of `words.tsv` (`total`, `all_time`, `start` …)."""
    return _words().get(kind, {})


@lru_cache(maxsize=1)
def months() -> Mapping[str, int]:
    """Folded month name or abbreviation, in any language -> 1 … 12."""
    found: dict[str, int] = {}
    for kind, _, names in _lines("words.tsv", 3):
        if kind == "month":
            found.update((folded(name), number) for number, name in enumerate(names.split(" | "), start=1))
    return found


@lru_cache(maxsize=1)
def campaign_types() -> Mapping[str, str]:
    """Folded campaign type in any language -> its English name."""
    kinds = {kind: kind.removeprefix("type ") for kind in _words() if kind.startswith("type ")}
    return {word: name for kind, name in kinds.items() for word in words(kind)}


@lru_cache(maxsize=1)
def _headers() -> Mapping[str, tuple[Meaning, ...]]:
    table: dict[str, tuple[Meaning, ...]] = {}
    for role, language, source, headers in _lines("headers.tsv", 4):
        for header in headers.split(" | "):
            key = folded(header)
            table[key] = (*table.get(key, ()), Meaning(role, language, source))
    return table


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for kind, language, listed in _lines("words.tsv", 3):
        for word in listed.split(" | "):
            table.setdefault(kind, {}).setdefault(folded(word), language)
    return table


def _lines(name: str, cells: int) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    wrong = [row for row in rows if len(row) != cells]
    if wrong:
        raise ValueError(f"{name}: a line must have {cells} cells: {wrong[0]}")
    return rows
