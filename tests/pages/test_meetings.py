"""The page of meetings: what is planned can be moved, cancelled and added to; a memo is read, and taken along."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from typing import Any

from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.jobs.meetings import hold
from core.meetings.memo import Beside
from core.meetings.memo_text import to_mail
from core.meetings.series import at_local
from core.meetings.shapes import Agenda, AgendaItem, Kind, Line
from core.meetings.templates import arranged
from core.model import Client, Period, Role, Sentence
from core.reports.memo import memo
from core.store import meetings, promises
from tests.pages.conftest import HOSTILE, Office
from tests.pages.test_weekly import words

HELD = datetime(2026, 9, 29, 5, 0)


def opened(office: Office, *, client: Client | None = None, language: str = "en", **query: str) -> AppTest:
    return office.in_the_app("meetings", Role.GROWTH_OWNER, client=client, language=language, **query)


def held(office: Office, kind: Kind = Kind.MONTHLY, *, client: Client | None = None) -> int:
    """A meeting with the client about hostile words, with one promise for everybody and one of the team's own."""
    client_id, seen = (client or office.fir).client_id, kind is not Kind.RETRO
    agreed = [
        promises.add_action(
            office.store.ops, client_id=client_id, kind=kind, text=text, owner="Anna", due=date(2026, 10, 5),
            client_visible=visible and seen, agreed_at=HELD, who="t",
        )
        for text, visible in ((f"Shared {HOSTILE}", True), ("zzinternal promise", False))
    ]  # fmt: skip
    item = next(one for one in arranged(kind, (), with_client=seen) if one.key in ("experts", "talk"))
    window = Period(date(2026, 9, 3), date(2026, 9, 28))
    return hold(
        office.store,
        client_id=client_id,
        agenda=Agenda(kind, seen, window, False, (AgendaItem(item, (Line(Sentence(HOSTILE, HOSTILE), "done"),)),)),
        agreed=agreed,
        beside=Beside(present=("Anna",), summary="A good month.", parked=("zzparked",)),
        at=HELD,
        who="t",
        now=HELD,
    ).meeting_id


def test_a_memo_is_read_by_the_team_and_as_the_client_gets_it(office: Office) -> None:
    number = held(office)
    listing = opened(office)
    assert not listing.exception
    assert any("Monthly · 29 Sep 2026" in str(e.proto).replace("\u00a0", " ") for e in listing.get("page_link"))
    at = opened(office, meeting=str(number))
    assert not at.exception
    team = words(at)
    for said in ("Kuusi Oy · Monthly · 29.9.2026", "A good month.", "zzinternal promise", "zzparked", "Tiimin muistio"):
        assert said in team
    assert "<img src=x" in team
    marks = [e.value for e in at.main if e.type == "markdown" and "img" in e.value]
    assert all("\\<img" in mark and "\\[x\\]" in mark and "\\$a\\$" in mark for mark in marks)
    assert len(at.get("download_button")) == 3
    assert len(at.get("page_link")) == 1, "as presented beside as now"

    at.segmented_control(key="memo_whose").set_value("client").run()
    theirs = words(at)
    assert at.query_params["for"] in ("client", ["client"])
    assert "Muistio asiakkaalle" in theirs
    assert "Shared" in theirs
    assert "zz" not in theirs
    assert "zz" not in at.code[0].value
    at.segmented_control(key="memo_language_kuusi-oy").set_value("en").run()
    assert "Memo for the client" in words(at)


def test_a_retrospectives_memo_is_never_the_clients(office: Office) -> None:
    number = str(held(office, Kind.RETRO))
    at = opened(office, meeting=number)
    assert "never given to the client" in words(at)
    assert "zzparked" in words(at)
    assert not [one for one in at.segmented_control if one.key == "memo_whose"]
    refused = opened(office, meeting=number, **{"for": "client"})
    assert refused.error
    assert "zz" not in words(refused)


def test_nobody_reads_the_memo_of_a_client_that_is_not_theirs(office: Office) -> None:
    number = held(office, client=office.birch)
    for client in (office.fir, office.birch):
        at = opened(office, client=client, meeting=str(number))
        assert "good month" not in words(at)
        assert at.error
        assert not at.get("page_link"), "nothing leads to what is not there"


def test_a_series_is_planned_moved_and_cancelled(office: Office) -> None:
    at = opened(office, language="fi")
    assert "Mitään ei ole suunniteltu" in words(at)
    day = utc_now().date() + timedelta(days=9)
    assert "plan_times" not in [one.key for one in at.number_input], "once is once"
    at.selectbox(key="plan_every").set_value("week").run()
    at.date_input(key="plan_day").set_value(day)
    at.time_input(key="plan_clock_weekly").set_value(time(8, 15))
    at.number_input(key="plan_times").set_value(8)
    press(at, "Suunnittele")
    assert "Suunniteltu: 8 palaveria." in words(at)

    def planned() -> list[datetime]:
        rows = meetings.list_meetings(office.store.ops, client_id=office.fir.client_id, kind="weekly")
        return [one.at for one in rows]

    zone = office.fir.timezone
    assert planned() == [at_local(day + timedelta(weeks=n), time(8, 15), zone) for n in range(8)]
    assert "Suunniteltuna vielä 2" in words(at)
    first, second = meetings.list_meetings(office.store.ops, client_id=office.fir.client_id)[:2]
    at.time_input(key=f"plan_clock_{first.meeting_id}").set_value(time(9))
    at.button(key=f"plan_move_{first.meeting_id}").click().run()
    assert planned()[0] == at_local(day, time(9), zone)
    at.date_input(key=f"plan_day_{first.meeting_id}").set_value(date(2020, 1, 1))
    at.button(key=f"plan_move_{first.meeting_id}").click().run()
    assert "vielä edessä" in words(at)
    at.button(key=f"plan_cancel_{second.meeting_id}").click().run()
    assert len(planned()) == 7
    assert not at.exception


def press(at: AppTest, label: str) -> None:
    [one for one in at.main if one.type == "button" and one.label == label][0].click().run()


def test_the_draft_of_an_e_mail_is_one_message_with_both_texts(office: Office) -> None:
    number = held(office)
    found = memo(
        office.store, client_id=office.fir.client_id, meeting_id=number, to_client=True, as_of=utc_now()
    )  # fmt: skip
    mail: Any = message_from_bytes(to_mail(found, "fi"), policy=policy.default)
    assert mail["Subject"] == "Kuusi Oy · Monthly · 29.9.2026"
    assert (mail["From"], mail["To"], mail["X-Unsent"]) == (None, None, "1")
    text, html = (mail.get_body(kind).get_content() for kind in (["plain"], ["html"]))
    assert "A good month." in text
    assert "<p style=" in html
    assert "zz" not in text + html
    assert to_mail(found, "fi") == to_mail(found, "fi")
