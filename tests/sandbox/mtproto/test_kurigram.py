"""What a user account does all day, by an unmodified kurigram."""

from typing import Any

import pyrogram
import pytest
from pyrogram import enums, types
from pyrogram.errors import (
    ChatAdminRequired,
    PasswordHashInvalid,
    UsernameNotOccupied,
)

from sandbox.state.model import Standing
from tests.sandbox.mtproto.clients import kurigram
from tests.sandbox.mtproto.conftest import Town
from tests.sandbox.mtproto.ears import Ear, heard_of, room
from tests.support.waiting import eventually


async def test_signing_in_by_code_and_who_one_is(town: Town) -> None:
    client = await town.sign_in(town.ann)
    me = await client.get_me()
    assert (me.id, me.first_name, me.username) == (town.ann.id, "Ann", "ann_types")
    dialogs = [dialog async for dialog in client.get_dialogs()]
    assert [dialog.chat.id for dialog in dialogs] == [777000]
    assert town.world.login_code in dialogs[0].top_message.text


async def test_the_second_factor(town: Town) -> None:
    town.ann.password = "correct horse — батарея"
    client: Any = kurigram(town.address)
    await client.connect()
    sent = await client.send_code(str(town.ann.phone))
    with pytest.raises(pyrogram.errors.SessionPasswordNeeded):
        await client.sign_in(str(town.ann.phone), sent.phone_code_hash, town.world.login_code)
    with pytest.raises(PasswordHashInvalid):
        await client.check_password("wrong")
    assert (await client.check_password(town.ann.password)).id == town.ann.id
    assert await client.invoke(pyrogram.raw.functions.auth.LogOut())
    assert not town.face.server.sessions_of(town.ann.id)
    await client.disconnect()


async def test_signing_up(town: Town) -> None:
    client: Any = kurigram(town.address)
    await client.connect()
    sent = await client.send_code("+99966777777")
    assert (
        await client.sign_in("+99966777777", sent.phone_code_hash, town.world.login_code) is False
    )
    user = await client.sign_up("+99966777777", sent.phone_code_hash, "New", "Comer")
    assert town.world.user(user.id).last_name == "Comer"
    await client.disconnect()


async def test_a_bot_signs_in_by_its_token(town: Town) -> None:
    bot = await town.sign_in(town.bot)
    assert (await bot.get_me()).is_bot
    with pytest.raises(pyrogram.errors.BotMethodInvalid):
        await bot.create_supergroup("Nope")


async def test_a_private_conversation_reaches_the_other_live(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    ear = Ear(bob)
    sent = await ann.send_message("bob_reads", "Hello **you** 🙂")
    await eventually(lambda: ear.texts() == ["Hello you 🙂"])
    assert ear.new[0].from_user is not None
    assert ear.new[0].from_user.id == town.ann.id
    assert ear.new[0].entities[0].type is enums.MessageEntityType.BOLD
    await ann.edit_message_text(town.bob.id, sent.id, "Hello again")
    await eventually(lambda: [m.text for m in ear.edited] == ["Hello again"])
    answer = await bob.send_message(
        town.ann.id, "Yes?", reply_parameters=types.ReplyParameters(message_id=ear.new[0].id)
    )
    assert answer.reply_to_message_id == ear.new[0].id
    await ann.delete_messages(town.bob.id, sent.id)
    await eventually(lambda: ear.deleted == [ear.new[0].id])
    with pytest.raises(UsernameNotOccupied):
        await ann.send_message("nobody_here", "?")


async def test_the_life_of_a_room(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    ear = Ear(bob)
    chat_id = await room(town, ann, town.bob, town.bot)
    chat = town.world.chats[chat_id]
    assert (chat.title, chat.about, len(chat.members)) == ("Ticket 1", "about it", 3)
    await ann.promote_chat_member(
        chat_id,
        town.bot.id,
        privileges=types.ChatPrivileges(can_invite_users=True, can_delete_messages=True),
    )
    assert chat.members[town.bot.id].standing is Standing.ADMINISTRATOR
    assert {"can_invite_users", "can_delete_messages"} <= chat.members[town.bot.id].rights

    sent = await ann.send_message(chat_id, "first")
    await eventually(lambda: ear.texts() == ["first"])
    await ann.edit_message_text(chat_id, sent.id, "second")
    await eventually(lambda: [m.text for m in ear.edited] == ["second"])
    await bob.send_message(chat_id, "third")
    texts = [m.text async for m in ann.get_chat_history(chat_id) if m.text]
    assert texts == ["third", "second"]
    await ann.pin_chat_message(chat_id, sent.id)
    assert (await ann.get_chat(chat_id)).pinned_message.id == sent.id
    await ann.delete_messages(chat_id, sent.id)
    await eventually(lambda: ear.deleted == [sent.id])

    await ann.set_chat_title(chat_id, "Ticket 2")
    await ann.set_chat_description(chat_id, "other")
    full = await ann.get_chat(chat_id)
    assert (full.title, full.description, full.members_count) == ("Ticket 2", "other", 3)
    members = {m.user.id: m.status async for m in ann.get_chat_members(chat_id)}
    assert members == {
        town.ann.id: enums.ChatMemberStatus.OWNER,
        town.bob.id: enums.ChatMemberStatus.MEMBER,
        town.bot.id: enums.ChatMemberStatus.ADMINISTRATOR,
    }
    with pytest.raises(ChatAdminRequired):
        await bob.ban_chat_member(chat_id, town.bot.id)

    await ann.ban_chat_member(chat_id, town.bob.id)
    with pytest.raises(pyrogram.errors.ChannelPrivate):
        await bob.send_message(chat_id, "still here?")
    await ann.unban_chat_member(chat_id, town.bob.id)
    assert chat.members[town.bob.id].standing is Standing.LEFT
    await ann.delete_supergroup(chat_id)
    assert chat.deleted


async def test_links_knocking_and_being_let_in(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    bot = await town.sign_in(town.bot)
    ear = Ear(bot)
    chat_id = await room(town, ann, town.bot)
    await ann.promote_chat_member(
        chat_id, town.bot.id, privileges=types.ChatPrivileges(can_invite_users=True)
    )
    link = await ann.create_chat_invite_link(chat_id, name="ticket", creates_join_request=True)
    assert link.creates_join_request
    assert isinstance(await bob.join_chat(link.invite_link), types.ChatJoinResultRequestSent)
    await eventually(lambda: [k.from_user.id for k in ear.knocks] == [town.bob.id])
    waiting = [r.user.id async for r in ann.get_chat_join_requests(chat_id)]
    assert waiting == [town.bob.id]
    await bot.approve_chat_join_request(chat_id, town.bob.id)
    assert town.world.chats[chat_id].members[town.bob.id].standing is Standing.MEMBER
    await heard_of(bob, chat_id)
    await bob.send_message(chat_id, "I am in")

    open_link = await ann.create_chat_invite_link(chat_id, member_limit=1)
    await bob.leave_chat(chat_id)
    seen = await bob.get_chat(open_link.invite_link)
    assert seen.title == "Ticket 1"
    joined = await bob.join_chat(open_link.invite_link)
    assert joined.chat.id == chat_id
    revoked = await ann.revoke_chat_invite_link(chat_id, link.invite_link)
    assert revoked.is_revoked
    await ann.delete_chat_invite_link(chat_id, link.invite_link)
    left = [k.invite_link async for k in ann.get_chat_admin_invite_links(chat_id, town.ann.id)]
    assert left == [open_link.invite_link]


async def test_strangers_cannot_read(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    chat_id = await room(town, ann)
    chat = town.world.chats[chat_id]
    channel = pyrogram.raw.types.InputChannel(
        channel_id=-(10**12) - chat_id, access_hash=chat.access_hash
    )
    wanted = pyrogram.raw.types.InputMessageID(id=1)
    with pytest.raises(pyrogram.errors.ChannelPrivate):
        await bob.invoke(pyrogram.raw.functions.channels.GetMessages(channel=channel, id=[wanted]))
    channel.access_hash += 1
    with pytest.raises(pyrogram.errors.ChannelInvalid):
        await bob.invoke(pyrogram.raw.functions.channels.GetFullChannel(channel=channel))


async def test_basic_groups_and_what_becomes_of_them(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    group = await ann.create_group("Old style", [town.bob.username])
    assert group.id is not None
    await bob.send_message(group.id, "small")
    assert [m.text async for m in ann.get_chat_history(group.id) if m.text] == ["small"]
    moved = await ann.invoke(pyrogram.raw.functions.messages.MigrateChat(chat_id=-group.id))
    new = next(c for c in moved.chats if isinstance(c, pyrogram.raw.types.Channel))
    await heard_of(bob, -(10**12) - new.id)
    await bob.send_message(-(10**12) - new.id, "large")
    with pytest.raises(pyrogram.errors.RPCError):
        await bob.send_message(group.id, "too late")


async def test_pressing_a_bots_button(town: Town) -> None:
    ann, bot = await town.sign_in(town.ann), await town.sign_in(town.bot)
    ear = Ear(ann)

    async def answer(_: Any, query: Any) -> None:
        await query.answer(f"got {query.data}", show_alert=True)

    bot.add_handler(pyrogram.handlers.CallbackQueryHandler(answer))
    await ann.send_message("desk_bot", "/start")
    keyboard = types.InlineKeyboardMarkup(
        [[types.InlineKeyboardButton("Close", callback_data="close:1")]]
    )
    await bot.send_message(town.ann.id, "Press", reply_markup=keyboard)
    await eventually(lambda: ear.texts() == ["Press"])
    pressed = await ear.new[0].click(0)
    assert (pressed.message, pressed.alert) == ("got close:1", True)
