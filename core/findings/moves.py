"""A move of money to try: two campaigns after the same thing, of which one pays twice as much for it or more.

Only within a stage and an account, where a conversion means the same; stages are never set against each other on what a
last click cost. A brand search takes no more money than people look for the brand, so it receives none.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.findings.facts import Facts
from core.findings.finding import Act, Chart, Column, Finding, Kind, Named, NotShown, Point, Unit, table
from core.findings.frame import Frame, outcome_frame
from core.findings.outage import dark_days
from core.findings.words import cents, day, joined, names, told
from core.measure.balance import STAGES
from core.measure.reallocation import (
    CHEAPER,
    CURVE_UNKNOWN,
    PRIOR_STATED,
    REVIEW_AFTER,
    Move,
    Spender,
    best_test,
    move_sentence,
)
from core.model import Sentence

BRAND = ("brand", "brändi", "brandi", "varumärke")
"""Words in the name of a campaign that bids on the client's own name."""


def move_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """At most one: the move most worth trying of all stages and accounts."""
    frame = outcome_frame(facts, back=1, dark=dark_days(facts))
    if isinstance(frame, Sentence):
        yield NotShown(Kind.TEST_MOVE, frame)
    elif len(facts.currencies(frame.after)) > 1:
        yield NotShown(Kind.TEST_MOVE, _CURRENCIES)
    else:
        tests = [move for group in _groups(facts, frame) if (move := _best(facts, group)) is not None]
        best = max(tests, key=lambda move: (move.gained - move.lost, move.donor.key), default=None)
        yield _finding(facts, frame, best) if best is not None else NotShown(Kind.TEST_MOVE, _NONE)


def _groups(facts: Facts, frame: Frame) -> list[list[Spender]]:
    """Campaigns whose conversions mean the same, with their mature days' money and conversions."""
    columns = facts.columns(frame.after)
    spent, outcomes = facts.spend[:, columns].sum(axis=1), facts.days.conversions[:, columns].sum(axis=1)
    groups: dict[tuple[str, int], list[Spender]] = {}
    for i in frame.rows:
        line = facts.lines[i]
        if line.stage in STAGES and spent[i] > 0 and outcomes[i] > 0:
            spender = Spender(line.key, cents(spent[i]), float(outcomes[i]))
            groups.setdefault((line.stage, line.account), []).append(spender)
    return list(groups.values())


def _best(facts: Facts, group: list[Spender]) -> Move | None:
    found = best_test(group)
    if found is None or not _is_brand(facts, found.receiver.key):
        return found
    return best_test([one for one in group if not _is_brand(facts, one.key)])


def _is_brand(facts: Facts, key: str) -> bool:
    return any(word in facts.line_of(key).name.casefold() for word in BRAND)


def _finding(facts: Facts, frame: Frame, move: Move) -> Finding:
    both = [Named(one.key, facts.line_of(one.key).name) for one in (move.donor, move.receiver)]
    stage = facts.line_of(move.donor.key).stage
    said = {
        language: move_sentence(
            move, (names([both[0].name])(language), names([both[1].name])(language)), facts.currency
        )
        for language in ("en", "fi")
    }
    rows = [
        (one.name, s.money, s.conversions, cents(s.cost))
        for one, s in zip(both, (move.donor, move.receiver), strict=True)
    ]
    review = facts.today + REVIEW_AFTER
    return Finding(
        kind=Kind.TEST_MOVE,
        direction="",
        stage=stage,
        entities=tuple(both),
        sentence=Sentence(said["en"].en, said["fi"].fi),
        evidence=table(
            (
                Column("campaign", Sentence("Campaign", "Kampanja")),
                Column("spend", Sentence("Spend", "Kulu"), Unit.MONEY),
                Column("conversions", Sentence("Conversions", "Konversiot"), Unit.COUNT),
                Column("cost", Sentence("Cost per conversion", "Konversion hinta"), Unit.MONEY),
            ),
            rows,
            joined(CURVE_UNKNOWN, PRIOR_STATED),
        ),
        chart=Chart(
            "bars",
            Sentence("Cost per conversion", "Konversion hinta"),
            Unit.MONEY,
            tuple(Point(name, float(cost), marked=i == 0) for i, (name, _, _, cost) in enumerate(rows)),
        ),
        lever=told(
            "Move it as a test, one move at a time, and look at the outcome from {day} on.",
            "Tee siirto kokeena, yksi kerrallaan, ja katso tulosta {day} alkaen.",
            day=day(review, year=True),
        ),
        goes_away=Sentence(
            "It goes away when a conversion costs less than twice as much in the dearer one.",
            "Havainto poistuu, kun konversio maksaa kalliimmassa alle kaksinkertaisesti.",
        ),
        proposal=told(
            "Test: move money from {names}", "Koe: siirrä rahaa kampanjasta {names}", names=names([both[0].name])
        ),
        key=f"{Kind.TEST_MOVE}/{move.donor.key}/{move.receiver.key}",
        cause=f"line/{move.donor.key}",
        rule="same stage and account, 20 conversions each, cost ≥ 2 times",
        period=frame.after,
        eur=move.amount,
        currency=facts.currency,
        strength=move.times_cheaper / CHEAPER,
        act=Act.TEAM,
        euro_advice=True,
    )


_NONE = Sentence(
    "No two campaigns after the same thing, with 20 conversions each, differ twofold in cost.",
    "Millään kahdella samaa tavoittelevalla kampanjalla, joilla on 20 konversiota, hinta ei eroa kaksinkertaisesti.",
)
_CURRENCIES = Sentence(
    "Money in several currencies is not set against each other.", "Eri valuuttojen rahoja ei verrata keskenään."
)
