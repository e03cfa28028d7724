"""The money half of a client's page: how it goes against the goals, and where the money went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from core import figures
from core.errors import MissingRate
from core.findings.facts import Facts
from core.measure.balance import Band, staged_sentence
from core.measure.metrics import METRICS, Unit
from core.model import MIXED, UNMAPPED, Client, Period, Stage
from core.plans import Direction, Span
from core.reports import client_words as words
from core.reports.balance import balance as balance_of
from core.reports.budgets import whole_budget
from core.reports.client_currency import link_currency
from core.reports.client_document import Item, Part, Teller
from core.reports.finding_facts import plans_of
from core.reports.rates import RateUsed
from core.reports.scorecard import Score, score
from core.reports.shapes import BalanceReport
from core.reports.sprint import sprint_card
from core.shares import Section, Terms
from core.store import Store

VOLUMES = ("spend", "clicks", "sessions")
"""What is told where no goal is agreed: none of them claims a result."""
_GOALS = {Direction.ABOVE: words.AT_LEAST, Direction.BELOW: words.AT_MOST}


class Money(Teller):
    """Goals and money of one client over a period, as a link may tell of them."""

    def __init__(
        self, store: Store, client: Client, terms: Terms, as_of: datetime, today: date, period: Period
    ) -> None:
        super().__init__(terms)
        self.store, self.client = store, client
        self.as_of, self.today, self.period = as_of, today, period
        self.apart: frozenset[tuple[str, str]] = frozenset()
        """Metric and stage of numbers that have several goals: their names say of which span each is."""

    def result(self) -> Part:
        report = sprint_card(self.store, client_id=self.client.client_id, as_of=self.as_of, start=self.period.start)
        if report is None:
            return Part(Section.RESULT, self.said(words.NO_FIGURES))
        scores = [one for one in report.card.scores if one.target and one.asked and self._may_show(one)]
        if not scores:
            return self._volumes(report.facts)
        self.apart = _more_than_once(scores)
        met = sum(one.standing is Band.ON_TARGET for one in scores)
        if len(scores) == 1:
            lead = self.said(words.ONE_GOAL, status=self._band(scores[0].standing))
        else:
            lead = self.said(words.GOALS_MET, met=met, all=len(scores)) + self._others(scores)
        return Part(Section.RESULT, lead, tuple(self._scores(report.facts, scores)))

    def _volumes(self, facts: Facts) -> Part:
        """Without a goal nothing can be called good or bad: only how much of what, and how fast the money goes. That
        no goal is agreed is for the team to hear, not for the client. A link that does not tell where the money went
        tells of no money."""
        stages = ("",) if self.whole else self.terms.stages
        tells_money = Section.BALANCE in self.terms.sections
        told = [METRICS[name] for name in VOLUMES if tells_money or METRICS[name].unit is not Unit.MONEY]
        scores = [
            score(facts, metric, stage, Span.SPRINT, self.period, None)
            for stage in stages
            for metric in told
            if not stage or metric.by_stage
        ]
        found = [one for one in scores if one.actual]
        items = (*self._scores(facts, found), *(self._pace(facts) if tells_money else ()))
        return Part(Section.RESULT, self.said(words.NO_GOALS if items else words.NO_FIGURES), items)

    def _pace(self, facts: Facts) -> Iterator[Item]:
        """How much of the budget of all advertising is used, where the page is of its days and in its currency."""
        if not self.whole or self.terms.currency not in ("", facts.currency):
            return
        planned = plans_of(self.store, client_id=self.client.client_id, today=self.today)
        found = whole_budget(replace(facts, plans=tuple(planned)), self.period)
        if found is None or (self.terms.floor and found.cycle.start < self.terms.floor):
            return
        spent, budget, fair = (
            figures.money(one, facts.currency, self.terms.language)
            for one in (found.spent, found.budget, found.fair_share)
        )
        sentence = words.BUDGET_SO_FAR if found.days_left else words.BUDGET_USED
        days, day = figures.period(found.cycle, self.terms.language), self.day(found.through)
        told = self.said(sentence, spent=spent, budget=budget, fair=fair, day=day)
        yield Item(self.said(words.BUDGET, days=days), told)

    def _others(self, scores: Sequence[Score]) -> str:
        """Which goals are not as agreed, in words, before any picture."""
        said = ""
        for band, sentence in ((Band.WATCH, words.GOALS_WATCH), (Band.OFF, words.GOALS_OFF)):
            names = [self._name(one) for one in scores if one.standing is band]
            said += f" {self.said(sentence, names=', '.join(names))}" if names else ""
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
                yield Item(self._name(one), self.said(words.NO_RATE, currency=money.to), status)
                continue
            used |= dict.fromkeys(rates)
            yield self._score(one, money.to, worth, status)
        yield from self._days(scores)
        yield from self._rates(tuple(used), money.to)

    def _days(self, scores: Sequence[Score]) -> Iterator[Item]:
        """Which numbers are not of the page's own days (through yesterday): agreed by the month or quarter, or still
        coming in."""
        usual = Period(self.period.start, max(self.period.start, min(self.period.end, self.today - timedelta(days=1))))
        names: dict[Period, list[str]] = {}
        for one in scores:
            if one.shown is not None and one.shown != usual:
                names.setdefault(one.shown, []).append(self._name(one))
        for days, counted in names.items():
            said = figures.period(days, self.terms.language)
            yield Item(self.said(words.OTHER_DAYS), f"{said}: {', '.join(counted)}")

    def _score(self, one: Score, currency: str, worth: Decimal, status: str) -> Item:
        """`worth`: what one unit of the client's money is in `currency`."""
        if one.target is None:
            return self._volume(one, currency, worth)
        prorated = one.is_open and one.metric.adds_up
        asked = [one.asked.value, one.asked.high] if one.asked else []
        goals = [goal for goal in asked if goal is not None]
        value = self._shown(one, one.actual, currency, worth)
        sentence = _GOALS.get(one.target.direction, words.GOAL)
        goal = "–".join(self._shown(one, goal, currency, worth) for goal in goals) or figures.UNDEFINED
        middle = sum(goals, Decimal(0)) / len(goals) if goals else None
        return Item(
            self._name(one),
            self.said(words.GOAL_SO_FAR if prorated else sentence, value=value, goal=goal),
            status,
            value=value,
            done=figures.ratio(one.actual, middle),
        )

    def _volume(self, one: Score, currency: str, worth: Decimal) -> Item:
        value = self._shown(one, one.actual, currency, worth)
        if one.fair is None or one.before is None or (self.terms.floor and one.before.start < self.terms.floor):
            return Item(self._name(one), value, value=value)
        fair = self._shown(one, figures.rounded(one.fair, 0), currency, worth)
        return Item(self._name(one), self.said(words.BEFORE, value=value, fair=fair), value=value)

    def _name(self, one: Score) -> str:
        language = self.terms.language
        apart = (one.metric.metric_id, one.stage) in self.apart
        of = [
            *([Stage(one.stage).value.capitalize()] if one.stage else []),
            *([words.SPANS[one.span].said_in(language)] if apart else []),
        ]
        name = one.metric.name.said_in(language)
        return f"{name} ({', '.join(of)})" if of else name

    def _shown(self, one: Score, value: Decimal | None, currency: str, worth: Decimal) -> str:
        turned = value * worth if value is not None and one.metric.unit is Unit.MONEY else value
        return one.metric.shown(turned, currency, self.terms.language)

    def _rates(self, used: Sequence[RateUsed], currency: str) -> Iterator[Item]:
        """One line that says by which rates, and of which days, amounts are in another currency."""
        told = dict.fromkeys((one.base, one.rate, one.day) for one in sorted(used, key=lambda one: one.month))
        said = [
            self.said(
                words.RATE,
                base=base,
                rate=figures.number(rate, self.terms.language, 4 if rate >= Decimal("0.1") else 6),
                currency=currency,
                day=self.day(day),
            )
            for base, rate, day in told
        ]
        if said:
            yield Item(self.said(words.RATES, currency=currency), "; ".join(said))

    def _band(self, band: Band | None) -> str:
        return words.BANDS[band].said_in(self.terms.language) if band else figures.UNDEFINED

    def balance(self) -> Part:
        try:
            report = balance_of(
                self.store, client_id=self.client.client_id, period=self.period, as_of=self.today, history=False
            )
        except MissingRate:
            return Part(Section.BALANCE, self.said(words.RATE_MISSING))
        if not report.total:
            known = [row for row in report.freshness if row.spends and row.last_day >= self.period.start]
            return Part(Section.BALANCE, self.said(words.NOTHING_SPENT if known else words.NO_FIGURES))
        try:
            report = self._in_link_currency(report)
        except MissingRate:
            return Part(Section.BALANCE, self.said(words.NO_RATES, currency=self.terms.currency))
        rates = self._rates(report.rates, report.currency)
        return Part(Section.BALANCE, self._balance_lead(report), (*self._stages(report), *rates))

    def _in_link_currency(self, own: BalanceReport) -> BalanceReport:
        """The same report with its amounts in the link's currency; shares and bands stay as they were agreed. Raises
        MissingRate."""
        wanted = self.terms.currency
        if wanted in ("", own.currency):
            return own
        turned = balance_of(
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
            return staged_sentence(report.balance, report.currency).said_in(self.terms.language)
        shown = sum((report.by_bucket[stage] for stage in self.terms.stages), Decimal(0))
        amount = report.total if self.whole else shown
        return self.said(words.SPENT, money=figures.money(amount, report.currency, self.terms.language))

    def _stages(self, report: BalanceReport) -> Iterator[Item]:
        language = self.terms.language
        staged = report.balance or any(report.by_bucket[stage] for stage in self.terms.stages)
        for stage in self.terms.stages if staged else ():
            amount = figures.money(report.by_bucket[stage], report.currency, language)
            name = words.STAGES[stage].said_in(language)
            if report.balance is None:
                share = max(figures.ratio(report.by_bucket[stage], report.total) or 0.0, 0.0)
                said = self.said(words.SHARE, share=figures.percent(share, language), money=amount)
                yield Item(name, said, key=stage, share=share)
                continue
            share, target = report.balance.actual[stage], report.balance.target[stage]
            said = self.said(
                words.SHARE_OF,
                share=figures.percent(share, language),
                target=figures.percent(target, language),
                money=amount,
            )
            yield Item(name, said, report.balance.bands[stage].value, stage, share, target)
        yield from self._unstaged(report)

    def _unstaged(self, report: BalanceReport) -> Iterator[Item]:
        """The money that is in none of the bars, so that bars and total are seen to agree."""
        beside = report.by_bucket[MIXED] + report.by_bucket[UNMAPPED]
        if not (self.whole and beside):
            return
        money, total = (figures.money(one, report.currency, self.terms.language) for one in (beside, report.total))
        share = figures.percent(figures.ratio(beside, report.total), self.terms.language)
        said = self.said(words.SHARE, share=share, money=money)
        if report.balance:
            said = self.said(words.BESIDE, money=money, total=total)
        yield Item(self.said(words.UNSTAGED), said)


def _more_than_once(scores: Sequence[Score]) -> frozenset[tuple[str, str]]:
    counted = Counter((one.metric.metric_id, one.stage) for one in scores)
    return frozenset(key for key, times in counted.items() if times > 1)
