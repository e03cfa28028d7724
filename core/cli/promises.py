"""The commands about what meetings end in: actions, decisions, and the client's grade."""

from __future__ import annotations

import argparse
from datetime import datetime
from decimal import Decimal

from core.cli.words import (
    WHO,
    Answer,
    Command,
    Group,
    Json,
    as_of_option,
    asked_moment,
    client_option,
    instant_json,
    named_client,
    now_for,
    typed_day,
)
from core.dates import day_start
from core.errors import Refused
from core.model import Client
from core.store import Store, grades, promises
from core.store.grades import Grade
from core.store.meetings import KINDS
from core.store.promises import Action, MeetingDecision

ACTION_KEYS = (
    '{"id", "meeting", "text", "owner", "due", "first_due", "times_moved", "card", "client_visible", "agreed_at",'
    ' "done_at"}'
)
DECISION_KEYS = (
    '{"id", "text", "decided_by", "first_decided_at", "decided_at", "times", "answer", "card", "client_visible"}'
)
GRADE_KEYS = '{"id", "grade", "why", "given_at"}'


def add_promise_commands(command: Command, group: Group) -> None:
    """Register the commands of this module."""
    _add_action(command, group)
    _add_decision(command, group)
    _add_grade(command, group)


def _add_action(command: Command, group: Group) -> None:
    actions = group(command("action", _actions, "What was promised", f"[{ACTION_KEYS}]"), required=True)
    listed = command("list", _actions, "List the actions by their due day", f"[{ACTION_KEYS}]", actions)
    client_option(listed)
    as_of_option(listed, "as it stood then")
    listed.add_argument("--open", action="store_true", help="only what is not done")
    added = command("add", _action_add, "Write down what somebody promised", ACTION_KEYS, actions)
    client_option(added)
    added.add_argument("text", metavar="TEXT")
    added.add_argument("--owner", required=True, metavar="NAME")
    added.add_argument("--due", required=True, metavar="DAY")
    added.add_argument("--kind", default="weekly", choices=KINDS, help="the meeting it was agreed in")
    _shared(added, "agreed")
    done = command("done", _action_done, "Say that an action is done", ACTION_KEYS, actions)
    client_option(done)
    done.add_argument("id", type=int)
    _on(done, "done")
    again = command("reopen", _action_reopen, "Take a tick back", ACTION_KEYS, actions)
    client_option(again)
    again.add_argument("id", type=int)
    _on(again, "opened again")
    moved = command("move", _action_move, "Promise another day; the first one stays", ACTION_KEYS, actions)
    client_option(moved)
    moved.add_argument("id", type=int)
    moved.add_argument("due", metavar="DAY")
    _on(moved, "moved")


def _add_decision(command: Command, group: Group) -> None:
    actions = group(command("decision", _decisions, "What was decided", f"[{DECISION_KEYS}]"), required=True)
    listed = command("list", _decisions, "List the decisions, newest first", f"[{DECISION_KEYS}]", actions)
    client_option(listed)
    as_of_option(listed, "as it stood then")
    added = command("add", _decision_add, "Write down what was decided", DECISION_KEYS, actions)
    client_option(added)
    added.add_argument("text", metavar="TEXT")
    added.add_argument("--by", required=True, metavar="NAME", help="who decided")
    _shared(added, "decided")
    again = command("again", _decision_again, "The same decision again; its first day stays", DECISION_KEYS, actions)
    client_option(again)
    again.add_argument("id", type=int)
    again.add_argument("text", nargs="?", default="", help="in other words")
    again.add_argument("--by", default="", metavar="NAME")
    _on(again, "decided")


def _add_grade(command: Command, group: Group) -> None:
    actions = group(command("grade", _grades, "The client's grades", f"[{GRADE_KEYS}]"), required=True)
    listed = command("list", _grades, "List the client's grades, oldest first", f"[{GRADE_KEYS}]", actions)
    client_option(listed)
    as_of_option(listed, "as it stood then")
    added = command("add", _grade_add, "Write down the client's grade, 4 to 10", GRADE_KEYS, actions)
    client_option(added)
    added.add_argument("grade")
    added.add_argument("why", nargs="?", default="")
    _on(added, "given")


def _shared(made: argparse.ArgumentParser, verb: str) -> None:
    made.add_argument("--card", default="", metavar="ID")
    made.add_argument("--client-visible", action="store_true", help="the client may see it (default: internal)")
    _on(made, verb)


def _on(made: argparse.ArgumentParser, verb: str) -> None:
    made.add_argument("--on", metavar="DAY", help=f"the day it was {verb} (default: now)")


def _moment(given: argparse.Namespace, client: Client) -> datetime:
    return day_start(typed_day(given.on), client.timezone) if given.on else now_for(client)


def _as_of(given: argparse.Namespace, client: Client) -> datetime:
    return asked_moment(given, client) or now_for(client)


# ------------------------------------------------------------------------------------------------------------- actions


def _actions(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    rows = promises.list_actions(store.ops, client_id=client.client_id, as_of=_as_of(given, client))
    if given.open:
        rows = [row for row in rows if row.done_at is None]
    return Answer([_action_json(row) for row in rows], "\n".join(map(_action_line, rows)) or "No actions.")


def _action_add(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    row = promises.add_action(
        store.ops,
        client_id=client.client_id,
        kind=given.kind,
        text=given.text,
        owner=given.owner,
        due=typed_day(given.due),
        card_id=given.card,
        client_visible=given.client_visible,
        agreed_at=_moment(given, client),
        who=WHO,
    )
    return Answer(_action_json(row), _action_line(row))


def _action_done(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    row = promises.close_action(
        store.ops, client_id=client.client_id, action_id=given.id, who=WHO, now=_moment(given, client)
    )
    return Answer(_action_json(row), _action_line(row))


def _action_reopen(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    row = promises.reopen_action(
        store.ops, client_id=client.client_id, action_id=given.id, who=WHO, now=_moment(given, client)
    )
    return Answer(_action_json(row), _action_line(row))


def _action_move(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    row = promises.move_action(
        store.ops,
        client_id=client.client_id,
        action_id=given.id,
        due=typed_day(given.due),
        who=WHO,
        now=_moment(given, client),
    )
    return Answer(_action_json(row), _action_line(row))


def _action_line(row: Action) -> str:
    return f"{row.action_id:5} {'done' if row.done_at else 'open'} {row.due} {row.owner}: {row.text}"


def _action_json(row: Action) -> Json:
    return {
        "id": row.action_id,
        "meeting": row.kind,
        "text": row.text,
        "owner": row.owner,
        "due": row.due.isoformat(),
        "first_due": row.first_due.isoformat(),
        "times_moved": row.times_moved,
        "card": row.card_id or None,
        "client_visible": row.client_visible,
        "agreed_at": instant_json(row.agreed_at),
        "done_at": instant_json(row.done_at) if row.done_at else None,
    }


# ----------------------------------------------------------------------------------------------------------- decisions


def _decisions(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    rows = promises.list_meeting_decisions(store.ops, client_id=client.client_id, as_of=_as_of(given, client))
    return Answer([_decision_json(row) for row in rows], "\n".join(map(_decision_line, rows)) or "No decisions.")


def _decision_add(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    row = promises.add_decision(
        store.ops,
        client_id=client.client_id,
        text=given.text,
        decided_by=given.by,
        card_id=given.card,
        client_visible=given.client_visible,
        decided_at=_moment(given, client),
        who=WHO,
    )
    return Answer(_decision_json(row), _decision_line(row))


def _decision_again(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    row = promises.decide_again(
        store.ops,
        client_id=client.client_id,
        first_id=given.id,
        text=given.text,
        decided_by=given.by,
        decided_at=_moment(given, client),
        who=WHO,
    )
    return Answer(_decision_json(row), _decision_line(row))


def _decision_line(row: MeetingDecision) -> str:
    return f"{row.first_id:5} {row.first_decided_at:%Y-%m-%d} {row.decided_by}: {row.text}"


def _decision_json(row: MeetingDecision) -> Json:
    return {
        "id": row.first_id,
        "text": row.text,
        "decided_by": row.decided_by,
        "first_decided_at": instant_json(row.first_decided_at),
        "decided_at": instant_json(row.decided_at),
        "times": row.times,
        "answer": row.answer or None,
        "card": row.card_id or None,
        "client_visible": row.client_visible,
    }


# -------------------------------------------------------------------------------------------------------------- grades


def _grades(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    rows = grades.list_grades(store.ops, client_id=client.client_id, as_of=_as_of(given, client))
    return Answer([_grade_json(row) for row in rows], "\n".join(map(_grade_line, rows)) or "No grades.")


def _grade_add(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    row = grades.add_grade(
        store.ops,
        client_id=client.client_id,
        grade=_typed_grade(given.grade),
        why=given.why,
        given_at=_moment(given, client),
        written_at=now_for(client),
        who=WHO,
    )
    return Answer(_grade_json(row), _grade_line(row))


def _typed_grade(text: str) -> Decimal:
    try:
        return Decimal(text.strip().replace(",", "."))
    except ArithmeticError as error:
        raise Refused(f"“{text}” is not a grade.", f"”{text}” ei ole arvosana.") from error


def _grade_line(row: Grade) -> str:
    return f"{row.given_at:%Y-%m-%d} {row.grade} {row.why}"


def _grade_json(row: Grade) -> Json:
    return {
        "id": row.grade_id,
        "grade": format(row.grade, "f"),
        "why": row.why,
        "given_at": instant_json(row.given_at),
    }
