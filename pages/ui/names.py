"""What stages, sources and channels are called on screen."""

from __future__ import annotations

from pages.ui.words import Words
from pages.ui.words.common import CHANNELS, COMMON, MAKERS, SHORT, SOURCES

CURRENCIES = ("EUR", "SEK", "NOK", "DKK", "GBP", "USD", "CHF", "PLN")
"""What is offered to choose from; any other code of ISO 4217 can be typed."""


def bucket_name(bucket: str, language: str) -> str:
    """A stage with its Finnish subtitle (`Reach – tavoita`), or where money without one stage lies."""
    return Words(COMMON, language)(bucket)


def short_name(bucket: str, language: str) -> str:
    """The stage's name alone, for narrow places."""
    return SHORT.get(bucket) or bucket_name(bucket, language)


def source_name(source: str) -> str:
    return SOURCES.get(source, source.replace("_", " "))


def channel_name(channel: str, language: str) -> str:
    """A channel as people call it; a campaign whose channel nobody knows goes under its source's name."""
    if channel.lower() in CHANNELS:
        return Words(CHANNELS, language)(channel.lower())
    return source_name(channel)


def maker_name(who: str, language: str) -> str:
    """Who made something: a person's own name, or the way by which it came without one."""
    return Words(MAKERS, language)(who) if who in MAKERS else who


def account_name(source: str, account: str) -> str:
    return f"{source_name(source)} · {account}" if account else source_name(source)
