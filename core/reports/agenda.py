"""The agenda of a client's meeting at any moment: what is known is read, the rules of `core.meetings` do the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np

from core.dates import day_start, local_day
from core.errors import MissingRate, Refused
from core.findings.facts import MICRO, Facts
from core.findings.rules import found_in
from core.findings.words import span, told
from core.measure.balance import balance_sentence
from core.measure.beside import SHORT
from core.measure.checks import BADNESS, Check, State
from core.meetings.agenda import agenda_of
from core.meetings.school import by_day
from core.meetings.shapes import (
    Agenda,
    Decided,
    Graded,
    Kind,
    Known,
    OpenAction,
    Raised,
    Searched,
    Season,
    Volume,
    WorkCard,
)
from core.model import Client, ClientKind, Period, Sentence
from core.reports.agenda_cards import names_card, work_cards
from core.reports.balance import balance
from core.reports.beside import BesideReport, asked_on, beside_of, scene_or_none
from core.reports.budgets import alarm_sentences, budget_report
from core.reports.finding_facts import finding_facts
from core.reports.notes import notes, notes_for_agenda
from core.reports.search_terms import search_terms
from core.store import Store, agenda_templates, clients, facts, grades, meetings, promises
from core.store import findings as said
from core.store.notes import Note

FIRST_LOOKS_BACK = 7
"""Days that the first meeting of a kind looks back."""
TERMS_TOLD = 3


def agenda(store: Store, *, client_id: str, kind: Kind, as_of: datetime, with_client: bool = False) -> Agenda:
    """The agenda at an instant (naive UTC). A monthly always has the client present; Raises Refused for a
    retrospective with the client."""
    if kind is Kind.RETRO and with_client:
        raise Refused(
            "The retrospective is the team's own: the client is not there.",
            "Retrospektiivi on tiimin oma: asiakas ei ole mukana.",
        )
    known = known_for(store, client_id=client_id, kind=kind, as_of=as_of)
    wishes = agenda_templates.template_on(store.ops, client_id=client_id, kind=kind, as_of=as_of)
    return agenda_of(replace(known, with_client=with_client or kind is Kind.MONTHLY), wishes)


def known_for(store: Store, *, client_id: str, kind: Kind, as_of: datetime) -> Known:
    """Everything the rules of the meeting may look at, internal things included.

    It is read in three parts, which other writes change: what is said in meetings, the cards, and the figures. A page
    that is open while people write keeps the last two (`frame`, `with_work`, `in_figures`, `joined`)."""
    framed = frame(store, client_id=client_id, kind=kind, as_of=as_of)
    cards = work_cards(store, client_id=client_id, since=framed.since, as_of=as_of)
    known = with_work(store, client_id=client_id, known=framed, cards=cards, as_of=as_of)
    return joined(known, in_figures(store, client_id=client_id, known=framed, as_of=as_of))


def frame(store: Store, *, client_id: str, kind: Kind, as_of: datetime) -> Known:
    """The days that the meeting looks at, with what was said of them: grades, and lines that somebody raised."""
    client = clients.get_client(store.ops, client_id=client_id)
    today = local_day(as_of, client.timezone)
    last = _last_meeting(store, client, kind, today)
    start = local_day(last, client.timezone) if last else today - timedelta(days=FIRST_LOOKS_BACK)
    return Known(
        kind=kind,
        with_client=False,
        today=today,
        since=last or day_start(start, client.timezone),
        window=Period(start, today - timedelta(days=1)),
        first=last is None,
        has_board=False,
        has_data=False,
        keeps_numbers=client.kind is ClientKind.CLIENT,
        grades=by_day(
            Graded(one.grade, one.why, local_day(one.given_at, client.timezone))
            for one in grades.list_grades(store.ops, client_id=client_id, as_of=as_of)
        ),
        raised=tuple(
            Raised(line.text, line.kind, line.finding_key, line.card_id, line.line_id)
            for line in said.list_agenda_lines(store.ops, client_id=client_id, before=as_of)
        ),
    )


def _last_meeting(store: Store, client: Client, kind: Kind, today: date) -> datetime | None:
    """When it was held last, on an earlier day: a meeting of today is the one that the agenda is for."""
    held = meetings.list_meetings(store.ops, client_id=client.client_id, kind=kind)
    return max((one.at for one in held if local_day(one.at, client.timezone) < today), default=None)


def with_work(
    store: Store, *, client_id: str, known: Known, cards: Sequence[WorkCard] | None, as_of: datetime
) -> Known:
    """The frame with its cards (None: there is no board), and what is open of actions, decisions and notes beside
    them."""
    client = clients.get_client(store.ops, client_id=client_id)
    status = {card.card_id: card.status for card in cards or ()}
    worked = replace(
        known,
        has_board=cards is not None,
        cards=tuple(cards or ()),
        actions=tuple(_open_actions(store, client, known.kind, as_of)),
        decisions=tuple(_decisions(store, client, known, status, as_of)),
    )
    return _with_notes(store, worked, client_id=client_id, as_of=as_of)


def _open_actions(store: Store, client: Client, kind: Kind, as_of: datetime) -> Iterator[OpenAction]:
    """Improvements of a retrospective are asked about in the next one, everything else in every weekly and monthly;
    what was promised today belongs to the meeting of today."""
    today = local_day(as_of, client.timezone)
    for one in promises.list_actions(store.ops, client_id=client.client_id, as_of=as_of):
        ours = (one.kind == Kind.RETRO) == (kind is Kind.RETRO)
        if one.done_at is None and ours and local_day(one.agreed_at, client.timezone) < today:
            yield OpenAction(one.text, one.owner, one.due, one.card_id, one.client_visible, one.action_id)


def _decisions(
    store: Store, client: Client, known: Known, status: dict[str, str], as_of: datetime
) -> Iterator[Decided]:
    """Those of the window, and older ones whose card is still to be done; what was decided today belongs to the
    meeting of today."""
    for one in promises.list_meeting_decisions(store.ops, client_id=client.client_id, as_of=as_of):
        decided = local_day(one.decided_at, client.timezone)
        under_way = status.get(one.card_id, "")
        recent = decided >= known.window.start or (under_way and under_way != "done")
        if recent and decided < known.today:
            yield Decided(
                text=one.text,
                decided_by=one.decided_by,
                decided_on=decided,
                first_decided_on=local_day(one.first_decided_at, client.timezone),
                card_id=one.card_id,
                status=under_way,
                client_visible=one.client_visible,
                answer=one.answer,
                times=one.times,
            )


def _with_notes(store: Store, known: Known, *, client_id: str, as_of: datetime) -> Known:
    coming = notes_for_agenda(store, client_id=client_id, as_of=known.today, moment=as_of)
    past = notes(store, client_id=client_id, as_of=known.today).past
    return replace(
        known,
        seasons=tuple(_season(note, known.cards) for note in coming),
        learnt=tuple(_season(note, ()) for note in past if note.days.start in known.window),
    )


def _season(note: Note, cards: Sequence[WorkCard]) -> Season:
    has_card = any(names_card(note.text, card.name) for card in cards)
    return Season(note.text, note.days, note.prepare_from, has_card, note.client_visible)


# ------------------------------------------------------------------------------------------------------------- numbers


IN_FIGURES = (
    *("has_data", "findings", "paces", "doubts", "volumes", "searches", "balance"),
    *("effects", "asked", "outcomes"),
)
"""Fields of `Known` that `in_figures` fills."""


def joined(known: Known, figures: Known) -> Known:
    """What is known of the work, with what the figures say (of `in_figures`)."""
    return replace(known, **{name: getattr(figures, name) for name in IN_FIGURES})


def in_figures(store: Store, *, client_id: str, known: Known, as_of: datetime) -> Known:
    """A frame with what the figures say of its days; as it is for a team, which keeps none."""
    if not known.keeps_numbers:
        return known
    told_of = finding_facts(store, client_id=client_id, as_of=as_of)
    with store.metrics.cursor() as cursor:
        entities = facts.entities(cursor, client_id=client_id)
    since = known.window.start - timedelta(days=SHORT + told_of.immature + 1)  # told first in the window
    scene = scene_or_none(store, client_id=client_id, as_of=as_of)
    return replace(
        _with_effects(known, beside_of(store, told_of, scene, client_id=client_id, since=since)),
        has_data=bool(told_of.accounts),
        findings=found_in(told_of).findings,
        paces=tuple(sentence for sentence, _ in alarm_sentences(budget_report(told_of, entities))),
        doubts=tuple(_doubts(told_of.checks)),
        volumes=tuple(_volumes(told_of, known.window)),
        searches=tuple(_searches(store, client_id, known.window, known.today)),
        balance=_balance(store, client_id, told_of) if known.kind is Kind.MONTHLY else None,
    )


def _with_effects(known: Known, report: BesideReport) -> Known:
    """Cards that got done in the window or whose effect could first be told in it, and what was expected of cards."""
    days = Period(known.window.start, max(known.window.start, known.today))
    return replace(
        known,
        effects=tuple(one for one in report.effects if one.mark.day in days or one.laid.tell_on in days),
        asked=tuple(asked_on(report.expected, known.today)),
        outcomes=tuple(one for one in report.expected if one.answered_on and one.answered_on in days),
    )


def _searches(store: Store, client_id: str, window: Period, today: date) -> Iterator[Searched]:
    """Of each account whose newest search terms end in the window: the terms that moved most, and the hidden share."""
    for report in search_terms(store, client_id=client_id, as_of=today):
        if report.period.end in window:
            moved = tuple((row.name, row.moved.movement) for row in report.moved[:TERMS_TOLD] if row.moved)
            hidden = report.hidden_spend
            share = float(hidden / report.total.spend) if hidden and report.total.spend else None
            yield Searched(report.period, moved, share)


def _doubts(checks: Sequence[Check]) -> list[Check]:
    """What is broken or doubtful, the worst first; not each account's word apart where they say the same."""
    found = [check for check in checks if check.state in (State.BROKEN, State.DOUBTFUL)]
    found.sort(key=lambda check: -BADNESS[check.state])
    return list({check.evidence: check for check in found}.values())


def _volumes(told_of: Facts, window: Period) -> list[Volume]:
    """What each channel took and brought in the days of the window that its files reach, the most money first."""
    found = []
    for channel in dict.fromkeys(line.channel for line in told_of.lines):
        rows = [i for i, line in enumerate(told_of.lines) if line.channel == channel]
        accounts = [told_of.accounts[i] for i in {told_of.lines[row].account for row in rows}]
        end = min(window.end, max(account.last for account in accounts))
        if end >= window.start:
            outcomes = any(account.outcomes for account in accounts)
            volume = _volume(told_of, channel, rows, Period(window.start, end), outcomes=outcomes)
            if volume.clicks or volume.spend:
                found.append(volume)
    return sorted(found, key=lambda one: (-sum((amount for _, amount in one.spend), Decimal(0)), one.channel))


def _volume(told_of: Facts, channel: str, rows: list[int], days: Period, *, outcomes: bool) -> Volume:
    columns = told_of.columns(days)

    def total(measure: np.ndarray) -> float:
        return float(np.nansum(measure[rows][:, columns]))

    spend = {
        currency: Decimal(int(micros[rows][:, columns].sum())) / MICRO
        for currency, micros in sorted(told_of.days.money.items())
    }
    return Volume(
        channel=channel,
        days=days,
        spend=tuple((currency, amount) for currency, amount in spend.items() if amount),
        clicks=total(told_of.days.clicks),
        conversions=round(total(told_of.days.conversions), 1) if outcomes else None,
    )


def _balance(store: Store, client_id: str, told_of: Facts) -> Sentence | None:
    """The balance of the sprint under review, with its days; None where it cannot be told."""
    period = told_of.reviewed
    if period is None:
        return None
    days = Period(period.start, min(period.end, told_of.yesterday))  # its end may be planned otherwise later
    try:
        report = balance(store, client_id=client_id, period=days, as_of=told_of.today)
    except MissingRate:
        return None
    if report.balance is None:
        return report.why_null if report.total else None
    said_of_it = balance_sentence(report.balance, report.currency, report.total)
    return told("{days}: {said}", "{days}: {said}", days=span(days), said=said_of_it)
