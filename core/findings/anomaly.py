"""Days that are not like the weeks before them. Known days (holidays, the client's own notes) never alarm.

At most eight headline series may alarm and everything else only explains: one finding for all that is odd at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from core.findings.facts import Facts
from core.findings.finding import Act, Column, Evidence, Finding, Kind, Named, NotShown, Unit, table
from core.findings.headlines import Headline, day_chart, headline_series
from core.findings.silence import meant_to_rest
from core.findings.words import Part, cents, count, day, joined, money, names, span, told
from core.measure.anomalies import Episode, episodes, judge
from core.measure.holidays import holidays_in
from core.model import Period, Sentence

NEWEST = 7
"""Days judged: a weekly look sees each day once."""
HOLIDAY_WEEK = 7
"""Days between two holidays as near as these are holidays of many: Boxing Day to New Year, New Year to Epiphany."""
EXPLAINS = 0.6
"""Of the difference: a campaign with this much of it is named."""
CAMPAIGN_NOTES = frozenset({"campaign", "season", "launch", "site", "fault"})


def anomaly_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """One finding for everything odd in the newest days: the first series in the order of the headlines tells it."""
    series = headline_series(facts)
    if not series or facts.width < 4 * NEWEST:
        yield NotShown(Kind.ANOMALY, _TOO_SHORT)
        return
    excused = _excused(facts)
    resting = meant_to_rest(facts)
    found = [
        (one, episode)
        for one in series
        if (episode := _newest_episode(one, excused)) is not None
        and (episode.up or _explaining(facts, one, episode) not in resting)
    ]
    if not found:
        yield NotShown(Kind.ANOMALY, _ORDINARY)
        return
    yield _anomaly(facts, found)


def _excused(facts: Facts) -> frozenset[date]:
    """Days that are known to be odd: holidays with the days beside and between them, and the client's own campaign
    days."""
    start = max(facts.first, facts.today - timedelta(days=40))
    holidays = holidays_in(Period(start, max(start, facts.today) + timedelta(days=HOLIDAY_WEEK)))
    near = {d + timedelta(days=n) for d in holidays for n in (-1, 0, 1)}
    for one, other in pairwise(sorted(holidays)):
        if (other - one).days <= HOLIDAY_WEEK:
            near |= set(Period(one, other))
    noted = {d for note in facts.notes if note.kind in CAMPAIGN_NOTES for d in _noted(note.days, start, facts.today)}
    return frozenset(near | noted)


def _noted(days: Period, start: date, end: date) -> list[date]:
    first, last = max(days.start, start), min(days.end, end)
    return list(Period(first, last)) if first <= last else []


def _newest_episode(one: Headline, excused: frozenset[date]) -> Episode | None:
    """The newest stretch of odd days that ends within the last seven known ones."""
    known = np.flatnonzero(~np.isnan(one.daily.values))
    if not len(known):
        return None
    newest = one.daily.first + timedelta(days=int(known[-1]))
    alarms = [alarm for alarm in judge(one.daily, one=one.one).alarms() if alarm.day not in excused]
    recent = [e for e in episodes(alarms) if (newest - e.last).days < NEWEST]
    return recent[-1] if recent else None


def _anomaly(facts: Facts, found: Sequence[tuple[Headline, Episode]]) -> Finding:
    series, episode = found[0]
    period = Period(episode.first, episode.last)
    line = _explaining(facts, series, episode)
    near = [one for one, other in found if other.up == episode.up and _near(episode, other)]
    all_visits = any(one.key == "visits" for one in near)  # of all channels: no need to name the channels too
    also = [one.name for one in near if one is not series and not (one.channel and all_visits)]
    stake = abs(episode.value - episode.expected) if series.key == "spend" else None
    return Finding(
        kind=Kind.ANOMALY,
        direction="up" if episode.up else "down",
        channel=series.channel,
        stage=facts.lines[line].stage if line is not None else "",
        entities=(Named(facts.lines[line].key, facts.lines[line].name),) if line is not None else (),
        sentence=joined(
            told(
                "{series} on {span}: {value} where about {expected} was usual.",
                "{series} {span}: {value}, kun tavallista olisi noin {expected}.",
                series=series.name,
                span=span(period),
                value=_shown(facts, series, episode.value),
                expected=_shown(facts, series, episode.expected),
            ),
            told(
                "Most of it is in {name}.", "Eniten siitä on kampanjassa {name}.", name=names([facts.lines[line].name])
            )
            if line is not None
            else None,
            told("At the same time: {also}.", "Samaan aikaan: {also}.", also=_listed(also)) if also else None,
        ),
        evidence=_odd_days(facts, found),
        chart=day_chart(series.name, series.unit, series.daily, period),
        lever=Sentence(
            "Find out what happened on these days, and write a note on them so that everybody knows later.",
            "Selvitä, mitä näinä päivinä tapahtui, ja kirjoita niistä muistiinpano, jotta kaikki tietävät myöhemmin.",
        ),
        goes_away=Sentence(
            "It goes away after a week, or as soon as the days have a note.",
            "Havainto poistuu viikon päästä tai heti, kun päivillä on muistiinpano.",
        ),
        proposal=told(
            "Find out: {series} {day}", "Selvitä: {series} {day}", series=series.name, day=day(episode.first)
        ),
        key=f"{Kind.ANOMALY}/{series.key}/{episode.first}",
        cause="anomaly",
        rule="≥ 25 % off, and 5 spreads once or 3 twice, or ≤ 25 % of expected",
        period=period,
        since=episode.first,
        eur=cents(stake) if stake is not None else None,
        currency=facts.currency if stake is not None else "",
        act=Act.WATCH,
    )


def _near(one: Episode, other: Episode) -> bool:
    return one.first <= other.last + timedelta(days=1) and other.first <= one.last + timedelta(days=1)


def _listed(also: Sequence[Sentence]) -> Sentence:
    en, fi = (
        "; ".join(name[0].lower() + name[1:] for name in said)
        for said in zip(*((s.en, s.fi) for s in also), strict=True)
    )
    return Sentence(en, fi)


def _shown(facts: Facts, series: Headline, value: float) -> Part:
    return money(cents(value), facts.currency) if series.unit is Unit.MONEY else count(value)


def _explaining(facts: Facts, series: Headline, episode: Episode) -> int | None:
    """The one line with most of the difference to its own four weeks before; None when it is spread."""
    if series.values is None or len(series.rows) < 2:
        return None
    columns = np.array([(alarm.day - facts.first).days for alarm in episode.alarms], dtype=np.int64)
    values = series.values[list(series.rows)]
    usual = np.mean([values[:, np.maximum(columns - 7 * back, 0)] for back in range(1, 5)], axis=0)
    differences = (values[:, columns] - usual).sum(axis=1)
    total = episode.value - episode.expected
    best = int(np.argmax(differences * np.sign(total)))
    return series.rows[best] if differences[best] / total >= EXPLAINS else None


def _odd_days(facts: Facts, found: Sequence[tuple[Headline, Episode]]) -> Evidence:
    columns = (
        Column("series", Sentence("Figure", "Luku")),
        Column("day", Sentence("Day", "Päivä"), Unit.DAY),
        Column("value", Sentence("Was", "Oli"), Unit.COUNT),
        Column("expected", Sentence("Usually", "Yleensä"), Unit.COUNT),
        Column(
            "spreads", Sentence("Times the usual wobble", "Kertaa tavallinen vaihtelu"), Unit.DECIMAL, 1, signed=True
        ),
    )
    rows = [(one.name, a.day, a.value, a.expected, a.z) for one, episode in found for a in episode.alarms]
    return table(columns, rows[:10])


_TOO_SHORT = Sentence(
    "Fewer than four weeks of days: what is usual is not known yet.",
    "Päiviä on alle neljältä viikolta: vielä ei tiedetä, mikä on tavallista.",
)
_ORDINARY = Sentence("The newest days are like the weeks before them.", "Uusimmat päivät ovat kuin viikot ennen niitä.")
