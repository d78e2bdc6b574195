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
from bot.setup import Finding
from core.model.places import WANTED, GroupSeen, GroupUse, Need, StaffGroup, Trouble, lacks

_RIGHTS = {
    Need.FORUM: "turn on Topics in the group",
    Need.ADMIN: "make the bot an administrator",
    Need.DELETE: "let it delete messages",
    Need.RENAME: "let it change the group's info",
    Need.PIN: "let it pin messages",
    Need.TOPICS: "let it manage topics",
}
_MAY = {
    GroupUse.DESK: "may rename, delete and pin",
    GroupUse.OVERFLOW: "may delete",
    GroupUse.FORUM: "a forum, may keep topics, delete and pin",
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
        return Finding(f"{use.value} {title} ({chat_id})", False, reason(error))
    except AiogramError as error:
        text = f"{reason(error)}: add the bot to the group and make it an administrator"
        return Finding(f"{use.value} {title} ({chat_id})", False, text)
    name = f"{use.value} {seen.title} ({chat_id})"
    missing = lacks(use, seen)
    if missing:
        text = ", ".join(_RIGHTS[need] for need in missing)
        return Finding(name, False, f"{text}; {await _privacy(bot, seen)}")
    if row is not None and row.cause in WANTED:
        return Finding(name, True, f"taken out by a supervisor; /{use.value} there ends that")
    parts = ["the bot is an administrator", _MAY[use], await _privacy(bot, seen)]
    parts.append(await _account(bot, seen.chat_id, accounts))
    if moved:
        parts.append(f"a supergroup now: its id is {seen.chat_id}, and the old one is understood")
    return Finding(name, True, ", ".join(parts))


async def _look(bot: Bot, chat_id: int) -> tuple[GroupSeen, bool]:
    try:
        return await look(bot, chat_id), False
    except TelegramMigrateToChat as migrated:
        return await look(bot, migrated.migrate_to_chat_id), True


async def _privacy(bot: Bot, seen: GroupSeen) -> str:
    """Check what the bot receives there (https://core.telegram.org/bots/features#privacy-mode)."""
    if seen.is_admin:
        return "hears everything"
    if (await bot.me()).can_read_all_group_messages:
        return "hears everything (group privacy is off)"
    return "hears commands only (group privacy is on)"


async def _account(bot: Bot, chat_id: int, accounts: Sequence[int]) -> str:
    """Say who clears it: a user account without Telegram's 48 hours, or the bot within them."""
    for account in accounts:
        try:
            member = await bot.get_chat_member(chat_id, account, request_timeout=10)
        except AiogramError:  # it was never in there
            continue
        if isinstance(member, ChatMemberOwner):
            return "the user account may delete"
        if isinstance(member, ChatMemberAdministrator) and member.can_delete_messages:
            return "the user account may delete"
        if not isinstance(member, ChatMemberLeft | ChatMemberBanned):
            return "the user account may not delete: the bot clears what is younger than 48 hours"
    return "no user account in there: the bot clears what is younger than 48 hours"
