"""What a client's page tells of meetings: what was learnt there, and what was promised. Only what the client's version
of a memo holds, and promises that somebody made visible; never of a retrospective, never whose promise it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core import figures
from core.dates import local_day
from core.errors import Refused
from core.findings.finding import Kind as FindingKind
from core.meetings.memo import Memo, for_client, memo_of
from core.meetings.memo_blocks import KINDS
from core.meetings.memory_lines import answered
from core.meetings.shapes import Kind
from core.model import Client, Period, Sentence, Stage
from core.reports import client_words as words
from core.shares import Terms
from core.store import Store, meetings
from core.store.meetings import Meeting
from core.store.promises import MeetingDecision, list_actions, list_meeting_decisions

TOLD_IN = frozenset({"experts", "channels"})
"""The items in which people tell what they did and what came of it."""
LEARNT = frozenset({*(kind.value for kind in FindingKind), "effect", "outcome", "search_terms"})
"""Kinds of lines that say what was learnt. What got done and what was noted the page tells by itself."""
LONGEST = 400
"""Letters of one line: more is not read on a phone; the memo has it whole."""
CLIENTS_OWN = frozenset({"asiakas", "client", "the client"})


Told = tuple[str, str]
"""A line of the page and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of a client as a page under the terms of a link may tell of them. `shown` and `internal` are the ids
    of the cards that it may and may not show; what belongs to no card tells of every stage, and is told where all of
    them are shown."""

    store: Store
    client: Client
    terms: Terms
    period: Period
    as_of: datetime
    shown: Collection[str]
    internal: Collection[str]

    @property
    def whole(self) -> bool:
        return set(self.terms.stages) == set(Stage)

    def learnt(self) -> list[Told]:
        """What was said, and where: of the meetings that looked back until a day of the period (a meeting looks back
        until the day before it), the newest first. One that also looked at days before the floor tells nothing."""
        return [told for memo in self._memos() for told in self._of_memo(memo)] if self.whole else []

    def promises(self, *, theirs: bool, but: Collection[str]) -> list[Told]:
        """What was promised before the client's eyes and is still to be done, by its day: the client's own to keep, or
        ours. Not what is about one of the cards `but`, of which the page tells already."""
        names = CLIENTS_OWN | {self.client.name.casefold()}
        sentence = words.ASKED_BY if theirs else words.PROMISED
        return [
            (one.text, self._said(sentence, day=one.due))
            for one in list_actions(self.store.ops, client_id=self.client.client_id, as_of=self.as_of)
            if one.client_visible
            and one.done_at is None
            and one.kind != Kind.RETRO
            and self._may_show(one.card_id, self._day_of(one.agreed_at))
            and one.card_id not in but
            and (one.owner.casefold() in names) is theirs
        ]

    def decisions(self) -> list[Told]:
        """What was decided since the period began and made visible, the newest first."""
        ops, client_id = self.store.ops, self.client.client_id
        return [
            (answered(one.answer, one.text).said_in(self.terms.language), self._decided(one))
            for one in list_meeting_decisions(ops, client_id=client_id, as_of=self.as_of, client_visible=True)
            if self._may_show(one.card_id, self._day_of(one.decided_at))
            and self._day_of(one.decided_at) >= self.period.start
        ]

    def _decided(self, one: MeetingDecision) -> str:
        """Its first day stays, unless it lies before what this page may tell of."""
        first, day = self._day_of(one.first_decided_at), self._day_of(one.decided_at)
        if first == day or not self._is_open(first):
            return self._said(words.DECIDED, day=day)
        return self._said(words.DECIDED_AGAIN, first=first, day=day)

    def _may_show(self, card_id: str, day: date) -> bool:
        return self._is_open(day) and (card_id in self.shown if card_id else self.whole)

    def _is_open(self, day: date) -> bool:
        return self.terms.floor is None or day >= self.terms.floor

    def _day_of(self, at: datetime) -> date:
        return local_day(at, self.client.timezone)

    def _said(self, sentence: Sentence, **days: date) -> str:
        language = self.terms.language
        return sentence.said_in(language).format(**{name: figures.day(day, language) for name, day in days.items()})

    def _memos(self) -> Iterator[Memo]:
        for held in meetings.kept_meetings(self.store.ops, client_id=self.client.client_id):
            day = self._day_of(held.at)
            if held.kind != Kind.RETRO and held.at <= self.as_of and day - timedelta(days=1) in self.period:
                memo = self._memo(held, day)
                if memo is not None and memo.window is not None and self._is_open(memo.window.start):
                    yield for_client(memo, internal_cards=self.internal)

    def _memo(self, held: Meeting, day: date) -> Memo | None:
        """None where the copy cannot be read: the page has more to tell than that."""
        copy = meetings.kept_copy(self.store.ops, client_id=self.client.client_id, meeting_id=held.meeting_id)
        try:
            return memo_of(copy, client=self.client.name, kind=Kind(held.kind), day=day)
        except Refused:
            return None

    def _of_memo(self, memo: Memo) -> list[Told]:
        where = f"{KINDS[memo.kind]} {figures.day(memo.day, self.terms.language)}"
        return [(_short(text), where) for text in _learnt(memo, self.terms.language)]


def _learnt(memo: Memo, language: str) -> Iterator[str]:
    """In their own words first, then what the figures said."""
    for text in (memo.beside.summary, *(one.text for one in memo.beside.texts)):
        yield from (line for line in text.splitlines() if line.strip())
    for topic in memo.topics:
        if topic.key in TOLD_IN:
            yield from (line.text.said_in(language) for line in topic.lines if line.kind in LEARNT)


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"
