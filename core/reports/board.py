"""A client's boards as one: what lies where, what needs a hand, and how the work flows. As of any moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from core.board.history import contradictions
from core.board.hygiene import Situation, needs_a_hand
from core.board.journey import lies_since
from core.board.limits import Load, Place, PlaceKind, loads
from core.board.promises import due_at
from core.board.status import Census, census
from core.board.waiting import working_days
from core.cards import Role, Status
from core.errors import Refused
from core.figures import day
from core.model import Period
from core.pause import uncollected
from core.reports.board_flow import flow_of
from core.reports.board_scene import Past, Scene, Work, is_ghost, scene_at
from core.reports.board_shapes import BlockedCard, FlowReport, StatusReport, UnmappedList
from core.store import Store


def board_status(store: Store, *, client_id: str, as_of: datetime) -> StatusReport:
    """What lay where at an instant. Raises Refused when there is no board, or none of it is known that far back."""
    return status_of(scene_at(store, client_id=client_id, as_of=as_of))


def flow(store: Store, *, client_id: str, period: Period | None, as_of: datetime) -> FlowReport:
    """How work flowed in a period (None: the last twelve full weeks and the present one). Raises Refused as
    `board_status` does."""
    scene = scene_at(store, client_id=client_id, as_of=as_of)
    _require_known(scene)
    return flow_of(scene, period)


@uncollected()
def status_of(scene: Scene) -> StatusReport:
    """What lay where in a scene. Pure. Raises Refused when none of it is known that far back."""
    _require_known(scene)
    as_of = scene.as_of
    counts = [_census(past, as_of) for past in scene.pasts]
    in_list = {place: ids for count in counts for place, ids in count.in_list.items()}
    return StatusReport(
        as_of=as_of,
        statuses={
            status: tuple(i for m in scene.lists if m.status is status for i in in_list.get(m.row.list_id, ()))
            for status in Status
        },
        unmapped=_unmapped(scene, in_list),
        archived_cards=tuple(i for count in counts for i in count.archived),
        hidden_cards=tuple(i for count in counts for i in count.hidden),
        apart_cards={
            role: tuple(i for c in counts for i in c.apart.get(role, ())) for role in Role if role is not Role.CARD
        },
        total=sum(count.total for count in counts),
        deleted_unseen=sum(
            is_ghost(card) and card.card_id not in scene.by_id for content in scene.contents for card in content.gone
        ),
        needs_a_hand=needs_a_hand([_situation(scene, work) for work in scene.works if work.is_here]),
        lists=scene.lists,
        history_complete_since=scene.complete_since,
        contradictions=tuple(i for past in scene.pasts for i in contradictions(past.content, past.moves)),
        loads=_loads(scene),
        blocked=_blocked(scene),
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
        status=work.status,
        archived=work.spans[-1].archived,
        way=work.way,
        has_stage=bool(work.said.stages),
        due=due_at(work.card, work.moves, scene.as_of),
        last_move=lies_since(work.lain) or work.lain[-1].start,
        last_weekly=scene.last_weekly,
        now=scene.as_of,
    )


def _loads(scene: Scene) -> tuple[Load, ...]:
    """How full each place with a limit is."""
    seen = [work for work in scene.works if work.is_seen]
    lying = Counter(Place(PlaceKind.STATUS, work.status) for work in seen)
    lying.update(Place(PlaceKind.LIST, work.lain[-1].place) for work in seen)
    return loads(scene.limits, lying)


def _blocked(scene: Scene) -> tuple[BlockedCard, ...]:
    """The cards that cannot go on, longest first; those of which nothing tells since when come last."""
    found = []
    for work in scene.works:
        stuck = work.stuck(scene.as_of)
        if stuck is not None:
            days = working_days(scene.day_of(stuck.since), scene.today, scene.days_off) if stuck.since else None
            found.append(BlockedCard(work.card, stuck, days))
    return tuple(sorted(found, key=lambda one: (one.working_days is None, -(one.working_days or 0), one.card.card_id)))
