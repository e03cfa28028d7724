"""The Targets page: what is agreed is dated, filled in on a click, saved on another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from core.model import Client, Role
from core.store import targets

Shown = Callable[[AppTest], str]
SHARES = ("reach", "act", "convert", "engage")


def agreed(office, client: Client, day: date, *percent: int, basis: str = "") -> None:
    targets.set_target(
        office.store.ops,
        client_id=client.client_id,
        valid_from=day,
        shares={stage: Decimal(share) / 100 for stage, share in zip(SHARES, percent, strict=True)},
        basis=basis,
        set_by="Test",
        now=datetime(2026, 9, 1),
    )


def test_a_stranger_sees_only_the_refusal(office, shown: Shown) -> None:
    agreed(office, office.fir, date(2026, 9, 1), 45, 25, 20, 10, basis="monthly secret")
    at = office.open("targets", None)
    assert len(at.error) == 1
    assert not at.title
    assert "secret" not in shown(at)
    assert not at.button


def test_without_a_target_the_page_says_what_to_do_and_saves_nothing(office) -> None:
    at = office.open("targets", Role.GROWTH_OWNER)
    assert not at.exception
    assert "No mix has been agreed yet" in at.info[0].value
    assert at.button(key="targets_save").disabled
    assert targets.list_targets(office.store.ops, client_id=office.fir.client_id) == []


def test_a_preset_fills_the_fields_and_saves_nothing(office) -> None:
    at = office.open("targets", Role.GROWTH_OWNER)
    at.button(key="targets_preset_shop").click().run()
    assert [at.number_input(key=f"targets_{stage}_kuusi-oy").value for stage in SHARES] == [35, 20, 35, 10]
    assert not at.button(key="targets_save").disabled
    assert targets.list_targets(office.store.ops, client_id=office.fir.client_id) == []


def test_a_mix_of_100_percent_is_saved_with_its_day_and_basis(office) -> None:
    at = office.open("targets", Role.SPECIALIST)
    for stage, share in zip(SHARES, (42.5, 27.5, 20.0, 10.0), strict=True):
        at.number_input(key=f"targets_{stage}_kuusi-oy").set_value(share)
    at.date_input(key="targets_from_kuusi-oy").set_value(date(2026, 9, 4))
    at.text_input(key="targets_basis_kuusi-oy").set_value("agreed in the monthly").run()
    at.button(key="targets_save").click().run()
    assert not at.exception
    (row,) = targets.list_targets(office.store.ops, client_id=office.fir.client_id)
    assert row.shares == {
        "reach": Decimal("0.425"),
        "act": Decimal("0.275"),
        "convert": Decimal("0.200"),
        "engage": Decimal("0.100"),
    }
    assert (row.valid_from, row.basis, row.set_by) == (date(2026, 9, 4), "agreed in the monthly", "Test specialist")
    assert "4 Sep 2026" in at.success[0].value.replace("\u00a0", " ")


@pytest.mark.parametrize(("reach", "said"), [(40.0, "40 % missing"), (120.0, "")])
def test_a_sum_that_is_not_100_says_the_gap_and_cannot_be_saved(office, reach: float, said: str) -> None:
    at = office.open("targets", Role.GROWTH_OWNER)
    at.number_input(key="targets_reach_kuusi-oy").set_value(min(reach, 100.0))
    at.number_input(key="targets_act_kuusi-oy").set_value(20.0).run()
    texts = " ".join(element.value for element in at.text).replace("\u00a0", " ")
    assert (said or "20 % too much") in texts
    assert at.button(key="targets_save").disabled


def test_the_history_shows_until_when_each_target_held(office) -> None:
    agreed(office, office.fir, date(2026, 1, 1), 60, 20, 15, 5)
    agreed(office, office.fir, date(2026, 9, 4), 45, 25, 20, 10, basis="monthly 4.9.")
    at = office.open("targets", Role.GROWTH_OWNER, language="fi")
    (history,) = [frame.value for frame in at.dataframe if "Saakka" in frame.value.columns]
    assert list(history["Alkaen"]) == ["4.9.2026", "1.1.2026"]
    assert list(history["Saakka"]) == ["toistaiseksi", "3.9.2026"]
    assert list(history["Reach"].str.replace("\u00a0", " ")) == ["45 %", "60 %"]


def test_the_fields_begin_with_the_mix_in_force(office) -> None:
    agreed(office, office.fir, date(2026, 1, 1), 60, 20, 15, 5)
    at = office.open("targets", Role.GROWTH_OWNER)
    assert [at.number_input(key=f"targets_{stage}_kuusi-oy").value for stage in SHARES] == [60, 20, 15, 5]


def test_a_target_is_taken_back_and_the_one_before_it_holds_again(office) -> None:
    agreed(office, office.fir, date(2026, 1, 1), 60, 20, 15, 5)
    agreed(office, office.fir, date(2026, 9, 4), 45, 25, 20, 10)
    at = office.open("targets", Role.GROWTH_OWNER)
    newest = targets.list_targets(office.store.ops, client_id=office.fir.client_id)[0]
    at.selectbox(key="targets_which").select(newest.target_id)
    at.button(key="targets_remove_yes").click().run()
    assert not at.exception
    (left,) = targets.list_targets(office.store.ops, client_id=office.fir.client_id)
    assert left.valid_from == date(2026, 1, 1)
    assert at.metric[0].value.replace("\u00a0", " ") == "60 %"


def test_another_clients_target_is_never_shown(office, shown: Shown) -> None:
    agreed(office, office.birch, date(2026, 9, 1), 45, 25, 20, 10, basis="koivu only")
    at = office.open("targets", Role.GROWTH_OWNER, client=office.birch)
    assert "koivu only" not in shown(at)
    assert "No mix" in at.info[0].value


def test_a_team_has_no_target(office) -> None:
    at = office.open("targets", Role.GROWTH_OWNER, client=office.team, language="fi")
    assert "tiimin oma seinä" in at.info[0].value
    assert not at.number_input


def test_a_hostile_basis_stays_plain_text(office, shown: Shown) -> None:
    hostile = "[x](javascript:alert(1)) <img src=x onerror=alert(1)> $a$ :red[hi]"
    agreed(office, office.fir, date(2026, 9, 1), 45, 25, 20, 10, basis=hostile)
    at = office.open("targets", Role.ADMIN)
    assert not at.exception
    assert hostile not in " ".join(element.value for element in [*at.markdown, *at.caption])
    assert any(hostile in element.value for element in at.text)
