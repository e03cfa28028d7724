"""How the benchmark of odd hours is scored, and that our rule does no worse than it did."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest

from tests.bench import nab
from tests.bench.nab import Score, score

START = datetime(2026, 1, 1)
HOURS = [START + timedelta(hours=n) for n in range(400)]


def at(*hours: int) -> np.ndarray:
    return np.isin(np.arange(400), hours)


def window(first: int, last: int) -> tuple[datetime, datetime]:
    return HOURS[first], HOURS[last]


def test_alarms_at_most_a_day_apart_are_one_event() -> None:
    """Hours 100, 120 and 144 are one event, which touches the window; 200 is another, which does not."""
    found = score(HOURS, at(100, 120, 144, 200), [window(140, 150), window(300, 310)])
    assert (found.events, found.right, found.windows, found.found) == (2, 1, 2, 1)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)


def test_the_first_hours_are_probation() -> None:
    found = score(HOURS, at(59), [window(50, 70)])
    assert (found.events, found.found) == (0, 0)
    assert str(found).startswith("P 0.00  R 0.00  F1 0.00")


def test_scores_of_several_series_add_up() -> None:
    both = Score(3, 2, 4, 2, 1.0) + Score(1, 1, 1, 1, 0.5)
    assert (both.precision, both.recall, both.weeks) == (0.75, 0.6, 1.5)


@pytest.mark.skipif(not nab.DATA.exists(), reason="the series are not on this machine")
def test_our_rule_on_the_published_series() -> None:
    """Two thirds of the labelled windows at least, and one false event in two weeks of a series at most."""
    hourly, usual, _, taxis = nab.measured()
    said = {line.what.split(":")[0].strip(): line.measured.split() for line in (hourly, usual, taxis)}
    ours, z_score, days = said.values()
    assert float(ours[3]) >= 0.66
    assert float(ours[5]) >= 0.5
    assert float(ours[7].split("/")[0]) <= 0.5
    assert float(z_score[5]) == pytest.approx(0.62)
    assert (float(days[1]), float(days[3])) == (1.0, 0.8)


def test_without_the_series_the_bench_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nab, "DATA", nab.DATA / "nowhere")
    assert [line.measured for line in nab.measured()] == ["skipped"]
