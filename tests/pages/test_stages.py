"""The Stages page: the most expensive undecided campaign first, one click each, every click can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.model import Role
from core.reports.stages import stage_list
from core.store import clients
from core.store.decisions import ALWAYS, list_decisions

Shown = Callable[[AppTest], str]
HOSTILE = "[x](javascript:alert(1)) <img src=x onerror=alert(1)> $a$ :red[hi]"
CAMPAIGNS = (("Kesä | Reach | video", "", 500), ("pernikahan", "", 300), ("Jatkuva", "OUTCOME_SALES", 200))
"""By rule: a stage word in the name (strong), nothing to go by (unmapped), the platform's objective (strong)."""


@pytest.fixture
def spending(office):
    office.spend((utc_now() - timedelta(days=5)).date(), *CAMPAIGNS)
    return office


def mark(office, name: str) -> str:
    (row,) = [r for r in stage_list(office.store, client_id=office.fir.client_id) if r.name == name]
    return sha256(row.entity_key.encode()).hexdigest()[:12]


def decided(office) -> dict[str, str | None]:
    """Campaign name -> what stands for it now."""
    rows = stage_list(office.store, client_id=office.fir.client_id)
    return {row.name: row.stage for row in rows if row.confirmed}


def texts(at: AppTest) -> str:
    return " ".join(element.value for element in at.text).replace("\u00a0", " ")


def test_a_stranger_sees_only_the_refusal(spending, shown: Shown) -> None:
    at = spending.open("stages", None)
    assert len(at.error) == 1
    assert not at.title
    assert "pernikahan" not in shown(at)
    assert not at.dataframe
    assert not at.button


def test_without_data_the_page_says_what_to_do(office) -> None:
    at = office.open("stages", Role.GROWTH_OWNER, language="fi")
    assert not at.exception
    assert "Kampanjoita ei vielä ole" in at.info[0].value


def test_a_team_has_nothing_to_place(office) -> None:
    at = office.open("stages", Role.GROWTH_OWNER, client=office.team)
    assert "board of a team" in at.info[0].value
    assert not at.button


def test_the_most_expensive_undecided_campaign_comes_first(spending) -> None:
    at = spending.open("stages", Role.GROWTH_OWNER)
    assert not at.exception
    assert at.subheader[0].value == "Kesä \\| Reach \\| video"
    assert texts(at).startswith("500 € · Meta Ads")
    assert "0 % of the money is confirmed" in at.get("progress")[0].proto.text.replace("\u00a0", " ")


def test_looking_at_the_page_writes_nothing(spending) -> None:
    at = spending.open("stages", Role.GROWTH_OWNER)
    before = spending.store.ops.version()
    at.run()
    assert spending.store.ops.version() == before


def test_one_key_gives_the_stage_and_the_next_campaign_is_there(spending) -> None:
    at = spending.open("stages", Role.SPECIALIST)
    at.button(key=f"stages_act_{mark(spending, CAMPAIGNS[0][0])}").click().run()
    assert not at.exception
    assert decided(spending) == {CAMPAIGNS[0][0]: "act"}
    assert at.subheader[0].value == "pernikahan"
    (made,) = list_decisions(spending.store.ops, client_id="kuusi-oy")
    assert (made.decided_by, made.valid_from) == ("Test specialist", ALWAYS)
    assert "50 % of the money is confirmed" in at.get("progress")[0].proto.text.replace("\u00a0", " ")


def test_the_suggestion_is_accepted_as_it_is(spending) -> None:
    at = spending.open("stages", Role.GROWTH_OWNER)
    at.button(key=f"stages_accept_{mark(spending, CAMPAIGNS[0][0])}").click().run()
    assert decided(spending) == {CAMPAIGNS[0][0]: "reach"}


def test_keys_are_given_to_the_buttons(spending) -> None:
    at = spending.open("stages", Role.GROWTH_OWNER)
    keys = {button.key.rsplit("_", 1)[0]: button.proto.shortcut for button in at.button if button.proto.shortcut}
    assert keys == {
        "stages_reach": "1",
        "stages_act": "2",
        "stages_convert": "3",
        "stages_engage": "4",
        "stages_mixed": "5",
        "stages_accept": "a",
        "stages_skip": "s",
        "stages_undo": "z",
    }


def test_an_unmapped_campaign_cannot_be_accepted_but_skipped(spending) -> None:
    at = spending.open("stages", Role.GROWTH_OWNER)
    at.button(key=f"stages_skip_{mark(spending, CAMPAIGNS[0][0])}").click().run()
    assert at.subheader[0].value == "pernikahan"
    assert not [b for b in at.button if (b.key or "").startswith("stages_accept_")]
    at.button(key=f"stages_skip_{mark(spending, 'pernikahan')}").click().run()
    at.button(key=f"stages_skip_{mark(spending, 'Jatkuva')}").click().run()
    assert decided(spending) == {}
    at.button(key="stages_again").click().run()
    assert at.subheader[0].value == "Kesä \\| Reach \\| video"


def test_undo_returns_what_stood_before(spending) -> None:
    first = mark(spending, CAMPAIGNS[0][0])
    at = spending.open("stages", Role.GROWTH_OWNER)
    assert at.button(key="stages_undo_button").disabled
    at.button(key=f"stages_act_{first}").click().run()
    at.button(key="stages_undo_button").click().run()
    assert decided(spending) == {}
    assert at.subheader[0].value == "Kesä \\| Reach \\| video"
    assert at.button(key="stages_undo_button").disabled


def test_all_strong_suggestions_are_accepted_in_one_click_and_undone_in_one(spending) -> None:
    at = spending.open("stages", Role.GROWTH_OWNER)
    button = at.button(key="stages_bulk_strong")
    assert button.label.replace("\u00a0", " ") == "Accept all strong suggestions: 2 campaigns, 700 €"
    button.click().run()
    assert decided(spending) == {CAMPAIGNS[0][0]: "reach", "Jatkuva": "convert"}
    at.button(key="stages_undo_button").click().run()
    assert decided(spending) == {}


def test_weights_must_make_100_percent_and_are_saved_as_shares(spending) -> None:
    first = mark(spending, CAMPAIGNS[0][0])
    at = spending.open("stages", Role.GROWTH_OWNER)
    at.button(key=f"stages_mixed_{first}").click().run()
    at.number_input(key=f"stages_weight_reach_{first}").set_value(60).run()
    assert at.button(key=f"stages_mix_save_{first}").disabled
    at.number_input(key=f"stages_weight_act_{first}").set_value(40).run()
    at.button(key=f"stages_mix_save_{first}").click().run()
    assert not at.exception
    (made,) = list_decisions(spending.store.ops, client_id="kuusi-oy")
    assert made.stage == "mixed"
    assert made.weights == {"reach": Decimal("0.6"), "act": Decimal("0.4")}


def test_a_decision_can_hold_from_a_day_on_with_its_audience(spending) -> None:
    first = mark(spending, CAMPAIGNS[0][0])
    day = (utc_now() - timedelta(days=10)).date()
    at = spending.open("stages", Role.GROWTH_OWNER)
    at.get_by_key(f"stages_temperature_{first}").set_value("warm")
    at.get_by_key(f"stages_valid_{first}").set_value("dated").run()
    at.date_input(key=f"stages_day_{first}").set_value(day).run()
    at.button(key=f"stages_convert_{first}").click().run()
    (made,) = list_decisions(spending.store.ops, client_id="kuusi-oy")
    assert (made.stage, made.temperature, made.valid_from) == ("convert", "warm", day)


def test_a_client_that_is_not_theirs_is_neither_shown_nor_written(spending, shown: Shown) -> None:
    spending.spend((utc_now() - timedelta(days=5)).date(), ("Koivun kampanja", "", 900), client=spending.birch)
    at = spending.open("stages", Role.GROWTH_OWNER, client=spending.birch)
    assert "Koivun kampanja" not in shown(at)
    assert at.subheader[0].value == "Kesä \\| Reach \\| video"


def test_a_click_after_the_client_was_taken_away_writes_nothing(spending) -> None:
    from core.store import people

    first = mark(spending, CAMPAIGNS[0][0])
    at = spending.open("stages", Role.GROWTH_OWNER)
    person = spending.people[Role.GROWTH_OWNER]
    people.set_clients(spending.store.ops, person_id=person.person_id, client_ids=["sisainen-tiimi"])
    at.button(key=f"stages_act_{first}").click().run()
    assert decided(spending) == {}
    assert not at.subheader


def test_money_in_two_currencies_is_never_added(spending) -> None:
    spending.spend((utc_now() - timedelta(days=5)).date(), ("Ruotsi", "", 900), currency="SEK")
    at = spending.open("stages", Role.GROWTH_OWNER)
    said = at.get("progress")[0].proto.text.replace("\u00a0", " ")
    assert "of the campaigns are confirmed" in said
    assert "€" not in said


def test_the_list_can_be_searched_and_filtered(spending) -> None:
    at = spending.open("stages", Role.GROWTH_OWNER)
    at.text_input(key="stages_search").set_value("KESÄ").run()
    assert list(at.dataframe[0].value["Campaign"]) == ["Kesä | Reach | video"]
    at.text_input(key="stages_search").set_value("").run()
    at.get_by_key("stages_filter").set_value("confirmed").run()
    assert not at.dataframe


def test_settings_change_the_suggestions_and_a_bad_template_is_refused(spending) -> None:
    at = spending.open("stages", Role.GROWTH_OWNER)
    at.text_input(key="stages_template_kuusi-oy").set_value("(")
    at.button(key="stages_settings_save").click().run()
    assert at.error
    at.text_input(key="stages_template_kuusi-oy").set_value("(?P<stage>nikah)")
    at.selectbox(key="stages_search_stage_kuusi-oy").select("act")
    at.button(key="stages_settings_save").click().run()
    client = clients.get_client(spending.store.ops, client_id="kuusi-oy")
    assert client.search_stage == "act"


def test_a_hostile_campaign_name_stays_plain_text(office) -> None:
    office.spend((utc_now() - timedelta(days=5)).date(), (HOSTILE, "OUTCOME_SALES", 100))
    at = office.open("stages", Role.GROWTH_OWNER, language="fi")
    first = mark(office, HOSTILE)
    assert not at.exception
    assert HOSTILE in list(at.dataframe[0].value["Kampanja"])
    at.button(key=f"stages_reach_{first}").click().run()
    markdown = [element.value for element in [*at.markdown, *at.caption, *at.subheader, *at.success]]
    labels = [button.label for button in at.button] + [button.proto.help for button in at.button]
    assert HOSTILE not in " ".join(markdown + labels)
    assert HOSTILE in texts(at)
