"""What was learnt, decided and promised in meetings reaches the client's page as far as it is meant for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from core.cards import Status
from core.jobs import cards
from core.jobs.meetings import hold, takers
from core.jobs.own_board import create_board
from core.meetings.memo import Beside, Own
from core.meetings.shapes import Agenda, AgendaItem, Kind, Line
from core.meetings.templates import arranged
from core.model import Period, Sentence, Stage
from core.reports.client_document import Document, from_json
from core.reports.client_file import as_csv
from core.reports.client_page import client_page
from core.shares import Section, Terms
from core.store import Store, open_store
from core.store.board import read_boards
from core.store.clients import add_client
from core.store.promises import add_action, add_decision, close_action, decide_again

BEGAN, NOW = datetime(2026, 9, 1, 6, 0), datetime(2026, 10, 2, 6, 0)
MET = datetime(2026, 9, 30, 21, 30)  # 1 October in Helsinki: it looked back until 30 September
WINDOW = Period(date(2026, 9, 3), date(2026, 9, 30))
ALL = Terms("Board", language="en")


@pytest.fixture
def store(tmp_path) -> Store:
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Kuusi Oy", now=BEGAN)
    create_board(store, client_id="kuusi-oy", name="Board", who="t", now=BEGAN)
    return store


def page(store: Store, terms: Terms = ALL, period: Period = WINDOW) -> Document:
    return client_page(store, client_id="kuusi-oy", terms=terms, as_of=NOW, period=period)


def lines(document: Document, section: Section) -> list[tuple[str, str]]:
    found = [part for part in document.parts if part.section is section]
    return [
        (item.text.replace("\u00a0", " "), item.detail.replace("\u00a0", " ")) for part in found for item in part.items
    ]


def meet(store: Store, kind: Kind = Kind.MONTHLY, *, with_client: bool = True, card: str = "", **beside: Any) -> None:
    spoken = {
        "experts": [("content_gap", "Nothing new for Convert"), ("done", "Done: Ads"), ("effect", "Ads point to more")],
        "channels": [("rate_up", "More of the visitors ask"), ("volume", "Google Search: 412 €")],
        "plans": [("cost_up", "zz a proposal")],
        "held_up": [("blocked", "zz stuck")],
    }  # fmt: skip
    items = tuple(
        AgendaItem(item, tuple(Line(Sentence(en, f"{en} fi"), name, card) for name, en in spoken[item.key]))
        for item in arranged(kind, (), with_client=with_client)
        if item.key in spoken
    )
    hold(
        store, client_id="kuusi-oy", agenda=Agenda(kind, with_client, WINDOW, False, items),
        beside=Beside(parked=("zz parked",), present=("zz Anna",), **beside), at=MET, who="t", now=MET,
    )  # fmt: skip


OWN_WORDS = Beside(
    summary="Fewer, better enquiries.\nThe form is mended.",
    texts=(
        Own(Sentence("Search", "Haku"), "Brand words\tare cheap", "zz Bo", client_visible=True),
        Own(Sentence("Own", "Oma"), "zz for us"),
    ),
)


def test_what_was_learnt_is_told_in_their_own_words_first(store: Store) -> None:
    meet(store, summary=OWN_WORDS.summary, texts=OWN_WORDS.texts)
    document = page(store)
    where = "Monthly 1 Oct 2026"
    assert lines(document, Section.DONE) == [
        ("Fewer, better enquiries.", where),
        ("The form is mended.", where),
        ("Brand words are cheap", where),
        ("Nothing new for Convert", where),
        ("Ads point to more", where),
    ]
    assert "zz" not in document.to_json()
    assert from_json(document.to_json()) == document
    file = as_csv(document).decode("utf-8-sig").replace("\u00a0", " ")
    assert "What we did and learnt,The form is mended.,Monthly 1 Oct 2026,," in file
    assert "zz" not in file
    fi = lines(page(store, replace(ALL, language="fi")), Section.DONE)
    assert ("Nothing new for Convert fi", "Monthly 1.10.2026") in fi


def test_a_weekly_with_the_client_tells_what_its_channel_round_learnt(store: Store) -> None:
    meet(store, Kind.WEEKLY)
    assert lines(page(store), Section.DONE) == [("More of the visitors ask", "Weekly 1 Oct 2026")]


@pytest.mark.parametrize(
    ("terms", "period"),
    [
        (replace(ALL, floor=date(2026, 9, 4)), WINDOW),
        (replace(ALL, stages=(Stage.REACH,)), WINDOW),
        (replace(ALL, sections=(Section.NEXT,)), WINDOW),
        (ALL, Period(date(2026, 10, 1), date(2026, 10, 31))),
        (ALL, Period(date(2026, 8, 1), date(2026, 8, 31))),
    ],
)
def test_nothing_is_told_beyond_the_links_terms_and_period(store: Store, terms: Terms, period: Period) -> None:
    meet(store, summary="A good month.")
    assert "A good month." in page(store).to_json()
    assert "A good month." in page(store, replace(ALL, floor=date(2026, 9, 3))).to_json()
    said = page(store, terms, period).to_json()
    assert "A good month." not in said
    assert "Nothing new for Convert" not in said


def test_an_internal_weekly_a_retrospective_and_an_internal_card_tell_nothing(store: Store) -> None:
    meet(store, Kind.WEEKLY, with_client=False, summary="zz ours")
    meet(store, Kind.RETRO, with_client=False, summary="zz retro")
    card = cards.create_card(
        store, client_id="kuusi-oy", name="zz card", status=Status.DOING, who="t", now=BEGAN
    )  # fmt: skip
    (board,) = read_boards(store.ops, client_id="kuusi-oy")
    internal = [label.label_id for label in board.labels if label.name in ("Internal", "Sisäinen")]
    cards.label_card(store, client_id="kuusi-oy", card_id=card.card_id, label_ids=internal, who="t", now=MET)
    meet(store, Kind.MONTHLY, card=card.card_id)
    document = page(store)
    assert lines(document, Section.DONE) == []
    assert "zz" not in document.to_json()


def test_promises_say_whose_turn_it_is_and_name_nobody(store: Store) -> None:
    assert takers(store, client_id="kuusi-oy").names[-1] == "Kuusi Oy", "the client can be chosen"
    asked: dict[str, Any] = {"client_id": "kuusi-oy", "agreed_at": MET, "who": "t", "due": date(2026, 10, 8)}
    ids = {
        text: add_action(store.ops, kind=kind, text=text, owner=owner, client_visible=visible, **asked).action_id
        for text, owner, visible, kind in (
            ("Send the prices", "kuusi OY", True, "monthly"),
            ("Photos", "Asiakas", True, "weekly"),
            ("New ads", "zz Bo", True, "monthly"),
            ("zz our own", "Asiakas", False, "monthly"),
            ("zz better", "zz Bo", False, "retro"),
            ("zz done", "Asiakas", True, "weekly"),
        )
    }
    close_action(store.ops, client_id="kuusi-oy", action_id=ids["zz done"], who="t", now=MET)
    document = page(store)
    wanted = "from you by 8 Oct 2026, as agreed"
    assert lines(document, Section.NEEDED) == [("Send the prices", wanted), ("Photos", wanted)]
    assert [part.lead for part in document.parts if part.section is Section.NEEDED] == [
        "2 things are waiting for your answer."
    ]  # fmt: skip
    assert lines(document, Section.NEXT) == [("New ads", "agreed together, by 8 Oct 2026")]
    assert "zz" not in document.to_json()
    assert lines(page(store, replace(ALL, floor=date(2026, 10, 2))), Section.NEEDED) == []


def test_a_promise_about_a_card_that_waits_for_the_client_is_told_once(store: Store) -> None:
    who: dict[str, Any] = {"client_id": "kuusi-oy", "who": "t"}
    card = cards.create_card(store, name="Case", status=Status.REVIEW_CLIENT, now=BEGAN, **who)
    add_action(store.ops, kind="weekly", text="Look at the case", owner="Asiakas", card_id=card.card_id,
               client_visible=True, due=date(2026, 10, 8), agreed_at=MET, **who)  # fmt: skip
    assert [text for text, _ in lines(page(store), Section.NEEDED)] == ["Case"]


def test_a_decision_keeps_its_first_day_when_it_is_made_again(store: Store) -> None:
    who: dict[str, Any] = {"client_id": "kuusi-oy", "who": "t"}
    made = add_decision(
        store.ops, text="Ads go on", decided_by="zz Eva", client_visible=True, decided_at=datetime(2026, 9, 3, 9), **who
    )
    assert lines(page(store), Section.DECISIONS) == [("Ads go on", "decided 3 Sep 2026")]
    decide_again(store.ops, first_id=made.first_id, decided_at=MET, **who)
    assert lines(page(store), Section.DECISIONS) == [("Ads go on", "first decided 3 Sep 2026, again 1 Oct 2026")]
    later = page(store, replace(ALL, floor=date(2026, 9, 10)))
    assert lines(later, Section.DECISIONS) == [("Ads go on", "decided 1 Oct 2026")]
