"""The content of a client by stage: what people wrote down, and the finished cards that their labels call content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.board.meanings import Said
from core.dates import local_day
from core.errors import Refused
from core.measure.coverage import Cell, Silence, known_personas, matrix, silence
from core.model import Stage
from core.plans import Content
from core.reports.board_scene import Work, present, scene_at
from core.store import Store, clients
from core.store.content import list_content


@dataclass(frozen=True, slots=True)
class ContentReport:
    """The content of a client as known on `day`. `cells` are by stage, or by persona and stage where most of it says
    for whom it is."""

    day: date
    pieces: tuple[Content, ...]
    personas: tuple[str, ...]
    cells: tuple[Cell, ...]
    stages: tuple[Cell, ...]
    """One cell per stage, whatever the personas."""
    silences: Mapping[str, Silence]
    without_persona: int


def content_report(store: Store, *, client_id: str, as_of: datetime) -> ContentReport:
    """What content there is, where it is missing, and where nothing new has come for long."""
    day = local_day(as_of, clients.get_client(store.ops, client_id=client_id).timezone)
    return covered(pieces(store, client_id=client_id, as_of=as_of), day)


def covered(known: Sequence[Content], day: date) -> ContentReport:
    """The same from content already read. Pure."""
    begun = [piece for piece in known if piece.live_from <= day]
    personas = known_personas(begun)
    return ContentReport(
        day=day,
        pieces=tuple(known),
        personas=tuple(personas),
        cells=tuple(matrix(begun, day, personas)),
        stages=tuple(matrix(begun, day)),
        silences={stage.value: silence(begun, stage, day) for stage in Stage},
        without_persona=sum(not piece.persona for piece in begun),
    )


def pieces(store: Store, *, client_id: str, as_of: datetime) -> list[Content]:
    """Everything written down, and every card that is done by `as_of` and labelled as content with a stage; newest
    first."""
    works = _works(store, client_id=client_id, as_of=as_of)
    zone = clients.get_client(store.ops, client_id=client_id).timezone
    return pieces_of(list_content(store.ops, client_id=client_id), works, zone)


def pieces_of(typed: Sequence[Content], works: Sequence[Work], zone: str) -> list[Content]:
    """The same from what was read. A card that was also written down is told once, as it was written. Pure."""
    known = {piece.card_id for piece in typed if piece.card_id}
    made = [
        _from_card(work, stage, zone)
        for work in works
        if work.card.card_id not in known and _is_done(work)
        for stage in _stages(work.said)
    ]
    return sorted([*typed, *made], key=lambda piece: (piece.live_from, piece.title), reverse=True)


def _works(store: Store, *, client_id: str, as_of: datetime) -> Sequence[Work]:
    try:
        return scene_at(store, client_id=client_id, as_of=present(store, client_id=client_id, now=as_of)).works
    except Refused:
        return ()  # a client without a board has content all the same


def _is_done(work: Work) -> bool:
    return work.said.content and work.way is not None and work.way.finished is not None


def _stages(said: Said) -> list[str]:
    return [stage for stage in said.stages if stage in set(Stage)]


def _from_card(work: Work, stage: str, zone: str) -> Content:
    finished = work.way.finished if work.way and work.way.finished else work.card.created_at
    return Content(
        content_id=0,
        title=work.card.name,
        stage=stage,
        persona=work.said.personas[0] if work.said.personas else "",
        live_from=local_day(finished, zone),
        url="",
        card_id=work.card.card_id,
        gone_on=None,
        added_by="",
    )
