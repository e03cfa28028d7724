"""Sentences of the Content page."""

from __future__ import annotations

from pages.ui.words import Table

CONTENT: Table = {
    "title": ("Content", "Sisällöt"),
    "team": (
        "This is the board of a team. Content is written down for clients.",
        "Tämä on tiimin oma seinä. Sisällöt kirjataan asiakkaille.",
    ),
    "empty_title": ("No content has been written down yet", "Sisältöjä ei ole vielä kirjattu"),
    "empty": (
        "Write down the guides, articles, videos and letters that are in use, each with the stage it speaks to. Then "
        "this page tells where something is missing, and for how long a stage has been silent. Done cards with a label "
        "that means content come here by themselves.",
        "Kirjaa käytössä olevat oppaat, artikkelit, videot ja kirjeet, kukin vaiheineen. Silloin sivu kertoo, mistä "
        "sisältöä puuttuu ja kuinka kauan vaihe on ollut hiljaa. Valmiit kortit, joiden tunniste tarkoittaa sisältöä, "
        "tulevat tähän itsestään.",
    ),
    "answer_quiet": (
        "{stage} has had no new content for {days} days; usually something comes every {usual} days.",
        "{stage}: uutta sisältöä ei ole tullut {days} päivään, vaikka yleensä sitä tulee noin {usual} päivän välein.",
    ),
    "answer_gap": (
        "{stage} has no content at all.",
        "{stage}: sisältöä ei ole lainkaan.",
    ),
    "answer_cell": (
        "{persona} has nothing in {stage}.",
        "{persona}: vaiheessa {stage} ei ole mitään.",
    ),
    "answer_good": (
        "Every stage has content that still speaks.",
        "Jokaisessa vaiheessa on ajankohtaista sisältöä.",
    ),
    "answer_thin": (
        "Every stage has content, but in {stages} little of it is fresh.",
        "Jokaisessa vaiheessa on sisältöä, mutta tuoretta on vähän: {stages}.",
    ),
    "with_money": (
        "It gets {share} of the money.",
        "Vaihe saa {share} rahasta.",
    ),
    "matrix": ("For whom, in which stage", "Kenelle, missä vaiheessa"),
    "stages": ("By stage", "Vaiheittain"),
    "how": (
        "● good: something fresh (Act and Convert half a year, Reach and Engage three months) · ▲ thin: older · "
        "▲ silent: nothing new for three usual gaps and 60 days · ◆ gap: nothing live · ■ much: over half of "
        "everything while another stage has nothing. The age is that of the newest piece.",
        "● hyvä: jotain tuoretta (Act ja Convert puoli vuotta, Reach ja Engage kolme kuukautta) · ▲ ohut: vanhempaa · "
        "▲ hiljaa: ei uutta kolmeen tavalliseen väliin ja 60 päivään · ◆ aukko: ei mitään näkyvillä · ■ paljon: yli "
        "puolet kaikesta, kun toisessa vaiheessa ei ole mitään. Ikä on uusimman sisällön ikä.",
    ),
    "gap": ("◆ gap", "◆ aukko"),
    "quiet": ("▲ silent", "▲ hiljaa"),
    "thin": ("▲ thin", "▲ ohut"),
    "good": ("● good", "● hyvä"),
    "too_much": ("■ much", "■ paljon"),
    "cell": ("{cover} · {count} · newest {days} d", "{cover} · {count} kpl · uusin {days} pv"),
    "col_persona": ("Persona", "Persoona"),
    "col_stage": ("Stage", "Vaihe"),
    "col_state": ("State", "Tila"),
    "col_live": ("Live pieces", "Näkyvillä"),
    "col_newest": ("Newest, days ago", "Uusin, päivää sitten"),
    "col_usual": ("Usual gap, days", "Tavallinen väli, päivää"),
    "col_money": ("Of the money", "Rahasta"),
    "no_personas": (
        "{count} pieces do not say for whom they are, so there is no matrix of personas. Add the persona to see it.",
        "{count} sisällöstä ei tiedetä, kenelle se on, joten persoonataulukkoa ei näytetä. Lisää persoona, niin se "
        "tulee näkyviin.",
    ),
    "add": ("Write down a piece", "Kirjaa sisältö"),
    "field_title": ("Title", "Otsikko"),
    "title_example": ("Guide: choosing the right pump", "Opas: oikean pumpun valinta"),
    "field_stage": ("Stage", "Vaihe"),
    "field_persona": ("For whom (if known)", "Kenelle (jos tiedossa)"),
    "field_live": ("Live from", "Julkaistu"),
    "field_url": ("Address", "Osoite"),
    "save": ("Save", "Tallenna"),
    "saved": ("Saved: {title}.", "Tallennettu: {title}."),
    "list": ("All content", "Kaikki sisällöt"),
    "all": ("all", "kaikki"),
    "col_title": ("Title", "Otsikko"),
    "col_for": ("For whom", "Kenelle"),
    "col_live_from": ("Live from", "Julkaistu"),
    "col_gone": ("Gone", "Poistunut"),
    "col_url": ("Address", "Osoite"),
    "col_from": ("Written down by", "Kirjannut"),
    "from_card": ("a done card", "valmis kortti"),
    "change": ("Take down or take back", "Merkitse poistuneeksi tai peru"),
    "which": ("Piece", "Sisältö"),
    "gone_on": ("Not there any more from", "Ei enää näkyvillä, alkaen"),
    "retire": ("It is not there any more", "Se ei ole enää näkyvillä"),
    "retired": ("Marked as gone.", "Merkitty poistuneeksi."),
    "remove_ask": (
        "For a slip of the pen: the piece goes from every view.",
        "Kirjoitusvirhettä varten: sisältö poistuu kaikista näkymistä.",
    ),
    "remove": ("It was a mistake: take it back", "Se oli virhe: peru kirjaus"),
    "removed": ("Taken back.", "Kirjaus peruttu."),
}
