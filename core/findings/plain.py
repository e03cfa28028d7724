"""A finding as plain text, for a card or a memo: the sentence, its evidence, what to do, and when it is over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core import figures
from core.findings.finding import Act, Column, Finding, Unit, Value
from core.model import Sentence

LONGEST_TITLE = 120


def title(one: Finding) -> Sentence:
    """What a card of it is called: the proposal, else the beginning of its sentence."""
    said = one.proposal or one.sentence
    return Sentence(_short(said.en), _short(said.fi))


def description(one: Finding, language: str) -> str:
    """What the card says inside, in Markdown that Trello and people read alike."""
    parts = [
        *([_WAITS.said_in(language)] if one.act is Act.CLIENT else []),
        one.sentence.said_in(language),
        *(f"- {line}" for line in rows(one, language)),
        f"{_DO.said_in(language)}: {one.lever.said_in(language)}",
        *(caveat.said_in(language) for caveat in one.caveats),
        one.goes_away.said_in(language),
    ]
    return "\n\n".join(parts)


def rows(one: Finding, language: str) -> list[str]:
    """Each row of the evidence as `Campaign: A; Clicks: 1 200`."""
    said = []
    for row in one.evidence.rows:
        pairs = zip(one.evidence.columns, row, strict=True)
        said.append(
            "; ".join(
                f"{column.title.said_in(language)}: {shown(column, value, one.currency, language)}"
                for column, value in pairs
                if value not in (None, "")
            )
        )
    return said


def shown(column: Column, value: Value, currency: str, language: str) -> str:
    """One value of the evidence as people read it; what is unknown is a dash."""
    if value is None:
        return figures.UNDEFINED
    if isinstance(value, Sentence):
        return value.said_in(language)
    if isinstance(value, date):
        return figures.day(value, language)
    if isinstance(value, str):
        return value
    return _number(column, value, currency, language)


def _number(column: Column, value: int | float | Decimal, currency: str, language: str) -> str:
    if column.unit is Unit.MONEY:
        return figures.money(value, currency, language, signed=column.signed)
    if column.unit is Unit.SHARE:
        return figures.percent(value, language, column.decimals)
    if column.unit is Unit.POINTS:
        return figures.points(value, language)
    return figures.number(value, language, column.decimals, signed=column.signed)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"


_WAITS = Sentence("Waits for the client's decision.", "Odottaa asiakkaan päätöstä.")
_DO = Sentence("What to do", "Mitä tehdä")
