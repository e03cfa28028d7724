"""Who is looking, at which client, in which language: in the router and in every fragment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.access.accounts import deactivate, set_clients
from core.access.demo import DEMO_SESSION
from core.access.sessions import end_session, open_session, token_hash
from core.dates import utc_now
from core.model import Role, Viewer
from core.store.clients import archive_client
from core.store.ops import Ops
from pages.ui import session

ROUTER = Path(__file__).resolve().parents[2] / "pages" / "router.py"


def probe() -> None:
    """A page with a fragment that shows the client."""
    import streamlit as st

    from pages.ui import session

    client = session.client()
    st.text(f"page {client.client_id} {session.today(client)} {session.language()}")

    @session.guarded_fragment()
    def part() -> None:
        st.button("again", key="again")
        st.text(f"secret of {client.client_id}")

    part()


def sign_in(at: AppTest, office: Any, role: Role) -> str:
    """The hash of the session that the app now runs in."""
    token = open_session(office.store.ops, person_id=office.people[role].person_id, now=utc_now())
    at.user = {"session": token_hash(token)}
    return token_hash(token)


@pytest.fixture
def open_probe(office: Any) -> Callable[..., AppTest]:
    def opening(role: Role | None, **query: str) -> AppTest:
        at = AppTest.from_function(probe, default_timeout=120)
        if role:
            sign_in(at, office, role)
        for name, value in query.items():
            at.query_params[name] = value
        return at.run()

    return opening


def texts(at: AppTest) -> list[str]:
    return [element.value for element in at.text]


def test_the_address_chooses_among_the_clients_of_the_viewer(open_probe: Callable[..., AppTest]) -> None:
    assert texts(open_probe(Role.ADMIN, client="koivu-oy"))[0].startswith("page koivu-oy")
    assert texts(open_probe(Role.GROWTH_OWNER, client="kuusi-oy"))[0].startswith("page kuusi-oy")


@pytest.mark.parametrize("wish", ["koivu-oy", "nobody", "", "KUUSI-OY", "kuusi-oy'--"])
def test_any_other_address_shows_the_first_of_their_clients_and_says_so(
    open_probe: Callable[..., AppTest], wish: str
) -> None:
    at = open_probe(Role.SPECIALIST, client=wish)
    assert texts(at)[0].startswith("page kuusi-oy")
    assert at.query_params["client"] == "kuusi-oy"


def test_an_archived_client_is_not_shown(open_probe: Callable[..., AppTest], office: Any) -> None:
    archive_client(office.store.ops, client_id="kuusi-oy", now=utc_now())
    assert not texts(open_probe(Role.ADMIN, client="kuusi-oy"))[0].startswith("page kuusi-oy")


def test_without_a_client_the_page_says_what_to_do(open_probe: Callable[..., AppTest], office: Any) -> None:
    set_clients(office.store.ops, person_id=office.people[Role.SPECIALIST].person_id, client_ids=[])
    at = open_probe(Role.SPECIALIST)
    assert texts(at) == []
    assert "Ask an admin" in at.info[0].value


def test_a_stranger_sees_the_refusal_only(open_probe: Callable[..., AppTest]) -> None:
    at = open_probe(None)
    assert texts(at) == []
    assert len(at.error) == 1


@pytest.mark.parametrize(
    "user", [{}, {"session": None}, {"session": ""}, {"session": "demo"}, {"email": "admin@example.fi"}]
)
def test_no_other_claim_makes_a_viewer(office: Any, user: dict[str, Any]) -> None:
    at = AppTest.from_function(probe, default_timeout=120)
    at.user = user
    at.session_state["viewer"] = at.session_state["session"] = "admin"
    assert texts(at.run()) == []


@pytest.mark.parametrize("ending", ["sign out", "closed account", "client taken"])
def test_a_fragment_asks_again(office: Any, ending: str) -> None:
    """A fragment reruns without the page around it; what ended in between ends here too."""
    at = AppTest.from_function(probe, default_timeout=120)
    session_hash = sign_in(at, office, Role.SPECIALIST)
    at.run()
    assert "secret of kuusi-oy" in texts(at)
    person_id, ops = office.people[Role.SPECIALIST].person_id, office.store.ops
    if ending == "sign out":
        end_session(ops, session_hash=session_hash, now=utc_now())
    elif ending == "closed account":
        deactivate(ops, person_id=person_id, now=utc_now())
    else:
        set_clients(ops, person_id=person_id, client_ids=["koivu-oy"])
    at.button(key="again").click().run()
    assert "secret of kuusi-oy" not in texts(at)


def make_demo(ops: Ops) -> None:
    with ops.write() as con:
        con.execute("insert into meta (key, value) values ('demo', '1')")
        con.execute("delete from session")
        con.execute("delete from person_client")
        con.execute("delete from person")
        con.execute("update client set demo = 1 where client_id = 'kuusi-oy'")


def test_a_demo_clients_clock_stands(office: Any) -> None:
    make_demo(office.store.ops)
    at = AppTest.from_function(probe, default_timeout=120)
    at.user = {"session": DEMO_SESSION}
    at.query_params["client"] = "kuusi-oy"
    assert texts(at.run())[0] == "page kuusi-oy 2026-10-01 fi"
    at.query_params["lang"] = "en"
    assert texts(at.run())[0] == "page kuusi-oy 2026-10-01 en"


def router(office: Any, role: Role | None) -> AppTest:
    at = AppTest.from_file(ROUTER, default_timeout=120)
    if role:
        sign_in(at, office, role)
    return at.run()


@pytest.mark.parametrize("role", [Role.GROWTH_OWNER, Role.SPECIALIST])
def test_the_page_of_people_exists_for_admins_only(office: Any, role: Role) -> None:
    """A page outside the list is no page: asking for it is an error of the test tool, and shows nothing live."""
    router(office, Role.ADMIN).switch_page("team/people.py").run()
    with pytest.raises(ValueError, match="people"):
        router(office, role).switch_page("team/people.py")


def test_a_stranger_has_no_page_at_all(office: Any) -> None:
    at = router(office, None)
    assert len(at.error) == 1
    assert len(at.sidebar) == 0
    with pytest.raises(ValueError, match="balance"):
        at.switch_page("team/balance.py")


def test_the_switcher_lists_only_their_clients(office: Any) -> None:
    at = router(office, Role.GROWTH_OWNER)
    assert at.main.caption[0].value == "Kuusi Oy"
    assert at.selectbox(key="client_choice").options == ["Sisäinen tiimi"]


def test_the_page_says_whose_numbers_it_shows(office: Any) -> None:
    assert router(office, Role.GROWTH_OWNER).main.caption[0].value == "Kuusi Oy"
    make_demo(office.store.ops)
    at = AppTest.from_file(ROUTER, default_timeout=120)
    at.user = {"session": DEMO_SESSION}
    at.query_params["client"] = "kuusi-oy"
    assert at.run().main.caption[0].value == "Kuusi Oy · Esittelydata: kello seisoo 1.10.2026 klo 9.00"


def test_the_switcher_changes_client_and_address(office: Any) -> None:
    at = router(office, Role.ADMIN)
    assert at.main.caption[0].value == "Koivu Oy"
    at.selectbox(key="client_choice").select("kuusi-oy").run()
    assert at.query_params["client"] == "kuusi-oy"
    assert at.main.caption[0].value == "Kuusi Oy"


def test_the_language_is_remembered_with_the_person(office: Any) -> None:
    at = router(office, Role.GROWTH_OWNER)
    at.segmented_control(key="language_choice").select("fi").run()
    assert at.selectbox(key="client_choice").label == "Asiakas"
    again = router(office, Role.GROWTH_OWNER)
    assert again.selectbox(key="client_choice").label == "Asiakas"


def test_every_run_asks_once_who_is_looking(
    open_probe: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = session.find_viewer

    def counted(ops: Ops, **known: Any) -> Viewer | None:
        asked.append(known["session_hash"])
        return real(ops, **known)

    monkeypatch.setattr(session, "find_viewer", counted)
    at = open_probe(Role.ADMIN)
    assert len(asked) == 1
    at.run()
    assert len(asked) == 2
    at.button(key="again").click().run()
    assert len(asked) == 3


def test_outside_a_run_and_in_callbacks_nothing_is_remembered() -> None:
    answers = iter(range(3))
    asked = session.once_a_run(lambda: next(answers))
    assert [asked(), asked(), asked()] == [0, 1, 2]
