"""Sentences of the page about messages to Slack."""

from __future__ import annotations

from pages.ui.words import Table

SLACK: Table = {
    "title": ("Messages to Slack", "Viestit Slackiin"),
    "lead": (
        "What this client's channel is told by itself. Nothing of a retrospective ever goes there.",
        "Mitä asiakkaan kanavalle kerrotaan automaattisesti. Retrospektiivistä sinne ei mene koskaan mitään.",
    ),
    "state_ready": ("● Connected to a Slack channel", "● Yhdistetty Slack-kanavaan"),
    "state_none": ("◆ No Slack channel yet", "◆ Slack-kanavaa ei ole vielä"),
    "state_wrong": ("◆ The address is not Slack's", "◆ Osoite ei ole Slackin"),
    "state_stopped": ("◆ Slack takes no messages", "◆ Slack ei ota viestejä vastaan"),
    "state_waiting": ("▲ Slack asked us to wait until {at}", "▲ Slack pyysi odottamaan, jatkuu {at}"),
    "state_demo": ("○ The demo sends nothing", "○ Esittely ei lähetä mitään"),
    "demo": (
        "Here you can look at the messages and their switches. What the list shows as sent belongs to the story.",
        "Täällä voit katsoa viestejä ja niiden asetuksia. Luettelossa lähetettyinä näkyvät kuuluvat tarinaan.",
    ),
    "to_do": (
        "1. In Slack, make an app with *Incoming Webhooks* on and add a webhook for the channel.\n"
        "2. Whoever runs the server sets its address there as `{variable}`. It is a key: paste it nowhere else.\n"
        "3. Start the server again. Then choose here what the channel is told.",
        "1. Tee Slackissa sovellus, jossa *Incoming Webhooks* on päällä, ja lisää kanavalle webhook.\n"
        "2. Palvelimen ylläpitäjä asettaa osoitteen nimellä `{variable}`. Se on avain: älä liitä sitä muualle.\n"
        "3. Käynnistä palvelin uudelleen. Valitse sitten täällä, mitä kanavalle kerrotaan.",
    ),
    "go_on": ("It is fixed: try again", "Asia on kunnossa: yritä uudelleen"),
    "gone_on": ("The channel is tried again.", "Kanavaa yritetään uudelleen."),
    "readers": ("Who reads the channel", "Kuka kanavaa lukee"),
    "readers_team": ("The team only", "Vain tiimi"),
    "readers_client": ("The client too", "Myös asiakas"),
    "readers_help": (
        "When the client reads it too, each message holds only what the client may see.",
        "Kun asiakaskin lukee kanavaa, viesteissä on vain se, minkä asiakas saa nähdä.",
    ),
    "readers_said": ("The messages are now written for these readers.", "Viestit kirjoitetaan nyt näille lukijoille."),
    "agenda": ("Agenda on the morning of a meeting", "Asialista palaveripäivän aamuna"),
    "memo": ("Memo when a meeting is over", "Muistio, kun palaveri on ohi"),
    "nudge": ("Nudge about open actions", "Muistutus avoimista toimista"),
    "switched_on": ("Switched on.", "Otettu käyttöön."),
    "switched_off": ("Switched off; what was waiting does not go.", "Pois käytöstä; odottanut viesti ei lähde."),
    "hour": ("At", "Kello"),
    "hour_said": ("The new hour holds from now on.", "Uusi kellonaika on voimassa."),
    "agenda_next": (
        "Next: {meeting}, {moment}. The agenda goes at {time}.",
        "Seuraavaksi {meeting}, {moment}. Asialista lähtee klo {time}.",
    ),
    "agenda_none": (
        "No weekly or monthly is planned, so no agenda goes.",
        "Weeklyä tai monthlya ei ole suunniteltu, joten asialistaa ei lähde.",
    ),
    "memo_next": (
        "It goes within a minute after somebody ends the meeting.",
        "Se lähtee minuutin sisällä siitä, kun joku päättää palaverin.",
    ),
    "nudge_next": (
        "Working days only, and at most every third day. Overdue or due today: {n}.",
        "Vain arkipäivinä ja enintään joka kolmas päivä. Myöhässä tai määräpäivä tänään: {n}.",
    ),
    "meeting": ("Whose agenda", "Minkä asialista"),
    "weekly": ("Weekly", "Weekly"),
    "monthly": ("Monthly", "Monthly"),
    "preview": ("Preview, word for word", "Esikatselu sanasta sanaan"),
    "nothing": ("There is nothing to tell right now.", "Juuri nyt ei ole kerrottavaa."),
    "fits": (
        "● Dry run: Slack would take it. Parts: {n}, characters: {letters}.",
        "● Koeajo: Slack ottaisi sen vastaan. Osia {n}, merkkejä {letters}.",
    ),
    "fits_not": ("◆ Dry run: Slack would refuse it. {why}", "◆ Koeajo: Slack ei ottaisi sitä vastaan. {why}"),
    "send": ("Send now", "Lähetä nyt"),
    "sending": (
        "It goes within half a minute; see below what became of it.",
        "Se lähtee puolen minuutin sisällä; alta näet, miten kävi.",
    ),
    "doubted": ("Look at these", "Katso nämä"),
    "again": ("Send again", "Lähetä uudelleen"),
    "rest": ("Let it rest", "Anna olla"),
    "rested": ("Nobody needs to look at it any more.", "Sitä ei tarvitse enää katsoa."),
    "log": ("Newest messages", "Uusimmat viestit"),
    "log_none": ("Nothing has been sent yet.", "Mitään ei ole vielä lähetetty."),
    "state_queued": ("○ waiting to be sent", "○ odottaa lähetystä"),
    "state_sending": ("○ being sent", "○ lähtemässä"),
    "state_sent": ("● sent", "● lähetetty"),
    "state_maybe": ("▲ maybe sent", "▲ ehkä lähetetty"),
    "state_dead": ("◆ not sent", "◆ ei lähetetty"),
    "state_dropped": ("– let rest", "– jätetty lähettämättä"),
    "by": ("{who}, {at}", "{who}, {at}"),
}
