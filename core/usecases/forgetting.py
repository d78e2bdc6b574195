"""/forget: a customer asks for erasure, a supervisor decides."""

from core.domain import cards, erasure_views, views
from core.domain.archive_effects import EraseTranscript
from core.domain.effects import Priority
from core.domain.erasure import Erasure
from core.domain.errors import DeskError
from core.domain.events import CapacityFreed
from core.domain.people import Customer, Operator, Person
from core.domain.texts import Key, TextKey
from core.domain.tickets import CloseReason, Ticket, TicketEventKind
from core.domain.views import Shown
from core.ports import Work
from core.usecases.closing import after_the_end
from core.usecases.forget_in_groups import forget_in_groups
from core.usecases.repeats import forget_echoes
from core.usecases.supervising import supervisor
from core.usecases.telling import say, show, show_operator

LISTED = 8


async def ask_forget(work: Work, person: Person) -> None:
    """Ask whether they mean it. Raises DeskError(NOTHING_KEPT)."""
    customer = await _known(work, person.id)
    shown = erasure_views.forget_question(customer.language)
    await show(work, customer.id, cards.forget(customer.id), shown, fresh=True)


async def confirm_forget(work: Work, person_id: int) -> None:
    """They do: supervisors are asked, once. Raises DeskError(NOTHING_KEPT)."""
    customer = await _known(work, person_id)
    erasure = await work.uow.erasures.ask(person_id, work.now)
    key = TextKey.FORGET_ASKED if erasure is not None else TextKey.FORGET_WAITS
    await _answer(work, customer, key)
    if erasure is None:
        return
    for each in await work.uow.operators.supervisors():
        if each.started_bot:
            await _ask(work, erasure, customer, each)


async def forget_not(work: Work, person_id: int) -> None:
    """They do not. Raises DeskError(NOTHING_KEPT)."""
    await _answer(work, await _known(work, person_id), TextKey.FORGET_NOT)


async def show_erasures(work: Work, supervisor_id: int) -> None:
    """Every wish that waits, a card each. Raises StaffOnly."""
    asking = await supervisor(work, supervisor_id)
    waiting = await work.uow.erasures.waiting(LISTED)
    if not waiting:
        none = Shown(views.text(TextKey.NO_ERASURES, asking.language))
        await say(work, supervisor_id, none)
    for erasure in waiting:
        customer = await work.customer(erasure.customer_id)
        if customer is not None:
            await _ask(work, erasure, customer, asking, fresh=True)


async def ask_to_erase(work: Work, supervisor_id: int, erasure_id: int) -> None:
    """There is no way back, so it is asked. Raises StaffOnly, DeskError(ALREADY_DONE)."""
    asking = await supervisor(work, supervisor_id)
    erasure, customer = await _undecided(work, erasure_id)
    shown = erasure_views.erasure_confirmation(erasure, customer, asking.language)
    await show(work, supervisor_id, cards.erasure(erasure_id, supervisor_id), shown)


async def think_again(work: Work, supervisor_id: int, erasure_id: int) -> None:
    """The question as it was. Raises StaffOnly, DeskError(ALREADY_DONE)."""
    asking = await supervisor(work, supervisor_id)
    erasure, customer = await _undecided(work, erasure_id)
    await _ask(work, erasure, customer, asking)


async def refuse_erasure(work: Work, supervisor_id: int, erasure_id: int) -> None:
    """All stays; the customer is told. Raises StaffOnly, DeskError(ALREADY_DONE)."""
    decider = await supervisor(work, supervisor_id)
    erasure, customer = await _undecided(work, erasure_id)
    await _decide(work, erasure, decider, granted=False)
    await _answer(work, customer, TextKey.FORGET_REFUSED, fresh=True)
    for each in await work.uow.operators.supervisors():
        shown = erasure_views.erasure_refused(customer, decider.name, each.language)
        await _show_decision(work, erasure, each, shown)


async def grant_erasure(work: Work, supervisor_id: int, erasure_id: int) -> None:
    """Forget the customer: what was said with them, their files, names, number; counts stay.

    Rows go in this transaction, files by the effect that it writes. Raises StaffOnly,
    DeskError(ALREADY_DONE).
    """
    uow = work.uow
    decider = await supervisor(work, supervisor_id)
    erasure, customer = await _undecided(work, erasure_id)
    await _decide(work, erasure, decider, granted=True)
    await _end_open_ticket(work, customer, supervisor_id)
    sent = await uow.archives.count_sent(customer.id)
    await forget_in_groups(work, customer.id)
    await uow.erasures.forget(customer.id, work.now)
    await uow.steps.clear(customer.id)
    await forget_echoes(work, customer.id)
    names = [word for word in (customer.name, customer.username, customer.phone) if word]
    await work.tell(EraseTranscript(customer.id, tuple(names)))
    await say(work, customer.id, erasure_views.forgotten(customer.language), remove_keyboard=True)
    for each in await uow.operators.supervisors():
        shown = erasure_views.erasure_granted(erasure, decider.name, sent, each.language)
        await _show_decision(work, erasure, each, shown)
    await _take_name_off_cards(work, customer.id)
    work.happened(CapacityFreed())


async def _end_open_ticket(work: Work, customer: Customer, by: int) -> None:
    uow = work.uow
    ticket = await uow.tickets.open_of(customer.id)
    reason = CloseReason.FORGOTTEN
    if ticket is None or not await uow.tickets.close(ticket.id, work.now, by, reason):
        return
    holder = await uow.operators.release(ticket.id, work.now, "closed")
    await work.note(ticket.id, TicketEventKind.CLOSED, by, holder=holder, reason=reason.value)
    ended = await work.ticket(ticket.id)
    if ended is not None:
        await after_the_end(work, ended, holder)


async def _take_name_off_cards(work: Work, customer_id: int) -> None:
    """Operators' own cards of the customer's tickets, where they stand."""
    for ticket in await work.uow.tickets.of_customer(customer_id):
        operator = await _who_has_the_card(work, ticket)
        if operator is not None:
            await show_operator(work, ticket, operator)


async def _who_has_the_card(work: Work, ticket: Ticket) -> Operator | None:
    if ticket.operator_id is None:
        return None
    if await work.uow.cards.find(cards.operator(ticket.id, ticket.operator_id)) is None:
        return None
    return await work.operator(ticket.operator_id)


async def _known(work: Work, person_id: int) -> Customer:
    customer = await work.customer(person_id)
    if customer is None:
        raise DeskError(TextKey.NOTHING_KEPT)
    return customer


async def _undecided(work: Work, erasure_id: int) -> tuple[Erasure, Customer]:
    erasure = await work.uow.erasures.get(erasure_id)
    if erasure is None or erasure.decided_at is not None:
        raise DeskError(TextKey.ALREADY_DONE)
    return erasure, await _known(work, erasure.customer_id)


async def _decide(work: Work, erasure: Erasure, decider: Operator, *, granted: bool) -> None:
    if not await work.uow.erasures.decide(erasure.id, decider.id, granted, work.now):
        raise DeskError(TextKey.ALREADY_DONE)


async def _answer(work: Work, customer: Customer, key: Key, *, fresh: bool = False) -> None:
    shown = Shown(views.text(key, customer.language))
    await show(work, customer.id, cards.forget(customer.id), shown, fresh=fresh, each=fresh)


async def _ask(
    work: Work,
    erasure: Erasure,
    customer: Customer,
    reader: Operator,
    *,
    fresh: bool = False,
) -> None:
    kept = await work.uow.erasures.kept(customer.id)
    shown = erasure_views.erasure_card(erasure, customer, kept.tickets, reader.language)
    card = cards.erasure(erasure.id, reader.id)
    await show(work, reader.id, card, shown, fresh=fresh, priority=Priority.NOTICE)


async def _show_decision(work: Work, erasure: Erasure, reader: Operator, shown: Shown) -> None:
    if reader.started_bot:
        card = cards.erasure(erasure.id, reader.id)
        await show(work, reader.id, card, shown, priority=Priority.NOTICE)
