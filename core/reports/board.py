"""A client's boards as one: what lies where, what needs a hand, and how the work flows. As of any moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from core.board import flow as flowing
from core.board.flow import DayOf, Standing, Week
from core.board.forecast import Forecast, column_changes, forecast, window
from core.board.history import (
    Spans,
    card_histories,
    contradictions,
    hidden_times,
    known_at,
    with_archived_lists,
)
from core.board.hygiene import Situation, needs_a_hand
from core.board.journey import Journey, journey, lies_since, time_in_place
from core.board.list_names import suggested
from core.board.numbers import Spread, percentile, spread
from core.board.promises import Promise, due_at, promise
from core.board.stage_labels import stages_named
from core.board.status import Census, by_status, census
from core.board.waiting import Clock, Turn, clock, sums, turn
from core.cards import IN_PROGRESS, BoardContent, BoardList, Card, Move, Role, Status
from core.dates import local_day
from core.errors import Refused
from core.figures import day
from core.model import Client, Period, Sentence
from core.store import Store
from core.store import board as board_store
from core.store.clients import get_client
from core.store.meetings import list_meetings

_OPEN = (Status.TO_DO, *IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class MappedList:
    """A list and what lying in it means: confirmed by a person, suggested by its name, or None (unmapped)."""

    board_id: str
    row: BoardList
    status: Status | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class UnmappedList:
    """A list that means nothing yet, with the cards whose counts are therefore missing."""

    list_id: str
    name: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Every card once: `total` is the sum of the statuses, the unmapped lists, the archived, the hidden and the ones
    counted apart. `deleted_unseen`: cards deleted before anybody here saw them; nothing of them can be counted."""

    as_of: datetime
    statuses: dict[Status, tuple[str, ...]]
    unmapped: tuple[UnmappedList, ...]
    archived: int
    hidden: int
    apart: dict[Role, int]
    total: int
    deleted_unseen: int
    needs_a_hand: dict[str, tuple[str, ...]]
    lists: tuple[MappedList, ...]
    history_complete_since: datetime
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Age:
    """A card in progress. `at_least`: it was started before the known history."""

    card: Card
    status: str
    days: int
    at_least: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """A card finished in the period. Days are None when the history does not tell them."""

    card: Card
    at: datetime
    cycle: int | None
    lead: int | None
    straight: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card in review: whose turn it is, and how long each side has held the card in all."""

    card: Card
    turn: Turn
    held: Clock


@dataclass(frozen=True, slots=True)
class ListTime:
    """Days that cards finished in the period lay in one list, over all their stays."""

    row: MappedList
    n: int
    p50: float | None
    p85: float | None


@dataclass(frozen=True, slots=True)
class FlowReport:
    """How work flowed in a period, as known at `as_of`. `wip`: cards lying between start and done;
    `started_not_finished` has also those put back before the start. `held`: both sides' working days in the period."""

    period: Period
    as_of: datetime
    wip: tuple[str, ...]
    started_not_finished: int
    ages: tuple[Age, ...]
    age_p50: float | None
    age_p85: float | None
    finished: tuple[Finished, ...]
    cycle: Spread
    lead: Spread
    weeks: tuple[Week, ...]
    waiting: tuple[Waiting, ...]
    held: Clock
    lists: tuple[ListTime, ...]
    standing: tuple[Standing, ...]
    promises: tuple[tuple[Card, Promise], ...]
    moved_back: tuple[str, ...]
    reopened: tuple[str, ...]
    tidied: dict[date, int]
    forecast: Forecast | None
    why_no_forecast: Sentence | None
    unmapped: tuple[MappedList, ...]
    history_complete_since: datetime
    unknown_before: datetime | None
    convention: Sentence


def list_mapping(store: Store, *, client_id: str) -> tuple[MappedList, ...]:
    """Every list of the client's boards with its status, in board order."""
    confirmed = board_store.confirmed_lists(store.ops, client_id=client_id)
    found = []
    for board_id, row in board_store.read_lists(store.ops, client_id=client_id):
        said = confirmed.get((board_id, row.list_id))
        found.append(MappedList(board_id, row, said or suggested(row.name), said is not None))
    return tuple(found)


def board_status(store: Store, *, client_id: str, as_of: datetime) -> StatusReport:
    """What lay where at an instant. Raises Refused when there is no board, or none of it is known that far back."""
    scene = _scene(store, client_id, as_of)
    if scene.unknown_before is not None and as_of < scene.unknown_before:
        since = scene.day_of(scene.unknown_before)
        raise Refused(
            f"The history of this board is known from {day(since, 'en')} on; before that nothing can be said.",
            f"Tämän seinän historia tunnetaan {day(since, 'fi')} alkaen; sitä edeltävästä ajasta ei voi sanoa mitään.",
        )
    counts = [_census(past, as_of) for past in scene.pasts]
    in_list = {place: ids for count in counts for place, ids in count.in_list.items()}
    return StatusReport(
        as_of=as_of,
        statuses={
            status: tuple(i for m in scene.lists if m.status is status for i in in_list.get(m.row.list_id, ()))
            for status in Status
        },
        unmapped=_unmapped(scene, in_list),
        archived=sum(len(count.archived) for count in counts),
        hidden=sum(len(count.hidden) for count in counts),
        apart={role: sum(len(c.apart.get(role, ())) for c in counts) for role in Role if role is not Role.CARD},
        total=sum(count.total for count in counts),
        deleted_unseen=sum(_is_ghost(card) for content in scene.contents for card in content.gone),
        needs_a_hand=needs_a_hand([_situation(scene, work) for work in scene.works if _is_here(work)]),
        lists=scene.lists,
        history_complete_since=scene.complete_since,
        contradictions=tuple(i for content in scene.contents for i in contradictions(content)),
    )


def flow(store: Store, *, client_id: str, period: Period | None, as_of: datetime) -> FlowReport:
    """How work flowed in a period (None: the last twelve full weeks and the present one). Raises Refused when there is
    no board."""
    scene = _scene(store, client_id, as_of)
    period = period or Period(window(scene.today).start, scene.today)
    finished = _finished(scene, period)
    wip = flowing.in_progress_at({work.card.card_id: work.spans for work in scene.works}, as_of)
    ages = _ages(scene, frozenset(wip))
    foreseen = _forecast(store, scene)
    days = [age.days for age in ages]
    done = {one.card.card_id for one in finished}
    return FlowReport(
        period=period,
        as_of=as_of,
        wip=wip,
        started_not_finished=sum(work.way is not None and work.way.in_progress for work in scene.works),
        ages=ages,
        age_p50=percentile(days, 0.50) if days else None,
        age_p85=percentile(days, 0.85) if days else None,
        finished=finished,
        cycle=spread([one.cycle for one in finished if one.cycle is not None]),
        lead=spread([one.lead for one in finished if one.lead is not None]),
        weeks=tuple(_weeks(scene, period)),
        waiting=_waiting(scene),
        held=sums({w.card.card_id: clock(w.spans, as_of, scene.day_of, period) for w in scene.works}),
        lists=_list_times(scene, done),
        standing=_standing(scene, period),
        promises=_promises(scene),
        moved_back=tuple(w.card.card_id for w in scene.works if w.way and w.way.moved_back),
        reopened=tuple(w.card.card_id for w in scene.works if w.way and w.way.reopened),
        tidied=flowing.rushes([one.at for one in finished], scene.day_of),
        forecast=foreseen if isinstance(foreseen, Forecast) else None,
        why_no_forecast=foreseen if isinstance(foreseen, Sentence) else None,
        unmapped=tuple(m for m in scene.lists if m.status is None and not m.row.closed),
        history_complete_since=scene.complete_since,
        unknown_before=scene.unknown_before,
        convention=_convention(scene.client),
    )


# --------------------------------------------------------------------------------------------------------- one picture


@dataclass(frozen=True)
class _Work:
    """One card of work as known at the moment asked about. `lain`: its spans by list; `spans`: by status."""

    card: Card
    lain: Spans
    spans: Spans
    way: Journey | None
    moves: tuple[Move, ...]
    has_stage: bool


@dataclass(frozen=True)
class _Past:
    """One board with where its cards have been: by their own moves, and as one sees it past archived lists."""

    content: BoardContent
    own: dict[str, Spans]
    seen: dict[str, Spans]


@dataclass(frozen=True)
class _Scene:
    """All boards of a client at one moment."""

    client: Client
    as_of: datetime
    pasts: tuple[_Past, ...]
    lists: tuple[MappedList, ...]
    works: tuple[_Work, ...]
    last_weekly: datetime | None

    @property
    def contents(self) -> tuple[BoardContent, ...]:
        return tuple(past.content for past in self.pasts)

    @property
    def day_of(self) -> DayOf:
        return partial(local_day, timezone=self.client.timezone)

    @property
    def today(self) -> date:
        return self.day_of(self.as_of)

    @property
    def mapping(self) -> dict[str, Status]:
        return {m.row.list_id: m.status for m in self.lists if m.status is not None}

    @property
    def complete_since(self) -> datetime:
        return max(content.board.complete_since for content in self.contents)

    @property
    def unknown_before(self) -> datetime | None:
        return max((b for b in (c.board.unknown_before for c in self.contents) if b is not None), default=None)

    @property
    def known_from(self) -> date | None:
        """The first day that is known from its beginning; None when nothing is unknown."""
        return self.day_of(self.unknown_before) + timedelta(days=1) if self.unknown_before else None


def _scene(store: Store, client_id: str, as_of: datetime) -> _Scene:
    client = get_client(store.ops, client_id=client_id)
    contents = tuple(board_store.read_boards(store.ops, client_id=client_id))
    if not contents:
        raise Refused(
            f"{client.name} has no board yet. Import one: python -m core board import FILE --client {client_id}",
            f"Asiakkaalla {client.name} ei ole vielä seinää. Tuo sellainen:"
            f" python -m core board import TIEDOSTO --client {client_id}",
        )
    lists = list_mapping(store, client_id=client_id)
    mapping = {m.row.list_id: m.status for m in lists if m.status is not None}
    weeklies = [m.at for m in list_meetings(store.ops, client_id=client_id, kind="weekly") if m.at <= as_of]
    pasts = tuple(_past(content) for content in contents)
    return _Scene(
        client=client,
        as_of=as_of,
        pasts=pasts,
        lists=lists,
        works=tuple(work for past in pasts for work in _works(past, mapping, as_of)),
        last_weekly=max(weeklies, default=None),
    )


def _past(content: BoardContent) -> _Past:
    own = card_histories(content)
    return _Past(content, own, with_archived_lists(content, own))


def _works(past: _Past, mapping: Mapping[str, Status], as_of: datetime) -> list[_Work]:
    content = past.content
    moves: dict[str, list[Move]] = {}
    for move in content.moves:
        moves.setdefault(move.card_id, []).append(move)
    labels = {label.label_id: label.name for label in content.labels}
    found = []
    for card in (*content.cards, *content.gone):
        lain = known_at(past.seen[card.card_id], as_of)
        if card.role is not Role.CARD or not lain or _is_ghost(card):
            continue
        placed = by_status(lain, mapping)
        ticked = card.completed_at if card.completed_at and card.completed_at <= as_of else None
        names = [labels.get(label_id, "") for label_id in card.label_ids] + [value for _, value in card.fields]
        found.append(
            _Work(
                card=card,
                lain=lain,
                spans=placed,
                way=journey(placed, unknown_before=content.board.unknown_before, completed_at=ticked),
                moves=tuple(moves.get(card.card_id, ())),
                has_stage=bool(stages_named(names)),
            )
        )
    return found


def _is_ghost(card: Card) -> bool:
    """Deleted, or moved away, before anybody here saw it: its history went with it."""
    return card.gone_at is not None and not card.name


def _is_here(work: _Work) -> bool:
    return work.lain[-1].end is None


# -------------------------------------------------------------------------------------------------------------- status


def _census(past: _Past, as_of: datetime) -> Census:
    cards = [*past.content.cards, *(card for card in past.content.gone if not _is_ghost(card))]
    return census(cards, past.own, past.seen, as_of)


def _unmapped(scene: _Scene, in_list: Mapping[str, tuple[str, ...]]) -> tuple[UnmappedList, ...]:
    """Unmapped lists that are in use, and cards in lists that nobody knows (of a board cut short)."""
    known = {m.row.list_id for m in scene.lists}
    mute = [(m.row.list_id, m.row.name) for m in scene.lists if m.status is None]
    mute += [(place, "") for place in in_list if place not in known]
    closed = {m.row.list_id for m in scene.lists if m.row.closed}
    return tuple(
        UnmappedList(list_id, name, in_list.get(list_id, ()))
        for list_id, name in mute
        if list_id in in_list or list_id not in closed
    )


def _situation(scene: _Scene, work: _Work) -> Situation:
    return Situation(
        card=work.card,
        status=work.spans[-1].place,
        archived=work.spans[-1].archived,
        way=work.way,
        has_stage=work.has_stage,
        due=due_at(work.card, work.moves, scene.as_of),
        last_move=lies_since(work.lain) or work.lain[-1].start,
        last_weekly=scene.last_weekly,
        now=scene.as_of,
    )


# ---------------------------------------------------------------------------------------------------------------- flow


def _ages(scene: _Scene, wip: frozenset[str]) -> tuple[Age, ...]:
    """The cards in progress, oldest first."""
    found = []
    for work in scene.works:
        days = flowing.age_days(work.way, scene.today, scene.day_of) if work.way else None
        if work.way is not None and days is not None and work.card.card_id in wip:
            found.append(Age(work.card, work.spans[-1].place, days, at_least=not work.way.start_known))
    return tuple(sorted(found, key=lambda age: (-age.days, age.card.card_id)))


def _finished(scene: _Scene, period: Period) -> tuple[Finished, ...]:
    """Cards finished in the period and still done, by when."""
    found = []
    for work in scene.works:
        way = work.way
        if way and way.finished and way.finish_known and scene.day_of(way.finished) in period:
            cycle, lead = flowing.cycle_days(way, scene.day_of), flowing.lead_days(way, scene.day_of)
            found.append(Finished(work.card, way.finished, cycle, lead, way.straight))
    return tuple(sorted(found, key=lambda one: (one.at, one.card.card_id)))


def _weeks(scene: _Scene, period: Period) -> list[Week]:
    ways = [work.way for work in scene.works if work.way is not None]
    return flowing.weeks(ways, period, scene.day_of, today=scene.today, known_from=scene.known_from)


def _standing(scene: _Scene, period: Period) -> tuple[Standing, ...]:
    """Days of the period that have begun and lie in the known history."""
    first = max(period.start, scene.known_from or date.min)
    last = min(period.end, scene.today)
    if last < first:
        return ()
    return tuple(flowing.cumulative_flow((w.spans for w in scene.works), Period(first, last), scene.day_of))


def _waiting(scene: _Scene) -> tuple[Waiting, ...]:
    """Cards in review, longest wait first."""
    found = []
    for work in scene.works:
        now = turn(work.spans, scene.as_of, scene.day_of)
        if now is not None:
            found.append(Waiting(work.card, now, clock(work.spans, scene.as_of, scene.day_of)))
    return tuple(sorted(found, key=lambda row: (-row.turn.working_days, row.turn.since, row.card.card_id)))


def _list_times(scene: _Scene, cards: set[str]) -> tuple[ListTime, ...]:
    days: dict[str, list[float]] = {}
    for work in scene.works:
        if work.card.card_id in cards:
            for place, there in time_in_place(work.lain, scene.as_of).items():
                days.setdefault(place, []).append(there.days)
    found = []
    for mapped in scene.lists:
        if mapped.row.list_id in days and mapped.status not in (Status.DONE, Status.EXCLUDED):
            said = spread(days[mapped.row.list_id])
            found.append(ListTime(mapped, said.n, said.p50, said.p85))
    return tuple(found)


def _promises(scene: _Scene) -> tuple[tuple[Card, Promise], ...]:
    """Cards whose due date was moved or taken off, the furthest slipped first."""
    found = []
    for work in scene.works:
        finished = work.way.finished if work.way else None
        said = promise(work.card, work.moves, finished, scene.day_of, scene.as_of)
        if said is not None and said.changes:
            found.append((work.card, said))
    return tuple(sorted(found, key=lambda pair: (-(pair[1].slipped or 0), pair[0].card_id)))


def _forecast(store: Store, scene: _Scene) -> Forecast | Sentence:
    monthlies = list_meetings(store.ops, client_id=scene.client.client_id, kind="monthly")
    coming = min((m.at for m in monthlies if m.at > scene.as_of), default=None)
    if coming is None:
        return Sentence(
            "No coming monthly is recorded, so there is no day to forecast to.",
            "Tulevaa monthlya ei ole merkitty, joten ennusteella ei ole päivää, johon asti laskea.",
        )
    changed = [
        scene.day_of(at)
        for content in scene.contents
        for at in column_changes(
            content.lists,
            scene.mapping,
            hidden_times(content.lists, content.list_changes),
            content.board.complete_since,
        )
        if at <= scene.as_of
    ]
    waiting = sum(_is_here(w) and not w.spans[-1].archived and w.spans[-1].place in _OPEN for w in scene.works)
    return forecast(_weeks(scene, window(scene.today)), scene.today, scene.day_of(coming), waiting, changed)


def _convention(client: Client) -> Sentence:
    return Sentence(
        f"Calendar days in {client.timezone} with both ends counted (end day − start day + 1), nothing taken off for"
        " weekends. Started: first entry to Doing or beyond, kept when moved back. Finished: the present stay in Done"
        " began; archived in Done stays done. Lead time runs from the card's coming to the board. Percentiles by"
        " linear interpolation (type 7). Waiting in working days, Monday to Friday, that began while that side held"
        " the card; public holidays are not taken off. Weeks are ISO weeks.",
        f"Kalenteripäiviä aikavyöhykkeellä {client.timezone}, molemmat päät mukana (loppupäivä − alkupäivä + 1);"
        " viikonloppuja ei vähennetä. Aloitettu: tuli ensi kerran Doingiin tai sen ohi; säilyy, vaikka kortti"
        " siirretään taaksepäin. Valmis: tuli Doneen, jossa se yhä on; Donesta arkistoitu on yhä valmis. Kokonaisaika"
        " alkaa siitä, kun kortti tuli seinälle. Persentiilit lineaarisella interpoloinnilla (tyyppi 7). Odotusaika"
        " lasketaan arkipäivinä (ma–pe), jotka alkoivat kortin ollessa kyseisellä osapuolella; pyhäpäiviä ei"
        " vähennetä. Viikot ovat ISO-viikkoja.",
    )
