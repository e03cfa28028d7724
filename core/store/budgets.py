"""Planned budgets, dated: what was planned for a month, and how the plan changed on the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from core.errors import Refused
from core.model import Period, Stage
from core.plans import Budget, Scope, ScopeKind, newest_by
from core.store.ops import Ops

LONGEST_CYCLE = 366
"""Days: a longer plan is several budgets."""


def set_budget(
    ops: Ops,
    *,
    client_id: str,
    period: Period,
    scope: Scope,
    amount: Decimal,
    committed: bool = False,
    decided_on: date,
    basis: str = "",
    set_by: str,
    now: datetime,
) -> Budget:
    """Plan `amount` for the period as agreed on `decided_on`. Earlier rows stay; of two decided on one day the later
    one holds. Raises Refused for what cannot be a budget."""
    _check(period, scope, amount)
    with ops.write() as con:
        row = con.execute(
            "insert into budget (client_id, period_start, period_end, scope, scope_key, amount, committed, decided_on,"
            " basis, set_by, set_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *",
            (
                client_id,
                period.start.isoformat(),
                period.end.isoformat(),
                scope.kind.value,
                scope.key,
                format(amount, "f"),
                int(committed),
                decided_on.isoformat(),
                basis,
                set_by,
                now.isoformat(),
            ),
        ).fetchone()
    return _budget(row)


def list_budgets(ops: Ops, *, client_id: str) -> list[Budget]:
    """Every row of every budget, newest period first, within a budget the newest decision first."""
    with ops.read() as con:
        rows = con.execute(
            "select * from budget where client_id = ? and removed_at is null"
            " order by period_start desc, period_end desc, scope, scope_key, decided_on desc, budget_id desc",
            (client_id,),
        ).fetchall()
    return [_budget(row) for row in rows]


def budgets_on(budgets: Iterable[Budget], day: date) -> list[Budget]:
    """What was planned as known on `day`, whatever period it is for: of every budget the newest decision by then."""
    decided = [budget for budget in budgets if budget.decided_on <= day]
    return newest_by(decided, key=lambda b: b.key, age=lambda b: (b.decided_on, b.budget_id))


def remove_budget(ops: Ops, *, client_id: str, budget_id: int, who: str, now: datetime) -> None:
    """Take back a row that was written by mistake; the one before it holds again. Raises Refused when the client has no
    such row."""
    with ops.write() as con:
        gone = con.execute(
            "update budget set removed_by = ?, removed_at = ?"
            " where client_id = ? and budget_id = ? and removed_at is null",
            (who, now.isoformat(), client_id, budget_id),
        )
        if not gone.rowcount:
            raise Refused("There is no such budget.", "Tällaista budjettia ei ole.")


def _check(period: Period, scope: Scope, amount: Decimal) -> None:
    if not amount.is_finite() or amount < 0:
        raise Refused("A budget is an amount of at least 0.", "Budjetti on rahamäärä, joka on vähintään 0.")
    if period.days > LONGEST_CYCLE:
        raise Refused("A budget covers at most a year.", "Budjetti kattaa enintään vuoden.")
    if (scope.kind is ScopeKind.ALL) != (not scope.key):
        raise Refused(
            "A budget is for all of the money, or for one stage, channel or campaign.",
            "Budjetti on koko rahalle tai yhdelle vaiheelle, kanavalle tai kampanjalle.",
        )
    if scope.kind is ScopeKind.STAGE and scope.key not in set(Stage):
        raise Refused(
            f"{scope.key} is not a stage: choose reach, act, convert or engage.",
            f"{scope.key} ei ole vaihe: valitse reach, act, convert tai engage.",
        )


def _budget(row: sqlite3.Row) -> Budget:
    return Budget(
        budget_id=row["budget_id"],
        period=Period(date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])),
        scope=Scope(ScopeKind(row["scope"]), row["scope_key"]),
        amount=Decimal(row["amount"]),
        committed=bool(row["committed"]),
        decided_on=date.fromisoformat(row["decided_on"]),
        basis=row["basis"],
        set_by=row["set_by"],
    )
