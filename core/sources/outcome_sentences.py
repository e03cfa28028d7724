"""What is said and asked about lists of orders, leads and deals, in English and Finnish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.figures import number, period
from core.model import Period, Sentence
from core.sources.reading import Question
from core.sources.sentences import SOURCE_NAMES

_LISTS = {"orders": "tilaukset", "deals": "kaupat", "leads": "liidit"}
_OUTCOMES_EN = {
    "order": ("order", "orders"),
    "hard_lead": ("hard lead", "hard leads"),
    "soft_lead": ("soft lead", "soft leads"),
    "cart": ("cart", "carts"),
    "cancelled": ("cancelled and not counted", "cancelled and not counted"),
    "refunded": ("refunded and not counted", "refunded and not counted"),
    "test": ("test order not counted", "test orders not counted"),
}
_OUTCOMES_FI = {
    "order": ("tilaus", "tilausta"),
    "hard_lead": ("myyntiliidi", "myyntiliidiä"),
    "soft_lead": ("markkinointivalmis liidi", "markkinointivalmista liidiä"),
    "cart": ("ostoskori", "ostoskoria"),
    "cancelled": ("peruttu, ei mukana", "peruttua, eivät mukana"),
    "refunded": ("hyvitetty, ei mukana", "hyvitettyä, eivät mukana"),
    "test": ("testitilaus, ei mukana", "testitilausta, eivät mukana"),
}
OUTCOME = Question(
    "outcome",
    Sentence(
        "What is a row of this list: an order, a deal (a quote or sale being talked about), a hard lead (asked for "
        "contact or a quote), a soft lead (took a guide, joined a list) or a cart left behind?",
        "Mitä tämän listan rivi on: tilaus (order), kauppa, josta neuvotellaan (deal), yhteydenotto- tai tarjouspyyntö "
        "(hard_lead), oppaan lataus tai listalle liittyminen (soft_lead) vai kesken jäänyt ostoskori (cart)?",
    ),
    ("order", "deal", "hard_lead", "soft_lead", "cart"),
)
ORDER_VALUE = Sentence(
    "Order values are the totals as the list gives them; what was paid back is taken off on the order's own day. "
    "Cancelled, refunded and test orders are kept and not counted.",
    "Tilausten arvo on listan loppusumma; hyvitetty raha vähennetään tilauksen omalta päivältä. Perutut, hyvitetyt ja "
    "testitilaukset säilytetään, mutta niitä ei lasketa.",
)
NO_VALUE = Sentence(
    "No column of the list was understood as the orders' value: they are counted without money.",
    "Mitään listan saraketta ei tunnistettu tilausten arvoksi: tilaukset lasketaan ilman rahaa.",
)
CARTS_LEFT = Sentence(
    "These are abandoned checkouts and not orders: none of them has a payment status. Export the orders instead "
    "(Orders → Export).",
    "Nämä ovat kesken jääneitä kassakäyntejä eivätkä tilauksia: yhdelläkään ei ole maksun tilaa. Vie sen sijaan "
    "tilaukset (Tilaukset → Vie).",
)
NO_CREATED_DAY = Sentence(
    "The list does not tell when the deals were created, so only those that were won are counted. Add the day of "
    "creation to the list and export it again to have the others too.",
    "Lista ei kerro, milloin kaupat on luotu, joten vain voitetut lasketaan. Lisää listaan luontipäivä ja vie se "
    "uudestaan, niin saat muutkin.",
)
NO_DEAL = Sentence(
    "No deal of the list is won, and the list does not tell when the deals were created: there is nothing to count. "
    "Add the day of creation to the list and export it again.",
    "Yhtäkään listan kauppaa ei ole voitettu, eikä lista kerro, milloin kaupat on luotu: laskettavaa ei ole. Lisää "
    "listaan luontipäivä ja vie se uudestaan.",
)
NO_PEOPLE = Sentence(
    "Names, addresses and contact details were not read and are not kept.",
    "Nimiä, osoitteita ja yhteystietoja ei luettu eikä säilytetä.",
)


def people_question(headers: Sequence[str]) -> Question:
    """A list of people with days: perhaps of orders, leads or deals. `headers` are those that name no person."""
    shown = ", ".join(header for header in headers if header)[:400]
    return Question(
        "columns",
        Sentence(
            "This list has people's names or contact details, which are never read. If it is a list of orders, leads "
            f"or deals, tell which of the other columns ({shown}) are what, for example "
            '{"Number": "outcome_id", "Ordered": "ordered_day", "Sum": "order_value"}; a lead has a created_day, a '
            "deal also a won_day.",
            "Listassa on ihmisten nimiä tai yhteystietoja, joita ei koskaan lueta. Jos lista on tilauksista, liideistä "
            f"tai kaupoista, kerro, mitä muut sarakkeet ({shown}) ovat, esimerkiksi "
            '{"Numero": "outcome_id", "Tilattu": "ordered_day", "Summa": "order_value"}; liidillä on created_day ja '
            "kaupalla lisäksi won_day.",
        ),
        about=tuple(header for header in headers if header),
    )


def won_stage_question(stages: Sequence[str]) -> Question:
    """Which of a CRM's own stages means that the deal was won; asked once per account."""
    return Question(
        "won_stage",
        Sentence(
            "Which stage means that the deal was won? Its name does not tell.",
            "Mikä vaihe tarkoittaa, että kauppa voitettiin? Sitä ei näe nimestä.",
        ),
        tuple(stages[:50]),
    )


def outcomes(source: str, report: str, span: Period, counts: Mapping[str, int]) -> Sentence:
    """How many orders, leads and deals a list holds, and how many of them do not count."""
    name = SOURCE_NAMES.get(source, "")
    english = f"{name} {report}" if name else {"orders": "Orders", "deals": "Deals"}.get(report, "Leads")
    finnish = f"{name}: {_LISTS[report]}" if name else _LISTS[report].capitalize()
    said_en = [f"{number(n, 'en')} {_OUTCOMES_EN[key][n != 1]}" for key, n in counts.items()]
    said_fi = [f"{number(n, 'fi')} {_OUTCOMES_FI[key][n != 1]}" for key, n in counts.items()]
    return Sentence(
        f"{english}, {period(span, 'en')}: {', '.join(said_en)}.",
        f"{finnish}, {period(span, 'fi')}: {', '.join(said_fi)}.",
    )


def outcome_currencies(codes: Sequence[str]) -> Sentence:
    listed = ", ".join(codes)
    return Sentence(
        f"The list has money in several currencies ({listed}): each is kept in its own, and they are not added up.",
        f"Listassa on rahaa useassa valuutassa ({listed}): kukin säilytetään omassaan, eikä niitä lasketa yhteen.",
    )


def unknown_states(texts: Sequence[str]) -> Sentence:
    listed = ", ".join(texts[:5])
    return Sentence(
        f"Orders with an unfamiliar status are counted ({listed}).",
        f"Tilaukset, joiden tila on tuntematon, lasketaan mukaan ({listed}).",
    )
