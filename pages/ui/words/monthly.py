"""Sentences of the monthly: preparing it, the client's yes or no, the grade, and the next one."""

from __future__ import annotations

from pages.ui.words import Table

MONTHLY: Table = {
    "title": ("Monthly", "Monthly"),
    "team": (
        "A team has no monthly with a client. Its weekly and retrospective have pages of their own.",
        "Tiimillä ei ole asiakkaan kanssa pidettävää monthlya. Weeklyllä ja retrospektiivillä on omat sivunsa.",
    ),
    "view": ("View", "Näkymä"),
    "view_prepare": ("Prepare", "Valmistele"),
    "view_room": ("The meeting", "Palaveri"),
    "back": ("Back to the monthly", "Takaisin monthlyyn"),
    "end": ("End the monthly", "Päätä monthly"),
    "new": ("New since last time", "Uutta viime kerrasta"),
    "among_us": (
        "For the team only: the client does not see this list.",
        "Vain tiimille: asiakas ei näe tätä listaa.",
    ),
    "own_words": ("In your own words", "Omin sanoin"),
    "own_words_lead": (
        "One paragraph each: what was done, what it did, what we learned. They are read in the meeting, and the client"
        " may read them in the memo.",
        "Kappale kultakin: mitä tehtiin, mitä se sai aikaan, mitä opimme. Ne luetaan palaverissa, ja asiakas saa lukea"
        " ne muistiosta.",
    ),
    "tables": ("If somebody asks", "Jos joku kysyy"),
    "tables_lead": (
        "The numbers stay folded: a monthly speaks of what they mean.",
        "Luvut pysyvät piilossa: monthlyssa puhutaan siitä, mitä ne tarkoittavat.",
    ),
    "scorecard": ("Scorecard", "Tuloskortti"),
    "balance": ("Balance of the stages", "Vaiheiden tasapaino"),
    "findings": ("Findings", "Havainnot"),
    "no_figures": ("No figures yet.", "Lukuja ei vielä ole."),
    "number": ("Number", "Luku"),
    "actual": ("Now", "Nyt"),
    "asked": ("Agreed", "Sovittu"),
    "change": ("Against the period before", "Edelliseen jaksoon verrattuna"),
    "stage": ("Stage", "Vaihe"),
    "money": ("Money", "Raha"),
    "share": ("Share", "Osuus"),
    "order": ("How the hour goes", "Tunnin kulku"),
    "order_row": ("{n} min · {title} ({speaker})", "{n} min · {title} ({speaker})"),
    "answer": ("Yes or no", "Kyllä vai ei"),
    "proposed": ("What the client decides on", "Mistä asiakas päättää"),
    "decided_by": ("Who decides", "Kuka päättää"),
    "owner": ("Who does it", "Kuka tekee"),
    "name_new": ("Choose or write a name", "Valitse tai kirjoita nimi"),
    "due": ("By when", "Mihin mennessä"),
    "yes": ("Yes: it starts", "Kyllä: aloitetaan"),
    "no": ("No: it stays", "Ei: jätetään"),
    "cancel": ("Cancel", "Peruuta"),
    "answer_help": (
        "A yes moves the card to To-do (or makes one there) with its owner and day. A no leaves the card where it is."
        " The client sees both.",
        "Kyllä siirtää kortin To-dohon (tai tekee sinne uuden) tekijän ja päivän kanssa. Ei jättää kortin paikalleen."
        " Asiakas näkee kummankin.",
    ),
    "said_yes": ("Yes is kept, and the card is in To-do.", "Kyllä on tallessa, ja kortti on To-dossa."),
    "said_yes_pending": (
        "Yes is kept. The card moves when Trello has answered.",
        "Kyllä on tallessa. Kortti siirtyy, kun Trello on vastannut.",
    ),
    "said_no": ("No is kept, and the card stays.", "Ei on tallessa, ja kortti jää paikalleen."),
    "said_already": ("It was answered so already.", "Siihen on jo vastattu näin."),
    "was_yes": ("✓ Yes, {who}", "✓ Kyllä, {who}"),
    "was_no": ("✕ No, {who}", "✕ Ei, {who}"),
    "another": ("Another card of the Backlog", "Jokin muu Backlogin kortti"),
    "grade": ("Grade", "Arvosana"),
    "grade_choose": ("4–10, in quarters", "4–10, neljännesten tarkkuudella"),
    "why": ("Why?", "Miksi?"),
    "save_grade": ("Save the grade", "Tallenna arvosana"),
    "said_grade": ("The grade is kept.", "Arvosana on tallessa."),
    "given": ("Today: {grade} ({word}). {why}", "Tänään: {grade} ({word}). {why}"),
    "grades": ("Grades so far", "Arvosanat tähän asti"),
    "grades_mean": ("Mean {mean} of {n} grades", "Keskiarvo {mean}, {n} arvosanaa"),
    "grade_day": ("Day", "Päivä"),
    "grades_alt": ("The client's grades by day: {all}", "Asiakkaan arvosanat päivämäärineen: {all}"),
    "next": ("The next monthly", "Seuraava monthly"),
    "next_known": ("Planned for {moment}. A sprint ends there.", "Suunniteltu {moment}. Sprintti päättyy siihen."),
    "next_none": (
        "Not planned yet: choose its day, so that the sprint has an end.",
        "Ei vielä suunniteltu: valitse päivä, niin sprintillä on loppu.",
    ),
    "next_day": ("Day", "Päivä"),
    "next_clock": ("Time", "Kello"),
    "next_save": ("Save the day", "Tallenna päivä"),
    "said_next": ("The next monthly is planned.", "Seuraava monthly on suunniteltu."),
    "to_balance": ("Balance page", "Tasapaino-sivu"),
}
