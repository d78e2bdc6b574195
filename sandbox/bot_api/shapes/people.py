"""User and Chat."""

from __future__ import annotations

from sandbox.bot_api.view import Json, View, is_supergroup
from sandbox.state.model import Chat, User

ANONYMOUS_ADMIN = 1087968824  # @GroupAnonymousBot writes for administrators who hide

CHANNEL_BOT = 136817688  # @Channel_Bot writes for channels


def user(view: View, user_id: int) -> Json:
    """User; whoever is shown to a bot is known to it from then on."""
    view.known.add(user_id)
    person = view.world.users.get(user_id)
    if person is None:
        return {"id": user_id, "is_bot": False, "first_name": ""}
    shape: Json = {
        "id": person.id,
        "is_bot": person.is_bot,
        "first_name": "" if person.deleted else person.first_name,
    }
    if person.deleted:
        return shape
    if person.last_name:
        shape["last_name"] = person.last_name
    if person.username:
        shape["username"] = person.username
    if person.language_code and not person.is_bot:
        shape["language_code"] = person.language_code
    return shape


def anonymous_admin() -> Json:
    """Who stands as the sender of what an anonymous administrator writes."""
    return {
        "id": ANONYMOUS_ADMIN,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    }


def channel_bot() -> Json:
    """Who stands as the sender of what is written in a channel's name."""
    return {
        "id": CHANNEL_BOT,
        "is_bot": True,
        "first_name": "Channel",
        "username": "Channel_Bot",
    }


def me(bot: User) -> Json:
    """User of the bot itself, as getMe gives it."""
    return {
        "id": bot.id,
        "is_bot": True,
        "first_name": bot.first_name,
        "username": bot.username,
        "can_join_groups": True,
        "can_read_all_group_messages": bot.sees_all_group_messages,
        "supports_guest_queries": False,
        "supports_inline_queries": bot.is_inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


def chat(view: View, chat_id: int) -> Json:
    """Chat, private or group."""
    if chat_id > 0:
        return private_chat(view, chat_id)
    group = view.world.chats.get(chat_id)
    return {"id": chat_id, "type": "group", "title": ""} if group is None else group_chat(group)


def private_chat(view: View, user_id: int) -> Json:
    """Chat of a person."""
    view.known.add(user_id)
    shape: Json = {"id": user_id, "type": "private"}
    person = view.world.users.get(user_id)
    if person is not None and not person.deleted:
        shape["first_name"] = person.first_name
        if person.last_name:
            shape["last_name"] = person.last_name
        if person.username:
            shape["username"] = person.username
    return shape


def group_chat(group: Chat) -> Json:
    """Chat of a basic group, supergroup or channel."""
    shape: Json = {"id": group.id, "title": group.title, "type": group.kind.value}
    if group.username:
        shape["username"] = group.username
    if is_supergroup(group) and group.is_forum:
        shape["is_forum"] = True
    return shape
