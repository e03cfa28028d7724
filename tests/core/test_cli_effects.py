"""Expectations from the card to the meeting: only what is said beforehand counts, the agenda asks on its day, and
what was learnt is heard in the next monthly."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.errors import Refused
from core.findings.effects import Direction, Outcome
from core.jobs.effects import answer, expect, take_back
from core.store import Store, open_store
from core.store.effects import list_expectations, take_expectation_back
from tests.core.board.fake_board import FakeBoard
from tests.core.test_cli_agenda import LISTS, Terminal

CONVERT = "7" * 24
DONE = "2026-08-05T08:00"
BEFORE, AFTER = datetime(2026, 8, 4, 9, 0), datetime(2026, 8, 6, 9, 0)


def spend(run: Terminal, *halves: tuple[date, int, int]) -> None:
    """Each half: (first day, days, conversions a day) at 60 € and 40 clicks."""
    path = Path(run.folder) / "google.csv"
    first, (start, days, _) = halves[0][0], halves[-1]
    last = start + timedelta(days=days - 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f'Campaign report\n"{first:%B} {first.day}, 2026 - {last:%B} {last.day}, 2026"\n')
        writer = csv.writer(file)
        writer.writerow(["Day", "Campaign", "Campaign ID", "Campaign type", "Currency code", "Clicks", "Cost",
                         "Conversions"])  # fmt: skip
        for begun, length, conversions in halves:
            for n in range(length):
                writer.writerow([begun + timedelta(days=n), "Haku", 1, "Search", "EUR", 40, 60, conversions])
    run("import", str(path), "--client", "acme", "--account", "1")


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Terminal, Store, str, str]:
    """A card in Convert done on 5 August, after which six conversions a day come instead of three, and one not done."""
    run = Terminal(tmp_path, capsys)
    run("client", "add", "Acme")
    spend(run, (date(2026, 5, 1), 97, 3), (date(2026, 8, 6), 56, 6))
    board = FakeBoard(LISTS, born="2026-05-01T06:00")
    board.labels = [{"id": CONVERT, "name": "Convert"}]
    card = board.add("Doing", "Shorter form", idLabels=[CONVERT])
    later = board.add("Doing", "New ads", idLabels=[CONVERT])
    board.on(DONE).move(card, "Done")
    run.bring(board)
    return run, open_store(run.folder / "data"), card, later


def wished(store: Store, card: str, now: datetime, **more: Any) -> int:
    told = {"metric": "cpa", "stage": "convert", "direction": Direction.DOWN, "size": Decimal("0.1"), "after_days": 28}
    made = expect(store, client_id="acme", card_id=card, who="t", now=now, **(told | more))
    return made.expectation_id


def asked(run: Terminal, kind: str, day: str) -> list[str]:
    found = run("agenda", kind, "--client", "acme", "--as-of", day)
    lines = [line for item in found["items"] for line in item["lines"]]
    return [line["text"].replace("\u00a0", " ") for line in lines if line["kind"] in ("expected", "outcome", "effect")]


def test_what_is_expected_is_said_before_the_card_is_done(told: tuple[Terminal, Store, str, str]) -> None:
    run, store, card, later = told
    with pytest.raises(Refused, match="said beforehand"):
        wished(store, card, AFTER)
    with pytest.raises(Refused, match="no card"):
        wished(store, "nothing", AFTER)
    about = ("effect", "expect", later, "--client", "acme", "--metric", "cpa", "--direction", "down")
    assert "14" in run.refused(*about, "--after", "3")
    assert "more than 0" in run.refused(*about, "--size", "0")
    assert "whole website" in run.refused(*about[:5], "--metric", "sessions", "--direction", "up", "--stage", "reach")
    made = run(*about, "--size", "10", "--stage", "convert")
    (row,) = run("effect", "list", "--client", "acme")
    assert (row["id"], row["size"], row["due"], row["done_on"]) == (made["id"], "0.1", None, None)
    assert "not done yet" in run.refused("effect", "answer", str(made["id"]), "held", "--client", "acme")
    run("effect", "remove", str(made["id"]), "--client", "acme")
    assert run("effect", "list", "--client", "acme") == []
    assert "no expectation" in run.refused("effect", "remove", str(made["id"]), "--client", "acme")


def test_the_agenda_asks_when_the_day_has_come_until_somebody_answers(
    told: tuple[Terminal, Store, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, store, card, _ = told
    monkeypatch.setattr("core.jobs.effects._is_done", lambda *_: False)  # as it was on the day before
    number = wished(store, card, BEFORE)
    hidden = wished(store, card, BEFORE, metric="conversions", direction=Direction.UP, size=None, client_visible=True)
    afterwards = wished(store, card, AFTER)
    monkeypatch.undo()
    rows = {row["id"]: row for row in run("effect", "list", "--client", "acme", "--as-of", "2026-09-30")}
    assert (rows[number]["done_on"], rows[number]["due"]) == ("2026-08-05", "2026-09-02")
    assert (rows[afterwards]["afterwards"], rows[afterwards]["due"]) == (True, None)

    assert asked(run, "weekly", "2026-09-01") == [], "its day has not come"
    both = asked(run, "weekly", "2026-09-02")
    # By 2 September conversions count through 23 August, eighteen days after: two weeks of 20 € against 10 €.
    # 42 and 84 conversions: 0.5 · exp(∓1.645 √(1/42 + 1/84)) is 0.37 and 0.68.
    assert both[0] == (
        "Shorter form: expected Convert, cost per conversion down 10 % by 2 Sep. Now: 20.00 € → 10.00 €,"
        " points to −50 % (−63 %…−32 %). What happened, and what did we learn?"
    )
    assert both[1].startswith("Shorter form: expected Convert, conversions up by 2 Sep. Now: 3.0 → 6.0 a day, points")
    assert len(both) == 2
    with_client = run("agenda", "weekly", "--client", "acme", "--as-of", "2026-09-02", "--with-client")
    assert not any(line["kind"] == "expected" for item in with_client["items"] for line in item["lines"])
    assert [text for text in asked(run, "monthly", "2026-09-02") if "expected" in text] == [both[1]], "the visible one"

    with_words = {"learnt": "Three fields are enough.", "client_visible": True}
    now = datetime(2026, 9, 3, 6, 0)
    with pytest.raises(Refused, match="stays"):
        take_back(store, client_id="acme", expectation_id=number, who="t", now=now)
    answer(store, client_id="acme", expectation_id=number, outcome=Outcome.HELD, who="t", now=now, **with_words)
    answer(store, client_id="acme", expectation_id=hidden, outcome=Outcome.CANNOT_TELL, learnt="PLANTED", who="t",
           now=now)  # fmt: skip
    assert len(asked(run, "weekly", "2026-09-02")) == 2, "the past stays as it was"
    after = asked(run, "weekly", "2026-09-04")
    assert [text.rpartition(". ")[2] for text in after] == ["It held: Three fields are enough.", "Cannot tell: PLANTED"]
    run("meeting", "add", "--client", "acme", "--kind", "monthly", "--at", "2026-09-02T09:00+03:00")
    heard = asked(run, "monthly", "2026-10-01")
    assert heard == ["Shorter form: expected Convert, cost per conversion down 10 %. It held: Three fields are enough."]
    with pytest.raises(Refused):
        answer(store, client_id="acme", expectation_id=999, outcome=Outcome.HELD, who="t", now=now)


def test_the_monthly_hears_what_work_did_once_it_can_be_told(told: tuple[Terminal, Store, str, str]) -> None:
    run, store, card, _ = told
    run("meeting", "add", "--client", "acme", "--kind", "monthly", "--at", "2026-08-04T09:00+03:00")
    done = run("agenda", "monthly", "--client", "acme", "--as-of", "2026-08-25")
    (line,) = [one for item in done["items"] for one in item["lines"] if one["card"] == card]
    assert line["text"].replace("\u00a0", " ") == "Done: Shorter form. Its effect can be told from 29 Aug on."
    run("meeting", "add", "--client", "acme", "--kind", "monthly", "--at", "2026-08-25T09:00+03:00")
    (later,) = asked(run, "monthly", "2026-09-22")
    assert later.startswith("Done 5 Aug: Shorter form. Convert, conversions: 3.0 → 6.0 a day, points to +100 % (+")
    assert asked(run, "weekly", "2026-08-31") == [], "a weekly hears volumes"
    (shown,) = run("effect", "show", "--client", "acme", "--as-of", "2026-09-22")
    assert (shown["card"], shown["reading"], shown["tell_on"]) == (card, "up", "2026-08-29")
    assert shown["change"] == pytest.approx(1)
    assert list_expectations(store.ops, client_id="acme", as_of=AFTER) == []
    with pytest.raises(Refused):
        take_expectation_back(store.ops, client_id="acme", expectation_id=1, who="t", now=AFTER)
