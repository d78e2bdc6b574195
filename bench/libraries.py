"""The floor of a start and of memory: a Python that imports the libraries which the desk's process
imports, and does nothing with them.
"""

import asyncio
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.desk import Premises, at_work

OURS = frozenset({"app", "archive", "board", "bot", "core", "db", "stories", "userbot"})
_IMPORTED = re.compile(r"^import time: .*\| +([\w.]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """A process that has imported them all, and the seconds that this took."""

    pid: int
    seconds: float


async def libraries_of(there: Premises) -> Path:
    """Return a file with the modules that the desk there imports until it has answered an update,
    without its own, in their order."""
    async with at_work(there, PYTHONPROFILEIMPORTTIME="1") as desk:
        await desk.relay(1)
    found = _IMPORTED.findall(desk.log.read_text())
    desk.log.write_text("")
    file = there.home / "libraries.txt"
    theirs = [name for name in found if name.partition(".")[0] not in OURS]
    file.write_text("\n".join(theirs))
    return file


@asynccontextmanager
async def imported(file: Path) -> AsyncIterator[Imported]:
    """Run a Python that imports them, for the length of a `with`."""
    began = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.imports", str(file), stdin=PIPE, stdout=PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        await process.stdout.readline()
        yield Imported(process.pid, perf_counter() - began)
    finally:
        process.stdin.close()
        await process.wait()
