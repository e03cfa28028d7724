"""Days, ISO weeks, months and sprints. Pure: the clock and the meetings come in as arguments.

Days are calendar days as a source delivered them. Instants are naive UTC inside;
`local_day` turns one into a client's day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.model import Client, Period

DEMO_NOW = datetime(2026, 10, 1, 6, 0)  # 09:00 in Helsinki: the moment at which the demo story stands still (naive UTC)

STALE_AFTER_DAYS = 3
"""Weekly work needs Friday's figures on Monday: data that ends longer ago than a weekend is worth a word."""
STALE_AFTER: dict[str, int] = {
    **dict.fromkeys(("search_console", "google_business"), 5),
    **dict.fromkeys(("shopify", "woocommerce", "shop"), 7),
    **dict.fromkeys(("hubspot", "pipedrive", "salesforce", "crm"), 14),
    **dict.fromkeys(("klaviyo", "mailchimp", "email"), 31),
}
"""Sources with a limit of their own: search figures come two to three days late, a small shop has days without an
order, deals close rarely, newsletters go out once or twice a month."""


def stale_after(source: str) -> int:
    """How many full days a source's data may be behind before it is called stale."""
    return STALE_AFTER.get(source, STALE_AFTER_DAYS)


def utc_now() -> datetime:
    """The wall clock as a naive UTC instant. Call it at the edge and pass the result inwards."""
    return datetime.now(UTC).replace(tzinfo=None)


def now_for(client: Client) -> datetime:
    """The instant that the product takes for now at a client, naive UTC: a demo client's clock stands still."""
    return DEMO_NOW if client.demo else utc_now()


def local_day(instant: datetime, timezone: str) -> date:
    """The calendar day in `timezone` at a naive UTC instant."""
    return instant.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone)).date()


def local_time(instant: datetime, timezone: str) -> datetime:
    """The wall clock of `timezone`, without a zone, at a naive UTC instant."""
    return instant.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone)).replace(tzinfo=None)


def day_teller(timezone: str) -> Callable[[datetime], date]:
    """`local_day` of one zone, for many instants: each quarter of an hour is worked out once, and zones change their
    clocks at whole quarters only."""
    zone = ZoneInfo(timezone)
    known: dict[datetime, date] = {}

    def day_of(instant: datetime) -> date:
        quarter = instant.replace(minute=instant.minute - instant.minute % 15, second=0, microsecond=0)
        day = known.get(quarter)
        if day is None:
            day = known[quarter] = quarter.replace(tzinfo=UTC).astimezone(zone).date()
        return day

    return day_of


def day_start(day: date, timezone: str) -> datetime:
    """The naive UTC instant at which `day` begins in `timezone`."""
    return datetime.combine(day, time(), ZoneInfo(timezone)).astimezone(UTC).replace(tzinfo=None)


def iso_week(day: date) -> str:
    """ISO 8601 week with its own year: 2024-12-30 -> 2025-W01."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def week_of(day: date) -> Period:
    """Monday to Sunday around `day`."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def month_of(day: date) -> Period:
    """The calendar month around `day`."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


@dataclass(frozen=True, slots=True)
class Sprint:
    """From one monthly to the day before the next; `agreed` is False for calendar months and for an open end."""

    period: Period
    agreed: bool


def sprints(monthlies: Iterable[date], first: date, last: date) -> list[Sprint]:
    """Every sprint that touches [first, last], oldest first.

    A sprint is half-open, [monthly, next monthly). Before the first recorded monthly sprints are calendar months, the
    last of them cut at that monthly. After the last one the sprint is open and runs to the end of the month in which
    its fourth week ends, or to `last` if that is later.
    """
    days = sorted(set(monthlies))
    found: list[Sprint] = []
    edge = days[0] if days else date.max
    cursor = first.replace(day=1)
    while cursor <= last and cursor < edge:
        month = month_of(cursor)
        end = min(month.end, edge - timedelta(days=1)) if days else month.end
        found.append(Sprint(Period(cursor, end), agreed=False))
        cursor = end + timedelta(days=1)
    for start, following in zip(days, days[1:], strict=False):
        found.append(Sprint(Period(start, following - timedelta(days=1)), agreed=True))
    if days:
        open_end = max(month_of(days[-1] + timedelta(days=28)).end, last)
        found.append(Sprint(Period(days[-1], open_end), agreed=False))
    return [s for s in found if s.period.end >= first and s.period.start <= last]


def reviewed_sprint(known: Sequence[Sprint], day: date) -> Sprint | None:
    """The sprint under review at `day`: the one that holds the day before it if at least 7 full days of it have
    passed, else the one before. None when no sprint has begun."""
    yesterday = day - timedelta(days=1)
    begun = [s for s in known if s.period.start <= yesterday]
    if not begun:
        return None
    newest = begun[-1]
    passed = (min(yesterday, newest.period.end) - newest.period.start).days + 1
    return begun[-2] if passed < 7 and len(begun) > 1 else newest


def weeks_back(day: date, count: int) -> list[Period]:
    """The ISO week around `day` and the ones before it, `count` in all, oldest first."""
    monday = week_of(day).start
    return [week_of(monday - timedelta(weeks=back)) for back in reversed(range(count))]
