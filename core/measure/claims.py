"""Who claims what: the platforms, the analytics and the shop or CRM count the same results, each in its own way.

Pure. The three claims stand side by side and are never one sum; within a claim the sources are added up per kind of
goal. One result is counted once within a source: see `claim_lines`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from core.model import Claim, GoalKind, Stage

UNNAMED = "conversions"
"""The event of conversions that the file does not break down (Google Ads' column Conversions)."""
LEADS = "leads"
"""The event of a leads column that no result kind names more closely."""
KEY_EVENTS = "key_events"
"""The event of key events that the file does not name."""

ZERO = Decimal(0)
FAMILY = {
    GoalKind.SOFT_LEAD: "lead",
    GoalKind.HARD_LEAD: "lead",
    GoalKind.CART: "cart",
    GoalKind.ORDER: "order",
}
"""Kinds that one column of a platform may hold together: a leads column holds soft and hard leads."""


class Left(StrEnum):
    """Why an event's figure is not in its claim."""

    NO_GOAL = "no_goal"
    """It is a result, but nobody has said what it stands for, and its name does not tell."""
    NO_RESULT = "no_result"
    """The source names it, but not as a conversion, and nobody calls it a goal: reach, clicks, views."""
    AGAIN = "again"
    """Its results are in the account's conversions under another name already."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What an event stands for. `confirmed` is False while only its name suggests it."""

    kind: GoalKind
    stage: Stage
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One event of one account within one claim over the period. `left` says why it is not in the claim's figure, None
    when it is; `attributions` are the source's own words, verbatim."""

    claim: Claim
    source: str
    account: str
    event: str
    results: Decimal
    placed: Placed | None
    attributions: tuple[str, ...] = ()
    left: Left | None = None


@dataclass(frozen=True, slots=True)
class KindClaims:
    """The three claims of one kind of goal. A claim without a source that counts it is absent, which is not zero."""

    kind: GoalKind
    stages: tuple[Stage, ...]
    """The stages that the client's goals give these events; nearly always one."""
    results: Mapping[Claim, Decimal]
    confirmed: bool
    """Whether people have said what every event in these figures stands for."""
    on_record: bool = True
    """Whether the shop's or CRM's list covers the period: a part of it would make every claim look too large."""

    def ratio(self, claim: Claim) -> Decimal | None:
        """Claimed to real: the claim's results for one that the shop or CRM counts. None without either, and where the
        record covers only a part of the period."""
        real = self.results.get(Claim.OUTCOME) if self.on_record else None
        claimed = self.results.get(claim)
        return claimed / real if real and claimed is not None and claim is not Claim.OUTCOME else None


class Part(StrEnum):
    """How named results lie to the account's conversions."""

    COUNTED = "counted"
    """The source adds them to its conversions as they stand."""
    INSIDE = "inside"
    """They are among the conversions, seen closer (a result kind beside a leads column)."""
    BESIDE = "beside"
    """They are not among the conversions (carts, messages, reach)."""


@dataclass(frozen=True, slots=True)
class Named:
    """Results of one account that its source names."""

    event: str
    results: Decimal
    part: Part
    attributions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What one account's source says of the period. None: it does not say."""

    claim: Claim
    source: str
    account: str
    conversions: Decimal | None
    leads: Decimal | None
    named: Sequence[Named] = ()


Place = Callable[[str, str], Placed | None]
"""What an event of a source stands for; None while nobody knows."""


def claim_lines(account: Account, place: Place) -> list[ClaimLine]:
    """One account's claim by event, each result once.

    Counted results stand as they are. Those inside the conversions divide what is not named yet if they fit in, and
    are left out (`AGAIN`) if they do not; those beside count on their own where they have a goal. What nobody names
    stays `leads` and `conversions` (`key_events` of a property).
    """
    account = replace(account, named=[_understood(n, account, place) for n in account.named])
    counted = [n for n in account.named if n.part is Part.COUNTED]
    beside = [n for n in account.named if n.part is Part.BESIDE]
    closer, again, leads, rest = _divided(account, counted, place)
    unnamed = UNNAMED if account.claim is Claim.PLATFORM else KEY_EVENTS
    remains = [Named(LEADS, leads, Part.COUNTED), Named(unnamed, rest, Part.COUNTED)]
    known = [*counted, *closer, *beside, *(n for n in remains if n.results)]
    return [
        *(_line(account, n, place) for n in known),
        *(replace(_line(account, n, place), left=Left.AGAIN) for n in again),
    ]


def _understood(named: Named, account: Account, place: Place) -> Named:
    """A property counts everything that happens: an event of it that nobody calls a goal is none of its key events."""
    inside = named.part is Part.INSIDE and account.claim is Claim.ANALYTICS
    return replace(named, part=Part.BESIDE) if inside and place(named.event, account.source) is None else named


def _divided(
    account: Account, counted: Sequence[Named], place: Place
) -> tuple[list[Named], list[Named], Decimal, Decimal]:
    """Results inside the conversions that divide what is not named, those that do not fit, and the leads and other
    conversions that stay without a name. Orders that are counted already leave no room for more orders."""
    total = account.conversions if account.conversions is not None else account.leads or ZERO
    rest = max(total - _sum(counted), ZERO)
    leads = min(rest, account.leads or ZERO)
    rest -= leads
    has_orders = any(_family(place(n.event, account.source)) == "order" for n in counted)
    closer: list[Named] = []
    again: list[Named] = []
    for family in ("lead", "order", "cart", ""):
        inside = [
            n for n in account.named if n.part is Part.INSIDE and _family(place(n.event, account.source)) == family
        ]
        among_leads = family == "lead" and bool(account.leads)
        room = leads if among_leads else ZERO if family == "order" and has_orders else rest
        if _sum(inside) > room:
            again += inside
            continue
        closer += inside
        if among_leads:
            leads -= _sum(inside)
        else:
            rest -= _sum(inside)
    return closer, again, leads, rest


def kind_claims(lines: Sequence[ClaimLine], *, on_record: bool = True) -> list[KindClaims]:
    """The claims side by side, one row per kind of goal that any of them counts, in the order of GoalKind."""
    found = []
    for kind in GoalKind:
        own = [line for line in lines if line.placed and line.placed.kind is kind and line.left is None]
        if own:
            found.append(
                KindClaims(
                    kind=kind,
                    stages=tuple(dict.fromkeys(line.placed.stage for line in own if line.placed)),
                    results={
                        claim: sum((line.results for line in own if line.claim is claim), ZERO)
                        for claim in Claim
                        if any(line.claim is claim for line in own)
                    },
                    confirmed=all(line.placed.confirmed for line in own if line.placed),
                    on_record=on_record,
                )
            )
    return found


def stage_claims(lines: Sequence[ClaimLine], *, on_record: bool = True) -> dict[Stage, list[KindClaims]]:
    """The same by stage: each claim's outcomes of Reach, Act, Convert and Engage as the goals give them, kind by kind;
    kinds are never added up. Stages without any are absent."""
    found = {
        stage: kind_claims([one for one in lines if one.placed and one.placed.stage is stage], on_record=on_record)
        for stage in Stage
    }
    return {stage: kinds for stage, kinds in found.items() if kinds}


def _line(account: Account, named: Named, place: Place) -> ClaimLine:
    placed = place(named.event, account.source)
    return ClaimLine(
        claim=account.claim,
        source=account.source,
        account=account.account,
        event=named.event,
        results=named.results,
        placed=placed,
        attributions=named.attributions,
        left=None if placed else Left.NO_RESULT if named.part is Part.BESIDE else Left.NO_GOAL,
    )


def _family(placed: Placed | None) -> str:
    return FAMILY[placed.kind] if placed else ""


def _sum(named: Iterable[Named]) -> Decimal:
    return sum((n.results for n in named), ZERO)
