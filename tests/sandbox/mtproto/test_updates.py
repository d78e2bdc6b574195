"""What people and bots are told of everything that can happen, and what they may ask about it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyrogram
import pytest
from pyrogram import enums, raw, types
from pyrogram.handlers import RawUpdateHandler

from sandbox.mtproto.rpc.api import TelegramApi
from sandbox.mtproto.updates import too_long
from sandbox.state.model import Content, File, Standing
from tests.sandbox.mtproto.conftest import Town
from tests.sandbox.mtproto.ears import Ear, heard_of, room
from tests.support.waiting import eventually


class Told:
    """The kinds of updates that a client was told, in order."""

    def __init__(self, client: Any) -> None:
        self.updates: list[Any] = []

        async def hear(_: Any, update: Any, users: Any, chats: Any) -> None:
            self.updates.append(update)

        client.add_handler(RawUpdateHandler(hear))

    async def of(self, kind: Any) -> Any:
        def found() -> Any:
            return next((u for u in self.updates if isinstance(u, kind)), None)

        return await eventually(found, describe=lambda: [type(u).__name__ for u in self.updates])


def test_of_a_channel_that_is_called_otherwise_one_may_be_behind_too() -> None:
    """What it is called bears no number in the channel's box."""
    renamed = raw.types.UpdateChannel(channel_id=7)
    pushed = raw.types.Updates(updates=[renamed], users=[], chats=[], date=1, seq=0)
    behind = raw.types.UpdateChannelTooLong(channel_id=7)
    assert too_long(pushed) == raw.types.UpdateShort(update=behind, date=1)


async def test_what_a_bot_is_told(town: Town) -> None:
    bot = await town.sign_in(town.bot)
    told = Told(bot)
    world = town.world
    group = world.create_supergroup(town.ann.id, "Desk")
    world.promote(town.ann.id, group.id, town.bot.id, {"can_invite_users", "can_restrict_members"})
    mine = await told.of(raw.types.UpdateChannelParticipant)
    assert (mine.user_id, mine.actor_id, mine.qts) == (town.bot.id, town.ann.id, 1)
    assert isinstance(mine.new_participant, raw.types.ChannelParticipantAdmin)
    told.updates.clear()

    link = world.create_link(town.bot.id, group.id, creates_join_request=True)
    with pytest.raises(Exception, match="INVITE_REQUEST_SENT"):
        world.use_link(town.bob.id, link.url)
    knock = await told.of(raw.types.UpdateBotChatInviteRequester)
    assert (knock.user_id, knock.invite.link, knock.qts) == (town.bob.id, link.url, 2)
    world.decide(town.bot.id, group.id, town.bob.id, approve=True)
    joined = await told.of(raw.types.UpdateChannelParticipant)
    assert (joined.user_id, joined.invite.link) == (town.bob.id, link.url)

    sent = world.send(town.bob.id, town.bot.id, Content("/start"))
    await told.of(raw.types.UpdateNewMessage)
    world.react(town.bot.id, town.bob.id, world.box(town.bot.id).last_message_id, "👍")
    assert sent.reactions == {town.bot.id: "👍"}
    world.block(town.bob.id, town.bot.id)
    stopped = await told.of(raw.types.UpdateBotStopped)
    assert (stopped.user_id, stopped.stopped) == (town.bob.id, True)
    state = await bot.invoke(raw.functions.updates.GetState())
    assert (state.pts, state.qts >= 4) == (world.box(town.bot.id).pts, True)

    basic = world.create_basic_group(town.ann.id, "Small", [town.bot.id])
    assert (await told.of(raw.types.UpdateChatParticipant)).chat_id == -basic.id


async def test_what_a_person_is_told(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    told = Told(ann)
    world = town.world
    group = world.create_supergroup(town.bob.id, "Desk")
    world.invite(town.bob.id, group.id, [town.ann.id])
    await told.of(raw.types.UpdateChannel)
    await heard_of(ann, group.id)
    world.promote(town.bob.id, group.id, town.ann.id, {"can_invite_users"}, title="Right hand")
    message = world.send(town.ann.id, group.id, Content("mine"))
    world.react(town.bob.id, group.id, message.id, "🔥")
    reacted = await told.of(raw.types.UpdateMessageReactions)
    assert reacted.reactions.results[0].reaction.emoticon == "🔥"
    link = world.create_link(town.ann.id, group.id, creates_join_request=True)
    carl = world.add_person("Carl")
    with pytest.raises(Exception, match="INVITE_REQUEST_SENT"):
        world.use_link(carl.id, link.url)
    waiting = await told.of(raw.types.UpdatePendingJoinRequests)
    assert waiting.recent_requesters == [carl.id]
    full = await ann.invoke(
        raw.functions.channels.GetFullChannel(channel=await ann.resolve_peer(group.id))
    )
    assert (full.full_chat.requests_pending, full.full_chat.recent_requesters) == (1, [carl.id])
    world.wipe(town.bob.id, group.id)
    wiped = await told.of(raw.types.UpdateChannelAvailableMessages)
    assert wiped.available_min_id >= message.id
    world.set_title(town.bob.id, group.id, "Other")
    world.delete_chat(town.bob.id, group.id)
    with pytest.raises(pyrogram.errors.ChannelPrivate):
        await ann.send_message(group.id, "?")
    world.create_basic_group(town.bob.id, "Small", [town.ann.id])
    basic = world.chats_of(town.ann.id)[0]
    world.set_about(town.bob.id, basic.id, "about")
    assert (await told.of(raw.types.UpdateChat)).chat_id == -basic.id


async def test_limits_bans_and_titles_as_kurigram_sees_them(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    chat_id = await room(town, ann, town.bob, town.bot)
    until = datetime.now(UTC) + timedelta(days=2)
    await ann.restrict_chat_member(
        chat_id, town.bob.id, types.ChatPermissions(can_send_messages=True), until_date=until
    )
    limited = await ann.get_chat_member(chat_id, town.bob.id)
    assert limited.status is enums.ChatMemberStatus.RESTRICTED
    assert limited.permissions.can_send_messages
    assert not limited.permissions.can_send_photos
    assert town.world.member(chat_id, town.bob.id).rights == {"can_send_messages"}  # type: ignore[union-attr]
    await ann.ban_chat_member(chat_id, town.bob.id)
    banned = [
        m.user.id
        async for m in ann.get_chat_members(chat_id, filter=enums.ChatMembersFilter.BANNED)
    ]
    assert banned == [town.bob.id]
    await ann.invoke(
        raw.functions.channels.EditAdmin(
            channel=await ann.resolve_peer(chat_id),
            user_id=await ann.resolve_peer(town.bot.id),
            admin_rights=raw.types.ChatAdminRights(pin_messages=True, anonymous=True),
            rank="Hand",
        )
    )
    admins = [
        (m.user.id, m.custom_title)
        async for m in ann.get_chat_members(chat_id, filter=enums.ChatMembersFilter.ADMINISTRATORS)
    ]
    assert (town.bot.id, "Hand") in admins
    bots = [
        m.user.id async for m in ann.get_chat_members(chat_id, filter=enums.ChatMembersFilter.BOTS)
    ]
    assert bots == [town.bot.id]
    found = [m.user.id async for m in ann.get_chat_members(chat_id, query="ann")]
    assert found == [town.ann.id]
    await ann.set_chat_permissions(chat_id, types.ChatPermissions())
    assert town.world.chats[chat_id].permissions == frozenset()
    town.world.add_person("Carl", username="carl_outside")
    with pytest.raises(pyrogram.errors.UserNotParticipant):
        await ann.get_chat_member(chat_id, "carl_outside")


async def test_every_kind_of_message_is_read_back(town: Town) -> None:
    """Whatever the state can hold, a client must be able to read."""
    ann = await town.sign_in(town.ann)
    ear = Ear(ann)
    world = town.world
    group = world.create_supergroup(town.bob.id, "Desk")
    world.invite(town.bob.id, group.id, [town.ann.id, town.bot.id])
    kinds = ("photo", "document", "video", "audio", "voice", "video_note", "sticker", "animation")
    files: list[File] = [
        world.add_file(k, b"x" * 10, name=f"{k}.bin", duration=3, emoji="🙂") for k in kinds
    ]
    for file in files:
        world.send(town.bob.id, group.id, Content("caption", file=file))
    contents = [
        Content(contact={"phone_number": "+1", "first_name": "C", "user_id": None}),
        Content(location={"latitude": 1.0, "longitude": 2.0}),
        Content(poll={"question": "Really?", "options": ["yes", "no"]}),
        Content("reply", reply_to=2, silent=True),
        Content("\u200f\u05e2\u05d1\0" + "x" * 4000),
    ]
    for content in contents:
        world.send(town.bob.id, group.id, content)
    world.send(town.bob.id, town.bot.id, Content("/start"))
    rows = [
        [{"text": "go", "url": "https://example.org/"}, {"text": "no", "callback_data": "no"}],
        [{"text": "copy", "copy_text": {"text": "42"}}],
    ]
    world.send(town.bot.id, group.id, Content("keys", markup={"inline_keyboard": rows}))
    keyboard = {"keyboard": [[{"text": "me", "request_contact": True}, {"text": "plain"}]]}
    world.send(town.bot.id, group.id, Content("keys", markup=keyboard))
    world.send(town.bot.id, group.id, Content("gone", markup={"remove_keyboard": True}))
    total = len(kinds) + len(contents) + 3
    await eventually(lambda: len([m for m in ear.new if not m.service]) == total)
    history = [m async for m in ann.get_chat_history(group.id) if not m.service]
    assert len(history) == total
    by_kind = {m.media for m in history if m.media}
    assert len(by_kind) == len(kinds) + 3
    inline = next(
        m
        for m in history
        if m.text == "keys" and m.reply_markup.__class__.__name__.startswith("Inline")
    )
    assert [b.text for row in inline.reply_markup.inline_keyboard for b in row] == [
        "go",
        "no",
        "copy",
    ]


async def test_finding_messages(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    chat_id = await room(town, ann)
    for number in range(130):
        town.world.send(town.ann.id, chat_id, Content(f"number {number}"))
    everything = [m.text async for m in ann.get_chat_history(chat_id) if m.text]
    assert everything == [f"number {n}" for n in reversed(range(130))]
    assert [m.text async for m in ann.search_messages(chat_id, "number 12")] == [
        *(f"number {n}" for n in reversed(range(120, 130))),
        "number 12",
    ]
    some = await ann.get_messages(chat_id, [2, 3, 9999])
    assert [m.text for m in some] == ["number 0", "number 1", None]
    assert some[2].empty


async def test_reading_deleting_and_emptying_a_private_chat(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    await ann.send_message("bob_reads", "one")
    await ann.send_message("bob_reads", "two")
    assert await ann.read_chat_history("bob_reads")
    await ann.invoke(
        raw.functions.messages.DeleteHistory(
            peer=await ann.resolve_peer("bob_reads"), max_id=0, revoke=True
        )
    )
    assert town.world.history(town.bob.id, town.ann.id) == []


async def test_a_public_group_is_open(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    chat_id = await room(town, ann)
    await ann.set_chat_username(chat_id, "open_house")
    assert (await bob.get_chat("open_house")).id == chat_id
    joined = await bob.join_chat("open_house")
    assert joined.chat.id == chat_id
    member = town.world.member(chat_id, town.bob.id)
    assert member is not None
    assert member.standing is Standing.MEMBER
    await bob.leave_chat("open_house")


async def test_a_hidden_past(town: Town) -> None:
    ann, bob = await town.sign_in(town.ann), await town.sign_in(town.bob)
    chat_id = await room(town, ann)
    await ann.send_message(chat_id, "before")
    channel = await ann.resolve_peer(chat_id)
    toggle = raw.functions.channels.TogglePreHistoryHidden(channel=channel, enabled=True)
    await ann.invoke(toggle)
    with pytest.raises(pyrogram.errors.ChatNotModified):
        await ann.invoke(toggle)
    full = await ann.invoke(raw.functions.channels.GetFullChannel(channel=channel))
    assert full.full_chat.hidden_prehistory
    await ann.add_chat_members(chat_id, ["bob_reads"])
    await heard_of(bob, chat_id)
    await ann.send_message(chat_id, "after")
    mine = await bob.resolve_peer(chat_id)
    difference = raw.functions.updates.GetChannelDifference(
        channel=mine, filter=raw.types.ChannelMessagesFilterEmpty(), pts=1, limit=100
    )

    async def read() -> tuple[list[str], list[str]]:
        history = [m.text async for m in bob.get_chat_history(chat_id) if m.text]
        missed = (await bob.invoke(difference)).new_messages
        return history, [m.message for m in missed if isinstance(m, raw.types.Message)]

    assert await read() == (["after"], ["after"])
    toggle.enabled = False
    await ann.invoke(toggle)
    assert await read() == (["after", "before"], ["before", "after"])


async def test_contacts(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    found = await ann.import_contacts([types.InputPhoneContact(f"+{town.bob.phone}", "Bobby")])
    assert [u.id for u in found.users] == [town.bob.id]
    assert [u.id for u in await ann.get_contacts()] == [town.bob.id]
    assert await ann.block_user(town.bob.id)
    with pytest.raises(pyrogram.errors.YouBlockedUser):
        await ann.send_message(town.bob.id, "?")
    assert await ann.unblock_user(town.bob.id)


def test_everything_that_the_desk_needs_is_answered() -> None:
    needed = """
        auth.sendCode auth.signIn auth.signUp auth.logOut auth.checkPassword account.getPassword
        auth.importBotAuthorization auth.exportAuthorization help.getConfig updates.getState
        updates.getDifference updates.getChannelDifference users.getUsers users.getFullUser
        contacts.resolveUsername contacts.resolvePhone contacts.importContacts contacts.getContacts
        messages.getDialogs channels.createChannel channels.editTitle messages.editChatAbout
        channels.inviteToChannel channels.editAdmin channels.editBanned channels.getParticipant
        channels.getParticipants channels.getChannels channels.getFullChannel channels.joinChannel
        channels.leaveChannel messages.importChatInvite messages.checkChatInvite
        messages.exportChatInvite messages.editExportedChatInvite messages.getExportedChatInvites
        messages.deleteExportedChatInvite messages.deleteRevokedExportedChatInvites
        messages.getChatInviteImporters messages.hideChatJoinRequest messages.sendMessage
        messages.sendMedia messages.sendMultiMedia messages.editMessage messages.deleteMessages
        channels.deleteMessages channels.deleteHistory messages.getHistory channels.getMessages
        messages.getMessages messages.search messages.forwardMessages messages.updatePinnedMessage
        messages.readHistory channels.readHistory messages.getBotCallbackAnswer messages.createChat
        messages.addChatUser messages.deleteChatUser messages.migrateChat channels.deleteChannel
        upload.saveFilePart upload.saveBigFilePart upload.getFile
    """
    api = TelegramApi(None)  # type: ignore[arg-type]
    assert set(needed.split()) <= set(api.methods)
