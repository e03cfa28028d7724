"""Draws how the work flows. Every title is an answer, every figure says how far back the board is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from html import escape

import streamlit as st

from core import figures
from core.board.forecast import window
from core.board.numbers import Spread
from core.cards import Status
from core.dates import sprints
from core.model import Period
from core.reports.board_shapes import FlowReport
from pages.ui import board_charts, charts, session, why
from pages.ui import board_html as html
from pages.ui import board_reads as reads
from pages.ui.belief import belief
from pages.ui.board_flow_rows import (
    BANDS,
    FEWEST_FOR_LINES,
    MOST_DOTS,
    PLACES,
    aging_rows,
    days_said,
    finished_rows,
    standing_rows,
    week_rows,
)
from pages.ui.board_rows import BoardView, came_and_done
from pages.ui.board_view import address, history_since, keep, working
from pages.ui.text import escaped
from pages.ui.words import Words

WEEKS = ("12", "26", "52")
SPRINTS = NOW, LAST = ("sprint", "last_sprint")
PERIODS = (*WEEKS, *SPRINTS)
PARAMETER = "weeks"
LONGEST_SPRINTS = timedelta(days=200)
"""How far back the sprint before this one may have begun."""
LISTED = 15


class Key(StrEnum):
    WEEKS = "board_weeks"
    AGING = "board_aging"
    FINISHED = "board_finished"
    PER_WEEK = "board_per_week"
    CUMULATIVE = "board_cumulative"
    BELIEF = "board_belief"


def period_asked(board: BoardView, t: Words) -> Period:
    """What to look back on, bound to the address: so many full weeks and the present one, or a sprint."""
    asked = st.query_params.get(PARAMETER, "")
    st.session_state[Key.WEEKS] = asked if asked in PERIODS else PERIODS[0]
    st.segmented_control(
        t("weeks"),
        PERIODS,
        format_func=lambda n: t(f"period_{n}") if n in SPRINTS else t("weeks_back", n=n),
        key=Key.WEEKS,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: keep(weeks=st.session_state[Key.WEEKS]),
    )
    return period_of(board)


def period_of(board: BoardView) -> Period:
    """The period that the address asks for."""
    asked = st.query_params.get(PARAMETER, "")
    today = board.day_of(board.as_of)
    if asked in SPRINTS:
        return sprint(board, today, asked)
    weeks = int(asked) if asked in WEEKS else int(WEEKS[0])
    return Period(window(today).end - timedelta(weeks=weeks) + timedelta(days=1), today)


def sprint(board: BoardView, today: date, which: str) -> Period:
    """The sprint of today, until today, or the one before it; calendar months before the first monthly."""
    client_id = board.client.client_id
    days = [board.day_of(at) for at in reads.monthlies(session.version(), client_id, session.store())]
    known = [s.period for s in sprints(days, today - LONGEST_SPRINTS, today) if s.period.start <= today]
    now = next(n for n, period in enumerate(known) if today in period)
    if which == LAST and now > 0:
        return known[now - 1]
    return Period(known[now].start, today)


def report(board: BoardView, period: Period) -> FlowReport:
    """How work flowed in a period, kept until something changes."""
    key = (session.version(), board.client.client_id, board.as_of, period.start, period.end)
    return reads.flow(*key, session.store())


def draw(report: FlowReport, board: BoardView, ways: Callable[[], None], t: Words) -> None:
    """The whole part: figures, the `ways` to their cards, charts, whose turn it is, and how it was all counted."""
    since = history_since(board, t)
    said = "flow_sprint" if st.query_params.get(PARAMETER, "") in SPRINTS else "flow_period"
    st.caption(escaped(t(said, period=figures.period(report.period, t.language), since=since)))
    if report.unmapped:
        st.caption(escaped(t("flow_unmapped", n=len(report.unmapped))))
    _figures(report, board, t)
    ways()
    left, right = st.columns(2, gap="medium")
    with left:
        _aging(report, since, t)
        _per_week(report, since, t)
    with right:
        _finished(report, board, since, t)
        _cumulative(report, since, t)
    _waiting(report, since, t)
    _stuck(report, board, since, t)
    _forecast(report, since, t)
    left, right = st.columns(2, gap="medium")
    with left:
        _lists(report, since, t)
    with right:
        _promises(report, board, since, t)
    counted = (report.convention.said_in(t.language), t("convention_more"), since)
    told = "\n\n".join((f"**{t('convention')}**", *map(escaped, counted)))
    client_id, figures_shown = board.client.client_id, list(_MEANING.values())
    belief(client_id, figures_shown, report.period, board.day_of(board.as_of), t.language, key=Key.BELIEF, also=told)
    why.on_paper(figures_shown, t.language)


def _figures(report: FlowReport, board: BoardView, t: Words) -> None:
    weeks, came, done = came_and_done(report)
    straight = sum(one.straight for one in report.finished)
    with st.grid(4, min_column_width=165):
        more = report.started_not_finished - len(report.wip)
        _figure(
            "wip", t, figures.number(len(report.wip), t.language), t("wip_more", n=more) if more > 0 else t("wip_now")
        )
        _figure("cycle", t, _typical(report.cycle, t), t("of_done", n=report.cycle.n))
        _figure("lead", t, _typical(report.lead, t), t("of_done", n=report.lead.n))
        share = figures.percent(figures.ratio(straight, len(report.finished)), t.language)
        _figure("straight", t, share, t("straight_of", n=straight, all=len(report.finished)))
        _figure(
            "blocked_days",
            t,
            figures.number(report.blocked_days, t.language),
            t("blocked_now_n", n=len(board.status.blocked)),
        )
        best = figures.percent(report.efficiency, t.language) if report.efficiency is not None else figures.UNDEFINED
        _figure("efficiency", t, best, t("efficiency_of"))


def _typical(spread: Spread, t: Words) -> str:
    return figures.UNDEFINED if spread.p50 is None else days_said(spread.p50, t)


_MEANING = {
    "wip": "wip",
    "cycle": "cycle_time",
    "lead": "lead_time",
    "straight": "straight_to_done",
    "blocked_days": "blocked_days",
    "efficiency": "flow_efficiency",
}
"""Key of a figure's words -> its entry in the dictionary."""


def _figure(key: str, t: Words, value: str, note: str) -> None:
    hint = why.hint(_MEANING[key], t.language)
    st.metric(t(key), value, note, delta_color="off", delta_arrow="off", border=True, help=hint)


# ------------------------------------------------------------------------------------------------------------- how long


def _aging(report: FlowReport, since: str, t: Words) -> None:
    with st.container(border=True):
        st.subheader(_aging_title(report, t), anchor=False)
        if not report.ages:
            st.caption(escaped(since))
            return
        held = [place for place in PLACES if any(age.status == place for age in report.ages)]
        outside = [age for age in report.ages if age.status not in PLACES]
        charts.show(
            aging_rows(report, t),
            board_charts.aging(
                tuple(t(f"short_{place}") for place in held) + ((t("moved_back_place"),) if outside else ()),
                title=t("axis_days"),
            ),
            language=t.language,
            alt_text=_aging_title(report, t),
            key=Key.AGING,
        )
        few = [t(f"short_{place}") for place in held if not _has_lines(report, place)]
        note = t("aging_few", places=", ".join(few)) if few else ""
        over = _not_drawn(len(report.ages), t)
        st.caption(escaped(" ".join(part for part in (t("aging_note"), note, over, since) if part)))


def _not_drawn(number: int, t: Words) -> str:
    over = number - MOST_DOTS
    return t("not_drawn", n=figures.number(over, t.language)) if over > 0 else ""


def _has_lines(report: FlowReport, place: Status) -> bool:
    pace = report.paces.get(place)
    return pace is not None and pace.p50 is not None


def _aging_title(report: FlowReport, t: Words) -> str:
    if not report.ages:
        return t("aging_none")
    oldest = (
        t("day_one") if report.ages[0].days == 1 else t("day_many", n=figures.number(report.ages[0].days, t.language))
    )
    at_least = t("at_least") if report.ages[0].at_least else ""
    return t("aging_title", oldest=f"{at_least}{oldest}")


def _finished(report: FlowReport, board: BoardView, since: str, t: Words) -> None:
    spread = report.cycle
    with st.container(border=True):
        st.subheader(_finished_title(spread, t), anchor=False)
        data = finished_rows(report, board.day_of, t)
        if not data.num_rows:
            st.caption(escaped(since))
            return
        charts.show(
            data,
            board_charts.finished(title=t("axis_days"), dates=t("axis_dates")),
            language=t.language,
            alt_text=_finished_title(spread, t),
            key=Key.FINISHED,
        )
        note = t("finished_note") if spread.n >= FEWEST_FOR_LINES else t("few_note", n=spread.n)
        lead = _lead_said(report.lead, t)
        tidied = [t("tidied", day=figures.day(day, t.language), n=n) for day, n in report.tidied.items()]
        over = _not_drawn(spread.n, t)
        st.caption(escaped(" ".join(part for part in (note, lead, *tidied[:3], over, since) if part)))


def _finished_title(spread: Spread, t: Words) -> str:
    if not spread.n:
        return t("finished_none")
    if spread.p85 is not None:
        return t("finished_title", days=days_said(spread.p85, t))
    return t("finished_few_one") if spread.n == 1 else t("finished_few", n=spread.n)


def _lead_said(spread: Spread, t: Words) -> str:
    levels = ((50, spread.p50), (85, spread.p85), (95, spread.p95))
    said = [t("line", level=level, days=days_said(number, t)) for level, number in levels if number is not None]
    return t("lead_said", levels=", ".join(said)) if said else ""


# ------------------------------------------------------------------------------------------------------------- how much


def _per_week(report: FlowReport, since: str, t: Words) -> None:
    with st.container(border=True):
        st.subheader(_weeks_title(report, t), anchor=False)
        data = week_rows(report, t)
        if not any(data["cards"].to_pylist() if data.num_rows else ()):
            st.caption(escaped(since))
            return
        charts.show(
            data,
            board_charts.weeks(t("came"), t("done"), title=t("axis_week")),
            language=t.language,
            alt_text=_weeks_title(report, t),
            key=Key.PER_WEEK,
        )
        unknown = sum(week.done is None for week in report.weeks)
        dim = t("weeks_unknown", n=unknown) if unknown else ""
        st.caption(escaped(" ".join(part for part in (t("weeks_note"), dim, since) if part)))


def _weeks_title(report: FlowReport, t: Words) -> str:
    weeks, came, done = came_and_done(report)
    if not weeks:
        return t("weeks_none")
    if not came and not done:
        return t("weeks_still")
    key = "weeks_more" if came > done else "weeks_less" if came < done else "weeks_even"
    return t(key, came=figures.number(came, t.language), done=figures.number(done, t.language), weeks=weeks)


def _cumulative(report: FlowReport, since: str, t: Words) -> None:
    with st.container(border=True):
        st.subheader(t("cumulative_title") if report.standing else t("cumulative_none"), anchor=False)
        if not report.standing:
            st.caption(escaped(since))
            return
        charts.show(
            standing_rows(report, t),
            board_charts.cumulative(tuple(t(f"band_{band}") for band in BANDS), dates=t("axis_dates")),
            language=t.language,
            alt_text=t("cumulative_alt", done=report.standing[-1].reached[-1], all=report.standing[-1].reached[0]),
            key=Key.CUMULATIVE,
        )
        st.caption(escaped(f"{t('cumulative_note')} {since}"))


# ------------------------------------------------------------------------------------------------------ turns and dates


def _waiting(report: FlowReport, since: str, t: Words) -> None:
    """Whose turn it is, in words the client may read too."""
    with st.container(border=True):
        clients = [row for row in report.waiting if row.turn.side == "client"]
        st.subheader(
            t("waiting_none") if not report.waiting else _waiting_title(len(clients), len(report.waiting), t),
            anchor=False,
        )
        held = t("held_in_period", client=working(report.held.client, t), us=working(report.held.us, t))
        st.markdown(escaped(held))
        if report.waiting:
            cells = [
                (
                    html.link(row.card.card_id, row.card.name, t, address),
                    escape(t(f"turn_{row.turn.side}", days=working(row.turn.working_days, t))),
                    figures.number(row.held.client, t.language),
                    figures.number(row.held.us, t.language),
                )
                for row in report.waiting[:LISTED]
            ]
            st.html(html.table((t("col_card"), t("whose_turn"), t("col_client"), t("col_us")), cells))
            if len(report.waiting) > LISTED:
                st.caption(t("rest", n=len(report.waiting) - LISTED))
        st.caption(escaped(f"{t('waiting_note')} {since}"))


def _waiting_title(clients: int, every: int, t: Words) -> str:
    return t("waiting_title", client=clients, us=every - clients)


def _stuck(report: FlowReport, board: BoardView, since: str, t: Words) -> None:
    """What cannot go on now, why, and how much of the time under way that took."""
    with st.container(border=True):
        count = len(board.status.blocked)
        st.subheader(t("stuck_none") if not count else t("stuck_title", n=count), anchor=False)
        if count:
            cells = [
                (
                    html.link(one.card.card_id, one.card.name, t, address),
                    html.own(one.stuck.reason) if one.stuck.reason else escape(t("stuck_no_reason")),
                    figures.UNDEFINED if one.working_days is None else escape(working(one.working_days, t)),
                )
                for one in board.status.blocked[:LISTED]
            ]
            st.html(html.table((t("col_card"), t("col_why"), t("col_how_long")), cells))
            if count > LISTED:
                st.caption(t("rest", n=count - LISTED))
        said = t("efficiency_note", us=working(report.held.us, t), blocked=working(report.blocked_days, t))
        st.caption(escaped(f"{said} {since}"))


def _forecast(report: FlowReport, since: str, t: Words) -> None:
    with st.container(border=True):
        said = report.forecast
        if said is None:
            st.subheader(t("forecast_silent"), anchor=False)
            st.markdown(escaped(report.why_no_forecast.said_in(t.language) if report.why_no_forecast else ""))
        else:
            until = figures.day(said.until, t.language)
            title = "forecast_title" if said.at_least else "forecast_title_none"
            st.subheader(t(title, until=until, n=said.at_least), anchor=False)
            more = "forecast_more" if said.typical else "forecast_more_none"
            st.markdown(escaped(t(more, n=said.typical, weeks=said.weeks, open=said.open_cards)))
            over = said.open_weeks
            st.markdown(escaped(t("forecast_open_never") if over is None else t("forecast_open", weeks=over)))
            st.caption(escaped(t("forecast_trend" if said.trend else "forecast_note", weeks=said.from_weeks)))
        st.caption(escaped(since))


def _lists(report: FlowReport, since: str, t: Words) -> None:
    with st.container(border=True):
        st.subheader(t("lists_time_title"), anchor=False)
        if report.lists:
            cells = [
                (html.own(one.row.row.name), str(one.n), _maybe(one.p50, t), _maybe(one.p85, t))
                for one in report.lists[:LISTED]
            ]
            st.html(html.table((t("col_list"), t("col_done"), t("col_half"), t("col_most")), cells))
        else:
            st.caption(t("lists_time_none"))
        st.caption(escaped(f"{t('lists_time_note')} {since}"))


def _maybe(number: float | None, t: Words) -> str:
    return figures.UNDEFINED if number is None else escape(html.days(number, t))


def _slipped(number: int | None, t: Words) -> str:
    if number is None:
        return figures.UNDEFINED
    signed = figures.number(number, t.language, signed=True)
    return t("slip_one" if abs(number) == 1 else "day_many", n=signed)


def _promises(report: FlowReport, board: BoardView, since: str, t: Words) -> None:
    with st.container(border=True):
        count = len(report.promises)
        title = t("promises_none") if not count else t("promises_one") if count == 1 else t("promises_many", n=count)
        st.subheader(title, anchor=False)
        if count:
            cells = [
                (
                    html.link(card.card_id, card.name, t, address),
                    figures.day(board.day_of(said.first), t.language),
                    figures.day(board.day_of(said.due), t.language) if said.due else escape(t("no_due")),
                    escape(_slipped(said.slipped, t)),
                )
                for card, said in report.promises[:LISTED]
            ]
            st.html(html.table((t("col_card"), t("col_first"), t("col_now"), t("col_slip")), cells))
            if count > LISTED:
                st.caption(t("rest", n=count - LISTED))
        st.caption(escaped(f"{t('promises_note', back=len(report.moved_back), again=len(report.reopened))} {since}"))
