"""The drawer of one card: what it is, where it has been and for how long, what became of its due date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from core import figures
from core.cards import Status
from core.store.card_links import CardLink
from core.store.cards import Comment
from pages.ui import board_acts as acts
from pages.ui import board_card_edit as edit
from pages.ui import board_html as html
from pages.ui import board_reads as reads
from pages.ui import expected, places, session
from pages.ui.board_detail import Detail, Stay
from pages.ui.board_rows import BoardView, local, plain
from pages.ui.board_view import CARD, history_since, keep, stuck_said, working
from pages.ui.names import channel_name, short_name
from pages.ui.session import guarded_fragment
from pages.ui.text import escaped
from pages.ui.words import Words

LONGEST_TITLE = 140
LONGEST_NAME = 2000
MOST_STAYS = 60
MOST_ITEMS = 100


def open_asked(board: BoardView, t: Words) -> None:
    """Open the card that the address names; one that is not on these boards is said to be missing."""
    card_id = reads.card_id_now(session.store(), board, st.query_params.get(CARD, ""))
    if not card_id:
        return
    one = reads.card(session.store(), board, card_id)
    if one is None:
        row = next((row for row in board.rows if row.card_id == card_id), None)
        why = "card_unknown" if row is None else "card_waits" if row.pending else "card_apart"
        _drawer(row.name if row else "", t)(st.info)(t(why))
        return
    _drawer(one.card.name, t)(_draw)(one, board, t)


def _drawer(name: str, t: Words) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """A drawer with a card's name above it, cut at a length nobody reads beyond."""
    said = plain(name) or t("no_name")
    title = said if len(said) <= LONGEST_TITLE else f"{said[:LONGEST_TITLE]}…"
    return st.dialog(escaped(title), width="medium", position="right", on_dismiss=lambda: keep(card=""))


def _draw(one: Detail, board: BoardView, t: Words) -> None:
    _inside(one, board, t)


@guarded_fragment()
def _inside(one: Detail, board: BoardView, t: Words) -> None:
    places.each(acts.show)
    parts = [t("tab_now"), t("tab_edit"), t("tab_history")]
    # Kept by key: what is done in a part leaves the person in it, although the drawer is drawn anew.
    now, changing, been = st.tabs(parts, key=f"board_tabs_{one.card.card_id}", on_change="rerun")
    with now:
        st.html(html.table((t("what"), ""), _facts(one, board, t)))
        _links(reads.links(session.store(), board, one.card.card_id), board, t)
        expected.listed(one, board, t.language)
        _checklists(one, t)
        _comments(reads.comments(session.store(), board, one.card.card_id), board, t)
    with changing:
        edit.forms(one, board, t)
        expected.of_card(one, board, t.language)
    with been:
        _history(one, board, t)


def _history(one: Detail, board: BoardView, t: Words) -> None:
    _due(one, board, t)
    st.header(t("per_list"), anchor=False)
    st.html(
        html.table(
            (t("col_list"), t("col_time"), t("col_times")),
            [(html.own(name), escape(html.days(there, t)), str(times)) for name, there, times in one.per_list],
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


def _facts(one: Detail, board: BoardView, t: Words) -> list[tuple[str, str]]:
    row = one.row
    where = f"{escape(t(f'short_{row.part}'))} · {html.own(row.list_name)}"
    gone = one.card.gone_at is not None
    found = [
        (t("where"), f"{where} · {escape(t('gone' if gone else 'archived'))}" if gone or one.archived else where),
        (t("lain"), "" if gone or one.archived else escape(html.in_list(row.days, t))),
        (t("col_owner"), ", ".join(html.own(name) for name in row.owners) or escape(t("nobody"))),
        (t("col_due"), html.due_said(row, t) or escape(t("no_due"))),
        (t("blocked_title"), _stuck(one, board, t)),
        (t("whose_turn"), escape(_turn(one, t))),
        (t("col_stage"), escape(", ".join(short_name(stage, t.language) for stage in row.stages))),
        (t("filter_channel"), ", ".join(html.own(channel_name(name, t.language)) for name in row.channels)),
        (t("col_labels"), ", ".join(html.own(name) for name in row.labels)),
        *((html.own(name), html.own(value)) for name, value in one.card.fields),
        (t("board_name"), html.own(one.board_name)),
    ]
    if len(one.card.name) > LONGEST_TITLE:
        found.insert(
            0, (t("whole_name"), f'<bdi style="overflow-wrap:anywhere">{escape(one.card.name[:LONGEST_NAME])}</bdi>')
        )
    return [(f'<span style="opacity:.75;white-space:nowrap">{name}</span>', said) for name, said in found if said]


def _turn(one: Detail, t: Words) -> str:
    """Whose turn the card is and how long each side has held it; empty for a card that was never under way."""
    if not one.held.client and not one.held.us:
        return ""
    turn_said = f"{t(f'turn_{one.turn.side}', days=working(one.turn.working_days, t))}. " if one.turn else ""
    return turn_said + t("held", client=working(one.held.client, t), us=working(one.held.us, t))


def _stuck(one: Detail, board: BoardView, t: Words) -> str:
    known = next((b for b in board.status.blocked if b.card.card_id == one.card.card_id), None)
    return f"■ {html.own(stuck_said(known.stuck.reason, known.working_days, t))}" if known else ""


def _links(links: list[CardLink], board: BoardView, t: Words) -> None:
    """What the card came of: kept words, with the day."""
    for link in links:
        day = figures.day(board.day_of(link.linked_at), t.language)
        st.markdown(f"**{t(f'link_{link.kind}')}** · {escaped(plain(link.text)[:LONGEST_NAME])} · {day}")


def _comments(said: list[Comment], board: BoardView, t: Words) -> None:
    if not said:
        return
    st.header(t("comments"), anchor=False)
    zone = board.client.timezone
    st.html(
        html.table(
            (t("col_when"), t("col_who"), t("col_said")),
            [
                (
                    escape(figures.moment(local(one.said_at, zone), t.language)),
                    html.own(one.said_by),
                    f'<bdi style="overflow-wrap:anywhere">{escape(one.text[:LONGEST_NAME])}</bdi>',
                )
                for one in reversed(said[-MOST_ITEMS:])
            ],
        )
    )


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
    st.header(t("promise" if said.changes else "promise_kept"), anchor=False)
    first = figures.day(board.day_of(said.first), t.language)
    # A card that is not done has neither kept nor broken a date that was never moved.
    told = slip(said.slipped, t) if said.changes or one.row.part == Status.DONE else ""
    st.markdown(escaped(f"{t('promise_first', day=first)} {told}".strip()))
    changes = [(escape(figures.moment(at, t.language)), escape(_change(a, b, t))) for at, a, b in one.dues]
    st.html(html.table((t("col_when"), t("col_change")), changes))


def _change(before: date | None, after: date | None, t: Words) -> str:
    if after is None:
        return t("due_off")
    return t("due_to" if before else "due_set", day=figures.day(after, t.language))


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
    return name, escape(f"{figures.day(stay.start, t.language)} – {end}"), escape(html.days(stay.days, t))
