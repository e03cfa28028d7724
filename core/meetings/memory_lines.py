"""What people promised, decided, noted and said: each rule beside its sentence. Pure."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from core.cards import Status
from core.findings.words import count, day, span, told
from core.meetings.school import said as said_of
from core.meetings.shapes import Decided, Graded, Kind, Known, Line, OpenAction, Season
from core.meetings.work_lines import Groups
from core.model import Sentence

LOW, FELL = Decimal(8), Decimal(1)
"""A grade of 8 or less, or one whole grade under the client's own mean, is talked about."""
TEN = Decimal(10)


def actions(known: Known) -> Groups:
    """What was promised and is still open, the most late first."""
    rows = sorted(known.actions, key=lambda one: (one.due, one.text))
    return [[Line(_action(one, known), "action", one.card_id, action_id=one.action_id) for one in rows]]


def _action(one: OpenAction, known: Known) -> Sentence:
    late = (known.today - one.due).days
    if late <= 0:
        return told("{who}: {text} – by {day}", "{who}: {text} – {day} mennessä", who=one.owner, text=one.text,
                    day=day(one.due))  # fmt: skip
    return told(
        "{who}: {text} – was due {day}",
        "{who}: {text} – piti olla valmis {day}",
        who=one.owner,
        text=one.text,
        day=day(one.due),
    )


def decisions(known: Known) -> Groups:
    """What was decided since the last meeting, and how far it is."""
    found = []
    for one in known.decisions:
        found.append(
            Line(
                told(
                    "{text} – decided {first}{again} by {who}{state}",
                    "{text} – päätetty {first}{again}, {who}{state}",
                    text=answered(one.answer, one.text),
                    first=day(one.first_decided_on),
                    again=_again(one),
                    who=one.decided_by,
                    state=_STATES.get(one.status, _NO_CARD) if one.card_id and one.answer != "no" else Sentence("", ""),
                ),
                "decision",
                one.card_id,
                subject=one.text,
            )
        )
    return [found]


def answered(answer: str, text: str) -> Sentence:
    """A decision's words; before them the yes or no where it is one."""
    return told(*_ANSWERS.get(answer, ("{text}", "{text}")), text=text)


def _again(one: Decided) -> Sentence:
    """When it was decided last, where that was not the first day; and how often, where that was more than twice."""
    if one.first_decided_on == one.decided_on:
        return Sentence("", "")
    often = told(" (moved {n} times)", " (siirretty {n} kertaa)", n=count(one.times - 1)) if one.times > 2 else ""
    return told(", again {day}{often}", ", uudelleen {day}{often}", day=day(one.decided_on), often=often)


def promises(known: Known) -> Groups:
    """What is open of actions, then the decisions that the actions leave room for: no decision crowds an action out."""
    return [[line for group in (*actions(known), *decisions(known)) for line in group]]


def raised(known: Known) -> Groups:
    """Lines that somebody put on the agenda."""
    return [[Line(one.text, one.kind, one.card_id, raised_id=one.line_id) for one in known.raised]]


def unprepared(known: Known) -> Groups:
    """Seasons and launches whose preparation should have begun and that have no card."""
    return [[_unprepared(one) for one in known.seasons if _should_have_begun(one, known)]]


def seasons(known: Known) -> Groups:
    """What is coming: first what should be under way already, then by day."""
    late = [one for one in known.seasons if _should_have_begun(one, known)]
    rest = [one for one in known.seasons if one not in late]
    return [[*map(_unprepared, late), *map(_season, rest)]]


def _should_have_begun(one: Season, known: Known) -> bool:
    return one.prepare_from is not None and one.prepare_from <= known.today and not one.has_card


def _unprepared(one: Season) -> Line:
    said = told(
        "{text}, {days}: preparing should have begun {day}, and there is no card of it.",
        "{text}, {days}: valmistelun piti alkaa {day}, eikä siitä ole korttia.",
        text=one.text,
        days=span(one.days),
        day=day(one.prepare_from),
    )
    return Line(said, "prepare", subject=one.text)


def _season(one: Season) -> Line:
    if one.prepare_from is None:
        return Line(
            told("{text}, {days}", "{text}, {days}", text=one.text, days=span(one.days)), "season", subject=one.text
        )
    said = told(
        "{text}, {days}: preparing begins {day}",
        "{text}, {days}: valmistelu alkaa {day}",
        text=one.text,
        days=span(one.days),
        day=day(one.prepare_from),
    )
    return Line(said, "season", subject=one.text)


def learnt(known: Known) -> Groups:
    """What was noted about the days since the last meeting."""
    return [
        [
            Line(told("{days}: {text}", "{days}: {text}", days=span(one.days), text=one.text), "note")
            for one in known.learnt
        ]
    ]


def grades(known: Known) -> Groups:
    """The newest grade with its why, and what it asks of us."""
    if not known.grades:
        return []
    newest = known.grades[-1]
    found = [
        Line(
            told(
                "Last grade {grade}, {day}{why}",
                "Viimeisin arvosana {grade}, {day}{why}",
                grade=_grade(newest),
                day=day(newest.on),
                why=f": {newest.why}" if newest.why else "",
            ),
            "grade",
        )
    ]
    if known.kind is Kind.RETRO:
        found += _asked(known)
    return [found]


def _asked(known: Known) -> list[Line]:
    *before, newest = known.grades
    found = []
    mean = sum((one.grade for one in before), Decimal(0)) / len(before) if before else None
    if newest.grade <= LOW or (mean is not None and mean - newest.grade >= FELL):
        found.append(Line(_TALK, "grade"))
    elif newest.grade < TEN:
        found.append(Line(_TO_TEN, "grade"))
    if mean is not None:
        found.append(
            Line(
                told(
                    "Mean of {n} grades: {mean}",
                    "{n} arvosanan keskiarvo: {mean}",
                    n=count(len(known.grades)),
                    mean=count(sum((one.grade for one in known.grades), Decimal(0)) / len(known.grades), 2),
                ),
                "grade",
            )
        )
    return found


def _grade(one: Graded) -> Sentence:
    return Sentence(said_of(one.grade, "en"), said_of(one.grade, "fi"))


def looks_back(known: Known) -> Groups:
    """Said once, when there was no such meeting before: what the agenda looks at."""
    if not known.first:
        return []
    days = (known.today - known.window.start) // timedelta(days=1)
    said = told(
        "The first one: this looks back {n} days.",
        "Ensimmäinen kerta: katsotaan {n} päivää taaksepäin.",
        n=count(days),
    )
    return [[Line(said, "window")]]


_ANSWERS = {"yes": ("Yes: {text}", "Kyllä: {text}"), "no": ("No: {text}", "Ei: {text}")}
_NO_CARD = Sentence("; its card is not on the board", "; korttia ei ole seinällä")
_UNDER_WAY = Sentence("; under way", "; tekeillä")
_STATES: dict[str, Sentence] = {
    Status.BACKLOG: Sentence("; waits in the Backlog", "; odottaa Backlogissa"),
    Status.TO_DO: Sentence("; next in turn", "; seuraavaksi vuorossa"),
    Status.DOING: _UNDER_WAY,
    Status.REVIEW_OURS: _UNDER_WAY,
    Status.REVIEW_CLIENT: Sentence("; with the client for review", "; asiakkaalla katsottavana"),
    Status.BLOCKED: Sentence("; cannot go on", "; ei pääse etenemään"),
    Status.DONE: Sentence("; done", "; tehty"),
}
_TALK = Sentence(
    "The grade asks for a talk: what happened, and what do we change?",
    "Arvosana vaatii keskustelun: mitä tapahtui, ja mitä muutamme?",
)
_TO_TEN = Sentence("What would have made it a ten?", "Mikä olisi tehnyt siitä kympin?")
