"""GA4 exports in small made-up files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.model import FileStatus, Grain, Level, Period
from core.sources.read import Hints, read_file
from core.sources.reading import Reading

RULE = "# ----------------------------------------\n"


def preamble(title: str, start: str = "Start date", end: str = "End date") -> str:
    return (
        f"{RULE}# {title}\n# Account: Example\n# Property: example.fi - GA4\n{RULE}#\n# All Users\n"
        f"# {start}: 20261101\n# {end}: 20261107\n"
    )


def read(text: str, hints: Hints | None = None) -> Reading:
    return read_file(text.encode(), "data-export.csv", hints or Hints())[0]


def test_channels_are_a_period_with_their_own_level() -> None:
    reading = read(
        preamble("Traffic acquisition")
        + "Session default channel group,Sessions,Engaged sessions,Key events,Total revenue,Active users\n"
        "Paid Search,1204,800,13.5,2490.9,900\nOrganic Search,998,702,4,0,800\n",
        Hints(value_currency="EUR"),
    )
    assert (reading.status, reading.source, reading.level) == (FileStatus.IMPORTED, "ga4", Level.CHANNEL)
    assert (reading.grain, reading.period) == (Grain.PERIOD, Period(date(2026, 11, 1), date(2026, 11, 7)))
    assert reading.account == "example.fi - GA4"
    assert reading.sums == {
        "sessions": Decimal(2202),
        "engaged_sessions": Decimal(1502),
        "key_events": Decimal("17.5"),
        "value": Decimal("2490.90"),
    }
    assert [e.channel for e in reading.entities] == ["paid_search", "organic_search"]
    assert reading.currency == "EUR"
    assert any("client's currency" in note.en for note in reading.notes)
    assert [r["value"] for r in reading.periods.to_pylist() if r["measure"] == "users"] == [Decimal(900), Decimal(800)]


def test_a_date_column_gives_days_in_any_order() -> None:
    reading = read(preamble("Report CSV Export") + "Date,Sessions,Total users\n20261103,5,4\n20261101,7,6\n")
    assert reading.days["day"].to_pylist() == [date(2026, 11, 1), date(2026, 11, 3)]
    assert reading.days["sessions"].to_pylist() == [7, 5]
    assert reading.period == Period(date(2026, 11, 1), date(2026, 11, 7))
    assert {r["measure"] for r in reading.periods.to_pylist()} == {"total_users"}


@pytest.mark.parametrize(
    ("start", "end", "header"),
    [
        (
            "Alkamispäivä",
            "Päättymispäivä",
            "Istunnon ensisijainen kanavaryhmä (oletuskanavaryhmä),Istunnot,Kokonaistulot",
        ),
        (
            "Fecha de inicio",
            "Fecha de finalización",
            "Grupo de canales predeterminado de la sesión,Sesiones,Total de ingresos",
        ),
        ("Startdatum", "Enddatum", "Sitzung - Standard-Channelgruppe,Sitzungen,Gesamtumsatz"),
        ("Startdatum", "Slutdatum", "Standardkanalgrupp,Sessioner,Total intäkt"),
    ],
)
def test_numbers_have_a_dot_in_every_language(start: str, end: str, header: str) -> None:
    """1.204 is a little over one even under Finnish headers."""
    reading = read(preamble("X", start, end) + f"{header}\nDirect,12,1.204\n")
    assert (reading.sums["sessions"], reading.sums["value"]) == (Decimal(12), Decimal("1.204"))
    assert reading.period == Period(date(2026, 11, 1), date(2026, 11, 7))


def test_an_exploration_keeps_its_grand_total_apart() -> None:
    """The totals row is one cell longer than the header."""
    text = f"{RULE}# example.fi - GA4\n# Tab 3\n# 20261101-20261107\n{RULE}\n"
    text += "Page path + query string,Event count\n,9,Grand total\n/a,4\n/b,5\n"
    reading = read(text)
    assert (reading.status, reading.level, reading.rows, reading.totals_rows) == (FileStatus.IMPORTED, Level.PAGE, 2, 1)
    assert reading.period == Period(date(2026, 11, 1), date(2026, 11, 7))


SNAPSHOT = (
    f"{RULE}# Report CSV Export\n# Account: Example\n# Property: example.fi - GA4\n{RULE}#\n"
    "# Start date: 20261101\n# End date: 20261103\nNth day,Users\n0000,4\n0002,6\n\n"
    "# Start date: 20261101\n# End date: 20261103\nNth day,Total revenue\n\n\n"
    "# Where from?\n# Start date: 20261001\n# End date: 20261103\n"
    "Session default channel group,Sessions\nDirect,5\nPaid Search,7\n\n"
    "# Start date: 20261101\n# End date: 20261103\nNth day,Users\n0000,1\n\n"
    "# Start date: 20261101\n# End date: 20261103\nNth day,ARPU\n0000,1.5\n\n"
    "# Start date: 20261101\n# End date: 20261103\nNth day,Sessions\n0000,5\n0001,oops\n"
)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_snapshot_is_read_table_by_table(ending: str) -> None:
    """Each with its own days; an empty table is empty, rates alone are refused, an error names the file's own line."""
    readings = read_file(SNAPSHOT.replace("\n", ending).encode(), "data-export.csv", Hints())
    assert [(r.member, r.status, r.grain, r.rows) for r in readings] == [
        ("Nth day, Users", FileStatus.IMPORTED, Grain.DAY, 2),
        ("Nth day, Total revenue", FileStatus.EMPTY, Grain.NONE, 0),
        ("Session default channel group, Sessions", FileStatus.IMPORTED, Grain.PERIOD, 2),
        ("Nth day, Users (2)", FileStatus.IMPORTED, Grain.DAY, 1),
        ("Nth day, ARPU", FileStatus.REFUSED, Grain.NONE, 0),
        ("Nth day, Sessions", FileStatus.REFUSED, Grain.DAY, 2),
    ]
    assert {reading.account for reading in readings} == {"example.fi - GA4"}
    assert readings[0].periods["start"].to_pylist() == [date(2026, 11, 1), date(2026, 11, 3)]
    assert readings[2].period == Period(date(2026, 10, 1), date(2026, 11, 3))
    assert readings[2].sums == {"sessions": Decimal(12)}
    (bad,) = readings[5].bad_lines
    assert SNAPSHOT.splitlines()[bad.line - 1] == "0001,oops"


def test_pages_with_their_days_below_are_two_tables() -> None:
    """As Universal Analytics wrote them: a blank line and a second header, each table with a total."""
    top = f"{RULE}# All Web Site Data\n# Pages\n# 20180831-20180902\n{RULE}\n"
    text = f"{top}Page,Pageviews,Unique Pageviews\n/,14,9\n/a,6,5\n,20,14\n\n"
    text += "Day Index,Pageviews\n8/31/18,14\n9/1/18,6\n,20\n"
    pages, by_day = read_file(text.encode(), "Analytics.csv", Hints())
    assert (pages.source, pages.grain, pages.rows, pages.totals_rows) == ("ua", Grain.PERIOD, 2, 1)
    assert pages.period == Period(date(2018, 8, 31), date(2018, 9, 2))
    assert (by_day.grain, by_day.rows, by_day.totals_rows) == (Grain.DAY, 2, 1)
    assert [row["value"] for row in by_day.periods.to_pylist()] == [Decimal(14), Decimal(6)]


@pytest.mark.parametrize(("before", "after"), [("", ""), ('"', '"'), ("", ";;;")])
def test_lines_above_the_table_may_be_quoted_or_filled_up(before: str, after: str) -> None:
    """As spreadsheets leave them; then numbers may have a decimal comma."""
    above = "".join(f"{before}{line}{after}\n" for line in preamble("Liikenteen hankinta").splitlines())
    reading = read(above + "Istunnon oletuskanavaryhmä;Istunnot;Kokonaistulot\nDirect;5;1234,56\nEmail;6;1,204\n")
    assert (reading.source, reading.account) == ("ga4", "example.fi - GA4")
    assert reading.period == Period(date(2026, 11, 1), date(2026, 11, 7))
    assert reading.sums["value"] == Decimal("1235.764")
