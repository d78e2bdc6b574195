"""The staff groups that the settings name, looked at when the bot starts."""

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from aiogram.exceptions import TelegramMigrateToChat as Migrate

from app.container import Container
from app.settings import Settings
from bot.group_ways import look
from bot.outcomes import reason
from core.domain.groups import WANTED, GroupSeen, GroupUse
from core.usecases.keep_groups import keep_groups
from core.usecases.migrate_group import group_migrated

log = structlog.get_logger(__name__)

PATIENCE = 5.0
"""Seconds for which a start waits for Telegram; what was not seen by then is looked at later."""


def groups_of(settings: Settings) -> dict[int, GroupUse]:
    """What each group of the settings is for."""
    uses = dict.fromkeys(settings.desk_chat_ids, GroupUse.DESK)
    if settings.overflow_chat_id is not None:
        uses[settings.overflow_chat_id] = GroupUse.OVERFLOW
    if settings.forum_chat_id is not None:
        uses[settings.forum_chat_id] = GroupUse.FORUM
    return uses


async def look_at_groups(container: Container, bot: Bot, patience: float = PATIENCE) -> None:
    """Take those into use in which the bot may do what it has to; of the others supervisors hear,
    and `doctor` says more."""
    wanted = groups_of(container.settings)
    async with container.work() as work:
        known = {group.chat_id: group for group in await work.uow.groups.all()}
    former = {group.former_chat_id for group in known.values()}
    ids = dict.fromkeys([*known, *(chat_id for chat_id in wanted if chat_id not in former)])
    looks = {asyncio.create_task(_look(bot, chat_id)): chat_id for chat_id in ids}
    if looks:
        await asyncio.wait(looks, timeout=patience)
    seen: dict[int, GroupSeen | None] = {}
    moved: dict[int, int] = {}
    for task, chat_id in looks.items():
        if not task.done():
            task.cancel()
        elif not isinstance(found := task.result(), _Later):
            if found is not None and found.chat_id != chat_id:
                moved[chat_id] = found.chat_id
            seen[chat_id if found is None else found.chat_id] = found
    async with container.work() as work:
        for old, new in moved.items():
            await group_migrated(work, old, new)
        await keep_groups(work, wanted, seen)
        groups = await work.uow.groups.all()
    for group in groups:
        if group.cause is not None and group.cause not in WANTED:
            log.warning("a staff group is out of use", group=group.title, why=group.trouble)


class _Later:
    """Telegram could not be asked."""


async def _look(bot: Bot, chat_id: int) -> GroupSeen | _Later | None:
    """None: the bot is not in there."""
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
