"""What the client's page says, in both languages: plain words for somebody who reads it once a month on a phone."""

from __future__ import annotations

from core.measure.balance import Band
from core.model import Sentence, Stage
from core.plans import Span
from core.shares import Section

STAGES: dict[Stage, Sentence] = {
    Stage.REACH: Sentence("Reach – being found by new people", "Reach – uudet ihmiset löytävät teidät"),
    Stage.ACT: Sentence("Act – interest turns into getting to know you", "Act – kiinnostus muuttuu tutustumiseksi"),
    Stage.CONVERT: Sentence("Convert – enquiries and purchases", "Convert – yhteydenotot ja ostot"),
    Stage.ENGAGE: Sentence("Engage – customers come back", "Engage – asiakkaat palaavat"),
}
BANDS: dict[Band, Sentence] = {
    Band.ON_TARGET: Sentence("as agreed", "sovitusti"),
    Band.WATCH: Sentence("a little off", "hieman sivussa"),
    Band.OFF: Sentence("off target", "sivussa"),
}
GOAL = Sentence("{value}, goal {goal}", "{value}, tavoite {goal}")
AT_LEAST = Sentence("{value}, goal at least {goal}", "{value}, tavoite vähintään {goal}")
AT_MOST = Sentence("{value}, goal at most {goal}", "{value}, tavoite enintään {goal}")
GOAL_SO_FAR = Sentence("{value}, goal by now {goal}", "{value}, tavoite tähän mennessä {goal}")
GOALS_MET = Sentence("{met} of {all} goals are as agreed.", "{all} tavoitteesta {met} toteutuu sovitusti.")
ONE_GOAL = Sentence("One goal: {status}.", "Yksi tavoite: {status}.")
GOALS_WATCH = Sentence("A little off: {names}.", "Hieman sivussa tavoitteesta: {names}.")
GOALS_OFF = Sentence("Off target: {names}.", "Sivussa tavoitteesta: {names}.")
UNDER_WAY = Sentence("{days}, under way", "{days}, kesken")
OTHER_DAYS = Sentence("Other days", "Eri päiviltä")
SPANS: dict[Span, Sentence] = {
    Span.SPRINT: Sentence("this period", "tämä jakso"),
    Span.MONTH: Sentence("month", "kuukausi"),
    Span.QUARTER: Sentence("quarter", "vuosineljännes"),
}
NO_GOALS = Sentence("What the advertising of these days came to.", "Näiden päivien mainonnan luvut.")
BEFORE = Sentence(
    "{value} ({fair} in as many days of the period before)",
    "{value} (edellisellä jaksolla samassa ajassa {fair})",
)
BUDGET = Sentence("Budget, {days}", "Budjetti, {days}")
BUDGET_SO_FAR = Sentence(
    "{spent} of {budget} used by {day}, at an even pace {fair}",
    "{day} mennessä käytetty {spent} / {budget}, tasaisella tahdilla {fair}",
)
BUDGET_USED = Sentence("{spent} of {budget} used", "käytetty {spent} / {budget}")
SPENT = Sentence("{money} was spent on advertising.", "Mainontaan käytettiin {money}.")
NO_FIGURES = Sentence("There are no figures for these days yet.", "Näiltä päiviltä ei ole vielä lukuja.")
NO_SOURCES = Sentence("No reports have been brought in yet.", "Raportteja ei ole vielä tuotu.")
NOTHING_SPENT = Sentence("Nothing was spent on advertising.", "Mainontaan ei käytetty rahaa.")
SHARE = Sentence("{share}, {money}", "{share}, {money}")
SHARE_OF = Sentence("{share}, agreed {target}, {money}", "{share}, sovittu {target}, {money}")
UNSTAGED = Sentence("Not placed in one stage yet", "Ei vielä jaettu vaiheisiin")
BESIDE = Sentence(
    "{money} of {total}, not part of the shares above", "{money} / {total}, ei mukana yllä olevissa osuuksissa"
)
RATE_MISSING = Sentence(
    "The figures are being put in order. Ask your contact if you need them today.",
    "Lukuja järjestellään. Kysy yhteyshenkilöltäsi, jos tarvitset ne tänään.",
)
NO_RATES = Sentence(
    "The amounts cannot be shown in {currency} yet: an exchange rate for these days is not known.",
    "Summia ei voi vielä näyttää valuutassa {currency}: näiden päivien vaihtokurssia ei tiedetä.",
)
NO_RATE = Sentence(
    "not known in {currency} yet: there is no exchange rate for these days",
    "ei vielä tiedossa valuutassa {currency}: näille päiville ei ole vaihtokurssia",
)
RATES = Sentence("Amounts in {currency}", "Summat valuutassa {currency}")
RATE = Sentence("1 {base} = {rate} {currency}, rate of {day}", "1 {base} = {rate} {currency}, kurssi {day}")
SCOPE_ALL = Sentence("all of the marketing", "koko markkinointi")
SCOPE_STAGES = Sentence("only {stages}", "vain {stages}")
SCOPE_PARTS = Sentence("chosen parts", "valitut osiot")
SCOPE_CURRENCY = Sentence("in {currency}", "valuutassa {currency}")
DONE = Sentence("{n} pieces of work were finished.", "{n} työtä valmistui.")
ONE_DONE = Sentence("One piece of work was finished.", "Yksi työ valmistui.")
NOTHING_DONE = Sentence("Nothing was finished in these days.", "Näinä päivinä ei valmistunut töitä.")
FINISHED = Sentence("finished {day}", "valmis {day}")
NEXT = Sentence("In progress now, and up next.", "Tekeillä nyt ja seuraavaksi vuorossa.")
NOTHING_NEXT = Sentence("Nothing is planned yet.", "Mitään ei ole vielä suunnitteilla.")
MAKING, COMING = Sentence("in progress", "tekeillä"), Sentence("up next", "vuorossa")
DUE = Sentence("{what}, by {day}", "{what}, {day} mennessä")
WAS_DUE = Sentence("{what}, was due {day}", "{what}, piti valmistua {day}")
NEEDED = Sentence("{n} things are waiting for your answer.", "{n} asiaa odottaa vastaustanne.")
ONE_NEEDED = Sentence("One thing is waiting for your answer.", "Yksi asia odottaa vastaustanne.")
NOTHING_NEEDED = Sentence("Nothing is waiting for you. Thank you!", "Mikään ei odota teitä. Kiitos!")
DECISIONS = Sentence("Decided together.", "Yhdessä päätettyä.")
DECIDED = Sentence("decided {day}", "päätetty {day}")
DECIDED_AGAIN = Sentence("first decided {first}, again {day}", "päätetty ensi kerran {first}, uudelleen {day}")
PROMISED = Sentence("agreed together, by {day}", "yhdessä sovittu, {day} mennessä")
ASKED_BY = Sentence("from you by {day}, as agreed", "teiltä {day} mennessä, kuten sovittiin")
SEASONS = Sentence(
    "What is coming, and when preparing for it is planned.", "Mitä on tulossa ja milloin siihen valmistaudutaan."
)
NO_SEASONS = Sentence("No seasons or launches have been written down.", "Sesonkeja tai lanseerauksia ei ole kirjattu.")
PREPARE = Sentence("{days}, preparing planned from {day}", "{days}, valmistelu suunniteltu {day} alkaen")
COUNTED = Sentence(
    "The figures come from the advertising platforms' and the website's own reports. The newest days may still change:"
    " conversions keep coming in, so those are counted only for days that are complete.",
    "Luvut ovat mainosalustojen ja verkkosivuston omista raporteista. Uusimmat päivät voivat vielä muuttua:"
    " konversioita kirjautuu jälkikäteen, joten ne lasketaan vain jo täydentyneiltä päiviltä.",
)
REACHES = Sentence(
    "through {last}; days up to {settled} no longer change",
    "{last} asti; päivät {settled} saakka eivät enää muutu",
)
REACHES_OPEN = Sentence("through {last}; every day may still change", "{last} asti; kaikki päivät voivat vielä muuttua")
FROM_FLOOR = Sentence("This page tells of days from {day} on.", "Tämä sivu kertoo päivistä {day} alkaen.")
OWN_TABLE = Sentence("A report of our own", "Oma raportti")
NO_BOARD = Sentence("The work is not followed here yet.", "Töitä ei vielä seurata täällä.")
DID_TITLE = Sentence("What we did", "Mitä teimme")
LEARNT_TITLE = Sentence("What we learnt", "Mitä opimme")
NOTHING_LEARNT = Sentence("Nothing has been written down for these days.", "Näiltä päiviltä ei ole kirjattu mitään.")
MORE = Sentence("and {n} more", "ja {n} muuta")
ONE_MORE = Sentence("and one more", "ja yksi muu")
AS_OF = Sentence("as it was on {day}", "tilanne {day}")
BACK_TO_PAGE = Sentence("Back to the whole page", "Takaisin koko sivulle")
TAKE_ALONG = Sentence("Download to send on", "Lataa lähetettäväksi")
TITLES: dict[str, Sentence] = {
    Section.RESULT: Sentence("How it is going", "Miten menee"),
    Section.BALANCE: Sentence("Where the money went", "Mihin raha meni"),
    Section.DONE: Sentence("What we did and learnt", "Mitä teimme ja opimme"),
    Section.NEXT: Sentence("What comes next", "Mitä seuraavaksi"),
    Section.NEEDED: Sentence("What we need from you", "Mitä tarvitsemme teiltä"),
    Section.DECISIONS: Sentence("What was decided", "Mitä päätettiin"),
    Section.SEASONS: Sentence("Seasons and launches ahead", "Tulevat sesongit ja lanseeraukset"),
    Section.COUNTED: Sentence("How the numbers are counted", "Miten luvut lasketaan"),
}
