"""Bounds on how often findings are right about made-up clients. Few clients here, more in the bench; all seeded."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import timedelta
from pathlib import Path

import pytest

from core.cli import main
from core.findings.finding import Kind
from tests.bench.exports import CASES, files
from tests.bench.simulate import STATISTICAL, alarms_in, shortfall_named, told
from tests.bench.worlds import LOOKALIKES, SPRINT, World, world

SIZES = (100, 300, 1000)


def clients(count: int, sizes: tuple[int, ...] = SIZES) -> Iterator[tuple[int, World]]:
    """As many of each size."""
    for seed in range(count):
        yield seed, world(seed, sizes[seed % len(sizes)])


def planted(case: str, count: int, sizes: tuple[int, ...] = SIZES) -> list[World]:
    return [CASES[case](client, seed) for seed, client in clients(count, sizes)]


def test_the_same_seed_is_the_same_client() -> None:
    one, again, other = world(3, 300), world(3, 300), world(4, 300)
    assert (one.visits == again.visits).all()
    assert (one.spend == again.spend).all()
    assert (one.visits != other.visits).any()
    assert one.visits.sum(axis=0).mean() == pytest.approx(300, rel=0.1)
    assert 0.025 < one.conversions.sum() / one.visits.sum() < 0.037


def test_unchanging_clients_are_left_alone() -> None:
    """At most 0.2 statistical findings per client and sprint."""
    counts = [sum(f.kind in STATISTICAL for f in told(client.facts())) for _, client in clients(24)]
    assert sum(counts) / len(counts) <= 0.2


def test_unchanging_clients_raise_few_alarms() -> None:
    """At most 0.25 per client and week."""
    weeks = 4
    alarms = [len(alarms_in(client.facts(), weeks)) for _, client in clients(12)]
    assert sum(alarms) / len(alarms) / weeks <= 0.25


def test_poor_traffic_is_found_and_the_right_two_lines_are_named() -> None:
    """+60 % of it: in three of four clients of 100 visits a day, nearly always above."""
    named = [shortfall_named(told(client.facts())) for client in planted("poor_reach", 18)]
    spoke = [names for names in named if names is not None]
    assert len(spoke) >= 0.85 * len(named)
    assert all(names == set(LOOKALIKES) for names in spoke)


def test_traffic_whose_conversions_follow_is_hardly_ever_told() -> None:
    named = [shortfall_named(told(client.facts())) for client in planted("more_traffic", 18)]
    assert sum(names is not None for names in named) <= 1


def test_late_conversions_add_nothing() -> None:
    for seed, client in clients(9):
        before = {f.key for f in told(client.facts())}
        assert {f.key for f in told(CASES["late"](client, seed).facts())} <= before


def test_an_outage_is_called_one_and_silences_what_rests_on_it() -> None:
    for client in planted("outage", 6, sizes=(300, 1000)):
        found = {f.kind for f in told(client.facts())}
        assert Kind.TRACKING_OUTAGE in found
        assert Kind.ANOMALY not in found


def test_a_campaign_that_stops_is_named() -> None:
    (client,) = planted("stopped", 1, sizes=(300,))
    (found,) = [f for f in told(client.facts()) if f.kind is Kind.SPEND_STOPPED]
    assert [entity.name for entity in found.entities] == ["Convert Search"]


@pytest.mark.parametrize("case", list(CASES))
def test_every_case_differs_only_where_it_was_planted(case: str) -> None:
    before = world(1, 300)
    after = CASES[case](before, 1)
    old = before.last_sprint().start
    assert (after.visits[: len(before.rows), :old] == before.visits[:, :old]).all()
    assert (after.conversions[: len(before.rows), :old] == before.conversions[:, :old]).all()
    assert after.days == before.days
    assert len(after.monthlies()) == before.monthlies().index(before.first + timedelta(days=old)) + 2
    assert SPRINT == 28


def test_written_as_exports_and_imported_the_same_lines_are_named(tmp_path: Path) -> None:
    """Google Ads, Meta and analytics files through the command line."""
    client = CASES["poor_reach"](world(1, 300), 1)
    for name, text in files(client).items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def tahti(*words: str) -> dict[str, list[dict[str, object]]]:
        with redirect_stdout(io.StringIO()) as out:
            assert main(["--data", str(tmp_path / "data"), *words, "--json"]) == 0
        answer: dict[str, list[dict[str, object]]] = json.loads(out.getvalue())
        return answer

    tahti("client", "add", "Kuusi")
    imported = tahti("import", *(str(tmp_path / name) for name in files(client)), "--client", "kuusi")["files"]
    assert [file["status"] for file in imported] == ["imported"] * 3
    assert sum(float(str(file["spend"] or 0)) for file in imported) == pytest.approx(client.spend.sum())
    for monthly in client.monthlies():
        tahti("meeting", "add", "--client", "kuusi", "--kind", "monthly", "--at", f"{monthly}T09:00")
    as_of = client.first + timedelta(days=client.days)
    found = tahti("findings", "--client", "kuusi", "--as-of", str(as_of))["findings"]
    (ledger,) = [one for one in found if one["kind"] == "traffic_without_conversions"]
    entities = ledger["entities"]
    assert isinstance(entities, list)
    assert {entity["name"] for entity in entities} == set(LOOKALIKES)
