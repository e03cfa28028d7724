"""The memo of a meeting, from the copy that was kept of it: the team's own, and the client's, which holds only what is
listed here as theirs. Pure.

A kept copy is the agenda's document (`core.meetings.document`) and beside it, each of them absent in older copies:
`agreed` and `done` (promised earlier, ticked off on the day) [{"text", "owner", "due", "card", "client_visible"}],
`decided` [{"text", "by", "card", "client_visible", "first_on", "answer"}], and what `Beside` holds.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.errors import Refused
from core.meetings.shapes import Kind
from core.model import Period, Sentence

Copy = Mapping[str, Any]
NOT_SAID = frozenset({"prompt"})
"""Lines that only ask: they are no part of what was gone through."""
NOT_TOLD = frozenset({"prompt", "more", "window", "set_up", "grade"})
"""Lines that a client's memo leaves out: those about the agenda itself, and the grade, which is the client's word to us
and not one to be passed on."""


@dataclass(frozen=True, slots=True)
class Own:
    """A text that people wrote in the meeting, in their own words. `title`: of what it tells; `who` may be empty."""

    title: Sentence
    text: str
    who: str = ""
    client_visible: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """The client's grade, 4 to 10."""

    grade: Decimal
    why: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a meeting knows beside its agenda and what was agreed. `summary` is one paragraph by a person.
    `decision_maker`: whether somebody who decides at the client was there; None where nobody said."""

    present: tuple[str, ...] = ()
    decision_maker: bool | None = None
    summary: str = ""
    texts: tuple[Own, ...] = ()
    parked: tuple[str, ...] = ()
    grade: Grade | None = None

    def kept(self) -> dict[str, Any]:
        """As it stands in the copy."""
        return {
            "present": list(self.present),
            "decision_maker": self.decision_maker,
            "summary": self.summary,
            "texts": [
                {
                    "title": one.title.en,
                    "title_fi": one.title.fi,
                    "text": one.text,
                    "who": one.who,
                    "client_visible": one.client_visible,
                }
                for one in self.texts
            ],
            "parked": list(self.parked),
            "grade": {"grade": format(self.grade.grade, "f"), "why": self.grade.why} if self.grade else None,
        }


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Said:
    """One line as it was presented."""

    text: Sentence
    kind: str
    card_id: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One item of the agenda with what was on it."""

    key: str
    title: Sentence
    lines: tuple[Said, ...]
    client_visible: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody promised to do by a day."""

    text: str
    owner: str
    due: date
    card_id: str = ""
    client_visible: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided, by whom, and on which day first; None where the copy does not tell. `answer`: yes or no where
    it answers a proposal."""

    text: str
    by: str
    card_id: str = ""
    client_visible: bool = False
    first_on: date | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """One meeting's memo. `day` is the client's calendar day; `next_at` the next planned meeting of the kind, in the
    client's zone. `to_client`: this is the client's version."""

    client: str
    kind: Kind
    day: date
    with_client: bool
    to_client: bool
    window: Period | None
    topics: tuple[Topic, ...]
    promises: tuple[Promise, ...]
    settled: tuple[Settled, ...]
    done: tuple[Promise, ...] = ()
    """Promised earlier and said to be done in this meeting."""
    beside: Beside = NOTHING_BESIDE
    next_at: datetime | None = None


def memo_of(copy: str, *, client: str, kind: Kind, day: date, next_at: datetime | None = None) -> Memo:
    """The team's memo of a kept copy (JSON text). Raises Refused when the text is no copy of a meeting."""
    try:
        kept = json.loads(copy)
        return Memo(
            client=client,
            kind=kind,
            day=day,
            with_client=bool(kept.get("with_client")),
            to_client=False,
            window=_window(kept.get("window")),
            topics=tuple(filter(lambda topic: topic.lines, map(_topic, kept.get("items") or ()))),
            promises=tuple(map(_promise, kept.get("agreed") or ())),
            settled=tuple(map(_settled, kept.get("decided") or ())),
            done=tuple(map(_promise, kept.get("done") or ())),
            beside=_beside(kept),
            next_at=next_at,
        )
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        raise Refused("What was kept of this meeting cannot be read.", "Palaverin tallennetta ei voi lukea.") from None


def for_client(memo: Memo, *, internal_cards: Collection[str] = ()) -> Memo:
    """The client's version: made of what is meant for them, so that whatever else a copy may hold is not in it. Lines
    and what people wrote only of a meeting at which the client was; promises and decisions that somebody made visible;
    nothing of a card that is internal. Raises Refused for a retrospective, which has no such version."""
    if memo.kind is Kind.RETRO:
        raise Refused(
            "The retrospective is the team's own: its memo has no version for the client.",
            "Retrospektiivi on tiimin oma: sen muistiosta ei ole asiakkaan versiota.",
        )
    hidden = set(internal_cards)
    topics = [_for_client(topic, hidden) for topic in memo.topics if topic.client_visible and memo.with_client]
    texts = tuple(replace(one, who="") for one in memo.beside.texts if one.client_visible and memo.with_client)
    return Memo(
        client=memo.client,
        kind=memo.kind,
        day=memo.day,
        with_client=memo.with_client,
        to_client=True,
        window=memo.window,
        topics=tuple(topic for topic in topics if topic.lines),
        promises=tuple(one for one in memo.promises if one.client_visible and one.card_id not in hidden),
        done=tuple(one for one in memo.done if one.client_visible and one.card_id not in hidden),
        settled=tuple(one for one in memo.settled if one.client_visible and one.card_id not in hidden),
        beside=Beside(summary=memo.beside.summary if memo.with_client else "", texts=texts),
        next_at=memo.next_at,
    )


def _for_client(topic: Topic, hidden: set[str]) -> Topic:
    kept = (line for line in topic.lines if line.kind not in NOT_TOLD and line.card_id not in hidden)
    return replace(topic, lines=tuple(kept))


def _window(kept: Copy | None) -> Period | None:
    return Period(date.fromisoformat(kept["start"]), date.fromisoformat(kept["end"])) if kept else None


def _topic(item: Copy) -> Topic:
    lines = tuple(
        Said(_both(line, "text"), str(line.get("kind") or ""), str(line.get("card") or "")) for line in item["lines"]
    )
    return Topic(
        key=str(item["item"]),
        title=_both(item, "title"),
        lines=tuple(line for line in lines if line.kind not in NOT_SAID),
        client_visible=bool(item.get("visible_to_client")),
    )


def _both(kept: Copy, key: str) -> Sentence:
    return Sentence(str(kept[key]), str(kept.get(f"{key}_fi") or kept[key]))


def _promise(kept: Copy) -> Promise:
    return Promise(
        text=str(kept["text"]),
        owner=str(kept["owner"]),
        due=date.fromisoformat(kept["due"]),
        card_id=str(kept.get("card") or ""),
        client_visible=bool(kept.get("client_visible")),
    )


def _settled(kept: Copy) -> Settled:
    first = kept.get("first_on")
    return Settled(
        text=str(kept["text"]),
        by=str(kept["by"]),
        card_id=str(kept.get("card") or ""),
        client_visible=bool(kept.get("client_visible")),
        first_on=date.fromisoformat(first) if first else None,
        answer=str(kept.get("answer") or ""),
    )


def _beside(kept: Copy) -> Beside:
    grade = kept.get("grade")
    return Beside(
        present=tuple(map(str, kept.get("present") or ())),
        decision_maker=kept.get("decision_maker"),
        summary=str(kept.get("summary") or ""),
        texts=tuple(
            Own(_both(one, "title"), str(one["text"]), str(one.get("who") or ""), bool(one.get("client_visible")))
            for one in kept.get("texts") or ()
        ),
        parked=tuple(map(str, kept.get("parked") or ())),
        grade=Grade(Decimal(grade["grade"]), str(grade.get("why") or "")) if grade else None,
    )
