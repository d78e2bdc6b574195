"""No place can be had just now: the ticket waits, and those who can help hear why."""

from datetime import timedelta

from core.domain.budget import Cause, day_of
from core.domain.ladder import Lack, Rung, Wait
from core.domain.memos import Memo
from core.domain.texts import TextKey
from core.domain.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.usecases.telling import show_ticket, tell_supervisors

MINUTE = timedelta(minutes=1)

_NOTICES: dict[Cause | Lack, TextKey] = {
    # With nobody ever at work a desk begins, and `doctor` says what lacks.
    Cause.SPENT: TextKey.SUPERVISOR_ROOMS_SPENT,
    Cause.FLOODED: TextKey.SUPERVISOR_ROOMS_FLOODED,
    Cause.OFFLINE: TextKey.SUPERVISOR_ROOMS_OFFLINE,
    Cause.POORLY: TextKey.SUPERVISOR_ROOMS_POORLY,
    Cause.FULL: TextKey.SUPERVISOR_ROOMS_FULL,
    Cause.AWAY: TextKey.SUPERVISOR_ROOMS_AWAY,
}


async def place_denied(work: Work, ticket: Ticket, wait: Wait) -> None:
    """Let the ticket wait until a place may be had; the event and the notice come once a day for
    each cause, however often it is tried again."""
    longest = work.now + work.rules.offer_lasts
    soonest = longest if wait.until is None else max(work.now, min(wait.until, longest))
    await work.uow.tickets.extend_offer(ticket.id, soonest)
    new_room = wait.passed.get(Rung.NEW_ROOM)
    cause = Cause.NOBODY if new_room is None else new_room.cause
    until = None if new_room is None else new_room.until
    day = day_of(work.now).isoformat()
    if await work.once(Memo.DENIED, ticket.id, word=f"{day}:{cause}"):
        for rung, refusal in wait.passed.items():
            await work.note(
                ticket.id,
                TicketEventKind.PLACE_DENIED,
                kind=rung.kind.value,
                rung=rung.value,
                reason=refusal.cause.value,
            )
    current = await work.ticket(ticket.id)
    if current is not None:
        await show_ticket(work, current)
    key = _NOTICES.get(cause)
    if key is None or not await work.once(Memo.NO_ROOMS, cause, word=day):
        return
    if until is None:
        await tell_supervisors(work, key, ticket.id)
    else:
        minutes = max(1, -(-(until - work.now) // MINUTE))
        await tell_supervisors(work, key, ticket.id, minutes=minutes)
