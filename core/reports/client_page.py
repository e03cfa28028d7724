"""What a client reads by a link, as one document of plain words in the link's language.

The document is the allow-list: the page draws it and nothing else, a frozen link keeps it as it was, and a file that is
downloaded holds the same. No description, comment, name of a person, internal card or internal note can be in it,
because nothing here reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from core import figures
from core.board.promises import due_at
from core.board.waiting import CLIENT, turn, wording
from core.cards import Status
from core.dates import local_day
from core.errors import Refused
from core.model import Client, Period, Sentence
from core.reports import client_words as words
from core.reports.board_scene import Scene, Work, present, scene_at
from core.reports.client_document import LEARNT, LISTED, REST, Document, Item, Part, Teller, from_json
from core.reports.client_memo import Meetings
from core.reports.client_money import Money
from core.reports.freshness import account_freshness
from core.reports.notes import notes
from core.reports.periods import default_period, period_choices
from core.shares import Section, Terms
from core.sources.sentences import SOURCE_NAMES
from core.store import Store, clients
from core.store.brands import get_brand
from core.store.notes import Note
from core.store.shares import frozen_copy

COMING = {Status.DOING: words.MAKING, Status.REVIEW_OURS: words.MAKING, Status.TO_DO: words.COMING}


def client_page(
    store: Store, *, client_id: str, terms: Terms, as_of: datetime, period: Period | None = None
) -> Document:
    """The page of one client under the terms of a link at an instant (naive UTC): of `period`, without one of the
    sprint under review. Nothing from before the terms' floor, nothing of a stage or section that is not in them."""
    client = clients.get_client(store.ops, client_id=client_id)
    today = local_day(as_of, client.timezone)
    asked = period or default_period(store, client_id=client_id, today=today).period
    page = _Page(store, client, terms, as_of, today, _clipped(asked, terms.floor))
    return Document(
        client=get_brand(store.ops, client_id=client_id).name or client.name,
        language=terms.language,
        as_of=today.isoformat(),
        start=page.period.start.isoformat(),
        end=page.period.end.isoformat(),
        parts=tuple(page.parts()),
        scope=page.scope(),
    )


def frozen_page(store: Store, *, client_id: str, share_id: int) -> Document | None:
    """What a frozen link shows; None for a live one. Raises Refused when the client has no such link."""
    text = frozen_copy(store.ops, client_id=client_id, share_id=share_id)
    return from_json(text) if text else None


def periods_open(store: Store, *, client_id: str, terms: Terms, today: date) -> list[Period]:
    """The sprints and months that a link may be moved to, newest first: those that do not begin before its floor."""
    choices = period_choices(store, client_id=client_id, today=today)
    floor = terms.floor or date.min
    wanted = [c.period for c in choices if c.kind in ("sprint", "month") and c.period.start >= floor]
    return list(dict.fromkeys(wanted))


def _clipped(period: Period, floor: date | None) -> Period:
    """The part of a period that may be shown; the floor's own day where it lies beyond."""
    start = max(period.start, floor or period.start)
    return Period(start, max(period.end, start))


class _Page(Teller):
    """One page in the making."""

    def __init__(
        self, store: Store, client: Client, terms: Terms, as_of: datetime, today: date, period: Period
    ) -> None:
        super().__init__(terms)
        self.store, self.client = store, client
        self.as_of, self.today, self.period = as_of, today, period
        self.money = Money(store, client, terms, as_of, today, period)
        self.currency = terms.currency or client.currency
        self.scene = (
            self._scene() if self._wants(Section.DONE, Section.NEXT, Section.NEEDED, Section.DECISIONS) else None
        )
        works = self.scene.works if self.scene else ()
        shown = {work.card.card_id for work in self._works()}
        internal = {work.card.card_id for work in works if work.said.internal}
        self.meetings = Meetings(store, client, terms, period, as_of, shown, internal)

    def _wants(self, *sections: Section) -> bool:
        return any(section in self.terms.sections for section in sections)

    def parts(self) -> Iterator[Part]:
        makers: dict[Section, Callable[[], Part | None]] = {
            Section.RESULT: self.money.result,
            Section.BALANCE: self.money.balance,
            Section.DONE: self._done,
            Section.NEXT: self._next,
            Section.NEEDED: self._needed,
            Section.DECISIONS: self._decisions,
            Section.SEASONS: self._seasons,
            Section.COUNTED: self._counted,
        }
        for section, make in makers.items():
            part = make() if section in self.terms.sections else None
            if part is not None:
                yield part

    def scope(self) -> str:
        """Of what the page tells, in a few words for its foot."""
        stages = ", ".join(stage.value.capitalize() for stage in self.terms.stages)
        told = [] if self.whole else [self.said(words.SCOPE_STAGES, stages=stages)]
        if set(self.terms.sections) != set(Section):
            told.append(self.said(words.SCOPE_PARTS))
        elif self.whole:
            told.append(self.said(words.SCOPE_ALL))
        if self.currency != self.client.currency:
            told.append(self.said(words.SCOPE_CURRENCY, currency=self.currency))
        return ", ".join(told)

    # -------------------------------------------------------------------------------------------------------- work

    def _scene(self) -> Scene | None:
        client_id = self.client.client_id
        try:
            return scene_at(
                self.store, client_id=client_id, as_of=present(self.store, client_id=client_id, now=self.as_of)
            )
        except Refused:
            return None

    def _works(self) -> list[Work]:
        """The cards that a client may see: not marked as internal, of a stage of the terms."""
        if self.scene is None:
            return []
        return [work for work in self.scene.works if not work.said.internal and self._of_stages(work)]

    def _of_stages(self, work: Work) -> bool:
        return self.whole or bool(set(work.said.stages) & set(self.terms.stages))

    def _done(self) -> Part | None:
        if self.scene is None:
            return Part(Section.DONE, self.said(words.NO_BOARD))
        day_of = self.scene.day_of
        done = sorted(
            (
                (day_of(work.way.known_finish), work.card.name)
                for work in self._works()
                if work.way and work.way.known_finish and day_of(work.way.known_finish) in self.period
            ),
            reverse=True,
        )
        lead = self._counted_lead(len(done), words.NOTHING_DONE, words.ONE_DONE, words.DONE)
        items = [Item(name, self.said(words.FINISHED, day=self.day(day))) for day, name in done]
        told = (Item(*told, key=LEARNT) for told in self.meetings.learnt()[:LISTED])
        return Part(Section.DONE, lead, (*self._listed(items), *self._learnt(), *told))

    def _listed(self, items: Sequence[Item]) -> Iterator[Item]:
        """As many as are read on a phone, and how many more there are."""
        yield from items[:LISTED]
        more = len(items) - LISTED
        if more > 0:
            said = self.said(words.MORE if more > 1 else words.ONE_MORE, n=more)
            yield Item(said, key=REST, value=str(more))

    def _learnt(self) -> Iterator[Item]:
        """What was noted for the client's eyes about these days."""
        for note in notes(self.store, client_id=self.client.client_id, as_of=self.today, client_visible=True).past:
            if note.days.start in self.period and self._of_stage(note):
                yield Item(note.text, figures.period(note.days, self.terms.language), key=LEARNT)

    def _of_stage(self, note: Note) -> bool:
        return self.whole or note.stage in set(self.terms.stages)

    def _next(self) -> Part | None:
        if self.scene is None:
            return None
        found = [work for work in self._works() if work.is_seen and work.status in COMING]
        order = list(COMING)
        found.sort(key=lambda work: (order.index(Status(work.status)), work.card.pos))
        on_board = {work.card.card_id for work in found}
        promised = [Item(*told) for told in self.meetings.promises(theirs=False, but=on_board)[:LISTED]]
        if not found and not promised:
            return Part(Section.NEXT, self.said(words.NOTHING_NEXT))
        return Part(
            Section.NEXT, self.said(words.NEXT), (*self._listed([self._coming(work) for work in found]), *promised)
        )

    def _coming(self, work: Work) -> Item:
        what = COMING[Status(work.status)].said_in(self.terms.language)
        due = due_at(work.card, work.moves, self.as_of)
        if due is None:
            return Item(work.card.name, what)
        day = local_day(due, self.client.timezone)
        sentence = words.DUE if day >= self.today else words.WAS_DUE
        return Item(work.card.name, self.said(sentence, what=what, day=self.day(day)))

    def _needed(self) -> Part | None:
        if self.scene is None:
            return None
        waiting = []
        for work in self._works():
            now = turn(work.spans, self.scene.as_of, self.scene.day_of, off=self.scene.days_off)
            if now is not None and now.side == CLIENT:
                waiting.append((now, work.card))
        waiting.sort(key=lambda pair: (pair[0].since, pair[1].name))
        at_them = {card.card_id for _, card in waiting}
        promised = self.meetings.promises(theirs=True, but=at_them)
        lead = self._counted_lead(len(waiting) + len(promised), words.NOTHING_NEEDED, words.ONE_NEEDED, words.NEEDED)
        items = [Item(card.name, wording(now).said_in(self.terms.language)) for now, card in waiting]
        return Part(Section.NEEDED, lead, (*items, *(Item(*told) for told in promised)))

    def _decisions(self) -> Part | None:
        found = self.meetings.decisions()
        items = tuple(self._listed([Item(*told) for told in found]))
        return Part(Section.DECISIONS, self.said(words.DECISIONS), items) if items else None

    def _counted_lead(self, n: int, none: Sentence, one: Sentence, many: Sentence) -> str:
        return self.said(none if n == 0 else one if n == 1 else many, n=n)

    # ------------------------------------------------------------------------------------------------- what is known

    def _seasons(self) -> Part:
        found = notes(self.store, client_id=self.client.client_id, as_of=self.today, client_visible=True).coming
        coming = [note for note in found if self._of_stage(note)]
        if not coming:
            return Part(Section.SEASONS, self.said(words.NO_SEASONS))
        return Part(Section.SEASONS, self.said(words.SEASONS), tuple(map(self._season, coming)))

    def _season(self, note: Note) -> Item:
        days = figures.period(note.days, self.terms.language)
        if note.prepare_from is None:
            return Item(note.text, days)
        return Item(note.text, self.said(words.PREPARE, days=days, day=self.day(note.prepare_from)))

    def _counted(self) -> Part:
        with self.store.metrics.cursor() as cursor:
            fresh = account_freshness(cursor, client_id=self.client.client_id, as_of=self.today)
        items = [
            Item(
                SOURCE_NAMES.get(row.source) or self.said(words.OWN_TABLE),
                self.said(words.REACHES, last=self.day(row.last_day), settled=self.day(row.settled_through))
                if row.settled_through
                else self.said(words.REACHES_OPEN, last=self.day(row.last_day)),
            )
            for row in fresh
        ]
        lead = self.said(words.COUNTED if fresh else words.NO_SOURCES)
        if self.terms.floor is not None:
            lead = f"{lead} {self.said(words.FROM_FLOOR, day=self.day(self.terms.floor))}"
        return Part(Section.COUNTED, lead, tuple(dict.fromkeys(items)))
