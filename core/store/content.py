"""Content with the stage it speaks to, so that silence in a stage can be heard."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from core.errors import Refused
from core.model import Stage
from core.plans import Content
from core.store.ops import Ops

LONGEST_TITLE = 300


def add_content(
    ops: Ops,
    *,
    client_id: str,
    title: str,
    stage: str,
    live_from: date,
    persona: str = "",
    url: str = "",
    card_id: str = "",
    added_by: str,
    now: datetime,
) -> Content:
    """Write down a piece. One that came from a card is written once: again it is brought up to date. Raises Refused
    without a title or stage, and for an address that is no web address."""
    said = " ".join(title.split())[:LONGEST_TITLE]
    where = url.strip()
    _check(said, stage, where)
    who = " ".join(persona.split())
    with ops.write() as con:
        known = (
            card_id
            and con.execute(
                "select content_id from content where client_id = ? and card_id = ? and removed_at is null",
                (client_id, card_id),
            ).fetchone()
        )
        if known:
            row = con.execute(
                "update content set title = ?, stage = ?, persona = ?, live_from = ?, url = ?"
                " where content_id = ? returning *",
                (said, stage, who, live_from.isoformat(), where, known["content_id"]),
            ).fetchone()
        else:
            row = con.execute(
                "insert into content (client_id, title, stage, persona, live_from, url, card_id, added_by, added_at)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning *",
                (client_id, said, stage, who, live_from.isoformat(), where, card_id, added_by, now.isoformat()),
            ).fetchone()
    return _content(row)


def list_content(ops: Ops, *, client_id: str) -> list[Content]:
    """Every piece of the client, newest first; empty when none was written down."""
    with ops.read() as con:
        rows = con.execute(
            "select * from content where client_id = ? and removed_at is null order by live_from desc, content_id desc",
            (client_id,),
        ).fetchall()
    return [_content(row) for row in rows]


def retire_content(ops: Ops, *, client_id: str, content_id: int, gone_on: date | None) -> None:
    """The piece is not there any more from `gone_on` on; None: it is there after all. Raises Refused when the client
    has no such piece or it would have gone before it came."""
    with ops.write() as con:
        row = con.execute(
            "update content set gone_on = ? where client_id = ? and content_id = ? and removed_at is null returning *",
            (gone_on and gone_on.isoformat(), client_id, content_id),
        ).fetchone()
        _require(row is not None)
        if gone_on is not None and gone_on < _content(row).live_from:
            raise Refused(
                "A piece cannot be taken down before it went live.",
                "Sisältöä ei voi poistaa ennen kuin se on julkaistu.",
            )


def remove_content(ops: Ops, *, client_id: str, content_id: int, who: str, now: datetime) -> None:
    """Take back a piece that was written by mistake. Raises Refused when the client has no such piece."""
    with ops.write() as con:
        gone = con.execute(
            "update content set removed_by = ?, removed_at = ?"
            " where client_id = ? and content_id = ? and removed_at is null",
            (who, now.isoformat(), client_id, content_id),
        )
        _require(bool(gone.rowcount))


def _require(found: bool) -> None:
    if not found:
        raise Refused("There is no such content.", "Tällaista sisältöä ei ole.")


def _check(title: str, stage: str, url: str) -> None:
    if not title:
        raise Refused("Give the content a title.", "Anna sisällölle otsikko.")
    if stage not in set(Stage):
        raise Refused(
            f"“{stage}” is not a stage: choose reach, act, convert or engage.",
            f"”{stage}” ei ole vaihe: valitse reach, act, convert tai engage.",
        )
    if url and not url.lower().startswith(("https://", "http://")):
        raise Refused(
            "The address should begin with https:// or http://.", "Osoitteen pitää alkaa https:// tai http://."
        )


def _content(row: sqlite3.Row) -> Content:
    return Content(
        content_id=row["content_id"],
        title=row["title"],
        stage=row["stage"],
        persona=row["persona"],
        live_from=date.fromisoformat(row["live_from"]),
        url=row["url"],
        card_id=row["card_id"],
        gone_on=row["gone_on"] and date.fromisoformat(row["gone_on"]),
        added_by=row["added_by"],
    )
