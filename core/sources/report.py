"""One table of text -> one Reading: opening, rows, figures, totals, time, currency, facts. Each step may end it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import pyarrow as pa

from core.errors import Unreadable
from core.model import FileStatus, Grain, Level
from core.sources import fact_tables, facts, ga4, google_ads, grain, meta_ads, remarks, sentences, totals
from core.sources.amounts import Amounts, Wrong, amounts_of, money_currency, require_readable
from core.sources.column import Column
from core.sources.columns import EPOCH, Mask, Numbers, combined
from core.sources.content import Table, closing_remarks, repeated_headers, second_header, table_of
from core.sources.layout import DIMENSIONS, MAIL_SOURCES, NAMES, SEGMENTS, SPAN_ROLES, TABLE
from core.sources.opening import Asked, Ended, asking, opened
from core.sources.outcomes import read_outcomes
from core.sources.reading import DAY_MEASURES, Entity, Reading
from core.sources.search_terms import with_hidden
from core.sources.vocabulary import COUNTED_ASIDE, DAY_FIRST_LANGUAGES, OTHER_MEASURES, folded

_UNIT_CHANNELS = {
    "meta_ads": "paid_social_meta",
    "linkedin_ads": "paid_social_linkedin",
    "tiktok_ads": "paid_social_tiktok",
    "microsoft_ads": "bing_search",
    "search_console": "organic_search",
    "snapchat_ads": "paid_social_snapchat",
    "pinterest_ads": "paid_social_pinterest",
    "x_ads": "paid_social_x",
    "reddit_ads": "paid_social_reddit",
    "google_business": "google_business",
}
_TOLD_APART = frozenset(
    {"match_type", *NAMES.values(), *(f"{name}_id" for name in NAMES.values())}
    | {role for role, _ in (*DIMENSIONS, *SEGMENTS)}
)
"""Columns whose texts together name what a row is about."""


def read_table(text: str, encoding: str, asked: Asked) -> Reading:
    """Reads one table of text that was written in `encoding`."""
    try:
        return replace(_read(text, asked), encoding=encoding)
    except Ended as end:
        return replace(end.reading, encoding=encoding)
    except Unreadable as refusal:
        return Reading(FileStatus.REFUSED, refusal.sentence, encoding=encoding)


def _read(text: str, asked: Asked) -> Reading:
    opening = opened(text, asked)
    if opening.shape.lists_outcomes:
        return read_outcomes(text, opening, asked)
    table = table_of(text, opening, asked)
    amounts = amounts_of(table)
    first = replace(opening.first, source=table.shape.source, level=table.level, report=table.report)
    again = repeated_headers(table.body, table.shape)
    aside = again | closing_remarks(table.body) | second_header(table.body, table.shape)
    found = totals.total_rows(table.body, table.shape, table.level, amounts.leading) & ~aside
    timing = _timing(table, first, found | aside)
    found |= timing.totals & ~aside
    kept = ~found & ~aside
    first = _counted(first, table, timing, found, kept)
    _require_one_report(table, first, again)
    require_readable(table, first, [*_wrong_days(table, timing), *amounts.wrong], kept)
    _require_clear(table, first, kept)
    first = _decided(table, first, amounts, timing, kept)
    return _with_facts(table, first, amounts, timing, _Rows(kept, found, again))


@dataclass(frozen=True)
class _Rows:
    """Which rows are data, totals, and the header again."""

    kept: Mask
    totals: Mask
    headers: Mask


def _timing(table: Table, first: Reading, aside: Mask) -> grain.Timing:
    columns = {role: table.column(role) for role in SPAN_ROLES}
    order = table.asked.answer("day_order").lower()
    daily = table.shape.source in MAIL_SOURCES or any(map(_says_daily, table.head.preamble))
    timing = grain.timing(columns, aside, first.period, _habit(table), order, table.shape.source == TABLE, daily)
    if timing.refusal:
        raise Ended(replace(first, message=timing.refusal))
    return timing


def _says_daily(line: str) -> bool:
    """Microsoft's own line above the table."""
    return folded(line.strip(' "')) == "report aggregation: daily"


def _habit(table: Table) -> str:
    """Day or month first, where the platform or the language of the headers has one habit."""
    if table.shape.source == "linkedin_ads" and table.shape.language == "en":
        return "mdy"
    return "dmy" if table.shape.language in DAY_FIRST_LANGUAGES else ""


def _wrong_days(table: Table, timing: grain.Timing) -> list[Wrong]:
    found = [(role, table.column(role), texts) for role, texts in timing.bad.items()]
    return [Wrong(column, table.header(role), texts) for role, column, texts in found if column is not None]


def _counted(first: Reading, table: Table, timing: grain.Timing, found: Mask, kept: Mask) -> Reading:
    """The reading with rows, grain and period. Raises Ended when there is nothing but totals."""
    first = replace(first, rows=int(kept.sum()), totals_rows=int(found.sum()))
    if not kept.any():
        raise Ended(replace(first, status=FileStatus.EMPTY, message=sentences.empty(first.source, first.period)))
    period = timing.period or first.period
    return replace(first, grain=timing.grain, period=period, account=first.account or _account(table, kept))


def _account(table: Table, kept: Mask) -> str:
    """The one account that all rows name; empty when they name several or none."""
    column = table.column("account") or table.column("account_id")
    names = [text for text in column.take(kept).used() if not totals.is_blank(text)] if column is not None else []
    return names[0] if len(names) == 1 else ""


def _require_one_report(table: Table, first: Reading, again: Mask) -> None:
    """Refuses files joined of reports that carry their own lines above the table: whose period counts then?"""
    if again.any() and (table.body.odd or not table.shape.has(*SPAN_ROLES)):
        raise Ended(replace(first, message=sentences.SEVERAL_REPORTS))


def _require_clear(table: Table, first: Reading, kept: Mask) -> None:
    """Refuses two columns under one header that do not say the same."""
    for own, other in table.shape.twins:
        mine, theirs = table.body.columns[own].take(kept), table.body.columns[other].take(kept)
        if [mine.texts[i] for i in mine.codes] != [theirs.texts[i] for i in theirs.codes]:
            raise Ended(replace(first, message=sentences.twin_columns(table.shape.headers[own])))


def _decided(table: Table, first: Reading, amounts: Amounts, timing: grain.Timing, kept: Mask) -> Reading:
    """The reading with its styles and currency. Raises Ended with the questions that are left."""
    currency = money_currency(table, first, amounts.measures, kept)
    style = amounts.style
    notes = (*style.notes, *currency.notes)
    first = replace(first, currency=currency.code, number_style=style.name, notes=notes)
    questions = [*timing.questions, *style.questions, *currency.questions]
    if questions:
        raise Ended(asking(first, *questions))
    return first


def _with_facts(table: Table, first: Reading, amounts: Amounts, timing: grain.Timing, rows: _Rows) -> Reading:
    everything, results = _claims(table, amounts)
    if facts.too_large(everything, rows.kept):
        raise Ended(replace(first, message=sentences.TOO_LARGE))
    told = {role: at for role, at in table.shape.roles.items() if role != "visitor"}  # who they are is not kept
    texts = {role: table.body.columns[at].take(rows.kept) for role, at in told.items()}
    whole = table.asked.filtered or first.account or sentences.SOURCE_NAMES.get(table.shape.source, "Table")
    try:
        who = facts.entities(texts, table.level, whole, first.rows, lambda kind, name: _channel(table, kind, name))
    except facts.TooMany as many:
        raise Ended(replace(first, message=sentences.too_many_entities(*many.args))) from many
    if _is_told_twice(who, timing, rows):
        raise Ended(replace(first, message=sentences.SEVERAL_REPORTS))
    timing = _without_false_overlap(timing, texts, rows.kept, table.level)
    reading = replace(
        first,
        status=FileStatus.IMPORTED,
        message=remarks.message(first, timing, bool(rows.headers.any())),
        entities=tuple(_canonical(table, entity) for entity in who.listed),
        notes=(*first.notes, *remarks.notes(table, who, timing, everything, rows.kept)),
    )
    reading = _with_tables(reading, who, timing, everything, results, rows.kept)
    if not timing.overlapping:
        reading = with_hidden(table, reading, everything, rows.kept, rows.totals)
    return reading if timing.overlapping else _with_sums(table, reading, everything, rows)


def _without_false_overlap(timing: grain.Timing, texts: Mapping[str, Column], kept: Mask, level: Level) -> grain.Timing:
    """Periods that share days count nothing twice where no two rows of one name have them. Amazon gives each search
    term its own first and last day: they are of the whole report."""
    names = [column for role, column in texts.items() if role in _TOLD_APART]
    owner = combined(names) if names else np.zeros(int(kept.sum()), np.int64)
    if not timing.overlapping or grain.overlap(timing.start[kept], timing.end[kept], owner):
        return timing
    timing = replace(timing, overlapping=False)
    if level is not Level.SEARCH_TERM:
        return timing
    start, end = timing.start[kept].min(), timing.end[kept].max()
    return replace(timing, start=np.full_like(timing.start, start), end=np.full_like(timing.end, end))


def _is_told_twice(who: facts.Entities, timing: grain.Timing, rows: _Rows) -> bool:
    """Whether two parts of a joined file tell of the same entity on the same day."""
    if not rows.headers.any():
        return False
    part = np.cumsum(rows.headers.astype(np.int64))[rows.kept]
    start, end = (days[rows.kept].astype(np.int64) for days in (timing.start, timing.end))
    whole = fact_tables.groups([who.of_row, start, end])
    return len(fact_tables.groups([who.of_row, start, end, part]).starts) != len(whole.starts)


def _with_tables(
    reading: Reading,
    who: facts.Entities,
    timing: grain.Timing,
    everything: Mapping[str, Numbers],
    results: tuple[fact_tables.Results, ...],
    kept: Mask,
) -> Reading:
    start, end = timing.start[kept], timing.end[kept]
    own, aside, others = (
        {name: everything[name].take(kept) for name in names if name in everything}
        for names in (DAY_MEASURES, COUNTED_ASIDE, OTHER_MEASURES)
    )
    by_day = timing.grain is Grain.DAY
    if by_day and reading.level is Level.SEARCH_TERM:
        return replace(
            reading,
            days=fact_tables.day_table(who.of_row, start, own),
            periods=_whole_period(reading, who, own),
        )
    return replace(
        reading,
        days=fact_tables.day_table(who.of_row, start, own) if by_day else reading.days,
        periods=fact_tables.period_table(who.of_row, start, end, aside if by_day else {**own, **aside}, others),
        results=fact_tables.result_table(who.of_row, start, end, [found.take(kept) for found in results]),
    )


def _whole_period(reading: Reading, who: facts.Entities, own: Mapping[str, Numbers]) -> pa.Table:
    """Search terms by day as the totals of their period too: that is what one period is compared with another by."""
    assert reading.period is not None
    count = len(who.of_row)
    first, last = (
        np.full(count, day.toordinal() - EPOCH, np.int32) for day in (reading.period.start, reading.period.end)
    )
    return fact_tables.period_table(who.of_row, first, last, own, {})


def _with_sums(table: Table, reading: Reading, everything: Mapping[str, Numbers], rows: _Rows) -> Reading:
    """The reading with what its rows add up to, and what the file's own totals say. Not for overlapping periods."""
    additive = {name: everything[name] for name in DAY_MEASURES if name in everything}
    control = totals.widest(rows.totals, table.body, table.shape, additive)
    return replace(
        reading,
        sums={name: _decimal(v.total(rows.kept)) for name, v in additive.items() if (v.valid & rows.kept).any()},
        control=_control(additive, control),
    )


def _claims(table: Table, amounts: Amounts) -> tuple[dict[str, Numbers], tuple[fact_tables.Results, ...]]:
    """The measures as stored, and results by kind."""
    if table.shape.source == "meta_ads":
        kinds, attributions = table.column("result_kind"), table.column("attribution")
        claims = meta_ads.claims(amounts.measures, kinds, attributions, amounts.actions)
        return dict(claims.measures), claims.results
    measures = dict(amounts.measures)
    if "link_clicks" in measures:
        if "clicks" in measures:
            measures["clicks_all"] = measures["clicks"]
        measures["clicks"] = measures.pop("link_clicks")
    if "purchases" in measures:
        measures.setdefault("conversions", measures.pop("purchases"))
    return measures, ()


def _channel(table: Table, kind: str, name: str) -> str:
    if table.shape.source == "google_ads":
        return google_ads.channel(kind)
    if table.shape.source == "ga4":
        return ga4.channel(name) if table.level is Level.CHANNEL and table.shape.has("channel_group") else ""
    if table.shape.source in MAIL_SOURCES:
        return "sms" if kind.casefold() == "sms" else "email"
    return _UNIT_CHANNELS.get(table.shape.source, "")


def _canonical(table: Table, entity: Entity) -> Entity:
    if table.asked.filtered:
        return replace(entity, parent=table.asked.filtered)
    if table.shape.source != "google_ads" or not entity.campaign_type:
        return entity
    return replace(entity, campaign_type=google_ads.campaign_type(entity.campaign_type))


def _control(measures: Mapping[str, Numbers], row: int | None) -> dict[str, Decimal]:
    if row is None:
        return {}
    return {name: _decimal(int(values.micros[row])) for name, values in measures.items() if values.valid[row]}


def _decimal(micros: int) -> Decimal:
    """Exact, without trailing zeros beyond cents: 118990000 -> 118.99."""
    value = Decimal(micros).scaleb(-6)
    whole = value.quantize(Decimal("0.01"))
    return whole if whole == value else value.normalize()
