"""The staff groups that the settings name, looked at when the bot starts."""

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError

from app.container import Container
from app.settings import Settings
from bot.outcomes import reason
from core.domain.groups import GroupUse
from core.usecases.keep_groups import keep_groups

log = structlog.get_logger(__name__)


def groups_of(settings: Settings) -> dict[int, GroupUse]:
    """What each group of the settings is for."""
    uses = dict.fromkeys(settings.desk_chat_ids, GroupUse.DESK)
    if settings.overflow_chat_id is not None:
        uses[settings.overflow_chat_id] = GroupUse.OVERFLOW
    if settings.forum_chat_id is not None:
        uses[settings.forum_chat_id] = GroupUse.FORUM
    return uses


async def look_at_groups(container: Container, bot: Bot) -> None:
    """Take those into use that the bot is in; the others are logged, and `doctor` says more."""
    found: dict[int, tuple[GroupUse, str]] = {}
    for chat_id, use in groups_of(container.settings).items():
        try:
            chat = await bot.get_chat(chat_id)
        except AiogramError as error:
            log.warning("a staff group cannot be used", chat=chat_id, why=reason(error))
            continue
        found[chat_id] = use, chat.title or str(chat_id)
    async with container.work() as work:
        await keep_groups(work, found)
