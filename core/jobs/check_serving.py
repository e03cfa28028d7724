"""Look over how the product is served: may the internet come to this set-up, or is it too weak for that?

While there is no public address only this machine comes, so what would be a fault on the internet is then a remark.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from core.config import PUBLIC_ADDRESS
from core.jobs.finding import Finding
from core.model import Role, Sentence
from core.shares import ShareState
from core.store import Store, clients, people, shares

FORWARDED = "FORWARDED_ALLOW_IPS"
"""The server's own setting: from whose address it believes who a visitor is, and whether they came over TLS."""
LISTENS = "STREAMLIT_SERVER_ADDRESS"
"""The server's own setting: at which of the machine's addresses it listens."""
WIDEST = {4: 8, 6: 32}
"""Bits of the widest network that can be one's own."""


def check_serving(store: Store, environment: Mapping[str, str], *, now: datetime) -> list[Finding]:
    """What keeps this set-up from the internet, in a fixed order."""
    address = environment.get(PUBLIC_ADDRESS, "").strip()
    links = _open_links(store, now)
    is_public = bool(address) and not _is_here(address)
    return [
        _address(address, links),
        _folder(store.root, is_public=is_public),
        _admin(store, links, is_public=is_public),
        *_forwarded(environment.get(FORWARDED, "")),
        *_listens(environment.get(LISTENS, "").strip(), is_public=is_public),
    ]


def _address(address: str, links: int) -> Finding:
    if not address:
        said = Sentence(
            f"{PUBLIC_ADDRESS} is not set: the app does not know its own address, and answers every host.",
            f"{PUBLIC_ADDRESS} puuttuu: sovellus ei tiedä omaa osoitettaan ja vastaa kaikilla nimillä.",
        )
        return Finding("address", True, said, warning=links > 0)
    found = _parts(address)
    plain = found.hostname and not (found.username or found.query or found.fragment or found.path.strip("/"))
    if not plain or found.scheme not in ("http", "https"):
        said = Sentence(
            f"{PUBLIC_ADDRESS} has to be an address like https://tahti.example.com and nothing more.",
            f"Muuttujassa {PUBLIC_ADDRESS} pitää olla pelkkä osoite, esimerkiksi https://tahti.example.com.",
        )
        return Finding("address", False, said)
    if found.scheme == "http" and not _is_here(address):
        said = Sentence(
            f"{PUBLIC_ADDRESS} is not encrypted: passwords and links would travel in the open. Use https.",
            f"{PUBLIC_ADDRESS} on salaamaton: salasanat ja linkit kulkisivat avoimina. Käytä https-osoitetta.",
        )
        return Finding("address", False, said)
    return Finding("address", True, Sentence(f"The product lives at {address}.", f"Tuotteen osoite on {address}."))


def _parts(address: str) -> SplitResult:
    """The parts of an address; empty ones of what is none."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def _is_here(address: str) -> bool:
    name = _parts(address).hostname or ""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _folder(root: Path, *, is_public: bool) -> Finding:
    is_open = os.name == "posix" and bool(root.stat().st_mode & 0o007)
    if not is_open:
        return Finding(
            "folder", True, Sentence("The data folder is closed to others.", "Datakansio on suljettu muilta.")
        )
    said = Sentence(
        f"Other users of this machine can read the data folder: chmod 700 {root}.",
        f"Koneen muut käyttäjät voivat lukea datakansiota: chmod 700 {root}.",
    )
    return Finding("folder", not is_public, said, warning=True)


def _admin(store: Store, links: int, *, is_public: bool) -> Finding:
    members = people.list_people(store.ops)
    admins = [m for m in members if m.person.role is Role.ADMIN and m.person.deactivated_at is None]
    if admins or not links or (people.is_demo_folder(store.ops) and not is_public):
        return Finding("admin", True, Sentence("Somebody looks after the links.", "Linkeistä vastaa joku."))
    said = Sentence(
        f"{links} links are open and no admin has an account: nobody could close them on a page. Add one: user add.",
        f"{links} linkkiä on auki eikä yhdelläkään pääkäyttäjällä ole tiliä: kukaan ei voi sulkea"
        " niitä sivulta. Lisää: user add.",
    )
    return Finding("admin", False, said)


def _forwarded(trusted: str) -> Iterator[Finding]:
    if any(_is_everybody(one.strip()) for one in trusted.split(",")):
        said = Sentence(
            f"{FORWARDED} believes everybody: a guesser could give a new address with each try. Name the proxy's only.",
            f"{FORWARDED} uskoo kaikkia: arvaaja voisi antaa joka yrityksellä uuden osoitteen."
            " Nimeä vain välityspalvelin.",
        )
        yield Finding("proxy", False, said)


def _is_everybody(trusted: str) -> bool:
    """Whether this is no machine and no network that could be the proxy's, but a good part of the internet."""
    try:
        network = ip_network(trusted, strict=False)
    except ValueError:
        return "*" in trusted
    return network.prefixlen < WIDEST[network.version]


def _listens(address: str, *, is_public: bool) -> Iterator[Finding]:
    """In a container it has to; elsewhere the way past the proxy is open."""
    if address and is_public and not _is_here(f"//{address}"):
        said = Sentence(
            f"The app listens at {address} itself: see that nobody but the proxy gets there, without TLS.",
            f"Sovellus kuuntelee itse osoitteessa {address}: varmista, ettei sinne pääse kukaan ohi"
            " välityspalvelimen, ilman TLS-salausta.",
        )
        yield Finding("listens", True, said, warning=True)


def _open_links(store: Store, now: datetime) -> int:
    return sum(
        share.state(now) is ShareState.OPEN
        for client in clients.list_clients(store.ops)
        for share, _ in shares.list_shares(store.ops, client_id=client.client_id)
    )
