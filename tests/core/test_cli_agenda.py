"""Agendas on the command line: of the demo, of a client without anything, of a full board, and of the past."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from tests.core.board.fake_board import FakeBoard

PUMPS = "esimerkki-pumput-oy"
ITEM_KEYS = {"item", "minutes", "speaker", "visible_to_client", "lines"}
LISTS = ("Backlog", "To-do", "Doing", "Review", "Done")


class Terminal:
    """Runs commands against one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, *words: str) -> Any:
        assert main(["--data", str(self.folder / "data"), "--json", *words]) == 0, self.capsys.readouterr().err
        return json.loads(self.capsys.readouterr().out)

    def refused(self, *words: str) -> str:
        assert main(["--data", str(self.folder / "data"), *words]) == 1
        return self.capsys.readouterr().err

    def bring(self, board: FakeBoard) -> None:
        path = self.folder / "board.json"
        path.write_bytes(board.export())
        self("board", "import", str(path), "--client", "acme")

    def spend(self, first: date, days: int, cost: int) -> None:
        path = self.folder / "google.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            last = first + timedelta(days=days - 1)
            file.write(f'Campaign report\n"{first:%B} {first.day}, 2026 - {last:%B} {last.day}, 2026"\n')
            writer = csv.writer(file)
            writer.writerow(["Day", "Campaign", "Campaign ID", "Campaign type", "Currency code", "Clicks", "Cost",
                             "Conversions"])  # fmt: skip
            for n in range(days):
                writer.writerow([first + timedelta(days=n), "Haku", 1, "Search", "EUR", 10, cost, 2])
        self("import", str(path), "--client", "acme", "--account", "1")


@pytest.fixture
def acme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    run = Terminal(tmp_path, capsys)
    run("client", "add", "Acme")
    return run


def texts(found: Any, key: str = "") -> list[str]:
    items = [item for item in found["items"] if not key or item["item"] == key]
    return [line["text"] for item in items for line in item["lines"]]


def test_the_meetings_of_the_demo(told_story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Terminal(tmp_path, capsys)
    shutil.copytree(told_story, tmp_path / "data")
    asked = ("--client", PUMPS, "--as-of", "2026-10-01")
    weekly = run("agenda", "weekly", *asked)
    assert all(set(item) >= ITEM_KEYS for item in weekly["items"])
    assert all({"text", "kind", "card", "entity"} <= set(line) for item in weekly["items"] for line in item["lines"])
    assert (weekly["minutes"], weekly["window"]) == (15, {"start": "2026-09-29", "end": "2026-09-30"})
    assert weekly["items"][0]["item"] == "actions"
    late = weekly["items"][0]["lines"][0]
    assert late["text"].startswith("Analytiikka: Lomakkeen tapahtumien korjaus")
    assert late["card"]
    assert not any("Selvitetään, mitä lookalike" in text for text in texts(weekly)), "it is done"
    assert sum(line["kind"] in ("stage_over", "content_gap") for i in weekly["items"] for line in i["lines"]) <= 3
    assert run("agenda", "weekly", *asked) == weekly

    monthly = run("agenda", "monthly", *asked)
    assert (monthly["minutes"], monthly["items"][0]["speaker"]) == (60, "client")
    assert monthly["window"] == {"start": "2026-09-03", "end": "2026-09-30"}
    assert any("18 % of the budget" in text.replace("\u00a0", " ") for text in texts(monthly, "balance"))
    assert any("waits in the Backlog" in text for text in texts(monthly, "actions"))
    assert any(line["kind"] == "traffic_without_conversions" for line in monthly["items"][2]["lines"])
    assert texts(monthly, "plans")[0].startswith("To decide with the client")
    assert any("there is no card of it" in text for text in texts(monthly, "seasons"))

    retro = run("agenda", "retro", *asked)
    assert not any(item["visible_to_client"] for item in retro["items"])
    assert texts(retro, "actions")[0].startswith("Growth Owner: Asiakkaan katseltaviin")
    assert "not there" in run.refused("agenda", "retro", *asked, "--with-client")
    for kind in ("weekly", "monthly"):
        seen = " ".join(texts(run("agenda", kind, *asked, "--with-client")))
        assert "katseltaviin" not in seen
        assert "Lomakkeen tapahtumien korjaus julkaisuun" not in seen


def test_a_client_without_anything_gets_something_to_talk_about(acme: Terminal) -> None:
    for kind, minutes in (("weekly", 15), ("monthly", 60), ("retro", 30)):
        found = acme("agenda", kind, "--client", "acme", "--as-of", "2026-10-01")
        assert (found["minutes"], found["first"]) == (minutes, True)
        assert found["window"] == {"start": "2026-09-24", "end": "2026-09-30"}
        assert all(item["lines"] for item in found["items"])


def test_five_hundred_open_cards_fit_a_quarter_of_an_hour(acme: Terminal) -> None:
    board = FakeBoard(LISTS, born="2026-08-03T06:00")
    for n in range(500):
        board.later(minutes=1).add(LISTS[n % 4], f"Card {n}", due="2026-09-01T09:00:00.000Z" if n % 2 else None)
    acme.bring(board)
    found = acme("agenda", "weekly", "--client", "acme", "--as-of", "2026-09-29")
    assert found["minutes"] == 15
    (held,) = [item for item in found["items"] if item["item"] == "held_up"]
    # 125 wait for the client; of the others 125 in To-do are late (the odd ones), and 125 in Doing stand still.
    assert (len(held["lines"]), held["more"]) == (9, 375 - 8)
    assert {line["kind"] for line in held["lines"]} == {"waiting", "overdue", "stuck", "more"}


def test_later_data_changes_nothing_and_a_frozen_copy_not_even_with_restated_data(acme: Terminal) -> None:
    asked = ("--client", "acme", "--as-of", "2026-09-29")
    acme.spend(date(2026, 8, 1), 59, 30)
    board = FakeBoard(LISTS)
    done, waits = board.add("Doing", "Ads"), board.add("To-do", "Landing page", due="2026-09-20T09:00:00.000Z")
    board.on("2026-09-24T08:00").move(done, "Done")
    acme.bring(board)
    acme("meeting", "add", "--client", "acme", "--kind", "weekly", "--at", "2026-09-22T08:00+03:00")
    promised = acme("action", "add", "Call them", "--client", "acme", "--owner", "Anna", "--due", "2026-09-25",
                    "--on", "2026-09-22")  # fmt: skip
    before = acme("agenda", "weekly", *asked)
    said = [text.replace("\u00a0", " ") for text in texts(before)]
    assert "Anna: Call them – was due 25 Sep" in said
    assert "Done: Ads" in said
    assert "Landing page: was due 20 Sep" in said
    # seven days at 30 € with ten clicks and two conversions each
    assert "Google Search, 22–28 Sep 2026: 210 €, clicks 70, conversions counted so far 14." in said

    kept = acme("agenda", "weekly", *asked, "--keep")
    assert {key: kept[key] for key in before} == before

    acme.spend(date(2026, 9, 29), 2, 900)
    board.on("2026-09-30T08:00").move(waits, "Done")
    board.set_due(waits, "2026-10-20T09:00:00.000Z")
    board.add("Review", "Later card")
    acme.bring(board)
    acme("action", "done", str(promised["id"]), "--client", "acme", "--on", "2026-09-30")
    acme("action", "add", "Later", "--client", "acme", "--owner", "B", "--due", "2026-10-01", "--on", "2026-09-30")
    acme("decision", "add", "Later", "--client", "acme", "--by", "B", "--on", "2026-09-30")
    acme("grade", "add", "9,5", "Good", "--client", "acme", "--on", "2026-09-30")
    acme("meeting", "add", "--client", "acme", "--kind", "weekly", "--at", "2026-10-06T08:00+03:00")
    acme("agenda", "template", "weekly", "--client", "acme", "--item", "actions=5")
    assert acme("agenda", "weekly", *asked) == before

    acme.spend(date(2026, 9, 22), 7, 500)
    assert acme("agenda", "weekly", *asked) != before, "the past is restated"
    seen = acme("agenda", "seen", str(kept["meeting"]), "--client", "acme")
    assert (seen.pop("agreed"), seen.pop("decided")) == ([], [])
    assert json.dumps({key: seen[key] for key in before}) == json.dumps(before), "as presented; beside it what was said"
    assert "Nothing is kept" in acme.refused("agenda", "seen", "999", "--client", "acme")


def test_what_is_internal_is_not_said_before_the_client(acme: Terminal) -> None:
    board = FakeBoard(LISTS)
    board.labels = [{"id": "5" * 24, "name": "Internal", "color": "red"}, {"id": "6" * 24, "name": "News"}]
    for n, where in enumerate(LISTS):
        board.on("2026-09-23T08:00").add(where, f"PLANTED card {n}", idLabels=["5" * 24, "6" * 24])
    board.add("Doing", "Open card", idLabels=["6" * 24])
    acme.bring(board)
    about = ("--client", "acme")
    acme("note", "add", "PLANTED note", *about, "--day", "2026-09-25")
    acme("note", "add", "PLANTED season", *about, "--day", "2026-11-25", "--prepare-from", "2026-09-20")
    acme("action", "add", "PLANTED", *about, "--owner", "A", "--due", "2026-09-30", "--on", "2026-09-23")
    acme("action", "add", "PLANTED", *about, "--owner", "A", "--due", "2026-09-30", "--on", "2026-09-23", "--kind",
         "retro")  # fmt: skip
    acme("decision", "add", "PLANTED", *about, "--by", "A", "--on", "2026-09-23")
    asked = (*about, "--as-of", "2026-09-29")
    assert "PLANTED" in json.dumps(acme("agenda", "weekly", *asked))
    for words in (("weekly", *asked, "--with-client"), ("monthly", *asked)):
        found = acme("agenda", *words)
        assert "Open card" in texts(found)
        assert "PLANTED" not in json.dumps(found)


def test_a_template_reorders_renames_and_extends_and_can_be_taken_back(acme: Terminal) -> None:
    asked = ("agenda", "template", "weekly", "--client", "acme")
    standard = acme(*asked)["items"]
    acme(*asked, "--item", "theme=3=Theme of the quarter", "--item", "actions=2=Promises")
    own = acme("agenda", "weekly", "--client", "acme")
    assert [(item["title"], item["minutes"]) for item in own["items"]] == [("Theme of the quarter", 3), ("Promises", 2)]
    assert "keep the item" in acme.refused(*asked, "--item", "theme=3=Theme")
    assert "KEY=MINUTES" in acme.refused(*asked, "--item", "theme=soon")
    assert acme(*asked, "--standard")["items"] == standard


def test_actions_decisions_and_grades_are_listed_as_they_stood(acme: Terminal) -> None:
    about = ("--client", "acme")
    made = acme("decision", "add", "Start", *about, "--by", "Client", "--on", "2026-09-03", "--client-visible")
    again = acme("decision", "again", str(made["id"]), *about, "--on", "2026-09-24")
    assert again["first_decided_at"] == made["decided_at"]
    assert acme("decision", "list", *about) == [again]
    assert acme("decision", "list", *about, "--as-of", "2026-09-10") == [made]
    done = acme("action", "add", "Call", *about, "--owner", "Anna", "--due", "2026-09-10", "--on", "2026-09-03")
    acme("action", "done", str(done["id"]), *about, "--on", "2026-09-09")
    assert acme("action", "list", *about, "--open") == []
    assert acme("action", "list", *about, "--open", "--as-of", "2026-09-05") == [done]
    assert "open it again first" in acme.refused("action", "move", str(done["id"]), "2026-09-20", *about)
    acme("action", "reopen", str(done["id"]), *about, "--on", "2026-09-11")
    moved = acme("action", "move", str(done["id"]), "2026-09-20", *about, "--on", "2026-09-12")
    assert (moved["due"], moved["first_due"], moved["times_moved"]) == ("2026-09-20", "2026-09-10", 1)
    assert acme("action", "list", *about, "--open") == [moved]
    assert "4 to 10" in acme.refused("grade", "add", "3", *about)
    grade = acme("grade", "add", "9,5", "Quick", *about, "--on", "2026-09-03")
    assert acme("grade", "list", *about) == [grade]
    assert (grade["grade"], acme("grade", "list", *about, "--as-of", "2026-09-01")) == ("9.5", [])


def test_what_is_decided_in_a_meeting_is_no_previous_decision_of_it(acme: Terminal) -> None:
    for day in ("2026-09-22", "2026-09-29"):
        acme("decision", "add", f"Decided {day}", "--client", "acme", "--by", "B", "--on", day, "--client-visible")
    for kind in ("weekly", "monthly"):
        said = " ".join(texts(acme("agenda", kind, "--client", "acme", "--as-of", "2026-09-29T12:00:00Z")))
        assert "Decided 2026-09-22" in said
        assert "Decided 2026-09-29" not in said
    assert "Decided 2026-09-29" in " ".join(
        texts(acme("agenda", "weekly", "--client", "acme", "--as-of", "2026-10-06"))
    )
