"""Sentences of the Clients page."""

from __future__ import annotations

from pages.ui.words import Table

CLIENTS: Table = {
    "title": ("Clients", "Asiakkaat"),
    "lead": (
        "The clients and teams you serve. A client has campaigns, targets and shared links; a team has only its own "
        "board "
        "and meetings.",
        "Asiakkaat ja tiimit, joita palvelet. Asiakkaalla on kampanjat, tavoitteet ja jaetut linkit; "
        "tiimillä "
        "on vain oma seinä ja palaverit.",
    ),
    "empty_admin": (
        "No clients yet. Add the first one below, then bring its data on the Imports page.",
        "Asiakkaita ei vielä ole. Lisää ensimmäinen alla ja tuo sitten sen tiedot Tuonnit-sivulla.",
    ),
    "empty": (
        "No client has been given to you yet. Ask an admin.",
        "Sinulle ei ole vielä annettu asiakasta. Pyydä pääkäyttäjältä.",
    ),
    "show_archived": ("Show archived ones", "Näytä arkistoidut"),
    "list": ("Clients", "Asiakkaat"),
    "col_name": ("Name", "Nimi"),
    "col_kind": ("Kind", "Tyyppi"),
    "col_currency": ("Currency", "Valuutta"),
    "col_language": ("Language", "Kieli"),
    "col_zone": ("Time zone", "Aikavyöhyke"),
    "col_people": ("Served by", "Asiakastiimi"),
    "col_note": ("Note", "Huom."),
    "kind_client": ("client", "asiakas"),
    "kind_team": ("team", "tiimi"),
    "note_demo": ("demo", "esittely"),
    "note_archived": ("archived {day}", "arkistoitu {day}"),
    "language_fi": ("Finnish", "suomi"),
    "language_en": ("English", "englanti"),
    "edit": ("Edit", "Muokkaa"),
    "which": ("Client", "Asiakas"),
    "name": ("Name", "Nimi"),
    "kind": ("Kind", "Tyyppi"),
    "kind_fixed": (
        "The kind is chosen when a client is added and does not change.",
        "Tyyppi valitaan lisättäessä, eikä sitä voi muuttaa.",
    ),
    "currency": ("Reporting currency", "Raportointivaluutta"),
    "currency_help": (
        "Three letters such as EUR. Unlike currencies are never added up.",
        "Kolme kirjainta, esimerkiksi EUR. Eri valuuttoja ei koskaan lasketa yhteen.",
    ),
    "language": ("Language of the client", "Asiakkaan kieli"),
    "zone": ("Time zone", "Aikavyöhyke"),
    "people": ("Who serves this client", "Ketkä palvelevat tätä asiakasta"),
    "people_help": (
        "Only these people see the client. Admins see every client.",
        "Vain nämä henkilöt näkevät asiakkaan. Pääkäyttäjät näkevät kaikki asiakkaat.",
    ),
    "people_none": ("nobody chosen", "ketään ei ole valittu"),
    "save": ("Save", "Tallenna"),
    "saved": ("Saved: {name}.", "Tallennettu: {name}."),
    "archive": ("Archive", "Arkistoi"),
    "archive_help": (
        "The client leaves every list. Nothing is deleted, and it can be brought back.",
        "Asiakas poistuu luetteloista. Mitään ei poisteta, ja asiakkaan voi palauttaa.",
    ),
    "archived": ("Archived: {name}.", "Arkistoitu: {name}."),
    "restore": ("Bring back", "Palauta"),
    "restored": ("Brought back: {name}.", "Palautettu: {name}."),
    "add": ("Add a client or a team", "Lisää asiakas tai tiimi"),
    "add_button": ("Add", "Lisää"),
    "added": (
        "Added: {name}. Bring its data on the Imports page.",
        "Lisätty: {name}. Tuo sen tiedot Tuonnit-sivulla.",
    ),
    "added_team": ("Added: {name}.", "Lisätty: {name}."),
}
