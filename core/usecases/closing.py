"""What the ends of a ticket have in common: cards, the transcript, the place, and freed
capacity."""

from core.domain import cards
from core.domain.archive_effects import WriteTranscript
from core.domain.effects import DeleteMessage, Priority, SetRoomCommands
from core.domain.errors import NotYourTicket, StaffOnly, TicketIsClosed
from core.domain.people import Role
from core.domain.places import PlaceKind
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.at_place import show_at
from core.usecases.placing import give_up_place
from core.usecases.question_step import forget_question
from core.usecases.telling import show_operator, show_ticket


async def ticket_of_staff(work: Work, actor_id: int, ticket_id: int) -> Ticket:
    """The open ticket, if the actor is its operator or a supervisor. Raises StaffOnly,
    NotYourTicket, TicketIsClosed."""
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise NotYourTicket
    if ticket.operator_id != actor_id:
        actor = await work.operator(actor_id)
        if actor is None:
            raise StaffOnly
        if actor.role is not Role.SUPERVISOR:
            raise NotYourTicket
    if not ticket.is_open:
        raise TicketIsClosed
    return ticket


async def after_the_end(work: Work, ticket: Ticket, holder: int | None) -> None:
    """Take the buttons off the cards, write the transcript, and start to clear the place. `holder`
    held it to the end."""
    await show_ticket(work, ticket)
    if ticket.joined_at is not None and ticket.place_id is not None:
        place = await work.place(ticket.place_id)
        if place is not None and place.chat_id is not None and place.ticket_id == ticket.id:
            await show_at(work, ticket, place)
    await _take_question_away(work, ticket)
    operator = await work.operator(holder) if ticket.active_at is not None else None
    if operator is not None:
        await show_operator(work, ticket, operator)
        await hide_commands(work, ticket, operator.id)
    await work.tell(WriteTranscript(ticket.customer_id), ticket.id)
    await forget_question(work, ticket.customer_id)
    await give_up_place(work, ticket)


async def take_question(work: Work, chat_id: int, ticket_id: int) -> None:
    """The question whether to close, if it stands in that chat."""
    stands = await work.uow.cards.find(cards.closing(ticket_id))
    if stands is not None and stands[0] == chat_id:
        await work.tell(DeleteMessage(*stands), ticket_id)


async def _take_question_away(work: Work, ticket: Ticket) -> None:
    """The question whether to close, where it stands in the bot's chat with staff; a room is
    cleared as a whole."""
    stands = await work.uow.cards.find(cards.closing(ticket.id))
    if stands is not None and stands[0] > 0:
        await work.tell(DeleteMessage(*stands), ticket.id)


async def hide_commands(work: Work, ticket: Ticket, operator_id: int) -> None:
    """The room's commands are gone from the menu of one who has no more to do there."""
    place = await work.place(ticket.place_id)
    if place is not None and place.kind is PlaceKind.ROOM and place.chat_id is not None:
        await work.tell(
            SetRoomCommands(place.chat_id, operator_id, None), ticket.id, priority=Priority.BOARD
        )
