"""What people write: clients, targets, decisions, answers and meetings."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import Refused, UnknownClient
from core.model import ClientKind
from core.store import Store, open_store
from core.store.answers import recall, remember
from core.store.clients import (
    add_client,
    archive_client,
    get_client,
    list_clients,
    restore_client,
    slug,
    update_client,
)
from core.store.decisions import Choice, decide, decide_many, list_decisions
from core.store.meetings import add_meeting, list_meetings
from core.store.targets import list_targets, remove_target, set_target, target_on

NOW = datetime(2026, 10, 1, 6, 0)
MIX = {"reach": Decimal("0.45"), "act": Decimal("0.25"), "convert": Decimal("0.2"), "engage": Decimal("0.1")}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    add_client(store.ops, name="Aurinko", now=NOW)
    return store


def test_a_client_is_found_by_a_slug_of_its_name(store):
    client = add_client(store.ops, name=" Ähtävän Kone & Äly Oy ", currency="sek", kind=ClientKind.TEAM, now=NOW)
    assert (client.client_id, client.name, client.currency) == ("ahtavan-kone-aly-oy", "Ähtävän Kone & Äly Oy", "SEK")
    assert get_client(store.ops, client_id=client.client_id) == client


@pytest.mark.parametrize(("name", "expected"), [("Åland  Å", "aland-a"), ("Smørrebrød", "smorrebrod"), ("日本", "")])
def test_slugs_are_plain_ascii(name, expected):
    assert slug(name) == expected


def test_names_that_slug_alike_get_a_number_and_names_without_letters_a_word(store):
    made = [add_client(store.ops, name=name, now=NOW).client_id for name in ("Aurinko!", "日本", "中国")]
    assert made == ["aurinko-2", "client", "client-2"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "aurinko"},
        {"name": "  "},
        {"name": "B", "currency": "EURO"},
        {"name": "B", "language": "sv"},
        {"name": "B", "timezone": "Suomi/Helsinki"},
        {"name": "B", "timezone": "../../etc/passwd"},
    ],
)
def test_a_client_that_cannot_be_is_refused_in_both_languages(store, wrong):
    with pytest.raises(Refused) as refusal:
        add_client(store.ops, **wrong, now=NOW)
    assert refusal.value.sentence.en != refusal.value.sentence.fi
    assert len(list_clients(store.ops)) == 1


def test_an_archived_client_leaves_the_lists_and_comes_back(store):
    archive_client(store.ops, client_id="aurinko", now=NOW)
    assert list_clients(store.ops) == []
    assert [client.archived_at for client in list_clients(store.ops, archived=True)] == [NOW]
    restore_client(store.ops, client_id="aurinko", now=NOW)
    assert [client.client_id for client in list_clients(store.ops)] == ["aurinko"]
    with pytest.raises(UnknownClient):
        archive_client(store.ops, client_id="nobody", now=NOW)


def test_a_changed_client_keeps_its_id(store):
    changed = update_client(
        store.ops, client_id="aurinko", name="Kuu", naming_template="(?P<stage>[A-Z]+)_.*", search_stage="act", now=NOW
    )
    assert get_client(store.ops, client_id="aurinko") == changed
    for wrong in ({"naming_template": "("}, {"naming_template": "x"}, {"search_stage": "measure"}):
        with pytest.raises(Refused):
            update_client(store.ops, client_id="aurinko", **wrong, now=NOW)


def put_target(store, valid_from, shares=MIX):
    return set_target(
        store.ops, client_id="aurinko", valid_from=valid_from, shares=shares, basis="b", set_by="t", now=NOW
    )


def test_an_old_period_keeps_the_target_it_had(store):
    put_target(store, date(2026, 1, 1))
    put_target(store, date(2026, 7, 1), {"reach": Decimal(1)})
    targets = list_targets(store.ops, client_id="aurinko")
    assert [target.valid_from for target in targets] == [date(2026, 7, 1), date(2026, 1, 1)]
    assert target_on(targets, date(2025, 12, 31)) is None
    assert target_on(targets, date(2026, 6, 30)).shares == MIX
    assert target_on(targets, date(2026, 7, 1)).shares["reach"] == 1


def test_a_target_of_the_same_day_is_replaced_and_can_be_removed(store):
    put_target(store, date(2026, 1, 1))
    second = put_target(store, date(2026, 1, 1), {"reach": Decimal("0.5"), "act": Decimal("0.5")})
    assert list_targets(store.ops, client_id="aurinko") == [second]
    remove_target(store.ops, client_id="aurinko", target_id=second.target_id)
    assert list_targets(store.ops, client_id="aurinko") == []
    with pytest.raises(Refused):
        remove_target(store.ops, client_id="aurinko", target_id=second.target_id)


@pytest.mark.parametrize(
    "shares",
    [
        {"reach": Decimal("0.5"), "act": Decimal("0.4")},
        {"reach": Decimal("1.2"), "act": Decimal("-0.2")},
        {"measure": Decimal(1)},
        {},
    ],
)
def test_shares_that_are_no_whole_are_refused(store, shares):
    with pytest.raises(Refused):
        put_target(store, date(2026, 1, 1), shares)


def test_thirds_typed_with_one_decimal_are_a_whole(store):
    put_target(store, date(2026, 1, 1), {stage: Decimal("0.3335") for stage in ("reach", "act", "convert")})


def put_decision(store, stage, valid_from=None, **more):
    decide(
        store.ops,
        client_id="aurinko",
        entity_key="k",
        stage=stage,
        valid_from=valid_from,
        decided_by="t",
        now=NOW,
        **more,
    )


def test_decisions_are_added_and_never_overwritten(store):
    put_decision(store, "reach")
    put_decision(store, "act", date(2026, 7, 1), temperature="warm")
    put_decision(store, None)
    decisions = list_decisions(store.ops, client_id="aurinko")
    assert [(d.stage, d.valid_from, d.temperature) for d in decisions] == [
        ("reach", date.min, None),
        ("act", date(2026, 7, 1), "warm"),
        (None, date.min, None),
    ]


def test_weights_make_a_campaign_mixed(store):
    put_decision(store, "mixed", weights={"reach": Decimal("0.3"), "convert": Decimal("0.7"), "act": Decimal(0)})
    (decision,) = list_decisions(store.ops, client_id="aurinko")
    assert (decision.stage, decision.weights) == ("mixed", {"reach": Decimal("0.3"), "convert": Decimal("0.7")})


def test_one_impossible_decision_keeps_all_of_them_out(store):
    for wrong in (
        Choice("b", "measure"),
        Choice("b", "mixed", {"reach": Decimal("0.5")}),
        Choice("b", "act", {}, "hot"),
    ):
        with pytest.raises(Refused):
            decide_many(store.ops, client_id="aurinko", decisions=[Choice("a", "act"), wrong], decided_by="t", now=NOW)
    assert list_decisions(store.ops, client_id="aurinko") == []


def test_a_later_answer_takes_the_place_of_an_earlier_one(store):
    for value in ("dmy", "mdy"):
        with store.ops.write() as con:
            remember(con, client_id="aurinko", source="s", account="a", answers={"day_order": value}, who="t", now=NOW)
    assert recall(store.ops, client_id="aurinko", source="s", account="a") == {"day_order": "mdy"}
    assert recall(store.ops, client_id="aurinko", source="s", account="b") == {}


def test_the_same_meeting_twice_is_one_meeting(store):
    first = add_meeting(store.ops, client_id="aurinko", kind="monthly", at=NOW, now=NOW)
    assert add_meeting(store.ops, client_id="aurinko", kind="monthly", at=NOW, now=NOW) == first
    add_meeting(store.ops, client_id="aurinko", kind="weekly", at=NOW.replace(month=9), now=NOW)
    assert [meeting.kind for meeting in list_meetings(store.ops, client_id="aurinko")] == ["weekly", "monthly"]
    assert list_meetings(store.ops, client_id="aurinko", kind="monthly") == [first]
    with pytest.raises(Refused):
        add_meeting(store.ops, client_id="aurinko", kind="lunch", at=NOW, now=NOW)
