"""Forums: a supergroup's topics, who may make and change them, and what is written in which.

A topic is the thread of the service message that made it; General has id 1 and its messages no
thread (https://core.telegram.org/api/forum).
"""

from __future__ import annotations

from dataclasses import replace

from sandbox.state import boxes, posting, rights
from sandbox.state.model import GENERAL, Chat, Content, Member, Message, Refused, Topic
from sandbox.state.store import Store, operation

MAX_TITLE = 128  # https://core.telegram.org/bots/api#createforumtopic
# The icons that everybody may give a topic: custom emoji and the plain ones that they stand for.
ICONS = {
    "5312536423851630001": "💡",
    "5312016608254762256": "⚡️",
    "5379748062124056162": "❗️",
    "5373251851074415873": "📝",
    "5357315181649076022": "📁",
    "5312241539987020022": "🔥",
    "5377316857231450742": "❓",
    "5350452584119279096": "💰",
    "5417915203100613993": "💬",
    "5237699328843200968": "✅",
    "5235579393115438657": "⭐️",
    "5309832892262654231": "🤖",
}


def open_forum(s: Store, chat: Chat) -> None:
    """Make a supergroup a forum; topics that it had come back."""
    chat.is_forum = True
    chat.topics.setdefault(GENERAL, Topic(GENERAL, "General", chat.creator_id, s.clock()))


def topic_of(chat: Chat, message: Message) -> int:
    """In which of a forum's topics a message is; a thread that is no topic is in General."""
    thread = message.content.thread_id
    return thread if thread is not None and thread in chat.topics else GENERAL


def placed(s: Store, chat: Chat, member: Member, content: Content) -> Content:
    """The content with its thread, if the member may write in that topic.

    TOPIC_DELETED for a topic that is not there, TOPIC_CLOSED for who does not manage topics.
    """
    if content.thread_id == GENERAL:
        content = replace(content, thread_id=None)
    if content.reply_to in chat.topics:
        # User accounts say by this in which topic they write; it answers nothing.
        content = replace(content, thread_id=content.reply_to, reply_to=None, quote=None)
    if content.thread_id is not None and content.thread_id not in chat.topics:
        raise Refused("TOPIC_DELETED")
    thread = posting.thread_of(s, chat, content)
    topic = chat.topics.get(thread or GENERAL, chat.topics[GENERAL])
    if topic.closed and not _runs(member, topic):
        raise Refused("TOPIC_CLOSED")
    return content


def _runs(member: Member, topic: Topic) -> bool:
    return topic.creator_id == member.user_id or rights.has(member, "can_manage_topics")


def _forum(s: Store, actor: int, chat_id: int) -> tuple[Chat, Member]:
    chat, member = rights.joined(s, actor, chat_id)
    if not chat.is_forum:
        raise Refused("CHANNEL_FORUM_MISSING")
    return chat, member


def _mine(s: Store, actor: int, chat_id: int, topic_id: int) -> tuple[Chat, Topic]:
    """A topic that the actor may change. TOPIC_ID_INVALID, CHAT_ADMIN_REQUIRED."""
    chat, member = _forum(s, actor, chat_id)
    topic = chat.topics.get(topic_id)
    if topic is None:
        raise Refused("TOPIC_ID_INVALID")
    if not _runs(member, topic):
        raise Refused("CHAT_ADMIN_REQUIRED")
    return chat, topic


def _icon(s: Store, actor: int, emoji_id: str | None) -> str | None:
    # People with Premium may take any custom emoji, bots only the usual ones.
    if emoji_id and s.user(actor).is_bot and emoji_id not in ICONS:
        raise Refused("DOCUMENT_INVALID")
    return emoji_id or None


def _title(title: str) -> str:
    shown = " ".join(title.split())[:MAX_TITLE]
    if not shown:
        raise Refused("TOPIC_TITLE_EMPTY")
    return shown


@operation
def create(
    s: Store, actor: int, chat_id: int, title: str, icon_color: int, emoji_id: str | None
) -> Topic:
    """Open a topic, with the service message that becomes its thread."""
    chat, _ = _forum(s, actor, chat_id)
    rights.allowed(s, actor, chat_id, "can_manage_topics")
    title, icon = _title(title), _icon(s, actor, emoji_id)
    event = {
        "kind": "topic_created",
        "title": title,
        "icon_color": icon_color,
        "icon_emoji_id": icon,
    }
    notice = posting.service(s, actor, chat_id, event)
    notice.content = replace(notice.content, thread_id=notice.id)
    topic = Topic(notice.id, title, actor, s.clock(), icon_color, icon)
    chat.topics[topic.id] = topic
    return topic


@operation
def edit(
    s: Store, actor: int, chat_id: int, topic_id: int, title: str | None, emoji_id: str | None
) -> None:
    """Another title or icon; None keeps it, an empty icon takes it away."""
    _, topic = _mine(s, actor, chat_id, topic_id)
    event: dict[str, object] = {"kind": "topic_edited"}
    if emoji_id is not None and _icon(s, actor, emoji_id) != topic.icon_emoji_id:
        if topic_id == GENERAL:
            raise Refused("TOPIC_ID_INVALID")
        topic.icon_emoji_id = emoji_id or None
        event["icon_emoji_id"] = emoji_id
    if title is not None and _title(title) != topic.title:
        event["title"] = topic.title = _title(title)
    if len(event) == 1:
        raise Refused("TOPIC_NOT_MODIFIED")
    _tell(s, actor, chat_id, topic_id, event)


@operation
def set_closed(s: Store, actor: int, chat_id: int, topic_id: int, closed: bool) -> None:
    """Close a topic or open it again."""
    _, topic = _mine(s, actor, chat_id, topic_id)
    if topic.closed is closed:
        raise Refused("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _tell(s, actor, chat_id, topic_id, {"kind": "topic_closed" if closed else "topic_reopened"})


@operation
def set_hidden(s: Store, actor: int, chat_id: int, hidden: bool) -> None:
    """Hide General, which closes it, or show it."""
    _, topic = _mine(s, actor, chat_id, GENERAL)
    if topic.hidden is hidden:
        raise Refused("TOPIC_NOT_MODIFIED")
    topic.hidden = hidden
    topic.closed = topic.closed or hidden
    _tell(s, actor, chat_id, GENERAL, {"kind": "general_hidden" if hidden else "general_shown"})


def _tell(s: Store, actor: int, chat_id: int, topic_id: int, event: dict[str, object]) -> None:
    thread = None if topic_id == GENERAL else topic_id
    posting.service(s, actor, chat_id, event, thread_id=thread)


@operation
def delete(s: Store, actor: int, chat_id: int, topic_id: int) -> None:
    """Delete a topic and everything in it. No bot is told; General cannot go."""
    chat, member = _forum(s, actor, chat_id)
    if topic_id == GENERAL or topic_id not in chat.topics:
        raise Refused("TOPIC_ID_INVALID")
    if not rights.has(member, "can_delete_messages"):
        raise Refused("CHAT_ADMIN_REQUIRED")
    inside = [m for m in s.box(chat_id).messages.values() if topic_of(chat, m) == topic_id]
    del chat.topics[topic_id]
    ids = {message.id for message in inside}
    chat.pinned = [i for i in chat.pinned if i not in ids]
    change = boxes.take_out(s, chat_id, inside)
    if change is not None:
        posting.tell_deleted(s, chat_id, chat_id, change, None)


def listed(s: Store, actor: int, chat_id: int) -> list[Topic]:
    """A forum's topics, General first, then as they were made. CHANNEL_FORUM_MISSING."""
    chat = rights.visible(s, actor, chat_id)
    if not chat.is_forum:
        raise Refused("CHANNEL_FORUM_MISSING")
    return [chat.topics[i] for i in sorted(chat.topics)]
