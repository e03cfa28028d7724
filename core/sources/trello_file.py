"""The bytes of an exported board -> its JSON document, or a sentence that says what the file is instead and what to do
now."""

from __future__ import annotations

import json
import re
from typing import Any

from core.errors import Unreadable
from core.sources.trello_values import Json, text

_LARGEST = 128 * 1024 * 1024
"""Bytes: several times the largest board that can be kept moving; what is larger is no board but an attack."""
_REMARKS = re.compile(r"(?:\s*//[^\n]*\n)+")
"""Browser extensions that show JSON write the day and the address above what they save."""
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
_CSV_HEAD = re.compile(r'\s*"?\w[\w #-]{0,40}"?(?:[,;\t]"?[\w #-]{0,40}"?){2,}\s*?(?:\n|$)')
_HOW_EN = "In Trello choose Share, Export as JSON and save the page as it is."
_HOW_FI = "Valitse Trellossa Jaa, Vie JSON-muodossa ja tallenna sivu sellaisenaan."


def read_document(data: bytes) -> Json:
    """The document of an exported board. Raises Unreadable with one sentence when it is none."""
    said = _decoded(data)
    remarks = _REMARKS.match(said)
    try:
        document = json.loads(said[remarks.end() :] if remarks else said)
    except (ValueError, RecursionError) as error:
        raise _no_json(said) from error
    if not isinstance(document, dict) or not _is_board(document):
        raise _not_a_board(document)
    return document


def board_id(document: Json) -> str:
    """What tells a board from others; hand-made exports may have only a name."""
    return text(document, "id") or text(document, "shortLink") or text(document, "name")


def _decoded(data: bytes) -> str:
    if len(data) > _LARGEST:
        raise Unreadable(
            f"The file is larger than {_LARGEST >> 20} MB, which no Trello board is.",
            f"Tiedosto on yli {_LARGEST >> 20} megatavua; niin suurta Trello-seinää ei ole.",
        )
    if data.startswith(_PACKED):
        raise Unreadable(
            "This is a packed file: unpack it and bring in the JSON file of one board at a time.",
            "Tämä on pakattu tiedosto: pura se ja tuo yhden seinän JSON-tiedosto kerrallaan.",
        )
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            "The file is not in UTF-8, so its letters are broken: export the board again as JSON and do not resave it.",
            "Tiedosto ei ole UTF-8-muodossa, joten sen kirjaimet ovat rikki: vie seinä uudelleen JSON-muodossa äläkä"
            " tallenna tiedostoa uudelleen.",
        ) from error


def _no_json(said: str) -> Unreadable:
    """What a text is that is no whole JSON."""
    start = said.lstrip()[:1]
    if _CSV_HEAD.match(said):
        return Unreadable(
            f"This is a CSV export, which does not tell what was moved and when. {_HOW_EN}",
            f"Tämä on CSV-vienti, joka ei kerro, mitä siirrettiin ja milloin. {_HOW_FI}",
        )
    if start == "<":
        return Unreadable(
            "This is a web page, not JSON: sign in to Trello in the browser and export the board again as JSON.",
            "Tämä on verkkosivu eikä JSON-tiedosto: kirjaudu selaimessa Trelloon ja vie seinä uudelleen JSON-muodossa.",
        )
    if start in ("{", "["):
        return Unreadable(
            "This is not a whole JSON file: it breaks off, or was edited. Export it again and leave the file alone.",
            "Tämä ei ole ehjä JSON-tiedosto: se katkeaa kesken tai sitä on muutettu. Lataa vienti uudelleen äläkä"
            " muokkaa sitä.",
        )
    return Unreadable(
        f"This is not a whole JSON file. {_HOW_EN}",
        f"Tämä ei ole ehjä JSON-tiedosto. {_HOW_FI}",
    )


def _is_board(document: Json) -> bool:
    return (
        isinstance(document.get("cards"), list) and isinstance(document.get("lists"), list) and bool(board_id(document))
    )


def _not_a_board(document: Any) -> Unreadable:
    if isinstance(document, dict) and "idList" in document and "idBoard" in document:
        return Unreadable(
            "This is the export of a single card, not of a board. Open the board's menu and export the board as JSON.",
            "Tämä on yhden kortin vienti, ei seinän. Avaa seinän valikko ja vie koko seinä JSON-muodossa.",
        )
    return Unreadable(
        "This JSON file is not a Trello board: it has no lists and cards. Export the board from Trello as JSON.",
        "Tämä JSON-tiedosto ei ole Trello-seinä: siinä ei ole listoja ja kortteja. Vie seinä Trellosta JSON-muodossa.",
    )
