"""The floor of a relayed text: what aiogram alone needs to copy each text to a staff chat, polling,
and keeping nothing. `python -m bench.bare_relay <port>`.
"""

import asyncio
import logging
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from bench.null_bot_api import FIRST_DESK, TOKEN


async def main(port: int) -> None:
    """Relay until SIGTERM."""
    server = TelegramAPIServer.from_base(f"http://127.0.0.1:{port}")
    bot = Bot(TOKEN, session=AiohttpSession(api=server))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def relay(message: Message) -> None:
        await bot.copy_message(FIRST_DESK - message.chat.id, message.chat.id, message.message_id)

    await dispatcher.start_polling(bot, handle_signals=True)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(main(int(sys.argv[1])))
