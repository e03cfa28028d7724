"""Whatever the bytes, reading gives readings; and what is written in a supported style reads back exactly, or asks."""

from __future__ import annotations

import csv
import io
import os
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.model import FileStatus
from core.sources import table
from core.sources.bulk import plain_columns
from core.sources.read import Hints, read_file
from core.sources.vocabulary import meanings

SOAK = bool(os.environ.get("SOAK"))
SEED = (
    'Campaign report\n"January 20, 2026 - January 21, 2026"\nDay,Campaign,Currency code,Impr.,Cost\n'
    '2026-01-20,"A, b",EUR,"1,204",42.5\n2026-01-21,"Ä\nx",EUR,"2,998",35\nTotal: Account, --,EUR,"4,202",77.5\n'
).encode()
STYLES = {
    "dot": (",", "."),
    "comma": (".", ","),
    "space": (" ", ","),
    "no-break space": ("\u00a0", ","),
    "narrow space": ("\u202f", ","),
    "apostrophe": ("'", "."),
    "bare": ("", "."),
    "bare comma": ("", ","),
}
DAYS = {
    "iso": "%Y-%m-%d",
    "compact": "%Y%m%d",
    "dots": "%d.%m.%Y",
    "dashes": "%d-%m-%Y",
    "slashes": "%d/%m/%Y",
    "american": "%m/%d/%Y",
    "two digits": "%d.%m.%y",
    "with a clock": "%Y-%m-%d 00:00:00",
    "in words": "%d %B %Y",
    "american words": "%b %d, %Y",
}
HEADERS = {
    "en": ("Day", "Campaign", "Currency code", "Impr.", "Cost"),
    "fi": ("Päivä", "Kampanja", "Valuuttakoodi", "Impr.", "Hinta"),
    "de": ("Tag", "Kampagne", "Währungscode", "Impressionen", "Kosten"),
    "fr": ("Jour", "Campagne", "Code de devise", "Impressions", "Coût"),
}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


@given(st.binary(max_size=400))
@settings(max_examples=20_000 if SOAK else 150, deadline=None)
def test_arbitrary_bytes_never_crash(data: bytes) -> None:
    assert all(reading.message.en for reading in read_file(data, "x.csv", Hints()))


@given(st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.integers(0, 255)), max_size=6), st.integers(0, len(SEED)))
@settings(max_examples=5_000 if SOAK else 200, deadline=None)
def test_damaged_reports_never_crash(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(SEED)
    for place, byte in changes:
        data[place] = byte
    for reading in read_file(bytes(data[: cut or None]), "x.csv", Hints(currency="EUR")):
        assert reading.message.fi


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.sampled_from(["Alpha", "Beta, x", "Gämma; y", 'De"lta']),
            st.integers(0, 10**7),
            st.integers(0, 10**8),
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(sorted(DAYS)),
    st.sampled_from(sorted(HEADERS)),
    st.sampled_from(["\t", ";", ",", "|"]),
    st.sampled_from(ENCODINGS),
)
@settings(max_examples=5_000 if SOAK else 250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_written_table_reads_back_or_asks(
    rows: list[tuple[int, str, int, int]], style: str, day: str, language: str, delimiter: str, encoding: str
) -> None:
    """Sums and days are exact in every number, date, delimiter and encoding style, or a question is asked."""
    assume(language == "en" or "american" not in day)  # elsewhere the language of the headers decides
    group, mark = STYLES[style]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(HEADERS[language])
    for offset, name, impressions, cents in rows:
        when = date(2026, 1, 1) + timedelta(days=offset)
        cost = f"{Decimal(cents) / 100:,.2f}".replace(",", "G").replace(".", mark).replace("G", group)
        writer.writerow([when.strftime(DAYS[day]), name, "EUR", f"{impressions:,}".replace(",", group), cost])
    try:
        data = out.getvalue().encode(encoding)
    except UnicodeEncodeError:  # Windows-1252 has no narrow space
        data = out.getvalue().encode()
    reading = read_file(data, "t.csv", Hints())[0]
    if reading.status is not FileStatus.IMPORTED:
        assert reading.status is FileStatus.NEEDS_ANSWER or "week or a month" in reading.message.en
        return
    assert reading.sums["spend"] == sum((Decimal(c) / 100 for *_, c in rows), Decimal(0))
    assert reading.sums["impressions"] == sum(i for _, _, i, _ in rows)
    assert set(reading.days["day"].to_pylist()) == {date(2026, 1, 1) + timedelta(days=o) for o, *_ in rows}
    assert sum(filter(None, reading.days["spend"].to_pylist())) == reading.sums["spend"]
    assert {e.name for e in reading.entities} == {n for _, n, *_ in rows}


FRAGMENTS = (
    "# ----",
    "# Start date: 20261101",
    "# End date: 20261107",
    "# 20261101-20261107",
    "Nth day,Users",
    "Session default channel group,Sessions,Total revenue",
    "0000,4",
    "Direct,5,1.204",
    ",9,Grand total",
    "Filter,Value",
    "Date,1 Nov 2026-7 Nov 2026",
    "Search type,Web",
    "Top queries,Last 7 days Clicks,Previous 7 days Clicks,CTR",
    "Search term,Match type,Campaign,Impr.,Cost",
    "Total: Other search terms, --, --,5,6",
    "Name,Email,Financial Status,Currency,Total,Created at,Cancelled at,Lineitem name",
    "#1,a@b.fi,paid,EUR,10,2026-11-01,,x",
    "#1,,,,,,,y",
    "#2,a@b.fi,refunded,EUR,-10,2026-11-02,,x",
    "Deal - ID,Deal - Title,Deal - Status,Deal - Value,Deal - Deal created,Deal - Won time",
    "1,A,Won,5,2026-11-01,2026-11-09",
    "Campaign Name,Send Time,Total Recipients,Unique Opens,Total Clicks",
    "A,2026-11-01,5,4,3",
    "Store code,Business name,Google Search - Mobile,Calls",
    ",,Number of people,Number of calls",
    '"Report Aggregation: Weekly"',
    '"Report Time: 11/1/2026,11/7/2026"',
    '"TimePeriod","CampaignName","Spend"',
    '"2026-11-01","A","4"',
    "Page,Pageviews",
    "/,5",
    ",5",
    "Day Index,Pageviews",
    "No data available.",
    "",
    ",,,,",
    '"',
    "x;y;z",
)
"""Lines of many kinds of export, to be put together in ways in which no platform ever would."""


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@settings(max_examples=20_000 if SOAK else 250, deadline=None)
def test_lines_of_different_exports_put_together_never_crash(lines: list[str], ending: str, answered: bool) -> None:
    answers = {"currency": "EUR", "outcome": "order", "period": "2026-11-01..2026-11-07"} if answered else {}
    for reading in read_file(ending.join(lines).encode(), "x.csv", Hints(answers=answers)):
        assert reading.message.en
        assert reading.message.fi
        assert "a@b.fi" not in repr(reading)
        if reading.status is FileStatus.IMPORTED:
            assert reading.rows > 0
            assert reading.period is not None


ORDER_HEADERS = {
    "en": ("Order ID", "Order date", "Order total", "Order status", "Customer name", "Currency"),
    "fi": ("Tilausnumero", "Tilauspäivä", "Tilauksen summa", "Tilauksen tila", "Asiakas", "Valuutta"),
}


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10**8), st.integers(1, 3)), min_size=1, max_size=10),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(sorted(DAYS)),
    st.sampled_from(sorted(ORDER_HEADERS)),
    st.sampled_from(["\t", ";", ","]),
)
@settings(max_examples=2_000 if SOAK else 80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_written_list_of_orders_reads_back_or_asks(
    orders: list[tuple[int, int, int]], style: str, day: str, language: str, delimiter: str
) -> None:
    """Orders over several lines, in every style: their number, days and money are exact, and no customer is kept."""
    assume(language == "en" or "american" not in day)  # elsewhere the language of the headers decides
    group, mark = STYLES[style]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(ORDER_HEADERS[language])
    for number, (offset, cents, lines) in enumerate(orders):
        when = date(2026, 1, 1) + timedelta(days=offset)
        total = f"{Decimal(cents) / 100:,.2f}".replace(",", "G").replace(".", mark).replace("G", group)
        writer.writerow([f"#{number}", when.strftime(DAYS[day]), total, "paid", "Matti Meikäläinen", "EUR"])
        for _ in range(lines - 1):
            writer.writerow([f"#{number}", "", "", "", "", ""])
    reading = read_file(out.getvalue().encode(), "orders.csv", Hints())[0]
    assert "Meik" not in repr(reading) + repr(reading.outcomes.to_pylist())
    if reading.status is not FileStatus.IMPORTED:
        assert reading.status is FileStatus.NEEDS_ANSWER
        return
    rows = reading.outcomes.to_pylist()
    assert [row["day"] for row in rows] == [date(2026, 1, 1) + timedelta(days=offset) for offset, *_ in orders]
    assert [row["value"] for row in rows] == [Decimal(cents) / 100 for _, cents, _ in orders]


@given(
    st.lists(
        st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=6), min_size=3, max_size=3),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=5_000 if SOAK else 200, deadline=None)
def test_the_quick_way_agrees_with_the_exact_one(rows: list[list[str]], ending: str) -> None:
    """Arrow's columns equal the csv module's, wherever Arrow does not give up."""
    out = io.StringIO()
    csv.writer(out, lineterminator=ending).writerows([["Day", "Campaign", "Cost"], *rows])
    text = out.getvalue()
    head = table.find_head(text)
    assert head is not None
    quick = plain_columns(text[head.body_at :], head.delimiter, 3, (0, 1, 2))
    exact = table.exact_body(text, head, (0, 1, 2))
    if quick is not None and head.known > 1:
        assert {at: [c.texts[i] for i in c.codes] for at, c in quick.items()} == {
            at: [c.texts[i] for i in c.codes] for at, c in exact.columns.items()
        }


def test_a_large_file_reads_quickly_and_names_the_line_of_an_error() -> None:
    """Beyond the bulk size; the bad cell stands on physical line 60,003."""
    rows = [f'2026-11-{i % 28 + 1:02d},Campaign {i % 50},EUR,"{1000 + i:,}",{i % 97}.25' for i in range(60_000)]
    good = "\n".join(["Day,Campaign,Currency code,Impr.,Cost", *rows])
    assert len(good) > table.BULK
    reading = read_file(good.encode(), "t.csv", Hints())[0]
    assert reading.status is FileStatus.IMPORTED
    assert reading.rows == 60_000
    assert reading.sums["impressions"] == sum(1000 + i for i in range(60_000))
    bad = "\n".join(["Day,Campaign,Currency code,Impr.,Cost", *rows, "2026-11-01,A,EUR,5,5", "2026-11-01,A,EUR,5,oops"])
    refused = read_file(bad.encode(), "t.csv", Hints())[0]
    assert [(b.line, b.text) for b in refused.bad_lines] == [(60_003, "oops")]


def test_a_large_file_with_a_lost_quote_is_refused() -> None:
    rows = "\n".join(f"2026-11-01,Campaign {i},EUR,5,1.25" for i in range(60_000))
    lost = f'Day,Campaign,Currency code,Impr.,Cost\n{rows}\n2026-11-01,"A,EUR,5,5\n{rows}'
    assert read_file(lost.encode(), "t.csv", Hints())[0].status is FileStatus.REFUSED


def test_every_header_of_the_vocabulary_is_found_again() -> None:
    """Case, no-break spaces and a currency code do not matter."""
    assert meanings("AMOUNT\xa0SPENT (EUR)")[0].role == "spend"
    assert meanings("relatorio") == ()
    assert meanings("Klikkausprosentti (CTR)")[0].role == "known"
