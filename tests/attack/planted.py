"""Two clients with data of every kind, and a word of its own in each thing that anybody wrote: what a page or a report
says of one must hold no word of the other; what a client reads must hold no word that was not meant for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from core.cards import Status
from core.cli import main
from core.dates import local_day, utc_now
from core.jobs import cards
from core.jobs.own_board import create_board
from core.shares import Section, Terms
from core.store import Store
from core.store.board import read_boards
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
        return [f"{self.slug}{what}" for what in ("done", "doing", "waiting", "learnt", "season")]

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
)


def plant(store: Store, slug: str, folder: Path) -> Words:
    """Make the client `slug` with everything that can be written about one."""
    add_client(store.ops, name=slug, language="en", now=utc_now())
    today = local_day(utc_now(), "Europe/Helsinki")
    _files(store, slug, folder, today)
    _plans(store, slug, today)
    _board(store, slug)
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
        if title.endswith("done"):
            later: datetime = begun + timedelta(days=3)
            cards.move_card(
                store, client_id=slug, card_id=made.card_id, status=Status.DONE, who=f"{slug}member", now=later
            )


def _links(store: Store, slug: str) -> None:
    run(store, "share", "create", "--client", slug, "--label", f"{slug}label", "--audience", f"{slug}reader")


EVERYTHING = Terms("x", sections=tuple(Section), language="en", may_export=True, may_change_dates=True)
