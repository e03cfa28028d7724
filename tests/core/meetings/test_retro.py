"""Whether a complaint was heard before: judged by people first, then by the rule."""

from __future__ import annotations

from datetime import date

import pytest

from core.meetings.retro import Earlier, said_also, said_before, same_complaint, same_word

SAME = [
    ("Asiakkaan hyväksyntä kesti taas kaksi viikkoa", "Hyväksyntää asiakkaalta odotettiin yli viikko"),
    ("Briiffi tuli myöhässä", "Briiffit myöhässä"),
    ("Liikaa kortteja kesken yhtä aikaa", "Kortteja on kesken liikaa"),
    ("Kiire", "Kiire taas"),
    ("Mainoskuvat puuttuivat julkaisupäivänä", "Julkaisupäivän mainoskuvat puuttuvat"),
    ("Seuranta rikki lomakkeella", "Lomakkeen seuranta oli rikki koko kuun"),
    ("Palavereissa ei tehdä päätöksiä", "Päätöksiä ei synny palaverissa"),
    ("Waiting for the client's approval took two weeks", "Client approvals keep us waiting"),
    ("Too many cards in progress", "Cards in progress pile up"),
    ("Reports were late", "The monthly report was late again"),
    ("Määräpäivät venyvät", "Kukaan ei pidä määräpäiviä, venyvät aina"),
]
OTHER = [
    ("Asiakkaan hyväksyntä kesti", "Asiakas kehui raporttia"),
    ("Asiakkaan hyväksyntä kesti kaksi viikkoa", "Asiakkaan budjetti ylittyi kaksi kertaa"),
    ("Kuukausiraportti myöhässä", "Kuukausipalaveri venyi"),
    ("Kiire", "Kiireetön kokous auttaisi suunnittelua"),
    ("Seuranta rikki lomakkeella", "Kampanjan nimet sekaisin"),
    ("Weekly venyy yli ajan", "Weeklyssa hyvä tunnelma"),
    ("Reports were late", "Reports are hard to read"),
    ("The client was late with the brief", "The tracking broke on the landing page"),
    ("Liikaa kortteja kesken", "Kortteja ei löydy seinältä haulla"),
    ("", "Kiire"),
    ("Ei ole", "Ei ollut"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_complaint_in_other_words_is_heard(one: str, other: str) -> None:
    assert same_complaint(one, other)
    assert same_complaint(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_complaint_is_not_taken_for_it(one: str, other: str) -> None:
    assert not same_complaint(one, other)
    assert not same_complaint(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("hyväksyntä", "hyväksyntöjen", True),
        ("asiakas", "asiakkaalta", True),
        ("kortti", "kortin", True),
        ("lupaus", "lupaukset", True),
        ("late", "later", True),
        ("asia", "asiakas", False),
        ("kuukausiraportti", "kuukausipalaveri", False),
        ("seo", "sea", False),
        ("cat", "cats", False),
        ("kuva", "kuvaus", True),
    ],
)
def test_words_are_the_same_by_their_beginning(one: str, other: str, same: bool) -> None:
    assert same_word(one, other) is same
    assert same_word(other, one) is same


EARLIER = [
    Earlier("a", "Asiakkaan hyväksyntä kesti kaksi viikkoa", date(2025, 12, 4)),
    Earlier("b", "Hyväksyntää asiakkaalta odotettiin viikko", date(2026, 5, 7)),
    Earlier("c", "Kukaan ei vastaa meille", date(2026, 6, 4)),
]


def test_months_are_named_and_another_year_is_said() -> None:
    repeated = said_before("n", "Asiakkaan hyväksyntä kesti", EARLIER, {})
    assert [one.note_id for one in repeated] == ["a", "b"]
    said = said_also(repeated, date(2026, 9, 3))
    assert said is not None
    assert said.en.replace("\u00a0", " ") == "Said also in December 2025 and May"
    assert said.fi.replace("\u00a0", " ") == "Sanottu myös joulukuussa 2025 ja toukokuussa"
    assert said_also([], date(2026, 9, 3)) is None


def test_a_persons_word_goes_before_the_rule() -> None:
    assert said_before("n", "Hiljaisuus", EARLIER, {}) == []
    told = said_before("n", "Hiljaisuus", EARLIER, {("n", "c"): True})
    assert [one.note_id for one in told] == ["c"]
    chain = {("n", "c"): True, ("c", "b"): True}
    assert [one.note_id for one in said_before("n", "Hiljaisuus", EARLIER, chain)] == ["a", "b", "c"]
    against = said_before("n", "Asiakkaan hyväksyntä kesti", EARLIER, {("n", "a"): False})
    assert [one.note_id for one in against] == ["b"]
    assert [one.note_id for one in said_before("other", "Hiljaisuus", EARLIER, chain)] == []
