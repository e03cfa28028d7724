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
from core.store import budgets, meetings, people
from core.store.clients import add_client
from core.store.morning import client_mark, due_cards
from tests.pages.conftest import PAGES


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


def test_due_cards_know_nothing_of_another_client_and_the_mark_moves_with_a_budget(office: Any) -> None:
    before = client_mark(office.store.ops, client_id=office.fir.client_id)
    other = client_mark(office.store.ops, client_id=office.birch.client_id)
    budgets.set_budget(
        office.store.ops,
        client_id=office.fir.client_id,
        period=month_of(today(office)),
        scope=EVERYTHING,
        amount=Decimal(1),
        decided_on=today(office),
        set_by="Test",
        now=utc_now(),
    )
    assert client_mark(office.store.ops, client_id=office.fir.client_id) != before
    assert client_mark(office.store.ops, client_id=office.birch.client_id) == other
    assert due_cards(office.store.ops, client_id=office.birch.client_id, before=utc_now()) == []


def test_a_stranger_has_no_morning(office: Any) -> None:
    with pytest.raises(ValueError, match="morning"):
        opened(office, None)
