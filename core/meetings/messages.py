"""Which messages a channel is due at an instant: the agenda, the memo, the nudge. Pure.

Nothing of a retrospective is ever due. Each message has a key that says what it is about; who keeps a key of each
client once sends each message once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.dates import local_day
from core.measure.holidays import holidays
from core.meetings.shapes import Kind, OpenAction

TOLD_OF = (Kind.WEEKLY, Kind.MONTHLY)
"""The meetings a channel hears of. The retrospective is not among them."""
AHEAD = timedelta(hours=1)
"""How long before an early meeting its agenda comes, when the set hour would be too late."""
MEMO_WITHIN = timedelta(hours=24)
MEETING_WITHIN = timedelta(days=3)
"""A memo of an older meeting, kept only now, is no news."""
NUDGE_WITHIN = timedelta(hours=3)
"""A server that was down at the set hour still nudges so much later, and not in the evening."""
COOLDOWN_DAYS = 3
SATURDAY = 5
LONG_AGO = datetime(2000, 1, 1)


class Post(StrEnum):
    """What a channel can be told."""

    AGENDA = "agenda"
    MEMO = "memo"
    NUDGE = "nudge"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a client's channel is told. Hours are of the client's day. `with_client`: the client reads the channel, so
    that it is told only what they may see. What was due before `since` (naive UTC) is not sent."""

    on: frozenset[Post] = frozenset()
    agenda_hour: int = 7
    nudge_hour: int = 9
    with_client: bool = False
    since: datetime = LONG_AGO


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting, planned or over. Instants are naive UTC; `kept_at` None: it is not over."""

    meeting_id: int
    kind: str
    at: datetime
    kept_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A message that was written. `counts` is False for one that surely never reached the channel."""

    post: Post
    key: str
    at: datetime
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """A message to write and send, of no use to anybody after `until` (naive UTC). `meeting` None: a nudge."""

    post: Post
    key: str
    until: datetime
    meeting: Held | None = None


def due(
    settings: Settings,
    meetings: Sequence[Held],
    actions: Sequence[OpenAction],
    told: Sequence[Told],
    *,
    zone: str,
    now: datetime,
) -> list[Due]:
    """What is due at `now` and not told yet. `actions`: the open ones that the channel may hear of."""
    known = {one.key for one in told}
    found: dict[str, Due] = {}
    for one in _wanted(settings, meetings, actions, told, zone, now):
        if one.post in settings.on and one.key not in known:
            found.setdefault(one.key, one)
    return list(found.values())


def _wanted(
    settings: Settings,
    meetings: Sequence[Held],
    actions: Sequence[OpenAction],
    told: Sequence[Told],
    zone: str,
    now: datetime,
) -> Iterator[Due]:
    yield from _agendas(meetings, settings, zone, now)
    yield from _memos(meetings, settings, now)
    yield from _nudge(actions, told, settings, zone, now)


def _agendas(meetings: Sequence[Held], settings: Settings, zone: str, now: datetime) -> Iterator[Due]:
    """Of today's planned meetings that have not begun, the earliest of each kind."""
    today = local_day(now, zone)
    for one in sorted(meetings, key=lambda held: held.at):
        is_ahead = one.kind in TOLD_OF and one.kept_at is None and one.at > now and local_day(one.at, zone) == today
        if is_ahead and settings.since <= agenda_time(one.at, settings.agenda_hour, zone) <= now:
            yield Due(Post.AGENDA, agenda_key(one.kind, today), one.at, one)


def agenda_time(at: datetime, hour: int, zone: str) -> datetime:
    """When the agenda of a meeting comes (naive UTC): at the set hour of its day, earlier before an early meeting."""
    return min(at_hour(local_day(at, zone), hour, zone), at - AHEAD)


def agenda_key(kind: str, day: date) -> str:
    """One agenda of a kind a day, also when the meeting is moved to another hour."""
    return f"agenda:{kind}:{day.isoformat()}"


def _memos(meetings: Sequence[Held], settings: Settings, now: datetime) -> Iterator[Due]:
    for one in meetings:
        if one.kind not in TOLD_OF or one.kept_at is None:
            continue
        if one.kept_at >= max(settings.since, now - MEMO_WITHIN) and one.at >= now - MEETING_WITHIN:
            yield Due(Post.MEMO, memo_key(one.meeting_id), one.kept_at + 2 * MEMO_WITHIN, one)


def memo_key(meeting_id: int) -> str:
    """One memo of a meeting."""
    return f"memo:{meeting_id}"


def _nudge(
    actions: Sequence[OpenAction], told: Sequence[Told], settings: Settings, zone: str, now: datetime
) -> Iterator[Due]:
    today = local_day(now, zone)
    may = is_nudge_time(settings, zone=zone, now=now) and not cooling(told, zone=zone, today=today)
    if may and pressing(actions, today):
        yield Due(Post.NUDGE, nudge_key(today), at_hour(today, settings.nudge_hour, zone) + NUDGE_WITHIN)


def is_nudge_time(settings: Settings, *, zone: str, now: datetime) -> bool:
    """Whether a nudge may go at `now`: switched on, on a working day, at the set hour or a little later."""
    today = local_day(now, zone)
    begins = at_hour(today, settings.nudge_hour, zone)
    is_time = settings.since <= begins <= now < begins + NUDGE_WITHIN
    return Post.NUDGE in settings.on and is_working_day(today) and is_time


def nudge_key(day: date) -> str:
    """One nudge a day."""
    return f"nudge:{day.isoformat()}"


def cooling(told: Sequence[Told], *, zone: str, today: date) -> bool:
    """Whether the channel was nudged too lately to be nudged again today."""
    days = [local_day(one.at, zone) for one in told if one.post is Post.NUDGE and one.counts]
    return any((today - day).days < COOLDOWN_DAYS for day in days)


def pressing(actions: Sequence[OpenAction], today: date) -> list[OpenAction]:
    """What is overdue or due today, the longest overdue first."""
    return sorted((one for one in actions if one.due <= today), key=lambda one: (one.due, one.action_id))


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a public holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def at_hour(day: date, hour: int, zone: str) -> datetime:
    """The instant (naive UTC) of a full hour of a day in a zone."""
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)
