"""Automatic sign-in to a demo folder, until its first account is made. Loopback only: see `loopback`."""

from __future__ import annotations

from core.model import Role, Viewer
from core.store import people
from core.store.ops import Ops

DEMO_SESSION = "demo"
"""Stands where a session's hash stands; it means something only as long as `signs_in_automatically`."""


def signs_in_automatically(ops: Ops) -> bool:
    """Whether the folder is a demo folder in which nobody was ever given an account."""
    return people.is_demo_folder(ops) and not people.has_account(ops)


def demo_viewer(ops: Ops) -> Viewer | None:
    """The demo user, who may try everything; None once somebody has an account."""
    if not signs_in_automatically(ops):
        return None
    return Viewer(0, "Demo", "", Role.ADMIN, "fi", None, demo=True)
