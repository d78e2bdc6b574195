"""A supervisor comes into a room that is somebody else's."""

from core.domain import views
from core.domain.effects import Priority, SendText
from core.domain.errors import DeskError
from core.domain.outcomes import Refused
from core.domain.people import Operator, Person
from core.domain.places import Place, PlaceKind, PlaceState
from core.domain.room_effects import InviteSupervisor
from core.domain.texts import Key, RelayKey, TextKey
from core.domain.tickets import Ticket, TicketEventKind
from core.domain.views import Shown, customer_name, text
from core.ports import OutboxEffect, Work
from core.settling import settles
from core.usecases.doors import let_in
from core.usecases.supervising import supervisor
from core.usecases.telling import PROMPT_LASTS, chat_of, say
from core.usecases.whereabouts import usable_place


async def enter_room(work: Work, actor_id: int, ticket_id: int) -> Key:
    """Have the user account bring the supervisor in, whoever holds the ticket; where staff answers
    from a group or a topic, they are led there. Returns what to answer. Raises StaffOnly,
    DeskError(NOT_ACTIVE) while there is no room to enter."""
    actor = await supervisor(work, actor_id)
    ticket = await work.ticket(ticket_id)
    place = None if ticket is None or not ticket.is_open else await usable_place(work, ticket)
    if place is None or place.chat_id is None or place.state is not PlaceState.READY:
        raise DeskError(TextKey.NOT_ACTIVE)
    if ticket is not None and place.kind is not PlaceKind.ROOM:
        await _lead_there(work, actor, ticket)
        return TextKey.SEE_PRIVATE_CHAT
    await work.tell(
        InviteSupervisor(place.id, ticket_id, place.chat_id, actor_id, actor.username, actor.phone),
        ticket_id,
    )
    return TextKey.ENTERING


async def _lead_there(work: Work, actor: Operator, ticket: Ticket) -> None:
    customer = await work.customer(ticket.customer_id)
    name = str(ticket.customer_id) if customer is None else customer_name(customer)
    way = text(RelayKey.ENTER_HERE, actor.language, ticket=ticket.id, customer=name)
    url = await chat_of(work, ticket)
    shown = Shown(way, views.enter_buttons(url))
    await say(work, actor.id, shown, ticket_id=ticket.id, lasts=PROMPT_LASTS)


@settles(InviteSupervisor, on=Refused)
async def supervisor_invited(
    work: Work, _row: OutboxEffect, effect: InviteSupervisor, _outcome: Refused
) -> None:
    """One who cannot be invited gets a link of their own in private."""
    ticket = await work.ticket(effect.ticket_id)
    actor = await work.operator(effect.supervisor_id)
    if ticket is None or not ticket.is_open or actor is None:
        return
    customer = await work.customer(ticket.customer_id)
    name = str(ticket.customer_id) if customer is None else customer_name(customer)
    way = text(TextKey.ENTER_LINK, actor.language, ticket=ticket.id, customer=name)
    if not await let_in(work, ticket, actor.id, way):
        failed = text(TextKey.ENTER_FAILED, actor.language, ticket=ticket.id)
        await say(work, actor.id, Shown(failed), ticket_id=ticket.id)


async def supervisor_came(work: Work, ticket: Ticket, place: Place, person: Person) -> None:
    """Kept in the ticket's history, and said in the room unless the owner wants it silent."""
    await work.note(ticket.id, TicketEventKind.SUPERVISOR_ENTERED, person.id)
    if work.rules.supervisor_enters_silently or place.chat_id is None:
        return
    customer = await work.customer(ticket.customer_id)
    language = None if customer is None else customer.language
    name = " ".join(person.name.split())[: views.NAME_LENGTH]
    came = text(TextKey.ROOM_SUPERVISOR_ENTERED, language, name=name)
    await work.tell(SendText(place.chat_id, came), ticket.id, priority=Priority.NOTICE)
