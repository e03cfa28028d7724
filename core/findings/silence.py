"""What has fallen silent: a campaign or all of them without spend, and accounts whose files have stopped coming.

A day that no file covers is unknown: a stopped campaign is only called so on days that its account's files cover.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from core.dates import stale_after
from core.findings.facts import Account, Facts, Floats
from core.findings.finding import Act, Chart, Column, Finding, Kind, Named, NotShown, Point, Unit, table
from core.findings.words import cents, channel, count, day, money, names, told
from core.measure.holidays import holidays_in
from core.measure.platform_status import Delivery, delivery
from core.measure.series import DAYS_OF_WEEK
from core.measure.zero_run import AWAITED
from core.model import Period, Sentence

WEEKS = 4
STEADY = 3
"""Of the last four same weekdays: on how many it has spent, for a day without spend to be silence."""
SILENT_DAYS = 3
"""Fewer are enough for what has spent on every day of four weeks, where ten clicks should have come by now and the
others of its account go on."""
LEAST_MONEY = 50.0
"""Not spent on the silent days; of one told early, in a week."""
LEAST_SHARE = 0.02
PAUSES = ("paus", "tauko", "tauol", "tauot", "keskeyt", "pysäyt", "stopp", "switched off", "turned off", "pois päältä")
"""Stems of words by which people say that something was switched off."""
LONGEST = 80
NEWS_DAYS = 28
"""After four weeks of silence it is no news any more."""
CHART_DAYS = 28


@dataclass(frozen=True, slots=True)
class _Silent:
    """Something that spent and does not."""

    since: date
    days: int
    awaited: float
    """What it would have spent on the silent days at its usual level."""
    per_day: float


def stopped_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """Campaigns without spend; when everything stops at once, or all of an account, that is told instead."""
    known = facts.known_to
    if known is None or not any(a.spends for a in facts.accounts):
        yield NotShown(Kind.SPEND_STOPPED, _NO_MONEY)
        return
    spend = facts.spend
    silent = {i: found for i in range(len(facts.lines)) if (found := _silent(facts, spend, [i], known))}
    told_already: set[int] = set()
    for whole, members in _groups(facts, spend):
        together = _silent(facts, spend, members, known)
        if together is not None and not told_already & set(members):
            told_already |= set(members)
            yield _stopped(facts, members, together, silent, whole=whole)
    for i, found in silent.items():
        if i in told_already:
            continue
        heir, said = _heir(facts, spend, i, found), _noted(facts, i, found.since)
        if said is not None:
            yield NotShown(Kind.SPEND_STOPPED, told(*_AGREED, name=names([facts.lines[i].name]), note=said))
        elif heir is not None:
            name, other = names([facts.lines[i].name]), names([heir])
            yield NotShown(Kind.SPEND_STOPPED, told(*_TAKEN_OVER, name=name, heir=other))
        else:
            yield _stopped(facts, [i], found, silent, whole=False)
    if not silent and not told_already:
        yield NotShown(Kind.SPEND_STOPPED, _NONE_STOPPED)


def meant_to_rest(facts: Facts) -> frozenset[int]:
    """The lines that have fallen silent as a note says they should."""
    known, spend = facts.known_to, facts.spend
    silent = ((i, _silent(facts, spend, [i], known)) for i in range(len(facts.lines)) if known and facts.notes)
    return frozenset(i for i, found in silent if found and _noted(facts, i, found.since))


def _groups(facts: Facts, spend: Floats) -> Iterator[tuple[bool, list[int]]]:
    """Whether it is everything, and the campaigns that spent lately: of all accounts, then of each."""
    active = [i for i in range(len(facts.lines)) if spend[i, -NEWS_DAYS:].any()]
    groups = [active, *([i for i in active if facts.lines[i].account == a] for a in range(len(facts.accounts)))]
    return ((n == 0, group) for n, group in enumerate(groups) if len(group) > 1)


def _heir(facts: Facts, spend: Floats, row: int, found: _Silent) -> str | None:
    """The campaign that began in the same account and channel as this one fell silent, with half its money or more:
    the same one under a new name, or what replaced it."""
    own, began = facts.lines[row], (found.since - facts.first).days
    for i, line in enumerate(facts.lines):
        used = np.flatnonzero(spend[i])
        alike = (line.account, line.channel) == (own.account, own.channel)
        follows = bool(len(used)) and abs(int(used[0]) - began) <= 1
        if alike and follows and float(spend[i, began:].sum()) >= found.awaited / 2:
            return line.name
    return None


def _noted(facts: Facts, row: int, since: date) -> str | None:
    """The note of the day on which the campaign fell silent that says it was meant: it names the campaign or a pause.
    One that names another campaign is about that one."""
    named_ones = [line.name.casefold() for line in facts.lines]
    for note in facts.notes:
        said = note.text.casefold()
        beside = note.days.start - timedelta(days=1) <= since <= note.days.end + timedelta(days=1)
        about = [name for name in named_ones if name in said]
        pause = any(word in said for word in PAUSES)
        if beside and note.kind != "fault" and (named_ones[row] in about if about else pause):
            return note.text if len(note.text) <= LONGEST else f"{note.text[: LONGEST - 1]}…"
    return None


def _silent(facts: Facts, spend: Floats, rows: Sequence[int], known: date) -> _Silent | None:
    """Whether these lines together have been silent on days on which they usually spend, up to the newest known day.
    What is little for each of them may be much for all."""
    own = spend[list(rows)].sum(axis=0)
    covered = np.logical_and.reduce(facts.covered[sorted({facts.lines[i].account for i in rows})])
    end = min((known - facts.first).days, facts.width - 1)
    while end >= 0 and not covered[end]:
        end -= 1
    used = np.flatnonzero(own[: end + 1])
    if not len(used) or end - int(used[-1]) > NEWS_DAYS or end == int(used[-1]):
        return None
    if any(money[list(rows), int(used[-1]) + 1 : end + 1].any() for money in facts.days.money.values()):
        return None  # it goes on in another currency
    quiet = holidays_in(Period(facts.day(int(used[-1])), facts.day(end)))
    silent, awaited, clicks = 0, 0.0, 0.0
    came = facts.days.clicks[list(rows)].sum(axis=0)
    for column in range(int(used[-1]) + 1, end + 1):
        week = [own[c] for back in range(1, WEEKS + 1) if (c := _earlier(column, back, int(used[-1]))) >= 0]
        if (
            covered[column]
            and len(week) == WEEKS
            and sum(v > 0 for v in week) >= STEADY
            and facts.day(column) not in quiet
        ):
            silent += 1
            awaited += float(np.mean(week))
            clicks += float(np.mean([came[_earlier(column, back, int(used[-1]))] for back in range(1, WEEKS + 1)]))
    least = max(LEAST_MONEY, LEAST_SHARE * float(spend[:, max(0, end - NEWS_DAYS) : end + 1].sum()))
    if silent >= SILENT_DAYS and awaited >= least:
        return _Silent(facts.day(int(used[-1]) + 1), silent, awaited, awaited / silent)
    every_day = bool(own[max(0, int(used[-1]) - NEWS_DAYS + 1) : int(used[-1]) + 1].all())
    early = every_day and clicks >= AWAITED and DAYS_OF_WEEK * awaited / max(silent, 1) >= least
    if not silent or not early or not _others_spend(facts, spend, rows, slice(int(used[-1]) + 1, end + 1)):
        return None
    return _Silent(facts.day(int(used[-1]) + 1), silent, awaited, awaited / silent)


def _others_spend(facts: Facts, spend: Floats, rows: Sequence[int], days: slice) -> bool:
    """Whether the accounts of these lines have others that spend on all of these days: then the files were whole."""
    accounts = {facts.lines[i].account for i in rows}
    others = [i for i, line in enumerate(facts.lines) if line.account in accounts and i not in rows]
    return bool(spend[others][:, days].sum(axis=0).all())


def _earlier(column: int, weeks: int, last: int) -> int:
    """The same weekday, that many weeks before the silence began."""
    skipped = (column - last - 1) // 7
    return column - 7 * (weeks + skipped)


def _stopped(
    facts: Facts, rows: Sequence[int], together: _Silent, each: Mapping[int, _Silent], *, whole: bool
) -> Finding:
    since = together.since
    lines = [facts.lines[i] for i in rows]
    stages = {line.stage for line in lines}
    account = facts.accounts[lines[0].account]
    one = len(rows) == 1
    what = told("{name}", "{name}", name=names([lines[0].name])) if one else _EVERYTHING if whole else _account(account)
    template = _ONE_STOPPED if one else _ALL_STOPPED if whole else _ACCOUNT_STOPPED
    sentence = told(
        template.en,
        template.fi,
        name=what,
        day=day(since - timedelta(days=1)),
        per_day=money(cents(together.per_day), facts.currency),
    )
    scope = "all" if whole else lines[0].key if one else f"account/{account.source}/{account.name}"
    columns = (
        Column("campaign", Sentence("Campaign", "Kampanja")),
        Column("since", Sentence("Without spend since", "Ilman kulua alkaen"), Unit.DAY),
        Column("days", Sentence("Silent days", "Hiljaisia päiviä"), Unit.COUNT),
        Column("per_day", Sentence("Usually a day", "Yleensä päivässä"), Unit.MONEY),
        Column("status", Sentence("The platform says", "Alusta sanoo")),
    )
    return Finding(
        kind=Kind.SPEND_STOPPED,
        direction="down",
        stage=stages.pop() if len(stages) == 1 else "",
        channel=lines[0].channel if len({line.channel for line in lines}) == 1 else "",
        entities=tuple(Named(line.key, line.name) for line in lines[:8]),
        sentence=sentence,
        evidence=table(columns, [_row(facts, i, together if one else each.get(i)) for i in rows]),
        chart=_spend_chart(facts, rows),
        lever=_SWITCHED_OFF if all(delivery(line.status) is Delivery.STOPPED for line in lines) else _LOOK,
        goes_away=Sentence(
            "It goes away when it spends again, and by itself after four weeks.",
            "Havainto poistuu, kun kulua on taas, ja itsestään neljän viikon jälkeen.",
        ),
        proposal=told("Find out why {name} stopped", "Selvitä, miksi {name} pysähtyi", name=what),
        key=f"{Kind.SPEND_STOPPED}/{scope}",
        cause=f"stopped/{scope}",
        rule="3 days without spend on weekdays on which it spent in 3 of the 4 weeks before; or 10 clicks missed after"
        " 28 days with spend",
        period=Period(since, max(since, facts.known_to or since)),
        eur=cents(together.awaited),
        currency=facts.currency,
        since=since,
        act=Act.TEAM,
    )


def _account(account: Account) -> Sentence:
    source = channel(account.source)
    return Sentence(f"{source.en} ({account.name})", f"{source.fi} ({account.name})")


def _row(facts: Facts, row: int, found: _Silent | None) -> tuple[str, date, int | None, Decimal | None, str | None]:
    """A campaign; without days of silence of its own when it spends too little or too seldom to tell."""
    line = facts.lines[row]
    last = facts.day(int(np.flatnonzero(facts.spend[row])[-1]))
    if found is None:
        return line.name, last + timedelta(days=1), None, None, line.status or None
    return line.name, found.since, found.days, cents(found.per_day), line.status or None


def _spend_chart(facts: Facts, rows: Sequence[int]) -> Chart:
    spent = facts.spend[list(rows)].sum(axis=0)
    return Chart(
        shape="days",
        title=Sentence("Spend by day", "Kulu päivittäin"),
        unit=Unit.MONEY,
        points=tuple(
            Point(facts.day(i), float(spent[i])) for i in range(max(0, facts.width - CHART_DAYS), facts.width)
        ),
    )


# -------------------------------------------------------------------------------------------------------- stale files


def stale_findings(facts: Facts) -> Iterator[Finding | NotShown]:
    """One finding for all accounts that are left behind. Accounts long without files are taken to be closed."""
    late = [a for a in facts.accounts if facts.is_stale(a)]
    fresh = [a for a in facts.accounts if not facts.is_stale(a)]
    told_of = [a for a in late if not fresh or facts.behind(a) <= stale_after(a.source) + 60]
    if not told_of:
        yield NotShown(Kind.STALE_DATA, _FRESH if facts.accounts else _NO_ACCOUNTS)
        return
    oldest = min(told_of, key=lambda account: (account.last, account.name))
    since = oldest.last + timedelta(days=stale_after(oldest.source) + 1)
    yield Finding(
        kind=Kind.STALE_DATA,
        direction="down",
        channel=oldest.source if len(told_of) == 1 else "",
        entities=tuple(Named(f"{a.source}/{a.name}", f"{channel(a.source)}: {a.name}") for a in told_of),
        sentence=_stale_sentence(facts, oldest, len(told_of)),
        evidence=table(
            (
                Column("source", Sentence("Source", "Lähde")),
                Column("account", Sentence("Account", "Tili")),
                Column("last_day", Sentence("Data through", "Tietoja asti"), Unit.DAY),
                Column("behind", Sentence("Days behind", "Päiviä jäljessä"), Unit.COUNT),
                Column("limit", Sentence("Limit", "Raja"), Unit.COUNT),
            ),
            [(channel(a.source), a.name, a.last, facts.behind(a), stale_after(a.source)) for a in told_of],
        ),
        lever=Sentence(
            "Bring in the newest files before deciding anything that rests on them.",
            "Tuo uusimmat tiedostot ennen kuin päätät mitään niiden varassa.",
        ),
        goes_away=Sentence("It goes away with the next import.", "Havainto poistuu seuraavan tuonnin myötä."),
        proposal=Sentence("Bring in the newest data", "Tuo uusimmat tiedot"),
        key=str(Kind.STALE_DATA),
        cause="stale",
        rule="data ends longer ago than is usual for its source",
        period=Period(oldest.last, max(oldest.last, facts.yesterday)),
        since=since,
    )


def _stale_sentence(facts: Facts, oldest: Account, accounts: int) -> Sentence:
    first = told(
        "The data of {account} ({source}) end on {day}, {behind} days ago.",
        "Tilin {account} ({source}) tiedot päättyvät {day}, {behind} päivää sitten.",
        account=names([oldest.name]),
        source=channel(oldest.source),
        day=day(oldest.last, year=True),
        behind=count(facts.behind(oldest)),
    )
    if accounts == 1:
        return first
    return told(
        "{first} In all {n} accounts are behind.", "{first} Jäljessä on kaikkiaan {n} tiliä.", first=first, n=accounts
    )


_LOOK = Sentence(
    "Look in the platform: is it paused on purpose, limited, rejected, or has the payment failed?",
    "Katso alustasta: onko se tauolla tarkoituksella, rajoitettu tai hylätty, vai onko maksu epäonnistunut?",
)
_SWITCHED_OFF = Sentence(
    "The platform says it is switched off: if that was agreed, dismiss this; if not, start it again.",
    "Alustan mukaan se on kytketty pois: jos niin sovittiin, hylkää havainto; jos ei, käynnistä se uudelleen.",
)
_ONE_STOPPED = Sentence(
    "{name} has not spent anything since {day}; on its usual days it spent about {per_day} a day.",
    "{name}: ei kulua {day} jälkeen; tavallisina päivinä kulu oli noin {per_day} päivässä.",
)
_ACCOUNT_STOPPED = Sentence(
    "No campaign of {name} has spent anything since {day}; usually about {per_day} a day goes out.",
    "{name}: yksikään kampanja ei ole kuluttanut mitään {day} jälkeen; tavallisesti kuluu noin {per_day} päivässä.",
)
_EVERYTHING = Sentence("all spending", "kaikki mainonta")
_ALL_STOPPED = Sentence(
    "No campaign has spent anything since {day}; usually about {per_day} a day goes out.",
    "Yksikään kampanja ei ole kuluttanut mitään {day} jälkeen; tavallisesti kuluu noin {per_day} päivässä.",
)
_AGREED = (
    "{name} does not spend, and a note says why: “{note}”",
    "{name} ei kuluta, ja muistiinpano kertoo miksi: ”{note}”",
)
_TAKEN_OVER = (
    "{name} has stopped, and {heir} began in its place: a new name, or what replaced it.",
    "{name} on pysähtynyt, ja sen tilalla alkoi {heir}: uusi nimi tai korvaava kampanja.",
)
_NONE_STOPPED = Sentence(
    "No campaign that usually spends has fallen silent.",
    "Yksikään tavallisesti kuluttava kampanja ei ole hiljentynyt.",
)
_NO_MONEY = Sentence(
    "No account with money has fresh data.", "Millään rahaa käyttävällä tilillä ei ole tuoreita tietoja."
)
_FRESH = Sentence("Every account's data is fresh.", "Kaikkien tilien tiedot ovat tuoreita.")
_NO_ACCOUNTS = Sentence("Nothing has been imported yet.", "Mitään ei ole vielä tuotu.")
