"""Two browsers write into one weekly, and the server is killed and started again in between: nothing that a screen said
is kept is lost or doubled, and no text is overwritten without its writer seeing it."""

from __future__ import annotations

import os
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from core.dates import DEMO_NOW, utc_now
from core.jobs.rooms import SUMMARY
from core.store import Store, open_store, parking, promises, room_texts, rooms
from tests.browser.conftest import ONCE, Serving

PUMPS = "esimerkki-pumput-oy"
SECONDS = 120 if os.environ.get("SOAK") else 15
SAVED = re.compile(r"^Tallennettu\.")
PATIENCE = 60_000
"""Milliseconds that a screen may take on a loaded machine."""
LEAST_ROUNDS = 4
"""However slow the machine, so much is written before and after the server dies."""


@pytest.fixture
def serving(told_story: Path, tmp_path: Path) -> Iterator[Serving]:
    shutil.copytree(told_story, tmp_path / "data")
    running = Serving(tmp_path / "data", tmp_path / "server.log")
    try:
        yield running
    finally:
        running.stop()


class Writer:
    """One person at a screen. `promised`, `parked` and `said` hold what the screen said is kept."""

    def __init__(self, page: Page, name: str, address: str, dice: random.Random) -> None:
        self.page, self.name, self.dice = page, name, dice
        self.number = 0
        self.promised: list[str] = []
        self.parked: list[str] = []
        self.said: list[str] = []
        self.doubled: list[str] = []
        page.add_init_script(ONCE)
        page.on("console", lambda m: self.doubled.append(m.text) if m.text.startswith("on screen twice") else None)
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/weekly?client={PUMPS}&lang=fi")
        self.settle()

    def settle(self) -> None:
        self.page.locator('[data-testid="stMain"] h1').wait_for()
        self.page.wait_for_selector(
            '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]',
            state="attached",
        )

    def step(self) -> None:
        self.dice.choice((self.promise, self.write, self.write, self.park, self.go))()

    def new(self, what: str) -> str:
        self.number += 1
        return f"{what}-{self.name}-{self.number}."

    # ------------------------------------------------------------------------------------------------------- the form

    @property
    def what(self) -> Locator:
        return self.page.get_by_role("textbox", name="Mitä")

    def fill(self, text: str) -> None:
        """Open the form and write into it."""
        if not self.what.is_visible():
            self.page.get_by_role("button", name="Kirjaa muuta").click()
        self.what.fill(text)
        who = self.page.get_by_role("combobox", name="Kuka")
        who.fill("Maija Mainostaja")
        who.press("Enter")

    def promise(self) -> None:
        text = self.new("Toimi")
        self.fill(text)
        self.save(text)

    def save(self, text: str) -> None:
        self.page.get_by_role("button", name="Tallenna toimi").click()
        self.see_promised(text)

    def see_promised(self, text: str) -> None:
        self.page.get_by_text(f": {text} –").wait_for()
        self.what.wait_for(state="detached")
        self.promised.append(text)

    def park(self) -> None:
        text = self.new("Parkki")
        self.fill(text)
        self.page.get_by_role("button", name="Siirrä parkkiin").click()
        self.page.get_by_text(f"◇ {text}").wait_for()
        self.what.wait_for(state="detached")
        self.parked.append(text)

    def go(self) -> None:
        following = self.page.get_by_role("button", name="Seuraava")
        if following.is_enabled():
            following.click()
            self.settle()

    # ------------------------------------------------------------------------------------------------------- the text

    @property
    def field(self) -> Locator:
        return self.page.locator(f".st-key-room_text_{SUMMARY} .text")

    def type(self, text: str) -> None:
        area = self.field.locator("textarea")
        area.press("Control+End")
        area.press_sequentially(text)

    def write(self) -> None:
        text = self.new("Teksti")
        self.type(text)
        self.see_written(text)

    def see_written(self, text: str) -> None:
        """Wait until the field says that it is saved; where somebody wrote meanwhile, keep both."""
        both = self.field.get_by_role("button", name="Pidä molemmat")
        saved = self.field.locator(".status").filter(has_text=SAVED)
        end = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < end:
            expect(saved.or_(both).first).to_be_visible(timeout=PATIENCE)
            if both.is_visible():
                both.click()
            elif text in self.field.locator("textarea").input_value():
                self.said.append(text)
                return
        raise AssertionError(f"{text} was never saved")


def test_two_browsers_and_a_killed_server_lose_and_double_nothing(serving: Serving, chromium: Browser) -> None:
    contexts = [chromium.new_context(viewport={"width": 1440, "height": 1600}, locale="fi-FI") for _ in range(2)]
    try:
        anna, bo = (
            Writer(context.new_page(), name, serving.base, random.Random(name))
            for context, name in zip(contexts, ("anna", "bo"), strict=True)
        )
        anna.page.get_by_role("button", name="Aloita").click()
        bo.page.get_by_role("button", name="Seuraava").wait_for()
        for_seconds(SECONDS / 2, anna, bo)
        lost_answer(serving, anna, bo)
        for_seconds(SECONDS / 2, bo, anna)
        for writer in (anna, bo):
            expect(writer.field.locator(".status")).to_have_text(SAVED, timeout=PATIENCE)
            assert writer.doubled == []
    finally:
        for context in contexts:
            context.close()
    check(open_store(serving.folder), anna, bo)


def for_seconds(seconds: float, *writers: Writer) -> None:
    end, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < end or rounds < LEAST_ROUNDS:
        rounds += 1
        for writer in writers:
            writer.step()


def lost_answer(serving: Serving, anna: Writer, bo: Writer) -> None:
    """The server dies in the moment in which one saves and the other types."""
    sent, typed = anna.new("Toimi"), bo.new("Teksti")
    anna.fill(sent)
    bo.type(typed)
    anna.page.get_by_role("button", name="Tallenna toimi").click(no_wait_after=True)
    serving.kill()
    serving.start()
    for writer in (anna, bo):
        writer.settle()
    bo.see_written(typed)
    kept = anna.page.get_by_text(f": {sent} –")
    expect(kept.or_(anna.what).first).to_be_visible(timeout=PATIENCE)
    if anna.what.is_visible():
        assert anna.what.input_value() == sent, "what was not acknowledged is still on the screen"
        anna.save(sent)
    else:
        anna.see_promised(sent)


def check(store: Store, *writers: Writer) -> None:
    who = {"client_id": PUMPS}
    promised = [text for writer in writers for text in writer.promised]
    known = Counter(one.text for one in promises.list_actions(store.ops, **who, as_of=DEMO_NOW))
    assert [known[text] for text in promised] == [1] * len(promised)
    assert sum(known[text] for text in known if text.startswith("Toimi-")) == len(promised)
    lot = Counter(one.text for one in parking.list_parked(store.ops, **who, as_of=utc_now()))
    assert lot == Counter(text for writer in writers for text in writer.parked)
    room = rooms.find_room(store.ops, **who, kind="weekly", day=DEMO_NOW.date())
    assert room is not None
    versions = room_texts.text_versions(store.ops, **who, room_id=room.room_id, field=SUMMARY)
    said = [text for writer in writers for text in writer.said]
    for before, after in zip(versions, versions[1:], strict=False):
        gone = [text for text in said if text in before.body and text not in after.body]
        assert gone == [], "everybody chose to keep both, so nothing may ever vanish"
    assert [text for text in said if text not in versions[-1].body] == []
    assert min(len(said), len(promised)) > 1, "something was written"
