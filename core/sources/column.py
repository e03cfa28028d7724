"""A column of texts, kept as its distinct texts and one small number per row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as distinct stripped texts and, for each row, the position of its text."""

    codes: Codes
    texts: tuple[str, ...]

    def take(self, rows: npt.NDArray[np.bool_]) -> Column:
        return Column(self.codes[rows], self.texts)

    def used(self) -> list[str]:
        """The texts that occur in these rows."""
        return [self.texts[i] for i in np.unique(self.codes)]
