"""What a platform's own word about an ad or a campaign means: it runs, is held back, is stopped, or was refused.

Platforms write it in the language of whoever exported the file. The words below were met in public exports and in the
platforms' public help; a word that is not among them is UNKNOWN and is shown as it stands, never guessed at.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum


class Delivery(StrEnum):
    RUNNING = "running"
    LIMITED = "limited"
    STOPPED = "stopped"
    """By a person, or because its time is over."""
    NOT_DELIVERING = "not_delivering"
    """It is switched on and is not shown."""
    REJECTED = "rejected"
    UNKNOWN = "unknown"


# In the order in which they are looked for: a rejected ad is also not delivering, a limited one is also eligible.
_WORDS: tuple[tuple[Delivery, tuple[str, ...]], ...] = (
    (
        Delivery.REJECTED,
        ("disapproved", "rejected", "with issues", "hylatty", "ongelmia", "avvisad", "ej godkand",
         "abgelehnt", "reprovad", "rechazad", "refuse", "afgekeurd"),
    ),
    (
        Delivery.NOT_DELIVERING,
        ("not delivering", "not eligible", "not serving", "not running", "no ads", "ei nayteta", "ei julkaista",
         "ei toimita", "ei kelvollinen", "levereras inte", "wird nicht", "nao qualificad", "no apto", "pending review",
         "in review", "odottaa tarkist", "tarkistettavana"),
    ),
    (
        Delivery.STOPPED,
        ("paused", "inactive", "off", "ended", "completed", "removed", "archived", "deleted", "disabled", "disable",
         "keskeytetty", "pysaytetty", "tauolla", "ei kaytossa", "ei aktiivinen", "pois", "paattynyt", "poistettu",
         "arkistoitu", "pausad", "avslutad", "pausiert", "beendet", "pausado", "pausada", "encerrad", "finalizad",
         "en pausa", "gepauzeerd"),
    ),
    (
        Delivery.LIMITED,
        ("limited", "constrained", "rajoitettu", "rajoittunut", "rajoittama", "rajallinen", "begransad",
         "eingeschrankt", "limitad", "beperkt"),
    ),
    (
        Delivery.RUNNING,
        ("eligible", "enabled", "enable", "active", "delivering", "running", "learning", "kaytossa", "aktiivinen",
         "kelvollinen", "naytetaan", "julkaistaan", "oppi", "aktiv", "qualificad", "ativad", "ativo", "ativa", "apto",
         "activ", "habilitad"),
    ),
)  # fmt: skip


def delivery(status: str, reason: str = "") -> Delivery:
    """The meaning of a platform's word, and of its reason where the word alone says only that all is well."""
    found = _meaning(status)
    if found in (Delivery.RUNNING, Delivery.UNKNOWN) and reason:
        closer = _meaning(reason)
        if closer in (Delivery.REJECTED, Delivery.LIMITED, Delivery.NOT_DELIVERING):
            return closer
    return found


def _meaning(text: str) -> Delivery:
    words = f" {_folded(text)} "
    for meaning, known in _WORDS:
        if any(f" {word}" in words for word in known):
            return meaning
    return Delivery.UNKNOWN


def _folded(text: str) -> str:
    """Lower case without accents, words apart by single spaces: `NOT_DELIVERING` and `Ei näytetä` alike."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())
