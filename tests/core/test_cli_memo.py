"""Memos on the command line and in the report: as they were kept, and for the client without what is internal now."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.cards import Status
from core.cli import main
from core.dates import utc_now
from core.jobs import cards
from core.jobs.meetings import hold
from core.jobs.own_board import create_board
from core.meetings.memo import Beside
from core.meetings.shapes import Agenda, AgendaItem, Kind, Line
from core.meetings.templates import DEFAULTS
from core.model import Period, Sentence
from core.store import Store, open_store
from core.store.board import read_boards
from core.store.clients import add_client
from core.store.promises import add_action, add_decision

HELD = datetime(2026, 9, 29, 5, 0)
WINDOW = Period(date(2026, 9, 22), date(2026, 9, 28))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Acme", language="en", now=HELD)
    create_board(store, client_id="acme", name="Board", who="t", now=HELD - timedelta(days=9))
    return store


def meet(store: Store, kind: Kind = Kind.WEEKLY, *, card_id: str = "", at: datetime = HELD) -> int:
    """A meeting with the client, about one card, with one promise and one decision that the client may see."""
    said: dict[str, Any] = {
        "client_id": "acme",
        "card_id": card_id,
        "client_visible": kind is not Kind.RETRO,
        "who": "t",
    }
    action = add_action(
        store.ops, kind=kind, text="Send prices", owner="Anna", due=date(2026, 10, 5), agreed_at=at, **said
    )
    decision = add_decision(store.ops, text="Ads go on", decided_by="The client", decided_at=at, **said)
    item = AgendaItem(DEFAULTS[kind][2], (Line(Sentence("Ads renewed", "Mainokset uusittu"), "done", card_id),))
    return hold(
        store,
        client_id="acme",
        agenda=Agenda(kind, kind is not Kind.RETRO, WINDOW, first=False, items=(item,)),
        agreed=[action],
        decided=[decision],
        beside=Beside(parked=("A new channel",)),
        at=at,
        who="t",
        now=at,
    ).meeting_id


def run(store: Store, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["--data", str(store.root), "--json", "memo", "--client", "acme", *words]) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def refused(store: Store, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["--data", str(store.root), "memo", "--client", "acme", *words]) == 1
    return capsys.readouterr().err


def test_the_newest_memo_in_every_form_and_language(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert "No meeting has been kept" in refused(store, capsys)
    first = meet(store)
    second = meet(store, at=HELD + timedelta(days=7))
    assert [row["meeting"] for row in run(store, capsys, "--list")] == [second, first]
    newest = run(store, capsys)
    assert newest == run(store, capsys, "--latest") == run(store, capsys, str(second))
    assert (newest["meeting"], newest["day"], newest["language"], newest["format"]) == (
        second,
        "2026-10-06",
        "en",
        "md",
    )
    assert newest["actions"] == [{"text": "Send prices", "owner": "Anna", "due": "2026-10-05", "card": None}]
    assert newest["decisions"][0]["first_on"] == "2026-10-06"
    assert newest["memo"].startswith("# Acme · Weekly · 6\u00a0Oct\u00a02026\n")
    earlier = run(store, capsys, str(first), "--format", "text", "--language", "fi")["memo"].replace("\u00a0", " ")
    assert "seuraava 6.10.2026 klo 8.00" in earlier
    assert run(store, capsys, "--format", "html")["memo"].startswith("<!DOCTYPE html>")
    assert main(["--data", str(store.root), "memo", "--client", "acme", "--format", "text"]) == 0
    assert "- A new channel" in capsys.readouterr().out
    assert "Nothing is kept" in refused(store, capsys, "999")


def test_a_card_that_became_internal_since_is_not_in_the_clients_memo(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    who: dict[str, Any] = {"client_id": "acme", "who": "t", "now": HELD - timedelta(days=5)}
    card = cards.create_card(store, name="Ads", status=Status.DOING, **who)
    meet(store, card_id=card.card_id)
    before = run(store, capsys, "--for-client")
    assert "Send prices" in before["memo"]
    assert "Ads renewed" in before["memo"]
    assert "A new channel" not in before["memo"]
    (board,) = read_boards(store.ops, client_id="acme")
    internal = [label.label_id for label in board.labels if label.name in ("Internal", "Sisäinen")]
    cards.label_card(
        store, client_id="acme", card_id=card.card_id, label_ids=internal, who="t", now=utc_now() - timedelta(minutes=1)
    )
    after = run(store, capsys, "--for-client")
    assert (after["actions"], after["decisions"]) == ([], [])
    assert "Ads" not in after["memo"]
    assert "Ads renewed" in run(store, capsys)["memo"], "the team's own stays as it was kept"


def test_the_clients_version_of_a_retrospective_is_refused(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    number = meet(store, Kind.RETRO)
    assert "Send prices" in run(store, capsys, str(number))["memo"]
    assert "no version for the client" in refused(store, capsys, str(number), "--for-client")
