"""Whoever gives a command or presses a button has left what the bot asked them to write."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.routers.filters import is_command
from core.domain.actions import Verb
from core.ports import Work
from core.usecases.rating import leave_comment

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_PART_OF_IT = frozenset({Verb.RATE, Verb.NO_COMMENT})


async def leave_by_command(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: a command in private is no comment, and neither is what follows it."""
    in_private = isinstance(event, Message) and event.chat.type == ChatType.PRIVATE
    if isinstance(event, Message) and in_private and await is_command(event, data["bot"]):
        work: Work = data["work"]
        await leave_comment(work, event.chat.id)
    return await handler(event, data)


async def leave_by_press(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: the same for a button that has nothing to do with the comment."""
    action = data.get("action")
    if isinstance(event, CallbackQuery) and action is not None and action.verb not in _PART_OF_IT:
        work: Work = data["work"]
        await leave_comment(work, event.from_user.id)
    return await handler(event, data)
