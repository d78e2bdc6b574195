"""Telegram does not let somebody into a room who is in as many groups as it allows, or makes the
bot wait before it may let them in.

Their request stays where it is, and knocking again makes no update
(https://core.telegram.org/bots/api#chatjoinrequest is sent for a new request only): so the bot
lets them in again when they press a button. A customer who can be served in the bot's own chat is
served there at once.
"""

from datetime import datetime

from core.domain import views
from core.domain.errors import DeskError
from core.domain.hours import clock_time
from core.domain.ladder import Rung
from core.domain.memos import Memo
from core.domain.room_effects import ApproveJoin
from core.domain.texts import TextKey
from core.domain.tickets import Ticket, TicketStatus
from core.domain.views import Shown
from core.ports import OutboxEffect, Work
from core.usecases.arrival import goes_to
from core.usecases.desks import rungs_there
from core.usecases.placing import find_place, leave_place
from core.usecases.request_to_join import may_enter
from core.usecases.telling import say
from core.usecases.whereabouts import usable_room


async def in_too_many_chats(work: Work, ticket: Ticket, person_id: int) -> None:
    """Serve them elsewhere, or tell them what they can do."""
    if not ticket.is_open or not await may_enter(work, ticket, person_id):
        return
    if person_id == ticket.customer_id and await _served_in_bot(work, ticket):
        return
    text = views.text(
        TextKey.DOOR_TOO_MANY_CHATS, await _language(work, person_id), ticket=ticket.id
    )
    await say(work, person_id, Shown(text, views.let_in_buttons(ticket.id)), ticket_id=ticket.id)


async def kept_waiting(work: Work, row: OutboxEffect, effect: ApproveJoin, until: datetime) -> None:
    """Telegram makes the bot wait until then before it lets them in: they are served elsewhere, or
    hear of it once and are let in by themselves."""
    ticket = await work.ticket(row.ticket_id)
    person_id = effect.user_id
    if ticket is None or not ticket.is_open or not await may_enter(work, ticket, person_id):
        return
    if person_id == ticket.customer_id and await _served_in_bot(work, ticket):
        return
    await work.tell(effect, ticket.id, not_before=until)
    if not await work.once(Memo.DOOR, ticket.id, person_id, word="waits"):
        return
    time = clock_time(until, work.now, work.rules.time_zone)
    text = views.text(
        TextKey.DOOR_WAITS, await _language(work, person_id), ticket=ticket.id, time=time
    )
    await say(work, person_id, Shown(text), ticket_id=ticket.id)


async def _language(work: Work, person_id: int) -> str | None:
    known = await work.operator(person_id) or await work.customer(person_id)
    return None if known is None else known.language


async def let_in_again(work: Work, person_id: int, ticket_id: int) -> None:
    """They left some group, and are to be let in now. Raises DeskError(ALREADY_DONE) when they
    have no business there any more."""
    ticket = await work.ticket(ticket_id)
    place = None if ticket is None else await usable_room(work, ticket)
    if ticket is None or place is None or place.chat_id is None or not ticket.is_open:
        raise DeskError(TextKey.ALREADY_DONE)
    if not await may_enter(work, ticket, person_id):
        raise DeskError(TextKey.ALREADY_DONE)
    await work.tell(ApproveJoin(place.chat_id, person_id), ticket.id)


async def _served_in_bot(work: Work, ticket: Ticket) -> bool:
    """Give the room back for a topic or a desk, if there is any."""
    room = await usable_room(work, ticket)
    is_new = ticket.joined_at is None and ticket.status is TicketStatus.OFFERED
    if room is None or not is_new or not await _may_stay(work):
        return False
    if not await work.uow.tickets.moves(ticket.id, room.id, None):
        return False
    await leave_place(work, room)
    await work.uow.places.let_go(room.id)
    current = await work.ticket(ticket.id) or ticket
    return await goes_to(work, current, await find_place(work, current, rooms=False))


async def _may_stay(work: Work) -> bool:
    return bool(set(await rungs_there(work)) & {Rung.THREAD, Rung.DESK, Rung.OVERFLOW})
