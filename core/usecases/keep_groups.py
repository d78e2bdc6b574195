"""The owner's groups are the desk's: by the settings, or because a supervisor said so there."""

from collections.abc import Mapping

from core.domain import views
from core.domain.effects import Priority, SetTitle
from core.domain.events import DeskFree, GroupUsable, RoomFree
from core.domain.groups import (
    WANTED,
    GroupSeen,
    GroupUse,
    StaffGroup,
    Trouble,
    lacks,
    trouble_word,
)
from core.domain.places import PlaceKind, PlaceState
from core.domain.relay_effects import LookAtGroup
from core.domain.texts import RelayKey
from core.domain.views import Shown
from core.ports import Work
from core.usecases.lost_groups import lose_group
from core.usecases.telling import say


async def keep_groups(
    work: Work, wanted: Mapping[int, GroupUse], seen: Mapping[int, GroupSeen | None]
) -> None:
    """The settings name the `wanted` groups; `seen`: how those stand that could be looked at (None:
    the bot is not in there). All others are looked at as soon as Telegram can be asked. Repeats
    change nothing."""
    named = {await present_id(work, chat_id): use for chat_id, use in wanted.items()}
    for group in await work.uow.groups.all():
        if group.added_by is None and group.chat_id not in named:
            await work.uow.groups.take_out(group.chat_id, trouble_word(Trouble.SETTINGS), work.now)
    for chat_id, use in named.items():
        await _is_named(work, chat_id, use)
    for group in await work.uow.groups.all():
        if group.cause in WANTED:
            continue
        if group.chat_id in seen:
            await group_stands(work, group, seen[group.chat_id])
        else:
            await look_at(work, group)


async def present_id(work: Work, chat_id: int) -> int:
    """The id that a group has by now: the settings may name it as it was before it became a
    supergroup."""
    group = await work.uow.groups.once(chat_id)
    return chat_id if group is None else group.chat_id


async def add_group(
    work: Work, chat_id: int, use: GroupUse, title: str, added_by: int | None
) -> bool:
    """Take a group into use: who waits is served there at once. False when it is already."""
    if not await work.uow.groups.put(chat_id, use, title, work.now, added_by):
        return False
    there = await work.uow.places.by_chat(chat_id)
    if use is not GroupUse.DESK:
        if there is not None:
            frm = [PlaceState.CLEAN]
            await work.uow.places.move(there.id, PlaceState.DELETED, work.now, frm=frm)
    elif there is None:
        await work.uow.places.add(
            PlaceKind.DESK, PlaceState.CLEAN, work.new_marker(), title, chat_id, work.now
        )
    for event in (DeskFree(), GroupUsable(), RoomFree()):
        work.happened(event)
    return True


async def is_busy(work: Work, chat_id: int) -> bool:
    """Whether a ticket is served there."""
    return any(place.ticket_id is not None for place in await work.uow.places.in_chat(chat_id))


async def group_stands(work: Work, group: StaffGroup, seen: GroupSeen | None) -> None:
    """So a staff group was found: it is lost, or works again, or nothing changes."""
    if seen is None or not seen.is_member:
        await lose_group(work, group.chat_id, Trouble.REMOVED)
        return
    needs = lacks(group.use, seen)
    if needs:
        await lose_group(work, group.chat_id, Trouble.RIGHTS, needs)
    elif group.cause is not None and group.cause not in WANTED:
        await _works_again(work, group, seen)


async def look_at(work: Work, group: StaffGroup) -> None:
    """Ask Telegram how it stands there."""
    effect = LookAtGroup(group.chat_id, group.use)
    await work.tell(effect, priority=Priority.NOTICE)


async def look_at_chat(work: Work, chat_id: int) -> None:
    """The same, if it is a staff group that is in use."""
    group = await work.group(chat_id)
    if group is not None and group.is_usable:
        await look_at(work, group)


async def _is_named(work: Work, chat_id: int, use: GroupUse) -> None:
    """Known from now on, and for that use; what a supervisor took out stays out."""
    group = await work.group(chat_id)
    if group is None:
        await work.uow.groups.put(chat_id, use, str(chat_id), work.now, None)
        await work.uow.groups.take_out(chat_id, trouble_word(Trouble.UNSEEN), work.now)
        return
    is_other = group.use is not use
    wanted = group.cause is Trouble.SETTINGS or (is_other and group.is_usable)
    if wanted and not (is_other and await is_busy(work, chat_id)):
        await add_group(work, chat_id, use, group.title, None)


async def _works_again(work: Work, group: StaffGroup, seen: GroupSeen) -> None:
    """A desk that was lost while it served a ticket is called after that ticket still."""
    is_new = group.cause is Trouble.UNSEEN
    title = seen.title if is_new or group.use is not GroupUse.DESK else group.title
    await add_group(work, group.chat_id, group.use, title, group.added_by)
    if title != seen.title:
        await work.tell(SetTitle(group.chat_id, title))
    if is_new:
        return
    for supervisor in await work.uow.operators.supervisors():
        if supervisor.started_bot:
            key = RelayKey.SUPERVISOR_GROUP_BACK
            notice = Shown(views.text(key, supervisor.language, group=title))
            await say(work, supervisor.id, notice, priority=Priority.NOTICE)
