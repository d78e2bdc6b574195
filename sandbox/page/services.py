"""Service messages in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.state.model import Message
from sandbox.state.world import World

_Said = Callable[[World, str, Mapping[str, Any]], str]


def name_of(world: World, peer: int) -> str:
    """What a person, bot or group is called."""
    if peer < 0:
        chat = world.chats.get(peer)
        return "a group" if chat is None else chat.title
    user = world.users.get(peer)
    if user is None:
        return "somebody"
    return f"{user.first_name} {user.last_name or ''}".strip()


def author_of(world: World, message: Message) -> str:
    """In whose name a message stands."""
    return name_of(world, message.sender_chat_id or message.sender_id)


def service_line(world: World, message: Message) -> str:
    """What a service message tells."""
    event = message.content.service or {}
    said = _SAID.get(str(event.get("kind")))
    return str(event.get("kind")) if said is None else said(world, author_of(world, message), event)


def _names(world: World, ids: Any) -> str:
    return ", ".join(name_of(world, each) for each in ids)


def _left(world: World, who: str, event: Mapping[str, Any]) -> str:
    gone = name_of(world, event["user_id"])
    return f"{gone} left the group" if gone == who else f"{who} removed {gone}"


def _topic_edited(_: World, who: str, event: Mapping[str, Any]) -> str:
    if "title" in event:
        return f"{who} renamed the topic to “{event['title']}”"
    return f"{who} changed the topic's icon"


_SAID: dict[str, _Said] = {
    "chat_created": lambda _, who, e: f"{who} created the group “{e['title']}”",
    "members_added": lambda w, who, e: (
        f"{who} joined the group"
        if _names(w, e["user_ids"]) == who
        else f"{who} added {_names(w, e['user_ids'])}"
    ),
    "joined_by_link": lambda w, _, e: (
        f"{name_of(w, e['user_id'])} joined the group by an invite link"
    ),
    "joined_by_request": lambda w, _, e: f"{name_of(w, e['user_id'])} was let into the group",
    "member_left": _left,
    "title_changed": lambda _, who, e: f"{who} changed the group's name to “{e['title']}”",
    "pinned": lambda _, who, __: f"{who} pinned a message",
    "migrated_to": lambda *_: "The group became a supergroup",
    "migrated_from": lambda *_: "The group became a supergroup",
    "topic_created": lambda _, who, e: f"{who} created the topic “{e['title']}”",
    "topic_edited": _topic_edited,
    "topic_closed": lambda _, who, __: f"{who} closed the topic",
    "topic_reopened": lambda _, who, __: f"{who} reopened the topic",
    "general_hidden": lambda _, who, __: f"{who} hid General",
    "general_shown": lambda _, who, __: f"{who} showed General again",
}
