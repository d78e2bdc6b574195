"""aiogram's HTTP session, with calls written as JSON."""

import json
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import TelegramMethod
from aiohttp import BytesPayload, FormData


class JsonSession(AiohttpSession):
    """Telegram takes a call that carries no file as JSON as well as as a form
    (https://core.telegram.org/bots/api#making-requests), and a form costs more to write than all
    else of a call together."""

    async def close(self) -> None:
        """Close all connections.

        aiogram sleeps a quarter of a second after it, since aiohttp once left TLS connections to
        end by themselves. It no longer does: it aborts them (3.12.11,
        https://github.com/aio-libs/aiohttp/issues/11148) and waits for the end of all.
        """
        if self._session is not None:
            await self._session.close()

    def build_form_data(  # type: ignore[override]
        self, bot: Bot, method: TelegramMethod[Any]
    ) -> FormData | BytesPayload:
        """The call's body: a form for what carries files."""
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
