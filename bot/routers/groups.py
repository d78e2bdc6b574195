"""The staff's groups themselves: taken into use and out of it, renamed, migrated, left."""

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import IS_MEMBER, IS_NOT_MEMBER, Command, CommandObject
from aiogram.filters.chat_member_updated import ChatMemberUpdatedFilter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.group_ways import seen
from bot.routers.filters import Press, in_group, in_private, person_of
from core.domain.actions import Action, Verb
from core.domain.groups import GroupUse
from core.domain.people import Person
from core.ports import Work
from core.usecases import staff_groups
from core.usecases.change_groups import bring_group_back, take_group_out
from core.usecases.migrate_group import group_migrated
from core.usecases.show_groups import show_groups

OFF = "off"


def _speaker(message: Message) -> Person | None:
    """None for somebody who writes as the group or as a channel."""
    if message.from_user is None or message.sender_chat is not None:
        return None
    return person_of(message.from_user)


async def on_use(message: Message, command: CommandObject, work: Work) -> None:
    """/desk, /overflow, /forum; `off` takes the group out."""
    who, chat_id = _speaker(message), message.chat.id
    if (command.args or "").strip().casefold() == OFF:
        await staff_groups.wish_out(work, who, chat_id)
    else:
        await staff_groups.wish_use(work, who, chat_id, GroupUse(command.command.casefold()))


async def on_came(event: ChatMemberUpdated, work: Work) -> None:
    """The bot was added."""
    await _stands(event, work, came=True)


async def on_changed(event: ChatMemberUpdated, work: Work) -> None:
    """It was given rights, or lost some."""
    await _stands(event, work, came=False)


async def _stands(event: ChatMemberUpdated, work: Work, *, came: bool) -> None:
    group = seen(event.chat, event.new_chat_member)
    await staff_groups.bot_stands(work, group, person_of(event.from_user), came=came)


async def on_left(event: ChatMemberUpdated, work: Work) -> None:
    """The bot was removed."""
    await staff_groups.bot_left(work, event.chat.id)


async def on_renamed(message: Message, work: Work) -> None:
    """The group has another title. What was said goes on its way."""
    by = 0 if message.from_user is None else message.from_user.id
    await staff_groups.group_renamed(work, message.chat.id, message.new_chat_title or "", by)
    raise SkipHandler


async def on_migrated(message: Message, work: Work) -> None:
    """The group became a supergroup: told in the old one, and in the new one."""
    old, new = message.migrate_from_chat_id, message.migrate_to_chat_id
    if new is not None:
        await group_migrated(work, message.chat.id, new)
    elif old is not None:
        await group_migrated(work, old, message.chat.id)


async def on_desks(message: Message, work: Work) -> None:
    """/desks."""
    await show_groups(work, message.chat.id, fresh=True)


async def on_page(query: CallbackQuery, action: Action, work: Work) -> None:
    """The list, from a button."""
    await show_groups(work, query.from_user.id, *(action.numbers or ())[:1])


async def on_out(query: CallbackQuery, action: Action, work: Work) -> None:
    """One of them is to be out of use."""
    match action.numbers:
        case (group, page):
            await take_group_out(work, query.from_user.id, -group, page)


async def on_back(query: CallbackQuery, action: Action, work: Work) -> None:
    """One of them is to be used again."""
    match action.numbers:
        case (group, page):
            await bring_group_back(work, query.from_user.id, -group, page)


async def is_renamed(message: Message) -> bool:
    """Tells of a new title."""
    return message.new_chat_title is not None


async def is_migrated(message: Message) -> bool:
    """Tells that the group became a supergroup."""
    return message.migrate_to_chat_id is not None or message.migrate_from_chat_id is not None


def make_router() -> Router:
    """The routes."""
    router = Router(name="groups")
    uses = [use.value for use in GroupUse]
    router.message.register(on_use, in_group, Command(*uses, ignore_case=True))
    router.message.register(on_renamed, in_group, is_renamed)
    router.message.register(on_migrated, in_group, is_migrated)
    router.message.register(on_desks, in_private, Command("desks"))
    came = ChatMemberUpdatedFilter(IS_NOT_MEMBER >> IS_MEMBER)
    router.my_chat_member.register(on_came, in_group, came)
    router.my_chat_member.register(
        on_left, in_group, ChatMemberUpdatedFilter(IS_MEMBER >> IS_NOT_MEMBER)
    )
    router.my_chat_member.register(on_changed, in_group)
    router.callback_query.register(on_page, Press(Verb.GROUPS))
    router.callback_query.register(on_out, Press(Verb.GROUP_OUT))
    router.callback_query.register(on_back, Press(Verb.GROUP_BACK))
    return router
