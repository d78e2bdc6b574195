"""How calls are written."""

import json

from aiogram import Bot
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import BytesPayload, FormData

from bot.calls import SendMessage, reply_to
from bot.session import JsonSession
from sandbox.state.model import User


async def test_a_call_is_json_without_what_is_not_given(bot: Bot) -> None:
    button = InlineKeyboardButton(text="Так", callback_data="close-yes:7")
    markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
    call = SendMessage(chat_id=7, text="Ок?", reply_markup=markup, reply_parameters=reply_to(3))
    body = JsonSession().build_form_data(bot, call)
    assert isinstance(body, BytesPayload)
    assert body.content_type == "application/json"
    assert json.loads(body.decode()) == {
        "chat_id": 7,
        "text": "Ок?",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": [[{"text": "Так", "callback_data": "close-yes:7"}]]},
        "reply_parameters": {"message_id": 3, "allow_sending_without_reply": True},
    }


async def test_what_carries_a_file_is_a_form(bot: Bot) -> None:
    call = SendDocument(chat_id=7, document=BufferedInputFile(b"x", "x.txt"))
    body = JsonSession().build_form_data(bot, call)
    assert isinstance(body, FormData)
    assert body.is_multipart


async def test_a_session_that_is_closed_has_no_connection_left(bot: Bot, customer: User) -> None:
    assert isinstance(bot.session, JsonSession)
    assert (await bot.get_chat(customer.id)).id == customer.id  # over a connection that is kept
    client = await bot.session.create_session()
    await bot.session.close()
    assert client.closed
    assert client.connector is None
    await bot.session.close()  # a second time does no harm
    assert (await bot.get_chat(customer.id)).id == customer.id  # nor is it the end for good
