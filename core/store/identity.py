"""Which campaign, ad set … a row is about, when files know it by number, by name, or by both. Pure.

* The same id in the same account and level is the same entity, whatever its name.
* An id that is new meets an entity known so far only by that name: it is the same one, and the id is attached.
* A row without an id is the entity that has that name, or had it, if there is only one.
* An entity keeps the key it was created with, so that people's decisions survive later files and renames.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.sources.reading import Entity
from core.store.facts import StoredEntity

_DETAILS = ("parent", "channel", "campaign_type", "objective", "result_kind", "bid_strategy", "labels", "match_type")


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of one account as it stands. `name` is the one seen on the latest day."""

    level: str
    entity_key: str
    external_id: str
    name: str
    parent: str
    channel: str
    campaign_type: str
    objective: str
    result_kind: str
    bid_strategy: str
    labels: str
    first_day: date
    last_day: date
    status: str = ""
    status_reason: str = ""
    status_day: date | None = None
    match_type: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A name an entity has had, with the days on which files called it so and the newest import that did."""

    level: str
    entity_key: str
    name: str
    first_day: date
    last_day: date
    import_id: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """`keys` by position in the batch; the entities and names as they stand after it; `created` and `renamed` keys;
    names that several entities have, so that rows without an id were kept apart."""

    keys: dict[int, str]
    entities: tuple[Known, ...]
    names: tuple[Named, ...]
    created: frozenset[str]
    renamed: frozenset[str]
    ambiguous: tuple[str, ...]


Place = tuple[str, str, str]
"""(client_id, source, account)"""


def resolve(
    place: Place,
    known: Iterable[Known],
    named: Iterable[Named],
    arriving: Sequence[Entity],
    spans: dict[int, tuple[date, date]],
    import_id: int,
) -> Resolution:
    """Find or create the entity of each arriving one that has facts (`spans` gives their first and last day)."""
    register = _Register(place, known, named)
    by_position = {e: arriving[e] for e in spans}
    crowded = _names_with_several_ids(by_position.values())
    keys = {e: register.key_of(entity, crowded) for e, entity in by_position.items()}
    before = dict(register.entities)
    for e, entity in by_position.items():
        register.update(keys[e], entity, spans[e], import_id)
    touched = set(keys.values())
    return Resolution(
        keys=keys,
        entities=tuple(register.entities[key] for key in sorted(touched)),
        names=tuple(register.names[pair] for pair in sorted(register.touched_names)),
        created=frozenset(touched - register.known_keys),
        renamed=frozenset(
            key for key in touched & register.known_keys if before[key].name != register.entities[key].name
        ),
        ambiguous=tuple(sorted(register.ambiguous)),
    )


def entity_key(place: Place, entity: Entity) -> str:
    """The key an entity gets when it is created: the source's initials and a hash of what the file knows it by."""
    mark = ("id", entity.external_id) if entity.external_id else ("name", entity.parent, entity.name)
    digest = hashlib.sha256("\x1f".join((*place, str(entity.level), *mark)).encode()).hexdigest()
    initials = "".join(word[0] for word in place[1].split("_") if word)
    return f"{initials}-{digest[:12]}"


def moved_keys(before: Iterable[StoredEntity], after: Iterable[StoredEntity]) -> dict[str, str]:
    """Old key -> new key of entities that are still there under another key: the import that created them is gone, and
    a later file, which knows them by another mark, creates them now."""
    there = list(after)
    keys = {entity.entity_key for entity in there}
    by_id = {(e.source, e.account, e.level, e.external_id): e.entity_key for e in there if e.external_id}
    by_name: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for e in there:
        by_name[e.source, e.account, e.level, e.parent, e.name].append(e.entity_key)
    moved = {}
    for gone in before:
        place = (gone.source, gone.account, gone.level)
        namesakes = by_name.get((*place, gone.parent, gone.name), [])
        found = by_id.get((*place, gone.external_id)) or (namesakes[0] if len(namesakes) == 1 else None)
        if gone.entity_key not in keys and found:
            moved[gone.entity_key] = found
    return moved


class _Register:
    """The entities of one account while a batch is read into it."""

    def __init__(self, place: Place, known: Iterable[Known], named: Iterable[Named]) -> None:
        self.place = place
        self.entities = {entity.entity_key: entity for entity in known}
        self.names = {(row.entity_key, row.name): row for row in named}
        self.known_keys = frozenset(self.entities)
        self.touched_names: set[tuple[str, str]] = set()
        self.ambiguous: set[str] = set()
        self._by_id = {(k.level, k.external_id): k.entity_key for k in self.entities.values() if k.external_id}
        self._by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_any_name: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entity in self.entities.values():
            self._by_name[entity.level, entity.name].append(entity.entity_key)
        self._names_of: dict[str, set[str]] = defaultdict(set)
        for row in self.names.values():
            self._names_of[row.entity_key].add(row.name)
            self._by_any_name[row.level, row.name].append(row.entity_key)

    def key_of(self, entity: Entity, crowded: set[tuple[str, str, str]]) -> str:
        found = self._found_by_id(entity, crowded) if entity.external_id else self._found_by_name(entity)
        key = found or entity_key(self.place, entity)
        if entity.external_id:
            self._by_id[str(entity.level), entity.external_id] = key
        if key not in self.entities:
            self.entities[key] = _created(key, entity)
        elif entity.external_id and not self.entities[key].external_id:
            self.entities[key] = replace(self.entities[key], external_id=entity.external_id)
        return key

    def _found_by_id(self, entity: Entity, crowded: set[tuple[str, str, str]]) -> str | None:
        key = self._by_id.get((str(entity.level), entity.external_id))
        if key or (str(entity.level), entity.name, entity.parent) in crowded:
            return key
        nameless = [k for k in self._by_name[str(entity.level), entity.name] if not self.entities[k].external_id]
        return self._only_one(nameless, entity)

    def _found_by_name(self, entity: Entity) -> str | None:
        for names in (self._by_name, self._by_any_name):
            candidates = names[str(entity.level), entity.name]
            if candidates:
                return self._only_one(candidates, entity)
        return None

    def _only_one(self, candidates: list[str], entity: Entity) -> str | None:
        parents = {key: self.entities[key].parent for key in candidates}
        same = [key for key in candidates if parents[key] == entity.parent]
        possible = [key for key in candidates if not parents[key] or not entity.parent]
        fitting = same or possible
        if len(fitting) > 1:
            self.ambiguous.add(entity.name)
        return fitting[0] if len(fitting) == 1 else None

    def update(self, key: str, entity: Entity, span: tuple[date, date], import_id: int) -> None:
        known = self.entities[key]
        is_created = known.last_day == date.min
        if entity.name:
            self._saw_name(key, entity, span, import_id)
        is_newer = is_created or span[1] >= known.last_day
        details = {
            field: said
            for field in _DETAILS
            if (said := getattr(entity, field)) and (is_newer or not getattr(known, field))
        }
        names = [self.names[key, name] for name in self._names_of[key]]
        newest = max(names, key=lambda row: (row.last_day, row.import_id, row.name), default=None)
        if (entity.status or entity.status_reason) and is_newer:
            known = replace(known, status=entity.status, status_reason=entity.status_reason, status_day=span[1])
        self.entities[key] = replace(
            known,
            **details,
            name=newest.name if newest else known.external_id,
            first_day=span[0] if is_created else min(known.first_day, span[0]),
            last_day=max(known.last_day, span[1]),
        )

    def _saw_name(self, key: str, entity: Entity, span: tuple[date, date], import_id: int) -> None:
        row = self.names.get((key, entity.name))
        first = min(row.first_day, span[0]) if row else span[0]
        last = max(row.last_day, span[1]) if row else span[1]
        self.names[key, entity.name] = Named(str(entity.level), key, entity.name, first, last, import_id)
        self._names_of[key].add(entity.name)
        self.touched_names.add((key, entity.name))


def _created(key: str, entity: Entity) -> Known:
    return Known(
        level=str(entity.level),
        entity_key=key,
        external_id=entity.external_id,
        name=entity.name or entity.external_id,
        parent=entity.parent,
        channel=entity.channel,
        campaign_type=entity.campaign_type,
        objective=entity.objective,
        result_kind=entity.result_kind,
        bid_strategy=entity.bid_strategy,
        labels=entity.labels,
        match_type=entity.match_type,
        first_day=date.max,
        last_day=date.min,
    )


def _names_with_several_ids(arriving: Iterable[Entity]) -> set[tuple[str, str, str]]:
    ids: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for entity in arriving:
        if entity.external_id:
            ids[str(entity.level), entity.name, entity.parent].add(entity.external_id)
    return {name for name, several in ids.items() if len(several) > 1}
