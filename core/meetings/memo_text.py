"""A memo as Markdown, as HTML that survives a mail program, as plain text, and as an e-mail to be sent. What people
wrote is escaped for each form; nothing is loaded from anywhere, and no address stands in it. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from email.message import EmailMessage
from html import escape

from core.meetings.memo import Memo
from core.meetings.memo_blocks import Block, Bullets, Heading, Paragraph, Table, blocks, title

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_AT_THE_START = re.compile(r"^(\d{1,9}[.)](?=\s|$)|[-+=])")
"""What would begin a list, a heading or a rule, were it the first on its line."""
_ADDRESS = re.compile(r"(@|:(?=//)|\bwww(?=\.)|\b[a-z]+:(?=[a-z0-9]))", re.IGNORECASE)
"""Where Markdown makes a link or a picture of bare words: an invisible mark after it stops that."""
_WORD_JOINER = "\u2060"
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Control and direction marks, which could turn the order of a line or end it."""
_KEPT = "\u200d\u2060"
"""A joiner inside an emoji, and ours."""


def one_line(text: str) -> str:
    """`text` on one line, without marks that nobody sees. A no-break space stays."""
    plain = "".join(
        one if one in _KEPT or unicodedata.category(one) not in _UNSEEN else " " if one.isspace() else ""
        for one in text
    )
    return re.sub(r"[^\S\u00a0\u202f]+", " ", plain).strip()


# ------------------------------------------------------------------------------------------------------------ Markdown


def to_markdown(memo: Memo, language: str) -> str:
    """CommonMark with one table, as GitHub and most notes read it."""
    return "\n\n".join(_markdown(block) for block in blocks(memo, language)) + "\n"


def _markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_md(block.text)}"
    if isinstance(block, Paragraph):
        return f"*{_md(block.text)}*" if block.quiet else _md(block.text)
    if isinstance(block, Bullets):
        return "\n".join(f"- {_md(row)}" for row in block.rows)
    rows = [block.head, ("---",) * len(block.head)]
    cells = [[_md(cell) for cell in row] for row in block.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (*rows, *cells))


def _md(text: str) -> str:
    joined = _ADDRESS.sub(rf"\1{_WORD_JOINER}", one_line(text))
    said = _SPECIAL.sub(r"\\\1", joined)
    return _AT_THE_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", said)


# ---------------------------------------------------------------------------------------------------------------- HTML

_FONT = "font-family: Arial, Helvetica, sans-serif; color: #1b2130;"
_STYLES = {
    1: f"{_FONT} font-size: 22px; line-height: 28px; margin: 0 0 8px 0;",
    2: f"{_FONT} font-size: 17px; line-height: 24px; margin: 24px 0 6px 0;",
    3: f"{_FONT} font-size: 14px; line-height: 20px; margin: 14px 0 4px 0;",
}
_TEXT = f"{_FONT} font-size: 14px; line-height: 21px; margin: 0 0 8px 0;"
_QUIET = f"{_TEXT} color: #55607a;"
_CELL = f"{_FONT} font-size: 14px; line-height: 20px; padding: 6px 14px 6px 0; border-bottom: 1px solid #d5d9e2;"


def to_html(memo: Memo, language: str) -> str:
    """A whole page for an e-mail: styles on each element and one outer table, because mail programs drop the rest."""
    body = "\n".join(_html(block) for block in blocks(memo, language))
    tag = "fi" if language == "fi" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{tag}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_safe(title(memo, language))}</title></head>\n"
        '<body style="margin: 0; padding: 16px; background-color: #ffffff;">\n'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">'
        '<tr><td align="left">\n'
        '<table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"'
        ' style="width: 100%; max-width: 640px;"><tr><td>\n'
        f"{body}\n</td></tr></table>\n</td></tr></table>\n</body></html>\n"
    )


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f'<h{block.level} style="{_STYLES[block.level]}">{_safe(block.text)}</h{block.level}>'
    if isinstance(block, Paragraph):
        return f'<p style="{_QUIET if block.quiet else _TEXT}">{_safe(block.text)}</p>'
    if isinstance(block, Bullets):
        rows = "".join(f'<li style="{_TEXT}">{_safe(row)}</li>' for row in block.rows)
        return f'<ul style="margin: 0 0 8px 0; padding: 0 0 0 20px;">{rows}</ul>'
    return _html_table(block)


def _html_table(block: Table) -> str:
    head = "".join(f'<th align="left" scope="col" style="{_CELL}">{_safe(cell)}</th>' for cell in block.head)
    rows = "".join(
        "<tr>" + "".join(f'<td align="left" valign="top" style="{_CELL}">{_safe(cell)}</td>' for cell in row) + "</tr>"
        for row in block.rows
    )
    return (
        '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse: collapse;">'
        f"<tr>{head}</tr>{rows}</table>"
    )


def _safe(text: str) -> str:
    return escape(one_line(text), quote=True)


# ---------------------------------------------------------------------------------------------------------- plain text


def to_text(memo: Memo, language: str) -> str:
    """Words only, for an e-mail that is written by hand or a chat."""
    return "\n\n".join(_text(block) for block in blocks(memo, language)) + "\n"


def _text(block: Block) -> str:
    if isinstance(block, Heading):
        said = one_line(block.text)
        return f"{said}\n{('=' if block.level == 1 else '-') * min(len(said), 78)}" if block.level < 3 else f"{said}:"
    if isinstance(block, Paragraph):
        return one_line(block.text)
    if isinstance(block, Bullets):
        return "\n".join(f"- {one_line(row)}" for row in block.rows)
    return "\n".join(f"- {_row(row)}" for row in block.rows)


def _row(row: Sequence[str]) -> str:
    who, what, when = map(one_line, row)
    return f"{who}: {what} – {when}"


# -------------------------------------------------------------------------------------------------------------- e-mail


def to_mail(memo: Memo, language: str) -> bytes:
    """An e-mail without sender and receiver, which mail programs open as one to be finished and sent."""
    mail = EmailMessage()
    mail["Subject"] = one_line(title(memo, language))
    mail["X-Unsent"] = "1"
    mail.set_content(to_text(memo, language))
    mail.add_alternative(to_html(memo, language), subtype="html")
    mail.set_boundary("=-memo-of-a-meeting-=")  # the same memo gives the same bytes
    return mail.as_bytes()
