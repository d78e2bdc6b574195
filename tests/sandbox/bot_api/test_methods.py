"""Every method once through aiogram, whose types hold each answer to the documented shape."""

from __future__ import annotations

from datetime import timedelta

import aiogram.methods
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatPermissions,
    InputMediaDocument,
    MenuButtonCommands,
    MenuButtonWebApp,
    Message,
    ReplyParameters,
    WebAppInfo,
)

from sandbox.bot_api.registry import METHODS
from sandbox.state.model import Content, Refused
from tests.sandbox.bot_api.conftest import Town, Updates
from tests.sandbox.bot_api.test_wire import PNG


def test_the_methods_are_those_of_the_bot_api() -> None:
    documented = {name.lower() for name in aiogram.methods.__all__}
    assert set(METHODS) <= documented
    assert len(METHODS) > 65


async def test_every_kind_of_file(town: Town, bot: Bot, updates: Updates) -> None:
    town.says()
    to = town.ann.id

    def file(name: str = "x.bin") -> BufferedInputFile:
        return BufferedInputFile(PNG, name)

    photo = await bot.send_photo(to, file(), caption="c", message_effect_id="1")
    video = await bot.send_video(to, file(), duration=3, width=10, height=20, caption="v")
    animation = await bot.send_animation(to, file("a.mp4"))
    audio = await bot.send_audio(to, file("a.mp3"), duration=9)
    document = await bot.send_document(to, file("d.pdf"), caption="c")
    voice = await bot.send_voice(to, file(), duration=4)
    note = await bot.send_video_note(to, file(), duration=5, length=99)
    sticker = await bot.send_sticker(to, file(), emoji="😀")
    assert photo.photo
    assert video.video is not None
    assert (video.video.duration, video.video.width, video.video.height) == (3, 10, 20)
    assert animation.animation is not None
    assert animation.document is not None
    assert audio.audio is not None
    assert document.document is not None
    assert document.document.mime_type == "application/pdf"
    assert voice.voice is not None
    assert note.video_note is not None
    assert note.video_note.length == 99
    assert sticker.sticker is not None
    assert (sticker.sticker.emoji, sticker.sticker.width) == ("😀", 7)
    ids = {
        photo.photo[-1].file_id[:4], video.video.file_id[:4], animation.animation.file_id[:4],
        audio.audio.file_id[:4], document.document.file_id[:4], voice.voice.file_id[:4],
        note.video_note.file_id[:4], sticker.sticker.file_id[:4],
    }  # fmt: skip
    assert len(ids) == 8
    # The same bytes, seen by a person's message, have the same id for the bot.
    stored = town.world.message(town.bot.id, to, voice.message_id)
    assert stored is not None
    town.world.send(to, town.bot.id, Content(file=stored.content.file))
    (update,) = [u for u in await updates() if u.message and u.message.voice]
    assert update.message is not None
    assert update.message.voice is not None
    assert update.message.voice.file_id == voice.voice.file_id
    with pytest.raises(TelegramBadRequest, match="failed to get HTTP URL content"):
        await bot.send_photo(to, "https://example.com/x.png")
    with pytest.raises(TelegramBadRequest, match="wrong remote file identifier specified"):
        await bot.send_photo(to, "AgACAgI")


async def test_places_polls_cards_and_actions(town: Town, bot: Bot) -> None:
    town.says()
    to = town.ann.id
    place = await bot.send_location(to, 55.75, 37.61)
    assert place.location is not None
    assert place.location.latitude == 55.75
    poll = await bot.send_poll(to, "Really?", ["yes", "no"])
    assert poll.poll is not None
    assert [o.text for o in poll.poll.options] == ["yes", "no"]
    card = await bot.send_contact(to, "+15550001", "Ann")
    assert card.contact is not None
    assert card.contact.user_id == town.ann.id
    assert await bot.send_chat_action(to, "typing")
    with pytest.raises(TelegramBadRequest, match="wrong parameter action"):
        await bot.send_chat_action(to, "dancing")


async def test_copies_and_forwards(town: Town, bot: Bot, updates: Updates) -> None:
    room = town.room()
    town.let_in(room, town.ann)
    town.says("<not markup>")
    (update,) = [u for u in await updates() if u.message and u.message.text]
    asked = update.message
    assert asked is not None
    forwarded = await bot.forward_message(room.id, town.ann.id, asked.message_id)
    assert forwarded.text == "<not markup>"
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.type == "user"
    copy = await bot.copy_message(
        room.id,
        town.ann.id,
        asked.message_id,
        reply_parameters=ReplyParameters(message_id=forwarded.message_id),
    )
    stored = town.world.message(town.bot.id, room.id, copy.message_id)
    assert stored is not None
    assert (stored.content.text, stored.forward) == ("<not markup>", None)
    assert stored.content.reply_to == forwarded.message_id
    photo = await bot.send_photo(room.id, BufferedInputFile(PNG, "x"), caption="old")
    copy = await bot.copy_message(town.ann.id, room.id, photo.message_id, caption="new")
    stored = town.world.message(town.bot.id, town.ann.id, copy.message_id)
    assert stored is not None
    assert stored.content.text == "new"
    ids = [forwarded.message_id, photo.message_id, 999]
    sent = await bot.forward_messages(town.ann.id, room.id, ids)
    assert len(sent) == 2
    bare = await bot.copy_messages(town.ann.id, room.id, ids, remove_caption=True)
    stored = town.world.message(town.bot.id, town.ann.id, bare[1].message_id)
    assert stored is not None
    assert stored.content.text == ""
    with pytest.raises(TelegramBadRequest, match="message to copy not found"):
        await bot.copy_message(town.ann.id, room.id, 999)
    with pytest.raises(TelegramBadRequest, match="message to forward not found"):
        await bot.forward_message(town.ann.id, room.id, 999)


async def test_captions_and_media_are_edited(town: Town, bot: Bot) -> None:
    town.says()
    sent = await bot.send_document(town.ann.id, BufferedInputFile(b"1", "1.txt"), caption="a")
    edited = await sent.edit_caption(caption="<b>b</b>", parse_mode="HTML")
    assert isinstance(edited, Message)
    assert edited.caption == "b"
    media = InputMediaDocument(media=BufferedInputFile(b"2", "2.txt"), caption="c")
    edited = await sent.edit_media(media)
    assert isinstance(edited, Message)
    assert edited.document is not None
    assert edited.document.file_name == "2.txt"
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await sent.edit_text("x")
    text = await bot.send_message(town.ann.id, "x")
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await text.edit_caption(caption="x")


async def test_chats(town: Town, bot: Bot) -> None:
    room = town.room()
    town.let_in(room, town.ann)
    await bot.set_chat_description(room.id, "About")
    url = await bot.export_chat_invite_link(room.id)
    pinned = await bot.send_message(room.id, "pin")
    await bot.pin_chat_message(room.id, pinned.message_id)
    chat = await bot.get_chat(room.id)
    assert (chat.title, chat.description, chat.invite_link) == ("Room", "About", url)
    assert chat.pinned_message is not None
    assert chat.pinned_message.message_id == pinned.message_id
    with pytest.raises(TelegramBadRequest, match="CHAT_NOT_MODIFIED"):
        await bot.pin_chat_message(room.id, pinned.message_id)
    await bot.set_chat_title(room.id, "Room")  # the same again: nothing happens
    await bot.unpin_chat_message(room.id, message_id=pinned.message_id)
    await bot.unpin_all_chat_messages(room.id)
    assert (await bot.get_chat(room.id)).pinned_message is None
    with pytest.raises(TelegramBadRequest, match="chat description is not modified"):
        await bot.set_chat_description(room.id, "About")
    assert await bot.get_chat_member_count(room.id) == 3
    admins = await bot.get_chat_administrators(room.id)
    assert {a.user.id for a in admins} == {town.boss.id, town.bot.id}
    town.says()
    private = await bot.get_chat(town.ann.id)
    assert (private.type, private.first_name) == ("private", "Ann")
    await bot.leave_chat(room.id)
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the supergroup chat"):
        await bot.send_message(room.id, "x")


async def test_members(town: Town, bot: Bot, updates: Updates) -> None:
    room = town.room()
    town.let_in(room, town.ann)
    await updates()
    await bot.restrict_chat_member(room.id, town.ann.id, ChatPermissions(can_send_messages=True))
    member = await bot.get_chat_member(room.id, town.ann.id)
    assert isinstance(member, ChatMemberRestricted)
    assert (member.can_send_messages, member.can_send_photos) == (True, False)
    await bot.promote_chat_member(room.id, town.ann.id, can_pin_messages=True)
    member = await bot.get_chat_member(room.id, town.ann.id)
    assert isinstance(member, ChatMemberAdministrator)
    assert member.can_pin_messages is True
    assert member.can_be_edited is True
    await bot.promote_chat_member(room.id, town.ann.id)
    await bot.ban_chat_member(room.id, town.ann.id, town.clock() + timedelta(hours=1))
    assert (await bot.get_chat_member(room.id, town.ann.id)).status == "kicked"
    await bot.unban_chat_member(room.id, town.ann.id, only_if_banned=True)
    await bot.set_chat_permissions(room.id, ChatPermissions(can_send_messages=True))
    permissions = (await bot.get_chat(room.id)).permissions
    assert permissions is not None
    assert (permissions.can_send_messages, permissions.can_send_polls) == (True, False)
    assert (await bot.get_chat_member(room.id, town.ann.id)).status == "left"
    changes = [u.chat_member for u in await updates() if u.chat_member]
    assert [c.new_chat_member.status for c in changes] == [
        "restricted", "administrator", "member", "kicked", "left",
    ]  # fmt: skip
    with pytest.raises(TelegramBadRequest, match="can't remove chat owner"):
        await bot.ban_chat_member(room.id, town.boss.id)
    town.world.promote(town.boss.id, room.id, town.bot.id, [])
    sentence = "not enough rights to restrict/unrestrict chat member"
    with pytest.raises(TelegramBadRequest, match=sentence):
        await bot.ban_chat_member(room.id, town.ann.id)
    with pytest.raises(TelegramBadRequest, match="not enough rights to manage chat invite link"):
        await bot.create_chat_invite_link(room.id)
    with pytest.raises(TelegramBadRequest, match="not enough rights to change chat title"):
        await bot.set_chat_title(room.id, "x")


async def test_links(town: Town, bot: Bot) -> None:
    room = town.room()
    until = town.clock() + timedelta(hours=1)
    link = await bot.create_chat_invite_link(room.id, name="n", expire_date=until, member_limit=1)
    assert (link.name, link.member_limit) == ("n", 1)
    assert link.expire_date is not None
    assert link.creator.id == town.bot.id
    edited = await bot.edit_chat_invite_link(room.id, link.invite_link, name="m")
    assert edited.name == "m"
    town.world.use_link(town.ann.id, link.invite_link)
    revoked = await bot.revoke_chat_invite_link(room.id, link.invite_link)
    assert revoked.is_revoked
    with pytest.raises(TelegramBadRequest, match="member limit can't be specified"):
        await bot.create_chat_invite_link(room.id, member_limit=1, creates_join_request=True)
    asks = await bot.create_chat_invite_link(room.id, creates_join_request=True)
    zed = town.world.add_person("Zed")
    with pytest.raises(Refused):
        town.world.use_link(zed.id, asks.invite_link)
    await bot.decline_chat_join_request(room.id, zed.id)
    assert town.world.member(room.id, zed.id) is None


async def test_what_a_bot_says_of_itself(town: Town, bot: Bot) -> None:
    town.says()
    commands = [BotCommand(command="start", description="Begin")]
    scope = BotCommandScopeChat(chat_id=town.ann.id)
    await bot.set_my_commands(commands)
    await bot.set_my_commands(commands * 2, scope=scope, language_code="ru")
    assert len(await bot.get_my_commands()) == 1
    assert len(await bot.get_my_commands(scope=scope, language_code="ru")) == 2
    assert await bot.get_my_commands(scope=scope) == []
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == []
    await bot.set_my_name("Help")
    assert (await bot.get_my_name()).name == "Help"
    assert (await bot.get_me()).first_name == "Help"
    await bot.set_my_description("Long", language_code="de")
    assert (await bot.get_my_description(language_code="de")).description == "Long"
    assert (await bot.get_my_description()).description == ""
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_short_description("fr")).short_description == "Short"
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    page = MenuButtonWebApp(text="Page", web_app=WebAppInfo(url="https://desk.example.com/app"))
    await bot.set_chat_menu_button(town.ann.id, page)
    kept = await bot.get_chat_menu_button(town.ann.id)
    assert kept.model_dump() == page.model_dump()
    assert (await bot.get_chat_menu_button()).type == "commands"
    for refused in ("http://desk.example.com", "desk"):
        with pytest.raises(TelegramBadRequest, match="menu button Web App URL"):
            await bot.set_chat_menu_button(
                town.ann.id, MenuButtonWebApp(text="Page", web_app=WebAppInfo(url=refused))
            )
    assert (await bot.get_user_profile_photos(town.ann.id)).total_count == 0
    assert await bot.log_out()
    assert await bot.close()
