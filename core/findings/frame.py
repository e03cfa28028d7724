"""Which days and lines may be set against each other: covered by files, mature, without holidays.

Two frames: of money and traffic through yesterday, and of outcomes on mature days only. What cannot be compared is left
out and said, never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from core.dates import reviewed_sprint
from core.findings.facts import Account, Facts, Floats
from core.findings.words import day, joined, names, told
from core.measure.holidays import holidays_in
from core.measure.season import YEAR
from core.measure.series import Daily
from core.model import Period, Sentence

FULL_DAYS = 7
HISTORY = 6
_MATTERS, _ENOUGH, _LEFT = 0.2, 10, 0.1
COVERED = 0.9
"""Of a period's days: fewer known ones are not that period."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Periods that may be compared, and the lines (places in `Facts.lines`) of the accounts known in all of them.

    `before` are the sprints compared with, oldest first; `history` those that tell how much weeks vary."""

    after: Period
    before: tuple[Period, ...]
    history: tuple[Period, ...]
    rows: tuple[int, ...]
    closed: frozenset[date]
    left_out: tuple[Account, ...] = ()
    redefined: tuple[Account, ...] = ()
    """Accounts that count something else than before."""

    @property
    def previous(self) -> tuple[Period, ...]:
        """Only the sprint just before."""
        return self.before[-1:]


def outcome_frame(facts: Facts, *, back: int, dark: Collection[date] = ()) -> Frame | Sentence:
    """The newest sprint with seven mature days against up to `back` sprints before it, over accounts that count
    outcomes; or why there is none. `dark` days (outages) are left out of both sides."""
    own = [i for i, account in enumerate(facts.accounts) if account.outcomes]
    if not own:
        return _NO_OUTCOMES
    return _frame(facts, facts.mature_to, own, back, dark)


def traffic_frame(facts: Facts, *, back: int) -> Frame | Sentence:
    """The reviewed sprint through the newest known day against up to `back` sprints before it, over every account that
    is not left behind; or why there is none."""
    own = [i for i, account in enumerate(facts.accounts) if not facts.is_stale(account)]
    if not own:
        return _NO_FRESH
    end = min(facts.accounts[i].last for i in own)
    return _frame(facts, min(end, facts.yesterday), own, back)


def _frame(
    facts: Facts, end: date, accounts: Sequence[int], back: int, dark: Collection[date] = ()
) -> Frame | Sentence:
    known = facts.sprints
    newest = reviewed_sprint(known, end + timedelta(days=1))
    if newest is None:
        return NO_SPRINT
    after = Period(newest.period.start, max(newest.period.start, min(newest.period.end, end)))
    if after.days < FULL_DAYS:
        return _too_early(after)
    earlier = [s.period for s in known if s.period.end < after.start]
    kept = [i for i in accounts if _covers(facts, i, after)]
    if not kept or not earlier:
        return NO_EARLIER
    compared = [i for i in kept if _covers(facts, i, earlier[-1])]
    if not compared:
        return NO_EARLIER
    redefined = [i for i in compared if _redefined(facts, i, Period(earlier[-1].start, after.end))]
    compared = [i for i in compared if i not in redefined]
    if not compared:
        return _REDEFINED
    usable_ones = [
        p
        for p in earlier
        if p.days >= FULL_DAYS
        and all(_covers(facts, i, p) and not _redefined(facts, i, Period(p.start, after.end)) for i in compared)
    ]
    if not usable_ones or usable_ones[-1] != earlier[-1]:
        return NO_EARLIER
    before = _unbroken(usable_ones, earlier)[-back:]
    history = (*_unbroken(usable_ones, earlier)[-(HISTORY - 1) :], after)
    whole = Period(history[0].start, after.end)
    gone = set(compared)
    return Frame(
        after=after,
        before=tuple(before),
        history=history,
        rows=tuple(i for i, line in enumerate(facts.lines) if line.account in gone),
        closed=frozenset({*holidays_in(whole), *_uncovered(facts, compared, whole), *dark}),
        left_out=tuple(facts.accounts[i] for i in accounts if i not in gone and i not in redefined),
        redefined=tuple(facts.accounts[i] for i in redefined),
    )


def a_year_before(facts: Facts, frame: Frame, dark: Collection[date]) -> Frame | None:
    """The newest two periods of a frame as they were 52 weeks earlier; None where the files of the same accounts do not
    cover them. The earlier of the two may be known only in part, two weeks at least."""
    after, (previous,) = _earlier(frame.after), (_earlier(p) for p in frame.previous)
    previous = Period(max(previous.start, min(facts.first, previous.end)), previous.end)
    accounts = sorted({facts.lines[i].account for i in frame.rows})
    if previous.days < 2 * FULL_DAYS or not all(_covers(facts, i, p) for i in accounts for p in (previous, after)):
        return None
    earlier = [_earlier(p) for p in frame.history[:-2]]
    history = (*(p for p in earlier if all(_covers(facts, i, p) for i in accounts)), previous, after)
    whole = Period(history[0].start, after.end)
    closed = frozenset({*holidays_in(whole), *_uncovered(facts, accounts, whole), *dark})
    return Frame(after, (previous,), history, frame.rows, closed)


def _earlier(period: Period) -> Period:
    return Period(period.start - YEAR, period.end - YEAR)


def _unbroken(found: Sequence[Period], earlier: Sequence[Period]) -> list[Period]:
    """The newest sprints without one missing between them."""
    kept: list[Period] = []
    for period in reversed(earlier):
        if period not in found:
            break
        kept.insert(0, period)
    return kept


def _covers(facts: Facts, account: int, period: Period) -> bool:
    days = facts.covered[account, facts.columns(period)]
    return (period.start - facts.first).days >= 0 and int(days.sum()) >= COVERED * period.days


def _redefined(facts: Facts, account: int, whole: Period) -> bool:
    """Whether an account has come to count something else within these days: a result that mattered comes no more since
    another has come. On a website, whose every result is counted whichever campaign brought it, a new one that matters
    is enough."""
    whose = facts.accounts[account]
    columns = facts.columns(whole)
    events = {event: days[columns] for event, days in facts.results.get((whose.source, whose.name), {}).items()}
    for event, days in events.items():
        began = int(np.flatnonzero(days)[0]) if days.any() else 0
        before = {other: counted[:began] for other, counted in events.items()}
        since = {other: counted[began:] for other, counted in events.items()}
        had = [other for other in events if began and _matters(before, other)]
        gone = any(_ended(before[other], since[other]) for other in had)
        if had and _matters(since, event) and (gone or facts.analytics):
            return True
    return False


def _matters(results: Mapping[str, Floats], event: str) -> bool:
    own = float(results[event].sum())
    return own >= _ENOUGH and own >= _MATTERS * sum(float(days.sum()) for days in results.values())


def _ended(then: Floats, since: Floats) -> bool:
    """Whether next to nothing comes of it any more, of what would have."""
    return float(since.sum()) < _LEFT * float(then.mean()) * len(since)


def _uncovered(facts: Facts, accounts: Sequence[int], whole: Period) -> list[date]:
    columns = facts.columns(whole)
    known = facts.covered[list(accounts), columns].all(axis=0)
    return [facts.day(columns.start + int(i)) for i in np.flatnonzero(~known)]


def usable(facts: Facts, period: Period, earlier: Sequence[Period]) -> bool:
    """Whether every account with money covers all of these periods, as far as they have passed."""
    own = facts.live(Period((earlier or [period])[0].start, period.end))
    passed = Period(period.start, max(period.start, min(period.end, facts.yesterday)))
    return bool(own) and all(_covers(facts, i, p) for i in own for p in (passed, *earlier))


def series(facts: Facts, values: Floats, rows: Sequence[int] | None = None) -> Daily:
    """The sum of some lines as a daily series."""
    return Daily(facts.first, (values if rows is None else values[list(rows)]).sum(axis=0))


def left_out(frame: Frame) -> Sentence | None:
    """Which accounts are not in the comparison and why, if any."""
    said = [
        told(words.en, words.fi, names=names([account.name for account in accounts]))
        for words, accounts in ((_NOT_BOTH, frame.left_out), (_COUNTS_ELSE, frame.redefined))
        if accounts
    ]
    return joined(*said) if said else None


def _too_early(after: Period) -> Sentence:
    return told(
        "Too early to tell: the conversions of the sprint that began on {day} are mature for fewer than 7 days.",
        "Liian aikaista sanoa: {day} alkaneen sprintin konversioista on kypsynyt alle 7 päivää.",
        day=day(after.start),
    )


_NO_OUTCOMES = Sentence(
    "No source counts conversions for this client yet.", "Mikään lähde ei vielä laske tämän asiakkaan konversioita."
)
_NO_FRESH = Sentence("Every account's data is stale.", "Kaikkien tilien tiedot ovat vanhentuneita.")
NO_SPRINT = Sentence("There is no sprint to look at yet.", "Tarkasteltavaa sprinttiä ei vielä ole.")
NO_EARLIER = Sentence(
    "There is no earlier sprint, covered by the same accounts' files, to compare with.",
    "Ei ole aiempaa sprinttiä, jonka samojen tilien tiedostot kattaisivat, joten vertailua ei voi tehdä.",
)
_NOT_BOTH = Sentence(
    "Compared without {names}: its files do not cover both periods.",
    "Vertailusta puuttuu {names}: sen tiedostot eivät kata molempia jaksoja.",
)
_COUNTS_ELSE = Sentence(
    "Compared without {names}: what it counts as a conversion changed between the sprints.",
    "Vertailusta puuttuu {names}: se, mitä siinä lasketaan konversioksi, vaihtui sprinttien välillä.",
)
_REDEFINED = Sentence(
    "What is counted as a conversion changed between the sprints, so they cannot be compared.",
    "Konversioksi laskettava tapahtuma vaihtui sprinttien välillä, joten niitä ei voi verrata.",
)
NOT_COVERED = Sentence(
    "Not every account's files cover the days that would be looked at.",
    "Kaikkien tilien tiedostot eivät kata tarkasteltavia päiviä.",
)
