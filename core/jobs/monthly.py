"""What a monthly ends in beside its promises: the client's grade, and when the next one is."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from core.dates import local_day
from core.errors import Refused
from core.meetings.shapes import Kind
from core.store import Store, grades, meetings
from core.store.clients import get_client
from core.store.grades import Grade


def give_grade(store: Store, *, client_id: str, grade: Decimal | None, why: str, who: str, now: datetime) -> Grade:
    """Write the client's grade down; the same one given twice in a day is one. Raises Refused for what is no grade."""
    if grade is None:
        raise Refused("Choose a grade from 4 to 10.", "Valitse arvosana väliltä 4–10.")
    zone = get_client(store.ops, client_id=client_id).timezone
    given = grades.list_grades(store.ops, client_id=client_id, as_of=now)
    newest = given[-1] if given else None
    said = " ".join(why.split())[: grades.TEXT_LIMIT]
    if newest and local_day(newest.given_at, zone) == local_day(now, zone) and (newest.grade, newest.why) == (
        grade, said,
    ):  # fmt: skip
        return newest
    return grades.add_grade(store.ops, client_id=client_id, grade=grade, why=said, given_at=now, who=who)


def plan_next(store: Store, *, client_id: str, at: datetime, now: datetime) -> datetime:
    """Say when the next monthly is (naive UTC): the one that was planned moves there, else one is planned. A sprint
    ends where it begins. Raises Refused for a day that is not to come."""
    zone = get_client(store.ops, client_id=client_id).timezone
    if local_day(at, zone) <= local_day(now, zone):
        raise Refused("Choose a day that is still to come.", "Valitse päivä, joka on vasta tulossa.")
    planned = next_monthly(store, client_id=client_id, now=now)
    if planned is None:
        meetings.add_meeting(store.ops, client_id=client_id, kind=Kind.MONTHLY, at=at, now=now)
    elif planned.at != at:
        meetings.move_meeting(store.ops, client_id=client_id, meeting_id=planned.meeting_id, at=at, now=now)
    return at


def next_monthly(store: Store, *, client_id: str, now: datetime) -> meetings.Meeting | None:
    """The first monthly of a day after today; None when none is planned."""
    zone = get_client(store.ops, client_id=client_id).timezone
    known = meetings.list_meetings(store.ops, client_id=client_id, kind=Kind.MONTHLY)
    return next((one for one in known if local_day(one.at, zone) > local_day(now, zone)), None)
