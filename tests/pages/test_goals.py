"""Goals and claims: three counts side by side, goals by a click, rates; nobody else's, and nothing silent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.jobs.imports import offer
from core.model import Claim, GoalKind, Rate, Role
from core.store import goals, rates

Shown = Callable[[AppTest], str]
ADS = """Campaign report
"September 1, 2026 - September 30, 2026"
Day,Campaign,Campaign ID,Campaign type,Currency code,Clicks,Cost,Conversions,Conv. value
2026-09-01,Haku,13,Search,EUR,30,150.00,6.00,600.00
2026-09-30,Haku,13,Search,EUR,30,50.00,4.50,400.00
"""
# ruff: noqa: E501
META = """Reporting starts,Reporting ends,Campaign name,Campaign ID,Results,Result indicator,Amount spent (EUR),Purchases,Attribution setting
2026-09-01,2026-09-01,M,1,3,actions:offsite_conversion.fb_pixel_purchase,10,3,7-day click or 1-day view
"""
ORDERS = "Name,Financial Status,Fulfillment Status,Currency,Total,Created at\n" + "".join(
    f"#{n},paid,fulfilled,EUR,100.00,2026-09-{n:02d} 10:00:00 +0300\n" for n in range(1, 31, 6)
)
SEPTEMBER = "days:2026-09-01..2026-09-30"


def bring(office, text: str, name: str, **more: str) -> None:
    found = offer(
        office.store, client_id=office.fir.client_id, name=name, data=text.encode(), who="t", now=utc_now(), **more
    )
    assert [outcome.status for outcome in found] == ["imported"], found[0].message


def opened(office, role: Role = Role.GROWTH_OWNER, language: str = "en") -> AppTest:
    at = office.open("goals", role, language=language, run=False)
    at.query_params["period"] = SEPTEMBER
    return at.run()


def test_nobody_sees_it_uninvited_and_an_empty_client_is_told_what_to_do(office, shown: Shown) -> None:
    at = office.open("goals", None)
    assert len(at.error) == 1
    assert not at.title
    at = office.open("goals", Role.SPECIALIST)
    assert not at.exception
    assert "No source says anything about results" in at.info[0].value
    assert "Growth Owner or an admin adds them" in shown(at)
    assert not [b for b in at.button if b.key and "goals_rate" in b.key]
    assert "board of a team" in office.open("goals", Role.ADMIN, client=office.team).info[0].value


def test_who_claims_what_and_what_the_shop_said(office, shown: Shown) -> None:
    """10.5 conversions at Google, 3 purchases at Meta, 5 orders in the shop."""
    bring(office, ADS, "ads.csv")
    bring(office, META, "meta.csv")
    bring(office, ORDERS, "orders.csv")
    at = opened(office)
    assert not at.exception
    metrics = [(m.label.rpartition(" · ")[2], m.value) for m in at.metric]
    assert "doubtful" in at.metric[0].label, "the files are days old by now, and that is seen on every claim"
    assert metrics[:3] == [("Platforms claim", "3"), ("Analytics counted", "–"), ("Shop and CRM recorded", "5")]
    assert "nobody has confirmed it yet" in shown(at)
    (waiting, purchases) = [s for s in at.selectbox if (s.key or "").startswith("goals_ask_")]
    assert waiting.label.replace("\\", "").startswith("Conversions, not named · Google Ads · 10.5")
    assert (waiting.value, purchases.value) == (None, GoalKind.ORDER)
    waiting.set_value(GoalKind.ORDER)
    at.button(key="goals_confirm").click().run()
    assert "2 goals" in at.success[0].value
    assert [(m.label.rpartition(" · ")[2], m.value) for m in at.metric][0] == ("Platforms claim", "13.5")
    said = shown(at).replace("\\", "")
    assert "▲ The platforms claim 2.70 for every order on record: more than happened." in said
    assert "The platforms credit themselves with more than the shop sold in all." in said
    assert "Every event of this period has a goal." in said
    events = next(f.value for f in at.dataframe if "Attributed as the source says" in f.value.columns)
    assert "7-day click or 1-day view" in set(events["Attributed as the source says"])
    assert "the same results under another name: not counted again" in set(events["Note"])
    steps = next(f.value for f in at.dataframe if "Platforms for one on record" in f.value.columns)
    assert list(steps["Platforms for one on record"])[0] == "2.70"
    made = goals.list_goals(office.store.ops, client_id=office.fir.client_id)
    assert [(g.event, g.source, g.set_by) for g in made] == [
        ("conversions", "google_ads", "Test growth_owner"),
        ("Purchases", "meta_ads", "Test growth_owner"),
    ]
    at.button_group(key="goals_choice").set_value(Claim.OUTCOME).run()
    assert goals.claim_that_counts(office.store.ops, client_id=office.fir.client_id) is Claim.OUTCOME
    finnish = opened(office, language="fi")
    assert "Alustat väittävät 2,70 jokaista kirjattua tilausta kohti" in shown(finnish).replace("\\", "")


def test_goals_are_added_and_removed_by_hand(office) -> None:
    at = office.open("goals", Role.GROWTH_OWNER)
    at.text_input(key="goals_event").set_value("  lataus ")
    at.selectbox(key="goals_kind").set_value(GoalKind.SOFT_LEAD)
    at.button(key="goals_add_save").click().run()
    (goal,) = goals.list_goals(office.store.ops, client_id=office.fir.client_id)
    assert (goal.event, goal.source, goal.stage) == ("lataus", "", "act")
    at.button(key="goals_remove_yes").click().run()
    assert goals.list_goals(office.store.ops, client_id=office.fir.client_id) == []
    at.text_input(key="goals_event").set_value(" ")
    at.button(key="goals_add_save").click().run()
    assert "Name the event" in at.error[0].value


def test_a_missing_rate_is_named_and_can_be_typed(office, shown: Shown) -> None:
    bring(office, ORDERS.replace("EUR", "SEK"), "orders.csv")
    at = opened(office)
    assert "no rate from SEK to EUR" in at.warning[0].value.replace("\\", "")
    at.text_input(key="goals_rate_value").set_value("0,1")
    at.date_input(key="goals_rate_day").set_value(date(2026, 9, 30))
    at.button(key="goals_rate_add").click().run()
    assert rates.list_rates(office.store.ops) == [
        Rate(date(2026, 9, 30), "SEK", "EUR", Decimal("0.1"), "", "Test growth_owner")
    ]
    said = shown(at).replace("\u00a0", " ")
    assert "Converted at the rates of 30 Sep 2026." in said
    assert "50.00 €" in said
