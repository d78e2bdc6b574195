"""Turns aiogram's errors into outcomes: the one place that reads texts of Telegram's errors."""

from collections.abc import Awaitable
from datetime import datetime, timedelta
from enum import Enum

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramRetryAfter,
)
from aiogram.methods import TelegramMethod

from bot.scrub import scrub
from bot.session import UnreadAnswer, is_of_one_message
from core.delivery.trouble import doubling
from core.model.outcomes import (
    Cause,
    Migrated,
    Outcome,
    Rejected,
    RetryAt,
    Scope,
    Sent,
    Unreachable,
)

PAUSES = doubling(0.1, 60.0)
"""Most lines that are cut can be made anew at once."""

# What texts of Telegram's own Bot API server mean; the first that fits.
_CAUSES: tuple[tuple[Cause, tuple[str, ...]], ...] = (
    (Cause.TOPIC_GONE, ("message thread not found", "TOPIC_DELETED", "TOPIC_ID_INVALID")),
    (
        Cause.SO_ALREADY,
        (
            "HIDE_REQUESTER_MISSING",  # answered before, or they changed their mind
            "USER_ALREADY_PARTICIPANT",
            "CHAT_NOT_MODIFIED",
            "chat title is not modified",
            "USER_NOT_PARTICIPANT",
            "INVITE_HASH_EXPIRED",
            "INVITE_REVOKED",
            "TOPIC_NOT_MODIFIED",  # of name and icon as of open and closed
            "message is not modified",
            "MESSAGE_NOT_MODIFIED",
        ),
    ),
    (
        Cause.MESSAGE_GONE,
        (
            "message to copy not found",
            "message to forward not found",
            "message to edit not found",
            "message to delete not found",
            "message to pin not found",
            "message to react not found",
        ),
    ),
    # A message after 48 hours (https://core.telegram.org/bots/api#deletemessage); a press.
    (Cause.TOO_OLD, ("message can't be deleted", "query is too old", "QUERY_ID_INVALID")),
    (Cause.NO_VOICE, ("VOICE_MESSAGES_FORBIDDEN",)),
    (Cause.PERSON_FULL, ("USER_CHANNELS_TOO_MUCH",)),
    (Cause.NO_FORUM, ("not a forum", "CHANNEL_FORUM_MISSING")),
    (
        Cause.NO_RIGHT,
        (
            "not enough rights",
            "CHAT_ADMIN_REQUIRED",
            "need administrator rights",
        ),
    ),
    (Cause.BLOCKED, ("USER_IS_BLOCKED", "bot was blocked", "can't initiate conversation")),
    (
        Cause.NOBODY,
        (
            "user is deactivated",
            "chat not found",
            "user not found",
            "PEER_ID_INVALID",
            "INPUT_USER_DEACTIVATED",
        ),
    ),
)

_NOBODY_THERE = ("chat not found", "user not found", "PEER_ID_INVALID", "USER_IS_BLOCKED")
"""Of people whom the bot cannot write to, beside its 403."""

# With a person as the chat, a 403 that names a group is about what was to be copied from there.
_OF_A_GROUP = ("group chat", "channel chat")


class Refusal(Enum):
    """What a refusal means to the call that met it, and to no other."""

    NOT_TO_EDIT = (
        "message to edit not found",
        "message can't be edited",
        "there is no media in the message to edit",
        "MESSAGE_ID_INVALID",
    )
    NO_ANSWER = (  # nothing there can be answered, or not with that quote
        "message to be replied not found",
        "message to reply not found",
        "QUOTE_TEXT_INVALID",
        "quote not found",
    )
    FILE_TOO_BIG = ("file is too big",)
    FILE_NOT_NOW = ("temporarily unavailable",)  # or its id is wrong: there is one text for both
    WEBHOOK_SET = ("webhook",)


def growing_delay(failures: int) -> timedelta:
    """Return the wait after so many failures in a row (1, 2, …)."""
    return timedelta(seconds=PAUSES(failures))


def outcome_of(error: AiogramError, chat_id: int | None, failures: int, now: datetime) -> Outcome:
    """Return what an error means for the effect that met it.

    Args:
        error: as aiogram raised it.
        chat_id: of the effect; positive for a person.
        failures: how often in a row this destination has failed, this time included.
        now: UTC.
    """
    match error:
        case TelegramRetryAfter():
            wait = timedelta(seconds=error.retry_after)
            said = f"flood wait of {error.retry_after} s"
            return RetryAt(now + wait, said, Cause.FLOOD_WAIT, _held_up_by(error))
        case TelegramMigrateToChat() if chat_id is None or chat_id < 0:
            return Migrated(error.migrate_to_chat_id)
        case TelegramMigrateToChat():
            # The group where it was said; in its new id it has other messages.
            return Rejected(f"migrated to {error.migrate_to_chat_id} since it was said")
        case TelegramForbiddenError():
            return _forbidden(reason(error), chat_id)
        case TelegramBadRequest():
            return _refused(reason(error), chat_id)
        case TelegramEntityTooLarge():
            return _rejected(reason(error))
        case TelegramNotFound() if "method" in error.message:
            return Rejected(reason(error))
        case UnreadAnswer():
            return Rejected(reason(error), Cause.UNREADABLE)
        case ClientDecodeError() if _was_done(error):
            return Sent(_what_came(error.data))
        case _:
            # Network, 5xx, 401 and 404 (a wrong token), 409: none is the effect's own fault.
            return RetryAt(now + growing_delay(failures), reason(error), scope=_held_up_by(error))


def _held_up_by(error: AiogramError) -> Scope:
    method = getattr(error, "method", None)
    holds_words = not isinstance(method, TelegramMethod) or not is_of_one_message(method)
    return Scope.DESTINATION if holds_words else Scope.EFFECT


def reason(error: AiogramError) -> str:
    """Return Telegram's own text of the error, in one line and without the token."""
    if isinstance(error, TelegramAPIError):
        text = error.message
    elif isinstance(error, ClientDecodeError | UnreadAnswer):
        text = error.message  # its str() carries the whole answer
    else:
        text = str(error)
    return scrub(" ".join(text.split()).removeprefix("Bad Request: ").removeprefix("Forbidden: "))


def means(error: TelegramAPIError, *meanings: Cause | Refusal) -> bool:
    """Tell whether Telegram's refusal is one of these."""
    text = reason(error)
    words = [each for meaning in meanings if isinstance(meaning, Refusal) for each in meaning.value]
    return _cause_of(text) in meanings or any(each.lower() in text.lower() for each in words)


async def unless(call: Awaitable[object], *meanings: Cause | Refusal) -> None:
    """Make the call. A refusal that means one of these counts as success."""
    try:
        await call
    except TelegramBadRequest as error:
        if not means(error, *meanings):
            raise


async def edited(call: Awaitable[object]) -> bool:
    """Make the edit. Returns False when there is nothing that can be edited any more."""
    try:
        await unless(call, Cause.SO_ALREADY)
    except TelegramBadRequest as error:
        if not means(error, Refusal.NOT_TO_EDIT):
            raise
        return False
    return True


def _cause_of(text: str) -> Cause:
    """Return what Telegram's text means."""
    return next(
        (cause for cause, texts in _CAUSES if any(words in text for words in texts)), Cause.OTHER
    )


def _forbidden(text: str, chat_id: int | None) -> Outcome:
    if chat_id is not None and chat_id > 0 and any(words in text for words in _OF_A_GROUP):
        return _rejected(text)
    return _unreachable(text, chat_id)


def _refused(text: str, chat_id: int | None) -> Outcome:
    cause = _cause_of(text)
    is_person = chat_id is not None and chat_id > 0
    if is_person and cause is not Cause.TOPIC_GONE and any(each in text for each in _NOBODY_THERE):
        return _unreachable(text, chat_id)
    return _rejected(text)


def _rejected(text: str) -> Rejected:
    return Rejected(text, _cause_of(text))


def _unreachable(text: str, chat_id: int | None) -> Unreachable:
    if chat_id is not None and chat_id < 0:
        return Unreachable(text, Cause.CHAT_LOST, Scope.DESTINATION)
    return Unreachable(text, _cause_of(text))


def _was_done(error: ClientDecodeError) -> bool:
    """Tell whether Telegram did it although aiogram could not read its answer: doing it again would
    double it."""
    return isinstance(error.data, dict) and error.data.get("ok") is True


def _what_came(answer: dict[str, object]) -> dict[str, str | int | bool]:
    result = answer.get("result")
    if not isinstance(result, dict):
        return {}
    wanted = {"message_id": result.get("message_id"), "url": result.get("invite_link")}
    return {name: value for name, value in wanted.items() if isinstance(value, str | int)}
