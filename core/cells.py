"""Text that other people wrote, in a file that a spreadsheet opens: it must not begin to calculate."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"(^|[;,\t\r\n])(\s*)(?=[=+\-@|%＝＋－＠])")
"""Where a spreadsheet could begin to calculate: at the start of a cell, and behind what another spreadsheet, set up for
another separator, takes for the end of one."""


def no_formula(text: str, mark: str) -> str:
    """`text` with `mark` before whatever a spreadsheet could take for a formula."""
    return _FORMULA.sub(rf"\1\2{mark}", text)
