"""The client's yes or no: the card moves once, both are written down once, and a refused yes leaves nothing behind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.cards import Card, Status
from core.errors import Refused
from core.jobs import cards, proposals
from core.jobs.board import import_board
from core.jobs.proposals import Proposal, say_no, say_yes
from core.model import Sentence
from core.reports.board import board_status
from core.store import Store, open_store
from core.store import board as board_store
from core.store import findings as raised
from core.store.clients import add_client
from core.store.homes import Home, set_home
from core.store.outbox import Act, list_entries
from core.store.promises import Action, MeetingDecision, list_actions, list_meeting_decisions
from tests.core.board.fake_board import FakeBoard
from tests.core.board.tiny import at

NOW = at("2026-10-01T06:00")
BY: dict[str, Any] = {"client_id": "acme", "who": "Maija"}
DUE = date(2026, 10, 15)
YES: dict[str, Any] = {**BY, "decided_by": "Asiakas", "owner": "Maija", "due": DUE}
NO: dict[str, Any] = {**BY, "decided_by": "Asiakas"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    add_client(opened.ops, name="Acme", now=NOW)
    return opened


@pytest.fixture
def idea(store: Store) -> str:
    cards.create_board(store, name="Oma seinä", now=NOW - timedelta(days=9), **BY)
    return cards.create_card(store, name="Opas", status=Status.BACKLOG, now=NOW - timedelta(days=8), **BY).card_id


def card(store: Store, card_id: str) -> Card:
    boards = board_store.read_boards(store.ops, client_id="acme")
    return next(one for board in boards for one in board.cards if one.card_id == card_id)


def lying(store: Store, status: Status, now: datetime = NOW) -> list[str]:
    return list(board_status(store, client_id="acme", as_of=now).statuses[status])


def decided(store: Store, now: datetime = NOW) -> list[MeetingDecision]:
    return list_meeting_decisions(store.ops, client_id="acme", as_of=now, client_visible=True)


def promised(store: Store) -> list[Action]:
    return list_actions(store.ops, client_id="acme", as_of=NOW + timedelta(days=99))


def test_a_yes_moves_the_card_and_is_said_once(store: Store, idea: str) -> None:
    made = [say_yes(store, proposal=Proposal("Opas", idea), now=NOW, **YES) for _ in range(2)]
    assert [(one.card_id, one.pending, one.is_new) for one in made] == [(idea, False, True), (idea, False, False)]
    assert (lying(store, Status.BACKLOG), lying(store, Status.TO_DO)) == ([], [idea])
    assert card(store, idea).due == at("2026-10-15T14:00"), "17.00 in Helsinki"
    (only,) = decided(store)
    assert (only.text, only.decided_by, only.answer, only.card_id, only.times) == ("Opas", "Asiakas", "yes", idea, 1)
    (action,) = promised(store)
    assert (action.owner, action.due, action.card_id, action.kind, action.client_visible) == (
        "Maija", DUE, idea, "monthly", True,
    )  # fmt: skip


def test_a_no_leaves_the_card_and_a_later_yes_keeps_the_first_day(store: Store, idea: str) -> None:
    for _ in range(2):
        say_no(store, proposal=Proposal("Opas", idea), now=NOW, **NO)
    assert lying(store, Status.BACKLOG) == [idea]
    assert [(one.answer, one.times) for one in decided(store)] == [("no", 1)]
    later = NOW + timedelta(days=28)
    say_yes(store, proposal=Proposal("Opas", idea), now=later, **(YES | {"due": DUE + timedelta(days=28)}))
    assert [(one.answer, one.first_decided_at, one.decided_at, one.times) for one in decided(store, later)] == [
        ("yes", NOW, later, 2)
    ]
    assert [one.answer for one in decided(store)] == ["no"], "as it stood then"
    assert lying(store, Status.TO_DO, later) == [idea]


def test_a_raised_line_without_a_card_gets_one_even_when_two_people_click(store: Store, idea: str) -> None:
    line = raised.add_agenda_line(
        store.ops, client_id="acme", text=Sentence("Try video", "Kokeillaan videota"), kind="raised", who="t", now=NOW
    )
    proposal = Proposal("Kokeillaan videota", raised_id=line.line_id)
    with ThreadPoolExecutor(4) as many:
        made = list(many.map(lambda _: say_yes(store, proposal=proposal, now=NOW, **YES), range(4)))
    assert sum(one.is_new for one in made) == 1
    (new,) = lying(store, Status.TO_DO)
    assert card(store, new).name == "Kokeillaan videota"
    assert [one.card_id for one in decided(store)] == [new]
    assert len(promised(store)) == 1
    assert raised.list_agenda_lines(store.ops, client_id="acme", before=NOW) == [], "it was dealt with"


def test_two_people_who_say_yes_at_once_move_the_card_once_and_lose_no_decision(store: Store, idea: str) -> None:
    with ThreadPoolExecutor(6) as many:
        made = list(many.map(lambda _: say_yes(store, proposal=Proposal("Opas", idea), now=NOW, **YES), range(6)))
    assert ({one.card_id for one in made}, sum(one.is_new for one in made)) == ({idea}, 1)
    assert (lying(store, Status.BACKLOG), lying(store, Status.TO_DO)) == ([], [idea])
    assert [(one.answer, one.card_id) for one in decided(store)] == [("yes", idea)]
    assert len(promised(store)) == 1
    assert card(store, idea).due == at("2026-10-15T14:00")


@pytest.mark.parametrize("step", ["new_card", "give_card", "add_action", "_dealt_with"])
def test_a_yes_that_was_cut_off_anywhere_is_finished_when_it_is_said_again(
    store: Store, idea: str, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The server dies at any of its steps, and whoever answers presses again."""
    line = raised.add_agenda_line(
        store.ops, client_id="acme", text=Sentence("Try video", "Kokeillaan videota"), kind="raised", who="t", now=NOW
    )
    proposal = Proposal("Kokeillaan videota", raised_id=line.line_id)

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(proposals, step, killed)
        with pytest.raises(KeyboardInterrupt):
            say_yes(store, proposal=proposal, now=NOW, **YES)
    say_yes(store, proposal=proposal, now=NOW + timedelta(seconds=9), **YES)
    (new,) = lying(store, Status.TO_DO, NOW + timedelta(minutes=1))
    assert [(one.answer, one.card_id) for one in decided(store)] == [("yes", new)]
    assert [one.card_id for one in promised(store)] == [new]
    assert raised.list_agenda_lines(store.ops, client_id="acme", before=NOW + timedelta(minutes=1)) == []


def test_a_card_that_is_further_already_stays_there(store: Store, idea: str) -> None:
    cards.move_card(store, card_id=idea, status=Status.DOING, now=NOW - timedelta(days=1), **BY)
    assert say_yes(store, proposal=Proposal("Opas", idea), now=NOW, **YES).is_new
    assert lying(store, Status.DOING) == [idea]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"owner": " "}, "who does it"), ({"due": None}, "by when"), ({"decided_by": ""}, "who decided")],
)
def test_a_yes_without_an_owner_a_day_or_a_name_is_none(
    store: Store, idea: str, wrong: dict[str, Any], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        say_yes(store, proposal=Proposal("Opas", idea), now=NOW, **(YES | wrong))
    assert (decided(store), promised(store), lying(store, Status.BACKLOG)) == ([], [], [idea])


def test_a_refused_yes_leaves_nothing_half_done(store: Store) -> None:
    line = raised.add_agenda_line(
        store.ops, client_id="acme", text=Sentence("Video", "Video"), kind="raised", who="t", now=NOW
    )
    with pytest.raises(Refused, match="say on the Board page"):
        say_yes(store, proposal=Proposal("Video", raised_id=line.line_id), now=NOW, **YES)
    board = FakeBoard(("Backlog", "To-do", "Done"))
    known = board.add("Backlog", "Opas")
    import_board(store, client_id="acme", data=board.export(), who="t", now=NOW)
    with pytest.raises(Refused, match="connect it to Trello, or take it over"):
        say_yes(store, proposal=Proposal("Opas", known), now=NOW, **YES)
    assert (decided(store), promised(store)) == ([], [])
    assert len(raised.list_agenda_lines(store.ops, client_id="acme", before=NOW)) == 1
    assert say_no(store, proposal=Proposal("Opas", known), now=NOW, **NO).is_new, "a no needs no board"


def test_an_archived_card_is_brought_back_first(store: Store, idea: str) -> None:
    cards.archive_card(store, card_id=idea, now=NOW, **BY)
    with pytest.raises(Refused, match="Bring it back"):
        say_yes(store, proposal=Proposal("Opas", idea), now=NOW, **YES)
    assert decided(store) == []


def test_a_trello_board_gets_the_move_by_the_outbox_once(store: Store) -> None:
    board = FakeBoard(("Backlog", "To-do", "Done"))
    known = board.add("Backlog", "Opas")
    import_board(store, client_id="acme", data=board.export(), who="t", now=NOW)
    (content,) = board_store.read_boards(store.ops, client_id="acme")
    set_home(
        store.ops, client_id="acme", board_id=content.board.board_id, kind=Home.TRELLO, name="Seinä",
        who="t", now=NOW,
    )  # fmt: skip
    made = [say_yes(store, proposal=Proposal("Opas", known), now=NOW, **YES) for _ in range(2)]
    assert [one.pending for one in made] == [True, False]
    assert [entry.wish.act for entry in list_entries(store.ops, client_id="acme")] == [Act.MOVE, Act.DUE]
