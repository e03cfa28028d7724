"""A client's boards as one: what lies where, what needs a hand, and how the work flows. As of any moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from core.board import flow as flowing
from core.board.flow import Standing, Week
from core.board.forecast import Forecast, column_changes, forecast, window
from core.board.history import contradictions, hidden_times
from core.board.hygiene import Situation, needs_a_hand
from core.board.journey import lies_since, time_in_place
from core.board.numbers import percentile, spread
from core.board.promises import Promise, due_at, promise
from core.board.status import Census, census
from core.board.waiting import clock, sums, turn
from core.cards import IN_PROGRESS, Card, Role, Status
from core.errors import Refused
from core.figures import day
from core.model import Client, Period, Sentence
from core.reports.board_scene import Past, Scene, Work, is_ghost, scene_at
from core.reports.board_shapes import Age, Finished, FlowReport, ListTime, StatusReport, UnmappedList, Waiting
from core.store import Store
from core.store.meetings import list_meetings

_OPEN = (Status.TO_DO, *IN_PROGRESS)


def board_status(store: Store, *, client_id: str, as_of: datetime) -> StatusReport:
    """What lay where at an instant. Raises Refused when there is no board, or none of it is known that far back."""
    scene = scene_at(store, client_id=client_id, as_of=as_of)
    _require_known(scene)
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
        deleted_unseen=sum(is_ghost(card) for content in scene.contents for card in content.gone),
        needs_a_hand=needs_a_hand([_situation(scene, work) for work in scene.works if work.is_here]),
        lists=scene.lists,
        history_complete_since=scene.complete_since,
        contradictions=tuple(i for content in scene.contents for i in contradictions(content)),
    )


def flow(store: Store, *, client_id: str, period: Period | None, as_of: datetime) -> FlowReport:
    """How work flowed in a period (None: the last twelve full weeks and the present one). Raises Refused as
    `board_status` does."""
    scene = scene_at(store, client_id=client_id, as_of=as_of)
    _require_known(scene)
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


def _require_known(scene: Scene) -> None:
    if scene.unknown_before is not None and scene.as_of < scene.unknown_before:
        since = scene.day_of(scene.unknown_before)
        raise Refused(
            f"The history of this board is known from {day(since, 'en')} on; before that nothing can be said.",
            f"Tämän seinän historia tunnetaan {day(since, 'fi')} alkaen; sitä edeltävästä ajasta ei voi sanoa mitään.",
        )


# -------------------------------------------------------------------------------------------------------------- status


def _census(past: Past, as_of: datetime) -> Census:
    cards = [*past.content.cards, *(card for card in past.content.gone if not is_ghost(card))]
    return census(cards, past.own, past.seen, as_of)


def _unmapped(scene: Scene, in_list: Mapping[str, tuple[str, ...]]) -> tuple[UnmappedList, ...]:
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


def _situation(scene: Scene, work: Work) -> Situation:
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


def _ages(scene: Scene, wip: frozenset[str]) -> tuple[Age, ...]:
    """The cards in progress, oldest first."""
    found = []
    for work in scene.works:
        days = flowing.age_days(work.way, scene.today, scene.day_of) if work.way else None
        if work.way is not None and days is not None and work.card.card_id in wip:
            found.append(Age(work.card, work.spans[-1].place, days, at_least=not work.way.start_known))
    return tuple(sorted(found, key=lambda age: (-age.days, age.card.card_id)))


def _finished(scene: Scene, period: Period) -> tuple[Finished, ...]:
    """Cards finished in the period and still done, by when."""
    found = []
    for work in scene.works:
        way = work.way
        if way and way.finished and way.finish_known and scene.day_of(way.finished) in period:
            cycle, lead = flowing.cycle_days(way, scene.day_of), flowing.lead_days(way, scene.day_of)
            found.append(Finished(work.card, way.finished, cycle, lead, way.straight))
    return tuple(sorted(found, key=lambda one: (one.at, one.card.card_id)))


def _weeks(scene: Scene, period: Period) -> list[Week]:
    ways = [work.way for work in scene.works if work.way is not None]
    return flowing.weeks(ways, period, scene.day_of, today=scene.today, known_from=scene.known_from)


def _standing(scene: Scene, period: Period) -> tuple[Standing, ...]:
    """Days of the period that have begun and lie in the known history."""
    first = max(period.start, scene.known_from or date.min)
    last = min(period.end, scene.today)
    if last < first:
        return ()
    return tuple(flowing.cumulative_flow((w.spans for w in scene.works), Period(first, last), scene.day_of))


def _waiting(scene: Scene) -> tuple[Waiting, ...]:
    """Cards in review, longest wait first."""
    found = []
    for work in scene.works:
        now = turn(work.spans, scene.as_of, scene.day_of)
        if now is not None:
            found.append(Waiting(work.card, now, clock(work.spans, scene.as_of, scene.day_of)))
    return tuple(sorted(found, key=lambda row: (-row.turn.working_days, row.turn.since, row.card.card_id)))


def _list_times(scene: Scene, cards: set[str]) -> tuple[ListTime, ...]:
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


def _promises(scene: Scene) -> tuple[tuple[Card, Promise], ...]:
    """Cards whose due date was moved or taken off, the furthest slipped first."""
    found = []
    for work in scene.works:
        finished = work.way.finished if work.way else None
        said = promise(work.card, work.moves, finished, scene.day_of, scene.as_of)
        if said is not None and said.changes:
            found.append((work.card, said))
    return tuple(sorted(found, key=lambda pair: (-(pair[1].slipped or 0), pair[0].card_id)))


def _forecast(store: Store, scene: Scene) -> Forecast | Sentence:
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
    waiting = sum(w.is_here and not w.spans[-1].archived and w.spans[-1].place in _OPEN for w in scene.works)
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
