"""What on a board needs a hand: each rule in the case that meets it and in the one that just does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.board.hygiene import RULES, Situation, needs_a_hand
from core.board.journey import journey
from core.cards import Card, Role
from tests.core.board.tiny import at, way

NOW = at("2026-09-15T09:00")
CARD = Card("c", "n", "l", 0, False, Role.CARD, at("2026-09-01"), member_ids=("m",))
FINE = Situation(
    card=CARD,
    status="doing",
    archived=False,
    way=journey(way("doing 2026-09-10")),
    has_stage=True,
    due=at("2026-09-30"),
    last_move=at("2026-09-10"),
    last_weekly=at("2026-09-08"),
    now=NOW,
)
LATE = {"due": at("2026-09-14")}


def kinds(situation: Situation) -> set[str]:
    return {kind for kind, cards in needs_a_hand([situation]).items() if cards}


def test_a_card_in_order_needs_nothing() -> None:
    assert kinds(FINE) == set()


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        (LATE, "overdue"),
        ({**LATE, "card": replace(CARD, due_complete=True, completed_at=at("2026-09-16"))}, "overdue"),
        ({"due": None}, "no_due"),
        ({"card": replace(CARD, member_ids=())}, "no_owner"),
        ({"has_stage": False}, "no_stage"),
        ({"last_move": at("2026-09-07")}, "not_moved"),
        ({"archived": True}, "archived_short_of_done"),
        ({"way": journey(way("review_client 2026-09-09, doing 2026-09-10"))}, "moved_back"),
    ],
)
def test_each_rule_holds_by_itself(changed: dict[str, object], kind: str) -> None:
    assert kinds(replace(FINE, **changed)) == {kind}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {**LATE, "card": replace(CARD, due_complete=True)},
        {**LATE, "card": replace(CARD, due_complete=True, completed_at=at("2026-09-14"))},
        {**LATE, "status": "done", "way": journey(way("done 2026-09-10"))},
        {"status": "backlog", "due": None, "card": replace(CARD, member_ids=()), "has_stage": False},
        {"status": "backlog", "last_move": at("2026-08-01")},
        {"last_weekly": None, "last_move": at("2026-08-01")},
        {"archived": True, "way": journey(way("doing 2026-09-10, done 2026-09-11, -done 2026-09-12"))},
        {"archived": True, "way": journey(way("backlog 2026-09-10, -backlog 2026-09-12")), **LATE},
        {"status": "done", "way": journey(way("review_client 2026-09-09, doing 2026-09-10, done 2026-09-11"))},
    ],
)
def test_what_is_ticked_done_or_not_planned_is_left_alone(changed: dict[str, object]) -> None:
    assert kinds(replace(FINE, **changed)) == set()  # type: ignore[arg-type]


def test_every_rule_is_said_in_both_languages_and_always_listed() -> None:
    assert set(needs_a_hand([])) == {rule.kind for rule in RULES}
    assert all(rule.sentence.en and rule.sentence.fi for rule in RULES)
