"""A made-up client's days as the files its platforms would give: Google Ads, Meta Ads and analytics, in English.

`python -m tests.bench.exports FOLDER [CASE] [SEED] [VISITS]` writes them; import them with `python -m core import`.
Days without a figure have no row, as in real exports.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from tests.bench import worlds
from tests.bench.worlds import World, world

TYPES = {"paid_search": "Search", "demand_gen": "Demand Gen", "display": "Display"}
GOOGLE = ("Day", "Campaign", "Campaign ID", "Campaign type", "Currency code", "Impr.", "Clicks", "Cost")
META = (
    *("Reporting starts", "Reporting ends", "Campaign name", "Campaign ID", "Impressions"),
    *("Amount spent (EUR)", "Link clicks", "Purchases", "Purchases conversion value"),
)
LATE = (0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.91, 0.89, 0.87, 0.84, 0.80, 0.75, 0.68, 0.55)
"""A common lag: 55 % of conversions on the day itself, nine tenths after a week. The newest day last."""

CASES: Mapping[str, Callable[[World, int], World]] = {
    "nothing": lambda client, _: client,
    "poor_reach": lambda client, seed: worlds.with_poor_reach(client, seed, 0.6),
    "more_traffic": lambda client, seed: worlds.with_more_traffic(client, seed, 0.25),
    "guide_up": lambda client, seed: worlds.with_rates(client, seed, {"Act Guide": 1.6}),
    "site_down": lambda client, seed: worlds.with_rates(client, seed, {"*": 0.6}),
    "outage": lambda client, seed: worlds.with_outage(client, seed, range(client.days - 4, client.days), left=0.0),
    "late": lambda client, seed: worlds.with_late_conversions(client, seed, LATE),
    "stopped": lambda client, _: worlds.stopped(client, "Convert Search", 5),
}


def files(client: World) -> dict[str, str]:
    """File name -> text. Meta is in the file by campaign and day, Google with its title and total rows, analytics as
    the traffic of the whole site by day."""
    return {
        "google_ads.csv": _google(client),
        "meta_ads.csv": _meta(client),
        "ga4_daily.csv": _analytics(client),
    }


def _google(client: World) -> str:
    last = client.first + timedelta(days=client.days - 1)
    title = f'Campaign report\n"{_long(client.first)} - {_long(last)}"\n'
    rows = [
        [
            *(day.isoformat(), client.rows[i].name, 1000 + i, TYPES[client.rows[i].channel], "EUR"),
            *(f"{client.impressions[i, n]:,.0f}", f"{client.visits[i, n]:.0f}", f"{client.spend[i, n]:,.2f}"),
            *(f"{client.conversions[i, n]:.2f}", f"{client.value[i, n]:,.2f}"),
        ]
        for i, n, day in _seen(client, "google_ads")
    ]
    own = [i for i, row in enumerate(client.rows) if row.source == "google_ads"]
    sums = [float(of[own].sum()) for of in (client.impressions, client.visits, client.spend)]
    total = [f"{sums[0]:,.0f}", f"{sums[1]:,.0f}", f"{sums[2]:,.2f}"]
    outcomes = [f"{client.conversions[own].sum():,.2f}", f"{client.value[own].sum():,.2f}"]
    footer = ["Total: Account", "", "", "", "EUR", *total, *outcomes]
    return title + _csv([[*GOOGLE, "Conversions", "Conv. value"], *rows, footer])


def _meta(client: World) -> str:
    rows = [
        [
            *(day.isoformat(), day.isoformat(), client.rows[i].name, 120_000 + i, f"{client.impressions[i, n]:.0f}"),
            *(f"{client.spend[i, n]:.2f}", f"{client.visits[i, n]:.0f}"),
            *(f"{client.conversions[i, n]:.0f}", f"{client.value[i, n]:.2f}"),
        ]
        for i, n, day in _seen(client, "meta_ads")
    ]
    return _csv([list(META), *rows])


def _analytics(client: World) -> str:
    """Paid visits and as many again of their own; key events of both."""
    last = client.first + timedelta(days=client.days - 1)
    head = ["Traffic acquisition: Date", "Account: Made-up client", "Property: made-up.example", "-" * 40]
    lines = [*("-" * 40, *head), "", "All Users", f"Start date: {client.first:%Y%m%d}", f"End date: {last:%Y%m%d}"]
    rows = [
        [
            f"{client.first + timedelta(days=n):%Y%m%d}",
            f"{2 * client.visits[:, n].sum():.0f}",
            f"{1.2 * client.visits[:, n].sum():.0f}",
            f"{client.conversions[:, n].sum():.0f}",
        ]
        for n in range(client.days)
    ]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines) + _csv(
        [["Date", "Sessions", "Engaged sessions", "Key events"], *rows]
    )


def _seen(client: World, source: str) -> Iterator[tuple[int, int, date]]:
    for i, row in enumerate(client.rows):
        if row.source == source:
            for n in np.flatnonzero(client.impressions[i] + client.spend[i]):
                yield i, int(n), client.first + timedelta(days=int(n))


def _csv(rows: list[list[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def main(folder: Path, case: str, seed: int, visits: int) -> None:
    """Write one case and say when its sprints began."""
    folder.mkdir(parents=True, exist_ok=True)
    client = CASES[case](world(seed, visits), seed)
    for name, text in files(client).items():
        (folder / name).write_text(text, encoding="utf-8")
    print("monthlies:", ", ".join(day.isoformat() for day in client.monthlies()))
    print("as of:", client.first + timedelta(days=client.days))


if __name__ == "__main__":
    where, *rest = sys.argv[1:]
    main(Path(where), rest[0] if rest else "poor_reach", int((rest[1:2] or ["1"])[0]), int((rest[2:3] or ["300"])[0]))
