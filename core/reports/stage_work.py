"""What each stage has beside its money: content that is live, work under way and done, and the number it is there for.

Money alone does not show a stage that is paid for and that nobody works on, or one that has nothing to show to whoever
comes. Work is counted by the stages that its labels name: a card about two stages counts in both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.board.meanings import STAGES
from core.cards import IN_PROGRESS, Status
from core.errors import Refused
from core.findings.facts import Facts
from core.measure.metrics import Metric
from core.model import Period, Stage
from core.plans import Content
from core.reports.beside import Look, StageNumber
from core.reports.board_scene import Scene, Work, present, scene_at
from core.reports.content import pieces_of
from core.store import Store, kpis
from core.store.content import list_content
from core.store.kpis import kpis_on

UNDER_WAY = frozenset({Status.TO_DO, *IN_PROGRESS})
"""Taken up and not finished. What lies in the Backlog is an idea."""


@dataclass(frozen=True, slots=True)
class Result:
    """A number over the days of a period whose results have come in: through `through`."""

    metric: Metric
    value: float
    through: date


@dataclass(frozen=True, slots=True)
class StageWork:
    """One stage, or Measure, which has work but neither money nor content. `under_way` and `live` as of the moment
    asked about, `done` within the period. `result` is None where nobody counts it, or not on all of the days."""

    stage: str
    live: int
    under_way: int
    done: int
    result: Result | None


@dataclass(frozen=True, slots=True)
class StageWorks:
    """The stages in order, Measure first. Without a board there is no work to count, without content none is live."""

    rows: tuple[StageWork, ...]
    has_board: bool
    has_content: bool
    currency: str

    @property
    def idle(self) -> tuple[str, ...]:
        """The stages in which no work is under way; none without a board."""
        return tuple(row.stage for row in self._stages if self.has_board and not row.under_way)

    @property
    def mute(self) -> tuple[str, ...]:
        """The stages for which no content is live; none where no content is known at all."""
        return tuple(row.stage for row in self._stages if self.has_content and not row.live)

    @property
    def _stages(self) -> Sequence[StageWork]:
        return [row for row in self.rows if row.stage in set(Stage)]


def stage_works(store: Store, facts: Facts, *, client_id: str, period: Period, as_of: datetime) -> StageWorks:
    """The work and content of each stage at an instant (naive UTC), and what came of it in a period."""
    try:
        scene = scene_at(store, client_id=client_id, as_of=present(store, client_id=client_id, now=as_of))
    except Refused:
        scene = None
    works = scene.works if scene else ()
    content = pieces_of(list_content(store.ops, client_id=client_id), works, facts.client.timezone)
    targets = kpis_on(kpis.list_kpis(store.ops, client_id=client_id, as_of=facts.moment), facts.yesterday)
    look = Look(facts, targets, ())
    numbers = {stage.value: look.of_stage(stage.value) for stage in Stage}
    return counted(scene, content, numbers, period, facts)


def counted(
    scene: Scene | None,
    content: Sequence[Content],
    numbers: Mapping[str, StageNumber | None],
    period: Period,
    facts: Facts,
) -> StageWorks:
    """The same from what was read. Pure."""
    works = scene.works if scene else ()
    live = [piece for piece in content if piece.live_on(facts.today)]
    return StageWorks(
        rows=tuple(
            StageWork(
                stage=stage,
                live=sum(piece.stage == stage for piece in live),
                under_way=sum(work.is_seen and work.status in UNDER_WAY for work in works if stage in work.said.stages),
                done=sum(_done_in(work, scene, period) for work in works if stage in work.said.stages) if scene else 0,
                result=_result(numbers.get(stage), period),
            )
            for stage in STAGES
        ),
        has_board=scene is not None,
        has_content=bool(content),
        currency=facts.currency,
    )


def _done_in(work: Work, scene: Scene, period: Period) -> bool:
    way = work.way
    return bool(way and way.known_finish and scene.day_of(way.known_finish) in period)


def _result(on: StageNumber | None, period: Period) -> Result | None:
    if on is None:
        return None
    number, through = on.number, min(period.end, on.number.settled)
    days = Period(period.start, through) if period.start <= through else None
    if days is None or number.knows(days) < days.days:
        return None
    above, below = number.series.total(days), number.over.total(days)
    if on.metric.adds_up:
        return Result(on.metric, above, through)
    return Result(on.metric, above / below, through) if below else None
