"""Meta Ads Manager exports in small made-up files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.model import FileStatus, Grain, Level
from core.sources.meta_ads import is_goal, is_lead
from core.sources.read import Hints, read_file
from core.sources.reading import Reading

HEAD = '"Reporting starts","Reporting ends","Campaign name",'


def read(text: str, encoding: str = "utf-8", **answers: str) -> Reading:
    return read_file(text.encode(encoding), "meta.csv", Hints(answers=answers))[0]


def test_the_summary_row_is_a_control_and_never_counted() -> None:
    reading = read(
        HEAD + '"Amount spent (IDR)",Impressions,"Link clicks"\n'
        "2026-08-02,2026-08-02,,300,90,\n2026-08-02,2026-08-02,a,100,40,4\n2026-08-02,2026-08-02,b,200,50,5\n"
    )
    assert (reading.rows, reading.totals_rows, reading.currency) == (2, 1, "IDR")
    assert (reading.sums["spend"], reading.control["spend"]) == (Decimal(300), Decimal(300))
    assert reading.entities[0].channel == "paid_social_meta"


def test_the_only_row_that_spans_the_range_is_a_total() -> None:
    """Even when its campaign has a name."""
    reading = read(
        HEAD + '"Amount spent (EUR)"\n2026-08-01,2026-08-03,1,6\n2026-08-01,2026-08-01,a,1\n'
        "2026-08-02,2026-08-02,a,2\n2026-08-03,2026-08-03,a,3\n"
    )
    assert (reading.grain, reading.rows, reading.totals_rows, reading.sums["spend"]) == (Grain.DAY, 3, 1, Decimal(6))


def test_rows_of_one_name_without_ids_are_one_campaign_and_a_note() -> None:
    reading = read(HEAD + '"Amount spent (EUR)"\n2026-08-02,2026-08-02,a,1\n2026-08-02,2026-08-02,a,2\n')
    assert len(reading.entities) == 1
    assert reading.days["spend"].to_pylist() == [Decimal("3.000000")]
    assert any("share their name" in note.en for note in reading.notes)


def test_ids_cut_by_a_spreadsheet_are_dead() -> None:
    text = (
        "Raportoinnin alku;Raportoinnin loppu;Kampanjan nimi;Kampanjan tunnus;Näyttökerrat;Käytetty summa (EUR)\r\n"
        "1.11.2026;1.11.2026;Tunnettuus;1,20253E+17;1000;20,05\r\n"
        "1.11.2026;1.11.2026;Liidit – opas;1,20253E+17;700;12,00\r\n"
    )
    reading = read(text, "cp1252")
    assert [(e.name, e.external_id) for e in reading.entities] == [("Tunnettuus", ""), ("Liidit – opas", "")]
    assert any("1.20253E+17" in note.en for note in reading.notes)
    assert (reading.encoding, reading.delimiter, reading.sums["spend"]) == ("cp1252", ";", Decimal("32.05"))


def test_living_ids_tell_namesakes_apart() -> None:
    reading = read(
        HEAD + '"Campaign ID","Amount spent (EUR)"\n2026-08-02,2026-08-02,a,120200000000000001,1\n'
        "2026-08-02,2026-08-02,a,120200000000000002,2\n"
    )
    assert [e.external_id for e in reading.entities] == ["120200000000000001", "120200000000000002"]


def test_only_goal_results_become_conversions() -> None:
    reading = read(
        HEAD + 'Results,"Result indicator","Attribution setting",Reach,"Amount spent (EUR)"\n'
        '2026-08-02,2026-08-02,a,2100,reach,"7-day click",2100,1\n'
        '2026-08-02,2026-08-02,b,3,actions:lead,"7-day click",900,2\n'
        "2026-08-02,2026-08-02,c,4,actions:offsite_conversion.fb_pixel_initiate_checkout,,800,2\n"
        "2026-08-02,2026-08-02,d,5,actions:offsite_conversion.fb_pixel_purchase,,700,2\n"
    )
    assert (reading.sums["conversions"], reading.sums["leads"]) == (Decimal(8), Decimal(3))
    assert [(r["kind"], r["attribution"], r["results"], r["counted"]) for r in reading.results.to_pylist()] == [
        ("reach", "7-day click", Decimal(2100), False),
        ("actions:lead", "7-day click", Decimal(3), True),
        ("actions:offsite_conversion.fb_pixel_initiate_checkout", "", Decimal(4), False),
        ("actions:offsite_conversion.fb_pixel_purchase", "", Decimal(5), True),
    ]
    reach = [(r["value"], r["start"]) for r in reading.periods.to_pylist() if r["measure"] == "reach"]
    assert reach[0] == (Decimal(2100), date(2026, 8, 2))


def test_results_without_a_goal_say_nothing_about_conversions() -> None:
    """Not zero conversions: the file does not say."""
    reading = read(
        HEAD + 'Results,"Result indicator","Amount spent (EUR)"\n2026-08-02,2026-08-02,a,120,actions:link_click,1\n'
    )
    assert "conversions" not in reading.sums
    assert reading.days["conversions"].to_pylist() == [None]


def test_a_purchase_column_goes_before_results() -> None:
    reading = read(
        HEAD + 'Results,"Result indicator",Purchases,"Amount spent (EUR)"\n'
        "2026-08-02,2026-08-02,a,38,actions:offsite_conversion.fb_pixel_purchase,31,1\n"
    )
    assert reading.sums["conversions"] == Decimal(31)
    assert {(r["kind"], r["counted"]) for r in reading.results.to_pylist()} == {
        ("Purchases", True),
        ("actions:offsite_conversion.fb_pixel_purchase", False),
    }


def test_clicks_are_link_clicks() -> None:
    reading = read(HEAD + '"Clicks (all)","Link clicks","Amount spent (EUR)"\n2026-08-02,2026-08-02,a,9,4,1\n')
    assert (reading.sums["clicks"], reading.sums["clicks_all"]) == (Decimal(4), Decimal(9))


def test_overlapping_windows_are_kept_apart() -> None:
    reading = read(
        HEAD + '"Amount spent (EUR)"\n2026-08-01,2026-08-07,a,1\n2026-08-08,2026-08-14,a,2\n2026-08-01,2026-08-30,a,4\n'
    )
    assert (reading.grain, reading.days.num_rows, reading.periods.num_rows) == (Grain.PERIOD, 0, 3)
    assert "overlap" in reading.message.en
    assert "no sum" in reading.message.en
    assert reading.sums == reading.control == {}


def test_no_data_available_is_empty() -> None:
    reading = read(HEAD + '"Amount spent (USD)"\n"No data available."\n')
    assert reading.status is FileStatus.EMPTY


def test_an_ambiguous_day_order_is_asked_and_an_answer_is_used() -> None:
    text = HEAD + '"Amount spent (EUR)"\n1/2/2026,1/2/2026,a,1\n3/2/2026,3/2/2026,a,2\n'
    asked = read(text)
    assert [(q.key, q.options) for q in asked.questions] == [("day_order", ("dmy", "mdy"))]
    assert read(text, day_order="dmy").days["day"].to_pylist() == [date(2026, 2, 1), date(2026, 2, 3)]
    assert read(text, day_order="mdy").days["day"].to_pylist() == [date(2026, 1, 2), date(2026, 3, 2)]


@pytest.mark.parametrize(
    "header",
    [
        "Berichtsstart;Berichtsende;Kampagnenname;Ausgegebener Betrag (EUR);Impressionen;Link-Klicks",
        "Início dos relatórios;Término dos relatórios;Nome da campanha;Valor usado (EUR);Impressões;Cliques no link",
        "Inicio del informe;Fin del informe;Nombre de la campaña;Importe gastado (EUR);Impresiones;Clics en el enlace",
        "Début des rapports;Fin des rapports;Nom de la campagne;Montant dépensé (EUR);Impressions;Clics sur un lien",
        "Inizio report;Fine report;Nome della campagna;Importo speso (EUR);Impression;Clic sul link",
        "Begin rapportage;Einde rapportage;Campagnenaam;Besteed bedrag (EUR);Weergaven;Klikken op link",
        "Rapporteringsstart;Rapporteringsslut;Kampanjnamn;Spenderat belopp (EUR);Visningar;Länkklick",
        "Raportoinnin alku;Raportoinnin loppu;Kampanjan nimi;Käytetty summa (EUR);Näyttökerrat;Linkin klikkaukset",
    ],
)
def test_meta_is_read_in_every_language(header: str) -> None:
    reading = read(f"{header}\n2026-08-01;2026-08-01;a;10,50;1000;7\n2026-08-02;2026-08-02;a;5,25;500;3\n")
    assert (reading.status, reading.source, reading.level) == (FileStatus.IMPORTED, "meta_ads", Level.CAMPAIGN)
    assert (reading.sums["spend"], reading.sums["clicks"], reading.currency) == (Decimal("15.75"), Decimal(10), "EUR")


@pytest.mark.parametrize(
    ("kind", "goal", "lead"),
    [
        ("actions:lead", True, True),
        ("form_submit", True, True),
        ("actions:onsite_conversion.lead_grouped", True, True),
        ("Website purchases", True, False),
        ("actions:omni_purchase", True, False),
        ("actions:offsite_conversion.fb_pixel_complete_registration", True, False),
        ("actions:offsite_conversion.fb_pixel_add_to_cart", False, False),
        ("Messaging conversations started", False, False),
        ("Mobile app installs", False, False),
        ("actions:link_click", False, False),
        ("actions:landing_page_view", False, False),
        ("reach", False, False),
        ("video_thruplay_watched_actions", False, False),
        ("", False, False),
    ],
)
def test_goal_kinds(kind: str, goal: bool, lead: bool) -> None:
    """Never reach, clicks, views, messages or installs."""
    assert (is_goal(kind), is_lead(kind)) == (goal, lead)


def test_an_account_export_leaves_its_nameless_summary_out() -> None:
    reading = read(
        '"Reporting starts","Reporting ends","Account name","Amount spent (EUR)"\n'
        "2026-08-01,2026-08-02,,3\n2026-08-01,2026-08-01,Oy,1\n2026-08-02,2026-08-02,Oy,2\n"
    )
    assert (reading.level, reading.rows, reading.totals_rows, reading.sums["spend"]) == (
        Level.ACCOUNT,
        2,
        1,
        Decimal(3),
    )
    assert (reading.account, [e.name for e in reading.entities]) == ("Oy", ["Oy"])


def test_ads_count_for_their_ad_set_only_where_it_is_always_given() -> None:
    head = '"Reporting starts","Reporting ends","Campaign name","Ad set name","Ad name","Amount spent (EUR)"\n'
    full = read(head + "2026-08-01,2026-08-01,C,S,a,1\n2026-08-01,2026-08-01,C,S,b,2\n")
    assert [(e.level, e.name, e.parent) for e in full.entities] == [(Level.AD_SET, "S", "C")]
    gap = read(head + "2026-08-01,2026-08-01,C,S,a,1\n2026-08-01,2026-08-01,C,,b,2\n")
    assert [(e.level, e.name) for e in gap.entities] == [(Level.CAMPAIGN, "C")]
    assert full.days["spend"].to_pylist() == gap.days["spend"].to_pylist() == [Decimal("3.000000")]


def test_a_pivot_names_its_ads_in_a_column_called_ads() -> None:
    """Its nameless summary row is never counted, and every ad keeps its name."""
    reading = read(
        'Ads,"Ad ID","Delivery level","Link clicks","Amount spent (EUR)","Reporting starts","Reporting ends"\n'
        ",,,9,30,2026-05-01,2026-05-31\nSyksy,120240000000000011,ad,5,20,2026-05-01,2026-05-31\n"
        "Talvi,120240000000000012,ad,4,10,2026-05-01,2026-05-31\n"
    )
    assert (reading.level, reading.rows, reading.totals_rows) == (Level.AD, 2, 1)
    assert (reading.sums["spend"], reading.control["spend"]) == (Decimal(30), Decimal(30))
    assert {entity.name for entity in reading.entities} == {"Syksy", "Talvi"}


@pytest.mark.parametrize("header", ["Objective", "Region"])
def test_a_summary_row_above_a_single_part_is_no_second_one(header: str) -> None:
    reading = read(
        f'{header},"Amount spent (EUR)","Reporting starts","Reporting ends"\n'
        ",30,2026-05-01,2026-05-31\nUusimaa,30,2026-05-01,2026-05-31\n"
    )
    assert (reading.rows, reading.totals_rows, reading.sums["spend"]) == (1, 1, Decimal(30))


def test_purchases_alone_make_no_table_metas() -> None:
    """Other platforms count purchases and carts too; they are conversions all the same."""
    reading = read(
        "Report Name: Campaign Performance\nReport Date Range: 2026-05-27 - 2026-05-28 (UTC)\n\n"
        "Campaign name,Ad set name,Date,Impressions,Clicks,Spend,Starts,page views,Adds to cart,Purchases\n"
        "Syksy,Kaikki,2026/05/27,10,1,2.50,9,1,1,2\nSyksy,Kaikki,2026/05/28,20,2,3.50,9,1,1,1\n",
        currency="EUR",
    )
    assert (reading.source, reading.grain) == ("table", Grain.DAY)
    assert (reading.sums["conversions"], reading.sums["spend"]) == (Decimal(3), Decimal(6))


@pytest.mark.parametrize("clicks", ["Link clicks", "Clicks (all)", "Linkin klikkaukset"])
def test_purchases_beside_clicks_by_where_they_led_are_metas(clicks: str) -> None:
    """Also where the columns of the report's own days and of the delivery were taken away."""
    reading = read(f"Day,Campaign name,Amount spent (EUR),Impressions,{clicks},Purchases\n2026-09-01,Syksy,5,100,3,1\n")
    assert (reading.source, reading.sums["conversions"]) == ("meta_ads", Decimal(1))
    assert reading.entities[0].channel == "paid_social_meta"


@pytest.mark.parametrize(("kind", "conversions"), [("actions:offsite_conversion.fb_pixel_purchase", 12), ("7", None)])
def test_what_results_are_is_told_in_metas_own_words_under_any_header(kind: str, conversions: int | None) -> None:
    reading = read(
        "Päivä,Kampanjan nimi,Tulokset,Mittarin laji,Kattavuus,Näyttökerrat,Käytetty summa (EUR)\n"
        f'2026-09-01,Syksy,12,{kind},1000,2000,"63,50"\n2026-09-01,Talvi,,,1000,2000,"1,50"\n'
    )
    assert (reading.source, reading.sums["spend"]) == ("meta_ads", 65)
    assert reading.sums.get("conversions") == conversions
