"""Turns MTProto's errors into outcomes: the one place that reads the names of Telegram's refusals
(those of an account as a whole are in `userbot/refusals.py`)."""

from collections.abc import Awaitable
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from pyrogram.errors import (
    FloodPremiumWait,
    FloodWait,
    InternalServerError,
    RPCError,
    ServiceUnavailable,
    SlowmodeWait,
    Unauthorized,
)

from core.model.accounts import Complaint, Trouble
from core.model.outcomes import Cause, Outcome, Rejected, RetryAt, Scope, Unreachable
from core.ports import DatabaseBusyError
from userbot.refusals import GONE, LOGGED_OUT, REFUSALS

SOON = timedelta(seconds=2)
LATER = timedelta(minutes=1)


class UserbotError(Exception):
    """The base of the user account's own errors."""


class NotConnected(UserbotError):
    """There is no connection to Telegram at the moment; nothing was sent."""


class NoAnswer(UserbotError):
    """No answer came: what was asked for may or may not have been done."""


class DiskRefused(UserbotError):
    """The session file's disk is full, read-only or broken: nobody has to log in anew."""


class AccountRests(UserbotError):
    """Telegram refused it before, and the account is to leave it alone `until` then (UTC); nothing
    was sent. `why` is Telegram's name of the refusal."""

    def __init__(self, until: datetime, why: str, cause: Cause) -> None:
        super().__init__(why)
        self.until, self.why, self.cause = until, why, cause


class NoFileConnection(UserbotError):
    """The data centre that has a file does not serve us for now; all else goes on."""


class NotLoggedIn(UserbotError):
    """The session file has no login, or Telegram ended it. Only `switchboard login` helps."""


class LoginEnded(NotLoggedIn):
    """There was a login, and Telegram ended it."""

    is_gone = False  # the account itself: there is no other login

    @classmethod
    def because(cls, why: str) -> "LoginEnded":
        """Make it from Telegram's own name of the reason."""
        if why not in GONE:
            return cls(f"Telegram ended the login ({why}): run `switchboard login`")
        failure = cls(
            f"Telegram has closed the account ({why}): run `switchboard login` with another one"
        )
        failure.is_gone = True
        return failure


class KnownElsewhere(NotLoggedIn):
    """The login is another machine's: its session file was copied, which ends it for both when
    both connect."""


class SessionInUse(UserbotError):
    """Another process works with the session file: two would end its login for both."""


# People or chats who cannot be told, whatever we do (https://core.telegram.org/api/errors).
UNREACHABLE: dict[str, tuple[Cause, Scope]] = {
    "USER_PRIVACY_RESTRICTED": (Cause.PRIVACY, Scope.EFFECT),
    # Who once left is added again by contacts only.
    "USER_NOT_MUTUAL_CONTACT": (Cause.PRIVACY, Scope.EFFECT),
    "USER_CHANNELS_TOO_MUCH": (Cause.PERSON_FULL, Scope.EFFECT),
    "USER_BLOCKED": (Cause.OTHER, Scope.EFFECT),
    "USER_IS_BLOCKED": (Cause.OTHER, Scope.EFFECT),
    "USER_BOT": (Cause.OTHER, Scope.EFFECT),
    "USER_KICKED": (Cause.OTHER, Scope.EFFECT),
    "USER_DELETED": (Cause.NOBODY, Scope.EFFECT),
    "INPUT_USER_DEACTIVATED": (Cause.NOBODY, Scope.EFFECT),
    "USER_ID_INVALID": (Cause.NO_ADDRESS, Scope.EFFECT),
    "PEER_ID_INVALID": (Cause.NO_ADDRESS, Scope.EFFECT),
    "USERNAME_INVALID": (Cause.NO_ADDRESS, Scope.EFFECT),
    "USERNAME_NOT_OCCUPIED": (Cause.NO_ADDRESS, Scope.EFFECT),
    "PHONE_NOT_OCCUPIED": (Cause.NO_ADDRESS, Scope.EFFECT),
    "PHONE_NUMBER_INVALID": (Cause.NO_ADDRESS, Scope.EFFECT),
    "CHANNEL_PRIVATE": (Cause.CHAT_LOST, Scope.DESTINATION),
    "CHANNEL_INVALID": (Cause.CHAT_LOST, Scope.DESTINATION),
    "CHAT_FORBIDDEN": (Cause.CHAT_LOST, Scope.DESTINATION),
    "CHAT_WRITE_FORBIDDEN": (Cause.CHAT_LOST, Scope.DESTINATION),
}

REJECTED: dict[str, tuple[Cause, Scope]] = {
    "CHAT_ADMIN_REQUIRED": (Cause.NO_RIGHT, Scope.DESTINATION),
    "USER_ALREADY_PARTICIPANT": (Cause.SO_ALREADY, Scope.EFFECT),
    "USER_NOT_PARTICIPANT": (Cause.SO_ALREADY, Scope.EFFECT),
    "CHAT_NOT_MODIFIED": (Cause.SO_ALREADY, Scope.EFFECT),
    "CHAT_ABOUT_NOT_MODIFIED": (Cause.SO_ALREADY, Scope.EFFECT),
    "INVITE_HASH_EXPIRED": (Cause.SO_ALREADY, Scope.EFFECT),
    "INVITE_HASH_INVALID": (Cause.SO_ALREADY, Scope.EFFECT),
    "INVITE_REVOKED_MISSING": (Cause.SO_ALREADY, Scope.EFFECT),
}


class Refusal(Enum):
    """What a refusal means to the call that met it, and to no other."""

    NOT_A_MEMBER = frozenset({"USER_NOT_PARTICIPANT", "USER_NOT_MUTUAL_CONTACT"})
    NOT_TO_REMOVE = frozenset(
        {
            "USER_NOT_PARTICIPANT",
            "PARTICIPANT_ID_INVALID",
            "USER_ID_INVALID",
            "INPUT_USER_DEACTIVATED",
        }
    )
    OLD_REFERENCE = frozenset(
        {"FILE_REFERENCE_EXPIRED", "FILE_REFERENCE_EMPTY", "FILE_REFERENCE_INVALID"}
    )
    WRONG_CODE = frozenset({"PHONE_CODE_INVALID", "PHONE_CODE_EMPTY"})
    WRONG_PASSWORD = frozenset({"PASSWORD_HASH_INVALID"})


Failure = RPCError | UserbotError | DatabaseBusyError


def reason(error: Exception) -> str:
    """Return Telegram's own name of the error (`USER_PRIVACY_RESTRICTED`), or a line of ours."""
    if not isinstance(error, RPCError):
        return str(error) or type(error).__name__
    if error.ID:
        return str(error.ID)
    # An error that kurigram has no class for carries "[400 NAME]" as its value.
    return str(error.value).strip("[]").partition(" ")[2] or str(error)


def means(error: RPCError, meaning: Cause | Refusal) -> bool:
    """Tell whether Telegram's refusal is that one."""
    name = reason(error)
    if isinstance(meaning, Refusal):
        return name in meaning.value
    return refusal_of(name).cause is meaning


async def unless(call: Awaitable[Any], meaning: Cause | Refusal) -> None:
    """Make the call. A refusal that means this counts as success."""
    try:
        await call
    except RPCError as error:
        if not means(error, meaning):
            raise


def ends_login(error: RPCError) -> bool:
    """Tell whether that error ends the login. Whatever is answered with 401 is about the login,
    except for the password that a login asks for (TDLib: `Session::on_message_result_error`)."""
    name = reason(error)
    if name == "SESSION_PASSWORD_NEEDED":
        return False
    return isinstance(error, Unauthorized) or name in LOGGED_OUT


def flood_seconds(error: RPCError) -> int | None:
    """Return how long Telegram wants us to wait; None when that is not what the error is about."""
    if isinstance(error, FloodWait | FloodPremiumWait | SlowmodeWait):
        return error.value if isinstance(error.value, int) else 60
    return None


def complaint_of(error: Failure, *, making_room: bool) -> Complaint | None:
    """Return what an error says about the account itself; None when it is about something else.
    Only what is asked of us when a room is made keeps it from making others."""
    if not isinstance(error, RPCError):
        return None
    seconds = flood_seconds(error)
    if seconds is not None:
        trouble = Trouble.FLOOD if making_room else Trouble.SLOWED
        return Complaint(trouble, timedelta(seconds=seconds))
    refusal = REFUSALS.get(reason(error))
    return None if refusal is None else refusal.complaint(making_room=making_room)


def rest_of(error: Failure, now: datetime) -> AccountRests | None:
    """Return that the account rests, or has to from now on; None when the error is about something
    else."""
    if isinstance(error, AccountRests):
        return error
    refusal = REFUSALS.get(reason(error)) if isinstance(error, RPCError) else None
    if refusal is None:
        return None
    return AccountRests(now + refusal.wait, reason(error), refusal.cause)


def outcome_of(error: Failure, now: datetime, soon: timedelta = SOON) -> Outcome:
    """Return what an error means for the effect that met it. `now` is UTC; `soon`: when what may
    pass at any moment is tried again."""
    if isinstance(error, NotLoggedIn | Unauthorized):
        return RetryAt(now + LATER, reason(error), Cause.LOGGED_OUT, Scope.ACCOUNT)
    if isinstance(error, NotConnected):
        return RetryAt(now + soon, reason(error), Cause.NO_CONNECTION, Scope.ACCOUNT)
    if isinstance(error, AccountRests):
        return RetryAt(error.until, error.why, error.cause)
    if isinstance(error, DiskRefused):
        return RetryAt(now + soon, reason(error), Cause.DISK)
    if isinstance(error, DatabaseBusyError):
        return RetryAt(now + soon, reason(error), Cause.DATABASE)
    if isinstance(error, UserbotError):
        return RetryAt(now + soon, reason(error))
    seconds = flood_seconds(error)
    if seconds is not None:
        return RetryAt(now + timedelta(seconds=seconds), _flooded(seconds), Cause.FLOOD_WAIT)
    if isinstance(error, InternalServerError | ServiceUnavailable):
        return RetryAt(now + soon, reason(error))
    return refusal_of(reason(error))


def refusal_of(name: str) -> Unreachable | Rejected:
    """Return what Telegram's name of a refusal means."""
    if name in UNREACHABLE:
        return Unreachable(name, *UNREACHABLE[name])
    return Rejected(name, *REJECTED.get(name, (Cause.OTHER, Scope.EFFECT)))


def _flooded(seconds: int) -> str:
    return f"flood wait of {seconds} s"
