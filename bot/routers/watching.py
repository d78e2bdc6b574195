"""Lets supervisors watch tickets, whisper to their operators, and take them over. The use cases
refuse everybody else."""

from collections.abc import Mapping

from aiogram import Bot, Router
from aiogram.types import Message

from bot.routers.conversations import is_to
from bot.routers.filters import in_private, is_command
from bot.routers.table import CommandMessage, CommandRow, PressRow, answering, table_router
from bot.translate import said_of
from core.model.actions import Verb, whole_number
from core.model.texts import DeskError
from core.model.watch_text_keys import WatchKey
from core.model.watching import Mirrored
from core.ports import Work
from core.supervision import watching
from core.supervision.rooms import ask_to_take_over
from core.supervision.whisper import reply_in_mirror, whisper


async def in_mirror(message: Message, work: Work, bot: Bot) -> bool | dict[str, Mirrored]:
    """Pass a Reply of staff's to what mirrors a ticket, or to a whisper; hands `at` on.

    Customers are asked about in the same question that they are answered by, so that a Reply of
    theirs costs no other.
    """
    replied = message.reply_to_message
    if replied is None or not is_to(message, bot.id) or await is_command(message, bot):
        return False
    known = await work.uow.customers.standing(message.chat.id)
    if known is not None and not known.on_staff:
        return False
    at = await work.uow.watches.at(message.chat.id, replied.message_id)
    return False if at is None else {"at": at}


async def _on_reply(message: Message, work: Work, at: Mirrored) -> None:
    await reply_in_mirror(work, said_of(message), at)


async def _on_watch(it: CommandMessage) -> None:
    if not it.arguments.strip():
        await watching.show_watched(it.work, it.chat)
        return
    await watching.watch(it.work, it.chat, _ticket(it.arguments, WatchKey.HOW))


async def _on_unwatch(it: CommandMessage) -> None:
    number = _ticket(it.arguments, WatchKey.HOW) if it.arguments.strip() else None
    await watching.unwatch(it.work, it.chat, number)


async def _on_whisper(it: CommandMessage) -> None:
    asked = it.message.message_id
    replied = it.message.reply_to_message
    at = None if replied is None else await it.work.uow.watches.at(it.chat, replied.message_id)
    if at is not None and at.supervisor_id == it.chat:
        await whisper(it.work, it.chat, at.ticket_id, it.arguments, asked)
        return
    number, _, words = it.arguments.strip().partition(" ")
    await whisper(it.work, it.chat, _ticket(number, WatchKey.WHISPER_HOW), words, asked)


async def _on_takeover(it: CommandMessage) -> None:
    number = _ticket(it.arguments, WatchKey.TAKEOVER_HOW)
    await ask_to_take_over(it.work, it.chat, number, fresh=True)


def _ticket(words: str, how: WatchKey) -> int:
    number = whole_number(words.strip().lstrip("#№"))
    if number is None:
        raise DeskError(how)
    return number


_COMMANDS: Mapping[str, CommandRow] = {
    "watch": _on_watch,
    "unwatch": _on_unwatch,
    "whisper": _on_whisper,
    "takeover": _on_takeover,
}

PRESSES: Mapping[Verb, PressRow] = {
    Verb.WATCH: answering(WatchKey.BEGUN, lambda it: watching.watch(it.work, it.who, it.number)),
    Verb.WATCH_STOP: lambda it: watching.unwatch(it.work, it.who, it.number),
    Verb.WATCH_TAKE: lambda it: ask_to_take_over(it.work, it.who, it.number, fresh=True),
}


def make_router() -> Router:
    """Make the routes."""
    router = table_router("watching", in_private, commands=_COMMANDS)
    router.message.register(_on_reply, in_mirror)
    return router
