"""Which parts of Streamlit's JavaScript every page of ours needs, so that a browser can fetch them all at once.

Streamlit loads an element's script when the first such element arrives, and what that script imports after it: two more
round trips before a chart can be drawn. The names carry hashes, so they are looked up in the installed folder at start.
"""

from __future__ import annotations

import re
from pathlib import Path

from core.web.compress import STATIC

SCRIPTS = STATIC / "static" / "js"
ELEMENTS = ("Selectbox", "ButtonGroup", "Metric", "Html", "PageLink", "ArrowVegaLiteChart", "Table")
"""On every page or on the first one that anybody opens. One that Streamlit renames is simply loaded late."""
DRAWS_CHARTS = ("embed", "vega-interpreter")
"""What the chart element imports only when it draws."""

_IMPORTED = re.compile(rb"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def needed_chunks() -> list[str]:
    """File names of `ELEMENTS` and of all that they import, those on which others wait first; empty where Streamlit
    has none of them."""
    found: dict[str, None] = {}
    waiting = [file.name for name in (*DRAWS_CHARTS, *ELEMENTS) for file in _called(name)]
    while waiting:
        name = waiting.pop(0)
        if name not in found and (SCRIPTS / name).is_file():
            found[name] = None
            waiting += _imports(name)
    return list(found)


def _called(name: str) -> list[Path]:
    """The files of one chunk: its name, a hash of eight characters, `.js`."""
    return sorted(SCRIPTS.glob(f"{name}.{'?' * 8}.js"))


def _imports(name: str) -> list[str]:
    return [found.decode() for found in _IMPORTED.findall((SCRIPTS / name).read_bytes())]
