"""People act and see, here and from another process alike."""

from __future__ import annotations

import asyncio
import hashlib

import pytest
from aiogram import Bot
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from sandbox.people import Account, Attachment, Button, MessageFilter, NotSeenError, People
from sandbox.server import Sandbox
from sandbox.state.model import Entity, Refused

MENU = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Talk to us", callback_data="talk"),
            InlineKeyboardButton(text="Room", url="https://t.me/+none"),
        ]
    ]
)
SHARE = ReplyKeyboardMarkup(
    keyboard=[[KeyboardButton(text="📱 Share", request_contact=True), KeyboardButton(text="No")]]
)
HARD = "\x00 <b>&\u202e \u200f👩‍👩‍👧‍👦 \r\n 🏳️‍🌈"


async def test_ids_are_the_same_in_every_run(people: People, bot: Account) -> None:
    ann, bob = await people.add("Ann", username="ann"), await people.add("Bob")
    assert (bot.id, ann.id, bob.id) == (7100000001, 5000000001, 5000000002)
    assert ann.account.phone == "999665000000001"
    again = await people.person("@ann")
    assert again.account == ann.account
    assert (await people.person(f"+{bob.account.phone}")).id == bob.id
    with pytest.raises(Refused, match="PEER_ID_INVALID"):
        await people.person("@nobody")


async def test_known_accounts_and_tokens(people: People, sandbox: Sandbox) -> None:
    bot = await people.add_bot("Own", "own_bot", token="123456:known")
    desk = await people.add("Desk", phone="+380 44 123-45-67", password="secret", user_id=42)
    assert (bot.id, bot.token) == (123456, "123456:known")
    assert (desk.id, desk.account.phone) == (42, "380441234567")
    assert sandbox.world.user(42).password == "secret"
    for wrong in ("nonsense", "12:", ":x"):
        with pytest.raises(Refused, match="ACCESS_TOKEN_INVALID"):
            await people.add_bot("Own", "other_bot", token=wrong)
    with pytest.raises(Refused, match="PHONE_NUMBER_OCCUPIED"):
        await people.add("Other", phone="380441234567")


async def test_what_was_not_seen_is_told(people: People, bot: Account, client: Bot) -> None:
    ann = await people.add("Ann")
    await ann.start()
    await client.send_message(ann.id, "Something else", reply_markup=MENU)
    with pytest.raises(NotSeenError) as caught:
        await ann.sees("Welcome", timeout=0.05)
    text = str(caught.value)
    assert "Something else" in text
    assert "Talk to us" in text
    assert "Welcome" in text


async def test_since_passes_over_what_was_seen(people: People, bot: Account, client: Bot) -> None:
    ann = await people.add("Ann")
    await ann.start()
    await client.send_message(ann.id, "Next")
    first = await ann.sees("Next")
    before = await ann.now()
    with pytest.raises(NotSeenError):
        await ann.sees("Next", since=first, timeout=0.05)
    await client.send_message(ann.id, "Next")
    assert (await ann.sees("Next", since=before)).message_id == first.message_id + 1


async def test_pressing_a_button(people: People, bot: Account, client: Bot) -> None:
    ann = await people.add("Ann")
    await ann.start()
    await client.send_message(ann.id, "Menu", reply_markup=MENU)
    menu = await ann.sees(MessageFilter(button="Talk", data="talk", url="t.me"))
    assert menu.buttons == (
        Button("Talk to us", True, "talk"),
        Button("Room", True, url="https://t.me/+none"),
    )
    query = await ann.press(menu, "Talk")
    update = (await client.get_updates(-1, timeout=5))[-1]
    assert update.callback_query is not None
    assert update.callback_query.data == "talk"
    await client.answer_callback_query(update.callback_query.id, "Coming", show_alert=True)
    answer = await ann.answered(query)
    assert (answer.text, answer.alert) == ("Coming", True)
    for wrong in ("Other", "Room"):
        with pytest.raises(NotSeenError):
            await ann.press(menu, wrong)
    with pytest.raises(Refused, match="INVITE_HASH_INVALID"):
        await ann.follow(menu, "Room")


async def test_tapping_the_keyboard(people: People, bot: Account, client: Bot) -> None:
    ann, bob = await people.add("Ann", last_name="Lee"), await people.add("Bob")
    await ann.start()
    await client.send_message(ann.id, "Your number?", reply_markup=SHARE)
    shared = await ann.tap(bot.id, "Share")
    assert shared.contact == {
        "phone_number": ann.account.phone,
        "first_name": "Ann",
        "last_name": "Lee",
        "user_id": ann.id,
    }
    assert (await ann.tap(bot.id, "No")).text == "No"
    card = await ann.share_card_of(bob)
    assert card.contact is not None
    assert card.contact["user_id"] == bob.id
    with pytest.raises(NotSeenError):
        await ann.tap(bot.id, "Nothing")


async def test_every_kind_of_message(people: People, bot: Account, client: Bot) -> None:
    ann = await people.add("Ann")
    sent = [
        await ann.say(bot.id, HARD),
        await ann.send_photo(bot.id, b"jpeg", HARD),
        await ann.send_video(bot.id, b"video"),
        await ann.send_animation(bot.id, b"gif"),
        await ann.send_voice(bot.id, b"ogg"),
        await ann.send_audio(bot.id, b"mp3", "song.mp3"),
        await ann.send_video_note(bot.id, b"round"),
        await ann.send_document(bot.id, b"%PDF", "../../etc/<passwd>\n.pdf"),
        await ann.send_sticker(bot.id, b"webp"),
        await ann.send_custom_emoji(bot.id, "5368324170671202286", before="😀 "),
        await ann.send_location(bot.id, 50.45, 30.52),
        await ann.send_poll(bot.id, "Well?", ["Yes", "No"]),
        await ann.send_contact(bot.id, "+123", "Some", last_name="One"),
        *await ann.send_album(
            bot.id, [Attachment("photo", b"one"), Attachment("photo", b"two")], ["caption"]
        ),
    ]
    assert [s.kind for s in sent] == [
        "text", "photo", "video", "animation", "voice", "audio", "video_note", "document",
        "sticker", "text", "location", "poll", "contact", "photo", "photo",
    ]  # fmt: skip
    assert sent[0].text == sent[1].text == HARD
    assert sent[7].file_name == "../../etc/<passwd>\n.pdf"
    assert sent[9].entities == (
        Entity("custom_emoji", 3, 2, custom_emoji_id="5368324170671202286"),
    )
    assert sent[13].album == sent[14].album is not None
    assert (sent[1].file_size, sent[1].file_sha256) == (4, hashlib.sha256(b"jpeg").hexdigest())
    assert await ann.download(sent[7]) == b"%PDF"
    updates = await client.get_updates(timeout=5)
    assert len(updates) == len(sent)
    assert [s.message_id for s in await ann.messages(bot.id)] == [s.message_id for s in sent]


async def test_a_room_by_a_link(people: People, bot: Account, client: Bot) -> None:
    owner, ann, shy = (
        await people.add("Owner"),
        await people.add("Ann"),
        await people.add("Shy", invite_privacy="nobody"),
    )
    room = await owner.create_group("Room")
    await owner.promote(room, bot.id)
    assert await owner.invite(room, shy.id) == [shy.id]
    link = await client.create_chat_invite_link(room, creates_join_request=True)
    await ann.start()
    await client.send_message(
        ann.id,
        "Come in",
        reply_markup=InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text="Open", url=link.invite_link)]]
        ),
    )
    visit = await ann.follow(await ann.sees("Come in"), "Open")
    assert (visit.chat_id, visit.title, visit.joined) == (room, "Room", False)
    with pytest.raises(Refused, match="CHANNEL_PRIVATE"):
        await ann.say(room, "hello?")
    arriving = asyncio.create_task(ann.gets_into(room))
    await client.approve_chat_join_request(room, ann.id)
    await arriving
    await ann.say(room, "hello")
    await owner.sees("hello", chat=room)
    assert (await owner.sees(MessageFilter(service="joined_by_request"))).sender_id == ann.id
    assert {m.id for m in await ann.members(room)} == {owner.id, bot.id, ann.id}
    leaving = asyncio.create_task(ann.gets_out_of(room))
    await owner.remove(room, ann.id)
    await leaving
    assert (await ann.look_at_link(link.invite_link)).joined is False


async def test_links_of_bots(people: People, bot: Account) -> None:
    ann = await people.add("Ann")
    await ann.open_link("https://t.me/desk_bot?start=abc")
    assert [s.text for s in await ann.messages(bot.id)] == ["/start abc"]
    with pytest.raises(Refused, match="USERNAME_NOT_OCCUPIED"):
        await ann.open_link("https://t.me/no_such_bot")


async def test_blocking(people: People, bot: Account, sandbox: Sandbox) -> None:
    ann = await people.add("Ann")
    await ann.start()
    await ann.block()
    assert sandbox.world.user(ann.id).blocked == {bot.id}
    await ann.start()
    assert sandbox.world.user(ann.id).blocked == set()


async def test_changing_name_number_and_language(
    people: People, bot: Account, client: Bot, sandbox: Sandbox
) -> None:
    ann = await people.add("Ann", last_name="Lee", username="ann_lee")
    bob = await people.add("Bob", username="bob_bob")
    with pytest.raises(Refused, match="USERNAME_OCCUPIED"):
        await ann.changes(username="Bob_Bob")
    with pytest.raises(Refused, match="PHONE_NUMBER_OCCUPIED"):
        await ann.changes(phone=bob.account.phone)
    with pytest.raises(Refused, match="FIRSTNAME_INVALID"):
        await ann.changes(first_name="")
    await ann.changes(
        first_name="Anna", last_name="", username="anna", phone="+4930", language_code="uk"
    )
    await ann.say(bot.id, "hello")
    sender = (await client.get_updates())[-1].message
    assert sender is not None
    assert sender.from_user is not None
    who = sender.from_user
    assert (who.full_name, who.username, who.language_code) == ("Anna", "anna", "uk")
    assert (ann.name, ann.account.phone) == ("Anna", "4930")
    # The old name is free, and nothing is found under it.
    await bob.changes(username="ann_lee")
    assert (await people.person("@ann_lee")).id == bob.id
    await ann.changes(username="")
    assert sandbox.world.by_username("anna") is None


async def test_groups_of_both_kinds(people: People, bot: Account) -> None:
    owner, ann = await people.add("Owner"), await people.add("Ann")
    basic = await owner.create_group("Staff", [ann.id, "@desk_bot"], supergroup=False)
    said = await ann.say(basic, "hi")
    await owner.sees("hi", chat=basic)
    await owner.pin(await owner.sees("hi"))
    await ann.react(said, "👍")
    new = await owner.migrate(basic)
    await ann.sees(MessageFilter(service="migrated_from"), chat=new)
    forum = await owner.create_group("Forum", [ann.id], forum=True)
    kinds = {view.id: view.kind for view in await ann.chats()}
    assert kinds[new] == kinds[forum] == "supergroup"
    await ann.leave(forum)
    assert not await ann.is_in(forum)


async def test_a_sight_says_what_it_wants() -> None:
    assert str(MessageFilter(contains="x", kind="text")) == "contains='x', kind='text'"


async def test_new_messages_ring_and_edits_and_silent_ones_do_not(
    people: People, bot: Account, client: Bot
) -> None:
    ann = await people.add("Ann")
    await ann.start()
    before = await ann.now()
    first = await client.send_message(ann.id, "first")
    await client.edit_message_text("first, edited", chat_id=ann.id, message_id=first.message_id)
    await client.send_message(ann.id, "silent", disable_notification=True)
    second = await client.send_message(ann.id, "second")
    await client.delete_message(ann.id, second.message_id)
    rang = await ann.bells(bot.id, since=before)
    assert [seen.text for seen in rang] == ["first, edited", "second"]
    assert [seen.moment for seen in rang] == sorted(seen.moment for seen in rang)
    assert await ann.bells(since=await ann.now()) == []


async def test_a_muted_chat_rings_no_more_until_it_may_again(people: People, bot: Account) -> None:
    ann, bob = await people.add("Ann"), await people.add("Bob")
    await ann.mute(bob.id)
    await bob.say(ann.id, "Psst")
    assert await ann.bells() == []
    await ann.mute(bob.id, on=False)
    loud = await bob.say(ann.id, "Hello!")
    assert [rang.text for rang in await ann.bells()] == [loud.text]
