"""An agenda fits its minutes whatever the client has, says what matters first, and keeps to itself what is internal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cards import Status
from core.errors import Refused
from core.findings.finding import Kind as Found
from core.measure.checks import Check, CheckKind, State
from core.measure.search_terms import Movement
from core.meetings.agenda import agenda_of, few
from core.meetings.shapes import (
    Agenda,
    Decided,
    Graded,
    Kind,
    Line,
    OpenAction,
    Raised,
    Searched,
    Season,
    Volume,
)
from core.meetings.templates import DEFAULTS, Wish
from core.model import Period, Sentence
from tests.core.meetings.known import TODAY, WINDOW, card, finding, known


def lines(agenda: Agenda, key: str) -> list[Line]:
    return list(next(one.lines for one in agenda.items if one.item.key == key))


def said(agenda: Agenda, key: str) -> list[str]:
    return [line.text.en for line in lines(agenda, key)]


def everything(agenda: Agenda) -> str:
    return "\n".join(f"{line.text.en}\n{line.text.fi}" for one in agenda.items for line in one.lines)


@pytest.mark.parametrize(("kind", "minutes"), [(Kind.WEEKLY, 15), (Kind.MONTHLY, 60), (Kind.RETRO, 30)])
def test_the_standard_agendas_take_their_time(kind, minutes):
    agenda = agenda_of(known(kind))
    assert agenda.minutes == minutes
    assert [one.item.key for one in agenda.items] == [item.key for item in DEFAULTS[kind]]


def test_the_client_speaks_first_in_a_monthly_and_is_never_in_a_retro():
    monthly = agenda_of(known(Kind.MONTHLY, with_client=True))
    assert monthly.items[0].item.speaker == "client"
    assert all(one.item.client_visible for one in monthly.items)
    assert not any(one.item.client_visible for one in agenda_of(known(Kind.RETRO)).items)


def test_a_weekly_has_two_variants():
    internal, with_client = agenda_of(known()), agenda_of(known(with_client=True))
    assert not any(one.item.client_visible for one in internal.items)
    assert all(one.item.client_visible for one in with_client.items)
    assert [a.items[1].item.speaker.value for a in (internal, with_client)] == ["account_lead", "client"]


def test_a_board_of_five_hundred_open_cards_fits_and_what_is_cut_is_counted():
    statuses = [Status.BACKLOG, Status.TO_DO, Status.DOING, Status.REVIEW_OURS, Status.REVIEW_CLIENT]
    cards = [
        card(
            f"c{n:03}",
            statuses[n % 5],
            channel=("paid_search", "email", "")[n % 3],
            moved=False,
            lies_days=n,
            due=TODAY - timedelta(days=n),
            overdue=statuses[n % 5] is not Status.REVIEW_CLIENT,
            waits_days=n if statuses[n % 5] is Status.REVIEW_CLIENT else None,
            came_in_window=True,
        )
        for n in range(500)
    ]
    alone = card("the only blocked one", Status.BLOCKED, blocked="waits for a login")
    faults = [finding(Found.TRACKING_OUTAGE)]
    late = tuple(OpenAction(f"a{n}", "Anna", TODAY, "", client_visible=False) for n in range(9))
    agenda = agenda_of(known(cards=(*cards, alone), actions=late, findings=tuple(faults)))
    for one in agenda.items:
        assert len(one.lines) * one.item.seconds <= one.item.minutes * 60
    held = lines(agenda, "held_up")
    assert held[0].kind == "tracking_outage"
    assert held[1].text.en == "the only blocked one: cannot go on – waits for a login"
    assert [line.text.en for line in held if line.kind == "waiting"][0].startswith("c499: with the client for 499")
    # 500 cards that are late or wait, one blocked, one finding: 502 lines, of which eight are said
    assert held[-1].text.en == "494 more"
    assert said(agenda, "actions")[-1] == "4 more"


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(0, 30))
def test_every_group_is_heard_before_any_is_heard_out(sizes, room):
    groups = [[Line(Sentence(f"{g}.{n}", ""), "x") for n in range(size)] for g, size in enumerate(sizes)]
    kept = few(groups, room)
    taken = [sum(line.text.en.startswith(f"{g}.") for line in kept) for g in range(len(sizes))]
    assert len(kept) == min(room, sum(sizes))
    for g, size in enumerate(sizes):
        assert kept.count(Line(Sentence(f"{g}.0", ""), "x")) == (taken[g] > 0)
        if taken[g] < size:
            assert max(taken) <= taken[g] + 1


def test_a_card_is_told_once():
    both = card("Both", Status.BLOCKED, blocked="", overdue=True, due=date(2026, 9, 1), moved=False, lies_days=20)
    assert said(agenda_of(known(cards=(both,))), "held_up") == ["Both: cannot go on."]


def test_an_empty_client_gets_a_useful_agenda():
    for kind in Kind:
        agenda = agenda_of(known(kind, has_board=False, has_data=False, first=True))
        assert all(one.lines for one in agenda.items)
    first = agenda_of(known(has_board=False, has_data=False, first=True))
    assert said(first, "channels")[0] == "The first one: this looks back 7 days."
    assert [line.kind for line in lines(first, "channels")] == ["window", "set_up", "set_up"]
    team = agenda_of(known(has_board=False, has_data=False, keeps_numbers=False))
    assert [line.kind for line in lines(team, "channels")] == ["set_up"]
    assert "board" not in everything(agenda_of(known(with_client=True, has_board=False, has_data=False)))


def test_a_monthly_without_findings_still_hears_the_volumes():
    volume = Volume("paid_search", WINDOW, (("EUR", Decimal(412)),), 310.0, None)
    quiet = agenda_of(known(Kind.MONTHLY, volumes=(volume,)))
    assert "volume" in [line.kind for line in lines(quiet, "experts")]
    loud = agenda_of(known(Kind.MONTHLY, volumes=(volume,), findings=(finding(Found.RATE_UP),)))
    assert "volume" not in [line.kind for line in lines(loud, "experts")]


def test_channels_take_turns_with_volumes_and_no_rates():
    volume = Volume("paid_search", WINDOW, (("EUR", Decimal(412)),), 310.0, 8.0)
    quiet = Volume("display", WINDOW, (("EUR", Decimal(90)), ("USD", Decimal(30))), 12.0, None)
    cards = (
        card("New ads", Status.DONE, channel="paid_search", done_in_window=True),
        card("Old ads", Status.DONE, channel="paid_search"),
        card("Keywords", Status.TO_DO, channel="paid_search", pos=2.0),
        card("Landing page", Status.TO_DO, channel="paid_search", pos=1.0),
        card("Letter", Status.DONE, channel="email", done_in_window=True),
        card("Tidy", Status.DONE, done_in_window=True),
    )
    agenda = agenda_of(known(volumes=(volume, quiet), cards=cards))
    assert [text.replace("\u00a0", " ") for text in said(agenda, "channels")] == [
        "Google Search, 22–28 Sep 2026: 412 €, clicks 310, conversions counted so far 8.",
        "Done: New ads",
        "Next in Google Search: Landing page",
        "Display, 22–28 Sep 2026: 90.00 € + 30.00 $, clicks 12.",
        "Done: Letter",
        "Done: Tidy",
    ]


def test_the_channel_round_and_the_monthly_hear_what_people_searched_for():
    found = Searched(WINDOW, (("pumpun mitoitus", Movement.RISING), ("uima-allas", Movement.GONE)), 0.32)
    for kind, key in ((Kind.WEEKLY, "channels"), (Kind.MONTHLY, "experts")):
        (line,) = [one for one in lines(agenda_of(known(kind, searches=(found,))), key) if one.kind == "search_terms"]
        assert line.text.en.replace("\u00a0", " ") == (
            "Search terms, 22–28 Sep 2026: rising “pumpun mitoitus”; gone “uima-allas”;"
            " 32 % of the cost is not told by term."
        )
    silent = agenda_of(known(searches=(Searched(WINDOW, (), None),)))
    assert "Search terms" not in everything(silent)


def test_a_weekly_hears_three_findings_without_rates_and_a_monthly_seven():
    found = [finding(Found.RATE_DOWN), *(finding(Found.STAGE_OVER, n) for n in range(8)), finding(Found.CARD_STUCK)]
    weekly = agenda_of(known(findings=tuple(found)))
    assert [line.kind for line in lines(weekly, "coming")] == ["stage_over"] * 3
    monthly = agenda_of(known(Kind.MONTHLY, with_client=True, findings=tuple(found)))
    kinds = [line.kind for line in lines(monthly, "experts")]
    assert kinds == ["rate_down", *["stage_over"] * 6]


def test_a_line_that_somebody_raised_is_not_told_again():
    raised = Raised(Sentence("To decide.", "Päätettävä."), "stage_over", "stage_over/1", "")
    agenda = agenda_of(known(findings=(finding(Found.STAGE_OVER, 1),), raised=(raised,)))
    assert said(agenda, "coming") == ["To decide."]
    monthly = agenda_of(
        known(Kind.MONTHLY, with_client=True, findings=(finding(Found.STAGE_OVER, 1),), raised=(raised,))
    )
    assert (said(monthly, "experts"), said(monthly, "plans")) == (["Fact 1."], ["To decide."])
    same = Raised(Sentence("Fact 1.", "Tosiasia 1."), "stage_over", "stage_over/1", "")
    once = agenda_of(known(Kind.MONTHLY, with_client=True, findings=(finding(Found.STAGE_OVER, 1),), raised=(same,)))
    assert everything(once).count("Fact 1.") == 1


def test_with_the_client_present_nothing_internal_is_said():
    season = Period(date(2026, 11, 1), date(2026, 11, 30))
    secret = card("Secret card", Status.BLOCKED, internal=True, blocked="why", news=True, came_in_window=True)
    check = Check(CheckKind.KEY_EVENTS, State.BROKEN, Sentence("Secret look.", "Salainen."), (), "", None, "A", False)
    facts = {
        "cards": (secret, card("Open card", Status.BLOCKED, blocked="Secret reason")),
        "actions": (
            OpenAction("Secret action", "Anna", TODAY, "", client_visible=False),
            OpenAction("Secret by its card", "Anna", TODAY, secret.card_id, client_visible=True),
            OpenAction("Open action", "Anna", TODAY, "", client_visible=True),
        ),
        "decisions": (
            Decided("Secret decision", "GO", TODAY, TODAY, "", "", client_visible=False),
            Decided("Open decision", "GO", TODAY, TODAY, "", "", client_visible=True),
        ),
        "seasons": (
            Season("Secret season", season, None, has_card=False, client_visible=False),
            Season("Open season", season, TODAY, has_card=False, client_visible=True),
        ),
        "learnt": (Season("Secret note", WINDOW, None, has_card=False, client_visible=False),),
        "raised": (Raised(Sentence("Secret line", "Salainen"), "card_stuck", "", ""),),
        "findings": (
            finding(Found.STAGE_OVER, euro_advice=True),
            finding(Found.CARD_STUCK, sentence=Sentence("Secret card is stuck", "Salainen")),
            finding(Found.ANOMALY, sentence=Sentence("Secret anomaly", "Salainen"), card=secret.card_id),
        ),
        "doubts": (check,),
    }
    for kind in (Kind.WEEKLY, Kind.MONTHLY):
        text = everything(agenda_of(known(kind, with_client=True, **facts)))
        assert "Secret" not in text
        assert "Salainen" not in text
        assert "Open action" in text
        assert "Open season" in text
        assert "Fact 1." in text
    internal = everything(agenda_of(known(**facts)))
    assert "Secret card: cannot go on – why" in internal
    assert "Open card: cannot go on – Secret reason" in internal
    assert "Fact 1. Secret lever." in internal


def test_a_season_to_prepare_for_without_a_card_raises_itself():
    days = Period(date(2026, 10, 20), date(2026, 10, 20))
    late = Season("Pump fair", days, date(2026, 9, 28), has_card=False, client_visible=True)
    made = Season("With a card", days, date(2026, 9, 28), has_card=True, client_visible=True)
    early = Season("Later", days, date(2026, 10, 1), has_card=False, client_visible=True)
    agenda = agenda_of(known(seasons=(late, made, early)))
    assert [line.kind for line in lines(agenda, "client_news")] == ["prepare"]
    monthly = agenda_of(known(Kind.MONTHLY, with_client=True, seasons=(early, made, late)))
    assert [line.kind for line in lines(monthly, "seasons")] == ["prepare", "season", "season"]


def test_a_decision_keeps_its_first_day_and_says_how_far_it_is():
    one = Decided("Start it", "Client", date(2026, 9, 24), date(2026, 9, 3), "x", Status.DOING, client_visible=True)
    (text,) = said(agenda_of(known(Kind.MONTHLY, with_client=True, decisions=(one,))), "actions")
    assert text.replace("\u00a0", " ") == "Start it – decided 3 Sep, again 24 Sep by Client; under way"
    (line,) = lines(agenda_of(known(Kind.MONTHLY, with_client=True, decisions=(one,))), "actions")
    assert line.subject == "Start it", "what is made of it bears the decision's own words"


@pytest.mark.parametrize(
    ("grades", "asks"),
    [
        (["9"], "What would have made it a ten?"),
        (["8"], "The grade asks for a talk: what happened, and what do we change?"),
        (["10", "9"], "The grade asks for a talk: what happened, and what do we change?"),
        (["9.5", "9"], "What would have made it a ten?"),
    ],
)
def test_a_grade_is_a_reason_to_talk(grades, asks):
    rows = tuple(Graded(Decimal(grade), "", TODAY) for grade in grades)
    texts = said(agenda_of(known(Kind.RETRO, grades=rows)), "feedback")
    assert texts[1] == asks
    if len(grades) == 2:
        assert texts[2] == f"Mean of 2 grades: {sum(map(Decimal, grades)) / 2:.2f}"
    alone = said(agenda_of(known(Kind.MONTHLY, with_client=True, grades=rows)), "feedback")
    assert len(alone) == 1, "the client hears their own answer only"


def test_a_client_has_a_template_of_its_own():
    wishes = [Wish("channels", 4), Wish("quarter", 5, "Theme of the quarter"), Wish("actions", 2, "Promises")]
    agenda = agenda_of(known(), wishes)
    assert [(one.item.key, one.item.minutes) for one in agenda.items] == [
        ("channels", 4),
        ("quarter", 5),
        ("actions", 2),
    ]
    assert agenda.items[2].item.title.en == "Promises"
    assert agenda.items[0].item.title.fi.startswith("Kanavakierros")
    assert agenda.minutes == 11


@pytest.mark.parametrize(
    "wishes",
    [
        [Wish("channels", 4)],
        [Wish("actions", 1), Wish("actions", 1)],
        [Wish("actions", 0)],
        [Wish("actions", 1), Wish("quarter", 5)],
        [Wish("actions", 1), Wish("Bad key!", 5, "T")],
    ],
)
def test_a_template_that_cannot_be_held_is_refused(wishes):
    with pytest.raises(Refused):
        agenda_of(known(), wishes)


def test_a_weekly_hears_what_was_noted_and_decided_since_the_last_one():
    """A fault noted on Wednesday and a decision of Thursday's monthly are heard on Tuesday, and by the client when they
    may be."""
    day = date(2026, 9, 24)
    facts = {
        "learnt": (
            Season("Site was down", Period(day, day), None, has_card=False, client_visible=False),
            Season("New prices", Period(day, day), None, has_card=False, client_visible=True),
        ),
        "decisions": (Decided("Start it", "Client", day, day, "", "", client_visible=True),),
        "actions": (OpenAction("Call", "Anna", TODAY, "", client_visible=True),),
    }
    for with_client, notes in ((False, ["note", "note"]), (True, ["note"])):
        agenda = agenda_of(known(with_client=with_client, **facts))
        assert [line.kind for line in lines(agenda, "client_news")] == notes
        assert [line.kind for line in lines(agenda, "actions")] == ["action", "decision"]
    many = tuple(OpenAction(f"a{n}", "Anna", TODAY, "", client_visible=False) for n in range(9))
    crowded = lines(agenda_of(known(**facts | {"actions": many})), "actions")
    assert [line.kind for line in crowded] == [*["action"] * 5, "more"], "no decision crowds an action out"
