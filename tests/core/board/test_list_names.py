"""What lists are called, in many languages, and what that suggests."""

from __future__ import annotations

from collections import Counter

import pytest

from core.board.list_names import WORDS, folded, parse_status, suggested
from core.cards import Status

SUGGESTED = {
    Status.BACKLOG: ["Backlog", "Ideat", "Tehtävälista", "📥 Inbox", "IDÉER", "Product backlog"],
    Status.TO_DO: ["To-Do", "to do", "Tehtävät", "Att göra", "COSAS POR HACER", "DA FARE", "A FAZER", "Zu erledigen"],
    Status.DOING: [
        "Doing 🚀",
        "Työn alla",
        "Tekeillä",
        "Kesken",
        "Pågår",
        "HACIENDO",
        "Fazendo",
        "In Arbeit",
        "En cours",
    ],
    Status.REVIEW_OURS: [
        "Review (sisäinen)",
        "Katselmointi",
        "Tarkistettavana",
        "Granskning",
        "PRUEBAS",
        "Code Review",
        "Review (ours)",
        "QA",
    ],
    Status.REVIEW_CLIENT: ["Review", "Odottaa asiakasta", "Review (client)", "Waiting for client approval", "Hos kund"],
    Status.BLOCKED: ["Blocked", "Jumissa", "BLOQUEO", "On hold"],
    Status.DONE: [
        "Done",
        "✔ DONE",
        "Valmis",
        "Tehty",
        "Klart",
        "TERMINADO",
        "FINALIZADO",
        "FEITO",
        "Done: 12-05",
        "Fatto",
    ],
    Status.EXCLUDED: ["Info", "Read me", "Ohjeet", "Resources"],
}


ABROAD = {
    Status.BACKLOG: ["Идеи", "아이디어", "Ötletek", "Fikirler", "Idėjos"],
    Status.TO_DO: ["At gøre", "Å gjøre", "К выполнению", "할 일", "Teendők", "Yapılacaklar", "Do zrobienia"],
    Status.DOING: ["В работе", "진행 중", "Folyamatban", "Σε εξέλιξη", "قيد التنفيذ", "進行中", "Under arbeid"],
    Status.REVIEW_OURS: ["На проверке", "검토 중", "Til gennemsyn", "レビュー"],
    Status.REVIEW_CLIENT: ["На согласовании", "Til godkendelse", "Bij klant", "Hos kunden", "Asiakkaan kommenteilla"],
    Status.BLOCKED: ["Заблокировано", "Geblokkeerd", "보류", "Zablokowane"],
    Status.DONE: ["Færdig", "Готово ✅", "완료", "Ukończone", "Tamamlandı", "Kész", "Ολοκληρώθηκε", "تم"],
}


@pytest.mark.parametrize(("status", "name"), [(s, name) for s, names in ABROAD.items() for name in names])
def test_a_name_in_another_script_suggests_its_status_too(status: Status, name: str) -> None:
    assert suggested(name) is status


@pytest.mark.parametrize(("status", "name"), [(s, name) for s, names in SUGGESTED.items() for name in names])
def test_a_name_suggests_its_status(status: Status, name: str) -> None:
    assert suggested(name) is status


TOLD_APART = {
    Status.BACKLOG: ["Backlog/Later on/Ideas", "Things to build one day (Ideas)"],
    Status.TO_DO: ["Today", "This week", "Tällä viikolla", "Sprint 12", "할일", "Not started", "Ei aloitettu"],
    Status.DOING: ["Doing / Pågår", "Sprint 4: in progress", "Tasks in progress", "Writing"],
    Status.REVIEW_OURS: ["Review / Testing", "Testing/Review", "Ready to merge", "レビュー待ち"],
    Status.REVIEW_CLIENT: [
        "Asiakkaan tarkistettavana",
        "En attente de validation",
        "Waiting for feedback",
        "Chờ duyệt",
        "To be approved",
    ],
    Status.BLOCKED: ["Waiting", "Info needed", "Odottaa", "Blocked/Waiting", "Väntar på svar"],
    Status.DONE: ["Done this week", "Done - Sprint 3", "Sprint 12 – Done", "Tehdyt tehtävät", "Selesai", "クローズ"],
    Status.EXCLUDED: ["Documentation/Release notes", "Won't do", "Отменено", "中止"],
}


@pytest.mark.parametrize(("status", "name"), [(s, name) for s, names in TOLD_APART.items() for name in names])
def test_what_a_word_says_of_the_work_outweighs_times_and_things(status: Status, name: str) -> None:
    assert suggested(name) is status


@pytest.mark.parametrize(
    "name",
    [
        "Maija",
        "Done/Blocked",
        "QA done",
        "Doing or done",
        "Waiting game",
        "Not now / ideas",
        "WP04 - Documentation",
        "2015-07-06",
        "WAITING MERGE",
        "To be published",
        "To be invoiced",
        "To complete",
        "Test list one (has some cards)",
        "Archive",
        "Not done",
        "Ei valmis",
        "",
        "🎉",
        "list",
        "x" * 500,
    ]
    + ["This list holds everything that we have done together with the client since spring"],
)
def test_a_name_that_says_nothing_suggests_nothing(name: str) -> None:
    assert suggested(name) is None


def test_no_word_suggests_two_statuses() -> None:
    lines = WORDS.read_text("utf-8").splitlines()
    table = [line.partition("\t")[2] for line in lines if "\t" in line]
    words = [folded(word) for phrases in table for word in phrases.split(",")]
    assert sorted(word for word, count in Counter(words).items() if count > 1) == []
    assert len(table) == len(Status)


def test_a_name_is_folded_to_bare_words() -> None:
    assert folded("  ✔ Työn—ALLA (2) ") == "tyon alla"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("To-do", Status.TO_DO),
        ("todo", Status.TO_DO),
        ("review (client)", Status.REVIEW_CLIENT),
        ("review", Status.REVIEW_CLIENT),
        ("review-ours", Status.REVIEW_OURS),
        ("DONE", Status.DONE),
        ("excluded", Status.EXCLUDED),
        ("nonsense", None),
        ("", None),
    ],
)
def test_a_status_is_understood_as_people_type_it(said: str, status: Status | None) -> None:
    assert parse_status(said) is status
