"""What Telegram's own server tells when the bot is added or kicked, and when people knock."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from sandbox.state.model import Refused
from tests.sandbox.bot_api.conftest import Town, Updates


async def test_adding_and_kicking_the_bot(town: Town, bot: Bot, updates: Updates) -> None:
    room = town.room()
    town.world.ban(town.boss.id, room.id, town.bot.id)
    found = await updates()
    status = [
        (u.my_chat_member.old_chat_member.status, u.my_chat_member.new_chat_member.status)
        for u in found
        if u.my_chat_member
    ]
    assert status[0][0] == "left"
    assert status[-1][1] == "kicked"
    services = [u.message for u in found if u.message]
    assert [bool(m.new_chat_members) for m in services] == [True, False]
    assert services[1].left_chat_member is not None
    assert services[1].left_chat_member.id == town.bot.id
    for call in (
        bot.send_message(room.id, "x"),
        bot.get_chat(room.id),
        bot.get_chat_member(room.id, town.boss.id),
        bot.set_chat_title(room.id, "x"),
    ):
        with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
            await call


async def test_knocking(town: Town, bot: Bot, updates: Updates) -> None:
    room = town.room()
    link = await bot.create_chat_invite_link(room.id, name="one", creates_join_request=True)
    await updates()
    with pytest.raises(Refused, match="INVITE_REQUEST_SENT"):
        town.world.use_link(town.ann.id, link.invite_link)
    (update,) = await updates()
    request = update.chat_join_request
    assert request is not None
    assert request.from_user.id == request.user_chat_id == town.ann.id
    assert request.invite_link is not None
    assert request.invite_link.invite_link == link.invite_link
    assert request.invite_link.name == "one"
    await bot.send_message(request.user_chat_id, "one moment")
    await bot.approve_chat_join_request(room.id, town.ann.id)
    found = await updates()
    change = found[0].chat_member
    assert change is not None
    assert change.from_user.id == town.bot.id
    assert change.new_chat_member.status == "member"
    assert change.via_join_request is True
    assert change.invite_link is not None
    assert change.invite_link.invite_link == link.invite_link
    assert found[1].message is not None
    assert found[1].message.new_chat_members
    with pytest.raises(TelegramBadRequest, match="HIDE_REQUESTER_MISSING"):
        await bot.approve_chat_join_request(room.id, town.ann.id)


async def test_who_knocked_may_be_written_to_for_five_minutes(town: Town, bot: Bot) -> None:
    room = town.room()
    link = await bot.create_chat_invite_link(room.id, creates_join_request=True)
    with pytest.raises(Refused):
        town.world.use_link(town.ann.id, link.invite_link)
    town.clock.move(minutes=4)
    await bot.send_message(town.ann.id, "still here?")
    town.clock.move(minutes=2)
    with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
        await bot.send_message(town.ann.id, "too late")


async def test_anothers_link_is_shown_by_its_beginning(town: Town, updates: Updates) -> None:
    room = town.room()
    link = town.world.create_link(town.boss.id, room.id, creates_join_request=True)
    await updates()
    with pytest.raises(Refused):
        town.world.use_link(town.ann.id, link.url)
    (update,) = await updates()
    assert update.chat_join_request is not None
    shown = update.chat_join_request.invite_link
    assert shown is not None
    assert shown.invite_link.endswith("...")
    assert link.url.startswith(shown.invite_link.removesuffix("..."))
    assert shown.creator.id == town.boss.id
