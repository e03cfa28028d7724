"""Links for clients: made, changed, closed; opened by their token; asked again on every run of the page."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from core.access.addresses import as_kept
from core.access.passwords import MAX_LENGTH, check_password, new_hash
from core.access.sessions import NOTED_EVERY, token_hash
from core.access.sign_in import TOO_MANY, neighbourhood
from core.config import kept_addresses
from core.errors import Refused, StoreError
from core.model import ClientKind, Sentence
from core.shares import Share, ShareState, Terms, Visit
from core.sources.vocabulary import ISO_4217
from core.store import people, visits
from core.store import shares as share_store
from core.store.clients import get_client
from core.store.ops import Ops

log = logging.getLogger(__name__)

DEFAULT_DAYS, MOST_DAYS = 30, 365
"""A link lives thirty days unless somebody says otherwise, and never longer than a year."""
SHORTEST_PASSCODE = 6
UNLOCKED_FOR = timedelta(hours=24)
PASSCODE_TRIES, PASSCODE_WINDOW = 10, timedelta(minutes=15)
"""Wrong passcodes per link and address; per link from all addresses together ten times as many."""
MOST_VISITS = 200
"""Links that one browser may hold at once, as many as browsers keep cookies of one server; more are not looked at."""

WRONG_PASSCODE = Sentence("The passcode is wrong.", "Pääsykoodi on väärin.")


def create_share(
    ops: Ops,
    *,
    client_id: str,
    terms: Terms,
    days: int = DEFAULT_DAYS,
    passcode: str = "",
    frozen_copy: str = "",
    who: str,
    now: datetime,
) -> tuple[Share, str]:
    """A new link of a client and its token of 32 random bytes, which is returned this once and kept nowhere. Raises
    Refused for a team, an archived client, an empty label or scope, a life that is too long, a passcode too short."""
    client = get_client(ops, client_id=client_id)
    if client.kind is ClientKind.TEAM:
        raise Refused(
            f"{client.name} is a team: it has nothing that clients read.",
            f"{client.name} on tiimi: sillä ei ole asiakkaille näytettävää.",
        )
    if client.archived_at is not None:
        raise Refused(
            f"{client.name} is archived. Restore the client before sharing.",
            f"{client.name} on arkistoitu. Palauta asiakas ennen jakamista.",
        )
    token = secrets.token_urlsafe(32)
    share = share_store.add_share(
        ops,
        client_id=client_id,
        public_id=secrets.token_urlsafe(9),
        token_hash=token_hash(token),
        terms=_sound(terms),
        passcode_hash=_passcode_hash(passcode) if passcode else "",
        expires_at=expiry(days, now),
        frozen_copy=frozen_copy,
        who=who,
        now=now,
    )
    return share, token


def change_share(
    ops: Ops,
    *,
    client_id: str,
    share_id: int,
    terms: Terms,
    days: int | None = None,
    passcode: str | None = None,
    who: str,
    now: datetime,
) -> Share:
    """Give a link other terms, from its next run on. `days` from now replaces its expiry; a `passcode` replaces the
    present one, an empty one takes it away. Raises Refused, also when a frozen page would have
    to show something else."""
    share = share_store.get_share(ops, client_id=client_id, share_id=share_id)
    if share.frozen_at is not None and terms.of_the_page() != share.terms.of_the_page():
        raise Refused(
            "A frozen page stays as it was kept. Make a new link for other sections, stages or days.",
            "Jäädytetty sivu pysyy sellaisenaan. Tee uusi linkki, jos osioiden, vaiheiden tai päivien pitää vaihtua.",
        )
    return share_store.change_share(
        ops,
        client_id=client_id,
        share_id=share_id,
        terms=_sound(terms),
        expires_at=share.expires_at if days is None else expiry(days, now),
        passcode_hash=_passcode_hash(passcode) if passcode else passcode,
        who=who,
        now=now,
    )


def pause_share(ops: Ops, *, client_id: str, share_id: int, who: str, now: datetime) -> Share:
    """Close a link until it is resumed; open pages close at their next run. Raises Refused."""
    return share_store.set_paused(ops, client_id=client_id, share_id=share_id, paused=True, who=who, now=now)


def resume_share(ops: Ops, *, client_id: str, share_id: int, who: str, now: datetime) -> Share:
    """Open a paused link again. Raises Refused for a revoked one."""
    return share_store.set_paused(ops, client_id=client_id, share_id=share_id, paused=False, who=who, now=now)


def rotate_share(ops: Ops, *, client_id: str, share_id: int, who: str, now: datetime) -> tuple[Share, str]:
    """Replace the token of a link, and return the new one this once. Copies that were passed on, and every browser that
    came by the old one, are out. Raises Refused for a revoked link."""
    token = secrets.token_urlsafe(32)
    share = share_store.replace_token(
        ops, client_id=client_id, share_id=share_id, token_hash=token_hash(token), who=who, now=now
    )
    return share, token


def revoke_share(ops: Ops, *, client_id: str, share_id: int, who: str, now: datetime) -> Share:
    """Close a link for good. Doing it twice changes nothing. Raises Refused when the client has no such link."""
    share_store.revoke(ops, client_id=client_id, share_ids=[share_id], who=who, now=now)
    return share_store.get_share(ops, client_id=client_id, share_id=share_id)


def revoke_all(ops: Ops, *, client_id: str, who: str, now: datetime) -> list[Share]:
    """Close every link of a client for good; returns those that were not closed yet."""
    return share_store.revoke(ops, client_id=client_id, share_ids=None, who=who, now=now)


def expiry(days: int, now: datetime) -> datetime:
    """When a link made now for so many days dies. Raises Refused outside 1 to 365: "never" does not exist."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused(
            f"A link lives from 1 to {MOST_DAYS} days.",
            f"Linkki on voimassa vähintään 1 ja enintään {MOST_DAYS} päivää.",
        )
    return now + timedelta(days=days)


# ------------------------------------------------------------------------------------------------------------ visitors


def open_by_token(ops: Ops, *, token: str, address: str = "", now: datetime) -> tuple[Share, str] | None:
    """The open link of a token and a fresh cookie value for this browser; None for every other token, whether it is
    wrong, revoked, expired or paused. Where the visitor came from is kept only if the server is set up so."""
    share = visits.find_by_token(ops, token_hash=token_hash(token)) if 20 <= len(token) <= 100 else None
    if share is None or share.state(now) is not ShareState.OPEN:
        return None
    visit = secrets.token_urlsafe(32)
    kept = as_kept(address, kept_addresses())
    visits.open_visit(ops, share_id=share.share_id, visit_hash=token_hash(visit), address=kept, now=now)
    return share, visit


def find_visits(ops: Ops, *, visit_hashes: Iterable[str], now: datetime) -> dict[str, Visit]:
    """Hash -> visit of those whose link is open right now. A revoked, expired or paused link, an archived client or a
    rotated token leave nothing. Locked ones are among them: see `Visit.locked`."""
    wanted = list(visit_hashes)[:MOST_VISITS]
    return visits.find_visits(ops, visit_hashes=wanted, now=now) if wanted else {}


def unlock(ops: Ops, *, visit_hash: str, passcode: str, address: str, now: datetime) -> Sentence | None:
    """Take a passcode for a browser's link; it stays open there for a day. Returns why not: too many tries or a wrong
    one. Wrong tries are noted in the link's log."""
    visit = find_visits(ops, visit_hashes=[visit_hash], now=now).get(visit_hash)
    if visit is None:
        return WRONG_PASSCODE
    share_id = visit.share.share_id
    where = token_hash(f"passcode|{share_id}|{neighbourhood(address)}")
    limits = {where: PASSCODE_TRIES, token_hash(f"passcode|{share_id}"): 10 * PASSCODE_TRIES}
    if not people.take_attempt(ops, limits=limits, window=PASSCODE_WINDOW, now=now):
        return TOO_MANY
    right = check_password(passcode, visits.passcode_of(ops, share_id=share_id))
    until = now + UNLOCKED_FOR if right else None
    kept = as_kept(address, kept_addresses())
    visits.note_passcode(ops, share_id=share_id, visit_hash=visit_hash, until=until, address=kept, now=now)
    if right:
        people.forgive_attempts(ops, key=where, at=now)
    return None if right else WRONG_PASSCODE


def note_shown(ops: Ops, *, visit_hash: str, visit: Visit, now: datetime) -> None:
    """Note that the page is drawn for this browser: the first time as a view of the link, later at most every few
    minutes. On a full disk the client still reads."""
    if visit.shown_at is not None and now - visit.shown_at < NOTED_EVERY:
        return
    first = visit.shown_at is None
    try:
        visits.note_shown(ops, visit_hash=visit_hash, share_id=visit.share.share_id, first=first, now=now)
    except StoreError:
        log.exception("a view of a link could not be noted")


def _sound(terms: Terms) -> Terms:
    label = " ".join(terms.label.split())[:120]
    if not label:
        raise Refused("Give the link a name: for whom is it?", "Anna linkille nimi: kenelle se on?")
    if not terms.sections or not terms.stages:
        raise Refused("Choose at least one section and one stage.", "Valitse vähintään yksi osio ja yksi vaihe.")
    currency = terms.currency.strip().upper()
    if currency and currency not in ISO_4217:
        raise Refused(
            f"{currency[:10]} is not a currency code: write EUR, SEK, USD …",
            f"{currency[:10]} ei ole valuuttakoodi: kirjoita EUR, SEK, USD …",
        )
    return replace(terms, currency=currency, label=label, audience=" ".join(terms.audience.split())[:120])


def _passcode_hash(passcode: str) -> str:
    if not SHORTEST_PASSCODE <= len(passcode) <= MAX_LENGTH:
        raise Refused(
            f"The passcode needs at least {SHORTEST_PASSCODE} characters.",
            f"Pääsykoodissa pitää olla vähintään {SHORTEST_PASSCODE} merkkiä.",
        )
    return new_hash(passcode)
