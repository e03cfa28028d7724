"""In which currency a file's money is: as the file says, else as a person said, else asked. Never read off a symbol."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.model import Sentence
from core.sources import numbers, sentences
from core.sources.columns import Numbers
from core.sources.reading import Question
from core.sources.vocabulary import ISO_4217


@dataclass(frozen=True, slots=True)
class Currency:
    """ISO code, empty when the file has no money or the code must be asked."""

    code: str
    questions: tuple[Question, ...] = ()
    notes: tuple[Sentence, ...] = ()


def file_codes(texts: Sequence[str]) -> list[str]:
    """The ISO codes in a currency column, each once, in alphabetical order."""
    return sorted({text.upper() for text in texts if text.upper() in ISO_4217})


def currency_of(
    stated: str, given: str, measures: Mapping[str, Numbers], spend_texts: Sequence[str], value_currency: str
) -> Currency:
    """`stated` by the file, `given` by a person. `value_currency`, the client's own, serves only for revenue in a file
    without spend. The symbols in `spend_texts` order the question's options, and a given currency that they cannot
    stand for (EUR beside US$: remembered from another account) is not believed but asked again."""
    if stated:
        notes = (sentences.currency_stands(stated, given),) if given and given != stated else ()
        return Currency(stated, notes=notes)
    likely = _likely(spend_texts)
    if given in ISO_4217 and (not likely or given in likely):
        return Currency(given)
    if _any_nonzero(measures.get("spend")):
        return Currency("", (sentences.currency_question(likely),))
    if value_currency and "spend" not in measures and _any_nonzero(measures.get("value")):
        return Currency(value_currency, notes=(sentences.assumed_value_currency(value_currency),))
    return Currency("")


def _likely(texts: Sequence[str]) -> list[str]:
    symbols = Counter(numbers.symbol_of(text) for text in texts[:1000])
    symbol = next((s for s, _ in symbols.most_common() if s), "")
    return list(numbers.candidates(symbol))


def _any_nonzero(values: Numbers | None) -> bool:
    return values is not None and bool((values.micros[values.valid] != 0).any())
