"""Sentences of the part of the Balance page that lays work and content beside the money."""

from __future__ import annotations

from pages.ui.words import Table

BALANCE_WORK: Table = {
    "all_there": (
        "Every stage has work under way and content on show",
        "Jokaisessa vaiheessa on työtä meneillään ja sisältöä näkyvillä",
    ),
    "all_worked": ("Every stage has work under way", "Jokaisessa vaiheessa on työtä meneillään"),
    "all_content": ("Every stage has content on show", "Jokaisessa vaiheessa on sisältöä näkyvillä"),
    "idle": ("No work under way in {stages}", "Työtä ei ole meneillään: {stages}"),
    "mute": ("no content on show in {stages}", "sisältöä ei ole näkyvillä: {stages}"),
    "col_money": ("Money", "Raha"),
    "col_content": ("Content on show", "Sisällöt"),
    "col_work": ("Work under way", "Työn alla"),
    "col_done": ("Done", "Tehty"),
    "col_result": ("Result", "Tulos"),
    "none": ("none", "ei yhtään"),
    "result": ("{name} {value}", "{name} {value}"),
    "result_through": ("{said}, through {day}", "{said}, {day} asti"),
    "how": (
        "Money, done and result are of {days}; content and work under way (To-do to Review) as of now. A card about "
        "two stages counts in both. The result is the number that has a target for the stage, else what its campaigns "
        "are there for.",
        "Raha, tehty työ ja tulos ovat ajalta {days}; sisällöt ja työn alla olevat (To-dosta Reviewiin) ovat tämän "
        "hetken. Kahden vaiheen kortti lasketaan kumpaankin. Tulos on luku, jolle vaiheessa on tavoite, tai se, mitä "
        "varten vaiheen kampanjat ovat.",
    ),
}
