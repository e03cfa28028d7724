"""Draws the client's page from its document: words first, one picture, nothing that the document does not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyarrow as pa
import streamlit as st

from core import figures
from core.brand import Brand
from core.measure.balance import Band
from core.reports.client_document import LEARNT, REST, Document, Item, Part
from core.reports.client_words import BANDS, SCOPE_ALL, TITLES
from core.shares import Section, Share
from core.sources.logo import shown_width
from pages.ui import charts
from pages.ui.balance_rows import STAGES
from pages.ui.palette import SHAPE
from pages.ui.paper import at_the_foot
from pages.ui.text import escaped
from pages.ui.words import Words

LONGEST_BAR = 2.0
"""Twice the goal: what is beyond is drawn as this, its figure says how much it is."""


def heading(document: Document, brand: Brand, until: str, share: Share, t: Words) -> None:
    """Whose page it is, about which days, as of when, and until when the link works."""
    letterhead(document.client, brand)
    as_of = t("frozen" if share.frozen_at else "as_of", day=document.as_of_day)
    # No caption: its grey is too pale to be read by everybody.
    scope = [document.scope] if document.scope != SCOPE_ALL.said_in(document.language) else []
    line = " · ".join(one for one in (document.days, as_of, *scope, t("until", day=until)) if one)
    st.markdown(f":small[{escaped(line)}]")
    at_the_foot(" · ".join(one for one in (document.client, document.days, as_of, document.scope) if one))


def letterhead(name: str, brand: Brand, *, title: Callable[..., object] = st.title) -> None:
    """The client's logo and name over a line in their colour. Streamlit has one theme for everybody; what is theirs
    stands in the page itself."""
    if brand.logo:
        st.image(brand.logo, width=shown_width(brand.logo), alt=name, output_format="PNG")
    title(escaped(name), anchor=False)
    if brand.accent:
        st.html(f'<hr style="border: 0; border-top: 4px solid {brand.accent}; margin: 0">')


def parts(document: Document, brand: Brand, t: Words) -> None:
    """Every section of the document, in its order."""
    for part in document.parts:
        st.header(TITLES[part.section].said_in(t.language), anchor=False)
        if part.lead:
            st.markdown(escaped(part.lead))
        if part.section is Section.BALANCE:
            _bars(part, t)
        goals = [item for item in part.items if item.done is not None]
        if goals:
            _goals(goals, brand, t)
        lines = [item for item in part.items if item.share is None and item.done is None]
        if lines:
            st.markdown("\n".join(f"- {_line(item, t)}" for item in lines))


def _goals(items: Sequence[Item], brand: Brand, t: Words) -> None:
    """Each number as a bar towards the mark of its goal, all on one scale, in the client's own colour."""
    widest = min(LONGEST_BAR, max(1.0, *(item.done or 0.0 for item in items))) * 1.1
    rows = [
        _bar(item, place, t)
        | {
            "key": "goal",
            "name": item.text,
            "value": item.value,
            "under": item.detail.removeprefix(f"{item.value}, "),
            "share": min(max(item.done or 0.0, 0.0), LONGEST_BAR) / widest,
            "target": 1 / widest,
        }
        for place, item in enumerate(items)
    ]
    with st.container(key="client_goals"):
        charts.show(
            pa.Table.from_pylist(rows),
            charts.bars(len(rows), ("goal",), targets=True, color=brand.accent),
            language=t.language,
            alt_text="; ".join(f"{item.text}: {item.detail}, {_standing(item, t)}" for item in items),
            key="client_goals_chart",
        )


def _line(item: Item, t: Words) -> str:
    if item.key == REST:
        return escaped(item.text)
    status = f" · {_standing(item, t)}" if item.status else ""
    detail = f" – {escaped(item.detail)}" if item.detail else ""
    # What was learnt is sentences; names of cards and goals stand out.
    text = escaped(item.text) if item.key == LEARNT else f"**{escaped(item.text)}**"
    return f"{text}{detail}{status}"


def _bars(part: Part, t: Words) -> None:
    bars = [item for item in part.items if item.share is not None]
    if not bars:
        return
    compared = any(item.target is not None for item in bars)
    with st.container(key="client_balance"):
        charts.show(
            pa.Table.from_pylist([_bar(item, place, t) for place, item in enumerate(bars)]),
            charts.bars(len(bars), STAGES, targets=compared),
            language=t.language,
            alt_text="; ".join(f"{item.text}: {item.detail}" for item in bars),
            key="client_balance_chart",
        )


def _bar(item: Item, place: int, t: Words) -> dict[str, object]:
    return {
        "place": place,
        "key": item.key,
        "name": item.text.partition(" – ")[0],
        "share": item.share,
        "target": item.target,
        "value": figures.percent(item.share, t.language),
        "under": item.detail,
        "status": _word(item, t),
        "shape": SHAPE.get(item.status, ""),
        "band": item.status,
        "said": f"{item.text}: {item.detail}",
    }


def _standing(item: Item, t: Words) -> str:
    return f"{SHAPE[item.status]} {_word(item, t)}" if item.status else ""


def _word(item: Item, t: Words) -> str:
    """The same words as in the sentence above the picture, not those of the team's pages."""
    return BANDS[Band(item.status)].said_in(t.language) if item.status else ""
