"""What customers may ask about their data: /mydata gives it to them, /forget erases it once a
supervisor agrees. A supervisor may propose the same, and another one has to agree: two people want
each erasure, since it cannot be undone.

What stands in the staff's groups goes too: the customer's topics and what the overflow group has
(`erasing`); a copy that was just on its way is deleted when it arrives. A desk is cleared as at the
end of every ticket.
"""

from datetime import timedelta

from core.blocking.block import known_customer, reason_of
from core.cards.send import (
    forget_echoes,
    is_repeat,
    say,
    show,
)
from core.model import texts
from core.model.audit import AuditKind, ErasureStep
from core.model.cards import Card
from core.model.effects import Priority
from core.model.events import CapacityFreed
from core.model.memos import Memo
from core.model.people import Customer, Operator, Person
from core.model.records import Erasure
from core.model.room_effects import EraseTranscript, WriteOwnData
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, Shown
from core.model.tickets import CloseReason, TicketEventKind
from core.ports import Work
from core.privacy import views
from core.staff.access import supervisor
from core.threads.topics import forget_threads
from core.tickets.end import after_the_end
from core.transcripts.archive_chat import delete_zips

AGAIN_AFTER = timedelta(minutes=5)

LISTED = 8


async def send_own_data(work: Work, person: Person) -> None:
    """Tell somebody in short what is kept about them, and have the document made, which is then
    sent.

    Raises DeskError(NOTHING_KEPT), DeskError(OWN_DATA_GIVEN) within five minutes of the last
    time.
    """
    customer = await work.customer(person.id)
    if customer is None:
        raise DeskError(TextKey.NOTHING_KEPT)
    if await is_repeat(work, Memo.OWN_DATA, person.id, within=AGAIN_AFTER, lengthens=False):
        raise DeskError(TextKey.OWN_DATA_GIVEN)
    kept = await work.uow.erasures.kept(person.id)
    summary = views.own_data(customer, kept, customer.language)
    await say(work, person.id, Shown(summary))
    await work.tell(WriteOwnData(person.id))


async def ask_forget(work: Work, person: Person) -> None:
    """Ask a customer whether they mean to be forgotten. Raises DeskError(NOTHING_KEPT)."""
    customer = await _known(work, person.id)
    shown = views.forget_question(customer.language)
    await show(work, customer.id, Card.FORGET.of(customer.id), shown, fresh=True)


async def confirm_forget(work: Work, person_id: int) -> None:
    """Ask the supervisors, once, since the customer means it. Raises DeskError(NOTHING_KEPT)."""
    customer = await _known(work, person_id)
    proposed = await work.uow.erasures.waiting_of(person_id)
    erasure = await work.uow.erasures.ask(person_id, work.now)
    key = TextKey.FORGET_ASKED if erasure is not None else TextKey.FORGET_WAITS
    await _answer(work, customer, key)
    if erasure is None:
        return
    before = None if proposed is None else _step(proposed)
    work.audit(person_id, AuditKind.ERASURE, person_id, before, ErasureStep.ASKED.value)
    for each in await work.uow.operators.supervisors():
        if each.started_bot:
            await _ask(work, erasure, customer, each)


async def withdraw_forget(work: Work, person_id: int) -> None:
    """Leave all as it is, since the customer does not mean it. Raises DeskError(NOTHING_KEPT)."""
    await _answer(work, await _known(work, person_id), TextKey.FORGET_NOT)


async def propose_erasure(work: Work, supervisor_id: int, customer_id: int, reason: str) -> None:
    """Propose that a customer is forgotten; it waits until another supervisor agrees, for however
    long there is none.

    Raises StaffOnly, DeskError(CUSTOMER_UNKNOWN, NOTHING_TO_ERASE, GIVE_REASON, ERASURE_WAITS).
    """
    await supervisor(work, supervisor_id)
    customer = await known_customer(work, customer_id)
    if customer.is_forgotten:
        raise DeskError(TextKey.NOTHING_TO_ERASE)
    kept = reason_of(reason)
    erasure = await work.uow.erasures.ask(customer_id, work.now, supervisor_id, kept)
    if erasure is None:
        raise DeskError(TextKey.ERASURE_WAITS)
    step = ErasureStep.PROPOSED.value
    work.audit(supervisor_id, AuditKind.ERASURE, customer_id, None, step)
    for each in await work.uow.operators.supervisors():
        if each.started_bot:
            await _ask(work, erasure, customer, each)


async def show_erasures(work: Work, supervisor_id: int) -> None:
    """Show every request that waits, a card each. Raises StaffOnly."""
    asking = await supervisor(work, supervisor_id)
    waiting = await work.uow.erasures.waiting(LISTED)
    if not waiting:
        none = Shown(texts.text(TextKey.NO_ERASURES, asking.language))
        await say(work, supervisor_id, none)
    for erasure in waiting:
        customer = await work.customer(erasure.customer_id)
        if customer is not None:
            await _ask(work, erasure, customer, asking, fresh=True)


async def ask_to_erase(work: Work, supervisor_id: int, erasure_id: int) -> None:
    """Ask the supervisor again before the erasure, since there is no way back. Raises StaffOnly,
    DeskError(ALREADY_DONE, ERASURE_OWN)."""
    asking = await supervisor(work, supervisor_id)
    erasure, customer = await _undecided(work, erasure_id)
    _may_grant(erasure, asking)
    shown = views.erasure_confirmation(erasure, customer, asking.language)
    await show(work, supervisor_id, Card.ERASURE.of(erasure_id, supervisor_id), shown)


async def reconsider_erasure(work: Work, supervisor_id: int, erasure_id: int) -> None:
    """Show the request as it was before that question. Raises StaffOnly,
    DeskError(ALREADY_DONE)."""
    asking = await supervisor(work, supervisor_id)
    erasure, customer = await _undecided(work, erasure_id)
    await _ask(work, erasure, customer, asking)


async def refuse_erasure(work: Work, supervisor_id: int, erasure_id: int) -> None:
    """Erase nothing, and tell the customer so who asked for it; who proposed it takes it back by
    that. Raises StaffOnly, DeskError(ALREADY_DONE)."""
    decider = await supervisor(work, supervisor_id)
    erasure, customer = await _undecided(work, erasure_id)
    await _decide(work, erasure, decider, granted=False)
    if erasure.asked_by is None:
        await _answer(work, customer, TextKey.FORGET_REFUSED, fresh=True)
    for each in await work.uow.operators.supervisors():
        shown = views.erasure_refused(erasure, customer, decider.name, each.language)
        await _show_decision(work, erasure, each, shown)


async def grant_erasure(work: Work, supervisor_id: int, erasure_id: int) -> None:
    """Forget the customer: from now on nobody is shown what was said with them, and nothing of it
    waits to be said. It is erased by the effect that this writes (`erasing`); counts stay.

    Raises StaffOnly, DeskError(ALREADY_DONE); ERASURE_OWN: they proposed it themselves.
    """
    uow = work.uow
    decider = await supervisor(work, supervisor_id)
    erasure, customer = await _undecided(work, erasure_id)
    _may_grant(erasure, decider)
    await _decide(work, erasure, decider, granted=True)
    await _end_open_ticket(work, customer, supervisor_id)
    sent = await delete_zips(work, await uow.archives.sent_of(customer.id))
    await forget_threads(work, customer.id)
    await uow.erasures.forget(customer.id, work.now)
    await uow.steps.clear(customer.id)
    await forget_echoes(work, customer.id)
    names = tuple(word for word in (customer.name, customer.username, customer.phone) if word)
    await work.tell(
        EraseTranscript(customer.id, names, erasure.id, sent, language=customer.language)
    )
    for each in await uow.operators.supervisors():
        shown = views.erasure_begun(erasure, decider.name, each.language)
        await _show_decision(work, erasure, each, shown)
    work.happened(CapacityFreed())


async def _end_open_ticket(work: Work, customer: Customer, by: int) -> None:
    ticket = await work.uow.tickets.open_of(customer.id)
    reason = CloseReason.FORGOTTEN
    if ticket is not None and await work.uow.tickets.close(ticket.id, work.now, by, reason):
        await after_the_end(work, ticket.id, TicketEventKind.CLOSED, by, reason)


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


def _may_grant(erasure: Erasure, decider: Operator) -> None:
    if not erasure.may_be_granted_by(decider.id):
        raise DeskError(TextKey.ERASURE_OWN)


async def _decide(work: Work, erasure: Erasure, decider: Operator, *, granted: bool) -> None:
    if not await work.uow.erasures.decide(erasure.id, decider.id, granted, work.now):
        raise DeskError(TextKey.ALREADY_DONE)
    step = ErasureStep.GRANTED if granted else ErasureStep.REFUSED
    of = erasure.customer_id
    work.audit(decider.id, AuditKind.ERASURE, of, _step(erasure), step.value)


def _step(erasure: Erasure) -> str:
    """How far a wish is that waits."""
    return (ErasureStep.ASKED if erasure.asked_by is None else ErasureStep.PROPOSED).value


async def _answer(work: Work, customer: Customer, key: Key, *, fresh: bool = False) -> None:
    shown = Shown(texts.text(key, customer.language))
    await show(work, customer.id, Card.FORGET.of(customer.id), shown, fresh=fresh, each=fresh)


async def _ask(
    work: Work,
    erasure: Erasure,
    customer: Customer,
    reader: Operator,
    *,
    fresh: bool = False,
) -> None:
    kept = await work.uow.erasures.kept(customer.id)
    shown = views.erasure_card(
        erasure, customer, kept.tickets, await _proposal(work, erasure, reader), reader.language
    )
    card = Card.ERASURE.of(erasure.id, reader.id)
    await show(work, reader.id, card, shown, fresh=fresh, priority=Priority.NOTICE)


async def _proposal(work: Work, erasure: Erasure, reader: Operator) -> views.Proposal | None:
    if erasure.asked_by is None:
        return None
    names = await work.uow.oversight.names([erasure.asked_by])
    others = [each for each in await work.uow.operators.supervisors() if each.id != reader.id]
    return views.Proposal(
        names.get(erasure.asked_by, str(erasure.asked_by)),
        erasure.reason or "…",
        is_own=erasure.asked_by == reader.id,
        is_alone=not others,
    )


async def _show_decision(work: Work, erasure: Erasure, reader: Operator, shown: Shown) -> None:
    if reader.started_bot:
        card = Card.ERASURE.of(erasure.id, reader.id)
        await show(work, reader.id, card, shown, priority=Priority.NOTICE)
