"""The one place where a refusal of the desk becomes words, and every press gets its answer."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from bot.routers.filters import person_of
from core.domain.actions import parse
from core.domain.effects import AnswerPress, SendText
from core.domain.errors import DeskError
from core.domain.texts import Key, Text, language_of
from core.ports import Work
from core.usecases.choose_language import language_for

# A phone's spinner stops by itself about then; a later answer would surprise.
ANSWER_LASTS = timedelta(seconds=15)

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


async def answer_message(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: what is refused to somebody who wrote is said to them, in private only."""
    if not isinstance(event, Message):
        return await handler(event, data)
    try:
        return await handler(event, data)
    except DeskError as refusal:
        if event.chat.type == ChatType.PRIVATE:
            work: Work = data["work"]
            text = Text(refusal.key, await _language(work, event.from_user))
            await work.tell(SendText(event.chat.id, text))
        return None


async def answer_press(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: takes the press apart for the handlers (`action`), and answers it.

    A handler may return the key of what to say; a refusal is an alert; what no button of ours
    carries only stops the spinner.
    """
    if not isinstance(event, CallbackQuery):
        return await handler(event, data)
    data["action"] = parse(event.data)
    key: Key | None = None
    refused = False
    try:
        given = await handler(event, data)
        key = given if isinstance(given, Key) else None
    except DeskError as refusal:
        key, refused = refusal.key, True
    work: Work = data["work"]
    text = None if key is None else Text(key, await _language(work, event.from_user))
    answer = AnswerPress(event.id, text, alert=refused)
    await work.tell(answer, lasts=ANSWER_LASTS)
    return None


async def _language(work: Work, user: User | None) -> str:
    return language_of(None) if user is None else await language_for(work, person_of(user))
