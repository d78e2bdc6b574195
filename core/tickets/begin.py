"""Brings the customer from opening a ticket into its room, where the talk begins; also takes in who
else enters a room."""

from datetime import datetime

from core.cards.lookup import is_ours, outlook_of, room_by_chat
from core.cards.send import NO_POSITION, notify_supervisors, show_operator, show_ticket
from core.model.effects import Priority
from core.model.events import CapacityFreed, TicketOpened, TicketReturned
from core.model.memos import Memo
from core.model.notice_keys import NoticeKey
from core.model.people import Operator, Person
from core.model.places import Place, PlaceState
from core.model.room_effects import RemoveFromRoom, SetRoomCommands
from core.model.rules import Topic
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.places.find import revoke_link
from core.places.talk import activate
from core.ports import Work
from core.rooms.entry import may_answer, supervisor_came
from core.rooms.pool import delete_clean
from core.routing.choose import Decision
from core.tickets.assign import reserve_best, who_served
from core.tickets.presence import customer_is_back
from core.tickets.targets import set_targets


async def create_ticket(
    work: Work, customer_id: int, topic: Topic, program: str | None = None
) -> Ticket | None:
    """Open a ticket and begin its history; None when another request was faster. `program`: which
    one opens it for the customer."""
    ticket = await work.uow.tickets.open(customer_id, topic.key, topic.priority, work.now)
    if ticket is not None:
        if ticket.source is not None:
            await work.uow.customers.asked(customer_id)
        work.uow.journal.opened(ticket)
        by = None if program is not None else customer_id
        named = {} if program is None else {"program": program}
        await work.note(ticket.id, TicketEventKind.OPENED, by, topic=ticket.topic, **named)
        await set_targets(work, ticket)
        work.happened(TicketOpened(ticket.id))
    return ticket


async def notify_if_waiting(work: Work, ticket_id: int) -> None:
    """Show a customer their place in line when nobody could take their ticket at once."""
    ticket = await work.ticket(ticket_id)
    if ticket is not None and ticket.status is TicketStatus.QUEUED:
        outlook = await outlook_of(work, ticket)
        await work.note(ticket.id, TicketEventKind.QUEUED, position=outlook.position)
        if outlook.ahead:  # it is told by now that they wait, and a position only when it is near
            await work.once(Memo.POSITION, ticket.id, word=NO_POSITION)
        await show_ticket(work, ticket, outlook=outlook)


async def member_joined(
    work: Work, chat_id: int, person: Person, at: datetime | None = None
) -> None:
    """Take in that somebody came into a room: for the customer the choice is made again and the
    operator invited, a stranger is put out. In a staff group people come and go as its owner likes.
    Repeats are harmless. `at`: when, as Telegram tells it."""
    place = await room_by_chat(work, chat_id)
    if place is None or await is_ours(work, person.id):
        return
    ticket = await work.ticket(place.ticket_id)
    expected = place.state is PlaceState.READY and ticket is not None and ticket.is_open
    if ticket is not None and expected and person.id == ticket.customer_id:
        await _customer_came(work, ticket, place, at or work.now)
    elif ticket is not None and expected and await may_answer(work, ticket, person.id):
        if not await _is_news(work, ticket, person):
            return
        if person.id != ticket.operator_id:
            await supervisor_came(work, ticket, place, person)
        else:
            await _operator_came(work, ticket, person.id)
        await _show_commands(work, ticket, chat_id, person)
    else:
        await _put_out(work, ticket, place, chat_id, person)


async def _customer_came(work: Work, ticket: Ticket, place: Place, at: datetime) -> None:
    # Who talked in the bot's chat before, and was sent into a room at last, comes for the first
    # time although the talk began long ago.
    is_first = await work.uow.tickets.joined(ticket.id, work.now)
    # Bot and user account tell of it at the same moment: what the other one did meanwhile counts.
    ticket = await work.ticket(ticket.id) or ticket
    if not is_first and ticket.status is not TicketStatus.OFFERED:
        await customer_is_back(work, ticket, at)
        return
    await revoke_link(work, place)
    await work.note(ticket.id, TicketEventKind.CUSTOMER_JOINED, ticket.customer_id)
    if ticket.status is TicketStatus.OFFERED:
        chosen = await _choose_again(work, ticket)
        if chosen is None:
            await work.uow.tickets.requeue(ticket.id)
            await work.note(ticket.id, TicketEventKind.REQUEUED)
        else:
            await activate(work, ticket.id, place, *chosen)
        if chosen is not None and chosen[0].id == ticket.operator_id:
            return  # nothing was freed
    work.happened(CapacityFreed())
    work.happened(TicketReturned(ticket.id))


async def _choose_again(work: Work, ticket: Ticket) -> tuple[Operator, Decision] | None:
    """Choose once more who holds the ticket from now on, with the reasons; None: nobody can."""
    holder = await work.operator(ticket.operator_id)
    is_there = holder is not None and holder.on_shift and not holder.on_break
    if holder is not None and is_there and await _was_by_hand(work, ticket):
        return holder, Decision(holder.id)
    choice = await reserve_best(work, ticket, await who_served(work, ticket), ticket.operator_id)
    return None if choice.operator is None else (choice.operator, choice.decision)


async def _was_by_hand(work: Work, ticket: Ticket) -> bool:
    """Tell whether a person chose who holds it: they took it, or were given it by name. That choice
    stands."""
    last = await work.uow.tickets.last_event(ticket.id, [TicketEventKind.OFFERED])
    return last is not None and not last.details.get("reasons")


async def _operator_came(work: Work, ticket: Ticket, operator_id: int) -> None:
    """Note that the operator to whom the link was sent is in: the card leads into the room
    again."""
    ways = [TicketEventKind.OPERATOR_INVITED, TicketEventKind.OPERATOR_SENT_LINK]
    way = await work.uow.tickets.last_event(ticket.id, ways)
    await work.note(ticket.id, TicketEventKind.OPERATOR_JOINED, operator_id)
    operator = await work.operator(operator_id)
    if operator is not None and way is not None and way.kind is ways[1]:
        await show_operator(work, ticket, operator)


async def _show_commands(work: Work, ticket: Ticket, chat_id: int, person: Person) -> None:
    """Show staff the room's commands, each for themselves: the customer's menu stays empty."""
    operator = await work.operator(person.id)
    if operator is not None:
        await work.tell(
            SetRoomCommands(chat_id, person.id, operator.language),
            ticket.id,
            priority=Priority.BOARD,
        )


async def _put_out(
    work: Work, ticket: Ticket | None, place: Place, chat_id: int, person: Person
) -> None:
    """Remove whoever has no business in the room; a clean room that somebody saw is clean no
    more."""
    ticket_id = None if ticket is None else ticket.id
    await work.tell(RemoveFromRoom(place.id, chat_id, person.id), ticket_id)
    await delete_clean(work, place.id)
    if ticket is None:
        return
    known = await may_answer(work, ticket, person.id) or person.id == ticket.customer_id
    if known or await _just_passed_on(work, ticket, person):
        return  # they came when the ticket had just ended, or went to somebody else
    if not await _is_news(work, ticket, person):
        return
    await work.note(ticket.id, TicketEventKind.INTRUDER_REMOVED, person.id, name=person.name)
    await notify_supervisors(work, NoticeKey.INTRUDER, ticket.id, person=person.tag)


async def _just_passed_on(work: Work, ticket: Ticket, person: Person) -> bool:
    """Tell whether the ticket was theirs until its last transfer."""
    last = await work.uow.tickets.last_event(ticket.id, [TicketEventKind.TRANSFERRED])
    return last is not None and last.details.get("from") == person.id


async def _is_news(work: Work, ticket: Ticket, person: Person) -> bool:
    """Tell whether they are seen for the first time: bot and user account both see who comes in."""
    again = ticket.reopened_at  # then it is another room
    word = "told" if again is None else f"told {again.timestamp():.0f}"
    return await work.once(Memo.CAME, ticket.id, person.id, word=word)
