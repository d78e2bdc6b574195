"""People in forums: topics made, used, closed and deleted by hand, here and by the control API."""

from __future__ import annotations

import pytest
from aiogram import Bot

from sandbox.people import Account, Attachment, People
from sandbox.state.model import Refused

JPEG = Attachment("photo", b"\xff\xd8jpeg", None, "image/jpeg", (2, 2))


async def test_a_forum_by_hand(people: People, bot: Account, client: Bot) -> None:
    boss, ann = await people.add("Boss"), await people.add("Ann")
    chat = await boss.create_group("Staff", [ann.id, bot.id])
    await boss.promote(chat, bot.id)
    await boss.make_forum(chat)
    topic = await boss.create_topic(chat, "First")
    said = await ann.say(chat, "in it", topic=topic.id)
    reply = await ann.say(chat, "still in it", reply_to=said)
    album = await ann.send_album(chat, [JPEG, JPEG], topic=topic.id)
    elsewhere = await ann.say(chat, "in General")
    assert [m.topic for m in (said, reply, *album, elsewhere)] == [topic.id] * 4 + [1]
    inside = await boss.messages(chat, topic=topic.id)
    assert [m.text for m in inside if m.kind == "text"] == ["in it", "still in it"]
    assert (await boss.sees(topic=1, chat=chat, since=reply)).text == "in General"
    await boss.pin(said)
    await boss.react(said, "👍")
    await ann.sees_reaction(said, "👍")
    await client.send_message(chat, "from the bot", message_thread_id=topic.id)
    assert (await ann.sees("from the bot")).topic == topic.id
    await boss.close_topic(chat, topic.id)
    with pytest.raises(Refused, match="TOPIC_CLOSED"):
        await ann.say(chat, "no more", topic=topic.id)
    await boss.say(chat, "but the boss may", topic=topic.id)
    await boss.reopen_topic(chat, topic.id)
    await boss.edit_topic(chat, topic.id, title="Second")
    assert [t.title for t in await ann.topics(chat)] == ["General", "Second"]
    assert (await ann.topic_of(said)).title == "Second"
    await boss.delete_topic(chat, topic.id)
    await ann.sees_gone(said)
    with pytest.raises(Refused, match="TOPIC_DELETED"):
        await ann.say(chat, "gone", topic=topic.id)
    assert [m.text for m in await ann.messages(chat) if m.kind == "text"] == ["in General"]
