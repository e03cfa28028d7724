"""What if some money moved: what is known about it, said as it is, and what is not known, said as plainly.

No curve is drawn through days on which the budget only followed demand. Between stages the last click decides nothing:
there the agreed mix, what the money has carried before and the size of the warm audiences speak. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import numpy as np

from core import figures
from core.findings.facts import Facts, Floats
from core.findings.words import CHECK_TRACKING, Part, count, day, money, share, span, stage, told
from core.measure.balance import StageBalance, stage_balance
from core.measure.checks import State, worst_for
from core.measure.reallocation import CURVE_UNKNOWN, FEWEST_CONVERSIONS, Move, Spender, moved
from core.model import Period, Sentence, Stage
from core.store.audiences import Audience

WINDOW = 28
"""Days over which a campaign's own level is told, newest mature ones."""
WARM = (Stage.CONVERT.value, Stage.ENGAGE.value)
SMALL_POOL = 1000
"""People: below it retargeting runs unsteadily (a vendor's rule; the platforms themselves let 100 run)."""
ON_BRINK = Decimal("1.3")
"""More than this times what it has ever carried is new ground."""


@dataclass(frozen=True, slots=True)
class Pot:
    """A campaign or a whole stage that money could be taken from or given to. `money` and `conversions` are of the
    window of mature days; `latest` of the newest 28 days with spend known; `most` the largest 28 days there have been,
    ending on `most_on`."""

    key: str
    name: Sentence
    stage: str
    money: Decimal
    conversions: float
    latest: Decimal
    most: Decimal
    most_on: int
    """Place of that day among the facts' columns."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One move, asked about. `refused` says why nothing is said at all; then both lists are empty."""

    source: Pot
    target: Pot
    amount: Decimal
    known: tuple[Sentence, ...]
    unknown: tuple[Sentence, ...]
    refused: Sentence | None = None


def pots(facts: Facts) -> list[Pot]:
    """The stages with money or a target, then campaigns with money in the last thirteen months, the largest first."""
    mature, latest = _windows(facts)
    spend, came = facts.spend, facts.days.conversions
    campaigns = [
        _pot(facts, line.key, Sentence(line.name, line.name), line.stage, spend[i], came[i], mature, latest)
        for i, line in enumerate(facts.lines)
        if spend[i].any()
    ]
    stages = []
    for each in Stage:
        rows = [i for i, line in enumerate(facts.lines) if line.stage == each]
        if rows:
            name = Sentence(stage(each), stage(each))
            sums = spend[rows].sum(axis=0), came[rows].sum(axis=0)
            stages.append(_pot(facts, each.value, name, each.value, *sums, mature, latest))
    return [*stages, *sorted(campaigns, key=lambda pot: (-pot.latest, -pot.most, pot.name.en))]


def apart(source: Pot, target: Pot) -> bool:
    """Whether they are two places: a campaign is no other place than its stage."""
    return source.key not in (target.key, target.stage) and target.key != source.stage


def what_if(facts: Facts, source: Pot, target: Pot, amount: Decimal, audiences: Sequence[Audience]) -> WhatIf:
    """What is known and not known about moving `amount` a month from `source` to `target`."""
    refused = _refused(source, target, amount, facts)
    if refused:
        return WhatIf(source, target, amount, (), (), refused)
    asked = _Asked(facts, source, target, amount, tuple(audiences))
    return WhatIf(source, target, amount, tuple(_known(asked)), tuple(_unknown(asked)))


@dataclass(frozen=True, slots=True)
class _Asked:
    facts: Facts
    source: Pot
    target: Pot
    amount: Decimal
    audiences: tuple[Audience, ...]

    @property
    def same_stage(self) -> bool:
        return self.source.stage == self.target.stage

    @property
    def tracking(self) -> State:
        """The worst check behind the conversions."""
        return worst_for(self.facts.checks, "conversions")

    @property
    def currency(self) -> str:
        return self.facts.currency

    def money(self, amount: Decimal | float) -> Part:
        return money(amount, self.currency)


def _windows(facts: Facts) -> tuple[Period, Period]:
    last = min(facts.known_to or facts.yesterday, facts.yesterday)
    return tuple(Period(end - timedelta(days=WINDOW - 1), end) for end in (facts.mature_to, last))  # type: ignore[return-value]


def _pot(
    facts: Facts, key: str, name: Sentence, where: str, spend: Floats, came: Floats, mature: Period, latest: Period
) -> Pot:
    sums = np.convolve(spend, np.ones(min(WINDOW, len(spend))), mode="valid") if len(spend) else np.zeros(1)
    columns = facts.columns(mature)
    return Pot(
        key=key,
        name=name,
        stage=where,
        money=_cents(spend[columns].sum()),
        conversions=float(came[columns].sum()),
        latest=_cents(spend[facts.columns(latest)].sum()),
        most=_cents(sums.max()),
        most_on=int(sums.argmax()) + min(WINDOW, len(spend)) - 1,
    )


def _cents(amount: float) -> Decimal:
    return figures.rounded(float(amount), 2)


def _refused(source: Pot, target: Pot, amount: Decimal, facts: Facts) -> Sentence | None:
    if len(facts.currencies(_windows(facts)[1])) > 1:
        return _TWO_CURRENCIES
    if not apart(source, target):
        return _SAME
    if not 0 < amount <= source.latest:
        return told(
            "{name} used {latest} in the last 28 days: there is no more than that to move.",
            "{name} käytti viimeisten 28 päivän aikana {latest}: enempää ei ole siirrettäväksi.",
            name=source.name,
            latest=money(source.latest, facts.currency),
        )
    return None


# --------------------------------------------------------------------------------------------------------------- known


def _known(asked: _Asked) -> Iterator[Sentence]:
    source, latest = asked.source, _windows(asked.facts)[1]
    yield told(
        "{name} used {latest} on {days}; {amount} is {share} of it.",
        "{name} käytti {latest} ajalla {days}; {amount} on siitä {share}.",
        name=source.name,
        latest=asked.money(source.latest),
        days=span(latest),
        amount=asked.money(asked.amount),
        share=share(float(asked.amount / source.latest)),
    )
    if asked.tracking is not State.BROKEN:
        yield from _average(asked)
        yield from _chance(asked)
    yield _carried(asked)
    yield from _mix(asked)
    yield from _pool(asked)


def _average(asked: _Asked) -> Iterator[Sentence]:
    """What the money has brought where it is, at its average price; only from enough conversions."""
    source = asked.source
    if source.conversions < FEWEST_CONVERSIONS or source.money <= 0:
        return
    each = float(source.money) / source.conversions
    yield told(
        "There {came} conversions cost {each} each on average: {amount} stands for about {lost} of them.",
        "Siellä {came} konversiota maksoi keskimäärin {each}: {amount} vastaa noin {lost} konversiota.",
        came=count(source.conversions),
        each=asked.money(each),
        amount=asked.money(asked.amount),
        lost=count(float(asked.amount) / each),
    )


def _carried(asked: _Asked) -> Sentence:
    """Whether the target has ever carried so much."""
    target, after = asked.target, asked.target.latest + asked.amount
    words: dict[str, Part | Sentence] = {
        "name": target.name,
        "most": asked.money(target.most),
        "until": day(asked.facts.day(target.most_on), year=True),
        "after": asked.money(after),
        "latest": asked.money(target.latest),
    }
    if after <= target.most:
        return told(
            "{name} has carried as much before: {most} in 28 days (until {until}). Now it uses {latest}, then {after}.",
            "{name} on kantanut saman verran ennenkin: {most} 28 päivässä ({until} asti). Nyt kulu on {latest}, sitten"
            " {after}.",
            **words,
        )
    if target.most > 0 and after <= ON_BRINK * target.most:
        return told(
            "{name} would use {after} in 28 days, a little more than it ever has ({most}, until {until}).",
            "{name} käyttäisi {after} 28 päivässä, hieman enemmän kuin koskaan ({most}, {until} asti).",
            **words,
        )
    return told(
        "{name} would use {after} in 28 days. The most it has ever carried is {most}: how it behaves there is untried.",
        "{name} käyttäisi {after} 28 päivässä. Enimmillään se on kantanut {most}: miten se käyttäytyy sen yli, on"
        " kokeilematta.",
        **words,
    )


def _chance(asked: _Asked) -> Iterator[Sentence]:
    """Within one stage, where conversions are the same goal: the chance that the move pays."""
    found = _move(asked)
    if not isinstance(found, Move):
        return
    yield told(
        "A conversion costs {times} times as much in {source} as in {target}. The move pays about {chance} times in 10,"
        " assuming that returns fall as they usually do (our own assumption).",
        "Konversio maksaa {times}-kertaisesti: {source} verrattuna kampanjaan {target}. Siirto kannattaa noin {chance}"
        " kertaa 10:stä, kun tuotto heikkenee tavalliseen tapaan (oma oletuksemme).",
        times=count(found.times_cheaper, 1),
        source=asked.source.name,
        target=asked.target.name,
        chance=count(min(9, round(10 * found.chance))),
    )


def _move(asked: _Asked) -> Move | Sentence | None:
    if not asked.same_stage:
        return None
    source, target = (Spender(p.key, p.money, p.conversions) for p in (asked.source, asked.target))
    return moved(source, target, min(asked.amount, source.money)) if source.money > 0 else None


def _mix(asked: _Asked) -> Iterator[Sentence]:
    """How far the money would lie from the agreed mix, with the money of the reviewed sprint."""
    if asked.same_stage:
        return
    pair = _balances(asked)
    if pair is None:
        return
    now, then = pair
    yield told(
        "Of the money {now} lies in another stage than agreed; after the move it would be {then}.",
        "Rahasta {now} on muussa vaiheessa kuin sovittiin; siirron jälkeen osuus olisi {then}.",
        now=share(now.deviation),
        then=share(then.deviation),
    )


def _balances(asked: _Asked) -> tuple[StageBalance, StageBalance] | None:
    facts = asked.facts
    latest = _windows(facts)[1]
    target = facts.target_on(latest.end)
    columns = facts.columns(latest)
    amounts = {s.value: Decimal(int(facts.stage_money[s][columns].sum())).scaleb(-6) for s in Stage}
    places = {asked.source.stage, asked.target.stage}
    if target is None or not places <= set(amounts) or amounts[asked.source.stage] < asked.amount:
        return None
    after = dict(amounts)
    after[asked.source.stage] -= asked.amount
    after[asked.target.stage] += asked.amount
    return stage_balance(amounts, target.shares), stage_balance(after, target.shares)


def _pool(asked: _Asked) -> Iterator[Sentence]:
    """How many people a warm campaign could be shown to."""
    if asked.target.stage not in WARM:
        return
    today = asked.facts.today
    sized = [(a, size) for a in asked.audiences if (size := a.known_size(today)) is not None]
    for audience, size in sized[:2]:
        said = told(
            "The audience {name} holds {size} people (read on {on}).",
            "Yleisössä {name} on {size} ihmistä (luettu {on}).",
            name=Sentence(audience.name, audience.name),
            size=count(size),
            on=day(audience.read_on),
        )
        yield said if size >= SMALL_POOL else Sentence(f"{said.en} {_THIN.en}", f"{said.fi} {_THIN.fi}")


# ------------------------------------------------------------------------------------------------------------- unknown


def _unknown(asked: _Asked) -> Iterator[Sentence]:
    if asked.tracking is State.BROKEN:
        yield _BROKEN
    elif asked.tracking is not State.OK:
        yield CHECK_TRACKING
    yield CURVE_UNKNOWN
    if not asked.same_stage:
        yield told(
            "{source} and {target} cannot be compared by the price of a conversion: what {source} starts may convert"
            " later or elsewhere.",
            "Vaiheita {source} ja {target} ei voi verrata konversion hinnalla: mikä {source}-vaiheessa alkaa, voi"
            " konvertoitua myöhemmin tai muualla.",
            source=_stage_name(asked.source),
            target=_stage_name(asked.target),
        )
    for pot in (asked.source, asked.target):
        if pot.conversions < FEWEST_CONVERSIONS:
            yield told(
                "{name} brought {came} conversions in 28 mature days: too few to say what its money is worth (at least"
                " {least} are needed).",
                "{name} toi {came} konversiota 28 kypsän päivän aikana: liian vähän rahan arvon sanomiseen (vähintään"
                " {least} tarvitaan).",
                name=pot.name,
                came=count(pot.conversions),
                least=count(FEWEST_CONVERSIONS),
            )
    if asked.target.stage in WARM and not any(a.known_size(asked.facts.today) for a in asked.audiences):
        yield _NO_POOL


def _stage_name(pot: Pot) -> Sentence:
    return Sentence(stage(pot.stage), stage(pot.stage))


_BROKEN = Sentence(
    "What the money brings: a check behind the conversions is broken. Mend it before any money moves.",
    "Mitä raha tuo: konversioiden seurannan tarkistus on rikki. Korjaa se ennen kuin rahaa siirretään.",
)
_TWO_CURRENCIES = Sentence(
    "The money is in two currencies, so nothing can be said of moving it.",
    "Rahat ovat kahdessa valuutassa, joten siirrosta ei voi sanoa mitään.",
)
_SAME = Sentence("Choose two different places.", "Valitse kaksi eri paikkaa.")
_THIN = Sentence("That is too few for a steady campaign.", "Se on liian vähän tasaisesti pyörivälle kampanjalle.")
_NO_POOL = Sentence(
    "How many people the warm audiences hold: no size has been written down in the last 30 days. Read it on the"
    " platform and write it on the Measure page.",
    "Kuinka monta ihmistä lämpimissä yleisöissä on: kokoa ei ole kirjattu viimeisten 30 päivän aikana. Lue se alustalta"
    " ja kirjaa Measure-sivulle.",
)
