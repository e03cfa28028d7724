"""What the Balance page lays beside the money: each stage's work, content and result, every count the way to what it
counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from core import figures
from core.findings.effects import level
from core.measure.dictionary import entry
from core.measure.metrics import Unit
from core.model import Stage
from core.reports.shapes import BalanceReport
from core.reports.stage_work import Result, StageWork, StageWorks
from core.reports.trust import Trust
from pages.ui import board_html as html
from pages.ui import palette, why
from pages.ui.names import short_name
from pages.ui.words import Words
from pages.ui.words.balance_work import BALANCE_WORK


def beside(report: BalanceReport, works: StageWorks, trusted: Trust, language: str) -> None:
    """Nothing where there is neither a board nor content."""
    if not (works.has_board or works.has_content):
        return
    t = Words(BALANCE_WORK, language)
    table = _Table(report, works, trusted, t)
    shown = [row for row in works.rows if row.stage in set(Stage) or row.under_way or row.done]
    with st.container(border=True):
        st.subheader(answer(works, t), anchor=False)
        st.html(html.table(table.heads(), [table.row(row) for row in shown]))
        st.caption(t("how", days=figures.period(report.period, language)))


def answer(works: StageWorks, t: Words) -> str:
    """Which stages nobody works on, and which have nothing to show; else what all of them have."""
    parts = [t(key, stages=_names(stages, t)) for key, stages in (("idle", works.idle), ("mute", works.mute)) if stages]
    if parts:
        said = "; ".join(parts)
        return f"{said[0].upper()}{said[1:]}"
    if works.has_board and works.has_content:
        return t("all_there")
    return t("all_worked" if works.has_board else "all_content")


def _names(stages: Sequence[str], t: Words) -> str:
    return ", ".join(short_name(stage, t.language) for stage in stages)


@dataclass(frozen=True)
class _Table:
    """Its cells are HTML. A column that nothing is known for is left out."""

    report: BalanceReport
    works: StageWorks
    trusted: Trust
    t: Words

    def heads(self) -> list[str]:
        content = ["col_content"] if self.works.has_content else []
        work = ["col_work", "col_done"] if self.works.has_board else []
        return ["", *(self.t(head) for head in ("col_money", *content, *work, "col_result"))]

    def row(self, row: StageWork) -> list[str]:
        is_stage = row.stage in set(Stage)
        cells = [self._name(row.stage), self._money(row.stage) if is_stage else figures.UNDEFINED]
        if self.works.has_content:
            cells.append(self._count(row.live, "content", row.stage) if is_stage else figures.UNDEFINED)
        if self.works.has_board:
            done = escape(figures.number(row.done, self.t.language))
            cells += [self._count(row.under_way, "board", row.stage), done]
        return [*cells, self._result(row.result) if row.result else figures.UNDEFINED]

    def _name(self, stage: str) -> str:
        colour, name = palette.BUCKET.get(stage, palette.TEXT), short_name(stage, self.t.language)
        return f'<span style="white-space:nowrap"><span style="color:{colour}">■</span> {escape(name)}</span>'

    def _money(self, stage: str) -> str:
        """The share that the bars above show."""
        balance = self.report.balance
        share = figures.ratio(self.report.by_bucket[stage], balance.staged if balance else self.report.total)
        return escape(figures.percent(share, self.t.language))

    def _count(self, n: int, page: str, stage: str) -> str:
        none = f'<span style="color:{palette.BAND["off"]}">◆</span> {escape(self.t("none"))}'
        said = escape(figures.number(n, self.t.language)) if n else none
        query = urlencode({"client": self.report.client_id, "stage": stage})
        return f'<a href="{page}?{escape(query)}" target="_self" style="color:inherit">{said}</a>'

    def _result(self, found: Result) -> str:
        t, metric = self.t, found.metric
        said = t("result", value=self._value(found), name=metric.name.said_in(t.language))
        if found.through < self.report.period.end:
            said = t("result_through", said=said, day=figures.day(found.through, t.language, year=False))
        against = self.trusted.against(*entry(metric.metric_id).needs)
        return escape(f"{why.plain_mark(against[0].state, t.language)} · {said}" if against else said)

    def _value(self, found: Result) -> str:
        """Half conversions are told as such; whole ones without a decimal."""
        if found.metric.unit is Unit.COUNT:
            return figures.number(found.value, self.t.language, 0 if found.value.is_integer() else 1)
        return level(found.metric, found.value, self.works.currency)(self.t.language)
