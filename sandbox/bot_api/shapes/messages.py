"""Message, with what it answers, where it was forwarded from, and what it carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.bot_api.shapes.media import contact, media, poll
from sandbox.bot_api.shapes.people import anonymous_admin, channel_bot, chat, user
from sandbox.bot_api.shapes.service import service
from sandbox.bot_api.view import Json, View, is_supergroup, stamp
from sandbox.state.model import CARRIED, Content, Entity, Message

_MAX_CHAIN = 200


def message(view: View, msg: Message, *, nested: bool = False) -> Json:
    """Message; one inside another does not show what it answers itself."""
    content = msg.content
    shape: Json = {"message_id": msg.id}
    _sender(view, msg, shape)
    shape["chat"] = chat(view, msg.chat_id)
    shape["date"] = stamp(msg.at)
    if msg.edited_at is not None:
        shape["edit_date"] = stamp(msg.edited_at)
    if msg.forward is not None:
        shape["forward_origin"] = origin(view, msg.forward)
    _thread(view, msg, shape)
    answers = content.reply_to or _beginning(view, msg)
    if answers is not None and not nested:
        answered = view.stored(msg, answers)
        if answered is not None:
            shape["reply_to_message"] = message(view, answered, nested=True)
            if content.quote is not None:
                shape["quote"] = {**content.quote, "is_manual": True}
    if content.via_bot is not None:
        shape["via_bot"] = user(view, content.via_bot)
    if content.protected:
        shape["has_protected_content"] = True
    if content.album:
        shape["media_group_id"] = content.album
    _body(view, msg, content, shape)
    if content.markup is not None and "inline_keyboard" in content.markup:
        shape["reply_markup"] = content.markup
    return shape


def _beginning(view: View, msg: Message) -> int | None:
    """What a topic's message that answers nothing is shown as answering: the topic's beginning."""
    group = view.world.chats.get(msg.chat_id)
    thread = msg.content.thread_id
    if group is None or not group.is_forum or thread == msg.id or thread not in group.topics:
        return None
    return thread


def _sender(view: View, msg: Message, shape: Json) -> None:
    if msg.sender_chat_id is None:
        shape["from"] = user(view, msg.sender_id)
        return
    if msg.sender_chat_id == msg.chat_id:
        shape["from"] = anonymous_admin()
    else:
        shape["from"] = channel_bot()
    shape["sender_chat"] = chat(view, msg.sender_chat_id)
    member = view.world.member(msg.sender_chat_id, msg.sender_id)
    if member is not None and member.title:
        shape["author_signature"] = member.title


def _thread(view: View, msg: Message, shape: Json) -> None:
    """Topics have a thread; so have replies elsewhere, in a forum's General too, but no topic."""
    group = view.world.chats.get(msg.chat_id)
    if group is None or not is_supergroup(group):
        return
    thread = msg.content.thread_id
    if group.is_forum and thread in group.topics:
        shape["message_thread_id"] = thread
        shape["is_topic_message"] = True
        return
    if thread is None and msg.content.reply_to is not None:
        thread = _root(view, msg)
    if thread is not None:
        shape["message_thread_id"] = thread


def _root(view: View, msg: Message) -> int:
    place = msg.content.reply_to
    for _ in range(_MAX_CHAIN):
        before = view.world.box(msg.box).messages.get(place) if place is not None else None
        if before is None or before.content.reply_to is None:
            break
        place = before.content.reply_to
    return place or msg.id


def _body(view: View, msg: Message, content: Content, shape: Json) -> None:
    if content.service is not None:
        shape.update(service(view, msg, content.service, message))
        return
    text_key, entities_key = "text", "entities"
    if content.file is not None:
        shape.update(media(view, content.file))
        if content.spoiler:
            shape["has_media_spoiler"] = True
        if content.caption_above:
            shape["show_caption_above_media"] = True
        text_key, entities_key = "caption", "caption_entities"
    elif content.contact is not None:
        shape["contact"] = contact(content.contact)
        return
    elif content.location is not None:
        names = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading")
        shape["location"] = {n: content.location[n] for n in names if n in content.location}
        return
    elif any(getattr(content, part) is not None for part in CARRIED):
        shape.update(_card(view, msg, content))
        return
    if content.text or text_key == "text":
        shape[text_key] = content.text
        if content.entities:
            shape[entities_key] = entities(view, content.entities)
    if content.preview is not None and text_key == "text":
        shape["link_preview_options"] = dict(content.preview)


def is_own(view: View, msg: Message) -> bool:
    """Not forwarded, and sent by the bot or to it in private."""
    return msg.forward is None and (msg.chat_id > 0 or msg.sender_id == view.bot_id)


def _card(view: View, msg: Message, content: Content) -> Json:
    if content.venue is not None:
        place = {name: content.venue[name] for name in ("latitude", "longitude")}
        words = {name: content.venue[name] for name in ("title", "address")}
        # Old clients know no venues, so one comes as a location too.
        return {"venue": {"location": place, **words}, "location": place}
    if content.poll is not None:
        return {"poll": poll(content.poll, own=is_own(view, msg))}
    if content.dice is not None:
        return {"dice": {name: content.dice[name] for name in ("emoji", "value")}}
    story = content.story or {}
    return {"story": {"chat": chat(view, int(story["chat_id"])), "id": int(story["id"])}}


def entities(view: View, given: list[Entity]) -> list[Json]:
    """MessageEntity objects."""
    return [_entity(view, entity) for entity in given]


def _entity(view: View, entity: Entity) -> Json:
    shape: Json = {"type": entity.kind, "offset": entity.offset, "length": entity.length}
    if entity.url is not None:
        shape["url"] = entity.url
    if entity.user_id is not None:
        shape["user"] = user(view, entity.user_id)
    if entity.language is not None:
        shape["language"] = entity.language
    if entity.custom_emoji_id is not None:
        shape["custom_emoji_id"] = entity.custom_emoji_id
    return shape


def origin(view: View, forward: Mapping[str, Any]) -> Json:
    """MessageOrigin of a forwarded message."""
    date = forward.get("at")
    shape: Json = {"type": "hidden_user", "date": stamp(date) if date is not None else 0}
    if forward.get("user_id"):
        shape["type"] = "user"
        shape["sender_user"] = user(view, int(forward["user_id"]))
    elif forward.get("chat_id"):
        sender = chat(view, int(forward["chat_id"]))
        if forward.get("post"):
            shape |= {"type": "channel", "chat": sender, "message_id": forward["message_id"]}
        else:
            shape |= {"type": "chat", "sender_chat": sender}
    else:
        shape["sender_user_name"] = str(forward.get("name") or "")
    return shape
