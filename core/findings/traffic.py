"""The extra-traffic ledger of a client: which visits grew, what they brought, and what is worth keeping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.findings import traffic_words as w
from core.findings.facts import Facts
from core.findings.finding import Named
from core.findings.frame import Frame, series
from core.findings.words import count, joined, told
from core.measure.change import Change
from core.measure.comparison import compare_counts, compare_rates, rates_vary
from core.measure.exposure import exposure, weekday_weights
from core.measure.ledger import Entry, Ledger, Line, Reading, ledger, named, reading
from core.measure.series import open_days
from core.model import Period, Sentence, Stage

KEPT_CONVERSIONS = 20
_UPPER = (Stage.REACH, Stage.ACT)


@dataclass(frozen=True, slots=True)
class TrafficCase:
    """Everything the sentence is made of."""

    facts: Facts
    frame: Frame
    found: Ledger
    visits: Change
    rate: Change
    named: tuple[Entry, ...]
    kept: tuple[int, ...]
    value: float | None
    spend: float

    def line(self, entry: Entry) -> Named:
        return Named(entry.line.key, self.facts.line_of(entry.line.key).name)


def traffic_case(facts: Facts, frame: Frame) -> TrafficCase | Sentence:
    """The ledger of a frame with the changes it rests on, or why nothing can be compared."""
    clicks, outcomes = (series(facts, values, frame.rows) for values in (facts.days.clicks, facts.days.conversions))
    periods = {"before": frame.previous, "after": frame.after, "history": frame.history, "closed": frame.closed}
    visits = compare_counts(clicks, **periods)  # type: ignore[arg-type]
    rates = compare_rates(outcomes, clicks, **periods)  # type: ignore[arg-type]
    if isinstance(visits, Sentence) or isinstance(rates, Sentence):
        return visits if isinstance(visits, Sentence) else rates  # type: ignore[return-value]
    phi = rates_vary(outcomes, clicks, frame.history, frame.closed).phi
    found = ledger(ledger_lines(facts, frame, frame.previous), phi)
    if found is None:
        return w.NOBODY
    spent = facts.spend[list(frame.rows)][:, facts.columns(frame.after)]
    worth_each = facts.days.value[list(frame.rows)][:, facts.columns(frame.after)].sum()
    outcome = facts.days.conversions[list(frame.rows)][:, facts.columns(frame.after)].sum()
    return TrafficCase(
        facts=facts,
        frame=frame,
        found=found,
        visits=visits,
        rate=rates,
        named=named(found),
        kept=tuple(_kept(facts, frame, found)),
        value=float(worth_each / outcome) if worth_each > 0 and outcome > 0 else None,
        spend=float(spent.sum()),
    )


@dataclass(frozen=True, slots=True)
class PoorVisits:
    """The one or two lines whose visits took the rate of all down, and the price of a conversion up."""

    lines: tuple[Named, ...]
    sentence: Sentence
    lever: Sentence
    title: Sentence


def poor_visits(facts: Facts, frame: Frame) -> PoorVisits | None:
    """Whether a lower rate of all is only visits of another kind than before; None when it is the campaigns' own rates,
    or cannot be told."""
    clicks, outcomes = (series(facts, values, frame.rows) for values in (facts.days.clicks, facts.days.conversions))
    phi = rates_vary(outcomes, clicks, frame.history, frame.closed).phi
    found = ledger(ledger_lines(facts, frame, frame.before), phi)
    if found is None or reading(found) is not Reading.TRAFFIC:
        return None
    worst = named(found)
    lines = tuple(Named(entry.line.key, facts.line_of(entry.line.key).name) for entry in worst)
    called = [line.name for line in lines]
    missing = told(w.MISSING.en, w.MISSING.fi, n=count(found.shortfall))
    return PoorVisits(lines, joined(missing, w.lies_in(found, worst, called, Reading.TRAFFIC)), *w.lower(called))


def ledger_lines(facts: Facts, frame: Frame, earlier: Sequence[Period]) -> list[Line]:
    """Visits and conversions of each line on open days; those of `earlier` scaled to as much of a week as those
    after."""
    total = series(facts, facts.days.clicks, frame.rows)
    weights = weekday_weights(total, earlier[0].start)
    after = open_days(frame.after, frame.closed)
    before = [day for period in earlier for day in open_days(period, frame.closed)]
    scale = exposure(weights, after) / exposure(weights, before) if before else 0.0
    now = np.array([(d - facts.first).days for d in after], dtype=np.int64)
    then = np.array([(d - facts.first).days for d in before], dtype=np.int64)
    clicks, outcomes = facts.days.clicks, facts.days.conversions
    return [
        Line(
            key=facts.lines[i].key,
            visits_before=float(clicks[i, then].sum() * scale),
            conversions_before=float(outcomes[i, then].sum() * scale),
            visits_after=float(clicks[i, now].sum()),
            conversions_after=float(outcomes[i, now].sum()),
        )
        for i in frame.rows
        if clicks[i, now].any() or clicks[i, then].any()
    ]


def _kept(facts: Facts, frame: Frame, found: Ledger) -> Iterator[int]:
    """Lines of the upper stages that bring conversions at a better rate and a lower cost than the client's average:
    whatever is lowered, these stay."""
    columns = facts.columns(frame.after)
    spent, outcomes = facts.spend[:, columns].sum(axis=1), facts.days.conversions[:, columns].sum(axis=1)
    rows = list(frame.rows)
    everything = outcomes[rows].sum()
    average = spent[rows].sum() / everything if everything else 0.0
    entries = {entry.line.key: entry for entry in found.entries}
    for i in frame.rows:
        entry = entries.get(facts.lines[i].key)
        if entry is None or facts.lines[i].stage not in _UPPER or outcomes[i] < KEPT_CONVERSIONS:
            continue
        own = entry.line.conversions_after / entry.line.visits_after if entry.line.visits_after else 0.0
        if own > found.rate_before and spent[i] / outcomes[i] < average and not (entry.sure and entry.effect < 0):
            yield i
