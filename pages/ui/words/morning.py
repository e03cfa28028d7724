"""Sentences of the Morning check."""

from __future__ import annotations

from pages.ui.words import Table

MORNING: Table = {
    "title": ("Morning check", "Aamutarkistus"),
    "none": ("There is no client to look after yet.", "Seurattavia asiakkaita ei vielä ole."),
    "all_well": ("All is well with every client", "Kaikilla asiakkailla on kaikki hyvin"),
    "no_worry": ("Nothing is wrong where the money is known", "Ei huomautettavaa siellä, missä kulut tiedetään"),
    "worry_one": ("{name} needs a look; the rest is well", "{name} kaipaa huomiota, muilla kaikki hyvin"),
    "worry_only": ("{name} needs a look", "{name} kaipaa huomiota"),
    "worry_many": (
        "{count} of {all} clients need a look, {name} first",
        "{all} asiakkaasta {count} kaipaa huomiota, ensin {name}",
    ),
    "now": ("now", "heti"),
    "today": ("today", "tänään"),
    "also": ("▲ {count} more need a look: {names}", "▲ Lisäksi {count} kaipaa huomiota: {names}"),
    "well": ("● Well: {names}", "● Kaikki hyvin: {names}"),
    "no_data": ("○ Money not known: {names}", "○ Kulut eivät tiedossa: {names}"),
    "spent": (
        "Spent {amount} on {days}; such days usually take {usual}.",
        "Kulut {days}: {amount}, tavallisesti {usual}.",
    ),
    "spent_plain": ("Spent {amount} on {days}.", "Kulut {days}: {amount}."),
    "spent_unknown": ("No money known since the last working day.", "Kuluja ei tiedetä edellisen työpäivän jälkeen."),
    "more": ("and {count} more", "ja {count} muuta"),
    "to_sprint": ("Open the sprint", "Avaa sprintti"),
    "meetings": ("Today's meetings", "Tämän päivän palaverit"),
    "no_meetings": ("No meetings today.", "Tänään ei ole palavereja."),
    "weekly": ("weekly", "weekly"),
    "monthly": ("monthly", "monthly"),
    "retro": ("retrospective", "retro"),
    "meeting": ("{time} · {client} · {kind}", "{time} · {client} · {kind}"),
    "cards": ("My cards due this week", "Korttini, joiden määräpäivä on tällä viikolla"),
    "no_cards": ("No card of yours is due this week.", "Sinulla ei ole kortteja, joiden määräpäivä on tällä viikolla."),
    "late": ("◆ late since {day}", "◆ myöhässä {day} alkaen"),
    "due_today": ("▲ due today", "▲ tänään"),
    "due": ("due {day}", "{day}"),
    "card": ("{when} · {name} · {client}", "{when} · {name} · {client}"),
}
