"""Reading the names people give to campaigns: segments, whole words, and a client's naming template.

Words are compared folded (lower case, no accents) and quoted as they were written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from core.model import Sentence
from core.sources.stage_words import COMPOUNDS

Words = tuple[str, ...]
"""A row of a word table; it is the key of the compiled pattern, so it has to be hashable."""

TEMPLATE_LENGTH = 200
NAME_LENGTH = 500
QUOTED_LENGTH = 60

_SEPARATORS = re.compile(r"[|_/\[\](){}<>:;»·•—–\-]+")
_COMPOUNDS = re.compile(rf"\b(?:{'|'.join(COMPOUNDS)})\b", re.IGNORECASE)
_NUMBERS_AROUND = re.compile(r"^[\d.#\s]+|[\d.#\s]+$")
_PUNCTUATION = re.compile(r"[\W_]")


def clean(text: str) -> str:
    """The text as all functions here expect it: composed letters, bounded length, encodable."""
    composed = unicodedata.normalize("NFKC", text[:NAME_LENGTH])[:NAME_LENGTH]
    return composed.encode("utf-8", "replace").decode("utf-8")


def quoted(text: str) -> str:
    """A short form on one line, fit for a sentence."""
    shown = " ".join(text.split())
    return shown if len(shown) <= QUOTED_LENGTH else shown[: QUOTED_LENGTH - 1] + "…"


def segments(text: str) -> list[str]:
    """The parts of a name between separators; hyphenated words such as `reach-out` stay whole."""
    held = _COMPOUNDS.sub(lambda m: m[0].replace("-", "\0"), text)
    return [part.strip() for part in _SEPARATORS.split(held) if part.strip()]


def is_one(segment: str, known: Words) -> bool:
    """The whole segment is one of the words; numbers and dots around it do not matter (`01 Reach`, `Reach 2026`)."""
    return _NUMBERS_AROUND.sub("", " ".join(folded(segment).split())) in known


def find(text: str, known: Words, without: Words = ()) -> str:
    """The first of the words that is in the text as whole words, as it is written there; empty when none is.
    Phrases of `without` are not looked into."""
    searched = _spaced(text)
    if without:
        searched = _pattern(without).sub(lambda m: "." * len(m[0]), searched)
    found = _pattern(known).search(searched)
    return quoted(text[found.start() : found.end()]) if found else ""


def find_in(texts: Iterable[str], known: Words) -> str:
    """`find` in several texts, the first that has one of the words."""
    return next((found for text in texts if (found := find(text, known))), "")


def folded(text: str) -> str:
    """Lower case without accents, letter by letter as long as the text itself."""
    return text.translate(_FOLDED)


@lru_cache(maxsize=256)
def template_problem(template: str) -> Sentence | None:
    """What is wrong with a naming template, None when it can be used (also when it is empty: no agreement)."""
    if not template:
        return None
    if len(template) > TEMPLATE_LENGTH:
        return Sentence(
            f"The naming template may be at most {TEMPLATE_LENGTH} characters long. Shorten it.",
            f"Nimeämismalli saa olla enintään {TEMPLATE_LENGTH} merkkiä pitkä. Lyhennä sitä.",
        )
    try:
        groups = {field.name for field in _extract(template, "").type}
    except ValueError:  # Arrow's own errors and unencodable text alike
        return Sentence(
            "The naming template is not a usable regular expression. Check its brackets, and write groups other than"
            " the stage as (?:…).",
            "Nimeämismalli ei ole kelvollinen säännöllinen lauseke. Tarkista sulkeet, ja kirjoita muut ryhmät kuin"
            " vaihe muodossa (?:…).",
        )
    if "stage" in groups:
        return None
    return Sentence(
        "The naming template needs a group that finds the stage: (?P<stage>…).",
        "Nimeämismallissa pitää olla ryhmä, joka poimii vaiheen: (?P<stage>…).",
    )


def template_value(template: str, name: str) -> str:
    """What the group `stage` of a usable template holds in `name`; empty when the template does not match."""
    values = _extract(template, name).field("stage").to_pylist()
    return values[0] or ""


def _extract(template: str, text: str) -> pa.StructArray:
    # Arrow's engine (RE2) takes time linear in the text whatever the template is, unlike Python's `re`.
    return pc.extract_regex(pa.array([text]), pattern=f"(?i){template}")


@cache
def _pattern(known: Words) -> re.Pattern[str]:
    each = (re.escape(word).replace(r"\ ", " +").replace(r"\*", "[^ ]*") for word in known)
    return re.compile(rf"(?<![^ ])(?:{'|'.join(each)})(?![^ ])")


@lru_cache(maxsize=4096)
def _spaced(text: str) -> str:
    return _PUNCTUATION.sub(" ", folded(text))


class _Folded(dict[int, str]):
    """Letters folded once each, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", letter)[:1].lower()
        return self.setdefault(code, plain if len(plain) == 1 else letter)


_FOLDED = _Folded()
