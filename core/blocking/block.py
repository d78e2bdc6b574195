"""A supervisor blocks a customer, and lifts that again.

Whoever is blocked opens no ticket, and what they write reaches nobody and is not kept: they are
told so once a day. A ticket that a supervisor left open goes on to its end, since in a room nobody
could keep them from speaking. /mydata and /forget are everybody's right, and work as ever.
"""

from datetime import timedelta

from core.cards.send import is_repeat, say
from core.model import texts
from core.model.actions import LONGEST_NOTE
from core.model.audit import BLOCKED, AuditKind
from core.model.memos import Memo
from core.model.people import Customer
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Shown
from core.model.tickets import Ticket
from core.ports import Work
from core.staff.access import supervisor
from core.tickets.end import close_ticket

TOLD_AGAIN_AFTER = timedelta(days=1)


async def block_customer(
    work: Work, actor_id: int, customer_id: int, reason: str, *, close: bool
) -> None:
    """Take nothing from a customer any more; `close`: also end the ticket that they have open, as
    who serves it would. Whoever is on staff cannot be blocked: the desk takes no tickets from them.

    Raises StaffOnly, DeskError(CUSTOMER_UNKNOWN, CUSTOMER_ON_STAFF, GIVE_REASON, ALREADY_BLOCKED).
    """
    await supervisor(work, actor_id)
    await blockable(work, customer_id)
    kept = reason_of(reason)
    if not await work.uow.customers.block(customer_id, actor_id, kept, work.now):
        raise DeskError(TextKey.ALREADY_BLOCKED)
    # Why is kept with the block, and goes with who is forgotten; nothing goes out of the log.
    work.audit(actor_id, AuditKind.BLOCK, customer_id, None, BLOCKED)
    await work.uow.steps.clear(customer_id)
    ticket = await work.uow.tickets.open_of(customer_id)
    if close and ticket is not None:
        await close_ticket(work, actor_id, ticket.id)


async def unblock_customer(work: Work, actor_id: int, customer_id: int) -> None:
    """Serve a customer again as everybody. Raises StaffOnly, DeskError(CUSTOMER_UNKNOWN,
    NOT_BLOCKED)."""
    await supervisor(work, actor_id)
    await known_customer(work, customer_id)
    if not await work.uow.customers.unblock(customer_id, actor_id, work.now):
        raise DeskError(TextKey.NOT_BLOCKED)
    work.audit(actor_id, AuditKind.BLOCK, customer_id, BLOCKED)
    # Who is blocked again, after that, is told so again.
    await work.uow.cards.remember({Memo.BLOCKED.of(customer_id): "0"})


async def turned_away(work: Work, person_id: int) -> bool:
    """Whether nothing is taken from that person, who is told so, at most once a day. Nobody is who
    has a ticket: it goes on to its end."""
    known = await work.uow.customers.standing(person_id)
    if known is None or known.on_staff or known.has_ticket or not known.customer.is_blocked:
        return False
    if not await is_repeat(work, Memo.BLOCKED, person_id, within=TOLD_AGAIN_AFTER, lengthens=False):
        await say(work, person_id, Shown(texts.text(TextKey.BLOCKED, known.customer.language)))
    return True


async def is_past(work: Work, ticket: Ticket) -> bool:
    """Whether what the customer still does about a ticket of theirs is let be: it ended, and they
    are blocked."""
    if ticket.is_open:
        return False
    customer = await work.customer(ticket.customer_id)
    return customer is not None and customer.is_blocked


async def blockable(work: Work, customer_id: int) -> Customer:
    """Return a customer who is not on staff. Raises DeskError(CUSTOMER_UNKNOWN,
    CUSTOMER_ON_STAFF)."""
    customer = await known_customer(work, customer_id)
    if await work.operator(customer_id) is not None:
        raise DeskError(TextKey.CUSTOMER_ON_STAFF)
    return customer


async def known_customer(work: Work, customer_id: int) -> Customer:
    """Return a customer. Raises DeskError(CUSTOMER_UNKNOWN)."""
    customer = await work.customer(customer_id)
    if customer is None:
        raise DeskError(TextKey.CUSTOMER_UNKNOWN)
    return customer


def reason_of(words: str) -> str:
    """Return what is kept of a reason. Raises DeskError(GIVE_REASON)."""
    reason = " ".join(words.split())[:LONGEST_NOTE]
    if not reason:
        raise DeskError(TextKey.GIVE_REASON)
    return reason
