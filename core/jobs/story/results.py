"""What the demo's clients have agreed about results: what each event stands for, and whose count they go by."""

from __future__ import annotations

from datetime import datetime

from core.model import Claim, Client, GoalKind
from core.store import Store, goals

SOFT, HARD, ORDER = GoalKind.SOFT_LEAD, GoalKind.HARD_LEAD, GoalKind.ORDER
AGREED: dict[str, tuple[tuple[str, str, GoalKind], ...]] = {
    "pumput": (
        ("conversions", "google_ads", HARD),
        ("actions:lead", "meta_ads", SOFT),
        ("actions:offsite_conversion.fb_pixel_lead", "meta_ads", HARD),
        ("leads", "meta_ads", SOFT),
        ("key_events", "ga4", HARD),
    ),
    "malliputiikki": (
        ("conversions", "google_ads", ORDER),
        ("Purchases", "meta_ads", ORDER),
        ("key_events", "ga4", ORDER),
    ),
    # The third has agreed on its Google conversions only: its other events still wait for a word.
    "pihapalvelu": (("conversions", "google_ads", HARD),),
}


def agree_results(store: Store, client: Client, key: str, *, who: str, now: datetime) -> None:
    """Set the goals of one demo client, unless somebody has set some already."""
    if goals.list_goals(store.ops, client_id=client.client_id):
        return
    for event, source, kind in AGREED[key]:
        goals.set_goal(
            store.ops, client_id=client.client_id, event=event, kind=kind, source=source, set_by=who, now=now
        )
    goals.choose_claim(store.ops, client_id=client.client_id, claim=Claim.PLATFORM, set_by=who, now=now)
