"""The words of sharing as types: a link for a client, what it shows, and a browser that came by it. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from core.model import Stage


class Section(StrEnum):
    """The parts of the client's page, in the order in which they stand there."""

    RESULT = "result"
    BALANCE = "balance"
    DONE = "done"
    NEXT = "next"
    NEEDED = "needed"
    DECISIONS = "decisions"
    SEASONS = "seasons"
    COUNTED = "counted"


class ShareState(StrEnum):
    """Whether a link opens anything. Only `paused` can become `open` again."""

    OPEN = "open"
    PAUSED = "paused"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a link shows and allows. `language` is "fi" or "en"; an empty `currency` means the client's own.

    `floor`: no number, card, note or decision from before this day is shown."""

    label: str
    audience: str = ""
    sections: tuple[Section, ...] = tuple(Section)
    stages: tuple[Stage, ...] = tuple(Stage)
    floor: date | None = None
    language: str = "fi"
    currency: str = ""
    may_change_dates: bool = False
    may_export: bool = False

    def of_the_page(self) -> Terms:
        """What of these decides what the page says: links that differ only in the rest show the same."""
        return replace(self, label="", audience="", may_change_dates=False, may_export=False)


@dataclass(frozen=True, slots=True)
class Share:
    """One link of one client. The token is known to nobody but its holder; instants are naive UTC.

    `public_id` stands in addresses and opens nothing by itself. `frozen_at`: the page is shown as it was then; None
    when it is live."""

    share_id: int
    public_id: str
    client_id: str
    terms: Terms
    expires_at: datetime
    has_passcode: bool
    made_by: str
    made_at: datetime
    frozen_at: datetime | None = None
    paused_at: datetime | None = None
    revoked_at: datetime | None = None

    def state(self, now: datetime) -> ShareState:
        """What the link is at an instant: revoked wins over expired, expired over paused."""
        if self.revoked_at is not None:
            return ShareState.REVOKED
        if now >= self.expires_at:
            return ShareState.EXPIRED
        return ShareState.PAUSED if self.paused_at is not None else ShareState.OPEN


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that came by a link, as the database knows it now. `locked`: the passcode is still to be given.
    `shown_at`: when the page was last noted to be drawn there; None when it never was."""

    share: Share
    locked: bool
    shown_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShareUse:
    """How a link has been used: browsers in which its page was really drawn, and when one last was."""

    views: int = 0
    last_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ShareEvent:
    """One line of the audit log of links. `who`: a person's name, or empty for a visitor. `address`: from where a
    visitor came, where the server is set up to keep it; else empty."""

    share_id: int
    at: datetime
    kind: str
    who: str
    detail: str = ""
    address: str = ""
