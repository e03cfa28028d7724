"""In which currency a file's money is: as the file says in a code, or in a symbol that stands for one currency alone
(US$, R$, €, £, zł …); else as a person said, else asked. `$`, `kr` and `¥` stand for several: they are never read, they
only order the question's options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.model import Sentence
from core.sources import numbers, question_texts, sentences
from core.sources.columns import Numbers
from core.sources.reading import Question
from core.sources.vocabulary import ISO_4217


@dataclass(frozen=True, slots=True)
class Currency:
    """ISO code, empty when the file has no money or the code must be asked."""

    code: str
    questions: tuple[Question, ...] = ()
    notes: tuple[Sentence, ...] = ()
    several: tuple[str, ...] = ()
    """The codes, when symbols of several currencies stand in one column, or another than the file states."""


def file_codes(texts: Sequence[str]) -> list[str]:
    """The ISO codes in a currency column, each once, in alphabetical order."""
    return sorted({text.upper() for text in texts if text.upper() in ISO_4217})


def currency_of(
    stated: str, given: str, measures: Mapping[str, Numbers], money_texts: Sequence[str], value_currency: str
) -> Currency:
    """`stated` by the file, `given` by a person. `value_currency`, the client's own, serves only for revenue in a file
    without spend. A given currency that the symbols in `money_texts` cannot stand for (EUR beside US$: remembered from
    another account) is not believed but asked again."""
    if stated:
        other = next((codes[0] for codes in _candidates(money_texts) if stated not in codes), "")
        if other:
            return Currency("", several=tuple(sorted((stated, other))))
        notes = (sentences.currency_stands(stated, given),) if given and given != stated else ()
        return Currency(stated, notes=notes)
    found = _candidates(money_texts)
    likely = list(found[0]) if len(found) == 1 else []
    if len(found) > 1:
        return Currency("", several=tuple(sorted(codes[0] for codes in found)))
    if given in ISO_4217 and (not likely or given in likely):
        return Currency(given)
    if len(likely) == 1 and not given:
        return Currency(likely[0])
    if _any_nonzero(measures.get("spend")):
        return Currency("", (question_texts.currency_question(likely),))
    if value_currency and "spend" not in measures and _any_nonzero(measures.get("value")):
        return Currency(value_currency, notes=(sentences.assumed_value_currency(value_currency),))
    return Currency("")


def _candidates(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """What the symbols may stand for: nothing, one tuple of codes, or one for each of several currencies. `$` beside
    `US$` are US dollars."""
    every = list(dict.fromkeys(filter(None, (numbers.candidates(numbers.symbol_of(text)) for text in texts))))
    shared = [code for code in min(every, key=len, default=()) if all(code in codes for codes in every)]
    return [tuple(shared)] if shared else every


def _any_nonzero(values: Numbers | None) -> bool:
    return values is not None and bool((values.micros[values.valid] != 0).any())
