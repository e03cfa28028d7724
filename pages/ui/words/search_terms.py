"""Sentences of the page of search terms."""

from __future__ import annotations

from pages.ui.words import Table

SEARCH: Table = {
    "title": ("Search terms", "Hakutermit"),
    "lead": (
        "What people searched for when they met the ads, and what they searched on Google by itself. Compared with a "
        "period of the same length, by clicks per day.",
        "Mitä ihmiset hakivat, kun he kohtasivat mainokset, ja mitä he muuten hakivat Googlesta. Verrataan yhtä "
        "pitkään jaksoon, klikkauksina päivässä.",
    ),
    "team": (
        "A team of its own has no searches. Choose a client.",
        "Tiimillä ei ole hakuja. Valitse asiakas.",
    ),
    "empty_title": ("No search terms yet", "Hakutermejä ei vielä ole"),
    "empty": (
        "Bring Google Ads' search terms report, or Search Console's queries, for a period; the next one of the same "
        "length is compared with it.",
        "Tuo Google Adsin hakutermiraportti tai Search Consolen kyselyt joltakin jaksolta; seuraavaa yhtä pitkää "
        "verrataan siihen.",
    ),
    "to_imports": ("Bring an export", "Tuo raportti"),
    "against": ("{now} against {before}", "{now}, vertailu {before}"),
    "alone": (
        "{now}. There is no earlier period of the same length to compare with.",
        "{now}. Aiempaa yhtä pitkää jaksoa ei ole, johon verrata.",
    ),
    "said_moved": (
        "{new} new, {rising} rising, {falling} falling, {gone} gone",
        "uusia {new}, nousevia {rising}, laskevia {falling}, poistuneita {gone}",
    ),
    "said_still": ("No term changed more than chance would explain", "Mikään termi ei muuttunut sattumaa enemmän"),
    "listed_cost": ("Cost of listed terms", "Näkyvien termien kulu"),
    "hidden_cost": ("Cost of hidden terms", "Piilotettujen termien kulu"),
    "listed_clicks": ("Clicks of listed queries", "Näkyvien hakujen klikkaukset"),
    "hidden_clicks": ("Clicks of hidden queries", "Piilotettujen hakujen klikkaukset"),
    "of_all": ("{share} of all", "{share} kaikesta"),
    "not_known": ("total not known", "kokonaissummaa ei tiedetä"),
    "terms_n": ("{n} terms", "{n} termiä"),
    "terms": ("Listed terms", "Näkyviä termejä"),
    "moved_title": ("What has changed", "Mikä on muuttunut"),
    "all_title": ("All listed terms", "Kaikki näkyvät termit"),
    "rest": ("The {n} first are listed.", "Luettelossa on {n} ensimmäistä."),
    "rule": (
        "A term is called new, rising, falling or gone only with at least {n} clicks in one of the periods and 95 % "
        "intervals that do not overlap. The rest are too rare to say.",
        "Termiä sanotaan uudeksi, nousevaksi, laskevaksi tai poistuneeksi vasta, kun jommallakummalla jaksolla on "
        "vähintään {n} klikkausta eivätkä 95 %:n luottamusvälit mene päällekkäin. Muista ei voi sanoa.",
    ),
    "new": ("+ new", "+ uusi"),
    "rising": ("↑ rising", "↑ nousee"),
    "steady": ("= steady", "= ennallaan"),
    "falling": ("↓ falling", "↓ laskee"),
    "gone": ("− gone", "− poistunut"),
    "too_few": ("too few to say", "liian vähän"),
    "col_term": ("Search term", "Hakutermi"),
    "col_movement": ("Change", "Muutos"),
    "col_now": ("Clicks now", "Klikkaukset nyt"),
    "col_before": ("Before", "Ennen"),
    "col_cost": ("Cost, {currency}", "Kulu, {currency}"),
    "col_conversions": ("Conversions", "Konversiot"),
    "col_impressions": ("Impressions", "Näyttökerrat"),
    "col_position": ("Position", "Sijainti"),
    "queries": ("Search Console: without ads", "Search Console: ilman mainoksia"),
}
