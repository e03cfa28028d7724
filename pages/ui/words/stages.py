"""Sentences of the Stages page."""

from __future__ import annotations

from pages.ui.words import Table

STAGES: Table = {
    "title": ("Stages", "Vaiheet"),
    "lead": (
        "Say in which stage each campaign works. A decision holds even when the campaign is renamed or its data is "
        "brought in again.",
        "Vahvista, mihin vaiheeseen kukin kampanja kuuluu. Päätös pysyy, vaikka kampanja nimetään uudelleen tai sen "
        "tiedot tuodaan uudelleen.",
    ),
    "team": (
        "This is the board of a team. It has no campaigns, so there is nothing to place in stages.",
        "Tämä on tiimin oma seinä. Sillä ei ole kampanjoita, joten vaiheita ei tarvitse vahvistaa.",
    ),
    "empty": (
        "No campaigns yet. Bring an export from the ad platforms on the Imports page: the campaigns appear here "
        "with a suggested stage.",
        "Kampanjoita ei vielä ole. Tuo mainosalustojen raportti Tuonnit-sivulla: kampanjat ilmestyvät tähän "
        "vaihe-ehdotuksen kanssa.",
    ),
    "period": ("Money of", "Kulu ajalta"),
    "period_90": ("the last 90 days", "viimeiset 90 päivää"),
    "period_all": ("all time", "koko historia"),
    "progress": (
        "{share} of the money is confirmed. Waiting: {count}, {money}.",
        "{share} rahasta on vahvistettu. Odottaa: {count}, {money}.",
    ),
    "progress_done": ("All money of this period is confirmed.", "Tämän ajan kaikki raha on vahvistettu."),
    "progress_currencies": (
        "{share} of the campaigns are confirmed. Waiting: {count}. The money is in several currencies and is not "
        "added.",
        "{share} kampanjoista on vahvistettu. Odottaa: {count}. Kulut ovat eri valuutoissa, joten niitä ei lasketa "
        "yhteen.",
    ),
    "no_money": (
        "No campaign has money in this period. Choose all time above, or bring newer data.",
        "Millään kampanjalla ei ole kulua tältä ajalta. Valitse yltä koko historia tai tuo uudempia tietoja.",
    ),
    "campaign_one": ("1 campaign", "1 kampanja"),
    "campaign_many": ("{n} campaigns", "{n} kampanjaa"),
    "waiting_card": ("Waiting for a decision: {n} of {total}", "Odottaa päätöstä: {n}/{total}"),
    "chosen_card": ("Chosen from the list", "Valittu luettelosta"),
    "all_done": (
        "Nothing is waiting. Choose a campaign from the list below to change its stage.",
        "Mikään ei odota päätöstä. Vaihda vaihetta valitsemalla kampanja alla olevasta luettelosta.",
    ),
    "skipped_left": (
        "Skipped: {count}. Go through them again?",
        "Ohitettu: {count}. Käydäänkö ne uudelleen läpi?",
    ),
    "skipped_again": ("Go through the skipped ones", "Käy ohitetut läpi"),
    "suggestion": (
        "Suggestion: **{stage}** · confidence {confidence}",
        "Ehdotus: **{stage}** · varmuus {confidence}",
    ),
    "decided": ("Decided: **{stage}**", "Päätetty: **{stage}**"),
    "from_always": ("always", "aina"),
    "from_day": ("from {day} on", "{day} alkaen"),
    "no_suggestion": ("No suggestion: you decide", "Ei ehdotusta: päätä itse"),
    "strong": ("strong", "vahva"),
    "fair": ("fair", "kohtalainen"),
    "weak": ("weak", "heikko"),
    "human": ("confirmed", "vahvistettu"),
    "accept": ("Accept", "Hyväksy"),
    "skip": ("Skip", "Ohita"),
    "mix": ("Mixed", "Useita"),
    "undo": ("Undo", "Kumoa"),
    "undone": ("Undone: {what}.", "Kumottu: {what}."),
    "temperature": ("Audience", "Yleisö"),
    "valid": ("In force", "Voimassa"),
    "valid_always": ("always", "aina"),
    "valid_dated": ("from a day on", "päivästä alkaen"),
    "valid_day": ("From", "Alkaen"),
    "valid_missing": ("Choose the day from which the stage holds.", "Valitse päivä, josta alkaen vaihe on voimassa."),
    "valid_help": (
        "From a day on: earlier periods keep the stage they had.",
        "Päivästä alkaen: aiemmat jaksot pitävät entisen vaiheensa.",
    ),
    "mix_title": (
        "Several stages: share the money of this campaign out so that the weights add up to 100 %.",
        "Useita vaiheita: jaa kampanjan kulu vaiheille niin, että painot ovat yhteensä 100 %.",
    ),
    "mix_sum": ("Together {sum}.", "Yhteensä {sum}."),
    "mix_sum_off": ("Together {sum}: must be 100 %.", "Yhteensä {sum}: summan pitää olla 100 %."),
    "mix_save": ("Save the mix", "Tallenna painotus"),
    "mix_later": ("Mixed, weights later", "Useita vaiheita, painot myöhemmin"),
    "mix_close": ("Close", "Sulje"),
    "bulk_strong": (
        "Accept all strong suggestions: {count}, {money}",
        "Hyväksy kaikki vahvat ehdotukset: {count}, {money}",
    ),
    "take_back": ("Take the decision back", "Peru päätös"),
    "take_back_help": (
        "The rules suggest a stage again. The decision stays in the history.",
        "Säännöt ehdottavat vaihetta taas. Päätös jää historiaan.",
    ),
    "list": ("All campaigns", "Kaikki kampanjat"),
    "list_help": (
        "Choose one row to decide about it above, several rows to decide about them at once.",
        "Valitse yksi rivi, niin päätät siitä yllä. Valitse useita rivejä, niin päätät niistä kerralla.",
    ),
    "filter": ("Show", "Näytä"),
    "filter_waiting": ("Waiting", "Odottavat"),
    "filter_confirmed": ("Confirmed", "Vahvistetut"),
    "filter_all": ("All", "Kaikki"),
    "search": ("Search by name", "Hae nimellä"),
    "nothing_found": ("No campaign matches.", "Mikään kampanja ei täsmää."),
    "more": (
        "The first {n} of {of} are shown. Search or filter for the rest.",
        "Näytetään {n} ensimmäistä, kaikkiaan {of}. Hae tai rajaa, niin näet loput.",
    ),
    "stage_filter": ("Stage", "Vaihe"),
    "stage_any": ("any stage", "mikä tahansa vaihe"),
    "bulk_title": ("Chosen: {count}, {money}", "Valittu: {count}, {money}"),
    "bulk_accept": ("Accept suggestions: {count}", "Hyväksy ehdotukset: {count}"),
    "bulk_take_back": ("Take the decisions back", "Peru päätökset"),
    "saved_one": ("{stage}: {name}", "{stage}: {name}"),
    "saved_many": ("Saved: {count}.", "Tallennettu: {count}."),
    "bulk_taken_back": ("Taken back: {count}.", "Peruttu: {count}."),
    "col_name": ("Campaign", "Kampanja"),
    "col_parent": ("Belongs to", "Kuuluu"),
    "col_source": ("Source", "Lähde"),
    "col_money": ("Spend", "Kulu"),
    "col_money_in": ("Spend, {currency}", "Kulu, {currency}"),
    "col_currency": ("Currency", "Valuutta"),
    "col_stage": ("Stage", "Vaihe"),
    "col_temperature": ("Audience", "Yleisö"),
    "col_confidence": ("Confidence", "Varmuus"),
    "col_why": ("Why", "Miksi"),
    "history": ("Decisions of this campaign", "Tämän kampanjan päätökset"),
    "col_valid": ("In force", "Voimassa"),
    "col_who": ("Decided by", "Päättäjä"),
    "col_when": ("When", "Milloin"),
    "taken_back": ("taken back", "peruttu"),
    "settings": ("How suggestions are made for this client", "Miten ehdotukset tehdään tälle asiakkaalle"),
    "template": ("Naming agreement (regular expression)", "Nimeämissopimus (säännöllinen lauseke)"),
    "template_help": (
        "If the campaigns follow an agreed name, a pattern with the group (?P<stage>…) reads the stage from it. "
        "Leave empty if there is no agreement.",
        "Jos kampanjat on nimetty sovitulla tavalla, lauseke jossa on ryhmä (?P<stage>…) lukee vaiheen nimestä. "
        "Jätä tyhjäksi, jos sopimusta ei ole.",
    ),
    "search_stage": ("Stage of generic search", "Yleisen hakumainonnan vaihe"),
    "search_stage_help": (
        "Search campaigns without the brand. Sources disagree, so it is agreed with each client.",
        "Hakukampanjat ilman brändisanoja. Lähteet ovat tästä eri mieltä, joten se sovitaan asiakkaittain.",
    ),
    "settings_save": ("Save", "Tallenna"),
    "settings_saved": ("Saved. The suggestions were made again.", "Tallennettu. Ehdotukset tehtiin uudelleen."),
    "settings_note": (
        "Decisions already made stay as they are.",
        "Jo tehdyt päätökset pysyvät ennallaan.",
    ),
}
