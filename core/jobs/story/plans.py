"""What the story's clients agreed beforehand: targets for numbers with their history, budgets, and content by stage.

Esimerkki Pumput raised its conversion target in the September monthly, went over its September budget while the part of
Convert lay unused, and has published nothing for Convert since May: the Friday story. Malliputiikki runs a cycle of
its own around the turn of the month, on which Meta goes too fast and Shopping too slowly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.dates import day_start, month_of
from core.model import Client, Period
from core.plans import Scope, ScopeKind
from core.store import Store, budgets, content, facts, kpis

GROWTH_OWNER = "Growth Owner"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One agreed target. `value` and `high` are in the metric's unit, a rate in per cent."""

    metric: str
    since: date
    direction: str
    value: str
    high: str = ""
    stage: str = ""
    span: str = "month"
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One budget. `key` is a stage, a channel, or the number of a campaign."""

    period: Period
    amount: int
    decided: date
    kind: str = "all"
    key: str = ""
    committed: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    title: str
    stage: str
    live: date
    persona: str = ""


@dataclass(frozen=True, slots=True)
class Plans:
    kpis: tuple[Kpi, ...]
    budgets: tuple[Plan, ...]
    pieces: tuple[Piece, ...] = ()


YEAR_PLAN, SEPTEMBER_MONTHLY = date(2026, 1, 1), date(2026, 9, 3)
AUGUST, SEPTEMBER, OCTOBER = (month_of(date(2026, month, 1)) for month in (8, 9, 10))
TURN = Period(date(2026, 9, 14), date(2026, 10, 11))
BUYER, UPKEEP, DESIGNER = "Ostaja", "Kunnossapito", "Suunnittelija"

PUMPS = Plans(
    kpis=(
        Kpi("clicks", YEAR_PLAN, "reach", "9000", span="sprint", basis="Vuosisuunnitelma 2026"),
        Kpi("clicks", SEPTEMBER_MONTHLY, "reach", "12000", span="sprint", basis="Syyskuun monthly: lookalike-kokeilu"),
        Kpi("cpc", YEAR_PLAN, "below", "0.90", span="sprint", basis="Vuosisuunnitelma 2026"),
        Kpi("conversions", YEAR_PLAN, "reach", "100", stage="act", span="sprint", basis="Vuosisuunnitelma 2026"),
        Kpi("engagement_rate", YEAR_PLAN, "above", "48", span="sprint", basis="Vuosisuunnitelma 2026"),
        Kpi("conversions", YEAR_PLAN, "reach", "265", span="sprint", basis="Vuosisuunnitelma 2026"),
        Kpi("conversions", SEPTEMBER_MONTHLY, "reach", "320", span="sprint", basis="Syyskuun monthly"),
        Kpi("conversion_rate", YEAR_PLAN, "above", "2.6", span="sprint", basis="Vuosisuunnitelma 2026"),
        Kpi("cpa", YEAR_PLAN, "below", "32", span="sprint", basis="Vuosisuunnitelma 2026"),
        Kpi("conversions", YEAR_PLAN, "reach", "15", stage="engage", span="sprint", basis="Vuosisuunnitelma 2026"),
    ),
    budgets=(
        Plan(AUGUST, 8_000, date(2026, 7, 2), basis="Heinäkuun monthly"),
        Plan(SEPTEMBER, 8_500, date(2026, 8, 6), basis="Elokuun monthly"),
        Plan(SEPTEMBER, 10_000, SEPTEMBER_MONTHLY, basis="Syyskuun monthly: lookalike-kokeilu"),
        Plan(SEPTEMBER, 4_500, SEPTEMBER_MONTHLY, "stage", "reach"),
        Plan(SEPTEMBER, 2_000, SEPTEMBER_MONTHLY, "stage", "convert"),
        Plan(OCTOBER, 10_000, date(2026, 9, 24), basis="Ehdotus lokakuun monthlyyn"),
        Plan(OCTOBER, 2_000, date(2026, 9, 24), "stage", "convert", basis="Ehdotus lokakuun monthlyyn"),
        Plan(OCTOBER, 1_200, date(2026, 9, 24), "entity", "120210000000010101", committed=True,
             basis="Tuotantoyhtiön kanssa sovittu"),
    ),
    pieces=(
        Piece("Video: Pumppaamon vuosi", "reach", date(2026, 2, 24), UPKEEP),
        Piece("Video: lyhyet versiot", "reach", date(2026, 5, 19), UPKEEP),
        Piece("Video: syksyn kohderyhmät", "reach", date(2026, 7, 30), DESIGNER),
        Piece("Mitoitusopas", "act", date(2025, 10, 3), DESIGNER),
        Piece("Artikkeli: pumpun kavitaatio", "act", date(2025, 12, 16), UPKEEP),
        Piece("Artikkeli: taajuusmuuttajan säästöt", "act", date(2026, 1, 20), BUYER),
        Piece("Artikkeli: jäteveden pumppaus", "act", date(2026, 3, 12), DESIGNER),
        Piece("Artikkeli: huoltovälin valinta", "act", date(2026, 6, 16), UPKEEP),
        Piece("Artikkeli: kuivakäynnin esto", "act", date(2026, 7, 16), UPKEEP),
        Piece("Artikkeli: pumpun melu", "act", date(2026, 8, 14), DESIGNER),
        Piece("Artikkeli: imukorkeus käytännössä", "act", date(2026, 9, 22), DESIGNER),
        Piece("Näin tarjous syntyy", "convert", date(2026, 1, 29), BUYER),
        Piece("Hintaesimerkkejä kolmesta pumppaamosta", "convert", date(2026, 3, 5), BUYER),
        Piece("Toimitusajat ja takuu", "convert", date(2026, 4, 9), BUYER),
        Piece("Ostajan opas: tarjouspyynnön sisältö", "convert", date(2026, 5, 8), BUYER),
        Piece("Uutiskirje: kesäkuu", "engage", date(2026, 6, 9), UPKEEP),
        Piece("Uutiskirje: elokuu", "engage", date(2026, 8, 11), UPKEEP),
        Piece("Uutiskirje: syyskuu", "engage", date(2026, 9, 8), UPKEEP),
    ),
)  # fmt: skip

SHOP = Plans(
    kpis=(
        Kpi("sessions", YEAR_PLAN, "reach", "24000", basis="Year plan 2026"),
        Kpi("engagement_rate", YEAR_PLAN, "above", "52", basis="Year plan 2026"),
        Kpi("conversions", YEAR_PLAN, "reach", "360", basis="Year plan 2026"),
        Kpi("value", YEAR_PLAN, "reach", "26000", basis="Year plan 2026"),
        Kpi("roas", YEAR_PLAN, "above", "3", basis="Year plan 2026"),
        Kpi("spend", YEAR_PLAN, "band", "7500", "8500", basis="Year plan 2026"),
        Kpi("conversions", YEAR_PLAN, "reach", "40", stage="engage", basis="Year plan 2026"),
    ),
    budgets=(
        Plan(SEPTEMBER, 8_200, date(2026, 9, 2), basis="September monthly"),
        Plan(TURN, 3_500, date(2026, 9, 9), "channel", "paid_social_meta", basis="Autumn window"),
        Plan(TURN, 1_400, date(2026, 9, 9), "channel", "shopping", basis="Autumn window"),
        Plan(OCTOBER, 9_000, date(2026, 9, 23), basis="Draft for the October monthly"),
    ),
    pieces=(
        Piece("Brand film", "reach", date(2026, 3, 3)),
        Piece("Inspiration guide: spring", "act", date(2026, 3, 26)),
        Piece("Inspiration guide: balcony", "act", date(2026, 6, 9)),
        Piece("Inspiration guide: dark evenings", "act", date(2026, 8, 19)),
        Piece("Product pictures for remarketing", "convert", date(2026, 7, 14)),
        Piece("Cart reminder texts", "convert", date(2026, 8, 25)),
        Piece("Newsletter: August", "engage", date(2026, 8, 12)),
        Piece("Newsletter: new in store", "engage", date(2026, 9, 15)),
        Piece("Prospecting: autumn pictures", "reach", date(2026, 9, 23)),
    ),
)

YARD = Plans(
    kpis=(
        Kpi("conversions", YEAR_PLAN, "reach", "110", basis="Vuosisuunnitelma 2026"),
        Kpi("cpa", YEAR_PLAN, "below", "18", basis="Vuosisuunnitelma 2026"),
    ),
    budgets=(
        Plan(SEPTEMBER, 2_000, date(2026, 8, 13), basis="Elokuun monthly"),
        Plan(OCTOBER, 1_600, date(2026, 9, 10), basis="Syyskuun monthly"),
    ),
)

PLANS = {"pumput": PUMPS, "malliputiikki": SHOP, "pihapalvelu": YARD}
"""Company key -> its plans."""


def agree_plans(store: Store, client: Client, key: str) -> None:
    """Write down the plans of one company; what is there already is left as it is."""
    plans = PLANS[key]
    if not kpis.list_kpis(store.ops, client_id=client.client_id):
        for kpi in plans.kpis:
            _agree_kpi(store, client, kpi)
    if not budgets.list_budgets(store.ops, client_id=client.client_id):
        numbers = _campaigns(store, client)
        for plan in plans.budgets:
            _agree_budget(store, client, plan, numbers)
    if not content.list_content(store.ops, client_id=client.client_id):
        for piece in plans.pieces:
            content.add_content(
                store.ops,
                client_id=client.client_id,
                title=piece.title,
                stage=piece.stage,
                live_from=piece.live,
                persona=piece.persona,
                added_by=GROWTH_OWNER,
                now=day_start(piece.live, client.timezone),
            )


def _agree_kpi(store: Store, client: Client, kpi: Kpi) -> None:
    part = Decimal(100) if kpi.metric in ("ctr", "engagement_rate", "conversion_rate") else Decimal(1)
    kpis.set_kpi(
        store.ops,
        client_id=client.client_id,
        metric=kpi.metric,
        stage=kpi.stage,
        span=kpi.span,
        direction=kpi.direction,
        value=Decimal(kpi.value) / part,
        high=Decimal(kpi.high) / part if kpi.high else None,
        valid_from=kpi.since,
        basis=kpi.basis,
        set_by=GROWTH_OWNER,
        now=day_start(kpi.since, client.timezone),
    )


def _agree_budget(store: Store, client: Client, plan: Plan, numbers: dict[str, str]) -> None:
    kind = ScopeKind(plan.kind)
    budgets.set_budget(
        store.ops,
        client_id=client.client_id,
        period=plan.period,
        scope=Scope(kind, numbers[plan.key] if kind is ScopeKind.ENTITY else plan.key),
        amount=Decimal(plan.amount),
        committed=plan.committed,
        decided_on=plan.decided,
        basis=plan.basis,
        set_by=GROWTH_OWNER,
        now=day_start(plan.decided, client.timezone),
    )


def _campaigns(store: Store, client: Client) -> dict[str, str]:
    """Campaign number -> entity key."""
    with store.metrics.cursor() as cursor:
        return {e.external_id: e.entity_key for e in facts.entities(cursor, client_id=client.client_id)}
