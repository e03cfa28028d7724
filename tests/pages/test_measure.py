"""The Measure and Search terms pages as people open them, and trust on the balance page: real stores, through the
router."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.access.sessions import open_session, token_hash
from core.dates import utc_now
from core.jobs.cards import create_board
from core.jobs.imports import offer
from core.measure.checks import CheckKind, State
from core.model import Period, Role
from core.plans import EVERYTHING, Direction, Span
from core.reports.trust import trust
from core.store import audiences, budgets, checks, content, decisions, facts, kpis, notes, people, targets

ROUTER = Path(__file__).resolve().parents[2] / "pages" / "router.py"
PAGES = ROUTER.parent / "team"
NOW = datetime(2026, 10, 1, 6, 0)
TODAY = date(2026, 10, 1)
DAYS = [date(2026, 7, 1) + timedelta(days=i) for i in range(92)]
HOSTILE = "![x](https://evil.example/p.png) <b>win</b> $a$ =1+1"


@pytest.fixture(autouse=True)
def first_of_october(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.dates.utc_now", lambda: NOW)


@pytest.fixture
def opened(office: Any) -> Callable[..., AppTest]:
    """A page of the router as somebody of a role (None: a stranger)."""

    def open_page(page: str, role: Role | None, *, language: str = "en", **query: str) -> AppTest:
        at = AppTest.from_file(ROUTER, default_timeout=120)
        if role is not None:
            person = office.people[role]
            people.set_language(office.store.ops, person_id=person.person_id, language=language)
            at.user = {"session": token_hash(open_session(office.store.ops, person_id=person.person_id, now=utc_now()))}
        for name, value in ({"client": office.fir.client_id} | query).items():
            at.query_params[name] = value
        at.run()
        return at.switch_page(str(PAGES / f"{page}.py")).run() if page != "balance" and role is not None else at

    return open_page


def campaigns(days: list[date], silent_from: date = TODAY) -> bytes:
    columns = "Day,Campaign,Campaign type,Currency code,Clicks,Cost,Conversions"
    rows = "".join(f"{d},Tunnettuus video,Video,EUR,80,10.00,{2 if d < silent_from else 0}.00\n" for d in days)
    return f'Campaign report\n"{days[0]} - {days[-1]}"\n{columns}\n{rows}'.encode()


def give(office: Any, data: bytes, name: str = "campaigns.csv") -> None:
    for outcome in offer(
        office.store, client_id=office.fir.client_id, name=name, data=data, account="1", who="Test", now=NOW, answers={}
    ):
        assert outcome.status == "imported", outcome.message


def words(at: AppTest) -> str:
    texts = [f"{getattr(e, 'value', '')} {getattr(e, 'label', '')} {getattr(e, 'body', '')}" for e in at.main]
    return "\n".join(texts).replace("\u00a0", " ").replace("\\", "")


def html(at: AppTest) -> str:
    return "\n".join(e.proto.body for e in at.main if e.type == "html").replace("\u00a0", " ")


def test_nobody_but_the_clients_own_team_sees_the_checks(office: Any, opened: Callable[..., AppTest]) -> None:
    at = opened("measure", None)
    assert not at.exception
    assert "tahti-check" not in html(at)
    other = opened("measure", Role.SPECIALIST, client=office.birch.client_id)
    assert "Koivu" not in words(other) + html(other), "a client that is not theirs is not shown"


def test_an_empty_client_is_told_that_nothing_can_be_trusted_yet(office: Any, opened: Callable[..., AppTest]) -> None:
    at = opened("measure", Role.GROWTH_OWNER, language="fi")
    assert not at.exception
    assert "Luotettavaa ei vielä ole" in words(at)
    assert "ei tarkistettu" in html(at)
    assert "kunnossa" not in html(at), "what nobody has checked is never green"


def test_a_missing_day_and_an_outage_are_seen_at_once_and_mark_the_figures_that_rest_on_them(
    office: Any, opened: Callable[..., AppTest]
) -> None:
    give(office, campaigns([d for d in DAYS if d != date(2026, 9, 9)], silent_from=TODAY - timedelta(days=6)))
    at = opened("measure", Role.GROWTH_OWNER)
    assert not at.exception
    assert "Not all of them. Broken: results. Doubtful: money." in words(at)
    shown = html(at)
    assert "9 Sep 2026: missing, not zero" in shown
    assert "1 day missing" in shown
    assert shown.count("figures (may still change)") > 20
    assert "look at the tracking first" in shown
    balance = opened("balance", Role.GROWTH_OWNER)
    assert not balance.exception
    marked = [metric.label for metric in balance.metric if "doubtful" in metric.label]
    assert any("Money in the period" in label for label in marked)
    assert all(metric.help for metric in balance.metric), "every figure says on hover what it is"
    cautions = [warning.value.replace("\\", "") for warning in balance.warning]
    assert any("Read with care. Not certain: “No days are missing” (Google Ads · 1)" in said for said in cautions)


def test_no_money_is_said_to_move_while_the_money_itself_is_in_doubt(
    office: Any, opened: Callable[..., AppTest]
) -> None:
    """The file's own total says ten times what its rows add up to."""
    give(office, campaigns(DAYS) + b"Total: Account,,,EUR,,9200.00,\n")
    with office.store.metrics.cursor() as cursor:
        (campaign,) = facts.entities(cursor, client_id=office.fir.client_id)
    owner = {"client_id": office.fir.client_id}
    decisions.decide(office.store.ops, **owner, entity_key=campaign.entity_key, stage="reach", decided_by="GO", now=NOW)
    shares = {"reach": Decimal("0.6"), "convert": Decimal("0.4")}
    targets.set_target(office.store.ops, **owner, valid_from=DAYS[0], shares=shares, basis="", set_by="GO", now=NOW)
    at = opened("balance", Role.GROWTH_OWNER)
    assert not at.exception
    moved = next(metric for metric in at.metric if "In another stage" in metric.label)
    assert (moved.value, moved.delta) == ("–", "mend the measuring first")
    assert "broken" in moved.label
    assert "Mend it before moving money" in at.error[0].value.replace("\\", "")


def test_a_look_is_written_down_with_what_was_seen(office: Any, opened: Callable[..., AppTest]) -> None:
    at = opened("measure", Role.SPECIALIST)
    at.selectbox(key="look_kind").set_value("consent").run()
    at.segmented_control(key="look_state").set_value("broken")
    at.text_area(key="look_evidence").set_value(HOSTILE)
    at.button(key="look_save").click().run()
    assert not at.exception
    (made,) = checks.list_ticks(office.store.ops, client_id=office.fir.client_id)
    assert (made.kind, made.state, made.checked_on) == (CheckKind.CONSENT, State.BROKEN, TODAY)
    assert made.checked_by == "Test specialist"
    assert "<b>win" not in html(at)
    assert "&lt;b&gt;win" in html(at)
    found = trust(office.store, client_id=office.fir.client_id, as_of=TODAY)
    assert found.worst_for("sessions") is State.BROKEN
    at.segmented_control(key="look_state").set_value("ok")
    at.button(key="look_save").click().run()
    assert "a tick alone is no evidence" in words(at)
    assert len(checks.list_ticks(office.store.ops, client_id=office.fir.client_id)) == 1


def test_what_is_broken_becomes_a_card_once(office: Any, opened: Callable[..., AppTest]) -> None:
    create_board(office.store, client_id=office.fir.client_id, name="Kuusi", who="GO", now=NOW)
    checks.add_tick(
        office.store.ops,
        client_id=office.fir.client_id,
        kind="self_referrals",
        state="broken",
        evidence="11 % from the payment page",
        checked_on=TODAY,
        who="GO",
        now=NOW,
    )
    at = opened("measure", Role.GROWTH_OWNER)
    (button,) = [b for b in at.button if (b.key or "").startswith("measure_mend")]
    button.click().run()
    assert not at.exception
    assert "Card made: Korjaa mittaus: Ei käyntejä omalta sivustolta" in words(at), "in the client's language"
    assert not [b for b in at.button if (b.key or "").startswith("measure_mend")]
    assert "a card has been made" in words(at)


def test_notes_are_written_listed_and_taken_back(office: Any, opened: Callable[..., AppTest]) -> None:
    season = Period(date(2026, 11, 20), date(2026, 11, 30))
    notes.add_note(
        office.store.ops,
        client_id=office.fir.client_id,
        days=season,
        kind="season",
        text=HOSTILE,
        prepare_from=date(2026, 9, 20),
        who="GO",
        now=NOW,
    )
    at = opened("measure", Role.GROWTH_OWNER, of="notes")
    assert not at.exception
    assert "preparing is due since 20 Sep 2026" in words(at)
    at.text_input(key="note_text").set_value("New checkout")
    at.selectbox(key="note_kind").set_value("site")
    at.button(key="note_save").click().run()
    assert not at.exception
    known = notes.list_notes(office.store.ops, client_id=office.fir.client_id)
    assert [(note.kind, note.client_visible) for note in known] == [("site", False), ("season", False)]
    at.selectbox(key="note_which").set_value(known[0].note_id).run()
    at.button(key="note_visible").click().run()
    shown = notes.list_notes(office.store.ops, client_id=office.fir.client_id, client_visible=True)
    assert [note.note_id for note in shown] == [known[0].note_id]
    at.button(key="note_take_back").click().run()
    assert [n.kind for n in notes.list_notes(office.store.ops, client_id=office.fir.client_id)] == ["season"]


def test_an_audience_without_a_size_is_unknown_and_an_old_one_old(office: Any, opened: Callable[..., AppTest]) -> None:
    at = opened("measure", Role.SPECIALIST, of="audiences")
    assert "nobody knows how many people" in words(at)
    at.text_input(key="audience_name").set_value("Site visitors")
    at.text_input(key="audience_platform").set_value("Meta")
    at.button(key="audience_save").click().run()
    audiences.add_reading(
        office.store.ops,
        client_id=office.fir.client_id,
        platform="Google Ads",
        name="Carts",
        size=1850,
        read_on=TODAY - timedelta(days=31),
        who="GO",
        now=NOW,
    )
    at.run()
    assert not at.exception
    shown = at.table[0].value.to_csv()
    assert "not known" in shown
    assert "1,850, old" in shown
    known = audiences.list_audiences(office.store.ops, client_id=office.fir.client_id)
    assert [audience.known_size(TODAY) for audience in known] == [None, None]


def test_the_dictionary_and_why_a_figure_is_believed(office: Any, opened: Callable[..., AppTest]) -> None:
    give(office, campaigns(DAYS))
    at = opened("measure", Role.GROWTH_OWNER, language="fi", of="metrics")
    assert not at.exception
    assert "mainoskulu ÷ klikkaukset" in at.table[0].value.to_csv().replace("\\", "")
    balance = opened("balance", Role.GROWTH_OWNER)
    balance.session_state["balance_belief"] = True
    balance.run()
    assert not balance.exception
    told = words(balance)
    for said in (
        "Formula: ",
        "settled through ",
        "campaigns.csv, brought by Test: 30 days with data",
        "No day is missing",
    ):
        assert said in told.replace("**", ""), said


def test_search_terms_page(office: Any, opened: Callable[..., AppTest]) -> None:
    empty = opened("search_terms", Role.SPECIALIST)
    assert "No search terms yet" in words(empty)
    head = "Search term,Campaign,Campaign type,Currency code,Impr.,Clicks,Cost\n"
    for name, span, rows in (
        ("a.csv", "August 4, 2026 - August 31, 2026", "pump,Haku,Search,EUR,99,40,80.00\n"),
        (
            "b.csv",
            "September 1, 2026 - September 28, 2026",
            f'pump,Haku,Search,EUR,99,44,90\n"{HOSTILE}",Haku,Search,EUR,99,24,9\n',
        ),
    ):
        give(office, f'Search terms report\n"{span}"\n{head}{rows}'.encode(), name)
    at = opened("search_terms", Role.SPECIALIST, language="fi")
    assert not at.exception
    assert "uusia 1, nousevia 0, laskevia 0, poistuneita 0" in words(at)
    assert "kokonaissummaa ei tiedetä" in "".join(metric.delta for metric in at.metric)
    assert all(metric.help for metric in at.metric)
    assert HOSTILE in at.dataframe[0].value.to_csv()


@pytest.mark.parametrize(
    ("page", "part", "key", "told"),
    [
        ("goals", "", "goals_belief", "campaigns.csv, brought by Test"),
        ("search_terms", "", "search_belief", "terms.csv, brought by Test"),
        ("targets", "mix", "targets_belief_mix", "agreed with the client, in force from its day on"),
        ("targets", "numbers", "targets_belief_numbers", "campaigns.csv, brought by Test"),
        ("targets", "budgets", "targets_belief_budgets", "spent ÷ what should have been spent by now"),
        ("stages", "", "stages_belief", "campaigns.csv, brought by Test"),
        ("content", "", "content_belief", "count of pieces that are live on the day"),
        ("morning", "", "morning_belief_kuusi-oy", "campaigns.csv, brought by Test"),
    ],
)
def test_every_page_with_figures_says_why_they_are_believed(
    office: Any, opened: Callable[..., AppTest], page: str, part: str, key: str, told: str
) -> None:
    ops, client_id, day = office.store.ops, office.fir.client_id, date(2026, 9, 1)
    give(office, campaigns(DAYS))
    terms = "Search term,Campaign,Campaign type,Currency code,Clicks,Cost\npump,Haku,Search,EUR,40,80.00\n"
    give(office, f'Search terms report\n"July 1, 2026 - September 30, 2026"\n{terms}'.encode(), "terms.csv")
    shares = {stage: Decimal("0.25") for stage in ("reach", "act", "convert", "engage")}
    common: dict[str, Any] = {"client_id": client_id, "now": NOW}
    targets.set_target(ops, valid_from=day, shares=shares, basis="", set_by="M", **common)
    kpis.set_kpi(
        ops, metric="clicks", span=Span.MONTH, direction=Direction.REACH, value=Decimal(9), valid_from=day, basis="",
        set_by="M", **common,
    )  # fmt: skip
    budgets.set_budget(
        ops, period=Period(day, TODAY), scope=EVERYTHING, amount=Decimal(1), decided_on=day, set_by="M", **common
    )
    content.add_content(ops, title="A guide", stage="act", live_from=day, added_by="M", **common)
    at = opened(page, Role.GROWTH_OWNER, **({"of": part} if part else {}))
    assert "Why do we believe this?" in words(at)
    at.session_state[key] = True
    at.run()
    assert not at.exception
    assert told in words(at).replace("**", "")
