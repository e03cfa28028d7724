"""Orders, leads and deals in small made-up lists; the people in them are made up too."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.model import FileStatus, Grain, Period
from core.sources.read import Hints, read_file
from core.sources.reading import Reading

SHOPIFY = (
    "Name,Email,Financial Status,Currency,Total,Refunded Amount,Created at,Cancelled at,Payment Method,Source,"
    "Lineitem name,Lineitem quantity,Billing Name\n"
)


def read(text: str, currency: str = "", **answers: str) -> Reading:
    return read_file(text.encode(), "list.csv", Hints(currency=currency, answers=answers))[0]


def rows(reading: Reading, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in reading.outcomes.to_pylist()]


def test_an_order_over_several_lines_counts_once() -> None:
    """The order's own columns stand on its first line only; the day is the shop's, as written."""
    reading = read(
        f"{SHOPIFY}#1,a@b.fi,paid,EUR,100.50,0,2026-09-01 23:30:00 +0300,,visa,web,A,1,Matti\n"
        "#1,a@b.fi,,,,,,,,,B,2,\n#2,c@d.fi,paid,EUR,20,0,2026-09-02 00:10:00 +0300,,visa,web,A,1,Liisa\n"
    )
    assert (reading.status, reading.source, reading.report) == (FileStatus.IMPORTED, "shopify", "orders")
    assert (reading.grain, reading.rows) == (Grain.DAY, 2)
    assert reading.period == Period(date(2026, 9, 1), date(2026, 9, 2))
    assert reading.sums == {"outcomes": Decimal(2), "value": Decimal("120.50")}
    assert rows(reading, "kind", "day", "origin", "currency", "value") == [
        ("order", date(2026, 9, 1), "web", "EUR", Decimal("100.5")),
        ("order", date(2026, 9, 2), "web", "EUR", Decimal(20)),
    ]
    assert reading.days.num_rows == reading.periods.num_rows == len(reading.entities) == 0


@pytest.mark.parametrize(
    ("state", "total", "back", "cancelled", "payment", "expected"),
    [
        ("paid", "50", "0", "", "visa", ("paid", True, Decimal(50))),
        ("pending", "50", "0", "", "invoice", ("unpaid", True, Decimal(50))),
        ("partially_refunded", "50", "20", "", "visa", ("partly_refunded", True, Decimal(30))),
        ("paid", "50", "20", "", "visa", ("partly_refunded", True, Decimal(30))),
        ("refunded", "50", "50", "", "visa", ("refunded", False, Decimal(0))),
        ("paid", "50", "50", "", "visa", ("refunded", False, Decimal(0))),
        ("voided", "50", "0", "", "visa", ("cancelled", False, Decimal(50))),
        ("paid", "50", "0", "2026-09-03", "visa", ("cancelled", False, Decimal(50))),
        ("paid", "50", "0", "", "(for testing) Bogus Gateway", ("test", False, Decimal(50))),
        ("peculiar", "50", "0", "", "visa", ("paid", True, Decimal(50))),
        ("paid", "0", "0", "", "visa", ("paid", True, Decimal(0))),
    ],
)
def test_what_stands_and_what_does_not(
    state: str, total: str, back: str, cancelled: str, payment: str, expected: tuple[Any, ...]
) -> None:
    reading = read(f"{SHOPIFY}#1,a,{state},EUR,{total},{back},2026-09-02,{cancelled},{payment},web,A,1,M\n")
    assert rows(reading, "state", "counted", "value") == [expected]
    assert reading.sums["outcomes"] == int(expected[1])


def test_negative_lines_of_an_order_are_money_paid_back() -> None:
    reading = read(
        "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Net Sales,Attribution\n"
        '2026-09-01,101,"€1,240.00",completed,Matti M,new,A,1000.00,Source: Google\n'
        "2026-09-04,101,-€124.00,completed,Matti M,new,A,-100.00,Source: Google\n"
    )
    assert (reading.source, reading.rows, reading.currency) == ("woocommerce", 1, "EUR")
    assert rows(reading, "origin", "state", "value", "refunded", "day") == [
        ("Source: Google", "partly_refunded", Decimal(900), Decimal(100), date(2026, 9, 1))
    ]


def test_a_finnish_list_asks_nothing_but_its_currency() -> None:
    text = "Tilausnumero;Tilauspäivä;Tilauksen tila;Asiakas;Loppusumma\n"
    euros = read(f'{text}1;1.9.2026;Valmis;Matti M;"1 234,50 €"\n2;2.9.2026;Peruutettu;Liisa;10,00 €\n')
    assert (euros.status, euros.currency, euros.sums["value"]) == (FileStatus.IMPORTED, "EUR", Decimal("1234.50"))
    assert euros.message.fi == "Tilaukset, 1.–2.9.2026: 1 tilaus, 1 peruttu, ei mukana."
    bare = read(f'{text}1;1.9.2026;Valmis;Matti M;"1 234,50"\n')
    assert [question.key for question in bare.questions] == ["currency"]


def test_a_deal_is_a_lead_when_created_and_an_order_when_won() -> None:
    reading = read(
        "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of value,Deal - Status,Deal - Deal created,"
        "Deal - Won time,Deal - Owner\n1,A,1000,EUR,Won,2026-08-01 10:00,2026-09-03 12:00,Maija\n"
        "2,B,500,SEK,Open,2026-08-02 10:00,,Maija\n3,C,70,SEK,Won,2026-08-02,2026-08-05,Maija\n"
    )
    assert rows(reading, "kind", "day", "created_day", "state", "currency", "value") == [
        ("hard_lead", date(2026, 8, 1), date(2026, 8, 1), "won", "", None),
        ("order", date(2026, 9, 3), date(2026, 8, 1), "won", "EUR", Decimal(1000)),
        ("hard_lead", date(2026, 8, 2), date(2026, 8, 2), "open", "", None),
        ("hard_lead", date(2026, 8, 2), date(2026, 8, 2), "won", "", None),
        ("order", date(2026, 8, 5), date(2026, 8, 2), "won", "SEK", Decimal(70)),
    ]
    first, second = reading.outcomes["outcome_key"].to_pylist()[:2]
    assert first == second
    assert reading.sums == {"outcomes": Decimal(2)}, "two currencies are not added"
    assert any("EUR, SEK" in note.en for note in reading.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Title,Status,Value,Currency,Deal created,Won time\nX,Won,100,EUR,2026-08-02,2026-09-05\n",
        "Kauppa;Tila;Arvo;Valuutta;Kauppa luotu;Voitettu\nX;Voitettu;100;EUR;2.8.2026;5.9.2026\n",
    ],
)
def test_deals_of_other_systems_are_read_by_their_words(text: str) -> None:
    reading = read(text)
    assert (reading.status, reading.source, reading.report) == (FileStatus.IMPORTED, "crm", "deals")
    assert rows(reading, "kind", "day", "value") == [
        ("hard_lead", date(2026, 8, 2), None),
        ("order", date(2026, 9, 5), Decimal(100)),
    ]


HUBSPOT = '"Record ID","Deal Name","Deal Stage","Close Date","Deal owner","Amount","Create Date"\n'


def test_a_close_date_is_a_win_only_where_the_stage_says_so() -> None:
    reading = read(
        f'{HUBSPOT}"1","A","Closed Won","2026-09-03 12:00","Maija","1000","2026-08-01"\n'
        '"2","B","Appointment Scheduled","2026-10-03","Maija","50","2026-08-01"\n',
        currency="EUR",
    )
    assert [row for row in rows(reading, "kind", "day") if row[0] == "order"] == [("order", date(2026, 9, 3))]


def test_a_stage_in_the_teams_own_words_is_asked_about_once() -> None:
    text = f'{HUBSPOT}"1","A","Sopimus","2026-09-03","Maija","1000","2026-08-01"\n'
    text += '"2","B","Tarjous","","Maija","","2026-08-01"\n'
    asked = read(text, currency="EUR")
    assert [(q.key, q.options) for q in asked.questions] == [("won_stage", ("Sopimus", "Tarjous"))]
    told = read(text, currency="EUR", won_stage="Sopimus")
    assert [kind for (kind,) in rows(told, "kind")] == ["hard_lead", "order", "hard_lead"]


def test_a_report_with_closing_remarks_and_american_days_is_read() -> None:
    reading = read(
        '"Opportunity Name","Amount","Close Date","Created Date","Stage","Lead Source"\n'
        '"X","1000.00","9/15/2026","8/1/2026","Closed Won","Web"\n\n'
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n"Generated By: Maija M 9/30/2026"\n',
        currency="EUR",
    )
    assert (reading.source, reading.rows) == ("salesforce", 1)
    assert [day for (day,) in rows(reading, "day")] == [date(2026, 8, 1), date(2026, 9, 15)]


def test_a_download_of_lead_forms_counts_leads_by_campaign_and_keeps_nobody() -> None:
    text = (
        "id\tcreated_time\tad_id\tcampaign_name\tform_id\tform_name\tis_organic\tplatform\tmikä_kiinnostaa?\tfull_name\t"
        "phone_number\temail\nl:1\t2025-03-01T10:00:00+04:00\tag:1\tKevät\tf:1\tOpas\tfalse\tig\tkaikki\tMatti M\t"
        "+358401234567\tmatti@example.fi\n"
    )
    reading = read_file(text.encode("utf-16"), "leads.csv", Hints())[0]
    assert rows(reading, "kind", "day", "origin", "value") == [("soft_lead", date(2025, 3, 1), "Kevät", None)]
    assert not any(word in repr(reading) + repr(reading.outcomes.to_pylist()) for word in ("Matti", "4012", "example"))


def test_a_list_of_ones_own_is_mapped_once() -> None:
    """Only columns that name no person are offered for mapping."""
    text = 'Numero;Pvm;Nimi;Hinta yhteensä;Vaihe\n1;1.9.2026;Matti M;"1 234,50 €";A\n'
    (question,) = read(text).questions
    assert (question.key, question.about) == ("columns", ("Numero", "Pvm", "Hinta yhteensä", "Vaihe"))
    columns = json.dumps({"Numero": "outcome_id", "Pvm": "created_day", "Hinta yhteensä": "order_value"})
    (kind,) = read(text, columns=columns).questions
    assert (kind.key, "hard_lead" in kind.options) == ("outcome", True)
    reading = read(text, columns=columns, outcome="hard_lead")
    assert rows(reading, "kind", "day", "value") == [("hard_lead", date(2026, 9, 1), Decimal("1234.5"))]


def test_without_numbers_equal_lines_are_different_orders_and_stay_the_same_ones() -> None:
    text = "Order date,Order total,Order status,Currency\n2026-09-01,10,paid,EUR\n2026-09-01,10,paid,EUR\n"
    one, other = read(text), read(text)
    keys = one.outcomes["outcome_key"].to_pylist()
    assert len(set(keys)) == 2
    assert keys == other.outcomes["outcome_key"].to_pylist()


def test_lines_that_cannot_be_read_are_listed_without_their_cells() -> None:
    """A shifted column may hold anybody."""
    reading = read(f"{SHOPIFY}#1,a,paid,EUR,Matti M,0,2026-09-01,,x,web,A,1,M\n#2,a,paid,EUR,5,0,,,x,web,A,1,M\n")
    assert reading.status is FileStatus.REFUSED
    assert [(bad.line, bad.column, bad.text) for bad in reading.bad_lines] == [
        (2, "Total", "(not shown)"),
        (3, "", "no date"),
    ]


def test_ambiguous_days_of_a_list_are_asked_about() -> None:
    text = "Order ID,Order date,Order total,Currency\n1,1/9/2026,10,EUR\n2,2/9/2026,10,EUR\n"
    assert [question.key for question in read(text).questions] == ["day_order"]
    assert rows(read(text, day_order="dmy"), "day") == [(date(2026, 9, 1),), (date(2026, 9, 2),)]


def test_an_empty_list_is_empty() -> None:
    assert read(SHOPIFY).status is FileStatus.EMPTY


def test_abandoned_checkouts_are_no_orders() -> None:
    """Shopify writes them in the columns of its orders, without a payment status."""
    reading = read(
        f"{SHOPIFY}#38539795693818,a@b.fi,,EUR,100.50,,2026-09-01 23:30:00 +0300,,,,A,1,Matti\n"
        "#38539795693819,c@d.fi,,EUR,20.00,,2026-09-02 23:30:00 +0300,,,,B,1,Liisa\n"
    )
    assert (reading.status, reading.outcomes.num_rows) == (FileStatus.REFUSED, 0)
    assert "abandoned checkouts" in reading.message.en


def test_orders_of_which_only_what_is_counted_was_kept_are_read() -> None:
    """A list of a shop without names and addresses: nobody but Shopify has a Financial Status."""
    reading = read("Name,Financial Status,Created at,Total\n#1,paid,2026-09-01,20\n#2,refunded,2026-09-02,30\n", "EUR")
    assert (reading.source, reading.report, reading.sums["value"]) == ("shopify", "orders", Decimal(20))
    others = read("Order ID,Order date,Total\n1,2026-09-01,20\n2,2026-09-02,30\n", "EUR")
    assert (others.source, others.sums["value"]) == ("shop", Decimal(50))


def test_a_shop_that_nobody_knows_is_not_called_shopify() -> None:
    head = "order_id,order_date,source,campaign_name,order_revenue,discount_amount,order_status,payment_method\n"
    text = f"{head}S-1,2026-09-01,google,Syksy,101.5,0,completed,card\nS-2,2026-09-01,google,Syksy,20,0,shipped,card\n"
    reading = read(text, "EUR")
    assert (reading.source, reading.sums["value"]) == ("shop", Decimal("121.50"))
    bare = read(text.replace("order_revenue", "Something"))
    assert bare.sums == {"outcomes": Decimal(2)}
    assert "without money" in bare.notes[0].en


def test_a_refund_behind_an_apostrophe_is_a_negative_number() -> None:
    """WooCommerce writes it so; the order's own line and its refund share a number."""
    reading = read(
        "Date,Order #,N. Revenue (formatted),Status,Customer,Product(s),Items sold,N. Revenue,Attribution\n"
        "2026-09-01 10:00:00,71,€128.40,completed,Liisa,A,1,120,Direct\n"
        "2026-09-03 10:00:00,71,€128.40 €96.30,completed,Liisa,A,1,'-30,Direct\n"
    )
    assert (reading.source, reading.sums["value"]) == ("woocommerce", Decimal(90))
    assert rows(reading, "value", "refunded") == [(Decimal(90), Decimal(30))]


def test_days_of_a_database_carry_their_zone_in_hours() -> None:
    reading = read(
        "id,Total amount,Created at,Order status,Order number\n1,180.00,2026-05-10 15:14:48.94198+00,paid,A-1\n"
    )
    assert reading.questions[0].key == "currency"
    reading = read(
        "Order number,Total amount,Created at,Order status\nA-1,180.00,2026-05-10 15:14:48.94198+00,paid\n", "EUR"
    )
    assert rows(reading, "day", "value") == [(date(2026, 5, 10), Decimal(180))]


def test_deals_of_any_crm_are_told_by_their_days() -> None:
    reading = read(
        "Deal ID,Deal created at,Close at,Status\nD1,2026-05-16,2026-05-18,Closed Won\nD2,2026-05-17,,Open\n"
    )
    assert (reading.source, reading.report) == ("crm", "deals")
    assert [row[:2] for row in rows(reading, "kind", "day", "state")] == [
        ("hard_lead", date(2026, 5, 16)),
        ("order", date(2026, 5, 18)),
        ("hard_lead", date(2026, 5, 17)),
    ]


def test_a_stage_tells_its_number_and_its_pipeline_too() -> None:
    """The pipeline in parentheses is no part of a stage's name, unless it is what became of the deal."""
    reading = read(
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount\n"
        "1,A,Closed Won (Sales Pipeline),2026-09-20 09:00,Anna,1500\n"
        "2,B,5. Closed Won (Partners),2026-09-21 09:00,Anna,500\n"
        "3,C,Closed Lost (Sales Pipeline),2026-09-22 09:00,Anna,300\n"
        "4,D,Won (lost),2026-09-22 09:00,Anna,200\n",
        "EUR",
    )
    assert (reading.source, reading.report) == ("hubspot", "deals")
    assert rows(reading, "kind", "day", "value") == [
        ("order", date(2026, 9, 20), Decimal(1500)),
        ("order", date(2026, 9, 21), Decimal(500)),
    ]


def test_deals_with_a_closing_day_in_finnish() -> None:
    reading = read(
        "Tietueen tunnus,Kaupan nimi,Kaupan vaihe,Sulkemispäivä,Kaupan omistaja,Summa,Luontipäivä\n"
        "1,A,Voitettu (Myyntiputki),2026-09-20 09:00,Anna,1500,2026-09-01 10:00\n"
        "2,B,Hävitty (Myyntiputki),2026-09-21 09:00,Anna,500,2026-09-02 10:00\n",
        "EUR",
    )
    assert (reading.source, reading.report) == ("crm", "deals")
    assert rows(reading, "kind", "day", "value") == [
        ("hard_lead", date(2026, 9, 1), None),
        ("order", date(2026, 9, 20), Decimal(1500)),
        ("hard_lead", date(2026, 9, 2), None),
    ]


def test_deals_without_their_day_of_creation_are_counted_only_when_won() -> None:
    text = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner\n2,B,Closed Lost,2026-09-21,Anna\n"
    none = read(text)
    assert (none.status, none.outcomes.num_rows) == (FileStatus.REFUSED, 0)
    assert "when the deals were created" in none.message.en
    won = read(f"{text}1,A,Closed Won,2026-09-20,Anna\n")
    assert rows(won, "kind", "day") == [("order", date(2026, 9, 20))]
    assert any("when the deals were created" in note.en for note in won.notes)
    dated = read("Record ID,Deal Name,Deal Stage,Close Date,Create Date\n1,A,Closed Won,2026-09-20,2026-09-01\n")
    assert not any("when the deals were created" in note.en for note in dated.notes)
