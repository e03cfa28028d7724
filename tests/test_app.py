"""The door as a file: found by Streamlit, calm when a page fails."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.web.server.app_discovery import discover_asgi_app

ROOT = Path(__file__).resolve().parents[1]


def test_the_app_is_found_by_reading_the_file() -> None:
    found = discover_asgi_app(ROOT / "app.py")
    assert found.is_asgi_app


def failing() -> None:
    import app

    app.on_script_error(ValueError("kanta /srv/tahti/ops.sqlite"))


def test_a_failing_page_says_one_calm_sentence_and_logs_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TAHTI_DATA", str(tmp_path))
    with caplog.at_level(logging.ERROR):
        at = AppTest.from_function(failing, default_timeout=120).run()
    assert len(at.error) == 1
    assert "ops.sqlite" not in at.error[0].value
    assert any(record.exc_info and "ops.sqlite" in str(record.exc_info[1]) for record in caplog.records)
