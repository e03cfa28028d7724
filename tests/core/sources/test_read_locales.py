"""The platforms' reports in eleven languages, as downloaded and as saved again by a spreadsheet. Made-up figures."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from core.model import FileStatus, Grain, Level, Period
from core.sources.read import Hints, read_file
from core.sources.reading import Reading

WEEK = Period(date(2026, 11, 1), date(2026, 11, 7))
GOOGLE = {
    "en": (
        "1 November 2026 - 7 November 2026",
        "Campaign status,Campaign,Budget,Currency code,Status,Status reasons,Campaign type,Impr.,Interactions,"
        "Avg. cost,Cost,Clicks,Conv. rate,Conversions,Cost / conv.",
        "Total: Account",
        "Search",
    ),
    "fi": (
        "1. marraskuuta 2026 – 7. marraskuuta 2026",
        "Kampanjan tila,Kampanja,Budjetti,Valuuttakoodi,Tila,Tilan syyt,Kampanjatyyppi,Impr.,Vuorovaikutukset,"
        "Keskim. hinta,Hinta,Klikkaukset,Konversioprosentti,Konversiot,Hinta/konv.",
        "Yhteensä: Tili",
        "Haku",
    ),
    "sv": (
        "1 november 2026–7 november 2026",
        "Kampanjstatus,Kampanj,Budget,Valutakod,Status,Statusorsaker,Kampanjtyp,Exp.,Interaktioner,Genomsn. kostnad,"
        "Kostnad,Klick,Konv.frekv.,Konverteringar,Kostnad/konv.",
        "Totalt: Konto",
        "Sök",
    ),
    "de": (
        "1. November 2026 - 7. November 2026",
        "Kampagnenstatus,Kampagne,Budget,Währungscode,Status,Statusgründe,Kampagnentyp,Impr.,Interaktionen,"
        "Durchschn. Kosten,Kosten,Klicks,Conv.-Rate,Conversions,Kosten/Conv.",
        "Gesamt: Konto",
        "Suchnetzwerk",
    ),
    "fr": (
        "1 novembre 2026 - 7 novembre 2026",
        "État de la campagne,Campagne,Budget,Code de devise,État,Motifs de l'état,Type de campagne,Impr.,Interactions,"
        "Coût moy.,Coût,Clics,Taux de conv.,Conversions,Coût/conv.",
        "Total : compte",
        "Réseau de Recherche",
    ),
    "es": (
        "1 de noviembre de 2026 - 7 de noviembre de 2026",
        "Estado de la campaña,Campaña,Presupuesto,Código de moneda,Estado,Motivos del estado,Tipo de campaña,Impr.,"
        "Interacciones,Coste medio,Coste,Clics,Tasa de conv.,Conversiones,Coste/conv.",
        "Total: cuenta",
        "Búsqueda",
    ),
    "it": (
        "1 novembre 2026 - 7 novembre 2026",
        "Stato campagna,Campagna,Budget,Codice valuta,Stato,Motivi dello stato,Tipo di campagna,Impr.,Interazioni,"
        "Costo medio,Costo,Clic,Tasso di conv.,Conversioni,Costo/conv.",
        "Totale: Account",
        "Ricerca",
    ),
    "nl": (
        "1 november 2026 - 7 november 2026",
        "Campagnestatus,Campagne,Budget,Valutacode,Status,Statusredenen,Campagnetype,Vert.,Interacties,Gem. kosten,"
        "Kosten,Klikken,Conv.perc.,Conversies,Kosten/conv.",
        "Totaal: account",
        "Zoeken",
    ),
    "da": (
        "1. november 2026 - 7. november 2026",
        "Kampagnestatus,Kampagne,Budget,Valutakode,Status,Statusårsager,Kampagnetype,Eksp.,Interaktioner,Gns. pris,"
        "Pris,Klik,Konv.rate,Konverteringer,Pris/konv.",
        "I alt: Konto",
        "Søgning",
    ),
    "nb": (
        "1. november 2026 - 7. november 2026",
        "Kampanjestatus,Kampanje,Budsjett,Valutakode,Status,Statusårsaker,Kampanjetype,Visn.,Interaksjoner,"
        "Gj.sn. kostnad,Kostnad,Klikk,Konv.frekvens,Konverteringer,Kostnad/konv.",
        "Totalt: Konto",
        "Søk",
    ),
    "pl": (
        "1 listopada 2026 - 7 listopada 2026",
        "Stan kampanii,Kampania,Budżet,Kod waluty,Stan,Przyczyny stanu,Typ kampanii,Wyśw.,Interakcje,Śr. koszt,"
        "Koszt,Kliknięcia,Współcz. konw.,Konwersje,Koszt/konw.",
        "Łącznie: konto",
        "Sieć wyszukiwania",
    ),
}
META = {
    "en": "Reporting starts,Reporting ends,Campaign name,Campaign ID,Results,Result indicator,Reach,Amount spent (EUR),"
    "Impressions,Link clicks",
    "fi": "Raportoinnin alku,Raportoinnin loppu,Kampanjan nimi,Kampanjan tunnus,Tulokset,Tuloksen ilmaisin,Kattavuus,"
    "Käytetty summa (EUR),Näyttökerrat,Linkin klikkaukset",
    "sv": "Rapporteringsstart,Rapporteringsslut,Kampanjnamn,Kampanj-ID,Resultat,Resultatindikator,Räckvidd,"
    "Spenderat belopp (EUR),Visningar,Länkklick",
    "de": "Berichtsstart,Berichtsende,Kampagnenname,Kampagnen-ID,Ergebnisse,Indikator für Ergebnisse,Reichweite,"
    "Ausgegebener Betrag (EUR),Impressionen,Link-Klicks",
    "da": "Rapporteringsstart,Rapporteringsslutning,Kampagnenavn,Kampagne-id,Resultater,Resultatindikator,Rækkevidde,"
    "Brugt beløb (EUR),Visninger,Klik på link",
    "nb": "Rapporteringsstart,Rapporteringsslutt,Kampanjenavn,Kampanje-ID,Resultater,Resultatindikator,Rekkevidde,"
    "Beløp brukt (EUR),Visninger,Lenkeklikk",
    "pl": "Początek raportowania,Koniec raportowania,Nazwa kampanii,Identyfikator kampanii,Wyniki,Wskaźnik wyniku,"
    "Zasięg,Wydana kwota (EUR),Wyświetlenia,Kliknięcia linku",
}
GA4 = {
    "fi": (
        "# Tili: Oy\n# Mittauskokonaisuus: Oy\n# Alkamispäivä: 20261101\n# Päättymispäivä: 20261107\n",
        "Istunnon ensisijainen kanavaryhmä (oletuskanavaryhmä),Istunnot,Sitoutuneet istunnot,Kokonaistulot",
    ),
    "sv": (
        "# Konto: AB\n# Egendom: AB\n# Startdatum: 20261101\n# Slutdatum: 20261107\n",
        "Sessionens primära kanalgrupp (Standardkanalgrupp),Sessioner,Engagerade sessioner,Totala intäkter",
    ),
    "de": (
        "# Konto: AG\n# Property: AG\n# Startdatum: 20261101\n# Enddatum: 20261107\n",
        "Sitzung – primäre Channelgruppe (Standard-Channelgruppe),Sitzungen,Sitzungen mit Interaktionen,Gesamtumsatz",
    ),
    "es": (
        "# Cuenta: SA\n# Propiedad: SA\n# Fecha de inicio: 20261101\n# Fecha de finalización: 20261107\n",
        "Grupo de canales principal de la sesión (Grupo de canales predeterminado),Sesiones,Sesiones con interacción,"
        "Ingresos totales",
    ),
    "fr": (
        "# Compte: SA\n# Propriété: SA\n# Date de début: 20261101\n# Date de fin: 20261107\n",
        "Groupe de canaux principal de la session (groupe de canaux par défaut),Sessions,Sessions avec engagement,"
        "Revenu total",
    ),
}


def read(text: str, encoding: str = "utf-8") -> Reading:
    return read_file(text.encode(encoding), "report.csv", Hints(value_currency="EUR"))[0]


def split(text: str, delimiter: str) -> str:
    """A comma-separated text with another delimiter, as a spreadsheet or "Excel .csv" writes it."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


def google(language: str, day: str = "") -> str:
    """A report of two rows, its numbers as `language` writes them. `day` adds a day column of that name."""
    period, header, total, kind = GOOGLE[language]
    impressions, money, summed, cost = ("1,204", "1042.50", "2,202", "1077.60")
    if language != "en":
        impressions, money, summed, cost = ("1.204", "1042,50", "2.202", "1077,60")
    rows = [
        ["x", "Haku, 1", "10", "EUR", "x", " --", kind, impressions, "85", "1", money, "85", "3%", "3", "14"],
        ["x", "B", "10", "EUR", "x", " --", " --", "998", "71", "1", cost.replace("1077", "35").replace("60", "10")]
        + ["71", "2%", "1", "23"],
        [total, " --", " --", "EUR", " --", " --", " --", summed, "156", "1", cost, "156", "3%", "4", "17"],
    ]
    names = header.split(",")
    if day:
        names.insert(2, day)
        for row, value in zip(rows, ("2026-11-01", "2026-11-02", " --"), strict=True):
            row.insert(2, value)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["Report"], [period], names, *rows])
    return out.getvalue()


@pytest.mark.parametrize("language", GOOGLE)
@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), ("\t", "utf-16"), (";", "utf-8-sig")])
def test_google_campaigns_are_read_in_every_language(language: str, delimiter: str, encoding: str) -> None:
    reading = read(split(google(language), delimiter), encoding)
    assert (reading.status, reading.source, reading.report) == (FileStatus.IMPORTED, "google_ads", "campaigns")
    assert (reading.language, reading.currency, reading.grain) == (language, "EUR", Grain.PERIOD)
    assert reading.period == WEEK
    assert (reading.rows, reading.totals_rows, reading.control["spend"]) == (2, 1, Decimal("1077.60"))
    assert {name: str(value) for name, value in reading.sums.items()} == {
        "spend": "1077.60",
        "impressions": "2202.00",
        "clicks": "156.00",
        "conversions": "4.00",
    }
    assert [entity.channel for entity in reading.entities] == ["paid_search", "google_ads"]


@pytest.mark.parametrize(
    ("language", "day"),
    list(
        zip(GOOGLE, ["Day", "Päivä", "Dag", "Tag", "Jour", "Día", "Giorno", "Dag", "Dag", "Dag", "Dzień"], strict=True)
    ),
)
def test_google_days_are_read_in_every_language(language: str, day: str) -> None:
    reading = read(google(language, day))
    assert (reading.grain, reading.days.num_rows, reading.totals_rows) == (Grain.DAY, 2, 1)
    assert reading.sums["spend"] == Decimal("1077.60")


@pytest.mark.parametrize("language", META)
def test_meta_days_are_read_as_downloaded_and_as_saved_again(language: str) -> None:
    """Dots and ISO dates in the download; semicolons, decimal commas and local dates after a spreadsheet."""
    header = META[language]
    downloaded = read(
        f'{header}\n2026-11-01,2026-11-01,"Kesä, 1",120200000000000001,3,actions:lead,1200,"1,234.56","2,345",12\n'
        '2026-11-02,2026-11-02,"Kesä, 1",120200000000000001,2,actions:lead,900,34.56,345,7\n'
    )
    again = read(
        f"{header.replace(',', ';')}\r\n"
        "1.11.2026;1.11.2026;Kesä, 1;120200000000000001;3;actions:lead;1200;1234,56;2345;12\r\n"
        "2.11.2026;2.11.2026;Kesä, 1;120200000000000001;2;actions:lead;900;34,56;345;7\r\n",
        "utf-8-sig",
    )
    assert (downloaded.status, downloaded.source, downloaded.level) == (FileStatus.IMPORTED, "meta_ads", Level.CAMPAIGN)
    assert downloaded.days.equals(again.days)
    assert (downloaded.sums["spend"], downloaded.sums["leads"], downloaded.sums["clicks"]) == (
        Decimal("1269.12"),
        Decimal(5),
        Decimal(19),
    )


@pytest.mark.parametrize("language", GA4)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_ga4_channels_are_read_in_every_language(language: str, ending: str) -> None:
    preamble, header = GA4[language]
    text = f"# ---\n# X\n{preamble}# ---\n{header}\nDirect,1204,600,1234.5\nPaid Search,10,6,0\n"
    reading = read(text.replace("\n", ending))
    assert (reading.status, reading.source, reading.report) == (FileStatus.IMPORTED, "ga4", "traffic")
    assert [entity.channel for entity in reading.entities] == ["direct", "paid_search"]
    assert (reading.sums["sessions"], reading.sums["value"]) == (Decimal(1214), Decimal("1234.50"))
    assert reading.period == WEEK


def test_a_file_saved_in_the_wrong_alphabet_is_mended() -> None:
    """Read as Windows-1252 and saved as UTF-8 by some program on the way."""
    text = "Début des rapports,Fin des rapports,Nom de la campagne,Montant dépensé (EUR)\n"
    text += "2026-05-01,2026-05-01,Été à la plage,4\n2026-05-02,2026-05-02,Été à la plage,5\n"
    spoilt = text.encode().decode("cp1252").encode()
    reading = read_file(spoilt, "x.csv", Hints())[0]
    assert (reading.status, reading.sums["spend"]) == (FileStatus.IMPORTED, Decimal(9))
    assert [entity.name for entity in reading.entities] == ["Été à la plage"]


def test_the_line_of_all_results_is_a_total() -> None:
    head = "Día,Nombre del anuncio,Importe gastado (EUR),Impresiones\n"
    text = f'{head}2026-09-20,AD01,"11,52","1.204"\n2026-09-21,AD01,"12,00",1300\n,Resultados totales,"23,52",\n'
    reading = read_file(text.encode(), "x.csv", Hints())[0]
    assert (reading.status, reading.rows, reading.totals_rows) == (FileStatus.IMPORTED, 2, 1)
    assert (reading.sums["spend"], reading.sums["impressions"]) == (Decimal("23.52"), Decimal(2504))
