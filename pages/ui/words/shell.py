"""The words around every page: navigation, sign-in state, the demo's banner."""

from __future__ import annotations

from pages.ui.words import Table

WORDS: Table = {
    "money": ("Money", "Raha"),
    "work": ("Work", "Työ"),
    "rhythm": ("Rhythm", "Rytmi"),
    "for_client": ("For the client", "Asiakkaalle"),
    "set_up": ("Set up", "Asetukset"),
    "balance": ("Balance", "Tasapaino"),
    "measure": ("Measure", "Mittaaminen"),
    "search_terms": ("Search terms", "Hakutermit"),
    "sprint": ("Sprint", "Sprintti"),
    "effects": ("Work and result", "Työ ja tulos"),
    "agendas": ("Order of meetings", "Palaverien kulku"),
    "monthly": ("Monthly", "Monthly"),
    "weekly": ("Weekly", "Weekly"),
    "retro": ("Retrospective", "Retro"),
    "meetings": ("Meetings", "Palaverit"),
    "log": ("Decisions and actions", "Päätökset ja toimet"),
    "morning": ("Morning check", "Aamutarkistus"),
    "board": ("Board", "Seinä"),
    "stages": ("Stages", "Vaiheet"),
    "targets": ("Targets", "Tavoitteet"),
    "content": ("Content", "Sisällöt"),
    "goals": ("Goals and claims", "Tulokset"),
    "imports": ("Imports", "Tuonnit"),
    "shares": ("Shared links", "Jaetut linkit"),
    "slack": ("Slack", "Slack"),
    "clients": ("Clients", "Asiakkaat"),
    "people": ("People", "Käyttäjät"),
    "account": ("My account", "Oma tili"),
    "client": ("Client", "Asiakas"),
    "other_client": ("Another client", "Toinen asiakas"),
    "language": ("Language", "Kieli"),
    "demo": (
        "Demo data: the clock stands at 1 October 2026, 9:00",
        "Esittelydata: kello seisoo 1.10.2026 klo 9.00",
    ),
    "shared_one": ("shared by one link", "jaettu yhdellä linkillä"),
    "shared_many": ("shared by {n} links", "jaettu {n} linkillä"),
    "demo_user": ("Signed in automatically for the demo", "Kirjattu sisään automaattisesti esittelyä varten"),
    "signed_in_as": ("Signed in as", "Kirjautuneena"),
    "sign_out": ("Sign out", "Kirjaudu ulos"),
    "sign_in": ("Sign in", "Kirjaudu sisään"),
    "signed_out": (
        "You are not signed in, or your session has ended.",
        "Et ole kirjautunut, tai istuntosi on päättynyt.",
    ),
    "client_page": ("Overview", "Yhteenveto"),
    "link_needed": (
        "This page opens by a personal link only. Ask your contact for one, or open again the link you were sent.",
        "Tämä sivu avautuu vain henkilökohtaisella linkillä. Pyydä linkki yhteyshenkilöltäsi tai avaa uudelleen se,"
        " jonka sait.",
    ),
    "no_longer": ("This page is no longer available to you.", "Tämä sivu ei ole enää käytettävissäsi."),
    "not_for_you": (
        "This page is not part of your role. Ask an admin if you need it.",
        "Tämä sivu ei kuulu rooliisi. Pyydä sitä tarvittaessa pääkäyttäjältä.",
    ),
    "no_clients": (
        "There is no client for you yet. Ask an admin to give you one.",
        "Sinulle ei ole vielä annettu asiakasta. Pyydä pääkäyttäjää antamaan sinulle asiakas.",
    ),
    "no_clients_admin": (
        "There is no client yet. Add the first one on the Clients page.",
        "Asiakkaita ei ole vielä. Lisää ensimmäinen Asiakkaat-sivulla.",
    ),
    "fault": (
        "Something went wrong and this page could not be drawn. Nothing was changed. Reload the page; if it happens "
        "again, tell your admin what you were doing.",
        "Jokin meni vikaan, eikä sivua voitu näyttää. Mitään ei muutettu. Lataa sivu uudelleen; jos vika toistuu, "
        "kerro pääkäyttäjälle, mitä olit tekemässä.",
    ),
}
