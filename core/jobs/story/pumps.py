"""Esimerkki Pumput Oy, B2B leads: traffic grew briskly in September 2026 and conversions did not follow.

Reviewed sprint 2026-09-03 … 09-30 against the one before (2026-08-06 … 09-02): clicks 9 600 → 13 440 (+40 %),
conversions 265 → 273 (+3 %). Two new lookalike campaigns took 4 000 € and brought 5 150 clicks and 18 conversions, the
sizing guide brought 111 leads for 1 000 €, and the remarketing campaign has been paused since 31 August. Of 10 000 €
with a stage, Reach took 63 % where 45 % was agreed: 1 800 € lie in the wrong place.
"""

from __future__ import annotations

from datetime import date

from core.jobs.story.cast import (
    FIRST_DAY,
    GOOGLE,
    LAST_DAY,
    META,
    Chapter,
    Company,
    Decision,
    Export,
    Line,
    OwnChannel,
    Target,
    days,
)

SPRINT = (date(2026, 9, 3), date(2026, 9, 30))
BEFORE = (date(2026, 8, 6), date(2026, 9, 2))


def _sprints(before: tuple[int, int, int], now: tuple[int, int, int]) -> tuple[Chapter, ...]:
    """The last two sprints as (euros, clicks, conversions)."""
    return tuple(
        Chapter(start, end, euros * 100, clicks, conversions)
        for (start, end), (euros, clicks, conversions) in ((BEFORE, before), (SPRINT, now))
    )


def _own(before: tuple[int, int], now: tuple[int, int]) -> tuple[Chapter, ...]:
    """The last two sprints as (sessions, key events)."""
    return _sprints((0, *before), (0, *now))


LINES = (
    Line(
        META,
        "120210000000010101",
        "Reach | Video | Pumppaamon vuosi",
        "video_thruplay_watched_actions",
        daily=7200,
        click_price=77,
        ctr=95,
        rate=30,
        chapters=_sprints((2000, 2600, 8), (1400, 1900, 5)),
        decision=Decision("reach", "cold"),
    ),
    Line(
        META,
        "120210000000010102",
        "Lookalike A | Ostopäättäjät 1 %",
        "actions:link_click",
        daily=0,
        click_price=76,
        ctr=140,
        rate=38,
        engaged=210,
        live=(SPRINT,),
        chapters=_sprints((0, 0, 0), (2200, 2900, 11))[1:],
        decision=Decision("reach", "cold"),
    ),
    Line(
        META,
        "120210000000010103",
        "Lookalike B | Sivustolla kävijät 3 %",
        "actions:link_click",
        daily=0,
        click_price=80,
        ctr=125,
        rate=31,
        engaged=190,
        live=(SPRINT,),
        chapters=_sprints((0, 0, 0), (1800, 2250, 7))[1:],
        decision=Decision("reach", "cold"),
    ),
    Line(
        META,
        "120210000000010104",
        "Opas | Pumpun mitoitus",
        "actions:lead",
        daily=3300,
        click_price=60,
        ctr=160,
        rate=700,
        live=((date(2025, 10, 6), LAST_DAY),),
        chapters=_sprints((900, 1500, 108), (1000, 1650, 111)),
        decision=Decision("act", "warm"),
    ),
    Line(
        META,
        "120210000000010105",
        "Uudelleenmarkkinointi | Monta sivua katsoneet",
        "actions:offsite_conversion.fb_pixel_lead",
        daily=2400,
        click_price=100,
        ctr=110,
        rate=330,
        live=((FIRST_DAY, date(2026, 8, 30)),),
        chapters=(Chapter(BEFORE[0], date(2026, 8, 30), 60_000, 600, 20),),
        decision=Decision("convert", "warm"),
    ),
    Line(
        META,
        "120210000000010106",
        "Testi 14.5. (kopio)",
        "",
        daily=800,
        click_price=240,
        ctr=60,
        rate=0,
        live=((date(2026, 5, 14), LAST_DAY),),
        chapters=_sprints((240, 100, 0), (250, 100, 0)),
    ),
    Line(
        GOOGLE,
        "20100000101",
        "Video | Energiatehokkuus",
        "Video",
        daily=4300,
        click_price=171,
        ctr=45,
        rate=70,
        bid="Target CPV",
        chapters=_sprints((1200, 700, 5), (900, 550, 3)),
    ),
    Line(
        GOOGLE,
        "20100000102",
        "Demand Gen | Asiantuntija-artikkelit",
        "Demand Gen",
        daily=5200,
        click_price=47,
        ctr=130,
        rate=80,
        bid="Maximize clicks",
        chapters=_sprints((1400, 3000, 24), (1400, 2950, 25)),
        decision=Decision("act", "warm"),
    ),
    Line(
        GOOGLE,
        "20100000103",
        "Haku | Teollisuuspumput",
        "Search",
        daily=3400,
        click_price=143,
        ctr=520,
        rate=900,
        bid="Maximize conversions",
        former_name="Haku | Pumput",
        renamed_on=date(2026, 2, 5),
        chapters=_sprints((600, 420, 38), (630, 440, 43)),
        decision=Decision("convert", "warm"),
    ),
    Line(
        GOOGLE,
        "20100000104",
        "Haku | Brändi | Esimerkki Pumput",
        "Search",
        daily=900,
        click_price=66,
        ctr=1450,
        rate=1200,
        bid="Target impression share",
        chapters=_sprints((250, 380, 46), (270, 400, 52)),
        decision=Decision("convert", "warm"),
    ),
    Line(
        GOOGLE,
        "20100000105",
        "Display | Kanta-asiakkaat | Huoltosopimus",
        "Display",
        daily=2000,
        click_price=165,
        ctr=60,
        rate=520,
        bid="Maximize conversions",
        live=((date(2025, 9, 1), LAST_DAY),),
        chapters=_sprints((500, 300, 16), (400, 300, 16)),
    ),
)

COMPANY = Company(
    key="pumput",
    name="Esimerkki Pumput Oy",
    google_account="100-200-3001",
    meta_account="Esimerkki Pumput",
    site="esimerkkipumput.example",
    words="fi",
    seasons=(950, 1030, 1080, 1050, 1050, 850, 500, 950, 1080, 1120, 1120, 800),
    weekdays=(1220, 1300, 1300, 1240, 1040, 430, 470),
    holiday=450,
    peaks={},
    lines=LINES,
    own_channels=(
        OwnChannel("Organic Search", 37, 230, 660, _own((1000, 24), (1200, 26))),
        OwnChannel("Direct", 18, 200, 560, _own((500, 10), (900, 11))),
        OwnChannel("Email", 5, 500, 700, _own((150, 8), (170, 8))),
        OwnChannel("Referral", 5, 250, 590, _own((130, 3), (220, 4))),
        OwnChannel("Unassigned", 1, 0, 200, _own((20, 0), (30, 0))),
    ),
    targets=(
        Target(
            FIRST_DAY,
            (35, 25, 30, 10),
            "Sovittu yhteistyön alkaessa: painopiste valmiiksi ostoaikeissa olevissa, kunnes seuranta on kunnossa.",
        ),
        Target(
            date(2026, 1, 1),
            (45, 25, 20, 10),
            "Vuosisuunnitelma 2026: lähtökohtana B2B-liidihankinnan suositus, hyväksytty joulukuun monthlyssa.",
        ),
    ),
    monthlies=days(
        "2025-09-04 2025-10-02 2025-11-06 2025-12-04 2026-01-08 2026-02-05 2026-03-05 2026-04-02 2026-05-07 "
        "2026-06-04 2026-07-02 2026-08-06 2026-09-03 2026-10-01"
    ),
    monthly_hour=10,
    exports=(
        Export("google_ads", date(2025, 8, 1), date(2025, 12, 31)),
        Export("google_ads", date(2025, 12, 16), date(2026, 6, 30)),
        Export("google_ads", date(2026, 6, 15), date(2026, 9, 30)),
        Export("meta_ads", date(2025, 8, 1), date(2025, 12, 31)),
        Export("meta_ads", date(2025, 12, 16), date(2026, 6, 30)),
        Export("meta_ads", date(2026, 6, 15), date(2026, 9, 30)),
        Export("ga4_daily", FIRST_DAY, LAST_DAY),
        Export("ga4_channels", *BEFORE),
        Export("ga4_channels", *SPRINT),
        Export("crm_deals", date(2026, 5, 1), LAST_DAY),
        Export("google_search_terms", *BEFORE),
        Export("google_search_terms", *SPRINT),
    ),
)
