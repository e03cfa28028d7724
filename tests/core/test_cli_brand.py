"""How a client's page looks, on the command line."""

from __future__ import annotations

import io
import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.cli import main
from core.sources.logo import MOST_BYTES


@pytest.fixture
def tahti(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(line: str) -> tuple[int, Any]:
        status = main(["--data", str(tmp_path / "data"), *shlex.split(line), "--json"])
        out, refused = capsys.readouterr()
        return status, json.loads(out) if out.strip() else refused

    run("client add Acme")
    return run


def test_a_look_is_given_piece_by_piece_and_taken_away(tahti: Any, tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (90, 30), "#0E7FA8").save(out, "JPEG")
    (tmp_path / "logo.txt").write_bytes(out.getvalue())
    plain = {"client": "acme", "name": "", "accent": "", "logo": False}
    assert tahti("brand --client acme") == (0, plain)
    assert tahti("brand set --client acme --accent 0e7fa8") == (0, plain | {"accent": "#0E7FA8"})
    tahti(f"brand set --client acme --name 'Acme Group' --logo {tmp_path / 'logo.txt'}")
    whole = plain | {"name": "Acme Group", "accent": "#0E7FA8", "logo": True}
    assert tahti("brand --client acme") == (0, whole)
    assert tahti("brand set --client acme --accent '' --no-logo") == (0, plain | {"name": "Acme Group"})


def test_what_cannot_be_is_refused_and_nothing_changes(tahti: Any, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"<svg onload='alert(1)'/>")
    (tmp_path / "huge.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * MOST_BYTES)
    for asked, why in (
        ("--accent '#FFE14D'", "The nearest shade that is: #"),
        ("--accent blue", "not a colour"),
        (f"--name New --logo {tmp_path / 'logo.png'}", "SVG"),
        (f"--logo {tmp_path / 'huge.png'}", "too big"),
        (f"--logo {tmp_path / 'none.png'}", "cannot be read"),
        (f"--logo {tmp_path}", "cannot be read"),
    ):
        status, said = tahti(f"brand set --client acme {asked}")
        assert status == 1
        assert why in said
    assert tahti("brand --client acme")[1]["name"] == ""
