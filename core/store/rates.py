"""Exchange rates, typed in or imported. They are public facts and the same for every client."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal

from core.errors import Refused
from core.model import Rate
from core.sources.vocabulary import ISO_4217
from core.store.ops import Ops


def list_rates(ops: Ops, *, most: int | None = None) -> list[Rate]:
    """The rates, newest day first, at most so many (None: all of them); empty before the first one."""
    with ops.read() as con:
        rows = con.execute(
            "select * from rate order by day desc, base, quote limit ?", (-1 if most is None else most,)
        ).fetchall()
    return [_rate(row) for row in rows]


def rates_among(ops: Ops, *, currencies: Collection[str]) -> list[Rate]:
    """The rates between any two of a few currencies. A central bank's whole history has hundreds of thousands."""
    marks = ", ".join("?" * len(currencies))
    with ops.read() as con:
        rows = con.execute(
            f"select * from rate where base in ({marks}) and quote in ({marks})",  # noqa: S608 - question marks only
            (*currencies, *currencies),
        ).fetchall()
    return [_rate(row) for row in rows]


def set_rates(ops: Ops, rates: Sequence[Rate], *, now: datetime) -> None:
    """Write rates in one transaction; one for the same pair and day is replaced. Raises Refused, and writes none, when
    a currency is unknown, both are the same, or a rate is not above zero."""
    for rate in rates:
        _require_possible(rate)
    with ops.write() as con:
        con.executemany(
            "insert into rate (day, base, quote, rate, origin, set_by, set_at) values (?, ?, ?, ?, ?, ?, ?)"
            " on conflict (base, quote, day) do update set rate = excluded.rate, origin = excluded.origin,"
            " set_by = excluded.set_by, set_at = excluded.set_at where rate is not excluded.rate",
            [
                (r.day.isoformat(), r.base, r.quote, format(r.rate, "f"), r.origin, r.set_by, now.isoformat())
                for r in rates
            ],
        )


def remove_rate(ops: Ops, *, day: date, base: str, quote: str) -> None:
    """Take a rate back. Raises Refused when there is none of this pair and day."""
    with ops.write() as con:
        gone = con.execute("delete from rate where base = ? and quote = ? and day = ?", (base, quote, day.isoformat()))
        if not gone.rowcount:
            raise Refused("There is no such rate.", "Tällaista kurssia ei ole.")


def _require_possible(rate: Rate) -> None:
    unknown = [code for code in (rate.base, rate.quote) if code not in ISO_4217]
    if unknown:
        raise Refused(
            f"{unknown[0]} is not a currency code: write EUR, SEK, USD …",
            f"{unknown[0]} ei ole valuuttakoodi: kirjoita EUR, SEK, USD …",
        )
    if rate.base == rate.quote:
        raise Refused(
            f"A rate needs two currencies; both are {rate.base}.",
            f"Kurssi tarvitsee kaksi valuuttaa; molemmat ovat {rate.base}.",
        )
    if not rate.rate.is_finite() or rate.rate <= 0:
        raise Refused("A rate has to be above zero.", "Kurssin pitää olla suurempi kuin nolla.")


def _rate(row: sqlite3.Row) -> Rate:
    return Rate(
        day=date.fromisoformat(row["day"]),
        base=row["base"],
        quote=row["quote"],
        rate=Decimal(row["rate"]),
        origin=row["origin"],
        set_by=row["set_by"],
    )
