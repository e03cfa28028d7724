"""The walls of the house: who may import whom, where SQL may stand, what lies beside `app.py`."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Left may be used by right. A room may also use itself.
ORDER = [
    {"model", "errors", "config", "figures", "dates", "cards", "shares", "plans", "brand", "pause", "cells"},
    {"measure"},
    {"board", "sources"},
    {"findings"},
    {"meetings"},
    {"store"},
    {"connect"},
    {"reports", "access", "jobs"},
    {"web", "cli"},
    {"__main__"},
]
OWNERS = {
    "duckdb": ("core/store/",),
    "sqlite3": ("core/store/",),
    "requests": ("core/connect/",),
    "PIL": ("core/sources/", "core/jobs/story/"),
    "streamlit": ("core/web/", "pages/", "app.py"),
}
SQL = re.compile(r"\b(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|create\s+table)\b", re.I | re.S)


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        path = ROOT / folder
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


@cache
def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def room(name: str) -> str:
    return name.split(".")[1] if name.startswith("core.") else ""


def floor(of: str) -> int:
    return next(i for i, rooms in enumerate(ORDER) if of in rooms)


def test_every_room_has_its_place() -> None:
    """A module or folder of core/ that is not in the order could use anything."""
    rooms = {path.stem for path in (ROOT / "core").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert rooms - {"__init__", "__pycache__"} == set().union(*ORDER)


@pytest.mark.parametrize("path", list(modules("core")), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    """A room of core/ uses only rooms to its left, and never the pages."""
    own = path.relative_to(ROOT / "core").parts[0].removesuffix(".py")
    for name in imported(path):
        assert not name.startswith("pages"), f"{path} imports {name}"
        other = room(name)
        if other and other != own and own != "__init__" and any(other in rooms for rooms in ORDER):
            assert floor(other) < floor(own) or {other, own} <= ORDER[0], f"{own} may not use {other}"


@pytest.mark.parametrize(("library", "owners"), list(OWNERS.items()))
def test_each_engine_has_one_owner(library: str, owners: tuple[str, ...]) -> None:
    """DuckDB, SQLite, HTTP and Streamlit are each spoken to in one place."""
    for path in modules("core", "pages", "app.py"):
        where = path.relative_to(ROOT).as_posix()
        if any(name.split(".")[0] == library for name in imported(path)):
            assert where.startswith(owners), f"{where} imports {library}"


def test_sql_stands_only_in_the_store() -> None:
    """No statement outside core/store, not even in a string."""
    for path in modules("core", "pages", "app.py"):
        if "core/store/" in path.as_posix():
            continue
        tree = ast.parse(path.read_text("utf-8"))
        docs = {id(d) for d in _docstrings(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                assert not SQL.search(node.value), f"{path}:{node.lineno} holds SQL"


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            yield body[0].value


def test_app_is_a_literal_st_app() -> None:
    """`streamlit run app.py` finds the app by reading the file: a factory would be served without its gate."""
    from streamlit.web.server.app_discovery import discover_asgi_app

    assert discover_asgi_app(ROOT / "app.py").is_asgi_app


def test_pages_hold_only_the_router_and_folders() -> None:
    """Streamlit serves scripts in a folder `pages` beside the entry script without asking anybody."""
    files = {p.name for p in (ROOT / "pages").iterdir() if p.is_file()}
    assert files == {"router.py", "__init__.py"}
    assert not (ROOT / "pages" / "pages").exists()


def test_every_figure_on_a_page_says_on_hover_what_it_means() -> None:
    """`help=why.hint(<id of core/measure/dictionary.tsv>, language)`: a number that nobody can explain is not shown."""
    for path in modules("pages"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "metric":
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                assert any(word.arg == "help" for word in node.keywords), where


ABOUT_ONE_CLIENT = [
    "core.store.facts",
    "core.store.targets",
    "core.store.goals",
    "core.store.claims",
    "core.store.inbox",
    "core.store.decisions",
    "core.store.answers",
    "core.store.meetings",
    "core.store.messages",
    "core.reports.messages",
    "core.store.parking",
    "core.store.promises",
    "core.store.proposals",
    "core.store.card_was",
    "core.store.room_texts",
    "core.store.rooms",
    "core.store.grades",
    "core.store.agenda_templates",
    "core.store.retros",
    "core.store.retro_votes",
    "core.store.effects",
    "core.store.board",
    "core.store.budgets",
    "core.store.content",
    "core.store.kpis",
    "core.store.morning",
    "core.store.audiences",
    "core.store.checks",
    "core.store.notes",
    "core.reports.beside",
    "core.jobs.effects",
    "core.reports.check_facts",
    "core.store.cards",
    "core.store.homes",
    "core.store.outbox",
    "core.store.card_links",
    "core.store.label_map",
    "core.store.wip",
    "core.store.shares",
    "core.store.brands",
    "core.reports.agenda",
    "core.reports.log",
    "core.reports.agenda_cards",
    "core.reports.balance",
    "core.reports.client_file",
    "core.reports.client_page",
    "core.reports.finding_facts",
    "core.reports.findings",
    "core.store.findings",
    "core.jobs.findings",
    "core.reports.board",
    "core.reports.board_scene",
    "core.reports.content",
    "core.reports.freshness",
    "core.reports.imports",
    "core.reports.claims",
    "core.reports.claim_facts",
    "core.reports.measure",
    "core.reports.memo",
    "core.reports.morning",
    "core.reports.notes",
    "core.reports.periods",
    "core.reports.search_terms",
    "core.reports.sprint",
    "core.reports.stages",
    "core.reports.trust",
    "core.reports.why",
    "core.jobs.imports",
    "core.jobs.board",
    "core.jobs.fix_card",
    "core.jobs.card_people",
    "core.jobs.card_places",
    "core.jobs.cards",
    "core.jobs.meetings",
    "core.jobs.rooms",
    "core.jobs.proposals",
    "core.jobs.monthly",
    "core.jobs.own_board",
    "core.jobs.pending",
    "core.jobs.retro",
    "core.reports.retro",
]


@pytest.mark.parametrize("name", ABOUT_ONE_CLIENT)
def test_every_query_takes_its_client_as_a_required_keyword(name: str) -> None:
    """Nothing can be asked about "some client": whatever touches a store names its scope on every call."""
    module = import_module(name)
    for function_name, function in inspect.getmembers(module, inspect.isfunction):
        parameters = inspect.signature(function).parameters
        touches_a_store = next(iter(parameters), "") in {"ops", "cursor", "store"}
        if function.__module__ != name or function_name.startswith("_") or not touches_a_store:
            continue
        assert "client_id" in parameters, f"{name}.{function_name} does not name its client"
        assert parameters["client_id"].kind is inspect.Parameter.KEYWORD_ONLY
        assert parameters["client_id"].default is inspect.Parameter.empty
