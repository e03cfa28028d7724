"""What a look over a data folder finds."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `ok` False: the product is at fault and somebody has to mend it. `warning`: sound,
    but worth a look."""

    name: str
    ok: bool
    sentence: Sentence
    warning: bool = False
