"""Sentences of targets for single numbers, of budgets, and what both call things."""

from __future__ import annotations

from pages.ui.words import Table

PLANS: Table = {
    # --------------------------------------------------------------------------------------------- shared by both parts
    "all_stages": ("all campaigns", "kaikki kampanjat"),
    "basis": ("Where it was agreed", "Missä sovittiin"),
    "basis_example": ("agreed in the monthly on 4 September", "sovittu kuukausipalaverissa 4.9."),
    "history": ("History", "Historia"),
    "col_basis": ("Basis", "Peruste"),
    "col_who": ("Written down by", "Kirjannut"),
    "remove_yes": ("Take it back", "Peru"),
    "saved_number": ("Saved: {name} from {day}.", "Tallennettu: {name} {day} alkaen."),
    "removed": ("Taken back. The one before it holds again.", "Peruttu. Sitä edeltävä on taas voimassa."),
    # ------------------------------------------------------------------------------------------------------ the numbers
    "numbers_lead": (
        "What single numbers should be, month by month, sprint by sprint or by quarter. A new target holds from its "
        "first day on; periods that ended before it keep their old one.",
        "Mihin yksittäisten lukujen pitäisi yltää kuukausittain, sprinteittäin tai neljänneksittäin. Uusi tavoite on "
        "voimassa alkamispäivästään; sitä ennen päättyneet jaksot pitävät vanhansa.",
    ),
    "numbers_none": (
        "No target for a number yet. One or two per stage are enough: more of them than ten and nobody looks.",
        "Luvuille ei ole vielä tavoitteita. Yksi tai kaksi vaihetta kohti riittää: yli kymmentä ei kukaan katso.",
    ),
    "numbers_now": ("In force today", "Voimassa tänään"),
    "numbers_new": ("Agree on a target", "Kirjaa tavoite"),
    "metric": ("Number", "Luku"),
    "scope": ("Of which campaigns", "Mistä kampanjoista"),
    "scope_help": (
        "Website figures cannot be split by stage: analytics does not know which stage a campaign is in.",
        "Sivuston lukuja ei voi jakaa vaiheisiin: analytiikka ei tiedä, missä vaiheessa kampanja on.",
    ),
    "span": ("For each", "Jaksoksi"),
    "month": ("month", "kuukausi"),
    "sprint": ("sprint", "sprintti"),
    "quarter": ("quarter", "vuosineljännes"),
    "direction": ("It should", "Luvun pitää"),
    "reach": ("reach", "saavuttaa"),
    "above": ("stay above", "pysyä yläpuolella"),
    "below": ("stay below", "pysyä alapuolella"),
    "band": ("stay between", "pysyä välillä"),
    "value": ("Target ({unit})", "Tavoite ({unit})"),
    "value_low": ("From ({unit})", "Alaraja ({unit})"),
    "value_high": ("To ({unit})", "Yläraja ({unit})"),
    "unit_count": ("number", "kpl"),
    "unit_times": ("times", "kertaa"),
    "valid_from": ("In force from", "Voimassa alkaen"),
    "valid_help": (
        "A period is measured against the target in force on its last day.",
        "Jaksoa verrataan tavoitteeseen, joka on voimassa sen viimeisenä päivänä.",
    ),
    "save_number": ("Save the target", "Tallenna tavoite"),
    "said_reach": ("reach {value}", "saavuttaa {value}"),
    "said_above": ("at least {value}", "vähintään {value}"),
    "said_below": ("at most {value}", "enintään {value}"),
    "said_band": ("between {value} and {high}", "välillä {value} – {high}"),
    "col_number": ("Number", "Luku"),
    "col_target": ("Target", "Tavoite"),
    "col_each": ("For each", "Jaksoksi"),
    "col_from": ("From", "Alkaen"),
    "col_until": ("Until", "Saakka"),
    "until_now": ("for now", "toistaiseksi"),
    "future": ("not yet", "ei vielä alkanut"),
    "remove_number": ("Take back a target", "Peru tavoite"),
    "which_number": ("Target", "Tavoite"),
    # ---------------------------------------------------------------------------------------------------------- budgets
    "budgets_lead": (
        "The money planned for a month, or for a cycle of your own. A changed budget is a new row with its day, so it "
        "can be seen later what was planned when.",
        "Kuukaudelle tai omalle jaksolle suunniteltu raha. Muutettu budjetti on uusi rivi päivineen, joten myöhemmin "
        "näkee, mitä milloinkin suunniteltiin.",
    ),
    "budgets_none": ("Nothing is planned for this period yet.", "Tälle jaksolle ei ole vielä suunniteltu mitään."),
    "budgets_title": ("Budgets", "Budjetit"),
    "which_period": ("Period", "Jakso"),
    "other_cycle": ("a cycle of my own", "oma jakso"),
    "cycle_days": ("First and last day", "Ensimmäinen ja viimeinen päivä"),
    "for_what": ("For what", "Mihin"),
    "scope_all": ("All of the money", "Koko raha"),
    "scope_stage": ("A stage", "Vaihe"),
    "scope_channel": ("A channel", "Kanava"),
    "scope_entity": ("A campaign", "Kampanja"),
    "which_stage": ("Stage", "Vaihe"),
    "which_channel": ("Channel", "Kanava"),
    "which_entity": ("Campaign", "Kampanja"),
    "amount": ("Amount ({currency})", "Summa ({currency})"),
    "committed": ("Promised: an order that cannot be moved any more", "Sidottu: tilaus, jota ei voi enää siirtää"),
    "decided_on": ("Agreed on", "Sovittu"),
    "budget_new": ("Plan money", "Suunnittele rahaa"),
    "save_budget": ("Save the budget", "Tallenna budjetti"),
    "saved_budget": ("Saved: {amount} for {what}, {period}.", "Tallennettu: {amount}, {what}, {period}."),
    "col_what": ("For what", "Mihin"),
    "col_amount": ("Planned", "Suunniteltu"),
    "col_promised": ("Promised", "Sidottu"),
    "col_decided": ("Agreed on", "Sovittu"),
    "yes": ("yes", "kyllä"),
    "changed": ("was {amount} until {day}", "oli {amount} {day} saakka"),
    "col_before": ("Before", "Aiemmin"),
    "remove_budget": ("Take back a row", "Peru rivi"),
    "remove_ask": (
        "For a slip of the pen. When the plan itself changes, save a new amount instead: the old one stays in the "
        "history.",
        "Kirjoitusvirhettä varten. Jos itse suunnitelma muuttuu, tallenna uusi summa: vanha jää historiaan.",
    ),
    "which_budget": ("Row", "Rivi"),
    "entity_gone": ("a campaign that is not in the data", "kampanja, jota ei ole datassa"),
}
