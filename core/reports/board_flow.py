"""How the work on a client's boards flowed, from a scene. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.board import flow as flowing
from core.board.aging import paces
from core.board.blocked import blocked_days
from core.board.flow import Standing, Week
from core.board.forecast import Forecast, column_changes, forecast, window
from core.board.history import Spans, hidden_times
from core.board.journey import Journey, time_in_place
from core.board.numbers import percentile, spread
from core.board.promises import Promise, promise
from core.board.waiting import clock, sums, turn
from core.cards import IN_PROGRESS, Card, Status
from core.measure.holidays import keeps_finnish_days
from core.model import Client, Period, Sentence
from core.reports.board_scene import Scene
from core.reports.board_shapes import Age, Finished, FlowReport, ListTime, Waiting

_OPEN = (Status.TO_DO, *IN_PROGRESS)


def flow_of(scene: Scene, period: Period | None) -> FlowReport:
    """How work flowed in a period (None: the last twelve full weeks and the present one)."""
    as_of = scene.as_of
    period = period or Period(window(scene.today).start, scene.today)
    finished = _finished(scene, period)
    wip = flowing.in_progress_at({work.card.card_id: work.spans for work in scene.works}, as_of)
    ages = _ages(scene, frozenset(wip))
    foreseen = _forecast(scene)
    days = [age.days for age in ages]
    done = {one.card.card_id for one in finished}
    return FlowReport(
        period=period,
        as_of=as_of,
        wip=wip,
        started=tuple(w.card.card_id for w in scene.works if w.way is not None and w.way.in_progress),
        ages=ages,
        age_p50=percentile(days, 0.50) if days else None,
        age_p85=percentile(days, 0.85) if days else None,
        came=_came(scene, period),
        finished=finished,
        cycle=spread([one.cycle for one in finished if one.cycle is not None]),
        lead=spread([one.lead for one in finished if one.lead is not None]),
        weeks=tuple(_weeks(scene, period, scene.known_from)),
        waiting=_waiting(scene),
        held=sums(
            {w.card.card_id: clock(w.spans, as_of, scene.day_of, period, off=scene.days_off) for w in scene.works}
        ),
        blocked_days=sum(
            blocked_days(w.spans, w.flags, as_of, scene.day_of, period, off=scene.days_off) for w in scene.works
        ),
        paces=paces(_ways(scene, done), scene.day_of),
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


def _came(scene: Scene, period: Period) -> tuple[str, ...]:
    known = scene.known_from or date.min
    came = [(work.card.card_id, scene.day_of(work.way.came)) for work in scene.works if work.way is not None]
    return tuple(card_id for card_id, day in came if day in period and day >= known)


def _ways(scene: Scene, cards: set[str]) -> Iterator[tuple[Spans, Journey]]:
    return ((work.spans, work.way) for work in scene.works if work.way is not None and work.card.card_id in cards)


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
        if way and way.known_finish and scene.day_of(way.known_finish) in period:
            cycle, lead = flowing.cycle_days(way, scene.day_of), flowing.lead_days(way, scene.day_of)
            found.append(Finished(work.card, way.known_finish, cycle, lead, way.straight))
    return tuple(sorted(found, key=lambda one: (one.at, one.card.card_id)))


def _weeks(scene: Scene, period: Period, known_from: date | None) -> list[Week]:
    ways = [work.way for work in scene.works if work.way is not None]
    return flowing.weeks(ways, period, scene.day_of, today=scene.today, known_from=known_from)


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
        now = turn(work.spans, scene.as_of, scene.day_of, off=scene.days_off)
        if now is not None:
            found.append(Waiting(work.card, now, clock(work.spans, scene.as_of, scene.day_of, off=scene.days_off)))
    return tuple(sorted(found, key=lambda row: (-row.turn.working_days, row.turn.since, row.card.card_id)))


def _list_times(scene: Scene, cards: set[str]) -> tuple[ListTime, ...]:
    """A list in which a card lay when the known history begins says nothing of that card."""
    days: dict[str, list[float]] = {}
    for work in scene.works:
        if work.card.card_id in cards:
            unknown = work.lain[0].place if work.lain[0].start < work.spans[0].start else ""
            for place, there in time_in_place(work.lain, scene.as_of).items():
                if place != unknown:
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
        finished = work.way.known_finish if work.way else None
        said = promise(work.card, work.moves, finished, scene.day_of, scene.as_of)
        if said is not None and said.changes:
            found.append((work.card, said))
    return tuple(sorted(found, key=lambda pair: (-(pair[1].slipped or 0), pair[0].card_id)))


def _forecast(scene: Scene) -> Forecast | Sentence:
    coming = min((at for at in scene.monthlies if at > scene.as_of), default=None)
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
    past = _weeks(scene, window(scene.today), _begun(scene))
    return forecast(past, scene.today, scene.day_of(coming), waiting, changed)


def _begun(scene: Scene) -> date:
    """The first day of the pace: before the first board was made nothing was done, and that was no slow time."""
    first = min(scene.day_of(content.board.complete_since) for content in scene.contents)
    return max(first, scene.known_from or first)


_FINNISH_DAYS = Sentence(
    "Finland's public holidays, Midsummer's Eve and Christmas Eve are taken off",
    "Suomen pyhäpäivät, juhannusaatto ja jouluaatto vähennetään",
)
_NO_DAYS = Sentence(
    "public holidays are not taken off, as only Finland's are known",
    "pyhäpäiviä ei vähennetä, koska vain Suomen pyhät tunnetaan",
)


def _convention(client: Client) -> Sentence:
    off = _FINNISH_DAYS if keeps_finnish_days(client.timezone) else _NO_DAYS
    return Sentence(
        f"Calendar days in {client.timezone} with both ends counted (end day − start day + 1), nothing taken off for"
        " weekends. Started: first entry to Doing or beyond, kept when moved back. Finished: the present stay in Done"
        " began; archived in Done stays done. Lead time runs from the card's coming to the board. Percentiles by"
        " linear interpolation (type 7). Waiting in working days, Monday to Friday, that began while that side held"
        f" the card; {off.en}. Weeks are ISO weeks.",
        f"Kalenteripäiviä aikavyöhykkeellä {client.timezone}, molemmat päät mukana (loppupäivä − alkupäivä + 1);"
        " viikonloppuja ei vähennetä. Aloitettu: tuli ensi kerran Doingiin tai sen ohi; säilyy, vaikka kortti"
        " siirretään taaksepäin. Valmis: tuli Doneen, jossa se yhä on; Donesta arkistoitu on yhä valmis. Kokonaisaika"
        " alkaa siitä, kun kortti tuli seinälle. Persentiilit lineaarisella interpoloinnilla (tyyppi 7). Odotusaika"
        " lasketaan arkipäivinä (ma–pe), jotka alkoivat kortin ollessa kyseisellä osapuolella;"
        f" {off.fi}. Viikot ovat ISO-viikkoja.",
    )
