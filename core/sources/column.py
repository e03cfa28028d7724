"""A column of texts, kept as its distinct texts and one small number per row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as distinct stripped texts and, for each row, the position of its text."""

    codes: Codes
    texts: tuple[str, ...]
    answers: dict[Callable[[str], bool], npt.NDArray[np.bool_]] = field(default_factory=dict, compare=False, repr=False)
    """What rules said of the distinct texts, shared by every choice of rows: a rule is asked once per text."""

    def take(self, rows: npt.NDArray[np.bool_]) -> Column:
        return Column(self.codes[rows], self.texts, self.answers)

    def used(self) -> list[str]:
        """The texts that occur in these rows."""
        return [self.texts[i] for i in np.unique(self.codes)]
