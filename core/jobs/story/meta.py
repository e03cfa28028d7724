"""Meta Ads Manager campaigns by day: a summary row first, results by indicator, currency in a header."""

from __future__ import annotations

from collections.abc import Sequence

from core.jobs.story.cast import Company, Export
from core.jobs.story.chance import draw
from core.jobs.story.facts import LineDay

LEADS = {
    "en": (
        "Reporting starts",
        "Reporting ends",
        "Campaign name",
        "Campaign ID",
        "Results",
        "Result indicator",
        "Reach",
        "Impressions",
        "Amount spent (EUR)",
        "Link clicks",
        "Leads",
        "Attribution setting",
    ),
    "fi": (
        "Raportoinnin alku",
        "Raportoinnin loppu",
        "Kampanjan nimi",
        "Kampanjan tunnus",
        "Tulokset",
        "Tuloksen ilmaisin",
        "Kattavuus",
        "Näyttökerrat",
        "Käytetty summa (EUR)",
        "Linkin klikkaukset",
        "Liidit",
        "Attribuutioasetus",
    ),
}
PURCHASES = (*LEADS["en"][:10], "Purchases", "Purchases conversion value", "Attribution setting")
ATTRIBUTION = {"en": "7-day click or 1-day view", "fi": "7 päivää klikkauksesta tai 1 päivä näytöstä"}


def campaigns_file(company: Company, export: Export, days: Sequence[LineDay]) -> bytes:
    """The file's bytes. A web shop's file carries purchases and their value, the others leads."""
    shop = any(line.order for line in company.lines)
    header = PURCHASES if shop else LEADS[company.words]
    rows = [
        header,
        _summary(export, days, shop),
        *(_row(company, fact, shop, export) for fact in days),
    ]
    return "".join(",".join(map(_quoted, row)) + "\n" for row in rows).encode()


def _quoted(cell: str) -> str:
    return f'"{cell}"' if " " in cell or "," in cell else cell


def _row(company: Company, fact: LineDay, shop: bool, export: Export) -> list[str]:
    day = fact.day.isoformat()
    results, indicator = _results(fact)
    return [
        day,
        day,
        fact.line.name_on(export.end),
        fact.line.number,
        results,
        indicator,
        str(_reach(fact)),
        str(fact.impressions),
        _decimal(fact.cents),
        str(fact.clicks),
        *_outcome(fact.conversions, fact.value, shop),
        ATTRIBUTION[company.words],
    ]


def _summary(export: Export, days: Sequence[LineDay], shop: bool) -> list[str]:
    """The row of the whole range, without a name. People reached are fewer than the days' sum."""
    return [
        export.start.isoformat(),
        export.end.isoformat(),
        "",
        "",
        "",
        "",
        str(sum(map(_reach, days)) // 7),
        str(sum(day.impressions for day in days)),
        _decimal(sum(day.cents for day in days)),
        str(sum(day.clicks for day in days)),
        *_outcome(sum(day.conversions for day in days), sum(day.value for day in days), shop),
        "",
    ]


def _outcome(conversions: int, value: int, shop: bool) -> list[str]:
    """Meta leaves a cell empty where nothing happened."""
    count = str(conversions // 100) if conversions else ""
    return [count, _decimal(value) if value else ""] if shop else [count]


def _results(fact: LineDay) -> tuple[str, str]:
    """What the column "Results" counts depends on what the campaign is after."""
    kind = fact.line.kind
    counted = {
        "": 0,
        "reach": _reach(fact),
        "actions:link_click": fact.clicks,
        "actions:landing_page_view": fact.clicks * 86 // 100,
        "video_thruplay_watched_actions": fact.impressions * 18 // 100,
    }.get(kind, fact.conversions // 100)
    return (str(counted), kind) if counted else ("", "")


def _reach(fact: LineDay) -> int:
    return fact.impressions * (700 + draw(fact.line.number, fact.day, "reach") % 200) // 1000


def _decimal(hundredths: int) -> str:
    """Raw number as Meta writes it: a point, and no zeros at the end."""
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
