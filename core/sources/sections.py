"""Files of several tables below each other: GA4's snapshots, Universal Analytics with its days under the pages.

Each section becomes a text of its own: the lines above the first table, its own `#` lines, its header and rows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from core.sources.table import looks_like_header
from core.sources.vocabulary import folded, words

_LABEL = re.compile(r"\"?#\s*([^:#]{1,80}):")
MOST = 200
"""Sections of one file; the largest snapshot seen has eighteen."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table: its name (the header, in short), its text, and how many lines of the file lie above that text less
    those that were put there from the top of the file."""

    name: str
    text: str
    before: int


def sections(text: str) -> list[Section]:
    """The tables of a `#` file that holds several; empty for a file of one table or of another kind."""
    if not text.lstrip('\ufeff \n\r"').startswith("#"):
        return []
    lines = list(io.StringIO(text, newline=""))
    places = _headers(lines)
    if not 1 < len(places) <= MOST:
        return []
    top = _common(lines[: places[0]])
    starts = [_own_lines(lines, at) for at in places]
    ends = [*starts[1:], len(lines)]
    names = _names([lines[at].strip() for at in places])
    return [
        Section(name, "".join([*top, *lines[start:end]]), start - len(top))
        for name, start, end in zip(names, starts, ends, strict=True)
    ]


def _headers(lines: Sequence[str]) -> list[int]:
    """Places of the lines that head a table: the first one under `#` lines, or under a blank line if its cells are
    names of columns."""
    found: list[int] = []
    after_comment = False
    after_blank = False
    for at, line in enumerate(lines):
        if line.lstrip(' "').startswith("#"):
            after_comment = True
        elif not line.strip(' ",;\t\r\n'):
            after_blank = True
        else:
            if after_comment or (after_blank and found and looks_like_header(line)):
                found.append(at)
            after_comment = after_blank = False
    return found


def _own_lines(lines: Sequence[str], header: int) -> int:
    """Where the `#` lines that belong to a header begin."""
    start = header
    while start and (lines[start - 1].lstrip(' "').startswith("#") or not lines[start - 1].strip(' ",;\t\r\n')):
        start -= 1
    return start


def _common(top: Sequence[str]) -> list[str]:
    """What holds for every table: account and property, not the first table's own days."""
    return [line for line in top if not _is_period(line)]


def _is_period(line: str) -> bool:
    found = _LABEL.match(line.strip())
    return bool(found) and folded(found[1] if found else "") in {**words("start"), **words("end")}


def _names(headers: Sequence[str]) -> list[str]:
    """Short names, each once."""
    names: list[str] = []
    for header in headers:
        short = ", ".join(cell.strip(' "') for cell in re.split(r"[,;\t]", header))[:80]
        tried = (short if n == 1 else f"{short} ({n})" for n in count(1))
        names.append(next(name for name in tried if name not in names))
    return names
