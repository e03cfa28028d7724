"""One table of text -> one Reading: header, roles, totals, period, styles, then facts. Each step may end the reading.

A step that ends it raises `_Ended` with the Reading to return; everything understood so far travels with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from core.errors import Unreadable
from core.model import FileStatus, Grain, Level, Period, Sentence
from core.sources import days, facts, ga4, google_ads, grain, meta_ads, sentences, totals
from core.sources.column import Column
from core.sources.columns import Mask, Misread, Numbers, misread, numbers_of, where
from core.sources.currency import Currency, currency_of, file_codes
from core.sources.layout import NAMES, TABLE, Layout, layout
from core.sources.numbers import MICRO
from core.sources.reading import DAY_MEASURES, MONEY, BadLine, Entity, Question, Reading
from core.sources.styles import NumberStyle, number_style
from core.sources.table import Body, Head, find_head, physical_lines, read_body
from core.sources.vocabulary import COUNTED_ASIDE, DAY_FIRST_LANGUAGES, OTHER_MEASURES

MAX_BAD_LINES = 1_000
_MONEY_ROLES = ("spend", "value")
_FREE_TEXT_LEVELS = (Level.SEARCH_TERM, Level.OTHER, Level.PAGE, Level.ASSET)
"""Rows named by what people type: there a bare "total" is a name, and only `Total: …` is a totals row."""
_UNIT_CHANNELS = {
    "meta_ads": "paid_social_meta",
    "linkedin_ads": "paid_social_linkedin",
    "tiktok_ads": "paid_social_tiktok",
    "microsoft_ads": "bing_search",
    "search_console": "organic_search",
}


class _Ended(Exception):  # a way out of nested steps, not a fault
    def __init__(self, reading: Reading) -> None:
        super().__init__(str(reading.message))
        self.reading = reading


@dataclass(frozen=True)
class _Asked:
    """What came with the text: file name and answers."""

    name: str
    currency: str
    answers: Mapping[str, str]
    value_currency: str


@dataclass(frozen=True)
class _Parsed:
    """Columns of the data rows only, totals taken away."""

    level: Level
    texts: Mapping[str, Column]
    measures: Mapping[str, Numbers]
    actions: tuple[tuple[str, Numbers], ...]
    timing: grain.Timing
    rows: int


def read_table(
    text: str, encoding: str, name: str, currency: str, answers: Mapping[str, str], value_currency: str
) -> Reading:
    """Reads one table. `currency` is the account's if known, `answers` what a person has answered about this file."""
    asked = _Asked(name, currency.strip().upper(), answers, value_currency)
    try:
        return replace(_read(text, asked), encoding=encoding)
    except _Ended as end:
        return replace(end.reading, encoding=encoding)
    except Unreadable as refusal:
        return Reading(FileStatus.REFUSED, refusal.sentence, encoding=encoding)


def _read(text: str, asked: _Asked) -> Reading:
    if ga4.is_snapshot(text):
        raise _Ended(Reading(FileStatus.REFUSED, sentences.SNAPSHOT, source="ga4", report="snapshot"))
    head = _require_head(text)
    shape = layout(head, asked.answers.get("columns", ""))
    first = _first_reading(head, shape, asked)
    _require_kind(head, shape, first)
    body = read_body(text, head, shape.wanted)
    card = google_ads.is_card(head, shape, _texts(body, shape, "spend"))
    if card:
        shape = replace(shape, source="google_ads")
    level = _level(body, shape)
    colon = level in _FREE_TEXT_LEVELS and bool(head.preamble)
    found = totals.total_rows(body, shape, level, colon)
    return _Table(text, head, shape, body, level, card, asked).reading(first, found)


def _require_head(text: str) -> Head:
    head = find_head(text)
    if head is not None:
        return head
    lines = text.splitlines()[:40]
    span = days.declared(lines)
    if not text.strip():
        raise _Ended(Reading(FileStatus.EMPTY, sentences.EMPTY_FILE))
    if span and len(lines) < 20:
        raise _Ended(Reading(FileStatus.EMPTY, sentences.empty("", span), period=span))
    raise _Ended(Reading(FileStatus.REFUSED, sentences.NO_TABLE))


def _first_reading(head: Head, shape: Layout, asked: _Asked) -> Reading:
    """What the header alone tells."""
    return Reading(
        FileStatus.REFUSED,
        sentences.NO_MEASURES,
        source=shape.source,
        report=shape.source if shape.source != TABLE else TABLE,
        period=_declared(head, asked),
        currency=shape.currency,
        account=ga4.property_name(head.preamble) if shape.source == "ga4" else "",
        zone="UTC" if shape.source == "linkedin_ads" else "",
        language=shape.language,
        delimiter=head.delimiter,
    )


def _declared(head: Head, asked: _Asked) -> Period | None:
    answered = days.answered_period(asked.answers.get("period", ""))
    return days.declared(head.preamble) or days.span_in_name(asked.name) or answered


def _require_kind(head: Head, shape: Layout, first: Reading) -> None:
    """Refuses what is known not to be a campaign table, and asks about a header in unknown words."""
    for mark in sorted(shape.marks):
        raise _Ended(replace(first, message=sentences.MARKED[mark]))
    figures = shape.has("spend", "spend_micros", "impressions", "clicks", "link_clicks", "sessions", "results")
    if shape.personal and not figures:
        raise _Ended(replace(first, message=sentences.PERSONAL))
    if not shape.measures and not shape.actions:
        raise _Ended(_asking(first, sentences.columns_question(head.header)) if head.known < 2 else first)
    if shape.has("hour") and not shape.has("day"):
        raise _Ended(replace(first, message=sentences.HOURLY))
    if shape.has("long_span") and not shape.has("day", "start"):
        raise _Ended(replace(first, message=sentences.LONG_SPANS))
    if shape.source == TABLE and not _has_subject(shape):
        raise _Ended(_asking(first, sentences.columns_question(head.header)))
    if first.period is None and days.is_all_time(head.preamble) and not shape.has("day"):
        raise _Ended(replace(first, message=sentences.ALL_TIME))


def _has_subject(shape: Layout) -> bool:
    subjects = ("day", "start", "campaign", "ad_set", "ad", "device", "network", "search_term", "page", "account")
    return shape.has(*subjects, "campaign_id", "ad_set_id", "ad_id", "channel_group", "traffic_source", "event")


def _level(body: Body, shape: Layout) -> Level:
    named = [body.columns[shape.roles[role]] for role in NAMES.values() if role in shape.roles]
    nameless = np.logical_and.reduce([where(c, totals.is_blank) for c in named]) if named else None

    def filled(role: str) -> bool:
        column = body.columns[shape.roles[role]]
        rows = ~where(body.columns[0], lambda text: totals.is_total(text, False)) if 0 in body.columns else None
        blank = where(column, totals.is_blank)
        counted = blank if rows is None else blank & rows
        return not (counted if nameless is None else counted & ~nameless).any() and not blank.all()

    level = facts.level_of(shape, filled)
    if level is Level.ACCOUNT and shape.unknown_dimension:
        return Level.OTHER
    return Level.CHANNEL if level is Level.ACCOUNT and shape.source == "search_console" else level


def _asking(reading: Reading, *questions: Question) -> Reading:
    text = Sentence(" ".join(q.text.en for q in questions), " ".join(q.text.fi for q in questions))
    return replace(reading, status=FileStatus.NEEDS_ANSWER, message=text, questions=questions)


def _texts(body: Body, shape: Layout, role: str) -> list[str]:
    return list(body.columns[shape.roles[role]].texts) if role in shape.roles else []


@dataclass(frozen=True)
class _Table:
    """A table whose rows are read: everything the last steps need."""

    text: str
    head: Head
    shape: Layout
    body: Body
    level: Level
    card: bool
    asked: _Asked

    def reading(self, first: Reading, found: Mask) -> Reading:
        """The finished reading; raises _Ended where the table is empty, has bad cells or leaves questions."""
        first = replace(first, source=self.shape.source, level=self.level, report=self._report())
        timing, late_bad = self._timing(first, found)
        found = found | timing.totals
        kept = ~found
        first = replace(first, rows=int(kept.sum()), totals_rows=int(found.sum()))
        if not kept.any():
            raise _Ended(replace(first, status=FileStatus.EMPTY, message=sentences.empty(first.source, first.period)))
        first = replace(
            first, grain=timing.grain, period=timing.period or first.period, account=self._account(first, kept)
        )
        style = self._style()
        measures, actions, bad = self._numbers(style, kept)
        self._require_readable(first, [*late_bad(kept), *bad])
        currency = self._currency(first, measures, kept)
        questions = [*timing.questions, *style.questions, *currency.questions]
        first = replace(first, currency=currency.code, number_style=style.name, notes=(*style.notes, *currency.notes))
        if questions:
            raise _Ended(_asking(first, *questions))
        return self._facts(first, _Claimed(measures, actions), timing, found)

    def _report(self) -> str:
        if self.shape.source == "google_ads":
            return google_ads.report(self.shape, self.level, self.card)
        return ga4.REPORTS.get(self.level, "report") if self.shape.source == "ga4" else self.level.value

    def _column(self, role: str) -> Column | None:
        return self.body.columns[self.shape.roles[role]] if role in self.shape.roles else None

    def _header(self, role: str) -> str:
        return self.shape.headers[self.shape.roles[role]]

    def _timing(self, first: Reading, found: Mask) -> tuple[grain.Timing, Callable[[Mask], list[Misread]]]:
        """When the rows are, and a function that gives the unreadable days among the rows that are kept."""
        columns = {role: self._column(role) for role in ("day", "start", "end")}
        habit = "dmy" if self.shape.language in DAY_FIRST_LANGUAGES else ""
        if self.shape.source == "linkedin_ads" and self.shape.language == "en":
            habit = "mdy"
        order = self.asked.answers.get("day_order", "").strip().lower()
        timing = grain.timing(columns, found, first.period, habit, order, self.shape.source == TABLE)
        if timing.refusal:
            raise _Ended(replace(first, message=timing.refusal))

        def bad(kept: Mask) -> list[Misread]:
            cells = [
                misread(column, self._header(role), timing.bad.get(role, {}), kept)
                for role, column in columns.items()
                if column is not None
            ]
            return [cell for cell in cells if cell is not None]

        return timing, bad

    def _account(self, first: Reading, kept: Mask) -> str:
        column = self._column("account") or self._column("account_id")
        if column is None or first.account:
            return first.account
        names = [text for text in column.take(kept).used() if not totals.is_blank(text)]
        return names[0] if len(names) == 1 else ""

    def _style(self) -> NumberStyle:
        columns = {
            role: self.body.columns[position].texts
            for role, position in self.shape.roles.items()
            if role in self.shape.measures
        }
        return number_style(columns, self.shape.source, self.shape.language, self.asked.answers.get("number_style", ""))

    def _numbers(
        self, style: NumberStyle, kept: Mask
    ) -> tuple[dict[str, Numbers], list[tuple[str, Numbers]], list[Misread]]:
        measures: dict[str, Numbers] = {}
        bad: list[Misread] = []
        for role in self.shape.measures:
            column = self.body.columns[self.shape.roles[role]]
            whole = DAY_MEASURES.get(role, MONEY) != MONEY or role == "link_clicks"
            measures[role], wrong = numbers_of(column, style.marks[role], whole)
            if not style.questions:
                bad += [cell for cell in [misread(column, self._header(role), wrong, kept)] if cell]
        actions = []
        for position in self.shape.actions:
            column = self.body.columns[position]
            header = self.shape.headers[position]
            parsed, wrong = numbers_of(column, style.common, whole=False)
            actions.append((header, parsed))
            bad += [cell for cell in [misread(column, header, wrong, kept)] if cell]
        if "spend_micros" in measures:
            micros = measures.pop("spend_micros")
            measures.setdefault("spend", Numbers(np.rint(micros.micros / MICRO).astype(np.int64), micros.valid))
        return measures, actions, bad

    def _require_readable(self, first: Reading, bad: list[Misread]) -> None:
        cells = [(int(row), m.header, text) for m in bad for row, text in zip(m.rows, m.texts, strict=False)]
        cells += [(row, "", text) for row, text in self.body.odd.items()]
        if not cells:
            return
        cells = sorted(cells)[:MAX_BAD_LINES]
        lines = physical_lines(self.text, self.head, {row for row, _, _ in cells})
        listed = tuple(BadLine(lines[row], header, text[:200]) for row, header, text in cells)
        count = sum(len(m.rows) for m in bad) + len(self.body.odd)
        raise _Ended(replace(first, bad_lines=listed, message=sentences.bad_lines(listed, count)))

    def _currency(self, first: Reading, measures: Mapping[str, Numbers], kept: Mask) -> Currency:
        column = self._column("currency")
        codes = file_codes(column.take(kept).used() if column is not None else [])
        if len(codes) > 1:
            raise _Ended(replace(first, message=sentences.several_currencies(codes)))
        return currency_of(
            codes[0] if codes else self.shape.currency,
            self.asked.answers.get("currency", "").strip().upper() or self.asked.currency,
            measures,
            _texts(self.body, self.shape, "spend"),
            self.asked.value_currency,
        )

    def _facts(self, first: Reading, claimed: _Claimed, timing: grain.Timing, found: Mask) -> Reading:
        kept = ~found
        texts = {
            role: self.body.columns[position].take(kept)
            for role, position in self.shape.roles.items()
            if position in self.body.columns
        }
        everything, results = self._claims(claimed)
        if facts.too_large(everything, kept):
            raise _Ended(replace(first, message=sentences.TOO_LARGE))
        additive = {name: everything[name] for name in DAY_MEASURES if name in everything}
        who = facts.entities(texts, self.level, first.account or self._name(), int(kept.sum()), self._channel)
        start, end = timing.start[kept], timing.end[kept]
        mine = {name: _take(values, kept) for name, values in everything.items()}
        aside = {name: mine[name] for name in COUNTED_ASIDE if name in mine}
        others = {name: mine[name] for name in OTHER_MEASURES if name in mine}
        own = {name: mine[name] for name in additive}
        by_day = timing.grain is Grain.DAY
        control = totals.widest(found, self.body, additive)
        return replace(
            first,
            status=FileStatus.IMPORTED,
            message=self._message(first, timing),
            entities=tuple(map(self._canonical, who.listed)),
            days=facts.day_table(who.of_row, start, own) if by_day else first.days,
            periods=facts.period_table(who.of_row, start, end, aside if by_day else {**own, **aside}, others),
            results=facts.result_table(who.of_row, start, end, _kept_results(results, kept)),
            sums={name: _decimal(v.total(kept)) for name, v in additive.items() if (v.valid & kept).any()},
            control=_control(additive, control),
            notes=(*first.notes, *self._notes(who, start, end, timing, everything)),
        )

    def _claims(self, claimed: _Claimed) -> tuple[dict[str, Numbers], tuple[facts.Results, ...]]:
        if self.shape.source == "meta_ads":
            claims = meta_ads.claims(
                claimed.measures, self._column("result_kind"), self._column("attribution"), claimed.actions
            )
            return dict(claims.measures), claims.results
        measures = dict(claimed.measures)
        if "link_clicks" in measures:
            if "clicks" in measures:
                measures["clicks_all"] = measures["clicks"]
            measures["clicks"] = measures.pop("link_clicks")
        return measures, ()

    def _channel(self, kind: str, name: str) -> str:
        if self.shape.source == "google_ads":
            return google_ads.channel(kind)
        if self.shape.source == "ga4":
            return ga4.channel(name) if self.level is Level.CHANNEL and self.shape.has("channel_group") else ""
        return _UNIT_CHANNELS.get(self.shape.source, "")

    def _canonical(self, entity: Entity) -> Entity:
        if self.shape.source != "google_ads" or not entity.campaign_type:
            return entity
        return replace(entity, campaign_type=google_ads.campaign_type(entity.campaign_type))

    def _name(self) -> str:
        return sentences.SOURCE_NAMES.get(self.shape.source, "Table")

    def _message(self, first: Reading, timing: grain.Timing) -> Sentence:
        said = sentences.imported(first.source, timing.grain, first.period, first.rows, first.totals_rows)
        if not timing.overlapping:
            return said
        return Sentence(f"{said.en} {sentences.OVERLAP.en}", f"{said.fi} {sentences.OVERLAP.fi}")

    def _notes(
        self,
        who: facts.Entities,
        start: facts.Days,
        end: facts.Days,
        timing: grain.Timing,
        measures: Mapping[str, Numbers],
    ) -> list[Sentence]:
        notes = [*timing.notes]
        if who.dead_ids:
            notes.append(sentences.DEAD_ID)
        if timing.grain is Grain.PERIOD and self.level in NAMES and not timing.notes:
            by_source = {"google_ads": sentences.ADD_DAY, "meta_ads": sentences.ADD_DAY_META}
            notes.append(by_source.get(self.shape.source, sentences.ADD_DAY_OTHER))
        if self.level is Level.OTHER and self.shape.unknown_dimension:
            notes.append(sentences.unknown_dimension(self.shape.unknown_dimension))
        if self.level is Level.SEARCH_TERM and self.shape.source == "google_ads":
            notes.append(sentences.HIDDEN_TERMS)
        if self.shape.has("results") and not self.shape.has("result_kind") and "conversions" not in measures:
            notes.append(sentences.NO_RESULT_KIND)
        if self.level in NAMES and "spend" not in measures:
            notes.append(sentences.NO_MONEY)
        shared = self._shared(who, start, end)
        return [*notes, sentences.shared_names(shared)] if shared else notes

    def _shared(self, who: facts.Entities, start: facts.Days, end: facts.Days) -> int:
        """Rows that share entity and days with another, where nothing in the file says why."""
        finer = self.shape.has("device", "network", "country", "hour", "ad", "keyword", "ad_status")
        if not who.named or self.level not in NAMES or finer:
            return 0
        grouped = facts.groups([who.of_row, start.astype(np.int64), end.astype(np.int64)])
        return int(grouped.sizes[grouped.sizes > 1].sum())


@dataclass(frozen=True)
class _Claimed:
    measures: Mapping[str, Numbers]
    actions: list[tuple[str, Numbers]]


def _take(values: Numbers, kept: Mask) -> Numbers:
    codes = values.codes[kept] if values.codes is not None else None
    return Numbers(values.micros[kept], values.valid[kept], values.bounds, codes)


def _kept_results(results: tuple[facts.Results, ...], kept: Mask) -> list[facts.Results]:
    return [
        replace(
            found,
            kinds=found.kinds.take(kept),
            attributions=found.attributions.take(kept) if found.attributions else None,
            numbers=_take(found.numbers, kept),
        )
        for found in results
    ]


def _control(measures: Mapping[str, Numbers], row: int | None) -> dict[str, Decimal]:
    if row is None:
        return {}
    return {name: _decimal(int(values.micros[row])) for name, values in measures.items() if values.valid[row]}


def _decimal(micros: int) -> Decimal:
    """Exact, without trailing zeros beyond cents: 118990000 -> 118.99."""
    value = Decimal(micros).scaleb(-6)
    whole = value.quantize(Decimal("0.01"))
    return whole if whole == value else value.normalize()
