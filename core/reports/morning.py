"""The morning check of one client: what went wrong since the last working day, in words, with how much it weighs.

Only what a person acts on today: alarms, delivery, pace and stale data. What belongs to a meeting is on Sprint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum

from core.cards import Status
from core.dates import day_start, local_day, week_of
from core.findings.anomaly import anomaly_findings
from core.findings.facts import Facts
from core.findings.finding import Finding
from core.findings.outage import outage_findings
from core.findings.select import opened
from core.findings.silence import stopped_findings
from core.measure.delivery import Fault, FaultKind
from core.measure.exposure import exposure, weekday_weights
from core.measure.holidays import holidays_in
from core.measure.series import Daily
from core.model import Client, Period, Sentence
from core.reports.board_scene import list_mapping
from core.reports.budgets import BudgetReport, alarm_sentences, budget_report
from core.reports.finding_facts import finding_facts
from core.store import Store, facts, meetings
from core.store.meetings import Meeting
from core.store.morning import due_cards

WEEKEND = 5


class Weight(IntEnum):
    """How soon it has to be looked at."""

    TODAY = 1
    NOW = 2


@dataclass(frozen=True, slots=True)
class Worry:
    """One thing to look at. `money` is what it is about, 0 where no sum is."""

    weight: Weight
    sentence: Sentence
    money: Decimal


@dataclass(frozen=True, slots=True)
class Spent:
    """The money since the last working day, and what such days usually take (None: not known)."""

    days: Period
    amount: Decimal
    usual: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class ClientMorning:
    """One client this morning, its worries the heaviest first."""

    client: Client
    worries: tuple[Worry, ...]
    spent: Spent | None
    """None where it is not known."""

    @property
    def place(self) -> tuple[int, int, Decimal, str]:
        """Worst first: the heaviest worry, how many, how much money, then the name."""
        heaviest = max((worry.weight for worry in self.worries), default=0)
        return -heaviest, -len(self.worries), -sum((w.money for w in self.worries), Decimal(0)), self.client.name


def client_morning(store: Store, *, client_id: str, as_of: datetime) -> ClientMorning:
    """The check of one client at an instant (naive UTC)."""
    known = finding_facts(store, client_id=client_id, as_of=as_of)
    with store.metrics.cursor() as cursor:
        entities = facts.entities(cursor, client_id=client_id)
    return morning_of(known, budget_report(known, entities))


def morning_of(known: Facts, report: BudgetReport) -> ClientMorning:
    """The same from facts and budgets already read. Pure."""
    worries = [*_alarms(known), *_faults(report), *_paces(report)]
    worries.sort(key=lambda worry: (-worry.weight, -worry.money))
    return ClientMorning(known.client, tuple(worries), spent_since(known))


def _alarms(known: Facts) -> Iterator[Worry]:
    """Tracking that went silent, spend that stopped and days that are nothing like usual, unless put aside."""
    found = [one for rule in (outage_findings, stopped_findings, anomaly_findings) for one in rule(known)]
    for alarm in opened(known, [one for one in found if isinstance(one, Finding)]):
        if alarm.strength >= 1 and not alarm.good and known.heard.why_not(alarm, known.today) is None:
            yield Worry(Weight.NOW, alarm.sentence, alarm.eur or Decimal(0))


_NOW = frozenset({FaultKind.PAUSED_WITH_BUDGET, FaultKind.SPENT_OUT, FaultKind.STALE_DATA})


def _faults(report: BudgetReport) -> Iterator[Worry]:
    for fault in report.faults:
        yield Worry(Weight.NOW if _is_urgent(fault) else Weight.TODAY, fault.sentence, fault.money or Decimal(0))


def _is_urgent(fault: Fault) -> bool:
    return fault.kind in _NOW


def _paces(report: BudgetReport) -> Iterator[Worry]:
    for said, off_by in alarm_sentences(report):
        yield Worry(Weight.TODAY, said, off_by)


def spent_since(known: Facts) -> Spent | None:
    """The money from the last working day through yesterday, as far as fresh files reach; None where they do not, or
    where it is in two currencies without a rate."""
    days = since_last_working_day(known.today)
    if known.known_to is None or known.known_to < days.start:
        return None
    days = Period(days.start, min(days.end, known.known_to))
    money = known.days.money.get(known.currency)
    if money is None or len(known.currencies(days)) > 1:
        return None
    amount = Decimal(int(money[:, known.columns(days)].sum())).scaleb(-6)
    return Spent(days, amount, _usual(known, days), known.currency)


def since_last_working_day(today: date) -> Period:
    """The last working day before `today` through yesterday: on a Monday Friday and the weekend."""
    yesterday = today - timedelta(days=1)
    start = yesterday
    while start.weekday() >= WEEKEND or start in holidays_in(Period(start, start)):
        start -= timedelta(days=1)
    return Period(start, yesterday)


def _usual(known: Facts, days: Period) -> Decimal | None:
    """What such weekdays took on average over the eight weeks before."""
    series = Daily(known.first, known.spend.sum(axis=0))
    before = series.within(Period(days.start - timedelta(weeks=8), days.start - timedelta(days=1)))
    weights = weekday_weights(series, days.start)
    if len(before.values) < 14 or exposure(weights, days) <= 0:
        return None
    return Decimal(str(round(float(before.values.mean()) * exposure(weights, days), 2)))


# ------------------------------------------------------------------------------------------------------------ my day


@dataclass(frozen=True, slots=True)
class MyCard:
    """A card of mine that is due this week or late. `due` is the client's calendar day."""

    client: Client
    card_id: str
    name: str
    due: date


@dataclass(frozen=True, slots=True)
class MyMeeting:
    client: Client
    meeting: Meeting


OPEN = (Status.BACKLOG, Status.TO_DO, Status.DOING, Status.REVIEW_OURS, Status.BLOCKED, None)
"""Where a card still waits for us. With the client for review it does not."""


def my_cards(
    store: Store, client: Client, *, client_id: str, today: date, member_of: Callable[[str], str]
) -> list[MyCard]:
    """The person's open cards of one client that are due by the end of this week, the earliest first. `member_of` tells
    which member of a board they are; empty: none."""
    end = day_start(week_of(today).end + timedelta(days=1), client.timezone)
    cards = due_cards(store.ops, client_id=client_id, before=end)
    if not cards:
        return []
    status = {m.row.list_id: m.status for m in list_mapping(store, client_id=client_id)}
    mine = {board_id: member_of(board_id) for board_id in {card.board_id for card in cards}}
    return [
        MyCard(client, card.card_id, card.name, local_day(card.due, client.timezone))
        for card in cards
        if status.get(card.list_id) in OPEN and mine[card.board_id] in card.members
    ]


def meetings_on(store: Store, client: Client, *, client_id: str, day: date) -> list[MyMeeting]:
    """The client's meetings of one calendar day, the earliest first."""
    held = meetings.list_meetings(store.ops, client_id=client_id)
    return [MyMeeting(client, meeting) for meeting in held if local_day(meeting.at, client.timezone) == day]
