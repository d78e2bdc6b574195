"""Translates the bot's messages to what the desk keeps. Pure: a `Message` in, a `Said` out.

The same message becomes the same, whether the bot heard it or a user account did
(`userbot/translate.py`): kinds, details and marks have the same names, as far as the Bot API tells
what they are made of. A kind that has no word in the desk becomes `MessageKind.OTHER`: it is shown
as such, never dropped.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from aiogram import types
from aiogram.enums import ContentType

from bot.service_messages import event_of, is_service
from core.model.messages import Media, MessageKind, Said

Content = tuple[MessageKind, Media | None, dict[str, Any]]


def said_of(message: types.Message) -> Said:
    """Return what was said, in private with a customer, in a staff group or in a forum's topic."""
    sender_id, sender_name = sender_of(message)
    kind, media, details = content_of(message)
    reply_to, reply_details = _reply(message)
    if kind is MessageKind.SERVICE:
        details, reply_to, reply_details = event_of(message, sender_id), None, {}
    return Said(
        chat_id=message.chat.id,
        message_id=message.message_id,
        sender_id=sender_id,
        sender_name=sender_name or str(sender_id),
        sent_at=message.date,
        kind=kind,
        text=_text(message),
        entities=entities_of(message),
        media=media,
        reply_to=reply_to,
        album=message.media_group_id,
        edited_at=_edited(message),
        details={
            **details,
            **reply_details,
            **_forward(message),
            **_via(message),
            **_shown(message),
        },
        sender_username=_username(message),
    )


def sender_of(message: types.Message) -> tuple[int, str]:
    """Return id and name of who shows as the writer: the person, or the chat in whose name somebody
    wrote (the group itself, for an administrator without a name)."""
    if message.sender_chat is not None:
        return message.sender_chat.id, _chat_name(message.sender_chat)
    if message.from_user is not None:
        return message.from_user.id, message.from_user.full_name
    return message.chat.id, _chat_name(message.chat)


def _username(message: types.Message) -> str | None:
    writer = message.sender_chat or message.from_user or message.chat
    return writer.username


def entities_of(message: types.Message) -> tuple[Mapping[str, Any], ...]:
    """Return the entities of the text or caption, of people only their ids."""
    given: Iterable[types.MessageEntity] = message.entities or message.caption_entities or ()
    if not given and message.poll is not None:
        given = message.poll.description_entities or ()
    return tuple(_entity(entity) for entity in given)


def content_of(message: types.Message) -> Content:
    """Return what a message is: its kind, its file if it has one, and its plain values. The details
    of a service message are `event_of`'s."""
    if message.text:
        return MessageKind.TEXT, None, {}
    for name, read in _CONTENTS:
        found = getattr(message, name)
        if found:
            return read(found)
    if is_service(message):
        return MessageKind.SERVICE, None, {}
    kind = ContentType(message.content_type).value
    return MessageKind.OTHER, None, {"what": _NAMES.get(kind) or _unknown(message, kind)}


def _entity(entity: types.MessageEntity) -> dict[str, Any]:
    found = entity.model_dump(mode="json", exclude_none=True, exclude={"user"})
    if entity.user is not None:
        found["user"] = {"id": entity.user.id}
    return found


def _text(message: types.Message) -> str:
    about = message.poll.description if message.poll is not None else None
    return message.text or message.caption or about or ""


# ------------------------------------------------------------------------------------------- files
def _file(kind: MessageKind, mime_type: str | None = None) -> Callable[[Any], Content]:
    """Return a reader of files of that kind; `mime_type` where the Bot API tells none."""

    def read(file: Any) -> Content:
        media = Media(
            mime_type=getattr(file, "mime_type", None) or mime_type,
            size=file.file_size,
            duration=getattr(file, "duration", None),
            file_name=getattr(file, "file_name", None),
            emoji=getattr(file, "emoji", None),
            file_id=file.file_id,
        )
        return kind, media, {}

    return read


def _photo(sizes: list[types.PhotoSize]) -> Content:
    largest = max(sizes, key=lambda size: (size.width * size.height, size.file_size or 0))
    return MessageKind.PHOTO, Media("image/jpeg", largest.file_size, file_id=largest.file_id), {}


def _live_photo(photo: types.LivePhoto) -> Content:
    """Read the still picture; the few moving seconds around it are left out."""
    if photo.photo:
        return _photo(photo.photo)
    return _file(MessageKind.VIDEO, "video/mp4")(photo)


def _audio(audio: types.Audio) -> Content:
    kind, media, _ = _file(MessageKind.AUDIO)(audio)
    about = {"title": audio.title, "performer": audio.performer}
    return kind, media, {name: value for name, value in about.items() if value}


def _sticker(sticker: types.Sticker) -> Content:
    mime_type = "image/webp"
    if sticker.is_animated:
        mime_type = "application/x-tgsticker"
    elif sticker.is_video:
        mime_type = "video/webm"
    return _file(MessageKind.STICKER, mime_type)(sticker)


# ------------------------------------------------------------------------------- what has no file
def _contact(contact: types.Contact) -> Content:
    details: dict[str, Any] = {
        "phone_number": contact.phone_number,
        "first_name": contact.first_name,
        "last_name": contact.last_name or "",
    }
    if contact.user_id:
        details["user_id"] = contact.user_id
    return MessageKind.CONTACT, None, details


def _place(location: types.Location) -> dict[str, Any]:
    return {"latitude": location.latitude, "longitude": location.longitude}


def _location(location: types.Location) -> Content:
    return MessageKind.LOCATION, None, _place(location)


def _venue(venue: types.Venue) -> Content:
    details = {**_place(venue.location), "title": venue.title, "address": venue.address}
    return MessageKind.LOCATION, None, details


def _poll(poll: types.Poll) -> Content:
    options = [option.text for option in poll.options]
    return MessageKind.POLL, None, {"question": poll.question, "options": options}


def _dice(dice: types.Dice) -> Content:
    return MessageKind.OTHER, None, {"what": "dice", "emoji": dice.emoji, "value": dice.value}


# An animation has a document beside it, a venue a location, a live photo a photo: the more telling
# one stands first.
_CONTENTS: tuple[tuple[str, Callable[[Any], Content]], ...] = (
    ("live_photo", _live_photo),
    ("photo", _photo),
    ("animation", _file(MessageKind.ANIMATION, "video/mp4")),
    ("video", _file(MessageKind.VIDEO, "video/mp4")),
    ("voice", _file(MessageKind.VOICE, "audio/ogg")),
    ("video_note", _file(MessageKind.VIDEO_NOTE, "video/mp4")),
    ("audio", _audio),
    ("sticker", _sticker),
    ("document", _file(MessageKind.DOCUMENT)),
    ("contact", _contact),
    ("venue", _venue),
    ("location", _location),
    ("poll", _poll),
    ("dice", _dice),
)

_NAMES: Mapping[str, str] = {
    ContentType.CHECKLIST: "ToDo",
    ContentType.GAME: "Game",
    ContentType.GIVEAWAY: "Giveaway",
    ContentType.GIVEAWAY_WINNERS: "GiveawayResults",
    ContentType.INVOICE: "Invoice",
    ContentType.PAID_MEDIA: "PaidMedia",
    ContentType.RICH_MESSAGE: "RichMessage",
    ContentType.STORY: "Story",
}
"""What people send and the desk has no word for, by the names that MTProto has for it."""

_OLD_NAMES = frozenset({"new_chat_participant", "new_chat_member", "left_chat_participant"})


def _unknown(message: types.Message, kind: str) -> str:
    """Name what aiogram does not know either by the name of its field."""
    if kind != ContentType.UNKNOWN:
        return kind
    for name, value in sorted((message.model_extra or {}).items()):
        if name not in _OLD_NAMES and isinstance(value, dict | list):
            return str(name)
    return "Unsupported"


# ---------------------------------------------------------------------------------- what is around
def _reply(message: types.Message) -> tuple[int | None, dict[str, Any]]:
    details: dict[str, Any] = {"quote": message.quote.text} if message.quote else {}
    replied, elsewhere = message.reply_to_message, message.external_reply
    if replied is not None:
        # Whatever is written in a forum's topic answers the message that the topic began with.
        is_root = message.is_topic_message and replied.message_id == message.message_thread_id
        is_here = replied.chat.id == message.chat.id
        return (replied.message_id if is_here and not is_root else None), details
    if elsewhere is None or elsewhere.chat is None:
        return None, details
    if elsewhere.chat.id == message.chat.id:  # in another topic of the same forum
        return elsewhere.message_id, details
    return None, {**details, "reply_from_chat": elsewhere.chat.id}


def _forward(message: types.Message) -> dict[str, Any]:
    origin = message.forward_origin
    if origin is None:
        return {}
    forward: dict[str, Any] = {"date": int(origin.date.timestamp())}
    match origin:
        case types.MessageOriginUser():
            forward |= _named(origin.sender_user.id, origin.sender_user.full_name)
        case types.MessageOriginHiddenUser():
            forward["name"] = origin.sender_user_name
        case types.MessageOriginChat():
            forward |= _named(origin.sender_chat.id, _chat_name(origin.sender_chat))
        case types.MessageOriginChannel():
            forward |= _named(origin.chat.id, _chat_name(origin.chat))
    return {"forward": forward}


def _named(id_: int, name: str) -> dict[str, Any]:
    return {"id": id_, "name": name or str(id_)}


def _via(message: types.Message) -> dict[str, Any]:
    bot = message.via_bot
    return {"via": bot.username or bot.full_name} if bot is not None else {}


def _shown(message: types.Message) -> dict[str, Any]:
    given = {
        "spoiler": message.has_media_spoiler,
        "caption_above": message.show_caption_above_media,
    }
    return {name: True for name, value in given.items() if value}


def _chat_name(chat: types.Chat) -> str:
    return chat.title or " ".join(part for part in (chat.first_name, chat.last_name) if part)


def _edited(message: types.Message) -> datetime | None:
    """Return when it was edited; the Bot API tells no date of an edit that only reactions or
    counters made."""
    return datetime.fromtimestamp(message.edit_date, UTC) if message.edit_date else None
