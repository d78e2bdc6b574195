"""The bot was blocked, or may write again."""

from core.ports import Work


async def mark_reachable(work: Work, person_id: int, reachable: bool) -> None:
    """Keep whether the bot can write to a customer. Harmless for anybody else."""
    if await work.uow.customers.get(person_id) is not None:
        await work.uow.customers.set_reachable(person_id, reachable)
