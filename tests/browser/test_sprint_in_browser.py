"""The Sprint page and the Morning check in a real browser: drawn whole, on a wall and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Look = Callable[..., Any]
PUMPS = "/sprint?client=esimerkki-pumput-oy&lang=fi"
CHARTS = 4
"""The way to the target, the ledger, the budgets and the balance."""


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_the_sprint_is_drawn_whole(look: Look, width: int, scheme: str) -> None:
    with look(width=width, scheme=scheme) as seen:
        seen.open(PUMPS, charts=CHARTS)
        assert seen.charts() == CHARTS
        headline = seen.page.locator("h2").first.inner_text()
        assert headline.startswith("8 tavoitteesta 4 toteutuu")
        assert seen.sideways() <= 0
        assert seen.errors == []
        assert seen.off_site == []


def test_the_morning_leads_to_the_sprint_of_the_worst_client(look: Look) -> None:
    with look() as seen:
        seen.open("/morning")
        seen.page.get_by_role("link", name="Avaa sprintti").first.click()
        seen.page.get_by_role("heading", name="toteutuu").wait_for()
        assert "client=verkkokauppa-malliputiikki-oy" in seen.page.url
        assert seen.errors == []
