"""Values that stories see and pass: plain and frozen, the same here and from another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from sandbox.state.model import Entity


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message (inline) or in place of the keyboard."""

    text: str
    inline: bool
    data: str | None = None
    url: str | None = None
    asks_contact: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as a person sees it now.

    `moment` is its place in what this person was told, an edit giving it a later one. `kind`: text,
    service, contact, location, venue, poll, dice, story, or what the file is (photo, voice, …);
    `card` is what a message of those kinds carries. `service` is the event's plain values. `topic`
    is set in forums, 1 for General. `reactions` are all emoji that somebody reacted with. `text` is
    the caption where there is a file. Sizes are bytes, `file_sha256` is in hex.
    """

    chat_id: int
    message_id: int
    sender_id: int
    sender_name: str
    text: str
    kind: str
    at: datetime
    moment: int = 0
    own: bool = False
    edited: bool = False
    reply_to: int | None = None
    quote: str | None = None
    album: str | None = None
    forwarded: bool = False
    buttons: tuple[Button, ...] = ()
    entities: tuple[Entity, ...] = ()
    service: Mapping[str, Any] | None = None
    contact: Mapping[str, Any] | None = None
    card: Mapping[str, Any] | None = None
    topic: int | None = None
    reactions: tuple[str, ...] = ()
    pinned: bool = False
    file_name: str | None = None
    file_size: int = 0
    file_sha256: str | None = None
    spoiler: bool = False
    caption_above: bool = False

    def labels(self) -> list[str]:
        """The labels of its buttons."""
        return [button.text for button in self.buttons]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send. `kind` as in Seen; `size` is width and height of a picture, in pixels."""

    kind: str
    data: bytes
    name: str | None = None
    mime_type: str = "application/octet-stream"
    size: tuple[int, int] = (0, 0)
    duration: int = 0
    emoji: str | None = None
    title: str | None = None  # of music, as its performer
    performer: str | None = None
    spoiler: bool = False  # of a picture or film
    caption_above: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message to send: `topic` of a forum, `as_chat` in whose name if not in one's own."""

    text: str = ""
    entities: tuple[Entity, ...] = ()
    file: Attachment | None = None
    contact: Mapping[str, Any] | None = None
    location: Mapping[str, Any] | None = None
    venue: Mapping[str, Any] | None = None
    poll: Mapping[str, Any] | None = None
    dice: Mapping[str, Any] | None = None
    story: Mapping[str, Any] | None = None
    album: str | None = None
    reply_to: int | None = None
    quote: str | None = None
    topic: int | None = None
    as_chat: int | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """A result of a bot in inline mode, as it is offered; `text` is what it sends."""

    query_id: str
    result_id: str
    title: str
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class Sightings:
    """What came since some moment, in order, and the moment up to which this is all."""

    moment: int
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class ChatView:
    """A chat in somebody's list; kind: private, group, supergroup, channel."""

    id: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """A forum's topic; `icon` is the custom emoji's id. General has id 1."""

    id: int
    title: str
    closed: bool = False
    hidden: bool = False
    icon: str | None = None
    creator_id: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """Where a link led: into a chat, or (not `joined`) to a group that one has asked to join."""

    chat_id: int
    title: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a bot answered to a pressed button."""

    text: str | None
    alert: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """A person or bot. `token` is a bot's."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    phone: str | None = None
    is_bot: bool = False
    token: str | None = None

    @property
    def name(self) -> str:
        """As Telegram shows it."""
        return f"{self.first_name} {self.last_name or ''}".strip()


class Traits(TypedDict, total=False):
    """What may be said of a new account.

    Without `phone` it gets one made up. `password` is its second factor. `invite_privacy`
    (everybody, contacts, nobody): who may add the person to groups. `hides_forwards`: messages of
    theirs that are forwarded say a name and no account. `dc` is the data centre where the account
    and its files live.
    """

    last_name: str | None
    username: str | None
    phone: str | None
    language_code: str | None
    password: str | None
    invite_privacy: str
    hides_forwards: bool
    user_id: int | None
    dc: int


class Changes(TypedDict, total=False):
    """What somebody changes of themselves; an empty text takes away."""

    first_name: str | None
    last_name: str | None
    username: str | None
    phone: str | None
    language_code: str | None


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a running sandbox is found. `public_key` is the MTProto server's, in PEM."""

    bot_api_url: str
    mtproto_host: str
    mtproto_port: int
    public_key: str
    login_code: str
