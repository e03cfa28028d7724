"""The files that serve it say what the app says: port, limits, and paths that are keys."""

from __future__ import annotations

import re
import tomllib
from configparser import RawConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
CADDY = (ROOT / "docs" / "Caddyfile").read_text("utf-8")


def test_the_proxy_speaks_to_the_app_and_lets_its_uploads_through():
    assert SETTINGS["server"]["address"] == "127.0.0.1"
    assert "reverse_proxy 127.0.0.1:8501" in CADDY
    assert SETTINGS["server"]["maxUploadSize"] < 210
    assert "max_size 210MB" in CADDY
    assert "trusted_proxies " not in re.sub(r"#.*", "", CADDY)
    assert CADDY.count("{") == CADDY.count("}")


def test_the_proxys_log_keeps_no_token():
    pattern, put = re.search(r'request>uri regexp "(.+)" "(.+)"', CADDY).groups()
    put = re.sub(r"\$(\d)", r"\\\1", put)
    links = ("/s/AbC-_123", "/s/AbC-_123?x=1", "/invite/AbC-_123", "/calendar/AbC-_123.ics")
    for path in (*links, "/login/oidc/back?state=x&code=AbC-_123"):
        assert "AbC" not in re.sub(pattern, put, path)
    for header in ("request>headers>Cookie", "resp_headers>Set-Cookie", "resp_headers>Location"):
        assert f"{header} delete" in CADDY


def test_the_unit_is_closed_and_may_hold_many_browsers():
    unit = RawConfigParser(strict=False)
    unit.optionxform = str
    unit.read(ROOT / "docs" / "tahti.service", "utf-8")
    service = unit["Service"]
    assert int(service["LimitNOFILE"]) >= 65_536
    assert "app.py --server.address 127.0.0.1 --server.port 8501" in service["ExecStart"]
    assert (service["UMask"], service["StateDirectoryMode"], service["User"]) == ("0077", "0700", "tahti")
    for option in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "RestrictNamespaces"):
        assert service[option] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""


def test_the_proxy_cuts_what_never_ends():
    """A header that never ends holds a connection and nothing else of the app; the proxy takes it away."""
    limits = dict(re.findall(r"^\s+(read_header|read_body|idle) (\w+)$", CADDY, re.M))
    assert limits == {"read_header": "10s", "read_body": "10m", "idle": "5m"}
    assert "max_header_size 32KB" in CADDY
    doors = re.search(r"@doors path (.+)", CADDY).group(1).split()
    assert re.search(r"@rest not path (.+)", CADDY).group(1).split() == doors
    forms = {"/login", "/login/*", "/logout", "/first-run", "/s/*", "/invite/*"}
    assert forms <= set(doors)
