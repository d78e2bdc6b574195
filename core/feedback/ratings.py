"""What a customer thinks of how they were served, from the question at the end of a talk to the
supervisors' list.

Who talked in a room is asked for stars, and then for a comment; who talked in the bot's chat is
asked whether they found out everything.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace

from core.blocking.block import is_past
from core.cards.lookup import is_relayed
from core.cards.send import show, show_dialog
from core.feedback import views
from core.model.actions import PAGE, clipped
from core.model.cards import Card
from core.model.effects import Priority
from core.model.records import (
    CHANGEABLE_FOR,
    LONGEST_COMMENT,
    MOST_STARS,
    Feedback,
    Resolution,
    is_forgotten,
    may_be_rated,
    may_be_reopened,
)
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, NotYourTicket, Shown
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.staff.access import supervisor
from core.transcripts.views.exports import of_conversation

_STEP = "comment"


@dataclass(frozen=True, slots=True)
class _Question:
    """A question that is asked when a ticket has ended, and how its answer is kept.

    `detail` names the answer in the ticket's history. `keep` returns False when the answer is the
    same as before, or when it is too late to change it.
    """

    event: TicketEventKind
    detail: str
    values: Collection[int]
    refusal: Key
    too_late: Key
    find: Callable[[Work, int], Awaitable[Feedback | Resolution | None]]
    keep: Callable[[Work, int, int, int], Awaitable[bool]]


_STARS = _Question(
    TicketEventKind.RATED,
    "stars",
    range(1, MOST_STARS + 1),
    TextKey.CANNOT_BE_RATED,
    TextKey.RATING_IS_KEPT,
    lambda work, ticket_id: work.uow.feedback.get(ticket_id),
    lambda work, ticket_id, person_id, stars: work.uow.feedback.rate(
        ticket_id, person_id, stars, work.now, work.now - CHANGEABLE_FOR
    ),
)
_SOLVED = _Question(
    TicketEventKind.RESOLVED,
    "solved",
    (False, True),
    RelayKey.CANNOT_BE_RESOLVED,
    RelayKey.RESOLUTION_IS_KEPT,
    lambda work, ticket_id: work.uow.feedback.resolution(ticket_id),
    lambda work, ticket_id, person_id, solved: work.uow.feedback.resolve(
        ticket_id, person_id, bool(solved), work.now, work.now - CHANGEABLE_FOR
    ),
)


async def ask_for_feedback(work: Work, ticket_id: int) -> None:
    """Tell the customer that the ticket has ended, and ask whether all is clear where they talked
    in the bot's chat, for stars elsewhere: one message, which later shows the answer. One who is
    blocked is asked nothing: their card says that it ended."""
    ticket = await work.ticket(ticket_id)
    customer = None if ticket is None else await work.customer(ticket.customer_id)
    if ticket is None or customer is None or customer.is_blocked:
        return
    question = views.rating_question
    if await is_relayed(work, ticket):
        question = views.resolution_question
    shown = question(ticket.close_reason, customer.language, ticket.id)
    shown = _with_ways(work, shown, ticket)
    await show(
        work, customer.id, Card.FAREWELL.of(ticket.id), shown, fresh=True, ticket_id=ticket.id
    )


async def take_farewell_back(work: Work, ticket_id: int) -> None:
    """Show in place of that question that the ticket goes on; what is written from now on is no
    comment on it."""
    ticket = await work.ticket(ticket_id)
    customer = None if ticket is None else await work.customer(ticket.customer_id)
    if ticket is None or customer is None:
        return
    if await _commented_ticket(work, customer.id) is not None:
        await work.uow.steps.clear(customer.id)
    shown = views.goes_on(ticket.id, customer.language)
    card = Card.FAREWELL.of(ticket.id)
    await show(work, customer.id, card, shown, if_shown=True, ticket_id=ticket.id)


async def rate_ticket(work: Work, person_id: int, ticket_id: int, stars: int) -> None:
    """Keep the stars and ask for a comment. Supervisors are notified of a poor rating.

    Raises NotYourTicket, DeskError(CANNOT_BE_RATED), DeskError(RATING_IS_KEPT) when it is too late
    for other stars.
    """
    await _answer(work, _STARS, person_id, ticket_id, stars)


async def resolve_ticket(work: Work, person_id: int, ticket_id: int, *, solved: bool) -> None:
    """Keep whether the question was solved, and offer to ask another. Supervisors are notified of
    a no.

    Raises NotYourTicket, DeskError(CANNOT_BE_RESOLVED), DeskError(RESOLUTION_IS_KEPT) when it is
    too late for another answer.
    """
    await _answer(work, _SOLVED, person_id, ticket_id, solved)


async def take_comment(work: Work, person_id: int, words: str) -> bool:
    """Keep a message as the comment that was asked for. False when none was, or it is too late."""
    ticket_id = await _commented_ticket(work, person_id)
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
        await _show(work, kept)
        if kept.is_poor:
            await _notify_supervisors(work, kept, ticket)
    return True


async def skip_comment(work: Work, person_id: int, ticket_id: int) -> None:
    """End the wait for a comment: there is none. Raises NotYourTicket."""
    kept = await work.uow.feedback.get(ticket_id)
    if kept is None or kept.customer_id != person_id:
        raise NotYourTicket
    if await _commented_ticket(work, person_id) == ticket_id:
        await work.uow.steps.clear(person_id)
    await _show(work, kept)


async def leave_comment(work: Work, person_id: int) -> None:
    """End the wait for a comment, since the customer does something else now."""
    known = await work.uow.customers.standing(person_id)
    if known is None or not known.may_comment:
        return
    ticket_id = await _commented_ticket(work, person_id)
    if ticket_id is None:
        return
    await work.uow.steps.clear(person_id)
    kept = await work.uow.feedback.get(ticket_id)
    if kept is not None:
        await _show(work, kept)


async def show_feedback(
    work: Work, supervisor_id: int, page: int = 0, *, fresh: bool = False
) -> None:
    """Show a page of the list, anew when `fresh`, else where it stands. Raises StaffOnly."""
    asking = await supervisor(work, supervisor_id)
    count = await work.uow.feedback.count()
    page = clipped(page, count)
    opinions = await work.uow.feedback.latest(PAGE, page * PAGE)
    shown = views.feedback_list(opinions, page, count, asking.language)
    await show_dialog(work, supervisor_id, shown, fresh=fresh, card=Card.FEEDBACK.of(supervisor_id))


async def _answer(
    work: Work, question: _Question, person_id: int, ticket_id: int, value: int
) -> None:
    """Keep an answer to a question that is asked when a ticket has ended."""
    ticket = await _ended_ticket(work, person_id, ticket_id)
    if ticket is None or value not in question.values:
        raise DeskError(question.refusal)
    if await is_past(work, ticket):
        raise DeskError(TextKey.BLOCKED)
    before = await question.find(work, ticket_id)
    again = ticket.reopened_at
    if before is not None and again is not None and before.given_at <= again:
        # What they thought when it ended before stands in its history.
        await work.uow.feedback.take_back(ticket_id)
        before = None
    changed = await question.keep(work, ticket_id, person_id, value)
    kept = await question.find(work, ticket_id)
    if kept is None:
        raise DeskError(question.refusal)
    if kept.answer != value:
        if isinstance(kept, Feedback):
            await leave_comment(work, person_id)
        await _show(work, kept)
        raise DeskError(question.too_late)
    if changed:
        await work.note(ticket_id, question.event, person_id, **{question.detail: value})
    await _show(work, kept, asking=await _ask_comment(work, kept))
    is_poor = kept.is_poor or (before is not None and before.is_poor)
    # Stars that are given again notify whoever became a supervisor since; the others have the card.
    if is_poor and (changed or isinstance(kept, Feedback)):
        await _notify_supervisors(work, kept, ticket)


async def _ask_comment(work: Work, kept: Feedback | Resolution) -> bool:
    """Await a comment on stars, unless the customer is busy. Returns whether one is awaited."""
    if not isinstance(kept, Feedback) or not kept.may_be_commented(work.now):
        return False
    if await _is_busy(work, kept.customer_id):
        return False
    await work.uow.steps.set(kept.customer_id, f"{_STEP}:{kept.ticket_id}")
    return True


async def _ended_ticket(work: Work, person_id: int, ticket_id: int) -> Ticket | None:
    """Find the customer's own ticket, of which they may say how it was; None while it is open, and
    when they were forgotten. Raises NotYourTicket."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.customer_id != person_id:
        raise NotYourTicket
    forgotten_at = await work.uow.erasures.forgotten_at(person_id)
    return ticket if may_be_rated(ticket) and not is_forgotten(ticket, forgotten_at) else None


async def _commented_ticket(work: Work, person_id: int) -> int | None:
    """Return the id of the ticket for which a comment is awaited."""
    step, _, ticket_id = (await work.uow.steps.get(person_id) or "").partition(":")
    return int(ticket_id) if step == _STEP and ticket_id.isdecimal() else None


async def _is_busy(work: Work, person_id: int) -> bool:
    """Whether they have an open ticket, or were asked something else."""
    if await work.uow.tickets.open_of(person_id) is not None:
        return True
    step = await work.uow.steps.get(person_id)
    return step is not None and not step.startswith(f"{_STEP}:")


async def _show(work: Work, kept: Feedback | Resolution, *, asking: bool = False) -> None:
    """Show what they said on the message by which they were asked."""
    customer = await work.customer(kept.customer_id)
    if customer is None:
        return
    changeable = kept.may_change(work.now)
    if isinstance(kept, Resolution):
        shown = views.resolution(kept, customer.language, changeable=changeable)
    else:
        shown = views.rating(kept, customer.language, asking=asking, changeable=changeable)
    ticket = await work.ticket(kept.ticket_id)
    shown = shown if ticket is None else _with_ways(work, shown, ticket)
    await show(work, customer.id, Card.FAREWELL.of(kept.ticket_id), shown, ticket_id=kept.ticket_id)


def _with_ways(work: Work, shown: Shown, ticket: Ticket) -> Shown:
    """Offer that the ticket goes on, and the talk as a file, where the owner gives these."""
    rows = list(shown.buttons)
    if may_be_reopened(ticket, work.now, work.rules.reopen_within):
        rows.insert(1, views.reopen_row(ticket.id))  # below the stars, or yes and no
    if work.rules.conversation_to_customers:
        rows.append(of_conversation(ticket.id))
    return replace(shown, buttons=tuple(rows))


async def _notify_supervisors(work: Work, kept: Feedback | Resolution, ticket: Ticket) -> None:
    """Give each supervisor one notice, which shows what was said last."""
    customer = await work.customer(kept.customer_id)
    operator = await work.operator(ticket.operator_id)
    name = None if operator is None else operator.name
    for each in await work.uow.operators.supervisors():
        if each.started_bot:
            shown = views.notice(kept, customer, name, each.language)
            card = Card.RATING.of(ticket.id, each.id)
            await show(work, each.id, card, shown, priority=Priority.NOTICE, ticket_id=ticket.id)
