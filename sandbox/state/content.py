"""What is written: files, marked text, contents, and messages as they lie in a box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

HOME_DC = 2
"""The data centre where accounts live unless something else is said; clients begin there."""


@dataclass(slots=True)
class File:
    """Bytes that were uploaded once, and what they are.

    `kind`: photo, document, video, audio, voice, video_note, sticker, animation.
    """

    id: int
    unique: str
    kind: str
    data: bytes
    access_hash: int
    mime_type: str = "application/octet-stream"
    name: str | None = None
    width: int = 0
    height: int = 0
    duration: int = 0
    emoji: str | None = None
    title: str | None = None  # of music, as its performer
    performer: str | None = None
    dc: int = HOME_DC  # where its uploader lived


@dataclass(slots=True)
class Entity:
    """A marked stretch of text; offset and length in UTF-16 code units.

    `kind` in the Bot API's words (bold, text_link, custom_emoji, …).
    """

    kind: str
    offset: int
    length: int
    url: str | None = None
    user_id: int | None = None
    language: str | None = None
    custom_emoji_id: str | None = None


@dataclass(slots=True)
class Content:
    """What a message carries, the same for both faces.

    `contact`: phone_number, first_name, last_name, user_id, vcard. `location`: latitude, longitude.
    `venue`: latitude, longitude, title, address. `poll`: id (given when it is sent), question,
    options; for a quiz also type, correct_option_ids. `dice`: emoji, value. `story`: chat_id, id.
    `markup`: the reply_markup in the Bot API's JSON form. `preview`: link_preview_options, as a bot
    wished them. `protected`: to be neither forwarded nor saved by whoever gets it.

    `service`: one service event, with its plain values beside its `kind` (who did it is the
    message's sender):
    - chat_created: title, user_ids (empty for a supergroup)
    - members_added: user_ids
    - joined_by_link: user_id, inviter_id (who made the link) · joined_by_request: user_id
    - member_left: user_id (the sender: left on their own; else removed by the sender)
    - title_changed: title · pinned: message_id (in the box where the service message lies)
    - migrated_to: chat_id · migrated_from: chat_id, title
    - topic_created: title, icon_color, icon_emoji_id (or None)
    - topic_edited: title and icon_emoji_id, each only if it was changed ("": the icon is gone)
    - topic_closed · topic_reopened · general_hidden · general_shown
    """

    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    file: File | None = None
    contact: Mapping[str, Any] | None = None
    location: Mapping[str, Any] | None = None
    venue: Mapping[str, Any] | None = None
    poll: Mapping[str, Any] | None = None
    dice: Mapping[str, Any] | None = None
    story: Mapping[str, Any] | None = None
    service: Mapping[str, Any] | None = None
    markup: Mapping[str, Any] | None = None
    album: str | None = None  # grouped_id / media_group_id, digits
    reply_to: int | None = None
    quote: Mapping[str, Any] | None = None  # of the message answered: text, position (UTF-16)
    thread_id: int | None = None
    silent: bool = False
    preview: Mapping[str, Any] | None = None
    protected: bool = False
    spoiler: bool = False  # the picture is covered until one taps it
    caption_above: bool = False
    via_bot: int | None = None  # whose inline result it is


# What a message may carry in place of a text, in the words of both faces.
CARRIED = ("contact", "location", "venue", "poll", "dice", "story")


@dataclass(slots=True)
class Message:
    """One message as it lies in one box.

    Copies of a private or basic-group message share `uid` and differ in `box` and `id`. `box` is
    the owner's user id, or the supergroup's id; `chat_id` is the chat as the box's owner sees it
    (the other person, the group). `sender_chat_id` is set when written as the group (anonymous
    administrator) or as a channel. A deleted message is taken out of its box; `deleted` tells
    whoever still holds it. An edit that changes nothing but the markup leaves `edited_at` alone.
    """

    uid: int
    box: int
    id: int
    chat_id: int
    sender_id: int
    at: datetime
    content: Content
    sender_chat_id: int | None = None
    edited_at: datetime | None = None
    forward: Mapping[str, Any] | None = None  # {"user_id"| "chat_id" | "name", "at", "message_id"}
    via_random_id: int | None = None
    pinned: bool = False
    deleted: bool = False
    reactions: dict[int, str] = field(default_factory=dict)  # by whom
