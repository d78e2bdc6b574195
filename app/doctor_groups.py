"""Checks each staff group of the settings and of the database for `switchboard doctor`."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramMigrateToChat
from aiogram.types import ChatMemberAdministrator, ChatMemberBanned, ChatMemberLeft, ChatMemberOwner

from app.settings import Settings
from app.staff_groups import groups_of
from bot.carriers.groups import look
from bot.outcomes import reason
from bot.session import UnreadAnswer
from core.model.findings import Finding, Found, Said, ill, said, well
from core.model.places import WANTED, GroupSeen, GroupUse, Need, StaffGroup, Trouble, lacks

_NEEDS = {
    Need.FORUM: Found.NEED_FORUM,
    Need.ADMIN: Found.NEED_ADMIN,
    Need.DELETE: Found.NEED_DELETE,
    Need.RENAME: Found.NEED_RENAME,
    Need.PIN: Found.NEED_PIN,
    Need.TOPICS: Found.NEED_TOPICS,
}
_MAY = {
    GroupUse.DESK: Found.MAY_DESK,
    GroupUse.OVERFLOW: Found.MAY_OVERFLOW,
    GroupUse.FORUM: Found.MAY_FORUM,
}
_CHECKED = {
    GroupUse.DESK: Found.CHECKED_GROUP_DESK,
    GroupUse.OVERFLOW: Found.CHECKED_GROUP_OVERFLOW,
    GroupUse.FORUM: Found.CHECKED_GROUP_FORUM,
}


async def check_groups(
    bot: Bot, settings: Settings, known: Sequence[StaffGroup], accounts: Sequence[int]
) -> list[Finding]:
    """Check each group, a line for each. `known`: what the database has; `accounts`: ids of our
    user accounts. Raises nothing of Telegram's."""
    present = {group.former_chat_id: group.chat_id for group in known if group.former_chat_id}
    wanted = {present.get(chat_id, chat_id): use for chat_id, use in groups_of(settings).items()}
    rows = {group.chat_id: group for group in known}
    uses = {group.chat_id: group.use for group in known if group.cause is not Trouble.SETTINGS}
    return [
        await _check(bot, chat_id, use, rows.get(chat_id), accounts)
        for chat_id, use in (wanted | uses).items()
    ]


async def _check(
    bot: Bot, chat_id: int, use: GroupUse, row: StaffGroup | None, accounts: Sequence[int]
) -> Finding:
    title = str(chat_id) if row is None else row.title
    try:
        seen, moved = await _look(bot, chat_id)
    except UnreadAnswer as error:
        return ill(_named(use, title, chat_id), said(Found.LINE, line=reason(error)))
    except AiogramError as error:
        return ill(_named(use, title, chat_id), said(Found.ADD_BOT, reason=reason(error)))
    name = _named(use, seen.title, chat_id)
    missing = lacks(use, seen)
    if missing:
        return ill(name, *(_NEEDS[need] for need in missing), await _privacy(bot, seen))
    if row is not None and row.cause in WANTED:
        return well(name, said(Found.TAKEN_OUT, use=use.value))
    parts: list[Said | Found] = [Found.BOT_IS_ADMIN, _MAY[use], await _privacy(bot, seen)]
    parts.append(await _account(bot, seen.chat_id, accounts))
    if moved:
        parts.append(said(Found.SUPERGROUP, id=seen.chat_id))
    return well(name, *parts)


def _named(use: GroupUse, title: str, chat_id: int) -> Said:
    return said(_CHECKED[use], title=title, id=chat_id)


async def _look(bot: Bot, chat_id: int) -> tuple[GroupSeen, bool]:
    try:
        return await look(bot, chat_id), False
    except TelegramMigrateToChat as migrated:
        return await look(bot, migrated.migrate_to_chat_id), True


async def _privacy(bot: Bot, seen: GroupSeen) -> Found:
    """Check what the bot receives there (https://core.telegram.org/bots/features#privacy-mode)."""
    if seen.is_admin:
        return Found.HEARS_ALL
    if (await bot.me()).can_read_all_group_messages:
        return Found.HEARS_ALL_PRIVATE
    return Found.HEARS_COMMANDS


async def _account(bot: Bot, chat_id: int, accounts: Sequence[int]) -> Found:
    """Say who clears it: a user account without Telegram's 48 hours, or the bot within them."""
    for account in accounts:
        try:
            member = await bot.get_chat_member(chat_id, account, request_timeout=10)
        except AiogramError:  # it was never in there
            continue
        if isinstance(member, ChatMemberOwner):
            return Found.ACCOUNT_DELETES
        if isinstance(member, ChatMemberAdministrator) and member.can_delete_messages:
            return Found.ACCOUNT_DELETES
        if not isinstance(member, ChatMemberLeft | ChatMemberBanned):
            return Found.ACCOUNT_DELETES_NOT
    return Found.ACCOUNT_ABSENT
