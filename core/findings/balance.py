"""Where the money lies against what was agreed: too much or too little in a stage. Money needs no test of
significance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.findings.facts import Facts
from core.findings.finding import (
    Act,
    Chart,
    Column,
    Evidence,
    Finding,
    Kind,
    Named,
    NotShown,
    Point,
    Unit,
    Value,
    table,
)
from core.findings.frame import NO_SPRINT, NOT_COVERED, usable
from core.findings.words import cents, day, joined, money, names, points, share, stage, told
from core.measure.balance import STAGES, StageBalance, comparable, stage_balance
from core.model import BUCKETS, Period, Sentence, TargetRow

LARGEST = 3

STAGE_COLUMN = Column("stage", Sentence("Stage", "Vaihe"))
MONEY_COLUMNS = (
    STAGE_COLUMN,
    Column("spend", Sentence("Spend", "Kulu"), Unit.MONEY),
    Column("share", Sentence("Share", "Osuus"), Unit.SHARE),
    Column("agreed", Sentence("Agreed", "Sovittu"), Unit.SHARE),
    Column("gap", Sentence("Difference", "Ero"), Unit.POINTS, signed=True),
)


@dataclass(frozen=True, slots=True)
class _Mix:
    """The money of the reviewed sprint, compared."""

    period: Period
    target: TargetRow
    amounts: dict[str, Decimal]
    balance: StageBalance
    currency: str


def stage_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Stages with more or less of the money than agreed. They are one story: the stage furthest off tells it."""
    mix = _mix(facts)
    if isinstance(mix, Sentence):
        yield from (NotShown(kind, mix) for kind in (Kind.STAGE_OVER, Kind.STAGE_UNDER))
        return
    for key in STAGES:
        gap = mix.balance.gaps[key]
        opens = max(0.05, 0.25 * mix.balance.target[key])
        if abs(gap) >= opens / 2:
            yield _off(facts, mix, key, abs(gap) / opens)


def move_towards(facts: Facts, key: str) -> Decimal | None:
    """How much a stage lacks of its agreed share in the reviewed sprint; None when nothing, or when it cannot be
    said."""
    mix = _mix(facts)
    if isinstance(mix, Sentence) or mix.balance.gaps[key] >= 0:
        return None
    return cents(-mix.balance.gaps[key] * float(mix.balance.staged))


def _mix(facts: Facts) -> _Mix | Sentence:
    if facts.whole is not None:
        whole = facts.whole
        return _compared(facts, whole.period, dict(whole.amounts), {whole.currency})
    period = facts.reviewed
    if period is None:
        return NO_SPRINT
    if not usable(facts, period, ()):
        return NOT_COVERED
    if any(other.start <= period.end and other.end >= period.start for other in facts.undated):
        return _UNDATED
    columns = facts.columns(period)
    amounts = {b: Decimal(int(m[columns].sum())).scaleb(-6) for b, m in facts.stage_money.items()}
    return _compared(facts, period, amounts, set(facts.currencies(period)))


def _compared(facts: Facts, period: Period, amounts: dict[str, Decimal], currencies: set[str]) -> _Mix | Sentence:
    target = facts.target_on(min(period.end, facts.yesterday))
    why = comparable(
        staged=sum((amounts[s] for s in STAGES), Decimal(0)),
        total=sum(amounts.values(), Decimal(0)),
        target=target.shares if target else None,
        currencies=currencies,
        open_days_passed=(facts.today - period.start).days if period.end >= facts.today else None,
    )
    if why is not None or target is None:
        return why or NO_SPRINT
    currency = next(iter(currencies), facts.client.currency)
    return _Mix(period, target, amounts, stage_balance(amounts, target.shares), currency)


def _off(facts: Facts, mix: _Mix, key: str, strength: float) -> Finding:
    gap = mix.balance.gaps[key]
    over = gap > 0
    amount = cents(abs(gap) * float(mix.balance.staged))
    other = _other_side(mix.balance, over)
    moved = min(amount, cents(abs(mix.balance.gaps[other]) * float(mix.balance.staged)))
    lines = _largest_lines(facts, key, mix.period)
    kind = Kind.STAGE_OVER if over else Kind.STAGE_UNDER
    giver, taker = (key, other) if over else (other, key)
    return Finding(
        kind=kind,
        direction="over" if over else "under",
        stage=key,
        entities=tuple(lines),
        sentence=_sentence(facts, mix, key, amount, [line.name for line in lines] if over else []),
        evidence=_evidence(mix),
        chart=_chart(mix, key),
        lever=told(
            "Move about {moved} from {giver} to {taker}, so that the money lies as agreed.",
            "Siirrä noin {moved} vaiheesta {giver} vaiheeseen {taker}, niin raha jakautuu kuten sovittiin.",
            moved=money(moved, mix.currency),
            giver=stage(giver),
            taker=stage(taker),
        ),
        goes_away=told(
            "It goes away when {stage} is within {near} of the agreed share in two weekly looks in a row, or when the"
            " client agrees on another mix.",
            "Havainto poistuu, kun {stage} on kahdella viikolla peräkkäin enintään {near} päässä sovitusta osuudesta"
            " tai kun asiakkaan kanssa sovitaan uusi jakauma.",
            stage=stage(key),
            near=points(Fraction(max(0.05, 0.25 * mix.balance.target[key])) / 2),
        ),
        proposal=told(
            "Move {moved} from {giver} to {taker}",
            "Siirrä {moved}: {giver} → {taker}",
            moved=money(moved, mix.currency),
            giver=stage(giver),
            taker=stage(taker),
        ),
        key=f"{kind}/{key}",
        cause="balance" if mix.balance.actual[key] else f"missing/{key}",
        rule="agreed share ± max(5 points, 25 %)",
        period=facts.passed(mix.period),
        eur=amount,
        currency=mix.currency,
        strength=strength,
        act=Act.CLIENT,
    )


def _other_side(balance: StageBalance, over: bool) -> str:
    """The stage that is most under (when one is over), or most over."""
    return (min if over else max)(STAGES, key=lambda s: balance.gaps[s])


def _sentence(facts: Facts, mix: _Mix, key: str, amount: Decimal, largest: list[str]) -> Sentence:
    over = mix.balance.gaps[key] > 0
    first = told(
        "{stage} took {actual} of the money, and {target} was agreed: {amount} {more}.",
        "{stage} vei rahasta {actual}, kun sovittiin {target}: {amount} {more}.",
        stage=stage(key),
        actual=share(mix.balance.actual[key]),
        target=share(mix.balance.target[key]),
        amount=money(amount, mix.currency),
        more=Sentence("more than planned", "suunniteltua enemmän")
        if over
        else Sentence("less than planned", "suunniteltua vähemmän"),
    )
    if not largest:
        return first
    return joined(
        first,
        told("Most of it is in {names}.", "Eniten rahaa on kampanjoissa {names}.", names=names(largest))
        if len(largest) > 1
        else told("Most of it is in {names}.", "Eniten rahaa on kampanjassa {names}.", names=names(largest)),
    )


def _largest_lines(facts: Facts, key: str, period: Period) -> list[Named]:
    spent = facts.spend[:, facts.columns(period)].sum(axis=1)
    own = [i for i, line in enumerate(facts.lines) if line.stage == key and spent[i] > 0]
    own.sort(key=lambda i: (-spent[i], facts.lines[i].key))
    return [Named(facts.lines[i].key, facts.lines[i].name) for i in own[:LARGEST]]


def _evidence(mix: _Mix) -> Evidence:
    balance = mix.balance
    rows: list[tuple[Value, ...]] = [
        (stage(s), mix.amounts[s], balance.actual[s], balance.target[s], balance.gaps[s]) for s in STAGES
    ]
    outside = sum((mix.amounts[b] for b in BUCKETS if b not in STAGES), Decimal(0))
    note = told(
        "Shares are of the money that has a stage. Agreed mix in force from {day}.",
        "Osuudet ovat siitä rahasta, jolla on vaihe. Sovittu jakauma on voimassa {day} alkaen.",
        day=day(mix.target.valid_from, year=True),
    )
    if outside:
        rows.append((_OUTSIDE, outside, None, None, None))
    return table(MONEY_COLUMNS, rows, note)


def _chart(mix: _Mix, key: str) -> Chart:
    return Chart(
        shape="bars",
        title=Sentence("Share of the money by stage", "Osuus rahasta vaiheittain"),
        unit=Unit.SHARE,
        points=tuple(
            Point(stage(s), mix.balance.actual[s], reference=mix.balance.target[s], marked=s == key) for s in STAGES
        ),
        reference=Sentence("agreed", "sovittu"),
    )


_OUTSIDE = Sentence("Without one stage", "Ilman yhtä vaihetta")
_UNDATED = Sentence(
    "Part of the money of these days is in exports without days, so its share of the sprint is not known.",
    "Osa näiden päivien rahasta on vienneissä ilman päiviä, joten sen osuutta sprintistä ei tiedetä.",
)
