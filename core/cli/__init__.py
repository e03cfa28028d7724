"""The command line: `python -m core [--data DIR] COMMAND`. Every answer is also one JSON document with `--json`.

Exit status: 0 done, 1 refused (one sentence on stderr, nothing changed), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

from core.cli.agenda import add_agenda_commands
from core.cli.balance import add_balance_command
from core.cli.board import add_board_commands
from core.cli.brand import add_brand_commands
from core.cli.clients import add_client_commands
from core.cli.effects import add_effect_commands
from core.cli.findings import add_findings_command
from core.cli.flow import add_flow_command
from core.cli.goals import add_goal_commands
from core.cli.imports import add_import_commands
from core.cli.inbox import add_inbox_command
from core.cli.memo import add_memo_command
from core.cli.notes import add_note_commands
from core.cli.people import add_people_commands
from core.cli.plans import add_plan_commands
from core.cli.promises import add_promise_commands
from core.cli.shares import add_share_commands
from core.cli.slack import add_slack_commands
from core.cli.stages import add_stage_commands
from core.cli.upkeep import add_upkeep_commands
from core.cli.words import Parser, Run, Usage
from core.config import data_folder
from core.errors import TahtiError
from core.store import open_store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = _parser()
    given = parser.parse_args(arguments, argparse.Namespace(data=None, json=False))
    try:
        answer = given.run(open_store(data_folder(given.data)), given)
    except Usage as error:
        parser.error(str(error))
    except TahtiError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    _say(json.dumps(answer.document, ensure_ascii=False, indent=1) if given.json else answer.text)
    return int(answer.status)


def _say(text: str) -> None:
    """Print, also where whoever reads (`| head`) has had enough and gone."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes it once more at the end


@cache
def _parser() -> argparse.ArgumentParser:
    shared = Parser(add_help=False)
    shared.add_argument(
        "--data", metavar="DIR", default=argparse.SUPPRESS, help="the data folder (else TAHTI_DATA, else data/)"
    )
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="answer with one JSON document")
    parser = Parser(prog="python -m core", description=__doc__, parents=[shared])
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)

    def command(name: str, run: Run, help_: str, keys: str, under: Any = None) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = (under or commands).add_parser(
            name, help=help_, description=f"{help_}. JSON: {keys}", parents=[shared]
        )
        made.set_defaults(run=run)
        return made

    def group(made: argparse.ArgumentParser, *, required: bool = False) -> Any:
        return made.add_subparsers(metavar="ACTION", required=required, parser_class=Parser)

    add_upkeep_commands(command)
    add_client_commands(command, group)
    add_import_commands(command, group)
    add_inbox_command(command)
    add_goal_commands(command, group)
    add_stage_commands(command, group)
    add_balance_command(command)
    add_findings_command(command)
    add_plan_commands(command, group)
    add_agenda_commands(command, group)
    add_memo_command(command)
    add_promise_commands(command, group)
    add_board_commands(command, group)
    add_effect_commands(command, group)
    add_note_commands(command, group)
    add_flow_command(command)
    add_people_commands(command, group)
    add_share_commands(command, group)
    add_brand_commands(command, group)
    add_slack_commands(command, group)
    return parser
