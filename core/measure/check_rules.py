"""The automatic checks: plain values in, a state and its evidence out. Limits that a source gives are named; the others
are our own defaults.

Each rule answers NOT_CHECKED with the reason where there is nothing to look at: silence is never an OK.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from core import figures
from core.measure.checks import State
from core.measure.outage import Outage
from core.measure.zero_run import HISTORY_DAYS
from core.model import Period, Sentence

GAP_WINDOW = 90
"""Days looked back on for gaps: a sprint and what it is compared with."""
PAUSE = 7
"""So many days in a row without rows, inside one file, are a pause and not a gap: nothing was delivered."""
HABIT = Fraction(1, 2)
REGULAR = Fraction(4, 5)
"""Of its own weekdays a source has to fill four of five before a missing one can be called a gap."""

ROUNDING = Decimal("0.01")
CONTROL_OFF = Fraction(1, 100)

DISAGREE = Fraction(115, 100)
"""Claims against outcomes: a discrepancy over 15 % is worth a look (Improvado's audit guide)."""
IMPOSSIBLE = Fraction(2)
ENOUGH_OUTCOMES = 10

REMEMBERED = 28
"""Days for which an outage that is over still casts doubt."""

DIRECT_LIMIT = Fraction(40, 100)
"""Direct traffic above this points to untagged campaigns (Improvado's audit guide)."""
UNTAGGED_LIMIT = Fraction(10, 100)
ENOUGH_VISITS = 100

UNMAPPED_LIMIT = Fraction(5, 100)
UNMAPPED_BROKEN = Fraction(20, 100)
"""Above this the stage balance is not compared either."""


@dataclass(frozen=True, slots=True)
class Verdict:
    state: State
    evidence: Sentence


@dataclass(frozen=True, slots=True)
class Control:
    """One file with a totals row of its own: what its rows add up to and by how much that differs from the total."""

    file_name: str
    spend: Decimal
    difference: Decimal


# --- how far, and without holes ---------------------------------------------------------------------------------------


def freshness(last: date, behind: int, limit: int) -> Verdict:
    """How far a source reaches against its own limit in days."""
    en = f"Data through {figures.day(last, 'en')}"
    fi = f"Tietoja {figures.day(last, 'fi')} asti"
    if behind <= 0:
        return Verdict(State.OK, Sentence(f"{en}: yesterday has arrived.", f"{fi}: eilinen on tullut."))
    days_en, days_fi = _days(behind, "en"), _days(behind, "fi")
    if behind <= limit:
        return Verdict(
            State.OK,
            Sentence(
                f"{en}, {days_en} behind; up to {limit} is usual for this source.",
                f"{fi}, {days_fi} jäljessä; tälle lähteelle {limit} on vielä tavallista.",
            ),
        )
    return Verdict(
        State.DOUBTFUL,
        Sentence(
            f"Stale: {en[0].lower()}{en[1:]}, {days_en} behind, and {limit} is the limit for this source.",
            f"Vanhentunut: {fi[0].lower()}{fi[1:]}, {days_fi} jäljessä, ja tämän lähteen raja on {limit}.",
        ),
    )


@dataclass(frozen=True, slots=True)
class Holes:
    """Days without rows inside a source's span. `regular` False: it does not write often enough to tell."""

    missing: tuple[date, ...]
    paused: tuple[date, ...]
    regular: bool


def holes(present: Collection[date], span: Period, covered: Iterable[Period] = ()) -> Holes:
    """The days of `span` (from the first to the last day looked at) on which a source should have rows and has none.

    A weekday on which it usually has none (an office-hours campaign) is not missed. A week or more in a row that lies
    inside one file (`covered`: the days each file speaks of) is a pause: the platform delivered nothing.
    """
    working = _working(present, span)
    expected = [day for day in span if day.weekday() in working]
    absent = [day for day in expected if day not in present]
    paused = _pauses(absent, expected, list(covered))
    missing = tuple(day for day in absent if day not in paused)
    counted = len(expected) - len(paused)
    regular = bool(counted) and Fraction(counted - len(missing), counted) >= REGULAR
    return Holes(missing, tuple(sorted(paused)), regular)


def _working(present: Collection[date], span: Period) -> set[int]:
    """Weekdays on which the source has rows at least every other time, and those seen too rarely to tell."""
    seen = Counter(day.weekday() for day in span)
    filled = Counter(day.weekday() for day in span if day in present)
    return {weekday for weekday, n in seen.items() if n < 3 or Fraction(filled[weekday], n) >= HABIT}


def _pauses(absent: Sequence[date], expected: Sequence[date], covered: Sequence[Period]) -> set[date]:
    """Runs of absent days, one after another among the expected ones, that are long enough and inside one file."""
    place = {day: i for i, day in enumerate(expected)}
    runs: list[list[date]] = []
    for day in absent:
        if runs and place[day] == place[runs[-1][-1]] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    long = [run for run in runs if (run[-1] - run[0]).days + 1 >= PAUSE]
    return {day for run in long if any(run[0] in file and run[-1] in file for file in covered) for day in run}


def gaps(found: Holes) -> Verdict:
    """Whether days are missing inside the data. A missing day is drawn as a gap and is never counted as zero."""
    if not found.regular:
        return Verdict(
            State.NOT_CHECKED,
            Sentence(
                "It does not have figures on most days, so a missing day cannot be told from a quiet one.",
                "Lukuja ei ole useimmilta päiviltä, joten puuttuvaa päivää ei erota hiljaisesta.",
            ),
        )
    if not found.missing:
        return Verdict(State.OK, Sentence("No day is missing.", "Yhtään päivää ei puutu."))
    en, fi = (_listed(found.missing, language) for language in ("en", "fi"))
    return Verdict(
        State.DOUBTFUL,
        Sentence(
            f"{_days(len(found.missing), 'en')} without figures: {en}. Shown as gaps, not as zeros.",
            f"{_days(len(found.missing), 'fi')} ilman lukuja: {fi}. Näytetään aukkoina eikä nollina.",
        ),
    )


# --- does it add up ---------------------------------------------------------------------------------------------------


def control(files: Sequence[Control]) -> Verdict:
    """Whether the rows of the files add up to the files' own totals."""
    off = [file for file in files if abs(file.difference) > ROUNDING]
    if not files:
        return Verdict(
            State.NOT_CHECKED,
            Sentence(
                "The files carry no total to compare their rows with.",
                "Tiedostoissa ei ole kokonaissummaa, johon rivejä voisi verrata.",
            ),
        )
    if not off:
        n = len(files)
        return Verdict(
            State.OK,
            Sentence(
                f"The rows add up to the file's own total to the cent ({n} {'file' if n == 1 else 'files'}).",
                f"Rivien summa täsmää tiedoston omaan kokonaissummaan sentilleen"
                f" ({n} {'tiedosto' if n == 1 else 'tiedostoa'}).",
            ),
        )
    largest = max(off, key=lambda file: abs(file.difference))
    share = _share(abs(largest.difference), abs(largest.spend))
    state = State.BROKEN if share is None or share > CONTROL_OFF else State.DOUBTFUL
    en, fi = (figures.number(abs(largest.difference), language, 2) for language in ("en", "fi"))
    return Verdict(
        state,
        Sentence(
            f"The rows of {largest.file_name} differ from the file's own total by {en}.",
            f"Tiedoston {largest.file_name} rivit eroavat sen omasta kokonaissummasta {fi}.",
        ),
    )


def claims(
    claimed: Decimal | None, happened: Decimal | None, name: Sentence, *, decisive: bool = True, currency: str = ""
) -> Verdict:
    """What the platforms say they brought against what was counted elsewhere (`name`: shop orders, key events …) over
    the same days; money of `currency` where one is given. Several platforms claim the same sale, so the claims may
    exceed what happened; they cannot be true when they do. Not `decisive`: the other count may miss some too (analytics
    sees those who gave consent, and only the events it was told of), so that it can raise a doubt and no more."""
    if claimed is None or happened is None:
        return Verdict(
            State.NOT_CHECKED,
            Sentence(
                "There is nothing to compare the platforms' claims with: bring analytics, shop or CRM data.",
                "Alustojen väitteitä ei voi verrata mihinkään: tuo analytiikan, verkkokaupan tai CRM:n tiedot.",
            ),
        )
    if happened < ENOUGH_OUTCOMES:
        return Verdict(
            State.NOT_CHECKED,
            Sentence(
                f"Too few to compare: {name.en} {figures.number(happened, 'en')}, at least"
                f" {ENOUGH_OUTCOMES} are needed.",
                f"Liian vähän verrattavaa: {name.fi} {figures.number(happened, 'fi')}, ja vertailuun tarvitaan"
                f" {ENOUGH_OUTCOMES}.",
            ),
        )
    ratio = Fraction(claimed) / Fraction(happened)

    def said_of(amount: Decimal, language: str) -> str:
        return figures.money(amount, currency, language) if currency else figures.number(amount, language)

    en = f"The platforms claim {said_of(claimed, 'en')}, {name.en} {said_of(happened, 'en')}"
    fi = f"Alustat väittävät tuoneensa {said_of(claimed, 'fi')}, {name.fi} {said_of(happened, 'fi')}"
    times = Sentence(figures.number(ratio, "en", 2), figures.number(ratio, "fi", 2))
    if ratio <= DISAGREE:
        said = Sentence(f"{en}: {times.en} to one.", f"{fi}: suhde {times.fi}.")
        return Verdict(State.OK, said)
    said = Sentence(
        f"{en}: {times.en} times what happened. The same result is claimed more than once.",
        f"{fi}: {times.fi} kertaa se, mitä tapahtui. Samaa tulosta väitetään useaan kertaan.",
    )
    return Verdict(State.BROKEN if decisive and ratio > IMPOSSIBLE else State.DOUBTFUL, said)


def outage(newest: Outage | None, days: int, as_of: date) -> Verdict:
    """Whether results keep coming while people do. `days` is the length of the series that was judged; a stretch that
    has ended is doubtful for four weeks, because those days are still in the comparisons."""
    if days < HISTORY_DAYS + 1:
        return Verdict(
            State.NOT_CHECKED,
            Sentence(
                f"Too short a history to tell: {HISTORY_DAYS} days of results by day are needed.",
                f"Historiaa on liian vähän: tarvitaan {HISTORY_DAYS} päivää päiväkohtaisia tuloksia.",
            ),
        )
    if newest is None or (not newest.ongoing and (as_of - newest.last).days > REMEMBERED):
        return Verdict(
            State.OK, Sentence("Results come as usual for the visits.", "Tuloksia tulee niin kuin käynneillä yleensä.")
        )
    span = Period(newest.first, newest.last)
    got, expected = (figures.number(value, "en") for value in (newest.got, newest.expected))
    got_fi, expected_fi = (figures.number(value, "fi") for value in (newest.got, newest.expected))
    together = newest.everywhere and len(newest.dark) > 1
    more = Sentence(
        f"{', everywhere at once' if together else ''}: look at the tracking first",
        f"{', kaikkialla yhtä aikaa' if together else ''}: katso seuranta ensin",
    )
    said = Sentence(
        f"{figures.period(span, 'en')}: {got} results where about {expected} were to be expected, while people still"
        f" came{more.en}.",
        f"{figures.period(span, 'fi')}: {got_fi} tulosta, odotettiin noin {expected_fi}, vaikka kävijöitä riitti"
        f"{more.fi}.",
    )
    return Verdict(State.BROKEN if newest.ongoing else State.DOUBTFUL, said)


# --- is it told apart -------------------------------------------------------------------------------------------------


def untagged(direct: Decimal, unassigned: Decimal, total: Decimal, period: Period) -> Verdict:
    """The share of visits whose channel is not known: direct, and those that analytics could not assign."""
    if total < ENOUGH_VISITS:
        return Verdict(
            State.NOT_CHECKED,
            Sentence(
                "There are no visits by channel to look at: bring GA4's traffic acquisition report.",
                "Käyntejä ei ole kanavittain: tuo GA4:n liikenteen hankinta -raportti.",
            ),
        )
    shares = Fraction(direct) / Fraction(total), Fraction(unassigned) / Fraction(total)
    bad = shares[0] > DIRECT_LIMIT or shares[1] > UNTAGGED_LIMIT
    said = []
    for language, template in (
        ("en", "{direct} of visits direct, {unassigned} without a channel ({period}); limits {limit} and {own}."),
        ("fi", "Suoria käyntejä {direct}, ilman kanavaa {unassigned} ({period}); rajat {limit} ja {own}."),
    ):
        said.append(
            template.format(
                direct=figures.percent(shares[0], language),
                unassigned=figures.percent(shares[1], language),
                period=figures.period(period, language),
                limit=figures.percent(DIRECT_LIMIT, language),
                own=figures.percent(UNTAGGED_LIMIT, language),
            )
        )
    return Verdict(State.DOUBTFUL if bad else State.OK, Sentence(*said))


def unmapped(without_stage: Decimal, total: Decimal, currency: str, period: Period) -> Verdict:
    """The share of money that has no stage yet."""
    if total <= 0:
        return Verdict(
            State.NOT_CHECKED,
            Sentence("No spend in the last weeks to look at.", "Viime viikoilla ei ole mainoskuluja."),
        )
    share = Fraction(max(without_stage, Decimal(0))) / Fraction(total)
    if not share:
        return Verdict(
            State.OK,
            Sentence(
                f"Every euro has a stage ({figures.period(period, 'en')}).",
                f"Jokaisella eurolla on vaihe ({figures.period(period, 'fi')}).",
            ),
        )
    said = Sentence(
        f"{figures.money(without_stage, currency, 'en')} ({figures.percent(share, 'en')}) has no stage yet"
        f" ({figures.period(period, 'en')}).",
        f"{figures.money(without_stage, currency, 'fi')} ({figures.percent(share, 'fi')}) on vielä ilman vaihetta"
        f" ({figures.period(period, 'fi')}).",
    )
    if share > UNMAPPED_BROKEN:
        return Verdict(State.BROKEN, said)
    return Verdict(State.DOUBTFUL if share > UNMAPPED_LIMIT else State.OK, said)


def currencies(found: Collection[str], without_rate: Collection[str]) -> Verdict:
    """Whether the client's money can be added: one currency, or a rate for each of the others."""
    names = ", ".join(sorted(found))
    if not found:
        return Verdict(State.NOT_CHECKED, Sentence("No money has been imported.", "Rahaa ei ole tuotu."))
    if without_rate:
        lacking = ", ".join(sorted(without_rate))
        return Verdict(
            State.BROKEN,
            Sentence(
                f"Money in {names}, and no exchange rate for {lacking}: it cannot be added up.",
                f"Rahaa valuutoissa {names}, eikä valuutalle {lacking} ole kurssia: niitä ei voi laskea yhteen.",
            ),
        )
    if len(found) == 1:
        return Verdict(State.OK, Sentence(f"All money is in {names}.", f"Kaikki raha on valuutassa {names}."))
    return Verdict(
        State.OK,
        Sentence(f"Money in {names}, each with a rate.", f"Rahaa valuutoissa {names}; kaikille on kurssi."),
    )


def zones(by_account: Mapping[str, str], client_zone: str) -> Verdict:
    """Whether the accounts' days begin at the same moment. `by_account` holds the zones that files name, at least
    one."""
    other = {account: zone for account, zone in by_account.items() if zone != client_zone}
    if not other:
        return Verdict(State.OK, Sentence(f"All days are of {client_zone}.", f"Kaikki päivät ovat: {client_zone}."))
    listed = ", ".join(f"{account} {zone}" for account, zone in sorted(other.items()))
    return Verdict(
        State.DOUBTFUL,
        Sentence(
            f"Days do not begin together: {listed}; the client is in {client_zone}. Single days of two sources are"
            " not compared.",
            f"Päivät eivät ala yhtä aikaa: {listed}; asiakas on vyöhykkeellä {client_zone}. Kahden lähteen yksittäisiä"
            " päiviä ei verrata.",
        ),
    )


# --- words ------------------------------------------------------------------------------------------------------------


def runs(days: Sequence[date]) -> list[Period]:
    """Days in order, joined where they follow one another."""
    found: list[Period] = []
    for day in days:
        if found and day == found[-1].end + timedelta(days=1):
            found[-1] = Period(found[-1].start, day)
        else:
            found.append(Period(day, day))
    return found


def _listed(days: Sequence[date], language: str) -> str:
    joined = runs(days)
    shown = ", ".join(figures.period(run, language) for run in joined[-4:])
    return f"… {shown}" if len(joined) > 4 else shown


def _days(number: int, language: str) -> str:
    if language == "fi":
        return f"{figures.number(number, 'fi')}{figures.SPACE}{'päivä' if number == 1 else 'päivää'}"
    return f"{figures.number(number, 'en')}{figures.SPACE}{'day' if number == 1 else 'days'}"


def _share(part: Decimal, whole: Decimal) -> Fraction | None:
    return Fraction(part) / Fraction(whole) if whole else None
