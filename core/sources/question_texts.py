"""What only a person can decide about a table, in English and Finnish."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Sentence
from core.sources.numbers import STYLES
from core.sources.reading import Question

DAY_ORDER = Question(
    "day_order",
    Sentence(
        "Is 1/2/2026 in this file 1 February or 2 January?",
        "Onko 1/2/2026 tässä tiedostossa 1. helmikuuta vai 2. tammikuuta?",
    ),
    ("dmy", "mdy"),
)
NUMBER_STYLE = Question(
    "number_style",
    Sentence(
        "How are numbers written in this file? The file itself does not tell whether 1,204 is a thousand or a little "
        "over one.",
        "Miten luvut on kirjoitettu tässä tiedostossa? Tiedostosta ei näe, onko 1,204 yli tuhat vai vähän yli yksi.",
    ),
    STYLES,
)
PERIOD = Question(
    "period",
    Sentence(
        "Which days do these totals cover? The file does not say. Answer as 2026-11-01..2026-11-30.",
        "Mitä päiviä nämä summat koskevat? Tiedosto ei kerro sitä. Vastaa muodossa 2026-11-01..2026-11-30.",
    ),
)


def currency_question(options: Sequence[str]) -> Question:
    """Asked once per account; what the file's symbol may stand for comes first."""
    return Question(
        "currency",
        Sentence(
            "In which currency is the money? The file gives no currency code. Answer with a code such as EUR.",
            "Missä valuutassa rahasummat ovat? Tiedostossa ei ole valuuttakoodia. Vastaa koodilla, esimerkiksi EUR.",
        ),
        tuple(options),
    )


def columns_question(headers: Sequence[str]) -> Question:
    """A table in unknown words: which header is what."""
    shown = ", ".join(header for header in headers if header)[:400]
    return Question(
        "columns",
        Sentence(
            f"The column names are not familiar: {shown}. Tell what they are, for example "
            '{"My date": "day", "My campaign": "campaign", "My cost": "spend"}.',
            f"Sarakkeiden nimet eivät ole tuttuja: {shown}. Kerro mitä ne ovat, esimerkiksi "
            '{"Oma päivä": "day", "Oma kampanja": "campaign", "Oma kulu": "spend"}.',
        ),
        about=tuple(header for header in headers if header),
    )
