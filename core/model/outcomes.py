"""An outcome is what came of an effect. Gateways answer with nothing else.

What follows from one is decided by its `cause` and its `scope`, which a gateway reads out of
Telegram's error once. The `reason` is Telegram's own text, for logs and for people: nothing is
decided by it.

An effect that has another way is given up after its patience, whether Telegram asks for one long
wait, for many short ones, or cannot be reached by the user account: it counts as refused, and the
other way is taken. What has no other way keeps waiting. Whoever waits for a message is notified how
long it is held up."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.model.desk_effects import CopyMessage
from core.model.effects import Effect, Gateway
from core.model.messages import Said
from core.model.room_effects import CreateRoom
from core.model.rules import Budget


class Cause(StrEnum):
    """Why something was not done. Only causes that something follows from have a name."""

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

    RECEIVER_FAILS = "receiver_fails"  # of a webhook: away, or it did not take what was posted
    RECEIVER_GONE = "receiver_gone"  # and says that it will not be back

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
    """Telegram did it. `value` holds what it returned (message_id, chat_id, url …), plain JSON
    values only. `edited`: a message that was there before was edited; repeating it changes
    nothing. `posted`: what stands there now, as the bot sees it, where that is more than words;
    `then`: what is to be carried out now that it is known; `stay`: messages that were to be deleted
    and cannot be."""

    value: Mapping[str, str | int | bool] = field(default_factory=dict)
    copies: tuple[tuple[int, int], ...] = ()  # (message there, message here) of what was copied
    edited: bool = False
    posted: tuple[Said, ...] = ()
    then: tuple[Effect, ...] = ()
    stay: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RetryAt:
    """It cannot be done now: a flood wait, a lost connection, a server's error. Try again at `at`
    (UTC); until then all in `scope` waits. `made`: the chat that exists already and is not ready
    yet; `notify`: whether whoever waits is notified; `copies`: what was copied already, as in
    `Sent`."""

    at: datetime
    reason: str
    cause: Cause = Cause.OTHER
    scope: Scope = Scope.DESTINATION
    made: int | None = None
    notify: bool = False
    copies: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person or chat cannot be reached: they blocked the bot, deleted the account, allow no
    invitations, or put us out."""

    reason: str
    cause: Cause = Cause.OTHER
    scope: Scope = Scope.EFFECT


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group became a supergroup. The same effect is tried with the new id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will never do this, or not before `until`. `made`: the chat that exists all the
    same, and is of no use; `gave_up`: nobody waits for it any longer, and nobody knows whether it
    was done; `unsure`: a room was refused before it was looked for, so nobody knows whether it
    exists."""

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


NOTIFY_AFTER = timedelta(seconds=30)
"""How long a copy may be held up until whoever waits is notified. Copies are never given up, since
a talk with a hole is worth nothing."""


ABSENCE_GRACE = timedelta(seconds=10)
"""How much longer than its patience an effect is waited for while its gateway is not at work: a
gateway at work gives up by itself."""


def patience_with(kind: type[Effect], budget: Budget) -> timedelta | None:
    """Return how long somebody waits for such an effect; None: as long as it takes. For new rooms
    the settings say so: then another account is asked, or the next rung is taken."""
    return budget.patience if kind is CreateRoom else kind.patience


def may_be_given_up(effect: Effect, cause: Cause) -> bool:
    """Tell whether another way may be taken while that is what it waits for. Our own disk or
    database would hold up any other way, too; and what could be done in place of an effect of the
    bot goes over the bot's own connection, too, so that only a flood wait counts there."""
    if effect.gateway is Gateway.USERBOT:
        return cause not in (Cause.DISK, Cause.DATABASE)
    return cause is Cause.FLOOD_WAIT


def bounded(
    effect: Effect, outcome: Outcome, now: datetime, since: datetime, budget: Budget
) -> Outcome:
    """Return the outcome, or a refusal when it would come later than somebody waits. `since`: from
    when on somebody waits (UTC)."""
    if not isinstance(outcome, RetryAt) or not may_be_given_up(effect, outcome.cause):
        return outcome
    if isinstance(effect, CopyMessage) and outcome.at - since > NOTIFY_AFTER:
        return replace(outcome, notify=True)
    patience = patience_with(type(effect), budget)
    if patience is None or outcome.at - min(since, now) <= patience:
        return outcome
    return given_up(effect, outcome)


def given_up(effect: Effect, wait: RetryAt) -> Rejected:
    """Turn a wait into a refusal, since nobody waits any longer. Whether a room exists is unknown
    then."""
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
