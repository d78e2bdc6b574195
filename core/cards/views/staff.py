"""What operators are shown in the bot's private chat (the panel, the queue, their tickets and
choices), and supervisors of active talks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.cards.views.customer import customer_name, enter_buttons
from core.model.actions import (
    END,
    HAND_OVER,
    KEEP,
    PAGE,
    START,
    STAY,
    Doing,
    Verb,
    age,
    button,
    page_buttons,
)
from core.model.notice_keys import NoticeKey
from core.model.people import Customer, Operator
from core.model.reopen_text_keys import ReopenKey
from core.model.reply_text_keys import ReplyKey
from core.model.text_keys import Key, TextKey
from core.model.texts import Button, Rows, Shown, text
from core.model.tickets import Ticket
from core.model.watch_text_keys import WatchKey

LATE = "🔴"
"""The mark of a ticket of which a target is missed."""

QUEUE_ID = 0
"""The id that stands for the queue in a choice of operators."""


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket in a list. `phone`: only where the owner lets operators see it; `link`: of its room
    while one may enter; `is_late`: a target of its is missed."""

    ticket_id: int
    name: str
    topic: str
    phone: str | None = None
    link: str | None = None
    is_late: bool = False

    def __str__(self) -> str:
        mark = f"{LATE} " if self.is_late else ""
        name = f"{mark}#{self.ticket_id} {self.name}"
        return ", ".join(filter(None, (name, self.topic, self.phone)))


def panel(operator: Operator, waiting: int) -> Shown:
    """An operator's panel."""
    if not operator.on_shift:
        key, rows = TextKey.PANEL_OFF_SHIFT, [_row(TextKey.BUTTON_START_SHIFT, Verb.SHIFT, START)]
    elif operator.on_break:
        key = TextKey.PANEL_ON_BREAK
        rows = [
            _row(TextKey.BUTTON_END_BREAK, Verb.BREAK, END),
            _row(TextKey.BUTTON_END_SHIFT, Verb.SHIFT, END),
        ]
    else:
        key = TextKey.PANEL_ON_SHIFT
        rows = [
            _row(TextKey.BUTTON_BREAK, Verb.BREAK, START),
            _row(TextKey.BUTTON_END_SHIFT, Verb.SHIFT, END),
        ]
    lists = (
        button(TextKey.BUTTON_QUEUE, Verb.QUEUE),
        button(TextKey.BUTTON_CHATS, Verb.CHATS),
    )
    shown = text(
        key,
        operator.language,
        name=operator.name,
        load=operator.load,
        capacity=operator.capacity,
        waiting=waiting,
    )
    shift = tuple(button for row in rows for button in row)
    return Shown(shown, (shift, lists, _row(TextKey.BUTTON_REFRESH, Verb.PANEL)))


def leaving(operator: Operator, count: int) -> Shown:
    """The panel's question what becomes of `count` open tickets when the shift ends."""
    shown = text(TextKey.PANEL_LEAVING, operator.language, name=operator.name, count=count)
    return Shown(
        shown,
        (
            _row(TextKey.BUTTON_KEEP_TICKETS, Verb.LEAVE, KEEP),
            _row(TextKey.BUTTON_HAND_OVER, Verb.LEAVE, HAND_OVER),
            _row(TextKey.BUTTON_STAY_ON_SHIFT, Verb.LEAVE, STAY),
        ),
    )


def queue_card(
    language: str, lines: Sequence[Line], count: int, page: int = 0, minutes: int = 0
) -> Shown:
    """Who waits, with a button to take each. `lines` are one page of `count`; the first one came
    `minutes` ago."""
    if count == 0:
        return Shown(text(TextKey.QUEUE_EMPTY, language))
    take = [
        button(TextKey.BUTTON_TAKE, Verb.TAKE, line.ticket_id, ticket=line.ticket_id)
        for line in lines
    ]
    rows = tuple(tuple(take[first : first + 2]) for first in range(0, len(take), 2))
    listed = _listed(lines, page, count)
    shown = text(TextKey.QUEUE_WAITING, language, count=count, list=listed, minutes=minutes)
    return Shown(shown, (*rows, *page_buttons(page, count, Verb.QUEUE)))


_TITLES = {
    Doing.ALL: TextKey.CHATS_LIST,
    Doing.CLOSE: TextKey.CHATS_CLOSE,
    Doing.TRANSFER: TextKey.CHATS_TRANSFER,
}


def chats(language: str, lines: Sequence[Line], count: int, doing: Doing, page: int) -> Shown:
    """An operator's own open tickets, with buttons for each."""
    if count == 0:
        return Shown(text(TextKey.CHATS_EMPTY, language))
    shown = text(_TITLES[doing], language, count=count, list=_listed(lines, page, count))
    rows = tuple(_chat_row(line, doing) for line in lines)
    return Shown(shown, (*rows, *page_buttons(page, count, Verb.CHATS, doing.value)))


def sure_to_end(ticket_id: int, language: str) -> Shown:
    """Ask whether to close a ticket of that list."""
    yes = button(TextKey.BUTTON_YES_CLOSE, Verb.END_TICKET_YES, ticket_id)
    no = button(TextKey.BUTTON_NO, Verb.CHATS, Doing.CLOSE.value, 0)
    return Shown(text(TextKey.CONFIRM_CLOSE, language, ticket=ticket_id), ((yes, no),))


def whom(
    ticket: Ticket, customer: Customer, language: str, able: Sequence[Operator], page: int, of: int
) -> Shown:
    """Ask to whom to transfer a ticket. `able` are one page of those who can take it."""
    key = TextKey.TRANSFER_TO_WHOM if of else TextKey.TRANSFER_TO_NOBODY
    people = tuple(
        (
            button(
                TextKey.BUTTON_OPERATOR,
                Verb.GIVE,
                ticket.id,
                each.id,
                name=each.name,
                load=each.load,
                capacity=each.capacity,
            ),
        )
        for each in able
    )
    return Shown(
        text(key, language, ticket=ticket.id, customer=customer_name(customer)),
        (
            *people,
            *page_buttons(page, of, Verb.TRANSFER, ticket.id),
            _row(TextKey.BUTTON_TO_QUEUE, Verb.GIVE, ticket.id, QUEUE_ID),
            _row(TextKey.BUTTON_BACK, Verb.CHATS, Doing.ALL.value, 0),
        ),
    )


def ask_note(ticket_id: int, language: str, to: Operator | None) -> Shown:
    """Ask for a note for whoever gets the ticket."""
    if to is None:
        shown = text(TextKey.TRANSFER_NOTE_QUEUE, language, ticket=ticket_id)
    else:
        shown = text(TextKey.TRANSFER_NOTE, language, ticket=ticket_id, operator=to.name)
    target = QUEUE_ID if to is None else to.id
    return Shown(
        shown,
        (
            _row(TextKey.BUTTON_NO_NOTE, Verb.GIVE_NOW, ticket_id, target),
            _row(TextKey.BUTTON_BACK, Verb.TRANSFER, ticket_id),
        ),
    )


def given(ticket_id: int, language: str, to: Operator | None) -> Shown:
    """Confirm the transfer."""
    if to is None:
        return Shown(text(TextKey.TRANSFERRED_QUEUE, language, ticket=ticket_id))
    return Shown(text(TextKey.TRANSFERRED, language, ticket=ticket_id, operator=to.name))


@dataclass(frozen=True, slots=True)
class Note:
    """A note of staff for whoever gets the ticket next."""

    author: str
    words: str


def operator_card(
    ticket: Ticket,
    customer: Customer,
    topic: str,
    language: str,
    link: str | None,
    note: Note | None = None,
    *,
    may_reopen: bool = False,
) -> Shown:
    """The operator's own card of a ticket; `may_reopen`: it ended, and may go on."""
    who = customer_name(customer)
    if not ticket.is_open:
        key = TextKey.OPERATOR_TICKET_CLOSED
        again = (_row(ReopenKey.BUTTON_STAFF, Verb.REOPEN_TICKET, ticket.id),) if may_reopen else ()
        return Shown(text(key, language, ticket=ticket.id, customer=who), again)
    values: dict[str, str | int] = {"ticket": ticket.id, "customer": who, "topic": topic}
    if note is None:
        shown = text(TextKey.OPERATOR_TICKET, language, **values)
    else:
        values |= {"operator": note.author, "note": note.words}
        shown = text(TextKey.OPERATOR_TICKET_NOTE, language, **values)
    own = (replies_row(ticket.id), *ticket_buttons(ticket.id))
    return Shown(shown, (*enter_buttons(link), *own))


def passed_card(ticket: Ticket, customer: Customer, language: str) -> Shown:
    """What an operator's card shows after somebody else got the ticket."""
    key = TextKey.OPERATOR_TICKET_PASSED
    return Shown(text(key, language, ticket=ticket.id, customer=customer_name(customer)))


def replies_row(ticket_id: int) -> tuple[Button, ...]:
    """The card's button that lists the canned replies."""
    return (button(ReplyKey.BUTTON_REPLIES, Verb.REPLIES, ticket_id, 0),)


def ticket_buttons(ticket_id: int) -> Rows:
    """The buttons of staff for a ticket that they hold. Each asks again, or does no harm."""
    return (
        (
            button(TextKey.BUTTON_CLOSE, Verb.CLOSE, ticket_id),
            button(TextKey.BUTTON_TRANSFER, Verb.TRANSFER, ticket_id),
        ),
        (
            button(TextKey.BUTTON_HISTORY, Verb.HISTORY, ticket_id),
            button(TextKey.BUTTON_CALL_SUPERVISOR, Verb.CALL, ticket_id),
        ),
    )


def sure_to_close(ticket_id: int, language: str) -> Shown:
    """The answer to /close in a room: a message of its own, which a "no" removes."""
    yes = button(TextKey.BUTTON_YES_CLOSE, Verb.CLOSE_YES, ticket_id)
    no = button(TextKey.BUTTON_NO, Verb.STAY_OPEN, ticket_id)
    return Shown(text(TextKey.CONFIRM_CLOSE, language, ticket=ticket_id), ((yes, no),))


def wanted(ticket_id: int, language: str, customer: str, operator: str) -> Shown:
    """Notify a supervisor that they are called."""
    shown = text(NoticeKey.WANTED, language, ticket=ticket_id, customer=customer, operator=operator)
    return Shown(shown, to_look(ticket_id))


def to_look(ticket_id: int) -> Rows:
    """Return the buttons with which a supervisor looks into a ticket."""
    enter = button(TextKey.BUTTON_ENTER_TICKET, Verb.ENTER, ticket_id)
    return ((enter, button(WatchKey.BUTTON_WATCH, Verb.WATCH, ticket_id)),)


def _chat_row(line: Line, doing: Doing) -> tuple[Button, ...]:
    number = line.ticket_id
    row = []
    if line.link is not None:
        row.append(Button(TextKey.BUTTON_CHAT_OF, url=line.link, values={"ticket": number}))
    if doing is not Doing.TRANSFER:
        row.append(button(TextKey.BUTTON_CLOSE_OF, Verb.END_TICKET, number, ticket=number))
    if doing is not Doing.CLOSE:
        row.append(button(TextKey.BUTTON_TRANSFER_OF, Verb.TRANSFER, number, ticket=number))
    return tuple(row)


def _listed(lines: Sequence[Line], page: int, count: int) -> str:
    words = [str(line) for line in lines]
    if (page + 1) * PAGE < count:
        words.append("…")
    return "\n".join(words)


def _row(key: Key, verb: Verb, *arguments: str | int) -> tuple[Button, ...]:
    return (button(key, verb, *arguments),)


@dataclass(frozen=True, slots=True)
class Talk:
    """An active ticket: whose, about what, answered by whom, for how long."""

    ticket_id: int
    customer: str
    topic: str
    operator: str
    lasts: timedelta


def rooms_list(talks: Sequence[Talk], page: int, count: int, language: str) -> Shown:
    """All active tickets; `talks` are one page of `count`."""
    if not count:
        return Shown(text(TextKey.ROOMS_EMPTY, language), ((_refresh(page),),))
    lines = tuple(
        text(
            TextKey.ROOMS_LINE,
            language,
            ticket=talk.ticket_id,
            customer=talk.customer,
            operator=talk.operator,
            age=age(talk.lasts, language),
        )
        for talk in talks
    )
    buttons = tuple((ticket_button(Verb.ROOM, talk.ticket_id, talk.customer),) for talk in talks)
    rows = (*buttons, *page_buttons(page, count, Verb.ROOMS), (_refresh(page),))
    return Shown(text(TextKey.ROOMS_LIST, language, count=count, list=lines), rows)


def room(talk: Talk, language: str) -> Shown:
    """One active ticket, with what a supervisor may do."""
    number = talk.ticket_id
    shown = text(
        TextKey.ROOM_OF_TICKET,
        language,
        ticket=number,
        customer=talk.customer,
        topic=talk.topic,
        operator=talk.operator,
        age=age(talk.lasts, language),
    )
    rows = (
        (
            button(TextKey.BUTTON_STEP_IN, Verb.ENTER, number),
            button(WatchKey.BUTTON_WATCH, Verb.WATCH, number),
        ),
        (button(TextKey.BUTTON_TAKE_OVER, Verb.TAKE_OVER, number),),
        (
            button(TextKey.BUTTON_TRANSFER, Verb.TRANSFER, number),
            button(TextKey.BUTTON_CLOSE, Verb.ROOM_CLOSE, number),
        ),
        (
            button(TextKey.BUTTON_WHY, Verb.WHY_TICKET, number),
            button(TextKey.BUTTON_CUSTOMER, Verb.CUSTOMER_OF, number),
        ),
        (button(TextKey.BUTTON_BACK, Verb.ROOMS, 0),),
    )
    return Shown(shown, rows)


def sure_to_take_over(ticket_id: int, operator: str, language: str) -> Shown:
    """Ask whether to take over a ticket."""
    yes = button(TextKey.BUTTON_YES_TAKE_OVER, Verb.TAKE_OVER_YES, ticket_id)
    no = button(TextKey.BUTTON_NO, Verb.ROOM, ticket_id)
    shown = text(TextKey.CONFIRM_TAKE_OVER, language, ticket=ticket_id, operator=operator)
    return Shown(shown, ((yes, no),))


def sure_to_end_talk(ticket_id: int, language: str) -> Shown:
    """Ask whether to end a talk."""
    yes = button(TextKey.BUTTON_YES_CLOSE, Verb.ROOM_CLOSE_YES, ticket_id)
    no = button(TextKey.BUTTON_NO, Verb.ROOM, ticket_id)
    return Shown(text(TextKey.CONFIRM_CLOSE, language, ticket=ticket_id), ((yes, no),))


def ticket_button(verb: Verb, ticket_id: int, name: str) -> Button:
    """The button for one ticket of a list."""
    values: dict[str, str | int] = {"ticket": ticket_id, "name": name}
    return button(TextKey.BUTTON_TICKET, verb, ticket_id, **values)


def _refresh(page: int) -> Button:
    return button(TextKey.BUTTON_REFRESH, Verb.ROOMS, page)
