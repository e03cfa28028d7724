"""Sentences of the page where a client's agendas are put in order."""

from __future__ import annotations

from pages.ui.words import Table

AGENDAS: Table = {
    "title": ("Order of meetings", "Palaverien kulku"),
    "lead": (
        "Each client's meetings in their own order. What is saved holds from the next agenda on; kept memos stay as"
        " they were.",
        "Kunkin asiakkaan palaverit omassa järjestyksessään. Tallennettu järjestys koskee seuraavia asialistoja;"
        " tallessa olevat muistiot pysyvät ennallaan.",
    ),
    "part": ("Meeting", "Palaveri"),
    "part_weekly": ("Weekly", "Weekly"),
    "part_monthly": ("Monthly", "Monthly"),
    "part_retro": ("Retrospective", "Retrospektiivi"),
    "fits": ("● {all} of {room} min", "● {all} / {room} min"),
    "over": (
        "◆ {all} min: {over} min over the {room} of the meeting",
        "◆ {all} min: {over} min yli palaverin {room} minuutin",
    ),
    "standard_now": ("The standard order is in use.", "Käytössä on vakiojärjestys."),
    "own_now": ("Own order, set by {who} on {day}.", "Oma järjestys, tallentanut {who} {day}."),
    "unsaved": ("Changed here, not saved yet.", "Muutettu tässä, ei vielä tallennettu."),
    "clash": (
        "{who} has saved another order meanwhile ({day}). Yours is below and not saved.",
        "{who} on sillä välin tallentanut toisen järjestyksen ({day}). Omasi on alla eikä ole tallennettu.",
    ),
    "show_theirs": ("Show theirs, drop mine", "Näytä toisen, hylkää omani"),
    "over_theirs": ("Save mine over theirs", "Tallenna omani sen päälle"),
    "up": ("Up: {name}", "Ylös: {name}"),
    "down": ("Down: {name}", "Alas: {name}"),
    "hide": ("Leave out: {name}", "Jätä pois: {name}"),
    "rename": ("Name", "Nimi"),
    "name_en": ("Name in English", "Nimi englanniksi"),
    "name_fi": ("Name in Finnish", "Nimi suomeksi"),
    "minutes": ("min", "min"),
    "always": (
        "Always on the agenda: a promise that nobody asks about is lost.",
        "Aina mukana: lupaus, josta kukaan ei kysy, unohtuu.",
    ),
    "hidden": ("Left out", "Pois jätetyt"),
    "bring_back": ("Bring back: {name}", "Ota takaisin: {name}"),
    "own": ("An item of your own", "Oma kohta"),
    "add": ("Add it", "Lisää kohta"),
    "save": ("Save the order", "Tallenna järjestys"),
    "discard": ("Drop the changes", "Hylkää muutokset"),
    "standard": ("Back to the standard order", "Palaa vakiojärjestykseen"),
    "saved": ("Saved. It holds from the next agenda on.", "Tallennettu. Se koskee seuraavia asialistoja."),
    "saved_standard": ("The standard order is back.", "Vakiojärjestys on palautettu."),
    "preview": ("As it would be now", "Näin se menisi nyt"),
    "with_client": ("With the client present", "Asiakas mukana"),
    "more_lines": ("and {n} more", "ja {n} muuta"),
    "nothing": ("No lines of its own: it is only talked about.", "Ei valmiita rivejä: siitä vain puhutaan."),
}
