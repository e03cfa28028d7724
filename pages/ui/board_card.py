"""The drawer of one card: what it is, where it has been and for how long, and what became of its due date."""

from __future__ import annotations

from html import escape

import streamlit as st

from core import figures
from core.board.waiting import clock, turn
from pages.ui import board_html as html
from pages.ui.board_rows import UNMAPPED, BoardView, Detail, Stay, detail, plain
from pages.ui.board_view import CARD, history_since, keep
from pages.ui.session import guarded_fragment
from pages.ui.text import escaped
from pages.ui.words import Words

LONGEST_TITLE = 140
LONGEST_NAME = 2000
MOST_STAYS = 60
MOST_ITEMS = 100


def open_asked(board: BoardView, t: Words) -> None:
    """Open the card that the address names; one that is not on these boards is said to be missing."""
    card_id = st.query_params.get(CARD, "")
    if not card_id:
        return
    one = detail(board.scene, card_id, board.status.needs_a_hand["overdue"])
    if one is None:
        st.warning(t("card_unknown"))
        return
    name = plain(one.card.name) or t("no_name")
    title = name if len(name) <= LONGEST_TITLE else f"{name[:LONGEST_TITLE]}…"
    show = st.dialog(escaped(title), width="medium", position="right", on_dismiss=lambda: keep(card=""))
    show(_draw)(one, board, t)


def _draw(one: Detail, board: BoardView, t: Words) -> None:
    _inside(one, board, t)


@guarded_fragment()
def _inside(one: Detail, board: BoardView, t: Words) -> None:
    st.html(html.table((t("what"), ""), _facts(one, board, t)))
    _checklists(one, t)
    _due(one, board, t)
    st.header(t("per_list"), anchor=False)
    st.html(
        html.table(
            (t("col_list"), t("col_time"), t("col_times")),
            [(html.own(name), escape(days(there, t)), str(times)) for name, there, times in one.per_list],
        )
    )
    st.header(t("history"), anchor=False)
    st.caption(escaped(history_since(board, t)))
    st.html(
        html.table((t("col_list"), t("col_from"), t("col_time")), [_stay(stay, t) for stay in one.stays[:MOST_STAYS]])
    )
    if len(one.stays) > MOST_STAYS:
        st.caption(t("older_stays", n=len(one.stays) - MOST_STAYS))
    if not one.came_known:
        st.caption(t("came_unknown"))


def days(number: float, t: Words) -> str:
    """A length of time in days, with a decimal while it is short."""
    if number < 0.05:
        return t("under_a_day")
    whole = figures.number(number, t.language, 1 if number < 10 else 0)
    return t("day_one") if whole == "1" else t("day_many", n=whole)


def _facts(one: Detail, board: BoardView, t: Words) -> list[tuple[str, str]]:
    row = one.row
    column = t("status_unmapped" if row.status == UNMAPPED else f"status_{row.status}")
    where = f"{escape(column)} · {html.own(row.list_name)}"
    gone = one.card.gone_at is not None
    found = [
        (t("where"), f"{where} · {escape(t('gone' if gone else 'archived'))}" if gone or one.archived else where),
        (t("lain"), "" if gone or one.archived else escape(html.in_list(row.days, t))),
        (t("col_owner"), ", ".join(html.own(name) for name in row.owners) or escape(t("nobody"))),
        (t("col_due"), html.due_said(row, t) or escape(t("no_due"))),
        (t("whose_turn"), escape(_turn(one, board, t))),
        (t("col_labels"), ", ".join(html.own(name) for name in row.labels)),
        *((html.own(name), html.own(value)) for name, value in one.card.fields),
        (t("board_name"), html.own(one.board_name)),
    ]
    if len(one.card.name) > LONGEST_TITLE:
        found.insert(
            0, (t("whole_name"), f'<bdi style="overflow-wrap:anywhere">{escape(one.card.name[:LONGEST_NAME])}</bdi>')
        )
    return [(f'<span style="opacity:.75;white-space:nowrap">{name}</span>', said) for name, said in found if said]


def _turn(one: Detail, board: BoardView, t: Words) -> str:
    """Whose turn the card is and how long each side has held it; empty for a card that was never under way."""
    scene = board.scene
    work = next(work for work in scene.works if work.card.card_id == one.card.card_id)
    held = clock(work.spans, scene.as_of, scene.day_of)
    if not held.client and not held.us:
        return ""
    now = turn(work.spans, scene.as_of, scene.day_of)
    turn_said = f"{t(f'turn_{now.side}', days=working(now.working_days, t))}. " if now else ""
    return turn_said + t("held", client=working(held.client, t), us=working(held.us, t))


def working(number: int, t: Words) -> str:
    return t("working_one") if number == 1 else t("working_many", n=figures.number(number, t.language))


def _checklists(one: Detail, t: Words) -> None:
    for checklist in one.card.checklists[:MOST_ITEMS]:
        if checklist.items:
            done = sum(item.done for item in checklist.items)
            name = escaped(checklist.name or t("checklist"))
            st.markdown(f"**{name}** · {t('checked', done=done, n=len(checklist.items))}")
            st.progress(done / len(checklist.items))
            marks = "".join(
                f'<li style="padding:.1rem 0">{"☑" if item.done else "☐"} {html.own(item.name)}</li>'
                for item in checklist.items[:MOST_ITEMS]
            )
            st.html(f'<ul style="list-style:none;margin:0;padding:0;font-size:.9rem">{marks}</ul>')


def _due(one: Detail, board: BoardView, t: Words) -> None:
    """The first promise and every change of it, when there was one."""
    said = one.promised
    if said is None or not one.dues:
        return
    st.header(t("promise"), anchor=False)
    first = figures.day(board.scene.day_of(said.first), t.language)
    st.markdown(escaped(f"{t('promise_first', day=first)} {slip(said.slipped, t)}".strip()))
    changes = [
        (figures.moment(at, t.language), t("due_to", day=figures.day(to, t.language)) if to else t("due_off"))
        for at, to in one.dues
    ]
    st.html(html.table((t("col_when"), t("col_change")), [(escape(at), escape(what)) for at, what in changes]))


def slip(number: int | None, t: Words) -> str:
    """How far the present date, or the finish, is from the first promise."""
    if number is None:
        return ""
    if number == 0:
        return t("slip_none")
    count = t("day_one") if abs(number) == 1 else t("day_many", n=figures.number(abs(number), t.language))
    return t("slip_later" if number > 0 else "slip_earlier", days=count)


def _stay(stay: Stay, t: Words) -> tuple[str, str, str]:
    name = html.own(stay.list_name) or escape(t("list_unknown"))
    if stay.archived:
        name += f" · {escape(t('archived'))}"
    end = figures.day(stay.end, t.language) if stay.end else t("still")
    return name, escape(f"{figures.day(stay.start, t.language)} – {end}"), escape(days(stay.days, t))
