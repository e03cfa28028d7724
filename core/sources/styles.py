"""Which decimal mark each number column uses: proven by the file, else by the language of the headers, else asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.model import Sentence
from core.sources import numbers, question_texts, sentences
from core.sources.reading import DAY_MEASURES, MONEY, Question
from core.sources.vocabulary import DECIMAL_MARKS

ALWAYS_DOT = ("ga4",)
"""GA4 writes a decimal dot in every language; only a spreadsheet that saved its file again may have changed that."""


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """Decimal mark by measure, and `common` for columns beside them; questions where nobody can tell."""

    marks: Mapping[str, str]
    common: str
    name: str
    questions: tuple[Question, ...] = ()
    notes: tuple[Sentence, ...] = ()


def number_style(columns: Mapping[str, Sequence[str]], source: str, language: str, answered: str) -> NumberStyle:
    """The style of a file whose measures hold these distinct texts.

    A column that proves its mark keeps it, whatever the others do. The rest follow the file's only proven mark, then
    an answer, then the language of the headers. A mark chosen by language must not make fractions of whole counts."""
    proven = {role: numbers.decimal_marks(texts) for role, texts in columns.items()}
    everywhere = frozenset().union(*proven.values()) if proven else frozenset()
    doubtful = [role for role, texts in columns.items() if not proven[role] and numbers.needs_mark(texts)]
    asked = numbers.mark_of_style(answered)
    by_language = DECIMAL_MARKS.get(language, "")
    common = _common(source, everywhere, asked, by_language)
    marks = {role: _only(found) or common or "." for role, found in proven.items()}
    texts = [text for listed in columns.values() for text in listed]
    name = numbers.style_name(common or _only(everywhere) or ".", texts) if any(map(_separated, texts)) else ""
    if source in ALWAYS_DOT or not doubtful or asked:
        return NumberStyle(marks, common or ".", name)
    if not common or any(_is_unlikely(role, columns[role], common, bool(everywhere)) for role in doubtful):
        return NumberStyle(marks, common or ".", "", (question_texts.NUMBER_STYLE,))
    notes = () if everywhere else (sentences.read_by_language(name),)
    return NumberStyle(marks, common, name, notes=notes)


def _common(source: str, everywhere: frozenset[str], asked: str, by_language: str) -> str:
    if source in ALWAYS_DOT:
        return _only(everywhere) or "."
    return asked or _only(everywhere) or by_language


def _only(marks: frozenset[str]) -> str:
    return next(iter(marks)) if len(marks) == 1 else ""


def _separated(text: str) -> bool:
    return any(mark in text for mark in ".,") or " " in text.strip()


def _is_unlikely(role: str, texts: Sequence[str], mark: str, proven: bool) -> bool:
    """Whether `mark` would read `1.234` as a fraction where nobody writes three decimals: in a count such as
    impressions, and in money unless the file's other columns have `proven` the mark."""
    money = DAY_MEASURES.get(role, MONEY) == MONEY and role != "link_clicks"
    return not (money and proven) and any(_is_fraction(text, mark) for text in texts)


def _is_fraction(text: str, mark: str) -> bool:
    try:
        numbers.parsed(text, mark)
    except numbers.NotANumber:
        return numbers.is_number(text)
    return mark in text
