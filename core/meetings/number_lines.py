"""What the numbers say to a meeting: volumes by channel, findings, budgets, and whether the figures hold. Pure.

A weekly hears volumes and at most three findings, none of them about a rate: a rate of one week is mostly chance. A
monthly hears seven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.findings.finding import Finding
from core.findings.finding import Kind as Found
from core.findings.words import channel, count, joined, money, share, span, told
from core.measure.search_terms import Movement
from core.meetings.effect_lines import done_with_effect
from core.meetings.shapes import Kind, Known, Line, Searched, Volume
from core.meetings.visible import ABOUT_CARDS
from core.meetings.work_lines import Groups, done_elsewhere, done_of, next_of
from core.model import Sentence

MOST_FINDINGS = {Kind.WEEKLY: 3, Kind.MONTHLY: 7, Kind.RETRO: 0}
RATES = frozenset({Found.RATE_UP, Found.RATE_DOWN, Found.COST_UP, Found.COST_DOWN})
PACES = frozenset({Found.PACE_OVER, Found.PACE_UNDER})
FAULTS = frozenset({Found.SPEND_STOPPED, Found.TRACKING_OUTAGE, Found.STALE_DATA})
"""What has to be mended before anything is decided."""


def told_findings(known: Known) -> list[Finding]:
    """The findings this meeting has time for, most first. What the board's or the budgets' own lines tell is not told
    twice; nor is what somebody raised, but that a monthly may hear as a learning first and decide on it afterwards."""
    weekly = known.kind is Kind.WEEKLY
    raised = {line.finding_key if weekly else line.text for line in known.raised}
    left_out = ABOUT_CARDS | PACES | (RATES if weekly else frozenset())
    found = [
        one
        for one in known.findings
        if one.kind not in left_out and (one.key if weekly else one.sentence) not in raised
    ]
    return found[: MOST_FINDINGS[known.kind]]


def channel_round(known: Known) -> Groups:
    """By channel, the one with the most money first: volumes, what got done, what a finding says of it, what is next.
    What got done outside every channel comes last."""
    with_money = [volume.channel for volume in known.volumes]
    others = sorted({card.channel for card in known.cards if card.channel and card.channel not in with_money})
    groups: Groups = []
    for key in (*with_money, *others):
        volumes = [_volume(volume) for volume in known.volumes if volume.channel == key]
        groups += [_of(key, [*volumes, *done_of(known, key)]), _of(key, next_of(known, key))]
    return [*groups, searches(known), done_elsewhere(known, (*with_money, *others))]


def _of(key: str, lines: Sequence[Line]) -> list[Line]:
    """The same lines, told when the channel's turn comes."""
    return [replace(line, part=key) for line in lines]


def channel_learnings(known: Known) -> Groups:
    """For a monthly: what got done by channel and the findings with their evidence. Where no finding says that there
    is a reason to speak of a number, each channel's volumes are told, so that nobody leaves without any."""
    keys = [*(volume.channel for volume in known.volumes)]
    told_of = findings_line(known)
    keys += sorted({card.channel for card in known.cards if card.channel} - set(keys))
    volumes = {} if told_of else {volume.channel: [_volume(volume)] for volume in known.volumes}
    by_channel = [_of(key, [*done_of(known, key), *volumes.get(key, [])]) for key in keys]
    of_work = [*by_channel, searches(known), done_elsewhere(known, keys)]
    return [told_of, *([_with_effect(known, line) for line in lines] for lines in of_work)]


def _with_effect(known: Known, line: Line) -> Line:
    """What got done with what it did, as far as a number shows it."""
    said = done_with_effect(known, line.card_id) if line.card_id else None
    return replace(line, text=told("{done}. {said}", "{done}. {said}", done=line.text, said=said)) if said else line


def searches(known: Known) -> list[Line]:
    """Search terms that changed against the like period before, and how much of their cost is not told by term."""
    return [Line(_searched(one), "search_terms") for one in known.searches if one.moved or one.hidden]


def _searched(one: Searched) -> Sentence:
    terms = [told("{word} “{term}”", "{word} ”{term}”", word=_MOVEMENTS[how], term=term) for term, how in one.moved]
    hidden = [] if not one.hidden else [told(
        "{share} of the cost is not told by term",
        "{share} kulusta jää kertomatta termeittäin",
        share=share(one.hidden),
    )]  # fmt: skip
    parts = [*terms, *hidden]
    return told(
        "Search terms, {days}: {said}.",
        "Hakutermit, {days}: {said}.",
        days=span(one.days),
        said=Sentence("; ".join(p.en for p in parts), "; ".join(p.fi for p in parts)),
    )


def findings_line(known: Known) -> list[Line]:
    """Findings about results and balance."""
    return [_finding(one, known) for one in told_findings(known) if one.kind not in FAULTS]


def findings(known: Known) -> Groups:
    return [findings_line(known)]


def faults(known: Known) -> Groups:
    """What is broken now: findings about tracking, stopped spend and late data."""
    return [[_finding(one, known) for one in told_findings(known) if one.kind in FAULTS]]


def paces(known: Known) -> Groups:
    """Budgets whose pace is an alarm."""
    return [[Line(said, "pace") for said in known.paces]]


def trust(known: Known) -> Groups:
    """Which figures cannot be leant on."""
    return [[Line(check.evidence, "check") for check in known.doubts]]


def balance(known: Known) -> Groups:
    """How the money lay across the stages in the sprint under review."""
    return [[Line(known.balance, "balance")]] if known.balance else []


def set_up(known: Known) -> Groups:
    """What is missing before the meeting can be about the work itself. For the team alone."""
    if known.with_client:
        return []
    missing = [line for line, there in ((_NO_BOARD, known.has_board), (_NO_DATA, known.has_data)) if not there]
    return [[Line(said, "set_up") for said in missing if said is _NO_BOARD or known.keeps_numbers]]


def _volume(volume: Volume) -> Line:
    parts = [
        told(
            "{channel}, {days}: {money}clicks {clicks}",
            "{channel}, {days}: {money}klikkauksia {clicks}",
            channel=channel(volume.channel),
            days=span(volume.days),
            money=_money(volume),
            clicks=count(volume.clicks),
        )
    ]
    if volume.conversions is not None:
        parts.append(
            told(
                "conversions counted so far {n}",
                "konversioita laskettu tähän mennessä {n}",
                n=count(volume.conversions, 0 if float(volume.conversions).is_integer() else 1),
            )
        )
    return Line(Sentence(f"{', '.join(p.en for p in parts)}.", f"{', '.join(p.fi for p in parts)}."), "volume")


def _money(volume: Volume) -> Sentence:
    sums = [money(amount, currency) for currency, amount in volume.spend]
    if not sums:
        return Sentence("", "")
    return Sentence(*(f"{' + '.join(said(language) for said in sums)}, " for language in ("en", "fi")))


def _finding(one: Finding, known: Known) -> Line:
    """What it says, and among ourselves what could be done: advice on money is for the client only once it is
    proposed."""
    said = one.sentence if known.with_client else joined(one.sentence, one.lever)
    return Line(said, one.kind, one.card, _entity(one))


def _entity(one: Finding) -> str:
    return one.entities[0].entity_id if len(one.entities) == 1 else ""


_MOVEMENTS = {
    Movement.NEW: Sentence("new", "uusi"),
    Movement.RISING: Sentence("rising", "nousee"),
    Movement.FALLING: Sentence("falling", "laskee"),
    Movement.GONE: Sentence("gone", "poistunut"),
}
_NO_BOARD = Sentence(
    "No board yet: bring the client's board or start one on the board page.",
    "Seinää ei vielä ole: tuo asiakkaan seinä tai perusta sellainen Seinä-sivulla.",
)
_NO_DATA = Sentence(
    "No figures yet: import a report of each account on the imports page.",
    "Lukuja ei vielä ole: tuo jokaisen tilin raportti Tuonnit-sivulla.",
)
