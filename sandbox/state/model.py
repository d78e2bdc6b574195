"""The records of the sandbox's Telegram: people, chats, members, messages, links and files.

Peer ids are the "marked" ids that the Bot API and kurigram use alike: a person or bot is positive,
a basic group is negative, a supergroup is -10**12 minus its bare id
(https://core.telegram.org/api/bots/ids). All times are UTC.

Every person owns a *box* (private chats and basic groups), every supergroup owns one too; a box
numbers its messages and its changes (pts) on its own, which is why one private message has two ids
(https://core.telegram.org/api/updates).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sandbox.state.content import CARRIED, HOME_DC, Content, Entity, File, Message

__all__ = [
    "CARRIED",
    "GENERAL",
    "HOME_DC",
    "SENDING",
    "Box",
    "CallbackQuery",
    "Change",
    "Chat",
    "ChatKind",
    "Content",
    "Entity",
    "File",
    "Happening",
    "InviteLink",
    "JoinRequest",
    "Kind",
    "Member",
    "MemberChange",
    "Message",
    "Privacy",
    "Refused",
    "Standing",
    "Topic",
    "User",
    "Verdict",
]


class Refused(Exception):
    """A refusal of Telegram.

    `tag` is the MTProto error text (with its number, as in FLOOD_WAIT_30), `code` its HTTP-like
    code. The Bot API face turns the tag into that API's own sentence.
    """

    def __init__(self, tag: str, code: int = 400, *, migrate_to: int | None = None) -> None:
        super().__init__(f"{code} {tag}")
        self.tag = tag
        self.code = code
        self.migrate_to = migrate_to


class Privacy(StrEnum):
    """Who may add a person to groups."""

    EVERYBODY = "everybody"
    CONTACTS = "contacts"
    NOBODY = "nobody"


class Verdict(StrEnum):
    """What Telegram's moderation decided about an account, until it is changed."""

    WELL = "well"
    RESTRICTED = "restricted"  # reported for spam: no groups, nobody invited but contacts
    FROZEN = (
        "frozen"  # may read and nothing else (https://core.telegram.org/api/auth#frozen-accounts)
    )
    BANNED = "banned"  # logged out everywhere, and never in again


@dataclass(slots=True)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    phone: str | None = None
    language_code: str | None = "en"
    is_bot: bool = False
    is_premium: bool = False  # captions of 4,096 characters (https://core.telegram.org/api/config)
    token: str | None = None
    sees_all_group_messages: bool = False
    is_inline: bool = False  # /setinline at @BotFather
    has_inline_feedback: bool = False  # /setinlinefeedback, of every choice
    access_hash: int = 0
    password: str | None = None
    invite_privacy: Privacy = Privacy.EVERYBODY
    hides_forwards: bool = False  # of theirs, nothing but the name is seen
    contacts: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    pinned_chats: list[int] = field(default_factory=list)  # at the top of their list of chats
    muted: set[int] = field(default_factory=set)  # chats that ring no phone of theirs
    read_up_to: dict[int, int] = field(default_factory=dict)  # chat → the last message read
    deleted: bool = False
    verdict: Verdict = Verdict.WELL
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    about: str = ""
    dc: int = HOME_DC


class ChatKind(StrEnum):
    """The two kinds of group, and channels; private chats have no record of their own.

    A channel here is only somebody to write as and to forward from: its creator alone is in it.
    """

    BASIC = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Standing(StrEnum):
    """A person's status in a group, in the Bot API's words."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


@dataclass(slots=True)
class Member:
    """One person in one group.

    `rights` are names of the Bot API's can_* flags that are on: an administrator's, or what a
    restricted member may still do.
    """

    user_id: int
    standing: Standing
    joined_at: datetime
    rights: frozenset[str] = frozenset()
    title: str | None = None
    anonymous: bool = False
    invited_by: int | None = None
    until: datetime | None = None
    # What came before is not for a basic group's newcomer, nor for one of a supergroup whose
    # history is hidden from newcomers.
    first_visible_id: int = 0
    promoted_by: int | None = None
    left_by_choice: bool = False  # whoever left can be added again only by a mutual contact


@dataclass(slots=True)
class InviteLink:
    """A link into a group. `url` is the whole `https://t.me/+hash`."""

    url: str
    chat_id: int
    creator_id: int
    created_at: datetime
    name: str | None = None
    creates_join_request: bool = False
    member_limit: int | None = None
    expires_at: datetime | None = None
    is_primary: bool = False
    is_revoked: bool = False
    joined: int = 0


@dataclass(slots=True)
class JoinRequest:
    """A request to join by a join-request link, which waits for a decision."""

    chat_id: int
    user_id: int
    at: datetime
    link: str
    bio: str | None = None


# What members of a new group may do (https://core.telegram.org/bots/api#chatpermissions).
SENDING = frozenset(
    {
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
    }
)


GENERAL = 1  # the topic that every forum has (https://core.telegram.org/api/forum)


@dataclass(slots=True)
class Topic:
    """A forum's topic; its id is that of the service message that made it.

    `icon_color` is RGB, `icon_emoji_id` a custom emoji's. Only General can be hidden.
    """

    id: int
    title: str
    creator_id: int
    created_at: datetime
    icon_color: int = 0x6FB9F0
    icon_emoji_id: str | None = None
    closed: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Chat:
    """A basic group or a supergroup.

    `permissions`: what plain members may do, in the Bot API's words (bots need to be administrators
    for everything but writing).
    """

    id: int
    kind: ChatKind
    title: str
    creator_id: int
    created_at: datetime
    about: str = ""
    username: str | None = None
    access_hash: int = 0
    members: dict[int, Member] = field(default_factory=dict)
    links: dict[str, InviteLink] = field(default_factory=dict)
    requests: dict[int, JoinRequest] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    linked_id: int | None = None  # a channel's discussion group, and the other way round
    is_forum: bool = False
    migrated_to: int | None = None
    migrated_from: int | None = None
    deleted: bool = False
    hidden_prehistory: bool = False  # newcomers do not see what came before
    available_min_id: int = 0  # everything up to this id was wiped for everyone
    permissions: frozenset[str] = SENDING | {"can_invite_users"}
    topics: dict[int, Topic] = field(default_factory=dict)  # a forum's, General among them


class Kind(StrEnum):
    """Kinds of happening.

    The first three count in a box's pts; the others are told once and not kept in a difference.
    """

    NEW_MESSAGE = "new_message"
    EDIT_MESSAGE = "edit_message"
    DELETE_MESSAGES = "delete_messages"
    # Title, about, rights, pins, deletion: the chat object is to be read anew. After a wipe `data`
    # is {"kind": "history_wiped", "available_min_id": …}.
    CHAT_CHANGED = "chat_changed"
    MEMBER_CHANGED = "member_changed"
    JOIN_REQUEST = "join_request"
    CALLBACK_QUERY = "callback_query"
    # A person blocked or unblocked the recipient, a bot: {"user_id", "blocked"}.
    BOT_BLOCKED = "bot_blocked"
    # {"user_id", "as_chat" (an anonymous administrator's group), "message_id", "old", "new"}
    REACTION = "reaction"
    # {"id", "user_id", "query", "offset", "chat_type"}; to who asked {"id"}; {"user_id", "query",
    # "result_id"}
    INLINE_QUERY = "inline_query"
    INLINE_ANSWERED = "inline_answered"
    INLINE_CHOSEN = "inline_chosen"
    CALLBACK_ANSWERED = "callback_answered"  # tells who pressed, with the CallbackQuery


@dataclass(slots=True)
class MemberChange:
    """From what to what, by whom, through which link."""

    chat_id: int
    actor_id: int
    user_id: int
    old: Member | None
    new: Member | None
    at: datetime
    link: InviteLink | None = None
    via_join_request: bool = False


@dataclass(slots=True)
class CallbackQuery:
    """A pressed inline button, as the bot sees it. The answer is set once; `answered` tells."""

    id: str
    bot_id: int
    user_id: int
    message_box: int
    message_id: int
    chat_id: int
    data: str
    at: datetime
    answered: bool = False
    answer_text: str | None = None
    answer_alert: bool = False
    answer_url: str | None = None


@dataclass(slots=True)
class Change:
    """One numbered change in a box: pts after it, how many it counts for."""

    kind: Kind
    pts: int
    pts_count: int
    at: datetime
    message_id: int | None = None
    message_ids: tuple[int, ...] = ()


@dataclass(slots=True)
class Box:
    """A person's common box (owner > 0) or a supergroup's (owner < 0).

    `changes` may name messages that were deleted since: a difference leaves them out.
    `by_chat` keeps the ids of each chat's messages, oldest first.
    """

    owner: int
    pts: int = 1
    last_message_id: int = 0
    messages: dict[int, Message] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    by_chat: dict[int, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Happening:
    """What one recipient is told, once per recipient.

    For pts kinds `box` and `change` are set; else `data` is. `cause` is the opaque key of the
    connection that made it happen (its own answer already carries it), or None.
    """

    recipient: int
    kind: Kind
    at: datetime
    box: int | None = None
    change: Change | None = None
    message: Message | None = None
    chat_id: int | None = None
    data: MemberChange | JoinRequest | CallbackQuery | Mapping[str, Any] | None = None
    cause: object | None = None
