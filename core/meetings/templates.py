"""The standard agendas, and what a client's own template makes of them: reordered, retimed, renamed, extended. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.errors import Refused
from core.meetings.shapes import Item, Kind, Speaker
from core.model import Sentence

ACTIONS = "actions"
"""The item that no template may leave out: a promise that nobody asks about is lost."""
LONGEST = 60
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")

_READ_BACK = Sentence(
    "Read the actions and decisions aloud: who, what, by when. The rest goes to the Backlog or to chat.",
    "Lue toimet ja päätökset ääneen: kuka, mitä, mihin mennessä. Muu siirtyy Backlogiin tai viesteihin.",
)
_NO_ACTIONS = Sentence("No open actions.", "Ei avoimia toimia.")

WEEKLY = (
    Item(
        ACTIONS,
        Sentence("Previous actions", "Edelliset toimet"),
        *(1, Speaker.LEAD, True, ("promises",), 10),
        prompt=_NO_ACTIONS,
    ),
    Item(
        "client_news",
        Sentence("The client's news", "Asiakkaan uutiset"),
        *(2, Speaker.ACCOUNT_LEAD, True, ("news", "unprepared", "learnt"), 30),
        prompt=Sentence(
            "What have we heard from the client: news, launches, wishes?",
            "Mitä asiakkaalta on kuultu: uutisia, lanseerauksia, toiveita?",
        ),
    ),
    Item(
        "channels",
        Sentence("Channel round: done, its effect, next", "Kanavakierros: tehty, vaikutus, seuraavaksi"),
        *(5, Speaker.EXPERT, True, ("looks_back", "expected", "outcomes", "channels", "set_up"), 25),
        prompt=Sentence(
            "Each in turn: what was done, what did it do, what is next?",
            "Kukin vuorollaan: mitä tehtiin, mitä se sai aikaan, mitä seuraavaksi?",
        ),
    ),
    Item(
        "held_up",
        Sentence("Stuck work, budgets and trust", "Jumissa olevat työt, budjetit ja luottamus"),
        *(3, Speaker.LEAD, True, ("faults", "paces", "held_up", "trust"), 20),
        prompt=Sentence("Nothing is stuck. Does anybody need a hand?", "Mikään ei ole jumissa. Tarvitseeko joku apua?"),
    ),
    Item(
        "coming",
        Sentence("Decisions for the coming days, ideas", "Lähipäivien päätökset, ideat"),
        *(3, Speaker.ALL, True, ("raised", "findings", "ideas"), 25),
        prompt=Sentence(
            "What is done next, by whom and by when? Ideas straight to the Backlog.",
            "Mitä tehdään seuraavaksi, kuka ja mihin mennessä? Ideat suoraan Backlogiin.",
        ),
    ),
    Item("read_back", Sentence("Read back", "Yhteenveto"), 1, Speaker.LEAD, True, (), 60, _READ_BACK),
)
MONTHLY = (
    Item(
        "client_news",
        Sentence("The client: news, business, feeling", "Asiakas: uutiset, liiketoiminta, fiilis"),
        *(7, Speaker.CLIENT, True, ("news",), 60),
        prompt=Sentence(
            "The client speaks first: what is new, how is business, how does it feel?",
            "Asiakas puhuu ensin: mitä uutta, miten liiketoiminta sujuu, mikä on fiilis?",
        ),
    ),
    Item(
        ACTIONS,
        Sentence("Previous decisions and actions", "Edelliset päätökset ja toimet"),
        *(3, Speaker.GROWTH_OWNER, True, ("decisions", "actions"), 15),
        prompt=Sentence("No decisions or actions are open.", "Avoimia päätöksiä tai toimia ei ole."),
    ),
    Item(
        "experts",
        Sentence("Experts: actions, effects, learnings", "Asiantuntijat: teot, vaikutukset, opit"),
        *(
            18,
            Speaker.EXPERT,
            True,
            ("looks_back", "expected", "learnings", "effects", "outcomes", "learnt", "set_up"),
            60,
        ),
        prompt=Sentence(
            "One at a time: what was done, what did it do, what did we learn?",
            "Yksi kerrallaan: mitä tehtiin, mitä se sai aikaan, mitä opimme?",
        ),
    ),
    Item(
        "balance",
        Sentence("MRACE balance and trust in the figures", "MRACE-tasapaino ja lukujen luotettavuus"),
        *(7, Speaker.GROWTH_OWNER, True, ("balance", "faults", "paces", "trust"), 60),
        prompt=Sentence(
            "Do the stages support one another, and are the channels in the wanted balance?",
            "Tukevatko vaiheet toisiaan, ja ovatko kanavat toivotussa tasapainossa?",
        ),
    ),
    Item(
        "plans",
        Sentence("Plans, ideas, decisions", "Suunnitelmat, ideat, päätökset"),
        *(15, Speaker.ALL, True, ("raised", "waiting", "ideas"), 75),
        prompt=Sentence(
            "What do we start, stop or move? Every yes or no with its owner and day.",
            "Mitä aloitetaan, lopetetaan tai siirretään? Jokainen kyllä tai ei, tekijä ja päivä.",
        ),
    ),
    Item(
        "seasons",
        Sentence("Seasons and launches ahead", "Tulevat sesongit ja lanseeraukset"),
        *(4, Speaker.CLIENT, True, ("seasons",), 40),
        prompt=Sentence(
            "What comes in the next three months: seasons, launches, fairs?",
            "Mitä on tulossa kolmen kuukauden sisällä: sesonkeja, lanseerauksia, messuja?",
        ),
    ),
    Item(
        "feedback",
        Sentence("The client's grade and why", "Asiakkaan arvosana ja miksi"),
        *(4, Speaker.CLIENT, True, ("grades",), 60),
        prompt=Sentence("A grade from 4 to 10, and why?", "Arvosana 4–10, ja miksi?"),
    ),
    Item("read_back", Sentence("Read back", "Yhteenveto"), 2, Speaker.GROWTH_OWNER, True, (), 60, _READ_BACK),
)
RETRO = (
    Item(
        ACTIONS,
        Sentence("Last time's improvements", "Viime kerran parannukset"),
        *(3, Speaker.GROWTH_OWNER, False, ("actions",), 30),
        prompt=Sentence("No improvements are open from last time.", "Viime kerralta ei ole avoimia parannuksia."),
    ),
    Item(
        "writing",
        Sentence("Silent writing", "Hiljainen kirjoittaminen"),
        *(4, Speaker.TEAM, False, (), 60),
        prompt=Sentence(
            "Went well? Did not flow? What better next time? Nobody sees the notes before all are ready.",
            "Mikä sujui? Mikä takkusi? Mitä paremmin ensi kerralla? Kukaan ei näe lappuja ennen kuin kaikki ovat"
            " valmiita.",
        ),
    ),
    Item(
        "feedback",
        Sentence("The client's feedback", "Asiakkaan palaute"),
        *(5, Speaker.GROWTH_OWNER, False, ("grades",), 60),
        prompt=Sentence(
            "No grade yet. What did the client say, and what did they not say?",
            "Arvosanaa ei vielä ole. Mitä asiakas sanoi, ja mitä jätti sanomatta?",
        ),
    ),
    Item(
        "talk",
        Sentence("What went well, what did not flow", "Mikä sujui, mikä takkusi"),
        *(10, Speaker.TEAM, False, ("looks_back", "flow"), 60),
        prompt=Sentence(
            "Read the notes aloud, vote, and talk about the three with most votes.",
            "Lukekaa laput ääneen, äänestäkää ja puhukaa kolmesta eniten ääniä saaneesta.",
        ),
    ),
    Item(
        "improvements",
        Sentence("One to three improvements", "1–3 parannusta"),
        *(6, Speaker.TEAM, False, (), 120),
        prompt=Sentence(
            "Each with an owner and a day, as a card on the team's own board.",
            "Jokaiselle tekijä ja päivä, kortiksi tiimin omalle seinälle.",
        ),
    ),
    Item("close", Sentence("Close", "Lopetus"), 2, Speaker.GROWTH_OWNER, False, (), 60, _READ_BACK),
)
DEFAULTS: dict[Kind, tuple[Item, ...]] = {Kind.WEEKLY: WEEKLY, Kind.MONTHLY: MONTHLY, Kind.RETRO: RETRO}

MINUTES = {kind: sum(item.minutes for item in items) for kind, items in DEFAULTS.items()}
"""How long each meeting is: what an agenda of one's own is measured against."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One item of a client's own template, in its place. An empty `title` keeps the standard one; `title_fi` is the
    Finnish one where it differs. An item with a key of its own needs either, and has no lines from rules."""

    key: str
    minutes: int
    title: str = ""
    title_fi: str = ""


def arranged(kind: Kind, wishes: Sequence[Wish], *, with_client: bool) -> tuple[Item, ...]:
    """The items of a meeting: the standard ones, or as the client's template wishes. The client speaks for themselves
    when present; an internal weekly is not shown to them. Raises Refused as `check_wishes` does."""
    standard = {item.key: item for item in DEFAULTS[kind]}
    if wishes:
        check_wishes(kind, wishes)
        items = tuple(_wished(kind, wish, standard.get(wish.key)) for wish in wishes)
    else:
        items = DEFAULTS[kind]
    if kind is not Kind.WEEKLY:
        return items
    return tuple(map(_with_client, items)) if with_client else tuple(replace(i, client_visible=False) for i in items)


def check_wishes(kind: Kind, wishes: Sequence[Wish]) -> None:
    """Raises Refused for an item twice, minutes that are none, a new item without a title, and a template that leaves
    out what was promised."""
    keys = [wish.key for wish in wishes]
    if len(set(keys)) < len(keys):
        raise Refused("The same item is there twice.", "Sama kohta on mukana kahdesti.")
    if ACTIONS not in keys:
        raise Refused(
            "Open actions stay on every agenda: keep the item “actions”.",
            "Avoimet toimet ovat jokaisella asialistalla: pidä kohta ”actions”.",
        )
    standard = {item.key for item in DEFAULTS[kind]}
    for wish in wishes:
        _check(wish, known=wish.key in standard)


def _check(wish: Wish, *, known: bool) -> None:
    if not _KEY.fullmatch(wish.key):
        raise Refused(
            f"“{wish.key}” is no key of an item: use small letters, digits and _.",
            f"”{wish.key}” ei ole kohdan tunnus: käytä pieniä kirjaimia, numeroita ja _.",
        )
    if not 1 <= wish.minutes <= 240:
        raise Refused("An item takes 1 to 240 minutes.", "Kohta kestää 1–240 minuuttia.")
    if not known and not (wish.title or wish.title_fi):
        raise Refused(
            f"Give the new item a title: {wish.key}={wish.minutes}=TITLE.",
            f"Anna uudelle kohdalle nimi: {wish.key}={wish.minutes}=NIMI.",
        )
    if max(len(wish.title), len(wish.title_fi)) > LONGEST:
        raise Refused(f"A title has at most {LONGEST} characters.", f"Nimessä on enintään {LONGEST} merkkiä.")


def _wished(kind: Kind, wish: Wish, known: Item | None) -> Item:
    standard = known.title if known else Sentence(wish.title_fi, "")
    title = Sentence(wish.title or standard.en, wish.title_fi or wish.title or standard.fi)
    if known is None:
        return Item(wish.key, title, wish.minutes, Speaker.ALL, kind is not Kind.RETRO)
    return replace(known, minutes=wish.minutes, title=title)


def _with_client(item: Item) -> Item:
    return replace(item, speaker=Speaker.CLIENT) if item.speaker is Speaker.ACCOUNT_LEAD else item
