"""The days of one client laid out as arrays: campaigns × days, money per stage, and which days the files cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from core.findings.facts import Account, Days, Floats, Ints, Line, Mask, Site
from core.model import BUCKETS, Period
from core.reports.money import by_bucket
from core.reports.placing import StageMap, placing_on
from core.reports.rates import Converter
from core.store.facts import Covering, StoredEntity


@dataclass(frozen=True)
class Laid:
    """Rows of the store with the line and the column each belongs to."""

    table: pa.Table
    entities: list[StoredEntity]
    row: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    currencies: list[str]
    currency: npt.NDArray[np.int64]
    micros: Ints
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
        np.add.at(sums, (self.row, self.column), np.where(self.currency == currency, self.micros, 0))
        return sums

    def said(self, name: str) -> npt.NDArray[np.bool_]:
        """Entity by entity, whether any file said the measure."""
        found = np.zeros(len(self.entities), np.bool_)
        found[self.row[~np.isnan(self.values(name))]] = True
        return found

    def has(self, name: str, rows: Sequence[int]) -> bool:
        """Whether any of these entities has more than nothing of it."""
        return bool(np.nansum(self.values(name)[np.isin(self.row, rows)]) > 0)


def laid_out(table: pa.Table, known: Iterable[StoredEntity], span: Period) -> Laid:
    """The rows with their lines and columns; empty when there are none."""
    by_key = {entity.entity_key: entity for entity in known}
    keys, row = _coded(table, "entity_key")
    currencies, currency = _coded(table, "currency")
    day = table.column("day").to_numpy().astype("datetime64[D]")
    return Laid(
        table=table,
        entities=[by_key[key] for key in keys],
        row=row,
        column=(day - np.datetime64(span.start, "D")).astype(np.int64),
        currencies=currencies,
        currency=currency,
        micros=table.column("micros").fill_null(0).to_numpy().astype(np.int64),
        width=span.days,
    )


def _coded(table: pa.Table, name: str) -> tuple[list[str], npt.NDArray[np.int64]]:
    column = table.column(name).unify_dictionaries().combine_chunks()
    chunk = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    return chunk.dictionary.to_pylist(), chunk.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def days_of(laid: Laid, rows: Sequence[int], analytics: bool) -> Days:
    """Every measure of these entities; an analytics property's visits are its sessions."""
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


def site_of(laid: Laid, rows: Sequence[int]) -> Site:
    """The website's days; unknown before its first and after its last row."""
    names = ("sessions", "engaged_sessions", "key_events")
    seen = np.unique(laid.column[np.isin(laid.row, rows)])
    unknown = np.ones(laid.width, np.bool_)
    if len(seen):
        unknown[seen[0] : seen[-1] + 1] = False
    return Site(*(np.where(unknown, np.nan, laid.summed(name)[rows].sum(axis=0)) for name in names))


def in_one_currency(laid: Laid, span: Period, converter: Converter) -> Laid:
    """The same money in the converter's currency where every rate is known, as the balance has it; else as it was."""
    used = set(np.unique(laid.currency[laid.micros != 0]).tolist())
    currencies = [*laid.currencies, *([converter.to] if converter.to not in laid.currencies else [])]
    to = currencies.index(converter.to)
    if not used - {to}:
        return laid
    currency, micros = laid.currency.copy(), laid.micros.copy()
    for other in sorted(used - {to}):
        rows = np.flatnonzero((laid.currency == other) & (laid.micros != 0))
        days, place = np.unique(laid.column[rows], return_inverse=True)
        factors = [converter.factor(currencies[other], span.start + timedelta(days=int(day))) for day in days]
        known = [float(factor.factor) for factor in factors if factor is not None]
        if len(known) == len(factors):
            micros[rows] = np.rint(laid.micros[rows] * np.array(known)[place]).astype(np.int64)
            currency[rows] = to
    return replace(laid, currencies=currencies, currency=currency, micros=micros)


def by_stage(laid: Laid, placed: StageMap) -> tuple[dict[str, Ints], dict[str, Mask]]:
    """Per bucket and day the micros of the money in the newest currency, exactly as the balance counts them, and
    whether there was any in whatever currency."""
    money = {bucket: np.zeros(laid.width, np.int64) for bucket in BUCKETS}
    any_money = {bucket: np.zeros(laid.width, np.bool_) for bucket in BUCKETS}
    rows = np.flatnonzero(laid.micros)
    if not len(rows):
        return money, any_money
    days = laid.table.column("day").to_numpy()[rows]
    frame = pd.DataFrame(
        {
            "entity_key": pd.Categorical.from_codes(laid.row[rows], pd.Index([e.entity_key for e in laid.entities])),
            "day": pd.to_datetime(days).astype("datetime64[s]"),
            "micros": laid.micros[rows],
            "currency": laid.currency[rows],
            "column": laid.column[rows],
        }
    )
    newest = laid.currency[rows][laid.column[rows].argmax()]
    for bucket, part in by_bucket(frame, placed).groupby("bucket"):
        columns = part["column"].to_numpy()
        any_money[str(bucket)][columns[part["micros"].to_numpy() > 0]] = True
        counted = part["currency"].to_numpy() == newest
        np.add.at(money[str(bucket)], columns[counted], part["micros"].to_numpy()[counted])
    return money, any_money


def accounts_of(laid: Laid, rows: Sequence[int], covering: Iterable[Covering], analytics: bool) -> list[Account]:
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


def covered_days(
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


def known_to(accounts: Sequence[Account], covered: Mask, span: Period) -> tuple[Account, ...]:
    """The accounts with the last day that their files cover, which may lie past their last row."""
    found = []
    for account, days in zip(accounts, covered, strict=True):
        last = span.start + timedelta(days=int(np.flatnonzero(days)[-1])) if days.any() else account.last
        found.append(replace(account, last=max(last, account.last)))
    return tuple(found)


def lines_of(
    laid: Laid, rows: Sequence[int], accounts: Sequence[Account], placed: StageMap, day: date
) -> tuple[Line, ...]:
    """The campaigns as the rules know them, with the stage in force on `day`."""
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
                status=entity.status if entity.status_day is None or entity.status_day <= day else "",
            )
        )
    return tuple(found)
