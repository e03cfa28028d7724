"""The share desk: links made, looked at, paused and revoked by those who serve the client; the page by a link."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.access import shares
from core.access.sessions import open_session, token_hash
from core.dates import utc_now
from core.model import Role, Stage
from core.shares import Section, Share, ShareState, Terms
from core.store import shares as share_store

PAGES = Path(__file__).resolve().parents[2] / "pages"


def links(office: Any) -> list[Share]:
    return [share for share, _ in share_store.list_shares(office.store.ops, client_id=office.fir.client_id)]


def test_a_link_is_made_shown_once_paused_and_revoked(office: Any) -> None:
    at = office.open("shares", Role.SPECIALIST)
    assert at.header[0].value == "No link is open"
    assert "No number of this client has a goal yet" in at.info[0].value
    at.text_input("share_label").input("Board of directors")
    at.number_input("share_days").set_value(7)
    at.button[-1].click().run()
    (share,) = links(office)
    assert (share.terms.label, share.made_by) == ("Board of directors", office.people[Role.SPECIALIST].name)
    assert (share.expires_at - share.made_at).days == 7
    address = at.code[0].value
    assert shares.open_by_token(office.store.ops, token=address.rpartition("/")[2], now=utc_now())
    at.run()
    assert not at.code, "the address is shown once"
    at.button(f"share_pause_{share.share_id}").click().run()
    assert links(office)[0].state(utc_now()) is ShareState.PAUSED
    at.button(f"share_resume_{share.share_id}").click().run()
    at.button(f"share_revoke_{share.share_id}").click().run()
    assert links(office)[0].state(utc_now()) is ShareState.REVOKED
    assert at.header[0].value == "No link is open"
    assert not at.exception


def test_a_link_made_without_a_person_says_by_which_way(office: Any) -> None:
    asked = {"client_id": office.fir.client_id, "who": "command line", "now": utc_now()}
    shares.create_share(office.store.ops, terms=Terms("Hallitus"), **asked)
    at = office.open("shares", Role.SPECIALIST, language="fi")
    assert any("tehnyt komentorivi" in caption.value for caption in at.caption)


def test_the_terms_of_a_link_are_changed_where_it_lies_and_the_log_says_so(office: Any) -> None:
    asked = {"client_id": office.fir.client_id, "who": "t", "now": utc_now()}
    live, _ = shares.create_share(office.store.ops, terms=Terms("Board", language="en"), passcode="marras26", **asked)
    frozen, _ = shares.create_share(office.store.ops, terms=Terms("Kept"), frozen_copy="{}", **asked)
    at = office.open("shares", Role.SPECIALIST)
    at.button(f"share_change_{live.share_id}").click().run()
    mark = f"share{live.share_id}"
    at.text_input(f"{mark}_label").input("Board and owners")
    at.checkbox(f"{mark}_export").check()
    at.date_input(f"{mark}_floor").set_value(date(2026, 9, 1))
    next(b for b in at.button if b.label == "Save the terms").click().run()
    assert not at.exception
    assert "also for pages that are open" in at.success[0].value
    changed = next(share for share in links(office) if share.share_id == live.share_id)
    assert changed.terms == replace(live.terms, label="Board and owners", may_export=True, floor=date(2026, 9, 1))
    assert (changed.expires_at, changed.has_passcode) == (live.expires_at, True)

    at.button(f"share_change_{live.share_id}").click().run()
    at.number_input(f"{mark}_days").set_value(90)
    at.checkbox(f"{mark}_open").check()
    next(b for b in at.button if b.label == "Save the terms").click().run()
    changed = next(share for share in links(office) if share.share_id == live.share_id)
    assert (changed.expires_at - utc_now()).days in (89, 90)
    assert not changed.has_passcode

    at.button(f"share_change_{frozen.share_id}").click().run()
    mark = f"share{frozen.share_id}"
    assert not [pill for pill in at.button_group if pill.key == f"{mark}_sections"]
    at.text_input(f"{mark}_label").input("Kept for the owners")
    next(b for b in at.button if b.label == "Save the terms").click().run()
    assert not at.exception
    assert {share.terms.label for share in links(office)} == {"Board and owners", "Kept for the owners"}
    kinds = [event.kind for event in share_store.list_events(office.store.ops, client_id=office.fir.client_id)]
    assert kinds.count("changed") == 3


def test_the_desk_says_what_a_link_shows_and_of_which_stages(office: Any) -> None:
    """A link of one stage does not show everything."""
    narrow = Terms("Shop", stages=(Stage.CONVERT,), sections=(Section.BALANCE,))
    for terms in (Terms("Board"), narrow, replace(narrow, sections=tuple(Section))):
        shares.create_share(office.store.ops, client_id=office.fir.client_id, terms=terms, who="t", now=utc_now())
    at = office.open("shares", Role.SPECIALIST)
    said = " ".join(one.value for one in at.caption).replace("\\", "")
    assert said.count("Shows: everything") == 1
    assert "Shows: Where the money went, only Convert" in said
    assert "Shows: all parts, only Convert" in said


def test_a_link_without_a_name_is_refused_in_words(office: Any) -> None:
    at = office.open("shares", Role.GROWTH_OWNER)
    at.button[-1].click().run()
    assert at.error[0].value.startswith("Give the link a name")
    assert links(office) == []


def test_a_team_has_nothing_to_share(office: Any) -> None:
    assert office.open("shares", Role.ADMIN, client=office.team).info[0].value.startswith("A team")


@pytest.fixture
def shared(office: Any) -> tuple[Share, str]:
    """A link of fir and the hash of a browser that came by it."""
    office.spend(date(2026, 9, 1), ("Kuusen kampanja", "OUTCOME_SALES", 500))
    office.spend(date(2026, 9, 1), ("Koivun salaisuus", "OUTCOME_SALES", 900), client=office.birch)
    terms = Terms("Board", language="en")
    share, token = shares.create_share(
        office.store.ops, client_id=office.fir.client_id, terms=terms, who="t", now=utc_now()
    )
    opened = shares.open_by_token(office.store.ops, token=token, now=utc_now())
    assert opened is not None
    return share, token_hash(opened[1])


def client_page(share: Share, visit: str) -> AppTest:
    at = AppTest.from_file(PAGES / "client" / "page.py", default_timeout=120)
    at.user = {"visits": visit}
    at.query_params["v"] = share.public_id
    return at.run()


def test_by_a_link_the_client_reads_their_own_page_and_it_counts_as_seen(office: Any, shared: Any) -> None:
    share, visit = shared
    at = client_page(share, visit)
    assert not at.exception
    assert at.title[0].value == office.fir.name
    words = " ".join(str(element.value) for element in (*at.title, *at.header, *at.markdown, *at.caption))
    assert "Where the money went" in words
    assert office.birch.name not in words
    assert "Kuusen kampanja" not in words
    ((_, use),) = share_store.list_shares(office.store.ops, client_id=office.fir.client_id)
    assert use.views == 1


def test_without_the_browser_that_came_by_it_the_page_says_that_a_link_is_needed(office: Any, shared: Any) -> None:
    share, visit = shared
    for user, named in (({}, share.public_id), ({"visits": visit}, "another"), ({"visits": "x"}, share.public_id)):
        at = AppTest.from_file(PAGES / "client" / "page.py", default_timeout=120)
        at.user = user
        at.query_params["v"] = named
        at.run()
        assert "personal link" in at.info[0].value
        assert not at.title


def test_the_team_looks_at_the_page_as_the_client_does_and_it_is_no_view(office: Any, shared: Any) -> None:
    share, _ = shared
    at = AppTest.from_file(PAGES / "client" / "page.py", default_timeout=120)
    token = open_session(office.store.ops, person_id=office.people[Role.SPECIALIST].person_id, now=utc_now())
    at.user = {"session": token_hash(token)}
    at.query_params["preview"] = str(share.share_id)
    at.run()
    assert at.title[0].value == office.fir.name
    ((_, use),) = share_store.list_shares(office.store.ops, client_id=office.fir.client_id)
    assert use.views == 0


def test_nobody_previews_the_link_of_a_client_they_do_not_serve(office: Any) -> None:
    share, _ = shares.create_share(
        office.store.ops, client_id=office.birch.client_id, terms=Terms("x"), who="t", now=utc_now()
    )
    at = AppTest.from_file(PAGES / "client" / "page.py", default_timeout=120)
    token = open_session(office.store.ops, person_id=office.people[Role.SPECIALIST].person_id, now=utc_now())
    at.user = {"session": token_hash(token)}
    at.query_params["preview"] = str(share.share_id)
    at.run()
    assert not at.title
    assert "personal link" in at.info[0].value


def test_a_frozen_link_shows_what_was_there(office: Any, shared: Any) -> None:
    from core.reports.client_page import client_page as written

    terms = Terms("Frozen", language="en")
    kept = written(office.store, client_id=office.fir.client_id, terms=terms, as_of=utc_now()).to_json()
    share, token = shares.create_share(
        office.store.ops, client_id=office.fir.client_id, terms=terms, frozen_copy=kept, who="t", now=utc_now()
    )
    opened = shares.open_by_token(office.store.ops, token=token, now=utc_now())
    assert opened is not None
    before = [element.value for element in client_page(share, token_hash(opened[1])).markdown]
    office.spend(date(2026, 9, 2), ("Uusi", "OUTCOME_AWARENESS", 5000))
    after = [element.value for element in client_page(share, token_hash(opened[1])).markdown]
    assert before == after
