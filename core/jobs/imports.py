"""Bring a file in: read it, ask what only a person knows, show what it would change, publish it, take it back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.errors import StoreError
from core.jobs.import_notes import effect_notes
from core.jobs.import_outcome import FileOutcome
from core.model import Client, ClientKind, FileStatus, Sentence
from core.sources.read import Hints, read_file
from core.sources.reading import Question, Reading
from core.store import Store
from core.store import answers as answer_store
from core.store.batches import Batch
from core.store.clients import get_client
from core.store.fold import Effect
from core.store.import_log import ImportRecord, find_published, published_accounts
from core.store.publishing import Offered, preview, publish, take_back

NO_ACCOUNT = "main"
"""The account of a file that does not name one and for which nobody named one."""

CURRENCY = "currency"
"""The key under which an account's currency is remembered, beside the answers to questions."""

ACCOUNT = "account"
"""The key of the question whose file this is."""

COLUMNS = "columns"
"""The key under which the columns of a person's own tables are remembered, as a JSON object."""

OF_ONE_FILE = frozenset({"period", ACCOUNT})
"""Answers that hold for the one file they were given for: next month's file covers other days."""


def offer(
    store: Store,
    *,
    client_id: str,
    name: str,
    data: bytes,
    account: str = "",
    currency: str = "",
    answers: Mapping[str, str] | None = None,
    who: str,
    now: datetime,
    dry_run: bool = False,
) -> list[FileOutcome]:
    """Import every table of a file for a client; each table commits by itself. One outcome per table.

    `account` names the account when the file does not (or other than the file does); `answers` answer what an earlier
    offer asked. Answers and currency are remembered per source and account. With `dry_run` nothing is written and the
    outcomes say what would happen. Only an unknown client raises (UnknownClient); everything else is an outcome.
    """
    client = get_client(store.ops, client_id=client_id)
    refusal = _refusal(client)
    if refusal is not None:
        return [FileOutcome(name, Reading(FileStatus.REFUSED, refusal), FileStatus.REFUSED, refusal)]
    given = dict(answers or {})
    named = account.strip() or given.get(ACCOUNT, "").strip()
    offering = _Offering(store, client, name, data, named, given, who, now, dry_run)
    return [offering.table(reading) for reading in offering.readings(currency.strip().upper())]


def undo(store: Store, *, client_id: str, import_id: int, who: str, now: datetime) -> ImportRecord:
    """Take an import back: the client's numbers become what its other imports give. What people decided stays. Raises
    Refused when it is not a published import of the client, StoreError when it cannot be written."""
    return take_back(store, client_id=client_id, import_id=import_id, who=who, now=now)


@dataclass(frozen=True)
class _Offering:
    """One file, offered once."""

    store: Store
    client: Client
    name: str
    data: bytes
    account: str
    answers: dict[str, str]
    who: str
    now: datetime
    dry_run: bool
    file_hash: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "file_hash", hashlib.sha256(self.data).hexdigest())

    def readings(self, currency: str) -> list[Reading]:
        """The tables of the file; where it asks, with what was answered for the account before."""
        found = self._read(currency, self.answers)
        return [self._with_memory(place, reading, currency) for place, reading in enumerate(found)]

    def table(self, reading: Reading) -> FileOutcome:
        """Publish (or preview) one table."""
        if reading.status is not FileStatus.IMPORTED:
            return self._outcome(reading, reading.status, reading.message)
        there = find_published(
            self.store.ops, client_id=self.client.client_id, file_hash=self.file_hash, member=reading.member
        )
        if there is not None:
            return self._duplicate(reading, there)
        if self._could_be_several_accounts(reading):
            return self._whose(reading)
        reading = replace(reading, notes=(*reading.notes, *self._currency_notes(reading)))
        try:
            return self._previewed(reading) if self.dry_run else self._published(reading)
        except StoreError as error:
            return self._outcome(reading, FileStatus.REFUSED, error.sentence)

    def _read(self, currency: str, answers: Mapping[str, str]) -> list[Reading]:
        hints = Hints(currency=currency, answers=answers, value_currency=self.client.currency, today=self.now.date())
        return read_file(self.data, self.name, hints)

    def _with_memory(self, place: int, reading: Reading, currency: str) -> Reading:
        """The reading after everything it asks has been answered from memory, one round of questions after another."""
        recalled: dict[str, str] = {}
        while reading.status is FileStatus.NEEDS_ANSWER:
            memory = self._remembered(reading)
            asked = {question.key for question in reading.questions} - set(recalled) - set(self.answers)
            fresh = {key: memory[key] for key in asked if key in memory}
            if not fresh:
                break
            recalled |= fresh
            reading = self._read(currency, {**recalled, **self.answers})[place]
        return reading

    def _remembered(self, reading: Reading) -> dict[str, str]:
        return answer_store.recall(
            self.store.ops,
            client_id=self.client.client_id,
            source=reading.source,
            account=self._account_of(reading),
        )

    def _account_of(self, reading: Reading) -> str:
        """Under a second name the same money would count twice: a file that names no account belongs to the only one
        that the client has from this source."""
        known = self._known_accounts(reading)
        return self.account or reading.account or (known[0] if len(known) == 1 else NO_ACCOUNT)

    def _known_accounts(self, reading: Reading) -> list[str]:
        return published_accounts(self.store.ops, client_id=self.client.client_id, source=reading.source)

    def _is_named(self, reading: Reading) -> bool:
        return bool(self.account or reading.account)

    def _could_be_several_accounts(self, reading: Reading) -> bool:
        return _has_spend(reading) and not self._is_named(reading) and len(self._known_accounts(reading)) > 1

    def _whose(self, reading: Reading) -> FileOutcome:
        """Asks whose money it is; a name that is new here is an answer too."""
        known = self._known_accounts(reading)
        question = Question(
            ACCOUNT,
            Sentence(
                f"Which account is this file from? It names none, and the client has {', '.join(known)}.",
                f"Miltä tililtä tämä tiedosto on? Se ei kerro tiliä, ja asiakkaalla on {', '.join(known)}.",
            ),
            tuple(known),
        )
        asking = replace(reading, questions=(question,), status=FileStatus.NEEDS_ANSWER)
        return self._outcome(asking, FileStatus.NEEDS_ANSWER, question.text)

    def _currency_notes(self, reading: Reading) -> list[Sentence]:
        before = self._remembered(reading).get(CURRENCY)
        if not before or not reading.currency or before == reading.currency:
            return []
        account = self._account_of(reading)
        return [
            Sentence(
                f"The account {account} was in {before} before; this file is in {reading.currency}. The two are never"
                " added up.",
                f"Tilin {account} valuutta oli aiemmin {before}; tässä tiedostossa se on {reading.currency}. Eri"
                " valuuttoja ei lasketa yhteen.",
            )
        ]

    def _batch(self, reading: Reading) -> Batch:
        return Batch(
            client_id=self.client.client_id,
            source=reading.source,
            account=self._account_of(reading),
            currency=reading.currency,
            entities=reading.entities,
            days=reading.days,
            periods=reading.periods,
            results=reading.results,
            outcomes=reading.outcomes,
        )

    def _previewed(self, reading: Reading) -> FileOutcome:
        effect = preview(self.store, self._batch(reading))
        return self._outcome(reading, FileStatus.IMPORTED, reading.message, effect=effect)

    def _published(self, reading: Reading) -> FileOutcome:
        offered = Offered(self.name, reading.member, self.file_hash, reading.report, reading.period)
        published = publish(
            self.store,
            self._batch(reading),
            offered,
            answers=self._worth_remembering(reading),
            who=self.who,
            now=self.now,
            summarise=self._summary_of(reading),
        )
        if published.effect is None:
            return self._duplicate(reading, published.record)
        return self._imported(reading, published.record.import_id, published.effect)

    def _worth_remembering(self, reading: Reading) -> dict[str, str]:
        lasting = {key: value for key, value in self.answers.items() if key not in OF_ONE_FILE}
        if COLUMNS in lasting:
            lasting[COLUMNS] = self._all_columns(reading, lasting[COLUMNS])
        return lasting | ({CURRENCY: reading.currency} if reading.currency else {})

    def _all_columns(self, reading: Reading, told: str) -> str:
        """Every column a person has named for this account: the next table may be another one of theirs."""
        before = json.loads(self._remembered(reading).get(COLUMNS, "{}"))
        return json.dumps(before | json.loads(told), ensure_ascii=False, sort_keys=True)

    def _summary_of(self, reading: Reading) -> Callable[[int, Effect], str]:
        return lambda import_id, effect: json.dumps(
            self._imported(reading, import_id, effect).as_json(), ensure_ascii=False
        )

    def _imported(self, reading: Reading, import_id: int, effect: Effect) -> FileOutcome:
        return self._outcome(reading, FileStatus.IMPORTED, reading.message, effect=effect, import_id=import_id)

    def _duplicate(self, reading: Reading, there: ImportRecord) -> FileOutcome:
        day = there.started_at.date()
        message = Sentence(
            f"This file is already imported (import {there.import_id}, {day.isoformat()}, account {there.account})."
            " Nothing changed.",
            f"Tämä tiedosto on jo tuotu (tuonti {there.import_id}, {day.day}.{day.month}.{day.year}, tili"
            f" {there.account}). Mikään ei muuttunut.",
        )
        return self._outcome(reading, FileStatus.DUPLICATE, message, import_id=there.import_id)

    def _outcome(
        self,
        reading: Reading,
        status: FileStatus,
        message: Sentence,
        *,
        effect: Effect | None = None,
        import_id: int | None = None,
    ) -> FileOutcome:
        return FileOutcome(
            file=f"{self.name}!{reading.member}" if reading.member else self.name,
            reading=reading,
            status=status,
            message=message,
            account=self._account_of(reading),
            account_is_named=self._is_named(reading),
            import_id=import_id,
            effect=effect,
            notes=(*reading.notes, *effect_notes(effect)),
            dry_run=self.dry_run,
        )


def _refusal(client: Client) -> Sentence | None:
    if client.kind is ClientKind.TEAM:
        return Sentence(
            f"{client.name} is a team: it has a board and meetings, but no campaigns. Import the file for a client.",
            f"{client.name} on tiimi: sillä on taulu ja palaverit, mutta ei kampanjoita. Tuo tiedosto asiakkaalle.",
        )
    if client.archived_at is not None:
        return Sentence(
            f"{client.name} is archived. Restore the client before importing.",
            f"{client.name} on arkistoitu. Palauta asiakas ennen tuontia.",
        )
    return None


def _has_spend(reading: Reading) -> bool:
    """Also where overlapping periods have no sum."""
    return "spend" in reading.sums or "spend" in reading.periods["measure"].unique().to_pylist()
