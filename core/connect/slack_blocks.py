"""A message as Slack wants it written, and back again as a person reads it. Pure.

Text that people wrote never becomes markup: `&`, `<` and `>` are escaped, so that no mention and no link can be
written; marks that would make bold or code at the edge of a word give way to their look-alikes; a word joiner breaks
bare addresses and `@` names; and `verbatim` keeps Slack from looking for addresses itself. What does not fit is cut and
counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core import figures
from core.meetings.message_texts import Message, Part
from core.model import Sentence

Payload = dict[str, Any]
MOST_BLOCKS = 50
LONGEST_HEADER = 150
LONGEST_SECTION = 3000
LONGEST_LINE = 500
LONGEST_MESSAGE = 12_000
"""Slack refuses blocks of some 13,000 characters in all (`msg_blocks_too_long`), which it documents nowhere."""
MORE = Sentence("… and {n} more", "… ja {n} muuta")
MORE_PARTS = Sentence("… and {n} more headings", "… ja {n} muuta otsikkoa")
_JOINER = "\u2060"
_ADDRESS = re.compile(r"(@|://|\bwww\.|\bmailto:)", re.IGNORECASE)
_MARKS = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
_AT_AN_EDGE = re.compile(r"(?<!\w)[*_~`]+|[*_~`]+(?!\w)")
_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_BLANKS = re.compile(r"[^\S\u00a0]+")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ANGLES = str.maketrans("<>", "‹›")
"""In a header nothing is escaped, and nothing should look as if it had to be."""
_BOLD = re.compile(r"\*(.+)\*")
_LINK = re.compile(r"<(https?://[^|>]+)\|([^>]*)>")
BULLET = "• "


def said(text: str, longest: int = LONGEST_LINE) -> str:
    """Text that people wrote as mrkdwn that shows exactly these words on one line, `longest` characters at most."""
    plain = _cut(_one_line(text), longest)
    plain = _ADDRESS.sub(rf"\1{_JOINER}", plain)
    plain = _AT_AN_EDGE.sub(lambda found: "".join(_MARKS[mark] for mark in found[0]), plain)
    return _escaped(plain)


def _escaped(text: str) -> str:
    return "".join(_ENTITIES.get(letter, letter) for letter in text)


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", _INVISIBLE.sub(" ", text)).strip()


def _size(text: str) -> int:
    """How long Slack takes a text to be: an emoji counts twice, as in browsers."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, longest: int) -> str:
    """The beginning of a text, `…` included no longer than `longest`."""
    if _size(text) <= longest:
        return text
    return f"{text.encode('utf-16-le', 'replace')[: 2 * (longest - 1)].decode('utf-16-le', 'ignore')}…"


def payload(message: Message) -> Payload:
    """The message as the body of a post to a webhook."""
    top = [_header(message.title), *_context(message)]
    return {
        "text": said(message.title),
        "blocks": [*top, *_sections(message, MOST_BLOCKS - len(top))],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _header(title: str) -> Payload:
    cut = _cut(_one_line(title).translate(_ANGLES), LONGEST_HEADER)
    return {"type": "header", "text": {"type": "plain_text", "text": cut, "emoji": False}}


def _context(message: Message) -> list[Payload]:
    told = [said(message.lead)] if message.lead else []
    if message.link:
        address, name = message.link
        told.append(f"<{_escaped(address)}|{said(name)}>")
    return [{"type": "context", "elements": [_text(" · ".join(told))]}] if told else []


def _text(text: str) -> Payload:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _sections(message: Message, room: int) -> list[Payload]:
    """One section a part. Each may use its share of what the message holds, and what earlier ones left of theirs."""
    parts = message.parts if len(message.parts) <= room else message.parts[: room - 1]
    left, found = LONGEST_MESSAGE, []
    for n, part in enumerate(parts):
        text = _section(part, min(LONGEST_SECTION, left // (len(parts) - n)), message.language)
        left -= _size(text)
        found.append({"type": "section", "text": _text(text)})
    if len(parts) < len(message.parts):
        found.append({"type": "section", "text": _text(_counted(MORE_PARTS, len(message.parts) - len(parts), message))})
    return found


def _counted(what: Sentence, n: int, message: Message) -> str:
    return what.said_in(message.language).format(n=figures.number(n, message.language))


def _section(part: Part, room: int, language: str) -> str:
    """The heading and as many lines as there is room for, the last of them telling how many were cut."""
    head = [f"*{said(part.title, LONGEST_HEADER)}*"] if part.title else []
    lines = [f"{BULLET}{said(line)}" for line in part.lines[:room]]
    for kept in range(len(lines), -1, -1):
        cut = len(part.lines) - kept
        tail = [BULLET + MORE.said_in(language).format(n=figures.number(cut, language))] if cut else []
        text = "\n".join([*head, *lines[:kept], *tail])
        if _size(text) <= room:
            return text
    return MORE.said_in(language).format(n=figures.number(len(part.lines), language))


# ---------------------------------------------------------------------------------------------------- looking it over


def faults(found: Mapping[str, Any]) -> list[Sentence]:
    """What Slack would refuse about a payload; empty when it would take it."""
    blocks: Sequence[Mapping[str, Any]] = found.get("blocks", ())
    texts = [text for _, text in _texts(blocks)]
    problems = []
    if not found.get("text") or not blocks:
        problems.append(Sentence("The message is empty.", "Viesti on tyhjä."))
    if len(blocks) > MOST_BLOCKS or sum(map(_size, texts)) > LONGEST_MESSAGE + LONGEST_SECTION:
        problems.append(Sentence("The message is too long for Slack.", "Viesti on liian pitkä Slackiin."))
    limits = {"header": LONGEST_HEADER, "section": LONGEST_SECTION, "context": LONGEST_SECTION}
    if any(not 0 < _size(text) <= limits[kind] for kind, text in _texts(blocks)):
        problems.append(Sentence("A part of the message does not fit.", "Jokin viestin osa ei mahdu."))
    return problems


def _texts(blocks: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        kind = str(block["type"])
        for one in block["elements"] if kind == "context" else [block["text"]]:
            yield kind, str(one["text"])


def readable(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What somebody reads in Slack, line by line: (`title`, `lead`, `heading` or `line`, plain text)."""
    lines = []
    for kind, text in _texts(found.get("blocks", ())):
        if kind == "header":
            lines.append(("title", text))
        elif kind == "context":
            lines.append(("lead", _unescaped(_LINK.sub(r"\2: \1", text))))
        else:
            for line in text.split("\n"):
                bold = _BOLD.fullmatch(line)
                lines.append(("heading", _unescaped(bold[1])) if bold else ("line", _unescaped(line)))
    return lines


def _unescaped(text: str) -> str:
    for letter, entity in reversed(_ENTITIES.items()):
        text = text.replace(entity, letter)
    return text
