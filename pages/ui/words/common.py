"""Words that several pages share: stages, places money can lie, sources and channels."""

from __future__ import annotations

from pages.ui.words import Table

COMMON: Table = {
    "reach": ("Reach", "Reach – tavoita"),
    "act": ("Act", "Act – aktivoi"),
    "convert": ("Convert", "Convert – kauppaa"),
    "engage": ("Engage", "Engage – sitouta"),
    "measure": ("Measure", "Measure – mittaaminen"),
    "mixed": ("Several stages", "Useita vaiheita"),
    "unmapped": ("No stage yet", "Ei vielä vaihetta"),
    "on_target": ("on target", "tavoitteessa"),
    "watch": ("worth watching", "seurattava"),
    "off": ("off target", "poikkeaa"),
    "noted": ("Noted:", "Merkintöjä:"),
    "to_notes": ("All notes and seasons", "Kaikki merkinnät ja sesongit"),
    "cold": ("cold", "kylmä"),
    "warm": ("warm", "lämmin"),
    "customer": ("customers", "nykyiset asiakkaat"),
}

MAKERS: Table = {
    "command line": ("command line", "komentorivi"),
    "inbox": ("inbox folder", "saapuvien kansio"),
}
"""Who did something where no person did it by hand, as it is stored."""

SHORT: dict[str, str] = {"measure": "Measure", "reach": "Reach", "act": "Act", "convert": "Convert", "engage": "Engage"}
"""Stage names alone: where there is no room for the Finnish subtitle."""

SOURCES: dict[str, str] = {
    "google_ads": "Google Ads",
    "meta_ads": "Meta Ads",
    "ga4": "Google Analytics 4",
    "search_console": "Search Console",
    "linkedin_ads": "LinkedIn Ads",
    "microsoft_ads": "Microsoft Ads",
    "tiktok_ads": "TikTok Ads",
    "klaviyo": "Klaviyo",
    "mailchimp": "Mailchimp",
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "pipedrive": "Pipedrive",
    "hubspot": "HubSpot",
    "salesforce": "Salesforce",
}

CHANNELS: Table = {
    "paid_search": ("Google Search", "Google-haku"),
    "bing_search": ("Microsoft Search", "Microsoft-haku"),
    "organic_search": ("Organic search", "Luonnollinen haku"),
    "paid_social_meta": ("Meta", "Meta"),
    "paid_social_linkedin": ("LinkedIn", "LinkedIn"),
    "paid_social_tiktok": ("TikTok", "TikTok"),
    "display": ("Display", "Display"),
    "youtube": ("YouTube", "YouTube"),
    "video": ("Video", "Video"),
    "shopping": ("Shopping", "Shopping"),
    "pmax": ("Performance Max", "Performance Max"),
    "demand_gen": ("Demand Gen", "Demand Gen"),
    "app": ("Apps", "Sovellukset"),
    "email": ("E-mail", "Sähköposti"),
    "organic_social": ("Organic social", "Orgaaninen some"),
    "website": ("Website", "Verkkosivut"),
    "event": ("Events", "Tapahtumat"),
    "": ("Channel not known", "Kanava ei tiedossa"),
}
"""A channel that is not listed is shown as its source wrote it."""
