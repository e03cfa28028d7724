"""What each stage has beside its money: work by its labels, content that is live, and the number it is there for."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import numpy as np

from core.dates import DEMO_NOW
from core.jobs.board import import_board
from core.jobs.demo import FILES
from core.model import Period, Stage
from core.plans import Content
from core.reports.beside import Look
from core.reports.stage_work import counted, stage_works
from core.store import open_store
from core.store.clients import add_client
from core.store.content import add_content
from tests.core.findings.making import Campaign, make

EXPORT = FILES / "pumput" / "trello_board.json"
FIRST, DAYS = date(2026, 7, 6), 84  # twelve weeks; today is Monday 28 September
WEEK = Period(date(2026, 9, 7), date(2026, 9, 13))
OPEN_LISTS = ("To-do", "Doing", "Review", "Jumissa")


def cards_by_stage() -> Counter[str]:
    """The cards of work in the open lists of the demo board, by the names of their labels: read without our reader."""
    board = json.loads(EXPORT.read_text("utf-8"))
    names = {label["id"]: label["name"].lower() for label in board["labels"]}
    lists = {row["id"]: row["name"] for row in board["lists"] if not row["closed"]}
    found: Counter[str] = Counter()
    for card in board["cards"]:
        where = lists.get(card["idList"], "")
        if not card["closed"] and not card.get("isTemplate") and where.startswith(OPEN_LISTS):
            found.update(names[label] for label in card["idLabels"])
    return found


def test_work_under_way_is_counted_by_the_labels_of_cards_in_the_open_lists(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    client_id = add_client(store.ops, name="Pumput", now=DEMO_NOW).client_id
    facts = make([Campaign("Video", clicks=10.0)], first=FIRST, days=DAYS)
    without = stage_works(store, facts, client_id=client_id, period=WEEK, as_of=DEMO_NOW)
    assert (without.has_board, without.has_content, without.idle, without.mute) == (False, False, (), ())

    import_board(store, client_id=client_id, data=EXPORT.read_bytes(), who="Test", now=DEMO_NOW)
    works = stage_works(store, facts, client_id=client_id, period=WEEK, as_of=DEMO_NOW)
    by_label = cards_by_stage()
    assert sum(by_label[stage] for stage in Stage) > 4, "the labels were read"
    assert {row.stage: row.under_way for row in works.rows} == {
        stage: by_label[stage] for stage in ("measure", *(stage.value for stage in Stage))
    }
    assert (works.has_content, works.mute) == (False, ()), "nothing is known of content, so nothing is missing"


def test_work_done_counts_on_the_day_on_which_it_was_done(tmp_path: Path) -> None:
    """The guide about pump sizes went to Done on 11 September and is about Act."""
    store = open_store(tmp_path)
    client_id = add_client(store.ops, name="Pumput", now=DEMO_NOW).client_id
    import_board(store, client_id=client_id, data=EXPORT.read_bytes(), who="Test", now=DEMO_NOW)
    facts = make([Campaign("Video", clicks=10.0)], first=FIRST, days=DAYS)

    def done(day: date) -> dict[str, int]:
        period = Period(day, day)
        works = stage_works(store, facts, client_id=client_id, period=period, as_of=datetime(2026, 10, 1, 6))
        return {row.stage: row.done for row in works.rows if row.done}

    assert done(date(2026, 9, 11)) == {"act": 1}
    assert done(date(2026, 9, 13)) == {}, "a Sunday"


def test_live_content_is_counted_and_its_absence_named(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    client_id = add_client(store.ops, name="Pumput", now=DEMO_NOW).client_id
    for title, stage, begins in (("Guide", "act", date(2026, 1, 5)), ("Later", "reach", date(2026, 12, 1))):
        add_content(
            store.ops, client_id=client_id, title=title, stage=stage, live_from=begins, added_by="Test", now=DEMO_NOW
        )
    facts = make([Campaign("Video", clicks=10.0)], first=FIRST, days=DAYS)
    works = stage_works(store, facts, client_id=client_id, period=WEEK, as_of=DEMO_NOW)
    assert {row.stage: row.live for row in works.rows if row.live} == {"act": 1}
    assert works.mute == ("reach", "convert", "engage")


def test_the_result_is_the_sum_over_the_days_that_have_come_in() -> None:
    """Twenty clicks a day over a week are 140; a campaign nobody counts gives none; a period that reaches past the
    newest day ends there."""
    clicks = np.where(np.arange(DAYS) < 14, 100.0, 20.0)
    facts = make([Campaign("Video", "reach", clicks=clicks), Campaign("Letter", "engage")], first=FIRST, days=DAYS)
    look = Look(facts, (), ())
    numbers = {stage.value: look.of_stage(stage.value) for stage in Stage}
    nothing: list[Content] = []

    week = {row.stage: row.result for row in counted(None, nothing, numbers, WEEK, facts).rows}
    reach = week["reach"]
    assert reach is not None
    assert (reach.metric.metric_id, reach.value, reach.through) == ("clicks", 140.0, WEEK.end)
    assert week["engage"] is None

    late = Period(date(2026, 9, 25), date(2026, 10, 1))
    cut = counted(None, nothing, numbers, late, facts).rows[1].result
    assert cut is not None
    assert (cut.value, cut.through) == (60.0, date(2026, 9, 27))

    before = Period(date(2026, 6, 29), date(2026, 7, 8))
    assert counted(None, nothing, numbers, before, facts).rows[1].result is None, "days before the first are unknown"
