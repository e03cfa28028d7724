"""What a client reads by a link, as one document of plain words in the link's language.

The document is the allow-list: the page draws it and nothing else, a frozen link keeps it as it was, and a file that is
downloaded holds the same. No description, comment, name of a person, internal card or internal note can be in it,
because nothing here reads them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from core import figures
from core.board.promises import due_at
from core.board.waiting import CLIENT, turn, wording
from core.cards import Status
from core.dates import local_day
from core.errors import MissingRate, Refused
from core.findings.facts import Facts
from core.measure.balance import Band, balance_sentence
from core.measure.metrics import Unit
from core.model import Client, Period, Sentence, Stage
from core.plans import Direction
from core.reports import client_words as words
from core.reports.balance import balance
from core.reports.board_scene import Scene, Work, present, scene_at
from core.reports.client_currency import link_currency
from core.reports.client_memo import Meetings
from core.reports.freshness import account_freshness
from core.reports.notes import notes
from core.reports.periods import default_period, period_choices
from core.reports.rates import RateUsed
from core.reports.scorecard import Score
from core.reports.shapes import BalanceReport
from core.reports.sprint import sprint_card
from core.shares import Section, Terms
from core.sources.sentences import SOURCE_NAMES
from core.store import Store, clients
from core.store.brands import get_brand
from core.store.notes import Note
from core.store.shares import frozen_copy

LISTED = 12
"""Lines of one list: more is not read on a phone, and is counted."""
LEARNT, REST = "learnt", "rest"
COMING = {Status.DOING: words.MAKING, Status.REVIEW_OURS: words.MAKING, Status.TO_DO: words.COMING}


@dataclass(frozen=True, slots=True)
class Item:
    """One line. `status` is a band (`on_target`, `watch`, `off`) or empty; `key`, `share` and `target` are those of a
    stage's bar: shares are of all staged money. `value` is the figure that `detail` begins with, and `done` what it is
    of its goal (1.0: just that), where both are numbers. What was learnt has the key LEARNT;
    a line that counts those left out has the key REST, and their number as its `value`."""

    text: str
    detail: str = ""
    status: str = ""
    key: str = ""
    share: float | None = None
    target: float | None = None
    value: str = ""
    done: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the page: what it says first, then its lines."""

    section: Section
    lead: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The whole page. `as_of` and the days are ISO text; `language` is the one it is written in; `scope` says what of
    the client's marketing it tells of."""

    client: str
    language: str
    as_of: str
    start: str
    end: str
    parts: tuple[Part, ...]
    scope: str = ""

    @property
    def period(self) -> Period:
        return Period(date.fromisoformat(self.start), date.fromisoformat(self.end))

    @property
    def as_of_day(self) -> str:
        return figures.day(date.fromisoformat(self.as_of), self.language)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def from_json(text: str) -> Document:
    """A document that was kept as text."""
    kept = json.loads(text)
    parts = tuple(
        Part(Section(part["section"]), part["lead"], tuple(Item(**item) for item in part["items"]))
        for part in kept.pop("parts")
    )
    return Document(**kept, parts=parts)


def client_page(
    store: Store, *, client_id: str, terms: Terms, as_of: datetime, period: Period | None = None
) -> Document:
    """The page of one client under the terms of a link at an instant (naive UTC): of `period`, without one of the
    sprint under review. Nothing from before the terms' floor, nothing of a stage or section that is not in them."""
    client = clients.get_client(store.ops, client_id=client_id)
    today = local_day(as_of, client.timezone)
    asked = period or default_period(store, client_id=client_id, today=today).period
    page = _Page(store, client, terms, as_of, today, _clipped(asked, terms.floor))
    return Document(
        client=get_brand(store.ops, client_id=client_id).name or client.name,
        language=terms.language,
        as_of=today.isoformat(),
        start=page.period.start.isoformat(),
        end=page.period.end.isoformat(),
        parts=tuple(page.parts()),
        scope=page.scope(),
    )


def frozen_page(store: Store, *, client_id: str, share_id: int) -> Document | None:
    """What a frozen link shows; None for a live one. Raises Refused when the client has no such link."""
    text = frozen_copy(store.ops, client_id=client_id, share_id=share_id)
    return from_json(text) if text else None


def periods_open(store: Store, *, client_id: str, terms: Terms, today: date) -> list[Period]:
    """The sprints and months that a link may be moved to, newest first: those that do not begin before its floor."""
    choices = period_choices(store, client_id=client_id, today=today)
    floor = terms.floor or date.min
    wanted = [c.period for c in choices if c.kind in ("sprint", "month") and c.period.start >= floor]
    return list(dict.fromkeys(wanted))


def _clipped(period: Period, floor: date | None) -> Period:
    """The part of a period that may be shown; the floor's own day where it lies beyond."""
    start = max(period.start, floor or period.start)
    return Period(start, max(period.end, start))


class _Page:
    """One page in the making."""

    def __init__(
        self, store: Store, client: Client, terms: Terms, as_of: datetime, today: date, period: Period
    ) -> None:
        self.store, self.client, self.terms = store, client, terms
        self.as_of, self.today, self.period = as_of, today, period
        self.whole = set(terms.stages) == set(Stage)
        self.currency = terms.currency or client.currency
        self.scene = (
            self._scene() if self._wants(Section.DONE, Section.NEXT, Section.NEEDED, Section.DECISIONS) else None
        )
        works = self.scene.works if self.scene else ()
        shown = {work.card.card_id for work in self._works()}
        internal = {work.card.card_id for work in works if work.said.internal}
        self.meetings = Meetings(store, client, terms, period, as_of, shown, internal)

    def _wants(self, *sections: Section) -> bool:
        return any(section in self.terms.sections for section in sections)

    def parts(self) -> Iterator[Part]:
        makers: dict[Section, Callable[[], Part | None]] = {
            Section.RESULT: self._result,
            Section.BALANCE: self._balance,
            Section.DONE: self._done,
            Section.NEXT: self._next,
            Section.NEEDED: self._needed,
            Section.DECISIONS: self._decisions,
            Section.SEASONS: self._seasons,
            Section.COUNTED: self._counted,
        }
        for section, make in makers.items():
            part = make() if section in self.terms.sections else None
            if part is not None:
                yield part

    def scope(self) -> str:
        """Of what the page tells, in a few words for its foot."""
        stages = ", ".join(stage.value.capitalize() for stage in self.terms.stages)
        told = [self._said(words.SCOPE_ALL) if self.whole else self._said(words.SCOPE_STAGES, stages=stages)]
        if set(self.terms.sections) != set(Section):
            told.append(self._said(words.SCOPE_PARTS))
        if self.currency != self.client.currency:
            told.append(self._said(words.SCOPE_CURRENCY, currency=self.currency))
        return ", ".join(told)

    def _said(self, sentence: Sentence, **values: object) -> str:
        return sentence.said_in(self.terms.language).format(**values)

    def _day(self, day: date) -> str:
        return figures.day(day, self.terms.language)

    # ------------------------------------------------------------------------------------------------------- money

    def _result(self) -> Part:
        report = sprint_card(self.store, client_id=self.client.client_id, as_of=self.as_of, start=self.period.start)
        if report is None:
            return Part(Section.RESULT, self._said(words.NO_GOALS))
        scores = [one for one in report.card.scores if one.target and one.asked and self._may_show(one)]
        if not scores:
            return Part(Section.RESULT, self._said(words.NO_GOALS))
        met = sum(one.standing is Band.ON_TARGET for one in scores)
        if len(scores) == 1:
            lead = self._said(words.ONE_GOAL, status=self._band(scores[0].standing))
        else:
            lead = self._said(words.GOALS_MET, met=met, all=len(scores)) + self._others(scores)
        return Part(Section.RESULT, lead, tuple(self._scores(report.facts, scores)))

    def _others(self, scores: Sequence[Score]) -> str:
        """Which goals are not as agreed, in words, before any picture."""
        said = ""
        for band, sentence in ((Band.WATCH, words.GOALS_WATCH), (Band.OFF, words.GOALS_OFF)):
            names = [self._name(one) for one in scores if one.standing is band]
            said += f" {self._said(sentence, names=', '.join(names))}" if names else ""
        return said

    def _may_show(self, one: Score) -> bool:
        """A number of all stages together tells of each of them."""
        home = one.stage or one.metric.home
        inside = home in set(self.terms.stages) if one.stage else self.whole
        return inside and (self.terms.floor is None or one.period.start >= self.terms.floor)

    def _scores(self, facts: Facts, scores: Sequence[Score]) -> Iterator[Item]:
        """Each number against its goal, and by which rates money was turned into the link's currency."""
        used: dict[RateUsed, None] = {}
        money = link_currency(self.store, to=self.terms.currency or facts.currency)
        for one in scores:
            status = one.standing.value if one.standing else ""
            if one.metric.unit is not Unit.MONEY:
                yield self._score(one, money.to, Decimal(1), status)
                continue
            try:
                worth, rates = money.of_score(facts, one)
            except MissingRate:
                yield Item(self._name(one), self._said(words.NO_RATE, currency=money.to), status)
                continue
            used |= dict.fromkeys(rates)
            yield self._score(one, money.to, worth, status)
        yield from self._rates(tuple(used), money.to)

    def _score(self, one: Score, currency: str, worth: Decimal, status: str) -> Item:
        """`worth`: what one unit of the client's money is in `currency`."""
        prorated = one.is_open and one.metric.adds_up
        asked = [one.asked.value, one.asked.high] if one.asked else []
        goals = [goal for goal in asked if goal is not None]
        value = self._shown(one, one.actual, currency, worth)
        sign = _SIGN.get(one.target.direction, "") if one.target else ""
        goal = "–".join(self._shown(one, goal, currency, worth) for goal in goals) or figures.UNDEFINED
        middle = sum(goals, Decimal(0)) / len(goals) if goals else None
        return Item(
            self._name(one),
            self._said(words.GOAL_SO_FAR if prorated else words.GOAL, value=value, goal=f"{sign}{goal}"),
            status,
            value=value,
            done=figures.ratio(one.actual, middle),
        )

    def _name(self, one: Score) -> str:
        stage = f" ({Stage(one.stage).value.capitalize()})" if one.stage else ""
        return f"{one.metric.name.said_in(self.terms.language)}{stage}"

    def _shown(self, one: Score, value: Decimal | None, currency: str, worth: Decimal) -> str:
        turned = value * worth if value is not None and one.metric.unit is Unit.MONEY else value
        return one.metric.shown(turned, currency, self.terms.language)

    def _rates(self, used: Sequence[RateUsed], currency: str) -> Iterator[Item]:
        """One line that says by which rates, and of which days, amounts are in another currency."""
        told = dict.fromkeys((one.base, one.rate, one.day) for one in sorted(used, key=lambda one: one.month))
        said = [
            self._said(
                words.RATE,
                base=base,
                rate=figures.number(rate, self.terms.language, 4 if rate >= Decimal("0.1") else 6),
                currency=currency,
                day=self._day(day),
            )
            for base, rate, day in told
        ]
        if said:
            yield Item(self._said(words.RATES, currency=currency), "; ".join(said))

    def _band(self, band: Band | None) -> str:
        return words.BANDS[band].said_in(self.terms.language) if band else figures.UNDEFINED

    def _balance(self) -> Part:
        try:
            report = balance(
                self.store, client_id=self.client.client_id, period=self.period, as_of=self.today, history=False
            )
        except MissingRate:
            return Part(Section.BALANCE, self._said(words.RATE_MISSING))
        if not report.total:
            known = [row for row in report.freshness if row.spends and row.last_day >= self.period.start]
            return Part(Section.BALANCE, self._said(words.NOTHING_SPENT if known else words.NO_FIGURES))
        try:
            report = self._in_link_currency(report)
        except MissingRate:
            return Part(Section.BALANCE, self._said(words.NO_RATES, currency=self.terms.currency))
        rates = self._rates(report.rates, report.currency)
        return Part(Section.BALANCE, self._balance_lead(report), (*self._stages(report), *rates))

    def _in_link_currency(self, own: BalanceReport) -> BalanceReport:
        """The same report with its amounts in the link's currency; shares and bands stay as they were agreed. Raises
        MissingRate."""
        wanted = self.terms.currency
        if wanted in ("", own.currency):
            return own
        turned = balance(
            self.store,
            client_id=self.client.client_id,
            period=self.period,
            as_of=self.today,
            history=False,
            currency=wanted,
        )
        if turned.currency != wanted:
            raise MissingRate(f"No rate from {turned.currency} to {wanted}.")
        worth = turned.total / own.total
        staged = own.balance and replace(
            own.balance, to_move=own.balance.to_move * worth, staged=own.balance.staged * worth
        )
        return replace(turned, balance=staged)

    def _balance_lead(self, report: BalanceReport) -> str:
        if report.balance and self.whole:
            return balance_sentence(report.balance, report.currency).said_in(self.terms.language)
        shown = sum((report.by_bucket[stage] for stage in self.terms.stages), Decimal(0))
        amount = report.total if self.whole else shown
        return self._said(words.SPENT, money=figures.money(amount, report.currency, self.terms.language))

    def _stages(self, report: BalanceReport) -> Iterator[Item]:
        language = self.terms.language
        for stage in self.terms.stages:
            amount = figures.money(report.by_bucket[stage], report.currency, language)
            name = words.STAGES[stage].said_in(language)
            if report.balance is None:
                share = max(figures.ratio(report.by_bucket[stage], report.total) or 0.0, 0.0)
                said = self._said(words.SHARE, share=figures.percent(share, language), money=amount)
                yield Item(name, said, key=stage, share=share)
                continue
            share, target = report.balance.actual[stage], report.balance.target[stage]
            said = self._said(
                words.SHARE_OF,
                share=figures.percent(share, language),
                target=figures.percent(target, language),
                money=amount,
            )
            yield Item(name, said, report.balance.bands[stage].value, stage, share, target)

    # -------------------------------------------------------------------------------------------------------- work

    def _scene(self) -> Scene | None:
        client_id = self.client.client_id
        try:
            return scene_at(
                self.store, client_id=client_id, as_of=present(self.store, client_id=client_id, now=self.as_of)
            )
        except Refused:
            return None

    def _works(self) -> list[Work]:
        """The cards that a client may see: not marked as internal, of a stage of the terms."""
        if self.scene is None:
            return []
        return [work for work in self.scene.works if not work.said.internal and self._of_stages(work)]

    def _of_stages(self, work: Work) -> bool:
        return self.whole or bool(set(work.said.stages) & set(self.terms.stages))

    def _done(self) -> Part | None:
        if self.scene is None:
            return Part(Section.DONE, self._said(words.NO_BOARD))
        day_of = self.scene.day_of
        done = sorted(
            (
                (day_of(work.way.finished), work.card.name)
                for work in self._works()
                if work.way and work.way.finished and work.way.finish_known and day_of(work.way.finished) in self.period
            ),
            reverse=True,
        )
        lead = self._counted_lead(len(done), words.NOTHING_DONE, words.ONE_DONE, words.DONE)
        items = [Item(name, self._said(words.FINISHED, day=self._day(day))) for day, name in done]
        told = (Item(*told, key=LEARNT) for told in self.meetings.learnt()[:LISTED])
        return Part(Section.DONE, lead, (*self._listed(items), *self._learnt(), *told))

    def _listed(self, items: Sequence[Item]) -> Iterator[Item]:
        """As many as are read on a phone, and how many more there are."""
        yield from items[:LISTED]
        more = len(items) - LISTED
        if more > 0:
            said = self._said(words.MORE if more > 1 else words.ONE_MORE, n=more)
            yield Item(said, key=REST, value=str(more))

    def _learnt(self) -> Iterator[Item]:
        """What was noted for the client's eyes about these days."""
        for note in notes(self.store, client_id=self.client.client_id, as_of=self.today, client_visible=True).past:
            if note.days.start in self.period and self._of_stage(note):
                yield Item(note.text, figures.period(note.days, self.terms.language), key=LEARNT)

    def _of_stage(self, note: Note) -> bool:
        return self.whole or note.stage in set(self.terms.stages)

    def _next(self) -> Part | None:
        if self.scene is None:
            return None
        found = [work for work in self._works() if work.is_seen and work.status in COMING]
        order = list(COMING)
        found.sort(key=lambda work: (order.index(Status(work.status)), work.card.pos))
        on_board = {work.card.card_id for work in found}
        promised = [Item(*told) for told in self.meetings.promises(theirs=False, but=on_board)[:LISTED]]
        if not found and not promised:
            return Part(Section.NEXT, self._said(words.NOTHING_NEXT))
        return Part(
            Section.NEXT, self._said(words.NEXT), (*self._listed([self._coming(work) for work in found]), *promised)
        )

    def _coming(self, work: Work) -> Item:
        what = COMING[Status(work.status)].said_in(self.terms.language)
        due = due_at(work.card, work.moves, self.as_of)
        if due is None:
            return Item(work.card.name, what)
        day = local_day(due, self.client.timezone)
        sentence = words.DUE if day >= self.today else words.WAS_DUE
        return Item(work.card.name, self._said(sentence, what=what, day=self._day(day)))

    def _needed(self) -> Part | None:
        if self.scene is None:
            return None
        waiting = []
        for work in self._works():
            now = turn(work.spans, self.scene.as_of, self.scene.day_of)
            if now is not None and now.side == CLIENT:
                waiting.append((now, work.card))
        waiting.sort(key=lambda pair: (pair[0].since, pair[1].name))
        at_them = {card.card_id for _, card in waiting}
        promised = self.meetings.promises(theirs=True, but=at_them)
        lead = self._counted_lead(len(waiting) + len(promised), words.NOTHING_NEEDED, words.ONE_NEEDED, words.NEEDED)
        items = [Item(card.name, wording(now).said_in(self.terms.language)) for now, card in waiting]
        return Part(Section.NEEDED, lead, (*items, *(Item(*told) for told in promised)))

    def _decisions(self) -> Part | None:
        found = self.meetings.decisions()
        items = tuple(self._listed([Item(*told) for told in found]))
        return Part(Section.DECISIONS, self._said(words.DECISIONS), items) if items else None

    def _counted_lead(self, n: int, none: Sentence, one: Sentence, many: Sentence) -> str:
        return self._said(none if n == 0 else one if n == 1 else many, n=n)

    # ------------------------------------------------------------------------------------------------- what is known

    def _seasons(self) -> Part:
        found = notes(self.store, client_id=self.client.client_id, as_of=self.today, client_visible=True).coming
        coming = [note for note in found if self._of_stage(note)]
        if not coming:
            return Part(Section.SEASONS, self._said(words.NO_SEASONS))
        return Part(Section.SEASONS, self._said(words.SEASONS), tuple(map(self._season, coming)))

    def _season(self, note: Note) -> Item:
        days = figures.period(note.days, self.terms.language)
        if note.prepare_from is None:
            return Item(note.text, days)
        sentence = words.PREPARE if note.prepare_from > self.today else words.PREPARED
        return Item(note.text, self._said(sentence, days=days, day=self._day(note.prepare_from)))

    def _counted(self) -> Part:
        with self.store.metrics.cursor() as cursor:
            fresh = account_freshness(cursor, client_id=self.client.client_id, as_of=self.today)
        items = [
            Item(
                SOURCE_NAMES.get(row.source, row.source),
                self._said(words.REACHES, last=self._day(row.last_day), settled=self._day(row.settled_through))
                if row.settled_through
                else self._said(words.REACHES_OPEN, last=self._day(row.last_day)),
            )
            for row in fresh
        ]
        lead = self._said(words.COUNTED if fresh else words.NO_SOURCES)
        if self.terms.floor is not None:
            lead = f"{lead} {self._said(words.FROM_FLOOR, day=self._day(self.terms.floor))}"
        return Part(Section.COUNTED, lead, tuple(dict.fromkeys(items)))


_SIGN = {Direction.ABOVE: "≥ ", Direction.BELOW: "≤ "}
