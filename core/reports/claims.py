"""Who claims what about a client's results over a period, and what the shop or CRM says really happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.measure.claims import ClaimLine, KindClaims
from core.model import Claim, Period


@dataclass(frozen=True, slots=True)
class ClaimsReport:
    """The three claims of one client over one period, side by side."""

    client_id: str
    period: Period
    as_of: date
    counts: Claim
    """Whose count the client goes by."""
    lines: tuple[ClaimLine, ...]
    kinds: tuple[KindClaims, ...]
    values: Mapping[Claim, Decimal]
    """Money that each claim says the results were worth, in `currency`; a claim that says none is absent."""
    currency: str
