"""Service messages: what happened in a chat, as keys of a Message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.bot_api.shapes.people import chat, user
from sandbox.bot_api.view import Json, View, is_supergroup
from sandbox.state.model import Message

_BARE = {
    "topic_closed": "forum_topic_closed",
    "topic_reopened": "forum_topic_reopened",
    "general_hidden": "general_forum_topic_hidden",
    "general_shown": "general_forum_topic_unhidden",
}
MessageShape = Callable[..., Json]


def service(view: View, msg: Message, event: Mapping[str, Any], shape_of: MessageShape) -> Json:
    """The keys of a service message. `shape_of` makes the Message inside a pin's notice."""
    kind = event["kind"]
    if kind in ("members_added", "joined_by_link", "joined_by_request"):
        return _joined(view, event.get("user_ids") or [event["user_id"]])
    if kind == "member_left":
        person = user(view, event["user_id"])
        return {"left_chat_participant": person, "left_chat_member": person}
    if kind == "title_changed":
        return {"new_chat_title": event["title"]}
    if kind == "pinned":
        return {"pinned_message": _pinned(view, msg, int(event["message_id"] or 0), shape_of)}
    if kind == "migrated_to":
        return {"migrate_to_chat_id": event["chat_id"]}
    if kind == "migrated_from":
        return {"migrate_from_chat_id": event["chat_id"]}
    if kind == "chat_created":
        group = view.world.chats.get(msg.chat_id)
        whole = group is not None and is_supergroup(group)
        return {"supergroup_chat_created" if whole else "group_chat_created": True}
    return _others(kind, event)


def _others(kind: str, event: Mapping[str, Any]) -> Json:
    if kind == "photo_deleted":
        return {"delete_chat_photo": True}
    if kind == "topic_created":
        topic: Json = {"name": event["title"], "icon_color": event["icon_color"]}
        if event["icon_emoji_id"] is not None:
            topic["icon_custom_emoji_id"] = event["icon_emoji_id"]
        return {"forum_topic_created": topic}
    if kind == "topic_edited":
        names = {"title": "name", "icon_emoji_id": "icon_custom_emoji_id"}
        return {"forum_topic_edited": {names[key]: event[key] for key in names if key in event}}
    if kind in _BARE:
        return {_BARE[kind]: {}}
    # A message of a kind that bots are told nothing about still has its id, date and chat.
    return {}


def _joined(view: View, user_ids: list[int]) -> Json:
    people = [user(view, user_id) for user_id in user_ids]
    # The first two are older names of the same, which Telegram still sends.
    return {
        "new_chat_participant": people[0],
        "new_chat_member": people[0],
        "new_chat_members": people,
    }


def _pinned(view: View, msg: Message, message_id: int, shape_of: MessageShape) -> Json:
    found = view.stored(msg, message_id)
    if found is None:
        return {"message_id": message_id, "date": 0, "chat": chat(view, msg.chat_id)}
    return shape_of(view, found, nested=True)
