"""Sentences of the form for a client's brand."""

from __future__ import annotations

from pages.ui.words import Table

BRAND: Table = {
    "title": ("How the client's own page looks", "Miltä asiakkaan oma sivu näyttää"),
    "lead": (
        "The name, logo and colour stand on the page that the client reads by a link, on its printout and on the one"
        " page for their board. Stages keep their own colours.",
        "Nimi, logo ja väri näkyvät sivulla, jonka asiakas avaa linkistä, sen tulosteessa ja johtoryhmälle"
        " tarkoitetulla yhden sivun koosteella. Vaiheilla on aina omat värinsä.",
    ),
    "name": ("Name on the page", "Nimi sivulla"),
    "name_help": ("Empty: the client's name as above.", "Tyhjä: asiakkaan nimi kuten yllä."),
    "own_color": ("Accent colour of their own", "Oma korostusväri"),
    "color": ("Accent colour", "Korostusväri"),
    "on_light": ("{ratio}:1 on a light page", "{ratio}:1 vaalealla sivulla"),
    "on_dark": ("{ratio}:1 on a dark page", "{ratio}:1 tummalla sivulla"),
    "seen": ("● seen well enough (3:1 is needed)", "● erottuu riittävästi (vaaditaan 3:1)"),
    "use_shade": ("Use {shade}", "Käytä sävyä {shade}"),
    "logo": ("Logo (PNG or JPEG, at most {size} kB)", "Logo (PNG tai JPEG, enintään {size} kt)"),
    "logo_help": (
        "Only its pixels are kept. A see-through logo gets a ground on which it is seen on light and dark pages.",
        "Siitä säilytetään vain kuvapisteet. Läpinäkyvä logo saa taustan, jolla se erottuu vaalealla ja tummalla"
        " sivulla.",
    ),
    "no_logo": ("Remove the present logo", "Poista nykyinen logo"),
    "preview": ("This is how the page begins", "Näin sivu alkaa"),
    "save": ("Save the look", "Tallenna ulkoasu"),
    "saved": (
        "Saved. Pages that are open show it when they are next looked at.",
        "Tallennettu. Avoinna olevilla sivuilla se näkyy, kun niitä seuraavan kerran katsotaan.",
    ),
    "not_yours": ("You may not change this client.", "Et voi muuttaa tätä asiakasta."),
}
