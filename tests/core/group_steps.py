"""Steps of the machine that are about desks and threads: customers who stay in the bot's chat,
staff who answers from its groups, groups that come and go; and what must hold of all that."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from core.conversations.incoming import ask_question, receive_from_customer, receive_in_group
from core.customers.profile import mark_reachable
from core.feedback.ratings import resolve_ticket
from core.groups.lifecycle import add_group, lose_group
from core.model.desk_effects import CopyMessage, EditCopy
from core.model.messages import Media, MessageKind, Said
from core.model.places import GroupUse, Place, PlaceKind, PlaceState, Trouble
from core.model.rules import Topic
from core.model.tickets import TicketEventKind, TicketStatus
from core.places.moving import waiting_for_desks
from core.ports import Work
from core.threads.topics import recreate_topic
from db.models import copies, messages, ticket_events
from tests.core.desk import Desk, person

if TYPE_CHECKING:
    from tests.core.invariants import Seen
    from tests.core.machine import DeskMachine, Step

BUGS = Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False)
PLANS = Topic("plans", "Plans", place=PlaceKind.THREAD, asks_contact=False)
GROUPS = {
    -1_002_000_000_001: GroupUse.DESK,
    -1_002_000_000_002: GroupUse.DESK,
    -1_002_000_001_000: GroupUse.OVERFLOW,
    -1_002_000_002_000: GroupUse.FORUM,
}
CHATS = list(GROUPS)
SOMEBODY = 777  # who is no operator, and sits in a staff group all the same


def group_comes(machine: "DeskMachine", a: int, _b: int, _c: int) -> None:
    """Into use, or back."""
    chat = CHATS[a % len(CHATS)]
    machine.run(add_group, chat, GROUPS[chat], f"Group {chat}", None)


def group_goes(machine: "DeskMachine", a: int, b: int, _c: int) -> None:
    """It removed the bot; not all too often."""
    if b % 3 == 0:
        machine.run(lose_group, CHATS[a % len(CHATS)], Trouble.REMOVED)


def asks_in_bot(machine: "DeskMachine", a: int, b: int, c: int) -> None:
    """Chooses a topic and asks; who has a ticket already only says more."""
    number = machine.customers[a % len(machine.customers)]
    topic = (BUGS, BUGS, PLANS)[b % 3]
    if machine.open_ticket_of(number) is None:
        machine.run(ask_question, person(number), topic.key)
    _writes(machine, number, c)


def writes(machine: "DeskMachine", a: int, _b: int, c: int) -> None:
    """To the bot, wherever their ticket is."""
    _writes(machine, machine.customers[a % len(machine.customers)], c)


def staff_answers(machine: "DeskMachine", a: int, b: int, c: int) -> None:
    """By a Reply to something of the customer's; an operator, or somebody."""
    place = _served(machine, a)
    if place is None or place.chat_id is None or place.ticket_id is None:
        return
    there = machine.run(_there, place)
    if not there:
        return
    who = SOMEBODY if b % 3 == 0 else 1 + b % 4
    machine.by_hand = True  # whoever answers a ticket that nobody holds has it
    said = _said(machine, place.chat_id, who, reply_to=there[c % len(there)])
    if machine.run(receive_in_group, said, place.thread_id):
        machine.said.add((said.chat_id, said.message_id))


def staff_mutters(machine: "DeskMachine", a: int, b: int, _c: int) -> None:
    """Among itself, in a desk: nothing of it is carried."""
    place = _served(machine, a)
    if place is not None and place.chat_id is not None and place.kind is PlaceKind.DESK:
        said = _said(machine, place.chat_id, 1 + b % 4)
        assert not machine.run(receive_in_group, said, place.thread_id)


def topic_is_deleted(machine: "DeskMachine", a: int, b: int, _c: int) -> None:
    """By hand."""
    place = _served(machine, a)
    if b % 4 == 0 and place is not None and place.thread_id and place.chat_id is not None:
        machine.run(recreate_topic, place.chat_id, place.thread_id, "gone")


def customer_blocks_bot(machine: "DeskMachine", a: int, b: int, _c: int) -> None:
    """Or lets it write again."""
    number = machine.customers[a % len(machine.customers)]
    machine.run(mark_reachable, number, bool(b % 3))


def customer_says_whether_solved(machine: "DeskMachine", a: int, b: int, _c: int) -> None:
    """Of a ticket of theirs, perhaps an old one."""
    known = sorted(machine.before.tickets)
    if known:
        ticket = machine.before.tickets[known[-1 - a % len(known)]]
        machine.run(resolve_ticket, ticket.customer_id, ticket.id, solved=bool(b % 2))


GROUP_STEPS: "list[Step]" = [
    *[asks_in_bot] * 3,
    *[writes] * 3,
    *[staff_answers] * 3,
    staff_mutters,
    group_comes,
    group_comes,
    group_goes,
    topic_is_deleted,
    customer_blocks_bot,
    customer_says_whether_solved,
]


def _writes(machine: "DeskMachine", number: int, c: int) -> None:
    said = _said(machine, number, number, photo=c % 3 == 0)
    if machine.run(receive_from_customer, person(number), said):
        machine.said.add((said.chat_id, said.message_id))


def _said(
    machine: "DeskMachine", chat: int, who: int, *, reply_to: int | None = None, photo: bool = False
) -> Said:
    machine.numbers += 1
    more: dict[str, Any] = {"kind": MessageKind.TEXT, "text": "hello"}
    if photo:
        more = {"kind": MessageKind.PHOTO, "media": Media("image/jpeg", 5, file_id="handle")}
    at = machine.desk.now
    return Said(chat, machine.numbers, who, "x", at, reply_to=reply_to, **more)


def _served(machine: "DeskMachine", a: int) -> Place | None:
    """One of the places in which staff answers."""
    served = [
        place
        for place in machine.before.places.values()
        if place.kind.is_relayed and place.state is PlaceState.READY and place.chat_id is not None
    ]
    return served[a % len(served)] if served else None


async def _there(work: Work, place: Place) -> list[int]:
    assert place.ticket_id is not None
    assert place.chat_id is not None
    found = await work.uow.copies.of_ticket(place.ticket_id, place.chat_id)
    return [copy.to_message_id for copy in found]


# ---------------------------------------------------------------------------------- what must hold
def nothing_goes_to_another_customer(seen: "Seen", customers: range) -> None:
    """Neither is what somebody said carried to another, nor what was said to them."""
    for row in seen.rows:
        if isinstance(row.effect, CopyMessage | EditCopy):
            assert row.ticket_id is not None
            whose = seen.tickets[row.ticket_id].customer_id
            between = {row.effect.from_chat_id, row.effect.chat_id}
            assert between & set(customers) == {whose}


def only_shares_stand_side_by_side(seen: "Seen") -> None:
    live = [each for each in seen.places.values() if each.state is not PlaceState.DELETED]
    own = [(each.chat_id, each.thread_id) for each in live if each.chat_id and not each.is_shared]
    assert len(own) == len(set(own))
    for place in live:
        if place.is_shared and place.chat_id is not None:
            assert GROUPS[place.chat_id] is GroupUse.OVERFLOW


async def no_free_desk_beside_who_waits(desk: Desk) -> None:
    """After the sweep."""
    async with desk.work() as work:
        places = [await work.uow.places.by_chat(chat) for chat in CHATS]
        waiting = await waiting_for_desks(work)
    free = [each for each in places if each is not None and each.state is PlaceState.CLEAN]
    assert not (free and waiting), (free, waiting)


async def every_word_was_carried_once(desk: Desk, seen: "Seen") -> None:
    """Of customers whom staff answers from a group: into it, and for each time that the ticket came
    there once; what Telegram refused excepted. Nothing is waiting to be carried."""
    async with desk.database.reading() as reading:
        execute = reading.connection.execute
        made = (await execute(select(copies))).all()
        said = (await execute(select(messages).where(messages.c.deleted_at.is_(None)))).all()
        events = (await execute(select(ticket_events))).all()
    visits = Counter(
        (event.ticket_id, event.details["chat"])
        for event in events
        if event.kind is TicketEventKind.PLACE_TAKEN
    )
    refused = {
        (event.details["chat"], event.details["message"])
        for event in events
        if event.kind is TicketEventKind.UNDELIVERED
    }
    carried = Counter(
        (copy.ticket_id, copy.from_chat_id, copy.from_message_id, copy.to_chat_id) for copy in made
    )
    for (ticket_id, from_chat, _message, to_chat), count in carried.items():
        whose = seen.tickets[ticket_id].customer_id
        assert whose in (from_chat, to_chat)
        assert count <= (visits[ticket_id, to_chat] if whose == from_chat else 1)
    for ticket in seen.tickets.values():
        place = seen.places.get(ticket.place_id or 0)
        if ticket.status is not TicketStatus.ACTIVE or place is None or place.chat_id is None:
            continue
        if not place.kind.is_relayed or place.state is not PlaceState.READY:
            continue
        for row in said:
            if row.ticket_id != ticket.id or row.chat_id != ticket.customer_id:
                continue
            again = ticket.reopened_at
            if again is not None and row.sent_at < again:
                continue
            if (row.chat_id, row.message_id) not in refused:
                assert carried[ticket.id, row.chat_id, row.message_id, place.chat_id] >= 1
