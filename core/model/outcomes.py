"""An outcome is what came of an effect: the gateways' only answers.

What follows from one is decided by its `cause` and its `scope`, which a gateway reads out of
Telegram's error once. The `reason` is Telegram's own text, for logs and for people: nothing is
decided by it.

Whether Telegram asks for one long wait, for many short ones in a row, or is out of the user
account's reach: what somebody waits for longer than its patience is given up, and what follows from
its refusal is the other way. What has no other way keeps waiting; of what is said, whoever waits
hears until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.model.desk_effects import CopyMessage
from core.model.effects import Effect, Gateway
from core.model.room_effects import CreateRoom
from core.model.rules import Budget


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
    values only. `edited`: a message that stood there before; doing it once more changes nothing."""

    value: Mapping[str, str | int | bool] = field(default_factory=dict)
    copies: tuple[tuple[int, int], ...] = ()  # (message there, message here) of what was carried
    edited: bool = False


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


TOLD_AFTER = timedelta(seconds=30)
"""A talk with a hole is worth nothing, so words are never given up: whoever waits is told."""


ABSENT = timedelta(seconds=10)
"""What a gateway at work would have given up by itself is given up for it only so much later."""


def patience_with(kind: type[Effect], budget: Budget) -> timedelta | None:
    """How long somebody waits for such an effect; None: as long as it takes. Of new rooms it is in
    the settings: then another account, or the next rung."""
    return budget.patience if kind is CreateRoom else kind.patience


def may_be_given_up(effect: Effect, cause: Cause) -> bool:
    """Whether another way may be taken while that is what it waits for. What our own disk or
    database holds up no other way would pass either; and all that the bot could do instead goes
    by the bot's own line."""
    if effect.gateway is Gateway.USERBOT:
        return cause not in (Cause.DISK, Cause.DATABASE)
    return cause is Cause.FLOOD_WAIT


def bounded(
    effect: Effect, outcome: Outcome, now: datetime, since: datetime, budget: Budget
) -> Outcome:
    """The outcome, or that nobody waits for so long; `since`: from when on somebody waits. UTC."""
    if not isinstance(outcome, RetryAt) or not may_be_given_up(effect, outcome.cause):
        return outcome
    if isinstance(effect, CopyMessage) and outcome.at - since > TOLD_AFTER:
        return replace(outcome, told=True)
    patience = patience_with(type(effect), budget)
    if patience is None or outcome.at - min(since, now) <= patience:
        return outcome
    return given_up(effect, outcome)


def given_up(effect: Effect, wait: RetryAt) -> Rejected:
    """What that wait means once nobody waits any longer. Of a room nobody can say then whether it
    is there."""
    is_flood = wait.cause is Cause.FLOOD_WAIT
    of_account = isinstance(effect, CreateRoom)
    return Rejected(
        wait.reason,
        wait.cause,
        Scope.ACCOUNT if of_account else wait.scope,
        made=wait.made,
        until=wait.at if is_flood or of_account else None,
        gave_up=True,
    )
