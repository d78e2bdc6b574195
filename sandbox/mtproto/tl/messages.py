"""Messages as the schema writes them, service messages among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from pyrogram.raw import types

from sandbox.mtproto.tl import entities, ids, markup, media
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.tl.view import View
from sandbox.state.model import GENERAL, Message
from sandbox.state.topics import topic_of


def written(view: View, message: Message) -> TL:
    """A message of the viewer's own box or of a supergroup."""
    service = message.content.service
    peer = view.peer(message.chat_id)
    head: dict[str, Any] = {
        "id": message.id,
        "peer_id": peer,
        "date": int(message.at.timestamp()),
        "out": message.sender_id == view.viewer or None,
        "from_id": view.peer(message.sender_chat_id or message.sender_id),
        "reply_to": _reply(view, message),
        "silent": message.content.silent or None,
        "reactions": reactions(view, message),
    }
    if service is not None:
        return types.MessageService(**head, action=_ACTIONS[service["kind"]](view, service))
    content = message.content
    if content.via_bot is not None:
        view.mention(content.via_bot)
    return types.Message(
        **head,
        message=content.text,
        entities=entities.written(content.entities) or None,
        media=media.of_content(content, message.at, view.viewer),
        reply_markup=markup.written(content.markup),
        fwd_from=None if message.forward is None else _forward(view, message.forward),
        edit_date=ids.stamp(message.edited_at),
        via_bot_id=content.via_bot,
        grouped_id=None if content.album is None else int(content.album),
        invert_media=content.caption_above or None,
        pinned=message.pinned or None,
    )


def empty(view: View, chat_id: int, message_id: int) -> TL:
    """What stands for a message that is not there."""
    return types.MessageEmpty(id=message_id, peer_id=view.peer(chat_id))


def _reply(view: View, message: Message) -> TL | None:
    """What a message answers; in a topic that is at least the topic's beginning.

    https://core.telegram.org/api/threads, https://core.telegram.org/api/forum
    """
    content = message.content
    answered = content.reply_to or content.thread_id
    if answered is None or answered == message.id:
        return None
    chat = view.world.chats.get(message.chat_id)
    in_topic = chat is not None and chat.is_forum and topic_of(chat, message) != GENERAL
    return types.MessageReplyHeader(
        reply_to_msg_id=answered,
        reply_to_top_id=content.thread_id if answered != content.thread_id else None,
        forum_topic=in_topic or None,
        quote=content.quote is not None or None,
        quote_text=None if content.quote is None else content.quote["text"],
        quote_offset=None if content.quote is None else content.quote["position"],
    )


def _forward(view: View, forward: Mapping[str, Any]) -> TL:
    origin = forward.get("user_id") or forward.get("chat_id")
    return types.MessageFwdHeader(
        date=int(forward["at"].timestamp()),
        from_id=view.peer(origin) if origin is not None else None,
        from_name=forward.get("name"),
    )


def reactions(view: View, message: Message) -> TL | None:
    """Who reacted how; None when nobody did."""
    if not message.reactions:
        return None
    return types.MessageReactions(
        results=[
            types.ReactionCount(reaction=types.ReactionEmoji(emoticon=emoji), count=count)
            for emoji, count in Counter(message.reactions.values()).items()
        ],
        can_see_list=True,
        recent_reactions=[
            types.MessagePeerReaction(
                peer_id=view.peer(who),
                date=int(message.at.timestamp()),
                reaction=types.ReactionEmoji(emoticon=emoji),
                my=who == view.viewer or None,
            )
            for who, emoji in message.reactions.items()
        ],
    )


Event = Mapping[str, Any]


def _created(view: View, event: Event) -> TL:
    if not event["user_ids"]:
        return types.MessageActionChannelCreate(title=event["title"])
    view.mention(*event["user_ids"])
    return types.MessageActionChatCreate(title=event["title"], users=list(event["user_ids"]))


def _added(view: View, event: Event) -> TL:
    view.mention(*event["user_ids"])
    return types.MessageActionChatAddUser(users=list(event["user_ids"]))


def _joined_by_link(view: View, event: Event) -> TL:
    view.mention(event["inviter_id"])
    return types.MessageActionChatJoinedByLink(inviter_id=event["inviter_id"])


def _joined_by_request(view: View, event: Event) -> TL:
    view.mention(event["user_id"])
    return types.MessageActionChatJoinedByRequest()


def _left(view: View, event: Event) -> TL:
    view.mention(event["user_id"])
    return types.MessageActionChatDeleteUser(user_id=event["user_id"])


def _migrated_to(view: View, event: Event) -> TL:
    view.mention(event["chat_id"])
    return types.MessageActionChatMigrateTo(channel_id=ids.bare(event["chat_id"]))


def _migrated_from(view: View, event: Event) -> TL:
    view.mention(event["chat_id"])
    return types.MessageActionChannelMigrateFrom(
        title=event["title"], chat_id=ids.bare(event["chat_id"])
    )


def _topic_created(_: View, event: Event) -> TL:
    icon = event["icon_emoji_id"]
    return types.MessageActionTopicCreate(
        title=event["title"],
        icon_color=event["icon_color"],
        icon_emoji_id=None if icon is None else int(icon),
    )


def _topic_edited(_: View, event: Event) -> TL:
    icon = event.get("icon_emoji_id")
    return types.MessageActionTopicEdit(
        title=event.get("title"), icon_emoji_id=None if icon is None else int(icon or 0)
    )


_ACTIONS: dict[str, Callable[[View, Event], TL]] = {
    "chat_created": _created,
    "members_added": _added,
    "joined_by_link": _joined_by_link,
    "joined_by_request": _joined_by_request,
    "member_left": _left,
    "title_changed": lambda _, event: types.MessageActionChatEditTitle(title=event["title"]),
    "pinned": lambda _, __: types.MessageActionPinMessage(),
    "migrated_to": _migrated_to,
    "migrated_from": _migrated_from,
    "topic_created": _topic_created,
    "topic_edited": _topic_edited,
    "topic_closed": lambda _, __: types.MessageActionTopicEdit(closed=True),
    "topic_reopened": lambda _, __: types.MessageActionTopicEdit(closed=False),
    "general_hidden": lambda _, __: types.MessageActionTopicEdit(hidden=True),
    "general_shown": lambda _, __: types.MessageActionTopicEdit(hidden=False),
    "history_cleared": lambda _, __: types.MessageActionHistoryClear(),
    "photo_deleted": lambda _, __: types.MessageActionChatDeletePhoto(),
}
