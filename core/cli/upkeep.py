"""The commands that make, copy, bring back and look over a data folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli.clients import clients_answer
from core.cli.words import Answer, Command
from core.dates import utc_now
from core.jobs import backup, check, demo
from core.jobs.finding import Finding
from core.store import Store, clients


def add_upkeep_commands(command: Command) -> None:
    """Register the commands of this module."""
    command("init", _init, "Make the data folder ready", '{"clients": [slug]}')
    made = command("demo", _demo, "Load the demo story into this data folder", '{"clients": [slug]}')
    made.add_argument("--if-empty", action="store_true", help="only when the folder has no client of your own")
    made = command("backup", _backup, "Copy both stores into a folder", '{"folder", "generation", "files"}')
    made.add_argument("folder", type=Path)
    made = command("restore", _restore, "Bring back a copy made by backup", '{"folder", "generation", "kept"}')
    made.add_argument("folder", type=Path)
    command("check", _check, "Verify both stores; exit 1 on any fault", CHECK_KEYS)


CHECK_KEYS = '{"ok", "checks": [{"check", "ok", "warning", "text"}]}'


def _init(store: Store, given: argparse.Namespace) -> Answer:
    return clients_answer(clients.list_clients(store.ops))


def _demo(store: Store, given: argparse.Namespace) -> Answer:
    if given.if_empty and any(not client.demo for client in clients.list_clients(store.ops, archived=True)):
        return clients_answer(clients.list_clients(store.ops))
    return clients_answer(demo.load_demo(store, now=utc_now()))


def _backup(store: Store, given: argparse.Namespace) -> Answer:
    done = backup.back_up(store, given.folder, now=utc_now())
    return Answer(done.as_json(), str(done.sentence))


def _restore(store: Store, given: argparse.Namespace) -> Answer:
    done = backup.restore(store, given.folder, now=utc_now())
    return Answer(done.as_json(), str(done.sentence))


def _check(store: Store, given: argparse.Namespace) -> Answer:
    findings = check.check(store, now=utc_now())
    return Answer(
        {
            "ok": all(f.ok for f in findings),
            "checks": [{"check": f.name, "ok": f.ok, "warning": f.warning, "text": str(f.sentence)} for f in findings],
        },
        "\n".join(f"{_verdict(f)} {f.name}: {f.sentence}" for f in findings),
        status=0 if all(f.ok for f in findings) else 1,
    )


def _verdict(finding: Finding) -> str:
    return "BAD " if not finding.ok else "look" if finding.warning else "ok  "
