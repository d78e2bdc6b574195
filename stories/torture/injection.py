"""Injects each kind of fault, and records what struck when."""

import asyncio
import contextlib
import resource
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.roles import Role
from sandbox.faults import Face, Fault, Way
from sandbox.remote import RemoteSandbox
from stories.steps import Untrue
from stories.torture.databases import Control
from stories.torture.disk import Disk
from stories.torture.faults import Kind, Permit, Strikes
from stories.torture.parts import Parts
from stories.torture.schedule import Strike

LOOKS_EVERY = 0.2
MET_WITHIN = 10.0
"""Seconds after the last strike in which calls may still meet faults that wait for them."""
_ON_DATABASE = frozenset({Strikes.LOCK, Strikes.DROP, Strikes.RESTART, Strikes.FAIL_OVER})
_CALLS_OF = {Face.BOT_API: Role.BOT, Face.MTPROTO: Role.USERBOT}
_ON_DISK = frozenset({Strikes.FULL, Strikes.FULL_ARCHIVE, Strikes.READ_ONLY})
CLOCK = timedelta(seconds=1)
"""How far two clocks that note the same moment may lie apart."""
WRONG = 3600.0
"""Seconds by which a wrong clock is wrong."""
STANDS_ON = 80.0
"""Seconds at most for which a standing fault stands longer than planned, until a call meets it: a
part that was killed is back after half a minute."""
ALLOWED = 3
"""Calls of each account that a standing fault may refuse."""


@dataclass(slots=True)
class Struck:
    """A strike that was made: from when to when it could do harm, how often it did."""

    strike: Strike
    begun: datetime
    over: datetime | None = None
    hits: int = 0
    refused_beyond: int = 0
    how: str = ""
    """Where something else stood in for it."""

    @property
    def kind(self) -> Kind:
        """The row of the table."""
        return self.strike.kind

    def meets(self, wanted: datetime, noted: datetime) -> bool:
        """Tell whether an effect was under way: wanted before the strike was over, and not noted as
        done when it began."""
        over = self.over or datetime.now(UTC)
        return wanted <= over + CLOCK and noted >= self.begun - CLOCK


@dataclass(frozen=True, slots=True)
class Means:
    """What faults are let in by. `mend` does for a user account what only a person, or a day that
    passes, can do, told whether its login ended; `flood` lets a customer say very much."""

    sandbox: RemoteSandbox
    parts: Parts
    database: Control
    disk: Disk
    accounts: Sequence[int]
    mend: Callable[[int, bool], Awaitable[None]]
    flood: Callable[[int], Awaitable[None]]


class Injector:
    """Carries a schedule out."""

    def __init__(self, means: Means, schedule: Sequence[Strike]) -> None:
        self._means = means
        self._schedule = schedule
        self._rules: dict[int, Struck] = {}
        self._watching: list[asyncio.Task[None]] = []
        self.struck: list[Struck] = []
        self.troubles: list[str] = []

    async def run(self) -> None:
        """Make all strikes, each at its time, some at the same time; returns when all are over."""
        begun = time.monotonic()
        async with asyncio.TaskGroup() as group:
            for strike in self._schedule:
                await asyncio.sleep(max(0.0, begun + strike.at - time.monotonic()))
                group.create_task(self._one(strike))

    async def end(self) -> None:
        """End all faults; what no call has met by then never struck. Who plays goes on
        meanwhile."""
        if self._watching:
            await asyncio.wait(self._watching, timeout=MET_WITHIN)
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)
        await self._means.sandbox.faults.clear()
        refused: Counter[tuple[int, int | None]] = Counter()
        for strikes in await self._means.sandbox.faults.strikes():
            struck = self._rules.get(strikes.number)
            if struck is None:
                continue
            struck.hits += strikes.hits
            call = struck.kind.call
            if struck.kind.lasts and call is not None and call.way is Way.ERROR:
                refused[struck.strike.number, strikes.who] += strikes.hits
        for struck in self.struck:
            hits = (refused[key] for key in refused if key[0] == struck.strike.number)
            struck.refused_beyond = sum(max(0, each - ALLOWED) for each in hits)
        for struck in self.struck:
            struck.over = struck.over or datetime.now(UTC)

    @property
    def counted(self) -> int:
        """Return faults that did strike."""
        return sum(1 for struck in self.struck if struck.hits)

    def permitting(self, permit: Permit) -> list[Struck]:
        """Return those which permit that."""
        return [each for each in self.struck if each.hits and permit in each.kind.permits]

    async def _one(self, strike: Strike) -> None:
        struck = Struck(strike, datetime.now(UTC))
        self.struck.append(struck)
        try:
            await self._strike(struck)
        except (Untrue, OSError) as error:
            self.troubles.append(f"{strike.kind.name}: {error}")
        if strike.kind.lasts or strike.kind.call is None:
            struck.over = datetime.now(UTC)

    async def _strike(self, struck: Struck) -> None:
        strike, kind, means = struck.strike, struck.kind, self._means
        if kind.call is not None:
            await self._call(struck)
            return
        struck.hits = 1
        if kind.part is not None:
            await self._on_part(kind.strike, kind.part, strike.lasts)
        elif kind.strike in _ON_DATABASE:
            await self._on_database(kind.strike, strike.lasts)
        elif kind.strike is Strikes.CUT:
            await means.sandbox.faults.cut(None, kind.face or Face.MTPROTO)
        elif kind.strike is Strikes.DEAFEN:
            await means.sandbox.faults.deafen(None)
        elif kind.strike is Strikes.RENEW:
            await means.sandbox.faults.renew(None)
        elif kind.strike is Strikes.CLOCK:
            await means.sandbox.faults.set_clock(WRONG)
            await asyncio.sleep(strike.lasts)
            await means.sandbox.faults.set_clock(0)
        elif kind.strike is Strikes.FLOOD:
            await means.flood(strike.number)
        elif kind.strike in _ON_DISK:
            await self._on_disk(struck)

    async def _on_part(self, what: Strikes | None, part: Role, seconds: float) -> None:
        parts = self._means.parts
        if what is Strikes.KILL:
            await parts.kill(part)
            await parts.is_up(part)
        elif what is Strikes.FREEZE:
            await parts.freeze(part, seconds)
        elif what is Strikes.SECOND:
            await parts.second(part, seconds)
        elif what is Strikes.TAKE_OVER:
            await parts.take_over(part, seconds)

    async def _on_database(self, what: Strikes | None, seconds: float) -> None:
        database = self._means.database
        if what is Strikes.LOCK:
            await database.lock(seconds)
        elif what is Strikes.DROP:
            await database.drop()
        elif what is Strikes.RESTART:
            await database.restart()
        elif what is Strikes.FAIL_OVER:
            await database.fail_over(seconds)

    async def _on_disk(self, struck: Struck) -> None:
        """What the archive's own disk cannot be made to do, since there is none, is done to all
        files of the desk's."""
        disk, seconds = self._means.disk, struck.strike.lasts
        if struck.kind.strike is Strikes.FULL or not disk.is_own:
            struck.how = "" if struck.kind.strike is Strikes.FULL else "no disk could be mounted"
            with _full(self._means.parts.pids()):
                await asyncio.sleep(seconds)
        elif struck.kind.strike is Strikes.FULL_ARCHIVE:
            await disk.full(seconds)
        else:
            await disk.read_only(seconds)

    async def _call(self, struck: Struck) -> None:
        """A fault of Telegram's. One that strikes so often waits for its calls until the end."""
        strike, kind = struck.strike, struck.kind
        if kind.call is None:
            return
        # A fault that stands for seconds only would meet nobody while a part comes back.
        await self._means.parts.is_up(_CALLS_OF[kind.call.face])
        if kind.of_account and kind.lasts and kind.strike is not Strikes.LOGIN_LOST:
            await self._on_account(struck, kind.call)
            return
        accounts = self._means.accounts
        account = accounts[strike.account % len(accounts)] if kind.of_account else None
        number = await self._put_in_force(struck, kind.call, account)
        if not kind.lasts:
            meeting = self._until_met(struck, number, kind.call.times or 1)
            self._watching.append(asyncio.create_task(meeting))
            return
        await asyncio.sleep(strike.lasts)
        await self._meets_somebody(number)
        await self._means.sandbox.faults.release(number)
        if account is not None and await self._means.sandbox.faults.hits(number):
            await self._means.mend(account, True)

    async def _on_account(self, struck: Struck, call: Fault) -> None:
        """A refusal is that of the account which first makes such a call, for as long as it
        stands."""
        faults = self._means.sandbox.faults
        first = await self._put_in_force(struck, call, None)
        await self._meets_somebody(first)
        refused = await self._refused(first)
        if refused:
            then = await self._put_in_force(struck, call, refused[0])
            await faults.release(first)
            await asyncio.sleep(struck.strike.lasts)
            await faults.release(then)
            refused = await self._refused(first)
        await faults.release(first)
        for account in refused:
            await self._means.mend(account, False)

    async def _refused(self, number: int) -> list[int]:
        """Which accounts a fault has met."""
        strikes = await self._means.sandbox.faults.strikes()
        return [each.who for each in strikes if each.number == number and each.who is not None]

    async def _put_in_force(self, struck: Struck, call: Fault, account: int | None) -> int:
        number = await self._means.sandbox.faults.add(replace(call, who=account))
        self._rules[number] = struck
        if call.way is Way.REFUSE and call.face is Face.MTPROTO:
            await self._means.sandbox.faults.cut(None)  # who is connected would not notice
        return number

    async def _meets_somebody(self, number: int) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STANDS_ON):
                await self._hit(number, 1)
        return await self._means.sandbox.faults.hits(number) > 0

    async def _until_met(self, struck: Struck, number: int, times: int) -> None:
        await self._hit(number, times)
        struck.over = datetime.now(UTC)

    async def _hit(self, number: int, times: int) -> None:
        faults = self._means.sandbox.faults
        while await faults.hits(number) < times:  # noqa: ASYNC110 - another process counts
            await asyncio.sleep(LOOKS_EVERY)


@contextlib.contextmanager
def _full(pids: Sequence[int]) -> Iterator[None]:
    """No file of these processes may grow: every write is refused, as on a full disk."""
    before = []
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            limits = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, limits[1]))
            before.append((pid, limits))
    try:
        yield
    finally:
        for pid, limits in before:
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
