"""Decides who may enter a room, and how: customer and staff by a join request, staff by a link of
their own, supervisors by an invitation."""

from core.cards.lookup import is_ours, room_by_chat, usable_place, usable_room
from core.cards.send import (
    PROMPT_LASTS,
    chat_of,
    name_of_customer,
    say,
    show,
)
from core.cards.views import customer as views
from core.cards.views import staff as staff_views
from core.model.cards import Card
from core.model.effects import Priority, SendText
from core.model.outcomes import Refused, Sent
from core.model.people import Operator, Person, Role
from core.model.places import Place, PlaceKind, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.room_effects import (
    ApproveJoin,
    CreatePersonalLink,
    DeclineJoin,
    InviteSupervisor,
    RevokeJoinLink,
)
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, Shown, Text, text
from core.model.tickets import Ticket, TicketEventKind
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import supervisor


async def request_to_join(work: Work, chat_id: int, user_id: int, name: str) -> bool:
    """Approve the join request of the ticket's customer, its operator or a supervisor; decline all
    others. Returns True when approved. In a chat that is no room of ours, and in a staff group, the
    request is left to the people there."""
    place = await room_by_chat(work, chat_id)
    if place is None or await is_ours(work, user_id):
        return False
    ticket = await work.ticket(place.ticket_id)
    ready = place.state is PlaceState.READY and ticket is not None and ticket.is_open
    if ticket is not None and ready and await may_enter(work, ticket, user_id):
        await work.tell(ApproveJoin(chat_id, user_id), ticket.id)
        return True
    await work.tell(DeclineJoin(chat_id, user_id), place.ticket_id)
    if ticket is not None:
        await work.note(ticket.id, TicketEventKind.JOIN_DECLINED, user_id, name=name)
    return False


async def may_enter(work: Work, ticket: Ticket, user_id: int) -> bool:
    """Tell whether somebody is the ticket's customer, its operator, or a supervisor."""
    return user_id == ticket.customer_id or await may_answer(work, ticket, user_id)


async def may_answer(work: Work, ticket: Ticket, user_id: int) -> bool:
    """Tell whether somebody is the ticket's operator, or a supervisor."""
    if user_id == ticket.operator_id:
        return True
    operator = await work.operator(user_id)
    return operator is not None and operator.role is Role.SUPERVISOR


async def send_personal_link(work: Work, ticket: Ticket, person_id: int, text: Text) -> bool:
    """Have a link made for a member of staff, who gets it with `text`. Returns False when there is
    no room to enter."""
    place = await usable_room(work, ticket)
    if place is None or place.chat_id is None:
        return False
    await work.tell(CreatePersonalLink(place.chat_id, place.id, person_id, text), ticket.id)
    return True


async def personal_link_ready(
    work: Work, ticket: Ticket | None, effect: CreatePersonalLink, outcome: Sent
) -> None:
    """Send the link to whom it is for. One that came too late is revoked at once."""
    url = str(outcome.value["url"])
    place = None if ticket is None else await usable_place(work, ticket)
    wanted = (
        ticket is not None and ticket.is_open and await may_enter(work, ticket, effect.person_id)
    )
    if ticket is None or not wanted or place is None or place.id != effect.place_id:
        await work.tell(
            RevokeJoinLink(effect.chat_id, url, last=False), None if ticket is None else ticket.id
        )
        return
    shown = Shown(effect.text, views.enter_buttons(url))
    if effect.text.key is TextKey.OPERATOR_TICKET_LINK:
        # One card, and not a second message with the same ticket.
        own = (staff_views.replies_row(ticket.id), *staff_views.ticket_buttons(ticket.id))
        shown = Shown(effect.text, (*shown.buttons, *own))
        card = Card.OPERATOR.of(ticket.id, effect.person_id)
        await show(work, effect.person_id, card, shown, fresh=True, each=True, ticket_id=ticket.id)
        return
    await say(work, effect.person_id, shown, ticket_id=ticket.id)


async def enter_room(work: Work, actor_id: int, ticket_id: int) -> Key:
    """Have the user account invite the supervisor, whoever holds the ticket. Where staff answers
    from a group or a topic, the supervisor is led there. Returns what to answer. Raises StaffOnly,
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
    name = await name_of_customer(work, ticket)
    way = text(RelayKey.ENTER_HERE, actor.language, ticket=ticket.id, customer=name)
    url = await chat_of(work, ticket)
    shown = Shown(way, views.enter_buttons(url))
    await say(work, actor.id, shown, ticket_id=ticket.id, lasts=PROMPT_LASTS)


@settles(InviteSupervisor, on=Refused)
async def supervisor_invited(
    work: Work, _row: OutboxEffect, effect: InviteSupervisor, _outcome: Refused
) -> None:
    """Send a link in private to a supervisor who cannot be invited."""
    ticket = await work.ticket(effect.ticket_id)
    actor = await work.operator(effect.supervisor_id)
    if ticket is None or not ticket.is_open or actor is None:
        return
    name = await name_of_customer(work, ticket)
    way = text(TextKey.ENTER_LINK, actor.language, ticket=ticket.id, customer=name)
    if not await send_personal_link(work, ticket, actor.id, way):
        failed = text(TextKey.ENTER_FAILED, actor.language, ticket=ticket.id)
        await say(work, actor.id, Shown(failed), ticket_id=ticket.id)


async def supervisor_came(work: Work, ticket: Ticket, place: Place, person: Person) -> None:
    """Write into the ticket's history that a supervisor entered, and say so in the room unless the
    owner wants it silent."""
    await work.note(ticket.id, TicketEventKind.SUPERVISOR_ENTERED, person.id)
    if work.rules.supervisor_enters_silently or place.chat_id is None:
        return
    customer = await work.customer(ticket.customer_id)
    language = None if customer is None else customer.language
    name = " ".join(person.name.split())[: views.NAME_LENGTH]
    came = text(TextKey.ROOM_SUPERVISOR_ENTERED, language, name=name)
    await work.tell(SendText(place.chat_id, came), ticket.id, priority=Priority.NOTICE)
