"""An order of a meeting while somebody works on it: kept in their session until it is saved. What it is made of is
pure; the callbacks below it only replace the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from core.meetings.shapes import Kind
from core.meetings.templates import ACTIONS, DEFAULTS, Wish
from core.model import Client
from core.store.agenda_templates import Template

DRAFT = "agendas_draft"
OWN = "own_"
STANDARD = {kind: tuple(Wish(item.key, item.minutes) for item in items) for kind, items in DEFAULTS.items()}


@dataclass(frozen=True, slots=True)
class Draft:
    """`seen`: the number of the template it began from, 0 for none."""

    seen: int
    items: tuple[Wish, ...]


def items_of(kind: Kind, newest: Template | None) -> tuple[Wish, ...]:
    """The items in force: the client's own, or the standard ones."""
    return newest.wishes if newest and newest.wishes else STANDARD[kind]


def begun(kind: Kind, newest: Template | None) -> Draft:
    return Draft(newest.template_id if newest else 0, items_of(kind, newest))


def moved(items: Sequence[Wish], place: int, by: int) -> tuple[Wish, ...]:
    """The item at `place` put `by` places further; as it is at either end."""
    target = place + by
    if not 0 <= target < len(items):
        return tuple(items)
    rest = [item for at, item in enumerate(items) if at != place]
    return (*rest[:target], items[place], *rest[target:])


def hidden(items: Sequence[Wish], kind: Kind) -> tuple[Wish, ...]:
    """The standard items that are left out."""
    kept = {item.key for item in items}
    return tuple(item for item in STANDARD[kind] if item.key not in kept)


def without(items: Sequence[Wish], key: str) -> tuple[Wish, ...]:
    """An item left out; what was promised stays."""
    return tuple(item for item in items if item.key != key or key == ACTIONS)


def brought_back(items: Sequence[Wish], kind: Kind, key: str) -> tuple[Wish, ...]:
    """A standard item back in, after the last of those that come before it by the standard order."""
    order = [item.key for item in STANDARD[kind]]
    wanted = next(item for item in STANDARD[kind] if item.key == key)
    before = [at for at, item in enumerate(items) if item.key in order[: order.index(key)]]
    spot = max(before, default=-1) + 1
    return (*items[:spot], wanted, *items[spot:])


def added(items: Sequence[Wish], title: str, title_fi: str, minutes: int) -> tuple[Wish, ...]:
    """An item of one's own before the last one, which reads back; as it is without a name."""
    en, fi = " ".join(title.split()), " ".join(title_fi.split())
    if not en and not fi:
        return tuple(items)
    taken = {item.key for item in items}
    key = next(f"{OWN}{n}" for n in range(1, len(items) + 2) if f"{OWN}{n}" not in taken)
    return (*items[:-1], Wish(key, minutes, en or fi, fi), *items[-1:])


def to_save(items: tuple[Wish, ...], kind: Kind) -> tuple[Wish, ...]:
    """None where they are the standard ones: a later change of the standard then reaches this client too."""
    return () if items == STANDARD[kind] else items


# ------------------------------------------------------------------------------------------------------- in the session


def _key(client: Client, kind: Kind) -> str:
    return f"{DRAFT}_{client.client_id}_{kind}"


def of(client: Client, kind: Kind, newest: Template | None) -> Draft:
    """The draft of this person, or what is in force; a draft without a change follows what others save."""
    found = st.session_state.get(_key(client, kind))
    return found if isinstance(found, Draft) else begun(kind, newest)


def put(client: Client, kind: Kind, draft: Draft) -> None:
    st.session_state[_key(client, kind)] = draft


def drop(client: Client, kind: Kind) -> None:
    st.session_state.pop(_key(client, kind), None)


def change(client: Client, kind: Kind, draft: Draft, make: Callable[[tuple[Wish, ...]], tuple[Wish, ...]]) -> None:
    """Callback: the draft with its items made anew."""
    put(client, kind, replace(draft, items=make(draft.items)))


def retitle(client: Client, kind: Kind, draft: Draft, key: str, keys: tuple[str, str]) -> None:
    """Callback: the two names as they are typed; an empty one is the standard one."""
    en, fi = (" ".join(str(st.session_state.get(one) or "").split()) for one in keys)

    def make(items: tuple[Wish, ...]) -> tuple[Wish, ...]:
        return tuple(_named(item, en, fi) if item.key == key else item for item in items)

    change(client, kind, draft, make)


def _named(item: Wish, en: str, fi: str) -> Wish:
    own = item.key.startswith(OWN)
    return item if own and not (en or fi) else replace(item, title=en, title_fi=fi)


def retime(client: Client, kind: Kind, draft: Draft, key: str, widget: str) -> None:
    """Callback: the minutes as they are typed."""
    minutes = int(st.session_state.get(widget) or 1)
    change(client, kind, draft, lambda items: tuple(replace(i, minutes=minutes) if i.key == key else i for i in items))
