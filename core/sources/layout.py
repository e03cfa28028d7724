"""What a header says: whose file it is, in which language, and which column plays which role."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.model import Level, Period
from core.sources import comparison, days
from core.sources.reading import DAY_MEASURES
from core.sources.table import Head
from core.sources.vocabulary import COUNTED_ASIDE, OTHER_MEASURES, Meaning, folded, meanings, split_currency

TABLE = "table"
"""Source of a file that no platform's marks give away."""

MEASURE_ROLES = frozenset(
    {*DAY_MEASURES, *OTHER_MEASURES, *COUNTED_ASIDE, "link_clicks", "spend_micros", "results", "purchases"}
    | {"website_purchases", "website_leads", "meta_leads"}
)
SPAN_ROLES = ("day", "start", "end", "week", "month", "quarter", "year", "nth_day")
"""Columns that say when a row is."""
TEXT_ROLES = (
    "campaign_type",
    "objective",
    "bid_strategy",
    "labels",
    "result_kind",
    "attribution",
    "currency",
    "campaign_status",
    "ad_set_status",
    "ad_status",
    "delivery",
    "status_reason",
    "match_type",
)
OUTCOME_ROLES = frozenset(
    {"outcome_id", "ordered_day", "created_day", "won_day", "closed_day", "cancelled_day", "order_value"}
    | {"order_refunded", "outcome_state", "origin", "payment", "tags", "money_text", "currency"}
)
"""Columns of a list of orders, leads or deals."""
NAMES = {Level.CAMPAIGN: "campaign", Level.AD_SET: "ad_set", Level.AD: "ad"}
DIMENSIONS: tuple[tuple[str, Level], ...] = (
    ("search_term", Level.SEARCH_TERM),
    ("asset", Level.ASSET),
    ("asset_type", Level.ASSET),
    ("keyword", Level.OTHER),
    ("location", Level.OTHER),
    ("visitor", Level.OTHER),
    ("conversion_action", Level.OTHER),
    ("page", Level.PAGE),
    ("event", Level.EVENT),
    ("channel_group", Level.CHANNEL),
    ("traffic_source", Level.CHANNEL),
)
"""Dimensions that make rows something else than money levels, also beside a campaign column."""
SEGMENTS: tuple[tuple[str, Level], ...] = (
    ("device", Level.DEVICE),
    ("network", Level.NETWORK),
    ("country", Level.OTHER),
    ("breakdown", Level.OTHER),
    ("appearance", Level.OTHER),
)
"""Dimensions that split a campaign's rows; levels of their own only without a campaign column."""

_SUBJECTS = frozenset(role for role, _ in (*DIMENSIONS, *SEGMENTS))
"""Dimensions that mean the same whoever writes them: a landing page is one in Google Ads too."""
MOST_STRANGE = 10
MOST_LEADING = 6
"""Columns in which a totals row is looked for: Google Ads names it in the third of its keyword reports."""
_ROLELESS = frozenset({"known", "action", "personal"})
_ANYBODYS = frozenset({"action", "purchases", "breakdown"})
"""Roles whose headers (Purchases, Adds to cart, Creative) tell whose table it is only beside _KINDS_OF_CLICKS."""
_KINDS_OF_CLICKS = frozenset({"link_clicks", "clicks_all"})
"""Who counts clicks apart by where they led is a social network."""
_COSTLESS = ("search_console", "ua")
"""What they tell of costs nothing; their headers (Position, Views) stand in many tables of things that do."""
_SPLITTING = ("breakdown", "device", "network", "country", "hour")
_FEWEST_VOTES = {"shopify": 4, "meta_leads": 3} | dict.fromkeys(
    (
        "google_ads",
        "ga4",
        "tiktok_ads",
        "microsoft_ads",
        "email",
        "klaviyo",
        "mailchimp",
        "google_business",
        "snapchat_ads",
        "snapchat_api",
        "pinterest_ads",
        "x_ads",
        "reddit_ads",
        "amazon_ads",
        "woocommerce",
        "shop",
        "pipedrive",
        "hubspot",
        "salesforce",
        "crm",
    ),
    2,
)
"""Sources whose own words are also other people's: one of them alone proves nothing."""
MAIL_SOURCES = ("email", "klaviyo", "mailchimp")
_AGGREGATIONS = {"weekly": "week", "monthly": "month", "yearly": "year"}
_SAME = {"snapchat_api": "snapchat_ads"}
"""Interfaces whose words differ from those of their platform's own downloads: money in millionths under one name."""
OUTCOME_SOURCES = ("shopify", "woocommerce", "shop", "pipedrive", "hubspot", "salesforce", "meta_leads", "crm")
"""Shops and CRMs, whose lists hold people and what they did. `shop` and `crm` are those that no mark gives away."""
_OWN_WORDS = frozenset({*MAIL_SOURCES, *OUTCOME_SOURCES, "ua", "google_business"})
"""Sources whose words (Title, Sent, Messages) mean something else in a table of nobody's known report."""
_FAMILIES = {
    "klaviyo": "email",
    "mailchimp": "email",
    "shopify": "shop",
    "woocommerce": "shop",
    "pipedrive": "crm",
    "hubspot": "crm",
    "salesforce": "crm",
}
"""Sources that share the words of their kind beside their own."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The roles of a table's columns (positions from 0)."""

    source: str
    language: str
    headers: tuple[str, ...]
    roles: Mapping[str, int]
    actions: tuple[int, ...] = ()
    """Columns that count one kind of action each (app installs, landing page views)."""
    personal: tuple[int, ...] = ()
    splits: tuple[int, ...] = ()
    """Columns that split a campaign's figures into parts: age, placement, device, hour …"""
    money_currencies: tuple[str, ...] = ()
    """The ISO codes in the headers of all spend columns, each once."""
    twins: tuple[tuple[int, int], ...] = ()
    """Pairs of columns that claim to be one measure under one header."""
    strange: tuple[int, ...] = ()
    """Columns before the first measure that nobody knows: perhaps what the rows are about."""
    unsaid: tuple[int, ...] = ()
    """The unknown column beside Meta's Results, in which it may tell what they are."""
    compared: Period | None = None
    """The current one of two compared periods, where the headers tell its days."""
    is_comparison: bool = False
    marks: frozenset[str] = field(default_factory=frozenset)
    currency: str = ""
    """ISO code in the header of the money column."""

    def has(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)

    @property
    def lists_outcomes(self) -> bool:
        """Whether a row is an order, lead or deal of a shop or CRM."""
        dated = self.has("ordered_day", "created_day", "won_day", "closed_day")
        return dated and (self.source in OUTCOME_SOURCES or not self.has("campaign", "spend", "impressions", "clicks"))

    @property
    def measures(self) -> tuple[str, ...]:
        return tuple(role for role in self.roles if role in MEASURE_ROLES)

    @property
    def leading(self) -> range:
        """The first columns, up to the first measure: where totals are named, at least the first two."""
        first = min((self.roles[role] for role in self.measures), default=0)
        return range(min(max(first, 2), MOST_LEADING, len(self.headers)))

    @property
    def wanted(self) -> frozenset[int]:
        """Columns worth reading: those with a role, and those in which totals are named. Personal data never."""
        twins = (position for pair in self.twins for position in pair)
        named = {*self.roles.values(), *self.actions, *self.splits, *self.strange, *self.unsaid, *twins}
        return frozenset({*named, *self.leading} - set(self.personal))


def layout(head: Head, columns_answer: str = "", package: str = "") -> Layout:
    """The layout of a header; `columns_answer` is JSON {"header": "role"} with which a person overrules it, `package`
    the source of the tables beside it."""
    found = [meanings(header) for header in head.header]
    compared = comparison.current(head.header, found)
    found = [compared.get(at, meaning) for at, meaning in enumerate(found)]
    source = _source(head, found)
    if source == TABLE:
        source = package or ("search_console" if compared else TABLE)
    language = _language(found, source)
    answered = _answered(columns_answer)
    played = [
        answered.get(folded(header)) or _role(meaning, source, language)
        for header, meaning in zip(head.header, found, strict=True)
    ]
    first: dict[str, int] = {}
    for position, role in enumerate(played):
        first.setdefault(role, position)
    roles = {role: at for role, at in first.items() if role and role not in _ROLELESS and not role.startswith("mark_")}
    roles = _as_aggregated(_levels_by_pair(roles, source), head.preamble)
    unknown = [at for at, h in enumerate(head.header) if h and not found[at] and folded(h) not in answered]
    return Layout(
        _SAME.get(source, source),
        language,
        head.header,
        roles,
        actions=_places(played, "action"),
        personal=_places(played, "personal"),
        splits=_places(played, *_SPLITTING),
        money_currencies=_currencies(head.header[at] for at in _places(played, "spend")),
        twins=_twins(head.header, roles),
        strange=_strange(unknown, roles),
        unsaid=_unsaid(unknown, roles) if source == "meta_ads" else (),
        compared=comparison.period(head.header, tuple(compared)),
        is_comparison=bool(compared),
        marks=frozenset(role for role in first if role.startswith("mark_")),
        currency=split_currency(head.header[roles["spend"]])[1] if "spend" in roles else "",
    )


def _places(played: Sequence[str], *roles: str) -> tuple[int, ...]:
    return tuple(position for position, role in enumerate(played) if role in roles)


def _currencies(headers: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({code for code in (split_currency(header)[1] for header in headers) if code}))


def _strange(unknown: Sequence[int], roles: Mapping[str, int]) -> tuple[int, ...]:
    first = min((at for role, at in roles.items() if role in MEASURE_ROLES), default=0)
    return tuple(at for at in unknown if at < first)[:MOST_STRANGE]


def _unsaid(unknown: Sequence[int], roles: Mapping[str, int]) -> tuple[int, ...]:
    beside = roles["results"] + 1 if "results" in roles and "result_kind" not in roles else 0
    return tuple(at for at in unknown if at == beside > 0)


def _twins(headers: Sequence[str], roles: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    measures = {folded(headers[at]): at for role, at in roles.items() if role in MEASURE_ROLES}
    found = ((measures.get(folded(header)), position) for position, header in enumerate(headers))
    return tuple((own, other) for own, other in found if own is not None and own != other)


def _source(head: Head, found: Sequence[tuple[Meaning, ...]]) -> str:
    played = {m.role for meaning in found for m in meaning}
    silent = frozenset() if played & _KINDS_OF_CLICKS else _ANYBODYS
    telling = (set(meaning) for meaning in found if all(m.source for m in meaning))
    votes = Counter(m.source for meaning in telling for m in meaning if m.role not in silent)
    if any(line.lstrip(' "').startswith("#") for line in head.preamble):
        return "ua" if votes["ua"] > votes["ga4"] else "ga4"
    if any("microsoft" in line.casefold() or folded(line).startswith('"report name') for line in head.preamble):
        return "microsoft_ads"
    if votes["linkedin_ads"] and any("utc" in header.casefold() for header in head.header):
        return "linkedin_ads"
    if _is_google_preamble(head):
        votes["google_ads"] += 3
    if played & {"spend", "spend_micros"}:
        for source in _COSTLESS:
            del votes[source]
    elif "position" in played and "campaign" not in played:
        votes["search_console"] = max(votes["search_console"], 1)  # also where its word is a place too: Sijainti
    if any(m.source == "shopify" and m.role == "outcome_state" for meaning in found for m in meaning):
        votes["shopify"] += 1  # nobody else has a Financial Status; names, tags and totals stand in many lists
    enough = {source: n for source, n in votes.items() if n >= _FEWEST_VOTES.get(source, 1)}
    best = max(enough, key=lambda source: (enough[source], source)) if enough else TABLE
    own = [source for source, family in _FAMILIES.items() if family == best and source in enough]
    return max(own, key=lambda source: enough[source]) if own else best


def _is_google_preamble(head: Head) -> bool:
    """A report name and a line with nothing but the period (or "All time"), as Google Ads writes above its tables."""
    lines = [line for line in head.preamble if line.strip(' ",;\t')]
    if not 1 <= len(lines) <= 3:
        return False
    return days.is_all_time(lines) or any(":" not in line and days.declared([line]) for line in lines)


def _language(found: Sequence[tuple[Meaning, ...]], source: str) -> str:
    """The language in which most headers are written; empty when two are equally likely."""
    votes = Counter(
        language for meaning in found for language in {m.language for m in meaning if m.source in ("", source)}
    )
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _role(meaning: Sequence[Meaning], source: str, language: str) -> str:
    fitting = [m for m in meaning if m.source in ("", source, _FAMILIES.get(source, source))]
    fitting = fitting or [m for m in meaning if m.source not in _OWN_WORDS and (source == TABLE or m.role in _SUBJECTS)]
    if not fitting:
        return ""
    return max(fitting, key=lambda m: (m.source == source, bool(m.source), m.language == language)).role


def _levels_by_pair(roles: dict[str, int], source: str) -> dict[str, int]:
    """LinkedIn renamed its levels in 2026: beside a campaign group, "campaign" is what is called an ad set now."""
    if source == "linkedin_ads" and "campaign_group" in roles and "ad_set" not in roles and "campaign" in roles:
        moved = {"campaign_group": "campaign", "campaign": "ad_set", "campaign_id": "ad_set_id"}
        return {moved.get(role, role): position for role, position in roles.items()}
    return roles


def _as_aggregated(roles: dict[str, int], preamble: Sequence[str]) -> dict[str, int]:
    """Microsoft calls its column of days, weeks or months alike and says above the table which it is."""
    said = {folded(line.strip(' "')) for line in preamble}
    unit = next((unit for word, unit in _AGGREGATIONS.items() if f"report aggregation: {word}" in said), "")
    if unit and "day" in roles:
        return {unit if role == "day" else role: position for role, position in roles.items()}
    return roles


def _answered(text: str) -> Mapping[str, str]:
    """Folded header -> role, of a mapping answered as JSON; empty when it is none."""
    try:
        answer = json.loads(text) if text else {}
    except ValueError:
        return {}
    if not isinstance(answer, dict):
        return {}
    allowed = MEASURE_ROLES | set(TEXT_ROLES) | OUTCOME_ROLES | _dimension_roles()
    return {folded(str(header)): str(role) for header, role in answer.items() if str(role) in allowed}


def _dimension_roles() -> set[str]:
    names = {*NAMES.values(), *(f"{name}_id" for name in NAMES.values()), *SPAN_ROLES, "account", "known"}
    return names | {role for role, _ in (*DIMENSIONS, *SEGMENTS)}
