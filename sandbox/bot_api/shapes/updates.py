"""Happenings as updates for one bot: kind, lane (the chat whose order counts), shape."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.bot_api.shapes.links import join_request
from sandbox.bot_api.shapes.members import blocked_updated, member_updated
from sandbox.bot_api.shapes.messages import message
from sandbox.bot_api.shapes.people import chat, user
from sandbox.bot_api.view import Json, View, stamp
from sandbox.state.model import (
    CallbackQuery,
    Happening,
    JoinRequest,
    Kind,
    MemberChange,
    Message,
)

Arisen = tuple[str, int, Json]


def update(view: View, happening: Happening, allowed: frozenset[str]) -> Arisen | None:
    """What arises for the bot, or None: not for bots, its own doing, or not wanted."""
    kind, data = happening.kind, happening.data
    if kind in (Kind.NEW_MESSAGE, Kind.EDIT_MESSAGE):
        name = "message" if kind is Kind.NEW_MESSAGE else "edited_message"
        if name in allowed and happening.message is not None:
            return _message(view, name, happening.message)
    elif kind is Kind.MEMBER_CHANGED and isinstance(data, MemberChange):
        return _member(view, data, allowed)
    elif kind is Kind.JOIN_REQUEST and isinstance(data, JoinRequest):
        if "chat_join_request" in allowed:
            return "chat_join_request", data.chat_id, join_request(view, data)
    elif kind is Kind.CALLBACK_QUERY and isinstance(data, CallbackQuery):
        if "callback_query" in allowed:
            return "callback_query", data.user_id, callback_query(view, data)
    elif isinstance(data, Mapping):
        return _on_notice(view, happening, data, allowed)
    return None


def _message(view: View, name: str, msg: Message) -> Arisen | None:
    # A bot hears of its own doing only by service messages, such as its pins.
    if msg.sender_id == view.bot_id and (msg.content.service is None or name != "message"):
        return None
    return name, msg.chat_id, message(view, msg)


def _member(view: View, change: MemberChange, allowed: frozenset[str]) -> Arisen | None:
    name = "my_chat_member" if change.user_id == view.bot_id else "chat_member"
    if name not in allowed:
        return None
    group = view.world.chats.get(change.chat_id)
    if name == "chat_member" and (group is None or not view.is_admin(group)):
        return None
    return name, change.chat_id, member_updated(view, change)


def _on_notice(
    view: View, happening: Happening, data: Mapping[str, object], allowed: frozenset[str]
) -> Arisen | None:
    if happening.kind is Kind.BOT_BLOCKED and "my_chat_member" in allowed:
        person = int(str(data["user_id"]))
        at = stamp(happening.at)
        shape = blocked_updated(view, person, at, blocked=bool(data["blocked"]))
        return "my_chat_member", person, shape
    if happening.kind is Kind.REACTION and "message_reaction" in allowed:
        chat_id = happening.chat_id or 0
        return "message_reaction", chat_id, _reaction(view, happening, data, chat_id)
    if happening.kind is Kind.INLINE_QUERY and "inline_query" in allowed:
        person = int(str(data["user_id"]))
        words = {name: data[name] for name in ("id", "chat_type", "query", "offset")}
        return "inline_query", person, {"from": user(view, person), **words}
    if happening.kind is Kind.INLINE_CHOSEN and "chosen_inline_result" in allowed:
        person = int(str(data["user_id"]))
        words = {name: data[name] for name in ("query", "result_id")}
        return "chosen_inline_result", person, {"from": user(view, person), **words}
    return None


def _reaction(view: View, happening: Happening, data: Mapping[str, object], chat_id: int) -> Json:
    if data.get("as_chat") is not None:
        who: Json = {"actor_chat": chat(view, int(str(data["as_chat"])))}
    else:
        who = {"user": user(view, int(str(data["user_id"])))}
    return {
        "chat": chat(view, chat_id),
        "message_id": data["message_id"],
        **who,
        "date": stamp(happening.at),
        "old_reaction": _reactions(data.get("old")),
        "new_reaction": _reactions(data.get("new")),
    }


def _reactions(emoji: object) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def callback_query(view: View, query: CallbackQuery) -> Json:
    """CallbackQuery; the message may be gone by now."""
    found = view.world.box(query.message_box).messages.get(query.message_id)
    carrier: Json = {"message_id": query.message_id, "date": 0, "chat": chat(view, query.chat_id)}
    if found is not None and not found.deleted:
        carrier = message(view, found)
    return {
        "id": query.id,
        "from": user(view, query.user_id),
        "message": carrier,
        "chat_instance": str(abs(query.chat_id) * 7919 + query.bot_id % 7919),
        "data": query.data,
    }
