"""The board on the command line: real exports give their known figures, small ones give what the hand computes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from tests.core.board.fake_board import FakeBoard

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real" / "trello"
EXPORTS = sorted(path.name for path in REAL.glob("[01]*.json") if "single-card" not in path.name)
needs_real = pytest.mark.skipif(not REAL.exists(), reason="the real exports are not on this machine")
SAME_NAME = (
    "as_of",
    "lists",
    "lists_open",
    "cards",
    "visible_per_list",
    "due",
    "actions",
    "archive_events",
    "unarchive_events",
    "delete_events",
    "cards_without_creation_action",
    "labels",
    "labels_unnamed",
    "members",
    "checklists",
    "custom_fields",
)
OUR_NAME = {
    "archived": "cards_archived",
    "visible": "cards_visible",
    "hidden_in_closed_lists": "cards_open_in_closed_lists",
    "overdue": "overdue_visible_at_as_of",
    "moves": "list_moves",
    "history_complete_since": "oldest_action",
}


def real(number: str) -> Path:
    """The real export of this number."""
    return next(REAL.glob(f"{number}_*.json"))


class Terminal:
    """Runs commands against one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.status, self.complaint = 0, ""

    def __call__(self, *words: str) -> Any:
        self.status = main(["--data", str(self.folder / "data"), *words, "--json"])
        out, self.complaint = self.capsys.readouterr()
        return json.loads(out) if out.strip() else None

    def bring(self, data: bytes | Path) -> Any:
        path = data if isinstance(data, Path) else self.folder / "board.json"
        if isinstance(data, bytes):
            path.write_bytes(data)
        return self("board", "import", str(path), "--client", "acme")


@pytest.fixture
def tahti(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    terminal = Terminal(tmp_path, capsys)
    terminal("client", "add", "Acme")
    return terminal


# --------------------------------------------------------------------------------------------------------- real boards


@needs_real
@pytest.mark.parametrize("name", EXPORTS)
def test_a_real_export_gives_its_known_figures_and_nothing_the_second_time(name: str, tahti: Terminal) -> None:
    facts = json.loads((REAL / "expected_facts.json").read_text("utf-8"))[name]
    said = tahti.bring(REAL / name)
    assert {key: said[key] for key in SAME_NAME} == {key: facts[key] for key in SAME_NAME}
    assert {key: said[key] for key in OUR_NAME} == {key: facts[theirs] for key, theirs in OUR_NAME.items()}
    assert (said["unreadable"], said["older_than_known"]) == (0, False)
    again = tahti.bring(REAL / name)
    assert again["changes"] == 0
    status = tahti("board", "status", "--client", "acme")
    parts = sum(cell["count"] for cell in status["statuses"].values()) + sum(u["count"] for u in status["unmapped"])
    apart = status["separators"] + status["templates"] + status["mirrors"] + status["links"]
    assert parts + apart == said["visible"]
    assert status["total"] == said["cards"] == parts + apart + status["archived"] + status["hidden_in_closed_lists"]
    assert {u["name"] for u in status["unmapped"]} == set(said["unmapped_lists"])
    assert status["moves_missing"] == []


@needs_real
def test_separators_are_no_work(tahti: Terminal) -> None:
    """361 cards, 59 of them lines drawn between the others."""
    assert tahti.bring(real("08"))["separators"] == 59
    assert tahti("board", "status", "--client", "acme")["separators"] == 59


@needs_real
def test_the_export_of_one_card_is_refused_in_one_sentence(tahti: Terminal) -> None:
    assert tahti.bring(real("10")) is None
    assert (tahti.status, len(tahti.complaint.strip().splitlines())) == (1, 1)
    assert "single card" in tahti.complaint


@needs_real
def test_status_as_of_the_earlier_export_is_that_of_the_earlier_export(tahti: Terminal) -> None:
    """The later export, seen as of the moment of the earlier one, has every card where it was."""
    tahti.bring(real("14a"))
    then = tahti("board", "status", "--client", "acme")
    tahti("client", "add", "Later")
    path = str(real("14b"))
    tahti("board", "import", path, "--client", "later")
    seen = tahti("board", "status", "--client", "later", "--as-of", "2017-10-19T15:20:17.580Z")
    for name, cell in then["statuses"].items():
        assert sorted(seen["statuses"][name]["cards"]) == sorted(cell["cards"]), name
    assert (seen["archived"], seen["total"]) == (then["archived"], then["total"])


# -------------------------------------------------------------------------------------------------------- small boards


def story() -> FakeBoard:
    """Five cards of September 2026 in Helsinki's summer time; 2026-09-01 is a Tuesday."""
    board = FakeBoard(("Backlog", "To-do", "Doing", "Review", "Done", "Maija"), born="2026-08-31T06:00")
    plain = board.on("2026-09-01T06:00").add("To-do", "Plain", due="2026-09-04T12:00:00.000Z", idMembers=["m"])
    waits = board.add("To-do", "Waits for the client")
    board.add("Backlog", "Idea")
    board.add("Maija", "In a list named after a person")
    board.add("Backlog", "-----", cardRole="separator")
    board.on("2026-09-02T06:00").move(plain, "Doing")
    board.on("2026-09-03T06:00").move(waits, "Doing")
    board.set_due(plain, "2026-09-08T12:00:00.000Z")
    board.on("2026-09-07T06:00").move(waits, "Review")
    board.on("2026-09-08T06:00").move(plain, "Done")
    board.on("2026-09-09T06:00").close(board.add("To-do", "Dropped"))
    return board


def ids(board: FakeBoard) -> dict[str, str]:
    return {card["name"]: card_id for card_id, card in board.cards.items()}


def test_the_status_counts_every_card_once_and_shouts_about_unmapped_lists(tahti: Terminal) -> None:
    board = story()
    said = tahti.bring(board.export())
    assert (said["cards"], said["visible"], said["archived"], said["separators"]) == (6, 5, 1, 1)
    assert said["unmapped_lists"] == ["Maija"]
    status = tahti("board", "status", "--client", "acme", "--as-of", "2026-09-10")
    cards = ids(board)
    assert {name: cell["cards"] for name, cell in status["statuses"].items() if cell["count"]} == {
        "backlog": [cards["Idea"]],
        "review_client": [cards["Waits for the client"]],
        "done": [cards["Plain"]],
    }
    assert [(u["name"], u["count"]) for u in status["unmapped"]] == [("Maija", 1)]
    assert (status["total"], status["separators"], status["archived"]) == (6, 1, 1)


def test_a_board_from_after_this_machine_s_clock_is_shown_as_it_was_last_seen(tahti: Terminal) -> None:
    board = FakeBoard(("Doing",), born="2101-01-01T06:00")
    board.later(days=1).add("Doing")
    tahti.bring(board.export())
    assert tahti("board", "status", "--client", "acme")["statuses"]["doing"]["count"] == 1
    assert tahti("flow", "--client", "acme")["wip"] == 1


def test_a_confirmed_list_counts_as_what_it_was_said_to_be(tahti: Terminal) -> None:
    board = story()
    tahti.bring(board.export())
    assert tahti("board", "map", "--client", "acme", "Maija", "doing") == {
        "list": board.lists["Maija"]["id"],
        "name": "Maija",
        "status": "doing",
    }
    status = tahti("board", "status", "--client", "acme", "--as-of", "2026-09-10")
    assert (status["statuses"]["doing"]["count"], status["unmapped"]) == (1, [])
    (row,) = [m for m in status["mapping"] if m["name"] == "Maija"]
    assert (row["status"], row["confirmed"]) == ("doing", True)
    assert tahti.bring(board.export())["unmapped_lists"] == []


def test_what_needs_a_hand_is_named(tahti: Terminal) -> None:
    board = story()
    tahti.bring(board.export())
    tahti("meeting", "add", "--client", "acme", "--kind", "weekly", "--at", "2026-09-08T08:00+03:00")
    hands = tahti("board", "status", "--client", "acme", "--as-of", "2026-09-10")["needs_a_hand"]
    waits = ids(board)["Waits for the client"]
    assert {kind: cards for kind, cards in hands.items() if cards} == {
        "no_owner": [waits],
        "no_due": [waits],
        "no_stage": [waits],
        "not_moved": [waits],
    }
    # On the 5th the plain card had still the date of the 8th; on the 3rd before the change that of the 4th.
    late = tahti("board", "status", "--client", "acme", "--as-of", "2026-09-08T05:00Z")["needs_a_hand"]
    assert late["overdue"] == []


def test_flow_of_september_by_hand(tahti: Terminal) -> None:
    """Plain: 2nd to 8th is 7 days of cycle, 1st to 8th is 8 of lead. Waits: started on the 3rd, in review since Monday
    the 7th; on the morning of the 15th it is in its 13th day, and 6 working days have begun since."""
    board = story()
    tahti.bring(board.export())
    flow = tahti("flow", "--client", "acme", "--from", "2026-08-31", "--to", "2026-09-14")
    cards = ids(board)
    waits, plain = cards["Waits for the client"], cards["Plain"]
    assert (flow["wip"], flow["wip_cards"]) == (1, [waits])
    assert flow["age"]["cards"] == [{"card": waits, "status": "review_client", "days": 13, "at_least": False}]
    assert (flow["age"]["p50"], flow["age"]["p85"]) == (13, 13)
    assert (flow["cycle"]["n"], flow["cycle"]["p50"], flow["cycle"]["cards"][0]["days"]) == (1, None, 7)
    assert (flow["lead"]["cards"][0]["days"], flow["straight_to_done"]) == (8, {"n": 0, "share": 0.0})
    assert [(w["week"], w["done"]) for w in flow["throughput"]] == [("2026-W36", 0), ("2026-W37", 1), ("2026-W38", 0)]
    assert [(w["arrived"], w["started"]) for w in flow["arrivals"]] == [(3, 2), (1, 0), (0, 0)]
    (turn,) = flow["waiting_on_client"]
    assert (turn["card"], turn["side"], turn["working_days"]) == (waits, "client", 6)
    assert turn["held"] == {"client": 6, "us": 2}
    assert flow["held"] == {"client": 5, "us": 6}
    assert flow["due_moved"] == [
        {
            "card": plain,
            "first_promise": "2026-09-04T12:00:00.000Z",
            "due": "2026-09-08T12:00:00.000Z",
            "changes": 1,
            "slipped_days": 4,
        }
    ]
    assert flow["cumulative_flow"][-1] == {
        "day": "2026-09-14",
        "backlog": 4,
        "to_do": 3,
        "doing": 2,
        "review": 2,
        "done": 1,
    }
    assert flow["history_complete_since"] == "2026-08-31T06:00:00.000Z"
    assert (flow["unmapped"], flow["forecast"]) == (["Maija"], None)
    assert "+ 1" in flow["convention"]


def test_flow_as_of_a_past_day_knows_nothing_later(tahti: Terminal) -> None:
    tahti.bring(story().export())
    words = ("flow", "--client", "acme", "--from", "2026-08-31", "--to", "2026-09-14", "--as-of", "2026-09-04")
    flow = tahti(*words)
    assert (flow["wip"], flow["cycle"]["n"], flow["waiting_on_client"]) == (2, 0, [])
    assert [w["week"] for w in flow["throughput"]] == ["2026-W36"]
    assert flow["throughput"][0]["open"]


def test_the_client_s_own_zone_decides_the_day(tahti: Terminal) -> None:
    """Sunday 21:30 UTC is Monday 00:30 in Helsinki; a week later the clocks have gone back, and it is Sunday 23:30."""
    board = FakeBoard(("Doing", "Done"), born="2026-10-01T06:00")
    for when in ("2026-10-18T21:30", "2026-10-25T21:30", "2026-10-25T22:30"):
        card_id = board.add("Doing")
        board.on(when).move(card_id, "Done")
    tahti.bring(board.export())
    flow = tahti("flow", "--client", "acme", "--from", "2026-10-12", "--to", "2026-11-01")
    assert [(w["week"], w["done"]) for w in flow["throughput"]] == [("2026-W42", 0), ("2026-W43", 2), ("2026-W44", 1)]


def test_before_the_known_history_is_unknown_and_never_zero(tahti: Terminal) -> None:
    board = FakeBoard(("Doing", "Done"), born="2026-06-01T06:00")
    old, busy = board.add("Doing", "Old"), board.add("Doing", "Busy")
    for n in range(1200):
        board.later(hours=2).move(busy, "Done" if n % 2 else "Doing")
    said = tahti.bring(board.export())
    assert said["actions"] == 1000
    since = said["history_complete_since"][:10]
    assert tahti("board", "status", "--client", "acme", "--as-of", "2026-06-02") is None
    assert (tahti.status, len(tahti.complaint.strip().splitlines())) == (1, 1)
    assert tahti("flow", "--client", "acme", "--as-of", "2026-06-02") is None
    flow = tahti("flow", "--client", "acme", "--from", "2026-06-01", "--to", "2026-09-30")
    unknown = [w["week"] for w in flow["throughput"] if w["done"] is None]
    assert unknown
    assert unknown == [w["week"] for w in flow["throughput"]][: len(unknown)]
    assert flow["cumulative_flow"][0]["day"] > since
    (age,) = [row for row in flow["age"]["cards"] if row["card"] == old]
    assert (age["at_least"], age["days"]) == (True, (date(2026, 10, 1) - date.fromisoformat(since)).days + 1)
    assert old not in [row["card"] for row in flow["cycle"]["cards"]]


def test_a_client_is_not_charged_for_days_nobody_knows_of(tahti: Terminal) -> None:
    """It lay in the client's review when the history begins, on Monday the 31st of August: by Friday that is 4 days."""
    board = FakeBoard(("Doing", "Waiting for client", "Done"), born="2026-06-01T06:00")
    waits, other = board.add("Waiting for client"), board.add("Doing")
    board.on("2026-08-31T06:00").move(other, "Done")
    board.on("2026-09-04T05:00").add("Doing")
    tahti.bring(board.export(newest=2))
    flow = tahti("flow", "--client", "acme", "--as-of", "2026-09-04T12:00+03:00")
    (row,) = flow["waiting_on_client"]
    assert (row["card"], row["working_days"], row["held"]["client"]) == (waits, 4, 4)


def test_done_before_the_known_history_says_nothing_of_a_promise_moved_since(tahti: Terminal) -> None:
    board = FakeBoard(("Doing", "Done"), born="2026-06-01T06:00")
    old = board.add("Done", "Old")
    board.set_due(old, "2026-07-10T09:00:00.000Z")
    board.later(days=60).set_due(old, "2026-08-20T09:00:00.000Z")
    tahti.bring(board.export(newest=1))
    (moved,) = tahti("flow", "--client", "acme", "--as-of", "2026-09-01")["due_moved"]
    assert (moved["first_promise"][:10], moved["slipped_days"]) == ("2026-07-10", 41)


def test_what_was_done_stays_done_when_trello_forgets_it(tahti: Terminal) -> None:
    """A finished card is deleted from Trello: its week keeps its one."""
    board = story()
    tahti.bring(board.export())
    words = ("flow", "--client", "acme", "--from", "2026-09-07", "--to", "2026-09-13", "--as-of", "2026-10-01")
    before = tahti(*words)
    board.on("2026-09-20T06:00").delete(ids(board)["Plain"])
    tahti.bring(board.export())
    assert tahti(*words)["throughput"] == before["throughput"] == [{"week": "2026-W37", "done": 1, "open": False}]
    status = tahti("board", "status", "--client", "acme", "--as-of", "2026-09-25")
    assert (status["statuses"]["done"]["count"], status["deleted_unseen"]) == (0, 0)


def test_two_boards_of_a_client_are_counted_together(tahti: Terminal) -> None:
    """And are known since the one of which less is known."""
    tahti.bring(story().export())
    other = FakeBoard(("Doing",), born="2026-09-05T06:00", mark=2)
    other.later(hours=1).add("Doing", "Elsewhere")
    tahti.bring(other.export())
    status = tahti("board", "status", "--client", "acme", "--as-of", "2026-09-10")
    assert (status["total"], status["statuses"]["doing"]["count"]) == (7, 1)
    flow = tahti("flow", "--client", "acme", "--from", "2026-08-31", "--to", "2026-09-14")
    assert (flow["wip"], flow["history_complete_since"]) == (2, "2026-09-05T06:00:00.000Z")


@pytest.mark.parametrize("order", ["early new other", "other new early", "early other", "new other"])
def test_a_card_that_went_to_another_board_of_the_client_is_one_card(order: str, tahti: Terminal) -> None:
    """It was done on the first one before it came to the second: that is once. Also when the first was not looked at
    since."""
    first = FakeBoard(("To-do", "Doing", "Done"), born="2026-09-01T06:00")
    other = FakeBoard(("Client review", "Done"), born="2026-09-01T06:00", mark=2)
    moved, done = first.later(hours=1).add("Doing", "Moved"), first.add("Doing", "Done and kept")
    first.on("2026-09-03T09:00").move(done, "Done")
    looks = {"early": first.export()}
    for card_id, place in ((moved, "Client review"), (done, "Done")):
        card = first.cards[card_id]
        first.on("2026-09-08T09:00").send_away(card_id)
        row = other.on("2026-09-08T09:00").lists[place]["id"]
        other.cards[card_id] = card | {"idList": row}
        other.act("moveCardToBoard", {"card": {"id": card_id}, "list": {"id": row}})
    looks |= {"new": first.export(), "other": other.export()}
    for name in order.split():
        tahti.bring(looks[name])
    status = tahti("board", "status", "--client", "acme", "--as-of", "2026-09-14")
    assert (status["total"], status["statuses"]["review_client"]["cards"]) == (2, [moved])
    assert status["deleted_unseen"] == 0
    assert (status["statuses"]["doing"]["count"], status["statuses"]["done"]["cards"]) == (0, [done])
    flow = tahti("flow", "--client", "acme", "--from", "2026-08-31", "--to", "2026-09-13")
    assert [week["done"] for week in flow["throughput"]] == [1, 0]
    assert (flow["cycle"]["n"], flow["cycle"]["cards"][0]["days"], flow["wip_cards"]) == (1, 3, [moved])
    assert [a["days"] for a in flow["age"]["cards"]] == [14]
    assert [w["working_days"] for w in flow["waiting_on_client"]] == [4]
    assert flow["held"] == {"client": 3, "us": 7}  # the fourth day is a Monday after the period
    if "early" in order:
        then = tahti("board", "status", "--client", "acme", "--as-of", "2026-09-05")
        assert (then["statuses"]["doing"]["cards"], then["statuses"]["done"]["cards"]) == ([moved], [done])


@pytest.mark.parametrize("order", ["early other", "early new other", "other new early"])
def test_a_list_that_went_to_another_board_of_the_client_is_one_list(order: str, tahti: Terminal) -> None:
    """Its cards are counted once, wherever the list was told to be what it is; no action tells that they moved."""
    first = FakeBoard(("To-do", "Workshop"), born="2026-09-01T06:00")
    other = FakeBoard(("Backlog",), born="2026-09-01T06:00", mark=2)
    card_id = first.later(hours=1).add("Workshop", "A card")
    looks = {"early": first.export()}
    moved = {"list": {"id": first.lists["Workshop"]["id"]}}
    other.lists["Workshop"], other.cards = first.lists.pop("Workshop"), first.cards
    first.cards = {}
    first.on("2026-09-08T09:00").act("moveListFromBoard", moved)
    other.on("2026-09-08T09:00").act("moveListToBoard", moved)
    looks |= {"new": first.export(), "other": other.export()}
    for name in order.split():
        tahti.bring(looks[name])
        if name == order.split()[0]:
            assert tahti("board", "map", "--client", "acme", "Workshop", "doing")["status"] == "doing"
    for day in ("2026-09-05", "2026-09-14"):
        status = tahti("board", "status", "--client", "acme", "--as-of", day)
        assert (status["total"], status["statuses"]["doing"]["cards"], status["unmapped"]) == (1, [card_id], [])
        assert sum(m["name"] == "Workshop" for m in status["mapping"]) == 1
    flow = tahti("flow", "--client", "acme", "--from", "2026-08-31", "--to", "2026-09-13")
    assert [a["days"] for a in flow["age"]["cards"]] == [14]
    assert tahti("board", "map", "--client", "acme", "Workshop", "to-do")["status"] == "to_do"


def test_a_list_that_has_left_the_boards_is_no_longer_asked_about(tahti: Terminal) -> None:
    board = FakeBoard(("To-do", "Workshop", "Kiosk"), born="2026-09-01T06:00")
    card_id = board.later(hours=1).add("Workshop", "A card")
    assert tahti.bring(board.export())["unmapped_lists"] == ["Workshop", "Kiosk"]
    for name, what in (("Workshop", "moveListFromBoard"), ("Kiosk", "deleteList")):
        board.later(days=1).act(what, {"list": {"id": board.lists.pop(name)["id"]}})
    board.cards = {}
    assert tahti.bring(board.export())["unmapped_lists"] == []
    assert tahti("board", "status", "--client", "acme", "--as-of", "2026-09-14")["unmapped"] == []
    (unmapped,) = tahti("board", "status", "--client", "acme", "--as-of", "2026-09-01T12:00Z")["unmapped"]
    assert (unmapped["name"], unmapped["cards"]) == ("Workshop", [card_id])


def test_cards_put_back_are_started_but_no_longer_in_progress(tahti: Terminal) -> None:
    board = story()
    board.on("2026-09-10T06:00").move(ids(board)["Waits for the client"], "Backlog")
    tahti.bring(board.export())
    flow = tahti("flow", "--client", "acme", "--from", "2026-08-31", "--to", "2026-09-14")
    assert (flow["wip"], flow["age"]["n"], flow["started_not_finished"]) == (0, 0, 1)
    assert flow["moved_back"] == [ids(board)["Waits for the client"]]


def test_a_forecast_to_the_next_monthly(tahti: Terminal) -> None:
    """Two cards done every Wednesday for twelve weeks: at least 8 in four weeks, whatever is drawn."""
    board = FakeBoard(("To-do", "Doing", "Done"), born="2026-06-01T06:00")
    for week in range(17):
        for _ in range(2):
            card_id = board.on("2026-06-01T07:00").later(days=7 * week).add("Doing")
            board.later(days=2).move(card_id, "Done")
    board.add("To-do")
    tahti.bring(board.export())
    tahti("meeting", "add", "--client", "acme", "--kind", "monthly", "--at", "2026-10-29T10:00+02:00")
    forecast = tahti("flow", "--client", "acme", "--as-of", "2026-10-01")["forecast"]
    assert forecast == {
        "until": "2026-10-29",
        "weeks": 4,
        "at_least_85": 8,
        "typical": 8,
        "open_cards": 1,
        "open_weeks_85": 1,
        "from_weeks": 12,
        "trend": False,
    }


def test_weeks_before_the_board_was_made_are_no_slow_weeks(tahti: Terminal) -> None:
    """Five full weeks of two cards each: too few to forecast from, and not twelve of which seven were empty."""
    board = FakeBoard(("To-do", "Doing", "Done"), born="2026-08-26T06:00")
    for week in range(5):
        for _ in range(2):
            card_id = board.on("2026-08-31T07:00").later(days=7 * week).add("Doing")
            board.later(days=2).move(card_id, "Done")
    tahti.bring(board.export())
    tahti("meeting", "add", "--client", "acme", "--kind", "monthly", "--at", "2026-11-05T10:00+02:00")
    flow = tahti("flow", "--client", "acme", "--as-of", "2026-10-07")
    assert flow["forecast"] is None
    assert "there are 5" in flow["why_no_forecast"]
    assert [week["done"] for week in flow["throughput"]][-8:] == [0, 0, 2, 2, 2, 2, 2, 0]


def test_refusals_are_one_sentence_and_exit_1(tahti: Terminal) -> None:
    (tahti.folder / "no.json").write_text("{")
    tahti.bring(story().export())
    tahti("client", "add", "Bare")
    for words in (
        ("board", "import", str(tahti.folder / "no.json"), "--client", "acme"),
        ("board", "import", "no-such-file.json", "--client", "acme"),
        ("board", "import", str(tahti.folder / "board.json"), "--client", "nobody"),
        ("board", "map", "--client", "acme", "Nowhere", "doing"),
        ("board", "map", "--client", "acme", "Maija", "someday"),
        ("board", "status", "--client", "bare"),
        ("board", "status", "--client", "acme", "--as-of", "yesterday"),
        ("flow", "--client", "bare"),
        ("flow", "--client", "acme", "--from", "2026-09-01"),
    ):
        assert tahti(*words) is None, words
        assert tahti.status == 1, words
        assert len(tahti.complaint.strip().splitlines()) == 1, words


def test_people_read_it_too(tahti: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    tahti.bring(story().export())
    for words in (
        ["board", "import", str(tahti.folder / "board.json"), "--client", "acme"],
        ["board", "status", "--client", "acme"],
        ["board", "map", "--client", "acme", "Maija", "doing"],
        ["flow", "--client", "acme", "--from", "2026-09-01", "--to", "2026-09-14"],
    ):
        assert main(["--data", str(tahti.folder / "data"), *words]) == 0
        assert capsys.readouterr().out.strip()


def test_what_was_left_out_of_an_export_is_told(tahti: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    board = story()
    board.cards["x"] = {"name": "Without an id"}
    path = tahti.folder / "board.json"
    path.write_bytes(board.export())
    assert main(["--data", str(tahti.folder / "data"), "board", "import", str(path), "--client", "acme"]) == 0
    assert "1 cards or lists without an id or a list were left out." in capsys.readouterr().out


@pytest.mark.parametrize("words", [["board"], ["board", "import"], ["board", "map", "--client", "a"], ["flow"]])
def test_wrong_usage_is_exit_2(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--data", str(tmp_path), *words])
    assert exit_.value.code == 2
