"""Sentences of the list of browsers in which somebody is signed in."""

from __future__ import annotations

from pages.ui.words import Table

BROWSERS: Table = {
    "title": ("Browsers signed in", "Selaimet, joissa on kirjauduttu"),
    "none": ("Signed in in no browser.", "Ei kirjautuneena missään selaimessa."),
    "since": ("Since", "Alkaen"),
    "last": ("Last used", "Viimeksi käytössä"),
    "which": ("Which", "Mikä"),
    "this": ("this browser", "tämä selain"),
    "other": ("another one", "toinen selain"),
}
