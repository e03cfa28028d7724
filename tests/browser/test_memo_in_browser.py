"""A memo in a real browser: on a phone, on paper, and as a file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from core.store import Store
from core.store.meetings import kept_meetings

Look = Callable[..., Any]
PUMPS = "esimerkki-pumput-oy"


def test_the_clients_memo_is_read_on_a_phone_printed_whole_and_taken_along(look: Look, demo_store: Store) -> None:
    held = kept_meetings(demo_store.ops, client_id=PUMPS, kind="monthly")[-1]
    with look(width=390) as seen:
        seen.open(f"/meetings?client={PUMPS}&lang=fi&meeting={held.meeting_id}&for=client")
        assert seen.sideways() <= 0
        printed = PdfReader(BytesIO(seen.page.pdf(format="A4"))).pages
        texts = [" ".join(page.extract_text().split()) for page in printed]
        foot = "Esimerkki Pumput Oy · Monthly · 3.9.2026 · 6.8.–2.9.2026 · Muistio asiakkaalle"
        assert [text for text in texts if foot not in text] == []
        whole = " ".join(texts)
        assert "Mitoitusopas tuo asiakkaan mukaan hyviä yhteydenottoja." in whole
        assert "valmistelu alkaa 28.9." in whole, "to its last line"
        for missing in ("Sähköpostiluonnos", "Kaikki palaverit", "Asiakkaan arvosana", "paikalla:"):
            assert missing not in whole
        with seen.page.expect_download() as waiting:
            seen.page.get_by_role("button", name="Sähköpostiluonnos").click()
        assert waiting.value.suggested_filename == f"{PUMPS}-monthly-2026-09-03-client.eml"
        assert b"X-Unsent: 1" in Path(waiting.value.path()).read_bytes()
        assert seen.errors == []
        assert seen.off_site == []
