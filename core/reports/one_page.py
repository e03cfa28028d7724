"""The client's page on one sheet of A4, to be handed on to their board: the same document, less.

Five blocks: how it goes against the goals, what was done, what was learnt, what comes next, what is asked. A long list
is cut, and what was cut is counted; a long line is cut at its end. So it fits one sheet whatever the client's data is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.model import Sentence
from core.reports import client_words as words
from core.reports.client_document import LEARNT, REST, Document, Item, Part
from core.shares import Section

GOALS, NOTES, LINES, TALL_LINES = 8, 2, 5, 3
"""Goals, what is said of their days, and lines of a list that are written out; of what was learnt, which takes more
words, fewer and taller ones."""
LONGEST, TALLEST, NOTE, SHORTEST, LONGEST_LEAD = 78, 120, 120, 30, 300
"""Characters of a line of a list with its detail (two lines on paper), of a tall one (three), of what is said of days
(one wide one), of what is kept of a line at least, and of a sentence above."""


@dataclass(frozen=True, slots=True)
class Block:
    """One of the five. `rest` says how many lines were cut, empty when none was. The lines of a `tall` one may be
    longer."""

    title: str
    lead: tuple[str, ...]
    items: tuple[Item, ...] = ()
    rest: str = ""
    tall: bool = False


def blocks(document: Document) -> list[Block]:
    """The blocks that the link's sections allow, in their order."""
    parts = {part.section: part for part in document.parts}
    made = []
    if Section.RESULT in parts or Section.BALANCE in parts:
        made.append(_result(document, parts))
    if Section.DONE in parts:
        done = parts[Section.DONE]
        learnt = [item for item in done.items if item.key == LEARNT]
        did = replace(done, items=tuple(item for item in done.items if item.key != LEARNT))
        made.append(_list(document, words.DID_TITLE, did))
        lead = "" if learnt else _said(document, words.NOTHING_LEARNT)
        told = Part(Section.DONE, lead, tuple(learnt))
        made.append(_list(document, words.LEARNT_TITLE, told, most=TALL_LINES, tall=True))
    for section in (Section.NEXT, Section.NEEDED):
        if section in parts:
            made.append(_list(document, words.TITLES[section], parts[section]))
    return made


def _result(document: Document, parts: dict[Section, Part]) -> Block:
    shown = [parts[section] for section in (Section.RESULT, Section.BALANCE) if section in parts]
    items = parts[Section.RESULT].items if Section.RESULT in parts else ()
    goals = tuple(item for item in items if item.value or item.status)
    notes = tuple(_shorter(item, NOTE) for item in items if item not in goals)
    found = _list(document, words.TITLES[shown[0].section], Part(Section.RESULT, "", goals), most=GOALS, tall=True)
    lead = tuple(_cut(part.lead, LONGEST_LEAD) for part in shown if part.lead)
    return replace(found, lead=lead, items=(*found.items, *notes[:NOTES]))


def _list(document: Document, title: Sentence, part: Part, *, most: int = LINES, tall: bool = False) -> Block:
    listed = [item for item in part.items if item.key != REST]
    more = len(listed[most:]) + sum(int(item.value) for item in part.items if item.key == REST)
    return Block(
        title=title.said_in(document.language),
        lead=(_cut(part.lead, LONGEST_LEAD),) if part.lead else (),
        items=tuple(_shorter(item, TALLEST if tall else LONGEST) for item in listed[:most]),
        rest=_said(document, words.MORE if more > 1 else words.ONE_MORE, n=more) if more > 0 else "",
        tall=tall,
    )


def _shorter(item: Item, longest: int) -> Item:
    """Cut so that its detail, a day or an age, is still seen; a detail that is itself long is cut behind its text."""
    text = _cut(item.text, max(SHORTEST, longest - len(item.detail)))
    return replace(item, text=text, detail=_cut(item.detail, longest - len(text)))


def _said(document: Document, sentence: Sentence, **values: object) -> str:
    return sentence.said_in(document.language).format(**values)


def _cut(text: str, longest: int) -> str:
    """The text, or its beginning up to a word's end and `…`."""
    plain = " ".join(text.split(" "))
    if len(plain) <= longest:
        return plain
    start = plain[: longest - 1]
    kept = start[: start.rfind(" ")] if " " in start[longest // 2 :] else start
    return f"{kept.rstrip('.,;:')}…"
