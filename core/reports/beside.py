"""Work beside its result: what got done and what was noted, each laid on the number of its stage, and what was expected
of it beforehand.

Which number is a stage's: the one that has a target for that stage alone; without one the first of `NUMBERS` that its
campaigns, or the website, count at all. Volumes, because they are what the work of a stage is for: visits that Reach
brings, and the results that the claim which counts gives to the campaigns of Act, Convert and Engage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from core.errors import Refused
from core.findings.effects import Effect, Expected, Mark, MarkKind
from core.findings.facts import CLOSED_AFTER, Facts
from core.findings.outage import dark_days
from core.measure.beside import Beside, Kind, Number, beside
from core.measure.holidays import holidays_in
from core.measure.metrics import METRICS, Metric, Unit
from core.measure.series import Daily
from core.model import Claim, Period, Stage
from core.plans import KpiTarget
from core.reports.board_scene import Scene, scene_at
from core.reports.finding_facts import finding_facts
from core.reports.notes import notes_of
from core.reports.scorecard import Parts
from core.store import Store, kpis, outbox
from core.store import effects as store_effects
from core.store.effects import Expectation, OutcomeSaid
from core.store.kpis import kpis_on
from core.store.notes import Note, list_notes

BACK_DAYS = 182
"""Half a year of work is shown."""
NUMBERS: dict[str, tuple[str, ...]] = {
    "": ("conversions", "key_events", "clicks"),
    Stage.REACH.value: ("clicks", "sessions"),
    Stage.ACT.value: ("conversions", "engaged_sessions", "clicks"),
    Stage.CONVERT.value: ("conversions", "key_events"),
    Stage.ENGAGE.value: ("conversions", "clicks"),
}
STAGES = tuple(NUMBERS)
_LATE_BY_SITE = frozenset({"key_events"})
_QUIET_KINDS = frozenset({"season", "fault"})
"""Notes on what lasts, or on what was broken: they explain days, and nothing began with them."""


@dataclass(frozen=True, slots=True, eq=False)
class StageNumber:
    """The number that stands for a stage (empty: for all of them), by day."""

    stage: str
    metric: Metric
    number: Number


@dataclass(frozen=True, slots=True, eq=False)
class BesideReport:
    """`effects` of half a year, the newest first; a mark about two stages has one for each. `stages` only those whose
    number anybody counts. `expected`: everything that was expected of cards, oldest first. `unplaced`: cards about
    measuring alone, which no number shows."""

    today: date
    currency: str
    stages: tuple[StageNumber, ...]
    effects: tuple[Effect, ...]
    expected: tuple[Expected, ...]
    unplaced: int
    has_board: bool
    has_data: bool


def work_beside(store: Store, *, client_id: str, as_of: datetime) -> BesideReport:
    """Work beside its result as known at an instant (naive UTC)."""
    facts = finding_facts(store, client_id=client_id, as_of=as_of)
    return beside_of(store, facts, scene_or_none(store, client_id=client_id, as_of=as_of), client_id=client_id)


def scene_or_none(store: Store, *, client_id: str, as_of: datetime) -> Scene | None:
    """The client's boards at an instant; None without any."""
    try:
        return scene_at(store, client_id=client_id, as_of=as_of)
    except Refused:
        return None


def beside_of(
    store: Store, facts: Facts, scene: Scene | None, *, client_id: str, since: date | None = None
) -> BesideReport:
    """The same from facts and boards already read; the effects of what was done on `since` or later (None: of half a
    year)."""
    targets = kpis_on(kpis.list_kpis(store.ops, client_id=client_id, as_of=facts.moment), facts.yesterday)
    cards = done_marks(scene) if scene else []
    known = [one for one in list_notes(store.ops, client_id=client_id) if one.written_at <= facts.moment]
    look = Look(facts, targets, cards, known)
    since = since or facts.today - timedelta(days=BACK_DAYS)
    noted = list(_noted(known, facts.today))
    shown = [one for one in (*cards, *noted) if one.day >= since]
    effects = [effect for one in shown for effect in look.effects(one)]
    return BesideReport(
        today=facts.today,
        currency=facts.currency,
        stages=tuple(found for stage in STAGES if (found := look.of_stage(stage)) is not None),
        effects=tuple(sorted(effects, key=lambda one: (one.mark.day, one.mark.key), reverse=True)),
        expected=tuple(_expected(store, scene, look, client_id=client_id)),
        unplaced=sum(one.kind is MarkKind.CARD and not one.homes for one in shown),
        has_board=scene is not None,
        has_data=bool(facts.accounts),
    )


def done_marks(scene: Scene) -> list[Mark]:
    """Every card that is done, with the day on which it was, as far as the history tells."""
    found = []
    for work in scene.works:
        way = work.way
        if way and way.known_finish:
            found.append(
                Mark(
                    kind=MarkKind.CARD,
                    key=work.card.card_id,
                    name=" ".join(work.card.name.split()),
                    day=scene.day_of(way.known_finish),
                    stages=work.said.stages,
                    channel=work.said.channels[0] if work.said.channels else "",
                    internal=work.said.internal,
                )
            )
    return found


def _noted(known: Iterable[Note], today: date) -> Iterable[Mark]:
    for note in known:
        if note.days.start < today and note.kind not in _QUIET_KINDS:
            yield _mark_of(note)


def _mark_of(note: Note) -> Mark:
    stages = (note.stage,) if note.stage else ()
    key = str(note.note_id)
    return Mark(MarkKind.NOTE, key, note.text, note.days.start, stages, internal=not note.client_visible)


class Look:
    """The numbers of one client, each made once, and what got done on which day."""

    def __init__(
        self, facts: Facts, targets: Sequence[KpiTarget], cards: Iterable[Mark], notes: Sequence[Note] = ()
    ) -> None:
        self.facts, self.notes = facts, notes
        self.done: dict[date, list[Mark]] = {}
        for card in cards:
            self.done.setdefault(card.day, []).append(card)
        self._laid: dict[tuple[str, str, date], Beside] = {}
        self._own = {row.stage: row.metric for row in reversed(targets) if row.stage and row.metric != "spend"}
        self._known: dict[tuple[str, str], StageNumber | None] = {}
        self._dark: frozenset[date] | None = None
        whole = Period(facts.first, max(facts.first, facts.yesterday))
        self._holidays = frozenset(holidays_in(whole))

    def of_stage(self, stage: str) -> StageNumber | None:
        """The number that stands for a stage; None where nothing of it is counted."""
        wanted = (*([self._own[stage]] if stage in self._own else []), *NUMBERS.get(stage, ()))
        return next((found for name in wanted if (found := self.number(name, stage)) is not None), None)

    def number(self, metric_id: str, stage: str) -> StageNumber | None:
        """One number of one stage by day; None where nobody counts it."""
        key = metric_id, stage
        if key not in self._known:
            self._known[key] = self._made(METRICS[metric_id], stage)
        return self._known[key]

    def _made(self, metric: Metric, stage: str) -> StageNumber | None:
        parts = Parts(self.facts, metric, stage if metric.by_stage else "")
        if not np.nan_to_num(parts.series.values).any():
            return None
        lag = self.facts.immature + 1 if metric.needs_maturity else 1
        settled = self._settled(metric, parts.stage, parts.series)
        return StageNumber(stage, metric, Number(_kind(metric), parts.series, parts.over, settled, lag))

    def _settled(self, metric: Metric, stage: str, series: Daily) -> date:
        """The newest day on which every account of the number is known and its conversions have come in. Accounts whose
        files ended long ago are closed, not late; where one is late, its missing money would look like a fall."""
        facts = self.facts
        last = facts.day(int(np.flatnonzero(~np.isnan(series.values))[-1]))
        if metric.claim is Claim.PLATFORM:
            own = {line.account for line in facts.lines if stage in ("", line.stage)}
            live = [a for a in (facts.accounts[i] for i in own) if a.spends and facts.behind(a) <= CLOSED_AFTER]
            last = min([last, *(account.last for account in live)])
        return min(last, facts.mature_to) if metric.needs_maturity else last

    def effects(self, mark: Mark) -> list[Effect]:
        """A mark on the number of each of its stages."""
        numbers = [self.of_stage(stage) for stage in mark.homes]
        return [self.effect(mark, found) for found in numbers if found is not None]

    def effect(self, mark: Mark, on: StageNumber) -> Effect:
        """A mark on one number."""
        laid = self._around(mark.day, on)
        others: tuple[Mark, ...] = ()
        noted: tuple[Mark, ...] = ()
        money = None
        if laid.before and laid.after:
            days = [*laid.before, mark.day, *laid.after]
            near = (one for day in days for one in self.done.get(day, ()) if one.key != mark.key)
            same = (one for one in near if _same(one, on.stage))
            others = tuple(sorted(same, key=lambda one: (abs((one.day - mark.day).days), one.key)))
            whole = Period(laid.before.start, laid.after.end)
            about = (_mark_of(note) for note in notes_of(self.notes, whole))
            noted = tuple(one for one in about if one.key != mark.key and _same(one, on.stage))
            money = self._money(laid.before, laid.after, on) if on.metric.adds_up else None
        return Effect(mark, on.stage, on.metric.metric_id, laid, others, money, self.facts.currency, noted)

    def _around(self, day: date, on: StageNumber) -> Beside:
        """What a number did around a day; the same for everything that was done on it."""
        key = on.metric.metric_id, on.stage, day
        if key not in self._laid:
            late = on.metric.needs_maturity or on.metric.part in _LATE_BY_SITE
            closed = self._holidays | self.dark if late else self._holidays
            self._laid[key] = beside(on.number, day, today=self.facts.today, closed=closed)
        return self._laid[key]

    @property
    def dark(self) -> frozenset[date]:
        """Days inside an outage: nothing that was counted then can be compared."""
        if self._dark is None:
            self._dark = dark_days(self.facts)
        return self._dark

    def _money(self, before: Period, after: Period, on: StageNumber) -> float | None:
        whole = Period(before.start, after.end)
        spent = self.number("spend", on.stage if on.metric.by_stage else "")
        if spent is None or len(self.facts.currencies(whole)) > 1:
            return None
        earlier = spent.number.series.total(before)
        return spent.number.series.total(after) / earlier if earlier > 0 else None


def _same(mark: Mark, stage: str) -> bool:
    """Whether a mark may have moved the same number."""
    return not stage or not mark.stages or stage in mark.stages


def _kind(metric: Metric) -> Kind:
    if metric.adds_up:
        return Kind.COUNT
    if metric.unit is Unit.PERCENT:
        return Kind.RATE
    return Kind.RETURN if metric.unit is Unit.TIMES else Kind.COST


# ----------------------------------------------------------------------------------------------------------- expected


def _expected(
    store: Store,
    scene: Scene | None,
    look: Look,
    *,
    client_id: str,
) -> Iterable[Expected]:
    """Every expectation with where its card is, and how its number stands now."""
    if scene is None:
        return
    moment = look.facts.moment
    said = store_effects.list_outcomes(store.ops, client_id=client_id, as_of=moment)
    done = {one.key: one for marks in look.done.values() for one in marks}
    for row in store_effects.list_expectations(store.ops, client_id=client_id, as_of=moment):
        card_id = outbox.card_id_now(store.ops, client_id=client_id, card_id=row.card_id)
        work = scene.by_id.get(card_id)
        if work is not None:
            finished = work.way.finished if work.way else None
            afterwards = finished is not None and row.written_at >= finished
            about = _About(card_id, work.card.name, work.said.internal, scene.day_of(row.written_at), afterwards)
            yield _told(row, said.get(row.expectation_id), about, done.get(card_id), look, scene)


@dataclass(frozen=True, slots=True)
class _About:
    card_id: str
    name: str
    internal: bool
    written_on: date
    afterwards: bool


def _told(
    row: Expectation,
    answer: OutcomeSaid | None,
    about: _About,
    mark: Mark | None,
    look: Look,
    scene: Scene,
) -> Expected:
    on = look.number(row.metric, row.stage)
    counts = mark is not None and not about.afterwards
    return Expected(
        expectation_id=row.expectation_id,
        card_id=about.card_id,
        name=" ".join(about.name.split()),
        stage=row.stage,
        metric=row.metric,
        direction=row.direction,
        size=row.size,
        after_days=row.after_days,
        written_on=about.written_on,
        written_by=row.written_by,
        client_visible=row.client_visible,
        internal=about.internal,
        done_on=mark.day if mark else None,
        due=mark.day + timedelta(days=row.after_days) if mark and counts else None,
        afterwards=about.afterwards,
        now=look.effect(mark, on) if mark and counts and on is not None else None,
        outcome=answer.outcome if answer else None,
        learnt=answer.learnt if answer else "",
        learnt_visible=answer.client_visible if answer else False,
        answered_on=scene.day_of(answer.answered_at) if answer else None,
        answered_by=answer.answered_by if answer else "",
    )


def asked_on(expected: Iterable[Expected], today: date) -> list[Expected]:
    """What a meeting of today asks: its day has come and nobody has answered; the longest due first."""
    due = [one for one in expected if one.due and one.due <= today and one.outcome is None]
    return sorted(due, key=lambda one: (one.due or today, one.expectation_id))


def by_stage(effects: Iterable[Effect]) -> Mapping[str, list[Effect]]:
    """The effects of each stage, in the order given."""
    found: dict[str, list[Effect]] = {}
    for effect in effects:
        found.setdefault(effect.stage, []).append(effect)
    return found
