"""What came of an effect: the gateways' only answers.

What follows from an answer is decided by its `cause` and its `scope`, which a gateway reads out of
Telegram's error once. The `reason` is Telegram's own text, for logs and for people: nothing is
decided by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Cause(StrEnum):
    """Why something was not done, as far as anybody acts on it."""

    OTHER = "other"
    SO_ALREADY = "so_already"  # it had been done, or undone, before

    # What was asked of Telegram
    UNREADABLE = "unreadable"  # what its server answers cannot be read: nothing is known
    FLOOD_WAIT = "flood_wait"
    NO_CONNECTION = "no_connection"
    LOGGED_OUT = "logged_out"
    SPAM = "spam"  # Telegram takes the account for a spammer
    CHATS_FULL = "chats_full"  # the account is in as many chats as Telegram allows
    RESTRICTED = "restricted"
    DISK = "disk"  # of ours: full, read-only, broken
    DATABASE = "database"  # of ours: busy, or out of reach
    UNABLE = "unable"  # there is no account, or it cannot do this here

    # The person
    BLOCKED = "blocked"  # they blocked the bot, or never started it
    NOBODY = "nobody"  # the account was deleted, or never was
    NO_ADDRESS = "no_address"
    PRIVACY = "privacy"
    PERSON_FULL = "too_many_chats"  # they are in as many chats as Telegram allows
    NO_VOICE = "no_voice"  # they take no voice messages

    # The chat, the message
    CHAT_LOST = "chat_lost"  # out of reach: deleted, or we were put out
    NO_RIGHT = "no_right"
    NO_FORUM = "no_forum"  # topics were switched off in that group
    TOPIC_GONE = "topic_gone"  # of a forum; it can be made anew
    MESSAGE_GONE = "message_gone"
    TOO_OLD = "too_old"  # a message that Telegram does not change any more


class Scope(StrEnum):
    """How far an answer reaches."""

    EFFECT = "effect"  # this one: its person, its words
    DESTINATION = "destination"  # all that goes to the same chat or place
    ACCOUNT = "account"  # all that this account of ours does; another may be able to
    GATEWAY = "gateway"  # all that the gateway does


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram did it. `value` holds what it gave back (message_id, chat_id, url …), plain JSON
    values only."""

    value: Mapping[str, str | int | bool] = field(default_factory=dict)
    copies: tuple[tuple[int, int], ...] = ()  # (message there, message here) of what was carried


@dataclass(frozen=True, slots=True)
class RetryAt:
    """Not now: a flood wait, a lost connection, a server's error. Try again at `at` (UTC); until
    then all in `scope` waits. `made`: the chat that is there already, and not as it must be yet;
    `told`: whoever waits is to hear of it; `copies`: what of it was said already, as in `Sent`."""

    at: datetime
    reason: str
    cause: Cause = Cause.OTHER
    scope: Scope = Scope.DESTINATION
    made: int | None = None
    told: bool = False
    copies: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Unreachable:
    """This person or chat cannot be told: blocked the bot, deleted account, privacy, kicked."""

    reason: str
    cause: Cause = Cause.OTHER
    scope: Scope = Scope.EFFECT


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group became a supergroup; the same effect goes to the new id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will never do this, or not before `until`. `made`: the chat that is there all the
    same, and of no use; `gave_up`: nobody waits for it any longer, and whether it was done before
    is not known; `unsure`: the same of a room that was refused before it could be looked for."""

    reason: str
    cause: Cause = Cause.OTHER
    scope: Scope = Scope.EFFECT
    made: int | None = None
    until: datetime | None = None
    gave_up: bool = False
    unsure: bool = False


Refused = Unreachable | Rejected
Settled = Sent | Refused
"""What came of an effect that is not tried again."""

Outcome = Settled | RetryAt | Migrated
