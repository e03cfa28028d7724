"""The walk: every page and every report, with two clients' data in which each written thing has a word of its own."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import fields, is_dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from streamlit.util import calc_hash

import core.reports
import core.store
from core.dates import local_day, utc_now
from core.errors import TahtiError
from core.meetings.shapes import Kind
from core.model import Period, Role
from core.reports.trust import trust
from core.shares import Section
from core.store import Store
from core.store.board import read_boards
from core.store.clients import get_client
from core.store.facts import entities, search_spans
from core.store.import_log import list_imports
from core.store.meetings import kept_meetings
from core.store.retros import list_retros
from core.store.rooms import find_room
from core.store.shares import list_shares
from pages.router import ADMINS, TEAM
from pages.router import OWN as OWN_PAGES
from tests.attack.planted import EUROS, EVERYTHING, OTHER, OWN, SEALED, Words

UNSEEN = (
    *("term", "account", "label", "reader", "audience", "stageinternal", "decision"),
    *("checklist", "roomtext", "parked", "retronote", "retrowriter", "improvement"),
)
"""Words that stand only where a specialist does look, but not on the first screen of a page."""


@pytest.fixture(scope="module")
def insider(server: Any, planted: tuple[Words, Words]) -> int:
    """Somebody who serves OWN and nobody else."""
    return int(server.add("sisainen@example.fi", Role.GROWTH_OWNER, OWN))


def test_no_page_of_the_team_holds_a_word_of_a_client_that_is_not_theirs(server: Any, insider: int) -> None:
    """Tables, charts and lists of choices travel in the same messages, so nothing of them is missed."""
    seen = ""
    own, other = (things(server.store, slug) for slug in (OWN, OTHER))
    queries = [
        f"client={OWN}&card={own['card_id']}&campaign={own['entity_key']}&meeting={own['meeting_id']}",
        f"client={OTHER}&period=all&meeting={other['meeting_id']}",
        f"client={OWN}&meeting={other['meeting_id']}",
        f"client={OWN}&preview={other['share_id']}&card={other['card_id']}&campaign={other['entity_key']}",
    ]
    with server.talk(cookie=server.signed_in(insider)) as talk:
        for page in (*TEAM, *ADMINS, *OWN_PAGES):
            for query in queries:
                heard = talk.rerun(page="" if page == "balance" else page, query=query)
                assert OTHER not in heard, (page, query)
                assert f"{OWN}{SEALED}" not in heard, "what is not revealed, nobody of the team reads either"
                seen += heard
    missing = [word for word in Words(OWN).hidden if word not in seen and not word.endswith(UNSEEN)]
    assert missing == [], "the walk would not notice these"


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_link_yields_its_clients_lines_and_none_of_the_words_that_are_not_for_them(
    server: Any, planted: tuple[Words, Words], link: Any, language: str
) -> None:
    own, other = planted
    held = link(OWN, sections=tuple(Section), language=language, may_export=True, may_change_dates=True)
    with server.talk(cookie=held.cookie) as talk:
        page = talk.rerun(page="client", query=f"v={held.share.public_id}")
        queries = (f"&client={OTHER}", "&days=2020-01-01..2030-12-31", "&days=x", "&preview=1", f"&lang=fi&v={OTHER}")
        widened = [talk.rerun(page="client", query=f"v={held.share.public_id}{more}") for more in queries]
    file = server.ask("GET", held.export, cookie=held.cookie)
    assert file.status == 200
    for said in (page, file.body):
        assert [word for word in own.shown if word not in said] == []
        money = f"{3 * EUROS[OWN]:,}".replace(",", "\u00a0" if language == "fi" else ",")
        assert money in said
    for said in (page, file.body, *widened, str(file.headers)):
        assert OTHER not in said
        assert f"{3 * EUROS[OTHER]:,}" not in said
        assert [word for word in own.hidden if word in said] == []


def test_what_is_not_in_the_terms_is_not_in_the_page(server: Any, planted: tuple[Words, Words], link: Any) -> None:
    """One section is as much as was given: neither the page nor the file says a word of the others."""
    held = link(OWN, sections=(Section.NEEDED,), may_export=True)
    with server.talk(cookie=held.cookie) as talk:
        page = talk.rerun(page="client", query=f"v={held.share.public_id}")
    file = server.ask("GET", held.export, cookie=held.cookie).body
    for said in (page, file):
        assert f"{OWN}waiting" in said
        assert [word for word in Words(OWN).shown if word in said] == [f"{OWN}waiting"]


def test_no_page_of_the_team_runs_for_a_link(server: Any, planted: tuple[Words, Words], link: Any) -> None:
    """By name, by the hash that the browser would send, as the first message and in an open page."""
    held = link(OWN)
    first = f"v={held.share.public_id}&client={OWN}"
    internal = [*TEAM, *ADMINS, *OWN_PAGES, "router", "team/people.py", "team/board.py"]
    with server.talk(cookie=held.cookie) as talk:
        for page in internal:
            for forged in ({"page": page}, {"page_hash": calc_hash(page)}, {"page_hash": calc_hash(f"pages/{page}")}):
                heard = talk.rerun(query=first, **forged)
                assert not [word for word in Words(OWN).hidden if word in heard], forged
                assert OTHER not in heard
    for page in internal:
        assert server.ask("GET", f"/{page}?{first}", cookie=held.cookie).status in (401, 404)


# ------------------------------------------------------------------------------------------------------------- reports


def helpers() -> Iterator[Callable[..., Any]]:
    """Every public function of reports and stores that asks for one client and only reads."""
    for package in (core.reports, core.store):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, found in inspect.getmembers(import_module(module.name), inspect.isfunction):
                asked = inspect.signature(found).parameters
                if found.__module__ != module.name or name.startswith("_") or "client_id" not in asked:
                    continue
                if not {"now", "who", "con"} & set(asked) and not name.startswith(WRITERS):
                    yield found


WRITERS = (
    "remove",
    "retire",
    "set_",
    "note_shown",
    "forget",
    "show_note",
    "postpone",
    "reopen",
    "mark_",
    "give_",
    "end_",
)


def things(store: Store, slug: str) -> dict[str, Any]:
    """The numbers and names of a client's own things."""
    (board,) = read_boards(store.ops, client_id=slug)
    with store.metrics.cursor() as cursor:
        entity = entities(cursor, client_id=slug)[0].entity_key
    retro = list_retros(store.ops, client_id=slug)[0]
    room = find_room(store.ops, client_id=slug, kind="weekly", day=local_day(utc_now(), "Europe/Helsinki"))
    assert room is not None
    return {
        "board_id": board.board.board_id,
        "card_id": board.cards[0].card_id,
        "list_id": board.cards[0].list_id,
        "import_id": list_imports(store.ops, client_id=slug)[0].import_id,
        "share_id": list_shares(store.ops, client_id=slug)[0][0].share_id,
        "entity_key": entity,
        "wanted": entity,
        "account": f"{slug}account",
        "meeting_id": kept_meetings(store.ops, client_id=slug)[0].meeting_id,
        "retro": retro,
        "retro_id": retro.retro_id,
        "room_id": room.room_id,
    }


def fill(found: Callable[..., Any], store: Store, stack: ExitStack, its: dict[str, Any]) -> dict[str, Any] | None:
    """Arguments that ask for OWN, about these things; None when the function needs one that this walk does not know."""
    now = utc_now()
    today = local_day(now, "Europe/Helsinki")
    span = Period(today - timedelta(days=40), today - timedelta(days=1))
    cursor = stack.enter_context(store.metrics.cursor())
    known: dict[str, Any] = its | {
        "store": store, "ops": store.ops, "client_id": OWN, "client": get_client(store.ops, client_id=OWN),
        "cursor": cursor, "period": span, "periods": [span], "today": today, "day": today, "terms": EVERYTHING,
        "floor": None, "internal_cards": (), "language": "en", "fine": (), "first": None, "start": None,
        "metric": "clicks", "source": "meta_ads",
        "member_of": lambda home: "", "file_hash": "x", "member": "", "kind": Kind.MONTHLY,
    }  # fmt: skip
    given: dict[str, Any] = {}
    for name, parameter in inspect.signature(found).parameters.items():
        if name in ("as_of", "before"):
            given[name] = now if "datetime" in str(parameter.annotation) else today
        elif name == "span":
            given[name] = next(iter(search_spans(cursor, client_id=OWN, before=today)))
        elif name == "trusted":
            given[name] = trust(store, client_id=OWN, as_of=today)
        elif name in known:
            given[name] = known[name]
        elif parameter.default is inspect.Parameter.empty:
            return None
    return given


@pytest.mark.parametrize("whose", [OWN, OTHER])
def test_every_report_asked_for_one_client_says_no_word_of_another(
    server: Any, planted: tuple[Words, Words], whose: str
) -> None:
    """Also when it is asked about a card, a file or a link that is the other's."""
    its, asked, said = things(server.store, whose), 0, ""
    for found in helpers():
        with ExitStack() as stack:
            given = fill(found, server.store, stack, its)
            if given is None:
                continue
            asked += 1
            try:
                answer = whole(found(**given))
            except TahtiError as refused:  # what a refusal says is looked through as well
                answer = str(refused.sentence).replace(str(its["wanted"]), "")
            assert OTHER not in answer, found
            assert str(3 * EUROS[OTHER]) not in answer, found
            assert SEALED not in answer, found
            said += answer
    assert asked >= 80
    if whose == OWN:
        everything = Words(OWN).hidden + Words(OWN).shown
        assert [word for word in everything if word not in said] == [], "the walk would not notice these"


def test_no_report_can_be_asked_without_a_client(server: Any) -> None:
    for found in helpers():
        parameter = inspect.signature(found).parameters["client_id"]
        assert parameter.kind is inspect.Parameter.KEYWORD_ONLY, found
        assert parameter.default is inspect.Parameter.empty, found


def whole(answer: Any) -> str:
    """Everything that an answer holds, as text: a table's cells too, which its own text would cut short."""
    if hasattr(answer, "to_pylist"):
        return str(answer.to_pylist())
    if hasattr(answer, "to_csv"):
        return str(answer.to_csv())
    if isinstance(answer, bytes):
        return answer.decode("utf-8", "replace")
    if isinstance(answer, dict):
        return " ".join(f"{whole(key)} {whole(value)}" for key, value in answer.items())
    if isinstance(answer, list | tuple | set | frozenset):
        return " ".join(map(whole, answer))
    if is_dataclass(answer):
        return " ".join(whole(getattr(answer, field.name)) for field in fields(answer))
    return str(answer)
