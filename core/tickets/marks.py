"""Where staff puts tags on a ticket and notes on its customer: in private with the bot, or on the
card in its group; also when the ticket has ended, since what it was about is often clear only
then."""

from core.cards.lookup import is_shown, usable_place
from core.cards.send import forgotten, show_dialog, show_in_group, show_operator
from core.cards.ticket_card import show_at
from core.model.actions import Doing, Verb, button
from core.model.cards import Card
from core.model.find_text_keys import FindKey
from core.model.people import Role
from core.model.places import Place, PlaceKind
from core.model.texts import Button, NotYourTicket, Shown
from core.model.tickets import Ticket
from core.ports import Work
from core.staff.access import staff_member, ticket_of_staff
from core.tickets.end import ticket_here


async def pressed_at(
    work: Work, chat_id: int, actor_id: int, ticket_id: int
) -> tuple[Ticket, Place | None]:
    """Return the ticket, and the place in whose chat the button stands; None: in private. Raises
    StaffOnly, NotYourTicket, DeskError."""
    if chat_id == actor_id:
        return await served_by(work, actor_id, ticket_id), None
    ticket = await work.ticket(ticket_id)
    place = None if ticket is None else await usable_place(work, ticket)
    if place is not None and place.kind is PlaceKind.THREAD and place.chat_id == chat_id:
        return await ticket_of_staff(work, actor_id, ticket_id), place
    return await ticket_here(work, chat_id, ticket_id)


async def served_by(work: Work, actor_id: int, ticket_id: int) -> Ticket:
    """Return the ticket, open or not, if the actor held it last or is a supervisor. Raises
    StaffOnly, NotYourTicket."""
    actor = await staff_member(work, actor_id)
    ticket = await work.ticket(ticket_id)
    if ticket is None or await forgotten(work, ticket):
        raise NotYourTicket
    if ticket.operator_id != actor_id and actor.role is not Role.SUPERVISOR:
        raise NotYourTicket
    return ticket


async def language_at(work: Work, actor_id: int, place: Place | None) -> str:
    """Return in which language the card is asked on: a desk has many readers."""
    actor = await work.operator(actor_id)
    if actor is None or (place is not None and place.kind is not PlaceKind.THREAD):
        return work.rules.desk_language
    return actor.language


def done_button(ticket: Ticket, place: Place | None) -> Button:
    """The button that leads back: to the card, or to one's own tickets."""
    if place is None:
        return button(FindKey.BUTTON_TAGS_DONE, Verb.CHATS, Doing.ALL.value, 0)
    back = Verb.CLOSE_NO if place.kind is PlaceKind.THREAD else Verb.DESK_CLOSE_NO
    return button(FindKey.BUTTON_TAGS_DONE, back, ticket.id)


async def put_there(
    work: Work, actor_id: int, ticket: Ticket, place: Place | None, shown: Shown
) -> None:
    """Show that in place of the card in the group, or in the dialog."""
    if place is None:
        await show_dialog(work, actor_id, shown)
    else:
        await show_in_group(work, ticket, place, shown)


async def show_cards(work: Work, ticket: Ticket, pressed: Place | None = None) -> None:
    """Bring the ticket's cards up to date, as far as they were shown; `pressed`: not the one in the
    group, which shows something else now."""
    place = await usable_place(work, ticket)
    if place is not None and place.kind.is_relayed and pressed is None:
        await show_at(work, ticket, place)
    holder = await work.operator(ticket.operator_id)
    if holder is not None and await is_shown(work, Card.OPERATOR.of(ticket.id, holder.id)):
        await show_operator(work, ticket, holder)
