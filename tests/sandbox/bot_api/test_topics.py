"""Topics of forums by the Bot API, as Telegram's own server has them."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message, ReplyParameters

from sandbox.state.model import Chat, Content
from tests.sandbox.bot_api.conftest import RIGHTS, Town, Updates


@pytest.fixture
def forum(town: Town) -> Chat:
    chat = town.room("Forum")
    town.world.set_forum(town.boss.id, chat.id, True)
    town.let_in(chat, town.ann)
    return chat


async def told(updates: Updates) -> list[Message]:
    return [update.message for update in await updates() if update.message]


async def test_what_is_said_in_a_topic_stays_in_it(
    town: Town, bot: Bot, forum: Chat, updates: Updates
) -> None:
    topic = (await bot.create_forum_topic(forum.id, "Ann")).message_thread_id
    sent = await bot.send_message(forum.id, "question", message_thread_id=topic)
    assert sent.message_thread_id == topic
    assert sent.is_topic_message
    # Whatever answers nothing is shown as answering the topic's first message.
    assert sent.reply_to_message
    assert sent.reply_to_message.message_id == topic
    assert sent.reply_to_message.forum_topic_created
    answer = await bot.send_message(
        forum.id, "again", reply_parameters=ReplyParameters(message_id=sent.message_id)
    )
    assert answer.message_thread_id == topic
    assert answer.is_topic_message
    copied = await bot.copy_message(forum.id, forum.id, sent.message_id, message_thread_id=topic)
    forwarded = await bot.forward_message(
        forum.id, forum.id, sent.message_id, message_thread_id=topic
    )
    assert forwarded.message_thread_id == topic
    inside = town.world.history(town.ann.id, forum.id, topic=topic)
    assert copied.message_id in [message.id for message in inside]
    await updates()
    world = town.world
    world.send(town.ann.id, forum.id, Content("reply", reply_to=sent.message_id))
    first = world.send(town.ann.id, forum.id, Content("in General"))
    world.send(town.ann.id, forum.id, Content("to General", reply_to=first.id))
    replied, general, thread = await told(updates)
    assert replied.message_thread_id == topic
    assert replied.is_topic_message
    assert general.message_thread_id is None
    assert general.reply_to_message is None
    # A reply in General has a thread that is no topic, and nobody can write into.
    assert thread.message_thread_id == first.id
    assert thread.is_topic_message is None
    for wrong in (first.id, 1):
        with pytest.raises(TelegramBadRequest, match="message thread not found"):
            await bot.send_message(forum.id, "no", message_thread_id=wrong)
    chat = await bot.get_chat(forum.id)
    assert chat.is_forum


async def test_a_closed_topic_is_for_those_who_manage_topics(
    town: Town, bot: Bot, forum: Chat
) -> None:
    mine = (await bot.create_forum_topic(forum.id, "Mine")).message_thread_id
    theirs = town.world.create_topic(town.boss.id, forum.id, "Theirs").id
    for topic in (mine, theirs):
        await bot.close_forum_topic(forum.id, topic)
        await bot.send_message(forum.id, "an administrator may", message_thread_id=topic)
        with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
            await bot.close_forum_topic(forum.id, topic)
    fewer = set(RIGHTS) - {"can_manage_topics"}
    town.world.promote(town.boss.id, forum.id, town.bot.id, fewer)
    await bot.send_message(forum.id, "whoever made it may", message_thread_id=mine)
    with pytest.raises(TelegramBadRequest, match="TOPIC_CLOSED"):
        await bot.send_message(forum.id, "no", message_thread_id=theirs)
    with pytest.raises(TelegramBadRequest, match="not enough rights to edit the topic"):
        await bot.reopen_forum_topic(forum.id, theirs)
    with pytest.raises(TelegramBadRequest, match="not enough rights to create a topic"):
        await bot.create_forum_topic(forum.id, "Another")
    await bot.reopen_forum_topic(forum.id, mine)


async def test_what_topics_refuse(town: Town, bot: Bot, forum: Chat) -> None:
    plain = town.room()
    with pytest.raises(TelegramBadRequest, match="the chat is not a forum"):
        await bot.create_forum_topic(plain.id, "Ann")
    with pytest.raises(TelegramBadRequest, match="title must be non-empty"):
        await bot.create_forum_topic(forum.id, "  ")
    with pytest.raises(TelegramBadRequest, match="DOCUMENT_INVALID"):
        await bot.create_forum_topic(forum.id, "Ann", icon_custom_emoji_id="12345")
    long = await bot.create_forum_topic(forum.id, "x" * 200)
    assert long.name == "x" * 128
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.edit_forum_topic(forum.id, long.message_thread_id, name="x" * 128)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(forum.id, long.message_thread_id)


async def test_pins_of_one_topic(town: Town, bot: Bot, forum: Chat, updates: Updates) -> None:
    topics = [(await bot.create_forum_topic(forum.id, n)).message_thread_id for n in "ab"]
    cards = [await bot.send_message(forum.id, "card", message_thread_id=t) for t in topics]
    await updates()
    for card in cards:
        await bot.pin_chat_message(forum.id, card.message_id)
    assert [m.message_thread_id for m in await told(updates)] == topics
    await bot.unpin_all_forum_topic_messages(forum.id, topics[0])
    assert town.world.chats[forum.id].pinned == [cards[1].message_id]


async def test_general_is_closed_and_hidden(
    town: Town, bot: Bot, forum: Chat, updates: Updates
) -> None:
    await updates()
    await bot.edit_general_forum_topic(forum.id, "Lobby")
    await bot.hide_general_forum_topic(forum.id)
    await bot.unhide_general_forum_topic(forum.id)
    named, hidden, shown = await told(updates)
    assert named.forum_topic_edited
    assert named.message_thread_id is None
    assert hidden.general_forum_topic_hidden
    assert shown.general_forum_topic_unhidden
    await bot.reopen_general_forum_topic(forum.id)
