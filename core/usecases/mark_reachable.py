"""The bot was blocked, or may write again."""

from core.ports import Work


async def mark_reachable(work: Work, person_id: int, reachable: bool) -> None:
    """Keep whether the bot can write to a customer. Harmless for anybody else."""
    raise AssertionError(work, person_id, reachable)
