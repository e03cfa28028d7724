"""A board of three weeks for tests of the Board page, and what can be read off the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.jobs.board import import_board
from core.model import Role
from core.store.board import read_boards
from tests.core.board.fake_board import FakeBoard

Shown = Callable[[AppTest], str]
HOSTILE = "[x](javascript:alert(1)) <img src=x onerror=alert(1)> $a$ :red[hi] \u202eabc"
LISTS = ("Backlog", "To do", "Doing", "Waiting for client", "Done", "Zxq 7")
MEMBERS = [{"id": "m1", "fullName": "Anna Aalto"}, {"id": "m2", "fullName": "Ville *Virta*"}]
LABELS = [{"id": "l1", "name": "Reach", "color": "green"}, {"id": "l2", "name": "Kiire", "color": "red"}]


def board() -> FakeBoard:
    """Three weeks old: two cards in Backlog, one in Doing (overdue), one with the client, one done."""
    made = FakeBoard(LISTS, born=(utc_now() - timedelta(days=21)).isoformat(timespec="minutes"))
    made.extra = {"members": MEMBERS, "labels": LABELS}
    made.later(hours=1)
    made.add("Backlog", HOSTILE)
    made.add("Backlog", "Opas", idMembers=["m1"], idLabels=["l1"])
    late = made.add("To do", "Kesämainos", idMembers=["m2"], idLabels=["l2"])
    done = made.add("To do", "Uutiskirje", idMembers=["m1"])
    waiting = made.add("To do", "Laskeutumissivu")
    made.later(days=1)
    made.set_due(late, (made.now + timedelta(days=3)).isoformat() + "Z")
    for card in (late, done, waiting):
        made.move(card, "Doing")
    made.later(days=4)
    made.set_due(late, (made.now + timedelta(days=5)).isoformat() + "Z")
    made.move(done, "Done")
    made.move(waiting, "Waiting for client")
    return made


def bring(office: Any, made: FakeBoard, client: Any = None) -> None:
    owner = client or office.fir
    import_board(office.store, client_id=owner.client_id, data=made.export(), who="Test", now=utc_now())


def opened(office: Any, role: Role | None = Role.SPECIALIST, **asked: Any) -> AppTest:
    """The page with an address."""
    known = {"client", "language"}
    at = office.open("board", role, run=False, **{name: value for name, value in asked.items() if name in known})
    for name, value in asked.items():
        if name not in known:
            at.query_params[name] = value
    return at.run()


def html(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def drawn(at: AppTest) -> Any:
    """What the component of the columns is given to draw."""
    return json.loads(json.loads(at.get("bidi_component")[0].proto.json))


def cards(at: AppTest) -> dict[str, list[str]]:
    """Column -> the titles of its cards."""
    return {
        column["part"]: [card["title"] for row in column["lists"] for card in row["cards"]]
        for column in drawn(at)["columns"]
    }


def words(at: AppTest) -> str:
    kinds = (at.title, at.header, at.subheader, at.markdown, at.caption, at.info, at.success, at.warning, at.error)
    said = "\n".join(element.value for kind in kinds for element in kind)
    return said.replace("\u00a0", " ").replace("\\", "")


def strip(at: AppTest) -> list[str]:
    pills = next(group for group in at.button_group if group.key == "board_strip")
    return list(pills.options)


def card_id(office: Any, name: str) -> str:
    content = read_boards(office.store.ops, client_id=office.fir.client_id)[0]
    return next(card.card_id for card in content.cards if card.name == name)
