"""Look over how people sign in: is what was told of a sign-in service whole?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from core.config import PASSWORDS_VARIABLE, PUBLIC_ADDRESS, public_address
from core.connect.oidc import may_be_asked
from core.connect.secrets import OIDC, oidc_keys
from core.connect.ways import ways_in
from core.jobs.finding import Finding
from core.model import Sentence


def check_sign_in(secrets: Path, environment: Mapping[str, str]) -> Iterator[Finding]:
    """A fault for a service that is told of by halves, a remark for passwords that cannot be switched off; nothing
    while nobody asked for either."""
    keys, ways = oidc_keys(secrets, environment), ways_in(secrets, environment)
    issuer, client_id, secret, _ = OIDC
    needed = {
        issuer: may_be_asked(keys.issuer),
        client_id: bool(keys.client_id),
        secret: bool(keys.client_secret),
        PUBLIC_ADDRESS: bool(public_address(environment)),
    }
    if ways.service is not None:
        said = Sentence(
            f"People sign in with {ways.service_name}{'' if ways.passwords else ' alone'}.",
            f"Kirjautuminen: {ways.service_name}{'' if ways.passwords else ' (ei salasanoja)'}.",
        )
        yield Finding("sign-in", True, said)
    elif keys.issuer or keys.client_id or keys.client_secret:
        missing = ", ".join(name for name, holds in needed.items() if not holds)
        said = Sentence(
            f"A sign-in service is set up by halves, so people sign in with passwords: missing or wrong is {missing}.",
            f"Kirjautumispalvelun asetukset ovat vajaat, joten salasanat ovat käytössä. Puuttuu tai väärin: {missing}.",
        )
        yield Finding("sign-in", False, said)
    elif environment.get(PASSWORDS_VARIABLE, "").strip().lower() == "off":
        said = Sentence(
            f"{PASSWORDS_VARIABLE}=off has no effect: there is no sign-in service, so passwords stay.",
            f"{PASSWORDS_VARIABLE}=off ei vaikuta: kirjautumispalvelua ei ole, joten salasanat jäävät käyttöön.",
        )
        yield Finding("sign-in", True, said, warning=True)
