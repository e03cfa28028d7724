"""The checks behind the numbers: what was looked at, in which state it is, and which figures rest on it.

Measure is the frame of the picture: a list of checks with evidence, a day and who looked, never a score. "Not checked"
is a state of its own and is never green. The limits are in `core.measure.check_rules`; here is what a check is, when a
person's look at something has aged, and what the worst check of a figure is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from core import figures
from core.model import Sentence


class State(StrEnum):
    """How a check stands. Advice on money refuses where a figure it rests on is BROKEN; DOUBTFUL and NOT_CHECKED
    travel with the advice as words."""

    OK = "ok"
    NOT_CHECKED = "not_checked"
    DOUBTFUL = "doubtful"
    BROKEN = "broken"


BADNESS: dict[State, int] = {State.OK: 0, State.NOT_CHECKED: 1, State.DOUBTFUL: 2, State.BROKEN: 3}


class CheckKind(StrEnum):
    """What is looked at. The first block we compute ourselves, the second a person looks at."""

    FRESHNESS = "freshness"
    GAPS = "gaps"
    CONTROL = "control"
    CLAIMS = "claims"
    OUTAGE = "outage"
    UNTAGGED = "untagged"
    UNMAPPED = "unmapped"
    CURRENCY = "currency"
    ZONES = "zones"

    KEY_EVENTS = "key_events"
    CONSENT = "consent"
    OUTCOMES = "outcomes"
    GOALS = "goals"
    UTM = "utm"
    SELF_REFERRALS = "self_referrals"
    OWN_VISITS = "own_visits"
    RETENTION = "retention"


AUTOMATIC: tuple[CheckKind, ...] = tuple(CheckKind)[:9]
MANUAL: tuple[CheckKind, ...] = (*tuple(CheckKind)[9:], CheckKind.ZONES)
"""Time zones are in both: where no file names one, somebody has to look in the accounts' settings."""

SPEND, STAGES, CHANNELS = "spend", "stages", "channels"
"""`stages` is in which stage money lies, `channels` is from which channel visits came: figures that rest on them do
not rest on the amounts alone."""
CLAIMED = ("conversions", "leads", "value")
VISITS = ("sessions", "engaged_sessions")
EVENTS = ("key_events",)
OUTCOMES = ("orders", "outcomes")
MEASURES: tuple[str, ...] = (SPEND, "impressions", "clicks", *CLAIMED, *VISITS, *EVENTS, *OUTCOMES, STAGES, CHANNELS)
"""What a check can affect: the additive measures of the metrics, outcomes of a shop or a CRM, and the two splits."""

MANUAL_AFFECTS: dict[CheckKind, tuple[str, ...]] = {
    CheckKind.KEY_EVENTS: (*CLAIMED, *EVENTS),
    CheckKind.CONSENT: (*VISITS, *EVENTS),
    CheckKind.OUTCOMES: OUTCOMES,
    CheckKind.GOALS: (),
    CheckKind.UTM: (CHANNELS,),
    CheckKind.SELF_REFERRALS: (CHANNELS,),
    CheckKind.OWN_VISITS: VISITS,
    CheckKind.RETENTION: (),
    CheckKind.ZONES: (CHANNELS,),
}
"""Which measures a check that a person does speaks of. Goals and retention carry no figure: they are about the plan."""

HOLDS_DAYS = 90
"""A look at something holds for a quarter: sites, tags and consent banners change that often (our own default; public
audit guides say every 6-12 months for the whole and 30 days after a site change)."""
SITE_CHANGE_UNDOES = frozenset(
    {CheckKind.KEY_EVENTS, CheckKind.CONSENT, CheckKind.SELF_REFERRALS, CheckKind.OWN_VISITS}
)
"""What is looked at on the site itself has to be looked at again when the site has changed."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one client. `source` and `account` are empty when it is about the client as a whole."""

    kind: CheckKind
    state: State
    evidence: Sentence
    affects: tuple[str, ...]
    """Names of MEASURES that rest on it."""
    source: str
    checked_on: date | None
    """The day of the look; None when nobody and nothing has looked yet."""
    checked_by: str
    """Who looked; empty for an automatic check, and when nobody has."""
    automatic: bool
    account: str = ""

    def touches(self, measure: str, source: str | None = None) -> bool:
        """Whether a figure made of `measure` (of one source, or of all) rests on this check."""
        return measure in self.affects and (not source or not self.source or self.source == source)


@dataclass(frozen=True, slots=True)
class Tick:
    """What a person found when they looked: the newest word on one check."""

    kind: CheckKind
    state: State
    evidence: str
    checked_on: date
    checked_by: str


def worst(states: Iterable[State]) -> State:
    """The worst of several states; NOT_CHECKED for none, because nothing was looked at."""
    return max(states, key=lambda state: BADNESS[state], default=State.NOT_CHECKED)


def worst_for(checks: Iterable[Check], measure: str, source: str | None = None) -> State:
    """The worst state among the checks that a figure made of `measure` rests on; of one source, or (None) of all."""
    return worst(check.state for check in checks if check.touches(measure, source))


def against(checks: Iterable[Check], measures: Collection[str], source: str | None = None) -> tuple[Check, ...]:
    """The broken and doubtful checks behind a figure made of `measures`, the worst first."""
    found = [
        check
        for check in checks
        if check.state in (State.BROKEN, State.DOUBTFUL) and any(check.touches(m, source) for m in measures)
    ]
    return tuple(sorted(found, key=lambda check: -BADNESS[check.state]))


def manual_checks(
    ticks: Mapping[CheckKind, Tick],
    *,
    as_of: date,
    site_changes: Sequence[date] = (),
    done: Collection[CheckKind] = (),
) -> tuple[Check, ...]:
    """Every check that a person does, as it stands on `as_of`: what they found, or that nobody has looked, or that the
    look has aged. `site_changes` are days on which the site is known to have changed; kinds that were `done`
    automatically are left out."""
    return tuple(_manual(kind, ticks.get(kind), as_of, site_changes) for kind in MANUAL if kind not in done)


def _manual(kind: CheckKind, tick: Tick | None, as_of: date, site_changes: Sequence[date]) -> Check:
    affects = MANUAL_AFFECTS[kind]
    if tick is None:
        return Check(kind, State.NOT_CHECKED, _NOBODY, affects, "", None, "", False)
    said = Sentence(tick.evidence, tick.evidence)
    found = Check(kind, tick.state, said, affects, "", tick.checked_on, tick.checked_by, False)
    why = _aged(tick, as_of, site_changes if kind in SITE_CHANGE_UNDOES else ())
    return replace(found, state=State.NOT_CHECKED, evidence=why) if why else found


def _aged(tick: Tick, as_of: date, site_changes: Sequence[date]) -> Sentence | None:
    """Why a look no longer holds; None while it does. What was found wrong stays wrong until somebody looks again."""
    if tick.state is State.BROKEN:
        return None
    changed = max((day for day in site_changes if tick.checked_on < day <= as_of), default=None)
    if changed:
        return Sentence(
            f"Looked at on {figures.day(tick.checked_on, 'en')}, but the site changed on"
            f" {figures.day(changed, 'en')}. Look again.",
            f"Katsottu {figures.day(tick.checked_on, 'fi')}, mutta sivusto muuttui {figures.day(changed, 'fi')}."
            " Katso uudelleen.",
        )
    if as_of - tick.checked_on > timedelta(days=HOLDS_DAYS):
        return Sentence(
            f"Last looked at on {figures.day(tick.checked_on, 'en')}, more than {HOLDS_DAYS} days ago. Look again.",
            f"Katsottu viimeksi {figures.day(tick.checked_on, 'fi')}, yli {HOLDS_DAYS} päivää sitten. Katso uudelleen.",
        )
    return None


_NOBODY = Sentence("Nobody has looked yet.", "Kukaan ei ole vielä katsonut.")
