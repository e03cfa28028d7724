"""A file on its way in: previewed, published, found again, asked about, taken back."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import Refused, UnknownClient
from core.jobs.imports import offer, undo
from core.model import ClientKind, FileStatus, Period
from core.store import Store, answers, facts, import_log, open_store
from core.store.clients import add_client, archive_client
from core.store.decisions import decide, list_decisions

NOW = datetime(2026, 11, 3, 6, 0)
REPORT = """Kampanjaraportti
1. marraskuuta 2026 – 2. marraskuuta 2026
Päivä,Kampanjan tila,Kampanja,Kampanjatyyppi,Valuuttakoodi,Impr.,Klikkaukset,Hinta,Konversiot
2026-11-01,Käytössä,Haku | Brändi,Haku,EUR,"1 204",85,"42,50","3,00"
2026-11-02,Käytössä,Haku | Brändi,Haku,EUR,998,71,"35,10","1,50"
2026-11-01,Käytössä,PMax – verkkokauppa,Tehokkuusmaksimointi,EUR,"12 880",190,"1203,77","9,33"
2026-11-02,Käytössä,PMax – verkkokauppa,Tehokkuusmaksimointi,EUR,"11 002",160,"1100,00", --
Yhteensä: Kampanjat, --, --, --,EUR,"26 084",506,"2381,37","13,83"
Yhteensä: Tili, --, --, --,EUR,"26 084",506,"2381,37","13,83"
"""
NO_CURRENCY = """Day,Campaign,Impr.,Clicks,Cost
2026-11-01,Haku,100,5,10.50
2026-11-02,Haku,100,5,11.50
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Aurinko", now=NOW)
    return store


def give(store: Store, text: str | bytes, name: str = "raportti.csv", **more):
    data = text.encode() if isinstance(text, str) else text
    (outcome,) = offer(store, client_id="aurinko", name=name, data=data, who="t", now=NOW, **more)
    return outcome


def spend(store: Store) -> Decimal:
    with store.metrics.cursor() as cursor:
        table = facts.spend_days(
            cursor, client_id="aurinko", period=Period(NOW.date().replace(day=1), NOW.date().replace(day=30))
        )
    return Decimal(sum(table.column("micros").to_pylist())) / 1_000_000


def everything(store: Store) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in store.root.rglob("*") if path.is_file()}


def test_a_report_is_published_with_its_own_totals_as_control(store):
    outcome = give(store, REPORT)
    said = outcome.as_json()
    assert {key: said[key] for key in ("file", "status", "source", "grain", "currency", "rows", "totals_rows")} == {
        "file": "raportti.csv",
        "status": "imported",
        "source": "google_ads",
        "grain": "day",
        "currency": "EUR",
        "rows": 4,
        "totals_rows": 2,
    }
    assert said["period"] == {"start": "2026-11-01", "end": "2026-11-02"}
    assert (said["spend"], said["impressions"], said["clicks"], said["conversions"]) == ("2381.37", 26084, 506, 13.83)
    assert said["control"] == {"spend": "2381.37", "difference": "0.00"}
    assert spend(store) == Decimal("2381.37")
    record = import_log.get_import(store.ops, client_id="aurinko", import_id=outcome.import_id)
    assert (record.status, record.account, record.imported_by) == ("published", "main", "t")


def test_the_same_bytes_twice_change_not_one_byte_of_either_store(store):
    first = give(store, REPORT)
    before = everything(store)
    again = give(store, REPORT, name="toinen nimi.csv")
    assert (again.status, again.import_id) == (FileStatus.DUPLICATE, first.import_id)
    assert everything(store) == before


def test_the_utf16_twin_of_a_report_holds_identical_facts(store):
    give(store, REPORT)
    before = spend(store)
    tabs = "\n".join("\t".join(cells) for cells in csv.reader(io.StringIO(REPORT)))
    said = give(store, tabs.encode("utf-16"), name="twin.csv").as_json()
    assert (said["status"], said["replaced"]["days"]) == ("imported", 4)
    assert said["changes"] == []
    assert spend(store) == before


def test_a_dry_run_tells_what_would_change_and_writes_nothing(store):
    give(store, REPORT)
    before = everything(store)
    restated = give(store, REPORT.replace("35,10", "40,10").replace("2381,37", "2386,37"), dry_run=True)
    said = restated.as_json()
    assert everything(store) == before
    assert (said["status"], said["import_id"], said["replaced"]) == (
        "imported",
        None,
        {"days": 4, "periods": 0, "outcomes": 0},
    )
    assert said["changes"] == [{"measure": "spend", "rows": 1, "old": "35.10", "new": "40.10"}]


def test_overlapping_windows_never_add_up(store):
    give(store, REPORT)
    give(store, REPORT.replace("35,10", "40,10").replace("2381,37", "2386,37"))
    assert spend(store) == Decimal("2386.37")


def test_campaigns_that_a_file_does_not_hold_are_kept_and_said(store):
    give(store, REPORT)
    alone = "\n".join(REPORT.splitlines()[:5]) + "\n"
    outcome = give(store, alone)
    assert spend(store) == Decimal("2381.37")
    assert outcome.as_json()["missing"] == [{"entities": 1, "spend": "2303.77", "currency": "EUR"}]
    assert any("2303,77" in note.fi for note in outcome.notes)


def test_the_same_campaigns_under_another_account_are_pointed_out(store):
    give(store, REPORT)
    outcome = give(store, REPORT.replace("35,10", "40,10"), account="123")
    assert any("account main" in note.en and "twice" in note.en for note in outcome.notes)
    assert not any("twice" in note.en for note in give(store, REPORT.replace("2026-11", "2026-10"), account="9").notes)


def test_undo_gives_the_numbers_before_the_import_and_keeps_what_people_decided(store):
    give(store, REPORT)
    with store.metrics.cursor() as cursor:
        key = facts.entities(cursor, client_id="aurinko")[0].entity_key
    decide(store.ops, client_id="aurinko", entity_key=key, stage="reach", decided_by="t", now=NOW)
    second = give(store, REPORT.replace("35,10", "40,10").replace("2381,37", "2386,37"))
    record = undo(store, client_id="aurinko", import_id=second.import_id, who="t", now=NOW)
    assert (record.status, record.undone_by, spend(store)) == ("undone", "t", Decimal("2381.37"))
    assert [decision.entity_key for decision in list_decisions(store.ops, client_id="aurinko")] == [key]
    with pytest.raises(Refused):
        undo(store, client_id="aurinko", import_id=second.import_id, who="t", now=NOW)


def test_what_a_file_cannot_say_is_asked_once_per_account(store):
    before = everything(store)
    asked = give(store, NO_CURRENCY, account="tili")
    assert asked.status is FileStatus.NEEDS_ANSWER
    assert [question["key"] for question in asked.as_json()["questions"]] == ["currency"]
    assert everything(store) == before
    assert give(store, NO_CURRENCY, account="tili", currency="sek").as_json()["currency"] == "SEK"
    november = NO_CURRENCY.replace("2026-11-0", "2026-10-0")
    assert give(store, november, account="tili").as_json()["currency"] == "SEK"
    assert give(store, november, account="toinen").status is FileStatus.NEEDS_ANSWER


def test_a_change_of_currency_is_said(store):
    give(store, NO_CURRENCY, currency="SEK")
    outcome = give(store, NO_CURRENCY.replace("2026-11", "2026-10"), currency="EUR")
    assert outcome.status is FileStatus.IMPORTED
    assert any("SEK" in note.en and "EUR" in note.en for note in outcome.notes)


def test_the_days_that_a_person_gave_for_one_file_are_not_used_for_the_next(store):
    totals = "Campaign,Impr.,Clicks,Cost,Currency code\nHaku,100,5,10.50,EUR\n"
    asked = give(store, totals)
    assert [question["key"] for question in asked.as_json()["questions"]] == ["period"]
    given = give(store, totals, answers={"period": "2026-10-01..2026-10-31"})
    assert given.as_json()["period"] == {"start": "2026-10-01", "end": "2026-10-31"}
    assert "period" not in answers.recall(
        store.ops, client_id="aurinko", source=given.reading.source, account=given.account
    )
    assert give(store, totals.replace("10.50", "11.50")).status is FileStatus.NEEDS_ANSWER


def test_a_team_and_an_archived_client_take_no_metrics(store):
    team = add_client(store.ops, name="Tiimi", kind=ClientKind.TEAM, now=NOW)
    (refused,) = offer(store, client_id=team.client_id, name="a.csv", data=REPORT.encode(), who="t", now=NOW)
    assert refused.status is FileStatus.REFUSED
    archive_client(store.ops, client_id="aurinko", now=NOW)
    assert give(store, REPORT).status is FileStatus.REFUSED
    with pytest.raises(UnknownClient):
        offer(store, client_id="nobody", name="a.csv", data=REPORT.encode(), who="t", now=NOW)


def test_a_refused_or_empty_file_leaves_no_trace(store):
    before = everything(store)
    assert give(store, b"").status is FileStatus.EMPTY
    assert give(store, b"\x89PNG\r\n\x1a\n" + bytes(range(256))).status is FileStatus.REFUSED
    assert everything(store) == before


def test_the_columns_of_every_own_table_are_remembered(store):
    """Two tables of one client, each with words of its own: both are read without a question the next time."""
    cars = "Päiväys;Juna;Raha\n2026-09-01;A;10,00\n2026-09-02;B;20,00\n"
    boats = "Aika;Laiva;Meni\n2026-09-01;C;1,50\n2026-09-02;D;2,50\n"
    told = {
        cars: '{"Päiväys": "day", "Juna": "campaign", "Raha": "spend"}',
        boats: '{"Aika": "day", "Laiva": "campaign", "Meni": "spend"}',
    }
    for text, columns in told.items():
        assert give(store, text, name="own.csv").status == "needs_answer"
        said = give(store, text, name="own.csv", answers={"columns": columns, "currency": "EUR"})
        assert said.status == "imported", said.message
    for text in told:
        assert give(store, text.replace("2026-09", "2026-10"), name="own.csv").status == "imported"
