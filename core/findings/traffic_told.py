"""Traffic grew and conversions did not follow: the ledger in words that name the campaigns.

Never "caused by": the ledger says where the missing conversions lie, and the pattern points to a reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from core.findings import traffic_words as w
from core.findings.balance import move_towards
from core.findings.facts import Facts
from core.findings.finding import Act, Chart, Evidence, Finding, Kind, NotShown, Point, Unit, Value, table
from core.findings.frame import left_out, outcome_frame, series
from core.findings.outage import dark_days
from core.findings.traffic import TrafficCase, traffic_case
from core.findings.words import cents as to_cents
from core.findings.words import change, count, day, joined, money, names, stage, told
from core.measure.decomposition import kitagawa
from core.measure.labels import LIKELY
from core.measure.ledger import FEWEST_MISSING, MISSING_SHARE, VISITS_UP, Ledger, Reading, lags, reading, worth
from core.measure.season import season
from core.model import Sentence, Stage

RESTS_AFTER = 14
"""Days without spend after which a Convert line is one that could be started again."""
ROWS = 8
_NEARLY = 0.75


def traffic_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """At most one: the newest mature days against the sprint before, per weekday-weighted day."""
    frame = outcome_frame(facts, back=1, dark=dark_days(facts))
    if isinstance(frame, Sentence):
        yield NotShown(Kind.TRAFFIC_WITHOUT_CONVERSIONS, frame)
        return
    case = traffic_case(facts, frame)
    if isinstance(case, Sentence):
        yield NotShown(Kind.TRAFFIC_WITHOUT_CONVERSIONS, case)
    elif lags(case.found, case.visits, case.rate):
        yield _finding(case, 1.0)
    elif _nearly(case):
        yield _finding(case, _NEARLY)
    else:
        yield NotShown(Kind.TRAFFIC_WITHOUT_CONVERSIONS, _following(case))


def _nearly(case: TrafficCase) -> bool:
    """Half of what opens the finding: enough for one that is open to stay so."""
    least = max(FEWEST_MISSING, MISSING_SHARE * case.found.conversions_before) / 2
    return (
        case.visits.ratio - 1 >= (VISITS_UP - 1) / 2
        and case.rate.ratio < 1
        and case.rate.p <= 2 * LIKELY
        and case.found.shortfall >= least
    )


def _finding(case: TrafficCase, strength: float) -> Finding:
    facts, found, frame = case.facts, case.found, case.frame
    said = reading(found)
    entities = tuple(case.line(entry) for entry in case.named) if said is not Reading.RATE_EVERYWHERE else ()
    one_currency = len(facts.currencies(frame.after)) <= 1
    stake = worth(found.shortfall, case.value, case.spend, found.conversions_after) if one_currency else None
    stages = {facts.line_of(entity.entity_id).stage for entity in entities}
    lever, proposal, act = _lever(case, said, [entity.name for entity in entities])
    return Finding(
        kind=Kind.TRAFFIC_WITHOUT_CONVERSIONS,
        direction="down",
        stage=stages.pop() if len(stages) == 1 else "",
        entities=entities,
        sentence=_sentence(case, said, [entity.name for entity in entities]),
        evidence=_evidence(case),
        chart=_chart(case, {entity.entity_id for entity in entities}),
        lever=lever,
        goes_away=Sentence(
            "It goes away when the conversion rate is back where it was, or the extra visits have ended, in two weekly"
            " looks in a row.",
            "Havainto poistuu, kun konversioprosentti on palannut ennalleen tai lisäkäynnit ovat loppuneet kahdella"
            " viikolla peräkkäin.",
        ),
        proposal=proposal,
        key=str(Kind.TRAFFIC_WITHOUT_CONVERSIONS),
        cause="outcomes",
        rule="visits ≥ +15 %, rate down, shortfall ≥ max(5, 10 %)",
        period=frame.after,
        label=case.rate.label,
        eur=to_cents(stake) if stake is not None else None,
        currency=facts.currency if stake is not None else "",
        p=case.rate.p,
        strength=strength,
        act=act,
        euro_advice=True,
        caveats=tuple(
            s for s in (facts.claim, w.LATER, _priced(case, stake), _last_year(case), left_out(frame)) if s is not None
        ),
    )


def _last_year(case: TrafficCase) -> Sentence | None:
    frame = case.frame
    clicks = series(case.facts, case.facts.days.clicks, frame.rows)
    found = season(clicks, before=frame.previous, after=frame.after, history=frame.history, closed=frame.closed)
    return w.visits_last_year(found)


def _sentence(case: TrafficCase, said: Reading, named_ones: Sequence[str]) -> Sentence:
    found = case.found
    came = w.FEWER if found.extra_conversions < 0 else w.CAME
    first = told(
        "Visits {visits}, conversions {conversions}. From the extra visits about {awaited} conversions could be"
        " expected, and {came}.",
        "Liikenne {visits}, konversiot {conversions}. Lisäkäynneistä odotettiin noin {awaited} konversiota, {came}.",
        visits=change(case.visits.ratio),
        conversions=change(found.conversions_after / found.conversions_before),
        awaited=count(found.awaited),
        came=told(came.en, came.fi, got=count(abs(found.extra_conversions))),
    )
    return joined(first, _where(case, said, named_ones), _keep(case))


def _where(case: TrafficCase, said: Reading, named_ones: Sequence[str]) -> Sentence:
    found = case.found
    if said is Reading.RATE_EVERYWHERE:
        return w.EVERYWHERE
    return w.lies_in(found, case.named, named_ones, said) if case.named else w.SPREAD


def _keep(case: TrafficCase) -> Sentence | None:
    if not case.kept:
        return None
    line = case.facts.lines[case.kept[0]]
    return told(
        "{name} in {stage} brings conversions at a better rate and a lower cost than the average: keep it.",
        "{name} ({stage}) tuo konversioita keskimääräistä paremmalla prosentilla ja halvemmalla: pidä se.",
        name=names([line.name]),
        stage=stage(line.stage),
    )


def _lever(case: TrafficCase, said: Reading, named_ones: Sequence[str]) -> tuple[Sentence, Sentence, Act]:
    if said is not Reading.TRAFFIC or not named_ones:
        lever, title = w.LEVERS[said]
        return lever, title, Act.TEAM
    move = move_towards(case.facts, Stage.CONVERT)
    rests = _resting(case.facts)
    if move is None:
        return *w.lower(named_ones), Act.CLIENT
    lever = told(
        "Draft to be agreed in the monthly: move about {moved} from {names} to Convert{rests}."
        " Nothing moves before the client's yes.",
        "Luonnos monthlyssa sovittavaksi: siirrä noin {moved} kampanjoista {names} Convertiin{rests}."
        " Mitään ei siirretä ennen asiakkaan lupaa.",
        moved=money(move, case.facts.currency),
        names=names(named_ones),
        rests=rests or Sentence("", ""),
    )
    title = told(
        "Move {moved} from {names} to Convert",
        "Siirrä {moved} kampanjoista {names} Convertiin",
        moved=money(move, case.facts.currency),
        names=names(named_ones),
    )
    return lever, title, Act.CLIENT


def _resting(facts: Facts) -> Sentence | None:
    """The Convert line that spent most before it came to rest, if one rests."""
    spend = facts.spend
    found: tuple[float, int, int] | None = None
    for i, line in enumerate(facts.lines):
        used = np.flatnonzero(spend[i])
        if line.stage != Stage.CONVERT or not len(used) or facts.width - used[-1] <= RESTS_AFTER:
            continue
        recent = float(spend[i, max(0, int(used[-1]) - 27) : int(used[-1]) + 1].sum())
        if facts.width - used[-1] <= 180 and (found is None or recent > found[0]):
            found = (recent, i, int(used[-1]))
    if found is None:
        return None
    return told(
        ", for example by starting {name} again (at rest since {day})",
        ", esimerkiksi käynnistämällä uudelleen {name} (tauolla {day} alkaen)",
        name=names([facts.lines[found[1]].name]),
        day=day(facts.day(found[2] + 1)),
    )


def _evidence(case: TrafficCase) -> Evidence:
    facts, found = case.facts, case.found
    kept = {facts.lines[i].key for i in case.kept}
    marked = {entry.line.key for entry in case.named}
    largest = sorted(found.entries, key=lambda e: (e.line.key not in marked, e.line.key not in kept, -abs(e.effect)))
    shown = sorted(largest[:ROWS], key=lambda e: (e.effect, e.line.key))
    rows: list[tuple[Value, ...]] = [
        (
            facts.line_of(entry.line.key).name,
            stage(facts.line_of(entry.line.key).stage),
            entry.extra_visits,
            entry.extra_conversions,
            entry.effect,
            entry.traffic,
            entry.rate,
            w.KEEP if entry.line.key in kept else w.LOWER if entry.line.key in marked else None,
        )
        for entry in shown
    ]
    rows.append((w.TOTAL, "", found.extra_visits, found.extra_conversions, found.effect, *_sums(found), None))
    return table(w.COLUMNS, rows, w.how(kitagawa([entry.line for entry in found.entries])))


def _sums(found: Ledger) -> tuple[float, float]:
    return sum(e.traffic for e in found.entries), sum(e.rate for e in found.entries)


def _chart(case: TrafficCase, marked: set[str]) -> Chart:
    shown = sorted(case.found.entries, key=lambda e: -abs(e.effect))[:ROWS]
    return Chart(
        shape="bars",
        title=Sentence(
            "Conversions against what the visits should have brought",
            "Konversiot verrattuna siihen, mitä käyntien pitäisi tuoda",
        ),
        unit=Unit.COUNT,
        points=tuple(
            Point(case.facts.line_of(e.line.key).name, e.effect, marked=e.line.key in marked)
            for e in sorted(shown, key=lambda e: (e.effect, e.line.key))
        ),
    )


def _priced(case: TrafficCase, stake: float | None) -> Sentence | None:
    if stake is None:
        return None
    if case.value is not None:
        return None
    return w.AT_COST


def _following(case: TrafficCase) -> Sentence:
    words = w.NOT_GROWN if case.visits.ratio < VISITS_UP or case.visits.low <= 1 else w.NO_SHORTFALL
    return told(words.en, words.fi, visits=change(case.visits.ratio), rate=change(case.rate.ratio))
