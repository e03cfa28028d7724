"""The Morning check: worst client first, all well in one line, my cards and today's meetings."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from core.access.sessions import open_session, token_hash
from core.dates import local_day, month_of, utc_now
from core.jobs.cards import assign, create_card
from core.jobs.own_board import create_board
from core.model import Period, Role
from core.plans import EVERYTHING
from core.reports import morning
from core.store import budgets, goals, meetings, notes, people
from core.store.clients import add_client
from core.store.import_log import find_published
from core.store.morning import client_mark, due_cards
from core.store.publishing import take_back
from tests.pages.conftest import PAGES

VIDEO = ("Video", "OUTCOME_AWARENESS", 30)


def opened(office: Any, role: Role | None, language: str = "en") -> AppTest:
    at = AppTest.from_file(PAGES / "router.py", default_timeout=120)
    if role:
        person = office.people[role]
        people.set_language(office.store.ops, person_id=person.person_id, language=language)
        at.user = {"session": token_hash(open_session(office.store.ops, person_id=person.person_id, now=utc_now()))}
    return at.run().switch_page("team/morning.py").run()


def words(at: AppTest) -> str:
    return "\n".join(str(getattr(e, "value", "")) for e in at.main).replace("\u00a0", " ").replace("\\", "")


def links(at: AppTest) -> list[str]:
    return [e.proto.label.replace("\\", "") for e in at.main if e.type == "page_link"]


def today(office: Any) -> Any:
    return local_day(utc_now(), office.fir.timezone)


def test_only_the_clients_i_serve_worst_first_and_the_rest_in_one_line(office: Any) -> None:
    """Kuusi has spent more than its budget of 1 €; Koivu has no data; the Growth Owner serves only Kuusi."""
    day = today(office)
    for back in range(1, 15):
        office.spend(day - timedelta(days=back), ("Video", "OUTCOME_AWARENESS", 30))
    budgets.set_budget(
        office.store.ops,
        client_id=office.fir.client_id,
        period=Period(day - timedelta(days=10), day + timedelta(days=10)),
        scope=EVERYTHING,
        amount=Decimal(1),
        decided_on=day - timedelta(days=40),
        set_by="Test",
        now=utc_now(),
    )
    admin = opened(office, Role.ADMIN)
    assert not admin.exception
    said = words(admin)
    assert "○ Money not known: Koivu Oy" in said
    owner = words(opened(office, Role.GROWTH_OWNER, "fi"))
    assert "Koivu" not in owner
    assert "Kuusi Oy needs a look" in said
    assert "the budget of 1.00 € is used up" in said
    assert "Kuusi Oy kaipaa huomiota" in owner
    assert "heti" in owner


def test_of_many_clients_the_ten_worst_are_told_in_full_and_the_others_named(office: Any) -> None:
    """Twelve clients whose data end ten days ago."""
    day = today(office)
    for number in range(12):
        client = add_client(office.store.ops, name=f"Myöhäinen {number:02d}", now=utc_now())
        office.spend(day - timedelta(days=10), ("Video", "OUTCOME_AWARENESS", 30), client=client)
    at = opened(office, Role.ADMIN)
    assert not at.exception
    boxes = [one.value for one in at.subheader if "Myöhäinen" in one.value]
    assert len(boxes) == 10
    assert "▲ 2 more need a look: " in words(at)
    assert all(f"Myöhäinen {number:02d}" in words(at) + " ".join(boxes) for number in range(12))


def test_my_cards_of_this_week_and_todays_meetings(office: Any) -> None:
    person = office.people[Role.GROWTH_OWNER]
    create_board(office.store, client_id=office.fir.client_id, name="Kuusi", who="Test", now=utc_now())
    day = today(office)
    mine = {"client_id": office.fir.client_id, "who": "Test", "now": utc_now()}
    for name, due, owner in (
        ("Mine today", day, True),
        ("Mine later", day + timedelta(days=40), True),
        ("Somebody else's", day, False),
    ):
        made = create_card(office.store, name=name, due=due, **mine)
        if owner:
            assign(office.store, card_id=made.card_id, member_ids=[f"person-{person.person_id}"], **mine)
    meetings.add_meeting(
        office.store.ops,
        client_id=office.fir.client_id,
        kind="weekly",
        at=datetime.combine(day, time(8), ZoneInfo(office.fir.timezone)).astimezone(UTC).replace(tzinfo=None),
        now=utc_now(),
    )
    at = opened(office, Role.GROWTH_OWNER)
    assert "8:00 · Kuusi Oy · weekly" in words(at)
    shown = [label for label in links(at) if "Kuusi Oy" in label]
    assert shown == ["▲ due today · Mine today · Kuusi Oy"]
    assert "No card of yours is due this week." in words(opened(office, Role.SPECIALIST))


def test_the_mark_moves_with_all_that_the_check_rests_on_and_only_for_that_client(office: Any) -> None:
    ops, fir, day = office.store.ops, office.fir.client_id, today(office)
    other = client_mark(ops, client_id=office.birch.client_id)
    seen = [client_mark(ops, client_id=fir)]

    def moved() -> bool:
        seen.append(client_mark(ops, client_id=fir))
        return len(set(seen)) == len(seen)

    said = {"client_id": fir, "now": utc_now()}
    budgets.set_budget(
        ops, period=month_of(day), scope=EVERYTHING, amount=Decimal(1), decided_on=day, set_by="Test", **said
    )
    assert moved()
    note = notes.add_note(ops, days=Period(day, day), kind="campaign", text="Paused on purpose", who="Test", **said)
    assert moved()
    notes.take_back(ops, note_id=note.note_id, who="Test", **said)
    assert moved()
    goals.set_goal(ops, event="lead", kind="hard_lead", set_by="Test", **said)
    assert moved()
    meetings.add_meeting(ops, kind="monthly", at=utc_now(), **said)
    assert moved()
    office.spend(day - timedelta(days=1), ("Video", "OUTCOME_AWARENESS", 30))
    assert moved()
    brought = find_published(ops, client_id=fir, file_hash=f"{day - timedelta(days=1)}{(VIDEO,)}EUR", member="")
    assert brought is not None
    take_back(office.store, import_id=brought.import_id, who="Test", **said)
    assert moved()
    assert client_mark(ops, client_id=office.birch.client_id) == other
    assert due_cards(ops, client_id=office.birch.client_id, before=utc_now()) == []


def test_a_file_for_one_client_lets_the_check_of_another_stand(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = morning.client_morning

    def counted(store: Any, *, client_id: str, as_of: datetime) -> Any:
        asked.append(client_id)
        return real(store, client_id=client_id, as_of=as_of)

    monkeypatch.setattr(morning, "client_morning", counted)
    opened(office, Role.ADMIN)
    office.spend(today(office) - timedelta(days=1), ("Video", "OUTCOME_AWARENESS", 30))
    opened(office, Role.ADMIN)
    assert asked == [office.birch.client_id, office.fir.client_id, office.fir.client_id]


def test_a_stranger_has_no_morning(office: Any) -> None:
    with pytest.raises(ValueError, match="morning"):
        opened(office, None)
