"""A ticket goes on after its end: under its number, with all that was said in it, and if possible
with who held it.

Its customer may want that (the question at the end has a button), who held it last, or a
supervisor; for `Rules.reopen_within` after the end. A customer has one open ticket: whoever began
another one meanwhile goes on there.
"""

from core.cards.lookup import is_served_in_bot
from core.cards.send import PROMPT_LASTS, forgotten, say, show_ticket
from core.model import texts
from core.model.events import CapacityFreed, QueueMoved, TicketReopened
from core.model.people import Role
from core.model.places import Place, PlaceKind, PlaceState
from core.model.records import may_be_rated, may_be_reopened
from core.model.reopen_text_keys import ReopenKey
from core.model.retention_text_keys import RetentionKey
from core.model.targets import TargetKind
from core.model.text_keys import TextKey
from core.model.texts import DeskError, NotYourTicket, Shown
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.places.find import find_place, leave_place
from core.places.talk import begin_if_ready, begin_talk
from core.ports import Work
from core.staff.access import staff_member
from core.tickets.assign import start_offer
from core.tickets.targets import set_targets


async def reopen_own(work: Work, customer_id: int, ticket_id: int) -> None:
    """Let a ticket go on, since its customer says that it is not solved. Raises NotYourTicket, and
    DeskError with what stands in the way."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.customer_id != customer_id:
        raise NotYourTicket
    customer = await work.customer(customer_id)
    if customer is not None and customer.is_blocked:
        raise DeskError(TextKey.BLOCKED)
    await _reopen(work, ticket, customer_id)


async def reopen_ticket(work: Work, actor_id: int | None, ticket_id: int) -> None:
    """Let a ticket go on, by who held it last or a supervisor. `actor_id` None: by the owner, at
    the command line. Raises StaffOnly, NotYourTicket, and DeskError with what stands in the way."""
    actor = None if actor_id is None else await staff_member(work, actor_id)
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise DeskError(RetentionKey.NO_TICKET, ticket=ticket_id)
    is_holder = actor_id in (ticket.operator_id, ticket.prefers)
    if actor is not None and actor.role is not Role.SUPERVISOR and not is_holder:
        raise NotYourTicket
    customer = await work.customer(ticket.customer_id)
    if customer is None or customer.is_blocked or not customer.reachable:
        raise DeskError(ReopenKey.OF_BLOCKED, ticket=ticket_id)
    await _reopen(work, ticket, actor_id)


async def reopen_command(work: Work, actor_id: int, words: str) -> None:
    """Answer /reopen with a ticket's number. Raises as `reopen_ticket` does, and DeskError(HOW)."""
    actor = await staff_member(work, actor_id)
    digits = words.strip().lstrip("#№")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 19):
        raise DeskError(ReopenKey.HOW)
    await reopen_ticket(work, actor_id, int(digits))
    shown = Shown(texts.text(ReopenKey.DONE, actor.language, ticket=int(digits)))
    await say(work, actor_id, shown, ticket_id=int(digits), lasts=PROMPT_LASTS)


async def _reopen(work: Work, ticket: Ticket, actor_id: int | None) -> None:
    """Put it into the queue, give it a place where that needs no operator, and offer it to who held
    it, if they are at work and have headroom."""
    own = actor_id == ticket.customer_id
    await _check(work, ticket, own=own)
    ended = ticket
    if not await work.uow.tickets.reopen(ticket.id, work.now, work.now if own else None):
        await _too_slow(work, ticket, own=own)
    await work.note(
        ticket.id,
        TicketEventKind.REOPENED,
        actor_id,
        ended=None if ended.closed_at is None else ended.closed_at.isoformat(),
        reason=None if ended.close_reason is None else ended.close_reason.value,
        former=ended.operator_id,
    )
    # When it was answered first stays; where nobody did, that is to come anew, too.
    kinds = () if ended.answered_at is None else (TargetKind.RESOLUTION,)
    await set_targets(work, ended, *kinds)
    await _back_to_its_place(work, ended)
    topic = work.rules.topic(ticket.topic)
    current = await work.ticket(ticket.id) or ticket
    if topic.place is PlaceKind.DESK and await is_served_in_bot(work, topic):
        if current.place_id is None:
            await begin_if_ready(work, current, await find_place(work, current))
    elif current.status is TicketStatus.QUEUED:
        await _offer_to_former(work, current)
    current = await work.ticket(ticket.id) or current
    await show_ticket(work, current, fresh=True, each=True)
    work.happened(TicketReopened(ticket.id))
    if current.status is TicketStatus.QUEUED:
        work.happened(CapacityFreed())
    work.happened(QueueMoved())


async def _check(work: Work, ticket: Ticket, *, own: bool) -> None:
    """Raise what stands in the way, as its customer (`own`) or staff is told."""
    if ticket.is_open:
        raise DeskError(TextKey.ALREADY_DONE)
    if not may_be_rated(ticket) or await forgotten(work, ticket):
        raise DeskError(ReopenKey.CANNOT, ticket=ticket.id)
    if not may_be_reopened(ticket, work.now, work.rules.reopen_within):
        if own:
            raise DeskError(ReopenKey.TOO_LATE)
        raise DeskError(ReopenKey.ENDED_LONG_AGO, ticket=ticket.id)
    if await work.uow.tickets.open_of(ticket.customer_id) is not None:
        await _too_slow(work, ticket, own=own)


async def _too_slow(work: Work, ticket: Ticket, *, own: bool) -> None:
    """Raise what was faster: the same wish, or another ticket of the customer's."""
    other = await work.uow.tickets.open_of(ticket.customer_id)
    if other is None or other.id == ticket.id:
        raise DeskError(TextKey.ALREADY_DONE)
    key = ReopenKey.HAS_OTHER if own else ReopenKey.CUSTOMER_HAS_OTHER
    raise DeskError(key, ticket=other.id)


async def _back_to_its_place(work: Work, ended: Ticket) -> None:
    """Go on in the customer's own topic, or in a room that was not ready when the ticket ended. A
    desk is let go: any free one will do. A room that is being cleared is waited for
    (`find_place`)."""
    place = await work.place(ended.place_id)
    if place is None:
        return
    if place.kind is PlaceKind.THREAD and place.state is PlaceState.CLEAN:
        await _take_topic(work, ended, place)
    elif place.ticket_id != ended.id:
        return
    elif place.state in (PlaceState.CREATING, PlaceState.PREPARING):
        await work.uow.tickets.set_place(ended.id, place.id)
    else:
        await leave_place(work, place)  # as one that was stranded
        if place.kind is PlaceKind.DESK:
            await work.uow.places.release(place.id)


async def _take_topic(work: Work, ended: Ticket, place: Place) -> None:
    """Open the topic again, also where each ticket has one of its own."""
    group = await work.group(place.chat_id)
    if group is None or not group.is_usable:
        return
    taken = await work.uow.places.take(place.id, ended.id, work.now)
    if taken is None:
        return
    await work.uow.tickets.set_place(ended.id, taken.id)
    current = await work.ticket(ended.id) or ended
    await begin_talk(work, current, taken)


async def _offer_to_former(work: Work, ticket: Ticket) -> None:
    """Offer it to who held it, above the queue's order: they know it. Else the queue does, where
    they are still the first choice."""
    former = await work.operator(ticket.prefers)
    if former is None or former.id == ticket.customer_id:
        return
    if not await work.uow.operators.reserve(former.id, ticket.id, work.now):
        return
    if not await start_offer(work, ticket, former):
        await work.uow.operators.release(ticket.id, work.now, "the ticket ended meanwhile")
