"""A memo says what a meeting came to, the same in every form; the client's holds what is theirs and nothing else."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused
from core.meetings.memo import Beside, Grade, Memo, Own, for_client, memo_of
from core.meetings.memo_text import to_html, to_markdown, to_text
from core.meetings.shapes import Kind
from core.model import Sentence

HOSTILE = (
    "[x](javascript:alert(1)) <img src=x onerror=alert(1)> | a\r\n# b `c` www.evil.example \u202egnp.exe & \\| *d*"
)


def line(text: str, kind: str = "done", card: str | None = None) -> dict[str, object]:
    return {"text": text, "text_fi": f"{text} suomeksi", "kind": kind, "card": card, "entity": None}


def item(key: str, *lines: dict[str, object], shown: bool = True) -> dict[str, object]:
    return {
        "item": key, "title": key.capitalize(), "title_fi": f"{key} fi", "minutes": 3, "speaker": "all",
        "visible_to_client": shown, "lines": list(lines), "more": 0,
    }  # fmt: skip


def promise(text: str, owner: str, due: str, *, card: str = "", shown: bool) -> dict[str, object]:
    return {"text": text, "owner": owner, "due": due, "card": card, "client_visible": shown}


BESIDE = Beside(
    present=("Anna Tekijä", "Bo Vetäjä"),
    decision_maker=True,
    summary="Syyskuu meni hyvin.\nLokakuussa uusi kampanja.",
    texts=(
        Own(Sentence("Search", "Haku"), "Klikkaukset halpenivat.", "Anna", client_visible=True),
        Own(Sentence("Notes", "Muistiinpanot"), "zz-sisäinen teksti", "Bo"),
    ),
    parked=("zz-parkissa",),
    grade=Grade(Decimal("9.5"), "zz-arvosanan syy"),
)


def kept(*, with_client: bool = True, beside: Beside = BESIDE, **more: object) -> str:
    copy: dict[str, object] = {
        "kind": "monthly", "with_client": with_client, "window": {"start": "2026-09-03", "end": "2026-09-30"},
        "first": False, "minutes": 60,
        "items": [
            item("experts", line("Mainokset uusittu", card="c1"), line("Salakortti valmis", card="c2")),
            item("zz-omaa", line("zz-ei asiakkaalle"), shown=False),
            item("plans", line("What do we start?", "prompt")),
            item("seasons", line("5 more", "more"), line("Messut, 4.11.2026", "season")),
        ],
        "agreed": [
            promise("Hinnasto myyntipäälliköltä", "Anna", "2026-10-05", shown=True),
            promise("zz-sisäinen lupaus", "Bo", "2026-10-02", shown=False),
            promise("Kortti piilossa", "Bo", "2026-10-02", card="c2", shown=True),
        ],
        "decided": [
            {"text": "Kampanja alkaa", "by": "Asiakas", "card": "c1", "client_visible": True, "first_on": "2026-09-03",
             "answer": "no"},
            {"text": "zz-sisäinen päätös", "by": "Bo", "card": "", "client_visible": False, "first_on": "2026-10-01"},
        ],
    } | beside.kept() | more  # fmt: skip
    return json.dumps(copy)


def memo(text: str | None = None, kind: Kind = Kind.MONTHLY) -> Memo:
    return memo_of(
        text if text is not None else kept(), client="Kuusi Oy", kind=kind, day=date(2026, 10, 1),
        next_at=datetime(2026, 11, 5, 9, 0),
    )  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_teams_memo_holds_all_in_the_order_in_which_it_is_read() -> None:
    said = plain(to_text(memo(), "fi"))
    wanted = [
        "Kuusi Oy · Monthly · 1.10.2026",
        "Tiimin muistio · tarkasteltu 3.–30.9.2026 · paikalla: Anna Tekijä, Bo Vetäjä · asiakkaan päättäjä oli paikalla"
        " · seuraava 5.11.2026 klo 9.00",
        "Syyskuu meni hyvin.",
        "Lokakuussa uusi kampanja.",
        "Päätettiin",
        "- Ei: Kampanja alkaa (päätti Asiakas, ensi kerran 3.9.2026)",
        "- zz-sisäinen päätös (päätti Bo)",
        "Sovittiin",
        "- Bo: zz-sisäinen lupaus – 2.10.2026",
        "- Anna: Hinnasto myyntipäälliköltä – 5.10.2026",
        "Haku · Anna",
        "Klikkaukset halpenivat.",
        "Käytiin läpi",
        "experts fi:",
        "- Mainokset uusittu suomeksi",
        "- 5 more suomeksi",
        "Jäi myöhemmäksi",
        "- zz-parkissa",
        "Asiakkaan arvosana",
        "9,5 (kiitettävä): zz-arvosanan syy",
    ]
    places = [said.find(one) for one in wanted]
    assert -1 not in places, [one for one, place in zip(wanted, places, strict=True) if place < 0]
    assert places == sorted(places)
    assert "What do we start?" not in said, "a question is no part of what was gone through"
    assert "plans" not in said


THEIRS = (
    *("Memo for the client", "Mainokset uusittu", "Messut, 4.11.2026", "Kampanja alkaa", "Syyskuu meni hyvin."),
    *("Hinnasto myyntipäälliköltä", "Klikkaukset halpenivat.", "1 Oct 2026"),
)


def test_the_clients_memo_holds_what_is_theirs_and_nothing_else() -> None:
    own = for_client(memo(), internal_cards=["c2"])
    for form in (to_text, to_markdown, to_html):
        said = plain(form(own, "en"))
        assert [one for one in THEIRS if one not in said] == []
        for hidden in ("zz", "Bo", "Tekijä", "Salakortti", "Kortti piilossa", "5 more", "9.5"):
            assert hidden not in said


def test_of_an_internal_weekly_the_client_reads_only_what_somebody_made_visible() -> None:
    said = to_text(for_client(memo(kept(with_client=False), Kind.WEEKLY)), "fi")
    assert "Hinnasto myyntipäälliköltä" in said
    for hidden in ("Mainokset", "Messut", "Syyskuu", "Klikkaukset", "zz"):
        assert hidden not in said


def test_a_retrospective_has_no_version_for_the_client() -> None:
    assert "zz-parkissa" in to_text(memo(kind=Kind.RETRO), "fi")
    with pytest.raises(Refused):
        for_client(memo(kind=Kind.RETRO))


def test_a_copy_of_an_older_time_opens_and_what_it_does_not_say_is_not_the_clients() -> None:
    old = json.dumps(
        {
            "kind": "weekly",
            "with_client": True,
            "window": {"start": "2026-09-22", "end": "2026-09-28"},
            "first": False,
            "minutes": 15,
            "items": [item("channels", line("New ads"))],
            "agreed": [{"text": "Call", "owner": "Anna", "due": "2026-10-01", "card": ""}],
            "decided": [{"text": "Stop it", "by": "Anna", "card": ""}],
        }  # fmt: skip
    )
    team = to_text(memo(old, Kind.WEEKLY), "en")
    assert "Anna: Call" in team
    assert "Stop it (decided by Anna)" in team
    theirs = to_text(for_client(memo(old, Kind.WEEKLY)), "en")
    assert "New ads" in theirs
    assert "Call" not in theirs
    assert "Stop it" not in theirs
    assert "No actions were agreed." in theirs


def test_what_was_ticked_off_is_told_the_client_only_of_what_they_may_see() -> None:
    done = [
        promise("Seuranta korjattu", "Anna", "2026-09-25", shown=True),
        promise("zz-oma läksy", "Bo", "2026-09-25", shown=False),
    ]
    team = to_text(memo(kept(done=done)), "fi")
    assert "Seuranta korjattu (Anna)" in team
    assert "zz-oma läksy (Bo)" in team
    theirs = to_text(for_client(memo(kept(done=done))), "fi")
    assert "Tehty aiemmin sovituista" in theirs
    assert "Seuranta korjattu (Anna)" in theirs
    assert "zz-oma läksy" not in theirs


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"x"', '{"items": [3]}', '{"agreed": [{"due": "x"}]}', '{"grade": {}, "x":']
)
def test_what_is_no_copy_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        memo(text)


# ------------------------------------------------------------------------------------------------------------ escaping


class Seen(HTMLParser):
    """The tags with their attributes, and the words between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def written(text: str) -> Memo:
    """A memo in which everything that a person can write is this text."""
    beside = Beside(
        present=(text,), summary=text, texts=(Own(Sentence(text, text), text, text),), parked=(text,),
        grade=Grade(Decimal(8), text),
    )  # fmt: skip
    return memo(
        kept(
            beside=beside,
            items=[item(text, line(text))],
            agreed=[{"text": text, "owner": text, "due": "2026-10-02", "card": "", "client_visible": True}],
            decided=[{"text": text, "by": text, "card": "", "client_visible": True}],
        )
    )


MARKS = st.text(st.sampled_from("ab1 .)(-+=#>|`*_~[]<>!&:/\\$@{}\n\r\t\u2028\u0085\u202e\u00a0é😀"), max_size=30)


@given(MARKS)
def test_nothing_that_is_written_becomes_a_tag(text: str) -> None:
    seen, bare = Seen(), Seen()
    seen.feed(to_html(written(text), "en"))
    bare.feed(to_html(written("x"), "en"))
    known = {tag for tag, _ in bare.tags}
    assert {tag for tag, _ in seen.tags} <= known
    for _, attributes in seen.tags:
        assert not {"href", "src", "background", "action"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        assert "url(" not in str(attributes.get("style"))


@given(MARKS)
def test_every_row_of_the_markdown_table_has_three_cells_and_no_mark_stands_bare(text: str) -> None:
    said = to_markdown(written(text), "en")
    for row in said.split("\n"):
        bare = re.sub(r"\\.", "e", row)
        if bare.startswith("| "):
            assert bare.count("|") == 4
        else:
            assert "|" not in bare
        assert not re.search(r"[\[\]<>`~$_{}]", bare), row
        assert not re.match(r"\s*(\d+[.)]|[-+=]{2,}|>)(\s|$)", bare), row
        assert not re.match(r"- (\d+[.)] |[-+=] )", bare), row
        assert bare.count("*") in (0, 2)
    assert all(mark not in said for mark in "\r\t\u2028\u0085\u202e")


def test_hostile_words_stay_words() -> None:
    html, markdown, text = (form(written(HOSTILE), "en") for form in (to_html, to_markdown, to_text))
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "\\[x\\](javascript:" in markdown
    assert "www.evil" not in markdown
    assert "<img src=x onerror=alert(1)> | a # b `c`" in text
    assert "\u202e" not in html + markdown + text


def test_the_page_for_a_mail_program_needs_nothing_from_anywhere() -> None:
    html = to_html(memo(), "fi")
    assert "http" not in html
    assert "<style" not in html
    assert "<script" not in html
    assert '<html lang="fi">' in html
    assert "<title>Kuusi Oy · Monthly · 1.10.2026</title>" in html
