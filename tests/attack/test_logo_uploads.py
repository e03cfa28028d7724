"""Files sent as a client's logo to the running app, past every good manner of the browser; and the way of a logo to
those who may see it."""

from __future__ import annotations

import io
import platform
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

import pytest
import streamlit
from PIL import Image
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.access import shares
from core.brand import Brand
from core.dates import utc_now
from core.model import Role
from core.sources.logo import read_logo
from core.store.brands import get_brand, set_brand
from tests.attack.test_links import OURS, THEIRS, _revoke

PAYLOAD = b"<script>alert(document.domain)</script>"


def picture(kind: str = "PNG", color: str = "#0E7FA8") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (120, 60), color).save(out, kind)
    return out.getvalue()


def bomb() -> bytes:
    """A zip that unpacks to a hundred times its size, with a picture's name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("logo.png", b"\x00" * 20_000_000)
    return out.getvalue()


@dataclass
class Form:
    """The Clients page open for one person, spoken to without a browser."""

    server: Any
    talk: Any
    cookie: str
    elements: list[Any] = field(default_factory=list)
    heard: bytes = b""

    def run(self, *states: Any) -> None:
        """Run the page with these widget states; keeps what it draws."""
        message = BackMsg()
        message.rerun_script.page_name = "" if self.talk.page_hash else "clients"
        message.rerun_script.page_script_hash = self.talk.page_hash
        message.rerun_script.query_string = f"client={OURS}"
        message.rerun_script.widget_states.widgets.extend(states)
        self.talk.send(message)
        self.elements, self.heard = [], b""
        while True:
            frame = self.talk.socket.recv(timeout=120)
            self.heard += frame
            said = ForwardMsg.FromString(frame)
            if said.WhichOneof("type") == "navigation":
                self.talk.page_hash = said.navigation.page_script_hash
            if said.WhichOneof("type") == "delta":
                self.elements.append(said.delta.new_element)
            if said.WhichOneof("type") == "script_finished":
                return

    def widget(self, kind: str, label: str) -> str:
        found = (getattr(e, kind) for e in self.elements if e.WhichOneof("type") == kind)
        return str(next(one.id for one in found if label in one.label))

    def send_logo(self, name: str, data: bytes, content_type: str) -> None:
        """Put a file into the field as the browser does, whatever the field says that it takes; then press Save."""
        self.run()
        asked = BackMsg()
        asked.file_urls_request.request_id = "one"
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.talk.session_id
        self.talk.send(asked)
        while True:
            said = ForwardMsg.FromString(self.talk.socket.recv(timeout=120))
            if said.WhichOneof("type") == "file_urls_response":
                break
        (urls,) = said.file_urls_response.file_urls
        token = self.server.ask("GET", "/_stcore/health").headers.get("set-cookie", "").split(";")[0]
        body = (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="' + name.encode() + b'"\r\n'
            b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + data + b"\r\n--b--\r\n"
        )
        answer = self.server.ask(
            "PUT",
            urls.upload_url,
            body,
            cookie=f"{self.cookie}; {token}",
            x_xsrftoken=token.partition("=")[2],
            content_type="multipart/form-data; boundary=b",
        )
        assert answer.status == 204, answer
        state = BackMsg().rerun_script.widget_states.widgets.add(id=self.widget("file_uploader", "Logo"))
        info = state.file_uploader_state_value.uploaded_file_info.add(name=name, size=1, file_id=urls.file_id)
        info.file_urls.CopyFrom(urls)
        self.run(state)
        pressed = BackMsg().rerun_script.widget_states.widgets.add(
            id=self.widget("button", "Save the look"), trigger_value=True
        )
        shown = self.heard
        self.run(state, pressed)
        self.heard = shown + self.heard


@pytest.fixture(scope="module")
def keeper(server: Any) -> str:
    """The cookie of somebody who may change OURS."""
    person = server.add("ilme@example.fi", Role.GROWTH_OWNER, OURS)
    with server.store.ops.write() as con:
        con.execute("update person set language = 'en' where person_id = ?", (person,))
    return str(server.signed_in(person))


NO_LOGOS = [
    ("logo.png", bomb(), "image/png", "has to be a PNG"),
    ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml", "SVG"),
    ("logo.png", b"GIF89a" + PAYLOAD, "image/png", "has to be a PNG"),
    ("x.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "image/png", "damaged"),
    ("x.png", picture() + b"\x00" * 400_000, "image/png", "too big"),
]
NAMES = ["../../../app.py", "logo.html", "l\u202egnp.exe"]


def test_what_is_no_picture_is_not_kept(server: Any, keeper: str) -> None:
    set_brand(server.store.ops, client_id=OURS, brand=Brand(), who="test", now=utc_now())
    with server.talk(cookie=keeper) as talk:
        form = Form(server, talk, keeper)
        for name, data, content_type, why in NO_LOGOS:
            form.send_logo(name, data, content_type)
            assert why.encode() in form.heard, (name, why)
            assert get_brand(server.store.ops, client_id=OURS) == Brand()


def test_of_a_picture_that_is_also_something_else_only_the_pixels_are_kept(server: Any, keeper: str) -> None:
    hostile = picture("JPEG") + PAYLOAD + bomb()
    with server.talk(cookie=keeper) as talk:
        form = Form(server, talk, keeper)
        for name in NAMES:
            set_brand(server.store.ops, client_id=OURS, brand=Brand(), who="test", now=utc_now())
            form.send_logo(name, hostile, "text/html")
            kept = get_brand(server.store.ops, client_id=OURS).logo
            assert kept == read_logo(picture("JPEG")), name
            assert PAYLOAD not in kept


def test_a_logo_is_seen_by_its_own_clients_browser_and_by_no_other(server: Any, link: Any) -> None:
    """Its address tells nothing and opens nothing to who was not told it; it is gone when the link is."""
    logo = read_logo(picture(color="#C2410C"))
    set_brand(server.store.ops, client_id=OURS, brand=Brand("Oma Asiakas", "#C2410C", logo), who="t", now=utc_now())
    held, other = link(), link(THEIRS)
    with server.talk(cookie=held.cookie) as talk, server.talk(cookie=other.cookie) as theirs:
        said = talk.rerun(page="client", query=f"v={held.share.public_id}")
        foreign = theirs.rerun(page="client", query=f"v={other.share.public_id}")
        (address,) = set(re.findall(r"/media/[\w-]+\.png", said))
        assert address not in foreign
        mine = server.ask("GET", address, cookie=held.cookie)
        assert mine.status == 200
        assert mine.headers["content-type"] == "image/png"
        assert mine.headers["x-content-type-options"] == "nosniff"
        assert server.ask("GET", address, cookie=other.cookie).status == 404
        assert server.ask("GET", address).status == 401
        _revoke(server, held)
        assert server.ask("GET", address, cookie=held.cookie).status == 401
        both = f"{held.cookie}; {other.cookie}"
        assert server.ask("GET", address, cookie=both).status == 404
    set_brand(server.store.ops, client_id=OURS, brand=Brand(), who="test", now=utc_now())


def test_a_clients_reader_meets_no_name_but_their_own(server: Any, link: Any) -> None:
    """Neither in the page before it is drawn, nor at a passcode, nor where a link is closed."""
    held, locked = link(), link(passcode="tammikuu27")
    seen = [
        server.ask("GET", held.page, cookie=held.cookie, accept="text/html"),
        server.ask("GET", f"/s/unlock/{locked.share.public_id}", cookie=locked.cookie),
        server.ask("GET", "/s/" + "x" * 43),
        server.ask("GET", "/client", accept="text/html"),
        server.ask("GET", f"/s/{held.token}", user_agent="Slackbot"),
    ]
    shares.revoke_share(server.store.ops, client_id=OURS, share_id=locked.share.share_id, who="t", now=utc_now())
    with server.talk(cookie=held.cookie) as talk:
        drawn = talk.rerun(page="client", query=f"v={held.share.public_id}")
    # The page's menu ends with the name of whatever it is told the version of.
    assert "Oma Asiakas" in drawn
    assert streamlit.__version__ not in drawn
    assert platform.python_version() not in drawn
    for answer in seen:
        assert "<title>" in answer.body
        assert "tahti" not in re.sub(r"/assets/\w+\.css", "", answer.body).lower()
