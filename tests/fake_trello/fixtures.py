"""The fake Trello as fixtures; a conftest that wants them names them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.connect.secrets import TrelloKeys
from core.connect.trello import API_VARIABLE, Trello
from tests.fake_trello.server import Served, serve
from tests.fake_trello.world import KEY, TOKEN, World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def served(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The world being served, and this process set up to speak to it."""
    with serve(world) as found:
        monkeypatch.setenv("TRELLO_KEY", KEY)
        monkeypatch.setenv("TRELLO_TOKEN", TOKEN)
        monkeypatch.setenv(API_VARIABLE, found.address)
        yield found


@pytest.fixture
def trello(world: World, served: Served) -> Trello:
    """A conversation whose waits move the world's clock and take no time."""
    return Trello(TrelloKeys(KEY, TOKEN), wait=world.wait)
