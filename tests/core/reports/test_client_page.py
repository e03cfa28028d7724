"""The client's page holds what a client may read, under the terms of their link, and not a word more."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pyarrow as pa
import pytest

from core.access import shares
from core.cards import Status
from core.dates import local_day, utc_now
from core.jobs import cards
from core.jobs.own_board import create_board
from core.model import Level, Period, Stage
from core.plans import EVERYTHING
from core.reports.client_document import Document, Item, Part, from_json
from core.reports.client_file import as_csv, days_key, shared_file
from core.reports.client_page import client_page, periods_open
from core.reports.one_page import blocks
from core.shares import Section, Terms
from core.sources.reading import DAY_SCHEMA, PERIOD_SCHEMA, RESULT_SCHEMA, Entity
from core.store import Store, open_store
from core.store.batches import Batch
from core.store.board import read_boards
from core.store.budgets import set_budget
from core.store.clients import add_client
from core.store.kpis import set_kpi
from core.store.notes import add_note
from core.store.promises import add_decision
from core.store.publishing import Offered, publish
from core.store.targets import set_target

NOW = datetime(2026, 10, 1, 6, 0)
ALL = Terms("Board", language="en")
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))


def spend(
    store: Store,
    client_id: str,
    *campaigns: tuple[str, str, int],
    day: date = date(2026, 9, 15),
    source: str = "meta_ads",
) -> None:
    rows = {name: [None] * len(campaigns) for name in DAY_SCHEMA.names}
    rows |= {
        "e": list(range(len(campaigns))),
        "day": [day] * len(campaigns),
        "spend": [Decimal(amount) for _, _, amount in campaigns],
    }
    batch = Batch(
        client_id=client_id,
        source=source,
        account="1",
        currency="EUR",
        entities=tuple(Entity(Level.CAMPAIGN, name=name, objective=objective) for name, objective, _ in campaigns),
        days=pa.table(rows, DAY_SCHEMA),
        periods=PERIOD_SCHEMA.empty_table(),
        results=RESULT_SCHEMA.empty_table(),
    )
    publish(
        store, batch, Offered("a.csv", "", f"{client_id}{day}", "campaign", SEPTEMBER), answers={}, who="t", now=NOW,
        summarise=lambda number, effect: "{}",
    )  # fmt: skip


@pytest.fixture
def store(tmp_path) -> Store:
    store = open_store(tmp_path / "data")
    for name in ("Kuusi", "Koivu"):
        add_client(store.ops, name=name, now=NOW)
    spend(store, "kuusi", ("Tunnettuus", "OUTCOME_AWARENESS", 600), ("Myynti", "OUTCOME_SALES", 400))
    spend(store, "koivu", ("Salainen lanseeraus", "OUTCOME_SALES", 7777))
    return store


def page(store: Store, terms: Terms = ALL, period: Period | None = SEPTEMBER) -> Document:
    return client_page(store, client_id="kuusi", terms=terms, as_of=NOW, period=period)


def part(document: Document, section: Section) -> Part:
    return next(part for part in document.parts if part.section is section)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_money_lies_in_the_stages_of_this_client_alone(store):
    found = part(page(store), Section.BALANCE)
    shares = {item.key: item.share for item in found.items}
    assert (shares["reach"], shares["convert"]) == (0.6, 0.4)
    assert found.lead == "1,000\u00a0€ was spent on advertising."
    text = page(store).to_json()
    assert "Salainen" not in text
    assert "7777" not in text
    assert "Tunnettuus" not in text, "a campaign's name is the agency's word"


def test_a_link_of_one_stage_tells_nothing_of_the_others(store):
    found = part(page(store, replace(ALL, stages=(Stage.CONVERT,))), Section.BALANCE)
    assert [item.key for item in found.items] == ["convert"]
    assert found.lead == "400\u00a0€ was spent on advertising."


def test_only_the_sections_of_the_link_are_there(store):
    wanted = (Section.BALANCE, Section.COUNTED)
    assert [one.section for one in page(store, replace(ALL, sections=wanted)).parts] == list(wanted)


def test_nothing_from_before_the_floor_is_shown(store):
    add_note(
        store.ops, client_id="kuusi", days=Period(date(2026, 9, 3), date(2026, 9, 3)), kind="site",
        text="Uusi sivusto", who="t", now=NOW, client_visible=True,
    )  # fmt: skip
    late = replace(ALL, floor=date(2026, 9, 20))
    found = page(store, late)
    assert found.start == "2026-09-20"
    assert part(found, Section.BALANCE).lead == "There are no figures for these days yet."
    assert "Uusi sivusto" not in found.to_json()
    assert all(period.start >= date(2026, 9, 20) for period in periods_open(
        store, client_id="kuusi", terms=late, today=date(2026, 10, 1)
    ))  # fmt: skip


def test_of_notes_only_those_made_visible(store):
    for text, seen in (("Syyskampanja alkaa", True), ("Asiakas on vaikea", False)):
        add_note(
            store.ops, client_id="kuusi", days=Period(date(2026, 11, 1), date(2026, 11, 5)), kind="season",
            text=text, who="t", now=NOW, client_visible=seen,
        )  # fmt: skip
    found = page(store)
    assert [item.text for item in part(found, Section.SEASONS).items] == ["Syyskampanja alkaa"]
    assert "vaikea" not in found.to_json()


@pytest.mark.parametrize("begins", [date(2026, 9, 28), date(2026, 10, 12)])
def test_when_preparing_was_planned_is_no_word_of_whether_it_has_begun(store, begins):
    """Nobody has made a card of it, and the client must not read that the work is under way."""
    add_note(
        store.ops, client_id="kuusi", days=Period(date(2026, 10, 20), date(2026, 10, 20)), kind="launch",
        text="Uusi sarja", who="t", now=datetime(2026, 9, 1, 6, 0), client_visible=True, prepare_from=begins,
    )  # fmt: skip
    (item,) = part(page(store), Section.SEASONS).items
    said = f"20 Oct 2026, preparing planned from {begins.day} {begins:%b} 2026"
    assert item.detail.replace("\u00a0", " ") == said


def test_of_decisions_only_those_made_visible_with_their_day_and_no_name(store):
    for text, seen, day in (("Aloitetaan", True, 3), ("Salaa jotain", False, 3), ("Vanha", True, -9)):
        at = datetime(2026, 9, 1, 6, 0) + timedelta(days=day)
        add_decision(
            store.ops, client_id="kuusi", text=text, decided_by="Matti Maksaja", client_visible=seen, decided_at=at,
            who="t",
        )  # fmt: skip
    found = page(store)
    (item,) = part(found, Section.DECISIONS).items
    assert (item.text, item.detail.replace("\u00a0", " ")) == ("Aloitetaan", "decided 4 Sep 2026")
    assert not {"Salaa", "Matti", "Vanha"} & set(found.to_json().replace('"', " ").split())
    one_stage = page(store, replace(ALL, stages=(Stage.CONVERT,)))
    assert Section.DECISIONS not in [one.section for one in one_stage.parts]


def test_cards_are_titles_and_turns_and_internal_ones_are_not_there(store):
    create_board(store, client_id="kuusi", name="Seinä", who="t", now=datetime(2026, 9, 1, 6, 0))
    (hidden,) = [
        label.label_id
        for board in read_boards(store.ops, client_id="kuusi")
        for label in board.labels
        if label.name == "Sisäinen"
    ]
    titles = {"Laskeutumissivu": Status.REVIEW_CLIENT, "Retron parannus": Status.DOING, "Opas": Status.DOING}
    for title, status in titles.items():
        who = {"client_id": "kuusi", "who": "Aino Tekijä", "now": datetime(2026, 9, 21, 6, 0)}
        made = cards.create_card(store, name=title, status=status, note="Ei asiakkaalle", **who)
        if title.startswith("Retro"):
            cards.label_card(store, card_id=made.card_id, label_ids=[hidden], **who)
    found = page(store)
    (waiting,) = part(found, Section.NEEDED).items
    assert (waiting.text, waiting.detail) == ("Laskeutumissivu", "With you for review: 8 working days")
    assert [item.text for item in part(found, Section.NEXT).items] == ["Opas"]
    for word in ("Retron", "Aino", "Ei asiakkaalle"):
        assert word not in found.to_json()


def test_a_document_is_kept_and_read_back_whole(store):
    assert from_json(page(store).to_json()) == page(store)


def test_a_file_cannot_make_a_spreadsheet_calculate():
    lines = (Item("=HYPERLINK(1)", "+1", share=0.5), Item("Opas"))
    document = Document("Kuusi", "en", "2026-10-01", "2026-09-01", "2026-09-30", (Part(Section.NEXT, "@x", lines),))
    text = as_csv(document).decode("utf-8-sig")
    assert "'=HYPERLINK(1),'+1,0.5000" in text
    assert ",'@x," in text


@pytest.mark.parametrize(
    "text", ["=1+1", " =1+1", "\t=1+1", "\n@x", "-2", "+2", "\uff1d1+1", "|x", "opas;=1+1", "opas,=1+1"]
)
def test_no_cell_is_a_formula_whichever_separator_the_spreadsheet_takes(text):
    for language in ("en", "fi"):
        document = Document("K", language, "2026-10-01", "2026-09-01", "2026-09-30", (Part(Section.NEXT, text),))
        for separator in ";,\t":
            for row in csv.reader(io.StringIO(as_csv(document).decode("utf-8-sig"), newline=""), delimiter=separator):
                assert not [cell for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@", "\uff1d")]


def test_a_file_is_of_the_days_that_the_page_was_moved_to_where_it_may_be(store):
    """Exactly what is shown: the address names the days, and the link says whether they can be chosen."""
    spend(store, "kuusi", ("Elokuu", "OUTCOME_SALES", 500), day=date(2026, 8, 20))
    offered = periods_open(store, client_id="kuusi", terms=ALL, today=local_day(utc_now(), "Europe/Helsinki"))
    wanted = offered[-1]
    heads = {}
    for may in (True, False):
        terms = replace(ALL, may_change_dates=may, may_export=True)
        share, _ = shares.create_share(store.ops, client_id="kuusi", terms=terms, who="t", now=utc_now())
        for days in (days_key(wanted), "", "2020-01-01..2030-12-31"):
            file = shared_file(store, client_id="kuusi", share=share, days=days).decode("utf-8-sig")
            heads[may, days] = next(csv.reader(file.splitlines()[1:]))[2]
    moved = f"{wanted.start}–{wanted.end}"
    assert heads.pop((True, days_key(wanted))) == moved
    assert moved not in heads.values()
    assert len(set(heads.values())) == 1


def test_what_a_list_leaves_out_is_counted_on_the_page_in_its_file_and_on_the_one_page(store):
    begun = datetime(2026, 9, 1, 6, 0)
    create_board(store, client_id="kuusi", name="Seinä", who="t", now=begun)
    for number in range(15):
        asked = {"client_id": "kuusi", "who": "t"}
        made = cards.create_card(store, name=f"Työ {number}", status=Status.DOING, now=begun, **asked)
        later = begun + timedelta(days=3)
        cards.move_card(store, card_id=made.card_id, status=Status.DONE, now=later, **asked)
    found = page(store)
    done = part(found, Section.DONE)
    assert done.lead == "15 pieces of work were finished."
    assert [item.text for item in done.items[12:]] == ["and 3 more"]
    assert "and 3 more" in as_csv(found).decode("utf-8-sig")
    did = next(block for block in blocks(found) if block.title == "What we did")
    assert (len(did.items), did.rest) == (5, "and 10 more")


def test_money_that_is_in_no_stage_is_told_so_that_bars_and_total_agree(store):
    """600 + 400 in stages and 50 in none: the total is 1,050 whatever the bars show."""
    spend(store, "kuusi", ("Outo", "", 50), day=date(2026, 9, 16))
    asked = {"client_id": "kuusi", "valid_from": date(2026, 1, 1), "basis": "", "set_by": "t", "now": NOW}
    bare = part(page(store), Section.BALANCE)
    assert (bare.items[-1].text, plain(bare.items[-1].detail)) == ("Not placed in one stage yet", "5 %, 50.00 €")
    shares = dict(zip(Stage, (Decimal("0.6"), Decimal("0.1"), Decimal("0.2"), Decimal("0.1")), strict=True))
    set_target(store.ops, shares=shares, **asked)
    told = part(page(store), Section.BALANCE).items
    assert [plain(item.detail) for item in told if item.share is None] == [
        "50.00 € of 1,050 €, not part of the shares above"
    ]
    assert plain(told[0].detail) == "60 %, agreed 60 %, 600 €"
    lead = plain(part(page(store), Section.BALANCE).lead)
    assert lead.startswith("20 % of the money in the stages (200 € of 1,000 €) is in a different stage"), lead
    one_stage = page(store, replace(ALL, stages=(Stage.REACH,)))
    assert len(part(one_stage, Section.BALANCE).items) == 1, "a link of one stage tells nothing of the others"


def test_where_no_money_has_a_stage_no_empty_bars_are_drawn_and_a_table_of_their_own_has_a_name(tmp_path):
    store = open_store(tmp_path / "data")
    add_client(store.ops, name="Kuusi", now=NOW)
    spend(store, "kuusi", ("Outo", "", 50), source="table")
    found = page(store)
    assert [item.text for item in part(found, Section.BALANCE).items] == ["Not placed in one stage yet"]
    assert [item.text for item in part(found, Section.COUNTED).items] == ["A report of our own"]


def test_a_number_of_other_days_than_the_page_says_which(store):
    """Agreed by the quarter; the page is of September. Nothing is said of one that is of the page's own days."""
    for span, value in (("month", "900"), ("quarter", "3000")):
        set_kpi(
            store.ops, client_id="kuusi", metric="spend", span=span, direction="above", value=Decimal(value),
            valid_from=date(2026, 1, 1), set_by="t", now=NOW,
        )  # fmt: skip
    found = part(page(store), Section.RESULT)
    assert [(plain(item.text), plain(item.detail)) for item in found.items if not item.value] == [
        ("Other days", "1 Jul – 30 Sep 2026: Media spend (quarter)")
    ]
    names = [item.text for item in found.items if item.value]
    assert names == ["Media spend (month)", "Media spend (quarter)"], "two goals of one number are told apart"
    assert blocks(page(store))[0].items[-1].text == "Other days"


def test_without_goals_the_volumes_and_the_budget_are_told_and_not_that_goals_are_missing(store):
    """1,000 € on one day of September, 500 € in August: of 31 even days September's 30 ask for about the same. The
    budget of 1,200 € is the whole month's. A link of one stage reads that stage's money, no budget."""
    spend(store, "kuusi", ("Elokuu", "OUTCOME_SALES", 500), day=date(2026, 8, 20))
    set_budget(
        store.ops, client_id="kuusi", period=SEPTEMBER, scope=EVERYTHING, amount=Decimal(1200),
        decided_on=date(2026, 8, 25), set_by="t", now=NOW,
    )  # fmt: skip
    found = part(page(store), Section.RESULT)
    said = {item.text: plain(item.detail) for item in found.items}
    assert said["Media spend"].startswith("1,000 €")
    assert said["Budget, 1–30\u00a0Sep\u00a02026"] == "1,000 € of 1,200 € used"
    assert "goal" not in found.lead
    assert [item.value for item in blocks(page(store))[0].items][0] == "1,000\u00a0€"
    one_stage = part(page(store, replace(ALL, stages=(Stage.CONVERT,))), Section.RESULT)
    assert [(item.text, plain(item.value)) for item in one_stage.items] == [("Media spend (Convert)", "400 €")]
    quiet = replace(ALL, sections=tuple(one for one in Section if one is not Section.BALANCE))
    assert part(page(store, quiet), Section.RESULT).items == (), "who is not told where money went reads of none"
    bare = part(page(store, period=Period(date(2025, 9, 1), date(2025, 9, 30))), Section.RESULT)
    assert (bare.lead, bare.items) == ("There are no figures for these days yet.", ())


def test_figures_that_nobody_has_renewed_for_weeks_are_still_told_of_the_days_they_cover(store):
    late = NOW + timedelta(days=30)
    found = part(client_page(store, client_id="kuusi", terms=ALL, as_of=late, period=SEPTEMBER), Section.RESULT)
    assert [plain(item.value) for item in found.items if item.value] == ["1,000 €"]


def test_the_budget_of_days_that_are_all_known_is_told_however_long_ago_they_were(store):
    """Known through 30 September: all of September's budget. Of October nothing is known, so no budget is told."""
    spend(store, "kuusi", ("Haku", "OUTCOME_SALES", 500), day=date(2026, 9, 30))
    for days in (SEPTEMBER, Period(date(2026, 10, 1), date(2026, 10, 31))):
        set_budget(
            store.ops, client_id="kuusi", period=days, scope=EVERYTHING, amount=Decimal(2000),
            decided_on=date(2026, 8, 25), set_by="t", now=NOW,
        )  # fmt: skip

    def told(as_of: datetime, start: date, end: date) -> list[str]:
        there = client_page(store, client_id="kuusi", terms=ALL, as_of=as_of, period=Period(start, end))
        items = part(there, Section.RESULT).items
        return [plain(item.detail) for item in items if item.text.startswith("Budget")]

    for as_of in (NOW, NOW + timedelta(days=60)):
        assert told(as_of, SEPTEMBER.start, SEPTEMBER.end) == ["1,500 € of 2,000 € used"]
        assert told(as_of, date(2026, 10, 1), date(2026, 10, 15)) == []


def test_a_budget_that_goes_on_is_told_as_of_the_last_day_of_the_page_and_not_of_now(store):
    """300 days of 10 € each: by the end of September, the 200th day, about 2,000 € would be used at an even
    pace; a little more where some weekdays cost more."""
    days = Period(date(2026, 3, 15), date(2027, 1, 8))
    set_budget(
        store.ops, client_id="kuusi", period=days, scope=EVERYTHING, amount=Decimal(3000),
        decided_on=date(2026, 3, 1), set_by="t", now=NOW,
    )  # fmt: skip
    spend(store, "kuusi", ("Haku", "OUTCOME_SALES", 500), day=date(2026, 9, 30))
    late = NOW + timedelta(days=60)
    found = part(client_page(store, client_id="kuusi", terms=ALL, as_of=late, period=SEPTEMBER), Section.RESULT)
    (told,) = [plain(item.detail) for item in found.items if item.text.startswith("Budget")]
    assert told.startswith("1,500 € of 3,000 € used by 30 Sep 2026, at an even pace 2,0")


def test_days_that_are_not_over_are_named_so(store):
    october = page(store, period=Period(date(2026, 9, 20), date(2026, 10, 6)))
    assert october.days.endswith(", under way")
    assert page(store).days == "1–30\u00a0Sep\u00a02026"
