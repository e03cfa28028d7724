"""The form for how a client's page looks, and the page that looks so."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from streamlit.testing.v1 import AppTest

from core.access import shares
from core.access.sessions import token_hash
from core.access.shares import open_by_token
from core.brand import Brand
from core.dates import utc_now
from core.model import Role
from core.shares import Terms
from core.sources.logo import read_logo
from core.store import people
from core.store.brands import get_brand, set_brand

Shown = Callable[[AppTest], str]
PAGES = Path(__file__).resolve().parents[2] / "pages"
HOSTILE = "[x](javascript:alert(1)) <img src=x onerror=alert(1)> $a$ :red[hi]"


def drawn(color: str = "#0E7FA8") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (200, 80), color).save(out, "PNG")
    return out.getvalue()


def brand_of(office, client_id: str = "kuusi-oy") -> Brand:
    return get_brand(office.store.ops, client_id=client_id)


def test_name_colour_and_logo_are_given_with_a_look_at_them(office) -> None:
    at = office.open("clients", Role.GROWTH_OWNER)
    at.text_input(key="brand_name_kuusi-oy").set_value("Kuusen Väki")
    at.checkbox(key="brand_own_kuusi-oy").check().run()
    at.color_picker(key="brand_color_kuusi-oy").pick("#0E7FA8")
    at.file_uploader[0].upload("../../../etc/<b>logo</b>.png", drawn()).run()
    assert not at.exception
    assert "Kuusen Väki" in [header.value for header in at.header]
    assert any("4.5:1 on a light page · 4.2:1 on a dark page" in caption.value for caption in at.caption)
    assert any("#0E7FA8" in html.proto.body for html in at.get("html"))
    assert brand_of(office) == Brand(), "nothing is kept before it is saved"
    at.button(key="brand_save").click().run()
    assert brand_of(office) == Brand("Kuusen Väki", "#0E7FA8", read_logo(drawn()))
    assert any("Saved." in box.value for box in at.success)
    at.checkbox(key="brand_no_logo_kuusi-oy").check().run()
    at.button(key="brand_save").click().run()
    assert brand_of(office) == Brand("Kuusen Väki", "#0E7FA8")


def test_a_colour_that_vanishes_is_not_kept_and_the_nearest_shade_is_offered(office) -> None:
    at = office.open("clients", Role.ADMIN)
    at.checkbox(key="brand_own_kuusi-oy").check().run()
    at.color_picker(key="brand_color_kuusi-oy").pick("#0A2540").run()
    (warned,) = at.warning
    assert "#0A2540 is hardly seen on a dark page" in warned.value
    at.button(key="brand_save").click().run()
    assert brand_of(office) == Brand()
    assert "hardly seen" in at.error[0].value
    at.button(key="brand_shade").click().run()
    assert not at.warning
    at.button(key="brand_save").click().run()
    kept = brand_of(office).accent
    assert kept in warned.value
    assert kept != "#0A2540"


def test_a_file_that_is_no_logo_is_refused_and_the_kept_one_stays(office) -> None:
    kept = set_brand(
        office.store.ops, client_id="kuusi-oy", brand=Brand(logo=read_logo(drawn())), who="x", now=utc_now()
    )
    at = office.open("clients", Role.GROWTH_OWNER, language="fi")
    at.file_uploader[0].upload("logo.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>").run()
    assert "SVG" in at.error[0].value
    at.button(key="brand_save").click().run()
    assert brand_of(office) == kept


def test_who_lost_the_client_or_its_care_since_saves_nothing(office) -> None:
    ops, person = office.store.ops, office.people[Role.GROWTH_OWNER].person_id
    for change in (
        lambda: people.set_role(ops, person_id=person, role=Role.SPECIALIST),
        lambda: people.set_clients(ops, person_id=person, client_ids=[]),
    ):
        people.set_role(ops, person_id=person, role=Role.GROWTH_OWNER)
        at = office.open("clients", Role.GROWTH_OWNER)
        at.text_input(key="brand_name_kuusi-oy").set_value("Kaapattu").run()
        change()
        at.button(key="brand_save").click().run()
        assert brand_of(office) == Brand()


def test_a_specialist_and_a_teams_page_have_no_such_form(office) -> None:
    assert not office.open("clients", Role.SPECIALIST).text_input
    at = office.open("clients", Role.ADMIN, client=office.team)
    assert "brand_save" not in {button.key for button in at.button}


def test_the_clients_page_bears_their_name_line_and_logo_and_nothing_of_ours(office, shown: Shown) -> None:
    ops = office.store.ops
    set_brand(ops, client_id="kuusi-oy", brand=Brand(HOSTILE, "#0E7FA8", read_logo(drawn())), who="x", now=utc_now())
    share, token = shares.create_share(
        ops, client_id="kuusi-oy", terms=Terms("x", language="en"), who="x", now=utc_now()
    )
    opened = open_by_token(ops, token=token, now=utc_now())
    assert opened
    at = AppTest.from_file(PAGES / "client" / "page.py", default_timeout=120)
    at.user = {"visits": token_hash(opened[1])}
    at.query_params["v"] = share.public_id
    at.run()
    assert not at.exception
    assert at.title[0].value.replace("\\", "") == HOSTILE
    assert "\\[x\\]" in at.title[0].value
    lines = [html.proto.body for html in at.get("html") if "<hr" in html.proto.body]
    assert len(lines) == 1
    assert "#0E7FA8" in lines[0]
    assert [picture.proto.imgs[0].alt for picture in at.get("image")] == [HOSTILE]
    assert "Tahti" not in shown(at)
