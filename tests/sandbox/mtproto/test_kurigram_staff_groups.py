"""A user account in the staff's groups: forums, everything that is sent there, clearing up."""

from __future__ import annotations

import pytest
from pyrogram.errors import MessageDeleteForbidden

from sandbox.state.model import Content
from tests.sandbox.mtproto.conftest import Town
from tests.sandbox.mtproto.ears import Ear, heard_of
from tests.support.waiting import eventually

CLEARING = ("can_delete_messages",)


async def test_a_forum_as_a_user_account_meets_it(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    ear = Ear(ann)
    world, bob = town.world, town.bob.id
    forum = world.create_supergroup(bob, "Forum")
    world.invite(bob, forum.id, [town.ann.id])
    world.set_forum(bob, forum.id, True)
    topic = world.create_topic(bob, forum.id, "Ann", icon_emoji_id="5312536423851630001")
    said = world.send(bob, forum.id, Content("hello", thread_id=topic.id))
    world.send(bob, forum.id, Content("again", reply_to=said.id))
    world.send(bob, forum.id, Content("in General"))
    world.edit_topic(bob, forum.id, topic.id, title="Other", icon_emoji_id="")
    world.close_topic(bob, forum.id, topic.id)
    world.hide_general(bob, forum.id, True)
    await eventually(lambda: ear.new and ear.new[-1].general_forum_topic_hidden)
    assert ear.texts() == ["hello", "again", "in General"]
    by_text = {message.text: message for message in ear.new if message.text}
    assert by_text["hello"].chat.is_forum
    assert by_text["hello"].topic_message
    assert by_text["hello"].message_thread_id == topic.id
    assert by_text["again"].message_thread_id == topic.id
    assert by_text["again"].reply_to_message_id == said.id
    assert not by_text["in General"].topic_message
    created, edited, closed = (
        next(message for message in ear.new if getattr(message, f"forum_topic_{what}"))
        for what in ("created", "edited", "closed")
    )
    assert created.forum_topic_created.title == "Ann"
    assert edited.forum_topic_edited.title == "Other"
    assert closed.message_thread_id == topic.id
    found = [each async for each in ann.get_forum_topics(forum.id)]
    assert [each.title for each in found] == ["General", "Other"]
    history = [each.text async for each in ann.get_chat_history(forum.id) if each.text]
    assert history == ["in General", "again", "hello"]
    world.delete_topic(bob, forum.id, topic.id)
    await eventually(lambda: said.id in ear.deleted)


async def test_a_user_account_runs_a_forum(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    chat = await ann.create_supergroup("Forum")
    await ann.toggle_forum_topics(chat.id, True)
    topic = await ann.create_forum_topic(chat.id, "First")
    await ann.send_message(chat.id, "hello", message_thread_id=topic.id)
    newest, _ = town.world.history(town.ann.id, chat.id, topic=topic.id)
    assert (newest.content.text, newest.content.reply_to) == ("hello", None)
    await ann.close_forum_topic(chat.id, topic.id)
    await ann.delete_forum_topic(chat.id, topic.id)
    assert list(town.world.chats[chat.id].topics) == [1]


async def test_whatever_is_sent_in_a_group_is_read(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    ear = Ear(ann)
    world, bob = town.world, town.bob.id
    town.ann.contacts.add(bob)  # kurigram asks for a story by its writer, whom a push shows as min
    group = world.create_supergroup(bob, "Desk")
    world.invite(bob, group.id, [town.ann.id])
    place = {"latitude": 50.45, "longitude": 30.52, "title": "Office", "address": "Street 1"}
    poll = {"question": "Well?", "options": ["yes", "no"]}
    quiz = {**poll, "type": "quiz", "correct_option_ids": [1]}
    for content in (
        Content(venue=place),
        Content(dice={"emoji": "🎯"}),
        Content(poll=poll),
        Content(poll=quiz),
        Content(story={"chat_id": bob, "id": 7}),
    ):
        world.send(bob, group.id, content)
    world.send(bob, group.id, Content("in the group's name"), as_chat=group.id)
    channel = world.create_channel(bob, "News", discussion=group.id)
    world.send(bob, group.id, Content("in the channel's"), as_chat=channel.id)
    await eventually(lambda: len(ear.texts()) == 7)
    venue, dice, asked, quizzed, _, anonymous, as_channel = ear.new[-7:]
    assert venue.venue.title == "Office"
    assert 1 <= dice.dice.value <= 6
    assert asked.poll
    assert quizzed.poll
    assert anonymous.sender_chat.id == group.id
    assert as_channel.sender_chat.id == channel.id


async def test_an_administrator_clears_a_group_that_somebody_else_made(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    world, bob = town.world, town.bob.id
    group = world.create_supergroup(bob, "Desk")
    world.invite(bob, group.id, [town.ann.id])
    said = [world.send(bob, group.id, Content(str(n))).id for n in range(3)]
    await heard_of(ann, group.id)
    with pytest.raises(MessageDeleteForbidden):
        await ann.delete_messages(group.id, said)
    world.promote(bob, group.id, town.ann.id, CLEARING)
    # What is gone already is passed over, and what nobody can delete stays.
    assert await ann.delete_messages(group.id, [1, *said, 999]) == 3
    left = world.history(bob, group.id)
    assert [m.id for m in left if m.content.service is None] == []
    assert 1 in [m.id for m in left]


async def test_an_administrator_clears_a_basic_group_for_everybody(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    ear = Ear(ann)
    world, bob = town.world, town.bob.id
    group = world.create_basic_group(bob, "Desk", [town.ann.id])
    for number in range(3):
        world.send(bob, group.id, Content(str(number)))
    await eventually(lambda: len(ear.texts()) == 3)
    world.promote(bob, group.id, town.ann.id, CLEARING)
    assert await ann.delete_messages(group.id, [m.id for m in ear.new if not m.service]) == 3
    assert [m for m in world.history(bob, group.id) if m.content.service is None] == []
