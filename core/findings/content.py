"""Stages to which nothing new has been said for long, or nothing at all, while money goes there."""

from __future__ import annotations

from collections.abc import Iterator

from core.findings.facts import MICRO, Facts
from core.findings.finding import Act, Column, Finding, Kind, NotShown, Unit, table
from core.findings.words import cents, count, share, stage, told
from core.measure.balance import STAGES
from core.measure.coverage import QUIET_DAYS, QUIET_GAPS, Silence, silence
from core.model import Period, Sentence

LEAST_SHARE = 0.05
"""Of the staged money: a stage with less is not missed by content."""


def content_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Silence against the stage's own rhythm, and stages with money and no content at all."""
    if not facts.content:
        yield NotShown(Kind.CONTENT_GAP, _NOTHING_WRITTEN)
        return
    money = _money(facts)
    staged = sum(money.values())
    penniless = not facts.spend.any()  # where no money is known at all, silence is news by itself
    found = False
    for key in STAGES:
        part = money[key] / staged if staged else None
        gap = silence(facts.content, key, facts.today)
        missed = part is not None and part >= LEAST_SHARE and gap.days is None
        if missed or (gap.usual is not None and (penniless or (part or 0.0) >= LEAST_SHARE)):
            opens = max(QUIET_DAYS, QUIET_GAPS * (gap.usual or 0))
            strength = 1.0 if gap.days is None else gap.days / opens
            if strength >= 0.5:
                found = found or strength >= 1
                yield _finding(facts, key, gap, part, money[key], strength)
    if not found:
        yield NotShown(Kind.CONTENT_GAP, _SPOKEN)


def _money(facts: Facts) -> dict[str, float]:
    columns = facts.columns(_days(facts))
    return {key: int(facts.stage_money[key][columns].sum()) / MICRO for key in STAGES}


def _days(facts: Facts) -> Period:
    return facts.reviewed or Period(facts.first, max(facts.first, facts.yesterday))


def _finding(facts: Facts, key: str, gap: Silence, part: float | None, spent: float, strength: float) -> Finding:
    known = {piece.title: piece for piece in facts.content if piece.stage == key and piece.live_from < facts.today}
    newest = max(known.values(), key=lambda piece: (piece.live_from, piece.content_id), default=None)
    silent = told(
        "Nothing new has been published for {stage} in {days} days (usually about every {usual} days), and {share} of"
        " the money is there.",
        "Vaiheeseen {stage} ei ole julkaistu sisältöä {days} päivään (tavallisesti noin {usual} päivän välein), vaikka"
        " siellä on {share} rahasta.",
        stage=stage(key),
        days=count(gap.days),
        usual=count(gap.usual),
        share=share(part),
    )
    alone = told(
        "Nothing new has been published for {stage} in {days} days (usually about every {usual} days).",
        "Vaiheeseen {stage} ei ole julkaistu sisältöä {days} päivään (tavallisesti noin {usual} päivän välein).",
        stage=stage(key),
        days=count(gap.days),
        usual=count(gap.usual),
    )
    none = told(
        "No content is known for {stage}, and {share} of the money is there.",
        "Vaiheelle {stage} ei tunneta yhtään sisältöä, vaikka siellä on {share} rahasta.",
        stage=stage(key),
        share=share(part),
    )
    return Finding(
        kind=Kind.CONTENT_GAP,
        direction="down",
        stage=key,
        sentence=none if gap.days is None else alone if part is None else silent,
        evidence=table(
            (
                Column("stage", Sentence("Stage", "Vaihe")),
                Column("newest", Sentence("Newest piece", "Uusin sisältö")),
                Column("live_from", Sentence("Published", "Julkaistu"), Unit.DAY),
                Column("days", Sentence("Days ago", "Päiviä sitten"), Unit.COUNT),
                Column("usual", Sentence("Usual gap", "Tavallinen väli"), Unit.COUNT),
                Column("share", Sentence("Share of the money", "Osuus rahasta"), Unit.SHARE),
            ),
            [
                (
                    stage(key),
                    newest.title if newest else None,
                    newest.live_from if newest else None,
                    gap.days,
                    gap.usual,
                    part,
                )
            ],
        ),
        lever=told(
            "Choose one question that people in {stage} still ask, and put an idea card of it into the Backlog.",
            "Valitse yksi kysymys, joka vaiheessa {stage} olevilla on yhä, ja tee siitä aihio Backlogiin.",
            stage=stage(key),
        ),
        goes_away=told(
            "It goes away when a piece for {stage} goes live.",
            "Havainto poistuu, kun vaiheeseen {stage} julkaistaan sisältö.",
            stage=stage(key),
        ),
        proposal=told("Idea: a piece for {stage}", "Aihio: sisältö vaiheeseen {stage}", stage=stage(key)),
        key=f"{Kind.CONTENT_GAP}/{key}",
        cause=f"content/{key}",
        rule="no new piece for max(60 days, 3 usual gaps)",
        period=Period(newest.live_from if newest else facts.yesterday, facts.yesterday),
        eur=cents(spent) if part is not None and len(facts.currencies(_days(facts))) <= 1 else None,
        currency=facts.currency,
        strength=strength,
        act=Act.TEAM,
    )


_NOTHING_WRITTEN = Sentence(
    "No content has been written down, so its silence cannot be heard.",
    "Sisältöjä ei ole kirjattu, joten hiljaisuutta ei voi havaita.",
)
_SPOKEN = Sentence(
    "No stage has been silent for longer than is usual while money goes there.",
    "Yksikään vaihe, johon menee rahaa, ei ole ollut tavallista pidempään hiljaa.",
)
