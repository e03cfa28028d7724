"""What the commands share: the answer they give, and what people type turned into values."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from core.dates import day_start, local_day
from core.dates import now_for as now_for
from core.errors import Refused
from core.model import Client, Period, Stage
from core.reports.periods import instant
from core.store import Store, clients

WHO = "command line"
Json = dict[str, Any] | list[Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gives back: the JSON document, the same for a person, and the exit status."""

    document: Json
    text: str
    status: int = 0


Run = Callable[[Store, argparse.Namespace], Answer]


class Parser(argparse.ArgumentParser):
    """Takes options also before a last word that may be missing, as in `trust look CHECK STATE --day D EVIDENCE`. By
    itself argparse takes that word for missing as soon as it has read the ones before the option."""

    _is_within = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Words and options apart, where a word may be missing; as always elsewhere."""
        counts = {action.nargs for action in self._get_positional_actions()}
        bound = argparse.PARSER in counts or self._mutually_exclusive_groups
        if self._is_within or bound or not counts & {"?", "*"}:
            return super().parse_known_args(args, namespace)
        self._is_within = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_within = False


class Command(Protocol):
    """Registers a command: its name, what runs it, its help and the keys of its JSON; `under` another one's group."""

    def __call__(self, name: str, run: Run, help_: str, keys: str, under: Any = None) -> argparse.ArgumentParser: ...


class Group(Protocol):
    """Gives a command actions of its own (`stages set`)."""

    def __call__(self, made: argparse.ArgumentParser, *, required: bool = False) -> Any: ...


class Usage(Exception):
    """The command line does not say what is needed."""


def named_client(store: Store, given: argparse.Namespace) -> Client:
    """The client of `--client`. Raises Usage without one, UnknownClient for a wrong one."""
    if not given.client:
        raise Usage("name the client: --client SLUG")
    return clients.get_client(store.ops, client_id=given.client)


def asked_moment(given: argparse.Namespace, client: Client) -> datetime | None:
    """`--as-of` as a naive UTC instant, a day meaning its start in the client's zone; None when not given."""
    if not given.as_of:
        return None
    return day_start(typed_day(given.as_of), client.timezone) if len(given.as_of) == 10 else instant(given.as_of)


def asked_period(given: argparse.Namespace) -> Period | None:
    """`--from` and `--to`; None when neither is given. Raises Refused for one without the other."""
    if not given.since and not given.to:
        return None
    if not (given.since and given.to):
        raise Refused("Give both days: --from 2026-09-01 --to 2026-09-30.", "Anna molemmat päivät: --from ja --to.")
    start, end = typed_day(given.since), typed_day(given.to)
    if end < start:
        raise Refused(
            f"The period ends before it starts: {start} … {end}.", f"Jakso päättyy ennen alkuaan: {start} … {end}."
        )
    return Period(start, end)


def cut_day(given: argparse.Namespace, client: Client, period: Period | None) -> date:
    """The day whose start cuts what is known: `--as-of`, else the day after `--to`, else today in the client's zone."""
    if given.as_of:
        return typed_day(given.as_of) if len(given.as_of) == 10 else local_day(instant(given.as_of), client.timezone)
    return period.end + timedelta(days=1) if period else local_day(now_for(client), client.timezone)


def asked_day(given: argparse.Namespace, client: Client) -> date:
    """The day in which `--as-of` lies, of a list of what is dated by days; the last day there is when not given."""
    return cut_day(given, client, None) if given.as_of else date.max


def typed_day(text: str) -> date:
    """A day as typed. Raises Refused."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(
            f"“{text}” is not a day. Write it like 2026-09-01.", f"”{text}” ei ole päivä. Kirjoita: 2026-09-01."
        ) from error


def file_bytes(path: Path) -> bytes:
    """What is in a file. Raises Refused when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(
            f"The file {path} cannot be read: {error.strerror}. Check the path.",
            f"Tiedostoa {path} ei voi lukea: {error.strerror}. Tarkista polku.",
        ) from error


def client_option(made: argparse.ArgumentParser, *, required: bool = True) -> None:
    made.add_argument("--client", required=required, metavar="SLUG", default=None)


def days_options(made: argparse.ArgumentParser) -> None:
    made.add_argument("--from", dest="since", metavar="DAY", default=None)
    made.add_argument("--to", metavar="DAY", default=None)


def as_of_option(made: argparse.ArgumentParser, help_: str) -> None:
    made.add_argument("--as-of", metavar="DAY|INSTANT", help=help_)


def since_day(given: argparse.Namespace) -> date | None:
    """`--from` of a decision or target; None when not given."""
    return typed_day(given.since) if given.since else None


def pair(text: str) -> tuple[str, str]:
    """NAME=VALUE in two. Raises Refused."""
    key, sign, value = text.partition("=")
    if not sign or not key:
        raise Refused(f"“{text}” should be written NAME=VALUE.", f"”{text}” pitää kirjoittaa muodossa NIMI=ARVO.")
    return key.strip(), value.strip()


def percent(text: str) -> Decimal:
    """45 or 45% as a fraction. Raises Refused."""
    try:
        return Decimal(text.rstrip("%").strip()) / 100
    except ArithmeticError as error:
        raise Refused(f"“{text}” is not a percentage.", f"”{text}” ei ole prosenttiluku.") from error


def period_json(period: Period | None) -> dict[str, str] | None:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()} if period else None


def shares_json(shares: Mapping[str, Decimal]) -> dict[str, float]:
    return {stage.value: float(shares.get(stage, 0)) for stage in Stage}


def instant_json(at: datetime) -> str:
    """ISO UTC to the millisecond, as Trello writes it."""
    return f"{at.isoformat(timespec='milliseconds')}Z"
