"""The Board page of a client whose board is in Trello: connected, kept up with, refused, and left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.jobs import cards
from core.jobs.sync import connect_board, sync_due
from core.model import Role
from core.store.homes import Home, find_home
from core.store.sync import make_due
from tests.fake_trello.server import serve
from tests.fake_trello.world import KEY, TOKEN, World


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    found = World()
    monkeypatch.setattr("core.connect.trello.A_SECOND", 10_000)
    with serve(found) as served:
        monkeypatch.setenv("TRELLO_KEY", KEY)
        monkeypatch.setenv("TRELLO_TOKEN", TOKEN)
        monkeypatch.setenv("TRELLO_API", served.address)
        yield found


def button(at: AppTest, label: str) -> Any:
    return next(b for b in at.button if label == str(b.label) or (len(label) > 4 and label in str(b.label)))


def look(office: Any, board_id: str, *, minutes: int) -> None:
    """Look at Trello so many minutes from now, whatever is due when."""
    now = utc_now() + timedelta(minutes=minutes)
    make_due(office.store.ops, board_id=board_id, now=now)
    sync_due(office.store, wait=lambda seconds: None, clock=lambda: now)


def test_a_board_in_trello_from_the_first_click_to_the_last(
    office: Any, world: World, shown: Callable[[AppTest], str]
) -> None:
    board_id = world.board("Kuusen seinä", "To-do", "Doing", "Done")
    world.card(world.named(board_id, "To-do"), "Vanha kortti")
    about = {"client_id": office.fir.client_id, "board_id": board_id}

    specialist = office.open("board", Role.SPECIALIST)
    assert "An admin connects boards" in shown(specialist)
    assert not [b for b in specialist.button if "Look for boards" in b.label]

    at = office.open("board", Role.ADMIN)
    button(at, "Look for boards").click().run()
    at.selectbox(key="board_picked").select(board_id).run()
    button(at, "Connect").click().run()
    assert not at.exception
    assert find_home(office.store.ops, **about).kind is Home.TRELLO
    assert "is being read from Trello for the first time" in shown(at)

    look(office, board_id, minutes=1)
    at = office.open("board", Role.ADMIN)
    assert "Trello last looked at" in shown(at)

    cards.create_card(
        office.store, client_id=about["client_id"], name="Uusi", member_ids=["0" * 24], who="Maija", now=utc_now()
    )
    look(office, board_id, minutes=2)
    at = office.open("board", Role.GROWTH_OWNER, language="fi")
    (refused,) = [m.value.replace("\\", "") for m in at.markdown if "✕" in m.value]
    assert "Uusi kortti ”Uusi” listalle To-do · Maija. Joku kortille merkitty ei ole seinällä Trellossa." in refused
    button(at, "Anna olla").click().run()
    assert cards.pending(office.store, client_id=about["client_id"]) == ()

    world.token = "taken back"
    look(office, board_id, minutes=3)
    at = office.open("board", Role.SPECIALIST)
    assert "does not accept our key or token (invalid token)" in shown(at).replace("\\", "")
    assert TOKEN not in shown(at)


def test_only_an_admin_disconnects_a_board(office: Any, world: World) -> None:
    board_id = world.board("Kuusen seinä", "To-do")
    client_id = office.fir.client_id
    connect_board(office.store, client_id=client_id, board_id=board_id, name="S", who="t", now=utc_now())
    look(office, board_id, minutes=1)

    def settings(role: Role) -> AppTest:
        opened = office.open("board", role, run=False)
        opened.query_params["part"] = "bring"
        return opened.run()

    assert not [b for b in settings(Role.SPECIALIST).button if "Disconnect" in b.label]
    button(settings(Role.ADMIN), "Disconnect").click().run()
    assert find_home(office.store.ops, client_id=client_id, board_id=board_id).kind is Home.EXPORT
