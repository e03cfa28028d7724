"""What labels and custom fields say about a card: suggested in many languages, put right by a person."""

from __future__ import annotations

from collections import Counter

import pytest

from core.board.list_names import folded
from core.board.meanings import (
    CHANNELS,
    STAGES,
    WORDS,
    Dimension,
    Mark,
    MarkKind,
    Meaning,
    said_of,
    suggested,
    suggestions,
)
from core.cards import Card, Role
from core.sources.trello_export import read_board
from tests.core.board.fake_board import FakeBoard
from tests.core.board.tiny import at

STAGE, CHANNEL, PERSONA = Dimension.STAGE, Dimension.CHANNEL, Dimension.PERSONA
CONTENT, NEWS, BLOCKED = Meaning(Dimension.CONTENT), Meaning(Dimension.NEWS), Meaning(Dimension.BLOCKED)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Reach", [Meaning(STAGE, "reach")]),
        ("🎯 Convert – kauppaa", [Meaning(STAGE, "convert")]),
        ("Sitouttaminen", [Meaning(STAGE, "engage")]),
        ("Konvertoi", [Meaning(STAGE, "convert")]),
        ("Some-mainonta", [Meaning(CHANNEL, "paid_social_meta")]),
        ("Mittaus", [Meaning(STAGE, "measure")]),
        ("Act / Reach", [Meaning(STAGE, "reach"), Meaning(STAGE, "act")]),
        ("Notoriété", [Meaning(STAGE, "reach")]),
        ("Försäljning", [Meaning(STAGE, "convert")]),
        ("Google Ads", [Meaning(CHANNEL, "paid_search")]),
        ("Google Shopping", [Meaning(CHANNEL, "shopping")]),
        ("Uutiskirje", [Meaning(CHANNEL, "email")]),
        ("Newsletter", [Meaning(CHANNEL, "email")]),
        ("LinkedIn Ads", [Meaning(CHANNEL, "paid_social_linkedin")]),
        ("some", [Meaning(CHANNEL, "organic_social")]),
        ("Sisältö", [CONTENT]),
        ("Inhalt", [CONTENT]),
        ("Convert-artikkeli", [Meaning(STAGE, "convert"), CONTENT]),
        ("Ajankohtaista", [NEWS]),
        ("Jumissa", [BLOCKED]),
        ("On hold", [BLOCKED]),
        ("Reaching out", []),
        ("Activar", [Meaning(STAGE, "act")]),
        ("Activer le compte", []),
        ("Atteindre les objectifs", []),
        ("Practice", []),
        ("Some other thing", []),
        ("", []),
        ("🔥", []),
        ("x" * 10_000, []),
    ],
)
def test_a_label_suggests_what_its_name_says(name: str, said: list[Meaning]) -> None:
    assert list(suggested(name)) == said


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("Vaihe", "Act", [Meaning(STAGE, "act")]),
        ("Funnel stage", "Sales", [Meaning(STAGE, "convert")]),
        ("Vaihe", "Luonnos", []),
        ("Kanava", "Hakumainonta", [Meaning(CHANNEL, "paid_search")]),
        ("Channel", "Convert", []),
        ("Ostajapersoona", "Tehtaan  johtaja", [Meaning(PERSONA, "Tehtaan johtaja")]),
        ("Zielgruppe", "Einkauf", [Meaning(PERSONA, "Einkauf")]),
        ("Content type", "Whitepaper", [CONTENT]),
        ("Sisältö", "ei", []),
        ("Blocked", "true", [BLOCKED]),
        ("Blocked", "false", []),
        ("Estimate", "5", []),
        ("Tila", "Reach", [Meaning(STAGE, "reach")]),
    ],
)
def test_a_fields_name_says_what_its_values_speak_of(field: str, value: str, said: list[Meaning]) -> None:
    assert list(suggested(value, field=field)) == said


def test_no_phrase_says_two_things() -> None:
    lines = [line.split("\t") for line in WORDS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for fields in (False, True):
        phrases = Counter(folded(p) for _, value, said in lines if (value == "@") is fields for p in said.split(","))
        assert [phrase for phrase, n in phrases.items() if n > 1 or not phrase] == []
    assert {value for dimension, value, _ in lines if dimension == "stage"} - {"@"} == set(STAGES)
    assert len(CHANNELS) == len(set(CHANNELS)) >= 12


def test_a_card_says_what_its_marks_say_each_thing_once() -> None:
    known = {
        Mark(MarkKind.LABEL, "a"): (Meaning(STAGE, "engage"), CONTENT),
        Mark(MarkKind.LABEL, "b"): (Meaning(STAGE, "measure"),),
        Mark(MarkKind.FIELD, "Persona", "Ostaja"): (Meaning(PERSONA, "Ostaja"),),
        Mark(MarkKind.FIELD, "Persona", "Muu"): (Meaning(PERSONA, "Muu"),),
    }
    card = Card("c", "n", "l", 0, False, Role.CARD, at("2026-09-01"), label_ids=("a", "b", "unknown", "a"))
    said = said_of(card, known)
    assert said.stages == ("measure", "engage")
    assert (said.content, said.news, said.blocked, said.personas) == (True, False, False, ())
    bare = Card("c", "n", "l", 0, False, Role.CARD, at("2026-09-01"), fields=(("Persona", "Ostaja"),))
    assert said_of(bare, known).personas == ("Ostaja",)


def test_suggestions_cover_all_labels_and_the_values_in_use() -> None:
    made = FakeBoard(("To do",))
    made.labels = [{"id": "l1", "name": "Act", "color": "red"}, {"id": "l2", "name": "", "color": "blue"}]
    options = [{"id": "o1", "value": {"text": "Ostaja"}}, {"id": "o2", "value": {"text": "Kukaan ei käytä"}}]
    made.extra = {"customFields": [{"id": "f1", "name": "Persona", "options": options}]}
    made.add("To do", "A", customFieldItems=[{"idCustomField": "f1", "idValue": "o1", "value": None}])
    assert suggestions(read_board(made.export()).content) == {
        Mark(MarkKind.LABEL, "l1"): (Meaning(STAGE, "act"),),
        Mark(MarkKind.LABEL, "l2"): (),
        Mark(MarkKind.FIELD, "Persona", "Ostaja"): (Meaning(PERSONA, "Ostaja"),),
    }
