"""The errors of the product, each with one sentence for a person.

TahtiError
├── Refused            a person asked for something that cannot be done; nothing changed
│   ├── UnknownClient
│   ├── NotAllowed
│   └── MissingRate    two currencies without a rate
├── StoreError         a store could not be read or written; the last published state is still served
│   ├── StoreBusy      another process has been writing for too long
│   └── StoreFull      no room on the disk
├── OtherService       another service did not do what was asked; its errors stand in core/connect
└── Unreadable         bytes that are not a table this product can read
"""

from __future__ import annotations

from core.model import Sentence


class TahtiError(Exception):
    """Base of all: `sentence` says what happened and what to do next, in English and Finnish."""

    def __init__(self, en: str, fi: str = "") -> None:
        super().__init__(en)
        self.sentence = Sentence(en, fi or en)


class Refused(TahtiError):
    """Asked for by a person and not possible; nothing changed."""


class UnknownClient(Refused):
    """No client with this name among those the viewer may see."""


class NotAllowed(Refused):
    """The viewer has no right to this."""


class MissingRate(Refused):
    """Money in two currencies cannot be added without a rate."""


class StoreError(TahtiError):
    """A store could not be read or written; what was last published is still served."""


class StoreBusy(StoreError):
    """Another process has held the writer's lock for longer than we wait."""


class StoreFull(StoreError):
    """The disk has no room for the next generation."""


class OtherService(TahtiError):
    """Another service did not do what was asked of it."""


class Unreadable(TahtiError):
    """These bytes are not a table this product can read."""
