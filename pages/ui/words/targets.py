"""Sentences of the Targets page, and the starting points it offers with where they come from."""

from __future__ import annotations

from pages.ui.words import Table

PRESETS: dict[str, tuple[int, int, int, int]] = {
    "leads": (45, 25, 20, 10),
    "shop": (35, 20, 35, 10),
    "new_brand": (60, 20, 15, 5),
}
"""Reach, Act, Convert, Engage in percent. Our own starting points: inside the published ranges, none published as "
"such."""

TARGETS: Table = {
    "title": ("Targets", "Tavoitteet"),
    "part": ("What is agreed", "Mitä on sovittu"),
    "part_mix": ("The mix of money", "Rahan jako"),
    "part_numbers": ("Numbers", "Luvut"),
    "part_budgets": ("Budgets", "Budjetit"),
    "lead": (
        "The mix agreed with the client: how the money should lie across the stages. A period is measured against the "
        "target that was in force on its last day, so old periods keep their old target.",
        "Asiakkaan kanssa sovittu jako: miten rahan pitäisi jakautua vaiheille. Jaksoa verrataan tavoitteeseen, joka "
        "oli voimassa sen viimeisenä päivänä, joten vanhat jaksot pitävät vanhan tavoitteensa.",
    ),
    "team": (
        "This is the board of a team. It spends no media money, so it has no target.",
        "Tämä on tiimin oma seinä. Sillä ei ole mediabudjettia, joten tavoitetta ei ole.",
    ),
    "now": ("In force today, since {day}", "Voimassa tänään, {day} alkaen"),
    "none_now": (
        "No mix has been agreed yet. Agree on it with the client and write it down here: until then the balance is "
        "shown without a comparison.",
        "Tavoitejakoa ei ole vielä sovittu. Sovi se asiakkaan kanssa ja kirjaa tähän: siihen asti tasapaino näytetään "
        "ilman vertailua.",
    ),
    "basis_now": ("{basis} · written down by {who}", "{basis} · kirjannut {who}"),
    "set_by_now": ("Written down by {who}", "Kirjannut {who}"),
    "new": ("Agree on a new mix", "Kirjaa uusi jako"),
    "presets_lead": (
        "A starting point only fills the fields. Nothing is saved before you save it, and the client agrees on it "
        "first.",
        "Lähtökohta vain täyttää kentät. Mitään ei tallennu ennen kuin tallennat, ja ensin siitä sovitaan asiakkaan "
        "kanssa.",
    ),
    "preset_leads": ("B2B leads {shares}", "B2B-liidit {shares}"),
    "preset_shop": ("Web shop {shares}", "Verkkokauppa {shares}"),
    "preset_new_brand": ("New brand {shares}", "Uusi brändi {shares}"),
    "sources": ("Where these come from", "Mistä nämä tulevat"),
    "sources_lead": (
        "The three starting points are our own. They lie inside the published splits below, but nobody has published "
        "them as such. Brand is not the same as Reach, nor activation the same as Convert: read brand as Reach and the "
        "content part of Act, activation as the lead part of Act, Convert and Engage. A fixed split without the "
        "client's own situation often fails.",
        "Lähtökohdat ovat omiamme. Ne mahtuvat alla olevien julkaistujen jakojen sisään, mutta kukaan ei ole "
        "julkaissut "
        "niitä sellaisenaan. Brändi ei ole sama kuin Reach eikä aktivointi sama kuin Convert: lue brändi Reachiksi ja "
        "Actin sisältöosaksi, aktivointi Actin liidiosaksi, Convertiksi ja Engageksi. Valmis jako ilman asiakkaan omaa "
        "tilannetta ei usein toimi.",
    ),
    "published_ipa": ("Binet & Field, IPA Databank", "Binet & Field, IPA Databank"),
    "published_ipa_split": ("60 brand / 40 activation", "60 brändi / 40 aktivointi"),
    "published_ipa_caveat": (
        "B2C rule of thumb from about 1,000 campaigns 1980–2016; IPA itself: no one size fits all",
        "B2C-nyrkkisääntö, noin 1 000 kampanjaa 1980–2016; IPA itse: yksi jako ei sovi kaikille",
    ),
    "published_b2b": ("Binet & Field, LinkedIn B2B Institute", "Binet & Field, LinkedIn B2B Institute"),
    "published_b2b_split": ("46 brand / 54 activation", "46 brändi / 54 aktivointi"),
    "published_b2b_caveat": ("B2B", "B2B"),
    "published_smartly": ("Smartly.io (2019)", "Smartly.io (2019)"),
    "published_smartly_split": (
        "10–30 traffic / 40–80 prospecting / 10–30 retargeting",
        "10–30 liikenne / 40–80 uusasiakashankinta / 10–30 uudelleenmarkkinointi",
    ),
    "published_smartly_caveat": (
        "Direct response on Facebook only; varies by industry, spend and pool size",
        "Vain Facebookin suoramyynti; vaihtelee toimialan, kulun ja yleisön koon mukaan",
    ),
    "published_bav": ("BAV Studios", "BAV Studios"),
    "published_bav_split": (
        "70 cold / 20 warm / 10 existing customers",
        "70 kylmä / 20 lämmin / 10 nykyiset asiakkaat",
    ),
    "published_bav_caveat": (
        "Web shops on Meta; cutting cold starves the warm pool weeks later",
        "Verkkokaupat Metassa; kylmän leikkaaminen kuihduttaa lämpimän yleisön viikkoja myöhemmin",
    ),
    "published_popnest": ("Popnest", "Popnest"),
    "published_popnest_split": ("60–80 cold / 15–30 warm / 5–15 hot", "60–80 kylmä / 15–30 lämmin / 5–15 kuuma"),
    "published_popnest_caveat": ("One agency's view", "Yhden toimiston näkemys"),
    "published_chapman": ("Chapman University (Forbes, Adtaxi)", "Chapman University (Forbes, Adtaxi)"),
    "published_chapman_split": ("over 50 awareness / 20 leads", "yli 50 tunnettuus / 20 liidit"),
    "published_chapman_caveat": ("One advertiser building a reputation", "Yksi mainostaja, joka rakentaa mainettaan"),
    "stage_percent": ("{stage}, %", "{stage}, %"),
    "sum_right": ("Together 100 %.", "Yhteensä 100 %."),
    "sum_under": ("Together {sum}: {gap} missing.", "Yhteensä {sum}: puuttuu {gap}."),
    "sum_over": ("Together {sum}: {gap} too much.", "Yhteensä {sum}: {gap} liikaa."),
    "valid_from": ("In force from", "Voimassa alkaen"),
    "valid_help": (
        "A target with the same first day is replaced. One with an earlier first day stays in the history.",
        "Saman alkamispäivän tavoite korvautuu. Aiemmin alkanut jää historiaan.",
    ),
    "basis": ("Where it was agreed", "Missä sovittiin"),
    "basis_example": ("agreed in the monthly on 4 September", "sovittu kuukausipalaverissa 4.9."),
    "save": ("Save the mix", "Tallenna jako"),
    "saved": ("Saved. The mix is in force from {day}.", "Tallennettu. Jako on voimassa {day} alkaen."),
    "replaces": (
        "There is already a target from {day}: saving replaces it.",
        "Päivästä {day} alkava tavoite on jo olemassa: tallennus korvaa sen.",
    ),
    "history": ("History", "Historia"),
    "history_empty": ("No targets yet.", "Tavoitteita ei vielä ole."),
    "col_from": ("From", "Alkaen"),
    "col_until": ("Until", "Saakka"),
    "until_now": ("for now", "toistaiseksi"),
    "future": ("not yet", "ei vielä alkanut"),
    "col_basis": ("Basis", "Peruste"),
    "col_who": ("Written down by", "Kirjannut"),
    "which": ("Target", "Tavoite"),
    "remove": ("Take back a target", "Peru tavoite"),
    "remove_ask": (
        "The target before it holds again, also for periods already past.",
        "Sitä edeltävä tavoite tulee taas voimaan, myös jo kuluneille jaksoille.",
    ),
    "remove_yes": ("Take it back", "Peru tavoite"),
    "removed": ("Taken back.", "Tavoite peruttu."),
}
