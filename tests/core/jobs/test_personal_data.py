"""Nobody's name or contact details reach the data folder, or anything that is printed about a file."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from core.jobs.imports import offer
from core.model import FileStatus
from core.store import Store, open_store
from core.store.clients import add_client

NOW = datetime(2026, 10, 1, 6, 0)
PLANTED = ("Zwiebelhuber", "zwiebel@hidden.example", "+358 40 7654321", "Salakuja 7", "0407654321")
PERSON = "Aarne Zwiebelhuber,zwiebel@hidden.example,+358 40 7654321,Salakuja 7"

FILES = {
    "orders.csv": "Name,Billing Name,Email,Phone,Billing Street,Financial Status,Currency,Total,Created at,"
    "Lineitem name\n"
    f"#1,{PERSON},paid,EUR,10,2026-09-01,A\n#1,{PERSON},,,,,B\n",
    "bad_orders.csv": "Name,Billing Name,Email,Phone,Financial Status,Currency,Total,Created at,Lineitem name\n"
    "#1,x,paid,EUR,Aarne Zwiebelhuber,zwiebel@hidden.example,+358 40 7654321,0407654321,B\n",
    "leads.csv": "id,full_name,email,phone_number,address,created_time,form_id,campaign_name\n"
    f"1,{PERSON},2026-09-01,f,Kevät\n",
    "people.csv": f"Nimi,Sähköposti,Puhelin,Osoite\n{PERSON}\n",
    "list_to_map.csv": f"Numero,Nimi,Sähköposti,Puhelin,Osoite,Luotu pvm\n7,{PERSON},2026-09-01\n",
    "no_header.csv": f"{PERSON}\n{PERSON}\n",
    "no_header_2.csv": "Aarne;0407654321;5\nLiisa;0407654322;6\n",
    "campaigns.csv": f"Day,Full name,Email,Phone,Address,Campaign,Currency,Cost\n2026-09-01,{PERSON},Syksy,EUR,5\n",
    "bad_campaigns.csv": "Day,Campaign,Email,Currency,Cost\n2026-09-01,Syksy,a,EUR,Aarne Zwiebelhuber\n",
    "bad_plain.csv": "Day,Campaign,Currency,Cost\n2026-09-01,Syksy,EUR,zwiebel@hidden.example\n"
    "2026-09-02,Syksy,EUR,+358 40 7654321\n",
    "terms.csv": "Search terms report\n1 September 2026 - 7 September 2026\n"
    "Search term,Campaign,Currency code,Impr.,Cost\n"
    "zwiebel@hidden.example kokemuksia,Syksy,EUR,5,1.50\n",
    "mail.csv": "Campaign Name,Subject,Send Time,Total Recipients,Unique Opens,Total Clicks\n"
    "Syyskirje,Hei Aarne Zwiebelhuber,2026-09-01 09:00,10,5,2\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Aurinko", now=NOW)
    return store


def everything_in(root: Path) -> str:
    """Every byte of the folder, and every table of it as text (some files are compressed)."""
    told = []
    for path in (path for path in root.rglob("*") if path.is_file()):
        told.append(path.read_bytes().decode("utf-8", "replace"))
        if path.suffix == ".parquet":
            told.append(repr(pq.read_table(path).to_pylist()))
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as con:
                tables = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
                told += [repr(con.table(name).fetchall()) for name in tables]
        if path.suffix == ".sqlite":
            with sqlite3.connect(path) as ops:
                told += list(ops.iterdump())
    return "\n".join(told)


def test_planted_people_are_nowhere(store: Store) -> None:
    said = []
    statuses = {}
    for name, text in FILES.items():
        for answers in ({}, {"columns": json.dumps({"Numero": "outcome_id", "Luotu pvm": "created_day"})}):
            outcomes = offer(
                store,
                client_id="aurinko",
                name=name,
                data=text.encode(),
                currency="EUR",
                answers=answers | {"outcome": "soft_lead"},
                who="t",
                now=NOW,
            )
            said += [json.dumps(outcome.as_json(), ensure_ascii=False) for outcome in outcomes]
            statuses.setdefault(name, outcomes[0].status)
    kept = {name for name, status in statuses.items() if status is FileStatus.IMPORTED}
    assert kept == {"orders.csv", "leads.csv", "campaigns.csv", "terms.csv", "mail.csv"}
    folder = everything_in(store.root)
    assert "Syksy" in folder, "the search sees what is kept"
    for planted in PLANTED:
        assert planted not in folder
        assert planted not in "\n".join(said)
