"""A memo as blocks of plain words in one language. Every form of it (screen, Markdown, e-mail, text) is drawn from
these, so that all say the same. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core import figures
from core.meetings import school
from core.meetings.memo import Memo, Own, Promise, Settled
from core.meetings.memory_lines import answered
from core.meetings.shapes import Kind
from core.model import Sentence


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the memo's title, 2 a part of it, 3 an item of the agenda."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a quiet one is of second rank."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Table
KINDS: dict[Kind, str] = {Kind.WEEKLY: "Weekly", Kind.MONTHLY: "Monthly", Kind.RETRO: "Retro"}


def title(memo: Memo, language: str) -> str:
    """`Kuusi Oy · Weekly · 29.9.2026`: also the subject of an e-mail."""
    return f"{memo.client} · {KINDS[memo.kind]} · {figures.day(memo.day, language)}"


def audience(memo: Memo, language: str) -> str:
    """For whom this version is."""
    return (_TO_CLIENT if memo.to_client else _TO_TEAM).said_in(language)


def blocks(memo: Memo, language: str) -> tuple[Block, ...]:
    """The whole memo: whose and of which days, the summary, decisions, promises, what was done of earlier
    ones, then what was gone through."""
    return tuple(_Memo(memo, language).blocks())


class _Memo:
    """One memo in one language."""

    def __init__(self, memo: Memo, language: str) -> None:
        self.memo, self.language = memo, language

    def _said(self, sentence: Sentence, **values: object) -> str:
        said = sentence.said_in(self.language)
        return said.format(**values) if values else said

    def blocks(self) -> Iterator[Block]:
        memo, beside = self.memo, self.memo.beside
        yield Heading(title(memo, self.language), 1)
        yield Paragraph(" · ".join(self._facts()), quiet=True)
        yield from map(Paragraph, _paragraphs(beside.summary))
        yield from self._decisions()
        yield from self._promises()
        if memo.done:
            yield Heading(self._said(_DONE), 2)
            yield Bullets(tuple(f"{one.text} ({one.owner})" for one in memo.done))
        for one in beside.texts:
            yield from self._own(one)
        yield from self._topics()
        if beside.parked:
            yield Heading(self._said(_PARKED), 2)
            yield Bullets(beside.parked)
        if beside.grade is not None:
            yield Heading(self._said(_GRADE), 2)
            yield Paragraph(self._grade())

    def _facts(self) -> Iterator[str]:
        memo = self.memo
        yield audience(memo, self.language)
        if memo.window is not None:
            yield self._said(_WINDOW, days=figures.period(memo.window, self.language))
        if memo.beside.present:
            yield self._said(_PRESENT, names=", ".join(memo.beside.present))
        if memo.beside.decision_maker is not None:
            yield self._said(_DECIDER if memo.beside.decision_maker else _NO_DECIDER)
        if memo.next_at is not None:
            yield self._said(_NEXT, moment=figures.moment(memo.next_at, self.language))

    def _decisions(self) -> Iterator[Block]:
        if self.memo.settled:
            yield Heading(self._said(_DECISIONS), 2)
            yield Bullets(tuple(map(self._decision, self.memo.settled)))

    def _decision(self, one: Settled) -> str:
        text = self._said(answered(one.answer, one.text))
        if one.first_on is None or one.first_on == self.memo.day:
            return self._said(_DECIDED, text=text, who=one.by)
        return self._said(_AGAIN, text=text, who=one.by, day=figures.day(one.first_on, self.language))

    def _promises(self) -> Iterator[Block]:
        yield Heading(self._said(_PROMISES), 2)
        if not self.memo.promises:
            yield Paragraph(self._said(_NO_PROMISES))
            return
        yield Table(
            tuple(map(self._said, (_WHO, _WHAT, _WHEN))),
            tuple(map(self._promise, sorted(self.memo.promises, key=lambda one: one.due))),
        )

    def _promise(self, one: Promise) -> tuple[str, ...]:
        return one.owner, one.text, figures.day(one.due, self.language)

    def _own(self, one: Own) -> Iterator[Block]:
        found = _paragraphs(one.text)
        if found:
            name = self._said(one.title)
            yield Heading(f"{name} · {one.who}" if one.who else name, 2)
            yield from map(Paragraph, found)

    def _topics(self) -> Iterator[Block]:
        if self.memo.topics:
            yield Heading(self._said(_PRESENTED), 2)
        for topic in self.memo.topics:
            yield Heading(self._said(topic.title), 3)
            yield Bullets(tuple(self._said(line.text) for line in topic.lines))

    def _grade(self) -> str:
        grade = self.memo.beside.grade
        assert grade is not None
        told = f"{school.said(grade.grade, self.language)} ({self._said(school.word(grade.grade))})"
        return f"{told}: {' '.join(grade.why.split())}" if grade.why.strip() else told


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that somebody wrote: a line's end begins a new one."""
    return [line.strip() for line in text.splitlines() if line.strip()]


_TO_CLIENT = Sentence("Memo for the client", "Muistio asiakkaalle")
_TO_TEAM = Sentence("The team's memo", "Tiimin muistio")
_WINDOW = Sentence("looked back on {days}", "tarkasteltu {days}")
_PRESENT = Sentence("present: {names}", "paikalla: {names}")
_DECIDER = Sentence("the client's decision maker was there", "asiakkaan päättäjä oli paikalla")
_NO_DECIDER = Sentence("the client's decision maker was not there", "asiakkaan päättäjä ei ollut paikalla")
_NEXT = Sentence("next one {moment}", "seuraava {moment}")
_DECISIONS = Sentence("Decided", "Päätettiin")
_DECIDED = Sentence("{text} (decided by {who})", "{text} (päätti {who})")
_AGAIN = Sentence("{text} (decided by {who}, first on {day})", "{text} (päätti {who}, ensi kerran {day})")
_PROMISES = Sentence("Agreed", "Sovittiin")
_NO_PROMISES = Sentence("No actions were agreed.", "Toimia ei sovittu.")
_DONE = Sentence("Done from what was agreed earlier", "Tehty aiemmin sovituista")
_WHO, _WHAT, _WHEN = Sentence("Who", "Kuka"), Sentence("What", "Mitä"), Sentence("By when", "Mihin mennessä")
_PRESENTED = Sentence("Gone through", "Käytiin läpi")
_PARKED = Sentence("Left for later", "Jäi myöhemmäksi")
_GRADE = Sentence("The client's grade", "Asiakkaan arvosana")
