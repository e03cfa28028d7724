"""Sentences of the page of one's own account."""

from __future__ import annotations

from pages.ui.words import Table

ACCOUNT: Table = {
    "title": ("My account", "Oma tili"),
    "demo": (
        "You are looking at the demo without an account, so there is nothing to set here.",
        "Katsot esittelyä ilman tiliä, joten täällä ei ole asetettavaa.",
    ),
    "role_admin": ("admin", "pääkäyttäjä"),
    "role_growth_owner": ("Growth Owner", "Growth Owner"),
    "role_specialist": ("specialist", "asiantuntija"),
    "by_service": ("You sign in with {service}.", "Kirjaudut palvelulla {service}."),
    "password": ("Password", "Salasana"),
    "lead": (
        "Changing the password signs you out everywhere, here too.",
        "Salasanan vaihto kirjaa sinut ulos kaikkialta, myös täältä.",
    ),
    "present": ("Present password", "Nykyinen salasana"),
    "new": ("New password (at least {n} characters)", "Uusi salasana (vähintään {n} merkkiä)"),
    "again": ("New password again", "Uusi salasana uudelleen"),
    "change": ("Change the password", "Vaihda salasana"),
    "differ": ("The new passwords are not the same.", "Uudet salasanat eivät ole samat."),
    "changed": (
        "The password was changed. Sign in with the new one.",
        "Salasana vaihdettiin. Kirjaudu sisään uudella.",
    ),
    "calendar": ("Meetings in your calendar", "Palaverit kalenterissasi"),
    "calendar_lead": (
        "A secret address for your calendar program: the meetings of your clients, and nothing of what is said there."
        " Whoever has the address can read them, so keep it to yourself.",
        "Salainen osoite kalenteriohjelmallesi: asiakkaidesi palaverit, mutta ei mitään siitä, mitä niissä puhutaan."
        " Osoitteen haltija näkee ne, joten pidä se omana tietonasi.",
    ),
    "calendar_since": ("Your address has worked since {day}.", "Osoitteesi on toiminut {day} alkaen."),
    "calendar_make": ("Make the address", "Luo osoite"),
    "calendar_renew": ("Make a new address", "Luo uusi osoite"),
    "calendar_renew_help": ("The present one stops working.", "Nykyinen lakkaa toimimasta."),
    "calendar_end": ("Close the address", "Sulje osoite"),
    "calendar_once": (
        "Copy it now: it is shown only this once. In your calendar program choose “subscribe” or “from a link”.",
        "Kopioi se nyt: osoite näytetään vain tämän kerran. Valitse kalenteriohjelmassasi ”tilaa” tai ”linkistä”.",
    ),
    "calendar_ended": ("The address is closed.", "Osoite on suljettu."),
    "browsers": ("Browsers signed in", "Selaimet, joissa olet kirjautuneena"),
    "end_all": ("Sign out everywhere", "Kirjaudu ulos kaikkialta"),
    "end_all_help": ("This browser too.", "Myös tästä selaimesta."),
    "to_sign_in": ("Sign in", "Kirjaudu sisään"),
}
