"""Routes how staff groups are taken into use and out of it, and follows renames, migrations and
leaving."""

from collections.abc import Mapping
from functools import partial

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import IS_MEMBER, IS_NOT_MEMBER, Command, CommandObject
from aiogram.filters.chat_member_updated import ChatMemberUpdatedFilter
from aiogram.types import ChatMemberUpdated, Message

from bot.carriers.groups import seen
from bot.routers.filters import in_group, in_private, is_command, person_of
from bot.routers.table import CommandRow, Press, PressRow, done, table_router
from bot.translate import said_of
from core.desks.desk import trace_command
from core.groups import commands
from core.groups.commands import bring_group_back, show_groups, take_group_out
from core.groups.lifecycle import group_migrated
from core.model.actions import Verb
from core.model.people import Person
from core.model.places import GroupUse
from core.model.text_keys import Key, TextKey
from core.ports import Work
from core.tickets import end
from core.tickets.fields import field_at_desk
from core.tickets.reminders import list_at_desk, remind_at_desk
from core.tickets.staff_commands import history_for_desk, note_at_desk

OFF = "off"


async def in_desk(message: Message, work: Work) -> bool:
    """Pass what is written in a desk or the overflow group, where tickets stand as a whole."""
    group = await work.group(message.chat.id)
    return group is not None and group.use is not GroupUse.FORUM


async def _on_command(message: Message, work: Work) -> None:
    await trace_command(work, said_of(message))
    raise SkipHandler


async def _on_history(it: Press) -> Key | None:
    in_private_chat = await history_for_desk(it.work, it.chat, it.who, it.number)
    return TextKey.SEE_PRIVATE_CHAT if in_private_chat else None


def _speaker(message: Message) -> Person | None:
    """Return the author; None for somebody who writes as the group or as a channel."""
    if message.from_user is None or message.sender_chat is not None:
        return None
    return person_of(message.from_user)


async def _on_use(message: Message, command: CommandObject, work: Work) -> None:
    who, chat_id = _speaker(message), message.chat.id
    if (command.args or "").strip().casefold() == OFF:
        await commands.request_removal(work, who, chat_id)
    else:
        await commands.request_use(work, who, chat_id, GroupUse(command.command.casefold()))


async def _bot_stands(event: ChatMemberUpdated, work: Work, *, came: bool = False) -> None:
    group = seen(event.chat, event.new_chat_member)
    await commands.bot_member_changed(work, group, person_of(event.from_user), came=came)


async def _on_left(event: ChatMemberUpdated, work: Work) -> None:
    await commands.bot_left(work, event.chat.id)


async def _on_renamed(message: Message, work: Work) -> None:
    by = 0 if message.from_user is None else message.from_user.id
    await commands.group_renamed(work, message.chat.id, message.new_chat_title or "", by)
    raise SkipHandler


async def _on_migrated(message: Message, work: Work) -> None:
    old, new = message.migrate_from_chat_id, message.migrate_to_chat_id
    if new is not None:
        await group_migrated(work, message.chat.id, new)
    elif old is not None:
        await group_migrated(work, old, message.chat.id)


async def is_renamed(message: Message) -> bool:
    """Pass what tells of a new title."""
    return message.new_chat_title is not None


async def is_migrated(message: Message) -> bool:
    """Pass what tells that the group became a supergroup."""
    return message.migrate_to_chat_id is not None or message.migrate_from_chat_id is not None


def _group_and_page(it: Press) -> tuple[int, int]:
    """Read a group and a page: buttons name a group by its id without the sign."""
    group, page = it.pair
    return -group, page


_DESK_COMMANDS: Mapping[str, CommandRow] = {
    "close": lambda it: end.close_by_command(it.work, said_of(it.message)),
    "note": lambda it: note_at_desk(it.work, said_of(it.message), it.arguments),
    "remind": lambda it: remind_at_desk(it.work, said_of(it.message), it.arguments),
    "reminders": lambda it: list_at_desk(it.work, said_of(it.message)),
    "field": lambda it: field_at_desk(it.work, said_of(it.message), it.arguments),
}

_COMMANDS: Mapping[str, CommandRow] = {
    "desks": lambda it: show_groups(it.work, it.chat, fresh=True)
}

PRESSES: Mapping[Verb, PressRow] = {
    Verb.GROUPS: lambda it: show_groups(it.work, it.who, *it.page),
    Verb.GROUP_OUT: lambda it: take_group_out(it.work, it.who, *_group_and_page(it)),
    Verb.GROUP_BACK: lambda it: bring_group_back(it.work, it.who, *_group_and_page(it)),
    Verb.ADDRESSEE: lambda it: end.show_card_here(it.work, it.chat, it.number, fresh=True),
    Verb.DESK_CLOSE: lambda it: end.ask_to_close_desk(it.work, it.chat, it.number),
    Verb.DESK_CLOSE_NO: lambda it: end.show_card_here(it.work, it.chat, it.number),
    Verb.DESK_CLOSE_YES: done(
        lambda it: end.close_desk(it.work, it.chat, it.who, it.number),
    ),
    Verb.DESK_STAY: lambda it: end.desk_stays(it.work, it.chat, it.number, it.message_id),
    Verb.DESK_HISTORY: _on_history,
}


def make_commands() -> Router:
    """Make the routes of what is written in desks and is nobody's answer; before the commands of
    rooms."""
    router = Router(name="desk-commands")
    router.message.filter(in_group, is_command, in_desk)
    router.message.register(_on_command)
    router.include_router(table_router("desk-tickets", commands=_DESK_COMMANDS))
    return router


def make_router() -> Router:
    """Make the routes."""
    router = Router(name="desks")
    uses = [use.value for use in GroupUse]
    router.message.register(_on_use, in_group, Command(*uses, ignore_case=True))
    router.message.register(_on_renamed, in_group, is_renamed)
    router.message.register(_on_migrated, in_group, is_migrated)
    came = ChatMemberUpdatedFilter(IS_NOT_MEMBER >> IS_MEMBER)
    left = ChatMemberUpdatedFilter(IS_MEMBER >> IS_NOT_MEMBER)
    router.my_chat_member.register(partial(_bot_stands, came=True), in_group, came)
    router.my_chat_member.register(_on_left, in_group, left)
    router.my_chat_member.register(_bot_stands, in_group)
    router.include_router(table_router("groups", in_private, commands=_COMMANDS))
    return router
