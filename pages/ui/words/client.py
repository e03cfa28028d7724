"""The sentences of the client's page."""

from __future__ import annotations

CLIENT = {
    "as_of": ("As it is on {day}", "Tilanne {day}"),
    "until": ("This link works until {day}.", "Tämä linkki toimii {day} asti."),
    "balance": ("Where the money went", "Mihin raha meni"),
    "nothing_since": (
        "There is nothing to show yet: this page begins on {day}.",
        "Näytettävää ei ole vielä: tämä sivu alkaa {day}.",
    ),
    "not_now": (
        "The figures are being put in order. Ask your contact if you need them today.",
        "Lukuja järjestellään. Kysy yhteyshenkilöltäsi, jos tarvitset ne tänään.",
    ),
}
