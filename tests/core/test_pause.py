"""While something large is built no garbage is collected, and afterwards it is again, whatever happened."""

from __future__ import annotations

import gc
import threading

import pytest

from core.pause import uncollected


@uncollected()
def built() -> bool:
    return gc.isenabled()


def test_nothing_is_collected_meanwhile_and_everything_is_afterwards() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        assert not built()
        assert not gc.isenabled(), "the outer block still builds"
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()
    assert not built()
    assert gc.isenabled()


def test_it_waits_for_the_last_of_several_threads() -> None:
    inside, go_on = threading.Event(), threading.Event()

    def long() -> None:
        with uncollected():
            inside.set()
            go_on.wait(10)

    other = threading.Thread(target=long)
    other.start()
    inside.wait(10)
    assert not built()
    assert not gc.isenabled()
    go_on.set()
    other.join(10)
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        assert not built()
        assert not gc.isenabled()
    finally:
        gc.enable()
