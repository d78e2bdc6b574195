"""The owner's groups are the desk's."""

from collections.abc import Mapping

from core.domain.groups import GroupUse
from core.domain.places import PlaceKind, PlaceState
from core.ports import Work


async def keep_groups(work: Work, found: Mapping[int, tuple[GroupUse, str]]) -> None:
    """Those groups (use and own title by chat id) are there, as the settings say; repeats change
    nothing."""
    for chat_id, (use, title) in found.items():
        await add_group(work, chat_id, use, title, None)


async def add_group(
    work: Work, chat_id: int, use: GroupUse, title: str, added_by: int | None
) -> bool:
    """Take a group into use; a desk is free at once. False when it is already."""
    if not await work.uow.groups.put(chat_id, use, title, work.now, added_by):
        return False
    if use is GroupUse.DESK and await work.uow.places.by_chat(chat_id) is None:
        await work.uow.places.add(
            PlaceKind.DESK, PlaceState.CLEAN, work.new_marker(), title, chat_id, work.now
        )
    return True
