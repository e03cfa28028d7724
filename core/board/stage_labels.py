"""Which MRACE stage a card's labels and custom fields name. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from core.board.list_names import folded
from core.model import Stage

_WORDS = {
    **{stage.value: stage for stage in Stage},
    "tavoita": Stage.REACH,
    "aktivoi": Stage.ACT,
    "kauppaa": Stage.CONVERT,
    "osto": Stage.CONVERT,
    "sitouta": Stage.ENGAGE,
}


def stages_named(names: Iterable[str]) -> frozenset[Stage]:
    """The stages that any of these label names or values name as a word of their own; empty when none does."""
    words = {word for name in names for word in folded(name).split()}
    return frozenset(stage for word, stage in _WORDS.items() if word in words)
