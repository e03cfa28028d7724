"""Sentences of the People page."""

from __future__ import annotations

from pages.ui.words import Table

PEOPLE: Table = {
    "title": ("People", "Käyttäjät"),
    "lead": (
        "Who may sign in, in which role and for which clients. Admins see every client.",
        "Ketkä voivat kirjautua, missä roolissa ja mitkä asiakkaat kukin näkee. Pääkäyttäjät näkevät kaikki asiakkaat.",
    ),
    "demo": (
        "You are looking at the demo without an account. Adding the first account ends the automatic sign-in for good:"
        " from then on everybody signs in, you too. The first account is an admin.",
        "Katsot esittelyä ilman tiliä. Ensimmäisen tilin lisääminen lopettaa automaattisen kirjautumisen pysyvästi: "
        "sen "
        "jälkeen kaikki kirjautuvat, myös sinä. Ensimmäinen tili on pääkäyttäjä.",
    ),
    "list": ("People with an account", "Käyttäjät, joilla on tili"),
    "empty": (
        "Nobody has an account yet. Add the first one below.",
        "Kenelläkään ei ole vielä tiliä. Lisää ensimmäinen alla.",
    ),
    "col_name": ("Name", "Nimi"),
    "col_email": ("E-mail", "Sähköposti"),
    "col_role": ("Role", "Rooli"),
    "col_clients": ("Clients", "Asiakkaat"),
    "col_state": ("Account", "Tili"),
    "role_admin": ("admin", "pääkäyttäjä"),
    "role_growth_owner": ("Growth Owner", "Growth Owner"),
    "role_specialist": ("specialist", "asiantuntija"),
    "every_client": ("every client", "kaikki asiakkaat"),
    "active": ("active", "käytössä"),
    "closed": ("closed {day}", "suljettu {day}"),
    "edit": ("Edit", "Muokkaa"),
    "which": ("Person", "Henkilö"),
    "name": ("Name", "Nimi"),
    "email": ("E-mail", "Sähköposti"),
    "role": ("Role", "Rooli"),
    "clients": ("Clients they serve", "Asiakkaat, joita hän palvelee"),
    "clients_none": ("no client chosen", "asiakasta ei ole valittu"),
    "clients_admin": ("An admin sees every client.", "Pääkäyttäjä näkee kaikki asiakkaat."),
    "save": ("Save", "Tallenna"),
    "saved": ("Saved: {name}.", "Tallennettu: {name}."),
    "end_sessions": ("Sign out everywhere", "Kirjaa ulos kaikkialta"),
    "end_sessions_help": (
        "Every browser in which this person is signed in has to sign in again.",
        "Henkilön jokainen selain joutuu kirjautumaan uudelleen.",
    ),
    "sessions_ended": ("{name} was signed out everywhere.", "{name} kirjattiin ulos kaikkialta."),
    "close": ("Close the account", "Sulje tili"),
    "close_help": (
        "The person is signed out at once and cannot sign in. What they did stays, and the account can be opened "
        "again.",
        "Henkilö kirjataan heti ulos eikä hän voi kirjautua. Hänen tekemänsä jää talteen, ja tilin voi avata "
        "uudelleen.",
    ),
    "closed_now": ("Account closed: {name}.", "Tili suljettu: {name}."),
    "reopen": ("Open the account again", "Avaa tili uudelleen"),
    "reopened": ("Account opened: {name}.", "Tili avattu: {name}."),
    "new_password": ("Link for a new password", "Linkki uuteen salasanaan"),
    "new_password_help": (
        "Makes a one-time link by which the person sets a new password. The present one works until then.",
        "Tekee kertalinkin, jolla henkilö asettaa uuden salasanan. Nykyinen toimii siihen asti.",
    ),
    "by_service": (
        "{name} signs in with {service}, by the e-mail address above. There is no password to set.",
        "{name} kirjautuu palvelulla {service} yllä olevalla sähköpostiosoitteella. Salasanaa ei tarvita.",
    ),
    "add": ("Add a person", "Lisää henkilö"),
    "language": ("Language", "Kieli"),
    "language_fi": ("Finnish", "suomi"),
    "language_en": ("English", "englanti"),
    "add_button": ("Add", "Lisää"),
    "link_once": (
        "{name} sets a password by this link. It works once, for {days} days, and is shown only now: pass it on.",
        "{name} asettaa salasanansa tällä linkillä. Se toimii kerran, {days} päivän ajan, ja näytetään vain nyt:"
        " välitä se eteenpäin.",
    ),
}
