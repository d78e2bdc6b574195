"""Lists what Telegram refuses an account of ours as a whole, and what follows.

All names are those of https://core.telegram.org/api/errors and of kurigram's tables of errors. Not
here, because they are about one person or one chat, are `userbot.failures.UNREACHABLE` and
`REJECTED`; flood waits say themselves how long they last.

An account is not asked again for what it was refused until its rest is over: the next call would
be refused too, and accounts that go on asking are banned. The rest is kept in the account's row;
supervisors hear of it once, with what to do (docs/operations.md has the same table for owners).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from core.model.accounts import Complaint, Rest, Trouble
from core.model.outcomes import Cause

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal of Telegram. `rest` is what the account does not do for `wait`. Refused while it
    made a room it makes no other either: each would be refused at the same step."""

    trouble: Trouble
    cause: Cause
    rest: Rest
    wait: timedelta = DAY

    def complaint(self, *, making_room: bool) -> Complaint:
        """Return the complaint for the account's row."""
        rest = self.rest | Rest.MAKING if making_room else self.rest
        return Complaint(self.trouble, self.wait, rest)


_SPAMMER = Refusal(Trouble.RESTRICTED, Cause.RESTRICTED, Rest.GROWING)
_FROZEN = Refusal(Trouble.FROZEN, Cause.RESTRICTED, Rest.ALL)
_FULL = Refusal(Trouble.TOO_MANY_CHATS, Cause.CHATS_FULL, Rest.MAKING)

REFUSALS: Mapping[str, Refusal] = {
    # Reported for spam: it may make no groups and invite nobody (403 and 406).
    "USER_RESTRICTED": _SPAMMER,
    # Banned from writing in all public groups: the same verdict, met elsewhere (400 and 403).
    "USER_BANNED_IN_CHANNEL": _SPAMMER,
    # It may bring in nobody who has not written to it. Rooms and links still work.
    "PEER_FLOOD": Refusal(Trouble.PEER_FLOOD, Cause.SPAM, Rest.INVITING),
    # In as many chats as it may be, or administrator of as many: until it has left some.
    "CHANNELS_TOO_MUCH": _FULL,
    "CHANNELS_ADMIN_PUBLIC_TOO_MUCH": _FULL,
    "CHANNELS_ADMIN_LOCATED_TOO_MUCH": _FULL,
    # It may read and nothing else (420 and 400).
    "FROZEN_METHOD_INVALID": _FROZEN,
    "FROZEN_PARTICIPANT_MISSING": _FROZEN,
}


def cause_of(trouble: Trouble) -> Cause:
    """Return the cause of a rest that was kept in an account's row."""
    return next((each.cause for each in REFUSALS.values() if each.trouble is trouble), Cause.OTHER)


GONE = frozenset({"USER_DEACTIVATED", "USER_DEACTIVATED_BAN", "PHONE_NUMBER_BANNED"})
"""What ends the account itself: nobody can log in again, and another one must take its place. The
last one is told at a login, and comes at work with an error's code that says nothing of logins
(400)."""

LOGGED_OUT = frozenset(
    {
        # The login is over; only `switchboard login` helps. Everything of this account waits.
        "AUTH_KEY_UNREGISTERED",
        "AUTH_KEY_INVALID",
        "AUTH_KEY_PERM_EMPTY",
        "AUTH_KEY_DUPLICATED",  # two programs used one session file: Telegram ends it
        "SESSION_REVOKED",
        "SESSION_EXPIRED",
    }
    | GONE
)
"""What ends a login, beside all other answers of 401 (https://core.telegram.org/api/errors)."""
