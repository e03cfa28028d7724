"""Text that other people wrote (campaign names, file names, notes) on its way to the screen."""

from __future__ import annotations

import re

from core.cells import no_formula

# Every ASCII punctuation mark: a backslash before it makes Markdown show the mark itself.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Markdown also turns bare addresses into links. An invisible word joiner after these marks stops it.
_ADDRESS = re.compile(r"(@|://|\bwww\.)", re.IGNORECASE)
_WORD_JOINER = "\u2060"
# A no-break space stays: between a number and its unit the line must not end.
_BLANKS = re.compile(r"[^\S\u00a0]+")


def escaped(text: object) -> str:
    """`text` as Markdown that shows exactly these words on one line: no link, picture or formula comes of it."""
    joined = _ADDRESS.sub(rf"\1{_WORD_JOINER}", _BLANKS.sub(" ", str(text)).strip())
    return _PUNCTUATION.sub(r"\\\1", joined)


def cell(text: str) -> str:
    """`text` for a table that can be downloaded: a spreadsheet must not take it for a formula."""
    return no_formula(text, _WORD_JOINER)
