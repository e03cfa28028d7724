"""The sentences of the client's page."""

from __future__ import annotations

CLIENT = {
    "as_of": ("as it is on {day}", "tilanne {day}"),
    "frozen": ("as it was on {day}", "tilanne {day}, jäädytetty"),
    "until": ("this link works until {day}", "linkki toimii {day} asti"),
    "days": ("Days", "Päivät"),
    "one_page": ("On one page, to print or hand on", "Yhdellä sivulla tulostettavaksi tai eteenpäin"),
    "download": ("Download as a table", "Lataa taulukkona"),
}
