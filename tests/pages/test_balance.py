"""The Balance page as people open it: through the router, with real stores, as each role and in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from core.access.sessions import open_session, token_hash
from core.dates import utc_now
from core.model import Client, Level, Period, Rate, Role
from core.sources.reading import DAY_SCHEMA, PERIOD_SCHEMA, RESULT_SCHEMA, Entity
from core.store import clients, decisions, facts, meetings, people, targets
from core.store.batches import Batch
from core.store.content import add_content
from core.store.decisions import Choice
from core.store.publishing import Offered, publish
from core.store.rates import set_rates
from pages.ui import plan_reads

ROUTER = Path(__file__).resolve().parents[2] / "pages" / "router.py"
TODAY = date(2026, 10, 1)
SHARES = {"reach": Decimal("0.45"), "act": Decimal("0.25"), "convert": Decimal("0.20"), "engage": Decimal("0.10")}
HOSTILE = "![x](https://evil.example/p.png) [win](https://evil.example) $a$ =1+1"

Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def first_of_october(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.dates.utc_now", lambda: datetime(2026, 10, 1, 6, 0))


@pytest.fixture
def opened(office: Any) -> Open:
    """The page through the router, as somebody of a role (None: a stranger)."""

    def open_page(role: Role | None, *, client: Client | None = None, language: str = "en", **query: str) -> AppTest:
        at = AppTest.from_file(ROUTER, default_timeout=120)
        if role is not None:
            person = office.people[role]
            people.set_language(office.store.ops, person_id=person.person_id, language=language)
            at.user = {"session": token_hash(open_session(office.store.ops, person_id=person.person_id, now=utc_now()))}
        for name, value in ({"client": (client or office.fir).client_id} | query).items():
            at.query_params[name] = value
        return at.run()

    return open_page


CAMPAIGNS = (
    ("Lookalike A", "OUTCOME_AWARENESS", 60),
    ("Opas", "OUTCOME_ENGAGEMENT", 20),
    ("Tarjouspyyntö", "OUTCOME_SALES", 15),
    (HOSTILE, "", 5),
)


def publish_days(office: Any, first: date, days: int) -> None:
    """One import with every campaign's money of each day."""
    cells = [(e, first + timedelta(days=d), Decimal(CAMPAIGNS[e][2])) for d in range(days) for e in range(4)]
    columns = {name: [None] * len(cells) for name in DAY_SCHEMA.names}
    columns |= dict(zip(("e", "day", "spend"), map(list, zip(*cells, strict=True)), strict=True))
    batch = Batch(
        client_id=office.fir.client_id,
        source="meta_ads",
        account="123",
        currency="EUR",
        entities=tuple(Entity(Level.CAMPAIGN, name, external_id=name, objective=aim) for name, aim, _ in CAMPAIGNS),
        days=pa.table(columns, schema=DAY_SCHEMA),
        periods=PERIOD_SCHEMA.empty_table(),
        results=RESULT_SCHEMA.empty_table(),
    )
    put(office, batch, Period(first, first + timedelta(days=days - 1)))


def publish_total(office: Any, period: Period, amount: int) -> None:
    """One import without days: the money of one campaign over a period."""
    row = {
        "e": 0,
        "start": period.start,
        "end": period.end,
        "measure": "spend",
        "value": Decimal(amount),
        "bound": None,
    }
    batch = Batch(
        client_id=office.fir.client_id,
        source="meta_ads",
        account="123",
        currency="EUR",
        entities=(Entity(Level.CAMPAIGN, "Kesä", external_id="1"),),
        days=DAY_SCHEMA.empty_table(),
        periods=pa.Table.from_pylist([row], schema=PERIOD_SCHEMA),
        results=RESULT_SCHEMA.empty_table(),
    )
    put(office, batch, period)


def put(office: Any, batch: Batch, period: Period) -> None:
    publish(
        office.store,
        batch,
        Offered(f"export_{period.start}.csv", "", str(period), "campaigns", period),
        answers={},
        who="Test",
        now=datetime(2026, 10, 1),
        summarise=lambda import_id, effect: "{}",
    )


@pytest.fixture
def full(office: Any) -> Any:
    """September of Kuusi: 60 % Reach, 20 % Act, 15 % Convert, 5 % without a stage; a target from January on."""
    publish_days(office, date(2026, 9, 3), 1)
    publish_days(office, date(2026, 9, 4), 27)
    chosen = {"Lookalike A": "reach", "Opas": "act", "Tarjouspyyntö": "convert"}
    decisions.decide_many(
        office.store.ops,
        client_id=office.fir.client_id,
        decisions=[Choice(key, chosen[name]) for key, name in _entities(office).items() if name in chosen],
        decided_by="Test",
        now=datetime(2026, 9, 4),
    )
    targets.set_target(
        office.store.ops,
        client_id=office.fir.client_id,
        valid_from=date(2026, 1, 8),
        shares=SHARES,
        basis="Agreed in the monthly.",
        set_by="anna@example.fi",
        now=datetime(2026, 1, 8),
    )
    for at in (datetime(2026, 9, 3, 6), datetime(2026, 10, 1, 6)):
        meetings.add_meeting(office.store.ops, client_id=office.fir.client_id, kind="monthly", at=at, now=at)
    return office


def words(at: AppTest) -> str:
    """Everything in the page's main part that is read as text."""
    texts = [f"{getattr(e, 'value', '')} {getattr(e, 'label', '')} {getattr(e, 'body', '')}" for e in at.main]
    return "\n".join(texts).replace("\u00a0", " ").replace("\\", "")


def address(at: AppTest, name: str) -> str:
    value = at.query_params[name]
    return value if isinstance(value, str) else value[0]


def charts(at: AppTest) -> list[str]:
    return [element.proto.alt for element in at.main if element.type == "vega_lite_chart"]


def test_a_stranger_sees_no_number_and_no_name(full: Any, opened: Open) -> None:
    at = opened(None)
    assert not at.exception
    assert "Kuusi" not in words(at)
    assert not at.metric
    assert not charts(at)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_of_the_team_sees_the_balance_of_their_client(full: Any, opened: Open, role: Role) -> None:
    at = opened(role)
    assert not at.exception
    assert "of the budget" in at.header[0].value
    assert at.metric[0].value.replace("\u00a0", " ") == "2,800 €"
    assert len(charts(at)) == 4


def test_a_client_that_is_not_theirs_falls_back_to_one_that_is(full: Any, opened: Open) -> None:
    at = opened(Role.SPECIALIST, client=full.birch)
    assert not at.exception
    assert "Koivu" not in words(at)
    assert address(at, "client") == full.fir.client_id


def test_the_headline_is_the_answer_in_finnish(full: Any, opened: Open) -> None:
    """Staged 95 € a day for 28 days: Reach 60/95 = 63.2 % is 18.2 points over 45 %, all others under: 0.1816 × 2 660 €
    is 483 €."""
    at = opened(Role.GROWTH_OWNER, language="fi")
    headline = at.header[0].value.replace("\u00a0", " ").replace("\\", "")
    assert headline.startswith("18 % budjetista (483 € / 2 660 €) on muussa vaiheessa kuin suunniteltiin: Reach +18")
    assert at.title[0].value == "Vaiheiden tasapaino"
    assert "Reach – tavoita: 63 %" in charts(at)[0].replace("\u00a0", " ")


def test_the_reviewed_sprint_is_what_the_page_opens_with(full: Any, opened: Open) -> None:
    at = opened(Role.GROWTH_OWNER)
    assert at.selectbox(key="period_which").value == "sprint:2026-09-03"


def test_an_address_shows_the_same_period_again(full: Any, opened: Open) -> None:
    at = opened(Role.GROWTH_OWNER, period="days:2026-09-03..2026-09-04")
    assert at.metric[0].value.replace("\u00a0", " ") == "200 €"
    at = opened(Role.GROWTH_OWNER, period="week:2026-W38")
    assert at.metric[0].value.replace("\u00a0", " ") == "700 €"


@pytest.mark.parametrize(
    "nonsense", ["sprint:2019-01-01", "days:2026-09-09..2026-09-01", "days:0001-01-01..9999-12-31", "'"]
)
def test_a_period_that_means_nothing_is_said_and_the_default_stands_in(full: Any, opened: Open, nonsense: str) -> None:
    at = opened(Role.GROWTH_OWNER, period=nonsense)
    assert not at.exception
    assert "cannot be read" in words(at)
    assert at.metric[0].value.replace("\u00a0", " ") == "2,800 €"


def test_choosing_another_kind_of_period_rewrites_the_address(full: Any, opened: Open) -> None:
    at = opened(Role.GROWTH_OWNER)
    at.segmented_control(key="period_kind").set_value("month").run()
    assert address(at, "period") == "month:2026-09"
    at.segmented_control(key="period_kind").set_value("days").run()
    assert address(at, "period") == "days:2026-09-01..2026-09-30"
    assert not at.exception


def test_a_stage_with_a_target_and_no_money_is_named(full: Any, opened: Open) -> None:
    at = opened(Role.GROWTH_OWNER)
    assert "Engage has had no money" in at.warning[0].value.replace("\\", "")


def test_unmapped_money_stands_apart_and_leads_to_the_stage_page(full: Any, opened: Open) -> None:
    """5 € a day for 28 days."""
    at = opened(Role.GROWTH_OWNER)
    assert "No stage yet: 5 %, 140 €" in charts(at)[1].replace("\u00a0", " ")
    links = [e.proto.label.replace("\u00a0", " ").replace("\\", "") for e in at.main if e.type == "page_link"]
    assert "Confirm 1 campaign, 140 €" in links


def test_a_bar_opens_its_campaigns_and_a_campaign_its_imports(full: Any, opened: Open) -> None:
    at = opened(Role.GROWTH_OWNER, stage="act", period="days:2026-09-03..2026-09-04")
    assert at.dataframe[0].value["Campaign"].tolist() == ["Opas"]
    key = next(key for key, name in _entities(full).items() if name == "Opas")
    at = opened(Role.GROWTH_OWNER, stage="act", campaign=key, period="days:2026-09-03..2026-09-04")
    links = [e.proto.label for e in at.main if e.type == "page_link" and "export" in e.proto.label]
    assert len(links) == 2


def _entities(office: Any) -> dict[str, str]:
    with office.store.metrics.cursor() as cursor:
        return {e.entity_key: e.name for e in facts.entities(cursor, client_id=office.fir.client_id)}


def test_choosing_a_stage_goes_to_the_address(full: Any, opened: Open) -> None:
    at = opened(Role.GROWTH_OWNER)
    assert not at.dataframe
    at.pills(key="balance_bucket").set_value("convert").run()
    assert address(at, "stage") == "convert"
    assert at.dataframe[0].value["Campaign"].tolist() == ["Tarjouspyyntö"]


def test_a_hostile_campaign_name_never_reaches_markdown(full: Any, opened: Open) -> None:
    """It is shown in a table cell as it is; everything that Markdown would read is escaped."""
    key = next(k for k, name in _entities(full).items() if name == HOSTILE)
    at = opened(Role.GROWTH_OWNER, stage="unmapped", campaign=key)
    assert at.dataframe[0].value["Campaign"].tolist() == [HOSTILE]
    assert all("](https:" not in str(m.value) for m in at.markdown)


def test_without_a_target_there_is_no_verdict_but_a_way_to_agree_on_one(office: Any, opened: Open) -> None:
    office.spend(date(2026, 9, 20), ("Lookalike A", "OUTCOME_AWARENESS", 600))
    at = opened(Role.GROWTH_OWNER, language="fi", period="month:2026-09")
    assert not at.exception
    assert "Ei vertailua" in words(at)
    assert "Sovi tavoitejakauma" in [e.proto.label for e in at.main if e.type == "page_link"]
    assert "%-yks." not in charts(at)[0]


def test_two_currencies_are_refused_with_a_sentence(office: Any, opened: Open) -> None:
    office.spend(date(2026, 9, 20), ("A", "OUTCOME_AWARENESS", 600))
    office.spend(date(2026, 9, 20), ("B", "OUTCOME_AWARENESS", 600), currency="SEK")
    at = opened(Role.GROWTH_OWNER, period="month:2026-09")
    assert not at.exception
    assert "EUR + SEK" in at.warning[0].value.replace("\\", "")
    assert not charts(at)
    assert "Add an exchange rate" in [e.proto.label for e in at.main if e.type == "page_link"]
    set_rates(office.store.ops, [Rate(date(2026, 8, 31), "SEK", "EUR", Decimal("0.0875"))], now=datetime(2026, 10, 1))
    at = opened(Role.GROWTH_OWNER, period="month:2026-09")
    assert not at.exception
    shown = [caption.value.replace("\\", "").replace("\u00a0", " ") for caption in at.caption]
    assert "Converted: 1 SEK = 0.0875 EUR (31 Aug 2026)." in shown


@pytest.mark.parametrize(("language", "said"), [("en", "Bring the first export"), ("fi", "Tuo ensimmäinen raportti")])
def test_a_client_without_data_is_told_what_to_do(opened: Open, language: str, said: str) -> None:
    at = opened(Role.GROWTH_OWNER, language=language)
    assert not at.exception
    assert said in words(at)
    assert not charts(at)


@pytest.mark.parametrize(("language", "said"), [("en", "no advertising money"), ("fi", "ei mainosrahaa")])
def test_a_team_has_no_money_and_that_is_fine(office: Any, opened: Open, language: str, said: str) -> None:
    at = opened(Role.GROWTH_OWNER, client=office.team, language=language)
    assert not at.exception
    assert said in at.info[-1].value


def test_a_client_with_only_period_totals_can_choose_their_period(office: Any, opened: Open) -> None:
    """600 € of 1.–31.8.2026 as one total: counted where the period matches exactly, listed where it only touches."""
    publish_total(office, Period(date(2026, 8, 1), date(2026, 8, 31)), 600)
    at = opened(Role.GROWTH_OWNER, period="days:2026-08-01..2026-08-31")
    assert not at.exception
    assert at.metric[0].value.replace("\u00a0", " ") == "600 €"
    assert "Counted as a total" in words(at)
    at = opened(Role.GROWTH_OWNER, period="days:2026-08-01..2026-08-15")
    assert at.header[0].value == "No money in this period"
    assert "Not used" in words(at)


def test_an_empty_period_says_so(full: Any, opened: Open) -> None:
    at = opened(Role.GROWTH_OWNER, period="days:2026-07-01..2026-07-31")
    assert not at.exception
    assert at.header[0].value == "No money in this period"


def test_the_page_is_few_large_elements(full: Any, opened: Open) -> None:
    """At most 400 elements on the fullest page."""
    assert len(list(opened(Role.GROWTH_OWNER, stage="reach").main)) < 100


def test_both_languages_have_every_sentence_with_the_same_blanks() -> None:
    from string import Formatter

    from pages.ui.words.balance import BALANCE
    from pages.ui.words.common import CHANNELS, COMMON

    for key, (english, finnish) in (BALANCE | COMMON | CHANNELS).items():
        blanks = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (english, finnish)]
        assert blanks[0] == blanks[1], key
        assert english, key
        assert finnish, key


def test_an_archived_client_is_not_offered(full: Any, opened: Open) -> None:
    clients.archive_client(full.store.ops, client_id=full.fir.client_id, now=datetime(2026, 9, 30))
    at = opened(Role.SPECIALIST)
    assert not at.exception
    assert not charts(at)


def test_work_and_content_lie_beside_the_money(full: Any, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """One piece of content for Act, shown to whoever may; a stage without any is named, and each count is a link."""
    fir = full.fir.client_id
    add_content(
        full.store.ops,
        client_id=fir,
        title="Opas",
        stage="act",
        live_from=date(2026, 9, 1),
        added_by="Test",
        now=datetime(2026, 9, 1),
    )
    monkeypatch.setattr("core.dates.utc_now", lambda: datetime(2026, 10, 1, 6, 7))
    at = opened(Role.GROWTH_OWNER)
    assert "No content on show in Reach, Convert, Engage" in [one.value for one in at.subheader]
    (table,) = [one for one in at.get("html") if "Content on show" in str(one.proto.body)]
    body = str(table.proto.body)
    assert f'<a href="content?client={fir}&amp;stage=act" target="_self" style="color:inherit">1</a>' in body
    assert body.count("</span> none</a>") == 3
    assert "Work under way" not in body, "there is no board"
    assert body.count("<td") == 4 * 4
    kept = plan_reads.facts(full.store.ops.version(), fir, TODAY, datetime(2030, 1, 1), full.store)
    assert kept.moment == datetime(2026, 10, 1, 6, 7), "what other pages read too knows what was said a minute ago"
