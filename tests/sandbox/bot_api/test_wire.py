"""Requests in every form that clients send, refusals, accidents and files."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from sandbox.bot_api.hooks import Mishap
from tests.sandbox.bot_api.conftest import Raw, Town
from tests.support.waiting import eventually

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x07\x00\x00\x00\x05\x08\x02\x00\x00\x00"
    b"\x00\x00\x00\x00"
)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def at(town: Town, name: str, token: str | None = None) -> str:
    return f"{town.server.url}/bot{token or town.bot.token}/{name}"


async def test_arguments_in_every_form(town: Town, http: aiohttp.ClientSession) -> None:
    town.says()
    values = {"chat_id": str(town.ann.id), "text": "größe & <x>"}
    multipart = aiohttp.FormData(default_to_multipart=True)
    for key, value in values.items():
        multipart.add_field(key, value)
    requests = (
        http.get(at(town, "sendMessage"), params=values),
        http.post(at(town, "sendMessage"), params=values),
        http.post(at(town, "sendMessage"), data=values),
        http.post(at(town, "sendMessage"), json={**values, "chat_id": town.ann.id}),
        http.post(at(town, "SENDmessage"), data=multipart),
    )
    for request in requests:
        async with request as response:
            answer = await response.json()
            assert answer["ok"], answer
            assert answer["result"]["text"] == values["text"]


async def test_a_method_that_is_not_here_says_so(
    town: Town, raw: Raw, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = await raw("sendGift", user_id=1)
    assert answer["status"] == answer["error_code"] == 404
    assert answer["description"] == "Not Found: method sendGift is not in this sandbox"
    assert "sendGift" in caplog.text
    assert str(town.bot.token) not in caplog.text


async def test_unknown_tokens_and_paths(town: Town, http: aiohttp.ClientSession) -> None:
    async with http.get(at(town, "getMe", "1:x")) as response:
        assert response.status == 401
        assert await response.json() == {
            "ok": False,
            "error_code": 401,
            "description": "Unauthorized",
        }
    async with http.get(f"{town.server.url}/nothing") as response:
        assert response.status == 404
        assert (await response.json())["description"] == "Not Found"
    async with http.get(f"{town.server.url}/file/bot1:x/photos/file_1.jpg") as response:
        assert response.status == 401
    async with http.get(
        f"{town.server.url}/file/bot{town.bot.token}/photos/file_77.jpg"
    ) as response:
        assert response.status == 404


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"chat_id": "", "text": "x"}, "chat_id is empty"),
        ({"chat_id": "abc", "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": -100, "text": "x"}, "chat not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "x", "message_thread_id": 9}, "message thread not found"),
    ],
)
async def test_refusals_in_telegrams_words(
    town: Town, raw: Raw, values: dict[str, Any], sentence: str
) -> None:
    town.says()
    answer = await raw("sendMessage", **{"chat_id": town.ann.id, **values})
    assert answer["description"] == f"Bad Request: {sentence}"
    assert answer["status"] == answer["error_code"] == 400


async def test_a_broken_body_counts_as_none(town: Town, http: aiohttp.ClientSession) -> None:
    for body in ("{", "[]", "\x00"):
        headers = {"Content-Type": "application/json"}
        async with http.post(at(town, "sendMessage"), data=body, headers=headers) as response:
            assert (await response.json())["description"] == "Bad Request: message text is empty"


async def test_odd_values_never_break_the_server(
    town: Town, raw: Raw, caplog: pytest.LogCaptureFixture
) -> None:
    town.says()
    odd: tuple[Any, ...] = ("", "x", -1, 10**30, None, [], {}, [[]], True, 1.5, [None], "\ud800")
    names = ("sendMessage", "sendPhoto", "sendMediaGroup", "deleteMessages", "setMyCommands",
             "sendPoll", "restrictChatMember", "setMessageReaction", "getUpdates",
             "editMessageText", "answerCallbackQuery", "getFile", "getChatMember",
             "setWebhook", "createChatInviteLink", "copyMessage", "sendContact")  # fmt: skip
    fields = ("text", "media", "photo", "message_ids", "commands", "options", "permissions",
              "reaction", "offset", "message_id", "file_id", "user_id", "url", "expire_date",
              "reply_markup", "entities", "reply_parameters", "message_thread_id",
              "limit", "caption", "scope", "from_chat_id")  # fmt: skip
    for name in names:
        for value in odd:
            answer = await raw(name, chat_id=town.ann.id, **dict.fromkeys(fields, value))
            assert answer["status"] != 500, (name, value, caplog.text)


async def test_calls_that_go_wrong(town: Town, bot: Bot) -> None:
    town.says()
    plan = town.accidents.next
    plan["sendmessage"] = Mishap(code=429, retry_after=7)
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(town.ann.id, "x")
    assert caught.value.retry_after == 7
    plan["sendmessage"] = Mishap(code=502, sentence="")
    with pytest.raises(TelegramServerError, match="Bad Gateway"):
        await bot.send_message(town.ann.id, "x")

    def said() -> int:
        return len(town.world.history(town.ann.id, town.bot.id))

    assert said() == 1
    plan["sendmessage"] = Mishap(lost_before=True)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(town.ann.id, "lost before")
    assert said() == 1
    plan["sendmessage"] = Mishap(lost_after=True)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(town.ann.id, "lost after")
    assert said() == 2
    plan["sendmessage"] = Mishap(delay=0.02)
    await bot.send_message(town.ann.id, "late")
    assert said() == 3


async def test_connections_can_be_cut(town: Town, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    queue = town.server.api.session(town.bot).queue
    await eventually(lambda: queue.waiting)
    assert town.server.cut(town.bot.id + 1) == 0
    assert town.server.cut(town.bot.id) == 1
    with pytest.raises(TelegramNetworkError):
        await poll
    town.says("still there")
    assert len(await bot.get_updates(1)) == 1


async def test_files_there_and_back(town: Town, http: aiohttp.ClientSession, raw: Raw) -> None:
    town.says()
    form = aiohttp.FormData()
    form.add_field("chat_id", str(town.ann.id))
    form.add_field("photo", PNG, filename="x.png", content_type="image/png")
    async with http.post(at(town, "sendPhoto"), data=form) as response:
        photo = (await response.json())["result"]["photo"][-1]
    assert (photo["width"], photo["height"]) == (7, 5)
    assert len(photo["file_id"]) > 60
    again = await raw("sendPhoto", chat_id=town.ann.id, photo=photo["file_id"])
    assert again["result"]["photo"][-1] == photo
    wrong = await raw("sendDocument", chat_id=town.ann.id, document=photo["file_id"])
    assert wrong["description"] == "Bad Request: can't use file of type Photo as Document"
    found = (await raw("getFile", file_id=photo["file_id"]))["result"]
    path = found["file_path"]
    async with http.get(f"{town.server.url}/file/bot{town.bot.token}/{path}") as response:
        assert await response.read() == PNG
    other = town.world.add_bot("Other", "other_bot")
    params = {"file_id": photo["file_id"]}
    async with http.get(at(town, "getFile", other.token), params=params) as response:
        assert (await response.json())["description"] == "Bad Request: invalid file_id"


async def test_what_is_no_picture_is_no_photo(town: Town, http: aiohttp.ClientSession) -> None:
    town.says()
    form = aiohttp.FormData()
    form.add_field("chat_id", str(town.ann.id))
    form.add_field("photo", "attach://a")
    form.add_field("a", b"not a picture", filename="x.jpg")
    async with http.post(at(town, "sendPhoto"), data=form) as response:
        answer = await response.json()
    assert answer["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_uploads_have_a_limit(town: Town, http: aiohttp.ClientSession) -> None:
    town.says()
    form = aiohttp.FormData()
    form.add_field("chat_id", str(town.ann.id))
    form.add_field("document", b"\x00" * (50 * 1024 * 1024 + 1), filename="x")
    async with http.post(at(town, "sendDocument"), data=form) as response:
        assert response.status == 413
        assert json.loads(await response.text())["description"] == "Request Entity Too Large"
