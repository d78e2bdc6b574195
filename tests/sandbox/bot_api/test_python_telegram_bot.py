"""A client that shares no code with us or with aiogram: python-telegram-bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatJoinRequestHandler,
    CommandHandler,
    ContextTypes,
)

from sandbox.state.model import Message, Refused
from tests.sandbox.bot_api.conftest import Town
from tests.sandbox.bot_api.test_wire import PNG
from tests.support.waiting import eventually


def client(town: Town, token: str) -> Bot:
    url = town.server.url
    return Bot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")


@pytest.fixture
async def ptb(town: Town) -> AsyncIterator[Bot]:
    assert town.bot.token is not None
    async with client(town, town.bot.token) as bot:
        yield bot


async def test_who_am_i(town: Town, ptb: Bot) -> None:
    me = await ptb.get_me()
    assert (me.id, me.username, me.is_bot) == (town.bot.id, "desk_bot", True)
    with pytest.raises(InvalidToken):
        await client(town, "1:x").initialize()


async def test_sending(town: Town, ptb: Bot) -> None:
    town.says()
    buttons = [[InlineKeyboardButton("Go", callback_data="go")]]
    sent = await ptb.send_message(
        town.ann.id,
        "<b>Bold</b> &amp; <i>plain</i> 😀 <code>x</code>",
        parse_mode=ParseMode.HTML,
        reply_markup=InlineKeyboardMarkup(buttons),
        reply_to_message_id=1,
    )
    assert sent.text == "Bold & plain 😀 x"
    assert sent.text_html == "<b>Bold</b> &amp; <i>plain</i> 😀 <code>x</code>"
    assert sent.reply_to_message is not None
    assert sent.reply_markup is not None
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("Share", request_contact=True)]])
    await ptb.send_message(town.ann.id, "contact?", reply_markup=keyboard)
    theirs = town.world.history(town.ann.id, town.bot.id)[0]
    assert theirs.content.markup is not None
    assert theirs.content.markup["keyboard"] == [[{"text": "Share", "request_contact": True}]]
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(987, "x")
    town.world.block(town.ann.id, town.bot.id)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await ptb.send_message(town.ann.id, "x")


async def test_files(town: Town, ptb: Bot) -> None:
    town.says()
    sent = await ptb.send_photo(town.ann.id, PNG, caption="*pic*", parse_mode="MarkdownV2")
    assert sent.caption == "pic"
    assert (sent.photo[-1].width, sent.photo[-1].height) == (7, 5)
    file = await ptb.get_file(sent.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == PNG
    media = [InputMediaDocument(b"one", filename="1.txt"), InputMediaDocument(b"two")]
    album = await ptb.send_media_group(town.ann.id, media, caption="both")
    assert [m.caption for m in album] == ["both", None]
    assert album[0].document is not None
    assert (album[0].document.file_name, album[0].document.mime_type) == ("1.txt", "text/plain")
    again = await ptb.send_document(town.ann.id, album[1].document.file_id)  # type: ignore[union-attr]
    assert again.document == album[1].document


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
