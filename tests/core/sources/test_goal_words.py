"""What event names suggest, in the languages that exports and tag managers speak."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sources.goal_words import suggested_goal


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("purchase", "order"),
        ("Purchases", "order"),
        ("actions:offsite_conversion.fb_pixel_purchase", "order"),
        ("omni_purchase", "order"),
        ("Ostot", "order"),
        ("Köp", "order"),
        ("Bestellungen", "order"),
        ("add_to_cart", "cart"),
        ("AddToCart", "cart"),
        ("actions:offsite_conversion.fb_pixel_initiate_checkout", "cart"),
        ("begin_checkout", "cart"),
        ("Lisäykset ostoskoriin", "cart"),
        ("In den Warenkorb", "cart"),
        ("generate_lead", "soft_lead"),
        ("actions:lead", "soft_lead"),
        ("newsletter_signup", "soft_lead"),
        ("Uutiskirjeen tilaus", "soft_lead"),
        ("oppaan_lataus", "soft_lead"),
        ("webinaari-ilmoittautuminen", "soft_lead"),
        ("Messaging conversations started", "soft_lead"),
        ("tarjouspyynto_lahetetty", "hard_lead"),
        ("Tarjouspyyntö lähetetty", "hard_lead"),
        ("yhteydenotto", "hard_lead"),
        ("Offertförfrågan", "hard_lead"),
        ("Devis demandé", "hard_lead"),
        ("click_to_call", "hard_lead"),
        ("contact_form_submit", "hard_lead"),
        ("page_view", None),
        ("form_submit", None),  # Google Analytics sends it for every search box too
        ("view_cart", None),
        ("actions:link_click", None),
        ("video_thruplay_watched_actions", None),
        ("reach", None),
        ("conversions", None),
        ("", None),
        ("kampanja", None),
    ],
)
def test_a_name_suggests_a_goal_or_nothing(event, kind):
    assert suggested_goal(event) == kind


@given(st.text(max_size=300))
def test_no_name_is_too_strange(event):
    suggested_goal(event)
