"""A fake Trello for whoever needs one: nothing here touches a network."""

from __future__ import annotations

from tests.fake_trello.fixtures import served as served
from tests.fake_trello.fixtures import trello as trello
from tests.fake_trello.fixtures import world as world
