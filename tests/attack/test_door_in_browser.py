"""A real browser at the door: what only a browser adds (origins, policies, redirects) must let people in."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from core.dates import utc_now
from core.store.clients import add_client
from tests.attack.planted import HOSTILE, OWN

pytestmark = pytest.mark.browser
READY = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'


def fill_in(page: Page, password: str) -> None:
    page.fill("[name=email]", "tekija@example.fi")
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")


def test_a_person_signs_in_looks_around_and_signs_out(server: Any, specialist: int, chromium: Browser) -> None:
    """By keyboard, to the page they wanted; nothing is asked of another site and the policy blocks nothing of ours."""
    context = chromium.new_context(locale="fi-FI")
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    base = f"http://{server.host}"

    page.goto(f"{base}/targets?client=oma-asiakas-oy")
    fill_in(page, "aivan väärä salasana")
    assert page.locator("[role=alert]").inner_text() == "Sähköpostiosoite tai salasana on väärin."
    fill_in(page, "oikea hevonen paristo")
    page.wait_for_selector(READY, state="attached")
    assert page.url == f"{base}/targets?client=oma-asiakas-oy"
    assert [cookie["name"] for cookie in context.cookies() if cookie["httpOnly"]] == ["tahti"]
    assert page.evaluate("document.documentElement.lang") == "fi"

    for path in ("/", "/stages", "/imports", "/clients", "/account"):
        page.goto(base + path)
        page.wait_for_selector(READY, state="attached")
    page.get_by_role("link", name="Kirjaudu ulos").click()
    page.get_by_role("button", name="Kirjaudu ulos").click()
    page.wait_for_selector("[name=email]")
    page.goto(f"{base}/targets")
    assert page.url.startswith(f"{base}/login?next=")

    assert [url for url in asked if not url.startswith((base, "data:", "blob:"))] == []
    # A page below the root first probes two internals below itself, which are 404; the wrong password was a 401.
    expected = ("404 (Not Found)", "401 (Unauthorized)")
    assert [said for said in complaints if not any(status in said for status in expected)] == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_fits_a_phone(server: Any, specialist: int, chromium: Browser, scheme: Any) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"http://{server.host}/login")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    heights = page.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]), button')].map(e => e.offsetHeight)"
    )
    assert min(heights) >= 44
    context.close()


def test_hostile_words_on_the_clients_page_stay_words(server: Any, planted: Any, link: Any, chromium: Browser) -> None:
    """A card, a note, a client's name and what is printed under it: none of them becomes a script, a picture, a link, a
    formula or a style."""
    named = add_client(server.store.ops, name=f'</style>{HOSTILE}\\"; }} body {{ display: none', now=utc_now())
    complaints: list[str] = []
    for client_id in (OWN, named.client_id):
        held = link(client_id, open_it=False, may_export=True)
        context = chromium.new_context(viewport={"width": 360, "height": 800})
        page = context.new_page()
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"http://{server.host}/s/{held.token}")
        page.wait_for_selector(READY, state="attached")
        page.wait_for_selector("h1")
        said = page.inner_text('[data-testid="stMain"]')
        assert "<img src=x onerror=alert(1)><script>alert(2)</script> [x](javascript:alert(3)) $a$ :red[hi]" in said
        assert page.locator('[data-testid="stMain"] :is(img, script, .katex, a[href^="javascript" i])').count() == 0
        assert page.evaluate("getComputedStyle(document.body).display") == "block"
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        assert complaints == []
        context.close()
