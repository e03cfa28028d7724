"""Send what people asked of a Trello board, in order, so that nothing is lost and nothing is done twice.

An entry is marked before its call goes out. Who finds a marked entry without an answer looks in Trello first: after a
crash, a timeout, a 5xx. Making a card and commenting are looked for; everything else is compared with the card as
Trello has it, and may be said again. Where somebody changed the card meanwhile, Trello's state stands.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.connect import trello_write
from core.connect.faults import TrelloBusy, TrelloDenied, TrelloFault, TrelloGone, TrelloUnsure
from core.connect.trello import Trello
from core.connect.trello_write import RemoteCard
from core.jobs.own_board import placed
from core.model import Sentence
from core.store import Store, outbox
from core.store import cards as card_store
from core.store.homes import BoardHome
from core.store.outbox import BOTTOM, NEW, TOP, Act, Entry, State, Wish

GRACE = timedelta(seconds=90)
"""How long a call without an answer may still be on its way: Trello gives up after 30 seconds, we after 40."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=30)
GONE = Sentence(
    "The card is no longer in Trello, so nothing was done.", "Korttia ei ole enää Trellossa, joten mitään ei tehty."
)
ELSEWHERE = Sentence(
    "The card was moved to another board in Trello meanwhile, so nothing was done.",
    "Kortti siirrettiin Trellossa sillä välin toiselle seinälle, joten mitään ei tehty.",
)
NEVER_MADE = Sentence("The card itself could not be made in Trello.", "Itse korttia ei saatu tehtyä Trelloon.")


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the entries of one run."""

    done: int = 0
    settled: int = 0
    failed: int = 0
    waiting: int = 0


class Over(Exception):
    """There is nothing to be done any more: `settled`, or `failed`."""

    def __init__(self, state: State, why: Sentence) -> None:
        super().__init__(why.en)
        self.state, self.why = state, why


def send_entries(store: Store, trello: Trello, home: BoardHome, clock: Callable[[], datetime]) -> Sent:
    """Send what is due for one board. Raises TrelloDenied when Trello does not know us; all else is kept in the
    outbox with its reason."""
    counts = dict.fromkeys(State, 0)
    held: set[str] = set()
    for waiting in outbox.board_entries(store.ops, client_id=home.client_id, board_id=home.board_id):
        # A card that was just made has given its entries Trello's id.
        entry = outbox.get_entry(store.ops, client_id=home.client_id, entry_id=waiting.entry_id)
        if entry.wish.card_id in held or not _is_due(entry, clock()):
            state = entry.state
        else:
            state = _send(store, trello, home, entry, clock)
        counts[state] += 1
        if state in (State.WAITING, State.SENDING):
            held.add(entry.wish.card_id)
    return Sent(
        counts[State.SENT], counts[State.SETTLED], counts[State.FAILED], counts[State.WAITING] + counts[State.SENDING]
    )


def _is_due(entry: Entry, now: datetime) -> bool:
    if entry.state is State.SENDING and entry.tried_at is not None:
        return now >= max(entry.next_at, entry.tried_at + GRACE)
    return now >= entry.next_at


def _send(store: Store, trello: Trello, home: BoardHome, entry: Entry, clock: Callable[[], datetime]) -> State:
    """Try one entry and keep what came of it."""
    ops, client_id = store.ops, home.client_id
    try:
        # An entry that has lain for a while may come out of a backup, from before it was sent.
        is_fresh = entry.state is State.WAITING and clock() - entry.asked_at < GRACE
        result = "" if is_fresh else _done_before(store, trello, home, entry)
        result = result or _try(store, trello, home, entry, clock)
    except Over as over:
        return _close(store, entry, over.state, over.why, clock())
    except TrelloGone as gone:
        return _gone(store, entry, gone, clock())
    except TrelloUnsure as unsure:
        outbox.postpone(
            ops,
            client_id=client_id,
            entry_id=entry.entry_id,
            state=State.SENDING,
            until=clock() + GRACE,
            why=unsure.sentence,
        )
        return State.SENDING
    except (TrelloBusy, TrelloDenied) as busy:
        _wait(store, entry, busy, clock())
        if isinstance(busy, TrelloDenied):
            raise
        return entry.state
    except TrelloFault as fault:
        return _close(store, entry, State.FAILED, fault.sentence, clock())
    outbox.accept(ops, client_id=client_id, entry=entry, result=result, now=clock())
    return State.SENT


def _wait(store: Store, entry: Entry, busy: TrelloFault, now: datetime) -> None:
    """Nothing was done now; what may have been done before still may."""
    wait = min(FIRST_WAIT * 2 ** min(entry.tries, 10), LONGEST_WAIT)
    told = timedelta(seconds=busy.wait) if isinstance(busy, TrelloBusy) else wait
    outbox.postpone(
        store.ops,
        client_id=entry.client_id,
        entry_id=entry.entry_id,
        state=entry.state,
        until=now + max(wait, told),
        why=busy.sentence,
    )


def _gone(store: Store, entry: Entry, gone: TrelloGone, now: datetime) -> State:
    """A card that is gone settles what was to be done with it; a list that is gone makes a new card impossible."""
    if entry.wish.act is Act.CREATE:
        return _close(store, entry, State.FAILED, gone.sentence, now)
    return _close(store, entry, State.SETTLED, GONE, now)


def _close(store: Store, entry: Entry, state: State, why: Sentence, now: datetime) -> State:
    outbox.close(store.ops, client_id=entry.client_id, entry_id=entry.entry_id, state=state, why=why, now=now)
    return state


# --------------------------------------------------------------------------------------------------------- one attempt


def _done_before(store: Store, trello: Trello, home: BoardHome, entry: Entry) -> str:
    """Trello's id of what an earlier attempt made or changed without our hearing of it; empty when it did nothing, or
    when the act may simply be said again."""
    if entry.wish.act is Act.CREATE:
        return trello_write.find_marked(trello, home.board_id, entry.mark, since=entry.asked_at)
    if entry.wish.act is Act.COMMENT:
        return trello_write.find_comment(
            trello,
            entry.wish.card_id,
            _signed(entry),
            member_id=home.own_member,
            since=entry.asked_at,
            known=outbox.comment_ids(store.ops, client_id=home.client_id, card_id=entry.wish.card_id),
        )
    return _changed_before(trello, home, entry)


def _changed_before(trello: Trello, home: BoardHome, entry: Entry) -> str:
    """The card's id when we have moved, dated or archived it already: then whatever is there now stands, also if
    somebody has taken it back."""
    wish = entry.wish
    values: Mapping[Act, tuple[str, str | bool | None]] = {
        Act.MOVE: ("idList", wish.list_id if wish.list_id != wish.before else ""),
        Act.DUE: ("due", _iso(wish.due) if wish.due else None),
        Act.ARCHIVE: ("closed", True),
        Act.RESTORE: ("closed", False),
    }
    if wish.act not in values or wish.card_id.startswith(NEW):
        return ""
    what, value = values[wish.act]
    done = trello_write.has_changed(trello, wish.card_id, what, value, member_id=home.own_member, since=entry.asked_at)
    return wish.card_id if done else ""


def _try(store: Store, trello: Trello, home: BoardHome, entry: Entry, clock: Callable[[], datetime]) -> str:
    """Do it; returns Trello's id of what was made, else of the card. Raises Over, TrelloFault."""
    wish = entry.wish
    if wish.act is not Act.CREATE and wish.card_id.startswith(NEW):
        raise Over(State.FAILED, NEVER_MADE)
    there = None if wish.act is Act.CREATE else trello_write.read_card(trello, wish.card_id)
    if there is not None and there.board_id != home.board_id:
        raise Over(State.SETTLED, ELSEWHERE)
    steps = _ACTS[wish.act](wish, there) if there is not None and wish.act in _ACTS else ()
    outbox.begin(store.ops, client_id=home.client_id, entry_id=entry.entry_id, now=clock())
    if wish.act is Act.CREATE:
        return trello_write.create_card(trello, _fields(store, home, wish), note=wish.note, mark=entry.mark)
    if wish.act is Act.COMMENT:
        return trello_write.add_comment(trello, wish.card_id, _signed(entry))
    for step in steps:
        step(store, trello, home, wish)
    return wish.card_id


def _signed(entry: Entry) -> str:
    return f"{entry.asked_by}: {entry.wish.text}"


def _fields(store: Store, home: BoardHome, wish: Wish) -> dict[str, str]:
    """A new card as Trello names its fields."""
    fields = {
        "idList": wish.list_id,
        "name": wish.text,
        "pos": _place(store, home, wish),
        "due": _iso(wish.due) if wish.due else "",
        "idMembers": ",".join(wish.ids),
        "idLabels": ",".join(wish.label_ids),
    }
    return {name: value for name, value in fields.items() if value}


def _place(store: Store, home: BoardHome, wish: Wish) -> str:
    """Where in its list the card is to lie, as Trello takes it: `top`, `bottom` or a number between its neighbours."""
    if wish.place in (TOP, BOTTOM):
        return wish.place
    ops, client_id = store.ops, home.client_id
    under = outbox.card_id_now(ops, client_id=client_id, card_id=wish.place)
    lying = card_store.cards_in_list(ops, client_id=client_id, list_id=wish.list_id)
    rest = [card for card in lying if card.card_id != wish.card_id]
    above = next((card for card in rest if card.card_id == under), None)
    if above is None:
        return BOTTOM
    pos, crowded = placed(rest, under)
    return repr(above.pos if crowded else pos)


def _iso(at: datetime) -> str:
    return f"{at.isoformat(timespec='milliseconds')}Z"


# ----------------------------------------------------------------------------- what is to be done, as the card is there

Step = Callable[[Store, Trello, BoardHome, Wish], None]


def _move(wish: Wish, there: RemoteCard) -> Sequence[Step]:
    if there.list_id == wish.list_id != wish.before:
        return ()  # it is there: our own earlier attempt, or somebody had the same idea
    if there.list_id != wish.before or there.closed:
        raise Over(
            State.SETTLED,
            Sentence(
                "Somebody moved or archived the card in Trello meanwhile; it stays as they left it.",
                "Joku siirsi tai arkistoi kortin Trellossa sillä välin; se jää heidän jälkeensä.",
            ),
        )
    return (lambda store, trello, home, wish: _put(trello, wish, idList=wish.list_id, pos=_place(store, home, wish)),)


def _due(wish: Wish, there: RemoteCard) -> Sequence[Step]:
    if there.due == wish.due:
        return ()
    if (there.due.isoformat() if there.due else "") != wish.before:
        raise Over(
            State.SETTLED,
            Sentence(
                "Somebody gave the card another due date in Trello meanwhile; that one stands.",
                "Joku antoi kortille Trellossa sillä välin toisen määräpäivän; se jää voimaan.",
            ),
        )
    said = _iso(wish.due) if wish.due else "null"
    return (lambda store, trello, home, wish: _put(trello, wish, due=said),)


def _closed(closed: bool, there: RemoteCard) -> Sequence[Step]:
    if there.closed is closed:
        return ()
    return (lambda store, trello, home, wish: _put(trello, wish, closed=str(closed).lower()),)


def _put(trello: Trello, wish: Wish, **fields: str) -> None:
    trello_write.change_card(trello, wish.card_id, fields)


def _added(what: str, wish: Wish, there: Collection[str]) -> Sequence[Step]:
    return [_each(trello_write.add_to_card, what, one) for one in wish.ids if one not in there]


def _taken(what: str, wish: Wish, there: Collection[str]) -> Sequence[Step]:
    return [_each(trello_write.take_from_card, what, one) for one in wish.ids if one in there]


def _each(change: Callable[[Trello, str, str, str], None], what: str, one: str) -> Step:
    return lambda store, trello, home, wish: change(trello, wish.card_id, what, one)


_ACTS: Mapping[Act, Callable[[Wish, RemoteCard], Sequence[Step]]] = {
    Act.MOVE: _move,
    Act.DUE: _due,
    Act.ASSIGN: lambda wish, there: _added("idMembers", wish, there.member_ids),
    Act.UNASSIGN: lambda wish, there: _taken("idMembers", wish, there.member_ids),
    Act.LABEL: lambda wish, there: _added("idLabels", wish, there.label_ids),
    Act.UNLABEL: lambda wish, there: _taken("idLabels", wish, there.label_ids),
    Act.ARCHIVE: lambda wish, there: _closed(True, there),
    Act.RESTORE: lambda wish, there: _closed(False, there),
}
