"""The words that point to a stage or an audience, as tables. To teach the product a word, add it to its row.

Words are folded: lower case, no accents (`bränditunnettuus` is `branditunnettuus`), punctuation read as a space.
A word may end in `*`, for Finnish and German endings and compounds (`uudelleenmarkkin*`).
Languages: English, Finnish, Swedish, German, Portuguese, Spanish, Dutch.
"""

from __future__ import annotations

STAGE_SEGMENTS: dict[str, tuple[str, ...]] = {
    "reach": (
        *("reach", "awareness", "brand awareness", "tofu", "tavoita", "tavoittavuus", "kattavuus", "tunnettuus"),
        *("branditunnettuus", "kannedom", "rackvidd", "bekanntheit", "markenbekanntheit", "reichweite", "alcance"),
        *("reconhecimento", "reconocimiento", "notoriedad", "bereik", "naamsbekendheid"),
    ),
    "act": (
        *("act", "consideration", "mofu", "aktivoi", "aktivointi", "harkinta", "overvagande", "aktivera", "erwagung"),
        *("consideracao", "consideracion", "overweging"),
    ),
    "convert": (
        *("convert", "conversion", "conversions", "sales", "bofu", "kauppaa", "myynti", "konvertoi", "konversio"),
        *("konversiot", "konvertera", "konvertering", "forsaljning", "konversion", "verkauf", "conversao", "vendas"),
        *("ventas", "conversie", "verkoop"),
    ),
    "engage": (
        *("engage", "retention", "loyalty", "sitouta", "sitouttaminen", "engagera", "lojalitet", "kundenbindung"),
        *("fidelizacao", "retencao", "fidelizacion", "retencion", "klantbehoud", "loyaliteit"),
    ),
}
"""Only as a whole segment of a name. Never `engagement` or its translations: that is a platform's objective and says
nothing of Engage. Never `brand` alone: it names what is advertised, not how far the buyer is."""

COMPOUNDS = ("act-now", "reach-out", "re-act", "pre-sales", "after-sales", "post-sales", "non-sales")
"""Hyphenated words whose parts are no segments."""

NOT_AUDIENCE = ("home buyers", "home buyer", "first time buyers", "first time buyer", "buyers guide", "buyer s guide")
"""Phrases of property and guide campaigns that only look like customers."""

COLD = (
    *("lookalike*", "look alike*", "lal", "prospecting", "new customer*", "similar audience*", "samankaltai*"),
    *("kaksoisolen*", "prospektointi*", "uusasiakas*", "uudet asiakkaat", "liknande*", "nya kunder", "nykund*"),
    *("ahnlich*", "neukunden*", "neue kunden", "semelhantes", "novos clientes", "similares", "nuevos clientes"),
    *("vergelijkbare doelgroep*", "nieuwe klanten"),
)
CUSTOMERS = (
    *("buyers", "purchasers", "past purchase*", "existing customer*", "current customer*", "loyal customer*"),
    *("customer list*", "upsell*", "up sell*", "cross sell*", "crosssell*", "win back*", "winback*", "kanta asiak*"),
    *("kantaasiak*", "nykyasiak*", "nykyiset asiakkaat", "nykyisille asiakkaille", "ostaneet"),
    *("ostajat", "ostajille", "lisamyyn*", "ristiinmyyn*", "befintliga kunder", "kopare", "merforsaljning*"),
    *("stamkund*", "bestandskunden*", "kaufer", "wiederkaufer", "stammkunden*", "compradores", "clientes atuais"),
    *("clientes existentes", "clientes actuales", "recompra", "bestaande klanten", "kopers"),
)
WARM = (
    *("remarketing*", "re marketing", "retarget*", "re target*", "rmkt", "rlsa", "high intent", "abandoned cart*"),
    *("cart abandon*", "abandoned checkout*", "add to cart", "added to cart", "atc", "website visitor*"),
    *("site visitor*", "video viewers", "non buyers", "non purchasers", "uudelleenmarkkin*", "uudelleenkohden*"),
    *(
        "ostoskori*",
        "hylat*",
        "sivustokavij*",
        "sivuston kavij*",
        "sivustolla kavij*",
        "verkkosivukavij*",
        "varukorg*",
        "besokare",
    ),
    *("warenkorb*", "websitebesucher*", "besucher", "carrinho*", "visitantes", "carrito*"),
    *("winkelwagen*", "websitebezoekers", "bezoekers"),
)
NOT_BUYERS = ("non buyers", "non purchasers", "not purchased", "ei ostaneet", "ei ostajat", "nicht kaufer")
"""Asked before CUSTOMERS, whose words they hold."""

TEMPERATURE_SEGMENTS: dict[str, tuple[str, ...]] = {
    "cold": ("cold", "cold audience", "kylma", "kylma yleiso", "kylmat", "kall", "kalt", "frio", "koud"),
    "warm": ("warm", "hot", "warm audience", "lammin", "lammin yleiso", "kuuma", "varm", "quente", "caliente"),
    "customer": ("customers", "customer", "asiakkaat", "asiakkaille", "kunder", "kunden", "clientes", "klanten"),
}
"""Say how warm the audience is, but not which stage: only as a whole segment (cold brew coffee is no cold audience)."""

RECRUITING_SEGMENTS = (
    *("recruiting", "recruitment", "hiring", "jobs", "careers", "rekry", "rekrytointi", "tyonhakijat", "rekrytering"),
    *("personalgewinnung", "stellenanzeigen", "recrutamento", "reclutamiento", "werving", "vacatures"),
)

OBJECTIVES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "recruiting",
        (
            *("job applicant*", "talent lead*", "tyonhakij*", "jobbsokande", "stellenbewerber*", "bewerber*"),
            *("candidatos a vagas", "candidatos a empleo", "solicitantes de empleo", "sollicitanten"),
        ),
    ),
    (
        "video",
        (
            *("video view*", "videon katselu*", "videon nayt*", "videonayt*", "videovisning*", "videoaufruf*"),
            *("visualizacoes de video", "visualizacoes do video", "reproducciones de video", "videoweergaven"),
        ),
    ),
    (
        "lead",
        (
            *("lead", "leads", "outcome leads", "lead generation", "liidi*", "liidien*", "leadgenerering"),
            *("leadgenerierung", "geracao de cadastros", "cadastros", "geracao de leads", "generacion de clientes *"),
            *("clientes potenciales", "leadgeneratie"),
        ),
    ),
    (
        "consideration",
        ("product and brand consideration", "consideration", "harkinta", "tuote ja brandiharkinta", "erwagung"),
    ),
    ("app", ("app promotion", "app install*", "app", "sovellu*", "appinstall*", "instalacoes do app")),
    ("messages", ("message*", "messaging", "viesti*", "meddelanden", "nachrichten", "mensagens", "mensajes")),
    (
        "sales",
        (
            *("sales", "conversions", "conversion", "website conversion*", "catalog*", "catalogue*", "purchase*"),
            *("product sales", "store traffic", "store visit*", "local store visit*", "myynti*", "konversio*"),
            *("verkkosivukonversio*", "luettelomyyn*", "katalog*", "forsaljning*", "konvertering*", "umsatze"),
            *("verkaufe", "conversions auf website*", "websiteconversies", "vendas", "conversoes", "ventas"),
            *("conversiones", "verkoop", "conversies"),
        ),
    ),
    (
        "awareness",
        (
            *("awareness", "reach", "brand awareness", "local awareness", "tunnettuus*", "branditunnettuus"),
            *("kattavuus", "tavoittavuus", "kannedom*", "rackvidd", "bekanntheit*", "markenbekanntheit", "reichweite"),
            *("reconhecimento*", "alcance", "reconocimiento*", "naamsbekendheid", "merkbekendheid", "bereik"),
        ),
    ),
    (
        "traffic",
        (
            *("traffic", "website traffic", "website visit*", "link click*", "clicks", "liikenne", "sivustokaynni*"),
            *("verkkosivukaynni*", "sivuston liikenne", "trafik", "webbplatsbesok", "zugriffe", "websitebesuche"),
            *("trafego", "visitas ao site", "trafico", "visitas al sitio*", "websitebezoek*", "verkeer"),
        ),
    ),
    (
        "engagement",
        (
            *("engagement", "post engagement", "page like*", "event response*", "community interaction", "follower*"),
            *("sitoutumi*", "sivutykkay*", "tapahtumavastau*", "engagemang", "interaktionen", "gefallt mir *"),
            *("veranstaltungszu*", "engajamento", "interaccion*", "betrokkenheid"),
        ),
    ),
)
"""A platform's objective -> what the campaign is for. First row that matches: the narrow ones come first."""

RESULTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cart", ("add to cart", "adds to cart", "lisaykset ostoskoriin")),
    ("checkout", ("initiate checkout", "checkouts initiated", "add payment info", "kassalle siirtymi*")),
    ("sales", ("purchase", "purchases", "ostot", "ostokset", "kop", "kaufe", "compras", "aankopen")),
    (
        "messages",
        ("messaging *", "messaging", "conversations started", "viestikeskustelu*", "conversas iniciadas"),
    ),
    (
        "lead",
        (
            *("lead", "leads", "form submit", "onsite conversion lead grouped", "complete registration", "contact"),
            *("submit application", "schedule", "liidit", "lomakkeen lahetykset", "cadastros", "clientes potenciales"),
        ),
    ),
    ("app", ("app install*", "mobile app install*", "sovellusasennu*", "instalacoes do app")),
    (
        "video",
        (
            *("video view*", "thruplay*", "thru play*", "videon katselu*", "videonayt*", "videoaufrufe"),
            "estimated ad recall lift *",
        ),
    ),
    ("awareness", ("reach", "impressions", "ad recall*", "kattavuus", "tavoittavuus", "reichweite", "alcance")),
    ("traffic", ("link click*", "landing page view*", "outbound click*", "linkin klikkau*", "laskeutumissivun *")),
    ("engagement", ("post engagement*", "page engagement*", "page like*", "like", "event response*", "view content")),
    ("sales", ("website conversion*", "conversions", "offsite conversion *", "konversiot")),
)
"""The result a Meta campaign is counted by -> what it is for. First row that matches."""

HARD_LEAD = (
    *("quote", "quote request*", "request a quote", "contact request*", "contact form", "demo request*", "book a demo"),
    *("tarjouspyyn*", "pyyda tarjous", "yhteydenotto*", "ota yhteytta", "varaa demo", "offert*", "offertforfragan"),
    *("angebotsanfrage*", "orcamento", "presupuesto", "offerteaanvra*"),
)
"""Somebody who asks for a price or a call is ready for sales; who downloads a guide is not."""

MAIL_CONVERT = (
    *("cart", "abandoned*", "checkout", "ostoskori*", "hylat*", "kassa", "varukorg*", "warenkorb*", "carrinho"),
    *("carrito", "winkelwagen"),
)
MAIL_ACT = (
    *("welcome*", "nurture*", "nurturing", "onboarding", "lead", "leads", "tervetulo*", "tervetullut", "valkommen"),
    *("willkommen*", "bem vindo*", "boas vindas", "bienvenid*", "welkom*"),
)

BIDS_CONVERT = (
    *("conversion value*", "target roas", "troas", "roas", "roas goal", "konversioarvo*", "konversioiden arvo*"),
    *("tavoite roas", "tavoiteroas", "konverteringsvarde*", "conversion wert*", "conversionwert*", "ziel roas"),
    *("valor de conversao", "valor da conversao", "valor de conversion*", "conversiewaarde*", "doel roas"),
)
BIDS_REACH = (
    *("cpm", "vcpm", "tcpm", "target cpm", "viewable cpm", "tavoite cpm", "cpv", "max cpv", "target cpv"),
    *("maximum cpv", "tavoite cpv"),
)
BIDS_SEEN = (
    *("target impression share", "impression share", "tavoiteltu impressio*", "impressio osuu*", "impressioprosen*"),
    *("tavoiteimpressio*", "tavoitenayttokerta*", "visningsandel", "anteil an moglichen impressionen"),
    *("parcela de impressoes*", "porcentaje de impresiones*", "cuota de impresiones*", "vertoningspercentage"),
)

TYPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "pmax",
        (
            "performance max",
            "pmax",
            "p max",
            "tehokkuusmaksimoin*",
            "maximale leistung",
            "maximo desempenho",
            "maximo rendimiento",
        ),
    ),
    ("shopping", ("shopping", "ostokset", "ostosmainokset", "compras")),
    ("demand_gen", ("demand gen", "demandgen", "demand generation", "discovery", "geracao de demanda")),
    ("video", ("video", "videos", "youtube", "yt", "videokampanja", "videomainonta")),
    ("display", ("display", "gdn", "displaymainonta", "bannerit", "rede de display")),
    (
        "search",
        (
            *("search", "paid search", "bing search", "search content", "dsa", "haku", "hakukampanj*", "hakumain*"),
            *(
                "hakuverkosto",
                "brandihaku*",
                "yleishaku*",
                "tuotehaku*",
                "sok",
                "suche",
                "suchnetzwerk",
                "suchkampagne",
                "pesquisa",
                "rede de pesquisa",
            ),
            *("busqueda", "zoeken", "zoeknetwerk"),
        ),
    ),
    ("app", ("app", "app promotion", "sovellus", "universal app", "multi channel")),
)
"""A Google or Microsoft campaign type, or a word of the name. First row that matches."""

BRAND = (
    *("brand", "branded", "brandi*", "omabrandi", "varumarke*", "marke", "markenkampagne", "marca", "merk"),
    *("institucional",),
)
NOT_BRAND = (
    *("non brand*", "nonbrand*", "no brand*", "generic*", "ei brandi*", "geneerinen", "brand awareness", "brand lift"),
    *("nicht marke", "sin marca", "sem marca", "niet merk"),
)
