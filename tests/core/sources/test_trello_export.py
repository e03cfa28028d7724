"""A Trello export in our words: what is taken, what is left behind, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cards import Card, CheckItem, Checklist, ListEvent, Member, MoveKind, Role
from core.errors import Unreadable
from core.sources.trello_export import read_board
from core.sources.trello_values import born, moment, position, without_addresses
from tests.core.board.fake_board import FakeBoard
from tests.core.board.tiny import at

MEMBER = "5f00000000000000000000aa"


def one_card(**more: Any) -> Card:
    """The only card of a board, with these values in Trello's words."""
    board = FakeBoard(("To-do",))
    board.add("To-do", **more)
    (card,) = read_board(board.export()).content.cards
    return card


def read(document: Any) -> Any:
    return read_board(json.dumps(document).encode())


# ------------------------------------------------------------------------------------------------------- what is taken


def test_a_board_with_its_lists_cards_and_history() -> None:
    board = FakeBoard(("To-do", "Done"), born="2026-09-01T06:00")
    card_id = board.later(hours=1).add("To-do", "Opas Actiin", due="2026-09-10T12:00:00.000Z")
    board.later(days=1).set_due(card_id, "2026-09-12T12:00:00.000Z")
    board.later(days=1).move(card_id, "Done")
    board.later(days=1).close(card_id)
    board.later(days=1).close_list("Done")
    export = read_board(board.export())
    content = export.content
    assert (content.board.name, content.board.from_birth) == ("Seinä", True)
    assert (content.board.complete_since, content.board.as_of) == (at("2026-09-01T06:00"), at("2026-09-05T07:00"))
    assert [(row.name, row.closed) for row in content.lists] == [("To-do", False), ("Done", True)]
    (card,) = content.cards
    done = board.lists["Done"]["id"]
    assert (card.name, card.list_id, card.closed, card.created_at) == (
        "Opas Actiin",
        done,
        True,
        at("2026-09-01T07:00"),
    )
    assert card.due == at("2026-09-12T12:00")
    assert [(move.kind, move.at.day) for move in content.moves] == [
        (MoveKind.CREATED, 1),
        (MoveKind.DUE, 2),
        (MoveKind.MOVED, 3),
        (MoveKind.ARCHIVED, 4),
    ]
    assert (content.moves[1].before, content.moves[1].after) == ("2026-09-10T12:00:00", "2026-09-12T12:00:00")
    assert [(change.kind, change.list_id) for change in content.list_changes] == [(ListEvent.ARCHIVED, done)]
    assert (export.actions, export.unreadable) == (8, 0)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ({"cardRole": "separator"}, Role.SEPARATOR),
        ({"cardRole": "mirror"}, Role.MIRROR),
        ({"cardRole": "link"}, Role.LINK),
        ({"cardRole": "board"}, Role.LINK),
        ({"isTemplate": True}, Role.TEMPLATE),
        ({"cardRole": None, "isTemplate": False}, Role.CARD),
        ({"cardRole": "something new"}, Role.CARD),
    ],
)
def test_what_is_no_work_is_told_apart(said: dict[str, Any], role: Role) -> None:
    assert one_card(**said).role is role


def test_checklists_and_custom_fields_are_read_by_name() -> None:
    """A list field through its options, the others by value; a deleted option says nothing any more."""
    board = FakeBoard(("To-do",))
    items = [
        {"idCustomField": "f1", "idValue": "o2", "value": None},
        {"idCustomField": "f2", "value": {"number": "12.5"}},
        {"idCustomField": "f1", "idValue": "deleted"},
        {"idCustomField": "unknown", "value": {"text": "x"}},
        {"idCustomField": "f3", "value": {"checked": "true"}},
    ]
    card_id = board.add("To-do", customFieldItems=items)
    board.extra = {
        "customFields": [
            {"id": "f1", "name": "Vaihe", "options": [{"id": "o2", "value": {"text": "Act"}}]},
            {"id": "f2", "name": "Tunnit"},
            {"id": "f3", "name": "Jumissa"},
        ],
        "checklists": [
            {
                "idCard": card_id,
                "name": "Ennen julkaisua",
                "checkItems": [
                    {"name": "oikoluku", "state": "incomplete", "pos": 2},
                    {"name": "kuva", "state": "complete", "pos": 1},
                ],
            }
        ],
    }
    (card,) = read_board(board.export()).content.cards
    assert card.fields == (("Jumissa", "true"), ("Tunnit", "12.5"), ("Vaihe", "Act"))
    assert card.checklists == (Checklist("Ennen julkaisua", (CheckItem("kuva", True), CheckItem("oikoluku", False))),)


def test_people_are_known_by_display_name_and_former_ones_by_initials() -> None:
    board = FakeBoard(("To-do",))
    board.add("To-do", idMembers=["m1", "m2", "m3"])
    board.extra = {"members": [{"id": "m1", "fullName": "Maija Mallikas", "username": "maija", "email": "m@x.fi"}]}
    board.actions[0]["memberCreator"] = {"id": "m2", "initials": "PP", "fullName": "Pekka P", "username": "pekka"}
    content = read_board(board.export()).content
    assert content.members == (Member("m1", "Maija Mallikas"), Member("m2", "PP"), Member("m3", ""))


def test_no_address_of_any_kind_is_taken() -> None:
    """Nor descriptions and comments: the whole content holds none of it."""
    board = FakeBoard(("To-do",))
    card_id = board.add(
        "To-do",
        "Soita Maijalle 040 123 4567 tai +358 (0)40-1234567, maija.m@asiakas.example.fi 24.12.2026",
        desc="secret brief",
        email="secret+inbound@boards.trello.com",
        sourceEmail="x@y.fi",
    )
    board.act("commentCard", {"card": {"id": card_id}, "text": "secret comment"})
    content = read_board(board.export()).content
    assert content.cards[0].name == "Soita Maijalle … tai …, … 24.12.2026"
    assert "secret" not in repr(content)
    assert "@" not in repr(content)


@pytest.mark.parametrize(
    "said", ["2026-09-30", "05.11.2026", "10 000 000 €", "v. 2026-2027", "A/B 50/50", "08:00-16:00"]
)
def test_dates_and_sums_are_no_phone_numbers(said: str) -> None:
    assert without_addresses(said) == said


def test_cards_that_went_are_known_by_when_and_from_where() -> None:
    board = FakeBoard(("To-do", "Doing"), born="2026-09-01T06:00")
    deleted, sent = board.later(hours=1).add("To-do"), board.add("Doing")
    board.later(days=1).delete(deleted)
    board.later(days=1).send_away(sent)
    gone = {card.card_id: card for card in read_board(board.export()).content.gone}
    assert (gone[deleted].list_id, gone[deleted].gone_at) == (board.lists["To-do"]["id"], at("2026-09-02T07:00"))
    assert gone[deleted].created_at == at("2026-09-01T07:00")
    assert gone[sent].gone_at == at("2026-09-03T07:00")


def test_a_capped_export_begins_with_its_oldest_action() -> None:
    board = FakeBoard(("To-do", "Done"))
    card_id = board.add("To-do")
    for n in range(1200):
        board.later(minutes=1).move(card_id, "Done" if n % 2 == 0 else "To-do")
    content = read_board(board.export()).content
    assert len(content.moves) == 1000
    assert content.board.complete_since == content.moves[0].at
    assert content.board.unknown_before == content.moves[0].at
    assert content.cards[0].created_at == at("2026-08-03T06:00")


def test_a_move_without_list_ids_makes_a_hole_in_the_history() -> None:
    """The lists are named, but names say nothing about which lists they were; what came after it is known."""
    board = FakeBoard(("To-do", "Doing", "Done"))
    card_id = board.later(hours=1).add("To-do")
    board.later(hours=1).move(card_id, "Doing")
    data = board.actions[-1]["data"]
    data |= {"old": {}, "listBefore": {"name": "To-do"}, "listAfter": {"name": "Doing"}}
    data["card"] = {"id": card_id}
    hole = board.now
    board.later(hours=1).move(card_id, "Done")
    content = read_board(board.export()).content
    assert [move.kind for move in content.moves] == [MoveKind.CREATED, MoveKind.MOVED]
    assert content.board.unknown_before == hole


def test_an_action_without_an_id_is_known_by_what_it_says() -> None:
    board = FakeBoard(("To-do", "Doing"))
    board.move(board.later(hours=1).add("To-do"), "Doing")
    told = read_board(board.export()).content.moves
    for action in board.actions:
        del action["id"]
    content = read_board(board.export()).content
    assert [(m.at, m.kind, m.before, m.after) for m in content.moves] == [
        (m.at, m.kind, m.before, m.after) for m in told
    ]
    assert content.board.unknown_before is None


def test_an_export_without_actions_knows_only_its_present_state() -> None:
    board = FakeBoard(("To-do",))
    board.later(days=9).add("To-do")
    board.actions = []
    content = read_board(board.export()).content
    assert content.board.unknown_before == content.board.as_of == at("2026-08-12T06:00")


# ------------------------------------------------------------------------------------------------------ strange values


def test_an_id_tells_its_second() -> None:
    assert born("5582b73a8cb4e3ec6701ed69") == at("2015-06-18T12:19:06")
    assert born("5582B73A8CB4E3EC6701ED69") is None
    assert born("abc") is None


@pytest.mark.parametrize("said", ["", "soon", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1890-01-01"])
def test_what_is_no_moment_of_a_board_is_none(said: str) -> None:
    assert moment(said) is None


def test_positions_are_any_number() -> None:
    assert position({"pos": 140737488281600.5}) == 140737488281600.5
    assert [position({"pos": p}) for p in (None, "top", float("nan"), 10**400)] == [0.0] * 4


def test_keys_that_are_missing_or_of_a_wrong_type_stop_nothing() -> None:
    board = FakeBoard(("To-do",))
    board.add("To-do", "fine")
    document = json.loads(board.export())
    document["cards"] += [{"id": "x"}, None, 7, {"name": "no id"}, {"id": 5, "idList": {}}]
    document["lists"] += [{"name": "no id"}, "text"]
    document["actions"] += [None, {}, {"type": "updateCard"}, {"type": "updateCard", "data": {"old": []}}]
    document |= {"labels": None, "members": {}, "checklists": "x", "customFields": [[]]}
    export = read(document)
    assert [card.name for card in export.content.cards] == ["fine"]
    assert export.unreadable == 7


def test_half_an_emoji_becomes_a_question_mark() -> None:
    board = FakeBoard(("To-do",))
    board.add("To-do", "PLACE")
    data = board.export().replace(b"PLACE", rb"ok \ud83d end")
    assert read_board(data).content.cards[0].name == "ok ? end"


def test_a_byte_order_mark_and_utf_16_are_read() -> None:
    board = FakeBoard(("Ääkköset",))
    for data in (b"\xef\xbb\xbf" + board.export(), board.export().decode().encode("utf-16")):
        assert read_board(data).content.lists[0].name == "Ääkköset"


# ------------------------------------------------------------------------------------------------------------- refusal


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a whole JSON"),
        (b"{", "not a whole JSON"),
        (b"invalid token", "not a whole JSON"),
        (b'{"id": "x", "cards": [{"na', "breaks off"),
        (b"<html>Sign in</html>", "web page"),
        (b"PK\x03\x04board.json", "unpack it"),
        (b"\x1f\x8b\x08\x00", "unpack it"),
        (b"\xef\xbb\xbfCard ID,Card Name,Card URL", "CSV export"),
        (b'"Card Name","Card #","Card URL"\r\n"Call, then write",3,""\r\n', "CSV export"),
        (b"[" * 100_000, "not a whole JSON"),
        (b'{"id": "x"}', "not a Trello board"),
        (b"[]", "not a Trello board"),
        (b"null", "not a Trello board"),
        (b'{"cards": [], "lists": []}', "not a Trello board"),
        (b'{"id": "c", "idList": "l", "idBoard": "b"}', "single card"),
        ('{"name": "sein\xe4"}'.encode("latin-1"), "UTF-8"),
    ],
)
def test_what_is_no_board_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_board(data)
    assert words in refused.value.sentence.en
    assert refused.value.sentence.fi != refused.value.sentence.en
    assert "\n" not in refused.value.sentence.en


def test_remarks_that_a_browser_wrote_above_the_board_are_passed_over() -> None:
    plain = FakeBoard(("To-do",)).export()
    said = b"// 20260901103000\r\n// https://trello.com/b/AbCdEfGh.json\r\n\r\n"
    assert read_board(said + plain) == read_board(plain)


def test_a_file_larger_than_any_board_is_not_even_parsed() -> None:
    with pytest.raises(Unreadable, match="128 MB"):
        read_board(bytes(129 << 20))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "data", "old", "card"]), inner),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["name", "idList", "pos", "due", "closed", "data", "type", "date", "customFieldItems"]), JSON
    ),
    st.lists(JSON, max_size=3),
)
def test_no_document_with_lists_and_cards_raises(values: dict[str, Any], more: list[Any]) -> None:
    objects = [{**values, "id": "5582b73a8cb4e3ec6701ed69"}, *more]
    keys = ("cards", "lists", "actions", "labels", "members", "checklists", "customFields")
    read({"id": "b", **dict.fromkeys(keys, objects)})
