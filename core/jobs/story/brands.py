"""How two of the story's clients look on their own pages. The logos are drawn here, for companies that do not exist."""

from __future__ import annotations

import io
from datetime import datetime

from PIL import Image, ImageDraw

from core.brand import Brand
from core.model import Client
from core.sources.logo import read_logo
from core.store import Store
from core.store.brands import get_brand, set_brand

ACCENTS = {"pumput": "#0E7FA8", "malliputiikki": "#D0533B"}
SIDE = 160


def give_brands(store: Store, client: Client, key: str, *, who: str, now: datetime) -> None:
    """Give the client its looks, unless it has some or the story knows none."""
    if key in ACCENTS and get_brand(store.ops, client_id=client.client_id) == Brand():
        brand = Brand(accent=ACCENTS[key], logo=drawn_logo(key))
        set_brand(store.ops, client_id=client.client_id, brand=brand, who=who, now=now)


def drawn_logo(key: str) -> bytes:
    """The logo of one of the companies that have one."""
    picture = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    {"pumput": _drop, "malliputiikki": _bag}[key](ImageDraw.Draw(picture), ACCENTS[key])
    out = io.BytesIO()
    picture.save(out, "PNG")
    return read_logo(out.getvalue())


def _drop(draw: ImageDraw.ImageDraw, color: str) -> None:
    """A drop of water with a wave in it."""
    draw.polygon([(80, 4), (34, 84), (126, 84)], fill=color)
    draw.ellipse((28, 50, 132, 154), fill=color)
    draw.arc((44, 84, 84, 124), 180, 360, fill="#FFFFFF", width=9)
    draw.arc((75, 84, 115, 124), 0, 180, fill="#FFFFFF", width=9)


def _bag(draw: ImageDraw.ImageDraw, color: str) -> None:
    """A shopping bag that smiles."""
    draw.arc((52, 8, 108, 92), 180, 360, fill=color, width=11)
    draw.rounded_rectangle((22, 52, 138, 152), 14, fill=color)
    draw.arc((52, 66, 108, 128), 20, 160, fill="#FFFFFF", width=9)
