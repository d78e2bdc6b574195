"""What Telegram's own Bot API server does and simple emulators do not."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    ReplyKeyboardMarkup,
)

from sandbox.state.model import Content
from tests.sandbox.bot_api.conftest import Raw, Town, Updates
from tests.support.waiting import eventually


def button(data: str = "go") -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(text="Go", callback_data=data)]
    return InlineKeyboardMarkup(inline_keyboard=[row])


async def test_an_offset_confirms_and_minus_one_drops_what_is_older(town: Town, bot: Bot) -> None:
    for number in range(4):
        town.says(str(number))
    first = await bot.get_updates()
    assert [u.message.text for u in first if u.message] == ["0", "1", "2", "3"]
    ids = [u.update_id for u in first]
    assert ids == list(range(ids[0], ids[0] + 4))
    confirmed = await bot.get_updates(ids[2])
    assert [u.update_id for u in confirmed] == ids[2:]
    last = await bot.get_updates(-1)
    assert [u.update_id for u in last] == ids[3:]
    again = await bot.get_updates(ids[0])
    assert [u.update_id for u in again] == ids[3:]


async def test_the_same_offset_again_at_once_gives_one_update(town: Town, bot: Bot) -> None:
    for number in range(3):
        town.says(str(number))
    loop = asyncio.get_running_loop()
    for offset in range(1, 20):
        # On a busy machine the second call may come too late to count as the same at once.
        began = loop.time()
        first, second = await bot.get_updates(offset), await bot.get_updates(offset)
        assert len(first) == 3
        if loop.time() - began < 0.5:
            assert len(second) == 1
            return
    pytest.fail("never two calls within half a second")


async def test_a_second_poll_makes_the_first_fail(town: Town, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    queue = town.server.api.session(town.bot).queue
    await eventually(lambda: queue.waiting)
    second = asyncio.create_task(bot.get_updates(offset=1, timeout=20))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await first
    town.says("hello")
    assert [u.message.text for u in await second if u.message] == ["hello"]


async def test_updates_are_kept_for_a_day(town: Town, bot: Bot) -> None:
    town.says("old")
    town.clock.move(hours=23)
    town.says("new")
    town.clock.move(hours=2)
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["new"]


async def test_what_was_not_allowed_when_it_arose_is_lost(town: Town, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    town.says("lost")
    await bot.get_updates(1, allowed_updates=["message"])
    town.says("kept")
    found = await bot.get_updates(2)
    assert [u.message.text for u in found if u.message] == ["kept"]


async def test_by_default_there_are_no_chat_member_updates(town: Town, bot: Bot) -> None:
    room = town.room()
    await bot.get_updates(-1)
    town.let_in(room, town.ann)
    assert [u.event_type for u in await bot.get_updates()][1:] == ["message"]
    await bot.get_updates(-1, allowed_updates=["chat_member"])
    await bot.get_updates(10**9, allowed_updates=["chat_member"])
    town.world.ban(town.boss.id, room.id, town.ann.id)
    kinds = [u.event_type for u in await bot.get_updates(-1)]
    assert kinds == ["chat_member"]


async def test_what_texts_are_refused(town: Town, bot: Bot, raw: Raw) -> None:
    town.says()
    answer = await raw("sendMessage", chat_id=town.ann.id, text="")
    assert answer["description"] == "Bad Request: message text is empty"
    with pytest.raises(TelegramBadRequest, match="text must be non-empty"):
        await bot.send_message(town.ann.id, " \n ")
    assert len((await bot.send_message(town.ann.id, "x" * 4096)).text or "") == 4096
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(town.ann.id, "x" * 4097)
    await bot.send_message(town.ann.id, "x", reply_markup=button("d" * 64))
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await bot.send_message(town.ann.id, "x", reply_markup=button("d" * 65))


async def test_edits(town: Town, bot: Bot) -> None:
    town.says()
    sent = await bot.send_message(town.ann.id, "one", reply_markup=button())
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new"):
        await sent.edit_text("one", reply_markup=button())
    edited = await sent.edit_text("two")
    assert isinstance(edited, Message)
    assert edited.reply_markup is None
    assert edited.edit_date is not None
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("x", chat_id=town.ann.id, message_id=1)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("x", chat_id=town.ann.id, message_id=999)
    again = await sent.edit_reply_markup(reply_markup=button())
    assert isinstance(again, Message)
    assert again.text == "two"
    assert again.reply_markup is not None
    assert again.reply_markup.model_dump() == button().model_dump()


async def test_anybodys_card_can_be_sent(town: Town, updates: Updates) -> None:
    other = {"phone_number": "15559999", "first_name": "Zed", "user_id": town.boss.id}
    own = {"phone_number": "+15550001", "first_name": "Ann", "user_id": town.ann.id}
    for card in (other, own):
        town.world.send(town.ann.id, town.bot.id, Content(contact=card))
    messages = [u.message for u in await updates()]
    contacts = [m.contact for m in messages if m and m.contact]
    assert [c.user_id for c in contacts] == [town.boss.id, town.ann.id]
    assert [c.phone_number for c in contacts] == ["15559999", "+15550001"]


async def test_a_bot_hears_of_its_own_pins_and_titles(
    town: Town, bot: Bot, updates: Updates
) -> None:
    room = town.room()
    sent = await bot.send_message(room.id, "pin me")
    await updates()
    await bot.pin_chat_message(room.id, sent.message_id)
    await bot.set_chat_title(room.id, "Other")
    pinned, renamed = (u.message for u in await updates())
    assert pinned is not None
    assert pinned.pinned_message is not None
    assert pinned.pinned_message.message_id == sent.message_id
    assert renamed is not None
    assert renamed.new_chat_title == "Other"
    assert renamed.from_user is not None
    assert renamed.from_user.id == town.bot.id


async def test_members_known_and_unknown(town: Town, bot: Bot) -> None:
    room = town.room()
    with pytest.raises(TelegramBadRequest, match="member not found"):
        await bot.get_chat_member(room.id, town.ann.id)
    town.says()
    assert (await bot.get_chat_member(room.id, town.ann.id)).status == "left"
    town.let_in(room, town.ann)
    assert (await bot.get_chat_member(room.id, town.ann.id)).status == "member"
    assert (await bot.get_chat_member(room.id, town.boss.id)).status == "creator"
    assert (await bot.get_chat_member(room.id, town.bot.id)).status == "administrator"
    stranger = town.world.create_supergroup(town.ann.id, "Elsewhere")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.get_chat(stranger.id)


async def test_reply_keyboards_do_not_come_back_and_entities_do(town: Town, bot: Bot) -> None:
    town.says()
    await bot.send_message(town.ann.id, "x", reply_markup=ReplyKeyboardMarkup(keyboard=[]))
    entities = [MessageEntity(type="bold", offset=0, length=2)]
    sent = await bot.send_message(town.ann.id, "😀 x", entities=entities)
    assert [e.model_dump() for e in sent.entities or []] == [e.model_dump() for e in entities]
    assert sent.reply_markup is None
