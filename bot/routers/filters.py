"""Filters updates for the routers.

Coroutines all: aiogram runs every plain function in a thread, `F` among them.
"""

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import (
    ChatMemberUpdated,
    Message,
    MessageReactionUpdated,
    User,
)

from core.model.people import Person
from core.ports import Work


def person_of(user: User) -> Person:
    """Return somebody as Telegram shows them right now."""
    return Person(user.id, user.full_name, user.username, user.language_code)


async def in_private(event: Message | ChatMemberUpdated | MessageReactionUpdated) -> bool:
    """Pass what happens in the bot's private chat with somebody."""
    return event.chat.type == ChatType.PRIVATE


async def in_group(event: Message | ChatMemberUpdated) -> bool:
    """Pass what happens in a room, or in any other group."""
    return event.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)


def by_staff(message: Message) -> bool:
    """Pass what a person of the group wrote: in their own name, the group's, or that of a channel
    of theirs. Posts of a linked channel are nobody's answers, and neither are other bots' words
    (https://core.telegram.org/bots/api#message, is_automatic_forward)."""
    if message.is_automatic_forward:
        return False
    if message.sender_chat is not None:
        return True
    return message.from_user is not None and not message.from_user.is_bot


async def written_by_person(message: Message) -> bool | dict[str, User]:
    """Pass what a person sent; hands `sender` on."""
    sender = message.from_user
    if sender is None or sender.is_bot:
        return False
    return {"sender": sender}


async def is_command(message: Message, bot: Bot) -> bool:
    """Pass what begins as a command does that is ours to understand; a caption may, too. One that
    names another bot is meant for that (https://core.telegram.org/bots/features#commands)."""
    words = message.text or message.caption or ""
    if not words.startswith("/"):
        return False
    name = words.split(maxsplit=1)[0].partition("@")[2]
    return not name or name.casefold() == ((await bot.me()).username or "").casefold()


class AtStep(Filter):
    """Passes what staff wrote at that step of a dialog with the bot; a command is never the answer
    to one.

    Customers are asked about in the same question that they are answered by, so that a message of
    theirs costs no other.
    """

    def __init__(self, step: str) -> None:
        self._step = step

    async def __call__(self, message: Message, work: Work, bot: Bot) -> bool:
        if await is_command(message, bot):
            return False
        known = await work.uow.customers.standing(message.chat.id)
        if known is not None and not known.on_staff:
            return False
        return (await work.uow.steps.get(message.chat.id) or "") == self._step
