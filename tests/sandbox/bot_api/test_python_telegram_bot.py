"""A client that shares no code with us or with aiogram: python-telegram-bot."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatJoinRequestHandler,
    CommandHandler,
    ContextTypes,
)

from sandbox.state.model import Message, Refused
from tests.sandbox.bot_api.conftest import Town
from tests.support.waiting import eventually


def client(town: Town, token: str) -> Bot:
    url = town.server.url
    return Bot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")


async def test_an_application(town: Town) -> None:
    """Polling with handlers: a command, a pressed button, a request to join."""
    room = town.room()
    done: list[str] = []

    async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])
        await update.message.reply_html("<b>Hi</b>", reply_markup=markup)

    async def pressed(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("ok")
        await update.callback_query.edit_message_text("gone")
        done.append("pressed")

    async def knocked(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.chat_join_request is not None
        await update.chat_join_request.approve()
        done.append("approved")

    assert town.bot.token is not None
    builder = Application.builder().bot(client(town, town.bot.token))
    app = builder.build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(pressed))
    app.add_handler(ChatJoinRequestHandler(knocked))
    async with app:
        assert app.updater is not None
        await app.updater.start_polling(allowed_updates=Update.ALL_TYPES, timeout=5)
        await app.start()
        town.says("/start")

        def history() -> list[Message]:
            return town.world.history(town.ann.id, town.bot.id)

        await eventually(lambda: history()[0].content.text == "Hi")
        town.world.press(town.ann.id, town.bot.id, history()[0].id, "go")
        await eventually(lambda: done == ["pressed"])
        assert history()[0].content.text == "gone"
        assert history()[0].content.markup is None
        link = town.world.create_link(town.boss.id, room.id, creates_join_request=True)
        with pytest.raises(Refused, match="INVITE_REQUEST_SENT"):
            town.world.use_link(town.ann.id, link.url)
        await eventually(lambda: done == ["pressed", "approved"])
        member = town.world.member(room.id, town.ann.id)
        assert member is not None
        assert member.standing == "member"
        town.server.api.session(town.bot).queue.release()
        await app.updater.stop()
        await app.stop()
