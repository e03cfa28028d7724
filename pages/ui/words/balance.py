"""Sentences of the Balance page."""

from __future__ import annotations

from pages.ui.words import Table

BALANCE: Table = {
    "title": ("Balance", "Vaiheiden tasapaino"),
    "team": (
        "A team of its own has a board and meetings, but no advertising money, so there is nothing to balance here. "
        "Choose a client to see its balance.",
        "Tiimillä on seinä ja palaverit mutta ei mainosrahaa, joten täällä ei ole mitään tasapainotettavaa. "
        "Valitse asiakas, niin näet sen tasapainon.",
    ),
    "empty_title": ("No advertising data yet", "Mainosdataa ei vielä ole"),
    "empty": (
        "Bring the first export, for example a Google Ads or Meta Ads report with days: this page then shows how the "
        "money lies across Reach, Act, Convert and Engage.",
        "Tuo ensimmäinen raportti, esimerkiksi Google Adsin tai Meta Adsin päiväkohtainen raportti. Sen jälkeen tämä "
        "sivu näyttää, miten raha jakautuu vaiheisiin Reach, Act, Convert ja Engage.",
    ),
    "to_imports": ("Bring an export", "Tuo raportti"),
    # the period
    "rates": ("Converted: {rates}.", "Muunnettu: {rates}."),
    "one_rate": ("1 {base} = {rate} {to} ({day})", "1 {base} = {rate} {to} ({day})"),
    "to_rates": ("Add an exchange rate", "Lisää valuuttakurssi"),
    "period_kind": ("Period", "Jakso"),
    "kind_sprint": ("Sprint", "Sprintti"),
    "kind_month": ("Month", "Kuukausi"),
    "kind_week": ("Week", "Viikko"),
    "kind_export": ("Export", "Raportti"),
    "kind_days": ("Days", "Päivät"),
    "which": ("Which one", "Mikä niistä"),
    "which_days": ("First and last day", "Ensimmäinen ja viimeinen päivä"),
    "is_open": ("{label} – still open", "{label} – vielä kesken"),
    "open_now": (
        "This period is still open: {days} of {of} days are over.",
        "Jakso on vielä kesken: {of} päivästä on takana {days}.",
    ),
    "bad_period": (
        "The address names a period that cannot be read. You see instead: {label}.",
        "Osoitteessa olevaa jaksoa ei voitu lukea. Näet sen sijaan: {label}.",
    ),
    # the headline
    "headline_plain": (
        "{money} lies across the stages like this",
        "{money} jakautuu vaiheisiin näin",
    ),
    "headline_none": ("No money in this period", "Jaksolla ei ole mainoskuluja"),
    "why_none": ("No comparison: {why}", "Ei vertailua: {why}"),
    "missing_one": (
        "{stages} has had no money for at least seven days, although the mix gives it a share.",
        "Vaiheessa {stages} ei ole ollut rahaa vähintään seitsemään päivään, vaikka tavoite antaa sille osuuden.",
    ),
    "missing_many": (
        "{stages} have had no money for at least seven days, although the mix gives them a share.",
        "Vaiheissa {stages} ei ole ollut rahaa vähintään seitsemään päivään, vaikka tavoite antaa niille osuuden.",
    ),
    "and": ("and", "ja"),
    "total": ("Money in the period", "Rahaa jaksolla"),
    "to_move": ("In another stage than agreed", "Muualla kuin sovittu"),
    "to_move_of": ("{share} of the money", "{share} rahasta"),
    "to_mend": ("mend the measuring first", "korjaa ensin mittaus"),
    "confirmed": ("Stage confirmed by a person", "Vaihe vahvistettu"),
    "confirmed_of": ("of the money", "rahasta"),
    "settled": ("Settled through", "Tiedot vakiintuneet"),
    "settled_rest": ("later may change", "loppu voi muuttua"),
    "settled_never": ("all may still change", "kaikki voi muuttua"),
    # stages
    "stages_title": ("Share of money against the agreed mix", "Rahan osuus ja sovittu tavoite"),
    "stages_title_plain": ("Share of money", "Rahan osuus"),
    "target_of": ("target {share} · {money}", "tavoite {share} · {money}"),
    "said_stage": ("{name}: {share}, {money}", "{name}: {share}, {money}"),
    "said_target": (
        "{name}: {share}, {money}; target {target}, difference {gap}",
        "{name}: {share}, {money}; tavoite {target}, ero {gap}",
    ),
    "stages_note_staged": (
        "Shares are of the money that has a stage ({staged} of {total}). The upright line is the target.",
        "Osuudet ovat rahasta, jolla on vaihe ({staged} / {total}). Pystyviiva on tavoite.",
    ),
    "stages_note_all": ("Shares are of all money of the period.", "Osuudet ovat jakson kaikesta rahasta."),
    "target_from": (
        "Target in force from {day} on{who}{basis}.",
        "Tavoite voimassa {day} alkaen{who}{basis}.",
    ),
    "target_who": (", set by {who}", ", asettanut {who}"),
    "target_basis": (": {basis}", ": {basis}"),
    "to_targets": ("See the targets", "Katso tavoitteet"),
    "set_target": ("Agree on a target mix", "Sovi tavoitejakauma"),
    "outside_title": ("Outside the comparison", "Vertailun ulkopuolella"),
    "outside_of": ("{count} · {share} of all money", "{count} · {share} kaikesta rahasta"),
    "campaign_one": ("1 campaign", "1 kampanja"),
    "campaign_many": ("{n} campaigns", "{n} kampanjaa"),
    "confirm_one": ("Confirm 1 campaign, {money}", "Vahvista 1 kampanja, {money}"),
    "confirm_many": ("Confirm {n} campaigns, {money}", "Vahvista {n} kampanjaa, {money}"),
    "all_inside": ("Every euro of this period has a stage.", "Jakson jokaisella eurolla on vaihe."),
    "table": ("The same as a table", "Sama taulukkona"),
    "col_stage": ("Stage", "Vaihe"),
    "col_money": ("Money", "Raha"),
    "col_share": ("Share", "Osuus"),
    "share_of_all": ("{share} of all", "{share} kaikesta"),
    "col_target": ("Target", "Tavoite"),
    "col_gap": ("Difference", "Ero"),
    "col_status": ("Status", "Tila"),
    # measure
    "measure_fresh": ("● data complete for this period", "● jakson tiedot ovat täydelliset"),
    "measure_so_far": ("● data complete through yesterday", "● tiedot ovat täydelliset eiliseen asti"),
    "measure_behind": ("▲ data still missing from this period", "▲ jakson tietoja puuttuu vielä"),
    # time
    "trend_title": ("How the mix has moved", "Miten jakauma on kehittynyt"),
    "by": ("Slices", "Jaksotus"),
    "by_week": ("Weeks", "Viikot"),
    "by_sprint": ("Sprints", "Sprintit"),
    "unit": ("Unit", "Yksikkö"),
    "unit_share": ("Share", "Osuus"),
    "unit_money": ("Money", "Raha"),
    "axis_week": ("ISO week", "Viikko"),
    "axis_sprint": ("First day of the sprint", "Sprintin ensimmäinen päivä"),
    "open_tick": ("open", "kesken"),
    "said_slice": ("{slice}, {name}: {share}, {money}", "{slice}, {name}: {share}, {money}"),
    "said_unsure": ("{said} (may still change)", "{said} (voi vielä muuttua)"),
    "said_open": ("{said} (still open)", "{said} (vielä kesken)"),
    "trend_note": (
        "Striped: may still change. Settled through {day}.",
        "Raidoitettu: voi vielä muuttua. Vakiintunut {day} asti.",
    ),
    "trend_note_never": ("Striped: may still change.", "Raidoitettu: voi vielä muuttua."),
    "trend_alt": (
        "Money per stage over time, as stacked bars, {first} to {last}",
        "Raha vaiheittain ajassa pinottuina pylväinä, {first}–{last}",
    ),
    "trend_empty": ("No money in these months.", "Näillä jaksoilla ei ole mainoskuluja."),
    # channels
    "channels_title": ("In practice {n} channels", "Käytännössä {n} kanavaa"),
    "channels_title_one": ("In practice one channel", "Käytännössä yksi kanava"),
    "channels_title_none": ("Channels", "Kanavat"),
    "channels_help": (
        "As if the money lay evenly over this many channels: 1 divided by the sum of squared shares.",
        "Niin kuin raha olisi jaettu tasan näin monen kanavan kesken: 1 jaettuna osuuksien neliöiden summalla.",
    ),
    "channels_alt": (
        "Share of money per channel: {largest} is the largest",
        "Rahan osuus kanavittain: suurin on {largest}",
    ),
    "channels_rest": ("{n} smaller channels", "{n} pienempää kanavaa"),
    # campaigns
    "campaigns_title": ("Campaigns behind the bars", "Kampanjat palkkien takana"),
    "pick_stage": ("Stage", "Vaihe"),
    "campaigns_pick": (
        "Choose a stage here, or click its bar, to see its campaigns.",
        "Valitse vaihe tästä tai napsauta sen palkkia, niin näet sen kampanjat.",
    ),
    "campaigns_hint": (
        "Choose a row to see where its numbers come from.",
        "Valitse rivi, niin näet, mistä sen luvut tulevat.",
    ),
    "campaigns_sum": ("{count}, {money}", "{count}, {money}"),
    "campaigns_rest": ("The {n} largest are listed.", "Luettelossa on {n} suurinta."),
    "col_campaign": ("Campaign", "Kampanja"),
    "col_source": ("Source", "Lähde"),
    "col_channel": ("Channel", "Kanava"),
    "col_spend": ("Money, {currency}", "Kulu, {currency}"),
    "col_why": ("Why this stage", "Miksi tämä vaihe"),
    "decided_by_person": ("Confirmed by a person", "Ihminen on vahvistanut"),
    "from_imports": (
        "The numbers of this period come from these imports. Open one to see it in the log.",
        "Jakson luvut tulevat näistä tuonneista. Avaa tuonti, niin näet sen lokissa.",
    ),
    "import_line": (
        "{file}, brought by {who}: {days} with data, {period}",
        "{file}, tuonut {who}: tietoja {days}, {period}",
    ),
    "import_day_one": ("1 day", "1 päivältä"),
    "import_day_many": ("{n} days", "{n} päivältä"),
    "import_unknown": ("Import {n}", "Tuonti {n}"),
    "no_imports": (
        "This money comes from a period total, which has no days.",
        "Tämä raha tulee jakson kokonaissummasta, jossa ei ole päiviä.",
    ),
    # freshness
    "fresh_title": ("How far the data reaches", "Mihin asti tietoja on"),
    "col_last": ("Last day", "Viimeinen päivä"),
    "col_behind": ("Behind", "Jäljessä"),
    "col_settled": ("Settled through", "Vakiintunut asti"),
    "fresh_ok": ("● up to date", "● ajan tasalla"),
    "fresh_late": ("▲ a little behind", "▲ hieman jäljessä"),
    "fresh_stale": ("◆ stale", "◆ vanhentunut"),
    "day_one": ("1 day", "1 päivä"),
    "day_many": ("{n} days", "{n} päivää"),
    "fresh_none": ("No account has day data yet.", "Miltään tililtä ei vielä ole päiväkohtaisia tietoja."),
    "periods_unused": (
        "{source} {account}, {period}: {money}. Not used, because its days differ from this period or the account "
        "already has figures by day.",
        "{source} {account}, {period}: {money}. Ei käytetty, koska jakso on eri tai tililtä on jo "
        "päiväkohtaiset luvut.",
    ),
    "periods_used": (
        "{source} {account}, {period}: {money}. Counted as a total of the whole period.",
        "{source} {account}, {period}: {money}. Laskettu mukaan koko jakson summana.",
    ),
    # belief
    "belief": (
        "**Bands of this page:** worth watching above 5 points or a quarter of the target, off target above 10 points "
        "or half of it (whichever is larger). These limits are our own.  \n"
        "**Not counted:** money without a stage and money agreed to serve several stages without weights. They are "
        "shown apart.",
        "**Sivun rajat:** seurattava, kun ero on yli 5 %-yks. tai neljänneksen tavoitteesta; poikkeaa, kun ero on yli "
        "10 %-yks. tai puolet tavoitteesta (suurempi ratkaisee). Rajat ovat omiamme.  \n"
        "**Ei mukana:** raha ilman vaihetta ja raha, jonka on sovittu palvelevan useita vaiheita ilman painoja. Ne "
        "näytetään erikseen.",
    ),
}
