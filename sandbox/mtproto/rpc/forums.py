"""Forums: their topics, made, changed, listed and deleted by user accounts."""

from __future__ import annotations

from collections.abc import Sequence

from pyrogram.raw import functions, types

from sandbox.mtproto.rpc.base import Call, Methods, Result, lacking
from sandbox.mtproto.tl import ids, messages
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.tl.view import View
from sandbox.state.model import GENERAL, Kind, Topic

methods = Methods()


def _topic(view: View, chat_id: int, topic: Topic, newest: int) -> TL:
    return types.ForumTopic(
        id=topic.id,
        date=int(topic.created_at.timestamp()),
        peer=view.peer(chat_id),
        title=topic.title,
        icon_color=topic.icon_color,
        icon_emoji_id=None if topic.icon_emoji_id is None else int(topic.icon_emoji_id),
        top_message=newest,
        read_inbox_max_id=newest,
        read_outbox_max_id=newest,
        unread_count=0,
        unread_mentions_count=0,
        unread_reactions_count=0,
        unread_poll_votes_count=0,
        from_id=view.peer(topic.creator_id),
        notify_settings=types.PeerNotifySettings(),
        my=topic.creator_id == view.viewer or None,
        closed=topic.closed or None,
        hidden=topic.hidden or None,
    )


def _listed(call: Call, chat_id: int, wanted: Sequence[int] | None) -> Result:
    """Topics with their latest messages; for one that is not there, ForumTopicDeleted."""
    view = call.view()
    there = {topic.id: topic for topic in call.world.topics(call.me, chat_id)}
    topics: list[TL] = []
    written: list[TL] = []
    for topic_id in there if wanted is None else wanted:
        topic = there.get(topic_id)
        if topic is None:
            topics.append(types.ForumTopicDeleted(id=topic_id))
            continue
        latest = call.world.history(call.me, chat_id, limit=1, topic=topic_id)
        written += [messages.written(view, message) for message in latest]
        topics.append(_topic(view, chat_id, topic, latest[0].id if latest else topic_id))
    return types.messages.ForumTopics(
        count=len(topics),
        topics=topics,
        messages=written,
        chats=view.chats,
        users=view.users,
        pts=call.world.box(chat_id).pts,
    )


@methods.on(functions.messages.GetForumTopics, people_only=True)
def get_forum_topics(call: Call, query: functions.messages.GetForumTopics) -> Result:
    """All topics at once, however few were asked for at a time."""
    lacking(query, "q")
    chat_id = call.peer(query.peer)
    if query.offset_id or query.offset_topic:
        return _listed(call, chat_id, ())
    return _listed(call, chat_id, None)


@methods.on(functions.messages.GetForumTopicsByID)
def get_forum_topics_by_id(call: Call, query: functions.messages.GetForumTopicsByID) -> Result:
    """Some topics."""
    return _listed(call, call.peer(query.peer), query.topics)


@methods.on(functions.messages.CreateForumTopic)
def create_forum_topic(call: Call, query: functions.messages.CreateForumTopic) -> Result:
    """A new topic."""
    lacking(query, "send_as")
    icon = None if query.icon_emoji_id is None else str(query.icon_emoji_id)
    with call.collecting() as collected:
        topic = call.world.create_topic(
            call.me,
            call.peer(query.peer),
            query.title,
            icon_color=query.icon_color or 0x6FB9F0,
            icon_emoji_id=icon,
        )
    number = types.UpdateMessageID(id=topic.id, random_id=query.random_id)
    return call.answer(collected, first=[number])


@methods.on(functions.messages.EditForumTopic)
def edit_forum_topic(call: Call, query: functions.messages.EditForumTopic) -> Result:
    """Another title or icon, closed or open again, General hidden or shown."""
    chat_id, topic = call.peer(query.peer), query.topic_id
    icon = None if query.icon_emoji_id is None else str(query.icon_emoji_id or "")
    with call.collecting() as collected:
        if query.title is not None or icon is not None:
            call.world.edit_topic(call.me, chat_id, topic, title=query.title, icon_emoji_id=icon)
        if query.closed is not None:
            change = call.world.close_topic if query.closed else call.world.reopen_topic
            change(call.me, chat_id, topic)
        if query.hidden is not None and topic == GENERAL:
            call.world.hide_general(call.me, chat_id, bool(query.hidden))
    return call.answer(collected)


@methods.on(functions.messages.DeleteTopicHistory)
def delete_topic_history(call: Call, query: functions.messages.DeleteTopicHistory) -> Result:
    """Delete a topic with everything in it."""
    chat_id = call.peer(query.peer)
    with call.collecting() as collected:
        call.world.delete_topic(call.me, chat_id, query.top_msg_id)
    changes = [h.change for h in collected.happenings if h.kind is Kind.DELETE_MESSAGES]
    return types.messages.AffectedHistory(
        pts=call.world.box(chat_id).pts,
        pts_count=sum(change.pts_count for change in changes if change is not None),
        offset=0,
    )


@methods.on(functions.channels.ToggleForum)
def toggle_forum(call: Call, query: functions.channels.ToggleForum) -> Result:
    """Topics for a supergroup, or no longer."""
    chat_id = call.channel(query.channel)
    with call.collecting() as collected:
        call.world.set_forum(call.me, chat_id, bool(query.enabled))
    channel = types.UpdateChannel(channel_id=ids.bare(chat_id))
    return call.answer(collected, first=[channel], about=chat_id)
