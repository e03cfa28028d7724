"""The quick way through a large, plain table: Arrow splits it, on every core, into columns of distinct texts.

It gives up (None) wherever it could differ from the csv module: rows of uneven width, line breaks or blank lines inside
the body, bare carriage returns, rows without content. The exact reader in `table.py` then does the work.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from core.sources.column import Column

TEXT = pa.dictionary(pa.int32(), pa.string())


def plain_columns(body: str, delimiter: str, width: int, wanted: Collection[int]) -> dict[int, Column] | None:
    """The `wanted` columns of a body of `width` columns without its header; None when it is not plain enough."""
    lines = body.count("\n") + (not body.endswith("\n"))
    if "\n\n" in body or "\n\r" in body or body.count("\r") not in (0, body.count("\r\n")):
        return None
    names = [str(position) for position in range(width)]
    chosen = [str(position) for position in sorted(wanted)]
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(body.encode()),
            arrow_csv.ReadOptions(column_names=names, block_size=4 << 20),
            arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=False, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(chosen, TEXT), include_columns=chosen, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != lines or not chosen or _ends_inside_quotes(body, delimiter):
        return None
    columns = {int(name): _column(table[name]) for name in chosen}
    return None if _has_empty_row(list(columns.values())) else columns


def _ends_inside_quotes(body: str, delimiter: str) -> bool:
    """Whether the last line opens a quote that it does not close: its quotation marks are then odd in number."""
    last = body.rstrip("\r\n").rpartition("\n")[2]
    return bool(last.count('"') % 2)


def _column(chunks: pa.ChunkedArray[Any]) -> Column:
    array: Any = chunks.unify_dictionaries().combine_chunks()
    codes = pc.fill_null(array.indices, 0).to_numpy(zero_copy_only=False)
    if pc.all(pc.equal(array.dictionary, pc.utf8_trim_whitespace(array.dictionary))).as_py():
        return Column(codes, tuple(array.dictionary.to_pylist()))
    stripped: dict[str, int] = {}
    to_stripped = [stripped.setdefault(text.strip(), len(stripped)) for text in array.dictionary.to_pylist()]
    return Column(np.asarray(to_stripped, np.int32)[codes], tuple(stripped))


def _has_empty_row(columns: list[Column]) -> bool:
    """Whether some row is empty in all of these columns: it may be a blank line of delimiters."""
    blank = [column.codes == column.texts.index("") for column in columns if "" in column.texts]
    return len(blank) == len(columns) and bool(np.logical_and.reduce(blank).any())
