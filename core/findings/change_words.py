"""What changed rates and costs are called, and what can be done about them."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Sentence


@dataclass(frozen=True, slots=True)
class CostWords:
    """How one cost is called. `outcome`: it rests on counted conversions."""

    key: str
    name: Sentence
    bought: Sentence
    rule: str
    levers: tuple[Sentence, Sentence]
    outcome: bool


CPA = CostWords(
    "conversions",
    Sentence("Cost per conversion", "Konversion hinta"),
    Sentence("Conversions", "Konversiot"),
    "money per conversion against three sprints",
    (
        Sentence(
            "Look at what changed: bids, audience, ads, landing page; lower the budget only after that.",
            "Katso, mikä muuttui: hinnoittelu, yleisö, mainokset, laskeutumissivu; laske budjettia vasta sitten.",
        ),
        Sentence(
            "Cheaper than before: ask whether it can carry more, and move in small steps.",
            "Halvempaa kuin ennen: kantaisiko se enemmän? Kasvata pienin askelin.",
        ),
    ),
    True,
)
CPC = CostWords(
    "clicks",
    Sentence("Cost per click", "Klikkihinta"),
    Sentence("Clicks", "Klikkaukset"),
    "money per click against three sprints",
    (
        Sentence(
            "Look at the auction: new competitors, bids, ads whose quality fell, a narrower audience.",
            "Katso huutokauppaa: uusia kilpailijoita, hintatarjouksia, heikentyneitä mainoksia, suppeampi yleisö.",
        ),
        Sentence(
            "Check that the cheaper clicks are as good as before.",
            "Varmista, että halvemmat klikkaukset ovat yhtä hyviä kuin ennen.",
        ),
    ),
    False,
)
RATE_LEVERS = {
    (True, True): Sentence(
        "Keep it, and ask whether it can carry more money: move in small steps.",
        "Pidä se ja kysy, kantaisiko se enemmän rahaa: kasvata pienin askelin.",
    ),
    (True, False): Sentence(
        "Write down what was done, so that it can be done again.",
        "Kirjatkaa muistiin, mitä tehtiin, jotta se voidaan toistaa.",
    ),
    (False, True): Sentence(
        "Look at its creative, landing page and audience.", "Tarkista sen mainokset, laskeutumissivu ja yleisö."
    ),
    (False, False): Sentence(
        "It fell for all together: check the tracking first, then site, form, price and season.",
        "Se laski kaikilla yhteensä: tarkista ensin seuranta, sitten sivusto, lomake, hinta ja sesonki.",
    ),
}
ALL_INSIDE = Sentence("all campaigns together", "kaikki kampanjat yhteensä")
BACK = Sentence(
    "It goes away when the change is less than half of this, two weekly looks in a row.",
    "Havainto poistuu, kun muutos on alle puolet tästä kahdella viikolla peräkkäin.",
)
TOO_FEW = Sentence(
    "Too little data: at least 10 conversions are needed in both periods.",
    "Liian vähän dataa: kummassakin jaksossa tarvitaan vähintään 10 konversiota.",
)
CURRENCY = Sentence(
    "The money of these sprints is in several currencies without a rate, so costs cannot be compared.",
    "Näiden sprinttien rahat ovat useassa valuutassa ilman kurssia, joten hintoja ei voi verrata.",
)
