"""Morning check: every client I serve, worst first, in words; my cards of the week and today's meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

import streamlit as st

from core import figures
from core.dates import utc_now
from core.reports.morning import ClientMorning, MyCard, MyMeeting, Weight
from pages.ui import morning_reads, palette, session
from pages.ui.belief import belief
from pages.ui.text import escaped
from pages.ui.words.morning import MORNING

SPRINT_PAGE, BOARD_PAGE = "team/sprint.py", "team/board.py"
WORRIES_SHOWN = 6
CLIENTS_SHOWN = 10
"""The worst ones in full: nobody reads more before the first coffee, and the rest is named."""
FIGURES = ("spend", "pace", "conversions", "days_behind")
"""Ids of the dictionary: what a client's worries are measured by."""
SHAPE = {Weight.NOW: ("red", palette.SHAPE["off"], "now"), Weight.TODAY: ("orange", palette.SHAPE["watch"], "today")}

t = session.words(MORNING)


def main() -> None:
    looking = session.viewer()
    st.title(t("title"), anchor=False)
    clients = session.allowed_clients(looking)
    if not clients:
        st.info(t("none"))
        return
    mine = morning_reads.my_morning(session.version(), clients, looking.person_id, utc_now(), session.store())
    found = mine.checks
    troubled = [one for one in found if one.worries]
    if found:
        st.header(headline(troubled, found), anchor=False)
    for one in troubled[:CLIENTS_SHOWN]:
        client_box(one)
    if troubled[CLIENTS_SHOWN:]:
        names = ", ".join(one.client.name for one in troubled[CLIENTS_SHOWN:])
        st.markdown(t("also", count=len(troubled) - CLIENTS_SHOWN, names=escaped(names)))
    rest([one for one in found if not one.worries])
    todays_meetings(mine.meetings)
    cards(mine.cards)


def headline(troubled: Sequence[ClientMorning], found: Sequence[ClientMorning]) -> str:
    """That all is well is said only of clients whose money is known."""
    if not troubled:
        return t("all_well" if all(one.spent for one in found) else "no_worry")
    name = escaped(troubled[0].client.name)
    if len(troubled) == 1:
        rest_well = len(found) > 1 and all(one.spent for one in found if not one.worries)
        return t("worry_one" if rest_well else "worry_only", name=name)
    return t("worry_many", count=len(troubled), all=len(found), name=name)


def client_box(one: ClientMorning) -> None:
    """What is wrong, the heaviest first, and the money since the last working day."""
    with st.container(border=True):
        st.subheader(escaped(one.client.name), anchor=False)
        lines = []
        for worry in one.worries[:WORRIES_SHOWN]:
            ink, shape, word = SHAPE[worry.weight]
            lines.append(f"- :{ink}[{shape}] **{t(word)}** · {escaped(worry.sentence.said_in(t.language))}")
        if len(one.worries) > WORRIES_SHOWN:
            lines.append(f"- {t('more', count=len(one.worries) - WORRIES_SHOWN)}")
        st.markdown("\n".join(lines))
        st.caption(escaped(spent(one)))
        query = {"client": one.client.client_id}
        st.page_link(SPRINT_PAGE, label=t("to_sprint"), icon=":material/arrow_forward:", query_params=query)
        if one.spent:
            client_id, today = one.client.client_id, session.today(one.client)
            belief(client_id, FIGURES, one.spent.days, today, t.language, key=f"morning_belief_{client_id}")


def spent(one: ClientMorning) -> str:
    if one.spent is None:
        return t("spent_unknown")
    said = {
        "amount": figures.money(one.spent.amount, one.spent.currency, t.language),
        "days": figures.period(one.spent.days, t.language),
    }
    if one.spent.usual is None:
        return t("spent_plain", **said)
    return t("spent", usual=figures.money(one.spent.usual, one.spent.currency, t.language), **said)


def rest(well: Sequence[ClientMorning]) -> None:
    """All that is well in one line, and what cannot be told in another."""
    for key, names in (
        ("well", [one.client.name for one in well if one.spent]),
        ("no_data", [one.client.name for one in well if not one.spent]),
    ):
        if names:
            st.markdown(t(key, names=escaped(", ".join(names))))


# ------------------------------------------------------------------------------------------------------------- my day


def todays_meetings(found: Sequence[MyMeeting]) -> None:
    st.subheader(t("meetings"), anchor=False)
    st.markdown("\n".join(f"- {meeting_line(one)}" for one in found) if found else t("no_meetings"))


def meeting_line(one: MyMeeting) -> str:
    at = one.meeting.at.replace(tzinfo=UTC).astimezone(ZoneInfo(one.client.timezone))
    clock = f"{at.hour}{':' if t.language == 'en' else '.'}{at.minute:02d}"
    return t("meeting", time=clock, client=escaped(one.client.name), kind=t(one.meeting.kind))


def cards(found: Sequence[MyCard]) -> None:
    st.subheader(t("cards"), anchor=False)
    if not found:
        st.markdown(t("no_cards"))
    for card in found:
        query = {"client": card.client.client_id, "card": card.card_id}
        st.page_link(BOARD_PAGE, label=card_line(card), query_params=query)


def card_line(card: MyCard) -> str:
    today = session.today(card.client)
    day = figures.day(card.due, t.language, year=False)
    when = t("late" if card.due < today else "due_today" if card.due == today else "due", day=day)
    return t("card", when=when, name=escaped(card.name), client=escaped(card.client.name))


main()
