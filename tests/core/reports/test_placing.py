"""A person's decision wins from its day on; without one the rules suggest."""

from datetime import date, datetime
from decimal import Decimal

from core.model import Client
from core.reports.placing import fine_accounts, placing_on, stage_map
from core.store.decisions import Decision
from core.store.facts import StoredEntity

CLIENT = Client("demo", "Demo")
DAY = date(2026, 9, 1)


def entity(key: str = "k1", name: str = "Spring brochure", level: str = "campaign", **more: str) -> StoredEntity:
    said = dict.fromkeys(
        ["parent", "external_id", "channel", "campaign_type", "objective", "result_kind", "bid_strategy", "labels"], ""
    )
    return StoredEntity(key, "google_ads", "main", level, name=name, first_day=DAY, last_day=DAY, **{**said, **more})


def decision(stage: str | None, since: date = date.min, number: int = 1, key: str = "k1") -> Decision:
    return Decision(key, since, stage, {}, None, "Growth Owner", datetime(2026, 9, 4, 7), number)


def bucket_on(day: date, *made: Decision, **of: str) -> str:
    return placing_on(stage_map(CLIENT, [entity(**of)], made)["k1"], day).bucket


def test_without_a_decision_a_rule_suggests_and_says_so() -> None:
    placing = placing_on(stage_map(CLIENT, [entity(name="Client | Tunnettuus | Video")], [])["k1"], DAY)
    assert (placing.bucket, placing.rule != "human", placing.confidence) == ("reach", True, 0.85)


def test_a_decision_without_a_day_holds_always() -> None:
    assert bucket_on(date(2020, 1, 1), decision("engage")) == "engage"


def test_a_decision_from_a_day_on_leaves_the_suggestion_before_it() -> None:
    made = decision("act", date(2026, 9, 3))
    name = "Client | Tunnettuus | Video"
    assert bucket_on(date(2026, 9, 2), made, name=name) == "reach"
    assert bucket_on(date(2026, 9, 3), made, name=name) == "act"


def test_of_two_decisions_for_the_same_day_the_newer_holds() -> None:
    assert bucket_on(DAY, decision("convert", number=2), decision("reach", number=1)) == "convert"


def test_a_decision_taken_back_lets_the_rules_speak_again() -> None:
    made = [decision("convert", number=1), decision(None, number=2)]
    assert bucket_on(DAY, *made, name="Client | Tunnettuus | Video") == "reach"


def test_ad_sets_are_counted_only_where_a_person_has_placed_one() -> None:
    known = [entity(level="ad_set")]
    assert fine_accounts(known, []) == frozenset()
    assert fine_accounts(known, [decision("reach")]) == {("google_ads", "main")}


def test_weights_travel_with_the_decision() -> None:
    made = Decision(
        "k1", date.min, "mixed", {"reach": Decimal("0.4"), "act": Decimal("0.6")}, "cold", "x", datetime(2026, 9, 4), 1
    )
    placing = placing_on(stage_map(CLIENT, [entity()], [made])["k1"], DAY)
    assert (placing.weights["act"], placing.temperature) == (Decimal("0.6"), "cold")
