"""What real servers and real exports have said goes through the same hands and loses nothing that we keep."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from core.connect import trello_board
from core.sources.trello_actions import list_changes, moves
from core.sources.trello_export import translate

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "real"
EXPORTS = sorted(path for path in SHARED.glob("trello/[01]*.json") if "single-card" not in path.name)
TAPES = sorted(SHARED.glob("api/trello/cassettes/*.yml"))
ANSWER = re.compile(r"^ +string: '((?:[^']|'')*)'$", re.MULTILINE)


def told(path: Path) -> list[Any]:
    """Every JSON answer on a tape; long lines are folded there, and quotes doubled."""
    texts = [re.sub(r"\n +", " ", text).replace("''", "'") for text in ANSWER.findall(path.read_text("utf-8"))]
    return [json.loads(text) for text in texts if text[:1] in "[{" and text]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_a_look_keeps_what_an_export_tells(path: Path) -> None:
    document = json.loads(path.read_text("utf-8-sig"))
    slim = document | {
        "actions": [trello_board.slim(a) for a in document["actions"]],
        "cards": [trello_board.without_description(c) for c in document["cards"]],
    }
    assert translate(slim) == translate(document)


@pytest.mark.skipif(not TAPES, reason="the recorded answers are not on this machine")
def test_recorded_answers_are_understood() -> None:
    answers = [answer for path in TAPES for answer in told(path)]
    answers += [json.loads(path.read_text("utf-8")) for path in SHARED.glob("api/trello/*/*/actions/*.json")]
    actions = [o for a in answers if isinstance(a, list) for o in a if isinstance(o, dict) and "data" in o]
    slim = [trello_board.slim(action) for action in actions]
    assert len(moves(slim)) > 3
    assert (moves(slim), list_changes(slim)) == (moves(actions), list_changes(actions))
    rows = [o for a in answers if isinstance(a, list) for o in a if isinstance(o, dict) and "pos" in o]
    cards = [o for o in rows if "shortLink" in o]
    board = next(a for a in answers if isinstance(a, dict) and "labelNames" in a)
    lists = [o for o in rows if "idList" not in o]
    document = board | {"lists": lists, "cards": [trello_board.without_description(c) for c in cards], "actions": slim}
    read = translate(document)
    assert read.unreadable == len(cards) + len(lists) - len(read.content.cards) - len(read.content.lists)
    assert {card.name for card in read.content.cards} == {card["name"] for card in cards} != set()
    assert all(card.created_at.year == 2020 for card in read.content.cards)
