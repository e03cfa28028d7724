"""Every sentence of the screen, in English and Finnish: one table per page, `key -> (English, Finnish)`."""

from __future__ import annotations

from collections.abc import Mapping

from core import figures

Table = Mapping[str, tuple[str, str]]


class Words:
    """The sentences of one page in one language. `t("key", name=value)` fills `{name}`, a count `n` as the language
    writes numbers; an unknown key raises KeyError."""

    def __init__(self, table: Table, language: str) -> None:
        self.language = language
        self._table = table
        self._column = 1 if language == "fi" else 0

    def __call__(self, key: str, **values: object) -> str:
        text = self._table[key][self._column]
        if type(count := values.get("n")) is int:
            values["n"] = figures.number(count, self.language)
        return text.format(**values) if values else text
