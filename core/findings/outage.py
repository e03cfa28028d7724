"""Conversions that vanish while people still come: told as a question about tracking, ahead of everything on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from core.findings.facts import Facts, Floats
from core.findings.finding import Act, Column, Evidence, Finding, Kind, NotShown, Unit, table
from core.findings.headlines import day_chart, known_days, or_none, outcome_rows
from core.findings.words import channel, count, span, told
from core.measure.anomalies import judge
from core.measure.maturity import come_in
from core.measure.outage import Outage, outages
from core.measure.series import Daily
from core.model import Period, Sentence

_UNJUDGED = 1e-9
FEWEST_EMPTY = 2
LATE_FIRST, LATE_STEP = 0.30, 0.07
"""Without a curve: the share of a day's conversions taken to be in on the day itself, and how much more with each day
of age. On the slow side, so that lateness alone is never called an outage."""
OUTAGE_DAYS = 14
"""How long after its end an outage is still told by itself; in the days under review always."""


def outage_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Every outage that reaches the days under review or the last two weeks: of all sources, else source by source.
    An older one is only said to have been, while the sprint it lies in is the newest whose conversions are mature."""
    if not any(a.outcomes for a in facts.accounts):
        yield NotShown(Kind.TRACKING_OUTAGE, _NO_OUTCOMES)
        return
    if not facts.days.conversions[outcome_rows(facts)].any():
        yield NotShown(Kind.TRACKING_OUTAGE, _NONE_EVER)
        return
    found = list(relevant_outages(facts))
    for source, outage in found:
        yield _outage(facts, source, outage)
    if not found:
        yield NotShown(Kind.TRACKING_OUTAGE, _over(facts) or _NO_OUTAGE)


def relevant_outages(facts: Facts) -> Iterator[tuple[str, Outage]]:
    """(source, outage): the source is empty for all of them together."""
    since = _since(facts)
    yield from ((source, outage) for source, outage in _every_outage(facts) if outage.last >= since)


def _over(facts: Facts) -> Sentence | None:
    """What lies behind, and is left out of what is compared."""
    compared = facts.outcomes_reviewed
    found = [o for _, o in _every_outage(facts) if compared and o.last >= compared.start and o.first <= compared.end]
    if not found:
        return None
    newest = max(found, key=lambda outage: outage.last)
    return told(
        "{span}: {got} conversions came where about {expected} were expected. They come again, and those days are left"
        " out of the comparisons.",
        "{span}: konversioita tuli {got}, kun odotettiin noin {expected}. Niitä tulee taas, ja nämä päivät jätetään"
        " vertailuista pois.",
        span=span(Period(newest.first, newest.last)),
        got=count(newest.got),
        expected=count(newest.expected),
    )


def _every_outage(facts: Facts) -> Iterator[tuple[str, Outage]]:
    """All there have been: of everything, and of one source while the others went on counting."""
    whole = [o for o in _outages_of(facts, outcome_rows(facts)) if o.everywhere]
    yield from (("", outage) for outage in whole)
    yield from _of_one_source(facts, whole)


def _of_one_source(facts: Facts, whole: Sequence[Outage]) -> Iterator[tuple[str, Outage]]:
    sources = sorted({a.source for a in facts.accounts if a.outcomes})
    for source in sources if len(sources) > 1 else ():
        rows = [i for i in outcome_rows(facts) if facts.accounts[facts.lines[i].account].source == source]
        for outage in _outages_of(facts, rows):
            if outage.everywhere and not any(_overlap(outage, o) for o in whole):
                yield source, outage


def dark_days(facts: Facts) -> frozenset[date]:
    """Days inside an outage that the comparisons must leave out."""
    if facts.dark is not None:
        return facts.dark
    found: set[date] = set()
    together = _outages_of(facts, outcome_rows(facts))
    for outage in (*together, *(o for _, o in _of_one_source(facts, [o for o in together if o.everywhere]))):
        found |= {outage.first + timedelta(days=n) for n in range((outage.last - outage.first).days + 1)}
    return frozenset(found)


def _since(facts: Facts) -> date:
    begin = facts.yesterday - timedelta(days=OUTAGE_DAYS)
    reviewed = facts.reviewed
    return min(begin, reviewed.start) if reviewed else begin


def _overlap(one: Outage, other: Outage) -> bool:
    return one.first <= other.last and other.first <= one.last


def _outages_of(facts: Facts, rows: Sequence[int]) -> list[Outage]:
    conversions = known_days(facts, facts.days.conversions, rows)
    clicks = known_days(facts, facts.days.clicks, rows)
    groups: dict[str, list[int]] = {}
    for i in rows:
        groups.setdefault(facts.lines[i].channel, []).append(i)
    if len(groups) == 1:
        groups = {facts.lines[i].key: [i] for i in rows}
    lines = {key: known_days(facts, facts.days.conversions, of) for key, of in groups.items()}
    return outages(conversions, clicks, lines, maturity=_come_in(facts, conversions))


def _come_in(facts: Facts, conversions: Daily) -> Daily:
    """What should have come in by now. Without a curve of the client's own young days are judged only together, as a
    run of zeros that reaches the newest day: a single empty one may just be late."""
    known = np.flatnonzero(~np.isnan(conversions.values))
    newest = int(known[-1]) if len(known) else 0
    if facts.curve is not None:
        as_of = conversions.first + timedelta(days=newest + 1)
        return come_in(facts.curve, Period(conversions.first, conversions.last), as_of)
    share = np.ones(len(conversions.values))
    mature = (facts.mature_to - conversions.first).days
    share[max(0, mature + 1) :] = _UNJUDGED
    empty = newest + 1 - _trailing_zeros(conversions.values[: newest + 1])
    if newest + 1 - empty >= FEWEST_EMPTY:
        for age, place in enumerate(range(newest, max(empty, mature + 1) - 1, -1)):
            share[place] = min(1.0, LATE_FIRST + LATE_STEP * age)
    return Daily(conversions.first, share)


def _trailing_zeros(values: Floats) -> int:
    """How many of the newest days have none; days without data do not break the run."""
    came = np.flatnonzero(values > 0)
    return len(values) - (int(came[-1]) + 1 if len(came) else 0)


def _outage(facts: Facts, source: str, outage: Outage) -> Finding:
    period = Period(outage.first, outage.last)
    rows = [i for i in outcome_rows(facts) if not source or facts.accounts[facts.lines[i].account].source == source]
    conversions = known_days(facts, facts.days.conversions, rows)
    where = channel(source) if source else Sentence("all channels at once", "kaikki kanavat yhtä aikaa")
    return Finding(
        kind=Kind.TRACKING_OUTAGE,
        direction="down",
        channel=source,
        sentence=told(
            "{span}: {got} conversions came where about {expected} were expected, while visits came as usual ({where})."
            " This points to the tracking: check it first.",
            "{span}: konversioita tuli {got}, kun odotettiin noin {expected}, vaikka käyntejä tuli kuten ennen"
            " ({where}). Tämä viittaa seurantaan: tarkista se ensin.",
            span=span(period),
            got=count(outage.got),
            expected=count(outage.expected),
            where=where,
        ),
        evidence=_days_table(facts, rows, conversions, period),
        chart=day_chart(Sentence("Conversions by day", "Konversiot päivittäin"), Unit.COUNT, conversions, period),
        lever=Sentence(
            "Check the tag, the consent banner and the thank-you page, and make a test conversion. Decide nothing on"
            " conversions until it is mended.",
            "Tarkista tagi, suostumusbanneri ja kiitossivu ja tee testikonversio. Älä päätä mitään konversioiden"
            " varassa ennen kuin vika on korjattu.",
        ),
        goes_away=Sentence(
            "It goes away two weeks after conversions come in again, once the days it darkened are no longer under"
            " review.",
            "Havainto poistuu kahden viikon päästä siitä, kun konversioita taas tulee, kunhan pimeät päivät eivät enää"
            " ole tarkasteltavina.",
        ),
        proposal=told("Check the tracking: {where}", "Tarkista seuranta: {where}", where=where),
        key=f"{Kind.TRACKING_OUTAGE}/{source or 'all'}/{outage.first}",
        cause=f"outage/{source or 'all'}",
        rule="conversions ≤ 25 % of expected, or none where 10 were expected, while visits come",
        period=period,
        since=outage.first,
        p=None,
        strength=2.0,
        act=Act.TEAM,
    )


def _days_table(facts: Facts, rows: Sequence[int], conversions: Daily, period: Period) -> Evidence:
    visits = known_days(facts, facts.days.clicks, rows)
    expected = judge(conversions).expected
    shown = [d for d in Period(period.start - timedelta(days=2), period.end)][-10:]
    columns = (
        Column("day", Sentence("Day", "Päivä"), Unit.DAY),
        Column("visits", Sentence("Visits", "Käynnit"), Unit.COUNT),
        Column("conversions", Sentence("Conversions", "Konversiot"), Unit.COUNT),
        Column("expected", Sentence("Usually", "Yleensä"), Unit.COUNT),
    )
    values = [
        (d, or_none(visits.on(d)), or_none(conversions.on(d)), or_none(Daily(facts.first, expected).on(d)))
        for d in shown
    ]
    return table(columns, values)


_NO_OUTCOMES = Sentence(
    "No source counts conversions for this client yet.", "Mikään lähde ei vielä laske tämän asiakkaan konversioita."
)
_NONE_EVER = Sentence(
    "No conversion has been counted on any day known: if some were made, the tracking is not there yet.",
    "Yhtään konversiota ei ole laskettu yhtenäkään tunnettuna päivänä: jos niitä on tehty, seurantaa ei vielä ole.",
)
_NO_OUTAGE = Sentence(
    "Conversions come in as the visits do: no outage.", "Konversioita tulee käyntien mukaisesti: ei katkosta."
)
