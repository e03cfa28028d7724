"""Content from what people wrote and from finished cards whose label means content."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core.board.meanings import Dimension, Mark, MarkKind, Meaning
from core.dates import DEMO_NOW
from core.jobs.board import import_board
from core.jobs.demo import FILES
from core.reports.content import content_report, pieces
from core.reports.finding_facts import finding_facts
from core.store import board as boards
from core.store import content, open_store
from core.store.clients import add_client
from core.store.label_map import confirm_marks

ACT = (Meaning(Dimension.STAGE, "act"), Meaning(Dimension.CONTENT))


def test_a_done_card_whose_label_means_content_is_content_once(tmp_path: Path) -> None:
    """On the demo board a person says that the label Act means content. The guide's card went to Done on 11 September;
    the case that is still with the client is no content yet."""
    store = open_store(tmp_path)
    client_id = add_client(store.ops, name="Pumput", now=DEMO_NOW).client_id
    export = (FILES / "pumput" / "trello_board.json").read_bytes()
    import_board(store, client_id=client_id, data=export, who="Test", now=DEMO_NOW)
    assert pieces(store, client_id=client_id, as_of=DEMO_NOW) == []

    (board,) = boards.read_boards(store.ops, client_id=client_id)
    label = next(one.label_id for one in board.labels if one.name == "Act")
    said = {Mark(MarkKind.LABEL, label): ACT}
    confirm_marks(store.ops, client_id=client_id, board_id=board.board.board_id, said=said, who="Test", now=DEMO_NOW)
    found = {piece.title: piece for piece in pieces(store, client_id=client_id, as_of=DEMO_NOW)}
    guide = found["Opas: Pumpun mitoitus – uudet mainokset"]
    assert (guide.stage, guide.live_from) == ("act", date(2026, 9, 11))
    assert not any("Vesilaitoksen" in title for title in found)

    content.add_content(
        store.ops,
        client_id=client_id,
        title="The guide",
        stage="act",
        live_from=date(2026, 9, 12),
        card_id=guide.card_id,
        added_by="Test",
        now=DEMO_NOW,
    )
    report = content_report(store, client_id=client_id, as_of=DEMO_NOW)
    assert [piece.title for piece in report.pieces if piece.card_id == guide.card_id] == ["The guide"]
    assert {cell.stage for cell in report.stages if cell.pieces} == {"act"}
    known = finding_facts(store, client_id=client_id, as_of=DEMO_NOW).content
    assert set(known) == {piece for piece in report.pieces if piece.live_from < date(2026, 10, 1)}
