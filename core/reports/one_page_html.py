"""The one page as a file of its own: no address in it leads anywhere, no script, nothing that is fetched. It can be
printed, kept and sent on, and knows no link."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

from core.brand import Brand, ink_on_paper
from core.measure.balance import Band
from core.reports import client_words as words
from core.reports.client_document import Document, Item
from core.reports.one_page import Block, blocks

STYLE = (Path(__file__).parent / "one_page.css").read_text("utf-8")
PLAIN, BLACK = "#5E6675", "#1B2130"
"""The bar and the heading of a client without a colour of their own."""
SHAPES = {Band.ON_TARGET: ("●", "on"), Band.WATCH: ("▲", "watch"), Band.OFF: ("◆", "off")}
LONGEST_BAR = 2.0


def policy(brand: Brand) -> str:
    """What a browser may do with the page: show it, with this very style, and pictures that are in it."""
    digest = base64.b64encode(hashlib.sha256(_style(brand).encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def one_page_html(document: Document, brand: Brand, *, links: Sequence[tuple[str, str]] = ()) -> str:
    """The page; `links` are (address, text), seen on the screen only and empty for a file that is sent on."""
    found = blocks(document)
    lead, rest = (found[:1], found[1:]) if found and found[0].items else ([], found)
    return (
        f'<!DOCTYPE html><html lang="{document.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(brand))}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex,nofollow"><meta name="color-scheme" content="light">'
        f"<title>{escape(document.client)} · {escape(document.days)}</title>"
        f"<style>{_style(brand)}</style></head><body>"
        f"{_links(links)}<main>{_head(document, brand)}{''.join(_goals(block, brand, document) for block in lead)}"
        f'<div class="lists">{"".join(_block(block, document) for block in rest)}</div></main></body></html>'
    )


def _style(brand: Brand) -> str:
    return f"{STYLE}h1 {{ color: {ink_on_paper(brand.accent) or BLACK}; }}"


def _head(document: Document, brand: Brand) -> str:
    as_of = words.AS_OF.said_in(document.language).format(day=document.as_of_day)
    meta = " · ".join(one for one in (document.days, as_of, document.scope) if one)
    logo = base64.b64encode(brand.logo).decode()
    picture = f'<img alt="" src="data:image/png;base64,{logo}">' if brand.logo else ""
    return (
        f"<header>{picture}<div><h1>{escape(document.client)}</h1>"
        f'<p class="meta">{escape(meta)}</p></div></header>'
        f'<svg class="line" aria-hidden="true" width="100%" height="4"><rect width="100%" height="4"'
        f' fill="{brand.accent or PLAIN}"/></svg>'
    )


def _goals(block: Block, brand: Brand, document: Document) -> str:
    drawn = [item.done for item in block.items if item.done is not None]
    widest = min(LONGEST_BAR, max([1.0, *drawn])) * 1.1
    rows = "".join(_goal(item, widest, brand.accent or PLAIN, document.language) for item in block.items)
    return f'<section class="goals">{_top(block)}<table>{rows}</table>{_rest(block)}</section>'


def _goal(item: Item, widest: float, color: str, language: str) -> str:
    if item.done is None:
        said = f'<td class="note" colspan="3"><div>{escape(item.detail)}</div></td>'
    else:
        length, goal = (100 * one / widest for one in (min(max(item.done, 0.0), LONGEST_BAR), 1.0))
        said = (
            f'<td class="value"><div>{escape(item.value)}</div></td>'
            f'<td class="goal"><div>{escape(item.detail.removeprefix(f"{item.value}, "))}</div></td>'
            '<td class="bar"><svg aria-hidden="true" width="100%" height="10"><rect width="100%" height="10" rx="2"'
            f' fill="#E8EAF0"/><rect width="{length:.1f}%" height="10" rx="2" fill="{color}"/>'
            f'<rect x="{goal:.1f}%" width="2" height="10" fill="{BLACK}"/></svg></td>'
        )
    standing = f'<td class="standing">{_status(item, language)}</td>'
    return f"<tr><th><div>{escape(item.text)}</div></th>{said}{standing}</tr>"


def _status(item: Item, language: str) -> str:
    if not item.status:
        return ""
    band = Band(item.status)
    shape, name = SHAPES[band]
    return f'<span class="{name}">{shape}</span> {escape(words.BANDS[band].said_in(language))}'


def _block(block: Block, document: Document) -> str:
    return f"<section>{_top(block)}{_rows(block, document.language)}{_rest(block)}</section>"


def _rows(block: Block, language: str) -> str:
    rows = "".join(_row(item, language) for item in block.items)
    return f'<ul class="{"tall" if block.tall else "low"}">{rows}</ul>' if rows else ""


def _row(item: Item, language: str) -> str:
    detail = f' <span class="detail">– {escape(item.detail)}</span>' if item.detail else ""
    return f"<li><div>{escape(item.text)}{detail} {_status(item, language)}</div></li>"


def _top(block: Block) -> str:
    return f"<h2>{escape(block.title)}</h2>" + "".join(f'<p class="lead">{escape(lead)}</p>' for lead in block.lead)


def _rest(block: Block) -> str:
    return f'<p class="rest">{escape(block.rest)}</p>' if block.rest else ""


def _links(links: Sequence[tuple[str, str]]) -> str:
    made = " · ".join(f'<a href="{escape(address)}">{escape(text)}</a>' for address, text in links)
    return f"<nav>{made}</nav>" if made else ""
