"""Sentences of the Sprint page."""

from __future__ import annotations

from pages.ui.words import Table

SPRINT: Table = {
    "title": ("Sprint", "Sprintti"),
    "team": (
        "This is the board of a team. It has no money or numbers to look at.",
        "Tämä on tiimin oma seinä. Sillä ei ole rahoja eikä lukuja.",
    ),
    "empty_title": ("There is no data yet", "Dataa ei vielä ole"),
    "empty": (
        "Import an export of the advertising platforms. Then this page tells how the sprint is going.",
        "Tuo mainosalustojen vienti, niin sivu kertoo, miten sprintti etenee.",
    ),
    "to_imports": ("Import a file", "Tuo tiedosto"),
    "which": ("Sprint", "Sprintti"),
    "closed": ("{days}", "{days}"),
    "open": ("{days} · open", "{days} · kesken"),
    "as_of": (
        "Money and clicks through {spend}, conversions through {mature}.",
        "Kulut ja klikkaukset {spend} asti, konversiot {mature} asti.",
    ),
    "as_of_stale": (
        "No account's files are fresh enough to count anything through yesterday.",
        "Minkään tilin tiedostot eivät ole niin tuoreita, että eiliseen asti voisi laskea mitään.",
    ),
    "as_of_open": (
        "The sprint is open: day {passed} of {of}. Targets and comparisons are for the days that have passed.",
        "Sprintti on kesken: päivä {passed}/{of}. Tavoitteet ja vertailut koskevat kuluneita päiviä.",
    ),
    # ------------------------------------------------------------------------------------------------------ scorecard
    "headline": ("{met} of {all} targets are met", "{all} tavoitteesta {met} toteutuu"),
    "headline_all": ("All {all} targets are met", "Kaikki {all} tavoitetta toteutuvat"),
    "headline_none": ("No number has a target yet", "Luvuilla ei ole vielä tavoitteita"),
    "headline_off": ("{head}; off target: {off}.", "{head}; poikkeavat: {off}."),
    "headline_dot": ("{head}.", "{head}."),
    "set_targets": ("Set targets for numbers", "Aseta luvuille tavoitteet"),
    "left_out": (
        "{count} more numbers have a target; ten are what a person reads.",
        "Tavoite on vielä {count} muulla luvulla; kymmenen on se, mitä ihminen lukee.",
    ),
    "all_money": ("All stages", "Kaikki vaiheet"),
    "target_whole": ("target {target}", "tavoite {target}"),
    "target_part": ("due by now {due} of {target}", "tähän mennessä {due}, koko tavoite {target}"),
    "target_part_below": ("at most {due} by now, {target} in all", "tähän mennessä enintään {due}, yhteensä {target}"),
    "target_part_band": ("by now {due} – {high}, in all {target}", "tähän mennessä {due} – {high}, yhteensä {target}"),
    "no_target": ("no target", "ei tavoitetta"),
    "no_number": ("not known yet", "ei vielä tiedossa"),
    "change": ("{relative} {word} against {fair} before", "{relative} {word}, ennen {fair}"),
    "change_unknown": ("{word}; before {fair}", "{word}; ennen {fair}"),
    "fair_note": (
        "“Before” is a fair share of the period before: its level per ordinary day over as many days. Of rates and "
        "prices it is the whole period's.",
        "”Ennen” on reilu osuus edellisestä jaksosta: sen taso tavallista päivää kohti yhtä monelta päivältä. "
        "Osuuksista ja hinnoista se on koko jakson luku.",
    ),
    # ----------------------------------------------------------------------------------------------------- on the way
    "way_which": ("Number", "Luku"),
    "way_ahead": (
        "{name}: {actual} by {day}; {due} were due, so {gap} ahead",
        "{name}: {actual} mennessä {day}; tavoite oli {due}, eli {gap} edellä",
    ),
    "way_behind": (
        "{name}: {actual} by {day}; {due} were due, so {gap} behind",
        "{name}: {actual} mennessä {day}; tavoite oli {due}, eli {gap} jäljessä",
    ),
    "way_plain": ("{name}: {actual} by {day}", "{name}: {actual} mennessä {day}"),
    "way_actual": ("so far", "tähän mennessä"),
    "way_target": ("target {target}", "tavoite {target}"),
    "way_before": ("at the pace of the period before", "edellisen jakson tahdilla"),
    "way_said": ("{line}, {day}: {value}", "{line}, {day}: {value}"),
    # --------------------------------------------------------------------------------------------------------- ledger
    "ledger": ("Where the extra traffic went", "Mitä lisäliikenne toi"),
    "ledger_short": (
        "{visits} extra clicks should have brought {awaited} conversions; {got} came",
        "{visits} lisäklikkauksen olisi pitänyt tuoda {awaited} konversiota; tuli {got}",
    ),
    "ledger_lost": (
        "{visits} extra clicks should have brought {awaited} conversions; {got} fewer came than before",
        "{visits} lisäklikkauksen olisi pitänyt tuoda {awaited} konversiota; niitä tuli {got} vähemmän kuin ennen",
    ),
    "ledger_more": (
        "{visits} extra clicks: {awaited} conversions could be expected, and {got} came",
        "{visits} lisäklikkausta: konversioita odotettiin {awaited}, ja tuli {got}",
    ),
    "ledger_fewer": (
        "{visits} fewer clicks; conversions to be expected: −{awaited}, the change was {got}",
        "Klikkauksia {visits} vähemmän; konversioiden odotettu muutos −{awaited}, toteutunut {got}",
    ),
    "ledger_value": ("{effect} conversions", "{effect} konversiota"),
    "ledger_under": (
        "{visits} clicks → {got} conversions, {awaited} expected",
        "{visits} klikkausta → {got} konversiota, odotus {awaited}",
    ),
    "ledger_rest": ("{count} other campaigns", "{count} muuta kampanjaa"),
    "ledger_where": ("Most of what is missing lies in {names}.", "Suurin osa vajeesta: {names}."),
    "quoted": ("“{name}”", "”{name}”"),
    "and": (" and ", " ja "),
    "ledger_note": (
        "Right of the line: more conversions than the change in clicks would bring at the rate of the sprint before. "
        "Left of it: fewer. The bars add up to {sum}. Days {now} against {before}, made equally long. Whoever came "
        "through Reach may convert later or elsewhere.",
        "Viivan oikealla puolella konversioita tuli enemmän kuin klikkausten muutos edellisen sprintin prosentilla "
        "toisi, vasemmalla vähemmän. Palkkien summa on {sum}. Päivät {now} verrattuna jaksoon {before}, yhtä pitkiksi "
        "tasattuna. Reachin kautta tullut voi konvertoitua myöhemmin tai muualla.",
    ),
    # ---------------------------------------------------------------------------------------------------------- money
    "pace": ("Budgets", "Budjetit"),
    "pace_none": ("No budget is planned for these days.", "Näille päiville ei ole suunniteltu budjettia."),
    "to_budgets": ("Plan budgets", "Suunnittele budjetit"),
    "pace_fine": ("Budgets go as planned", "Budjetit kuluvat suunnitellusti"),
    "pace_over": ("{name} {gap} over", "{name} {gap} yli"),
    "pace_under": ("{name} {gap} short", "{name} {gap} alle"),
    "pace_more": ("and {count} more", "ja {count} muuta"),
    "pace_cycle": ("{days}, money through {day}", "{days}, kulut {day} asti"),
    "pace_value": ("{spent} of {budget}", "{spent} / {budget}"),
    "pace_under_open": ("due by now {due} · forecast {forecast}", "tähän mennessä {due} · ennuste {forecast}"),
    "pace_needed": ("{word} · {needed} a day is needed", "{word} · tarve {needed} päivässä"),
    "pace_under_closed": ("the period is over: {gap} against the plan", "jakso on päättynyt: {gap} suunnitelmaan"),
    "pace_on": ("as planned", "suunnitellusti"),
    "pace_off_over": ("over, ±{band} is normal", "yli, ±{band} on normaalia"),
    "pace_off_under": ("short, ±{band} is normal", "alle, ±{band} on normaalia"),
    "pace_was_over": ("over the plan", "yli suunnitelman"),
    "pace_was_under": ("short of the plan", "alle suunnitelman"),
    "pace_spent_out": ("used up", "käytetty loppuun"),
    "states": (
        "Planned {planned} · spent {actual} · promised {committed} · free {free}",
        "Suunniteltu {planned} · käytetty {actual} · sidottu {committed} · vapaana {free}",
    ),
    "states_over": (
        "Planned {planned} · spent {actual} · promised {committed} · ◆ {over} more than planned",
        "Suunniteltu {planned} · käytetty {actual} · sidottu {committed} · ◆ {over} yli suunnitelman",
    ),
    "states_stage": ("{stage}: free {free} of {planned}", "{stage}: vapaana {free} / {planned}"),
    "states_stage_over": ("{stage}: ◆ {over} over {planned}", "{stage}: ◆ {over} yli {planned}"),
    "pace_note": (
        "Solid bar: spent. Pale: the forecast. Thick mark: the budget. Thin mark: what was due by now.",
        "Tumma palkki: käytetty. Vaalea: ennuste. Paksu merkki: budjetti. Ohut merkki: mitä tähän mennessä oli määrä "
        "kulua.",
    ),
    "faults": ("Faults of delivery", "Mainonnan häiriöt"),
    "to_balance": ("Open the balance", "Avaa tasapaino"),
    # -------------------------------------------------------------------------------------------------------- what if
    "what_if": ("What if we moved money?", "Mitä jos siirrettäisiin rahaa?"),
    "from": ("From", "Mistä"),
    "to": ("To", "Mihin"),
    "amount": ("How much in 28 days ({currency})", "Paljonko 28 päivässä ({currency})"),
    "known": ("What is known", "Mitä tiedetään"),
    "unknown": ("What is not known", "Mitä ei tiedetä"),
    "after": (
        "Nothing moves here. Agree on it with the client in the monthly; a card remembers it until then.",
        "Täällä ei siirry mitään. Sovi siirrosta asiakkaan kanssa monthlyssa; kortti muistaa sen siihen asti.",
    ),
    "findings": ("What changed and why", "Mikä muuttui ja miksi"),
}
