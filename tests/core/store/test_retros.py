"""Retrospectives: nothing is seen before the reveal, nothing tells who wrote, and no budget is exceeded."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from core.errors import Refused
from core.meetings.retro import Phase, Question
from core.store import Store, open_store, promises, retro_votes, retros
from core.store.clients import add_client

NOW = datetime(2026, 9, 3, 9, 0)
DAY = date(2026, 9, 3)
ANNA, BO = 11, 12


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path)
    add_client(made.ops, name="Kuusi", now=NOW)
    add_client(made.ops, name="Koivu", now=NOW)
    return made


def opened(store: Store, *, anonymous: bool = True, budget: int = 3, client: str = "kuusi") -> dict[str, Any]:
    made = retros.open_retro(
        store.ops, client_id=client, day=DAY, anonymous=anonymous, budget=budget, who="Anna", now=NOW
    )
    return {"client_id": client, "retro_id": made.retro_id}


def wrote(store: Store, asked: dict[str, Any], text: str, **more: Any) -> tuple[str, str]:
    given = {"question": Question.STUCK, "anonymous": True, "name": "Anna"} | more
    return retros.write_note(store.ops, **asked, text=text, **given)


def everything(store: Store) -> str:
    """Every value of the database, as whoever has the file could read it."""
    con = sqlite3.connect(store.ops.path)
    return "\n".join(con.iterdump())


def test_before_the_reveal_a_note_is_read_by_its_own_key_alone(store: Store) -> None:
    asked = opened(store)
    version = store.ops.version()
    mine, key = wrote(store, asked, "Hyväksyntä kesti")
    other, other_key = wrote(store, asked, "Kiire")
    assert store.ops.version() == version, "nobody's screen stirs"
    assert retros.list_notes(store.ops, **asked) == []
    assert retros.list_complaints(store.ops, client_id="kuusi", before=date(2030, 1, 1)) == []
    own = retros.own_notes(store.ops, **asked, keys={mine: key, other: "guessed"})
    assert [one.text for one in own] == ["Hyväksyntä kesti"]
    with pytest.raises(Refused):
        retros.change_note(store.ops, **asked, note_id=other, key=key, text="Toisen lappu")
    retros.change_note(store.ops, **asked, note_id=mine, key=key, text="Hyväksyntä kesti viikon")
    retros.change_note(store.ops, **asked, note_id=other, key=other_key, text=" ")
    retros.reveal(store.ops, **asked)
    (note,) = retros.list_notes(store.ops, **asked)
    assert (note.text, note.name, note.votes) == ("Hyväksyntä kesti viikon", "", None)
    assert note.note_id != mine
    for late in (lambda: wrote(store, asked, "Myöhässä"),
                 lambda: retros.change_note(store.ops, **asked, note_id=mine, key=key, text="x")):  # fmt: skip
        with pytest.raises(Refused, match="revealed already"):
            late()


def test_the_database_does_not_tell_who_wrote_when_it_is_anonymous(store: Store) -> None:
    asked = opened(store)
    for text in ("Ensimmäinen", "Toinen", "Kolmas"):
        wrote(store, asked, text, name="Bo Kirjoittaja")
    con = sqlite3.connect(store.ops.path)
    hidden = con.execute("select * from retro_hidden").fetchall()
    assert len({row[-1] for row in hidden}) == 3, "notes of one writer have nothing in common"
    assert [row[1] for row in con.execute("pragma table_info(retro_hidden)")] == [
        *("note_id", "retro_id", "question", "body", "key_hash")
    ]
    assert [row[1] for row in con.execute("pragma table_info(retro_note)")] == [
        *("note_id", "retro_id", "question", "body", "votes")
    ]
    ordered = {row[0] for row in con.execute("select name from pragma_table_list where type = 'table' and not wr")}
    assert not ordered & {"retro_hidden", "retro_note", "retro_name", "retro_vote", "retro_seat"}, "a rowid tells order"
    with pytest.raises(sqlite3.IntegrityError, match="anonymous"):
        con.execute("insert into retro_name values (?, 'Bo')", (hidden[0][0],))
    con.close()
    retros.reveal(store.ops, **asked)
    assert "Bo Kirjoittaja" not in everything(store)
    assert not any(row[0] in everything(store) or row[-1] in everything(store) for row in hidden)


def test_the_order_of_the_notes_is_not_the_order_of_writing(store: Store) -> None:
    asked = opened(store)
    for text in ("Kiire", "Asiakas odottaa", "Muistio myöhässä"):
        wrote(store, asked, text)
    retros.reveal(store.ops, **asked)
    shown = [one.text for one in retros.list_notes(store.ops, **asked)]
    assert shown == ["Asiakas odottaa", "Kiire", "Muistio myöhässä"], "by the words themselves"


def test_how_it_is_written_stands_from_the_first_note_on(store: Store) -> None:
    asked = opened(store)
    retros.choose(store.ops, **asked, anonymous=False, budget=4)
    with pytest.raises(Refused, match="changed just now"):
        wrote(store, asked, "Luulin nimettömäksi", anonymous=True)
    assert "Luulin" not in everything(store)
    note, key = wrote(store, asked, "Nimellä", anonymous=False)
    wrote(store, asked, "Toinen nimellä", anonymous=False, name="Bo")
    with pytest.raises(Refused, match="written already"):
        retros.choose(store.ops, **asked, anonymous=True, budget=4)
    retros.change_note(store.ops, **asked, note_id=note, key=key, text="")
    with pytest.raises(Refused, match="written already"):
        retros.choose(store.ops, **asked, anonymous=True, budget=4)
    retros.reveal(store.ops, **asked)
    assert [(one.text, one.name) for one in retros.list_notes(store.ops, **asked)] == [("Toinen nimellä", "Bo")]
    assert "Anna" not in json.dumps(sqlite3.connect(store.ops.path).execute("select * from retro_name").fetchall()), (
        "the name of a note that was torn up is gone"
    )


def test_two_tabs_of_one_person_share_a_budget(store: Store) -> None:
    asked = opened(store, budget=3)
    wrote(store, asked, "Kiire")
    retros.reveal(store.ops, **asked)
    (note,) = retros.list_notes(store.ops, **asked)

    def voted(person: int) -> str:
        try:
            return retro_votes.vote(store.ops, **asked, person_id=person, note_id=note.note_id)
        except Refused:
            return ""

    with ThreadPoolExecutor(4) as tabs:
        receipts = [one for one in tabs.map(voted, [ANNA] * 8) if one]
    assert len(receipts) == 3
    assert retro_votes.find_seat(store.ops, **asked, person_id=ANNA).used == 3
    assert retro_votes.find_seat(store.ops, **asked, person_id=BO).used == 0
    retro_votes.take_back(store.ops, **asked, person_id=ANNA, receipts=[*receipts[:2], receipts[0], "forged"])
    assert retro_votes.find_seat(store.ops, **asked, person_id=ANNA).used == 1
    assert voted(BO)
    assert retros.list_notes(store.ops, **asked)[0].votes is None, "no totals while voting"
    con = sqlite3.connect(store.ops.path)
    assert con.execute("select count(*) from retro_vote").fetchone()[0] == 2
    seats = [row[0] for row in con.execute("select seat from retro_seat")]
    assert len(seats) == 2
    retro_votes.close_voting(store.ops, **asked)
    assert retros.list_notes(store.ops, **asked)[0].votes == 2
    assert con.execute("select count(*) from retro_seat").fetchone()[0] == 0
    assert con.execute("select count(*) from retro_vote").fetchone()[0] == 0
    assert con.execute("select salt from retro").fetchone()[0] == "", "a seat cannot be made again"
    con.close()
    assert not any(seat in everything(store) for seat in seats)
    assert voted(BO) == ""
    retro_votes.close_voting(store.ops, **asked)
    assert retros.list_notes(store.ops, **asked)[0].votes == 2


def test_each_step_comes_after_the_one_before(store: Store) -> None:
    asked = opened(store)
    note, _ = wrote(store, asked, "Kiire")
    with pytest.raises(Refused):
        retro_votes.vote(store.ops, **asked, person_id=ANNA, note_id=note)
    with pytest.raises(Refused):
        retro_votes.close_voting(store.ops, **asked)
    retros.reveal(store.ops, **asked)
    with pytest.raises(Refused):
        retro_votes.end_retro(store.ops, **asked, now=NOW)
    with pytest.raises(Refused):
        improved(store, asked, "Liian aikaisin")
    retro_votes.close_voting(store.ops, **asked)
    retro_votes.end_retro(store.ops, **asked, now=NOW)
    retro_votes.end_retro(store.ops, **asked, now=datetime(2026, 9, 4))
    (ended,) = retros.list_retros(store.ops, client_id="kuusi")
    assert (ended.phase, ended.ended_at) == (Phase.ENDED, NOW)
    with pytest.raises(Refused):
        improved(store, asked, "Liian myöhään")
    assert retros.open_one(store.ops, client_id="kuusi") is None


def improved(store: Store, asked: dict[str, Any], text: str) -> retro_votes.Improvement:
    return retro_votes.add_improvement(
        store.ops, **asked, text=text, owner="Anna", due=date(2026, 10, 1), who="Bo", now=NOW
    )


def test_three_improvements_and_no_more_whoever_adds_them(store: Store) -> None:
    asked = opened(store)
    retros.reveal(store.ops, **asked)
    retro_votes.close_voting(store.ops, **asked)

    def added(n: int) -> bool:
        try:
            improved(store, asked, f"Parannus {n}")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as people:
        assert sum(people.map(added, range(6))) == 3
    found = retro_votes.list_improvements(store.ops, client_id="kuusi")[asked["retro_id"]]
    actions = promises.list_actions(store.ops, client_id="kuusi", as_of=NOW)
    assert [one.action_id for one in found] == sorted(one.action_id for one in actions)
    assert {one.kind for one in actions} == {"retro"}
    link = {"client_id": "kuusi", "action_id": actions[0].action_id, "card_client_id": "koivu"}
    assert retro_votes.link_card(store.ops, **link, card_id="one")
    assert not retro_votes.link_card(store.ops, **link, card_id="two")
    assert not retro_votes.link_card(store.ops, **link | {"client_id": "koivu"}, card_id="three")


def test_one_is_open_at_a_time_and_it_belongs_to_its_client(store: Store) -> None:
    asked = opened(store)
    assert opened(store, anonymous=False) == asked, "a second opening finds the first"
    note, key = wrote(store, asked, "Salaisuus")
    theirs = asked | {"client_id": "koivu"}
    for act in (
        lambda: wrote(store, theirs, "x"),
        lambda: retros.own_notes(store.ops, **theirs, keys={note: key}),
        lambda: retros.reveal(store.ops, **theirs),
        lambda: retro_votes.find_seat(store.ops, **theirs, person_id=ANNA),
        lambda: retro_votes.count_ready(store.ops, **theirs),
    ):
        with pytest.raises(Refused, match="no such retrospective"):
            act()
    assert retros.open_one(store.ops, client_id="koivu") is None
    retros.reveal(store.ops, **asked)
    assert retros.list_notes(store.ops, **theirs) == []
    (shown,) = retros.list_notes(store.ops, **asked)
    with pytest.raises(Refused):
        retros.say_same(store.ops, client_id="koivu", note_id=shown.note_id, earlier_id=shown.note_id, same=True)


@pytest.mark.parametrize("wrong", ["", "   ", "x" * 301])
def test_a_note_has_words_and_not_too_many(store: Store, wrong: str) -> None:
    with pytest.raises(Refused):
        wrote(store, opened(store), wrong)


def test_who_is_ready_is_counted_and_not_named(store: Store) -> None:
    asked = opened(store)
    for person, ready in ((ANNA, True), (ANNA, True), (BO, True), (BO, False)):
        retro_votes.set_ready(store.ops, **asked, person_id=person, ready=ready)
    assert retro_votes.count_ready(store.ops, **asked) == 1
    assert retro_votes.find_seat(store.ops, **asked, person_id=ANNA).ready
    retros.reveal(store.ops, **asked)
    retro_votes.set_ready(store.ops, **asked, person_id=BO, ready=True)
    assert retro_votes.count_ready(store.ops, **asked) == 1
