"""What a search terms report does not show: Google and Microsoft leave rare terms out, but their money was spent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa

from core.model import Grain, Level, Period
from core.sources import fact_tables, totals
from core.sources.columns import EPOCH, Mask, Numbers
from core.sources.content import Table
from core.sources.reading import DAY_MEASURES, HIDDEN_TERMS, Entity, Reading
from core.sources.vocabulary import campaign_types, words


def with_hidden(table: Table, reading: Reading, measures: Mapping[str, Numbers], kept: Mask, found: Mask) -> Reading:
    """`reading` with one entity more for the terms that the report hides, where its totals rows (`found`) tell of them:
    a line for other search terms, else the total of search campaigns, or of the account, less the rows. Only for totals
    of one period: a day's share is in no export."""
    if table.level is not Level.SEARCH_TERM or reading.grain is not Grain.PERIOD or reading.period is None:
        return reading
    additive = {name: measures[name] for name in DAY_MEASURES if name in measures}
    hidden = _hidden(table, additive, kept, found)
    if hidden.get("spend", 0) <= 0:
        return reading
    rows = _rows(len(reading.entities), reading.period, hidden)
    entity = Entity(Level.OTHER, HIDDEN_TERMS, channel="paid_search")
    return replace(reading, entities=(*reading.entities, entity), periods=pa.concat_tables([reading.periods, rows]))


def _hidden(table: Table, additive: Mapping[str, Numbers], kept: Mask, found: Mask) -> dict[str, int]:
    """Millionths by measure; empty when the report does not tell."""
    own = [row for row in np.flatnonzero(found) if totals.scope_is(table.body, int(row), words("other_terms"))]
    if own:
        return {name: int(values.micros[own].sum()) for name, values in additive.items() if values.valid[own].any()}
    whole = _whole(table, found)
    if not whole:
        return {}
    row = whole[0]
    return {
        name: max(int(values.micros[row]) - values.total(kept), 0)
        for name, values in additive.items()
        if values.valid[row]
    }


def _whole(table: Table, found: Mask) -> list[int]:
    """The total that the terms belong to: of search campaigns, or of an account without totals of other kinds."""
    rows = [int(row) for row in np.flatnonzero(found)]
    of_kinds = [row for row in rows if totals.scope_is(table.body, row, campaign_types())]
    if of_kinds:
        return [row for row in of_kinds if totals.scope_is(table.body, row, words("type Search"))]
    return [row for row in rows if totals.scope_is(table.body, row, words("account"))]


def _rows(position: int, period: Period, hidden: Mapping[str, int]) -> pa.Table:
    one = np.array([position], np.int64)
    start, end = (np.array([day.toordinal() - EPOCH], np.int32) for day in (period.start, period.end))
    numbers = {name: Numbers(np.array([micros]), np.array([True])) for name, micros in hidden.items()}
    return fact_tables.period_table(one, start, end, numbers, {})
