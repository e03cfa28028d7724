"""What an agenda is made of: items in speaking order, each with its minutes, its speaker and its lines. Pure values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from core.findings.effects import Effect, Expected
from core.findings.finding import Finding
from core.measure.checks import Check
from core.measure.search_terms import Movement
from core.model import Period, Sentence


class Kind(StrEnum):
    """The meetings of the rhythm."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    RETRO = "retro"


class Speaker(StrEnum):
    """Whose turn it is in an item."""

    LEAD = "lead"
    CLIENT = "client"
    ACCOUNT_LEAD = "account_lead"
    EXPERT = "expert"
    ALL = "all"
    GROWTH_OWNER = "growth_owner"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a template. `feeds` are the rules (keys of `core.meetings.feeds.FEEDS`) that write its lines, the
    weightiest first; `seconds` is how long one line takes, so that the minutes tell how many there is room for.
    `prompt` is said when no rule has anything."""

    key: str
    title: Sentence
    minutes: int
    speaker: Speaker
    client_visible: bool
    feeds: tuple[str, ...] = ()
    seconds: int = 20
    prompt: Sentence | None = None

    @property
    def room(self) -> int:
        """How many lines its minutes hold; at least one."""
        return max(1, self.minutes * 60 // self.seconds)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say. `kind` names the rule (or the finding's kind); `card_id` and `entity` are empty without one.
    `action_id`, `raised_id`, `expectation_id`: the promise, raised line or expectation that it asks about, 0 for other
    lines. `part`: the channel whose turn it is when this is told, empty for lines of none. `subject`: what it is about
    in the words of whoever wrote that, for a card or a decision to be made of it; empty where the text itself says."""

    text: Sentence
    kind: str
    card_id: str = ""
    entity: str = ""
    action_id: int = 0
    raised_id: int = 0
    expectation_id: int = 0
    part: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item with what is on it. `more`: how many lines were cut; the last line says so. `rest` are those."""

    item: Item
    lines: tuple[Line, ...]
    more: int = 0
    rest: tuple[Line, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Those who speak in turn within the item, in their order; empty where there are not several."""
        found = tuple(dict.fromkeys(line.part for line in self.lines if line.part))
        return found if len(found) > 1 else ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """A whole agenda. `window` is what it looks back on; `first`: there was no such meeting before."""

    kind: Kind
    with_client: bool
    window: Period
    first: bool
    items: tuple[AgendaItem, ...]

    @property
    def minutes(self) -> int:
        return sum(one.item.minutes for one in self.items)


# ------------------------------------------------------------------------------------------------------- what is known


@dataclass(frozen=True, slots=True)
class WorkCard:
    """A card of work as a meeting sees it. `channel` is empty where no label tells; `lies_days` are working days in the
    place where it lies; `moved`: it came there since the last meeting. `waits_days`: working days with the client, None
    when it is not there. `blocked` None: it can go on; an empty text: no reason was given."""

    card_id: str
    name: str
    status: str
    channel: str
    internal: bool
    news: bool
    pos: float
    done_in_window: bool
    came_in_window: bool
    moved: bool
    lies_days: int
    due: date | None
    overdue: bool
    waits_days: int | None = None
    blocked: str | None = None


@dataclass(frozen=True, slots=True)
class Volume:
    """What one channel did in `days`: counts only, no rate. `spend` is by currency."""

    channel: str
    days: Period
    spend: tuple[tuple[str, Decimal], ...]
    clicks: float
    conversions: float | None
    """As counted so far; None where nothing of the channel counts any."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What people searched for in `days`, by one account. `moved`: (term, movement) of those that changed more than
    chance explains, the largest first; `hidden`: share of the cost that is not told by term, None where unknown."""

    days: Period
    moved: tuple[tuple[str, Movement], ...]
    hidden: float | None


@dataclass(frozen=True, slots=True)
class OpenAction:
    """Something somebody promised in a meeting and has not done yet."""

    text: str
    owner: str
    due: date
    card_id: str
    client_visible: bool
    action_id: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the window. `status` is that of its card, empty without one. `answer`: yes or no where it answers a
    proposal, else empty; `times`: how often it was decided in all."""

    text: str
    decided_by: str
    decided_on: date
    first_decided_on: date
    card_id: str
    status: str
    client_visible: bool
    answer: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade that the client gave, 4 to 10."""

    grade: Decimal
    why: str
    on: date


@dataclass(frozen=True, slots=True)
class Season:
    """A note about days to come, or about days of the window. `has_card`: a card of its name lies on the board."""

    text: str
    days: Period
    prepare_from: date | None
    has_card: bool
    client_visible: bool


@dataclass(frozen=True, slots=True)
class Raised:
    """A line that somebody put on the next meeting's agenda."""

    text: Sentence
    kind: str
    finding_key: str
    card_id: str
    line_id: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the rules of an agenda may look at. `since` is the last meeting of the kind (naive UTC), or a week
    ago before the first one; `window` are the whole days from then through yesterday."""

    kind: Kind
    with_client: bool
    today: date
    since: datetime
    window: Period
    first: bool
    has_board: bool
    has_data: bool
    keeps_numbers: bool
    """False for a team of the agency: it has a board and meetings, and no metrics."""
    cards: tuple[WorkCard, ...] = ()
    actions: tuple[OpenAction, ...] = ()
    decisions: tuple[Decided, ...] = ()
    grades: tuple[Graded, ...] = ()
    """Every grade up to now, oldest first."""
    seasons: tuple[Season, ...] = ()
    learnt: tuple[Season, ...] = ()
    raised: tuple[Raised, ...] = ()
    findings: tuple[Finding, ...] = ()
    paces: tuple[Sentence, ...] = ()
    """Budgets whose pace is an alarm, the largest gap first."""
    doubts: tuple[Check, ...] = ()
    """Checks that are broken or doubtful, the worst first."""
    volumes: tuple[Volume, ...] = ()
    """The channel with the most money first."""
    searches: tuple[Searched, ...] = ()
    """Search terms of periods that ended in the window."""
    balance: Sentence | None = None
    effects: tuple[Effect, ...] = ()
    """Cards beside the number of their stage: those done in the window, and those whose effect it was the first to
    tell."""
    asked: tuple[Expected, ...] = ()
    """What was expected of cards by now and nobody has answered."""
    outcomes: tuple[Expected, ...] = ()
    """What was answered in the window."""
