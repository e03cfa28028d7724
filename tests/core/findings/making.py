"""Facts made by hand: campaigns as daily arrays, everything else as plain as it can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from core.findings.facts import Account, Days, Facts, Line, Site
from core.findings.finding import Finding, Kind
from core.findings.rules import found_in
from core.model import BUCKETS, Client, TargetRow


@dataclass
class Campaign:
    """One campaign; each measure is a number for every day, or an array."""

    name: str
    stage: str = "reach"
    channel: str = "paid_social_meta"
    source: str = "meta_ads"
    spend: Any = 0.0
    clicks: Any = 0.0
    conversions: Any = 0.0
    value: Any = 0.0
    impressions: Any = field(default=0.0)


def make(
    campaigns: Sequence[Campaign],
    *,
    first: date,
    days: int,
    target: Mapping[str, str] | None = None,
    monthlies: Sequence[date] = (),
    **changed: Any,
) -> Facts:
    """Facts over `days` days from `first`; today is the day after. Every account's files cover every day."""
    today = first + timedelta(days=days)
    names = sorted({campaign.source for campaign in campaigns})
    yesterday = today - timedelta(days=1)
    accounts = tuple(Account(name, "main", first, yesterday, True, True, 1) for name in names)
    spend = _stacked(campaigns, "spend", days)
    micros = np.rint(spend * 1e6).astype(np.int64)
    stages = {
        bucket: sum((micros[i] for i, c in enumerate(campaigns) if c.stage == bucket), np.zeros(days, np.int64))
        for bucket in BUCKETS
    }
    facts = Facts(
        client=Client("kuusi", "Kuusi Oy"),
        today=today,
        moment=datetime.combine(today, time(6)),
        first=first,
        lines=tuple(
            Line(f"{c.source}/{c.name}", c.name, names.index(c.source), c.channel, c.stage, "") for c in campaigns
        ),
        accounts=accounts,
        days=Days(
            {"EUR": micros},
            _stacked(campaigns, "clicks", days),
            _stacked(campaigns, "impressions", days),
            _stacked(campaigns, "conversions", days),
            _stacked(campaigns, "value", days),
            np.zeros((len(campaigns), days)),
        ),
        covered=np.ones((len(names), days), np.bool_),
        stage_money=stages,
        stage_days={bucket: money > 0 for bucket, money in stages.items()},
        site=Site(*(np.full(days, np.nan) for _ in range(3))),
        targets=(TargetRow(1, first, {k: Decimal(v) for k, v in target.items()}, "", ""),) if target else (),
        monthlies=tuple(monthlies),
    )
    return replace(facts, **changed)


def _stacked(campaigns: Sequence[Campaign], name: str, days: int) -> Any:
    rows = [np.broadcast_to(np.asarray(getattr(c, name), dtype=np.float64), (days,)) for c in campaigns]
    return np.array(rows).reshape(len(campaigns), days)


def told(facts: Facts) -> list[Finding]:
    return list(found_in(facts).findings)


def kinds(facts: Facts) -> set[Kind]:
    return {finding.kind for finding in told(facts)}


def of_kind(facts: Facts, kind: Kind) -> Finding:
    """The one finding of this kind."""
    (found,) = [finding for finding in told(facts) if finding.kind is kind]
    return found


def why_not(facts: Facts, kind: Kind) -> str:
    """Why the kind is not told, in English."""
    return " ".join(one.why.en for one in found_in(facts).not_shown if one.kind is kind)
