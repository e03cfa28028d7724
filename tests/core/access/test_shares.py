"""Links: how long they live, who may open them, what closes them, and what stays closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core.access import shares
from core.access.sessions import token_hash
from core.errors import Refused
from core.model import ClientKind, Stage
from core.shares import Section, Share, ShareState, Terms
from core.store import shares as share_store
from core.store.clients import add_client, archive_client
from core.store.ops import Ops

NOW = datetime(2026, 11, 3, 8, 0)
FOR_BOARD = Terms("Board", sections=(Section.BALANCE,), stages=(Stage.REACH, Stage.ACT), floor=date(2026, 6, 1))

pytestmark = pytest.mark.usefixtures("cheap")


def made(ops: Ops, terms: Terms = FOR_BOARD, **more: object) -> tuple[Share, str]:
    return shares.create_share(ops, client_id="alfa-oy", terms=terms, who="Aino", now=NOW, **more)  # type: ignore[arg-type]


def visit(ops: Ops, token: str, now: datetime = NOW) -> str:
    opened = shares.open_by_token(ops, token=token, now=now)
    assert opened is not None
    return token_hash(opened[1])


def is_open(ops: Ops, key: str, now: datetime = NOW) -> bool:
    return key in shares.find_visits(ops, visit_hashes=[key], now=now)


def test_a_link_keeps_its_terms_and_lives_thirty_days(ops: Ops) -> None:
    share, token = made(ops)
    assert (share.terms, share.client_id, share.made_by) == (FOR_BOARD, "alfa-oy", "Aino")
    assert len(token) == 43, "32 bytes"
    key = visit(ops, token)
    assert is_open(ops, key, NOW + timedelta(days=30, seconds=-1))
    assert not is_open(ops, key, NOW + timedelta(days=30))
    assert shares.open_by_token(ops, token=token, now=NOW + timedelta(days=30)) is None


def test_the_database_holds_nothing_that_opens_a_link(ops: Ops) -> None:
    _, token = made(ops, passcode="marras26")
    opened = shares.open_by_token(ops, token=token, now=NOW)
    assert opened is not None
    raw = ops.path.read_bytes()
    for secret in (token, opened[1], "marras26"):
        assert secret.encode() not in raw


@pytest.mark.parametrize("days", [0, -1, 366, 100_000])
def test_no_link_lives_for_ever(ops: Ops, days: int) -> None:
    with pytest.raises(Refused, match="365"):
        made(ops, days=days)


@pytest.mark.parametrize(
    ("terms", "more"),
    [
        (Terms("  "), {}),
        (Terms("x", sections=()), {}),
        (Terms("x", stages=()), {}),
        (Terms("x"), {"passcode": "12345"}),
    ],
)
def test_what_is_no_link_is_refused(ops: Ops, terms: Terms, more: dict[str, object]) -> None:
    with pytest.raises(Refused):
        made(ops, terms, **more)
    assert share_store.list_shares(ops, client_id="alfa-oy") == []


def test_a_team_has_nothing_to_share_and_an_archived_client_closes_its_links(ops: Ops) -> None:
    add_client(ops, name="Tiimi", kind=ClientKind.TEAM, now=NOW)
    with pytest.raises(Refused, match="team"):
        shares.create_share(ops, client_id="tiimi", terms=Terms("x"), who="Aino", now=NOW)
    _, token = made(ops)
    key = visit(ops, token)
    archive_client(ops, client_id="alfa-oy", now=NOW)
    assert not is_open(ops, key)
    assert shares.open_by_token(ops, token=token, now=NOW) is None


def test_another_clients_link_can_be_neither_read_nor_touched(ops: Ops) -> None:
    """Grafana CVE-2026-21721: a right to the action is no right to the object."""
    add_client(ops, name="Beta Oy", now=NOW)
    share, token = made(ops)
    asked = {"client_id": "beta-oy", "share_id": share.share_id, "who": "Beeta", "now": NOW}
    for act in (shares.pause_share, shares.resume_share, shares.rotate_share, shares.revoke_share):
        with pytest.raises(Refused, match="no such link"):
            act(ops, **asked)  # type: ignore[operator]
    with pytest.raises(Refused, match="no such link"):
        shares.change_share(ops, terms=Terms("mine"), **asked)  # type: ignore[arg-type]
    assert share_store.list_shares(ops, client_id="beta-oy") == []
    assert is_open(ops, visit(ops, token))


def test_revoking_all_closes_this_clients_links_and_no_others(ops: Ops) -> None:
    add_client(ops, name="Beta Oy", now=NOW)
    first, _ = made(ops)
    made(ops)
    _, other = shares.create_share(ops, client_id="beta-oy", terms=Terms("x"), who="Aino", now=NOW)
    shares.revoke_share(ops, client_id="alfa-oy", share_id=first.share_id, who="Aino", now=NOW)
    assert len(shares.revoke_all(ops, client_id="alfa-oy", who="Aino", now=NOW)) == 1
    states = {share.state(NOW) for share, _ in share_store.list_shares(ops, client_id="alfa-oy")}
    assert states == {ShareState.REVOKED}
    assert shares.open_by_token(ops, token=other, now=NOW) is not None


def test_a_view_is_a_page_that_was_drawn_and_is_counted_once_a_browser(ops: Ops) -> None:
    _, token = made(ops)
    key, unread = visit(ops, token), visit(ops, token)
    assert unread != key
    for minutes in (0, 1, 7):
        now = NOW + timedelta(minutes=minutes)
        found = shares.find_visits(ops, visit_hashes=[key], now=now)[key]
        shares.note_shown(ops, visit_hash=key, visit=found, now=now)
    ((_, use),) = share_store.list_shares(ops, client_id="alfa-oy")
    assert (use.views, use.last_seen_at) == (1, NOW + timedelta(minutes=7))


def test_the_log_says_who_did_what(ops: Ops) -> None:
    share, _ = made(ops)
    asked = {"client_id": "alfa-oy", "share_id": share.share_id, "now": NOW}
    shares.pause_share(ops, who="Beeta", **asked)  # type: ignore[arg-type]
    shares.resume_share(ops, who="Aino", **asked)  # type: ignore[arg-type]
    shares.revoke_share(ops, who="Aino", **asked)  # type: ignore[arg-type]
    events = [(event.kind, event.who) for event in share_store.list_events(ops, client_id="alfa-oy")]
    assert events == [("revoked", "Aino"), ("resumed", "Aino"), ("paused", "Beeta"), ("created", "Aino")]


def test_a_passcode_unlocks_one_browser_for_a_day_and_a_new_one_locks_it_again(ops: Ops) -> None:
    share, token = made(ops, passcode="marras26")
    key, other = visit(ops, token), visit(ops, token)

    def locked(browser: str, now: datetime = NOW) -> bool:
        return shares.find_visits(ops, visit_hashes=[browser], now=now)[browser].locked

    assert shares.unlock(ops, visit_hash=key, passcode="marras27", address="127.0.0.1", now=NOW)
    assert locked(key)
    assert shares.unlock(ops, visit_hash=key, passcode="marras26", address="127.0.0.1", now=NOW) is None
    assert not locked(key)
    assert locked(other)
    assert locked(key, NOW + timedelta(hours=24))
    shares.change_share(
        ops, client_id="alfa-oy", share_id=share.share_id, terms=FOR_BOARD, passcode="joulu26", who="Aino", now=NOW
    )
    assert locked(key)


def test_a_frozen_page_is_not_given_other_terms_it_would_not_obey(ops: Ops) -> None:
    share, _ = made(ops, frozen_copy="{}")
    asked = {"client_id": "alfa-oy", "share_id": share.share_id, "who": "Aino", "now": NOW}
    for other in ({"sections": (Section.DONE,)}, {"stages": (Stage.ACT,)}, {"floor": None}, {"language": "en"}):
        with pytest.raises(Refused, match="frozen"):
            shares.change_share(ops, terms=replace(FOR_BOARD, **other), **asked)  # type: ignore[arg-type]
    changed = shares.change_share(ops, terms=replace(FOR_BOARD, label="Owners", may_export=True), **asked)  # type: ignore[arg-type]
    assert (changed.terms.label, changed.terms.may_export) == ("Owners", True)
