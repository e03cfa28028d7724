"""What is particular to Meta Ads Manager: which results are conversions, and which clicks are clicks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.sources.column import Column
from core.sources.columns import Mask, Numbers
from core.sources.fact_tables import Results
from core.sources.vocabulary import folded

_LEAD = re.compile(r"\blead|form submit|liidi|submit application|contact form")
_GOAL = re.compile(
    r"purchase|complete registration|registrations? completed|subscribe|start trial|schedule|donate|ostot?\b|osto\b"
    r"|kauf|compra|achat|acquist|aankoop|kop\b"
)
_INDICATOR = re.compile(r"(?:actions|conversions|catalog_segment_actions):[a-z0-9_.]{3,100}")
_NEVER = re.compile(
    r"initiate|checkout|cart|view|click|reach|impression|engagement|messag|conversation|install|thruplay|like|follow"
    r"|add to|payment info"
)


@dataclass(frozen=True, slots=True)
class Claims:
    """Measures as stored, and the results by kind."""

    measures: Mapping[str, Numbers]
    results: tuple[Results, ...]


def is_kind(text: str) -> bool:
    """Whether a cell is a result indicator in Meta's own words, which it writes in one way in every language."""
    return bool(_INDICATOR.fullmatch(text.strip()))


def is_lead(kind: str) -> bool:
    """Whether a result indicator or type is a lead: `actions:lead`, `form_submit`, `Leads (form)`."""
    return bool(_LEAD.search(_plain(kind))) and not _NEVER.search(_plain(kind))


def is_goal(kind: str) -> bool:
    """Whether results of this kind are conversions: purchases, leads, registrations, subscriptions and the like.

    A step on the way (checkout, cart, message) is none, nor is what media buys (reach, views, clicks, installs)."""
    return is_lead(kind) or (bool(_GOAL.search(_plain(kind))) and not _NEVER.search(_plain(kind)))


def claims(
    found: Mapping[str, Numbers],
    kinds: Column | None,
    attributions: Column | None,
    actions: Sequence[tuple[str, Numbers]],
) -> Claims:
    """Meta's columns in our measures. Clicks are link clicks; conversions are the purchase and lead columns, else those
    results whose kind is a goal."""
    measures = _clicks(found)
    purchases = found.get("purchases") or found.get("website_purchases")
    leads = _leads(found)
    if leads is not None:
        measures["leads"] = leads
    own = [column for column in (purchases, leads) if column is not None]
    results = found.get("results")
    by_kind = not own and "conversions" not in found
    if own:
        measures["conversions"] = _added(own)
    elif by_kind and results is not None and kinds is not None:
        measures.update(_from_results(results, kinds))
    listed = [_named("Purchases", purchases, attributions, True)] if purchases is not None else []
    listed += [_named(header, numbers, attributions, False) for header, numbers in actions]
    if results is not None:
        listed.append(_results(results, kinds, attributions, by_kind))
    return Claims(measures, tuple(listed))


def _leads(found: Mapping[str, Numbers]) -> Numbers | None:
    """All leads; where the file lists only those of Meta's forms and of the website, both together."""
    parts = [found[role] for role in ("meta_leads", "website_leads") if role in found]
    return found.get("leads") or (_added(parts) if parts else None)


def _clicks(found: Mapping[str, Numbers]) -> dict[str, Numbers]:
    kept = {"results", "purchases", "website_purchases", "link_clicks", "clicks", "meta_leads", "website_leads"}
    measures = {role: numbers for role, numbers in found.items() if role not in kept}
    if "link_clicks" in found:
        measures["clicks"] = found["link_clicks"]
    if "clicks" in found:
        measures.setdefault("clicks_all", found["clicks"])
    return measures


def _from_results(results: Numbers, kinds: Column) -> dict[str, Numbers]:
    found = {"conversions": _only(results, _by_text(kinds, is_goal))}
    leads = _only(results, _by_text(kinds, is_lead))
    return {**found, "leads": leads} if leads.valid.any() else found


def _only(numbers: Numbers, rows: Mask) -> Numbers:
    return Numbers(np.where(rows, numbers.micros, 0), numbers.valid & rows)


def _by_text(column: Column, rule: object) -> Mask:
    assert callable(rule)
    return np.array([bool(rule(text)) for text in column.texts], np.bool_)[column.codes]


def _added(columns: Sequence[Numbers]) -> Numbers:
    micros = sum((np.where(c.valid, c.micros, 0) for c in columns), np.zeros_like(columns[0].micros))
    return Numbers(micros, np.logical_or.reduce([c.valid for c in columns]))


def _named(kind: str, numbers: Numbers, attributions: Column | None, counted: bool) -> Results:
    same = Column(np.zeros(len(numbers.micros), np.int32), (kind,))
    return Results(same, attributions, numbers, np.array([counted]))


def _results(results: Numbers, kinds: Column | None, attributions: Column | None, by_kind: bool) -> Results:
    if kinds is None:
        return _named("", results, attributions, False)
    counted = np.array([by_kind and is_goal(text) for text in kinds.texts], np.bool_)
    return Results(kinds, attributions, results, counted)


def _plain(kind: str) -> str:
    return folded(kind.replace(".", " ").replace(":", " "))
