"""Middlewares of handlers of messages: a refusal of the desk becomes words, and whoever gives a
command has left what the bot asked them to write."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject, User

from bot.routers.filters import is_command, person_of
from core.cards.send import language_for
from core.feedback.ratings import leave_comment
from core.model.effects import SendText
from core.model.texts import DeskError, Text, language_of
from core.ports import Work
from core.staff.shifts import operator_present

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


async def answer_message(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: tell somebody who wrote what is refused to them, in private only."""
    if not isinstance(event, Message):
        return await handler(event, data)
    try:
        return await handler(event, data)
    except DeskError as refusal:
        if event.chat.type == ChatType.PRIVATE:
            work: Work = data["work"]
            language = await _language(work, event.from_user)
            text = Text(refusal.key, language, refusal.values)
            await work.tell(SendText(event.chat.id, text))
        return None


async def _language(work: Work, user: User | None) -> str:
    return language_of(None) if user is None else await language_for(work, person_of(user))


async def leave_by_command(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: end the wait for a comment at a command in private."""
    in_private = isinstance(event, Message) and event.chat.type == ChatType.PRIVATE
    if isinstance(event, Message) and in_private and await is_command(event, data["bot"]):
        await leave_comment(data["work"], event.chat.id)
    return await handler(event, data)


async def begin_anew(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: end what was asked before, at a command of staff. A customer's wish goes on:
    /help is no answer to what they were asked."""
    work: Work = data["work"]
    if isinstance(event, Message):
        known = await work.uow.customers.standing(event.chat.id)
        if known is None or known.on_staff:
            await work.uow.steps.clear(event.chat.id)
    return await handler(event, data)


async def note_presence(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: note that an operator is there, after a command; what they lost may be offered to
    them again."""
    answer = await handler(event, data)
    if isinstance(event, Message) and event.from_user is not None:
        await operator_present(data["work"], event.from_user.id)
    return answer
