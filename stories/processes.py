"""Runs parts of the desk as processes of their own, started by the same command that an owner
uses."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from stories.steps import Untrue
from stories.watcher import Watcher

UP_WITHIN = 60.0  # seconds for a process to say that it is ready, on a machine that is busy
DOWN_WITHIN = 20.0
READY = b"ready"
OURS = ("PATH", "HOME", "LANG", "PYTHONPATH", "TZ", "TMPDIR")
"""What a process inherits: nothing that could be a setting of the desk."""


class Process:
    """One running command; what it logs is in `log`, and what it printed until it was ready in
    `said`."""

    def __init__(self, name: str, running: asyncio.subprocess.Process, log: Path) -> None:
        self.name = name
        self.log = log
        self.said = ""
        self._running = running
        self._drain: asyncio.Task[bytes] | None = None
        self._copying: asyncio.Task[None] | None = None
        self._watching = asyncio.create_task(_watch(running))

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._running.pid

    async def is_ready(self, within: float = UP_WITHIN) -> None:
        """Wait for the line that says so. Raises Untrue when it ends, or takes too long."""
        out = self._running.stdout
        if out is None:
            raise Untrue(f"{self.name} has no output")
        try:
            async with asyncio.timeout(within):
                while not (line := await out.readline()).startswith(READY):
                    if not line:
                        raise Untrue(f"{self.name} ended early: {self.last_words()}")
                    self.said += line.decode()
        except TimeoutError:
            raise Untrue(f"{self.name} is not ready after {within:.0f} s") from None
        self._drain = asyncio.create_task(out.read())

    def copy_log(self) -> None:
        """Write down what it logs: its own disk may be full."""
        errors = self._running.stderr
        if errors is not None:
            self._copying = asyncio.create_task(_copy(errors, self.log))

    def kill(self) -> None:
        """End it without a warning, as a power cut does."""
        self._running.kill()

    def freeze(self) -> None:
        """Stop it, as a machine does that is short of everything."""
        self._running.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._running.send_signal(signal.SIGCONT)

    @property
    def has_ended(self) -> bool:
        """Whether it has ended."""
        return self._running.returncode is not None

    async def gone(self) -> int:
        """Wait for its end, however long that takes; returns the exit code."""
        await asyncio.wait({self._watching})
        return await self._running.wait()

    async def stop(self) -> None:
        """Ask it to end, and see that it does."""
        if self._running.returncode is None:
            self._running.send_signal(signal.SIGTERM)
        await self.ended()

    async def ended(self) -> int:
        """Wait for its end, and hurry it after a while; returns the exit code."""
        try:
            return await asyncio.wait_for(self.gone(), DOWN_WITHIN)
        except TimeoutError:
            self._running.kill()
            return await self.gone()

    def last_words(self) -> str:
        """Return the last line of its log."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


async def _watch(running: asyncio.subprocess.Process) -> None:
    """See that it does not go on without us."""
    watcher = Watcher(running.pid)
    await running.wait()
    watcher.dismiss()


async def _copy(source: asyncio.StreamReader, file: Path) -> None:
    while some := await source.read(1 << 16):
        with file.open("ab") as opened:
            opened.write(some)


async def run_python(
    home: Path, environment: Mapping[str, str], words: tuple[str, ...], errors: int | IO[bytes]
) -> asyncio.subprocess.Process:
    """Run `switchboard <words>` in a Python of its own, whose output is a pipe."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "app",
        *words,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=errors,
        cwd=home,
        env=environment,
    )


async def start(
    name: str, home: Path, environment: Mapping[str, str], *command: str, by_pipe: bool = False
) -> Process:
    """Start `switchboard <command>` in `home`, with this environment and nothing of ours. It logs
    into a file, or `by_pipe` to us who write it down."""
    inherited = {key: os.environ[key] for key in OURS if key in os.environ}
    log = home / f"{name}.log"
    with log.open("ab") as errors:
        wanted = PIPE if by_pipe else errors
        running = await run_python(home, {**inherited, **environment}, command, wanted)
    process = Process(name, running, log)
    process.copy_log()
    return process


@asynccontextmanager
async def started(
    name: str, home: Path, environment: Mapping[str, str], *command: str
) -> AsyncIterator[Process]:
    """A running command that is ready, for the length of a `with`."""
    process = await start(name, home, environment, *command)
    try:
        await process.is_ready()
        yield process
    finally:
        await process.stop()
