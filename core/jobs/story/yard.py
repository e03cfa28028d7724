"""Kuvitteellinen Pihapalvelu Oy, a local service: busy in spring, and nothing is done for old customers."""

from __future__ import annotations

from datetime import date

from core.jobs.story.cast import (
    FIRST_DAY,
    GOOGLE,
    LAST_DAY,
    META,
    Company,
    Decision,
    Export,
    Line,
    OwnChannel,
    Target,
    days,
)

SNOW = ((date(2025, 11, 3), date(2026, 3, 15)),)
SPRING = ((date(2026, 3, 9), date(2026, 6, 28)),)
EVEN = (1000,) * 12

LINES = (
    Line(
        GOOGLE,
        "20300000301",
        "Haku | Pihatyöt lähellä",
        "Search",
        daily=1700,
        click_price=130,
        ctr=560,
        rate=980,
        bid="Maximize conversions",
        decision=Decision("convert", "warm"),
    ),
    Line(
        GOOGLE,
        "20300000302",
        "Haku | Brändi | Pihapalvelu",
        "Search",
        daily=260,
        click_price=48,
        ctr=1700,
        rate=1500,
        bid="Target impression share",
        decision=Decision("convert", "warm"),
    ),
    Line(
        GOOGLE,
        "20300000303",
        "Haku | Lumityöt taloyhtiöille",
        "Search",
        daily=1100,
        click_price=160,
        ctr=600,
        rate=850,
        live=SNOW,
        seasons=(1400, 1200, 600, 0, 0, 0, 0, 0, 0, 0, 900, 1200),
        bid="Maximize conversions",
        decision=Decision("convert", "warm"),
    ),
    Line(
        GOOGLE,
        "20300000304",
        "PMax | Kaikki palvelut",
        "Performance Max",
        daily=900,
        click_price=70,
        ctr=160,
        rate=330,
        bid="Maximize conversions",
        live=((date(2026, 2, 16), LAST_DAY),),
        decision=Decision("mixed"),
    ),
    Line(
        GOOGLE,
        "20300000305",
        "Display | Kevät tulee",
        "Display",
        daily=900,
        click_price=60,
        ctr=55,
        rate=40,
        bid="Viewable CPM",
        live=SPRING,
    ),
    Line(
        META,
        "120230000000030301",
        "Tunnettuus | Naapuruston pihat",
        "reach",
        daily=1700,
        click_price=85,
        ctr=70,
        rate=25,
        decision=Decision("reach", "cold"),
    ),
    Line(
        META,
        "120230000000030302",
        "Opas | Pihan vuosikello",
        "actions:lead",
        daily=1000,
        click_price=55,
        ctr=150,
        rate=640,
        live=((date(2026, 2, 2), LAST_DAY),),
        decision=Decision("act", "cold"),
    ),
    Line(
        META,
        "120230000000030303",
        "Liidit | Tarjouspyyntö",
        "actions:lead",
        daily=1100,
        click_price=95,
        ctr=120,
        rate=520,
        decision=Decision("convert", "warm"),
    ),
    Line(
        META,
        "120230000000030304",
        "Julkaisun mainostus: Ennen ja jälkeen",
        "",
        daily=250,
        click_price=70,
        ctr=110,
        rate=0,
        live=((date(2026, 4, 1), date(2026, 5, 31)), (date(2026, 8, 24), LAST_DAY)),
        seasons=EVEN,
    ),
)

COMPANY = Company(
    key="pihapalvelu",
    name="Kuvitteellinen Pihapalvelu Oy",
    google_account="100-200-3003",
    meta_account="Kuvitteellinen Pihapalvelu",
    site="kuvitteellinenpihapalvelu.example",
    words="fi",
    seasons=(420, 480, 1100, 1900, 2000, 1350, 750, 900, 850, 600, 450, 380),
    weekdays=(1160, 1100, 1050, 1000, 900, 820, 970),
    holiday=600,
    peaks={date(2026, 4, 18): 1300, date(2026, 4, 19): 1400},
    lines=LINES,
    own_channels=(
        OwnChannel("Organic Search", 30, 380, 640),
        OwnChannel("Direct", 12, 300, 590),
        OwnChannel("Referral", 3, 200, 560),
        OwnChannel("Unassigned", 1, 0, 180),
    ),
    targets=(
        Target(
            FIRST_DAY, (30, 15, 45, 10), "Sovittu ensimmäisessä monthlyssa: paikallinen palvelu elää tarjouspyynnöistä."
        ),
        Target(
            date(2026, 1, 1),
            (35, 15, 40, 10),
            "Kevään 2026 suunnitelma: naapurustoihin lisää tunnettuutta, vanhoja asiakkaita muistutetaan huollosta.",
        ),
    ),
    monthlies=days(
        "2025-10-09 2025-11-13 2025-12-11 2026-01-08 2026-02-12 2026-03-12 2026-04-09 2026-05-14 2026-06-11 "
        "2026-08-13 2026-09-10 2026-10-08"
    ),
    monthly_hour=14,
    exports=(
        Export("google_ads", date(2025, 8, 1), date(2026, 3, 31)),
        Export("google_ads", date(2026, 3, 16), date(2026, 9, 30), utf16=True),
        Export("meta_ads", date(2025, 8, 1), date(2026, 3, 31)),
        Export("meta_ads", date(2026, 3, 16), date(2026, 9, 30)),
        Export("ga4_daily", FIRST_DAY, LAST_DAY),
        Export("ga4_channels", date(2026, 9, 1), date(2026, 9, 30)),
    ),
)
