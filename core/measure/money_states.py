"""Where the money of a plan stands: planned, spent, promised and free. Exact, and nothing is counted twice.

A plan may be written in lines of several kinds that look at the same money (all of it, by stage, by channel, by
campaign). Lines of one kind are added; a campaign's line lies inside the line of its stage or channel; of two views of
the same money the larger one holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.plans import Scope, ScopeKind

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One budget of the period with what has been spent in its scope. `stage` and `channel` say where a campaign's line
    lies; empty for others."""

    scope: Scope
    planned: Decimal
    committed: bool
    spent: Decimal
    stage: str = ""
    channel: str = ""

    @property
    def promised(self) -> Decimal:
        """What is promised and not yet spent."""
        return max(self.planned - self.spent, ZERO) if self.committed else ZERO


@dataclass(frozen=True, slots=True)
class MoneyStates:
    """`planned` = `actual` + `committed` + `free` − `over`, where only one of `free` and `over` is above zero: free
    money is never negative, and what is missing is said as such."""

    planned: Decimal
    actual: Decimal
    committed: Decimal
    free: Decimal
    over: Decimal


def money_states(lines: Sequence[PlanLine], spent: Decimal) -> MoneyStates | None:
    """The states of all the client's money of a period; `spent` is all that was spent in it. None without a plan."""
    if not lines:
        return None
    everything = [line for line in lines if line.scope.kind is ScopeKind.ALL]
    planned = sum((line.planned for line in everything), ZERO) if everything else _widest(lines, _planned)
    whole = max((line.promised for line in everything), default=ZERO)
    return _states(planned, spent, max(whole, _widest(lines, _promised)))


def stage_states(stage: str, lines: Sequence[PlanLine], spent: Decimal) -> MoneyStates | None:
    """The same for one stage: its own line, else its campaigns' lines. None when nothing is planned for it."""
    own = [line for line in lines if line.scope == Scope(ScopeKind.STAGE, stage)]
    inside = [line for line in lines if line.scope.kind is ScopeKind.ENTITY and line.stage == stage]
    if not own and not inside:
        return None
    planned = _total(own or inside, _planned)
    return _states(planned, spent, max(_total(own, _promised), _total(inside, _promised)))


def _states(planned: Decimal, spent: Decimal, promised: Decimal) -> MoneyStates:
    left = planned - spent - promised
    return MoneyStates(planned, spent, promised, max(left, ZERO), max(-left, ZERO))


Amount = Callable[[PlanLine], Decimal]


def _planned(line: PlanLine) -> Decimal:
    return line.planned


def _promised(line: PlanLine) -> Decimal:
    return line.promised


def _total(lines: Sequence[PlanLine], amount: Amount) -> Decimal:
    return sum((amount(line) for line in lines), ZERO)


def _widest(lines: Sequence[PlanLine], amount: Amount) -> Decimal:
    """The larger of the two ways to add the lines up without counting a euro twice: by stage and by channel."""
    return max(
        _by(lines, ScopeKind.STAGE, lambda line: line.stage, amount),
        _by(lines, ScopeKind.CHANNEL, lambda line: line.channel, amount),
    )


def _by(lines: Sequence[PlanLine], kind: ScopeKind, home: Callable[[PlanLine], str], amount: Amount) -> Decimal:
    """Lines of `kind` plus campaigns outside them; a campaign inside one counts where it asks for more than that."""
    wide = {line.scope.key: amount(line) for line in lines if line.scope.kind is kind}
    inside: dict[str, Decimal] = {}
    for line in lines:
        if line.scope.kind is ScopeKind.ENTITY:
            key = home(line) if home(line) in wide else ""
            inside[key] = inside.get(key, ZERO) + amount(line)
    return sum((max(value, inside.get(key, ZERO)) for key, value in wide.items()), inside.get("", ZERO))
