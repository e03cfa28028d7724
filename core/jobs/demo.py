"""Load the demo story into a data folder of its own, through the import path that every client's files take."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from core.config import ROOT
from core.dates import DEMO_NOW, day_start, week_of, weeks_back
from core.errors import Refused
from core.jobs.board import import_board, map_list
from core.jobs.import_outcome import FileOutcome
from core.jobs.imports import offer
from core.jobs.own_board import adopt_board
from core.jobs.story.agenda import propose
from core.jobs.story.board import board_id, list_id
from core.jobs.story.board_words import say_about_board
from core.jobs.story.brands import give_brands
from core.jobs.story.cast import Company
from core.jobs.story.expected import tell_expected
from core.jobs.story.files import CLIENT_BOARDS, COMPANIES, TEAM_BOARD, BoardFile, DemoFile, demo_files
from core.jobs.story.known import tell_known
from core.jobs.story.memos import keep_memos
from core.jobs.story.plans import agree_plans
from core.jobs.story.promises import tell_promises
from core.jobs.story.results import agree_results
from core.jobs.story.retros import tell_retros
from core.jobs.story.told import tell_channel
from core.model import Client, ClientKind, FileStatus, Stage
from core.store import Store
from core.store.board import confirmed_lists
from core.store.clients import add_client, list_clients
from core.store.decisions import Choice, decide_many, list_decisions
from core.store.facts import entities
from core.store.homes import list_homes
from core.store.meetings import add_meeting
from core.store.meta import mark_demo_folder
from core.store.people import is_demo_folder
from core.store.targets import list_targets, set_target

FILES = ROOT / "data" / "demo"
TEAM = "Esittelytiimi"
GROWTH_OWNER = "Growth Owner"
"""Who decided everything in the story: a role, nobody's name."""
TUESDAY, WEEKLY_HOUR, WEEKLIES, PLANNED = timedelta(days=1), 8, 13, 8
"""The weekly is on Tuesdays at eight; the demo has a quarter of them recorded, and two months planned."""
DECIDED = datetime(2026, 9, 4, 6, 30)  # naive UTC: the morning after the September monthly


def load_demo(store: Store, *, now: datetime, files: Path = FILES) -> list[Client]:
    """Make the demo's clients with their files, boards, stage decisions, targets and monthlies; returns them by name.

    A folder that already holds the story is left as it is; a load that was cut short is finished. Clients are created
    at `now`; everything else carries the story's own instants. Raises Refused when the folder has other clients.
    """
    _require_own_folder(store)
    if not is_demo_folder(store.ops):
        for company in COMPANIES:
            _load_company(store, company, files, now)
        team = _client(store, TEAM, ClientKind.TEAM, now)
        _bring_board(store, team, TEAM_BOARD, files)
        for company in COMPANIES:
            tell_retros(
                store, _client(store, company.name, ClientKind.CLIENT, now), company.key, team, who=GROWTH_OWNER
            )
        mark_demo_folder(store.ops)
    return list_clients(store.ops)


def _require_own_folder(store: Store) -> None:
    if any(not client.demo for client in list_clients(store.ops, archived=True)):
        raise Refused(
            "This data folder already has real clients. Load the demo into another one: --data FOLDER demo.",
            "Tässä datakansiossa on jo oikeita asiakkaita. Lataa esittely toiseen kansioon: --data KANSIO demo.",
        )


def _load_company(store: Store, company: Company, files: Path, now: datetime) -> None:
    client = _client(store, company.name, ClientKind.CLIENT, now)
    for file in demo_files():
        if file.company is company:
            _import(store, client, file, files)
    _bring_board(store, client, CLIENT_BOARDS[company.key], files)
    _decide(store, client, company)
    _agree(store, client, company)
    agree_plans(store, client, company.key)
    agree_results(store, client, company.key, who=GROWTH_OWNER, now=DECIDED)
    tell_known(store, client, company.key)
    propose(store, client, company.key, who=GROWTH_OWNER)
    give_brands(store, client, company.key, who=GROWTH_OWNER, now=DECIDED)
    tell_promises(store, client, company.key, who=GROWTH_OWNER, now=DEMO_NOW)
    tell_expected(store, client, company.key, who=GROWTH_OWNER, now=DEMO_NOW)
    for day in company.monthlies:
        _meet(store, client, "monthly", day, company.monthly_hour)
        _meet(store, client, "retro", day, company.monthly_hour + 1)
    for week in weeks_back(DEMO_NOW.date(), WEEKLIES):
        _meet(store, client, "weekly", week.start + TUESDAY, WEEKLY_HOUR)
    for weeks in range(1, PLANNED + 1):
        day = week_of(DEMO_NOW.date()).start + TUESDAY + timedelta(weeks=weeks)
        _meet(store, client, "weekly", day, WEEKLY_HOUR)
    keep_memos(store, client, company.key, who=GROWTH_OWNER)
    tell_channel(store, client, company.key, who=GROWTH_OWNER)


def _meet(store: Store, client: Client, kind: str, day: date, hour: int) -> None:
    at = datetime.combine(day, time(hour), ZoneInfo(client.timezone))
    add_meeting(store.ops, client_id=client.client_id, kind=kind, at=_naive_utc(at), now=DEMO_NOW)


def _client(store: Store, name: str, kind: ClientKind, now: datetime) -> Client:
    known = {client.name: client for client in list_clients(store.ops, archived=True)}
    return known.get(name) or add_client(store.ops, name=name, kind=kind, demo=True, now=now)


def _import(store: Store, client: Client, file: DemoFile, files: Path) -> None:
    """Offer one file, on the morning after its last day as far as the log is concerned."""
    outcomes = offer(
        store,
        client_id=client.client_id,
        name=Path(file.path).name,
        data=(files / file.path).read_bytes(),
        account=file.account,
        who=GROWTH_OWNER,
        now=day_start(file.export.end + timedelta(days=1), client.timezone) + timedelta(hours=8),
    )
    _require_read(file, outcomes)


def _require_read(file: DemoFile, outcomes: Iterable[FileOutcome]) -> None:
    for outcome in outcomes:
        if outcome.status not in (FileStatus.IMPORTED, FileStatus.DUPLICATE):
            said = outcome.message
            raise Refused(
                f"The demo file {file.path} could not be imported. {said.en}",
                f"Esittelyn tiedostoa {file.path} ei voitu tuoda. {said.fi}",
            )


def _bring_board(store: Store, client: Client, file: BoardFile, files: Path) -> None:
    """Import a board as it was on the morning of the story's clock; its lists mean what a person said they do. From
    then on it is worked on here."""
    client_id, cast = client.client_id, file.cast
    if list_homes(store.ops, client_id=client_id):
        return
    import_board(store, client_id=client_id, data=(files / file.path).read_bytes(), who=GROWTH_OWNER, now=DEMO_NOW)
    confirmed = {known for _, known in confirmed_lists(store.ops, client_id=client_id)}
    for column in cast.columns:
        wanted = list_id(cast, column.key)
        if column.status and wanted not in confirmed:
            map_list(store, client_id=client_id, wanted=wanted, status=column.status, who=GROWTH_OWNER, now=DEMO_NOW)
    adopt_board(store, client_id=client_id, board_id=board_id(cast), who=GROWTH_OWNER, now=DEMO_NOW)
    say_about_board(store, client, cast, who=GROWTH_OWNER)


def _decide(store: Store, client: Client, company: Company) -> None:
    """The Growth Owner's stage decisions, unless they are there already."""
    if list_decisions(store.ops, client_id=client.client_id):
        return
    with store.metrics.cursor() as cursor:
        keys = {entity.external_id: entity.entity_key for entity in entities(cursor, client_id=client.client_id)}
    choices = [
        Choice(
            keys[line.number],
            line.decision.stage,
            {stage: Decimal(weight) for stage, weight in line.decision.weights},
            line.decision.temperature,
        )
        for line in company.lines
        if line.decision
    ]
    decide_many(store.ops, client_id=client.client_id, decisions=choices, decided_by=GROWTH_OWNER, now=DECIDED)


def _agree(store: Store, client: Client, company: Company) -> None:
    if list_targets(store.ops, client_id=client.client_id):
        return
    for target in company.targets:
        set_target(
            store.ops,
            client_id=client.client_id,
            valid_from=target.valid_from,
            shares={stage: Decimal(share) / 100 for stage, share in zip(Stage, target.shares, strict=True)},
            basis=target.basis,
            set_by=GROWTH_OWNER,
            now=day_start(target.valid_from, client.timezone),
        )


def _naive_utc(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
