"""Two clients with data of every kind, and a word of its own in each thing that anybody wrote: what a page or a report
says of one must hold no word of the other; what a client reads must hold no word that was not meant for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from core.cards import CheckItem, Checklist, Status
from core.cli import main
from core.dates import local_day, utc_now
from core.findings.effects import Direction, Outcome
from core.jobs import cards, retro
from core.jobs.meetings import hold
from core.jobs.own_board import create_board
from core.meetings.memo import Beside, Own
from core.meetings.retro import Question
from core.meetings.shapes import Kind
from core.model import Sentence
from core.reports.agenda import agenda
from core.shares import Section, Terms
from core.store import Store, effects, parking, promises, retro_votes, retros, room_texts, rooms
from core.store.board import BoardChanges, read_boards, write_changes
from core.store.clients import add_client

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> [x](javascript:alert(3)) $a$ :red[hi] =1+1"
OWN, OTHER = "zkuusi", "zkoivu"
"""The two clients' slugs; each is the beginning of every word that was planted for it."""
EUROS = {OWN: 613, OTHER: 7177}
"""Money of a day: three days of each campaign, so that sums can be told by hand."""


@dataclass(frozen=True)
class Words:
    """What was written about one client. `shown` is meant for their eyes, `hidden` is not."""

    slug: str

    @property
    def shown(self) -> list[str]:
        return [
            f"{self.slug}{what}" for what in ("done", "doing", "waiting", "learnt", "season", "memolearnt", "promised")
        ]

    @property
    def hidden(self) -> list[str]:
        return [f"{self.slug}{what}" for what in HIDDEN]


HIDDEN = (
    *("campaign", "term", "internalcard", "description", "comment", "member", "internalnote", "audience", "basis"),
    *(
        "content",
        "persona",
        "evidence",
        "event",
        "file",
        "account",
        "label",
        "reader",
        "blocked",
        "stageinternal",
        "action",
        "decision",
    ),
    *("checklist", "roomtext", "parked", "retronote", "retrowriter", "improvement", "memosecret", "expectation"),
)
SEALED = "sealed"
"""Ends what somebody has written in a retrospective and nobody has revealed: the team reads it as little."""


def plant(store: Store, slug: str, folder: Path) -> Words:
    """Make the client `slug` with everything that can be written about one."""
    add_client(store.ops, name=slug, language="en", now=utc_now())
    today = local_day(utc_now(), "Europe/Helsinki")
    _files(store, slug, folder, today)
    _plans(store, slug, today)
    _board(store, slug)
    _room(store, slug, today)
    _weeklies(store, slug)
    _retros(store, slug, today)
    _links(store, slug)
    return Words(slug)


def run(store: Store, *arguments: str) -> None:
    """One command of the command line, which has to succeed."""
    assert main(["--data", str(store.root), *arguments]) == 0, arguments


def _files(store: Store, slug: str, folder: Path, today: date) -> None:
    days = [today - timedelta(days=n) for n in (4, 3, 2)]
    meta = [
        "Reporting starts,Reporting ends,Campaign name,Campaign ID,Amount spent (EUR),Impressions,Link clicks,Leads"
    ]
    for name, number in ((f"Reach {slug}campaign", 71), (f"Convert {slug}campaign {HOSTILE}", 72)):
        meta += [f'{day},{day},"{name}",{number}{slug},{EUROS[slug]}.00,9000,70,3' for day in days]
    first, last = (f"{day:%B} {day.day}, {day.year}" for day in (days[0], days[-1]))
    terms = [
        "Search terms report",
        f"{first} - {last}",
        "Search term,Campaign,Campaign type,Currency code,Impr.,Clicks,Cost,Conversions",
        f"{slug}term,{slug}campaign,Search,EUR,100,9,{EUROS[slug]}.00,1.00",
    ]
    for name, lines in ((f"{slug}file.csv", meta), (f"{slug}file_terms.csv", terms)):
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
        run(store, "import", str(folder / name), "--client", slug, "--account", f"{slug}account", "--currency", "EUR")


def _plans(store: Store, slug: str, today: date) -> None:
    to, day, month = ("--client", slug), (today - timedelta(days=3)).isoformat(), f"{today:%Y-%m}"
    since = (today - timedelta(days=60)).isoformat()
    basis = ("--basis", f"{slug}basis")
    run(store, "stages", "set", *to, f"Reach {slug}campaign", "reach")
    run(store, "stages", "set", *to, f"Convert {slug}campaign {HOSTILE}", "convert")
    run(store, "target", "set", *to, "--from", since, *basis, "reach=45", "act=25", "convert=20", "engage=10")
    run(store, "kpi", "set", *to, "--metric", "clicks", "--value", "500", "--from", since, *basis)
    run(store, "budget", "set", *to, "--month", month, "--amount", "9000", *basis)
    run(store, "content", "add", *to, "--title", f"{slug}content", "--stage", "act", "--live-from", day,
        "--persona", f"{slug}persona")  # fmt: skip
    run(store, "goal", "set", *to, f"{slug}event", "--kind", "hard_lead")
    run(store, "audience", "add", *to, "--platform", "Meta", "--name", f"{slug}audience", "--size", "900", "--day", day)
    run(store, "trust", "look", *to, "--day", day, "consent", "ok", f"{slug}evidence")
    run(store, "note", "add", *to, "--day", day, f"{slug}internalnote")
    run(store, "note", "add", *to, "--day", day, "--client-visible", f"{slug}learnt {HOSTILE}")
    coming = (today + timedelta(days=20)).isoformat()
    run(store, "note", "add", *to, "--day", coming, "--kind", "season", "--client-visible", f"{slug}season")
    run(store, "note", "add", *to, "--day", coming, "--kind", "season", "--stage", "act", f"{slug}stageinternal")
    due = (today + timedelta(days=5)).isoformat()
    run(store, "action", "add", *to, "--owner", f"{slug}member", "--due", due, f"{slug}action")
    run(store, "decision", "add", *to, "--by", f"{slug}member", f"{slug}decision")
    run(store, "meeting", "add", *to, "--kind", "monthly", "--at", f"{today - timedelta(days=20)}T10:00+02:00")


def _board(store: Store, slug: str) -> None:
    begun = utc_now() - timedelta(days=6)
    create_board(store, client_id=slug, name=f"{slug}board", who=f"{slug}member", now=begun)
    (board,) = read_boards(store.ops, client_id=slug)
    internal = [label.label_id for label in board.labels if label.name in ("Internal", "Sisäinen")]
    titles = {
        f"{slug}doing {HOSTILE}": Status.DOING,
        f"{slug}waiting": Status.REVIEW_CLIENT,
        f"{slug}internalcard": Status.DOING,
        f"{slug}done": Status.DOING,
    }
    for title, status in titles.items():
        asked = {"client_id": slug, "who": f"{slug}member", "now": begun + timedelta(days=1)}
        made = cards.create_card(store, name=title, status=status, note=f"{slug}description", **asked)
        cards.comment(store, card_id=made.card_id, text=f"{slug}comment", **asked)
        if title.endswith("internalcard"):
            cards.label_card(store, card_id=made.card_id, label_ids=internal, **asked)
        if title.endswith("waiting"):
            cards.set_blocked(store, card_id=made.card_id, reason=f"{slug}blocked", **asked)
            _tick_list(store, slug, made.card_id)
        if title.endswith("done"):
            _expect(store, slug, made.card_id, begun + timedelta(days=2))
            later: datetime = begun + timedelta(days=3)
            cards.move_card(
                store, client_id=slug, card_id=made.card_id, status=Status.DONE, who=f"{slug}member", now=later
            )


def _expect(store: Store, slug: str, card_id: str, before: datetime) -> None:
    """What was expected of a card that the client does see, and what the team learnt for itself."""
    made = effects.add_expectation(
        store.ops, client_id=slug, card_id=card_id, stage="", metric="clicks", direction=Direction.UP, size=None,
        after_days=14, who=f"{slug}member", now=before,
    )  # fmt: skip
    effects.answer_expectation(
        store.ops, client_id=slug, expectation_id=made.expectation_id, outcome=Outcome.DID_NOT,
        learnt=f"{slug}expectation", who=f"{slug}member", now=utc_now(),
    )  # fmt: skip


def _tick_list(store: Store, slug: str, card_id: str) -> None:
    """A checklist inside a card that the client does see."""
    (known,) = read_boards(store.ops, client_id=slug)
    (card,) = [one for one in known.cards if one.card_id == card_id]
    listed = (Checklist(f"{slug}checklist", (CheckItem(f"{slug}checklist", done=False),)),)
    write_changes(
        store.ops, client_id=slug, board_id=known.board.board_id, known=known.board,
        changes=BoardChanges(known.board, cards=(replace(card, checklists=listed),)), who="test", now=utc_now(),
    )  # fmt: skip


def _room(store: Store, slug: str, today: date) -> None:
    """A weekly with the client that was kept, with what the team wrote for itself, and the next one being prepared."""
    asked = {"client_id": slug, "who": f"{slug}member", "now": utc_now() - timedelta(days=7)}
    room = rooms.prepare_room(store.ops, client_id=slug, kind="weekly", day=today, now=asked["now"])
    room_texts.write_text(
        store.ops, room_id=room.room_id, field="channels", body=f"{slug}roomtext", seen=0, write_id="1", **asked
    )
    parking.park(store.ops, kind="weekly", text=f"{slug}parked", write_id="1", **asked)
    add = {"client_id": slug, "agreed_at": asked["now"], "who": "t"}
    agreed = [
        promises.add_action(store.ops, kind="weekly", text=text, owner="X", due=today, client_visible=visible, **add)
        for text, visible in ((f"{slug}action", False), (f"{slug}promised", True))
    ]
    beside = Beside(
        present=(f"{slug}member",),
        texts=(Own(Sentence("Notes", "Muistiinpanot"), f"{slug}roomtext"),),
        parked=(f"{slug}parked",),
    )
    for kind in (Kind.WEEKLY, Kind.MONTHLY):
        shown = agenda(store, client_id=slug, kind=kind, as_of=utc_now(), with_client=True)
        hold(store, client_id=slug, agenda=shown, agreed=agreed, beside=beside, at=asked["now"], who="t", now=utc_now())


def _weeklies(store: Store, slug: str) -> None:
    """One with the client, who may read what was learnt there, and the team's own: whatever is in its copy, none of it
    is the client's."""
    for ago, word, present in ((3, "memolearnt", True), (1, "memosecret", False)):
        at = utc_now() - timedelta(days=ago)
        shown = agenda(store, client_id=slug, kind=Kind.WEEKLY, as_of=at, with_client=present)
        own = Own(Sentence("Search", "Haku"), f"{slug}{word} {HOSTILE}", f"{slug}member", client_visible=True)
        beside = Beside(summary=f"{slug}{word}", texts=(own,), parked=(f"{slug}parked",))
        hold(store, client_id=slug, agenda=shown, beside=beside, at=at, who="t", now=utc_now())


def _retros(store: Store, slug: str, today: date) -> None:
    """One retrospective that has ended, under names, and one in which somebody has just written."""
    then = utc_now() - timedelta(days=20)
    for ended in (True, False):
        at = then if ended else utc_now()
        opened = retros.open_retro(
            store.ops, client_id=slug, day=at.date(), anonymous=not ended, budget=3, who="t", now=at
        )
        asked = {"client_id": slug, "retro_id": opened.retro_id}
        text = f"{slug}retronote" if ended else f"{slug}{SEALED}"
        retros.write_note(
            store.ops, **asked, question=Question.STUCK, text=text, anonymous=not ended, name=f"{slug}retrowriter"
        )
        if ended:
            retros.reveal(store.ops, **asked)
            retro_votes.close_voting(store.ops, **asked)
            promise = {"text": f"{slug}improvement", "owner": f"{slug}member", "due": today, "team_id": ""}
            retro.improve(store, **asked, **promise, who="t", now=at)
            shown = agenda(store, client_id=slug, kind=Kind.RETRO, as_of=at)
            room = rooms.open_room(
                store.ops, client_id=slug, kind="retro", day=at.date(), item="actions", who="t", now=at
            )
            retro.end(store, **asked, room=room, shown=shown, at=at, wall=at, who="t")


def _links(store: Store, slug: str) -> None:
    run(store, "share", "create", "--client", slug, "--label", f"{slug}label", "--audience", f"{slug}reader")


EVERYTHING = Terms("x", sections=tuple(Section), language="en", may_export=True, may_change_dates=True)
