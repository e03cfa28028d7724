"""Facts for the tests of agendas: a day, a window, and cards and findings with only what matters said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from core.cards import Status
from core.findings.finding import Finding, table
from core.findings.finding import Kind as Found
from core.meetings.shapes import Kind, Known, WorkCard
from core.model import Period, Sentence

TODAY = date(2026, 9, 29)
SINCE = datetime(2026, 9, 22, 5, 0)
WINDOW = Period(date(2026, 9, 22), date(2026, 9, 28))


def known(kind: Kind = Kind.WEEKLY, *, with_client: bool = False, **more: Any) -> Known:
    shared = {"has_board": True, "has_data": True, "keeps_numbers": True, "first": False, "today": TODAY}
    return Known(kind=kind, with_client=with_client, since=SINCE, window=WINDOW, **(shared | more))


def card(name: str, status: Status = Status.DOING, **more: Any) -> WorkCard:
    shared: dict[str, Any] = {
        "channel": "",
        "internal": False,
        "news": False,
        "pos": 0.0,
        "done_in_window": False,
        "came_in_window": False,
        "moved": True,
        "lies_days": 1,
        "due": None,
        "overdue": False,
    }
    return WorkCard(card_id=f"id {name}", name=name, status=status, **(shared | more))


def finding(kind: Found, n: int = 1, **more: Any) -> Finding:
    shared: dict[str, Any] = {
        "direction": "",
        "sentence": Sentence(f"Fact {n}.", f"Tosiasia {n}."),
        "evidence": table((), ()),
        "lever": Sentence("Secret lever.", "Salainen vipu."),
        "goes_away": Sentence("", ""),
        "key": f"{kind}/{n}",
        "cause": f"{kind}/{n}",
        "rule": "",
        "period": WINDOW,
    }
    return Finding(kind=kind, **(shared | more))
