"""The ticket's card where it is talked about: in its room, the staff's group, or its topic."""

from core.domain import cards, thread_views
from core.domain.effects import SendText
from core.domain.people import Operator
from core.domain.places import Place, PlaceKind
from core.domain.texts import RelayKey
from core.domain.tickets import Ticket
from core.domain.views import Shown, text
from core.ports import Work
from core.usecases.telling import operator_of, show, show_desk, show_room
from core.usecases.thread_look import keep_look


async def show_at(work: Work, ticket: Ticket, place: Place) -> None:
    """Bring the card there up to date, and a topic's look with it."""
    if place.chat_id is None:
        return
    match place.kind:
        case PlaceKind.ROOM:
            await show_room(work, ticket, place.chat_id)
        case PlaceKind.DESK:
            await show_desk(work, ticket, place)
        case PlaceKind.THREAD:
            await _show_thread(work, ticket, place)
            await keep_look(work, ticket, place)


async def thread_card(work: Work, ticket: Ticket) -> Shown | None:
    """What the card in the ticket's topic shows."""
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        return None
    holder = await operator_of(work, ticket)
    language = customer.language if holder is None else holder.language
    who = None if holder is None else thread_views.mention(holder.id, holder.name, language)
    topic = work.rules.topic(ticket.topic).titled(language)
    prefix = work.rules.internal_prefix
    return thread_views.thread_card(ticket, customer, topic, language, who, prefix)


async def mention_holder(work: Work, ticket: Ticket, place: Place, holder: Operator) -> None:
    """Call the new holder into the topic. The first one is named by the card, which is new then; a
    card that is edited tells nobody."""
    if place.kind is not PlaceKind.THREAD or place.chat_id is None:
        return
    stands = await work.uow.cards.find(cards.desk(ticket.id))
    if stands is None or stands[0] != place.chat_id:
        return
    language = holder.language
    who = thread_views.mention(holder.id, holder.name, language)
    called = text(RelayKey.THREAD_HOLDER, language, ticket=ticket.id, operator=who)
    await work.tell(SendText(place.chat_id, called, thread_id=place.thread_id), ticket.id)


async def _show_thread(work: Work, ticket: Ticket, place: Place) -> None:
    shown = await thread_card(work, ticket)
    if shown is None or place.chat_id is None:
        return
    await show(
        work,
        place.chat_id,
        cards.desk(ticket.id),
        shown,
        pin=ticket.is_open,
        ticket_id=ticket.id,
        thread_id=place.thread_id,
    )
