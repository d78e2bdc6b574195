"""Messages, as the transcript keeps them, and the copies of them that the bot made. Texts of
strangers are made harmless to read: nothing invisible, nothing that breaks a line or reorders a
header."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any


class SenderRole(StrEnum):
    """Who wrote, as seen from the ticket."""

    CUSTOMER = "customer"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    BOT = "bot"
    USERBOT = "userbot"
    STRANGER = "stranger"


class MessageKind(StrEnum):
    """What a message is."""

    TEXT = "text"
    PHOTO = "photo"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    VOICE = "voice"
    AUDIO = "audio"
    ANIMATION = "animation"
    STICKER = "sticker"
    DOCUMENT = "document"
    CONTACT = "contact"
    LOCATION = "location"
    POLL = "poll"
    SERVICE = "service"
    OTHER = "other"


WITH_FILE = frozenset(
    {
        MessageKind.PHOTO,
        MessageKind.VIDEO,
        MessageKind.VIDEO_NOTE,
        MessageKind.VOICE,
        MessageKind.AUDIO,
        MessageKind.ANIMATION,
        MessageKind.STICKER,
        MessageKind.DOCUMENT,
    }
)
"""Kinds of messages whose file is kept."""


MessageKey = tuple[int, int]
"""A chat, and a message of it."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file that came with a message: mime type, bytes, seconds, the sender's own file name
    (data, never a path), emoji of a sticker.

    `file_id` is Telegram's handle for the bot that heard it, by which the file is fetched and sent
    again: nothing that people are shown. The same file may have another one tomorrow
    (https://core.telegram.org/bots/api#file), so it makes no difference between two of them."""

    mime_type: str | None = None
    size: int | None = None
    duration: int | None = None
    file_name: str | None = None
    emoji: str | None = None
    file_id: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Said:
    """One message as it came. `text` is the text or caption; `entities` in the Bot API's JSON
    form; `details` for service events, contacts, locations and polls (plain values).

    `sender_username` is known of a message that just came, and of none that is read back: the
    journal has it."""

    chat_id: int
    message_id: int
    sender_id: int
    sender_name: str
    sent_at: datetime
    kind: MessageKind
    text: str = ""
    entities: tuple[Mapping[str, Any], ...] = ()
    media: Media | None = None
    reply_to: int | None = None
    album: str | None = None
    edited_at: datetime | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    sender_username: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Version:
    """What a message said before an edit, and until when."""

    text: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded message of a ticket, with its history."""

    id: int
    ticket_id: int
    role: SenderRole
    said: Said
    versions: tuple[Version, ...] = ()
    deleted_at: datetime | None = None
    media_path: str | None = None  # relative to the customer's folder, once saved
    media_lost: str | None = None  # why it could not be saved
    place_id: int | None = None  # where its ticket was talked about when it was said

    @property
    def awaits_file(self) -> bool:
        """Whether its file is still being saved."""
        return self.said.kind in WITH_FILE and self.media_path is None and self.media_lost is None


def in_order(rows: Iterable[Recorded]) -> list[Recorded]:
    """Sort by ticket, and within each as it was said. The order is total: no two rows are alike,
    whatever order they come in.

    Telegram tells whole seconds (`date`, https://core.telegram.org/bots/api#message), and numbers
    the messages of each chat by themselves. So of one second the messages of a chat go by their
    ids, and those of different chats, as a customer's private chat and the staff's group, by when
    they were recorded. Where the two contradict each other (one was read later than the next of
    its chat), it was said before all that followed it, so it counts as recorded with the first of
    these.
    """
    known_by: dict[tuple[int, int, datetime], int] = {}
    keyed = []
    for row in sorted(rows, key=lambda row: row.said.message_id, reverse=True):
        said = row.said
        second = (row.ticket_id, said.chat_id, said.sent_at)
        known_by[second] = min(row.id, known_by.get(second, row.id))
        keyed.append(((row.ticket_id, said.sent_at, known_by[second], said.message_id), row))
    return [row for _, row in sorted(keyed, key=lambda pair: pair[0])]


@dataclass(frozen=True, slots=True)
class Copy:
    """A message, and where the bot copied it. The first was written by a person, the second is the
    bot's."""

    ticket_id: int
    from_chat_id: int
    from_message_id: int
    to_chat_id: int
    to_message_id: int
    copied_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """A message of a staff group that has to be deleted when its ticket ends."""

    chat_id: int
    message_id: int
    seen_at: datetime


BY_PAGE = "by_page"
"""The word among a message's `details` of an answer that was given from the page: the message there
is the bot's."""

CANNED = "canned"
"""The word among a message's `details` of a canned reply, and its shortcut: the message there is
the bot's, too."""


BY_API = "by_api"
"""The word among a message's `details` of one that a program had the bot say to the customer."""


HELD = "held"
"""The word among a message's `details` of one that was recorded and not passed on, and why
(`core.model.moderation.Held`)."""


def is_held(said: Said) -> bool:
    """Whether a message was recorded and not passed on."""
    return HELD in said.details


def is_posted(details: Mapping[str, Any]) -> bool:
    """Whether these are of a message that the bot posted for its author, so that it says more than
    they did."""
    return BY_PAGE in details or CANNED in details


def utf16_length(text: str) -> int:
    """Return a text's length in UTF-16 code units, in which Telegram counts
    (https://core.telegram.org/api/entities#entity-length)."""
    return len(text) + sum(char > "\uffff" for char in text)


def parts_of(message_id: int) -> tuple[int, int]:
    """Return the numbers under which copies of one message are kept: its own, and one for what does
    not fit into the first copy, as a caption that is longer than a bot's may be."""
    return message_id, -message_id


def message_of(number: int) -> int:
    """Return the message whose copy is kept under one of these numbers."""
    return abs(number)


_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_PICTURES[0x7F] = "\u2421"


_INVISIBLE = re.compile("[\u0080-\u009f\u2028\u2029\ud800-\udfff]")


_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Show control characters by their pictures (`␀`), and line separators other than a newline, C1
    controls and lone surrogates by their numbers (`<U+2028>`). Tabs, newlines and everything else
    stay."""
    pictured = text.replace("\r\n", "\n").translate(_PICTURES)
    return _INVISIBLE.sub(_number, pictured)


def in_one_line(text: str) -> str:
    """Make a name harmless: as `visible`, in one line, and without what changes the reading
    direction of what follows."""
    return level(" ".join(text.split()))


def level(text: str) -> str:
    """Make words harmless in the same way, with a space for each line's end and tab."""
    in_line = "".join(" " if char.isspace() else char for char in text)
    return _REORDERING.sub(_number, visible(in_line))


def _number(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"


def utc(at: datetime | None) -> str | None:
    """Format a moment as ISO 8601 in UTC."""
    return None if at is None else at.astimezone(UTC).isoformat()
