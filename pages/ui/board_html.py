"""The board and its lists of cards as one element each. Every word that people wrote is escaped, and set apart so that
right-to-left marks in it turn nothing around it.

Cards open through the page's own address: that works with keys, on a phone and on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from core import figures
from pages.ui import palette
from pages.ui.board_rows import CardRow
from pages.ui.names import short_name
from pages.ui.words import Words

Address = Callable[[str], str]
"""Card id -> the address that opens it."""

SHOWN = 12
"""Cards of one column before the rest is folded away."""
MOST = 60
"""Cards of one column that are drawn at all: beyond that a list serves better, and the page stays light."""
LONGEST = 160

_FRAME = "color-mix(in srgb, currentColor 22%, transparent)"
_GROUND = "color-mix(in srgb, currentColor 5%, transparent)"
_BOARD = "display:flex;gap:.75rem;overflow-x:auto;align-items:flex-start;padding:.25rem .25rem .75rem"
_COLUMN = f"flex:1 0 10.6rem;max-width:22rem;min-width:0;background:{_GROUND};border-radius:.6rem;padding:.6rem"
_HEAD = "display:flex;justify-content:space-between;gap:.5rem;font-weight:650;font-size:.95rem;margin:.1rem .1rem .6rem"
_LIST = "list-style:none;margin:0;padding:0"
_CARD = (
    f"display:block;margin:0 0 .5rem;padding:.5rem .6rem;border:1px solid {_FRAME};border-radius:.5rem;"
    "color:inherit;text-decoration:none"
)
_TITLE = "font-weight:600;font-size:.9rem;line-height:1.3;overflow-wrap:anywhere"
_SMALL = "font-size:.8rem;line-height:1.5;overflow-wrap:anywhere"
_REST = "cursor:pointer;font-size:.85rem;padding:.25rem .1rem .5rem"
_TABLE = "width:100%;border-collapse:collapse;font-size:.9rem"
_CELL = f"text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid {_FRAME}"


def own(text: str) -> str:
    """Words of other people: escaped, cut at a length nobody reads beyond, and apart from the text around them."""
    joined = " ".join(text.split())
    shown = joined if len(joined) <= LONGEST else f"{joined[:LONGEST]}…"
    return f"<bdi>{escape(shown)}</bdi>"


def title(name: str, t: Words) -> str:
    return own(name) if name.strip() else escape(t("no_name"))


def columns(shown: Mapping[str, Sequence[CardRow]], t: Words, address: Address, listed: str) -> str:
    """The columns side by side, each with its cards; on a narrow screen they are pushed sideways. `listed` is
    the address of the list, where a column's cards are that there is no room for."""
    inside = "".join(_column(status, rows, t, address, listed) for status, rows in shown.items())
    return f'<div role="group" aria-label="{escape(t("board"))}" tabindex="0" style="{_BOARD}">{inside}</div>'


def _column(status: str, rows: Sequence[CardRow], t: Words, address: Address, listed: str) -> str:
    first, rest, over = rows[:SHOWN], rows[SHOWN:MOST], len(rows) - MOST
    name = escape(t(f"status_{status}"))
    parts = [f'<section style="{_COLUMN}"><div role="heading" aria-level="3" style="{_HEAD}">']
    parts.append(f"<span>{name}</span><span>{figures.number(len(rows), t.language)}</span></div>")
    parts.append(_cards(first, t, address))
    if rest:
        more = escape(t("more_cards", n=len(rest)))
        parts.append(f'<details><summary style="{_REST}">{more}</summary>{_cards(rest, t, address)}</details>')
    if over > 0:
        more = escape(t("rest_in_list", n=figures.number(over, t.language)))
        parts.append(f'<a href="{escape(listed)}" target="_self" style="{_SMALL};color:inherit">{more}</a>')
    return "".join([*parts, "</section>"])


def _cards(rows: Sequence[CardRow], t: Words, address: Address) -> str:
    return f'<ul style="{_LIST}">{"".join(_card(row, t, address) for row in rows)}</ul>'


def _card(row: CardRow, t: Words, address: Address) -> str:
    lines = [due_said(row, t), _people(row, t), _marks(row, t)]
    small = "".join(f'<div style="{_SMALL}">{line}</div>' for line in lines if line)
    return (
        f'<li style="margin:0"><a href="{escape(address(row.card_id))}" target="_self" style="{_CARD}">'
        f'<div style="{_TITLE}">{title(row.name, t)}</div>{small}</a></li>'
    )


def due_said(row: CardRow, t: Words) -> str:
    """The due day; an overdue one with shape, word and colour together."""
    if row.due is None:
        return ""
    day = figures.day(row.due, t.language)
    if not row.overdue:
        return escape(t("due_on", day=day))
    return f'<span style="color:{palette.BAND["off"]}">◆</span> <b>{escape(t("overdue"))}</b> {escape(day)}'


def _people(row: CardRow, t: Words) -> str:
    return ", ".join(own(name) for name in row.owners)


def _marks(row: CardRow, t: Words) -> str:
    marks = [_stage(stage, t) for stage in row.stages]
    if row.items:
        marks.append(escape(t("checked", done=row.items_done, n=row.items)))
    if row.status != "done":
        marks.append(escape(in_list(row.days, t)))
    return " · ".join(marks)


def _stage(stage: str, t: Words) -> str:
    name = escape(short_name(stage, t.language))
    return f'<span style="color:{palette.BUCKET.get(stage, palette.CHANNEL)}">●</span> {name}'


def in_list(days: int, t: Words) -> str:
    """How long a card has lain in its list."""
    if days <= 0:
        return t("in_list_today")
    return t("in_list_one") if days == 1 else t("in_list_many", n=figures.number(days, t.language))


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
