"""A client's own order of a meeting: moved, timed, named, left out, added to, and two people at once."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.meetings.shapes import Kind
from core.meetings.templates import ACTIONS, DEFAULTS, Wish, check_wishes
from core.model import Role
from core.reports.agenda import agenda
from core.store import agenda_templates
from pages.ui import agendas_draft as drafts
from tests.pages.conftest import HOSTILE, Office

KEYS = [item.key for item in DEFAULTS[Kind.WEEKLY]]


def words(at: AppTest) -> str:
    return "\n".join(str(getattr(e, "value", "")) for e in at.main).replace("\u00a0", " ").replace("\\", "")


def press(at: AppTest, key: str) -> AppTest:
    return at.button(key=key).click().run()


def stored(office: Office, kind: Kind = Kind.WEEKLY) -> list[Wish]:
    return agenda_templates.template_on(office.store.ops, client_id=office.fir.client_id, kind=kind, as_of=utc_now())


def test_an_order_of_ones_own_is_made_and_held(office: Office) -> None:
    at = office.open("agendas", Role.GROWTH_OWNER)
    assert not at.exception
    assert "● 15 of 15 min" in words(at)
    assert "The standard order is in use." in words(at)
    press(at, "agendas_down_weekly_actions")
    press(at, "agendas_hide_weekly_coming")
    assert "● 12 of 15 min" in words(at)
    at.number_input(key="agendas_minutes_weekly_channels_5").set_value(9).run()
    assert at.warning[0].value == "◆ 16 min: 1 min over the 15 of the meeting"
    at.text_input(key="agendas_fi_weekly_channels_0").set_value(HOSTILE[:40]).run()
    at.text_input(key="agendas_own_en").set_value("Quarter's theme")
    next(one for one in at.button if one.label == "Add it").click().run()
    assert "Changed here, not saved yet." in words(at)
    assert stored(office) == [], "nothing is written before it is saved"
    assert at.button(key="agendas_hide_weekly_actions").disabled
    press(at, "agendas_save")
    assert at.toast[0].value == "Saved\\. It holds from the next agenda on\\."
    assert [(wish.key, wish.minutes) for wish in stored(office)] == [
        ("client_news", 2),
        ("actions", 1),
        ("channels", 9),
        ("held_up", 3),
        ("own_1", 2),
        ("read_back", 1),
    ]
    held = agenda(office.store, client_id=office.fir.client_id, kind=Kind.WEEKLY, as_of=utc_now())
    titles = {one.item.key: one.item.title for one in held.items}
    assert (titles["channels"].en, titles["channels"].fi) == (
        "Channel round: done, its effect, next",
        " ".join(HOSTILE[:40].split()),
    )
    assert (titles["own_1"].en, titles["own_1"].fi) == ("Quarter's theme", "Quarter's theme")
    assert "Own order, set by Test growth_owner" in words(at)

    press(at, "agendas_back_weekly_coming")
    press(at, "agendas_drop")
    assert len(stored(office)) == 6
    press(at, "agendas_standard")
    assert stored(office) == []
    assert "The standard order is in use." in words(at)


def test_two_people_at_once_and_the_second_sees_what_the_first_did(office: Office) -> None:
    one = office.open("agendas", Role.GROWTH_OWNER)
    other = office.open("agendas", Role.SPECIALIST, language="fi")
    press(one, "agendas_down_weekly_actions")
    press(other, "agendas_hide_weekly_coming")
    press(one, "agendas_save")
    press(other, "agendas_save")
    assert "sillä välin tallentanut toisen järjestyksen" in other.error[0].value.replace("\\", "")
    assert "coming" in [wish.key for wish in stored(office)], "the first one's order stands"
    assert "Test growth_owner on sillä välin tallentanut" in other.error[1].value.replace("\\", "")
    press(other, "agendas_mine")
    assert "coming" not in [wish.key for wish in stored(office)]
    assert not other.error
    press(one, "agendas_up_weekly_actions")
    press(one, "agendas_theirs")
    assert "Changed here" not in words(one)


def test_each_meeting_of_a_team_and_a_client_can_be_put_in_order_in_finnish(office: Office) -> None:
    for client in (office.fir, office.team):
        for kind in Kind:
            at = office.open("agendas", Role.ADMIN, client=client, language="fi", run=False)
            at.query_params["kind"] = kind.value
            at.run()
            assert not at.exception
            assert "Käytössä on vakiojärjestys." in words(at)
            assert len(at.main) < 400


acts = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(0, 8), st.sampled_from([-1, 1])),
        st.tuples(st.just("hide"), st.sampled_from(KEYS), st.none()),
        st.tuples(st.just("back"), st.integers(0, 8), st.none()),
        st.tuples(st.just("add"), st.text("ab ", max_size=5), st.text("ab ", max_size=5)),
    ),
    max_size=25,
)


@given(acts)
def test_whatever_is_clicked_the_order_can_be_held(clicks: list[tuple[str, Any, Any]]) -> None:
    items = drafts.STANDARD[Kind.WEEKLY]
    for what, one, two in clicks:
        gone = drafts.hidden(items, Kind.WEEKLY)
        if what == "move" and one < len(items):
            items = drafts.moved(items, one, two)
        elif what == "hide" and len(items) > 1:
            items = drafts.without(items, one)
        elif what == "back" and one < len(gone):
            items = drafts.brought_back(items, Kind.WEEKLY, gone[one].key)
        elif what == "add":
            items = drafts.added(items, one, two, 2)
    check_wishes(Kind.WEEKLY, items)
    assert ACTIONS in [item.key for item in items]
    back = items
    for wish in drafts.hidden(items, Kind.WEEKLY):
        back = drafts.brought_back(back, Kind.WEEKLY, wish.key)
    assert {item.key for item in back} >= set(KEYS)


def test_the_standard_order_is_kept_as_none() -> None:
    standard = drafts.STANDARD[Kind.WEEKLY]
    there = drafts.moved(standard, 0, 1)
    assert drafts.to_save(there, Kind.WEEKLY) == there
    assert drafts.to_save(drafts.moved(there, 1, -1), Kind.WEEKLY) == ()
    assert drafts.brought_back(drafts.without(standard, "channels"), Kind.WEEKLY, "channels") == standard
