"""The sandbox's faults at the Bot API's door."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter

from sandbox.bot_api.server import BotApiServer
from sandbox.faults import Face, Faults
from tests.sandbox.bot_api.conftest import Town, bot_of, hang_up


async def test_faults_strike_calls(town: Town, bot: Bot) -> None:
    faults = Faults()
    await town.server.stop()
    town.server = BotApiServer(town.world, faults.bot_api)
    await town.server.start()
    client = bot_of(town, town.bot)
    town.says()
    try:
        faults.flood(Face.BOT_API, "sendMessage", 9)
        with pytest.raises(TelegramRetryAfter) as caught:
            await client.send_message(town.ann.id, "x")
        assert caught.value.retry_after == 9
        faults.lose_answer(Face.BOT_API, "getUpdates", who=town.bot.id)
        first = None
        with pytest.raises(TelegramNetworkError):
            first = await client.get_updates()
        assert first is None
        # An answer that was lost confirms nothing: the update comes again.
        assert len(await client.get_updates(1)) == 1
        await client.send_message(town.ann.id, "fine again")
    finally:
        await hang_up(client)
