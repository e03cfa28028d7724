"""What the extra-traffic ledger says: its columns, readings, levers and caveats."""

from __future__ import annotations

from collections.abc import Sequence

from core.findings.finding import Column, Unit
from core.findings.words import count, joined, names, rate, told
from core.measure.decomposition import Split
from core.measure.ledger import Entry, Ledger, Reading
from core.measure.season import NO_LAST_YEAR, Season, season_sentence
from core.model import Sentence

COLUMNS = (
    Column("campaign", Sentence("Campaign", "Kampanja")),
    Column("stage", Sentence("Stage", "Vaihe")),
    Column("extra_visits", Sentence("Extra visits", "Lisäkäynnit"), Unit.COUNT, signed=True),
    Column("extra_conversions", Sentence("Extra conversions", "Lisäkonversiot"), Unit.COUNT, signed=True),
    Column("effect", Sentence("Against expected", "Odotettuun nähden"), Unit.DECIMAL, 2, signed=True),
    Column("traffic", Sentence("of it traffic", "josta liikenne"), Unit.DECIMAL, 2, signed=True),
    Column("rate", Sentence("of it rate", "josta prosentti"), Unit.DECIMAL, 2, signed=True),
    Column("verdict", Sentence("Points to", "Viittaa")),
)
KEEP = Sentence("keep", "pidä")
LOWER = Sentence("lower", "laske")
TOTAL = Sentence("All campaigns together", "Kaikki kampanjat yhteensä")
HOW = Sentence(
    "Extra conversions less what the extra visits would have brought at the client's rate before; rows add up to the"
    " total exactly. The period before is scaled to the same length.",
    "Lisäkonversiot vähennettynä sillä, mitä lisäkäynnit olisivat tuoneet aiemmalla konversioprosentilla; rivit"
    " summautuvat tarkalleen. Vertailujakso on skaalattu yhtä pitkäksi.",
)
POINTS_TO = {
    Reading.TRAFFIC: Sentence("the quality of the traffic they bring", "niiden tuoma liikenne on heikkolaatuista"),
    Reading.RATE_ONE: Sentence(
        "their creative, landing page or audience", "niiden mainoksissa, laskeutumissivussa tai yleisössä on jotakin"
    ),
    Reading.UNCLEAR: Sentence("several things at once", "syitä on useita"),
}
EVERYWHERE = Sentence(
    "The rate fell in nearly all campaigns at once, which points to the site, the tracking, the price or the season,"
    " not to the campaigns.",
    "Konversioprosentti laski lähes kaikissa kampanjoissa yhtä aikaa. Se viittaa siihen, että syy on sivustossa,"
    " seurannassa, hinnassa tai sesongissa eikä kampanjoissa.",
)
SPREAD = Sentence(
    "The shortfall is spread over many campaigns; no one or two of them explain it.",
    "Vaje jakautuu monelle kampanjalle; mikään yksi tai kaksi ei selitä sitä.",
)
LEVERS = {
    Reading.TRAFFIC: (
        Sentence("Look at the new traffic together.", "Katsokaa uutta liikennettä yhdessä."),
        Sentence("Look into the new traffic", "Selvitä uuden liikenteen laatu"),
    ),
    Reading.RATE_EVERYWHERE: (
        Sentence(
            "Check the tracking first, then the site, the form and the price; leave the budgets alone.",
            "Tarkista ensin seuranta, sitten sivusto, lomake ja hinta; älä koske budjetteihin.",
        ),
        Sentence(
            "Check tracking and site: the rate fell everywhere",
            "Tarkista seuranta ja sivusto: konversioprosentti laski kaikkialla",
        ),
    ),
    Reading.RATE_ONE: (
        Sentence(
            "Look at the creative, the landing page and the audience of these campaigns.",
            "Tarkista näiden kampanjoiden mainokset, laskeutumissivu ja yleisö.",
        ),
        Sentence("Check ads and landing page", "Tarkista mainokset ja laskeutumissivu"),
    ),
    Reading.UNCLEAR: (
        Sentence(
            "Look at the campaigns one by one; the data do not single one out.",
            "Käykää kampanjat läpi yksitellen; data ei nosta esiin yhtä ylitse muiden.",
        ),
        Sentence("Go through the campaigns' traffic", "Käy läpi kampanjoiden liikenne"),
    ),
}
LATER = Sentence(
    "Reach may convert later or elsewhere: platforms count the last click.",
    "Reach voi tuottaa konversioita myöhemmin tai muualla: alustat laskevat viimeisen klikkauksen.",
)
AT_COST = Sentence(
    "The money at stake is at the client's current cost per conversion, because no value is known.",
    "Panoksena oleva raha on laskettu nykyisellä konversion hinnalla, koska arvoa ei tunneta.",
)
MISSING = Sentence(
    "At the rate before, these visits would have brought about {n} conversions more.",
    "Aiemmalla prosentilla näistä käynneistä olisi tullut noin {n} konversiota enemmän.",
)
NOT_GROWN = Sentence(
    "Visits {visits} against the sprint before: not a clear growth of 15 % that conversions should have followed"
    " (conversion rate {rate}).",
    "Käynnit {visits} edelliseen sprinttiin verrattuna: ei selvää 15 %:n kasvua, jota konversioiden olisi pitänyt"
    " seurata (konversioprosentti {rate}).",
)
NO_SHORTFALL = Sentence(
    "Visits {visits} and the conversion rate {rate} against the sprint before: no shortfall beyond chance.",
    "Käynnit {visits} ja konversioprosentti {rate} edelliseen sprinttiin verrattuna: vajetta ei ole sattumaa enempää.",
)
NOBODY = Sentence("Nobody came in the sprint before.", "Edellisessä sprintissä ei ollut kävijöitä.")


def how(split: Split | None) -> Sentence:
    """How the ledger is computed, and the same change split in the way that is published."""
    if split is None:
        return HOW
    return joined(
        HOW,
        told(
            "The same change as Kitagawa (1955) splits it: volume {volume}, mix {mix}, rate {rate}, in all {total}.",
            "Sama muutos Kitagawan (1955) tapaan: määrä {volume}, jakauma {mix}, prosentti {rate}, yhteensä {total}.",
            volume=count(split.volume, signed=True),
            mix=count(split.mix, signed=True),
            rate=count(split.rate, signed=True),
            total=count(split.total, signed=True),
        ),
    )


def visits_last_year(found: Season | Sentence) -> Sentence | None:
    """Last year's change of the visits beside this year's; None where last year was too small to compare."""
    if isinstance(found, Season):
        return joined(Sentence("Visits:", "Käynnit:"), season_sentence(found))
    return found if found is NO_LAST_YEAR else None


CAME = Sentence("{got} came", "saatiin {got}")
FEWER = Sentence("{got} fewer came than before", "mutta niitä tuli {got} vähemmän kuin ennen")


def lies_in(found: Ledger, lines: Sequence[Entry], named_ones: Sequence[str], said: Reading) -> Sentence:
    """How much of the shortfall these lines make, and what that points to."""
    visits = sum(entry.line.visits_after for entry in lines)
    outcomes = sum(entry.line.conversions_after for entry in lines)
    return told(
        "{share} of the shortfall lies in {names} ({visits} visits, {rate}). Without them the conversion rate would be"
        " {without} (before {before}). This points to {reading}.",
        "Vajeesta {share} on kampanjoissa {names} ({visits} käyntiä, {rate}). Ilman niitä konversioprosentti olisi"
        " {without} (ennen {before}). Tämä viittaa siihen, että {reading}.",
        share=_part(found, lines),
        names=names(named_ones),
        visits=count(visits),
        rate=rate(outcomes / visits if visits else None),
        without=rate(found.rate_without({entry.line.key for entry in lines})),
        before=rate(found.rate_before),
        reading=POINTS_TO[said],
    )


def _part(found: Ledger, lines: Sequence[Entry]) -> Sentence:
    part = -sum(entry.effect for entry in lines) / found.shortfall
    if part >= 0.95:
        return Sentence("All", "kaikki")
    percent = int(round(part * 100))
    return Sentence(f"{percent}\u00a0%", f"{percent}\u00a0%")


def lower(named_ones: Sequence[str]) -> tuple[Sentence, Sentence]:
    """What to do about lines whose visits convert poorly, and the title of its card."""
    return (
        told(
            "Lower the budget of {names} or narrow whom it reaches; agree on it with the client in the monthly.",
            "Laske kampanjoiden {names} budjettia tai rajaa kohderyhmää; sovi tästä asiakkaan kanssa monthlyssa.",
            names=names(named_ones),
        ),
        told("Lower the budget: {names}", "Laske budjettia: {names}", names=names(named_ones)),
    )
