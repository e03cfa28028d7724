"""Files that know campaigns by number, by name or by both speak of the same campaigns."""

from __future__ import annotations

from datetime import date

from core.model import Level
from core.sources.reading import Entity
from core.store.identity import Known, Named, Resolution, resolve

PLACE = ("aurinko", "google_ads", "main")
MAY = (date(2026, 5, 1), date(2026, 5, 31))
JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def campaign(name: str, external_id: str = "", **more: str) -> Entity:
    return Entity(Level.CAMPAIGN, name, external_id, **more)


def after(*files: tuple[list[Entity], tuple[date, date]]) -> tuple[list[Resolution], dict[str, Known]]:
    """Read files one after another into an empty account."""
    known: dict[str, Known] = {}
    names: dict[tuple[str, str], Named] = {}
    steps = []
    for number, (entities, span) in enumerate(files, 1):
        spans = dict.fromkeys(range(len(entities)), span)
        step = resolve(PLACE, known.values(), names.values(), entities, spans, number)
        known |= {entity.entity_key: entity for entity in step.entities}
        names |= {(row.entity_key, row.name): row for row in step.names}
        steps.append(step)
    return steps, known


def keys(step: Resolution) -> list[str]:
    return [step.keys[e] for e in sorted(step.keys)]


def test_the_same_id_is_the_same_campaign_whatever_its_name():
    (first, second), known = after(([campaign("Haku", "1")], MAY), ([campaign("Haku uusi", "1")], JUNE))
    assert keys(first) == keys(second)
    assert second.renamed == frozenset(keys(first))
    assert [entity.name for entity in known.values()] == ["Haku uusi"]


def test_an_older_file_brings_back_no_old_name():
    _, known = after(([campaign("Haku uusi", "1")], JUNE), ([campaign("Haku", "1")], MAY))
    assert [entity.name for entity in known.values()] == ["Haku uusi"]


def test_an_id_is_attached_to_the_campaign_known_only_by_its_name():
    (first, second), known = after(([campaign("Haku")], MAY), ([campaign("Haku", "1")], JUNE))
    assert keys(first) == keys(second)
    assert [entity.external_id for entity in known.values()] == ["1"]


def test_a_file_without_ids_finds_the_campaign_by_its_name_or_by_one_it_had():
    (first, _, third, fourth), _ = after(
        ([campaign("Haku", "1")], MAY),
        ([campaign("Haku uusi", "1")], JUNE),
        ([campaign("Haku uusi")], JUNE),
        ([campaign("Haku")], MAY),
    )
    assert keys(third) == keys(first)
    assert keys(fourth) == keys(first)


def test_a_name_that_two_campaigns_have_joins_neither_and_is_said():
    (_, second), known = after(
        ([campaign("Haku", "1"), campaign("Haku", "2")], MAY),
        ([campaign("Haku")], JUNE),
    )
    assert len(known) == 3
    assert second.ambiguous == ("Haku",)


def test_two_new_ids_with_one_name_do_not_both_become_the_campaign_of_that_name():
    (first, second), known = after(([campaign("Haku")], MAY), ([campaign("Haku", "1"), campaign("Haku", "2")], JUNE))
    assert len(set(keys(first) + keys(second))) == 3
    assert len(known) == 3


def test_ad_sets_of_one_name_in_two_campaigns_stay_two():
    (step,), _ = after(
        ([Entity(Level.AD_SET, "Laaja", parent="Kesä"), Entity(Level.AD_SET, "Laaja", parent="Talvi")], MAY)
    )
    assert len(set(keys(step))) == 2


def test_levels_and_accounts_never_share_a_campaign():
    (step,), _ = after(([campaign("Haku", "1"), Entity(Level.AD_SET, "Haku", "1")], MAY))
    other = resolve(("aurinko", "google_ads", "toinen"), [], [], [campaign("Haku", "1")], {0: MAY}, 1)
    assert len({*keys(step), *keys(other)}) == 3


def test_a_later_file_adds_what_it_knows_and_takes_nothing_away():
    _, known = after(
        ([campaign("Haku", "1", channel="paid_search", objective="sales")], MAY),
        ([campaign("Haku", "1", channel="shopping")], JUNE),
    )
    (entity,) = known.values()
    assert (entity.channel, entity.objective, entity.first_day, entity.last_day) == ("shopping", "sales", *_span())


def _span() -> tuple[date, date]:
    return MAY[0], JUNE[1]


def test_a_campaign_without_rows_is_not_created():
    assert resolve(PLACE, [], [], [campaign("Haku", "1")], {}, 1).entities == ()
