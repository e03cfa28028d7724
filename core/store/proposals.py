"""The client's yes or no to a proposal: a decision that names the card or the raised line it answers.

One proposal is one decision: answered again it keeps its first day, and the same answer given twice in a day is one.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from core.store.ops import About, Ops
from core.store.promises import require_decision

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the answer, with the words it was given first. `is_new` is False where the same was said already."""

    decision_id: int
    text: str
    card_id: str
    is_new: bool


def answer(
    ops: Ops,
    *,
    client_id: str,
    said: str,
    text: str,
    decided_by: str,
    card_id: str = "",
    raised_id: int = 0,
    since: datetime,
    now: datetime,
    who: str,
) -> Answer:
    """Write an answer down, for the client to see. What was said of the same proposal since `since`, in the same way,
    stays as it was. Raises Refused without a text or a name."""
    body, by = require_decision(text, decided_by)
    with ops.write(about=About.TALK) as con:
        known = _newest(con, client_id, card_id, raised_id)
        if known is not None and known["answer"] == said and known["decided_at"] >= since.isoformat():
            return Answer(known["decision_id"], known["body"], known["card_id"], is_new=False)
        at = now.isoformat()
        row = con.execute(
            "insert into meeting_decision (first_id, client_id, body, decided_by, first_decided_at, decided_at,"
            " card_id, client_visible, answer, raised_id, written_by) values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)"
            " returning decision_id, body, card_id",
            (
                (known["first_id"] or known["decision_id"]) if known is not None else None,
                client_id,
                body,
                by,
                known["first_decided_at"] if known is not None else at,
                at,
                card_id,
                said,
                raised_id,
                who,
            ),
        ).fetchone()
    return Answer(row["decision_id"], row["body"], row["card_id"], is_new=True)


def give_card(ops: Ops, *, client_id: str, decision_id: int, card_id: str) -> None:
    """Say which card was made of an answer."""
    with ops.write(about=About.TALK) as con:
        con.execute(
            "update meeting_decision set card_id = ? where client_id = ? and decision_id = ?",
            (card_id, client_id, decision_id),
        )


def forget(ops: Ops, *, client_id: str, decision_id: int) -> None:
    """Take away an answer of this moment whose card could not be moved: nothing was decided then."""
    with ops.write(about=About.TALK) as con:
        con.execute("delete from meeting_decision where client_id = ? and decision_id = ?", (client_id, decision_id))


def _newest(con: sqlite3.Connection, client_id: str, card_id: str, raised_id: int) -> sqlite3.Row | None:
    found: sqlite3.Row | None = con.execute(
        "select * from meeting_decision where client_id = ?1 and answer != ''"
        " and ((?2 != '' and card_id = ?2) or (?3 != 0 and raised_id = ?3))"
        " order by decided_at desc, decision_id desc",
        (client_id, card_id, raised_id),
    ).fetchone()
    return found
