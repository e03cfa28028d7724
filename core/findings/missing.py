"""A stage that was agreed to have money and has had none for a week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from core.findings.balance import STAGE_COLUMN
from core.findings.facts import CLOSED_AFTER, MICRO, Facts, Floats
from core.findings.finding import Act, Chart, Column, Finding, Kind, NotShown, Point, Unit, table
from core.findings.words import cents, count, names, share, stage, told
from core.measure.balance import STAGES, missing_stages
from core.model import UNMAPPED, Period, Sentence, TargetRow

CHART_DAYS = 42
WEEK = 7
LATELY = 28


def missing_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Stages with a target and no money for a week, while the client as a whole spends."""
    known = facts.known_to
    target = facts.target_on(facts.yesterday)
    if target is None or known is None:
        why = _NO_TARGET if target is None else _NO_MONEY
        yield NotShown(Kind.STAGE_MISSING, why)
        return
    width = max(0, (known - facts.first).days + 1)
    last = {
        bucket: facts.day(int(np.flatnonzero(spent[:width])[-1]))
        for bucket, spent in facts.stage_days.items()
        if spent[:width].any()
    }
    missing = missing_stages(last, target.shares, known, facts.first)
    unplaced = _unplaced(facts, known)
    for key in missing:
        late = _behind(facts, key)
        if late:
            yield NotShown(Kind.STAGE_MISSING, _unknown(key, late))
        elif unplaced >= float(target.shares[key]):
            yield NotShown(Kind.STAGE_MISSING, _may_be(key, unplaced))
        else:
            yield _missing(facts, target, key, last.get(key), known)
    if not missing:
        yield NotShown(Kind.STAGE_MISSING, _NONE_MISSING)


def _behind(facts: Facts, key: str) -> list[str]:
    """The accounts left behind, and not closed, that gave the stage money in their last weeks: they may still do."""
    late = [i for i, a in enumerate(facts.accounts) if facts.is_stale(a) and facts.behind(a) <= CLOSED_AFTER]
    spend = facts.spend
    found = []
    for i in late:
        end = facts.accounts[i].last
        columns = facts.columns(Period(end - timedelta(days=LATELY - 1), end))
        rows = [n for n, line in enumerate(facts.lines) if line.account == i and line.stage == key]
        if spend[rows][:, columns].any():
            found.append(facts.accounts[i].name)
    return found


def _unknown(key: str, late: list[str]) -> Sentence:
    return told(
        "The data of {names} are behind, and the money of {stage} may be there.",
        "Tilin {names} tiedot ovat jäljessä, ja vaiheen {stage} raha voi olla siellä.",
        names=names(late),
        stage=stage(key),
    )


def _unplaced(facts: Facts, known: date) -> float:
    """The share of the last week's money that nobody has given a stage: any stage may be in it."""
    columns = facts.columns(Period(known - timedelta(days=WEEK - 1), known))
    sums = {bucket: int(spent[columns].sum()) for bucket, spent in facts.stage_money.items()}
    total = sum(sums.values())
    return sums.get(UNMAPPED, 0) / total if total else 0.0


def _may_be(key: str, unplaced: float) -> Sentence:
    return told(
        "{share} of the week's money has no stage yet, and {stage} may be in it: give the campaigns theirs first.",
        "{share} viikon rahasta on vielä ilman vaihetta, ja {stage} voi olla siinä: anna ensin kampanjoille vaiheet.",
        share=share(unplaced),
        stage=stage(key),
    )


def _missing(facts: Facts, target: TargetRow, key: str, last: date | None, known: date) -> Finding:
    agreed = float(target.shares[key])
    period = facts.reviewed or Period(facts.first, known)
    columns = facts.columns(period)
    staged = sum(int(facts.stage_money[s][columns].sum()) for s in STAGES) / MICRO
    since = last + timedelta(days=1) if last else None
    silent = (known - last).days if last else (known - facts.first).days + 1
    first = told(
        "No money has gone to {stage} for {days} days, and {share} of it was agreed.",
        "Vaiheeseen {stage} ei ole mennyt rahaa {days} päivään, vaikka sille sovittiin {share}.",
        stage=stage(key),
        days=count(silent),
        share=share(agreed),
    )
    never = told(
        "No money has gone to {stage} in all the days known, and {share} of it was agreed.",
        "Vaiheeseen {stage} ei ole mennyt rahaa yhtenäkään tunnettuna päivänä, vaikka sille sovittiin {share}.",
        stage=stage(key),
        share=share(agreed),
    )
    return Finding(
        kind=Kind.STAGE_MISSING,
        direction="under",
        stage=key,
        sentence=first if last else never,
        evidence=table(
            (
                STAGE_COLUMN,
                Column("agreed", Sentence("Agreed", "Sovittu"), Unit.SHARE),
                Column("last_spend", Sentence("Last day with money", "Viimeinen päivä, jolla rahaa"), Unit.DAY),
                Column("silent", Sentence("Days without", "Päiviä ilman"), Unit.COUNT),
            ),
            [(stage(key), agreed, last, silent)],
        ),
        chart=Chart(
            shape="days",
            title=told("{stage}: spend by day", "{stage}: kulu päivittäin", stage=stage(key)),
            unit=Unit.MONEY,
            points=_last_days(facts, facts.stage_money[key] / MICRO, known),
        ),
        lever=told(
            "Start something in {stage}, or agree that it gets no money for now.",
            "Käynnistä jotakin vaiheessa {stage} tai sopikaa, ettei se saa nyt rahaa.",
            stage=stage(key),
        ),
        goes_away=told(
            "It goes away when {stage} spends again, or its agreed share is 0.",
            "Havainto poistuu, kun vaiheessa {stage} on taas kulua tai sen sovittu osuus on 0.",
            stage=stage(key),
        ),
        proposal=told("Start {stage}", "Käynnistä {stage}", stage=stage(key)),
        key=f"{Kind.STAGE_MISSING}/{key}",
        cause=f"missing/{key}",
        rule="no money for 7 days running while the client spends",
        period=Period(since, known) if since and since <= known else Period(min(facts.first, known), known),
        eur=cents(agreed * staged) if len(facts.currencies(period)) <= 1 else None,
        currency=facts.currency,
        since=since,
        act=Act.CLIENT,
    )


def _last_days(facts: Facts, values: Floats, known: date) -> tuple[Point, ...]:
    end = (known - facts.first).days + 1
    return tuple(Point(facts.day(i), float(values[i])) for i in range(max(0, end - CHART_DAYS), min(end, len(values))))


_NO_TARGET = Sentence("No mix is agreed with the client.", "Asiakkaan kanssa ei ole sovittu jakaumaa.")
_NO_MONEY = Sentence(
    "No account with money has fresh data.", "Millään rahaa käyttävällä tilillä ei ole tuoreita tietoja."
)
_NONE_MISSING = Sentence(
    "Every stage with an agreed share has had money this week.",
    "Jokaisella vaiheella, jolle on sovittu osuus, on ollut rahaa tällä viikolla.",
)
