"""Google Ads campaign report, segmented by day: preamble, comma, nested totals rows; in Finnish or English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.jobs.story.cast import Company, Export, Line
from core.jobs.story.chance import draw
from core.jobs.story.facts import LineDay

NOTHING = " --"


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    header: tuple[str, ...]
    types: dict[str, str]
    enabled: str
    paused: str
    total: str
    campaigns: str
    account: str
    months: tuple[str, ...]
    date: str
    dash: str
    point: str
    thousands: str
    percent: str


FINNISH = _Words(
    "Kampanjaraportti",
    (
        "Päivä",
        "Kampanjan tila",
        "Kampanja",
        "Kampanjan tunnus",
        "Kampanjatyyppi",
        "Valuuttakoodi",
        "Impr.",
        "Klikkaukset",
        "Klikkausprosentti (CTR)",
        "Hinta",
        "Konversiot",
        "Konversioarvo",
    ),
    {
        "Search": "Haku",
        "Shopping": "Shopping",
        "Performance Max": "Tehokkuusmaksimointi",
        "Demand Gen": "Demand Gen",
        "Display": "Display",
        "Video": "Video",
    },
    "Käytössä",
    "Keskeytetty",
    "Yhteensä",
    "Kampanjat",
    "Tili",
    (
        "tammikuuta",
        "helmikuuta",
        "maaliskuuta",
        "huhtikuuta",
        "toukokuuta",
        "kesäkuuta",
        "heinäkuuta",
        "elokuuta",
        "syyskuuta",
        "lokakuuta",
        "marraskuuta",
        "joulukuuta",
    ),
    "{0.day}. {1} {0.year}",
    " – ",
    ",",
    "\N{NO-BREAK SPACE}",
    "\N{NO-BREAK SPACE}%",
)
ENGLISH = _Words(
    "Campaign report",
    (
        "Day",
        "Campaign status",
        "Campaign",
        "Campaign ID",
        "Campaign type",
        "Bid strategy type",
        "Currency code",
        "Impr.",
        "Clicks",
        "CTR",
        "Cost",
        "Conversions",
        "Conv. value",
        "Search impr. share",
    ),
    {},
    "Enabled",
    "Paused",
    "Total",
    "Campaigns",
    "Account",
    (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "{0.day} {1} {0.year}",
    " - ",
    ".",
    ",",
    "%",
)


def campaign_report(company: Company, export: Export, days: Sequence[LineDay]) -> bytes:
    """The file's bytes: UTF-8 with commas, or the "Excel .csv" shape (UTF-16LE with a byte order mark, tabs)."""
    words = FINNISH if company.words == "fi" else ENGLISH
    rows = [
        [words.title],
        [words.dash.join(spoken_day(words, day) for day in (export.start, export.end))],
        words.header,
        *(_row(words, export, day) for day in days),
        *_totals(words, days),
    ]
    if export.utf16:
        return ("\ufeff" + "".join("\t".join(row) + "\r\n" for row in rows)).encode("utf-16-le")
    return "".join(",".join(map(quoted, row)) + "\n" for row in rows).encode()


def quoted(cell: str) -> str:
    """A cell as Google writes it into a CSV."""
    return f'"{cell}"' if "," in cell or "\N{NO-BREAK SPACE}" in cell else cell


def spoken_day(words: _Words, day: date) -> str:
    """A day as the top of a report writes it."""
    return words.date.format(day, words.months[day.month - 1])


def _row(words: _Words, export: Export, fact: LineDay) -> list[str]:
    line = fact.line
    running = line.live[-1][1] >= export.end
    front = [
        fact.day.isoformat(),
        words.enabled if running else words.paused,
        line.name_on(export.end),
        line.number,
        words.types.get(line.kind, line.kind),
    ]
    if words is FINNISH:
        return [*front, "EUR", *_measures(words, fact)]
    return [*front, line.bid, "EUR", *_measures(words, fact), _impression_share(fact)]


def _measures(words: _Words, fact: LineDay) -> list[str]:
    return [
        _whole(words, fact.impressions),
        _whole(words, fact.clicks),
        _click_rate(words, fact),
        _decimal(words, fact.cents, ""),
        _decimal(words, fact.conversions, words.thousands),
        _decimal(words, fact.value, words.thousands),
    ]


def _totals(words: _Words, days: Sequence[LineDay]) -> Iterable[list[str]]:
    """Campaigns, account, then one per campaign type: the same money three times, as Google writes it."""
    campaigns = _total(words, words.campaigns, days)
    yield [cell or NOTHING for cell in campaigns]
    yield _total(words, words.account, days)
    for kind in sorted({day.line.kind for day in days}):
        name = words.types.get(kind, kind)
        row = _total(words, name, [day for day in days if day.line.kind == kind])
        row[4] = name
        yield row


def _total(words: _Words, name: str, days: Sequence[LineDay]) -> list[str]:
    sums = replace(
        days[0],
        cents=sum(day.cents for day in days),
        impressions=sum(day.impressions for day in days),
        clicks=sum(day.clicks for day in days),
        conversions=sum(day.conversions for day in days),
        value=sum(day.value for day in days),
    )
    front = [f"{words.total}: {name}", "", "", "", ""]
    if words is FINNISH:
        return [*front, "EUR", *_measures(words, sums)]
    return [*front, "", "EUR", *_measures(words, sums), NOTHING]


def _whole(words: _Words, number: int) -> str:
    return f"{number:,}".replace(",", words.thousands)


def _decimal(words: _Words, hundredths: int, thousands: str) -> str:
    whole = f"{hundredths // 100:,}".replace(",", thousands)
    return f"{whole}{words.point}{hundredths % 100:02d}"


def _click_rate(words: _Words, fact: LineDay) -> str:
    if not fact.impressions:
        return NOTHING
    return _decimal(words, fact.clicks * 10_000 // fact.impressions, "") + words.percent


def _impression_share(fact: LineDay) -> str:
    """Only search campaigns have it, and Google gives bounds instead of the lowest and highest values."""
    if fact.line.kind not in ("Search", "Shopping"):
        return NOTHING
    share = (9200 if _brand(fact.line) else 1500) + draw(fact.line.number, fact.day, "share") % 1800 - 900
    if share > 9000:
        return "> 90%"
    return f"{share // 100}.{share % 100:02d}%" if share >= 1000 else "< 10%"


def _brand(line: Line) -> bool:
    return "Brand" in line.name
