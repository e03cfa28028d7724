"""For how long each source changes a day, and what that leaves settled."""

from __future__ import annotations

import pytest

from core.reports.freshness import restated_window


@pytest.mark.parametrize(
    ("sources", "days"),
    [
        (("google_ads", "linkedin_ads", "tiktok_ads", "microsoft_ads"), 30),
        (("meta_ads",), 28),
        (("ga4",), 3),
        (("search_console",), 5),
        (("klaviyo", "mailchimp", "email"), 14),
        (("shopify", "woocommerce"), 60),
        (("somebody_s_own_table",), 30),
    ],
)
def test_a_source_changes_its_days_for_as_long_as_its_connectors_say(sources: tuple[str, ...], days: int) -> None:
    assert {restated_window(source) for source in sources} == {days}
