"""Files and other things that a message carries, as the schema writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pyrogram.raw import types

from sandbox.mtproto.tl.ids import TL
from sandbox.state.model import Content, File

PHOTO_SIZE = "y"  # https://core.telegram.org/api/files#image-thumbnail-types
SIDE = 320  # of a picture whose size nobody said


def reference(file: File, viewer: int) -> bytes:
    """A file's file_reference for one account; it does not age here.

    As with file_ids, which one bot cannot use that another was given
    (https://core.telegram.org/bots/api#sending-files), what somebody was shown opens nothing to
    somebody else.
    """
    return f"{file.unique}:{viewer}".encode()


def photo(file: File, at: datetime, viewer: int) -> types.Photo:
    """A photo with its one size."""
    size = types.PhotoSize(
        type=PHOTO_SIZE, w=file.width or SIDE, h=file.height or SIDE, size=len(file.data)
    )
    return types.Photo(
        id=file.id,
        access_hash=file.access_hash,
        file_reference=reference(file, viewer),
        date=int(at.timestamp()),
        sizes=[size],
        dc_id=file.dc,
    )


def document(file: File, at: datetime, viewer: int) -> types.Document:
    """Any other file."""
    return types.Document(
        id=file.id,
        access_hash=file.access_hash,
        file_reference=reference(file, viewer),
        date=int(at.timestamp()),
        mime_type=file.mime_type,
        size=len(file.data),
        dc_id=file.dc,
        attributes=_attributes(file),
    )


def _attributes(file: File) -> list[TL]:
    attributes: list[TL] = []
    if file.kind == "sticker":
        attributes += (
            types.DocumentAttributeImageSize(w=file.width or 512, h=file.height or 512),
            types.DocumentAttributeSticker(
                alt=file.emoji or "", stickerset=types.InputStickerSetEmpty()
            ),
        )
    elif file.kind in ("video", "video_note", "animation"):
        attributes.append(
            types.DocumentAttributeVideo(
                duration=float(file.duration),
                w=file.width or SIDE,
                h=file.height or SIDE,
                round_message=file.kind == "video_note" or None,
                supports_streaming=file.kind == "video" or None,
            )
        )
        if file.kind == "animation":
            attributes.append(types.DocumentAttributeAnimated())
    elif file.kind in ("audio", "voice"):
        voice = file.kind == "voice" or None
        attributes.append(
            types.DocumentAttributeAudio(
                duration=file.duration, voice=voice, title=file.title, performer=file.performer
            )
        )
    if file.name is not None:
        attributes.append(types.DocumentAttributeFilename(file_name=file.name))
    return attributes


def of_file(file: File, at: datetime, viewer: int, *, spoiler: bool = False) -> TL:
    """A file as a message's media."""
    if file.kind == "photo":
        return types.MessageMediaPhoto(photo=photo(file, at, viewer), spoiler=spoiler or None)
    return types.MessageMediaDocument(
        document=document(file, at, viewer),
        video=file.kind in ("video", "video_note") or None,
        round=file.kind == "video_note" or None,
        voice=file.kind == "voice" or None,
        spoiler=spoiler or None,
    )


def of_content(content: Content, at: datetime, viewer: int) -> TL | None:
    """What a message carries beside its text."""
    if content.file is not None:
        return of_file(content.file, at, viewer, spoiler=content.spoiler)
    if content.contact is not None:
        return _contact(content.contact)
    if content.location is not None:
        place = content.location
        point = types.GeoPoint(long=place["longitude"], lat=place["latitude"], access_hash=0)
        return types.MessageMediaGeo(geo=point)
    if content.venue is not None:
        return _venue(content.venue)
    if content.dice is not None:
        return types.MessageMediaDice(value=content.dice["value"], emoticon=content.dice["emoji"])
    if content.story is not None:
        peer = types.PeerUser(user_id=content.story["chat_id"])
        # Its pictures are not kept: to everybody it is a story that is over.
        gone = types.StoryItemDeleted(id=content.story["id"])
        return types.MessageMediaStory(peer=peer, id=content.story["id"], story=gone)
    return None if content.poll is None else _poll(content.poll)


def _venue(venue: Mapping[str, Any]) -> TL:
    return types.MessageMediaVenue(
        geo=types.GeoPoint(long=venue["longitude"], lat=venue["latitude"], access_hash=0),
        title=venue["title"],
        address=venue["address"],
        provider="",
        venue_id="",
        venue_type="",
    )


def _contact(contact: Mapping[str, Any]) -> TL:
    return types.MessageMediaContact(
        phone_number=contact["phone_number"],
        first_name=contact["first_name"],
        last_name=contact.get("last_name") or "",
        vcard=contact.get("vcard") or "",
        user_id=contact.get("user_id") or 0,
    )


def _poll(poll: Mapping[str, Any]) -> TL:
    def text(value: Any) -> TL:
        words = value["text"] if isinstance(value, Mapping) else value
        return types.TextWithEntities(text=words, entities=[])

    answers: list[TL] = [
        types.PollAnswer(text=text(option), option=bytes([number]))
        for number, option in enumerate(poll["options"])
    ]
    return types.MessageMediaPoll(
        poll=types.Poll(
            id=int(poll.get("id") or 1),
            question=text(poll["question"]),
            answers=answers,
            hash=0,
            quiz=poll.get("type") == "quiz" or None,
        ),
        results=types.PollResults(),
    )
