"""A message as Slack wants it: nothing that people wrote becomes markup, and what does not fit is cut and counted."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.connect import slack_blocks
from core.connect.slack_blocks import faults, payload, readable, said
from core.meetings.message_texts import Message, Part
from tests.fake_slack.server import refusal

HOSTILE = (
    "<!channel> <@U123> <https://evil.example|free> @here *bold* `code` www.evil.example https://evil.example & co"
)
MARKUP = re.compile(
    r"<(?!https://tahti\.example/weekly\|)|(?<!\w)[*_~`]|@(?!\u2060)|://(?!\u2060|tahti)|www\.(?!\u2060)"
)


def message(*parts: tuple[str, list[str]], title: str = "Weekly", language: str = "en") -> Message:
    made = tuple(Part(head, tuple(lines)) for head, lines in parts)
    return Message(language, title, "15 min", made, ("https://tahti.example/weekly?client=x&n=5", "Open"))


def test_how_an_agenda_looks() -> None:
    made = payload(message(("Previous actions · 1 min", ["Maija: R&D <done>"]), ("Read back · 1 min", [])))
    assert made == {
        "text": "Weekly",
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "Weekly", "emoji": False}},
            {
                "type": "context",
                "elements": [
                    {
                        "type": "mrkdwn",
                        "text": "15 min · <https://tahti.example/weekly?client=x&amp;n=5|Open>",
                        "verbatim": True,
                    }
                ],
            },
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": "*Previous actions · 1 min*\n• Maija: R&amp;D &lt;done&gt;",
                    "verbatim": True,
                },
            },
            {"type": "section", "text": {"type": "mrkdwn", "text": "*Read back · 1 min*", "verbatim": True}},
        ],
        "unfurl_links": False,
        "unfurl_media": False,
    }
    assert faults(made) == []
    assert readable(made) == [
        ("title", "Weekly"),
        ("lead", "15 min · Open: https://tahti.example/weekly?client=x&n=5"),
        ("heading", "Previous actions · 1 min"),
        ("line", "• Maija: R&D <done>"),
        ("heading", "Read back · 1 min"),
    ]


def test_nothing_that_people_wrote_is_markup() -> None:
    made = payload(message((HOSTILE, [HOSTILE, "two\nlines\r\n> quote", "a\u202eb\u200bc"]), title=HOSTILE))
    assert "<!" not in json.dumps(made)
    assert "<@" not in json.dumps(made)
    assert "|free>" not in json.dumps(made)
    section = made["blocks"][2]["text"]["text"]
    head, *lines = section.split("\n")
    assert lines[1:] == ["• two lines &gt; quote", "• a b c"]
    assert not MARKUP.search(head[1:-1])
    assert not MARKUP.search(lines[0])
    assert not MARKUP.search(made["text"])
    assert all(text["verbatim"] for block in made["blocks"] if block["type"] == "section" for text in [block["text"]])


def test_what_looks_like_an_entity_is_read_as_it_was_written() -> None:
    assert said("&lt;!here&gt;") == "&amp;lt;!here&amp;gt;"
    made = payload(message(("x", ["&lt;!here&gt; summer_sale_2026 3*4"])))
    assert ("line", "• &lt;!here&gt; summer_sale_2026 3*4") in readable(made)


@given(st.text(max_size=400))
def test_no_text_makes_markup(text: str) -> None:
    shown = said(text)
    assert not re.search(r"[<>]", shown)
    assert not re.search(r"&(?!amp;|lt;|gt;)", shown)
    assert "\n" not in shown
    assert not re.search(r"(?<!\w)[*_~`]|[*_~`](?!\w)", shown)


@given(st.lists(st.tuples(st.text(max_size=300), st.lists(st.text(max_size=900), max_size=12)), max_size=8), st.text())
def test_slack_takes_whatever_there_is(parts: list[tuple[str, list[str]]], title: str) -> None:
    made = payload(message(*[(f"h{head}", lines) for head, lines in parts], title=f"t{title}"))
    assert faults(made) == []
    assert refusal(made) == ""


@pytest.mark.parametrize("language", ["en", "fi"])
def test_what_does_not_fit_is_cut_and_counted(language: str) -> None:
    many = [f"{n} {'&' * 300}" for n in range(400)]
    made = payload(message(("Long", many), *[(f"Part {n}", ["x" * 600] * 9) for n in range(70)], language=language))
    blocks = made["blocks"]
    assert len(blocks) == slack_blocks.MOST_BLOCKS
    assert refusal(made) == ""
    assert faults(made) == []
    texts = [block["text"]["text"] for block in blocks[2:]]
    assert max(map(len, texts)) <= slack_blocks.LONGEST_SECTION
    assert sum(map(len, texts)) <= slack_blocks.LONGEST_MESSAGE + 100
    more = {"en": r"… and (\d+) more", "fi": r"… ja (\d+) muuta"}[language]
    for text, whole in zip(texts, [400] + [9] * 46, strict=False):
        cut = re.search(more, text)
        assert cut
        assert text.count("\n• ") - 1 + int(cut[1]) == whole
    hidden = re.search(r"\d+", texts[-1])
    assert hidden
    assert len(texts) - 1 + int(hidden[0]) == 71


def test_a_title_of_emoji_fits_too() -> None:
    made = payload(message(("🌲" * 400, ["🌲" * 2000] * 9), title="🌲" * 90))
    assert made["blocks"][0]["text"]["text"] == "🌲" * 74 + "…"
    assert (refusal(made), faults(made)) == ("", [])


def test_what_slack_would_refuse_is_told_beforehand() -> None:
    assert [one.en for one in faults({})] == ["The message is empty."]
    long = {"text": "x", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]}
    assert [one.en for one in faults(long)] == ["A part of the message does not fit."]
    many = {"text": "x", "blocks": long["blocks"] * 51}
    assert len(faults(many)) == 2
