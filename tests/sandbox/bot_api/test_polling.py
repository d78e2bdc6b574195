"""aiogram's own polling, with a dispatcher and handlers."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot, Dispatcher
from aiogram.filters import CommandStart
from aiogram.types import (
    CallbackQuery,
    ChatJoinRequest,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from sandbox.state.model import Content, Refused
from sandbox.state.model import Message as Stored
from tests.sandbox.bot_api.conftest import Town
from tests.support.waiting import eventually

SHARE = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Share", request_contact=True)]])
GO = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])


def dispatcher(room: int) -> Dispatcher:
    desk = Dispatcher()

    @desk.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer("Your contact?", reply_markup=SHARE)

    @desk.message()
    async def contact(message: Message) -> None:
        assert message.contact is not None
        await message.answer("Thanks", reply_markup=ReplyKeyboardRemove())
        await message.answer("Ready?", reply_markup=GO)

    @desk.callback_query()
    async def pressed(query: CallbackQuery, bot: Bot) -> None:
        link = await bot.create_chat_invite_link(room, creates_join_request=True)
        await query.answer("Here")
        assert isinstance(query.message, Message)
        await query.message.edit_text(link.invite_link)

    @desk.chat_join_request()
    async def knocked(request: ChatJoinRequest) -> None:
        await request.approve()

    return desk


async def test_from_start_to_the_room(town: Town, bot: Bot) -> None:
    room = town.room()
    desk = dispatcher(room.id)
    polling = asyncio.create_task(
        desk.start_polling(bot, handle_signals=False, close_bot_session=False, polling_timeout=5)
    )

    def last() -> Stored:
        return town.world.history(town.ann.id, town.bot.id)[0]

    town.says("/start")
    await eventually(lambda: last().content.text == "Your contact?")
    card = {"phone_number": "+15550001", "first_name": "Ann", "user_id": town.ann.id}
    town.world.send(town.ann.id, town.bot.id, Content(contact=card))
    await eventually(lambda: last().content.text == "Ready?")
    query = town.world.press(town.ann.id, town.bot.id, last().id, "go")
    await eventually(lambda: "t.me" in last().content.text)
    assert query.answer_text == "Here"
    with pytest.raises(Refused, match="INVITE_REQUEST_SENT"):
        town.world.use_link(town.ann.id, last().content.text)
    await eventually(lambda: town.world.member(room.id, town.ann.id))
    await desk.stop_polling()
    await polling
