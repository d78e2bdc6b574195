"""Reads service messages that the bot gets into plain values, by the words of
`userbot/services.py`. `event` says what happened, the rest with whom and to what.
"""

from collections.abc import Callable, Mapping
from typing import Any

from aiogram import types
from aiogram.enums import ContentType

Event = dict[str, Any]


SERVICE = frozenset(
    {
        ContentType.BOOST_ADDED,
        ContentType.CHANNEL_CHAT_CREATED,
        ContentType.CHAT_BACKGROUND_SET,
        ContentType.CHAT_OWNER_CHANGED,
        ContentType.CHAT_OWNER_LEFT,
        ContentType.CHAT_SHARED,
        ContentType.CHECKLIST_TASKS_ADDED,
        ContentType.CHECKLIST_TASKS_DONE,
        ContentType.COMMUNITY_CHAT_ADDED,
        ContentType.COMMUNITY_CHAT_JOINED,
        ContentType.COMMUNITY_CHAT_REMOVED,
        ContentType.CONNECTED_WEBSITE,
        ContentType.DELETE_CHAT_PHOTO,
        ContentType.DIRECT_MESSAGE_PRICE_CHANGED,
        ContentType.FORUM_TOPIC_CLOSED,
        ContentType.FORUM_TOPIC_CREATED,
        ContentType.FORUM_TOPIC_EDITED,
        ContentType.FORUM_TOPIC_REOPENED,
        ContentType.GENERAL_FORUM_TOPIC_HIDDEN,
        ContentType.GENERAL_FORUM_TOPIC_UNHIDDEN,
        ContentType.GIFT,
        ContentType.GIFT_UPGRADE_SENT,
        ContentType.GIVEAWAY_COMPLETED,
        ContentType.GIVEAWAY_CREATED,
        ContentType.GROUP_CHAT_CREATED,
        ContentType.LEFT_CHAT_MEMBER,
        ContentType.MANAGED_BOT_CREATED,
        ContentType.MESSAGE_AUTO_DELETE_TIMER_CHANGED,
        ContentType.MIGRATE_FROM_CHAT_ID,
        ContentType.MIGRATE_TO_CHAT_ID,
        ContentType.NEW_CHAT_MEMBERS,
        ContentType.NEW_CHAT_PHOTO,
        ContentType.NEW_CHAT_TITLE,
        ContentType.PAID_MESSAGE_PRICE_CHANGED,
        ContentType.PASSPORT_DATA,
        ContentType.PINNED_MESSAGE,
        ContentType.POLL_OPTION_ADDED,
        ContentType.POLL_OPTION_DELETED,
        ContentType.PROXIMITY_ALERT_TRIGGERED,
        ContentType.REFUNDED_PAYMENT,
        ContentType.SUCCESSFUL_PAYMENT,
        ContentType.SUGGESTED_POST_APPROVAL_FAILED,
        ContentType.SUGGESTED_POST_APPROVED,
        ContentType.SUGGESTED_POST_DECLINED,
        ContentType.SUGGESTED_POST_PAID,
        ContentType.SUGGESTED_POST_REFUNDED,
        ContentType.SUPERGROUP_CHAT_CREATED,
        ContentType.UNIQUE_GIFT,
        ContentType.USER_SHARED,
        ContentType.USERS_SHARED,
        ContentType.VIDEO_CHAT_ENDED,
        ContentType.VIDEO_CHAT_PARTICIPANTS_INVITED,
        ContentType.VIDEO_CHAT_SCHEDULED,
        ContentType.VIDEO_CHAT_STARTED,
        ContentType.WEB_APP_DATA,
        ContentType.WRITE_ACCESS_ALLOWED,
    }
)
"""What Telegram writes by itself (https://core.telegram.org/bots/api#message, Bot API 10.3).
Everything else is what a person sent, also what comes to be with Telegram's next version."""


def is_service(message: types.Message) -> bool:
    """Tell whether Telegram wrote it, so that nobody waits for an answer to it."""
    return message.content_type in SERVICE


def event_of(message: types.Message, sender_id: int) -> Event:
    """Return a service message's event. One that has no word here keeps the Bot API's own, so
    nothing is dropped."""
    kind = ContentType(message.content_type).value
    known = _EVENTS.get(kind)
    return {"event": kind} if known is None else known(message, sender_id)


def _people(users: list[types.User]) -> list[dict[str, Any]]:
    return [{"id": user.id, "name": user.full_name} for user in users]


def _added(message: types.Message, sender_id: int) -> Event:
    """Read who was added. The Bot API does not tell who came by a link or was let in: they all
    joined."""
    users = message.new_chat_members or []
    event = "joined" if [user.id for user in users] == [sender_id] else "members_added"
    return {"event": event, "people": _people(users)}


def _gone(message: types.Message, sender_id: int) -> Event:
    user = message.left_chat_member
    users = [] if user is None else [user]
    event = "member_left" if user is not None and user.id == sender_id else "member_removed"
    return {"event": event, "people": _people(users)}


def _bare(event: str) -> Callable[[types.Message, int], Event]:
    return lambda _message, _sender_id: {"event": event}


def _created(message: types.Message, _sender_id: int) -> Event:
    return {"event": "chat_created", "title": message.chat.title or ""}


def _titled(message: types.Message, _sender_id: int) -> Event:
    return {"event": "title_changed", "title": message.new_chat_title or ""}


def _pinned(message: types.Message, _sender_id: int) -> Event:
    pinned = message.pinned_message
    return {"event": "pinned", "message_id": None if pinned is None else pinned.message_id}


def _moved_to(message: types.Message, _sender_id: int) -> Event:
    return {"event": "migrated_to", "chat_id": message.migrate_to_chat_id}


def _moved_from(message: types.Message, _sender_id: int) -> Event:
    title = message.chat.title or ""
    return {"event": "migrated_from", "chat_id": message.migrate_from_chat_id, "title": title}


def _timer(message: types.Message, _sender_id: int) -> Event:
    timer = message.message_auto_delete_timer_changed
    return {"event": "auto_delete_set", "seconds": timer.message_auto_delete_time if timer else 0}


def _topic_created(message: types.Message, _sender_id: int) -> Event:
    topic = message.forum_topic_created
    return {"event": "topic_created", "title": topic.name if topic else ""}


def _topic_edited(message: types.Message, _sender_id: int) -> Event:
    """Read a change of a topic. Without a title, only its icon is another one."""
    topic = message.forum_topic_edited
    title = {"title": topic.name} if topic and topic.name else {}
    return {"event": "topic_edited", **title}


_EVENTS: Mapping[str, Callable[[types.Message, int], Event]] = {
    ContentType.NEW_CHAT_MEMBERS: _added,
    ContentType.LEFT_CHAT_MEMBER: _gone,
    ContentType.NEW_CHAT_TITLE: _titled,
    ContentType.NEW_CHAT_PHOTO: _bare("photo_changed"),
    ContentType.DELETE_CHAT_PHOTO: _bare("photo_deleted"),
    ContentType.GROUP_CHAT_CREATED: _created,
    ContentType.SUPERGROUP_CHAT_CREATED: _created,
    ContentType.CHANNEL_CHAT_CREATED: _created,
    ContentType.MESSAGE_AUTO_DELETE_TIMER_CHANGED: _timer,
    ContentType.MIGRATE_TO_CHAT_ID: _moved_to,
    ContentType.MIGRATE_FROM_CHAT_ID: _moved_from,
    ContentType.PINNED_MESSAGE: _pinned,
    ContentType.FORUM_TOPIC_CREATED: _topic_created,
    ContentType.FORUM_TOPIC_EDITED: _topic_edited,
    ContentType.FORUM_TOPIC_CLOSED: _bare("topic_closed"),
    ContentType.FORUM_TOPIC_REOPENED: _bare("topic_reopened"),
    ContentType.GENERAL_FORUM_TOPIC_HIDDEN: _bare("general_topic_hidden"),
    ContentType.GENERAL_FORUM_TOPIC_UNHIDDEN: _bare("general_topic_unhidden"),
    ContentType.VIDEO_CHAT_STARTED: _bare("call_started"),
    ContentType.VIDEO_CHAT_ENDED: _bare("call_ended"),
}
