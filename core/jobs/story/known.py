"""What people know in the story: notes on days, looks at the measuring, and sizes of warm audiences.

Esimerkki Pumput is measured well enough to move money: what was looked at in September is in order, and only the match
with the CRM is left. At Malliputiikki the payment service sends its own visits back, so channels cannot be told;
Pihapalvelu changed its consent banner and its visits are a lower bound of an unknown size since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.dates import day_start
from core.model import Client, Period
from core.store import Store, audiences, checks, notes

PLANNED = date(2026, 9, 2)
"""What is ahead was noted for the September monthly, on the day before it."""
GROWTH_OWNER, SPECIALIST = "Growth Owner", "Analytiikka"


@dataclass(frozen=True, slots=True)
class Happening:
    """A note. `until` and `prepare` are None for one day and for what needs no preparation."""

    day: date
    kind: str
    text: str
    until: date | None = None
    stage: str | None = None
    shown: bool = False
    prepare: date | None = None


@dataclass(frozen=True, slots=True)
class Look:
    day: date
    check: str
    state: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Pool:
    """A reading of a warm audience; `size` None is not known."""

    platform: str
    name: str
    size: int | None
    day: date
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    notes: tuple[Happening, ...]
    looks: tuple[Look, ...]
    pools: tuple[Pool, ...]


PUMPS = Known(
    notes=(
        Happening(date(2025, 10, 6), "launch", "Pumpun mitoitusopas julkaistiin", stage="act", shown=True),
        Happening(date(2026, 2, 5), "campaign", "Hakukampanja nimettiin uudelleen: Haku | Teollisuuspumput"),
        Happening(date(2026, 6, 10), "site", "Uusi tarjouspyyntölomake, avaintapahtuma siirrettiin siihen", shown=True),
        Happening(date(2026, 7, 1), "season", "Teollisuuden kesäseisokit", until=date(2026, 7, 31), shown=True),
        Happening(
            date(2026, 8, 31), "campaign", "Uudelleenmarkkinointi tauolle, asiakas päättää monthlyssa", stage="convert"
        ),
        Happening(date(2026, 9, 3), "campaign", "Kaksoisolennot A ja B käyntiin", stage="reach"),
        Happening(
            date(2026, 10, 20),
            "launch",
            "Uusi jätevesipumppusarja",
            stage="convert",
            shown=True,
            prepare=date(2026, 9, 28),
        ),
        Happening(
            date(2026, 11, 9),
            "season",
            "Investointibudjettien teko teollisuudessa",
            until=date(2026, 12, 11),
            stage="convert",
            shown=True,
            prepare=date(2026, 10, 12),
        ),
    ),
    looks=(
        Look(date(2026, 6, 11), "key_events", "broken", "Lomake lähetti kaksi tapahtumaa: kiitossivu ja lomake."),
        Look(date(2026, 6, 12), "key_events", "ok", "Kiitossivun tapahtuma poistettu, yksi lähetys = yksi tapahtuma."),
        Look(
            date(2026, 9, 15),
            "key_events",
            "ok",
            "Tarjouspyyntö ja oppaan lataus lähetetty kerran, reaaliaikanäkymään tuli kumpaakin yksi.",
        ),
        Look(date(2026, 9, 15), "consent", "ok", "Kieltäminen estää mittauksen, suostumusaste 71 %."),
        Look(date(2026, 9, 15), "self_referrals", "ok", "Omalta sivustolta 0,4 % istunnoista."),
        Look(date(2026, 9, 15), "own_visits", "ok", "Toimiston ja asiakkaan osoitteet suodatettu."),
        Look(date(2026, 8, 25), "utm", "ok", "Kampanjanimet noudattavat sovittua listaa."),
        Look(date(2026, 8, 25), "retention", "ok", "Säilytys 14 kuukautta."),
        Look(date(2026, 9, 3), "goals", "ok", "Joka vaiheella on mittari, tavoite ja omistaja (monthly 3.9.)."),
        Look(date(2026, 9, 15), "zones", "ok", "Google Ads, Meta ja GA4: Europe/Helsinki."),
    ),
    pools=(
        Pool("Meta", "Monta sivua katsoneet, 30 päivää", 4000, date(2026, 9, 28), "Meta Ads Manager, Yleisöt"),
        Pool("Google Ads", "Oppaan ladanneet", 1850, date(2026, 8, 12), "Google Ads, Yleisöhallinta"),
        Pool("Meta", "Nykyiset asiakkaat", None, date(2026, 9, 28), "Lista odottaa asiakkaalta"),
    ),
)
SHOP = Known(
    notes=(
        Happening(date(2026, 8, 17), "site", "Maksupalvelu vaihtui"),
        Happening(
            date(2026, 11, 23),
            "season",
            "Black Friday -viikko",
            until=date(2026, 11, 30),
            stage="convert",
            shown=True,
            prepare=date(2026, 10, 5),
        ),
        Happening(
            date(2026, 12, 1),
            "season",
            "Joulumyynti",
            until=date(2026, 12, 20),
            stage="convert",
            shown=True,
            prepare=date(2026, 10, 19),
        ),
    ),
    looks=(
        Look(date(2026, 9, 10), "key_events", "ok", "Kolme koetilausta, kolme ostotapahtumaa, summat samat."),
        Look(
            date(2026, 9, 10),
            "self_referrals",
            "broken",
            "Maksupalvelu tuo 11 % istunnoista: se puuttuu poissuljettavien lähteiden listalta.",
        ),
        Look(date(2026, 9, 10), "consent", "ok", "Suostumusaste 64 %, kieltäminen estää mittauksen."),
    ),
    pools=(Pool("Meta", "Ostoskoriin lisänneet, 14 päivää", 2300, date(2026, 9, 24), "Meta Ads Manager, Yleisöt"),),
)
YARD = Known(
    notes=(
        Happening(date(2026, 9, 14), "site", "Evästeikkuna vaihtui"),
        Happening(
            date(2026, 10, 26),
            "season",
            "Lumityösopimukset",
            until=date(2026, 11, 30),
            stage="convert",
            shown=True,
            prepare=date(2026, 9, 21),
        ),
    ),
    looks=(
        Look(
            date(2026, 9, 22),
            "consent",
            "doubtful",
            "Uuden evästeikkunan jälkeen suostumusaste putosi 68 prosentista 41:een: käynnit ovat alaraja.",
        ),
    ),
    pools=(),
)
KNOWN = {"pumput": PUMPS, "malliputiikki": SHOP, "pihapalvelu": YARD}
"""Company key -> what its people know."""


def tell_known(store: Store, client: Client, company: str) -> None:
    """Write down what is known at one company, unless something is there already: a demo cut short is finished."""
    known, client_id = KNOWN[company], client.client_id
    if not notes.list_notes(store.ops, client_id=client_id):
        _notes(store, client, known)
    if not checks.list_ticks(store.ops, client_id=client_id):
        for look in known.looks:
            checks.add_tick(
                store.ops,
                client_id=client_id,
                kind=look.check,
                state=look.state,
                evidence=look.evidence,
                checked_on=look.day,
                who=SPECIALIST,
                now=day_start(look.day, client.timezone),
            )
    if not audiences.list_audiences(store.ops, client_id=client_id):
        for pool in known.pools:
            audiences.add_reading(
                store.ops,
                client_id=client_id,
                platform=pool.platform,
                name=pool.name,
                size=pool.size,
                read_on=pool.day,
                origin=pool.origin,
                who=SPECIALIST,
                now=day_start(pool.day, client.timezone),
            )


def _notes(store: Store, client: Client, known: Known) -> None:
    for note in known.notes:
        notes.add_note(
            store.ops,
            client_id=client.client_id,
            days=Period(note.day, note.until or note.day),
            kind=note.kind,
            text=note.text,
            stage=note.stage,
            client_visible=note.shown,
            prepare_from=note.prepare,
            who=GROWTH_OWNER,
            now=day_start(min(note.prepare or note.day, PLANNED), client.timezone),
        )
