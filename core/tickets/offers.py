"""Ends offers: the customer has some time to come into the room, and then the operator to speak
there. Before each end somebody is reminded."""

from core.cards.lookup import usable_place
from core.cards.send import notify_supervisors, say
from core.cards.ticket_card import notify_operator
from core.cards.views import customer as views
from core.model import texts
from core.model.effects import Gateway
from core.model.events import CapacityFreed, OfferLost, TicketReturned
from core.model.notice_keys import NoticeKey
from core.model.places import PlaceState
from core.model.room_effects import InviteOperator
from core.model.text_keys import TextKey
from core.model.texts import Shown
from core.model.tickets import CloseReason, Ticket, TicketEventKind, TicketStatus
from core.places.find import find_place
from core.places.talk import begin_if_ready
from core.ports import Work
from core.tickets.end import abandon
from core.tickets.hand_over import leave_room
from core.tickets.rules import before, in_minutes

INVITATIONS = 1000
"""How many waiting effects are looked at for an invitation that was not carried out yet."""


async def offers_to_remind(work: Work) -> list[int]:
    """Find tickets whose customer must come soon."""
    ahead = before(work.rules.offer_reminder, work.rules.offer_lasts)
    return await work.uow.deadlines.offers_to_remind(work.now + ahead) if ahead else []


async def remind_to_come(work: Work, ticket_id: int) -> bool:
    """Tell the customer once that their chat waits, with the link. False when there is none, or
    when they came."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.status is not TicketStatus.OFFERED or ticket.deadline is None:
        return False
    place = await usable_place(work, ticket)
    left = ticket.deadline - work.now
    if place is None or place.state is not PlaceState.READY or left.total_seconds() <= 0:
        return False
    customer = await work.customer(ticket.customer_id)
    if customer is None or not await work.uow.deadlines.offer_reminded(ticket_id, work.now):
        return False
    await work.note(ticket_id, TicketEventKind.OFFER_REMINDED)
    minutes = in_minutes(left)
    text = texts.text(TextKey.OFFER_REMINDER, customer.language, ticket=ticket_id, minutes=minutes)
    shown = Shown(text, views.enter_buttons(place.link))
    await say(work, customer.id, shown, ticket_id=ticket_id, lasts=left)
    return True


async def offers_due(work: Work) -> list[int]:
    """Find tickets whose customer has not come in time."""
    return await work.uow.deadlines.offers_due(work.now)


async def offer_ran_out(work: Work, ticket_id: int) -> bool:
    """Abandon an offer whose customer never came, and take the room back. False when
    they came, or had no link yet: then they did not stay away, and their time is extended."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.status is not TicketStatus.OFFERED:
        return False
    if ticket.deadline is None or ticket.deadline > work.now:
        return False
    place = await usable_place(work, ticket)
    if place is not None and place.state is PlaceState.READY:
        return await abandon(work, ticket.id, CloseReason.NEVER_CAME)
    extended = work.now + work.rules.offer_lasts
    if await work.uow.tickets.extend_offer(ticket.id, extended) and place is None:
        await begin_if_ready(work, ticket, await find_place(work, ticket))
    return False


async def answers_to_remind(work: Work) -> list[int]:
    """Find tickets whose operator must speak soon."""
    ahead = before(work.rules.answer_reminder, work.rules.answer_within)
    return await work.uow.deadlines.answers_to_remind(work.now + ahead) if ahead else []


async def remind_to_answer(work: Work, ticket_id: int) -> bool:
    """Tell the operator that the customer waits and how long they have. False when that is no
    longer so."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.answer_due is None or ticket.answer_due <= work.now:
        return False
    if not await work.uow.deadlines.answer_reminded(ticket_id, work.now):
        return False
    await work.note(ticket_id, TicketEventKind.ANSWER_REMINDED, to=ticket.operator_id)
    minutes = in_minutes(ticket.answer_due - work.now)
    await notify_operator(work, ticket, TextKey.ANSWER_REMINDER, minutes=minutes)
    return True


async def answers_due(work: Work) -> list[int]:
    """Find tickets whose operator has not spoken in time."""
    return await work.uow.deadlines.answers_due(work.now)


async def answer_ran_out(work: Work, ticket_id: int) -> bool:
    """Take the ticket from the operator who has not spoken. False when they have, or when they
    could not come in yet: their time counts from then."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.answer_due is None or ticket.answer_due > work.now:
        return False
    if await _is_being_invited(work, ticket):
        due = work.now + work.rules.answer_within
        await work.uow.deadlines.expect_answer(ticket_id, due)
        return False
    return await lose_offer(work, ticket, "did not speak in time")


async def lose_unreachable(work: Work, ticket_id: int) -> None:
    """Take the ticket from a holder who cannot be reached in any way; of that supervisors know
    already."""
    ticket = await work.ticket(ticket_id)
    if ticket is not None:
        await lose_offer(work, ticket, "could not be reached", tell=False)


async def lose_offer(work: Work, ticket: Ticket, reason: str, *, tell: bool = True) -> bool:
    """Take the ticket from its holder: it goes to whoever fits next, who is never the same one
    again; with nobody there, it waits where it stood. Supervisors hear of it, unless `tell` is
    False. False when they do not hold it any more."""
    loser = ticket.operator_id
    if loser is None or not await work.uow.deadlines.lose(ticket.id, loser):
        return False
    await work.uow.operators.release(ticket.id, work.now, reason)
    await work.note(ticket.id, TicketEventKind.OFFER_LOST, operator=loser, reason=reason)
    await leave_room(work, ticket, loser)
    if tell:
        await notify_operator(work, ticket, TextKey.OFFER_LOST, loser)
    work.happened(CapacityFreed())
    work.happened(TicketReturned(ticket.id))
    if tell:
        work.happened(OfferLost(ticket.id, loser))
    return True


async def notify_new_holder(work: Work, ticket_id: int, loser: int) -> None:
    """Tell supervisors to whom a ticket went that its holder `loser` lost, if to anybody."""
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        return
    known = await work.operator(loser)
    name = str(loser) if known is None else known.tag
    heir = await work.operator(ticket.operator_id)
    if heir is None:
        await notify_supervisors(work, NoticeKey.OFFER_WAITS, ticket.id, operator=name)
        return
    key = NoticeKey.OFFER_PASSED
    await notify_supervisors(work, key, ticket.id, operator=name, next=heir.tag)


async def _is_being_invited(work: Work, ticket: Ticket) -> bool:
    waiting = await work.uow.outbox.waiting(Gateway.USERBOT, INVITATIONS)
    return any(
        isinstance(row.effect, InviteOperator)
        and row.effect.ticket_id == ticket.id
        and row.effect.operator_id == ticket.operator_id
        for row in waiting
    )
