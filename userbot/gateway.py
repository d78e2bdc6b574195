"""Carries out the effects that need a user account. Telegram's answers become outcomes; nothing
here waits for a flood."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pyrogram.errors import RPCError

from core.model.accounts import Complaint
from core.model.desk_effects import ClearGroup
from core.model.effects import Effect, ResolveUsername
from core.model.outcomes import Cause, Outcome, Rejected, RetryAt, Scope, Unreachable
from core.model.room_effects import CreateRoom, InviteOperator, InviteSupervisor, SaveMedia
from core.ports import Clock, Database, DatabaseBusyError
from userbot.account import Account
from userbot.clearing import Clearing
from userbot.failures import (
    AccountRests,
    Failure,
    UserbotError,
    complaint_of,
    outcome_of,
    rest_of,
)
from userbot.groups import Groups
from userbot.media import Archive
from userbot.people import People, UnknownPerson
from userbot.rooms import HalfMade, NotMade, Rooms

log = logging.getLogger(__name__)

ANY_CHANGE = "messages.EditChatAbout"
FIRST_CHANGE: dict[type[Effect], str] = {
    CreateRoom: "channels.CreateChannel",
    InviteOperator: "channels.InviteToChannel",
    InviteSupervisor: "channels.InviteToChannel",
    ResolveUsername: "contacts.ResolveUsername",
    SaveMedia: "upload.GetFile",
}
"""The call that an effect is about: while the account leaves that alone, nothing else of the effect
is asked for either."""

LONGEST_DELAY = timedelta(minutes=1)
RESOLVE_AGAIN = timedelta(minutes=5)

Troubled = Callable[[Complaint], Awaitable[None]]


class UserbotGateway:
    """The user account's gateway (`core.ports.EffectGateway`).

    Args:
        archive: the folder under which `SaveMedia` paths lie.
        bot_username, bot_id: of the desk's bot, which is made administrator of every room.
        clock: UTC now.
        ours: ids of all user accounts of the desk, this one and others.
        troubled: is told what Telegram complains of.
        words: what a room's page says of itself.
    """

    def __init__(
        self,
        account: Account,
        database: Database,
        archive: Path,
        bot_username: str,
        clock: Clock,
        *,
        bot_id: int = 0,
        ours: frozenset[int] = frozenset(),
        troubled: Troubled | None = None,
        words: str = "",
    ) -> None:
        people = People(account)
        rooms = Rooms(account, people, database, bot_username, bot_id, words)
        parts = (
            people,
            rooms,
            Clearing(account, people, rooms, database, clock, ours | {account.id}),
            Groups(account, database),
            Archive(account, archive),
        )
        self._ways = {kind: way for part in parts for kind, way in part.ways().items()}
        self._account = account
        self._troubled = troubled
        self._clock = clock
        self._soon = timedelta(seconds=account.timings.retry)
        self._failures: dict[str, int] = {}

    async def carry_out(self, effect: Effect) -> Outcome:
        """Carry the effect out once. Never raises for what Telegram answers."""
        way = self._ways.get(type(effect))
        if way is None:
            return Rejected(f"the user account does not carry out {type(effect).__name__}")
        try:
            self._account.rests.check(FIRST_CHANGE.get(type(effect), ANY_CHANGE))
            outcome: Outcome = await way(effect)
        except UnknownPerson as error:
            # The bot's own username does not resolve: the settings are wrong, not the effect.
            outcome = RetryAt(self._clock() + RESOLVE_AGAIN, str(error))
        except (HalfMade, NotMade) as refused:
            cause = refused.__cause__
            if not isinstance(cause, RPCError):
                raise
            made = refused.chat_id if isinstance(refused, HalfMade) else None
            outcome = await self._failed(effect, cause, made, sure=True)
        except (RPCError, UserbotError, DatabaseBusyError) as error:
            outcome = await self._failed(effect, error)
        if not isinstance(outcome, RetryAt):
            self._failures.pop(effect.destination, None)
        return outcome

    async def _failed(
        self, effect: Effect, error: Failure, made: int | None = None, *, sure: bool = False
    ) -> Outcome:
        """Return what the error means, once the account's trouble is kept. `made`: a room that
        exists all the same; `sure`: that there is no other one."""
        making_room = isinstance(effect, CreateRoom)
        complaint = complaint_of(error, making_room=making_room)
        rests = rest_of(error, self._clock())
        if complaint is not None and rests is not None:
            self._account.rests.rest(complaint.rest, rests.until, rests.why, rests.cause)
        if complaint is not None and self._troubled is not None:
            try:
                await self._troubled(complaint)
            except DatabaseBusyError as busy:
                error = busy
        if rests is not None and rests.cause is not Cause.FLOOD_WAIT:
            return _instead(effect, rests, made, unsure=not sure)
        outcome = outcome_of(error, self._clock(), self._soon)
        outcome = self._patiently(effect, outcome)
        match outcome:
            case RetryAt() if made is not None:
                return replace(outcome, made=made)
            case Rejected() | Unreachable() if making_room:
                why = outcome.reason, outcome.cause, outcome.scope
                return Rejected(*why, made, unsure=not sure)
            case _:
                return outcome

    def _patiently(self, effect: Effect, outcome: Outcome) -> Outcome:
        """Put off a failure that has no deadline of Telegram's, longer each time in a row."""
        if not isinstance(outcome, RetryAt) or outcome.cause is Cause.FLOOD_WAIT:
            return outcome
        failures = self._failures[effect.destination] = (
            self._failures.get(effect.destination, 0) + 1
        )
        now = self._clock()
        delay = min(LONGEST_DELAY, (outcome.at - now) * 2 ** min(failures - 1, 8))
        return replace(outcome, at=now + max(delay, outcome.at - now))


def _instead(effect: Effect, rests: AccountRests, made: int | None, *, unsure: bool) -> Outcome:
    """Return the outcome of an effect whose account rests: where there is another way it is taken,
    and what nobody else can do waits."""
    match effect:
        case CreateRoom():
            return Rejected(rests.why, rests.cause, Scope.ACCOUNT, made, unsure=unsure)
        case ClearGroup() | ResolveUsername():
            return Rejected(rests.why, rests.cause, Scope.ACCOUNT)
        case InviteOperator() | InviteSupervisor():
            # The bot can let them in by a link.
            return Unreachable(rests.why, rests.cause, Scope.ACCOUNT)
        case _:
            return RetryAt(rests.until, rests.why, rests.cause)
