"""People's names and contact details: dropped before they are read, and never repeated in a name, message or list.

Columns that hold them are known by their header (role `personal`) and no cell of them is read. What is here guards the
rest: an address typed as a search term, a row of a person where the header should be, a shifted cell in a list of
unreadable lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.model import Sentence

NOT_SHOWN = "(not shown)"
_ADDRESS = re.compile(r"[^\s@<>\"'(),;:/?=&]+(?:@|%40)[^\s@<>\"'(),;:/?=&]+\.[^\s@<>\"'(),;:/?=&]+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])\+?\d(?:[ .()-]{0,2}\d){6,14}(?![\w.])")
_INTERNATIONAL = re.compile(r"\+\d(?:[ .()-]{0,2}\d){6,14}")


def without_addresses(text: str) -> str:
    """`text` with e-mail addresses taken out of it."""
    if "@" not in text and "%40" not in text:
        return text
    return _ADDRESS.sub("[e-mail]", text)


def told(text: str, is_list_of_people: bool) -> str:
    """A cell that could not be read, fit to be shown: nothing of a list of people, else without contact details."""
    return NOT_SHOWN if is_list_of_people else _INTERNATIONAL.sub("[phone]", without_addresses(text))


def are_a_person(cells: Iterable[str]) -> bool:
    """Whether a row that should name columns holds somebody's address or telephone number."""
    return any(_ADDRESS.search(cell) or _PHONE.fullmatch(cell.strip()) for cell in cells)


IS_A_PERSON = Sentence(
    "The first row holds somebody's contact details instead of column names. Nothing was read or kept. Add a row with "
    "the names of the columns, without people's names and contact details, and offer the file again.",
    "Ensimmäisellä rivillä on jonkun yhteystietoja sarakkeiden nimien sijasta. Mitään ei luettu eikä tallennettu. "
    "Lisää rivi, jossa on sarakkeiden nimet, poista ihmisten nimet ja yhteystiedot ja tuo tiedosto uudelleen.",
)
