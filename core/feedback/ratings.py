"""What a customer thinks of how they were served: stars, and perhaps a comment.

Has the customer found out everything? Asked when a talk in the bot's chat ended, instead of
stars.

What customers thought, for supervisors.
"""

from collections.abc import Callable
from functools import partial

from core.cards.lookup import is_relayed
from core.cards.send import PROMPT_LASTS, show
from core.cards.views import customer as views
from core.feedback import views as feedback_views
from core.model import cards
from core.model.actions import PAGE, clipped
from core.model.effects import Priority, ShowCard
from core.model.notice_keys import RelayKey
from core.model.people import Customer
from core.model.records import (
    CHANGEABLE_FOR,
    LONGEST_COMMENT,
    MOST_STARS,
    POOR,
    Feedback,
    Resolution,
    is_forgotten,
    may_be_rated,
)
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, NotYourTicket, Shown
from core.model.tickets import CloseReason, Ticket, TicketEventKind
from core.ports import Work
from core.staff.access import supervisor

_FAREWELLS = {
    CloseReason.SILENT: TextKey.CLOSED_SILENT,
    CloseReason.CUSTOMER_LEFT: TextKey.CLOSED_LEFT,
}


async def say_goodbye(work: Work, ticket_id: int, reason: CloseReason) -> None:
    """Ask whether it is solved where it was talked about in the bot's chat, and for stars else."""
    ticket = await work.ticket(ticket_id)
    customer = None if ticket is None else await work.customer(ticket.customer_id)
    if ticket is None or customer is None:
        return
    if await is_relayed(work, ticket):
        await ask_if_resolved(work, customer, ticket)
    else:
        key = _FAREWELLS.get(reason, TextKey.THANKS)
        await say_farewell(work, customer, ticket, key)


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
    ticket = await ended_ticket(work, person_id, ticket_id)
    if ticket is None or not 1 <= stars <= MOST_STARS:
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


async def ended_ticket(work: Work, person_id: int, ticket_id: int) -> Ticket | None:
    """Their own, of which they may say how it was; None while it is open, and when they were
    forgotten. Raises NotYourTicket."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.customer_id != person_id:
        raise NotYourTicket
    forgotten_at = await work.uow.erasures.forgotten_at(person_id)
    return ticket if may_be_rated(ticket) and not is_forgotten(ticket, forgotten_at) else None


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
    changeable = kept.may_change(work.now)
    view = partial(feedback_views.rated, kept, asking=asking, changeable=changeable)
    await show_farewell(work, kept, view)


async def show_farewell(
    work: Work, kept: Feedback | Resolution, view: Callable[[str], Shown]
) -> None:
    """What they said, on the message by which they were asked; `view` takes their language."""
    customer = await work.customer(kept.customer_id)
    if customer is not None:
        shown, card = view(customer.language), cards.farewell(kept.ticket_id)
        await show(work, customer.id, card, shown, ticket_id=kept.ticket_id)


async def _tell_supervisors(work: Work, kept: Feedback, ticket: Ticket) -> None:
    customer = await work.customer(kept.customer_id)
    name = "" if customer is None else customer.name
    await show_supervisors(work, ticket, partial(feedback_views.rating_notice, kept, name))


async def show_supervisors(
    work: Work, ticket: Ticket, view: Callable[[str | None, str], Shown]
) -> None:
    """One notice for each, which shows what was said last; `view` takes the operator's name and
    the reader's language."""
    operator = await work.operator(ticket.operator_id)
    name = None if operator is None else operator.name
    for each in await work.uow.operators.supervisors():
        if each.started_bot:
            shown, card = view(name, each.language), cards.rating(ticket.id, each.id)
            await show(work, each.id, card, shown, priority=Priority.NOTICE, ticket_id=ticket.id)


async def ask_if_resolved(work: Work, customer: Customer, ticket: Ticket) -> None:
    """Say that the ticket was closed, and ask: one message, which later shows the answer."""
    shown = views.farewell(ticket.close_reason, customer.language, ticket.id)
    card = cards.farewell(ticket.id)
    await show(work, customer.id, card, shown, fresh=True, ticket_id=ticket.id)


async def resolve_ticket(work: Work, person_id: int, ticket_id: int, *, solved: bool) -> None:
    """Keep the answer, and offer a new question; supervisors hear of a no.

    Raises NotYourTicket, DeskError(CANNOT_BE_RESOLVED), DeskError(RESOLUTION_IS_KEPT) when it is
    too late for another answer.
    """
    ticket = await ended_ticket(work, person_id, ticket_id)
    if ticket is None:
        raise DeskError(RelayKey.CANNOT_BE_RESOLVED)
    before = await work.uow.feedback.resolution(ticket_id)
    changed = await work.uow.feedback.resolve(
        ticket_id, person_id, solved, work.now, work.now - CHANGEABLE_FOR
    )
    kept = await work.uow.feedback.resolution(ticket_id)
    if kept is None:
        raise DeskError(RelayKey.CANNOT_BE_RESOLVED)
    if changed:
        await work.note(ticket_id, TicketEventKind.RESOLVED, person_id, solved=solved)
        if before is not None or not solved:
            await _tell_unresolved(work, kept, ticket)
    await _show_question(work, kept)
    if kept.solved != solved:
        raise DeskError(RelayKey.RESOLUTION_IS_KEPT)


async def _show_question(work: Work, kept: Resolution) -> None:
    view = partial(
        views.resolved,
        kept.ticket_id,
        solved=kept.solved,
        changeable=kept.may_change(work.now),
    )
    await show_farewell(work, kept, view)


async def _tell_unresolved(work: Work, kept: Resolution, ticket: Ticket) -> None:
    customer = await work.customer(kept.customer_id)
    name = "…" if customer is None else views.customer_name(customer)
    view = partial(views.unresolved_notice, ticket.id, name, solved=kept.solved)
    await show_supervisors(work, ticket, view)


async def show_feedback(
    work: Work, supervisor_id: int, page: int = 0, *, fresh: bool = False
) -> None:
    """A page of the list, anew when `fresh`, else where it stands. Raises StaffOnly."""
    asking = await supervisor(work, supervisor_id)
    count = await work.uow.feedback.count()
    page = clipped(page, count)
    opinions = await work.uow.feedback.latest(PAGE, page * PAGE)
    shown = feedback_views.feedback_list(opinions, page, count, asking.language)
    await work.tell(
        ShowCard(supervisor_id, cards.feedback(supervisor_id), shown.text, shown.buttons, fresh),
        lasts=PROMPT_LASTS,
    )
