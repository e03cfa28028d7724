"""What of all that was found is told: gates, suppression, many comparisons at once, one per cause, most at stake first.

Never padded: fewer than three are fewer than three. What is left out is said with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.findings.facts import Facts, Work
from core.findings.finding import Act, Finding, Found, Kind, NotShown
from core.findings.known_days import known_days
from core.findings.stories import is_total, one_story
from core.findings.words import CHECK_TRACKING, joined, told
from core.measure.balance import STAGES
from core.measure.checks import Check, State, against, worst_for
from core.measure.multiplicity import FALSE_SHARE, adjusted
from core.model import Period, Sentence

MOST = 7
PER_STAGE = 2
STRUCTURAL_P = 0.05
LEAST_MONEY = 100
LEAST_SHARE = 0.02
OUTCOME_MEASURE = "conversions"
ACTS = {Act.TEAM: 1.0, Act.CLIENT: 0.6, Act.WATCH: 0.3}

UNDER_WAY = 0.3

_WITHOUT_MONEY = frozenset(
    {
        Kind.STAGE_MISSING,
        Kind.SPEND_STOPPED,
        Kind.TRACKING_OUTAGE,
        Kind.ANOMALY,
        Kind.REVIEW_WAITING,
        Kind.CARD_STUCK,
        Kind.STALE_DATA,
        Kind.PACE_OVER,
        Kind.PACE_UNDER,
        Kind.CONTENT_GAP,
        Kind.CARTS_ABANDONED_UP,
    }
)
"""Kinds with minimums of their own: no least amount of money is asked of them."""
_ON_OUTCOMES = frozenset(
    {
        Kind.TRAFFIC_WITHOUT_CONVERSIONS,
        Kind.RATE_UP,
        Kind.RATE_DOWN,
        Kind.COST_UP,
        Kind.COST_DOWN,
        Kind.TEST_MOVE,
    }
)
"""Children of an outage: what they say rests on the conversions that vanished."""
_OF_DAYS = _ON_OUTCOMES | {Kind.ANOMALY, Kind.PACE_OVER, Kind.PACE_UNDER, Kind.SPEND_STOPPED, Kind.TRACKING_OUTAGE}
"""Kinds that speak of days: holidays and the client's own notes on those days are said beside them."""
_EXPLAINS = frozenset({Kind.TRAFFIC_WITHOUT_CONVERSIONS})
"""The kind that tells a cause best: it names the campaigns where others only see that something fell."""
_FIRST = {Kind.TRACKING_OUTAGE: 3, Kind.STALE_DATA: 2, Kind.SPEND_STOPPED: 1}
"""Told before anything that rests on them, whatever is at stake."""
CLOSES = 0.5
"""A finding that was open stays open down to half of what opened it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How findings stood before: key -> the week in which it stands now (1: new), for those that are open."""

    weeks: Mapping[str, int]

    def is_open(self, key: str) -> bool:
        return key in self.weeks


def opened(facts: Facts, found: Iterable[Finding | NotShown]) -> list[Finding]:
    """Every finding with its full strength: how far over its threshold of opening, all comparisons considered."""
    findings = [one for one in found if isinstance(one, Finding)]
    least = least_money(facts)
    return [_weighed(one, q, least) for one, q in zip(findings, adjusted([f.p for f in findings]), strict=True)]


def least_money(facts: Facts) -> float:
    """What has to be at stake: 100, or 2 % of the money of the reviewed sprint where that is more."""
    period = facts.reviewed
    spent = float(facts.spend[:, facts.columns(period)].sum()) if period else 0.0
    return max(LEAST_MONEY, LEAST_SHARE * spent)


def _weighed(one: Finding, q: float | None, least: float) -> Finding:
    strength = one.strength
    if q is not None and one.kind not in _EXPLAINS:  # which asks for growth and a fall at once, and is strict by itself
        strength = min(strength, FALSE_SHARE / q if q > 0 else strength)
    if one.kind not in _WITHOUT_MONEY and one.eur is not None:
        strength = min(strength, float(one.eur) / least)
    return replace(one, strength=strength, stage=one.stage if one.stage in STAGES else "")


# ------------------------------------------------------------------------------------------------------------- choosing


def chosen(facts: Facts, found: Sequence[Finding | NotShown], weighed: Sequence[Finding], standing: Standing) -> Found:
    """What is told, most first, and everything else with its reason."""
    not_shown = [one for one in found if isinstance(one, NotShown)]
    alive, faded = _alive(weighed, standing)
    not_shown += faded
    wanted, unwanted = _wanted(facts, alive)
    not_shown += unwanted
    passed, refused = _gated(facts, wanted)
    not_shown += refused
    kept, children = _suppressed(one_story(passed))
    not_shown += children
    doing = {card.card_id for card in facts.work.in_progress} if isinstance(facts.work, Work) else set()
    ranked = sorted(kept, key=lambda f: (-_FIRST.get(f.kind, 0), -score(f, under_way=f.card in doing), f.key))
    told_of, left = _one_per_cause(ranked)
    not_shown += left
    told_of, crowded = _few(told_of)
    not_shown += crowded
    kinds = {f.kind for f in told_of}
    kept_out = [n for n in not_shown if n.key or n.kind not in kinds]
    silent = set(Kind) - kinds - {n.kind for n in kept_out}
    return Found(tuple(told_of), tuple(_distinct([*kept_out, *(NotShown(kind, _NOTHING) for kind in silent)])))


def _alive(weighed: Sequence[Finding], standing: Standing) -> tuple[list[Finding], list[NotShown]]:
    alive, faded = [], []
    for one in weighed:
        if one.strength >= 1 or (standing.is_open(one.key) and one.strength >= CLOSES):
            weeks = standing.weeks.get(one.key, 1)
            alive.append(replace(one, weeks=max(weeks, _weeks_since(one))))
        elif standing.is_open(one.key):
            faded.append(NotShown(one.kind, _FADING, one.key))
        elif one.p is not None:
            faded.append(NotShown(one.kind, _UNSURE))
        elif one.strength < 1:
            faded.append(NotShown(one.kind, _SMALL))
    return alive, faded


def _weeks_since(one: Finding) -> int:
    return (one.period.end - one.since).days // 7 + 1 if one.since and one.since <= one.period.end else 1


def _wanted(facts: Facts, alive: Sequence[Finding]) -> tuple[list[Finding], list[NotShown]]:
    """Without what people have put aside or dismissed; with the card that was made of it."""
    wanted, unwanted = [], []
    for one in alive:
        why = facts.heard.why_not(one, facts.today)
        if why is None:
            known = tuple(s for s in (known_days(facts, one.period) if one.kind in _OF_DAYS else None,) if s)
            wanted.append(replace(one, card=facts.heard.cards.get(one.key, ""), caveats=(*one.caveats, *known)))
        else:
            unwanted.append(NotShown(one.kind, why, one.key, facts.heard.is_off(one.kind)))
    return wanted, unwanted


def _gated(facts: Facts, alive: Sequence[Finding]) -> tuple[list[Finding], list[NotShown]]:
    """No euro advice on outcomes whose tracking is broken or doubtful; where nobody has looked, looking comes first."""
    passed, refused = [], []
    for one in alive:
        source = _source(facts, one)
        state = worst_for(facts.checks, OUTCOME_MEASURE, source) if one.euro_advice and facts.checks else State.OK
        why = against(facts.checks, (OUTCOME_MEASURE,), source) if state in (State.BROKEN, State.DOUBTFUL) else ()
        if state is State.BROKEN:
            refused.append(NotShown(one.kind, _broken(why), one.key))
        elif state is State.DOUBTFUL:
            passed.append(_without_advice(one, why))
        elif state is State.NOT_CHECKED:
            passed.append(replace(one, lever=joined(CHECK_TRACKING, one.lever)))
        else:
            passed.append(one)
    return passed, refused


def _source(facts: Facts, one: Finding) -> str | None:
    """The one source that a finding's campaigns come from; None for several."""
    keys = {entity.entity_id for entity in one.entities}
    sources = {facts.accounts[line.account].source for line in facts.lines if line.key in keys}
    return sources.pop() if len(sources) == 1 else None


def _broken(why: Sequence[Check]) -> Sentence:
    return told(
        "The tracking behind it is broken: {why} Mend it first; no money is moved on this figure.",
        "Sen takana oleva seuranta on rikki: {why} Korjaa se ensin; tämän luvun varassa ei siirretä rahaa.",
        why=why[0].evidence if why else Sentence("", ""),
    )


def _without_advice(one: Finding, why: Sequence[Check]) -> Finding:
    lever = told(
        "Check the tracking first: {why} Until then no money is moved on this figure.",
        "Tarkista ensin seuranta: {why} Sitä ennen tämän luvun varassa ei siirretä rahaa.",
        why=why[0].evidence if why else Sentence("", ""),
    )
    return replace(one, lever=lever, eur=None, currency="", proposal=_CHECK_CARD, act=Act.TEAM, euro_advice=False)


def _suppressed(passed: Sequence[Finding]) -> tuple[list[Finding], list[NotShown]]:
    """An outage takes with it what rests on the conversions it darkened; stopped spend the odd days it made."""
    kept, children = [], []
    for one in passed:
        why = _explained(one, passed)
        if why is None:
            kept.append(one)
        else:
            children.append(NotShown(one.kind, why, one.key))
    return kept, children


def _explained(one: Finding, among: Sequence[Finding]) -> Sentence | None:
    """What else explains a finding whole, if anything does."""

    def same_days(kind: Kind) -> bool:
        return any(other.kind is kind and _touch(other.period, one.period) for other in among)

    if _on_outcomes(one) and same_days(Kind.TRACKING_OUTAGE):
        return _OUTAGE
    if one.kind is Kind.ANOMALY and one.direction == "down" and same_days(Kind.SPEND_STOPPED):
        return _STOPPED
    return None


def _on_outcomes(one: Finding) -> bool:
    if one.kind is Kind.ANOMALY:
        return one.key.split("/")[1] in ("conversions", "value")
    return one.kind in _ON_OUTCOMES and not one.key.startswith((f"{Kind.COST_UP}/clicks", f"{Kind.COST_DOWN}/clicks"))


def _touch(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


def score(one: Finding, *, under_way: bool = False) -> float:
    """Money at stake × how sure × who can act; less when its card is being worked on already."""
    p = one.p if one.p is not None else STRUCTURAL_P
    stake = abs(float(one.eur)) if one.eur is not None else float(LEAST_MONEY)
    return stake * min(1 - p, 0.99) * ACTS[one.act] * (UNDER_WAY if under_way else 1.0)


def _one_per_cause(ranked: Sequence[Finding]) -> tuple[list[Finding], list[NotShown]]:
    """One of each cause, in the place of its strongest: the one that explains, else the strongest itself. A campaign
    that a story names already tells no second story of its own."""
    stories: dict[str, Finding] = {}
    for one in ranked:
        known = stories.get(one.cause)
        if known is None or _tells_better(one, known):
            stories[one.cause] = one
    order = list(dict.fromkeys(f.cause for f in ranked))
    told_of: list[Finding] = []
    for cause in order:
        story = stories[cause]
        if not any(_inside(story, other) for other in (*told_of, *stories.values()) if other is not story):
            told_of.append(story)
    left = [NotShown(f.kind, _same(f, told_of, stories), f.key) for f in ranked if f not in told_of]
    return told_of, left


def _tells_better(one: Finding, other: Finding) -> bool:
    """The ledger names campaigns where others only see a fall; a campaign tells its own story better than a total; and
    where its money does twice as well beside it, that is said rather than that it does better than it did."""
    own_story = one.cause.startswith("line/") and bool(one.entities) and (is_total(other) or not other.entities)
    moves_on = one.kind is Kind.TEST_MOVE and other.good
    return own_story or moves_on or (one.kind in _EXPLAINS and other.kind not in _EXPLAINS)


def _same(one: Finding, told_of: Sequence[Finding], stories: Mapping[str, Finding]) -> Sentence:
    other = next((t for t in told_of if t.cause == one.cause or _inside(one, t)), stories[one.cause])
    return told("The same story as: {other}", "Sama asia kuin: {other}", other=other.sentence)


def _inside(one: Finding, story: Finding) -> bool:
    """Whether `one` is about campaigns whose outcomes `story` has explained."""
    own = {entity.entity_id for entity in one.entities}
    named = {entity.entity_id for entity in story.entities}
    return one.kind in _ON_OUTCOMES and story.kind in _EXPLAINS and bool(own) and own <= named


def _few(ranked: Sequence[Finding]) -> tuple[list[Finding], list[NotShown]]:
    told_of: list[Finding] = []
    left: list[NotShown] = []
    for one in ranked:
        of_stage = sum(t.stage == one.stage for t in told_of) if one.stage else 0
        if of_stage >= PER_STAGE:
            left.append(NotShown(one.kind, _STAGE_FULL, one.key))
        else:
            told_of.append(one)
    return _with_good(told_of, left)


def _with_good(ranked: list[Finding], left: list[NotShown]) -> tuple[list[Finding], list[NotShown]]:
    """At most seven; the last place goes to good news when one qualifies and would not be told otherwise."""
    first, rest = ranked[:MOST], ranked[MOST:]
    good = next((one for one in rest if one.good), None)
    if good is not None and not any(one.good for one in first):
        rest = [first[-1], *(one for one in rest if one is not good)]
        first = [*first[:-1], good]
    left += [NotShown(one.kind, _FULL, one.key) for one in rest]
    return first, left


def _distinct(rows: Iterable[NotShown]) -> list[NotShown]:
    seen: dict[tuple[Kind, str, str], NotShown] = {}
    for row in rows:
        seen.setdefault((row.kind, row.why.en, row.key), row)
    return sorted(seen.values(), key=lambda row: (row.kind, row.key, row.why.en))


_NOTHING = Sentence("Looked for; there is nothing of it.", "Etsitty; sellaista ei ole.")
_FADING = Sentence(
    "It stood last week and is now below half of what opened it; it closes if next week is as quiet.",
    "Se oli esillä viime viikolla ja on nyt alle puolet rajasta; se sulkeutuu, jos ensi viikko on yhtä hiljainen.",
)
_UNSURE = Sentence(
    "Changes as large as these come by chance when so many comparisons are made at once.",
    "Näin suuria muutoksia syntyy sattumalta, kun vertailuja tehdään näin monta kerralla.",
)
_SMALL = Sentence("It is below the limit of what deserves the time.", "Se jää alle rajan, josta kannattaa puhua.")
_OUTAGE = Sentence(
    "An outage of the tracking covers these days: it is told instead.",
    "Seurannan katkos osuu näille päiville: siitä kerrotaan sen sijaan.",
)
_STOPPED = Sentence("Stopped spend explains these days.", "Pysähtynyt kulu selittää nämä päivät.")
_STAGE_FULL = Sentence("Two findings of this stage are told already.", "Tästä vaiheesta kerrotaan jo kaksi havaintoa.")
_FULL = Sentence("Seven findings with more at stake are told.", "Seitsemästä suuremmasta havainnosta kerrotaan jo.")
_CHECK_CARD = Sentence("Check the tracking of conversions", "Tarkista konversioiden seuranta")
