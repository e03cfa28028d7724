"""The Measure page: can we trust the numbers today, in a sentence; what stands how; and each source day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.measure.checks import CHANNELS, CLAIMED, EVENTS, OUTCOMES, SPEND, STAGES, VISITS, Check, State, worst
from core.model import Period, Sentence
from core.reports.check_facts import CheckFacts, gather, holes_of
from core.reports.shapes import Freshness
from core.reports.trust import Trust, judged
from core.store import Store
from core.store.facts import AccountDay

STRIP_DAYS = 56
"""Eight weeks: a sprint and the one before it."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "money": (SPEND, "impressions", "clicks"),
    "stages": (STAGES,),
    "results": (*CLAIMED, *EVENTS),
    "visits": VISITS,
    "channels": (CHANNELS,),
    "outcomes": OUTCOMES,
}
"""The figures of the product, as people speak of them, and the measures they are made of."""
GROUP_NAMES: Mapping[str, Sentence] = {
    "money": Sentence("money", "raha"),
    "stages": Sentence("stages", "vaiheet"),
    "results": Sentence("results", "tulokset"),
    "visits": Sentence("visits", "käynnit"),
    "channels": Sentence("channels of visits", "käyntien kanavat"),
    "outcomes": Sentence("the shop's and CRM's own count", "kaupan ja CRM:n oma luku"),
}


class DayKind(StrEnum):
    """What one day of one source holds. A day without rows is a gap or a pause, and never a zero."""

    VALUE = "value"
    ZERO = "zero"
    GAP = "gap"
    PAUSE = "pause"
    NOT_YET = "not_yet"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class StripDay:
    day: date
    kind: DayKind
    settled: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """One account over the last weeks, every day in order."""

    freshness: Freshness
    days: tuple[StripDay, ...]
    state: State
    """The worst of the account's own checks."""

    @property
    def missing(self) -> int:
        return sum(day.kind is DayKind.GAP for day in self.days)


@dataclass(frozen=True, slots=True)
class GroupTrust:
    """One group of figures (a key of GROUPS): its worst state, and every check it rests on, the worst first."""

    group: str
    state: State
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class MeasureReport:
    """Everything the Measure page shows for one client."""

    trust: Trust
    answer: Sentence
    groups: tuple[GroupTrust, ...]
    strips: tuple[Strip, ...]
    has_data: bool


def measure(store: Store, *, client_id: str, as_of: date) -> MeasureReport:
    """The state of the measuring of one client at the start of `as_of`."""
    known = gather(store, client_id=client_id, as_of=as_of)
    trusted = judged(store, known, client_id=client_id)
    groups = tuple(_group(name, measures, trusted) for name, measures in GROUPS.items())
    has_data = bool(known.accounts)
    return MeasureReport(
        trust=trusted,
        answer=answer(groups, trusted.checks) if has_data else _NOTHING,
        groups=groups,
        strips=tuple(_strip(known, account, trusted.checks) for account in known.accounts),
        has_data=has_data,
    )


def _group(name: str, measures: tuple[str, ...], trusted: Trust) -> GroupTrust:
    found = sorted(trusted.behind(measures), key=lambda check: _ORDER.index(check.state))
    return GroupTrust(name, worst(check.state for check in found), tuple(found))


_ORDER = (State.BROKEN, State.DOUBTFUL, State.NOT_CHECKED, State.OK)


# --- the answer -------------------------------------------------------------------------------------------------------


def answer(groups: Sequence[GroupTrust], checks: Sequence[Check]) -> Sentence:
    """Can we trust the numbers today? What is broken and what is doubtful by the figures it touches, else how much has
    not been looked at."""
    broken, doubtful = (_named(groups, state) for state in (State.BROKEN, State.DOUBTFUL))
    if broken.en:
        rest = Sentence(f" Doubtful: {doubtful.en}.", f" Epävarmaa: {doubtful.fi}.") if doubtful.en else _EMPTY
        return Sentence(f"Not all of them. Broken: {broken.en}.{rest.en}", f"Ei kaikkiin. Rikki: {broken.fi}.{rest.fi}")
    if doubtful.en:
        return Sentence(f"Mostly. Doubtful: {doubtful.en}.", f"Pääosin. Epävarmaa: {doubtful.fi}.")
    waiting = sum(check.state is State.NOT_CHECKED for check in checks)
    if waiting:
        return Sentence(
            f"Nothing is known to be wrong, but {waiting} of {len(checks)} checks have not been made.",
            f"Mitään vikaa ei tiedetä, mutta {waiting} tarkistusta {len(checks)}:stä on tekemättä.",
        )
    return Sentence(
        f"Yes. All {len(checks)} checks are in order.", f"Kyllä. Kaikki {len(checks)} tarkistusta kunnossa."
    )


_EMPTY = Sentence("", "")
_NOTHING = Sentence(
    "There is nothing to trust yet: no data by day has been imported.",
    "Luotettavaa ei vielä ole: päiväkohtaisia tietoja ei ole tuotu.",
)


def _named(groups: Sequence[GroupTrust], state: State) -> Sentence:
    names = [GROUP_NAMES[group.group] for group in groups if group.state is state]
    return Sentence(", ".join(name.en for name in names), ", ".join(name.fi for name in names))


# --- day by day -------------------------------------------------------------------------------------------------------


def _strip(known: CheckFacts, account: Freshness, checks: Sequence[Check]) -> Strip:
    who = (account.source, account.account)
    rows = {row.day: row for row in known.days.get(who, ())}
    holes = holes_of(known, who) if rows else None
    missing = set(holes.missing) if holes and holes.regular else set()
    window = Period(known.as_of - timedelta(days=STRIP_DAYS), known.as_of - timedelta(days=1))
    days = tuple(
        StripDay(
            day,
            _kind(day, account, rows.get(day), missing),
            account.settled_through is not None and day <= account.settled_through,
        )
        for day in window
    )
    own = [check.state for check in checks if (check.source, check.account) == who]
    return Strip(account, days, worst(own))


def _kind(day: date, account: Freshness, row: AccountDay | None, missing: set[date]) -> DayKind:
    if day < account.first_day:
        return DayKind.BEFORE
    if day > account.last_day:
        return DayKind.NOT_YET
    if row is None:
        return DayKind.GAP if day in missing else DayKind.PAUSE
    said = (row.spend, row.impressions, row.clicks, row.conversions, row.sessions, row.key_events, row.leads)
    return DayKind.VALUE if any(said) else DayKind.ZERO
