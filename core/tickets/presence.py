"""Whether the customer is there and speaks: they leave and come back, fall silent, or cannot be
written to.

Of a room the bot is told who leaves, and the user account reads it there: each at its own pace.
What both tell counts once, and what is older than what is known does not count at all. Who talks in
the bot's chat leaves by blocking it. When nobody speaks, the operator is nudged, the customer
asked, and the ticket closed; whoever cannot be written to is waited for, though not without end.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from core.cards.lookup import is_relayed, room_by_chat, usable_place
from core.cards.send import show, show_ticket
from core.cards.ticket_card import notify_operator, notify_staff
from core.model import texts
from core.model.actions import Verb, button
from core.model.cards import Card
from core.model.events import CapacityFreed, WaitingCustomerBack
from core.model.messages import Said, SenderRole
from core.model.places import PlaceKind, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.rules import Rules
from core.model.text_keys import Key, TextKey
from core.model.texts import NotYourTicket, Rows, Shown, TicketIsClosed
from core.model.tickets import CloseReason, Silence, Ticket, TicketEventKind, TicketStatus
from core.moderation.rules import burst_with
from core.places.find import request_link, revoke_link
from core.ports import Work
from core.staff.shifts import operator_present
from core.tickets.end import abandon, finish
from core.tickets.room_goes import room_goes
from core.tickets.rules import (
    customer_waits_since,
    has_fallen_silent,
    in_minutes,
    may_be_asked,
    may_be_nudged,
    stays_away,
    stays_unreachable,
)
from core.tickets.targets import show_targets
from core.webhooks.report import report_answer, report_said

_STAFF = frozenset({SenderRole.OPERATOR, SenderRole.SUPERVISOR})

_AFTER = timedelta(microseconds=1)


async def message_received(work: Work, ticket: Ticket, role: SenderRole, said: Said) -> None:
    """Report a new message, and stop the clocks that it stops. Its holder's word is the answer that
    was due.

    A word of other staff is an answer to the customer, and the holder is still to come: they have
    the whole time anew, so that no ticket is taken away while a colleague talks in it.
    """
    report_said(work, ticket, role, said)
    if not ticket.is_open:
        return
    deadlines = work.uow.deadlines
    if role is SenderRole.CUSTOMER:
        at = _moment(work, said, ticket, ticket.staff_spoke_at)
        burst = burst_with(work.rules, ticket, said)
        await deadlines.customer_spoke(ticket.id, at, burst)
        if ticket.is_away:
            in_bot = said.chat_id == ticket.customer_id
            await customer_is_back(work, ticket, work.now if in_bot else said.sent_at)
    elif role in _STAFF:
        at = _moment(work, said, ticket, ticket.customer_spoke_at)
        await deadlines.staff_spoke(ticket.id, at)
        if ticket.answered_at is None:
            await show_targets(work, await work.ticket(ticket.id) or ticket)
        report_answer(work, ticket)
        if said.sender_id == ticket.operator_id:
            await deadlines.answered_by_holder(ticket.id)
        elif ticket.answer_due is not None:
            await deadlines.expect_answer(ticket.id, work.now + work.rules.answer_within)
        await operator_present(work, said.sender_id)
    else:
        return
    await settle_question(work, ticket)


async def member_left(work: Work, chat_id: int, person_id: int, at: datetime) -> bool:
    """Take in that somebody left a room, or was put out of it, at Telegram's time `at`. False when
    it is no news, or no customer with an open ticket. Their card gets a new link, to come back
    by."""
    place = await room_by_chat(work, chat_id)
    if place is None or place.ticket_id is None or place.state is not PlaceState.READY:
        return False
    ticket = await work.ticket(place.ticket_id)
    if ticket is None or ticket.customer_id != person_id:
        return False
    if not await work.uow.deadlines.left(ticket.id, at):
        return False
    await work.note(ticket.id, TicketEventKind.CUSTOMER_LEFT, person_id)
    await request_link(work, ticket)
    await _tell(work, ticket.id, TextKey.CUSTOMER_LEFT)
    return True


async def customer_blocked(work: Work, customer_id: int) -> None:
    """Take in that the bot may not write to the customer any more. Whoever talks in its chat has as
    good as left a room; whoever waits is passed by, and an operator's slot is kept for them no
    longer. In a room they are there all the same."""
    ticket = await work.uow.tickets.open_of(customer_id)
    if ticket is None:
        return
    if ticket.joined_at is None and ticket.status is not TicketStatus.ACTIVE:
        await _pass_by(work, ticket)
    elif await is_relayed(work, ticket) and await work.uow.deadlines.left(ticket.id, work.now):
        await work.note(ticket.id, TicketEventKind.CUSTOMER_LEFT, customer_id)
        await notify_staff(work, ticket, RelayKey.DESK_CUSTOMER_BLOCKED)


async def customer_unblocked(work: Work, customer_id: int) -> None:
    """Take in that the bot may write to them again: whoever waits stands where they stood."""
    ticket = await work.uow.tickets.open_of(customer_id)
    if ticket is None:
        return
    if ticket.status is TicketStatus.QUEUED:
        work.happened(CapacityFreed())  # they are passed by no more
    if ticket.status is TicketStatus.QUEUED and ticket.joined_at is None:
        work.happened(WaitingCustomerBack(ticket.id))
    elif ticket.is_away and await is_relayed(work, ticket):
        await customer_is_back(work, ticket, work.now)


async def customer_is_back(work: Work, ticket: Ticket, at: datetime) -> None:
    """Take in that the customer came in again, or spoke in the room: the link by which they were to
    come is revoked. For a customer in the bot's chat `at` is now, since such news is never late.
    News that is older than their leaving leaves the link alone."""
    if not await work.uow.deadlines.returned(ticket.id, at):
        return
    if ticket.status is TicketStatus.QUEUED:
        work.happened(CapacityFreed())
    place = await usable_place(work, ticket)
    if place is not None:
        await revoke_link(work, place)
    await work.note(ticket.id, TicketEventKind.CUSTOMER_RETURNED, ticket.customer_id)
    if await is_relayed(work, ticket):
        await show_ticket(work, await work.ticket(ticket.id) or ticket)
        await notify_staff(work, ticket, RelayKey.DESK_CUSTOMER_BACK)
    else:
        await _tell(work, ticket.id, TextKey.CUSTOMER_BACK)


async def show_again(work: Work, ticket_id: int) -> None:
    """Show their card at the end of the chat that they blocked."""
    ticket = await work.ticket(ticket_id)
    if ticket is not None:
        await show_ticket(work, ticket, fresh=True, each=True)


async def mark_unreachable(
    work: Work, customer_id: int, reason: str, ticket_id: int | None = None
) -> None:
    """Keep since when the bot may not write to the customer, and write it into the history of their
    ticket (of what is open, once; and of `ticket_id`, about which they could not be notified)."""
    is_news = await work.uow.customers.set_reachable(customer_id, False, work.now)
    current = await work.uow.tickets.open_of(customer_id)
    ended = await work.ticket(ticket_id)
    about = {current.id} if current is not None and is_news else set()
    if ended is not None and ended.customer_id == customer_id and not ended.is_open:
        about.add(ended.id)
    for each in sorted(about):
        await work.note(each, TicketEventKind.CUSTOMER_UNREACHABLE, reason=reason)
    await customer_blocked(work, customer_id)


async def to_nudge(work: Work) -> list[int]:
    """Find tickets whose customer waits for a word, and nobody was nudged yet."""
    return await work.uow.deadlines.unanswered(work.now - work.rules.nudge_after)


async def nudge(work: Work, ticket_id: int) -> bool:
    """Tell the operator once in a silence that the customer waits; where nobody holds the ticket,
    the staff's group. False when the customer does not wait."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or not may_be_nudged(ticket, work.now, work.rules):
        return False
    if not await _comes_to(work, ticket, Silence.NUDGED):
        return False
    await work.note(ticket_id, TicketEventKind.NUDGED, operator=ticket.operator_id)
    since = customer_waits_since(ticket) or work.now
    minutes = in_minutes(work.now - since)
    await _notify_staff(work, ticket, RelayKey.DESK_NUDGE, TextKey.NUDGE, minutes=minutes)
    return True


async def to_ask(work: Work) -> list[int]:
    """Find tickets in which nobody has spoken for long, and the customer was not asked yet."""
    return await work.uow.deadlines.silent(work.now - work.rules.ask_after)


async def ask_customer(work: Work, ticket_id: int) -> bool:
    """Ask the customer whether they still need help: in private, or in the room when the bot may
    not write to them. False when somebody spoke."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or not may_be_asked(ticket, work.now, work.rules):
        return False
    if not await _comes_to(work, ticket, Silence.ASKED):
        return False
    await work.note(ticket_id, TicketEventKind.ASKED_CUSTOMER)
    await _show_question(work, ticket, TextKey.STILL_NEEDED, _choice(ticket_id), fresh=True)
    await room_goes(work, ticket)
    return True


async def fallen_silent(work: Work) -> list[int]:
    """Find tickets whose customer has not answered that question in time."""
    return await work.uow.deadlines.asked(work.now - work.rules.close_after)


async def close_silent(work: Work, ticket_id: int) -> bool:
    """Close a ticket in which nobody speaks, and tell the customer why. False when somebody
    spoke."""
    return await close_if(work, ticket_id, has_fallen_silent, CloseReason.SILENT)


async def still_needed(work: Work, person_id: int, ticket_id: int) -> None:
    """Go on with the talk, since the customer says yes: as good as a word. Raises NotYourTicket,
    TicketIsClosed."""
    ticket = await _asked_of(work, person_id, ticket_id)
    await work.uow.deadlines.customer_spoke(ticket_id, work.now)
    await settle_question(work, ticket)
    if ticket.silence is Silence.ASKED:
        await _notify_staff(work, ticket, RelayKey.DESK_GOES_ON, TextKey.GOES_ON)


async def all_solved(work: Work, person_id: int, ticket_id: int) -> None:
    """Close the ticket, since the customer says no. Raises NotYourTicket, TicketIsClosed."""
    ticket = await _asked_of(work, person_id, ticket_id)
    await finish(work, ticket_id, person_id, CloseReason.SOLVED)
    await settle_question(work, ticket, TextKey.CARD_CLOSED)


async def away_too_long(work: Work) -> list[int]:
    """Find tickets whose customer left too long ago."""
    return await work.uow.deadlines.away(work.now - work.rules.close_after)


async def close_left(work: Work, ticket_id: int) -> bool:
    """Close a ticket whose customer stays away, and tell them why. False when they are back."""
    return await close_if(work, ticket_id, stays_away, CloseReason.CUSTOMER_LEFT)


async def too_long_unreachable(work: Work) -> list[int]:
    """Find tickets whose customer could not be written to for too long, wherever they stand."""
    return await work.uow.deadlines.unreachable(work.now - work.rules.unreachable_for)


async def end_unreachable(work: Work, ticket_id: int) -> bool:
    """End the ticket: an abandoned request if nobody was there for them yet. False when they are
    back, or came into the room."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or not ticket.is_open:
        return False
    customer = await work.customer(ticket.customer_id)
    if customer is None or not stays_unreachable(customer, work.now, work.rules):
        return False
    if ticket.joined_at is not None and not await is_relayed(work, ticket):
        return False
    if ticket.status is TicketStatus.ACTIVE:
        await finish(work, ticket_id, None, CloseReason.CUSTOMER_LEFT)
        return True
    return await abandon(work, ticket_id, CloseReason.CUSTOMER_LEFT)


async def close_if(
    work: Work,
    ticket_id: int,
    is_due: Callable[[Ticket, datetime, Rules], bool],
    reason: CloseReason,
) -> bool:
    """Close a ticket that nobody asked to close, and tell the customer why, if that is due."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or not is_due(ticket, work.now, work.rules):
        return False
    await finish(work, ticket_id, None, reason)
    await settle_question(work, ticket, TextKey.CARD_CLOSED)
    return True


async def settle_question(work: Work, ticket: Ticket, key: Key = TextKey.STILL_NEEDED_YES) -> None:
    """Take the buttons off the question, if there was one, when somebody broke the silence of
    `ticket` (as it was before) or it ended."""
    if ticket.silence is Silence.ASKED:
        await _show_question(work, ticket, key, ())


async def _pass_by(work: Work, ticket: Ticket) -> None:
    """Keep a customer's place in line for when they are back; nobody waits behind them until
    then."""
    if await work.uow.tickets.requeue(ticket.id):
        why = "the customer cannot come"
        await work.uow.operators.release(ticket.id, work.now, why)
        await work.note(ticket.id, TicketEventKind.REQUEUED, reason=why)
    work.happened(CapacityFreed())


def _moment(work: Work, said: Said, ticket: Ticket, other: datetime | None) -> datetime:
    """Return when it was said, and later than what it follows: Telegram gives whole seconds."""
    at = min(work.now, max(said.sent_at, ticket.joined_at or ticket.opened_at))
    return at if other is None else max(at, other + _AFTER)


async def _comes_to(work: Work, ticket: Ticket, silence: Silence) -> bool:
    return await work.uow.deadlines.set_silence(ticket.id, silence, work.now, frm=ticket.silence)


async def _asked_of(work: Work, person_id: int, ticket_id: int) -> Ticket:
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.customer_id != person_id:
        raise NotYourTicket
    if not ticket.is_open:
        raise TicketIsClosed
    return ticket


async def _tell(work: Work, ticket_id: int, key: Key) -> None:
    """Show the customer's card anew, and tell the operator."""
    ticket = await work.ticket(ticket_id)
    if ticket is not None:
        await show_ticket(work, ticket)
        await notify_operator(work, ticket, key)


async def _notify_staff(
    work: Work, ticket: Ticket, at_desk: RelayKey, in_room: TextKey, **values: int
) -> None:
    """Notify whoever answers, where they answer."""
    if await is_relayed(work, ticket):
        await notify_staff(work, ticket, at_desk, **values)
    else:
        await notify_operator(work, ticket, in_room, **values)


async def _show_question(
    work: Work, ticket: Ticket, key: Key, buttons: Rows, *, fresh: bool = False
) -> None:
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        return
    chat_id: int | None = customer.id
    if not customer.reachable:
        chat_id = await room_of(work, ticket)
    if chat_id is not None:
        shown = Shown(texts.text(key, customer.language, ticket=ticket.id), buttons)
        card = Card.QUESTION.of(ticket.id)
        await show(work, chat_id, card, shown, fresh=fresh, ticket_id=ticket.id)


def _choice(ticket_id: int) -> Rows:
    yes = button(TextKey.BUTTON_STILL_NEEDED, Verb.GO_ON, ticket_id)
    no = button(TextKey.BUTTON_SOLVED, Verb.SOLVED, ticket_id)
    return ((yes,), (no,))


async def room_of(work: Work, ticket: Ticket) -> int | None:
    """Return the chat of the ticket's room, while it is the ticket's; None for staff groups."""
    place = await work.place(ticket.place_id)
    if place is None or place.kind is not PlaceKind.ROOM or place.ticket_id != ticket.id:
        return None
    return place.chat_id
