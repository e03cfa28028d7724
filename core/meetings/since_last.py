"""What is new since the last meeting, in a few sentences for whoever prepares the next one. Pure.

Among ourselves: it counts internal things too, and advice stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.cards import Status
from core.findings.plain import title
from core.findings.words import count, day, span, told
from core.meetings.log import Entry
from core.meetings.school import said as graded
from core.meetings.shapes import Known, Season
from core.meetings.work_lines import held_up
from core.model import Sentence


def since_last(known: Known, entries: Sequence[Entry], weeklies: int) -> list[Sentence]:
    """Of `known` and the log as it stands: what happened in the window, and what to take along. `weeklies` were held
    in it."""
    return [
        *_meetings(known, weeklies),
        *_work(known),
        *_promises(known, entries),
        *_decisions(known, entries),
        *_figures(known),
        *_ahead(known),
        *_grade(known),
    ]


def _meetings(known: Known, weeklies: int) -> Iterator[Sentence]:
    if known.first:
        yield told("There was no monthly before this one.", "Monthlya ei ole vielä pidetty.")
    yield told(
        "{days}: weeklies held {n}.", "{days}: weeklyjä pidetty {n}.", days=span(known.window), n=count(weeklies)
    )


def _work(known: Known) -> Iterator[Sentence]:
    if not known.has_board:
        yield _NO_BOARD
        return
    yield told(
        "Cards done {done}, new in the Backlog {new}, held up now {held}.",
        "Kortteja valmiiksi {done}, uusia Backlogissa {new}, nyt jumissa {held}.",
        done=count(sum(card.done_in_window for card in known.cards)),
        new=count(sum(card.came_in_window and card.status == Status.BACKLOG for card in known.cards)),
        held=count(sum(map(len, held_up(known)))),
    )


def _promises(known: Known, entries: Sequence[Entry]) -> Iterator[Sentence]:
    actions = [one for one in entries if one.due and one.meeting != "retro"]
    done = [one for one in actions if one.done_on and one.done_on >= known.window.start]
    open_ = [one for one in actions if one.is_open]
    if done or open_:
        yield told(
            "Actions done {done}, open {open}, of which late {late}.",
            "Toimia tehty {done}, auki {open}, niistä myöhässä {late}.",
            done=count(len(done)),
            open=count(len(open_)),
            late=count(sum(one.stands == "late" for one in open_)),
        )


def _decisions(known: Known, entries: Sequence[Entry]) -> Iterator[Sentence]:
    made = [one for one in entries if one.due is None and one.last_on >= known.window.start]
    if made:
        yield told(
            "Decisions {n}, of which carried out {done}.",
            "Päätöksiä {n}, niistä toteutettu {done}.",
            n=count(len(made)),
            done=count(sum(one.is_done for one in made)),
        )


def _figures(known: Known) -> Iterator[Sentence]:
    if not known.keeps_numbers:
        return
    if known.volumes:
        yield told("Figures through {day}.", "Luvut {day} asti.", day=day(min(one.days.end for one in known.volumes)))
    elif not known.has_data:
        yield _NO_DATA
    if known.findings:
        yield told(
            "Findings {n}. The first one: {said}",
            "Havaintoja {n}. Ensimmäinen: {said}",
            n=count(len(known.findings)),
            said=title(known.findings[0]),
        )
    for doubt in known.doubts[:1]:
        yield told("Cannot be leant on: {said}", "Tähän ei voi nojata: {said}", said=doubt.evidence)


def _ahead(known: Known) -> Iterator[Sentence]:
    for one in known.seasons:
        if one.prepare_from and one.prepare_from <= known.today and not one.has_card:
            yield _unprepared(one)


def _unprepared(one: Season) -> Sentence:
    return told(
        "{text}, {days}: no card of it yet, and preparing should have begun.",
        "{text}, {days}: korttia ei vielä ole, ja valmistelun piti jo alkaa.",
        text=one.text,
        days=span(one.days),
    )


def _grade(known: Known) -> Iterator[Sentence]:
    if known.grades:
        newest = known.grades[-1]
        yield told(
            "Last grade {grade}, {day}{why}",
            "Viimeisin arvosana {grade}, {day}{why}",
            grade=Sentence(graded(newest.grade, "en"), graded(newest.grade, "fi")),
            day=day(newest.on),
            why=f": {newest.why}" if newest.why else ".",
        )


_NO_BOARD = Sentence("No board yet.", "Seinää ei vielä ole.")
_NO_DATA = Sentence("No figures yet.", "Lukuja ei vielä ole.")
