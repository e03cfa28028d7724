"""Words planted where the team writes for itself are looked for wherever a client reads: none of them is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from core.access.calendars import new_address
from core.cli import main
from core.connect.slack_blocks import payload
from core.dates import utc_now
from core.meetings.messages import Due, Post, Settings
from core.meetings.shapes import Kind
from core.model import Role
from core.reports.client_page import client_page
from core.reports.messages import compose, wished
from core.reports.messages import held as held_meetings
from core.shares import Section
from core.store.meetings import kept_meetings
from core.store.messages import change_settings
from pages.router import ADMINS, TEAM
from tests.attack.planted import OWN, SEALED, Words


def secrets(slug: str = OWN) -> list[str]:
    return [*Words(slug).hidden, f"{slug}{SEALED}"]


def found_in(said: str) -> list[str]:
    return [word for word in secrets() if word in said]


def one_page(held: Any) -> tuple[str, str]:
    """The page on one sheet, on screen and as a file that is sent on."""
    return f"/s/one/{held.share.public_id}", f"/s/one/{held.share.public_id}/file"


@pytest.fixture(scope="module")
def boss(server: Any, planted: tuple[Words, Words]) -> int:
    return int(server.add("pomo@example.fi", Role.ADMIN))


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_link_live_and_frozen_its_files_and_its_preview(
    server: Any, planted: tuple[Words, Words], boss: int, link: Any, language: str
) -> None:
    """Also on paper: what is printed is this page."""
    everything = {"sections": tuple(Section), "language": language, "may_export": True, "may_change_dates": True}
    live = link(OWN, **everything)
    copy = client_page(server.store, client_id=OWN, terms=live.share.terms, as_of=utc_now()).to_json()
    frozen = link(OWN, **everything, frozen=copy)
    said = [copy]
    for held in (live, frozen):
        with server.talk(cookie=held.cookie) as talk:
            said += [talk.rerun(page="client", query=f"v={held.share.public_id}{more}") for more in ("", "&print=1")]
        files = [server.ask("GET", path, cookie=held.cookie) for path in (held.export, *one_page(held))]
        assert [file.status for file in files] == [200, 200, 200]
        said += [file.body for file in files] + [server.ask("GET", held.page, cookie=held.cookie).body]
    with server.talk(cookie=server.signed_in(boss)) as talk:
        said.append(talk.rerun(page="client", query=f"preview={live.share.share_id}"))
    for one in said:
        assert found_in(one) == []
    for shown in planted[0].shown:
        assert sum(shown in one for one in said) >= 5, "the search looks at what a client does read"


def test_nothing_of_a_meeting_that_is_the_teams_own_is_in_what_the_client_is_given(
    server: Any, planted: tuple[Words, Words], capsys: pytest.CaptureFixture[str]
) -> None:
    """Agendas with the client present and memos in their version, in each form and language, on the command line."""

    def told(*arguments: str) -> str:
        status = main(["--data", str(server.store.root), *arguments, "--client", OWN])
        out = capsys.readouterr()
        assert out.err == "" or status == 1
        return out.out + out.err

    said = {}
    for kind in ("weekly", "monthly", "retro"):
        for more in ((), ("--json",)):
            said["agenda", kind, more] = told("agenda", kind, "--with-client", *more)
    kinds = {}
    for meeting in kept_meetings(server.store.ops, client_id=OWN):
        kinds[meeting.kind] = str(meeting.meeting_id)
        for form in ("md", "html", "text"):
            for language in ("en", "fi"):
                asked = ("--for-client", "--format", form, "--language", language)
                said[meeting.kind, form, language] = told("memo", str(meeting.meeting_id), *asked)
    assert set(kinds) == {"weekly", "monthly", "retro"}
    for where, one in said.items():
        assert one, where
        assert found_in(one) == [], where
        if "retro" in where:
            assert "team's own" in one, where
    assert f"{OWN}promised" in said["weekly", "md", "en"]
    team = told("memo", kinds["weekly"]) + told("memo", kinds["retro"])
    assert {f"{OWN}roomtext", f"{OWN}parked", f"{OWN}action", f"{OWN}improvement"} <= set(found_in(team))


@pytest.mark.parametrize("with_client", [True, False])
def test_a_slack_channel_hears_what_its_readers_may(
    server: Any, planted: tuple[Words, Words], with_client: bool
) -> None:
    """Where the client reads it, nothing hidden; where the team alone does, still nothing of a retrospective."""
    store, later = server.store, utc_now() + timedelta(days=9)
    settings = Settings(on=frozenset(Post), with_client=with_client)
    change_settings(store.ops, client_id=OWN, change=lambda _: settings, who="t", now=utc_now())
    said = {}
    for post, kind, now in (
        (Post.AGENDA, Kind.WEEKLY, utc_now()),
        (Post.AGENDA, Kind.MONTHLY, utc_now()),
        (Post.NUDGE, Kind.WEEKLY, later),
    ):
        wish = wished(store, client_id=OWN, post=post, kind=kind, now=now)
        made = compose(store, client_id=OWN, told=wish, as_of=now) if wish else None
        said[post, kind] = json.dumps(payload(made), ensure_ascii=False) if made else ""
    for one in (one for one in held_meetings(store, client_id=OWN) if one.kept_at):
        made = compose(store, client_id=OWN, told=Due(Post.MEMO, "", later, one), as_of=utc_now())
        said[Post.MEMO, Kind(one.kind)] = json.dumps(payload(made), ensure_ascii=False) if made else ""
    retro = [f"{OWN}{what}" for what in ("retronote", "retrowriter", "improvement", SEALED)]
    for where, one in said.items():
        assert [word for word in (secrets() if with_client else retro) if word in one] == [], where
    told = "".join(said.values())
    assert f"{OWN}waiting" in told
    assert with_client or {f"{OWN}action", f"{OWN}roomtext"} <= set(found_in(told))
    assert (Post.MEMO, Kind.WEEKLY) in said


def test_a_channel_that_the_client_reads_hears_nothing_of_it(
    server: Any, planted: tuple[Words, Words], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--data", str(server.store.root), "slack")
    wishes = ("readers=client", "agenda=on", "memo=on", "nudge=on")
    assert main([*asked, "set", "--client", OWN, *wishes]) == 0
    capsys.readouterr()
    said = ""
    for kind, meeting in (("agenda", "weekly"), ("agenda", "monthly"), ("memo", "weekly"), ("nudge", "weekly")):
        main([*asked, "preview", "--client", OWN, "--kind", kind, "--meeting", meeting, "--json"])
        out = capsys.readouterr()
        assert found_in(out.out + out.err) == [], (kind, meeting)
        said += out.out
    assert f"{OWN}promised" in said
    with pytest.raises(SystemExit):
        main([*asked, "preview", "--client", OWN, "--kind", "agenda", "--meeting", "retro"])


def test_a_calendar_says_when_and_never_what(server: Any, planted: tuple[Words, Words], boss: int) -> None:
    """It lies on phones and in other companies' programs, so it is looked through as if a client read it."""
    body = server.ask("GET", new_address(server.store.ops, person_id=boss, now=utc_now())).body.replace("\r\n ", "")
    assert {f"SUMMARY:Retro · {OWN}", f"SUMMARY:Weekly · {OWN}"} <= set(body.split("\r\n"))
    assert found_in(body) == []


def test_errors_tell_a_client_nothing(server: Any, planted: tuple[Words, Words], link: Any) -> None:
    """Pages that are not theirs, files that are not there, halves of addresses, wrong methods."""
    held = link(OWN, sections=tuple(Section))

    def answers() -> Iterator[str]:
        paths = [
            "/x",
            "/s/x",
            "/s/export/x",
            held.export,
            f"/client?v={OWN}retronote",
            f"/media/{OWN}",
            "/ics/x",
            "/calendar/x",
        ]
        for path in [*paths, *(f"/{page}?client={OWN}" for page in (*TEAM, *ADMINS))]:
            for method in ("GET", "POST"):
                answer = server.ask(method, path, cookie=held.cookie)
                yield json.dumps([answer.status, answer.headers, answer.body]).replace(f"{OWN}retronote", "", 1)
        with server.talk(cookie=held.cookie) as talk:
            for page in (*TEAM, *ADMINS, "retro", "team/retro.py", "nothing"):
                yield talk.rerun(page=page, query=f"v={held.share.public_id}&client={OWN}&retro=1&meeting=1&room=1")

    for said in answers():
        assert found_in(said) == []
