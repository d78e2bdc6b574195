"""Parts of the desk as processes that can be killed, without the seconds that importing takes.

Each is forked from a server process that has everything imported, and then runs what the command
`switchboard` runs.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from stories.watcher import Watcher
from tests.support.forks import preloaded
from tests.support.waiting import eventually

UP_WITHIN = 60.0
DOWN_WITHIN = 30.0


def _run(home: Path, name: str, environment: Mapping[str, str], command: tuple[str, ...]) -> None:
    flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND
    for number, suffix in ((1, "out"), (2, "log")):
        os.dup2(os.open(home / f"{name}.{suffix}", flags, 0o600), number)
    os.chdir(home)
    os.environ.update(environment)
    sys.argv = ["switchboard", *command]
    from app.cli import main

    main()


class Child:
    """One running command; its standard output and its log lie in `home`."""

    def __init__(self, process: BaseProcess, home: Path, name: str) -> None:
        self._process = process
        self._out, self._log = home / f"{name}.out", home / f"{name}.log"

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    @property
    def exit_code(self) -> int | None:
        return self._process.exitcode

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()

    async def is_ready(self) -> None:
        await eventually(self._says_ready, within=UP_WITHIN, describe=self.last_words)

    async def ended(self) -> None:
        """Wait until it is gone, whoever ended it."""
        wait = partial(self._process.join, DOWN_WITHIN)
        await asyncio.get_running_loop().run_in_executor(None, wait)
        assert self._process.exitcode is not None, self.last_words()

    async def stop(self) -> None:
        """SIGTERM, after which it finishes what it has begun."""
        self._process.terminate()
        await self.ended()

    def last_words(self) -> str:
        words = self._log.read_text(errors="replace") if self._log.exists() else ""
        return f"exit code {self._process.exitcode}, log:\n{words[-3000:]}"

    def _says_ready(self) -> bool:
        assert self._process.exitcode is None, self.last_words()
        return self._out.exists() and self._out.read_text().count("ready") > 0


@asynccontextmanager
async def running(
    name: str, home: Path, environment: Mapping[str, str], *command: str
) -> AsyncIterator[Child]:
    """`switchboard <command>` for the length of a `with`; not ready yet when that begins."""
    (home / f"{name}.out").unlink(missing_ok=True)
    process = preloaded().Process(target=_run, args=(home, name, environment, command), daemon=True)
    await asyncio.get_running_loop().run_in_executor(None, process.start)
    child = Child(process, home, name)
    watcher = Watcher(child.pid)
    try:
        yield child
    finally:
        await child.stop()
        watcher.dismiss()
