"""Lets what was said go, so many days after its ticket ended. Nothing goes before a supervisor was
shown how much that is, and agreed; and nothing of a ticket that is held. What counts stays.

Once a day, at night by the desk's clock, tickets whose time is over expire: from then on nobody is
shown their words, and effects erase them beside the desk, as those of customers who are forgotten.
"""

from collections.abc import Sequence

import structlog

from core.cards.send import notify_supervisors, say, show
from core.model.audit import HELD, AuditKind
from core.model.cards import Card
from core.model.effects import Priority
from core.model.people import Operator
from core.model.retention import Agreed, Hold, Terms
from core.model.retention_text_keys import RetentionKey
from core.model.room_effects import EraseExpired
from core.model.texts import DeskError
from core.model.tickets import Ticket
from core.ports import Work
from core.privacy import retention_views as views
from core.staff.access import supervisor
from core.transcripts.archive import next_night
from core.transcripts.archive_chat import delete_zips

_log = structlog.get_logger(__name__)

AT_ONCE = 500
"""Tickets that expire in one transaction."""

LISTED = 30
LONGEST_REASON = 200


# what is ticked -----------------------------------------------------------------------------------
async def retention_due(work: Work) -> list[int]:
    """Find whether words are to go now, or supervisors are to be shown which would."""
    terms = work.rules.terms
    if not terms.ends:
        return []
    state = await work.uow.retention.agreed()
    if state.agreed != str(terms):
        is_new = state.shown != str(terms)
        return [0] if is_new and await work.uow.retention.due(terms, work.now, 1) else []
    return [0] if state.run_at is None or state.run_at <= work.now else []


async def keep_terms(work: Work, _nothing: int) -> int:
    """Let words go whose time is over, some tickets at a time, or show supervisors which would.
    Returns of how many tickets they went."""
    terms, uow = work.rules.terms, work.uow
    state = await uow.retention.agreed()
    if state.agreed != str(terms):
        await uow.retention.show(str(terms))
        for each in await uow.operators.supervisors():
            if each.started_bot:
                await _show(work, each, state)
        return 0
    due = await uow.retention.due(terms, work.now, AT_ONCE)
    gone = state.gone + len(due)
    if due:
        await _expire(work, due)
    if len(due) == AT_ONCE:
        await uow.retention.ran(work.now, gone)
        return len(due)
    await uow.retention.ran(next_night(work.now, work.rules.time_zone), 0)
    if gone:
        _log.info("words went whose time was over", tickets=gone, terms=str(terms))
        await notify_supervisors(work, RetentionKey.GONE, count=gone)
    return len(due)


async def _expire(work: Work, due: list[tuple[int, int]]) -> None:
    zips = await work.uow.retention.expire([ticket_id for ticket_id, _ in due], work.now)
    await delete_zips(work, zips)
    for customer_id in sorted({customer_id for _, customer_id in due}):
        await work.tell(EraseExpired(customer_id), priority=Priority.BOARD)


# what is agreed -----------------------------------------------------------------------------------
async def show_retention(work: Work, supervisor_id: int, *, fresh: bool = True) -> None:
    """Show what goes when, and what would go now. Raises StaffOnly."""
    reader = await supervisor(work, supervisor_id)
    state = await work.uow.retention.agreed()
    await _show(work, reader, state, fresh=fresh)


async def ask_to_agree(work: Work, supervisor_id: int) -> None:
    """Ask once more, since there is no way back. Raises StaffOnly, DeskError(CHANGED)."""
    reader = await supervisor(work, supervisor_id)
    terms = await _shown_terms(work)
    preview = await work.uow.retention.preview(terms, work.now)
    shown = views.confirmation(preview, reader.language)
    await show(work, supervisor_id, Card.RETENTION.of(supervisor_id), shown)


async def agree(work: Work, supervisor_id: int) -> None:
    """Agree to the terms that were shown: words go from now on, each night. Raises StaffOnly,
    DeskError(CHANGED): others hold by now."""
    decider = await supervisor(work, supervisor_id)
    terms = await _shown_terms(work)
    await agree_to(work, terms, supervisor_id)
    for each in await work.uow.operators.supervisors():
        if each.started_bot:
            await _show(work, each, await work.uow.retention.agreed(), by=decider)


async def agree_to(work: Work, terms: Terms, by: int | None) -> None:
    """Agree to these terms. `by` None: the owner, at the command line, who saw them there."""
    before = await work.uow.retention.agreed()
    await work.uow.retention.show(str(terms))
    await work.uow.retention.agree(str(terms), by, work.now)
    work.audit(by, AuditKind.RETENTION, "", before.agreed, str(terms))
    _log.info("agreed on how long words are kept", terms=str(terms), by=by)


async def _shown_terms(work: Work) -> Terms:
    terms = work.rules.terms
    if (await work.uow.retention.agreed()).shown != str(terms):
        raise DeskError(RetentionKey.CHANGED)
    return terms


async def _show(
    work: Work,
    reader: Operator,
    state: Agreed,
    *,
    fresh: bool = False,
    by: Operator | None = None,
) -> None:
    terms = work.rules.terms
    preview = await work.uow.retention.preview(terms, work.now)
    if terms.ends and state.agreed != str(terms):
        await work.uow.retention.show(str(terms))
    names = await work.uow.oversight.names([state.agreed_by] if state.agreed_by else [])
    agreed_by = by.name if by is not None else names.get(state.agreed_by or 0)
    shown = views.card(terms, work.rules, preview, state, agreed_by, reader.language)
    card = Card.RETENTION.of(reader.id)
    await show(work, reader.id, card, shown, fresh=fresh, priority=Priority.NOTICE)


# what is held -------------------------------------------------------------------------------------
async def hold_command(work: Work, supervisor_id: int, words: str) -> None:
    """Answer /hold: with a ticket's number and a reason it is held; without, those that are held
    are listed. Raises StaffOnly, DeskError(HOW, NO_TICKET, TOO_LATE)."""
    actor = await supervisor(work, supervisor_id)
    number, _, reason = words.strip().partition(" ")
    if not number:
        held = await work.uow.retention.held(LISTED)
        names = await _names(work, held)
        await say(work, supervisor_id, views.holds(held, names, work.rules, actor.language))
        return
    digits = number.lstrip("#№")
    if not digits.isdecimal() or not reason.strip():
        raise DeskError(RetentionKey.HOW)
    hold = await hold_ticket(work, supervisor_id, int(digits), reason)
    shown = views.held(hold, await _names(work, [hold]), work.rules, actor.language)
    await show(work, supervisor_id, Card.HOLD.of(hold.ticket_id, supervisor_id), shown, fresh=True)


async def hold_ticket(work: Work, by: int | None, ticket_id: int, reason: str) -> Hold:
    """Have a ticket's words stay until it is released. `by` None: the owner, at the command line.
    Raises StaffOnly, DeskError(NO_TICKET, TOO_LATE)."""
    if by is not None:
        await supervisor(work, by)
    ticket = await _ticket(work, ticket_id)
    if ticket.expired_at is not None:
        raise DeskError(RetentionKey.TOO_LATE, ticket=ticket_id)
    hold = Hold(ticket_id, work.now, by, reason.strip()[:LONGEST_REASON])
    before = await work.uow.retention.hold_of(ticket_id)
    await work.uow.retention.hold(hold)
    work.audit(by, AuditKind.HOLD, ticket_id, None if before is None else HELD, HELD)
    return hold


async def release_ticket(work: Work, by: int | None, ticket_id: int) -> bool:
    """Hold a ticket no more. Returns False when nobody did. Raises StaffOnly,
    DeskError(NO_TICKET)."""
    if by is not None:
        await supervisor(work, by)
    await _ticket(work, ticket_id)
    released = await work.uow.retention.release(ticket_id)
    if released:
        work.audit(by, AuditKind.HOLD, ticket_id, HELD)
    return released


async def release_from_card(work: Work, supervisor_id: int, ticket_id: int) -> None:
    """Hold it no more, and show so on the card. Raises as `release_ticket`."""
    await release_ticket(work, supervisor_id, ticket_id)
    reader = await supervisor(work, supervisor_id)
    card = Card.HOLD.of(ticket_id, supervisor_id)
    await show(work, supervisor_id, card, views.released(ticket_id, reader.language))


async def _ticket(work: Work, ticket_id: int) -> Ticket:
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise DeskError(RetentionKey.NO_TICKET, ticket=ticket_id)
    return ticket


async def _names(work: Work, holds: Sequence[Hold]) -> dict[int, str]:
    people = sorted({each.held_by for each in holds if each.held_by is not None})
    return await work.uow.oversight.names(people)
