"""GA4 standard reports: `#` preamble with the period, no currency and no property number, sorted by sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.jobs.story.cast import Company, Export
from core.jobs.story.facts import SiteDay


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    account: str
    prop: str
    everybody: str
    start: str
    end: str
    day: str
    channel: str
    measures: str


FINNISH = _Words(
    "Liikenteen hankinta",
    "Tili",
    "Mittauskokonaisuus",
    "Kaikki käyttäjät",
    "Alkamispäivä",
    "Päättymispäivä",
    "Päivämäärä",
    "Istunnon ensisijainen kanavaryhmä (oletuskanavaryhmä)",
    "Istunnot,Sitoutuneet istunnot,Aktiiviset käyttäjät,Tärkeät tapahtumat,Kokonaistulot",
)
ENGLISH = _Words(
    "Traffic acquisition",
    "Account",
    "Property",
    "All Users",
    "Start date",
    "End date",
    "Date",
    "Session primary channel group (Default Channel Group)",
    "Sessions,Engaged sessions,Active users,Key events,Total revenue",
)


def daily_report(company: Company, export: Export, days: Sequence[SiteDay]) -> bytes:
    """One row per day, all channels together."""
    words = FINNISH if company.words == "fi" else ENGLISH
    return _file(company, export, words.day, _summed(days, lambda day: f"{day.day:%Y%m%d}"))


def channel_report(company: Company, export: Export, days: Sequence[SiteDay]) -> bytes:
    """One row per channel group over the whole period."""
    words = FINNISH if company.words == "fi" else ENGLISH
    return _file(company, export, words.channel, _summed(days, lambda day: day.channel))


def _summed(days: Iterable[SiteDay], key: Callable[[SiteDay], str]) -> dict[str, list[int]]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for day in days:
        for i, number in enumerate((day.sessions, day.engaged, day.key_events, day.revenue)):
            sums[key(day)][i] += number
    return sums


def _file(company: Company, export: Export, dimension: str, sums: dict[str, list[int]]) -> bytes:
    words = FINNISH if company.words == "fi" else ENGLISH
    rule = "# ----------------------------------------"
    lines = [
        rule,
        f"# {words.title}: {dimension}",
        f"# {words.account}: {company.name}",
        f"# {words.prop}: {company.site} – GA4",
        rule,
        "#",
        f"# {words.everybody}",
        f"# {words.start}: {export.start:%Y%m%d}",
        f"# {words.end}: {export.end:%Y%m%d}",
        f"{dimension},{words.measures}",
        *(_row(name, *sums[name]) for name in sorted(sums, key=lambda name: (-sums[name][0], name))),
    ]
    return ("\n".join(lines) + "\n").encode()


def _row(name: str, sessions: int, engaged: int, key_events: int, revenue: int) -> str:
    users = sessions * 83 // 100
    return f"{name},{sessions},{engaged},{users},{_decimal(key_events)},{_decimal(revenue)}"


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
