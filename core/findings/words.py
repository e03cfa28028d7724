"""How findings speak: both languages at once, every number through `core.figures`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from core import figures
from core.figures import Number
from core.model import Period, Sentence, Stage

SAID_AT_MOST = 120
Part = Callable[[str], str]
"""A piece of a sentence, said in a language."""

STAGE_NAMES = {stage.value: stage.value.capitalize() for stage in Stage}
CHECK_TRACKING = Sentence(
    "Nobody has checked the tracking behind this figure: check it first.",
    "Tämän luvun seurantaa ei ole tarkistettu: tarkista ensin seuranta.",
)


def told(en: str, fi: str, **parts: Part | Sentence | str | int) -> Sentence:
    """Both templates filled: `{name}` by a part said in the template's language, a sentence, or plain text."""

    def fill(template: str, language: str) -> str:
        return template.format(**{name: _said(part, language) for name, part in parts.items()})

    return Sentence(fill(en, "en"), fill(fi, "fi"))


def _said(part: Part | Sentence | str | int, language: str) -> str:
    if isinstance(part, Sentence):
        return part.said_in(language)
    return part(language) if callable(part) else str(part)


def short(text: str) -> str:
    """A text that people wrote, on one line and cut at a length that can be said aloud."""
    said = " ".join(text.split())
    return said if len(said) <= SAID_AT_MOST else f"{said[: SAID_AT_MOST - 1].rstrip()}…"


def joined(*sentences: Sentence | None) -> Sentence:
    """Sentences one after another; None says nothing."""
    said = [sentence for sentence in sentences if sentence is not None]
    return Sentence(" ".join(s.en for s in said), " ".join(s.fi for s in said))


def money(amount: Number | None, currency: str, *, signed: bool = False) -> Part:
    return lambda language: figures.money(amount, currency, language, signed=signed)


def count(value: Number | None, decimals: int = 0, *, signed: bool = False) -> Part:
    return lambda language: figures.number(value, language, decimals, signed=signed)


def share(fraction: Number | None, decimals: int = 0) -> Part:
    return lambda language: figures.percent(fraction, language, decimals)


def rate(fraction: float | None) -> Part:
    """A rate, finer the smaller it is: 12 %, 3.1 %, 0.27 %."""
    size = abs(fraction) if fraction is not None else 1.0
    return share(fraction, 0 if size >= 0.1 else 1 if size >= 0.01 else 2)


def change(ratio: float) -> Part:
    """A ratio as a change: 1.77 is +77 %."""
    return lambda language: f"{figures.number((ratio - 1) * 100, language, 0, signed=True)}{figures.SPACE}%"


def points(fraction: Number | None) -> Part:
    return lambda language: figures.points(fraction, language)


def day(value: date | None, *, year: bool = False) -> Part:
    return lambda language: figures.day(value, language, year=year)


def span(value: Period) -> Part:
    return lambda language: figures.period(value, language)


def names(of: Sequence[str]) -> Part:
    """“A”, “B” and “C”."""

    def said(language: str) -> str:
        mark, end = ("”", "”") if language == "fi" else ("“", "”")
        quoted = [f"{mark}{name}{end}" for name in of]
        if len(quoted) < 2:
            return "".join(quoted)
        return f"{', '.join(quoted[:-1])} {'ja' if language == 'fi' else 'and'} {quoted[-1]}"

    return said


def stage(key: str) -> str:
    return STAGE_NAMES.get(key, key)


CHANNEL_NAMES: dict[str, Sentence] = {
    "paid_search": Sentence("Google Search", "Google-haku"),
    "bing_search": Sentence("Microsoft Search", "Microsoft-haku"),
    "organic_search": Sentence("organic search", "luonnollinen haku"),
    "paid_social_meta": Sentence("Meta", "Meta"),
    "paid_social_linkedin": Sentence("LinkedIn", "LinkedIn"),
    "paid_social_tiktok": Sentence("TikTok", "TikTok"),
    "display": Sentence("Display", "Display"),
    "youtube": Sentence("YouTube", "YouTube"),
    "video": Sentence("Video", "Video"),
    "shopping": Sentence("Shopping", "Shopping"),
    "pmax": Sentence("Performance Max", "Performance Max"),
    "demand_gen": Sentence("Demand Gen", "Demand Gen"),
    "app": Sentence("app campaigns", "sovelluskampanjat"),
    "email": Sentence("e-mail", "sähköposti"),
    "organic_social": Sentence("organic social", "orgaaninen some"),
    "website": Sentence("website", "verkkosivusto"),
    "event": Sentence("events", "tapahtumat"),
    "google_ads": Sentence("Google Ads", "Google Ads"),
    "meta_ads": Sentence("Meta Ads", "Meta Ads"),
    "linkedin_ads": Sentence("LinkedIn Ads", "LinkedIn Ads"),
    "microsoft_ads": Sentence("Microsoft Ads", "Microsoft Ads"),
    "tiktok_ads": Sentence("TikTok Ads", "TikTok Ads"),
    "ga4": Sentence("Google Analytics 4", "Google Analytics 4"),
    "search_console": Sentence("Search Console", "Search Console"),
}


def channel(key: str) -> Sentence:
    """A channel or source as people call it; one that is not listed as its source wrote it."""
    return CHANNEL_NAMES.get(key) or Sentence(key, key)


def cents(amount: float) -> Decimal:
    """Money of a sum of floats, to the cent."""
    return figures.rounded(float(amount), 2)
