"""What a person should know about the effect of an import: what stays beside it, and what may now be there twice."""

from __future__ import annotations

from collections.abc import Sequence

from core.figures import plain
from core.model import Sentence
from core.store.fold import Effect, Kept


def effect_notes(effect: Effect | None) -> list[Sentence]:
    """What a person should know about the effect of a batch: what was kept beside it, what could not be told apart, and
    what may now be there twice."""
    if effect is None:
        return []
    apart = [_apart_note(effect.ambiguous)] if effect.ambiguous else []
    return [*map(_kept_note, effect.kept), *apart, *map(_twin_note, effect.twins)]


def _kept_note(kept: Kept) -> Sentence:
    lines = "campaign or other line" if kept.entities == 1 else "campaigns or other lines"
    riveja = "kampanja tai muu rivi" if kept.entities == 1 else "kampanjaa tai muuta riviä"
    money = plain(kept.spend) or ""
    return Sentence(
        f"{kept.entities} {lines} of the same days, {money} {kept.currency}, not in this file: kept.",
        f"{kept.entities} {riveja} samoilta päiviltä, {money.replace('.', ',')} {kept.currency}, ei ole tässä"
        " tiedostossa: säilytetty.",
    )


def _apart_note(names: Sequence[str]) -> Sentence:
    some = ", ".join(names[:5])
    return Sentence(
        f"Several campaigns are called the same ({some}) and this file has no ids: these rows were kept as one of their"
        " own. Export the report with ids to join them.",
        f"Usealla kampanjalla on sama nimi ({some}) eikä tässä tiedostossa ole tunnuksia: rivit pidettiin omana"
        " kampanjanaan. Vie raportti tunnusten kanssa, niin ne yhdistyvät.",
    )


def _twin_note(account: str) -> Sentence:
    return Sentence(
        f"The account {account} of the same source has the same campaigns for the same days. If it is the same"
        f" account, its money counts twice: undo this import and name the account {account}.",
        f"Saman lähteen tilillä {account} on samat kampanjat samoilta päiviltä. Jos tili on sama, sen raha lasketaan"
        f" kahteen kertaan: peru tämä tuonti ja anna tiliksi {account}.",
    )
