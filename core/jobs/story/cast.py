"""The words the story is told in: companies, their campaigns, websites, agreed targets and meetings.

Money is in cents, conversions in hundredths (platforms count fractions), factors in per mille.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(2025, 8, 1)
LAST_DAY = date(2026, 9, 30)
ALWAYS = ((FIRST_DAY, LAST_DAY),)


def days(text: str) -> tuple[date, ...]:
    """ISO days separated by spaces."""
    return tuple(map(date.fromisoformat, text.split()))


GOOGLE = "google_ads"
META = "meta_ads"


@dataclass(frozen=True, slots=True)
class Chapter:
    """Days whose totals the story fixes exactly instead of leaving them to season and chance."""

    start: date
    end: date
    cents: int
    clicks: int
    conversions: int
    """Whole conversions."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the Growth Owner has decided about a campaign: a stage, or `weights` for a mixed one."""

    stage: str | None
    temperature: str | None = None
    weights: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One campaign. `kind` is Google's campaign type (English) or Meta's result indicator (empty: Meta shows none)."""

    platform: str
    number: str
    name: str
    kind: str
    daily: int
    """Cents on an average day."""
    click_price: int
    """Cents."""
    ctr: int
    """Clicks per 10 000 impressions."""
    rate: int
    """Conversions per 10 000 clicks."""
    live: tuple[tuple[date, date], ...] = ALWAYS
    order: int = 0
    """Cents of value per conversion."""
    seasons: tuple[int, ...] = ()
    """Per mille of the average for January … December; empty: the company's own."""
    bid: str = ""
    engaged: int = 0
    """Per mille of its visits that stay; 0: as its channel usually does."""
    former_name: str = ""
    renamed_on: date = FIRST_DAY
    chapters: tuple[Chapter, ...] = ()
    decision: Decision | None = None

    def name_on(self, day: date) -> str:
        """The campaign's name as an export taken on `day` shows it."""
        return self.former_name if self.former_name and day < self.renamed_on else self.name


@dataclass(frozen=True, slots=True)
class OwnChannel:
    """Visits that no campaign brings: search results, direct, newsletters …"""

    name: str
    daily: int
    rate: int
    """Key events per 10 000 sessions."""
    engaged: int
    """Per mille of sessions."""
    chapters: tuple[Chapter, ...] = ()
    """Of a chapter only `clicks` (here sessions) and `conversions` (key events) are read."""


@dataclass(frozen=True, slots=True)
class Target:
    """The mix agreed from a day on, in per cent of reach, act, convert, engage."""

    valid_from: date
    shares: tuple[int, int, int, int]
    basis: str


@dataclass(frozen=True, slots=True)
class Export:
    """One download: which report, over which days, in which shape."""

    report: str
    """`google_ads`, `google_search_terms`, `meta_ads`, `ga4_daily`, `ga4_channels`, `shop_orders` or `crm_deals`."""
    start: date
    end: date
    utf16: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """One made-up client of the agency and everything its files and agreements say."""

    key: str
    name: str
    google_account: str
    meta_account: str
    site: str
    words: str
    """Language of the platforms' screens, hence of the files: `fi` or `en`."""
    seasons: tuple[int, ...]
    weekdays: tuple[int, ...]
    """Per mille for Monday … Sunday."""
    holiday: int
    """Per mille of a usual day on a public holiday."""
    peaks: Mapping[date, int]
    """Days that are nothing like their season, per mille."""
    lines: tuple[Line, ...]
    own_channels: tuple[OwnChannel, ...]
    targets: tuple[Target, ...]
    monthlies: tuple[date, ...]
    monthly_hour: int
    """Local time in Helsinki."""
    exports: tuple[Export, ...]
