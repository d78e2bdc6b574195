"""Checks the staff groups that the settings name when the bot starts."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from aiogram.exceptions import TelegramMigrateToChat as Migrate

from app.container import Container
from app.settings import Settings
from bot.carriers.groups import look
from bot.outcomes import reason
from core.delivery.trouble import patiently
from core.groups.lifecycle import apply_group_settings, group_migrated
from core.model.places import WANTED, GroupSeen, GroupUse, StaffGroup
from db.repositories.groups import SqlStaffGroups

log = structlog.get_logger(__name__)

PATIENCE = 5.0
"""Seconds for which a start waits for Telegram; what was not seen by then is looked at later."""


def groups_of(settings: Settings) -> dict[int, GroupUse]:
    """Return what each group of the settings is for."""
    uses = dict.fromkeys(settings.desk_chat_ids, GroupUse.DESK)
    if settings.overflow_chat_id is not None:
        uses[settings.overflow_chat_id] = GroupUse.OVERFLOW
    if settings.forum_chat_id is not None:
        uses[settings.forum_chat_id] = GroupUse.FORUM
    return uses


async def look_at_groups(container: Container, bot: Bot, patience: float = PATIENCE) -> None:
    """Take those groups into use in which the bot may do what it has to; supervisors are notified
    of the others, and `doctor` says more. A failure of Telegram or the database fails no start."""
    wanted = groups_of(container.settings)
    known = {group.chat_id: group for group in await patiently(partial(_known, container))}
    if not wanted and not known:
        return
    former = {group.former_chat_id for group in known.values()}
    ids = dict.fromkeys([*known, *(chat_id for chat_id in wanted if chat_id not in former)])
    seen, moved = await _look_at(bot, list(ids), patience)
    for group in await patiently(partial(_keep, container, wanted, seen, moved)):
        if group.cause is not None and group.cause not in WANTED:
            log.warning("a staff group is out of use", group=group.title, why=group.trouble)


async def _known(container: Container) -> list[StaffGroup]:
    async with container.database.reading() as transaction:
        return await SqlStaffGroups(transaction).all()


async def _keep(
    container: Container,
    wanted: Mapping[int, GroupUse],
    seen: Mapping[int, GroupSeen | None],
    moved: Mapping[int, int],
) -> list[StaffGroup]:
    async with container.work() as work:
        for old, new in moved.items():
            await group_migrated(work, old, new)
        await apply_group_settings(work, wanted, seen)
        return await work.uow.groups.all()


async def _look_at(
    bot: Bot, ids: Sequence[int], patience: float
) -> tuple[dict[int, GroupSeen | None], dict[int, int]]:
    """Return the state of the groups that could be checked in time, and which have another id by
    now."""
    looks = {chat_id: asyncio.create_task(_look(bot, chat_id)) for chat_id in ids}
    _, late = await asyncio.wait(looks.values(), timeout=patience)
    for task in late:
        task.cancel()
    seen: dict[int, GroupSeen | None] = {}
    moved: dict[int, int] = {}
    for chat_id, task in looks.items():
        found = _Later() if task in late else task.result()
        if isinstance(found, _Later):
            continue
        if found is not None and found.chat_id != chat_id:
            moved[chat_id] = found.chat_id
        seen[moved.get(chat_id, chat_id)] = found
    return seen, moved


class _Later:
    """Telegram could not be asked."""


async def _look(bot: Bot, chat_id: int) -> GroupSeen | _Later | None:
    """Check one group; None: the bot is not in there."""
    try:
        try:
            return await look(bot, chat_id)
        except Migrate as migrated:
            return await look(bot, migrated.migrate_to_chat_id)
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        log.info("the bot is not in a staff group", chat=chat_id, why=reason(error))
        return None
    except AiogramError as error:
        log.warning("a staff group is looked at later", chat=chat_id, why=reason(error))
        return _Later()
