"""Reads service messages into plain values. `event` says what happened, the rest with whom
and to what.
"""

import re
from collections.abc import Callable
from typing import Any

from pyrogram import raw, utils

from userbot.payload import Names

Event = dict[str, Any]


def event_of(action: Any, sender_id: int, names: Names) -> Event:
    """Return a service message's event. One that has no word here keeps Telegram's own, so nothing
    is dropped."""
    known = _EVENTS.get(type(action))
    if known is not None:
        return known(action, sender_id, names)
    name = type(action).__name__.removeprefix("MessageAction")
    return {"event": re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()}


def _people(ids: list[int], names: Names) -> list[dict[str, Any]]:
    return [{"id": id_, "name": names[id_].name if id_ in names else ""} for id_ in ids]


def _added(action: Any, sender_id: int, names: Names) -> Event:
    event = "joined" if action.users == [sender_id] else "members_added"
    return {"event": event, "people": _people(action.users, names)}


def _gone(action: Any, sender_id: int, names: Names) -> Event:
    event = "member_left" if action.user_id == sender_id else "member_removed"
    return {"event": event, "people": _people([action.user_id], names)}


def _came(event: str) -> Callable[[Any, int, Names], Event]:
    return lambda _action, sender_id, names: {"event": event, "people": _people([sender_id], names)}


def _titled(event: str) -> Callable[[Any, int, Names], Event]:
    return lambda action, _sender_id, _names: {"event": event, "title": action.title}


def _bare(event: str) -> Callable[[Any, int, Names], Event]:
    return lambda _action, _sender_id, _names: {"event": event}


def _moved_to(action: Any, _sender_id: int, _names: Names) -> Event:
    return {"event": "migrated_to", "chat_id": utils.get_channel_id(action.channel_id)}


def _moved_from(action: Any, _sender_id: int, _names: Names) -> Event:
    return {"event": "migrated_from", "chat_id": -action.chat_id, "title": action.title}


def _timer(action: Any, _sender_id: int, _names: Names) -> Event:
    return {"event": "auto_delete_set", "seconds": action.period}


def _topic(action: Any, _sender_id: int, _names: Names) -> Event:
    """Read a change of a topic, or of the general one; without a title, only its icon is another
    one."""
    if action.closed is not None:
        return {"event": "topic_closed" if action.closed else "topic_reopened"}
    if action.hidden is not None:
        return {"event": "general_topic_hidden" if action.hidden else "general_topic_unhidden"}
    return {"event": "topic_edited", **({"title": action.title} if action.title else {})}


def _call(action: Any, _sender_id: int, _names: Names) -> Event:
    return {"event": "call_started" if action.duration is None else "call_ended"}


_EVENTS: dict[type[Any], Callable[[Any, int, Names], Event]] = {
    raw.types.MessageActionChannelCreate: _titled("chat_created"),
    raw.types.MessageActionChatCreate: _titled("chat_created"),
    raw.types.MessageActionChatAddUser: _added,
    raw.types.MessageActionChatJoinedByLink: _came("joined_by_link"),
    raw.types.MessageActionChatJoinedByRequest: _came("joined_by_request"),
    raw.types.MessageActionChatDeleteUser: _gone,
    raw.types.MessageActionChatEditTitle: _titled("title_changed"),
    raw.types.MessageActionChatEditPhoto: _bare("photo_changed"),
    raw.types.MessageActionChatDeletePhoto: _bare("photo_deleted"),
    raw.types.MessageActionPinMessage: _bare("pinned"),
    raw.types.MessageActionHistoryClear: _bare("history_cleared"),
    raw.types.MessageActionChatMigrateTo: _moved_to,
    raw.types.MessageActionChannelMigrateFrom: _moved_from,
    raw.types.MessageActionSetMessagesTTL: _timer,
    raw.types.MessageActionTopicCreate: _titled("topic_created"),
    raw.types.MessageActionTopicEdit: _topic,
    raw.types.MessageActionGroupCall: _call,
}
