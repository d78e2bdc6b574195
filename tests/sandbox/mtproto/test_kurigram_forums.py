"""A user account in the staff's forum."""

from __future__ import annotations

from sandbox.state.model import Content
from tests.sandbox.mtproto.conftest import Town
from tests.sandbox.mtproto.ears import Ear
from tests.support.waiting import eventually


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
