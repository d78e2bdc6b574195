"""A customer as a supervisor sees them in the bot: found by a ticket, an @username or an id;
blocked and unblocked there, and proposed to be forgotten.

Why that is done is written, as a note of a transfer is: the next message is the reason.
"""

from zoneinfo import ZoneInfo

from core.blocking.block import (
    block_customer,
    blockable,
    known_customer,
    unblock_customer,
)
from core.cards.send import PROMPT_LASTS, show_dialog
from core.model.actions import CLOSE, PAGE, clipped, whole_number
from core.model.people import Customer
from core.model.text_keys import TextKey
from core.model.texts import DeskError
from core.ports import Work
from core.privacy.requests import propose_erasure
from core.staff.access import supervisor
from core.supervision import customer_views as views
from core.supervision.customer_views import Seen

_ERASING = "erase"
"""The step of who is asked why to erase: the customer follows, and until when."""

_BLOCKING = "block"
"""The step of who is asked why: the customer follows, what becomes of their ticket, and until
when."""


async def show_found(work: Work, actor_id: int, words: str) -> None:
    """Show the customer of a ticket's number, of an @username, or of an id; without words, who is
    blocked. Raises StaffOnly, DeskError(CUSTOMER_UNKNOWN)."""
    await supervisor(work, actor_id)
    if not words.strip():
        await show_blocked(work, actor_id, fresh=True)
        return
    customer_id = await _found(work, words.strip())
    if customer_id is None:
        raise DeskError(TextKey.CUSTOMER_UNKNOWN)
    await show_customer(work, actor_id, customer_id, fresh=True)


async def show_blocked(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """Show who is blocked, the newest first, a page at a time. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    count = await work.uow.customers.blocked_count()
    shown = clipped(page, count)
    listed = await work.uow.customers.blocked(PAGE, shown * PAGE)
    await show_dialog(
        work, actor_id, views.blocked_list(listed, shown, count, actor.language), fresh=fresh
    )


async def show_customer_of(work: Work, actor_id: int, ticket_id: int) -> None:
    """Show whose ticket it is. Raises StaffOnly, DeskError(CUSTOMER_UNKNOWN)."""
    await supervisor(work, actor_id)
    ticket = await work.ticket(ticket_id)
    await show_customer(work, actor_id, 0 if ticket is None else ticket.customer_id)


async def show_customer(
    work: Work, actor_id: int, customer_id: int, *, fresh: bool = False
) -> None:
    """Show a customer, with what a supervisor may do. Raises StaffOnly,
    DeskError(CUSTOMER_UNKNOWN)."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.clear(actor_id)
    customer = await known_customer(work, customer_id)
    shown = views.customer_card(await _seen(work, customer), actor.language)
    await show_dialog(work, actor_id, shown, fresh=fresh)


async def ask_to_block(work: Work, actor_id: int, customer_id: int) -> None:
    """Ask whether to block, and what becomes of a ticket that is open. Raises StaffOnly,
    DeskError(CUSTOMER_UNKNOWN, CUSTOMER_ON_STAFF)."""
    actor = await supervisor(work, actor_id)
    customer = await blockable(work, customer_id)
    ticket = await work.uow.tickets.open_of(customer_id)
    number = None if ticket is None else ticket.id
    await show_dialog(work, actor_id, views.sure_to_block(customer, number, actor.language))


async def ask_why(work: Work, actor_id: int, customer_id: int, word: str) -> None:
    """Ask for the reason; what they write then is it. `word`: CLOSE or KEEP the ticket that is
    open. Raises StaffOnly, DeskError(CUSTOMER_UNKNOWN, CUSTOMER_ON_STAFF)."""
    actor = await supervisor(work, actor_id)
    customer = await blockable(work, customer_id)
    await _await_words(work, actor_id, _BLOCKING, customer_id, word)
    await show_dialog(work, actor_id, views.why_block(customer, actor.language))


async def ask_why_erase(work: Work, actor_id: int, customer_id: int) -> None:
    """Ask for the reason to erase all that is kept of them; what they write then is it. Raises
    StaffOnly, DeskError(CUSTOMER_UNKNOWN, ERASURE_WAITS)."""
    actor = await supervisor(work, actor_id)
    customer = await known_customer(work, customer_id)
    if await work.uow.erasures.waiting_of(customer_id) is not None:
        raise DeskError(TextKey.ERASURE_WAITS)
    await _await_words(work, actor_id, _ERASING, customer_id)
    await show_dialog(work, actor_id, views.why_erase(customer, actor.language))


async def ask_to_unblock(work: Work, actor_id: int, customer_id: int) -> None:
    """Ask whether to serve them again. Raises StaffOnly, DeskError(CUSTOMER_UNKNOWN)."""
    actor = await supervisor(work, actor_id)
    customer = await known_customer(work, customer_id)
    await show_dialog(work, actor_id, views.sure_to_unblock(customer, actor.language))


async def unblock(work: Work, actor_id: int, customer_id: int) -> None:
    """Serve them again, and show them. Raises as `unblock_customer`."""
    await unblock_customer(work, actor_id, customer_id)
    await show_customer(work, actor_id, customer_id)


async def take_reason(work: Work, actor_id: int, words: str) -> bool:
    """Do what the reason was asked for. False when none was asked for, or too long ago. Raises as
    `block_customer` and `propose_erasure`."""
    match (await work.uow.steps.get(actor_id) or "").split(":"):
        case (step, customer, *more, until) if step in (_BLOCKING, _ERASING):
            customer_id = int(customer)
        case _:
            return False
    if work.now.timestamp() > int(until):
        return False
    if step == _BLOCKING:
        await block_customer(work, actor_id, customer_id, words, close=CLOSE in more)
    else:
        await propose_erasure(work, actor_id, customer_id, words)
    await show_customer(work, actor_id, customer_id, fresh=True)
    return True


async def _await_words(work: Work, actor_id: int, step: str, *about: int | str) -> None:
    until = int((work.now + PROMPT_LASTS).timestamp())
    await work.uow.steps.set(actor_id, ":".join(map(str, (step, *about, until))))


async def _found(work: Work, words: str) -> int | None:
    if words.startswith("@"):
        person = await work.uow.oversight.by_username(words[1:])
        return None if person is None else person.id
    number = whole_number(words.lstrip("#№ "))
    if number is None:
        return None
    ticket = await work.ticket(number)
    return number if ticket is None else ticket.customer_id


async def _seen(work: Work, customer: Customer) -> Seen:
    ticket = await work.uow.tickets.open_of(customer.id)
    block = None
    by = ""
    if customer.is_blocked:
        block = (await work.uow.customers.blocks_of(customer.id))[0]
        names = await work.uow.oversight.names([block.blocked_by])
        by = names.get(block.blocked_by, str(block.blocked_by))
    kept = await work.uow.erasures.kept(customer.id)
    return Seen(
        customer,
        kept.tickets,
        None if ticket is None else ticket.id,
        block,
        by,
        await work.uow.erasures.waiting_of(customer.id) is not None,
        ZoneInfo(work.rules.time_zone),
    )
