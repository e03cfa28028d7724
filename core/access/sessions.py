"""Signed-in browsers: a random token in a cookie, its hash in the database, asked again on every run."""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import datetime, timedelta

from core.access.demo import DEMO_SESSION, demo_viewer
from core.errors import StoreError
from core.model import Role, Viewer
from core.store import people
from core.store.ops import Ops
from core.store.people import BrowserSession

log = logging.getLogger(__name__)

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
LAST = timedelta(days=1)
PAUSE = timedelta(hours=4)
"""On the last day of a session its first pause ends it: who signed in when a weekly began is asked again on the morning
before the next one, and nobody is signed out in the middle of it."""
NOTED_EVERY = timedelta(minutes=5)
"""A session in use is written at most this often, so that looking at pages hardly ever writes."""


def token_hash(token: str) -> str:
    """What the database and the private header know of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(ops: Ops, *, person_id: int, now: datetime) -> str:
    """A new session; the token of 32 random bytes is returned once and kept nowhere."""
    token = secrets.token_urlsafe(32)
    people.open_session(ops, session_hash=token_hash(token), person_id=person_id, expires_at=now + LONGEST, now=now)
    return token


def find_viewer(ops: Ops, *, session_hash: str, now: datetime, is_act: bool = False) -> Viewer | None:
    """Who is behind a session right now. None when it is unknown, ended, idle for too long, too old, or its person's
    account was closed. `is_act`: a person did something, which slides the idle limit; a page that lies open and runs by
    itself does not."""
    if session_hash == DEMO_SESSION:
        return demo_viewer(ops)
    found = people.find_session(ops, session_hash=session_hash)
    if found is None:
        return None
    session, member = found
    if session.ended_at is not None or now >= session.expires_at:
        return None
    if now - session.last_seen_at >= _longest_pause(session.expires_at, now):
        return None
    if is_act and now - session.last_seen_at >= NOTED_EVERY:
        _note_use(ops, session_hash, now)
    return viewer_of(member)


def end_session(ops: Ops, *, session_hash: str, now: datetime) -> None:
    """Sign one browser out; its open pages close at their next run."""
    people.end_session(ops, session_hash=session_hash, now=now)


def end_all_sessions(ops: Ops, *, person_id: int, now: datetime) -> None:
    """Sign a person out everywhere."""
    people.end_sessions(ops, person_id=person_id, now=now)


def list_sessions(ops: Ops, *, person_id: int, now: datetime) -> list[BrowserSession]:
    """The browsers in which a person is signed in right now, last used first."""
    used = people.list_sessions(ops, person_id=person_id, used_after=now - IDLE, now=now)
    return [one for one in used if now - one.last_seen_at < _longest_pause(one.expires_at, now)]


def _longest_pause(expires_at: datetime, now: datetime) -> timedelta:
    return PAUSE if now >= expires_at - LAST else IDLE


def _note_use(ops: Ops, session_hash: str, now: datetime) -> None:
    """On a full disk people still read what is there; the session then ends by its idle limit."""
    try:
        people.touch_session(ops, session_hash=session_hash, now=now)
    except StoreError:
        log.exception("the use of a session could not be noted")


def viewer_of(member: people.Member) -> Viewer:
    """What a person may see right now."""
    person = member.person
    client_ids = None if person.role is Role.ADMIN else member.client_ids
    return Viewer(person.person_id, person.name, person.email, person.role, person.language, client_ids)
