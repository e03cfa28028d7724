"""The sentences of the pages before sign-in, in both languages."""

from __future__ import annotations

import re

from core.model import Sentence

SIGN_IN = Sentence("Sign in", "Kirjaudu sisään")
SIGN_IN_BY = Sentence("Sign in with {name}", "Kirjaudu: {name}")
BEGIN_AGAIN = Sentence(
    "This answer of the sign-in service does not belong to this browser, or it is too old: begin again.",
    "Kirjautumispalvelun vastaus ei kuulu tälle selaimelle tai on liian vanha: aloita alusta.",
)
NOT_GIVEN = Sentence(
    "The sign-in service did not let you through, or you turned back there.",
    "Kirjautumispalvelu ei päästänyt sisään, tai keskeytit kirjautumisen siellä.",
)
NO_PASSWORDS = Sentence(
    "Passwords are not used here. Sign in with the service below.",
    "Täällä ei käytetä salasanoja. Kirjaudu alla olevalla palvelulla.",
)
SIGN_OUT = Sentence("Sign out", "Kirjaudu ulos")
REALLY_SIGN_OUT = Sentence(
    "Sign out of this browser? Pages that are open stop working.",
    "Kirjaudutaanko ulos tästä selaimesta? Avoimet sivut lakkaavat toimimasta.",
)
EMAIL = Sentence("E-mail", "Sähköposti")
PASSWORD = Sentence("Password", "Salasana")
NEW_PASSWORD = Sentence("Password (at least 12 characters)", "Salasana (vähintään 12 merkkiä)")
AGAIN = Sentence("The same password again", "Sama salasana uudelleen")
DIFFER = Sentence("The passwords are not the same.", "Salasanat eivät ole samat.")
SET_PASSWORD = Sentence("Set your password", "Aseta salasanasi")
INVITED = Sentence(
    "You sign in as {email}. Choose a password that you use nowhere else.",
    "Kirjaudut osoitteella {email}. Valitse salasana, jota et käytä muualla.",
)
NAME = Sentence("Your name", "Nimesi")
CODE = Sentence("One-time code from the server's console", "Kertakoodi palvelimen konsolista")
FIRST_RUN = Sentence("Make the first account", "Luo ensimmäinen tili")
FIRST_RUN_WHY = Sentence(
    "This Tahti has no account yet. The first one is an admin, who then adds everybody else.",
    "Tässä Tahdissa ei ole vielä yhtään tiliä. Ensimmäisen tilin omistaja on pääkäyttäjä ja lisää muut käyttäjät.",
)
CREATE = Sentence("Make the account", "Luo tili")
CANCEL = Sentence("Back", "Takaisin")
CLOSED = Sentence("This address is not available.", "Tämä osoite ei ole käytettävissä.")
CLOSED_WHY = Sentence(
    "If somebody sent you this link, ask them for a new one.",
    "Jos sait tämän linkin joltakulta, pyydä häneltä uusi.",
)
LINK_NEEDED = Sentence("A personal link is needed", "Tarvitset henkilökohtaisen linkin")
LINK_NEEDED_WHY = Sentence(
    "This page opens by a personal link only. Ask your contact for one, or open again the link you were sent.",
    "Tämä sivu avautuu vain henkilökohtaisella linkillä. Pyydä linkki yhteyshenkilöltäsi tai avaa uudelleen se, jonka"
    " sait.",
)
UNLOCK = Sentence("Open the page", "Avaa sivu")
UNLOCK_TITLE = Sentence("This link has a passcode", "Tällä linkillä on pääsykoodi")
UNLOCK_WHY = Sentence(
    "Type the passcode that your contact gave you. It is asked again after a day.",
    "Anna pääsykoodi, jonka sait yhteyshenkilöltäsi. Se kysytään uudelleen vuorokauden kuluttua.",
)
PASSCODE = Sentence("Passcode", "Pääsykoodi")
PREVIEW_TITLE = Sentence("A page for you", "Sivu sinulle")
PREVIEW_WHY = Sentence("Open the link in a browser to read it.", "Avaa linkki selaimessa, niin voit lukea sivun.")
UNAVAILABLE = Sentence("Not available right now", "Ei juuri nyt käytettävissä")
UNAVAILABLE_WHY = Sentence(
    "Something went wrong on the server. Nothing was changed: try again in a moment.",
    "Palvelimella meni jokin vikaan. Mitään ei muutettu: yritä hetken päästä uudelleen.",
)
CONSOLE = Sentence(
    "No account yet. Open {address}/first-run and type this one-time code: {code}",
    "Tilejä ei ole vielä. Avaa {address}/first-run ja anna tämä kertakoodi: {code}",
)


WEIGHT = re.compile(r"[01](\.[0-9]{0,3})?")


def preferred(accept_language: str) -> str:
    """ "fi" or "en": whichever the browser's Accept-Language header prefers; English when it names neither."""
    best, language = 0.0, "en"
    for part in accept_language.lower().split(","):
        tag, _, quality = part.strip().partition(";q=")
        weight = (float(quality) if WEIGHT.fullmatch(quality) else 0.0) if quality else 1.0
        if tag[:2] in ("fi", "en") and weight > best:
            best, language = weight, tag[:2]
    return language
