"""What a user account does all day, by an unmodified kurigram."""

import asyncio
import os
from io import BytesIO
from typing import Any

import pyrogram
import pytest
from pyrogram import enums, types
from pyrogram.errors import (
    ChatAdminRequired,
    PasswordHashInvalid,
    PhoneCodeInvalid,
    UsernameNotOccupied,
)
from pyrogram.handlers import (
    ChatJoinRequestHandler,
    DeletedMessagesHandler,
    EditedMessageHandler,
    MessageHandler,
)

from sandbox.state.model import Content, Privacy, Standing
from tests.sandbox.mtproto.clients import kurigram
from tests.sandbox.mtproto.conftest import Town
from tests.support.waiting import eventually


class Ear:
    """What a client was told."""

    def __init__(self, client: Any) -> None:
        self.new: list[Any] = []
        self.edited: list[types.Message] = []
        self.deleted: list[int] = []
        self.knocks: list[types.ChatJoinRequest] = []

        async def hear(_: Any, message: types.Message) -> None:
            self.new.append(message)

        async def hear_edit(_: Any, message: types.Message) -> None:
            self.edited.append(message)

        async def hear_deletion(_: Any, messages: list[types.Message]) -> None:
            self.deleted += [message.id for message in messages]

        async def hear_knock(_: Any, request: types.ChatJoinRequest) -> None:
            self.knocks.append(request)

        client.add_handler(MessageHandler(hear))
        client.add_handler(EditedMessageHandler(hear_edit))
        client.add_handler(DeletedMessagesHandler(hear_deletion))
        client.add_handler(ChatJoinRequestHandler(hear_knock))

    def texts(self) -> list[str | None]:
        return [m.text or m.caption for m in self.new if not m.service]


async def test_signing_in_by_code_and_who_one_is(town: Town) -> None:
    client = await town.sign_in(town.ann)
    me = await client.get_me()
    assert (me.id, me.first_name, me.username) == (town.ann.id, "Ann", "ann_types")
    dialogs = [dialog async for dialog in client.get_dialogs()]
    assert [dialog.chat.id for dialog in dialogs] == [777000]
    assert town.world.login_code in dialogs[0].top_message.text


async def test_a_wrong_code_is_refused(town: Town) -> None:
    client: Any = kurigram(town.address)
    await client.connect()
    sent = await client.send_code(str(town.ann.phone))
    with pytest.raises(PhoneCodeInvalid):
        await client.sign_in(str(town.ann.phone), sent.phone_code_hash, "00000")
    await client.disconnect()


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


async def room(town: Town, client: Any, *others: Any) -> int:
    chat = await client.create_supergroup("Ticket 1", "about it")
    if others:
        await client.add_chat_members(chat.id, [other.username for other in others])
    return int(chat.id)


async def heard_of(client: Any, chat_id: int) -> None:
    """Wait until the client was told of a group: a stranger to it has no access hash."""

    async def known() -> bool:
        try:
            await client.storage.get_peer_by_id(chat_id)
        except KeyError:
            return False
        return True

    await eventually(known)


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


async def test_wiping_for_everyone_leaves_nothing_to_read(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    chat_id = await room(town, ann, town.bob)
    await heard_of(bob, chat_id)
    for number in range(5):
        await bob.send_message(chat_id, f"secret {number}")
    peer = await ann.resolve_peer(chat_id)
    await ann.invoke(
        pyrogram.raw.functions.channels.DeleteHistory(channel=peer, max_id=0, for_everyone=True)
    )
    assert [m async for m in ann.get_chat_history(chat_id)] == []
    assert [m async for m in bob.get_chat_history(chat_id)] == []


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


async def test_privacy_keeps_people_out_and_says_so(town: Town) -> None:
    town.bob.invite_privacy = Privacy.NOBODY
    ann = await town.sign_in(town.ann)
    chat_id = await room(town, ann)
    peer = await ann.resolve_peer(chat_id)
    users = [await ann.resolve_peer("bob_reads")]
    result = await ann.invoke(
        pyrogram.raw.functions.channels.InviteToChannel(channel=peer, users=users)
    )
    assert [missing.user_id for missing in result.missing_invitees] == [town.bob.id]


async def test_a_repeated_random_id_is_one_message(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    chat_id = await room(town, ann)
    send = pyrogram.raw.functions.messages.SendMessage(
        peer=await ann.resolve_peer(chat_id), message="once", random_id=77
    )
    first, second = await ann.invoke(send), await ann.invoke(send)
    assert [u.write() for u in first.updates] == [u.write() for u in second.updates]
    texts = [m.text async for m in ann.get_chat_history(chat_id) if m.text]
    assert texts == ["once"]


@pytest.mark.parametrize("size", [700_123, 11_000_001])
async def test_files_come_back_as_they_went(town: Town, size: int) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    ear = Ear(bob)
    chat_id = await room(town, ann, town.bob)
    data = os.urandom(size)
    file = BytesIO(data)
    file.name = "отчёт.bin"
    await ann.send_document(chat_id, file, caption="the report")
    await eventually(lambda: ear.texts() == ["the report"])
    message = ear.new[-1]
    assert (message.document.file_name, message.document.file_size) == ("отчёт.bin", size)
    back = await bob.download_media(message, in_memory=True)
    assert back.getvalue() == data


async def test_photos_voice_stickers_and_albums(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    ear = Ear(bob)
    chat_id = await room(town, ann, town.bob)

    def named(name: str, data: bytes) -> BytesIO:
        file = BytesIO(data)
        file.name = name
        return file

    await ann.send_photo(chat_id, named("a.jpg", b"photo"), caption="look")
    await ann.send_voice(chat_id, named("v.ogg", b"voice"), duration=3)
    await ann.send_sticker(chat_id, named("s.webp", b"sticker"))
    await ann.send_video_note(chat_id, named("n.mp4", b"note"), duration=2)
    await ann.send_contact(chat_id, str(town.bob.phone), "Bob")
    await ann.send_location(chat_id, 1.5, 2.5)
    album = [
        types.InputMediaPhoto(named(f"{n}.jpg", bytes([n])), caption=f"photo {n}") for n in (1, 2)
    ]
    sent = await ann.send_media_group(chat_id, album)
    assert len({m.media_group_id for m in sent}) == 1
    await eventually(lambda: len(ear.new) >= 8 + 1)
    got = [m for m in ear.new if not m.service]
    assert [m.media for m in got] == [
        enums.MessageMediaType.PHOTO,
        enums.MessageMediaType.VOICE,
        enums.MessageMediaType.STICKER,
        enums.MessageMediaType.VIDEO_NOTE,
        enums.MessageMediaType.CONTACT,
        enums.MessageMediaType.LOCATION,
        enums.MessageMediaType.PHOTO,
        enums.MessageMediaType.PHOTO,
    ]
    assert got[4].contact.user_id == town.bob.id
    assert (await bob.download_media(got[0], in_memory=True)).getvalue() == b"photo"
    forwarded = await bob.forward_messages("me", chat_id, got[0].id)
    assert forwarded.forward_origin.sender_user.id == town.ann.id


async def test_what_was_missed_is_told_afterwards(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    bob = await town.sign_in(town.bob, folder=town.folder)
    chat_id = await room(town, ann, town.bob)
    ear = Ear(bob)
    await ann.send_message(chat_id, "seen")
    await eventually(lambda: ear.texts() == ["seen"])
    await bob.storage.save()
    await bob.stop()
    kept = await ann.send_message(chat_id, "missed 1")
    gone = await ann.send_message(chat_id, "missed 2")
    await ann.edit_message_text(chat_id, kept.id, "missed 1, edited")
    await ann.delete_messages(chat_id, gone.id)
    await ann.send_message(town.bob.id, "in private")
    again: Any = kurigram(town.address, bob.name, folder=town.folder)
    town.clients.append(again)
    ear = Ear(again)
    await again.start()
    await eventually(lambda: sorted(map(str, ear.texts())) == ["in private", "missed 1, edited"])


async def test_a_cut_connection_can_ask_for_the_difference(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    chat_id = await room(town, ann, town.bob)
    await heard_of(bob, chat_id)
    channel = await bob.resolve_peer(chat_id)
    raw = pyrogram.raw
    before = (
        await bob.invoke(raw.functions.channels.GetFullChannel(channel=channel))
    ).full_chat.pts
    town.face.services.difference_limit = 8
    for session in town.face.server.sessions_of(town.bob.id):
        assert session.link is not None
        session.link.cut()
    for number in range(20):
        await ann.send_message(chat_id, f"n{number}")
    found: list[str] = []
    pts, final = before, False
    while not final:
        got = await bob.invoke(
            raw.functions.updates.GetChannelDifference(
                channel=channel, filter=raw.types.ChannelMessagesFilterEmpty(), pts=pts, limit=100
            )
        )
        assert len(got.new_messages) <= 8
        found += [m.message for m in got.new_messages]
        pts, final = got.pts, bool(got.final)
    assert found == [f"n{number}" for number in range(20)]
    town.face.services.difference_limit = 1
    late = await bob.invoke(
        raw.functions.updates.GetChannelDifference(
            channel=channel, filter=raw.types.ChannelMessagesFilterEmpty(), pts=before, limit=100
        )
    )
    assert isinstance(late, raw.types.updates.ChannelDifferenceTooLong)


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


async def test_the_list_of_chats(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    chat_id = await room(town, ann)
    await ann.send_message("bob_reads", "hi")
    listed = [d.chat.id async for d in ann.get_dialogs()]
    assert {chat_id, town.bob.id, 777000} <= set(listed)


async def test_own_other_sessions_hear_and_the_sending_one_does_not(town: Town) -> None:
    one, two = await town.sign_in(town.ann), await town.sign_in(town.ann)
    first, second = Ear(one), Ear(two)
    await one.send_message("bob_reads", "from one")
    await eventually(lambda: second.texts() == ["from one"])
    town.world.send(town.bob.id, town.ann.id, Content("to both"))
    await eventually(lambda: second.texts() == ["from one", "to both"])
    await eventually(lambda: first.texts() == ["to both"])


async def test_many_at_once_arrive_in_order(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    ear = Ear(bob)
    for number in range(200):
        town.world.send(town.ann.id, town.bob.id, Content(str(number)))
    await eventually(lambda: ear.texts() == [str(n) for n in range(200)])
    await asyncio.gather(*(ann.send_message(town.bob.id, f"x{n}") for n in range(50)))
    await eventually(lambda: len(ear.texts()) == 250)
