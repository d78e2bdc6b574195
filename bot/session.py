"""aiogram's HTTP session: calls written as JSON, and answers that cannot be read told apart."""

import json
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from math import ceil
from time import monotonic
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import (
    AiogramError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import BytesPayload, FormData
from pydantic import TypeAdapter, ValidationError

LEAST_BOT_API = "10.3"
"""What aiogram of this version reads: it demands every field that this Bot API promises."""

TOO_OLD = f"this Bot API server is older than the desk needs (at least {LEAST_BOT_API})"

_READS = "get"
"""How the names of all methods begin that tell something and do nothing."""


class UnreadAnswer(AiogramError):
    """The answer to a question cannot be read: nothing is known, and asking again would not help.

    `message` says what it lacks. What was to be *done* is another matter: it is done, whatever the
    answer looks like (`ClientDecodeError`).
    """

    def __init__(self, method: str, error: ValidationError) -> None:
        lacking = [each["loc"][-1] for each in error.errors() if each["type"] == "missing"]
        if lacking:
            self.message = f"{method} comes without {lacking[0]}: {TOO_OLD}"
        else:
            self.message = f"the answer to {method} cannot be read"
        super().__init__(self.message)


_OF_ONE_MESSAGE = ("editMessage", "sendPhoto", "sendDocument")
"""How the names of methods begin that change what stands already, or send what is no word of a
talk. Telegram's waits are those of one method in one chat: words need not wait with them."""


def is_of_one_message(method: TelegramMethod[Any]) -> bool:
    """Tell whether messages go on while that call has to wait."""
    return method.__api_method__.startswith(_OF_ONE_MESSAGE)


SILENT = "this process cannot be sure to be the only one that runs the bot"


@cache
def _reader(kind: Any) -> TypeAdapter[Any]:
    """Return what reads answers of a kind. aiogram makes a class for each kind, which Python throws
    away when it is used by no answer, and which takes milliseconds to make again."""
    return TypeAdapter(kind)


def _read(bot: Bot, method: TelegramMethod[Any], result: Any) -> Any:
    """Raises pydantic.ValidationError for what cannot be read."""
    return _reader(method.__returning__).validate_python(result, context={"bot": bot})


class JsonSession(AiohttpSession):
    """Sends calls that carry no file as JSON, which Telegram takes as well as a form
    (https://core.telegram.org/bots/api#making-requests): a form costs more to write than all else
    of a call together.

    `may_call` is asked before each call: one that may not go is not made, as if there were no
    connection. Who has to wait does not ask again: what words go past is refused here until then.
    """

    def __init__(self, may_call: Callable[[], bool] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._may_call = may_call
        self._waits: dict[tuple[str, object], float] = {}  # monotonic, by method and chat

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """Make one call. Raises aiogram's errors."""
        if self._may_call is not None and not self._may_call():
            raise TelegramNetworkError(method, SILENT)
        if not is_of_one_message(method):
            return await super().make_request(bot, method, timeout)
        key = method.__api_method__, getattr(method, "chat_id", None)
        left = self._waits.get(key, 0.0) - monotonic()
        if left > 0:
            raise TelegramRetryAfter(method, "to be waited for still", ceil(left))
        self._waits.pop(key, None)
        try:
            return await super().make_request(bot, method, timeout)
        except TelegramRetryAfter as error:
            self._waits[key] = monotonic() + error.retry_after
            raise

    async def close(self) -> None:
        """Close all connections.

        aiogram sleeps a quarter of a second after it, since aiohttp once left TLS connections to
        end by themselves. It no longer does: it aborts them (3.12.11,
        https://github.com/aio-libs/aiohttp/issues/11148) and waits for the end of all.
        """
        if self._session is not None:
            await self._session.close()

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Read an answer as aiogram does. Raises `UnreadAnswer` beside its own errors."""
        name = method.__api_method__
        try:
            given = json.loads(content)
            if status_code == HTTPStatus.OK and given["ok"] is True:
                return Response.model_construct(ok=True, result=_read(bot, method, given["result"]))
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            if isinstance(error, ValidationError) and name.startswith(_READS):
                raise UnreadAnswer(name, error) from None
        # What was refused, and what cannot be read: aiogram says it in its own way.
        return super().check_response(bot, method, status_code, content)

    def build_form_data(  # type: ignore[override]
        self, bot: Bot, method: TelegramMethod[Any]
    ) -> FormData | BytesPayload:
        """The call's body: a form for what carries files. Calls of ours that say of themselves that
        they are plain need no look at each value (`bot.calls`)."""
        if getattr(method, "is_plain", False):
            body = method.model_dump_json(warnings=False, exclude_none=True)
            return BytesPayload(body.encode(), content_type="application/json")
        files: dict[str, Any] = {}
        given = method.model_dump(warnings=False, exclude_none=True)
        values = {
            name: self.prepare_value(value, bot, files, _dumps_json=False)
            for name, value in given.items()
        }
        if files:
            return super().build_form_data(bot, method)
        body = json.dumps({name: value for name, value in values.items() if value is not None})
        return BytesPayload(body.encode(), content_type="application/json")
