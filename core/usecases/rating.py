"""What a customer thinks of how they were served: stars, and perhaps a comment."""

from core.domain import cards, feedback_views
from core.domain.effects import Priority
from core.domain.erasure import is_forgotten
from core.domain.errors import DeskError, NotYourTicket
from core.domain.feedback import (
    CHANGEABLE_FOR,
    LONGEST_COMMENT,
    MOST_STARS,
    POOR,
    Feedback,
    may_be_rated,
)
from core.domain.people import Customer
from core.domain.texts import Key, TextKey
from core.domain.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.usecases.telling import show

_STEP = "comment"


async def say_farewell(work: Work, customer: Customer, ticket: Ticket, key: Key) -> None:
    """Thank the customer, and ask for stars: one message, which later shows what was given."""
    shown = feedback_views.farewell(key, customer.language, ticket.id)
    card = cards.farewell(ticket.id)
    await show(work, customer.id, card, shown, fresh=True, ticket_id=ticket.id)


async def rate_ticket(work: Work, person_id: int, ticket_id: int, stars: int) -> None:
    """Keep the stars, and await a comment.

    Raises NotYourTicket, DeskError(CANNOT_BE_RATED), DeskError(RATING_IS_KEPT) when it is too late
    for other stars.
    """
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.customer_id != person_id:
        raise NotYourTicket
    forgotten_at = await work.uow.erasures.forgotten_at(person_id)
    if not (may_be_rated(ticket) and 1 <= stars <= MOST_STARS) or is_forgotten(
        ticket, forgotten_at
    ):
        raise DeskError(TextKey.CANNOT_BE_RATED)
    before = await work.uow.feedback.get(ticket_id)
    changed = await work.uow.feedback.rate(
        ticket_id, person_id, stars, work.now, work.now - CHANGEABLE_FOR
    )
    kept = await work.uow.feedback.get(ticket_id)
    if kept is None:
        raise DeskError(TextKey.CANNOT_BE_RATED)
    if not changed and kept.stars != stars:
        await leave_comment(work, person_id)
        await _show(work, kept, asking=False)
        raise DeskError(TextKey.RATING_IS_KEPT)
    if changed:
        await work.note(ticket_id, TicketEventKind.RATED, person_id, stars=stars)
    asking = kept.may_be_commented(work.now) and not await _is_busy(work, person_id)
    if asking:
        await work.uow.steps.set(person_id, f"{_STEP}:{ticket_id}")
    await _show(work, kept, asking=asking)
    if min(stars, stars if before is None else before.stars) <= POOR:
        await _tell_supervisors(work, kept, ticket)


async def take_comment(work: Work, person_id: int, words: str) -> bool:
    """Keep a message as the comment that was asked for. False when none was, or it is too late."""
    ticket_id = await _awaited(work, person_id)
    if ticket_id is None or not words.strip():
        return False
    await work.uow.steps.clear(person_id)
    before = await work.uow.feedback.get(ticket_id)
    if before is None or not before.may_be_commented(work.now):
        return False
    if not await work.uow.feedback.comment(ticket_id, words.strip()[:LONGEST_COMMENT]):
        return False
    kept = await work.uow.feedback.get(ticket_id)
    ticket = await work.ticket(ticket_id)
    if kept is not None and ticket is not None:
        await _show(work, kept, asking=False)
        if kept.stars <= POOR:
            await _tell_supervisors(work, kept, ticket)
    return True


async def skip_comment(work: Work, person_id: int, ticket_id: int) -> None:
    """No comment. Raises NotYourTicket."""
    kept = await work.uow.feedback.get(ticket_id)
    if kept is None or kept.customer_id != person_id:
        raise NotYourTicket
    if await _awaited(work, person_id) == ticket_id:
        await work.uow.steps.clear(person_id)
    await _show(work, kept, asking=False)


async def leave_comment(work: Work, person_id: int) -> None:
    """They do something else now: what they write next is no comment any more."""
    ticket_id = await _awaited(work, person_id)
    if ticket_id is None:
        return
    await work.uow.steps.clear(person_id)
    kept = await work.uow.feedback.get(ticket_id)
    if kept is not None:
        await _show(work, kept, asking=False)


async def _awaited(work: Work, person_id: int) -> int | None:
    step, _, ticket_id = (await work.uow.steps.get(person_id) or "").partition(":")
    return int(ticket_id) if step == _STEP and ticket_id.isdecimal() else None


async def _is_busy(work: Work, person_id: int) -> bool:
    """With a ticket that is open, or something that was asked of them."""
    if await work.uow.tickets.open_of(person_id) is not None:
        return True
    step = await work.uow.steps.get(person_id)
    return step is not None and not step.startswith(f"{_STEP}:")


async def _show(work: Work, kept: Feedback, *, asking: bool) -> None:
    customer = await work.customer(kept.customer_id)
    if customer is None:
        return
    changeable = kept.may_change(work.now)
    shown = feedback_views.rated(kept, customer.language, asking=asking, changeable=changeable)
    card = cards.farewell(kept.ticket_id)
    await show(work, customer.id, card, shown, ticket_id=kept.ticket_id)


async def _tell_supervisors(work: Work, kept: Feedback, ticket: Ticket) -> None:
    """One notice for each, which shows what was given last."""
    customer = await work.customer(kept.customer_id)
    operator = None
    if ticket.operator_id is not None:
        operator = await work.operator(ticket.operator_id)
    for supervisor in await work.uow.operators.supervisors():
        if not supervisor.started_bot:
            continue
        shown = feedback_views.rating_notice(
            kept,
            customer.name if customer is not None else "",
            operator.name if operator is not None else None,
            supervisor.language,
        )
        card = cards.rating(ticket.id, supervisor.id)
        await show(work, supervisor.id, card, shown, priority=Priority.NOTICE, ticket_id=ticket.id)
