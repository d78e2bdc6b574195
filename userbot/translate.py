"""Translates Telegram's messages to what the desk keeps. Pure: a stored message in, a `Said` out.

A kind that has no word in the desk becomes `MessageKind.OTHER` with Telegram's name of it: it is
shown as such, never dropped.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from pyrogram import raw, utils

from core.model.messages import Media, MessageKind, Said
from userbot.entities import entities_of
from userbot.payload import AnyMessage, Names
from userbot.services import event_of

Content = tuple[MessageKind, Media | None, dict[str, Any]]


def said_of(message: AnyMessage, chat_id: int, names: Names) -> Said:
    """What was said.

    Args:
        message: as Telegram gave it.
        chat_id: the room's marked id.
        names: of the sender and of others in the message, as far as they came with it.
    """
    sender_id = _sender(message, chat_id)
    sent_at = datetime.fromtimestamp(message.date, UTC)
    sender = names.get(sender_id)
    sender_name = (sender.name if sender else "") or str(sender_id)
    said = partial(
        Said,
        chat_id,
        message.id,
        sender_id,
        sender_name,
        sent_at,
        sender_username=None if sender is None else sender.username,
    )
    reply_to, reply_details = _reply(message.reply_to)
    if isinstance(message, raw.types.MessageService):
        details = event_of(message.action, sender_id, names)
        if details["event"] == "pinned":
            details["message_id"] = reply_to
            reply_to = None
        return said(kind=MessageKind.SERVICE, reply_to=reply_to, details=details)
    kind, media, details = content_of(message.media)
    if media is not None:
        details |= _shown(message)
    forward = _forward(message.fwd_from, names)
    return said(
        kind=kind,
        text=message.message,
        entities=entities_of(message.entities),
        media=media,
        reply_to=reply_to,
        album=str(message.grouped_id) if message.grouped_id else None,
        edited_at=_edited(message),
        details={**details, **reply_details, **forward, **_via(message, names)},
    )


def _shown(message: raw.types.Message) -> dict[str, Any]:
    given = {
        "spoiler": getattr(message.media, "spoiler", None),
        "caption_above": message.invert_media,
    }
    return {name: True for name, value in given.items() if value}


def content_of(media: Any) -> Content:
    """What a message's media is: its kind, its file if it has one, and its plain values."""
    match media:
        case None | raw.types.MessageMediaEmpty():
            return MessageKind.TEXT, None, {}
        case raw.types.MessageMediaWebPage():
            return MessageKind.TEXT, None, {}
        case raw.types.MessageMediaPhoto():
            return _photo(media)
        case raw.types.MessageMediaDocument():
            return _document(media)
        case raw.types.MessageMediaContact():
            return MessageKind.CONTACT, None, _contact(media)
        case raw.types.MessageMediaVenue():
            return MessageKind.LOCATION, None, _venue(media)
        case raw.types.MessageMediaGeo() | raw.types.MessageMediaGeoLive():
            return MessageKind.LOCATION, None, _place(media.geo)
        case raw.types.MessageMediaPoll():
            return MessageKind.POLL, None, _poll(media.poll)
        case raw.types.MessageMediaDice():
            return (
                MessageKind.OTHER,
                None,
                {"what": "dice", "emoji": media.emoticon, "value": media.value},
            )
        case _:
            name = type(media).__name__.removeprefix("MessageMedia")
            return MessageKind.OTHER, None, {"what": name}


def _photo(media: raw.types.MessageMediaPhoto) -> Content:
    photo = media.photo
    if not isinstance(photo, raw.types.Photo):
        return MessageKind.OTHER, None, {"what": "Photo that has expired"}
    details = {"disappears_after": media.ttl_seconds} if media.ttl_seconds else {}
    return MessageKind.PHOTO, Media(mime_type="image/jpeg", size=largest_size(photo)[1]), details


def largest_size(photo: raw.types.Photo) -> tuple[str, int | None]:
    """Pick a photo's largest size: its letter (`y` is what every photo has on the way up) and
    bytes."""
    sizes = [
        (size.w * size.h, size.type, max(size.sizes) if hasattr(size, "sizes") else size.size)
        for size in photo.sizes
        if isinstance(size, raw.types.PhotoSize | raw.types.PhotoSizeProgressive)
    ]
    return max(sizes)[1:] if sizes else ("y", None)


def _document(media: raw.types.MessageMediaDocument) -> Content:
    document = media.document
    if not isinstance(document, raw.types.Document):
        return MessageKind.OTHER, None, {"what": "Document that has expired"}
    kind = MessageKind.DOCUMENT
    duration: int | None = None
    file_name = emoji = None
    details: dict[str, Any] = {}
    # Attributes come in any order; what makes a document special wins over what only describes it.
    for attribute in document.attributes:
        match attribute:
            case raw.types.DocumentAttributeFilename():
                file_name = attribute.file_name
            case raw.types.DocumentAttributeVideo():
                duration = round(attribute.duration)
                if kind is MessageKind.DOCUMENT:
                    round_ = attribute.round_message
                    kind = MessageKind.VIDEO_NOTE if round_ else MessageKind.VIDEO
            case raw.types.DocumentAttributeAudio():
                duration = attribute.duration
                kind = MessageKind.VOICE if attribute.voice else MessageKind.AUDIO
                about = {"title": attribute.title, "performer": attribute.performer}
                details.update({key: value for key, value in about.items() if value})
            case raw.types.DocumentAttributeAnimated():
                kind = MessageKind.ANIMATION
            case raw.types.DocumentAttributeSticker():
                kind, emoji = MessageKind.STICKER, attribute.alt or None
            case raw.types.DocumentAttributeCustomEmoji():
                kind, emoji = MessageKind.STICKER, attribute.alt or None
    if media.ttl_seconds:
        details["disappears_after"] = media.ttl_seconds
    file = Media(document.mime_type, document.size, duration, file_name, emoji)
    return kind, file, details


def _contact(media: raw.types.MessageMediaContact) -> dict[str, Any]:
    found: dict[str, Any] = {
        "phone_number": media.phone_number,
        "first_name": media.first_name,
        "last_name": media.last_name,
    }
    if media.user_id:
        found["user_id"] = media.user_id
    return found


def _place(geo: Any) -> dict[str, Any]:
    if not isinstance(geo, raw.types.GeoPoint):
        return {}
    return {"latitude": geo.lat, "longitude": geo.long}


def _venue(media: raw.types.MessageMediaVenue) -> dict[str, Any]:
    return {**_place(media.geo), "title": media.title, "address": media.address}


def _poll(poll: raw.types.Poll) -> dict[str, Any]:
    return {
        "question": _plain(poll.question),
        "options": [_plain(getattr(answer, "text", "")) for answer in poll.answers],
    }


def _plain(text: Any) -> str:
    return text.text if isinstance(text, raw.types.TextWithEntities) else str(text)


def _sender(message: AnyMessage, chat_id: int) -> int:
    """Who wrote it; the room itself for an anonymous administrator."""
    return utils.get_peer_id(message.from_id) if message.from_id is not None else chat_id


def _reply(reply: Any) -> tuple[int | None, dict[str, Any]]:
    if not isinstance(reply, raw.types.MessageReplyHeader):
        return None, {}
    details: dict[str, Any] = {"quote": reply.quote_text} if reply.quote_text else {}
    if reply.reply_to_peer_id is not None:
        # A reply to something in another chat: its number means nothing here.
        return None, {**details, "reply_from_chat": utils.get_peer_id(reply.reply_to_peer_id)}
    if reply.forum_topic and reply.reply_to_top_id is None:
        # What answers nothing in a forum's topic answers the message that the topic began with
        # (https://core.telegram.org/api/threads).
        return None, details
    return reply.reply_to_msg_id, details


def _forward(header: Any, names: Names) -> dict[str, Any]:
    if not isinstance(header, raw.types.MessageFwdHeader):
        return {}
    forward: dict[str, Any] = {"date": header.date}
    if header.from_id is not None:
        id_ = utils.get_peer_id(header.from_id)
        forward["id"] = id_
        forward["name"] = names[id_].name if id_ in names else str(id_)
    elif header.from_name:
        forward["name"] = header.from_name
    return {"forward": forward}


def _via(message: raw.types.Message, names: Names) -> Mapping[str, Any]:
    bot = names.get(message.via_bot_id or 0)
    return {"via": bot.username or bot.name} if bot else {}


def _edited(message: raw.types.Message) -> datetime | None:
    """When it was edited; reactions and counters move the date too and say so by `edit_hide`."""
    if not message.edit_date or message.edit_hide:
        return None
    return datetime.fromtimestamp(message.edit_date, UTC)
