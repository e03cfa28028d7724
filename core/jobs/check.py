"""Look a data folder over: is everything there, whole, current and private?"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from core.config import ROOT
from core.connect.secrets import slack_addresses
from core.dates import DEMO_NOW, local_day, stale_after
from core.errors import StoreError
from core.jobs.check_serving import check_serving
from core.jobs.check_sign_in import check_sign_in
from core.jobs.check_slack import check_slack
from core.jobs.finding import Finding
from core.model import Sentence
from core.store import Store, clients, copies, facts, import_log, outbox, sync
from core.store.batches import is_whole
from core.store.ops import MIGRATIONS, numbered

FAILURES = 3
TOKEN_WARNING = timedelta(days=14)


def check(
    store: Store,
    *,
    now: datetime,
    secrets: Path = ROOT / ".streamlit" / "secrets.toml",
    environment: Mapping[str, str] = os.environ,
) -> list[Finding]:
    """Every check of both stores, in a fixed order; never raises for what it finds. `now` is naive UTC; demo clients
    are looked at as of the moment at which their story stands."""
    try:
        return [
            _ops(store),
            _migrations(store),
            _metrics(store),
            _batches(store),
            *_freshness(store, now),
            *_trello(store, now),
            *check_slack(store, slack_addresses(secrets, environment)),
            _secrets(secrets),
            *check_serving(store, environment, now=now),
            *check_sign_in(secrets, environment),
        ]
    except StoreError as error:
        return [Finding("store", False, error.sentence)]


def _ops(store: Store) -> Finding:
    found = copies.problems(store.ops)
    return _finding(
        "ops",
        found,
        Sentence("The database of people, plans and imports is sound.", "Tietokanta on ehjä."),
        Sentence(
            f"The database is damaged ({'; '.join(found[:3])}): restore a backup.",
            f"Tietokanta on vioittunut ({'; '.join(found[:3])}): palauta varmuuskopio.",
        ),
    )


def _migrations(store: Store) -> Finding:
    newest = numbered(MIGRATIONS)[-1][0]
    is_current = copies.schema_version(store.ops) == newest and store.metrics.is_current_schema()
    return Finding(
        "migrations",
        is_current,
        Sentence("Both stores have the newest shape.", "Molemmat tietokannat ovat ajan tasalla.")
        if is_current
        else Sentence(
            "A store was made by another version of this product: start the version that made it, or a newer one.",
            "Tietokannan on tehnyt ohjelman toinen versio: käynnistä se tai uudempi versio.",
        ),
    )


def _metrics(store: Store) -> Finding:
    try:
        rows = store.metrics.count_days()
    except StoreError as error:
        return Finding("metrics", False, error.sentence)
    generation = store.metrics.generation() or "–"
    return Finding(
        "metrics",
        True,
        Sentence(f"{rows} day rows in {generation}.", f"{rows} päiväriviä tiedostossa {generation}."),
    )


def _batches(store: Store) -> Finding:
    wanted = import_log.batches_in_use(store.ops)
    missing = sorted(name for name in wanted if not is_whole(store.root, name))
    return _finding(
        "batches",
        missing,
        Sentence(
            f"The facts of all {len(wanted)} imports are there.",
            f"Kaikkien tuontien ({len(wanted)}) tiedot ovat tallessa.",
        ),
        Sentence(
            f"The facts of {len(missing)} imports are missing, so no import of those clients can be undone: restore a"
            " backup.",
            f"{len(missing)} tuonnin tiedot puuttuvat, joten näiden asiakkaiden tuonteja ei voi perua: palauta"
            " varmuuskopio.",
        ),
    )


def _freshness(store: Store, now: datetime) -> Iterator[Finding]:
    with store.metrics.cursor() as cursor:
        for client in clients.list_clients(store.ops):
            today = local_day(DEMO_NOW if client.demo else now, client.timezone)
            for account in facts.freshness(cursor, client_id=client.client_id, before=today):
                what = f"{client.client_id} {account.source} {account.account}"
                last = account.last_day
                behind = (today - last).days - 1
                # A team that brings its files by hand is behind most days: no fault of the stores, and no reason for
                # a watchdog to bark every night.
                yield Finding(
                    f"freshness {what}",
                    True,
                    Sentence(
                        f"Data through {last.isoformat()}, {behind} days behind.",
                        f"Tiedot {last.day}.{last.month}.{last.year} asti, {behind} päivää jäljessä.",
                    ),
                    warning=behind > stale_after(account.source),
                )


def _trello(store: Store, now: datetime) -> Iterator[Finding]:
    """How keeping up with each Trello board goes. One failure may be the network's; three in a row are somebody's to
    mend."""
    for home in sync.trello_homes(store.ops):
        seen = f"{home.seen_at:%Y-%m-%d %H:%M}" if home.seen_at else "–"
        error = home.error or Sentence("It was looked at.", "Seinä on luettu.")
        yield Finding(
            f"trello {home.client_id} {home.name}",
            home.failures < FAILURES,
            Sentence(
                f"{error.en} {home.failures} failures in a row; last seen {seen} UTC.",
                f"{error.fi} {home.failures} epäonnistumista peräkkäin; viimeksi luettu {seen} UTC.",
            ),
            warning=home.failures > 0,
        )
        if home.token_ends and home.token_ends - now < TOKEN_WARNING:
            yield Finding(
                f"token {home.client_id} {home.name}",
                True,
                Sentence(
                    f"Our Trello token ends on {home.token_ends:%Y-%m-%d}: make a new one before that.",
                    f"Trello-avain päättyy {home.token_ends:%d.%m.%Y}: tee uusi sitä ennen.",
                ),
                warning=True,
            )
        stuck = outbox.count_failed(store.ops, client_id=home.client_id, board_id=home.board_id)
        if stuck:
            yield Finding(
                f"outbox {home.client_id} {home.name}",
                True,
                Sentence(
                    f"Trello refused {stuck} of the wishes people had: see `board pending --client {home.client_id}`.",
                    f"Trello ei suostunut {stuck} pyyntöön: katso `board pending --client {home.client_id}`.",
                ),
                warning=True,
            )


def _secrets(path: Path) -> Finding:
    is_open = path.exists() and os.name == "posix" and bool(path.stat().st_mode & 0o077)
    return Finding(
        "secrets",
        not is_open,
        Sentence(
            f"{path.name} can be read by other users of this machine: chmod 600 {path}.",
            f"Koneen muut käyttäjät voivat lukea tiedoston {path.name}: chmod 600 {path}.",
        )
        if is_open
        else Sentence("No secret lies open.", "Salaisuudet ovat suojassa."),
    )


def _finding(name: str, problems: list[str], sound: Sentence, broken: Sentence) -> Finding:
    return Finding(name, not problems, broken if problems else sound)
