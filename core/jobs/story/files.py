"""Which files the story consists of: every export of every company, and every board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from core.jobs.story import boutique, ga4, google, meta, outcomes, pumps, searches, yard
from core.jobs.story.board import board_export
from core.jobs.story.board_cast import PUMPS, SHOP, TEAM, YARD, BoardCast
from core.jobs.story.cast import GOOGLE, LAST_DAY, META, Company, Export
from core.jobs.story.facts import LineDay, SiteDay, line_days, site_days

COMPANIES: tuple[Company, ...] = (pumps.COMPANY, boutique.COMPANY, yard.COMPANY)
LATE_DAYS = 9
"""Conversions keep arriving for days: an export misses some of those of its own last days."""


@dataclass(frozen=True, slots=True)
class DemoFile:
    """One export file of the story."""

    company: Company
    export: Export

    @property
    def path(self) -> str:
        """Place of the file inside the demo folder."""
        shape = "_excel" if self.export.utf16 else ""
        return f"{self.company.key}/{self.export.report}{shape}_{self.export.start}_{self.export.end}.csv"

    @property
    def account(self) -> str:
        """The account the file was downloaded from; a GA4 file names its property itself."""
        google_ads, meta_ads = self.company.google_account, self.company.meta_account
        return {GOOGLE: google_ads, "google_search_terms": google_ads, META: meta_ads}.get(self.export.report, "")

    def written(self) -> bytes:
        """The file's bytes."""
        return WRITERS[self.export.report](self.company, self.export)


@dataclass(frozen=True, slots=True)
class BoardFile:
    """One board of the story."""

    cast: BoardCast

    @property
    def path(self) -> str:
        """Place of the file inside the demo folder."""
        return f"{self.cast.key}/trello_board.json"

    def written(self) -> bytes:
        """The file's bytes."""
        return board_export(self.cast)


CLIENT_BOARDS = {company.key: BoardFile(cast) for company, cast in zip(COMPANIES, (PUMPS, SHOP, YARD), strict=True)}
"""Company key -> its board."""
TEAM_BOARD = BoardFile(TEAM)
BOARD_FILES = (*CLIENT_BOARDS.values(), TEAM_BOARD)


def demo_files() -> Iterator[DemoFile]:
    """Every file of numbers; each company's in the order in which its exports were downloaded."""
    for company in COMPANIES:
        for export in sorted(company.exports, key=lambda export: export.end):
            yield DemoFile(company, export)


def _site(company: Company, export: Export) -> list[SiteDay]:
    return [day for day in site_days(company) if export.start <= day.day <= export.end]


WRITERS: dict[str, Callable[[Company, Export], bytes]] = {
    GOOGLE: lambda company, export: google.campaign_report(company, export, exported_days(company, export)),
    META: lambda company, export: meta.campaigns_file(company, export, exported_days(company, export)),
    "google_search_terms": searches.search_report,
    "ga4_daily": lambda company, export: ga4.daily_report(company, export, _site(company, export)),
    "ga4_channels": lambda company, export: ga4.channel_report(company, export, _site(company, export)),
    "shop_orders": lambda company, export: outcomes.shop_orders(company, export, _site(company, export)),
    "crm_deals": lambda company, export: outcomes.crm_deals(company, export, _site(company, export)),
}


def exported_days(company: Company, export: Export) -> list[LineDay]:
    """The campaign days of an advertising export, campaign by campaign, as they looked when it was downloaded."""
    return [
        _as_seen(day, export)
        for line in company.lines
        if line.platform == export.report
        for day in line_days(company, line)
        if export.start <= day.day <= export.end
    ]


def _as_seen(fact: LineDay, export: Export) -> LineDay:
    age = (export.end - fact.day).days
    if export.end == LAST_DAY or age >= LATE_DAYS:
        return fact
    step = 50 if fact.line.platform == GOOGLE else 100
    conversions = fact.conversions * (30 + 7 * age) // 100 // step * step
    value = fact.value * conversions // fact.conversions if fact.conversions else 0
    return replace(fact, conversions=conversions, value=value, cents=fact.cents - (age == 0))
