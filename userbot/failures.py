"""What can go wrong with a call, and what that means for an effect: the one place where errors of
MTProto become outcomes.
"""

from datetime import datetime, timedelta

from pyrogram.errors import (
    FloodPremiumWait,
    FloodWait,
    InternalServerError,
    RPCError,
    ServiceUnavailable,
    SlowmodeWait,
    Unauthorized,
)

from core.delivery.lanes import ACCOUNT_WIDE
from core.domain.budget import AWAY, FLOOD_WAIT, Trouble
from core.domain.outcomes import Outcome, Rejected, RetryAt, Unreachable
from core.ports import DatabaseBusyError

SOON = timedelta(seconds=2)
LATER = timedelta(minutes=1)


class UserbotError(Exception):
    """Base of what the user account says of itself."""


class NotConnected(UserbotError):
    """There is no connection to Telegram at the moment; nothing was sent."""


class NoAnswer(UserbotError):
    """No answer came: what was asked for may or may not have been done."""


class NotLoggedIn(UserbotError):
    """The session file has no login, or Telegram ended it. Only `switchboard login` helps."""


# People or chats who cannot be told, whatever we do (https://core.telegram.org/api/errors).
UNREACHABLE = frozenset(
    {
        "USER_PRIVACY_RESTRICTED",
        "USER_NOT_MUTUAL_CONTACT",
        "USER_CHANNELS_TOO_MUCH",
        "USER_BLOCKED",
        "USER_IS_BLOCKED",
        "USER_BOT",
        "USER_KICKED",
        "USER_DELETED",
        "USER_BANNED_IN_CHANNEL",
        "INPUT_USER_DEACTIVATED",
        "USER_ID_INVALID",
        "PEER_ID_INVALID",
        "PEER_FLOOD",
        "USERNAME_INVALID",
        "USERNAME_NOT_OCCUPIED",
        "PHONE_NOT_OCCUPIED",
        "PHONE_NUMBER_INVALID",
        "CHANNEL_PRIVATE",
        "CHANNEL_INVALID",
        "CHAT_FORBIDDEN",
        "CHAT_WRITE_FORBIDDEN",
    }
)


Failure = RPCError | UserbotError | DatabaseBusyError


def reason(error: Exception) -> str:
    """Telegram's own name of the error (`USER_PRIVACY_RESTRICTED`), or a line of ours."""
    if not isinstance(error, RPCError):
        return str(error) or type(error).__name__
    if error.ID:
        return str(error.ID)
    # An error that kurigram has no class for carries "[400 NAME]" as its value.
    return str(error.value).strip("[]").partition(" ")[2] or str(error)


def flood_seconds(error: RPCError) -> int | None:
    """How long Telegram wants us to wait; None when that is not what the error is about."""
    if isinstance(error, FloodWait | FloodPremiumWait | SlowmodeWait):
        return error.value if isinstance(error.value, int) else 60
    return None


def trouble_of(error: Failure, *, making_room: bool) -> tuple[Trouble, timedelta] | None:
    """What an error says about the account itself, and how long Telegram wants it to wait; None
    when it is about something else. Only what is asked of us when a room is made keeps it from
    making others."""
    if not isinstance(error, RPCError):
        return None
    seconds = flood_seconds(error)
    if seconds is not None:
        return (Trouble.FLOOD if making_room else Trouble.SLOWED), timedelta(seconds=seconds)
    name = reason(error)
    if name == "PEER_FLOOD":
        return Trouble.PEER_FLOOD, timedelta()
    if name == "CHANNELS_TOO_MUCH" and making_room:
        return Trouble.TOO_MANY_CHATS, timedelta()
    return None


def outcome_of(error: Failure, now: datetime, soon: timedelta = SOON) -> Outcome:
    """What an error means for the effect that met it; `now` is UTC, `soon` when what may pass at
    any moment is tried again.
    """
    if isinstance(error, NotLoggedIn | Unauthorized):
        return RetryAt(now + LATER, f"{ACCOUNT_WIDE}{AWAY}: {reason(error)}")
    if isinstance(error, NotConnected):
        return RetryAt(now + soon, ACCOUNT_WIDE + reason(error))
    if isinstance(error, UserbotError | DatabaseBusyError):
        return RetryAt(now + soon, reason(error))
    seconds = flood_seconds(error)
    if seconds is not None:
        return RetryAt(now + timedelta(seconds=seconds), f"{FLOOD_WAIT} {seconds} s")
    if isinstance(error, InternalServerError | ServiceUnavailable):
        return RetryAt(now + soon, reason(error))
    name = reason(error)
    return Unreachable(name) if name in UNREACHABLE else Rejected(name)
