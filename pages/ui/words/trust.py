"""Words of trust: states of checks, what each check is, what rests on it, and why a figure is believed."""

from __future__ import annotations

from pages.ui.words import Table

TRUST: Table = {
    # states
    "ok": ("in order", "kunnossa"),
    "not_checked": ("not checked", "ei tarkistettu"),
    "doubtful": ("doubtful", "epävarma"),
    "broken": ("broken", "rikki"),
    # checks: the name, and how it is looked at
    "check_freshness": ("Data is up to date", "Tiedot ovat ajan tasalla"),
    "check_gaps": ("No days are missing", "Päiviä ei puutu"),
    "check_control": ("Rows add up to the file's total", "Rivit täsmäävät tiedoston summaan"),
    "check_claims": ("Claims do not exceed reality", "Väitteet eivät ylitä todellisuutta"),
    "check_outage": ("Results keep coming", "Tuloksia tulee niin kuin pitää"),
    "check_untagged": ("Visits have a channel", "Käynneillä on kanava"),
    "check_unmapped": ("Money has a stage", "Rahalla on vaihe"),
    "check_currency": ("One currency, or rates", "Yksi valuutta tai kurssit"),
    "check_zones": ("Days begin together", "Päivät alkavat yhtä aikaa"),
    "check_key_events": ("Key events fire once", "Avaintapahtumat kirjautuvat kerran"),
    "check_consent": ("Consent works", "Suostumus toimii"),
    "check_outcomes": ("Results found in shop or CRM", "Tulokset löytyvät kaupasta tai CRM:stä"),
    "check_goals": ("Every stage has a goal", "Joka vaiheella on tavoite"),
    "check_utm": ("Links are tagged by the rules", "Linkit on merkitty sovitusti"),
    "check_self_referrals": ("No visits from ourselves", "Ei käyntejä omalta sivustolta"),
    "check_own_visits": ("Our own visits are left out", "Omat käynnit on suodatettu"),
    "check_retention": ("Analytics keeps its data", "Analytiikka säilyttää tietonsa"),
    "how_key_events": (
        "Do the thing yourself (form, order, call) and see in the analytics' live view that one event comes, not two.",
        "Tee asia itse (lomake, tilaus, soitto) ja katso analytiikan reaaliaikanäkymästä, että tapahtumia tulee yksi "
        "eikä kaksi.",
    ),
    "how_consent": (
        "Refuse cookies and see that nothing is sent; accept and see that it is. Write down the consent rate.",
        "Kiellä evästeet ja katso, ettei mitään lähde; hyväksy ja katso, että lähtee. Kirjaa suostumusaste.",
    ),
    "how_outcomes": (
        "Take ten results from analytics and find the same ones in the shop or CRM.",
        "Poimi kymmenen tulosta analytiikasta ja etsi samat verkkokaupasta tai CRM:stä.",
    ),
    "how_goals": (
        "Every stage in use has at least one number with a target, an owner and a denominator.",
        "Jokaisella käytössä olevalla vaiheella on ainakin yksi mittari, jolla on tavoite, omistaja ja jakaja.",
    ),
    "how_utm": (
        "Look at the campaign names in analytics: source and medium not swapped, one spelling for each.",
        "Katso kampanjoiden nimet analytiikasta: lähde ja tapa oikein päin, kullakin yksi kirjoitusasu.",
    ),
    "how_self_referrals": (
        "The site's own address, or the payment page, brings at most 5 % of sessions.",
        "Sivuston oma osoite tai maksusivu tuo enintään 5 % istunnoista.",
    ),
    "how_own_visits": (
        "The agency's and the client's own offices are left out of analytics.",
        "Toimiston ja asiakkaan omat käynnit on suodatettu analytiikasta.",
    ),
    "how_retention": (
        "GA4 keeps detailed data for 14 months, not for the 2 it starts with.",
        "GA4 säilyttää tarkat tiedot 14 kuukautta eikä oletuksen 2 kuukautta.",
    ),
    "how_zones": (
        "Look at the time zone in each account's settings; all should be the client's.",
        "Katso aikavyöhyke kunkin tilin asetuksista: kaikilla pitäisi olla asiakkaan vyöhyke.",
    ),
    # what rests on it
    "rests_spend": ("money", "raha"),
    "rests_impressions": ("impressions", "näyttökerrat"),
    "rests_clicks": ("clicks", "klikkaukset"),
    "rests_conversions": ("conversions", "konversiot"),
    "rests_leads": ("leads", "liidit"),
    "rests_value": ("value", "arvo"),
    "rests_sessions": ("visits", "käynnit"),
    "rests_engaged_sessions": ("visits that stayed", "jääneet käynnit"),
    "rests_key_events": ("key events", "avaintapahtumat"),
    "rests_orders": ("orders", "tilaukset"),
    "rests_outcomes": ("results of the shop or CRM", "kaupan tai CRM:n tulokset"),
    "rests_stages": ("stages", "vaiheet"),
    "rests_channels": ("visits by channel", "käynnit kanavittain"),
    "rests_nothing": ("the plan", "suunnitelma"),
    # why
    "title": ("Why do we believe this?", "Miksi uskomme tähän?"),
    "which": ("Figure", "Luku"),
    "formula": ("**Formula:** {formula}", "**Kaava:** {formula}"),
    "over": ("**Divided by:** {over}", "**Jakaja:** {over}"),
    "origin": ("**Source:** {origin}; {accounts}", "**Lähde:** {origin}; {accounts}"),
    "origin_only": ("**Source:** {origin}", "**Lähde:** {origin}"),
    "account": (
        "{name} (through {last}, {settled})",
        "{name} ({last} asti, {settled})",
    ),
    "period": (
        "**Period:** {period}, {settled}",
        "**Jakso:** {period}, {settled}",
    ),
    "settled": ("settled through {day}", "vakiintunut {day} asti"),
    "settled_never": ("all may still change", "kaikki voi vielä muuttua"),
    "owner": ("**Whose figure:** {owner}", "**Kenen luku:** {owner}"),
    "files": ("**Files**", "**Tiedostot**"),
    "files_none": ("No import holds figures for this period.", "Missään tuonnissa ei ole lukuja tältä jaksolta."),
    "file": (
        "{file}, brought by {who}: {days} days with data, {period}",
        "{file}, tuonut {who}: tietoja {days} päivältä, {period}",
    ),
    "file_total": (
        "{file}, brought by {who}: a total of {period}",
        "{file}, tuonut {who}: summa jaksolta {period}",
    ),
    "file_unknown": ("Import {n}", "Tuonti {n}"),
    "files_rest": ("And {n} more in the import log.", "Ja {n} muuta tuontilokissa."),
    "checks": ("**Checks it rests on**", "**Tarkistukset, joihin se nojaa**"),
    "checks_none": ("It rests on no measurement.", "Se ei nojaa mihinkään mittaukseen."),
    "check_line": ("{mark}: {name}{of}. {evidence}", "{mark}: {name}{of}. {evidence}"),
    "of_account": (", {account}", ", {account}"),
    "to_measure": ("See the checks", "Katso tarkistukset"),
    "caution_broken": (
        "Something under these figures does not hold: {what}. Mend it before moving money on them.",
        "Näiden lukujen alla jokin ei pidä paikkaansa: {what}. Korjaa se ennen kuin siirrät rahaa niiden varassa.",
    ),
    "caution_doubtful": ("Read with care. Not certain: {what}.", "Lue varauksin. Ei varmaa: {what}."),
    "caution_item": ("“{name}”", "”{name}”"),
    "caution_of": ("“{name}” ({accounts})", "”{name}” ({accounts})"),
    # on paper
    "dictionary": ("What the figures mean", "Mitä luvut tarkoittavat"),
}
