"""An office with two clients, a team and three people, and a way to open any page as one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from core.access.sessions import open_session, token_hash
from core.dates import utc_now
from core.model import Client, ClientKind, Level, Period, Person, Role
from core.sources.reading import DAY_SCHEMA, PERIOD_SCHEMA, RESULT_SCHEMA, Entity
from core.store import Store, clients, open_store, people
from core.store.batches import Batch
from core.store.publishing import Offered, publish
from tests.fake_trello.fixtures import served as served
from tests.fake_trello.fixtures import world as world
from tests.pages import board_page

PAGES = Path(__file__).resolve().parents[2] / "pages"
HOSTILE = "[x](javascript:alert(1)) <img src=x onerror=alert(1)> $a$ :red[hi]"
WRITTEN = datetime(2026, 9, 1, 6, 0)


@dataclass
class Office:
    store: Store
    fir: Client
    birch: Client
    team: Client
    people: dict[Role, Person] = field(default_factory=dict)

    def open(
        self, page: str, role: Role | None, *, client: Client | None = None, language: str = "en", run: bool = True
    ) -> AppTest:
        """The page as somebody of this role sees it; a role of None is a stranger."""
        at = AppTest.from_file(PAGES / "team" / f"{page}.py", default_timeout=120)
        if role is not None:
            person = self.people[role]
            people.set_language(self.store.ops, person_id=person.person_id, language=language)
            token = open_session(self.store.ops, person_id=person.person_id, now=utc_now())
            at.user = {"session": token_hash(token)}
        at.query_params["client"] = (client or self.fir).client_id
        return at.run() if run else at

    def in_the_app(
        self, page: str, role: Role, *, client: Client | None = None, language: str = "en", **query: str
    ) -> AppTest:
        """The page in the whole app, with its ways to other pages."""
        at = AppTest.from_file(PAGES / "router.py", default_timeout=120)
        person = self.people[role]
        people.set_language(self.store.ops, person_id=person.person_id, language=language)
        at.user = {"session": token_hash(open_session(self.store.ops, person_id=person.person_id, now=utc_now()))}
        for key, value in ({"client": (client or self.fir).client_id} | query).items():
            at.query_params[key] = value
        return at.run().switch_page(f"team/{page}.py").run()

    def spend(
        self, day: date, *campaigns: tuple[str, str, int], client: Client | None = None, currency: str = "EUR"
    ) -> None:
        """Publish one day: (campaign, objective, whole euros)."""
        owner = client or self.fir
        rows = {name: [None] * len(campaigns) for name in DAY_SCHEMA.names}
        rows |= {
            "e": list(range(len(campaigns))),
            "day": [day] * len(campaigns),
            "spend": [Decimal(amount) for _, _, amount in campaigns],
        }
        batch = Batch(
            client_id=owner.client_id,
            source="meta_ads",
            account="123" if currency == "EUR" else currency,
            currency=currency,
            entities=tuple(
                Entity(level=Level.CAMPAIGN, name=name, external_id=f"id-{name}", objective=objective)
                for name, objective, _ in campaigns
            ),
            days=pa.table(rows, schema=DAY_SCHEMA),
            periods=PERIOD_SCHEMA.empty_table(),
            results=RESULT_SCHEMA.empty_table(),
        )
        publish(
            self.store,
            batch,
            Offered("test.csv", "", f"{day}{campaigns}{currency}", "campaigns", Period(day, day)),
            answers={},
            who="Test",
            now=WRITTEN,
            summarise=lambda import_id, effect: "{}",
        )


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> Iterator[None]:
    """Each AppTest asks every installed package whether it brings components of Streamlit. What is installed stays the
    same while the tests run, so it is asked once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An admin sees all; the Growth Owner and the specialist are given Kuusi only."""
    monkeypatch.setenv("TAHTI_DATA", str(tmp_path))
    # The cache's key is the version of the one data folder that a process serves; here every test has its own.
    st.cache_resource.clear()
    store = open_store(tmp_path)
    made = Office(
        store,
        fir=clients.add_client(store.ops, name="Kuusi Oy", now=WRITTEN),
        birch=clients.add_client(store.ops, name="Koivu Oy", now=WRITTEN),
        team=clients.add_client(store.ops, name="Sisäinen tiimi", kind=ClientKind.TEAM, now=WRITTEN),
    )
    for role in Role:
        made.people[role] = people.add_person(
            store.ops,
            email=f"{role}@example.fi",
            name=f"Test {role}",
            role=role,
            password_hash="not a hash, so nobody signs in with it",
            language="en",
            client_ids=[] if role is Role.ADMIN else [made.fir.client_id, made.team.client_id],
            now=WRITTEN,
        )
    return made


@pytest.fixture
def shown() -> Callable[[AppTest], str]:
    """Every word of the page's main part, to look for what must or must not be there."""

    def words(at: AppTest) -> str:
        texts = [str(getattr(element, "value", "")) for element in at.main]
        texts += [str(getattr(element, "label", "")) for element in at.main]
        return "\n".join(text for text in texts if text)

    return words


@pytest.fixture
def full(office: Office) -> Office:
    """The office with a board of five cards."""
    board_page.bring(office, board_page.board())
    return office


@pytest.fixture
def ours(full: Office) -> Office:
    """The same board, taken over as our own."""
    at = board_page.opened(full, part="bring")
    next(button for button in at.button if button.key and button.key.startswith("board_adopt")).click().run()
    assert "The board is ours now." in board_page.words(at)
    return full
