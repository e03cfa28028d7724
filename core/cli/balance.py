"""The command that shows how the money lies across the stages."""

from __future__ import annotations

import argparse

from core.cli.words import (
    Answer,
    Command,
    Json,
    as_of_option,
    asked_period,
    client_option,
    cut_day,
    days_options,
    named_client,
    period_json,
    shares_json,
)
from core.figures import plain, ratio
from core.model import BUCKETS
from core.reports.balance import balance
from core.reports.periods import default_period
from core.reports.shapes import BalanceReport, PeriodTotal
from core.store import Store


def add_balance_command(command: Command) -> None:
    """Register the command of this module."""
    keys = (
        '{"period", "currency", "money": {"total", "by_stage": {bucket: {"amount", "share"}}}, "target", "deviation",'
        ' "to_move", "why_null", "channels", "periods_used", "settled_through", "complete",'
        ' "rates": [{"from", "to", "rate", "day", "month"}]}'
    )
    made = command("balance", _balance, "Show how the money lies across the stages", keys)
    client_option(made)
    days_options(made)
    as_of_option(made, "know only the days before this one")


def _balance(store: Store, given: argparse.Namespace) -> Answer:
    client = named_client(store, given)
    period = asked_period(given)
    as_of = cut_day(given, client, period)
    if period is None:
        period = default_period(store, client_id=client.client_id, today=as_of).period
    report = balance(store, client_id=client.client_id, period=period, as_of=as_of)
    return Answer(_balance_json(report), _balance_text(report))


def _balance_json(report: BalanceReport) -> Json:
    used = [p for p in report.periods if p.used]
    return {
        "client": report.client_id,
        "period": period_json(report.period),
        "currency": report.currency,
        "money": {
            "total": plain(report.total),
            "by_stage": {
                bucket: {
                    "amount": plain(report.by_bucket[bucket]),
                    "share": ratio(report.by_bucket[bucket], report.total),
                }
                for bucket in BUCKETS
            },
        },
        "confirmed": report.confirmed,
        "target": shares_json(report.target.shares) if report.target else None,
        "target_from": report.target.valid_from.isoformat() if report.target else None,
        "deviation": report.balance.deviation if report.balance else None,
        "to_move": plain(report.balance.to_move) if report.balance else None,
        "why_null": str(report.why_null) if report.why_null else None,
        "missing": list(report.missing),
        "channels": {c.channel: {"amount": plain(c.amount), "share": c.share} for c in report.channels},
        "effective_channels": report.effective_channels,
        "periods_used": [_period_total(p) for p in used],
        "periods_listed": [_period_total(p) for p in report.periods if not p.used],
        "settled_through": report.settled_through.isoformat() if report.settled_through else None,
        "complete": report.complete,
        "rates": [
            {
                "from": rate.base,
                "to": rate.to,
                "rate": format(rate.rate.normalize(), "f"),
                "day": rate.day.isoformat(),
                "month": f"{rate.month:%Y-%m}",
            }
            for rate in report.rates
        ],
        "freshness": [
            {
                "source": f.source,
                "account": f.account,
                "last_day": f.last_day.isoformat(),
                "settled_through": f.settled_through.isoformat() if f.settled_through else None,
                "days_behind": f.days_behind,
                "stale": f.stale,
            }
            for f in report.freshness
        ],
    }


def _period_total(total: PeriodTotal) -> Json:
    return {
        "source": total.source,
        "account": total.account,
        **(period_json(total.period) or {}),
        "spend": plain(total.amount),
        "currency": total.currency,
    }


def _balance_text(report: BalanceReport) -> str:
    head = f"{report.client_id} {report.period.start} … {report.period.end}: {plain(report.total)} {report.currency}"
    lines = [f"  {bucket:9} {plain(amount):>14}" for bucket, amount in report.by_bucket.items() if amount]
    if report.balance:
        lines.append(f"  {report.balance.deviation:.0%} ({plain(report.balance.to_move)}) lies elsewhere than agreed")
    elif report.why_null:
        lines.append(f"  {report.why_null}")
    return "\n".join([head, *lines])
