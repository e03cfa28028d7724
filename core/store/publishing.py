"""From a batch to a published generation, and back: the only two writes that metrics know.

The lock is held from the look for a duplicate to the move of the pointer, so two processes that are given the same
file at the same moment publish it once. An import that dies on the way leaves the last published state.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from core.errors import Refused, StoreError
from core.model import Period
from core.store import Store, facts, fold, import_log
from core.store.answers import remember
from core.store.batches import Batch, read_batch, write_batch
from core.store.decisions import move_decisions
from core.store.fold import Effect
from core.store.identity import moved_keys
from core.store.import_log import ImportRecord
from core.store.metrics import store_errors


@dataclass(frozen=True, slots=True)
class Offered:
    """Where a batch comes from. `file_hash` is of the whole file's bytes, `member` names the table inside it."""

    file_name: str
    member: str
    file_hash: str
    report: str
    period: Period | None


@dataclass(frozen=True, slots=True)
class Published:
    """The row of the log, and what the batch did; `effect` is None when the same bytes were published before."""

    record: ImportRecord
    effect: Effect | None


def preview(store: Store, batch: Batch) -> Effect:
    """What publishing the batch would do. Writes nothing."""
    with store.metrics.cursor() as cursor, store_errors():
        return fold.compare(cursor, batch)


def publish(
    store: Store,
    batch: Batch,
    offered: Offered,
    *,
    answers: Mapping[str, str],
    who: str,
    now: datetime,
    summarise: Callable[[int, Effect], str],
) -> Published:
    """Publish a batch, unless the same bytes are published already: then nothing changes.

    `answers` are remembered for the account and `summarise` gives the log's JSON, both in the transaction that moves
    the pointer. Raises StoreBusy, StoreFull or StoreError; what was published before is then still served.
    """
    with store.metrics.lock():
        _clear_up(store, now)
        there = import_log.find_published(
            store.ops, client_id=batch.client_id, file_hash=offered.file_hash, member=offered.member
        )
        if there is not None:
            return Published(there, None)
        import_id, folder = _start(store, batch, offered, who, now)
        try:
            effect = _publish_as(store, import_id, folder, batch, answers, who, now, summarise)
        except BaseException as error:
            with suppress(StoreError):
                import_log.mark_failed(store.ops, import_id=import_id, error=str(error) or repr(error), now=now)
                store.metrics.tidy(keep=import_log.batches_in_use(store.ops))
            raise
    return Published(import_log.get_import(store.ops, client_id=batch.client_id, import_id=import_id), effect)


def take_back(store: Store, *, client_id: str, import_id: int, who: str, now: datetime) -> ImportRecord:
    """Undo an import: the client's tables become what its other imports alone give. Raises Refused when the import is
    not a published one of the client, StoreError as `publish` does."""
    with store.metrics.lock():
        _clear_up(store, now)
        record = import_log.get_import(store.ops, client_id=client_id, import_id=import_id)
        if record.status != "published":
            raise Refused(
                f"Import {import_id} is not in use, so there is nothing to undo.",
                f"Tuonti {import_id} ei ole käytössä, joten peruttavaa ei ole.",
            )
        published = import_log.published_imports(store.ops, client_id=client_id)
        rest = [other for other in published if other.import_id != import_id]

        moved: dict[str, str] = {}

        def undone(con: sqlite3.Connection, generation: str) -> None:
            import_log.mark_undone(con, import_id=import_id, who=who, now=now)
            move_decisions(con, client_id=client_id, moved=moved)

        with store.metrics.writer(undone) as con:
            before = facts.entities(con, client_id=client_id)
            fold.forget_client(con, client_id=client_id)
            for other in rest:
                fold.apply(con, read_batch(store.root, other.batch), other.import_id)
            moved.update(moved_keys(before, facts.entities(con, client_id=client_id)))
    return import_log.get_import(store.ops, client_id=client_id, import_id=import_id)


def _clear_up(store: Store, now: datetime) -> None:
    import_log.fail_running(store.ops, now=now)
    store.metrics.tidy(keep=import_log.batches_in_use(store.ops))


def _start(store: Store, batch: Batch, offered: Offered, who: str, now: datetime) -> tuple[int, str]:
    return import_log.start_import(
        store.ops,
        client_id=batch.client_id,
        file_name=offered.file_name,
        member=offered.member,
        file_hash=offered.file_hash,
        source=batch.source,
        report=offered.report,
        account=batch.account,
        period=offered.period,
        who=who,
        now=now,
    )


def _publish_as(
    store: Store,
    import_id: int,
    folder: str,
    batch: Batch,
    answers: Mapping[str, str],
    who: str,
    now: datetime,
    summarise: Callable[[int, Effect], str],
) -> Effect:
    effects: list[Effect] = []

    def published(con: sqlite3.Connection, generation: str) -> None:
        summary = summarise(import_id, effects[0])
        import_log.mark_published(con, import_id=import_id, generation=generation, summary=summary, now=now)
        place = {"client_id": batch.client_id, "source": batch.source, "account": batch.account}
        remember(con, **place, answers=answers, who=who, now=now)

    with store_errors():
        write_batch(store.root, folder, batch)
    with store.metrics.writer(published) as con:
        effects.append(fold.apply(con, batch, import_id))
    return effects[0]
