"""Strangers who try tokens wait; nobody else does."""

from __future__ import annotations

import anyio
import pytest

from core.web import pace
from core.web.pace import FREE, Pace


@pytest.fixture
def slept(monkeypatch):
    """The seconds that were slept, without sleeping them."""
    found: list[float] = []

    async def sleep(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr(pace.anyio, "sleep", sleep)
    return found


def try_often(known: Pace, times: int, address: str = "203.0.113.7") -> None:
    async def trying() -> None:
        for _ in range(times):
            await known.hold(address)

    anyio.run(trying)


def test_some_wrong_addresses_are_answered_at_once_and_more_wait(slept):
    known = Pace()
    try_often(known, FREE)
    assert slept == []
    try_often(known, 2)
    assert slept == [2.0, 2.0]
    assert not known.held


def test_a_visitor_from_elsewhere_does_not_wait_with_them(slept):
    known = Pace()
    try_often(known, FREE + 5)
    slept.clear()
    try_often(known, FREE, "198.51.100.1")
    assert slept == []


def test_a_whole_network_of_one_household_counts_as_one(slept):
    known = Pace()
    for n in range(FREE + 1):
        try_often(known, 1, f"2001:db8:1:2::{n:x}")
    assert slept == [2.0]


def test_after_a_minute_they_are_as_everybody_else(slept, monkeypatch):
    known, clock = Pace(), [1000.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: clock[0])
    try_often(known, FREE + 1)
    clock[0] += 61
    slept.clear()
    try_often(known, 1)
    assert slept == []


def test_more_connections_get_no_more_answers(slept):
    known = Pace()
    try_often(known, FREE)
    known.held["203.0.113.7"] = 319
    try_often(known, 1)
    assert slept == [10.0]


def test_what_is_remembered_is_bounded(slept, monkeypatch):
    monkeypatch.setattr(pace, "VISITORS", 50)
    known = Pace()
    for n in range(200):
        try_often(known, 1, f"203.0.{n}.1")
    assert len(known.seen) == 50
