"""From a finding to a card, a line on the agenda, or quiet for a while; and a kind that switches itself off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import Refused
from core.findings.facts import Facts
from core.findings.finding import Kind
from core.findings.heard import FEWEST_SHOWN, kind_counts
from core.findings.rules import found_in
from core.jobs import findings as acts
from core.jobs.cards import create_board
from core.model import Client
from core.reports.board_scene import scene_at
from core.reports.finding_facts import finding_facts
from core.store import Store, clients, open_store
from core.store import cards as card_store
from core.store import findings as said
from tests.core.findings.making import of_kind
from tests.core.findings.test_rules import wednesday

NOW = datetime(2026, 10, 6, 6)
WHO = "anna@example.fi"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


@pytest.fixture
def fir(store: Store) -> Client:
    return clients.add_client(store.ops, name="Kuusi Oy", now=NOW)


def heard(store: Store, fir: Client, now: datetime = NOW) -> Facts:
    """The Wednesday as this client's, with what people have said."""
    return wednesday(heard=finding_facts(store, client_id=fir.client_id, as_of=now).heard)


def test_a_card_with_the_evidence_and_a_line_on_the_agenda(store: Store, fir: Client) -> None:
    create_board(store, client_id=fir.client_id, name="Kuusi", who=WHO, now=NOW)
    finding = of_kind(wednesday(), Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    made = acts.make_card(store, client_id=fir.client_id, finding=finding, who=WHO, now=NOW)
    scene = scene_at(store, client_id=fir.client_id, as_of=NOW + timedelta(minutes=1))
    work = scene.by_id[made.card.card_id]
    assert work.status == "backlog"
    assert work.card.name.startswith("Siirrä")
    (note,) = card_store.list_comments(store.ops, client_id=fir.client_id, card_id=made.card.card_id)
    assert note.text.startswith("Odottaa asiakkaan päätöstä.")
    assert "Reach Lookalike A" in note.text
    assert "-101,31" in note.text.replace("\u2212", "-")
    (line,) = said.list_agenda_lines(store.ops, client_id=fir.client_id, before=NOW)
    assert line.card_id == made.card.card_id
    assert of_kind(heard(store, fir), Kind.TRAFFIC_WITHOUT_CONVERSIONS).card == made.card.card_id
    again = acts.add_to_agenda(store, client_id=fir.client_id, finding=finding, who=WHO, now=NOW)
    assert again.card_id == line.card_id
    assert said.list_agenda_lines(store.ops, client_id=fir.client_id, before=NOW) == [again], "one of a finding"


def test_without_a_board_the_card_is_refused_and_nothing_is_written(store: Store, fir: Client) -> None:
    finding = of_kind(wednesday(), Kind.TRAFFIC_WITHOUT_CONVERSIONS)
    with pytest.raises(Refused):
        acts.make_card(store, client_id=fir.client_id, finding=finding, who=WHO, now=NOW)
    assert said.list_agenda_lines(store.ops, client_id=fir.client_id, before=NOW) == []


def test_put_aside_until_a_day_or_until_more_is_at_stake(store: Store, fir: Client) -> None:
    finding = of_kind(wednesday(), Kind.STAGE_OVER)
    key = finding.key
    until = NOW.date() + timedelta(days=7)
    acts.snooze(store, client_id=fir.client_id, finding=finding, until=until, who=WHO, now=NOW)
    aside = heard(store, fir).heard
    assert aside.why_not(finding, NOW.date()) is not None
    assert aside.why_not(finding, until) is None
    assert aside.why_not(replace(finding, eur=(finding.eur or Decimal(0)) * 2), NOW.date()) is None
    shown = found_in(heard(store, fir))
    assert key not in {f.key for f in shown.findings}
    assert any(n.key == key and "Put aside" in n.why.en for n in shown.not_shown)
    acts.wake(store, client_id=fir.client_id, finding_key=key, kind=Kind.STAGE_OVER, who=WHO, now=NOW)
    assert key in {f.key for f in found_in(heard(store, fir)).findings}
    before = heard(store, fir, NOW - timedelta(hours=1)).heard
    assert before.aside == {}, "what was said later is not known before it"
    with pytest.raises(Refused):
        acts.snooze(store, client_id=fir.client_id, finding=finding, until=NOW.date(), who=WHO, now=NOW)


def test_dismissed_with_a_reason(store: Store, fir: Client) -> None:
    finding = of_kind(wednesday(), Kind.STAGE_OVER)
    with pytest.raises(Refused):
        acts.dismiss(store, client_id=fir.client_id, finding=finding, reason="  ", who=WHO, now=NOW)
    acts.dismiss(store, client_id=fir.client_id, finding=finding, reason="Agreed by phone", who=WHO, now=NOW)
    found = found_in(heard(store, fir))
    assert any("Agreed by phone" in n.why.en for n in found.not_shown if n.key == finding.key)


def test_a_kind_that_is_mostly_dismissed_switches_itself_off_and_says_so(store: Store, fir: Client) -> None:
    finding = of_kind(wednesday(), Kind.STAGE_OVER)
    keys = [(f"stage_over/{n}", str(Kind.STAGE_OVER)) for n in range(FEWEST_SHOWN)]
    said.note_shown(store.ops, client_id=fir.client_id, shown=keys, on=date(2026, 9, 1))
    for key, _ in keys[: FEWEST_SHOWN // 2]:
        acts.dismiss(store, client_id=fir.client_id, finding=replace(finding, key=key), reason="No", who=WHO, now=NOW)
    assert Kind.STAGE_OVER in {f.kind for f in found_in(heard(store, fir)).findings}, "half is not more than half"
    acts.dismiss(
        store, client_id=fir.client_id, finding=replace(finding, key=keys[-1][0]), reason="No", who=WHO, now=NOW
    )
    found = found_in(heard(store, fir))
    assert Kind.STAGE_OVER not in {f.kind for f in found.findings}
    assert any("switched off" in n.why.en for n in found.not_shown if n.kind is Kind.STAGE_OVER)
    assert {n.kind for n in found.not_shown if n.kind_is_off} == {Kind.STAGE_OVER}
    later = NOW + timedelta(days=1)
    acts.resume(store, client_id=fir.client_id, kind=Kind.STAGE_OVER, who=WHO, now=later)
    assert Kind.STAGE_OVER in {f.kind for f in found_in(heard(store, fir, later)).findings}


def test_counts_begin_anew_when_a_kind_is_let_speak() -> None:
    dismissed = [("anomaly", date(2026, 9, 1)), ("anomaly", date(2026, 9, 20))]
    shown = [("anomaly", date(2026, 8, 1)), ("anomaly", date(2026, 9, 21))]
    assert kind_counts(dismissed, shown, {"anomaly": date(2026, 9, 10)}) == {"anomaly": (1, 1)}
