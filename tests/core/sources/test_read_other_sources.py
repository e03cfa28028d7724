"""Mailings, business profiles, other ad platforms and API tables, in small made-up files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.model import FileStatus, Grain, Level, Period
from core.sources.read import Hints, read_file
from core.sources.reading import Reading
from core.sources.stages import suggest

KLAVIYO = (
    "Campaign Name,Tags,Subject,List,Send Time,Send Weekday,Total Recipients,Unique Placed Order,Placed Order Rate,"
    "Revenue,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,Total Clicks,Unsubscribes,Spam Complaints,"
    "Successful Deliveries,Bounces,Campaign ID,Campaign Channel\n"
    'Syyskirje,2024,"Hei\n\nnyt, {{ first_name }}",Kaikki,2026-09-01 09:00:00,Tuesday,1000.0,12.0,1.2%,480.5,600.0,'
    "60%,900.0,50.0,5%,70.0,3.0,1.0,990.0,10.0,01A,Email\n"
    "Tekstari,2024,x,Kaikki,2026-09-08 09:00:00,Tuesday,100.0,1.0,1%,20.0,0.0,0%,0.0,5.0,5%,7.0,0.0,0.0,"
    "99.0,1.0,01B,SMS\n"
)


def read(text: str, name: str = "export.csv", **answers: str) -> Reading:
    return read_file(text.encode(), name, Hints(answers=answers, value_currency="EUR"))[0]


def aside(reading: Reading, measure: str) -> list[tuple[date, Decimal]]:
    return [(row["start"], row["value"]) for row in reading.periods.to_pylist() if row["measure"] == measure]


def test_a_mailing_lies_on_the_day_it_was_sent_and_its_opens_are_doubtful() -> None:
    reading = read(KLAVIYO)
    assert (reading.status, reading.source, reading.grain) == (FileStatus.IMPORTED, "klaviyo", Grain.DAY)
    assert (reading.rows, reading.period) == (2, Period(date(2026, 9, 1), date(2026, 9, 8)))
    assert reading.sums == {"clicks": Decimal(77), "conversions": Decimal(13), "value": Decimal("500.50")}
    assert aside(reading, "sends") == [(date(2026, 9, 1), Decimal(1000)), (date(2026, 9, 8), Decimal(100))]
    assert aside(reading, "unsubscribes")[0] == (date(2026, 9, 1), Decimal(3))
    assert aside(reading, "unique_opens")[0] == (date(2026, 9, 1), Decimal(600))
    assert [(e.name, e.external_id, e.channel) for e in reading.entities] == [
        ("Syyskirje", "01A", "email"),
        ("Tekstari", "01B", "sms"),
    ]
    assert suggest(reading.entities[0], "klaviyo").stage == "engage"
    assert any("Opens are doubtful" in note.en for note in reading.notes)
    assert "first_name" not in repr(reading.entities)


def test_mailings_of_one_title_are_told_apart_by_their_id() -> None:
    text = "Title,Subject,Audience,Send Date,Send Weekday,Total Recipients,Unique Opens,Total Clicks,Unique Id\n"
    text += 'Kirje,x,Lista,"Jun 01, 2026 09:46 pm",Monday,33,20,4,a1\n'
    text += 'Kirje,x,Lista,"Jun 02, 2026 10:34 am",Monday,3,2,1,a2\n'
    reading = read(text)
    assert (reading.source, reading.rows, len(reading.entities)) == ("mailchimp", 2, 2)
    assert aside(reading, "sends") == [(date(2026, 6, 1), Decimal(33)), (date(2026, 6, 2), Decimal(3))]


def test_the_only_mailing_of_a_month_lies_on_its_day() -> None:
    text = "Campaign name,Sent date,Sends,Opens,Clicks,Unsubscribes\nKirje,2026-09-10,100,60,7,1\n"
    reading = read(text, "Campaigns 2026-09-01 - 2026-09-30.csv")
    assert (reading.source, reading.grain) == ("email", Grain.DAY)
    assert aside(reading, "sends") == [(date(2026, 9, 10), Decimal(100))]


@pytest.mark.parametrize(
    "text",
    [
        "Campaign name,Sent date,Sends,Opens,Clicks,Unsubscribes,Bounces,Open rate,Click rate\n"
        "Kirje,2026-09-01,100,60,7,1,2,60%,7%\n",
        "Email name;Send date (your time zone);Sent;Delivered;Opened;Clicked;Unsubscribed\n"
        "Kirje;2026-09-01 09:00;100;98;60;7;1\n",
        "Kampanja;Lähetyspäivä;Vastaanottajat;Avaukset;Klikkaukset;Peruutukset\nKirje;1.9.2026;100;60;7;1\n",
    ],
)
def test_other_mailing_lists_are_read_by_their_words(text: str) -> None:
    reading = read(text)
    assert (reading.status, reading.source, reading.sums["clicks"]) == (FileStatus.IMPORTED, "email", Decimal(7))
    assert aside(reading, "sends") == [(date(2026, 9, 1), Decimal(100))]
    assert aside(reading, "opens") == [(date(2026, 9, 1), Decimal(60))]


def test_a_list_of_contacts_with_their_opens_is_refused() -> None:
    reading = read("Email,First name,Opens,Clicks,Unsubscribed\nx@y.fi,A,5,3,no\n")
    assert reading.status is FileStatus.REFUSED
    assert "names" in reading.message.en


def test_a_second_header_row_is_no_row_and_the_file_name_tells_the_period() -> None:
    text = (
        "Store code,Business name,Address,Labels,Google Search - Mobile,Google Search - Desktop,Google Maps - Mobile,"
        "Google Maps - Desktop,Calls,Messages,Bookings,Directions,Website clicks\n"
        ",,,,Number of people,Number of people,Number of people,Number of people,Number of calls,Number,Number,Number,"
        'Number of clicks\n1,Oy,"Katu 1, 00100 Helsinki",,40,30,20,10,3,0,0,9,5\n2,Oy,Katu 2,,4,3,2,1,1,0,0,2,1\n'
    )
    reading = read(text, "GMB insights (Performance Report) - 2025-12-1 - 2025-12-31 - b0b8.csv")
    assert (reading.status, reading.rows, reading.sums) == (FileStatus.IMPORTED, 2, {"clicks": Decimal(6)})
    assert reading.period == Period(date(2025, 12, 1), date(2025, 12, 31))
    assert [value for _, value in aside(reading, "directions")] == [Decimal(11)]
    assert "Katu" not in repr(reading)


@pytest.mark.parametrize(
    ("header", "row", "source", "sums"),
    [
        (
            "date,campaign_id,campaign_name,campaign_status,impression_1,clickthrough_1,spend_in_micro_dollar,"
            "total_conversions",
            "2026-09-01,1,A,ACTIVE,100,5,2250000,3",
            "pinterest_ads",
            ("2.25", "100", "5", "3"),
        ),
        (
            "campaign_id,date,impressions,screen_time_millis,avg_screen_time_millis,spend,swipes,conversion_purchases",
            "x1,2026-09-01T10:00:00,100,5,5,60215,5,3",
            "snapchat_ads",
            ("0.060215", "100", "5", "3"),
        ),
        (
            "campaign_id,date,placement,billed_charge_local_micro,billed_engagements,clicks,impressions",
            "x1,2026-09-01 07:00:00,ALL,1371662,1,5,100",
            "x_ads",
            ("1.371662", "100", "5", None),
        ),
        (
            "CAMPAIGN_ID,STAT_TIME_HOUR,REAL_TIME_RESULT,REAL_TIME_CONVERSION,IMPRESSIONS,CLICKS,CONVERSION,SPEND",
            "1,2026-09-01 5:00:00,-,-,100,5,3,2.25",
            "tiktok_ads",
            ("2.25", "100", "5", "3"),
        ),
        (
            "ad_id,date,account_id,impressions,inline_link_clicks,spend",
            "6215293456071,2026-09-01,17,100,5,2.25",
            "meta_ads",
            ("2.25", "100", "5", None),
        ),
        (
            "date,campaign_id,currency_code,device_type,ad_distribution,bid_match_type,clicks,impressions,spend,conversions",
            "2026-09-01,1,EUR,Computer,Search,Broad,5,100,2.25,3",
            "microsoft_ads",
            ("2.25", "100", "5", "3"),
        ),
        (
            "date,base_campaign,ad_network_type,clicks,conversions,cost_micros,id,impressions,interaction_event_types,"
            "interactions",
            "2026-09-01,customers/1/campaigns/9,SEARCH,5,3,2250000,9,100,[CLICK],5",
            "google_ads",
            ("2.25", "100", "5", "3"),
        ),
    ],
)
def test_tables_of_programming_interfaces(header: str, row: str, source: str, sums: tuple[str | None, ...]) -> None:
    """Millionths where the interface writes them; the currency is asked where the table names none."""
    reading = read(f"{header}\n{row}\n{row.replace('2026-09-01', '2026-09-02')}\n", currency="EUR")
    assert (reading.status, reading.source, reading.grain) == (FileStatus.IMPORTED, source, Grain.DAY)
    expected = {
        n: 2 * Decimal(v) for n, v in zip(("spend", "impressions", "clicks", "conversions"), sums, strict=True) if v
    }
    assert {name: value for name, value in reading.sums.items() if name in expected} == expected


@pytest.mark.parametrize(
    ("header", "values", "sums"),
    [
        ("Purchases (website),Purchase value (website),Adds to cart (website)", "2,59.00,7", ("2", "59.00")),
        ("Complete payment,Total complete payment value,6-second video views", "2,59.00,70", ("2", "59.00")),
        ("Conversions,Purchases (website),15-second focused views", "3,2,70", ("3", None)),
    ],
)
def test_what_shops_earn_with_tiktok(header: str, values: str, sums: tuple[str, str | None]) -> None:
    """Its own words for purchases; conversions, where it tells them, are what the advertiser chose to count."""
    text = f"Date,Campaign name,Ad group name,Cost,Impressions,2-second video views,{header}\n"
    reading = read(
        f"{text}2026-09-01,A,G,5.00,100,30,{values}\nTotal of 1 results,-,-,5.00,100,30,{values}\n", currency="EUR"
    )
    assert (reading.source, reading.rows, reading.totals_rows) == ("tiktok_ads", 1, 1)
    assert (reading.sums["conversions"], reading.sums.get("value")) == tuple(Decimal(v) if v else None for v in sums)


def test_words_of_mailings_mean_nothing_in_a_table_of_ones_own() -> None:
    reading = read("Day,Campaign,Title,Sent,Currency,Cost\n2026-09-01,A,x,5,EUR,5\n")
    assert (reading.source, reading.level, reading.entities[0].name) == ("table", Level.CAMPAIGN, "A")


def test_a_report_that_says_it_is_incomplete_is_said_to_be() -> None:
    text = (
        '"Report Name: Campaign report"\n"Report Time: 11/1/2026,11/7/2026"\n"Potential Incomplete Data: true"\n'
        '"Rows: 1"\n\n"TimePeriod","CampaignName","CampaignStatus","CurrencyCode","Impressions","Spend"\n'
        '"2026-11-01","A","Active","EUR","120","4.32"\n"2026-11-02","A","Active","EUR","120","4.32"\n\n'
        '"©2026 Microsoft Corporation. All rights reserved. "\n'
    )
    reading = read(text)
    assert (reading.source, reading.rows, reading.sums["spend"]) == ("microsoft_ads", 2, Decimal("8.64"))
    assert reading.entities[0].status == "Active"
    assert any("may be incomplete" in note.en for note in reading.notes)
    assert not any("incomplete" in note.en for note in read(text.replace("true", "false")).notes)


@pytest.mark.parametrize(
    ("word", "grain", "spans"),
    [
        ("Daily", Grain.DAY, []),
        ("Weekly", Grain.PERIOD, [(date(2026, 11, 1), date(2026, 11, 7)), (date(2026, 11, 8), date(2026, 11, 14))]),
    ],
)
def test_a_report_says_whether_its_dates_are_days_or_weeks(word: str, grain: Grain, spans: list[object]) -> None:
    text = (
        f'"Report Name: Campaign report"\n"Report Time: 11/1/2026,11/14/2026"\n"Report Aggregation: {word}"\n\n'
        '"TimePeriod","CampaignName","CurrencyCode","Spend"\n"2026-11-01","A","EUR","4"\n"2026-11-08","A","EUR","5"\n'
    )
    reading = read(text)
    assert (reading.source, reading.grain, reading.sums["spend"]) == ("microsoft_ads", grain, Decimal(9))
    assert [(row["start"], row["end"]) for row in reading.periods.to_pylist() if row["measure"] == "spend"] == spans


def test_a_report_of_totals_tells_its_days_months_first() -> None:
    text = (
        '"Report Name: Campaign report"\n"Report Time: 11/1/2026,11/7/2026"\n"Time Zone: (GMT+02:00) Helsinki"\n\n'
        '"Campaign","Campaign ID","Impressions","Clicks","Spend","Currency code"\n"A","1","5","2","3.00","EUR"\n\n'
        '"@2026 Microsoft Corporation. All rights reserved."\n'
    )
    reading = read(text)
    assert (reading.source, reading.grain, reading.rows) == ("microsoft_ads", Grain.PERIOD, 1)
    assert reading.period == Period(date(2026, 11, 1), date(2026, 11, 7))


@pytest.mark.parametrize(
    ("header", "source"),
    [
        ("Campaign name,Campaign ID,Date,Impressions,Pin clicks,Saves,Spend in account currency", "pinterest_ads"),
        ("Campaign Name,Campaign ID,Start Time,End Time,Paid Impressions,Swipe Ups,eCPSU,Amount Spent", "snapchat_ads"),
        ("Campaign Name,Campaign ID,Date,Paid Impressions,Swipe Ups,eCPSU,Spend", "snapchat_ads"),
        ("Campaign name,Ad name,Time period,Impressions,Clicks,Spend", "table"),
        ("Campaign Name,Campaign ID,Date,Impressions,Clicks,Amount Spent", "table"),
        ("Campaign,Advertiser,Day,Displays,Clicks,Cost", "table"),
        ("Campaign,Advertiser,Day,Displays,Clicks,Advertiser Cost", "table"),
    ],
)
def test_downloads_of_other_ad_managers_are_read_by_their_words(header: str, source: str) -> None:
    days = ("Start Time", "End Time", "Date", "Day", "Time period")
    row = ",".join("2026-09-0{n}" if name in days else "4" for name in header.split(","))
    reading = read(f"{header}\n{row.format(n=1)}\n{row.format(n=2)}\n", currency="EUR")
    assert (reading.status, reading.source, reading.grain) == (FileStatus.IMPORTED, source, Grain.DAY)
    assert (reading.sums["impressions"], reading.sums["clicks"], reading.sums["spend"]) == (8, 8, 8)


def test_a_shops_list_in_finnish_needs_no_mapping() -> None:
    text = "Päivämäärä,Tilaus #,Tila,Asiakas,Nettomyynti,Attribuutio\n"
    text += "2026-09-01,101,Valmis,Matti M,1000.00,Lähde: Google\n"
    reading = read(text, currency="EUR")
    assert (reading.source, reading.report, reading.sums["value"]) == ("shop", "orders", Decimal(1000))
    assert reading.outcomes["origin"].to_pylist() == ["Lähde: Google"]


def test_a_chart_of_indexed_pages_is_refused_with_what_to_open() -> None:
    reading = read("Fecha,Sin indexar,Indexadas,Impresiones\n2026-01-01,5,6,7\n2026-01-02,5,6,8\n")
    assert reading.status is FileStatus.REFUSED
    assert "Performance" in reading.message.en


def test_an_exploration_by_visitor_keeps_no_visitor() -> None:
    top = "# ---\n# example.fi - GA4\n# 1st exploration\n# 20260515-20260521\n# ---\n\n"
    reading = read(f"{top}App-instance ID,Event count,Sessions\n1.2,5,2\n3.4,6,3\n,11,5,Grand total\n")
    assert (reading.rows, reading.totals_rows, reading.sums) == (2, 1, {"sessions": Decimal(5)})
    assert [(entity.level, entity.name) for entity in reading.entities] == [(Level.OTHER, "GA4")]


def test_amazon_gives_each_term_days_of_its_own() -> None:
    """From its first to its last click: they overlap and count nothing twice, and the period is the whole report's."""
    reading = read(
        "Start Date,End Date,Portfolio name,Currency,Campaign Name,Ad Group Name,Targeting,Match Type,"
        "Customer Search Term,Impressions,Clicks,Spend,7 Day Total Sales ,7 Day Total Orders (#)\n"
        "2026-07-01,2026-07-20,P,EUR,A,G,teltta,BROAD,pieni teltta,10,2,1.50,20.00,1\n"
        "2026-07-05,2026-07-05,P,EUR,A,G,teltta,BROAD,iso teltta,5,1,0.50,0,0\n"
        "2026-07-06,2026-07-09,P,EUR,A,H,teltat,EXACT,iso teltta,5,1,0.25,0,0\n"
    )
    assert (reading.status, reading.source, reading.level) == (FileStatus.IMPORTED, "amazon_ads", Level.SEARCH_TERM)
    assert (reading.sums["spend"], reading.sums["conversions"]) == (Decimal("2.25"), Decimal(1))
    assert {(row["start"], row["end"]) for row in reading.periods.to_pylist()} == {
        (date(2026, 7, 1), date(2026, 7, 20))
    }


def test_a_french_linkedin_report_names_its_period_above_the_table() -> None:
    """All rows carry the first day; the third line is the day on which the report was made."""
    text = (
        "Rapport (en UTC)\nDébut du rapport : 6 mars 2026 00:00\nFin du rapport : 12 mars 2026 23:59\n"
        "Date de génération : 13 mars 2026 10:21\n\n"
        "Date de début (en UTC)\tDevise\tNom du groupe de campagnes\tNom de la campagne\tTotal dépensé\tImpressions\n"
        '06/03/2026\tEUR\tFR\tGuide\t"1 234,50"\t12 345\n'
    )
    for labels in (text, text.replace("Début du rapport", "Algus").replace("Fin du rapport", "Lõpp")):
        reading = read_file(labels.encode("utf-16"), "report.csv", Hints())[0]
        assert (reading.source, reading.grain) == ("linkedin_ads", Grain.PERIOD)
        assert reading.period == Period(date(2026, 3, 6), date(2026, 3, 12))


@pytest.mark.parametrize("header", ["Päivämäärä", "Laite", "Maa"])
def test_a_finnish_position_is_search_consoles_though_its_word_is_a_place_elsewhere(header: str) -> None:
    """Also when the tables of the package are brought one by one; beside money it is a place."""
    rows = "2026-09-01,5,50,10 %,3\n2026-09-02,1,10,10 %,4\n"
    assert read(f"{header},Klikkaukset,Näyttökerrat,Klikkausprosentti,Sijainti\n{rows}").source == "search_console"
    places = read(
        "Päivä,Kampanja,Sijainti,Näyttökerrat,Klikkaukset,Kulut (EUR)\n2026-09-01,A,Espoo,9,1,2\n"
        "2026-09-02,A,Lahti,9,1,2\n"
    )
    assert (places.source, places.sums["spend"]) == ("table", Decimal(4))


def test_money_with_taxes_and_shipping_is_no_list_of_orders() -> None:
    reading = read("Date,Campaign,Taxes,Shipping,Spend (EUR),Clicks\n2026-09-01,A,1,1,5,3\n2026-09-02,A,1,1,5,3\n")
    assert (reading.report, reading.sums["spend"]) == ("campaign", Decimal(10))
