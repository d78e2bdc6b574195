"""Looks at a staff group: what it is, and what the bot is and may do there."""

from aiogram import Bot
from aiogram.types import (
    Chat,
    ChatFullInfo,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberOwner,
    ChatMemberRestricted,
)
from aiogram.types import ChatMemberMember as Member

from core.model.desk_effects import LookAtGroup
from core.model.outcomes import Sent
from core.model.places import GroupSeen
from core.ports.effects import Carrier, carries

REQUEST_TIMEOUT = 10  # seconds

Standing = (
    ChatMemberOwner
    | ChatMemberAdministrator
    | Member
    | ChatMemberRestricted
    | ChatMemberLeft
    | ChatMemberBanned
)


async def look(bot: Bot, chat_id: int) -> GroupSeen:
    """Look at a group as it is now. Raises aiogram's errors, of a group that the bot is not in
    too."""
    chat = await bot.get_chat(chat_id, request_timeout=REQUEST_TIMEOUT)
    me = await bot.get_chat_member(chat_id, bot.id, request_timeout=REQUEST_TIMEOUT)
    return seen(chat, me)


def seen(chat: Chat | ChatFullInfo, me: Standing) -> GroupSeen:
    """What Telegram tells of a group and of the bot's standing in it. In a basic group an
    administrator may do everything but keep topics."""
    title = chat.title or str(chat.id)
    if isinstance(me, ChatMemberLeft | ChatMemberBanned) or not _is_in(me):
        return GroupSeen(chat.id, title, is_member=False)
    if not isinstance(me, ChatMemberAdministrator):
        return GroupSeen(chat.id, title, is_forum=bool(chat.is_forum))
    return GroupSeen(
        chat.id,
        title,
        is_admin=True,
        is_forum=bool(chat.is_forum),
        can_delete=me.can_delete_messages,
        can_rename=me.can_change_info,
        # Told of supergroups only; in a basic group whoever may change it may pin, too.
        can_pin=me.can_change_info if me.can_pin_messages is None else me.can_pin_messages,
        can_topics=bool(me.can_manage_topics),
    )


def _is_in(me: Standing) -> bool:
    return not isinstance(me, ChatMemberRestricted) or me.is_member


class GroupCarrier(Carrier):
    """Looks at groups. Calls raise aiogram's errors."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    @carries(LookAtGroup)
    async def _look(self, effect: LookAtGroup) -> Sent:
        return Sent((await look(self._bot, effect.chat_id)).values())
