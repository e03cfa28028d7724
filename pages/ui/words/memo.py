"""Sentences around a memo, and of the page of meetings."""

from __future__ import annotations

from pages.ui.words import Table

MEMO: Table = {
    "title": ("Meetings", "Palaverit"),
    "lead": (
        "What is planned, and what was agreed in each meeting. Your own calendar can follow: My account has the"
        " address.",
        "Mitä on suunniteltu ja mitä missäkin palaverissa sovittiin. Oma kalenterisi pysyy mukana: osoitteen saat"
        " Oma tili -sivulta.",
    ),
    "whose": ("For whom", "Kenelle"),
    "for_team": ("The team's memo", "Tiimin muistio"),
    "for_client": ("For the client", "Asiakkaalle"),
    "for_client_help": (
        "Only what the client may read: lines presented to them, and actions and decisions that were made visible."
        " Read it through before you send it.",
        "Vain se, minkä asiakas saa lukea: hänelle esitetyt rivit sekä näkyviksi merkityt toimet ja päätökset."
        " Lue läpi ennen lähettämistä.",
    ),
    "retro_own": (
        "A retrospective's memo is the team's own: it is never given to the client.",
        "Retrospektiivin muistio on tiimin oma: sitä ei anneta asiakkaalle.",
    ),
    "in_language": ("Language of the memo", "Muistion kieli"),
    "mail": ("E-mail draft", "Sähköpostiluonnos"),
    "mail_help": (
        "Opens in a mail program as a message to be sent. Choose the receivers there.",
        "Avautuu sähköpostiohjelmassa lähettämättömänä viestinä. Valitse vastaanottajat siellä.",
    ),
    "html": ("HTML", "HTML"),
    "markdown": ("Markdown", "Markdown"),
    "copy": ("Copy as text", "Kopioi tekstinä"),
    "print": (
        "To print or save as PDF, use the browser's print.",
        "Tulosta tai tallenna PDF:ksi selaimen tulostuksella.",
    ),
    "cards": ("Cards of what was agreed", "Sovittujen toimien kortit"),
    "beside": ("Then and now, side by side", "Silloin ja nyt rinnakkain"),
    "back": ("All meetings", "Kaikki palaverit"),
    "coming": ("Coming", "Tulossa"),
    "none_coming": ("Nothing is planned. Plan the next one below.", "Mitään ei ole suunniteltu. Suunnittele alla."),
    "weekly": ("Weekly", "Weekly"),
    "monthly": ("Monthly", "Monthly"),
    "retro": ("Retro", "Retro"),
    "more": ("{n} more are planned, the last one {day}.", "Suunniteltuna vielä {n}, viimeinen {day}."),
    "change": ("Change", "Muuta"),
    "move": ("Move it", "Siirrä"),
    "cancel": ("Cancel this meeting", "Peru tämä palaveri"),
    "plan": ("Plan a meeting", "Suunnittele palaveri"),
    "kind": ("Which", "Mikä"),
    "day": ("Day", "Päivä"),
    "clock": ("Time", "Kello"),
    "every": ("Repeats", "Toistuu"),
    "every_once": ("once", "kerran"),
    "every_week": ("every week", "joka viikko"),
    "every_two_weeks": ("every other week", "joka toinen viikko"),
    "every_month": ("every month on the same weekday", "joka kuukausi samana viikonpäivänä"),
    "times": ("How many in all", "Montako kaikkiaan"),
    "save": ("Plan it", "Suunnittele"),
    "planned_one": ("Planned.", "Suunniteltu."),
    "planned_many": ("Planned: {n} meetings.", "Suunniteltu: {n} palaveria."),
    "moved": ("Moved.", "Siirretty."),
    "cancelled": ("Cancelled.", "Peruttu."),
    "memos": ("Memos", "Muistiot"),
    "no_memos": (
        "No meeting has been ended yet. When one is, its memo is here.",
        "Yhtään palaveria ei ole vielä päätetty. Kun on, sen muistio löytyy täältä.",
    ),
    "earlier": ("Show all {n}", "Näytä kaikki {n}"),
}
