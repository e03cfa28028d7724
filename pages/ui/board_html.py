"""Lists and tables of cards as one element each. Every word that people wrote is escaped, and set apart so that
right-to-left marks in it turn nothing around it.

Cards open through the page's own address: that works with keys, on a phone and on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from core import figures
from pages.ui import palette
from pages.ui.board_rows import CardRow
from pages.ui.words import Words

Address = Callable[[str], str]
"""Card id -> the address that opens it."""

LONGEST = 160

_FRAME = "color-mix(in srgb, currentColor 22%, transparent)"
_TABLE = "width:100%;border-collapse:collapse;font-size:.9rem"
_CELL = f"text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid {_FRAME}"


def own(text: str) -> str:
    """Words of other people: escaped, cut at a length nobody reads beyond, and apart from the text around them."""
    joined = " ".join(text.split())
    shown = joined if len(joined) <= LONGEST else f"{joined[:LONGEST]}…"
    return f"<bdi>{escape(shown)}</bdi>"


def title(name: str, t: Words) -> str:
    return own(name) if name.strip() else escape(t("no_name"))


def due_said(row: CardRow, t: Words) -> str:
    """The due day; an overdue one with shape, word and colour together."""
    if row.due is None:
        return ""
    if not row.overdue:
        return escape(due_on(row, t))
    return f'<span style="color:{palette.BAND["off"]}">◆</span> <b>{escape(due_on(row, t))}</b>'


def due_on(row: CardRow, t: Words) -> str:
    """The due day in words; empty without one."""
    if row.due is None:
        return ""
    day = figures.day(row.due, t.language)
    return f"{t('overdue')} {day}" if row.overdue else t("due_on", day=day)


def in_list(days: int, t: Words) -> str:
    """How long a card has lain in its list."""
    if days <= 0:
        return t("in_list_today")
    return t("in_list_one") if days == 1 else t("in_list_many", n=figures.number(days, t.language))


def days(number: float, t: Words) -> str:
    """A length of time in days, with a decimal while it is short."""
    if number < 0.05:
        return t("under_a_day")
    whole = figures.number(number, t.language, 1 if number < 10 else 0)
    return t("day_one") if whole == "1" else t("day_many", n=whole)


def links(cards: Sequence[tuple[str, str, str]], t: Words, address: Address) -> str:
    """(card id, name, note) one below another, each a link to its card."""
    items = "".join(_link(card_id, name, note, t, address) for card_id, name, note in cards)
    return f'<ul style="margin:0;padding-left:1.1rem;font-size:.92rem">{items}</ul>'


def _link(card_id: str, name: str, note: str, t: Words, address: Address) -> str:
    after = f' <span style="opacity:.75">· {escape(note)}</span>' if note else ""
    return f'<li style="padding:.15rem 0;overflow-wrap:anywhere">{link(card_id, name, t, address)}{after}</li>'


def link(card_id: str, name: str, t: Words, address: Address) -> str:
    """The name of a card as the way to it."""
    return f'<a href="{escape(address(card_id))}" target="_self" style="color:inherit">{title(name, t)}</a>'


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A small table. Heads are plain text; cells are HTML that is already escaped."""
    top = "".join(f'<th scope="col" style="{_CELL};font-weight:600">{escape(head)}</th>' for head in heads)
    body = "".join("<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    return (
        f'<div style="overflow-x:auto" tabindex="0"><table style="{_TABLE}">'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )
