"""What an event's name suggests it stands for. Only a suggestion: a person confirms it. The words are data,
`goal_words.tsv`, in many languages."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from core.model import GoalKind
from core.sources.vocabulary import folded

_WORDS = Path(__file__).parent / "goal_words.tsv"
_JOINTS = re.compile(r"(?<=[a-zåäö0-9])(?=[A-ZÅÄÖ])|[^0-9A-Za-zÀ-ÿ]+")
_NOTHING = "none"


def suggested_goal(event: str) -> GoalKind | None:
    """`generate_lead`, `AddToCart`, `offsite_conversion.fb_pixel_purchase`, `Tarjouspyyntö lähetetty` -> the kind of
    goal its words speak of; None where they tell nothing, or something that is no goal (a view, a click)."""
    name = " ".join(["", *(folded(part) for part in _JOINTS.split(event) if part), ""])
    kind = next((kind for kind, pattern in _patterns() if pattern.search(name)), _NOTHING)
    return None if kind == _NOTHING else GoalKind(kind)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = _WORDS.read_text("utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((kind, _pattern(words.split("|"))) for kind, _, words in cells)


def _pattern(words: list[str]) -> re.Pattern[str]:
    """`a phrase` stands between spaces; `*` lets its last word go on."""
    texts = (re.escape(folded(word.removesuffix("*"))) + (r"\S*" if word.endswith("*") else "") for word in words)
    return re.compile(rf" (?:{'|'.join(texts)}) ")
