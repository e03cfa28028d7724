"""Sentences of the page of one's own account."""

from __future__ import annotations

from pages.ui.words import Table

ACCOUNT: Table = {
    "title": ("My account", "Oma tili"),
    "demo": (
        "You look at the demo without an account, so there is nothing to set here.",
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
    "browsers": ("Browsers signed in", "Selaimet, joissa olet kirjautuneena"),
    "end_all": ("Sign out everywhere", "Kirjaudu ulos kaikkialta"),
    "end_all_help": ("This browser too.", "Myös tästä selaimesta."),
    "to_sign_in": ("Sign in", "Kirjaudu sisään"),
}
