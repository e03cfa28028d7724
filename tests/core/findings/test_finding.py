"""A finding's evidence holds together."""

from __future__ import annotations

import pytest

from core.findings.finding import Column, Unit, table
from core.model import Sentence

COLUMNS = (
    Column("campaign", Sentence("Campaign", "Kampanja")),
    Column("clicks", Sentence("Clicks", "Klikkaukset"), Unit.COUNT),
)


def test_a_row_has_one_value_per_column() -> None:
    assert table(COLUMNS, [("A", 3), ("B", None)]).rows == (("A", 3), ("B", None))
    with pytest.raises(ValueError, match="one value per column"):
        table(COLUMNS, [("A",)])
