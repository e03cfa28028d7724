"""The words of the Stages page: what waits, how much of the money is confirmed, what the list finds."""

from __future__ import annotations

from decimal import Decimal

from core.model import Sentence
from core.reports.shapes import StageSuggestion
from pages.ui.stage_rows import (
    confidence_word,
    filtered,
    frame,
    money_of,
    progress_of,
    stage_and_weights,
    strong,
    waiting,
)
from pages.ui.words import Words
from pages.ui.words.stages import STAGES

EN, FI = Words(STAGES, "en"), Words(STAGES, "fi")


def row(
    name: str,
    spend: str,
    *,
    stage: str = "act",
    rule: str = "objective",
    confidence: float = 0.8,
    currency: str = "EUR",
) -> StageSuggestion:
    return StageSuggestion(
        entity_key=name,
        name=name,
        parent="",
        source="meta_ads",
        account="1",
        level="campaign",
        channel="",
        stage=stage,
        weights={},
        temperature="",
        rule=rule,
        why=Sentence("", ""),
        confidence=confidence,
        spend=Decimal(spend),
        currency=currency,
    )


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_no_name_of_a_campaign_calculates_in_a_downloaded_list() -> None:
    listed = frame(EN, [row("=HYPERLINK(1)", "10"), row("Reach | Syksy", "5")])
    assert list(listed[EN("col_name")]) == ["\u2060=HYPERLINK(1)", "Reach | Syksy"]


def test_only_undecided_campaigns_with_money_wait_largest_first() -> None:
    rows = [row("a", "10"), row("b", "0"), row("c", "30"), row("d", "99", rule="human")]
    assert [r.name for r in waiting(rows)] == ["c", "a"]


def test_strong_suggestions_name_one_stage_and_are_sure_enough() -> None:
    rows = [
        row("sure", "1"),
        row("mixed", "1", stage="mixed"),
        row("unmapped", "1", stage="unmapped"),
        row("weak", "1", confidence=0.5),
    ]
    assert [r.name for r in strong(rows)] == ["sure"]


def test_nearly_all_is_not_all() -> None:
    """996 of 1 000 € is 99.6 %, which would round to 100 % while something still waits."""
    done, words = progress_of(FI, [row("a", "996", rule="human"), row("b", "4")]) or (0, "")
    assert done == 0.996
    assert plain(words) == "99 % rahasta on vahvistettu. Odottaa: 1 kampanja, 4,00 €."


def test_with_everything_confirmed_the_page_says_so_and_without_money_nothing() -> None:
    assert progress_of(EN, [row("a", "1", rule="human")]) == (1.0, EN("progress_done"))
    assert progress_of(EN, [row("a", "0")]) is None


def test_two_currencies_are_listed_and_never_added() -> None:
    rows = [row("a", "100"), row("b", "200", currency="SEK")]
    assert plain(money_of(EN, rows)) == "100 € + 200 kr"
    done, words = progress_of(EN, [*rows, row("c", "1", rule="human")]) or (0, "")
    assert round(done, 3) == 0.333
    assert plain(words).startswith("33 % of the campaigns are confirmed. Waiting: 2 campaigns.")


def test_confidence_is_said_in_a_word() -> None:
    words = [confidence_word(EN, row("a", "1", confidence=c)) for c in (0.95, 0.8, 0.65, 0.4, 0.0)]
    assert words == ["strong", "strong", "fair", "weak", "–"]
    assert confidence_word(FI, row("a", "1", rule="human")) == "vahvistettu"


def test_weights_are_said_with_their_stages() -> None:
    weights = {"convert": Decimal("0.6"), "reach": Decimal("0.4")}
    assert plain(stage_and_weights(EN, "mixed", weights)) == "Reach 40 % + Convert 60 %"
    assert stage_and_weights(FI, "mixed", {}) == "Useita vaiheita"
    assert stage_and_weights(EN, None, {}) == "taken back"


def test_the_list_is_searched_without_regard_to_case() -> None:
    rows = [row("Kesä Ääni", "1"), row("Talvi", "1", rule="human")]
    assert [r.name for r in filtered(rows, "all", "", " ääNI ")] == ["Kesä Ääni"]
    assert [r.name for r in filtered(rows, "confirmed", "", "")] == ["Talvi"]
    assert filtered(rows, "waiting", "reach", "") == []
