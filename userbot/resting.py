"""Keeps an account from asking again what Telegram refused it, until its rest is over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime, timedelta
from typing import Any

from pyrogram.errors import RPCError
from pyrogram.raw.core import TLObject

from core.model.accounts import Rest
from core.model.outcomes import Cause
from core.ports import Clock
from userbot.failures import AccountRests, flood_seconds, reason
from userbot.refusals import REFUSALS

MAKING = frozenset({"channels.CreateChannel", "messages.CreateChat"})
INVITING = frozenset(
    {"channels.InviteToChannel", "messages.AddChatUser", "contacts.ImportContacts"}
)
COUNTED = MAKING | INVITING | {"contacts.ResolveUsername", "contacts.ResolvePhone"}
"""What Telegram counts for the account as a whole: a flood wait for one of them holds for all."""

_ALWAYS = ("updates.", "users.", "auth.", "help.", "account.Get")
"""What keeps the connection itself going."""

_READS = ("Get", "Check", "Search", "Resolve", "Read")


TURN = 3.0
"""Seconds for which a call waits for the answer to the one before it. A refusal comes at once: what
takes longer was lost on its way, and tells nothing."""


class Rests:
    """Keeps what one account does not do for now. Calls that change something go one after the
    other, so that a refusal is known before the next one is sent; but not for longer than `turn`
    seconds."""

    def __init__(self, clock: Clock, turn: float = TURN) -> None:
        self._clock, self._longest = clock, turn
        self._kinds: dict[Rest | str, AccountRests] = {}
        self._methods: dict[Rest | str, AccountRests] = {}
        self._turn = asyncio.Lock()
        self._more = asyncio.Event()

    def rest(self, rest: Rest, until: datetime, why: str, cause: Cause) -> None:
        """Let the account not do that until then (UTC); never shorter than before."""
        self._more.set()
        for kind in Rest:
            known = self._kinds.get(kind)
            if kind in rest and (known is None or known.until < until):
                self._kinds[kind] = AccountRests(until, why, cause)

    def has(self, cause: Cause) -> bool:
        """Tell whether it rests for that now."""
        held = (*self._kinds.values(), *self._methods.values())
        return any(why.cause is cause and why.until > self._clock() for why in held)

    async def begun(self, cause: Cause) -> None:
        """Wait until it rests for that."""
        while not self.has(cause):
            self._more.clear()
            await self._more.wait()

    def end(self, cause: Cause) -> None:
        """End a rest."""
        for held in (self._kinds, self._methods):
            for key in [key for key, why in held.items() if why.cause is cause]:
                del held[key]

    def check(self, method: str) -> None:
        """Raise AccountRests for a call that is not to be made now."""
        held = self._kinds.get(kind_of(method)), self._methods.get(method)
        for why in held:
            if why is not None and why.until > self._clock():
                raise AccountRests(why.until, why.why, why.cause)

    @asynccontextmanager
    async def turn(self, query: TLObject[Any]) -> AsyncIterator[None]:
        """Enclose a call, which waits for its turn. Raises AccountRests instead of making it."""
        method = method_of(query)
        async with self._one_by_one() if kind_of(method) else nullcontext():
            self.check(method)
            try:
                yield
            except RPCError as error:
                self.refused(method, error)
                raise

    @asynccontextmanager
    async def _one_by_one(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._longest):
                await self._turn.acquire()
        except TimeoutError:
            yield
            return
        try:
            yield
        finally:
            self._turn.release()

    def refused(self, method: str, error: RPCError) -> None:
        """Take in what Telegram answered."""
        now, kind, name = self._clock(), kind_of(method), reason(error)
        seconds = flood_seconds(error)
        if seconds is not None:
            if method in COUNTED:
                until = now + timedelta(seconds=seconds)
                self._methods[method] = AccountRests(
                    until, f"flood wait of {seconds} s", Cause.FLOOD_WAIT
                )
            return
        refusal = REFUSALS.get(name)
        if refusal is None:
            return
        until = now + refusal.wait
        rest = refusal.complaint(making_room=kind is Rest.MAKING).rest
        self.rest(rest, until, name, refusal.cause)
        if not method.startswith(_ALWAYS):
            self._methods[method] = AccountRests(until, name, refusal.cause)


def method_of(query: TLObject[Any]) -> str:
    """Return Telegram's name of a call."""
    return query.QUALNAME.removeprefix("functions.")


def kind_of(method: str) -> Rest:
    """Return which part of a rest forbids that method; none for what only reads."""
    if method in MAKING:
        return Rest.MAKING
    if method in INVITING:
        return Rest.INVITING
    if method.startswith(_ALWAYS) or method.partition(".")[2].startswith(_READS):
        return Rest.NONE
    return Rest.CHANGING
