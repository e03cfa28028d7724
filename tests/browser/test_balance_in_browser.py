"""What only a browser can show: that the Balance page draws, fits a phone, prints, and asks nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Look = Callable[..., Any]
CLIENT = "esimerkki-pumput-oy"
CHARTS = 4


@pytest.mark.parametrize(("width", "scheme", "language"), [(1440, "light", "en"), (390, "dark", "fi")])
def test_every_chart_is_drawn_without_an_error_and_without_leaving_the_machine(
    look: Look, width: int, scheme: str, language: str
) -> None:
    with look(width=width, scheme=scheme) as seen:
        seen.open(f"/?client={CLIENT}&lang={language}", charts=CHARTS)
        assert seen.charts() == CHARTS
        assert seen.errors == []
        assert seen.off_site == []
        assert seen.sideways() <= 0


def test_the_numbers_are_a_table_too_and_a_click_on_a_bar_lists_its_campaigns(look: Look) -> None:
    """Days that may still change are striped, also after the address has changed: stripes are dashed lines, because a
    gradient is found through the page's address."""
    with look() as seen:
        seen.open(f"/?client={CLIENT}&lang=en", charts=CHARTS)
        seen.page.get_by_text("The same as a table").click()
        table = seen.page.locator(".st-key-balance_table table")
        table.wait_for()
        assert [
            cell.replace("\u00a0", " ") for cell in table.locator("tbody tr").first.locator("td").all_inner_texts()
        ] == [
            "Reach",
            "6,300 €",
            "63 %",
            "45 %",
            "+18 points",
            "▲ worth watching",
        ]
        assert seen.charts() == CHARTS
        seen.page.locator(".st-key-balance_bars path[aria-roledescription=bar]").nth(2).click()
        seen.page.wait_for_url("**stage=convert**")
        seen.settle(charts=CHARTS)
        assert seen.page.get_by_role("radio", name="Convert", exact=True).get_attribute("aria-checked") == "true"
        assert seen.charts() == CHARTS
        trend = seen.page.locator('[data-testid="stVegaLiteChart"] svg.marks').last
        assert trend.locator('line[stroke-dasharray="3,4"]').count() > 0
        assert trend.locator('[fill^="url("]').count() == 0


def test_a_dark_screen_prints_a_light_page(look: Look) -> None:
    """The golden story in its headline: 18 % of the staged money, 1 800 € of 10 000 €, lies elsewhere than agreed."""
    with look(scheme="dark") as seen:
        seen.open(f"/?client={CLIENT}&lang=fi", charts=CHARTS)
        headline = seen.page.locator("h2").first.inner_text().replace("\u00a0", " ")
        assert headline.startswith("18 % budjetista (1 800 € / 10 000 €)")
        assert _background(seen) == "rgb(14, 17, 22)"
        seen.page.emulate_media(media="print")
        assert _background(seen) == "rgb(255, 255, 255)"
        texts = seen.page.evaluate(
            """() => [...document.querySelectorAll('h1, h2, [data-testid="stVegaLiteChart"] svg.marks text')]
                .filter(e => e.textContent).map(e => getComputedStyle(e))
                .map(s => s.fill === 'rgb(0, 0, 0)' ? s.color : s.fill)"""
        )
        assert set(texts) - {"rgb(30, 138, 74)", "rgb(178, 106, 0)", "rgb(209, 52, 56)"} == {"rgb(27, 33, 48)"}
        assert seen.page.pdf(format="A4", print_background=True).startswith(b"%PDF")


def _background(seen: Any) -> str:
    return str(seen.page.evaluate("() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"))


def test_a_team_and_an_unknown_period_are_calm(look: Look) -> None:
    with look() as seen:
        seen.open("/?client=esittelytiimi&lang=fi")
        assert seen.charts() == 0
        assert "ei mainosrahaa" in seen.page.locator('[data-testid="stMain"]').inner_text()
        seen.open(f"/?client={CLIENT}&lang=en&period=%3Cscript%3E")
        assert "cannot be read" in seen.page.locator('[data-testid="stMain"]').inner_text()
        assert seen.errors == []
