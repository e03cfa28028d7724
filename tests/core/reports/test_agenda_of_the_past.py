"""An agenda of an earlier moment says the same whatever happens, is planned or is said later."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from core.cards import Status
from core.findings.effects import Direction, Outcome
from core.jobs import cards
from core.jobs.board import import_board
from core.jobs.proposals import Proposal, say_no, say_yes
from core.meetings.document import document
from core.meetings.shapes import Kind
from core.meetings.templates import Wish
from core.model import Level, Period, Sentence
from core.reports.agenda import agenda
from core.reports.board_scene import scene_at
from core.sources.reading import DAY_MEASURES, DAY_SCHEMA, PERIOD_SCHEMA, RESULT_SCHEMA, Entity
from core.store import Store, agenda_templates, effects, grades, kpis, meetings, notes, open_store, promises
from core.store import findings as raised
from core.store.batches import Batch
from core.store.board import read_boards
from core.store.clients import add_client
from core.store.homes import Home, set_home
from core.store.targets import set_target
from tests.core.board.fake_board import FakeBoard
from tests.core.store.importing import put

AS_OF = datetime(2026, 9, 29, 6, 0)
TODAY = AS_OF.date()
LABEL, REACH = "6" * 24, "7" * 24
LISTS = ("Backlog", "To-do", "Doing", "Review", "Done")
BY: dict[str, Any] = {"client_id": "acme", "who": "t"}


class World:
    """A client of whom much is known at `AS_OF`, and everything that may be said later."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.store = open_store(folder)
        self.ops, self.dice, self.imports = self.store.ops, random.Random(seed), 0
        add_client(self.ops, name="Acme", now=AS_OF - timedelta(days=99))
        self.spend(date(2026, 7, 1), 90)
        shares = {"reach": "0.25", "act": "0.25", "convert": "0.25", "engage": "0.25"}
        set_target(
            self.ops, client_id="acme", valid_from=date(2026, 7, 1),
            shares={key: Decimal(value) for key, value in shares.items()}, basis="", set_by="t", now=AS_OF,
        )  # fmt: skip
        self.board = FakeBoard(LISTS)
        self.board.labels = [{"id": LABEL, "name": "Google Ads", "color": "red"}, {"id": REACH, "name": "Reach"}]
        self.cards = [
            self.board.later(hours=1).add(LISTS[n % 4], f"Card {n}", idLabels=[LABEL, REACH] if n == 6 else [LABEL])
            for n in range(16)
        ]
        self.board.on("2026-08-24T08:00").move(self.cards[6], "Done")
        for n in (1, 5, 9):
            self.board.set_due(self.cards[n], "2026-09-10T12:00:00.000Z")
        self.board.cards[self.cards[9]]["dueComplete"] = True
        self.board.on("2026-09-25T08:00").add("Backlog", "A new idea")
        self.board.move(self.cards[2], "Done")
        self.look()
        self.at = AS_OF - timedelta(days=40)
        self.expect()
        self.at = AS_OF - timedelta(days=6)
        for kind in ("weekly", "monthly", "retro"):
            meetings.add_meeting(self.ops, client_id="acme", kind=kind, at=self.at - timedelta(days=20), now=self.at)
            self.promise(kind)
        for act in (self.decide, self.grade, self.raise_line, self.note_the_past, self.note_what_comes):
            act()
        self.template()
        self.at = AS_OF

    def later(self) -> datetime:
        """An instant that comes after all that has been said, and after `AS_OF`."""
        self.at += timedelta(hours=self.dice.randint(1, 90))
        return self.at

    def spend(self, first: date, days: int) -> None:
        rows = [
            dict.fromkeys(DAY_MEASURES)
            | {
                "e": e,
                "day": first + timedelta(days=d),
                "spend": Decimal(40 + 10 * e),
                "clicks": 20,
                "impressions": 900,
            }
            for e in range(3)
            for d in range(days)
        ]
        batch = Batch(
            client_id="acme", source="google_ads", account="main", currency="EUR",
            entities=tuple(
                Entity(Level.CAMPAIGN, name, str(e))
                for e, name in enumerate(("Reach video", "Act opas", "Convert haku"))
            ),
            days=pa.Table.from_pylist(rows, DAY_SCHEMA), periods=PERIOD_SCHEMA.empty_table(),
            results=RESULT_SCHEMA.empty_table(),
        )  # fmt: skip
        self.imports += 1
        put(self.store, batch, f"file {self.imports}")

    def look(self) -> None:
        import_board(self.store, client_id="acme", data=self.board.export(), who="t", now=self.board.now)

    # ----------------------------------------------------------------------------------------------- what people do

    def promise(self, kind: str = "weekly") -> None:
        promises.add_action(
            self.ops, kind=kind, text=f"Promise {self.at}", owner="Anna", due=TODAY, agreed_at=self.at,
            client_visible=kind != "retro", **BY,
        )  # fmt: skip

    def tick(self) -> None:
        promises.close_action(self.ops, action_id=self.dice.randint(1, 3), now=self.at, **BY)

    def untick(self) -> None:
        promises.reopen_action(self.ops, action_id=self.dice.randint(1, 3), now=self.at, **BY)

    def move_promise(self) -> None:
        promises.reopen_action(self.ops, action_id=1, now=self.at, **BY)
        promises.move_action(self.ops, action_id=1, due=self.at.date() + timedelta(days=9), now=self.at, **BY)

    def decide(self) -> None:
        promises.add_decision(
            self.ops, text=f"Decided {self.at}", decided_by="Client", client_visible=True, decided_at=self.at, **BY
        )

    def decide_again(self) -> None:
        promises.decide_again(self.ops, first_id=1, text="In other words", decided_at=self.at, **BY)

    def grade(self) -> None:
        grades.add_grade(self.ops, grade=Decimal("8.5"), why=f"{self.at}", given_at=self.at, **BY)

    def grade_again(self) -> None:
        """Given anew for the instant of the first one, after somebody had asked what it was."""
        given = grades.list_grades(self.ops, client_id="acme", as_of=self.at)[-1].given_at
        grades.add_grade(self.ops, grade=Decimal(7), why="again", given_at=given, written_at=self.at, **BY)

    def raise_line(self) -> None:
        said = Sentence(f"Raised {self.at}", f"Nostettu {self.at}")
        raised.add_agenda_line(self.ops, text=said, kind="stage_over", finding_key="one", now=self.at, **BY)

    def deal_with_line(self) -> None:
        for line in raised.list_agenda_lines(self.ops, client_id="acme", before=self.at):
            raised.remove_agenda_line(self.ops, line_id=line.line_id, now=self.at, **BY)

    def note_the_past(self) -> None:
        self._note(self.at.date() - timedelta(days=1))

    def note_what_comes(self) -> None:
        self._note(self.at.date() + timedelta(days=20))

    def _note(self, day: date) -> None:
        notes.add_note(
            self.ops, days=Period(day, day), kind="launch", text=f"Note {self.at}", client_visible=True, now=self.at,
            prepare_from=day - timedelta(days=10) if day > self.at.date() else None, **BY,
        )  # fmt: skip

    def meet(self) -> None:
        kind = self.dice.choice(("weekly", "monthly", "retro"))
        meetings.add_meeting(self.ops, client_id="acme", kind=kind, at=self.at, now=self.at)

    def plan_a_monthly(self) -> None:
        meetings.add_meeting(self.ops, client_id="acme", kind="monthly", at=self.at + timedelta(days=5), now=self.at)

    def template(self) -> None:
        wishes = [Wish(key, self.dice.randint(1, 9)) for key in ("actions", "channels", "held_up", "coming")]
        agenda_templates.set_template(self.ops, client_id="acme", kind=Kind.WEEKLY, wishes=wishes, who="t", now=self.at)

    def move_cards(self) -> None:
        self.board.now = self.at
        for card_id in self.dice.sample(self.cards, 4):
            self.board.later(minutes=1).move(card_id, self.dice.choice(LISTS))
            self.board.cards[card_id] |= {"pos": self.dice.random() * 99, "name": f"Renamed {self.at}"}
            labels = self.dice.choice([[], [REACH], [LABEL, REACH]])
            self.board.cards[card_id] |= {
                "idLabels": labels,
                "dueComplete": not self.board.cards[card_id]["dueComplete"],
            }
        self.board.cards[self.cards[6]]["name"] = f"Renamed when done {self.at}"
        self.board.later(minutes=1).add("To-do", f"New {self.at}", pos=-1)
        self.look()

    def more_days(self) -> None:
        self.spend(TODAY, (self.at.date() - TODAY).days + 1)

    def answer(self) -> None:
        board_id = read_boards(self.ops, client_id="acme")[0].board.board_id
        set_home(self.ops, board_id=board_id, kind=Home.BUILT_IN, name="Seinä", now=self.at, **BY)
        proposal = Proposal("Yes or no", self.dice.choice(self.cards))
        if self.dice.random() < 0.5:
            say_no(self.store, proposal=proposal, decided_by="Client", now=self.at, **BY)
        else:
            say_yes(self.store, proposal=proposal, decided_by="Client", owner="Anna", due=TODAY, now=self.at, **BY)
        cards.create_card(self.store, name="By hand", status=Status.TO_DO, now=self.at, **BY)
        set_home(self.ops, board_id=board_id, kind=Home.EXPORT, name="Seinä", now=self.at, **BY)

    def expect(self) -> None:
        effects.add_expectation(
            self.ops, card_id=self.cards[6], stage="", metric="clicks", direction=Direction.UP, size=None,
            after_days=14, client_visible=True, now=self.at, **BY,
        )  # fmt: skip

    def say_what_became_of_it(self) -> None:
        told = {"outcome": Outcome.HELD, "learnt": f"{self.at}", "client_visible": True}
        effects.answer_expectation(self.ops, expectation_id=1, now=self.at, **told, **BY)

    def expect_nothing(self) -> None:
        for row in effects.list_expectations(self.ops, client_id="acme", as_of=self.at)[1:]:
            effects.take_expectation_back(self.ops, expectation_id=row.expectation_id, now=self.at, **BY)

    def agree_on_a_number(self) -> None:
        kpis.set_kpi(
            self.ops, client_id="acme", metric="impressions", stage="reach",
            span="sprint", direction="reach", value=Decimal(9), valid_from=TODAY - timedelta(days=30), set_by="t",
            now=self.at,
        )  # fmt: skip

    ACTS: tuple[Callable[[World], None], ...] = (
        *(promise, tick, untick, move_promise, decide, decide_again, grade, grade_again, raise_line, deal_with_line),
        *(note_the_past, note_what_comes, meet, plan_a_monthly, template, move_cards, more_days, answer),
        *(expect, say_what_became_of_it, expect_nothing, agree_on_a_number),
    )


def said(store: Store) -> str:
    return json.dumps(
        [
            document(agenda(store, client_id="acme", kind=kind, as_of=AS_OF, with_client=present))
            for kind, present in ((Kind.WEEKLY, False), (Kind.WEEKLY, True), (Kind.MONTHLY, True), (Kind.RETRO, False))
        ]
    )


def test_nothing_that_comes_later_changes_it(tmp_path: Path) -> None:
    world = World(tmp_path, seed=1)
    before = said(world.store)
    for kind in ("action", "decision", "grade", "season", "stage_over", "note", "done", "waiting", "next", "idea",
                 "volume", "overdue", "balance", "effect", "expected"):  # fmt: skip
        assert f'"kind": "{kind}"' in before, kind
    acts = world.dice.sample(World.ACTS * 2, len(World.ACTS) * 2)
    for first in range(0, len(acts), 7):
        for act in acts[first : first + 7]:
            world.later()
            act(world)
        assert said(world.store) == before, [act.__name__ for act in acts[first : first + 7]]


def test_a_card_is_internal_in_the_past_if_it_was_then_or_is_now(tmp_path: Path) -> None:
    """Its name of then was not for the client when it was internal then, and is no longer when it is internal now."""
    store, board, internal = open_store(tmp_path), FakeBoard(LISTS), "8" * 24
    add_client(store.ops, name="Acme", now=AS_OF)
    board.labels = [{"id": internal, "name": "Internal", "color": "black"}]
    was, will_be, never = (board.later(hours=1).add("Doing", name) for name in ("Margin", "Offer", "Page"))
    board.cards[was]["idLabels"] = [internal]
    import_board(store, client_id="acme", data=board.export(), who="t", now=board.now)
    then = board.now
    board.later(hours=1).move(never, "Done")
    board.cards[was] |= {"idLabels": [], "name": "Prices"}
    board.cards[will_be]["idLabels"] = [internal]
    import_board(store, client_id="acme", data=board.export(), who="t", now=board.now)
    seen = {work.card.name: work.said.internal for work in scene_at(store, client_id="acme", as_of=then).works}
    assert seen == {"Margin": True, "Offer": True, "Page": False}
