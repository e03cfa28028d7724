"""What is known of days beforehand: public holidays and the client's own notes, said beside what the days show."""

from __future__ import annotations

from core.findings.facts import Facts
from core.findings.words import day, span, told
from core.measure.holidays import holidays_in
from core.model import Period, Sentence

MOST = 3
LONGEST = 80


def known_days(facts: Facts, period: Period) -> Sentence | None:
    """The holidays and notes of a period in one sentence; None when there are none. Holidays are in no comparison."""
    parts = [
        *(told("{name} {day}", "{name} {day}", name=name, day=day(on)) for on, name in holidays_in(period).items()),
        *(
            _note(note.text, note.days)
            for note in facts.notes
            if note.days.start <= period.end and note.days.end >= period.start
        ),
    ]
    if not parts:
        return None
    shown = parts[:MOST]
    more = Sentence(" …", " …") if len(parts) > MOST else Sentence("", "")
    return told(
        "In these days: {parts}{more}.",
        "Näihin päiviin osuu: {parts}{more}.",
        parts=Sentence(", ".join(p.en for p in shown), ", ".join(p.fi for p in shown)),
        more=more,
    )


def _note(text: str, days: Period) -> Sentence:
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return told("“{text}” {span}", "”{text}” {span}", text=short, span=span(days))
