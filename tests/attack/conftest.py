"""Attacks speak to the running app as an attacker would: raw HTTP and a raw websocket, never through our own code."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from core.access import shares
from core.access.accounts import add_person
from core.access.sessions import open_session
from core.dates import utc_now
from core.model import Role
from core.shares import Share, Terms
from core.store import Store, open_store
from core.store.clients import add_client
from tests.attack.planted import OTHER, OWN, Words, plant
from tests.fake_oidc import CLIENT_ID, CLIENT_SECRET, FakeOidc, running

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
"""Seconds until what hangs is given up: a machine that does much else answers late, and that is no fault."""
PASSWORD = "oikea hevonen paristo"
OURS, THEIRS = "Oma Asiakas Oy", "Vieras Salaisuus Oy"


@dataclass
class Answer:
    """What came back over HTTP."""

    status: int
    headers: dict[str, str]
    body: str
    cookies: list[str] = field(default_factory=list)


@dataclass
class Server:
    """A running app with its own data folder and log."""

    port: int
    store: Store
    log: Path
    secrets: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the app, and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        _wait(self, self.process)

    def restart(self) -> None:
        """End the app as a machine that loses power would, and start it anew on what it has written."""
        assert self.process
        self.process.kill()
        self.process.wait(PATIENCE)
        self.start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """One request. Keyword `content_type="x"` becomes the header `content-type: x`; nothing is followed."""
        con = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        con.request(method, path, body or None, named)
        got = con.getresponse()
        body = got.read().decode("utf-8", "replace")
        named_back = {k.lower(): v for k, v in got.getheaders()}
        answer = Answer(got.status, named_back, body, got.headers.get_all("set-cookie", []))
        con.close()
        return answer

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """A form as a browser sends it."""
        return self.ask(
            "POST", path, urlencode(fields).encode(), content_type="application/x-www-form-urlencoded", **headers
        )

    def signed_in(self, person_id: int) -> str:
        """The Cookie header of a fresh session of this person."""
        token = open_session(self.store.ops, person_id=person_id, now=utc_now())
        self.secrets.append(token)
        return f"tahti={token}"

    def talk(self, **options: str) -> Talk:
        return Talk(self, **options)

    def add(self, email: str, role: Role, *client_ids: str) -> int:
        """The id of a new person with PASSWORD."""
        person = add_person(
            self.store.ops, email=email, role=role, password=PASSWORD, client_ids=client_ids, now=utc_now()
        )
        return person.person_id


class Talk:
    """One websocket, speaking Streamlit's protocol."""

    def __init__(
        self,
        server: Server,
        *,
        cookie: str = "",
        resume: str = "",
        origin: str = "",
        headers: dict[str, str] | None = None,
    ) -> None:
        sent = dict(headers or {}) | ({"Cookie": cookie} if cookie else {})
        self.socket = connect(
            f"ws://{server.host}/_stcore/stream",
            subprotocols=["streamlit", "x", resume] if resume else ["streamlit"],  # type: ignore[list-item]
            origin=origin or None,  # type: ignore[arg-type]
            additional_headers=sent,
            compression=None,
            max_size=None,
            open_timeout=PATIENCE,
            proxy=None,
        ).__enter__()
        self.session_id = ""
        self.page_hash = ""
        self.ticks: list[str] = []

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.socket.close()

    def send(self, message: BackMsg) -> None:
        self.socket.send(message.SerializeToString())

    def rerun(
        self, *, page: str = "", page_hash: str = "", query: str = "", fragment_id: str = "", clicked: str = ""
    ) -> str:
        """Run the script, as after a click on the button with this id; everything that the server said, as text, until
        it was done."""
        message = BackMsg()
        if clicked:
            message.rerun_script.widget_states.widgets.add(id=clicked, trigger_value=True)
        wanted = message.rerun_script
        wanted.page_name, wanted.query_string, wanted.fragment_id = page, query, fragment_id
        # A hash wins over a name: with both, the page that is open would run again.
        wanted.page_script_hash = page_hash or ("" if page else self.page_hash)
        self.send(message)
        return self.listen()

    def listen(self) -> str:
        """Until the run is done. One that ended early, to begin anew, is not: its other half would be heard in place of
        the next one."""
        heard = b""
        while True:
            frame = self.socket.recv(timeout=PATIENCE)
            assert isinstance(frame, bytes)
            heard += frame
            message = ForwardMsg.FromString(frame)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session_id = message.new_session.initialize.session_id
                self.page_hash = message.new_session.page_script_hash
            elif kind == "auto_rerun":
                self.ticks.append(message.auto_rerun.fragment_id)
            elif kind == "navigation":
                self.page_hash = message.navigation.page_script_hash
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return heard.decode("utf-8", "replace")


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Starts an app on a data folder that `prepare` has filled; all are ended after the tests."""
    started: list[Server] = []

    def starting(prepare: Callable[[Server], None]) -> Server:
        folder = tmp_path_factory.mktemp("attacked")
        environment = {**os.environ, "TAHTI_DATA": str(folder / "data"), "PYTHONUNBUFFERED": "1"}
        server = Server(_free_port(), open_store(folder / "data"), folder / "log.txt", environment=environment)
        prepare(server)
        started.append(server)
        server.start()
        return server

    yield starting
    processes = [server.process for server in started if server.process]
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(PATIENCE)


@pytest.fixture(scope="session")
def server(start: Callable[..., Server]) -> Server:
    """An app with two clients and four people."""

    def prepare(server: Server) -> None:
        for name in (OURS, THEIRS):
            add_client(server.store.ops, name=name, now=utc_now())
        server.add("paakayttaja@example.fi", Role.ADMIN)

    return start(prepare)


@pytest.fixture(scope="session")
def provider() -> Iterator[FakeOidc]:
    """A sign-in service; each test finds it behaving well if it asks for `straight()` when it is done."""
    with running(FakeOidc()) as world:
        yield world


@pytest.fixture(scope="session")
def named(start: Callable[..., Server], provider: FakeOidc) -> Server:
    """An app as it stands behind its proxy: it knows its address, people also sign in by a service, and it was told to
    keep from where links are read."""

    def prepare(server: Server) -> None:
        add_client(server.store.ops, name="Oma", now=utc_now())
        server.add("paakayttaja@example.fi", Role.ADMIN)
        server.environment |= {
            "TAHTI_URL": "https://tahti.example.fi", "TAHTI_ADDRESSES": "short", "OIDC_ISSUER": provider.issuer,
            "OIDC_CLIENT_ID": CLIENT_ID, "OIDC_CLIENT_SECRET": CLIENT_SECRET, "OIDC_NAME": "Firma",
        }  # fmt: skip

    return start(prepare)


@pytest.fixture(scope="session")
def planted(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Words, Words]:
    """Two more clients in the running app, with data of every kind: ours and another's."""
    folder = tmp_path_factory.mktemp("planted")
    return plant(server.store, OWN, folder), plant(server.store, OTHER, folder)


@dataclass
class Held:
    """A link and the Cookie header of a browser that came by it."""

    share: Share
    token: str
    cookie: str

    @property
    def page(self) -> str:
        return f"/client?v={self.share.public_id}"

    @property
    def export(self) -> str:
        return f"/s/export/{self.share.public_id}"


@pytest.fixture
def link(server: Server) -> Callable[..., Held]:
    """Makes a link of a client, and opens it unless told not to."""

    def made(
        client_id: str = "oma-asiakas-oy",
        *,
        passcode: str = "",
        open_it: bool = True,
        frozen: str = "",
        **terms: object,
    ) -> Held:
        wanted = Terms(**{"label": "Johdolle", "language": "en"} | terms)  # type: ignore[arg-type]
        share, token = shares.create_share(
            server.store.ops, client_id=client_id, terms=wanted, passcode=passcode, frozen_copy=frozen, who="test",
            now=utc_now(),
        )  # fmt: skip
        server.secrets.append(token)
        if not open_it:
            return Held(share, token, "")
        answer = server.ask("GET", f"/s/{token}")
        assert answer.status == 303
        return Held(share, token, answer.headers["set-cookie"].split(";")[0])

    return made


@pytest.fixture(scope="session")
def specialist(server: Server) -> int:
    """Somebody who is given OURS and nothing else."""
    return server.add("tekija@example.fi", Role.SPECIALIST, "oma-asiakas-oy")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if server.ask("GET", "/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the app did not start: {server.log.read_text('utf-8')}")
