"""The desk's parts as processes that somebody keeps running, as systemd would, and ill-treats."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from app.roles import ALL_ROLES, Role
from stories.processes import Process, start
from stories.steps import Untrue

UP_WITHIN = 120.0
"""Seconds: the machine may be as busy as the faults want it to be."""
AGAIN = (0.2, 0.5, 1.0, 2.0)
"""Seconds before a part is started again that ended by itself, the last one for ever."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A part that ended without having been told to; `at` is UTC."""

    part: Role
    at: datetime
    code: int
    words: str


@dataclass(slots=True)
class _Kept:
    process: Process | None = None
    up: asyncio.Event = field(default_factory=asyncio.Event)
    wanted: asyncio.Event = field(default_factory=asyncio.Event)
    ours: set[int] = field(default_factory=set)  # pids that we ended
    fails: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Parts:
    """Bot, userbot and scheduler. `async with` starts and ends them."""

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        self._home, self._environment = home, environment
        self._kept = {role: _Kept() for role in ALL_ROLES}
        self._keepers: list[asyncio.Task[None]] = []
        self.ended: list[Ended] = []
        self.kills = 0

    async def __aenter__(self) -> "Parts":
        for kept in self._kept.values():
            kept.wanted.set()
        self._keepers = [asyncio.create_task(self._keep(role)) for role in ALL_ROLES]
        return self

    async def __aexit__(self, *_error: object) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        processes = [kept.process for kept in self._kept.values() if kept.process is not None]
        for process in processes:
            with suppress(ProcessLookupError):
                process.thaw()
        await asyncio.gather(*(process.stop() for process in processes))

    async def are_up(self) -> None:
        """Wait until all say that they are ready. Raises Untrue when that takes too long."""
        for role in ALL_ROLES:
            await self.is_up(role)

    async def is_up(self, part: Role, within: float = UP_WITHIN) -> None:
        """Wait until the part says that it is ready. Raises Untrue when that takes too long."""
        try:
            async with asyncio.timeout(within):
                await self._kept[part].up.wait()
        except TimeoutError:
            raise Untrue(f"the {part} is not up after {within:.0f} s") from None

    async def kill(self, part: Role) -> None:
        """End the part without a warning; it is started again at once."""
        kept = self._kept[part]
        async with kept.lock:
            await self.is_up(part)
            if kept.process is not None:
                kept.ours.add(kept.process.pid)
                kept.up.clear()
                kept.process.kill()
                self.kills += 1

    async def freeze(self, part: Role, seconds: float) -> None:
        """Let the part stand still for so long."""
        kept = self._kept[part]
        async with kept.lock:
            await self.is_up(part)
            process = kept.process
            if process is None:
                return
            process.freeze()
            try:
                await asyncio.sleep(seconds)
            finally:
                with suppress(ProcessLookupError):
                    process.thaw()

    async def second(self, part: Role, seconds: float) -> None:
        """Start the part once more beside the one that runs, and end it after so long. Raises
        Untrue when it says that it works, too, where there may be only one."""
        kept = self._kept[part]
        async with kept.lock:
            await self.is_up(part)
            first = kept.process
            process = await self._start(part, f"second-{part}")
            try:
                async with asyncio.timeout(seconds):
                    await process.is_ready(UP_WITHIN)
            except (TimeoutError, Untrue):
                return
            finally:
                await process.stop()
            if part is not Role.SCHEDULER and kept.process is first:
                raise Untrue(f"a second {part} works beside the first")

    async def take_over(self, part: Role, seconds: float) -> None:
        """Let the part stand still until another process has taken its lease over, and wake it;
        after so long the other one is ended. Raises Untrue when none can take over."""
        kept = self._kept[part]
        async with kept.lock:
            await self.is_up(part)
            first = kept.process
            if first is None:
                return
            first.freeze()
            second = await self._start(part, f"second-{part}")
            try:
                await second.is_ready(UP_WITHIN)
                kept.ours.add(first.pid)  # it finds that it is no longer wanted, and ends
                first.thaw()
                await asyncio.sleep(seconds)
            finally:
                with suppress(ProcessLookupError):
                    first.thaw()
                await second.stop()

    @asynccontextmanager
    async def stopped(self, part: Role) -> AsyncIterator[None]:
        """Without that part for the length of a `with`; it is asked to end, and started again."""
        kept = self._kept[part]
        async with kept.lock:
            kept.wanted.clear()
            try:
                if kept.process is not None and not kept.process.has_ended:
                    kept.ours.add(kept.process.pid)
                    kept.up.clear()
                    await kept.process.stop()
                yield
            finally:
                kept.wanted.set()
        await self.is_up(part)

    def pids(self) -> list[int]:
        """Of all that run now."""
        running = (kept.process for kept in self._kept.values())
        return [process.pid for process in running if process and not process.has_ended]

    async def _start(self, part: Role, name: str) -> Process:
        command = ("run", "--only", part.value)
        return await start(name, self._home, self._environment, *command, by_pipe=True)

    async def _keep(self, part: Role) -> None:
        kept = self._kept[part]
        while True:
            await kept.wanted.wait()
            process = await self._start(part, str(part))
            kept.process = process
            with suppress(Untrue):
                await process.is_ready(UP_WITHIN)
                kept.up.set()
                kept.fails = 0
            code = await process.gone()
            kept.up.clear()
            if process.pid in kept.ours:
                continue
            self.ended.append(Ended(part, datetime.now(UTC), code, process.last_words()))
            await asyncio.sleep(AGAIN[min(kept.fails, len(AGAIN) - 1)])
            kept.fails += 1
