"""What a desk group needs of Telegram: every kind of message both ways, albums, edits of copies."""

from __future__ import annotations

from io import BytesIO

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InputMediaPhoto,
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    ReplyParameters,
)
from PIL import Image

from sandbox.state.model import Chat, Content
from tests.sandbox.bot_api.conftest import Town, Updates

OFFICE = {"latitude": 50.45, "longitude": 30.52, "title": "Office", "address": "Street 1"}


def png() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (2, 2)).save(drawn, "PNG")
    return drawn.getvalue()


@pytest.fixture
async def desk(town: Town, updates: Updates) -> Chat:
    chat = town.room("Desk")
    town.says("/start")
    await updates()
    return chat


async def told(updates: Updates) -> list[Message]:
    return [update.message for update in await updates() if update.message]


def copied(town: Town, chat: Chat, message_id: int) -> Content:
    found = town.world.message(town.boss.id, chat.id, message_id)
    assert found is not None
    assert found.forward is None
    return found.content


async def test_everything_that_a_customer_may_send_is_copied(
    town: Town, bot: Bot, desk: Chat, updates: Updates
) -> None:
    ann, me = town.ann.id, town.bot.id
    for content in (
        Content(venue=OFFICE),
        Content(dice={"emoji": "🎰"}),
        Content(poll={"question": "Well?", "options": ["yes", "no"]}),
        Content(poll={"question": "?", "options": "ab", "type": "quiz", "correct_option_ids": [1]}),
        Content(location={"latitude": 1.0, "longitude": 2.0}),
    ):
        town.world.send(ann, me, content)
    venue, dice, poll, quiz, place = await told(updates)
    assert venue.venue
    assert venue.venue.address == "Street 1"
    assert venue.location
    assert dice.dice
    assert 1 <= dice.dice.value <= 64
    assert quiz.poll
    assert quiz.poll.correct_option_ids == [1]
    assert poll.poll
    copies = {}
    for message in (venue, dice, poll, quiz, place):
        made = await bot.copy_message(desk.id, ann, message.message_id)
        copies[message.message_id] = copied(town, desk, made.message_id)
    assert copies[venue.message_id].venue == OFFICE
    assert (copies[dice.message_id].dice or {})["emoji"] == "🎰"
    assert (copies[poll.message_id].poll or {})["id"] != poll.poll.id
    assert (copies[quiz.message_id].poll or {})["correct_option_ids"] == [1]
    forwarded = await bot.forward_message(desk.id, ann, poll.message_id)
    assert forwarded.poll
    assert forwarded.poll.id == poll.poll.id


async def test_what_cannot_be_copied(town: Town, bot: Bot, desk: Chat, updates: Updates) -> None:
    ann, boss, me = town.ann.id, town.boss.id, town.bot.id
    quiz = {"question": "?", "options": ["a", "b"], "type": "quiz", "correct_option_ids": [0]}
    # Of somebody else's quiz the answer is not shown, neither in a group nor when forwarded.
    town.world.send(boss, desk.id, Content(poll=quiz))
    theirs = town.world.send(boss, ann, Content(poll=quiz))
    mine = town.world.history(ann, boss)[0]
    town.world.forward(ann, boss, [mine.id], me)
    town.world.send(ann, me, Content(story={"chat_id": ann, "id": 3}))
    assert theirs.id
    in_group, forwarded, story = await told(updates)
    assert in_group.poll
    assert in_group.poll.correct_option_ids is None
    assert forwarded.poll
    assert forwarded.poll.correct_option_ids is None
    assert story.story
    assert story.story.id == 3
    for message in (in_group, forwarded, story):
        with pytest.raises(TelegramBadRequest, match="the message can't be copied"):
            await bot.copy_message(desk.id, message.chat.id, message.message_id)
        await bot.forward_message(desk.id, message.chat.id, message.message_id)
    with pytest.raises(TelegramBadRequest, match="messages can't be forwarded"):
        await bot.copy_messages(desk.id, ann, [forwarded.message_id, story.message_id])


async def test_what_bots_send_themselves(town: Town, bot: Bot, desk: Chat) -> None:
    place = await bot.send_venue(desk.id, 50.45, 30.52, "Office", "Street 1")
    assert place.venue
    assert place.venue.title == "Office"
    thrown = await bot.send_dice(desk.id, emoji="🏀")
    assert thrown.dice
    assert 1 <= thrown.dice.value <= 5
    with pytest.raises(TelegramBadRequest, match="wrong dice emoji"):
        await bot.send_dice(desk.id, emoji="🙂")
    quiz = await bot.send_poll(desk.id, "Well?", ["yes", "no"], type="quiz", correct_option_ids=[1])
    assert quiz.poll
    assert quiz.poll.correct_option_ids == [1]
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await thrown.edit_text("no")


async def test_albums_stay_albums(town: Town, bot: Bot, desk: Chat) -> None:
    card = await bot.send_message(desk.id, "card")
    media = [InputMediaPhoto(media=BufferedInputFile(png(), f"{n}.png")) for n in range(3)]
    answer = ReplyParameters(message_id=card.message_id)
    sent = await bot.send_media_group(desk.id, list(media), reply_parameters=answer)
    assert len({m.media_group_id for m in sent}) == 1
    assert {m.reply_to_message and m.reply_to_message.message_id for m in sent} == {card.message_id}
    ids = [message.message_id for message in sent]
    service = 1  # the group's creation
    both = await bot.copy_messages(town.ann.id, desk.id, [service, *ids, 999])
    assert len(both) == 3
    seen = [town.world.message(town.bot.id, town.ann.id, m.message_id) for m in both]
    assert len({m.content.album for m in seen if m}) == 1
    assert sent[0].media_group_id not in {m.content.album for m in seen if m}
    (alone,) = await bot.forward_messages(town.ann.id, desk.id, [service, ids[0]])
    last = town.world.message(town.bot.id, town.ann.id, alone.message_id)
    assert last is not None
    assert last.content.album is None
    with pytest.raises(TelegramBadRequest, match="strictly increasing order"):
        await bot.copy_messages(town.ann.id, desk.id, ids[::-1])


async def test_where_a_forwarded_message_is_from(
    town: Town, bot: Bot, desk: Chat, updates: Updates
) -> None:
    shy = town.world.add_person("Shy", hides_forwards=True)
    town.says("question", shy)
    (asked,) = await told(updates)
    hidden = await bot.forward_message(desk.id, shy.id, asked.message_id)
    assert isinstance(hidden.forward_origin, MessageOriginHiddenUser)
    assert hidden.forward_origin.sender_user_name == "Shy"
    news = town.world.create_channel(town.ann.id, "News", "ann_news", discussion=None)
    post = town.world.send(town.ann.id, news.id, Content("posted"))
    town.world.forward(town.ann.id, news.id, [post.id], town.bot.id)
    town.world.send(town.boss.id, desk.id, Content("as the group"), as_chat=desk.id)
    from_channel, from_group = await told(updates)
    assert isinstance(from_channel.forward_origin, MessageOriginChannel)
    assert from_channel.forward_origin.chat.title == "News"
    passed = await bot.forward_message(town.ann.id, desk.id, from_group.message_id)
    assert isinstance(passed.forward_origin, MessageOriginChat)
