"""Sentences of the log: what was decided and promised, and what meetings saw."""

from __future__ import annotations

from pages.ui.words import Table

LOG: Table = {
    "title": ("Decisions and actions", "Päätökset ja toimet"),
    "lead": (
        "Everything that was decided and promised in meetings. The first day stays, however often it moves.",
        "Kaikki palavereissa päätetty ja luvattu. Ensimmäinen päivä jää näkyviin, vaikka se siirtyisi.",
    ),
    "kept": ("Actions done", "Toimista tehty"),
    "kept_of": ("{done} of {total}", "{done} / {total}"),
    "on_time": ("Done by the first day", "Ensimmäiseen päivään mennessä"),
    "oldest": ("Oldest open action", "Vanhin avoin toimi"),
    "oldest_help": (
        "Days since the oldest action that is still open was agreed.",
        "Päivät siitä, kun vanhimmasta yhä avoimesta toimesta sovittiin.",
    ),
    "days": ("{n} days", "{n} päivää"),
    "day": ("1 day", "1 päivä"),
    "definition": (
        "Counted are actions that are done or whose first day has passed: {on_time} done by the day first promised,"
        " {late} done later, {open} open. A share is told from five actions on. Moving the day does not change the"
        " count.",
        "Mukana ovat toimet, jotka on tehty tai joiden ensimmäinen päivä on mennyt: {on_time} tehty ensin luvattuun"
        " päivään mennessä, {late} tehty myöhemmin, {open} auki. Osuus kerrotaan viidestä toimesta alkaen. Päivän"
        " siirtäminen ei muuta lukua.",
    ),
    "show": ("Show", "Näytä"),
    "show_open": ("Open", "Avoimet"),
    "show_done": ("Done", "Tehdyt"),
    "show_all": ("All", "Kaikki"),
    "from": ("Agreed in", "Sovittu"),
    "kind_all": ("Everywhere", "Kaikkialla"),
    "kind_weekly": ("Weekly", "Weekly"),
    "kind_monthly": ("Monthly", "Monthly"),
    "kind_retro": ("Retrospective", "Retrospektiivi"),
    "kind_decision": ("Decisions", "Päätökset"),
    "none": (
        "Nothing was decided or promised yet. Lines of a meeting become actions and decisions in its room.",
        "Mitään ei ole vielä päätetty tai luvattu. Palaverin rivit muuttuvat toimiksi ja päätöksiksi palaverin"
        " sivulla.",
    ),
    "none_here": ("Nothing matches these choices.", "Näillä valinnoilla ei löydy mitään."),
    "to_weekly": ("To the weekly", "Weeklyyn"),
    "open": ("○ Open", "○ Auki"),
    "late": ("▲ Late by {n} days", "▲ Myöhässä {n} päivää"),
    "late_one": ("▲ Late by 1 day", "▲ Myöhässä 1 päivän"),
    "done": ("✓ Done {day}", "✓ Tehty {day}"),
    "done_late": ("✓ Done {day}, after the first day", "✓ Tehty {day}, ensimmäisen päivän jälkeen"),
    "done_some": ("✓ Done", "✓ Tehty"),
    "holds": ("◆ Holds", "◆ Voimassa"),
    "said_yes": ("Yes: {text}", "Kyllä: {text}"),
    "said_no": ("No: {text}", "Ei: {text}"),
    "by": ("by {day}", "{day} mennessä"),
    "first_promised": ("first promised for {day}", "ensin luvattu {day}"),
    "moved_one": ("moved once", "siirretty kerran"),
    "moved": ("moved {n} times", "siirretty {n} kertaa"),
    "decided": ("decided {day}", "päätetty {day}"),
    "first_decided": ("first decided {day}", "ensi kerran päätetty {day}"),
    "again_one": ("decided again once", "päätetty uudelleen kerran"),
    "again": ("decided again {n} times", "päätetty uudelleen {n} kertaa"),
    "agreed": ("agreed {day}", "sovittu {day}"),
    "open_for": ("open for {n} days", "auki {n} päivää"),
    "open_for_one": ("open for 1 day", "auki 1 päivän"),
    "internal": ("internal", "sisäinen"),
    "for_client": ("the client may see it", "asiakas saa nähdä"),
    "tick": ("Done", "Tehty"),
    "reopen": ("Open again", "Avaa uudelleen"),
    "move": ("Move the day", "Siirrä päivää"),
    "new_day": ("New day", "Uusi päivä"),
    "save_day": ("Save the day", "Tallenna päivä"),
    "cancel": ("Cancel", "Peruuta"),
    "to_card": ("Card", "Kortti"),
    "more": ("Show {n} more", "Näytä {n} lisää"),
    "did_tick": ("Ticked off.", "Kuitattu."),
    "did_reopen": ("It is open again.", "Se on taas auki."),
    "did_move": ("The new day is kept, and so is the first one.", "Uusi päivä on tallessa, samoin ensimmäinen."),
    "meetings": ("What the meetings saw", "Mitä palavereissa nähtiin"),
    "meetings_lead": (
        "The agenda as it was presented, beside the same agenda from what is known now.",
        "Asialista niin kuin se esitettiin, ja sama asialista nykyisin tiedoin.",
    ),
    "beside": ("{kind} {day}: as presented and as now", "{kind} {day}: esitettynä ja nyt"),
    "moment": (
        "Both are the agenda of {moment}; the right one is made from what is known today. Cards"
        " are told as they were seen then, where that was kept. What lists and labels mean, what a client may see and"
        " which notes still hold are taken as they are today.",
        "Kumpikin on asialista hetkeltä {moment}; oikeanpuoleinen on tehty siitä, mitä tänään tiedetään. Kortit"
        " kerrotaan sellaisina kuin ne silloin nähtiin, jos se on tallessa. Listojen ja tunnisteiden merkitys, se mitä"
        " asiakas saa nähdä ja se mitkä muistiinpanot ovat voimassa, ovat niin kuin tänään.",
    ),
    "changes": ("{n} lines are different now.", "{n} riviä on muuttunut."),
    "change": ("One line is different now.", "Yksi rivi on muuttunut."),
    "no_changes": ("Everything reads the same now.", "Kaikki on ennallaan."),
    "only": ("Only what is different", "Vain se, mikä on muuttunut"),
    "as_presented": ("As presented", "Esitettynä"),
    "as_now": ("As now", "Nyt"),
    "mark_same": ("= same", "= sama"),
    "mark_otherwise": ("≠ changed", "≠ muuttunut"),
    "mark_gone": ("− gone", "− poissa"),
    "mark_new": ("+ new", "+ uusi"),
    "back": ("Back to decisions and actions", "Takaisin päätöksiin ja toimiin"),
}
