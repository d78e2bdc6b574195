"""The confirmation before closing."""

from core.domain import cards, staff_views, views
from core.domain.effects import ShowCard
from core.domain.places import PlaceKind
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.at_place import thread_card
from core.usecases.closing import ticket_of_staff
from core.usecases.telling import operator_card_of, operator_name


async def ask_to_close(work: Work, actor_id: int, ticket_id: int, card: str) -> None:
    """Put yes and no on the card that was pressed (`cards.pressed`). Raises NotYourTicket,
    TicketIsClosed."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    await _put(work, ticket, actor_id, card, confirm=True)


async def keep_open(work: Work, actor_id: int, ticket_id: int, card: str) -> None:
    """The card as it was. Raises NotYourTicket, TicketIsClosed."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    await _put(work, ticket, actor_id, card, confirm=False)


async def _put(work: Work, ticket: Ticket, actor_id: int, card: str, *, confirm: bool) -> None:
    """Whatever the card was last told: a press always gets its answer."""
    customer = await work.customer(ticket.customer_id)
    actor = await work.operator(actor_id)
    if customer is None:
        return
    place = await work.place(ticket.place_id)
    chat_id = None if place is None else place.chat_id
    thread_id = 0
    if card == cards.room(ticket.id) and place is not None and place.kind is PlaceKind.THREAD:
        at_topic = await thread_card(work, ticket)
        if at_topic is None:
            return
        card, thread_id, shown = cards.desk(ticket.id), place.thread_id, at_topic
        language = customer.language if actor is None else actor.language
    elif card == cards.room(ticket.id):
        language = customer.language
        topic = work.rules.topic(ticket.topic).titled(language)
        name = await operator_name(work, ticket)
        buttons = staff_views.ticket_buttons(ticket.id)
        shown = views.room_card(ticket, customer, topic, name, buttons)
    elif actor is not None:
        chat_id, language = actor_id, actor.language
        shown = await operator_card_of(work, ticket, customer, actor)
    else:
        return
    if confirm:
        shown = views.confirm_close(ticket.id, language)
    if chat_id is None:
        return
    await work.uow.cards.remember({card: shown.word})
    await work.tell(
        ShowCard(chat_id, card, shown.text, shown.buttons, thread_id=thread_id), ticket.id
    )
