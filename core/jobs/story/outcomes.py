"""What really happened: a web shop's orders and a CRM's deals, with no person in them.

More was sold than any single count saw: analytics misses visitors who refuse measurement, and no platform knows of
orders that came without an advertisement. A CRM, the other way round, holds fewer leads than were claimed: doubles and
spam are gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from core.jobs.story.cast import Company, Export
from core.jobs.story.chance import draw, wobble
from core.jobs.story.facts import SiteDay

ORDERS_PER_EVENT = 1120
"""Per mille of the key events that analytics saw."""
DEALS_PER_EVENT = 640
REFUNDED, CANCELLED, WON = 25, 15, 180
"""Per mille of orders and deals."""
DEAL_CENTS = 280_000
ORDER_HEADER = "Name,Financial Status,Currency,Total,Refunded Amount,Created at,Cancelled at,Source"
DEAL_HEADER = (
    "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of value,Deal - Status,Deal - Deal created,Deal - Won time"
)


def shop_orders(company: Company, export: Export, days: Sequence[SiteDay]) -> bytes:
    """The shop's order list, the newest first as the shop writes it."""
    rows = [
        _order(company, day, number, cents)
        for number, (day, cents) in enumerate(_each(company, days, ORDERS_PER_EVENT), 1001)
    ]
    return ("\n".join([ORDER_HEADER, *reversed(rows)]) + "\n").encode()


def crm_deals(company: Company, export: Export, days: Sequence[SiteDay]) -> bytes:
    """The CRM's deals: one per sales lead, some of them won by the last day of the export."""
    rows = [
        _deal(company, day, number, export.end)
        for number, (day, _) in enumerate(_each(company, days, DEALS_PER_EVENT), 1)
    ]
    return ("\n".join([DEAL_HEADER, *rows]) + "\n").encode()


def _each(company: Company, days: Sequence[SiteDay], per_event: int) -> Iterator[tuple[date, int]]:
    """(day, cents) of every outcome in order, cents of one order on average that day."""
    events: dict[date, int] = defaultdict(int)
    revenue: dict[date, int] = defaultdict(int)
    for fact in days:
        events[fact.day] += fact.key_events
        revenue[fact.day] += fact.revenue
    for day in sorted(events):
        seen = events[day] // 100
        count = (seen * per_event + draw(company.key, day, "outcomes") % 1000) // 1000
        for _ in range(count):
            yield day, revenue[day] // max(seen, 1)


def _order(company: Company, day: date, number: int, cents: int) -> str:
    total = cents * wobble(450, company.key, number, "total") // 1000
    luck = draw(company.key, number, "luck") % 1000
    state = "refunded" if luck < REFUNDED else "voided" if luck < REFUNDED + CANCELLED else "paid"
    at = f"{day} {8 + number % 13:02d}:{number * 7 % 60:02d}:00 +0300"
    back = _decimal(total) if state == "refunded" else "0.00"
    cancelled = at if state == "voided" else ""
    return f"#{number},{state},EUR,{_decimal(total)},{back},{at},{cancelled},web"


def _deal(company: Company, day: date, number: int, last: date) -> str:
    won = day + timedelta(days=7 + draw(company.key, number, "won") % 35)
    is_won = draw(company.key, number, "luck") % 1000 < WON and won <= last
    cents = DEAL_CENTS * wobble(600, company.key, number, "value") // 1000
    state = "Won" if is_won else "Open"
    won_time = f"{won} 12:00" if is_won else ""
    return f"{number},Tarjouspyyntö {number},{_decimal(cents)},EUR,{state},{day} 10:00,{won_time}"


def _decimal(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
