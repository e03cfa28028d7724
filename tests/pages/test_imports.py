"""The Imports page: explained first, changed on a click, undone on another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from core.dates import utc_now
from core.jobs.imports import offer
from core.jobs.inbox import look, sweep
from core.model import GoalKind, Role
from core.store import goals
from core.store.import_log import list_imports

Shown = Callable[[AppTest], str]
HOSTILE = "[x](javascript:alert(1)) <img src=x onerror=alert(1)> $a$ :red[hi]"
HEADER = "Day,Campaign,Currency code,Cost,Impr.,Clicks,Conversions"


def google(*rows: str, total: str = "", header: str = HEADER) -> bytes:
    """A Google Ads campaign report by day, as the platform writes it."""
    lines = ["Campaign report", '"1 September 2026 - 2 September 2026"', header, *rows, *([total] if total else [])]
    return "\n".join(lines).encode()


TWO_DAYS = google(
    "2026-09-01,Kesä,EUR,100.00,1000,50,2",
    "2026-09-02,Kesä,EUR,18.99,500,20,1",
    total="Total: Campaigns, --,EUR,118.99,1500,70,3",
)
LATER = google("2026-09-02,Kesä,EUR,20.00,500,20,1", "2026-09-01,Syksy,EUR,5.00,50,2,0")


def uploader(at: AppTest):
    return at.file_uploader[0]


def said(at: AppTest) -> str:
    elements = [*at.markdown, *at.text, *at.caption, *at.success, *at.warning, *at.error, *at.info]
    return "\n".join(element.value for element in elements).replace("\u00a0", " ").replace("\\", "")


def test_a_stranger_sees_only_the_refusal(office, shown: Shown) -> None:
    offer(office.store, client_id="kuusi-oy", name="salainen.csv", data=TWO_DAYS, who="Test", now=utc_now())
    at = office.open("imports", None)
    assert len(at.error) == 1
    assert not at.title
    assert "salainen" not in shown(at)
    assert not at.dataframe
    assert not at.file_uploader


def test_without_imports_the_page_says_what_to_do(office) -> None:
    at = office.open("imports", Role.SPECIALIST, language="fi")
    assert not at.exception
    assert "pudota se yllä olevaan kenttään" in at.info[0].value


def test_a_team_has_nothing_to_import(office) -> None:
    at = office.open("imports", Role.GROWTH_OWNER, client=office.team)
    assert "board of a team" in at.info[0].value
    assert not at.file_uploader


def test_a_file_is_explained_before_anything_changes(office) -> None:
    at = office.open("imports", Role.SPECIALIST)
    uploader(at).upload("google.csv", TWO_DAYS).run()
    assert not at.exception
    words = said(at)
    assert "google.csv" in words
    assert "Google Ads, campaigns, by day" in words
    assert "1–2 Sep 2026" in words
    assert "2, and 1 totals row that is not counted" in words
    assert "118.99 €, the same as the file's own total" in words
    assert "1,500 impressions · 70 clicks · 3 conversions" in words
    assert "nothing: everything is new" in words
    assert "1 new" in words
    assert list_imports(office.store.ops, client_id="kuusi-oy") == []
    assert at.button(key="imports_confirm").label == "Import 1 table"


def test_confirming_imports_and_shows_the_result_and_the_log(office) -> None:
    at = office.open("imports", Role.SPECIALIST)
    uploader(at).upload("google.csv", TWO_DAYS).run()
    at.button(key="imports_confirm").click().run()
    assert not at.exception
    (record,) = list_imports(office.store.ops, client_id="kuusi-oy")
    assert (record.status, record.imported_by) == ("published", "Test specialist")
    assert "google.csv" in at.success[0].value.replace("\\", "")
    log = at.dataframe[0].value.iloc[0]
    assert (log["File"], log["Status"], log["Who"]) == ("google.csv", "in use", "Test specialist")
    assert log["Spend"].replace("\u00a0", " ") == "118.99 €"
    assert not [b for b in at.button if b.key == "imports_confirm"]


def test_the_preview_says_which_days_are_replaced_and_by_how_much(office) -> None:
    offer(office.store, client_id="kuusi-oy", name="first.csv", data=TWO_DAYS, who="Test", now=utc_now())
    at = office.open("imports", Role.GROWTH_OWNER)
    uploader(at).upload("later.csv", LATER).run()
    words = said(at)
    assert "1 earlier day row of the same campaigns, spend 18.99 € → 20.00 €" in words
    assert "1 new" in words
    assert "**New:** Syksy" in words
    assert "**Kept, with days not in this file:** Kesä" in words
    days = next(frame.value for frame in at.dataframe if "Difference" in frame.value.columns).iloc[0]
    assert [str(cell).replace("\u00a0", " ") for cell in days] == [
        "2 Sep 2026",
        "spend",
        "18.99 €",
        "20.00 €",
        "+1.01 €",
    ]


def test_a_file_without_an_account_goes_to_the_only_one_known_so_that_no_money_counts_twice(office) -> None:
    offer(
        office.store, client_id="kuusi-oy", name="first.csv", data=TWO_DAYS, account="100-200", who="T", now=utc_now()
    )
    at = office.open("imports", Role.GROWTH_OWNER)
    uploader(at).upload("later.csv", LATER).run()
    assert not at.exception
    assert "spend 18.99 € → 20.00 €" in said(at)
    assert [box.value for box in at.selectbox if "Whose data" in box.label] == ["100-200"]
    at.button(key="imports_confirm").click().run()
    assert {r.account for r in list_imports(office.store.ops, client_id="kuusi-oy")} == {"100-200"}


def test_with_several_accounts_the_page_asks_whose_data_it_is(office) -> None:
    for account, data in (("100-200", TWO_DAYS), ("300-400", LATER)):
        offer(office.store, client_id="kuusi-oy", name="x.csv", data=data, account=account, who="T", now=utc_now())
    third = google("2026-09-01,Talvi,EUR,1.00,10,1,0", "2026-09-02,Talvi,EUR,2.00,10,1,0")
    at = office.open("imports", Role.GROWTH_OWNER)
    uploader(at).upload("third.csv", third).run()
    assert "Needs your answer" in said(at)
    assert at.button(key="imports_confirm").disabled
    next(box for box in at.selectbox if "Which account" in box.label).select("300-400")
    next(button for button in at.button if "imports_answer_" in str(button.key)).click().run()
    assert not at.exception
    assert "**Account:** 300-400" in said(at)
    assert not at.button(key="imports_confirm").disabled


def test_the_same_file_again_is_said_and_cannot_be_imported(office) -> None:
    offer(office.store, client_id="kuusi-oy", name="first.csv", data=TWO_DAYS, who="Test", now=utc_now())
    at = office.open("imports", Role.GROWTH_OWNER, language="fi")
    uploader(at).upload("copy.csv", TWO_DAYS).run()
    assert "Jo tuotu" in said(at)
    assert at.button(key="imports_confirm").disabled


def test_a_file_that_is_no_table_is_refused_with_a_sentence(office) -> None:
    at = office.open("imports", Role.GROWTH_OWNER)
    uploader(at).upload("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4).run()
    assert not at.exception
    assert "Cannot be read" in said(at)
    assert at.error
    assert at.button(key="imports_confirm").disabled


def test_a_question_is_asked_only_where_needed_and_its_answer_is_used(office) -> None:
    data = google("2026-09-01,Kesä,100.00,1000,50,2", header="Day,Campaign,Cost,Impr.,Clicks,Conversions")
    at = office.open("imports", Role.GROWTH_OWNER)
    uploader(at).upload("no_currency.csv", data).run()
    assert "Needs your answer" in said(at)
    assert at.button(key="imports_confirm").disabled
    (asked,) = at.selectbox
    asked.select("EUR")
    next(b for b in at.button if (b.key or "").startswith("imports_answer_")).click().run()
    assert not at.exception
    assert "100.00 €" in said(at)
    assert "You told: currency" in said(at)
    at.button(key="imports_confirm").click().run()
    assert len(list_imports(office.store.ops, client_id="kuusi-oy")) == 1


def test_the_results_of_a_file_say_what_they_stand_for(office) -> None:
    data = (
        b"Reporting starts,Reporting ends,Campaign name,Campaign ID,Results,Result indicator,Amount spent (EUR)\n"
        b"2026-09-01,2026-09-01,M,1,3,actions:offsite_conversion.fb_pixel_purchase,10\n"
        b"2026-09-01,2026-09-01,N,2,900,reach,10\n"
    )
    at = office.open("imports", Role.GROWTH_OWNER)
    uploader(at).upload("meta.csv", data).run()
    assert "**Results:** actions:offsite_conversion.fb_pixel_purchase: orders (by its name)" in said(at)


def test_which_goal_is_asked_where_results_came_in_until_it_is_answered(office) -> None:
    """The purchase is suggested by its name; a reach is no result and nothing is asked about it."""
    data = (
        b"Reporting starts,Reporting ends,Campaign name,Campaign ID,Results,Result indicator,Amount spent (EUR)\n"
        b"2026-09-01,2026-09-01,M,1,3,actions:offsite_conversion.fb_pixel_purchase,10\n"
        b"2026-09-01,2026-09-01,N,2,900,reach,10\n"
    )
    at = office.open("imports", Role.GROWTH_OWNER)
    uploader(at).upload("meta.csv", data).run()
    at.button(key="imports_confirm").click().run()
    (asked,) = [box for box in at.selectbox if str(box.key).startswith("goals_ask_")]
    assert (asked.value, asked.key) == (
        GoalKind.ORDER, "goals_ask_meta_ads_actions:offsite_conversion.fb_pixel_purchase"
    )  # fmt: skip
    at.button(key="goals_confirm").click().run()
    assert not at.exception
    (goal,) = goals.list_goals(office.store.ops, client_id=office.fir.client_id)
    assert (goal.kind, goal.source) == (GoalKind.ORDER, "meta_ads")
    assert not [box for box in at.selectbox if str(box.key).startswith("goals_ask_")]
    uploader(at).upload("meta2.csv", data.replace(b"2026-09-01", b"2026-09-02").replace(b"purchase", b"lead")).run()
    at.button(key="imports_confirm").click().run()
    at.button(key="imports_goals_later").click().run()
    assert not [box for box in at.selectbox if str(box.key).startswith("goals_ask_")]


def test_a_missing_period_is_asked_as_two_days(office) -> None:
    data = "Campaign,Currency code,Cost,Impr.,Clicks\nKesä,EUR,10.00,100,5\nSyksy,EUR,5.00,50,2\n".encode()
    at = office.open("imports", Role.GROWTH_OWNER)
    uploader(at).upload("card.csv", data).run()
    assert not at.exception
    first, last = at.date_input
    first.set_value(date(2026, 9, 1))
    last.set_value(date(2026, 9, 30))
    next(b for b in at.button if (b.key or "").startswith("imports_answer_")).click().run()
    assert not at.exception
    assert "1–30 Sep 2026" in said(at)
    assert "Segment → Time → Day" in said(at)  # totals of a period: how to get days the next time
    assert not at.button(key="imports_confirm").disabled


def test_unfamiliar_columns_are_mapped_in_words(office) -> None:
    data = "Pvm,Kohde,Hintalappu\n2026-09-01,Kesä,100.50\n2026-09-02,Kesä,20.25\n".encode()
    at = office.open("imports", Role.GROWTH_OWNER, language="fi")
    uploader(at).upload("oma.csv", data).run()
    assert not at.exception
    by_label = {box.label: box for box in at.selectbox}
    assert [by_label[name].value for name in ("Pvm", "Kohde", "Hintalappu")] == ["day", "", ""], "what is known is told"
    by_label["Kohde"].select("campaign")
    by_label["Hintalappu"].select("spend")
    next(b for b in at.button if (b.key or "").startswith("imports_answer_")).click().run()
    at.selectbox[0].select("EUR")
    next(b for b in at.button if (b.key or "").startswith("imports_answer_")).click().run()
    assert not at.exception
    assert "120,75 €" in said(at)


def test_an_import_is_undone_on_a_second_click(office) -> None:
    offer(office.store, client_id="kuusi-oy", name="first.csv", data=TWO_DAYS, who="Test", now=utc_now())
    at = office.open("imports", Role.SPECIALIST)
    at.button(key="imports_undo_yes").click().run()
    assert not at.exception
    (record,) = list_imports(office.store.ops, client_id="kuusi-oy")
    assert (record.status, record.undone_by) == ("undone", "Test specialist")
    assert "first.csv" in at.success[0].value.replace("\\", "")
    assert not [b for b in at.button if b.key == "imports_undo_yes"]


def test_an_import_tells_what_it_changed_day_by_day(office) -> None:
    for name, data in (("first.csv", TWO_DAYS), ("later.csv", LATER)):
        offer(office.store, client_id="kuusi-oy", name=name, data=data, who="Tekijä", now=utc_now())
    newest, oldest = list_imports(office.store.ops, client_id="kuusi-oy")
    at = office.open("imports", Role.GROWTH_OWNER)
    at.query_params["import"] = str(newest.import_id)
    at.run()
    assert not at.exception
    words = said(at)
    assert "How the days changed: spend" in words
    assert "**New:** Syksy" in words
    assert "**Settled:** no day yet: this source may change a day for 30 days" in words
    changed = next(frame.value for frame in at.dataframe if "Difference" in frame.value.columns)
    assert [str(cell).replace("\u00a0", " ") for cell in changed.iloc[0]] == [
        *("2 Sep 2026", "spend", "18.99 €", "20.00 €", "+1.01 €")
    ]
    at.query_params["import"] = str(oldest.import_id)
    at.run()
    assert "It changed no number that was already there." in said(at)
    assert "**The file's own total:** 118.99 €, the same as its rows" in said(at)


def test_a_waiting_file_of_the_inbox_is_answered_or_set_aside_here(office) -> None:
    folder = office.store.root / "inbox" / "kuusi-oy"
    folder.mkdir(parents=True)
    for name, row in (("a.csv", "2026-09-01,Kesä,100.00,1000,50,2"), ("b.csv", "2026-09-02,Kesä,7.00,10,5,2")):
        (folder / name).write_bytes(google(row, header="Day,Campaign,Cost,Impr.,Clicks,Conversions"))
    sweep(office.store, before=look(office.store), clock=lambda client: utc_now())
    at = office.open("imports", Role.SPECIALIST)
    assert not at.exception
    assert "Waiting in the inbox" in [element.value for element in at.subheader]
    assert not [e for e in office.open("imports", Role.ADMIN, client=office.birch).subheader if "inbox" in e.value]
    at.selectbox[0].select("EUR")
    at.button(key="imports_answer_inbox_0_0").click().run()
    assert not at.exception
    assert "a.csv: Imported" in at.success[0].value.replace("\\", "")
    (record,) = list_imports(office.store.ops, client_id="kuusi-oy")
    assert record.imported_by == "Test specialist"
    at.button(key="imports_aside_0").click().run()
    assert "Set aside" in at.success[0].value
    assert sorted(path.name for path in folder.rglob("*.csv*")) == ["a.csv", "b.csv", "b.csv.txt"]
    assert not [element for element in at.subheader if "inbox" in element.value]


def test_another_clients_imports_are_never_shown(office, shown: Shown) -> None:
    offer(office.store, client_id="koivu-oy", name="koivun.csv", data=TWO_DAYS, who="Test", now=utc_now())
    at = office.open("imports", Role.SPECIALIST, client=office.birch)
    assert "koivun" not in shown(at)
    assert not at.dataframe


@pytest.mark.parametrize("language", ["en", "fi"])
def test_hostile_names_of_files_and_campaigns_stay_plain_text(office, language: str) -> None:
    at = office.open("imports", Role.GROWTH_OWNER, language=language)
    uploader(at).upload(f"{HOSTILE}.csv", google(f"2026-09-01,{HOSTILE},EUR,1.00,1,1,0")).run()
    at.button(key="imports_confirm").click().run()
    assert not at.exception
    raw = " ".join(element.value for element in [*at.markdown, *at.caption, *at.success, *at.warning, *at.error])
    assert HOSTILE not in raw
    assert "javascript\\:alert" in raw


def test_the_import_behind_a_figure_is_said_first(office) -> None:
    offer(office.store, client_id="kuusi-oy", name="first.csv", data=TWO_DAYS, who="Tekijä", now=utc_now())
    at = office.open("imports", Role.GROWTH_OWNER)
    assert not at.info
    at.query_params["import"] = str(list_imports(office.store.ops, client_id="kuusi-oy")[0].import_id)
    at.run()
    assert "first\\.csv" in at.info[0].value
    assert "Tekijä" in at.info[0].value
    at.query_params["import"] = "999"
    at.run()
    assert not at.info
