"""What has been, what is coming, and what an agenda should raise."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.model import Period
from core.reports.notes import notes, notes_for_agenda, notes_of
from core.store import Store, open_store
from core.store.clients import add_client
from core.store.notes import add_note

NOW = datetime(2026, 10, 1, 6)
TODAY = date(2026, 10, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    add_client(store.ops, name="Acme", now=NOW)
    return store


def put(store: Store, text: str, first: date, last: date | None = None, **more: object) -> None:
    days = Period(first, last or first)
    add_note(store.ops, client_id="acme", days=days, kind="other", text=text, who="GO", now=NOW, **more)  # type: ignore[arg-type]


def test_past_and_coming_and_what_is_due(store: Store) -> None:
    put(store, "launched", date(2026, 9, 3))
    put(store, "today", TODAY)
    put(store, "later", date(2026, 12, 29))
    put(
        store,
        "black friday",
        date(2026, 11, 20),
        date(2026, 11, 30),
        prepare_from=date(2026, 9, 20),
        client_visible=True,
    )
    put(store, "new year", date(2027, 1, 1), prepare_from=date(2026, 12, 1))
    found = notes(store, client_id="acme", as_of=TODAY)
    assert [note.text for note in found.past] == ["today", "launched"], "the newest first"
    assert [note.text for note in found.coming] == ["black friday", "later", "new year"]
    assert [note.text for note in found.due] == ["black friday"]
    agenda = notes_for_agenda(store, client_id="acme", as_of=TODAY, moment=NOW)
    assert [note.text for note in agenda] == ["black friday", "later"], "the due one, then the next 90 days"
    before = notes_for_agenda(store, client_id="acme", as_of=TODAY, moment=NOW - timedelta(minutes=1))
    assert [note.text for note in before] == ["black friday"], "what is ahead was not noted yet; what is due, is due"


def test_a_season_under_way_is_coming_until_it_is_over(store: Store) -> None:
    put(store, "season", date(2026, 9, 25), date(2026, 10, 5), prepare_from=date(2026, 9, 1))
    assert [n.text for n in notes(store, client_id="acme", as_of=TODAY).due] == ["season"]
    over = notes(store, client_id="acme", as_of=date(2026, 10, 6))
    assert (over.coming, over.due) == ((), ())
    assert [note.text for note in over.past] == ["season"]


def test_notes_of_a_slice_are_those_on_its_days(store: Store) -> None:
    put(store, "long", date(2026, 9, 1), date(2026, 9, 30))
    put(store, "short", date(2026, 9, 10))
    known = notes(store, client_id="acme", as_of=TODAY).past
    assert [n.text for n in notes_of(known, Period(date(2026, 9, 28), date(2026, 10, 4)))] == ["long"]
