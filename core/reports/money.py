"""Money by campaign and day, laid into the stages. Exact: money travels as whole micros (millionths)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from core.model import BUCKETS, MIXED, UNMAPPED, Period
from core.reports.placing import Placing, StageMap
from core.reports.rates import Converter, RateUsed
from core.store import facts

MICRO = 1_000_000
EVER = Period(date(1970, 1, 1), date(9998, 12, 31))


@dataclass(frozen=True, slots=True)
class EntityMoney:
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class OneCurrency:
    """Money in one `currency` (empty for no money), the rates behind it, and the months (first days) whose money in
    these currencies has no rate and is not in `frame`."""

    frame: pd.DataFrame
    currency: str
    used: tuple[RateUsed, ...] = ()
    lacking: Mapping[date, set[str]] = field(default_factory=dict)


def euros(micros: int) -> Decimal:
    """Micros as money, exact: 118990000 -> 118.99."""
    return Decimal(int(micros)).scaleb(-6)


def spend_frame(cursor: Any, *, client_id: str, period: Period, fine: Collection[tuple[str, str]] = ()) -> pd.DataFrame:
    """Columns entity_key, day (datetime64), currency, micros (int64): the counted money of each entity and day."""
    table = facts.spend_days(cursor, client_id=client_id, period=period, fine_accounts=fine)
    frame: pd.DataFrame = table.to_pandas()
    frame["day"] = pd.to_datetime(frame["day"]).astype("datetime64[s]")
    return frame


def with_totals(days: pd.DataFrame, totals: Iterable[facts.PeriodSpend], period: Period) -> pd.DataFrame:
    """The day money plus period totals, each booked on the last day of `period` (they are only ever added up over
    exactly that period)."""
    rows = [(row.entity_key, row.currency, int(row.spend * MICRO)) for row in totals]
    if not rows:
        return days
    extra = pd.DataFrame(rows, columns=["entity_key", "currency", "micros"])
    extra["day"] = pd.Timestamp(period.end).as_unit("s")
    return pd.concat([days.astype({"entity_key": "str", "currency": "str"}), extra], ignore_index=True)


def entity_money(
    cursor: Any, *, client_id: str, period: Period | None, fine: Collection[tuple[str, str]]
) -> dict[str, EntityMoney]:
    """Counted money per entity over the period (None: over everything). An entity in two currencies shows the newer."""
    frame = spend_frame(cursor, client_id=client_id, period=period or EVER, fine=fine)
    return {
        key: EntityMoney(euros(micros), currency) for key, currency, micros in sums_by(frame, "entity_key", "currency")
    }


def sums_by(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """One tuple per distinct combination of `columns`, with the sum of its micros last."""
    sums = frame.groupby(list(columns), observed=True)["micros"].sum().reset_index()
    return list(sums.itertuples(index=False, name=None))


def in_one_currency(frame: pd.DataFrame, rates: Converter) -> OneCurrency:
    """Money to be added up, all in one currency: in the reporting currency where it is in several, or where every rate
    for it is known; money of one other currency stays as it is otherwise. Raises MissingRate, naming the rate to add,
    where several currencies meet without one."""
    found = sorted({str(code) for code in frame["currency"].unique() if code})
    if not found or found == [rates.to]:
        return OneCurrency(frame, found[0] if found else "")
    result = converted(frame, rates)
    if not result.lacking:
        return result
    if len(found) == 1:
        return OneCurrency(frame, found[0])
    first = min(result.lacking)
    raise rates.missing(min(result.lacking[first]), first)


def converted(frame: pd.DataFrame, rates: Converter) -> OneCurrency:
    """The same money in the reporting currency, each day by its month's rate, rounded to a millionth a row. Rows
    without a rate are left out and their months are `lacking`."""
    others = sorted({str(code) for code in frame["currency"].unique()} - {"", rates.to})
    if not others:
        return OneCurrency(frame, rates.to)
    months = frame["day"].to_numpy().astype("datetime64[M]")
    factors = np.ones(len(frame))
    used: list[RateUsed] = []
    lacking: dict[date, set[str]] = {}
    for code in others:
        own = (frame["currency"] == code).to_numpy()
        for month in np.unique(months[own]):
            start: date = month.astype("datetime64[D]").item()
            factor = rates.factor(code, start)
            factors[own & (months == month)] = np.nan if factor is None else float(factor.factor)
            if factor is None:
                lacking.setdefault(start, set()).add(code)
            else:
                used.append(RateUsed(code, rates.to, factor.factor, factor.day, start))
    micros = frame["micros"].to_numpy() * factors
    known = ~np.isnan(micros)
    rows = frame[known].assign(micros=np.rint(micros[known]).astype("int64"), currency=rates.to)
    return OneCurrency(rows, rates.to, tuple(used), lacking)


def by_bucket(frame: pd.DataFrame, placed: StageMap) -> pd.DataFrame:
    """The same money with a column `bucket`. A mixed campaign with weights becomes one row per stage, and the rows add
    up to the original to the last micro."""
    plain = {key: placings[0].bucket for key, placings in placed.items() if _is_plain(placings)}
    buckets = frame["entity_key"].astype("object").map(lambda key: plain.get(key, "" if key in placed else UNMAPPED))
    simple = buckets != ""
    rows = frame.assign(bucket=buckets.astype("object"))
    if simple.all():
        return rows
    rest = rows[~simple].groupby("entity_key", observed=True)
    return pd.concat([rows[simple], *(_of_entity(part, placed[str(key)]) for key, part in rest)], ignore_index=True)


def _is_plain(placings: Sequence[Placing]) -> bool:
    """One placing for all days, and no split: by far the most campaigns, placed without a look at their days."""
    return len(placings) == 1 and not placings[0].weights


def _of_entity(rows: pd.DataFrame, placings: Sequence[Placing]) -> pd.DataFrame:
    starts = np.array([np.datetime64(p.valid_from, "D") for p in placings])
    which = np.maximum(np.searchsorted(starts, rows["day"].to_numpy().astype("datetime64[D]"), side="right") - 1, 0)
    return pd.concat([_placed(rows[which == i], placing) for i, placing in enumerate(placings)])


def _placed(rows: pd.DataFrame, placing: Placing) -> pd.DataFrame:
    if placing.bucket != MIXED or not placing.weights:
        return rows.assign(bucket=placing.bucket)
    parts = []
    rest = rows["micros"]
    *firsts, last = placing.weights.items()
    for stage, weight in firsts:
        share = rows["micros"] * int(weight * MICRO) // MICRO
        rest = rest - share
        parts.append(rows.assign(bucket=stage, micros=share))
    return pd.concat([*parts, rows.assign(bucket=last[0], micros=rest)])


def bucket_totals(frame: pd.DataFrame) -> dict[str, Decimal]:
    """Money per bucket, all six present, in the order of BUCKETS."""
    sums: Mapping[Any, int] = frame.groupby("bucket")["micros"].sum().to_dict() if len(frame) else {}
    return {bucket: euros(sums.get(bucket, 0)) for bucket in BUCKETS}


def sliced(frame: pd.DataFrame, periods: Sequence[Period]) -> dict[tuple[int, str], int]:
    """Micros per (position in `periods`, bucket). Periods are in order and do not overlap; other days are left out."""
    if frame.empty or not periods:
        return {}
    days = frame["day"].to_numpy().astype("datetime64[D]")
    starts = np.array([period.start for period in periods], dtype="datetime64[D]")
    ends = np.array([period.end for period in periods], dtype="datetime64[D]")
    which = np.searchsorted(starts, days, side="right") - 1
    inside = (which >= 0) & (days <= ends[which])
    rows = frame[inside].assign(slice=which[inside])
    return {(int(i), str(bucket)): int(micros) for i, bucket, micros in sums_by(rows, "slice", "bucket")}
