"""Tickets in which nobody speaks: the operator is nudged, the customer asked, the ticket closed."""

from collections.abc import Callable
from datetime import datetime

from core.domain import actions, cards, views
from core.domain.errors import NotYourTicket, TicketIsClosed
from core.domain.rules import Rules
from core.domain.texts import Button, Key, RelayKey, Rows, TextKey
from core.domain.tickets import CloseReason, Silence, Ticket, TicketEventKind
from core.domain.views import Shown
from core.domain.waiting import (
    customer_waits_since,
    has_fallen_silent,
    in_minutes,
    may_be_asked,
    may_be_nudged,
)
from core.ports import Work
from core.usecases.answers import room_of, tell_operator
from core.usecases.close_ticket import finish
from core.usecases.tell_staff import tell_staff
from core.usecases.telling import show
from core.usecases.whereabouts import is_relayed


async def unanswered(work: Work) -> list[int]:
    """Tickets whose customer waits for a word, and nobody was nudged yet."""
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
    await _tell(work, ticket, RelayKey.DESK_NUDGE, TextKey.NUDGE, minutes=minutes)
    return True


async def silent(work: Work) -> list[int]:
    """Tickets in which nobody has spoken for long, and the customer was not asked yet."""
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
    return True


async def fallen_silent(work: Work) -> list[int]:
    """Tickets whose customer has not answered that question in time."""
    return await work.uow.deadlines.asked(work.now - work.rules.close_after)


async def close_silent(work: Work, ticket_id: int) -> bool:
    """Close it, and tell the customer why. False when somebody spoke."""
    return await close_if(work, ticket_id, has_fallen_silent, CloseReason.SILENT)


async def close_if(
    work: Work,
    ticket_id: int,
    is_due: Callable[[Ticket, datetime, Rules], bool],
    reason: CloseReason,
) -> bool:
    """Close it for nobody's wish, and tell the customer why, if that is due."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or not is_due(ticket, work.now, work.rules):
        return False
    await finish(work, ticket_id, None, reason)
    await end_question(work, ticket)
    return True


async def still_needed(work: Work, person_id: int, ticket_id: int) -> None:
    """The customer's yes: as good as a word. Raises NotYourTicket, TicketIsClosed."""
    ticket = await _asked_of(work, person_id, ticket_id)
    await work.uow.deadlines.customer_spoke(ticket_id, work.now)
    await settle_question(work, ticket)
    if ticket.silence is Silence.ASKED:
        await _tell(work, ticket, RelayKey.DESK_GOES_ON, TextKey.GOES_ON)


async def all_solved(work: Work, person_id: int, ticket_id: int) -> None:
    """The customer's no: the ticket is closed. Raises NotYourTicket, TicketIsClosed."""
    ticket = await _asked_of(work, person_id, ticket_id)
    await finish(work, ticket_id, person_id, CloseReason.SOLVED)
    await end_question(work, ticket)


async def settle_question(work: Work, ticket: Ticket) -> None:
    """Somebody broke the silence of `ticket` (as it was before): the question, if there was one,
    loses its buttons."""
    if ticket.silence is Silence.ASKED:
        await _show_question(work, ticket, TextKey.STILL_NEEDED_YES, ())


async def end_question(work: Work, ticket: Ticket) -> None:
    """The ticket ended: the question of `ticket` (as it was before) is none any more."""
    if ticket.silence is Silence.ASKED:
        await _show_question(work, ticket, TextKey.CARD_CLOSED, ())


async def _tell(
    work: Work, ticket: Ticket, at_desk: RelayKey, in_room: TextKey, **values: int
) -> None:
    """Whoever answers, where they do."""
    if await is_relayed(work, ticket):
        await tell_staff(work, ticket, at_desk, **values)
    else:
        await tell_operator(work, ticket, in_room, **values)


async def _comes_to(work: Work, ticket: Ticket, silence: Silence) -> bool:
    return await work.uow.deadlines.set_silence(ticket.id, silence, work.now, frm=ticket.silence)


async def _asked_of(work: Work, person_id: int, ticket_id: int) -> Ticket:
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.customer_id != person_id:
        raise NotYourTicket
    if not ticket.is_open:
        raise TicketIsClosed
    return ticket


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
        shown = Shown(views.text(key, customer.language, ticket=ticket.id), buttons)
        card = cards.question(ticket.id)
        await show(work, chat_id, card, shown, fresh=fresh, ticket_id=ticket.id)


def _choice(ticket_id: int) -> Rows:
    yes = Button(TextKey.BUTTON_STILL_NEEDED, action=actions.press(actions.Verb.GO_ON, ticket_id))
    no = Button(TextKey.BUTTON_SOLVED, action=actions.press(actions.Verb.SOLVED, ticket_id))
    return ((yes,), (no,))
