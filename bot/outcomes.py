"""The one place where what aiogram raises becomes an outcome."""

from datetime import datetime, timedelta

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

from bot.scrub import scrub
from core.domain.outcomes import GONE, Migrated, Outcome, Rejected, RetryAt, Sent, Unreachable

FIRST_DELAY = timedelta(seconds=0.1)
LONGEST_DELAY = timedelta(seconds=60)

# What the Bot API server says of people whom the bot cannot write to, beside its 403
# (texts of telegram-bot-api's own program).
_NOBODY_THERE = ("chat not found", "user not found", "PEER_ID_INVALID", "USER_IS_BLOCKED")

_TOPIC_GONE = ("message thread not found", "TOPIC_DELETED", "TOPIC_ID_INVALID")

# With a person as the chat, a 403 that names a group is about what was to be copied from there.
_OF_A_GROUP = ("group chat", "channel chat")


def growing_delay(failures: int) -> timedelta:
    """The wait after so many failures in a row (1, 2, …): a tenth of a second, doubled up to a
    minute. Most lines that are cut can be made anew at once."""
    return min(LONGEST_DELAY, FIRST_DELAY * (1 << min(failures - 1, 10)))


def outcome_of(error: AiogramError, chat_id: int | None, failures: int, now: datetime) -> Outcome:
    """What an error means for the effect that met it.

    Args:
        error: as aiogram raised it.
        chat_id: of the effect; positive for a person.
        failures: how often in a row this destination has failed, this time included.
        now: UTC.
    """
    match error:
        case TelegramRetryAfter():
            wait = timedelta(seconds=error.retry_after)
            return RetryAt(now + wait, f"flood wait of {error.retry_after} s")
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
            return Rejected(reason(error))
        case TelegramNotFound() if "method" in error.message:
            return Rejected(reason(error))
        case ClientDecodeError() if _was_done(error):
            return Sent(_what_came(error.data))
        case _:
            # Network, 5xx, 401 and 404 (a wrong token), 409: none is the effect's own fault.
            return RetryAt(now + growing_delay(failures), reason(error))


def reason(error: AiogramError) -> str:
    """Telegram's own text of the error, in one line and without the token."""
    if isinstance(error, TelegramAPIError):
        text = error.message
    elif isinstance(error, ClientDecodeError):
        text = error.message  # its str() carries the whole answer
    else:
        text = str(error)
    return scrub(" ".join(text.split()).removeprefix("Bad Request: ").removeprefix("Forbidden: "))


def is_gone(text: str) -> bool:
    """Whether Telegram says that there is no such topic of a forum any more."""
    return any(words in text for words in _TOPIC_GONE)


def _forbidden(text: str, chat_id: int | None) -> Outcome:
    if chat_id is not None and chat_id > 0 and any(words in text for words in _OF_A_GROUP):
        return Rejected(text)
    return Unreachable(text)


def _refused(text: str, chat_id: int | None) -> Outcome:
    if is_gone(text):
        return Rejected(f"{GONE}: {text}")
    if chat_id is not None and chat_id > 0 and any(words in text for words in _NOBODY_THERE):
        return Unreachable(text)
    return Rejected(text)


def _was_done(error: ClientDecodeError) -> bool:
    """Telegram did it, and aiogram could not read its answer: doing it again would double it."""
    return isinstance(error.data, dict) and error.data.get("ok") is True


def _what_came(answer: dict[str, object]) -> dict[str, str | int | bool]:
    result = answer.get("result")
    if not isinstance(result, dict):
        return {}
    wanted = {"message_id": result.get("message_id"), "url": result.get("invite_link")}
    return {name: value for name, value in wanted.items() if isinstance(value, str | int)}
