"""The rows behind the charts: shares, words and order, from a report whose numbers are round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest

from core.model import Sentence
from core.reports.shapes import BalanceReport, ChannelMoney, StageMoney
from pages.ui import balance_rows as rows
from pages.ui.words import Words
from pages.ui.words.balance import BALANCE

Make = Callable[..., BalanceReport]
EN, FI = Words(BALANCE, "en"), Words(BALANCE, "fi")
SPACE = "\u00a0"


def frame(table: Callable[..., pa.Table], *args: object, **options: object) -> pd.DataFrame:
    return table(*args, **options).to_pandas()


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_stage_shares_are_of_staged_money_and_stand_beside_their_target(make_report: Make) -> None:
    data = frame(rows.stage_rows, make_report(), EN)
    assert list(data["key"]) == ["reach", "act", "convert", "engage"]
    assert list(data["share"]) == pytest.approx([0.60, 0.20, 0.15, 0.05])
    assert list(data["target"]) == pytest.approx([0.45, 0.25, 0.20, 0.10])
    assert plain(data["value"][0]) == "60 % · 6,000 €"
    assert plain(data["under"][0]) == "target 45 % · 4,500 €"


def test_a_stage_says_its_status_in_shape_word_and_points(make_report: Make) -> None:
    """+15 points are more than max(5, 25 % of 45) and less than max(10, 50 % of 45)."""
    reach = frame(rows.stage_rows, make_report(), FI).iloc[0]
    assert (reach["band"], reach["shape"]) == ("watch", "▲")
    assert plain(reach["status"]) == "seurattava, +15 %-yks."


def test_without_a_comparison_shares_are_of_all_money_and_nothing_is_judged(make_report: Make) -> None:
    data = frame(rows.stage_rows, make_report(balance=None, why_null=Sentence("No target.", "Ei tavoitetta.")), EN)
    assert data["share"][0] == pytest.approx(6000 / 11540)
    assert set(data["status"]) == set(data["shape"]) == set(data["under"]) == {""}


def test_a_credit_has_no_bar_but_its_amount_is_said(make_report: Make) -> None:
    made = make_report()
    refunded = replace(made, balance=None, by_bucket=made.by_bucket | {"engage": Decimal("-20.00")})
    engage = frame(rows.stage_rows, refunded, EN).iloc[3]
    assert engage["share"] == 0
    assert plain(engage["value"]) == "0 % · −20.00 €"


def test_unmapped_and_mixed_stand_apart_with_their_campaigns(make_report: Make) -> None:
    data = frame(rows.outside_rows, make_report(), EN)
    assert list(data["key"]) == ["unmapped", "mixed"]
    assert [plain(v) for v in data["value"]] == ["1,240 €", "300 €"]
    assert plain(data["under"][0]) == "2 campaigns · 11 % of all money"
    assert plain(data["under"][1]) == "1 campaign · 3 % of all money"


def test_nothing_is_outside_when_every_euro_has_a_stage(make_report: Make) -> None:
    made = make_report()
    assert frame(rows.outside_rows, replace(made, by_bucket=made.by_bucket | {"unmapped": 0, "mixed": 0}), EN).empty


def test_the_tail_of_channels_is_one_row(make_report: Make) -> None:
    many = tuple(ChannelMoney(f"c{i}", Decimal(100), 0.1) for i in range(10))
    data = frame(rows.channel_rows, make_report(channels=many, total=Decimal(1000)), FI)
    assert list(data["name"][-2:]) == ["c5", "4 pienempää kanavaa"]
    assert plain(data["value"].iloc[-1]) == "40 % · 400 €"


def week(start: date, bucket: str, amount: int, *, settled: bool = True, open: bool = False) -> StageMoney:
    return StageMoney(start, date.fromordinal(start.toordinal() + 6), bucket, Decimal(amount), settled, open)


def test_a_week_is_stacked_from_reach_upwards_to_the_whole(make_report: Make) -> None:
    monday = date(2026, 9, 7)
    slices = (week(monday, "unmapped", 25), week(monday, "reach", 75))
    data = frame(rows.trend_rows, slices, make_report(), EN, weeks=True, as_shares=True)
    assert list(data["name"]) == ["Reach", "No stage yet"]
    assert list(data["low"]) == pytest.approx([0, 0.75])
    assert list(data["high"]) == pytest.approx([0.75, 1])
    assert plain(data["said"][0]) == "7–13 Sep 2026, Reach: 75 %, 75.00 €"


def test_a_week_without_money_keeps_its_place_and_stays_empty(make_report: Make) -> None:
    """Missing is not zero: weeks 37 and 39 with a gap between them."""
    slices = (week(date(2026, 9, 7), "reach", 75), week(date(2026, 9, 21), "reach", 75))
    data = frame(rows.trend_rows, slices, make_report(), EN, weeks=True, as_shares=False)
    assert list(data["slice"]) == ["37", "38", "39"]
    assert data["high"].isna().tolist() == [False, True, False]


def test_weeks_carry_their_iso_number_over_new_year(make_report: Make) -> None:
    """2024-12-30 is the Monday of week 1 of 2025."""
    slices = (week(date(2024, 12, 23), "reach", 1), week(date(2024, 12, 30), "reach", 1))
    assert list(frame(rows.trend_rows, slices, make_report(), EN, weeks=True, as_shares=True)["slice"]) == ["52", "1"]


def test_what_may_change_and_what_is_open_says_so(make_report: Make) -> None:
    slices = (
        week(date(2026, 9, 14), "reach", 75),
        week(date(2026, 9, 21), "reach", 75, settled=False),
        week(date(2026, 9, 28), "reach", 75, settled=False, open=True),
    )
    data = frame(rows.trend_rows, slices, make_report(), FI, weeks=True, as_shares=True)
    assert list(data["sure"]) == [True, False, False]
    assert [
        said.endswith(end)
        for said, end in zip(data["said"], ("€", "(voi vielä muuttua)", "(vielä kesken)"), strict=True)
    ]
    assert list(data["slice"]) == ["38", "39", "40|kesken"]


def test_sprints_are_named_by_their_first_day(make_report: Make) -> None:
    slices = (week(date(2026, 9, 3), "reach", 1),)
    assert list(frame(rows.trend_rows, slices, make_report(), FI, weeks=False, as_shares=True)["slice"]) == ["3.9."]
    assert list(frame(rows.trend_rows, slices, make_report(), EN, weeks=False, as_shares=True)["slice"]) == ["3 Sep"]


def test_a_campaign_with_weights_is_in_each_of_its_stages(make_report: Make) -> None:
    made = make_report()
    mixed = replace(made.campaigns[6], weights={"reach": Decimal("0.6"), "convert": Decimal("0.4")})
    weighted = replace(made, campaigns=(mixed,))
    assert rows.campaigns_in(weighted, "reach") == rows.campaigns_in(weighted, "convert") == [mixed]
    assert rows.campaigns_in(weighted, "mixed") == []


def test_a_campaign_with_weights_is_listed_with_its_part_of_the_money(make_report: Make) -> None:
    """60 % of 300 €."""
    mixed = replace(make_report().campaigns[6], weights={"reach": Decimal("0.6"), "convert": Decimal("0.4")})
    table = frame(rows.campaign_table, [mixed], "reach", "EUR", EN)
    assert table["Money, EUR"].tolist() == [180.0]
    assert [plain(text) for text in table["Stage"]] == ["Reach 60 % + Convert 40 %"]


def test_a_confirmed_campaign_says_that_a_person_decided(make_report: Make) -> None:
    table = frame(rows.campaign_table, rows.campaigns_in(make_report(), "act"), "act", "EUR", EN)
    assert table["Why this stage"].tolist() == ["Confirmed by a person"]
    assert table["Money, EUR"].tolist() == [2000.0]


def test_the_list_of_campaigns_is_bounded(make_report: Make) -> None:
    made = make_report()
    many = [replace(made.campaigns[0], entity_key=str(i)) for i in range(250)]
    assert len(frame(rows.campaign_table, many, "reach", "EUR", EN)) == rows.LISTED


def test_freshness_is_shape_word_and_days(make_report: Make) -> None:
    table = frame(rows.freshness_table, make_report().freshness, FI)
    assert table["Tila"].tolist() == ["◆ vanhentunut", "● ajan tasalla"]
    assert table["Jäljessä"].tolist() == ["6 päivää", "–"]
    assert table["Vakiintunut asti"].tolist() == ["27.8.2026", "31.8.2026"]


def test_the_table_says_what_the_charts_say(make_report: Make) -> None:
    table = frame(rows.stage_table, make_report(), FI)
    assert table["Vaihe"].tolist() == [
        "Reach – tavoita",
        "Act – aktivoi",
        "Convert – kauppaa",
        "Engage – sitouta",
        "Ei vielä vaihetta",
        "Useita vaiheita",
    ]
    assert [plain(v) for v in table["Ero"]] == ["+15 %-yks.", "−5 %-yks.", "−5 %-yks.", "−5 %-yks.", "–", "–"]
    assert table["Tila"].tolist()[0] == "▲ seurattava"
