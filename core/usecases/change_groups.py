"""What a supervisor changes in the list of the staff's groups."""

from core.ports import Work
from core.usecases.show_groups import show_groups
from core.usecases.staff_groups import ask_to_look, take_out
from core.usecases.supervising import supervisor


async def take_group_out(work: Work, actor_id: int, chat_id: int, page: int = 0) -> None:
    """It takes no ticket any more. Raises StaffOnly."""
    await supervisor(work, actor_id)
    await take_out(work, chat_id)
    await show_groups(work, actor_id, page)


async def bring_group_back(work: Work, actor_id: int, chat_id: int, page: int = 0) -> None:
    """It is used again if the bot may do there what it has to; the list shows what lacks. Raises
    StaffOnly."""
    actor = await supervisor(work, actor_id)
    group = await work.group(chat_id)
    if group is None or group.is_usable:
        await show_groups(work, actor_id, page)
        return
    await ask_to_look(work, actor, chat_id, group.use, answer_in=actor_id)
