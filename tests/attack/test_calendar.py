"""The secret address of a calendar in the running app: who it opens for, what stands there, and what nobody learns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.access import accounts
from core.access.calendars import end_address, new_address
from core.dates import utc_now
from core.jobs.meetings import hold
from core.meetings.memo import Beside
from core.meetings.shapes import Agenda, AgendaItem, Kind, Line
from core.meetings.templates import DEFAULTS
from core.model import Period, Role, Sentence
from core.store import people
from core.store.meetings import add_meeting, cancel_meeting, move_meeting, planned_meetings

OURS, THEIRS = "oma-asiakas-oy", "vieras-salaisuus-oy"


@pytest.fixture(scope="module")
def planned(server: Any) -> dict[str, int]:
    """Meetings of two clients: of half a year ago, of yesterday with what was said there, and to come."""
    now = utc_now().replace(microsecond=0)
    made = {}
    for slug in (OURS, THEIRS):
        for name, kind, ago in (("old", "weekly", 200), ("weekly", "weekly", -6), ("retro", "retro", -7)):
            at = now - timedelta(days=ago)
            made[f"{slug} {name}"] = add_meeting(server.store.ops, client_id=slug, kind=kind, at=at, now=now).meeting_id
        item = AgendaItem(DEFAULTS[Kind.RETRO][3], (Line(Sentence("zzretro line", "zzretro line"), "done"),))
        day = now.date() - timedelta(days=1)
        hold(
            server.store, client_id=slug, agenda=Agenda(Kind.RETRO, False, Period(day, day), False, (item,)),
            beside=Beside(summary="zzretro summary", parked=("zzretro parked",)), at=now - timedelta(days=1), who="t",
            now=now,
        )  # fmt: skip
    return made


def address(server: Any, person_id: int) -> str:
    path = new_address(server.store.ops, person_id=person_id, now=utc_now())
    server.secrets.append(path.removeprefix("/calendar/").removesuffix(".ics"))
    return path


def events(body: str) -> list[dict[str, str]]:
    """The events as a reader takes them."""
    found: list[dict[str, str]] = []
    for line in body.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1].setdefault(name, value)
    return found


def test_it_opens_without_a_cookie_and_lists_only_what_the_person_may_see(server: Any, planned: dict[str, int]) -> None:
    person_id = server.add("kalenteri@example.fi", Role.SPECIALIST, OURS)
    path = address(server, person_id)
    answer = server.ask("GET", path)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    titles = [event["SUMMARY"] for event in events(answer.body)]
    assert titles == ["Retro · Oma Asiakas Oy", "Weekly · Oma Asiakas Oy", "Retro · Oma Asiakas Oy"], "90 days back"
    assert f"http://{server.host}/weekly?client={OURS}" in answer.body
    for hidden in ("Salaisuus", THEIRS, "zzretro"):
        assert hidden not in answer.body

    head = server.ask("HEAD", path)
    assert (head.status, head.body, head.headers["etag"]) == (200, "", answer.headers["etag"])
    same = server.ask("GET", path, if_none_match=answer.headers["etag"])
    assert (same.status, same.body) == (304, "")

    people.set_clients(server.store.ops, person_id=person_id, client_ids=[THEIRS])
    moved_on = server.ask("GET", path, if_none_match=answer.headers["etag"])
    assert moved_on.status == 200
    assert {event["SUMMARY"] for event in events(moved_on.body)} == {
        "Weekly · Vieras Salaisuus Oy", "Retro · Vieras Salaisuus Oy",
    }  # fmt: skip
    people.set_clients(server.store.ops, person_id=person_id, client_ids=[])
    assert events(server.ask("GET", path).body) == []


def test_a_meeting_that_is_moved_stays_the_same_meeting(server: Any, planned: dict[str, int]) -> None:
    path = address(server, server.add("siirto@example.fi", Role.ADMIN))
    number, now = planned[f"{OURS} weekly"], utc_now().replace(microsecond=0)

    def shown() -> dict[str, str]:
        return next(e for e in events(server.ask("GET", path).body) if e["UID"].startswith(f"meeting-{number}-"))

    before = shown()
    (row,) = [one for one in planned_meetings(server.store.ops, client_id=OURS, since=now) if one.meeting_id == number]
    later = row.at + timedelta(hours=1)
    move_meeting(server.store.ops, client_id=OURS, meeting_id=number, at=later, now=now)
    after = shown()
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    assert after["DTSTART"] == f"{later:%Y%m%dT%H%M%SZ}"
    cancel_meeting(server.store.ops, client_id=OURS, meeting_id=number, now=now)
    assert after["UID"] not in server.ask("GET", path).body


def test_a_dead_address_and_a_guess_get_the_one_closed_page(server: Any, planned: dict[str, int]) -> None:
    ops, person_id = server.store.ops, server.add("loppu@example.fi", Role.SPECIALIST, OURS)
    first = address(server, person_id)
    second = address(server, person_id)
    closed = server.ask("GET", "/s/nothing")
    dead = [first, "/calendar/" + "x" * 43 + ".ics", "/calendar/x.ics", "/calendar/", second.removesuffix(".ics"),
            second + "/x", "/calendar/../people", "/calendar/%2e%2e/people"]  # fmt: skip
    for path in dead:
        answer = server.ask("GET", path)
        assert (answer.status, answer.body) in ((404, closed.body), (401, "Unauthorised")), path
    assert server.ask("GET", second).status == 200
    assert server.ask("HEAD", first).status == 404
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert server.ask(method, second).status in (403, 405)
    end_address(ops, person_id=person_id, now=utc_now())
    assert server.ask("GET", second).status == 404
    third = address(server, person_id)
    accounts.deactivate(ops, person_id=person_id, now=utc_now())
    assert server.ask("GET", third).status == 404
    accounts.reactivate(ops, person_id=person_id)
    assert server.ask("GET", third).status == 404, "what has ended opens nothing again"


def test_its_token_opens_nothing_else_and_is_not_logged(server: Any, link: Any) -> None:
    path = address(server, server.add("avain@example.fi", Role.ADMIN))
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert server.ask("GET", f"/s/{token}").status == 404
    assert server.ask("GET", f"/invite/{token}").status == 404
    assert server.ask("GET", "/", cookie=f"tahti={token}").status == 401
    assert server.ask("GET", f"/calendar/{link().token}.ics").status == 404
    assert server.ask("GET", path).status == 200
    log = server.log.read_text("utf-8", "replace")
    assert [secret for secret in server.secrets if secret in log] == []
