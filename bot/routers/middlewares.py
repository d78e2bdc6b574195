"""Middlewares of every handler: a refusal of the desk becomes words, every press gets its answer,
and whoever gives a command or presses a button has left what the bot asked them to write."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from bot.routers.filters import is_command, person_of
from core.cards.send import language_for
from core.feedback.ratings import leave_comment
from core.model.actions import Verb, parse
from core.model.effects import AnswerPress, SendText
from core.model.text_keys import Key
from core.model.texts import DeskError, Text, language_of
from core.ports import Work
from core.staff.shifts import operator_present

# A phone's spinner stops by itself about then; a later answer would surprise.
ANSWER_LASTS = timedelta(seconds=15)

_COMMENTING = frozenset({Verb.RATE, Verb.NO_COMMENT})

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


async def answer_press(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: parse the press for the handlers (`action`), and answer it.

    A handler may return the key of what to say; a refusal is an alert; what no button of ours
    carries only stops the spinner.
    """
    if not isinstance(event, CallbackQuery):
        return await handler(event, data)
    data["action"] = parse(event.data)
    key: Key | None = None
    refused: DeskError | None = None
    try:
        given = await handler(event, data)
        key = given if isinstance(given, Key) else None
    except DeskError as refusal:
        key, refused = refusal.key, refusal
    work: Work = data["work"]
    values = {} if refused is None else refused.values
    text = None if key is None else Text(key, await _language(work, event.from_user), values)
    answer = AnswerPress(event.id, text, alert=refused is not None)
    await work.tell(answer, lasts=ANSWER_LASTS)
    return None


async def _language(work: Work, user: User | None) -> str:
    return language_of(None) if user is None else await language_for(work, person_of(user))


async def leave_by_command(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: end the wait for a comment at a command in private."""
    in_private = isinstance(event, Message) and event.chat.type == ChatType.PRIVATE
    if isinstance(event, Message) and in_private and await is_command(event, data["bot"]):
        await leave_comment(data["work"], event.chat.id)
    return await handler(event, data)


async def leave_by_press(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: end the wait for a comment at a button that has nothing to do with it."""
    action = data.get("action")
    if isinstance(event, CallbackQuery) and action is not None and action.verb not in _COMMENTING:
        await leave_comment(data["work"], event.from_user.id)
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
    """Middleware: note that an operator is there, after a command or a press; what they lost may be
    offered to them again."""
    answer = await handler(event, data)
    if isinstance(event, Message | CallbackQuery) and event.from_user is not None:
        await operator_present(data["work"], event.from_user.id)
    return answer
