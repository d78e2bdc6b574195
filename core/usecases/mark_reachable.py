"""The bot was blocked, or may write again."""

from core.domain.events import CustomerUnreachable
from core.ports import Work
from core.usecases.delivered import customer_returned
from core.usecases.presence import customer_unblocked
from core.usecases.reachability import bot_is_blocked, bot_is_welcome
from core.usecases.repeats import forget_echoes


async def mark_reachable(work: Work, person_id: int, reachable: bool) -> None:
    """Keep whether the bot can write to a customer or an operator. Harmless for anybody else."""
    await (bot_is_welcome if reachable else bot_is_blocked)(work, person_id)
    if await work.customer(person_id) is not None:
        if not reachable:
            work.happened(CustomerUnreachable(person_id, "blocked"))
        else:
            await work.uow.customers.set_reachable(person_id, True, work.now)
            await customer_unblocked(work, person_id)
            await forget_echoes(work, person_id)
            await customer_returned(work, person_id)
