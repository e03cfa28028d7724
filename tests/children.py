"""Processes of their own for tests that kill one or run several at once.

They are forked from a process that has read the product's modules once and done nothing else, so that each begins
within milliseconds: what is tested is their work and their death, not how long Python takes to start.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TextIO

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    ["tests.children", "core.cli", "core.jobs.inbox", "core.jobs.messages", "core.jobs.sync", "core.store.publishing"]
)


class Child:
    """A process that calls `function(*arguments)`; the function stands in a module of its own beside the tests."""

    def __init__(self, function: Callable[..., None], *arguments: object) -> None:
        self.said, said = _pipe()
        self._errors, errors = _pipe()
        # A daemon is ended with the tests, should one of them fail before it ends its child.
        self._process = _CONTEXT.Process(
            target=_call, args=(dict(os.environ), said, errors, function, arguments), daemon=True
        )
        self._process.start()
        said.close()
        errors.close()

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        """As `kill -9` does."""
        self._process.kill()

    def ended(self) -> tuple[int, str, str]:
        """Once it has ended: its status, below 0 if a signal ended it, what else it said, and its errors."""
        with self.said, self._errors:
            said, errors = self.said.read(), self._errors.read()
        self._process.join()
        status = self._process.exitcode
        assert status is not None
        self._process.close()
        return status, said, errors


def _pipe() -> tuple[TextIO, Connection]:
    reading, writing = _CONTEXT.Pipe(duplex=False)
    with reading:
        return os.fdopen(os.dup(reading.fileno()), "r"), writing


def _call(
    environment: dict[str, str],
    said: Connection,
    errors: Connection,
    function: Callable[..., None],
    arguments: tuple[object, ...],
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for number, pipe in ((1, said), (2, errors)):
        os.dup2(pipe.fileno(), number)
        pipe.close()
    function(*arguments)
