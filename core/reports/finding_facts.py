"""Reads what the rules of findings look at, each thing once, and lays the days out as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from core.board.waiting import CLIENT
from core.cards import Status
from core.dates import local_day
from core.errors import Refused
from core.findings.facts import (
    Account,
    BoardCard,
    Days,
    Facts,
    Floats,
    Ints,
    Line,
    Marked,
    Mask,
    Plan,
    Site,
    Work,
)
from core.findings.heard import DISMISSED_FOR, Aside, Heard, kind_counts
from core.model import BUCKETS, Client, Period, Sentence
from core.reports.board_flow import flow_of
from core.reports.board_scene import Scene, scene_at
from core.reports.content import pieces
from core.reports.money import by_bucket
from core.reports.placing import StageMap, fine_accounts, placing_on, stage_map
from core.reports.trust import trust
from core.store import Store, budgets, clients, decisions, facts, import_log, meetings, notes, targets
from core.store import findings as said
from core.store.facts import Covering, StoredEntity

HISTORY_DAYS = 430
"""Thirteen months and a little: six sprints, the warm-up of the daily alarms, and the same days of last year."""
ANALYTICS = frozenset({"ga4"})
"""Sources that see the website: their visits are never added to a platform's clicks."""


def finding_facts(store: Store, *, client_id: str, as_of: datetime) -> Facts:
    """Everything the rules know about a client at an instant (naive UTC): the days before it, by event time."""
    client = clients.get_client(store.ops, client_id=client_id)
    today = local_day(as_of, client.timezone)
    made = decisions.list_decisions(store.ops, client_id=client_id)
    with store.metrics.cursor() as cursor:
        known = facts.entities(cursor, client_id=client_id)
        covering = facts.covering_imports(cursor, client_id=client_id, before=today)
        span = _span(covering, today)
        fine = fine_accounts(known, made)
        table = facts.finding_days(cursor, client_id=client_id, period=span, fine_accounts=fine)
    laid = _laid(table, known, span)
    placed = stage_map(client, known, made)
    paid = [i for i, e in enumerate(laid.entities) if e.source not in ANALYTICS]
    site = [i for i, e in enumerate(laid.entities) if e.source in ANALYTICS]
    analytics = bool(site) and not laid.has("conversions", paid)
    rows = [*paid, *site] if analytics else paid
    accounts = _accounts(laid, rows, covering, analytics)
    covered = _covered(accounts, covering, _logged(store, client_id), span)
    return Facts(
        client=client,
        today=today,
        moment=as_of,
        first=span.start,
        lines=_lines(laid, rows, accounts, placed, today - timedelta(days=1)),
        accounts=_known_to(accounts, covered, span),
        days=_days(laid, rows, analytics),
        covered=covered,
        stage_money=_by_stage(laid, placed),
        site=_site(laid, site),
        targets=tuple(targets.list_targets(store.ops, client_id=client_id)),
        monthlies=_monthlies(store, client),
        plans=_plans(store, client_id, today),
        content=tuple(p for p in pieces(store, client_id=client_id, as_of=as_of) if p.live_from < today),
        notes=_notes(store, client_id, today),
        checks=trust(store, client_id=client_id, as_of=today).checks,
        work=_work(store, client, as_of),
        heard=_heard(store, client, as_of),
        analytics=analytics,
    )


def _span(covering: Sequence[Covering], today: date) -> Period:
    """From the first day there is, thirteen months before the newest one at the earliest, through yesterday."""
    yesterday = today - timedelta(days=1)
    if not covering:
        return Period(yesterday, yesterday)
    newest = max(row.last_day for row in covering)
    first = max(min(row.first_day for row in covering), newest - timedelta(days=HISTORY_DAYS))
    return Period(first, yesterday)


def _logged(store: Store, client_id: str) -> dict[int, Period | None]:
    return {record.import_id: record.period for record in import_log.published_imports(store.ops, client_id=client_id)}


def _monthlies(store: Store, client: Client) -> tuple[date, ...]:
    held = meetings.list_meetings(store.ops, client_id=client.client_id, kind="monthly")
    return tuple(local_day(meeting.at, client.timezone) for meeting in held)


def _plans(store: Store, client_id: str, today: date) -> tuple[Plan, ...]:
    """What was planned as known today, each budget with the day since which its amount is what it is."""
    rows = budgets.list_budgets(store.ops, client_id=client_id)
    found = []
    for budget in budgets.budgets_on(rows, today):
        older = [r for r in rows if r.key == budget.key and r.decided_on < budget.decided_on]
        others = [r for r in older if r.amount != budget.amount]
        found.append(Plan(budget, budget.decided_on if others else None))
    return tuple(found)


def _notes(store: Store, client_id: str, today: date) -> tuple[Marked, ...]:
    known = notes.list_notes(store.ops, client_id=client_id)
    return tuple(Marked(note.days, note.kind, note.text) for note in known if note.days.start <= today)


def _heard(store: Store, client: Client, as_of: datetime) -> Heard:
    """What people had said of findings by the instant; of one finding the newest word holds."""
    words = said.list_words(store.ops, client_id=client.client_id, before=as_of)
    day = partial(local_day, timezone=client.timezone)
    newest = {word.finding_key: word for word in words if word.finding_key}
    aside = {
        key: Aside(
            until=word.until or day(word.at) + DISMISSED_FOR,
            dismissed=word.act == "dismiss",
            reason=word.reason,
            who=word.who,
            stake=word.stake,
        )
        for key, word in newest.items()
        if word.act in ("snooze", "dismiss")
    }
    shown = said.list_shown(store.ops, client_id=client.client_id, before=day(as_of) + timedelta(days=1))
    counts = kind_counts(
        {(word.kind, word.finding_key): (word.kind, day(word.at)) for word in words if word.act == "dismiss"}.values(),
        [(row.kind, row.on) for row in shown],
        {word.kind: day(word.at) for word in words if word.act == "resume"},
    )
    lines = said.list_agenda_lines(store.ops, client_id=client.client_id, before=as_of)
    return Heard(aside, counts, {line.finding_key: line.card_id for line in lines if line.card_id})


def _work(store: Store, client: Client, as_of: datetime) -> Work | Sentence:
    """The client's boards at the instant; why not when there is none, or none is known that far back."""
    try:
        scene = scene_at(store, client_id=client.client_id, as_of=as_of)
    except Refused as why:
        return why.sentence
    if scene.unknown_before is not None and as_of < scene.unknown_before:
        return _UNKNOWN_BOARD
    seen = flow_of(scene, None)
    waiting = [row for row in seen.waiting if row.turn.side == CLIENT]
    return Work(
        waiting=tuple(
            BoardCard(
                row.card.card_id,
                row.card.name,
                _stage_of(scene, row.card.card_id),
                Status.REVIEW_CLIENT,
                scene.day_of(row.turn.since),
                row.turn.working_days,
            )
            for row in waiting
        ),
        in_progress=tuple(
            BoardCard(
                age.card.card_id,
                age.card.name,
                _stage_of(scene, age.card.card_id),
                age.status,
                scene.today - timedelta(days=age.days - 1),
                age.days,
                age.at_least,
            )
            for age in seen.ages
        ),
        usual=seen.cycle.p85,
    )


def _stage_of(scene: Scene, card_id: str) -> str:
    """The one stage that a card's marks name; empty for none or several."""
    stages = scene.by_id[card_id].said.stages
    return stages[0] if len(stages) == 1 else ""


_UNKNOWN_BOARD = Sentence(
    "The board's history does not reach back to this day.", "Seinän historia ei ulotu tähän päivään."
)


# ---------------------------------------------------------------------------------------------------------- as arrays


@dataclass(frozen=True)
class _Laid:
    """Rows of the store with the line and the column each belongs to."""

    table: pa.Table
    entities: list[StoredEntity]
    row: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    currencies: list[str]
    currency: npt.NDArray[np.int64]
    width: int

    def values(self, name: str) -> Floats:
        """One measure, row by row; NaN where no file said it."""
        found: Floats = self.table.column(name).to_numpy().astype(np.float64)
        return found

    def summed(self, name: str) -> Floats:
        """One measure as entities × days; 0 where no file said it."""
        sums = np.zeros((len(self.entities), self.width))
        np.add.at(sums, (self.row, self.column), np.nan_to_num(self.values(name)))
        return sums

    def money(self, currency: int) -> Ints:
        """Micros of one currency as entities × days, exact."""
        sums = np.zeros((len(self.entities), self.width), np.int64)
        micros = self.table.column("micros").fill_null(0).to_numpy().astype(np.int64)
        np.add.at(sums, (self.row, self.column), np.where(self.currency == currency, micros, 0))
        return sums

    def said(self, name: str) -> npt.NDArray[np.bool_]:
        """Entity by entity, whether any file said the measure."""
        found = np.zeros(len(self.entities), np.bool_)
        found[self.row[~np.isnan(self.values(name))]] = True
        return found

    def has(self, name: str, rows: Sequence[int]) -> bool:
        """Whether any of these entities has more than nothing of it."""
        return bool(np.nansum(self.values(name)[np.isin(self.row, rows)]) > 0)


def _laid(table: pa.Table, known: Iterable[StoredEntity], span: Period) -> _Laid:
    by_key = {entity.entity_key: entity for entity in known}
    keys, row = _coded(table, "entity_key")
    currencies, currency = _coded(table, "currency")
    day = table.column("day").to_numpy().astype("datetime64[D]")
    return _Laid(
        table=table,
        entities=[by_key[key] for key in keys],
        row=row,
        column=(day - np.datetime64(span.start, "D")).astype(np.int64),
        currencies=currencies,
        currency=currency,
        width=span.days,
    )


def _coded(table: pa.Table, name: str) -> tuple[list[str], npt.NDArray[np.int64]]:
    column = table.column(name).unify_dictionaries().combine_chunks()
    chunk = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    return chunk.dictionary.to_pylist(), chunk.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _days(laid: _Laid, rows: Sequence[int], analytics: bool) -> Days:
    clicks, outcomes = laid.summed("clicks"), laid.summed("key_events" if analytics else "conversions")
    if analytics:
        clicks = clicks + laid.summed("sessions")
    return Days(
        money={name: laid.money(i)[rows] for i, name in enumerate(laid.currencies) if name},
        clicks=clicks[rows],
        impressions=laid.summed("impressions")[rows],
        conversions=outcomes[rows],
        value=laid.summed("value")[rows],
        leads=laid.summed("leads")[rows],
    )


def _site(laid: _Laid, rows: Sequence[int]) -> Site:
    """The website's days; unknown before its first and after its last row."""
    names = ("sessions", "engaged_sessions", "key_events")
    seen = np.unique(laid.column[np.isin(laid.row, rows)])
    unknown = np.ones(laid.width, np.bool_)
    if len(seen):
        unknown[seen[0] : seen[-1] + 1] = False
    return Site(*(np.where(unknown, np.nan, laid.summed(name)[rows].sum(axis=0)) for name in names))


def _by_stage(laid: _Laid, placed: StageMap) -> dict[str, Ints]:
    """Micros per bucket and day of the money in the newest currency, exactly as the balance counts them."""
    money = {bucket: np.zeros(laid.width, np.int64) for bucket in BUCKETS}
    if not laid.table.num_rows:
        return money
    frame = pd.DataFrame(
        {
            "entity_key": pd.Categorical.from_codes(laid.row, pd.Index([e.entity_key for e in laid.entities])),
            "day": pd.to_datetime(laid.table.column("day").to_numpy()).astype("datetime64[s]"),
            "micros": laid.table.column("micros").fill_null(0).to_numpy().astype(np.int64),
            "currency": laid.currency,
            "column": laid.column,
        }
    )
    frame = frame[frame["micros"] != 0]
    for bucket, rows in by_bucket(frame[frame["currency"] == _newest_currency(frame)], placed).groupby("bucket"):
        np.add.at(money[str(bucket)], rows["column"].to_numpy(), rows["micros"].to_numpy())
    return money


def _newest_currency(frame: pd.DataFrame) -> int:
    newest = frame["column"].to_numpy().argmax() if len(frame) else 0
    return int(frame["currency"].to_numpy()[newest]) if len(frame) else 0


# ------------------------------------------------------------------------------------------------- accounts and lines


def _accounts(laid: _Laid, rows: Sequence[int], covering: Iterable[Covering], analytics: bool) -> list[Account]:
    """Every account with a counted line, in the order of their names."""
    spends, outcomes = laid.said("micros"), laid.said("key_events" if analytics else "conversions")
    covers: dict[tuple[str, str], list[Covering]] = {}
    for row in covering:
        covers.setdefault((row.source, row.account), []).append(row)
    found = []
    for source, name in sorted({(laid.entities[i].source, laid.entities[i].account) for i in rows}):
        own = [i for i in rows if (laid.entities[i].source, laid.entities[i].account) == (source, name)]
        of_account = covers[source, name]
        newest = max(of_account, key=lambda row: (row.last_day, row.import_id))
        found.append(
            Account(
                source=source,
                name=name,
                first=min(row.first_day for row in of_account),
                last=newest.last_day,
                spends=bool(spends[own].any()),
                outcomes=bool(outcomes[own].any()),
                import_id=newest.import_id,
            )
        )
    return found


def _covered(
    accounts: Sequence[Account], covering: Iterable[Covering], logged: Mapping[int, Period | None], span: Period
) -> Mask:
    """Accounts × days. An import covers the days of its rows, and the whole period that its file said it is about."""
    mask = np.zeros((len(accounts), span.days), np.bool_)
    place = {(account.source, account.name): i for i, account in enumerate(accounts)}
    for row in covering:
        at = place.get((row.source, row.account))
        if at is None:
            continue
        said = logged.get(row.import_id)
        start = min(row.first_day, said.start) if said else row.first_day
        end = max(row.last_day, said.end) if said else row.last_day
        mask[at, max(0, (start - span.start).days) : max(0, (end - span.start).days + 1)] = True
    return mask


def _known_to(accounts: Sequence[Account], covered: Mask, span: Period) -> tuple[Account, ...]:
    """The accounts with the last day that their files cover, which may lie past their last row."""
    found = []
    for account, days in zip(accounts, covered, strict=True):
        last = span.start + timedelta(days=int(np.flatnonzero(days)[-1])) if days.any() else account.last
        found.append(replace(account, last=max(last, account.last)))
    return tuple(found)


def _lines(
    laid: _Laid, rows: Sequence[int], accounts: Sequence[Account], placed: StageMap, day: date
) -> tuple[Line, ...]:
    place = {(account.source, account.name): i for i, account in enumerate(accounts)}
    found = []
    for entity in (laid.entities[i] for i in rows):
        lies = placing_on(placed[entity.entity_key], day)
        found.append(
            Line(
                key=entity.entity_key,
                name=entity.name,
                account=place[entity.source, entity.account],
                channel=entity.channel or entity.source,
                stage=lies.bucket,
                temperature=lies.temperature,
            )
        )
    return tuple(found)
