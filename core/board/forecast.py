"""How many cards will be done in the coming weeks, from the past ones, by exact convolution. Pure.

Every coming week is drawn, with equal chance, from the past full weeks, empty ones included; all the ways they can add
up are counted. The same question always gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from core.board.flow import Week
from core.board.status import COLUMNS
from core.cards import BoardList, Status
from core.measure.trend import mann_kendall
from core.model import Period, Sentence

WINDOW = 12
FEWEST_WEEKS = 6
_TREND = 0.05
_CREATED_LATER = timedelta(days=1)
_HORIZON = 53
_ROUNDING = 1e-12

Chances = dict[int, Fraction]
"""Total -> its chance; the chances sum to exactly 1."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Cards done in `weeks` full weeks before `until`: at least `at_least` with 85 %, `typical` in half the cases.
    `open_cards`: cards promised or under way now, and in how many weeks all of them are done with 85 % (None: in more
    than a year). `from_weeks`: how many past weeks it rests on; `trend`: only the newest six, because the pace has been
    changing."""

    until: date
    weeks: int
    at_least: int
    typical: int
    open_cards: int
    open_weeks: int | None
    from_weeks: int
    trend: bool


def forecast(
    past: Sequence[Week], today: date, until: date, open_cards: int, column_changes: Iterable[date]
) -> Forecast | Sentence:
    """What will be done before `until`, or why that cannot be said. `past`: weeks, oldest first, at least the newest
    twelve; `column_changes`: days on which a column of work was made or archived."""
    full = [week for week in past if not week.open and week.done is not None][-WINDOW:]
    done = [week.done or 0 for week in full]
    coming = (until - today).days // 7
    silence = _silence(full, done, coming, column_changes)
    if silence is not None:
        return silence
    moving = mann_kendall(done).cautious_p < _TREND
    used = done[-FEWEST_WEEKS:] if moving else done
    chances = how_many(used, coming)
    return Forecast(
        until=until,
        weeks=coming,
        at_least=at_least(chances, Fraction(85, 100)),
        typical=at_least(chances, Fraction(1, 2)),
        open_cards=open_cards,
        open_weeks=when(used, open_cards, 0.85),
        from_weeks=len(used),
        trend=moving,
    )


def _silence(full: Sequence[Week], done: Sequence[int], coming: int, changes: Iterable[date]) -> Sentence | None:
    if coming < 1:
        return Sentence(
            "There is no full week left before it, so there is nothing to forecast.",
            "Sitä ennen ei ole enää yhtään täyttä viikkoa, joten ennustettavaa ei ole.",
        )
    if len(full) < FEWEST_WEEKS:
        return Sentence(
            f"A forecast needs {FEWEST_WEEKS} full weeks of known history; there are {len(full)}.",
            f"Ennuste tarvitsee {FEWEST_WEEKS} täyttä viikkoa tunnettua historiaa; nyt niitä on {len(full)}.",
        )
    if not any(done):
        return Sentence(
            "No card has been finished in these weeks, so there is nothing to forecast from.",
            "Yksikään kortti ei ole valmistunut näinä viikkoina, joten ennusteelle ei ole pohjaa.",
        )
    if any(day >= full[0].start for day in changes):
        return Sentence(
            "The columns of the board were changed in these weeks, so the past pace does not tell the coming one.",
            "Seinän sarakkeita muutettiin näinä viikkoina, joten mennyt tahti ei kerro tulevasta.",
        )
    return None


def column_changes(
    lists: Iterable[BoardList],
    mapping: Mapping[str, Status],
    hidden: Mapping[str, Sequence[tuple[datetime, datetime | None]]],
    born: datetime,
) -> list[datetime]:
    """When a list of work (between start and done) was made, after the board itself, or archived."""
    work = [row for row in lists if COLUMNS.is_active(mapping.get(row.list_id, ""))]
    made = [row.created_at for row in work if row.created_at and row.created_at > born + _CREATED_LATER]
    return sorted(made + [hide for row in work for hide, _ in hidden.get(row.list_id, ()) if hide > born])


# ------------------------------------------------------------------------------------------------------------- chances


def how_many(history: Sequence[int], periods: int) -> Chances:
    """The chance of each total of `periods` periods, each drawn from `history` (not empty, zeros kept)."""
    ways = {0: 1}
    for _ in range(periods):
        ways = _added(ways, history)
    every = len(history) ** periods
    return {total: Fraction(ways[total], every) for total in sorted(ways)}


def at_least(chances: Chances, level: Fraction) -> int:
    """The largest total that is reached or exceeded with at least this chance; 0 when not even the smallest is."""
    reached = Fraction(0)
    for total in sorted(chances, reverse=True):
        reached += chances[total]
        if reached >= level:
            return total
    return 0


def when(history: Sequence[int], items: int, level: float) -> int | None:
    """The smallest number of periods after which `items` are done with at least this chance; None when that is beyond
    the horizon of a year of weeks."""
    chances = {0: 1.0}
    for periods in range(_HORIZON + 1):
        if chances.get(items, 0.0) >= level - _ROUNDING or items == 0:
            return periods
        chances = _drawn(chances, history, items)
    return None


def _drawn(chances: Mapping[int, float], history: Sequence[int], items: int) -> dict[int, float]:
    """One period more; totals of `items` and above are one."""
    found: dict[int, float] = {}
    for total, chance in chances.items():
        for more in history:
            reached = min(total + more, items)
            found[reached] = found.get(reached, 0.0) + chance / len(history)
    return found


def _added(ways: Mapping[int, int], history: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for total, count in ways.items():
        for more in history:
            found[total + more] = found.get(total + more, 0) + count
    return found


def window(today: date) -> Period:
    """The twelve full weeks before the week of `today`."""
    monday = today - timedelta(days=today.weekday())
    return Period(monday - timedelta(weeks=WINDOW), monday - timedelta(days=1))
