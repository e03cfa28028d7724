"""Sentences of the Board page. Names of columns stay English, with a Finnish subtitle."""

from __future__ import annotations

from pages.ui.words import Table
from pages.ui.words.board_acts import ACTS
from pages.ui.words.board_flow import FLOW
from pages.ui.words.board_lists import LISTS

_PAGE: Table = {
    "title": ("Board", "Seinä"),
    "board": ("Board", "Seinä"),
    "moment": (
        "{boards} · As of {at}. Newest event on the board: {seen}.",
        "{boards} · Tilanne {at}. Seinän viimeisin tapahtuma: {seen}.",
    ),
    "history_since": ("History complete since {day}.", "Historia täydellinen {day} alkaen."),
    "stale": (
        "Nothing is known of this board after {day}. Bring a newer export: ages and waiting times below run to today.",
        "Seinästä ei tiedetä mitään {day} jälkeen. Tuo uudempi vienti: alla olevat iät ja odotusajat on laskettu tähän "
        "päivään asti.",
    ),
    # the parts of the page
    "part": ("What to see", "Näkymä"),
    "part_board": ("Board", "Seinä"),
    "part_care": ("Needs a hand ({n})", "Vaatii huomiota ({n})"),
    "part_flow": ("Flow", "Työn kulku"),
    "part_bring": ("Import and lists", "Tuonti ja listat"),
    # columns
    "status_backlog": ("Backlog", "Backlog – aihiot"),
    "status_to_do": ("To-do", "To-do – seuraavaksi"),
    "status_doing": ("Doing", "Doing – työn alla"),
    "status_review_ours": ("Review (ours)", "Review – meillä"),
    "status_review_client": ("Review (client)", "Review – odottaa asiakasta"),
    "status_blocked": ("Blocked", "Blocked – jumissa"),
    "status_done": ("Done", "Done – valmiit"),
    "status_excluded": ("Not work", "Ei työtä"),
    "status_unmapped": ("List without a status", "Lista ilman tilaa"),
    "short_backlog": ("Backlog", "Backlog"),
    "short_to_do": ("To-do", "To-do"),
    "short_doing": ("Doing", "Doing"),
    "short_review_ours": ("Review, ours", "Review, meillä"),
    "short_review_client": ("Review, client", "Review, asiakas"),
    "short_blocked": ("Blocked", "Jumissa"),
    "short_done": ("Done", "Done"),
    "short_excluded": ("Not work", "Ei työtä"),
    "short_unmapped": ("No status", "Ilman tilaa"),
    # the strip
    "sum": ("{n} cards in all.", "Kortteja yhteensä {n}."),
    "ghosts": (
        "Besides, {n} cards were deleted or moved away before this board was first brought in;"
        " nothing is known of them.",
        "Lisäksi {n} korttia poistettiin tai siirrettiin pois ennen seinän ensimmäistä tuontia;"
        " niistä ei tiedetä mitään.",
    ),
    "contradictions": (
        "{n} cards have a gap in their history: some of their moves are missing from the export.",
        "{n} kortin historiassa on aukko: osa siirroista puuttuu viennistä.",
    ),
    # filters
    "filter_stage": ("Stage", "Vaihe"),
    "filter_owner": ("Owner", "Vastuuhenkilö"),
    "filter_label": ("Label", "Tunniste"),
    "filter_text": ("Words in the title", "Sanoja otsikosta"),
    "filter_all": ("All", "Kaikki"),
    "without_stage": ("Without a stage", "Ilman vaihetta"),
    "without_owner": ("Without an owner", "Ilman vastuuhenkilöä"),
    "without_label": ("Without a label", "Ilman tunnistetta"),
    "clear": ("Show all", "Näytä kaikki"),
    "shown_of": ("{n} of {all} cards", "{n}/{all} korttia"),
    "none_match": ("No card fits these filters.", "Mikään kortti ei vastaa rajausta."),
    "as": ("Shape", "Esitystapa"),
    "as_columns": ("Columns", "Sarakkeet"),
    "as_list": ("List", "Luettelo"),
    "list_alt": ("{n} cards as a table", "{n} korttia taulukkona"),
    "list_hint": (
        "Choose a row to open its card. Click a heading to sort.",
        "Valitse rivi, niin kortti avautuu. Otsikkoa napsauttamalla voit järjestää.",
    ),
    "rest_in_list": ("{n} more: see the list", "{n} muuta: katso luettelo"),
    "further_columns": ("More columns to the right: {n} →", "Sarakkeita lisää oikealla: {n} →"),
    "more_cards": ("Show {n} more", "Näytä {n} lisää"),
    # a card
    "no_name": ("(no title)", "(ei otsikkoa)"),
    "due_on": ("due {day}", "määräpäivä {day}"),
    "overdue": ("overdue", "myöhässä"),
    "checked": ("{done}/{n} ticked", "{done}/{n} tehty"),
    "in_list_today": ("in the list since today", "listalla tästä päivästä"),
    "in_list_one": ("1 day in the list", "1 päivän listalla"),
    "in_list_many": ("{n} days in the list", "{n} päivää listalla"),
    "col_card": ("Card", "Kortti"),
    "col_status": ("Column", "Sarake"),
    "col_owner": ("Owner", "Vastuuhenkilö"),
    "col_due": ("Due", "Määräpäivä"),
    "col_stage": ("Stage", "Vaihe"),
    "col_list": ("List", "Lista"),
    "col_days": ("Days in the list", "Päiviä listalla"),
    "col_labels": ("Labels", "Tunnisteet"),
    "card_unknown": (
        "The card in the address is not on this client's boards.",
        "Osoitteessa olevaa korttia ei ole tämän asiakkaan seinillä.",
    ),
    "what": ("Now", "Nyt"),
    "where": ("Where", "Missä"),
    "lain": ("How long", "Kuinka kauan"),
    "archived": ("archived", "arkistoitu"),
    "gone": ("no longer on the board", "ei enää seinällä"),
    "nobody": ("nobody", "ei kukaan"),
    "no_due": ("no due date", "ei määräpäivää"),
    "whose_turn": ("Whose turn", "Kenen vuoro"),
    "board_name": ("Board", "Seinä"),
    "whole_name": ("Whole title", "Koko otsikko"),
    "turn_client": ("With the client for review: {days}", "Asiakkaalla katsottavana: {days}"),
    "turn_us": ("With us to finish: {days}", "Meillä viimeisteltävänä: {days}"),
    "held": (
        "In all with the client {client}, with us {us}.",
        "Kaikkiaan asiakkaalla {client}, meillä {us}.",
    ),
    "working_one": ("1 working day", "1 arkipäivä"),
    "working_many": ("{n} working days", "{n} arkipäivää"),
    "checklist": ("Checklist", "Tarkistuslista"),
    "per_list": ("Time in each list", "Aika listoittain"),
    "col_time": ("Time", "Aika"),
    "col_times": ("Stays", "Käyntejä"),
    "history": ("Where it has been", "Kortin kulku"),
    "col_from": ("From – to", "Alkaen – päättyen"),
    "still": ("now", "nyt"),
    "older_stays": ("{n} older stays are not shown.", "{n} vanhempaa vaihetta jätettiin näyttämättä."),
    "came_unknown": (
        "The card is older than the known history: where it was before that is unknown.",
        "Kortti on vanhempi kuin tunnettu historia; sitä aiempi kulku ei ole tiedossa.",
    ),
    "list_unknown": ("(list not known)", "(tuntematon lista)"),
    "under_a_day": ("under an hour", "alle tunti"),
    "day_one": ("1 day", "1 päivä"),
    "day_many": ("{n} days", "{n} päivää"),
    "promise": ("The due date has moved", "Määräpäivä on siirtynyt"),
    "promise_first": ("First promised for {day}.", "Ensimmäinen lupaus {day}."),
    "slip_none": ("Kept as promised", "Pysyi luvatussa"),
    "slip_later": ("{days} later than first promised", "{days} luvattua myöhemmin"),
    "slip_earlier": ("{days} earlier than first promised", "{days} luvattua aiemmin"),
    "col_when": ("When", "Milloin"),
    "col_change": ("Change", "Muutos"),
    "due_set": ("set to {day}", "asetettiin: {day}"),
    "promise_kept": ("The due date", "Määräpäivä"),
    "due_to": ("moved to {day}", "siirrettiin: {day}"),
    "due_off": ("taken off", "poistettiin"),
    # needs a hand
    "care_none": ("No card needs a hand now", "Mikään kortti ei vaadi nyt huomiota"),
    "care_one": ("1 card needs a hand", "1 kortti vaatii huomiota"),
    "care_many": ("{n} cards need a hand", "{n} korttia vaatii huomiota"),
    "care_note": (
        "A card may stand under several headings.",
        "Sama kortti voi olla usean otsikon alla.",
    ),
    "care_clear": ("In order: {rules}: none.", "Kunnossa, ei yhtään korttia: {rules}."),
    "no_weekly": (
        "No weekly has been recorded yet, so cards that have not moved since the last one cannot be named.",
        "Yhtään weeklyä ei ole vielä merkitty, joten sen jälkeen liikkumattomia kortteja ei voi nimetä.",
    ),
}

BOARD: Table = {**_PAGE, **ACTS, **FLOW, **LISTS}
